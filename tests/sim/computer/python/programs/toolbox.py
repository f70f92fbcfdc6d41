# Decorators, closures, iterators, itertools, functools, typing, abc, descriptors, metaclass, operator overloading.
import functools
import itertools
import math
import operator
import string
import textwrap
import time
from abc import ABC, abstractmethod
from enum import Enum, IntEnum, Flag, auto
from typing import Callable, Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar, Union, get_type_hints

T = TypeVar("T")


def retry(times: int = 3, errors: tuple = (Exception,)) -> Callable:
    def wrap(function):
        @functools.wraps(function)
        def inner(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except errors as error:
                    print(f"attempt {attempt}: {error}")
            raise RuntimeError("gave up") from error_of(times)
        return inner
    return wrap


def error_of(n):
    return ConnectionError(f"after {n}")


calls = itertools.count(1)


@retry(times=3, errors=(ValueError,))
def flaky(limit: int) -> str:
    """Works at the third try."""
    n = next(calls)
    if n < limit:
        raise ValueError(f"call {n}")
    return f"ok at {n}"


print(flaky(3), flaky.__name__, flaky.__doc__, get_type_hints(flaky))
try:
    flaky(99)
except RuntimeError as error:
    print(error, "<-", repr(error.__cause__))


class Shape(ABC):
    registry = {}

    def __init_subclass__(cls, sides=0, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.sides = sides
        Shape.registry[cls.__name__.lower()] = cls

    @abstractmethod
    def area(self) -> float: ...

    def __str__(self):
        return f"{self.__class__.__name__}({self.area():.2f})"


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    def area(self):
        return math.pi * self.r**2


class Square(Shape, sides=4):
    def __init__(self, a):
        self.a = a

    def area(self):
        return self.a * self.a


try:
    Shape()
except TypeError as error:
    print(error)
print(*map(str, [Circle(1), Square(2)]), Shape.registry["square"].sides)


class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, instance, owner=None):
        return self if instance is None else getattr(instance, self.name)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(instance, self.name, value)


class Vector(Generic[T]):
    x = Positive()

    def __init__(self, x: T, y: T):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __bool__(self):
        return bool(self.y)

    def __call__(self, f):
        return f(self.x, self.y)

    def __format__(self, spec):
        return f"<{self.x:{spec}} {self.y:{spec}}>"


v = Vector(1, 2) + 2 * Vector(3, 4)
print(v, v == Vector(7, 10), len({v, Vector(7, 10)}), bool(Vector(1, 0)), v(math.hypot), f"{v:.1f}")
try:
    Vector(-1, 0)
except ValueError as error:
    print(error)
try:
    v + 3
except AttributeError as error:
    print(error)


class Colour(Enum):
    RED = "r"
    GREEN = "g"

    @classmethod
    def default(cls):
        return cls.RED


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Can(Flag):
    READ = auto()
    WRITE = auto()


print(Colour("g"), Colour.default().name, list(Colour), Level.HIGH > 3, sorted(Level), Can.READ | Can.WRITE, Can.READ in (Can.READ | Can.WRITE))
try:
    Colour("blue")
except ValueError as error:
    print(error)


class Employee(NamedTuple):
    name: str
    age: int = 30


class Movie(TypedDict, total=False):
    title: str
    year: int


class Quacks(Protocol):
    def quack(self) -> str: ...


print(Employee("Ada"), Movie(title="Up", year=2009), Union[int, str], list[int], Literal["a"], int | None)


@functools.lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@functools.singledispatch
def show(value):
    return f"object {value!r}"


@show.register
def _(value: int):
    return f"int {value}"


@show.register(list)
def _(value):
    return f"list of {len(value)}"


print(fib(90), fib.cache_info(), show(3), show([1, 2]), show("s"))
data = [("b", 2), ("a", 1), ("b", 3), ("c", 0)]
for key, group in itertools.groupby(sorted(data, key=operator.itemgetter(0)), key=lambda d: d[0]):
    print(key, [n for _, n in group], end="; ")
print()
print(list(itertools.chain.from_iterable([[1], [2, 3]])), list(itertools.islice(itertools.cycle("ab"), 5)), list(itertools.accumulate([1, 2, 3], operator.mul)))
print(list(itertools.combinations("abc", 2)), list(itertools.product([0, 1], repeat=2)), list(itertools.zip_longest([1, 2], "a", fillvalue="-")))
print(list(itertools.pairwise([1, 2, 3])), list(itertools.takewhile(lambda n: n < 3, [1, 2, 3, 1])), functools.reduce(operator.add, [[1], [2]]))
compose = lambda *fs: functools.reduce(lambda f, g: lambda x: g(f(x)), fs)
print(compose(str.strip, str.title, len)("  hello world "), functools.partial(int, base=2)("101"))


def chunks(items, size):
    it = iter(items)
    while chunk := list(itertools.islice(it, size)):
        received = yield chunk
        if received:
            print("received", received)


gen = chunks(range(7), 3)
print(next(gen), gen.send("hello"), list(gen))


def outer():
    total = yield from inner()
    print("total", total)


def inner():
    yield 1
    yield 2
    return 3


print(list(outer()))
print(textwrap.fill("The quick brown fox jumps over the lazy dog near the river bank.", 24, initial_indent="* ", subsequent_indent="  "))
print(textwrap.dedent("""
    one
      two
""").strip(), string.Template("$who likes ${what}").substitute(who="Ada", what="maths"), string.capwords("a bc"))
first, *rest, last = range(5)
print(first, rest, last, {**{"a": 1}, "b": 2} | {"a": 3}, [*"ab", *range(2)], 10 // -3, -7 % 3, 2**-1, divmod(-7, 2), round(2.5), 0.1 + 0.2)
matrix = [[1, 2, 3], [4, 5, 6]]
print(list(zip(*matrix)), [[row[i] for row in matrix] for i in range(3)], {k: v for k, v in zip("ab", (1, 2))}, any(x > 5 for row in matrix for x in row))
print(sorted(["b", "A", "c"], key=str.lower), " ".join(reversed("a b c".split())), "a,b,,c".split(","), "x".join("abc"), "%s is %d years, %.1f%%" % ("Ada", 36, 99.5))
assert isinstance(v, Vector), "never"
assert v.y == 0, f"y is {v.y}"
