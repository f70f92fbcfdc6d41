# stdin: "deposit 50\nwithdraw 20\nwithdraw 100\nbalance\nfoo\ndeposit ten\nhistory\nquit\n"
"""A menu program that reads commands, as in a first course."""
import sys
import cmd
import shlex


class Bank(cmd.Cmd):
    intro = "Welcome to the bank. Type help or ? to list commands."
    prompt = "(bank) "

    def __init__(self):
        super().__init__()
        self.balance = 0.0
        self.entries = []

    def do_deposit(self, arg):
        """deposit AMOUNT -- put money in"""
        try:
            amount = float(arg)
        except ValueError as error:
            print("***", error)
            return
        self.balance += amount
        self.entries.append(+amount)

    def do_withdraw(self, arg):
        "withdraw AMOUNT -- take money out"
        amount = float(shlex.split(arg)[0])
        if amount > self.balance:
            print(f"*** only {self.balance:.2f} left")
        else:
            self.balance -= amount
            self.entries.append(-amount)

    def do_balance(self, arg):
        print(f"{self.balance:8.2f}")

    def do_history(self, arg):
        for number, entry in enumerate(self.entries, 1):
            print(f"{number:>3}. {entry:+.2f}")

    def do_quit(self, arg):
        print("Bye")
        return True


Bank().cmdloop()
print(sys.stdin.readline() == "")
try:
    input("more? ")
except EOFError as error:
    print(type(error).__name__, error)
