# None is a value like any other, wherever values are kept.
class A:
    x = None
    y = x
    len = None
    z = len
print(A.y, A.z)
exec("q=None\nw=q\nprint(w)")
exec("q=None\nw=q\nprint(w)", {}, {})
d={'a':None}
print(d.setdefault('a', 3), d.pop('a', 4), getattr(A,'x',7), next(iter([None]),1), next(iter([]),None), max([None], key=lambda x:1), min([], default=None))
print(d.get('zz'), {None: 1}.get(None), {1: None}.pop(1), [None].pop(), [None,1].index(None), (None,)[0], dict(a=None)['a'])
def f(x=None):
    def g():
        class B:
            y = x
        return B.y
    return g()
print(f(), None in [None], {None}, [x for x in [None, 1]], list(map(lambda x: None, [1])), list(filter(None, [0,1])), any([None]), sorted([None], key=str))
gen = (x for x in [None, None])
print(list(gen), next((None for _ in [1]), 5))
def h():
    r = yield None
    print('r', r)
    yield r
k = h(); print(next(k), k.send(None))
from collections import defaultdict, OrderedDict, ChainMap, deque
print(ChainMap({'a':None},{'a':1})['a'], OrderedDict(a=None).get('a',3), deque([None]).pop(), defaultdict(int, {'a':None}).get('a', 2))
import os
print(os.environ.get('NOPE', None), vars(A).get('x', 5), A.__dict__.get('x', 9))
from functools import lru_cache, cached_property
calls=0
@lru_cache
def c(n):
    global calls; calls+=1
c(1); c(1); print(calls)
class P:
    @cached_property
    def v(self):
        print('computed'); return None
p=P(); p.v; p.v
import queue
q=queue.Queue(); q.put(None); print(q.get())
import itertools
print(list(itertools.chain([None],[1])), list(itertools.islice([None,None],1)), list(itertools.zip_longest([None],[1,2])), list(zip([None],[1])), list(enumerate([None])), list(reversed([None,2])))
print(*[None], sep=None, end=None); print()
match {'a': None}:
    case {'a': None}: print('none')
x, *y = [None, None]; print(x,y)
it = iter([None, 1]); print(next(it), next(it))
for v in [None, None]: print(v, end=' ')
print(None or 1, None and 1, [None] * 2, {**{'a': None}}, (lambda: None)(), str(None), f"{None}", None == None, None is None, hash(None) is not None, bool(None))
import json; print(json.loads('{"a": null}').get('a', 1), json.loads('[null]'), json.dumps(None))
import re; m = re.match('(a)?b', 'b'); print(m.group(1), m.groups(), m.groups('d'), m.groupdict())
