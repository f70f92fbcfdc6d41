def fib(n):
    return n if n < 2 else fib(n-1) + fib(n-2)
print([fib(i) for i in range(15)])
class A:
    x = 1
    def __init__(self, y):
        self.y = y
    def __repr__(self):
        return f"A({self.y!r})"
    @property
    def double(self):
        return self.y * 2
    @staticmethod
    def s(a): return a + 1
    @classmethod
    def c(cls, v): return cls(v)
    def __eq__(self, o): return isinstance(o, A) and self.y == o.y
    def __hash__(self): return hash(self.y)
    def __lt__(self, o): return self.y < o.y
class B(A):
    def __init__(self, y, z):
        super().__init__(y)
        self.z = z
    def __str__(self): return "B!" + str(self.z)
a = A(3); b = B(4, 5)
print(a, b, a.double, A.s(2), B.c if False else A.c(9), repr(b), a == A(3), a != A(3), {a: 1}[A(3)])
print(sorted([A(3), A(1), A(2)]))
try:
    1/0
except ZeroDivisionError as e:
    print("caught", e, type(e).__name__)
finally:
    print("fin")
d = {"a": 1, 'b': [1, 2, {3}]}
print(d, d.items(), list(d), d.get('zz', 5))
for i, (k, v) in enumerate(d.items()):
    print(i, k, v)
print(f"{3.14159:.2f} {10:>5} {'x':^7}| {1000000:,} {255:#x} {0.5:%} {'a'!r:>6}")
def gen(n):
    for i in range(n):
        got = yield i
        if got: print("got", got)
    return "done"
g = gen(3)
print(next(g), g.send("hi"), list(g))
def outer():
    x = 0
    def inc():
        nonlocal x
        x += 1
        return x
    return inc
f = outer(); f(); print(f())
print(*[1,2,3], sep='-', end='!\n')
x, *y, z = range(6)
print(x, y, z)
print({k: v for k, v in zip('abc', range(3))}, {1,2,3} & {2,3,4}, [1,2,3][::-1], "hello"[1:3])
with open('/tmp/x.txt', 'w') as fh:
    fh.write("line1\nline2\n")
with open('/tmp/x.txt') as fh:
    for line in fh: print(repr(line))
import time
print(time.strftime('%Y', time.gmtime(0)))
print(2**100, -7//2, -7%3, 7.0//2, 1e100, 0.1+0.2, 1/3, 10**20)
match {"k": [1, 2, 3]}:
    case {"k": [1, *rest]}:
        print("rest", rest)
match a:
    case A(y=3): print("A3")
lst = [3,1,2]; lst.sort(reverse=True); print(lst)
print("%s is %d and %.2f" % ("x", 3, 2.5), "{} {a}".format(1, a=2))
try:
    try:
        raise ValueError("x")
    except ValueError as e:
        raise KeyError("y") from e
except KeyError as e:
    print(repr(e), repr(e.__cause__))
print(any(x > 2 for x in lst), all([]), sum(lst), max(lst), min(lst, key=lambda v: -v))
print(isinstance(True, int), type(a), type(1), int("42"), float("1.5"), str(1.0), bool([]))
class Ctx:
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t); return True
with Ctx() as c:
    raise RuntimeError("swallowed")
def kw(a, *args, b=2, **k): return a, args, b, k
print(kw(1, 2, 3, b=4, c=5))
def deco(fn):
    def wrap(*a, **k):
        print("calling", fn.__name__)
        return fn(*a, **k)
    return wrap
@deco
def add(a, b): return a + b
print(add(1, 2))
i = 0
while True:
    i += 1
    if i == 3: continue
    if i > 5: break
else:
    print("never")
print(i)
assert i == 6, "bad"
print("abc".upper().center(9, '*'), "a,b,c".split(','), " x ".strip(), 'x' in 'xyz')
lam = lambda *a: a
print(lam(1,2), (lambda: 5)())
print([i for i in range(10) if i % 2 if i > 3], [(a,b) for a in range(2) for b in range(2)])
if (n := len(lst)) > 2: print(n)
del d['a']; print(d)
print(1 < 2 < 3, 1 < 3 < 2, None is None, not 0)
print(b'abc', b'abc'[0], bytes([1,2]), 'é'.encode())
async def co(): return 5
print(round(2.5), round(2.675, 2), abs(-3), divmod(7, 2), pow(2, 10, 1000))
def f(x):
    return g2(x)
def g2(x):
    return x + [1][3]
f(1)
