from contextlib import contextmanager, ExitStack, suppress, redirect_stdout, closing, nullcontext
from functools import wraps, lru_cache, partial, cached_property, singledispatch, total_ordering, reduce
import io
import time

@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")

with tag("a") as a, tag("b"):
    print(a)
    raise ValueError("inside")

def timed(label=None):
    def decorate(func):
        @wraps(func)
        def wrapper(*args, **kwargs):
            print("calling", label or func.__name__, args, kwargs)
            return func(*args, **kwargs)
        return wrapper
    return decorate

@timed("adder")
def add(a, b=1):
    """Adds."""
    return a + b

print(add(1, b=2), add.__name__, add.__doc__)

class Retry:
    def __init__(self, times): self.times = times
    def __call__(self, func):
        def wrapper(*args):
            for attempt in range(1, self.times + 1):
                try:
                    return func(*args)
                except ConnectionError as error:
                    print("attempt", attempt, "failed:", error)
            raise RuntimeError("gave up")
        return wrapper

calls = 0
@Retry(3)
def flaky():
    global calls
    calls += 1
    if calls < 3:
        raise ConnectionError("refused")
    return "ok"
print(flaky())
@lru_cache(maxsize=2)
def slow(n):
    print("computing", n)
    return n * n
print(slow(2), slow(2), slow.cache_info().hits)
class Data:
    @cached_property
    def value(self):
        print("once")
        return 42
d = Data()
print(d.value, d.value)
with ExitStack() as stack:
    for n in range(2):
        stack.enter_context(tag(f"s{n}"))
    stack.callback(print, "callback")
buffer = io.StringIO()
with redirect_stdout(buffer):
    print("captured")
print(repr(buffer.getvalue()))
with suppress(FileNotFoundError):
    open("/does/not/exist")
@singledispatch
def show(x): return f"object {x}"
@show.register
def _(x: int): return f"int {x}"
@show.register(list)
def _(x): return f"list of {len(x)}"
print(show("s"), show(1), show([1, 2]), partial(add, 5)(b=6), reduce(lambda a, b: a * b, range(1, 6)))
class Managed:
    def __enter__(self): print("enter"); return self
    def __exit__(self, *exc): print("exit", exc[0].__name__ if exc[0] else None)
with Managed():
    raise KeyError("lost")
