# stdin: "Ada\n36\nnot a number\nquit\n"
import sys
name = input("Name? ")
print(f"Hello, {name}!")
for line in sys.stdin:
    line = line.strip()
    if line == "quit":
        break
    try:
        print("age next year:", int(line) + 1)
    except ValueError as error:
        print("error:", error, file=sys.stderr)
print(input("more? "))
