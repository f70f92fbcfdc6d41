import os, sys, math, time
print(os.path.join('a','b'), os.path.basename('/x/y.txt'), os.environ.get('HOME','none'), os.path.splitext('a.tar.gz'))
from collections import Counter, defaultdict, namedtuple, deque, OrderedDict
c = Counter("abracadabra"); print(c.most_common(2), c)
dd = defaultdict(list); dd['a'].append(1); print(dd)
P = namedtuple('P', 'x y'); p = P(1, y=2); print(p, p.x, p._replace(x=5), p == (1,2))
dq = deque([1,2,3], maxlen=3); dq.append(4); print(dq, dq[0])
print(OrderedDict(a=1))
from dataclasses import dataclass, field
@dataclass(order=True)
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)
    def total(self): return self.price * 2
i = Item("x", 2.5); print(i, i == Item("x", 2.5), i.total(), Item("a") < Item("b"))
from enum import Enum, IntEnum, auto, Flag
class Color(Enum):
    RED = 1
    GREEN = auto()
    BLUE = 'b'
print(Color.RED, repr(Color.GREEN), Color('b'), Color['RED'].value, list(Color), Color.RED.name)
class Pri(IntEnum):
    LOW = 1
    HIGH = 2
print(Pri.LOW < Pri.HIGH, Pri.LOW + 1, Pri.HIGH, repr(Pri.LOW))
class Perm(Flag):
    R = auto(); W = auto(); X = auto()
print(Perm.R | Perm.W, Perm.R in (Perm.R | Perm.W))
from contextlib import contextmanager, suppress
@contextmanager
def cm(n):
    print("in", n)
    try:
        yield n * 2
    finally:
        print("out")
with cm(3) as v: print(v)
with suppress(KeyError): {}['x']
from functools import lru_cache, partial, reduce, wraps
@lru_cache(maxsize=None)
def fib(n): return n if n < 2 else fib(n-1) + fib(n-2)
print(fib(60), fib.cache_info(), partial(pow, 2)(5), reduce(lambda a,b: a*b, [1,2,3,4]))
import itertools
print(list(itertools.chain([1],[2])), list(itertools.islice(itertools.count(5), 3)), list(itertools.combinations('abc', 2)), [(k, list(g)) for k, g in itertools.groupby('aabbc')])
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def run(self): ...
try: Base()
except TypeError as e: print(e)
from typing import Optional, List, Dict
def f(a: Optional[int] = None) -> List[str]: return []
print(f.__annotations__, Optional[int], Dict[str, int])
print(math.sqrt(2), math.pi, math.floor(2.7), math.factorial(20), math.gcd(12, 18), math.isclose(0.1+0.2, 0.3))
print(os.path.exists('/nope'), sys.version_info[:2], sys.argv[1:])
import copy
print(copy.deepcopy({'a': [1, {2}]}))
from operator import itemgetter
print(sorted([{'a': 2}, {'a': 1}], key=itemgetter('a')))
