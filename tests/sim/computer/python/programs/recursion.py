def hanoi(n, source, target, spare):
    return 0 if n == 0 else hanoi(n - 1, source, spare, target) + 1 + hanoi(n - 1, spare, target, source)

def depth(n):
    return depth(n + 1)

print(hanoi(8, "a", "b", "c"))
memo = {}
def fib(n):
    if n not in memo:
        memo[n] = n if n < 2 else fib(n - 1) + fib(n - 2)
    return memo[n]
print(fib(200))
depth(0)
