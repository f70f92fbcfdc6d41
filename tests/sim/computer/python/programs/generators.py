def countdown(n):
    try:
        while n > 0:
            received = yield n
            if received is not None:
                print("received", received)
            n -= 1
        return "liftoff"
    finally:
        print("closing")

def delegate():
    result = yield from countdown(2)
    print("result", result)
    yield "end"

print(list(delegate()))
gen = countdown(3)
print(next(gen), gen.send("hello"))
gen.close()
def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
import itertools
print(list(itertools.islice(fib(), 10)), list(itertools.takewhile(lambda n: n < 30, fib())))
class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right
    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right
print(list(Tree(2, Tree(1), Tree(3))), sum(x * x for x in Tree(2, Tree(1))))
gen = countdown(1)
next(gen)
try:
    gen.throw(ValueError("thrown in"))
except ValueError as error:
    print("out:", error)
try:
    next(gen)
except StopIteration:
    print("stopped")
class Countdown:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Countdown(3)), 2 in Countdown(5), max(Countdown(4)), next(iter([]), "default"))
