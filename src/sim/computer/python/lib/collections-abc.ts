// `collections.abc` in Python: the abstract base classes of containers.

/** Its source. */
export const source = String.raw`from abc import ABCMeta, abstractmethod


def _has(*names):
    def check(cls, C):
        for name in names:
            for one in C.__mro__:
                if name in one.__dict__:
                    if one.__dict__[name] is None:
                        return NotImplemented
                    break
            else:
                return NotImplemented
        return True
    return check


class Hashable(metaclass=ABCMeta):
    @abstractmethod
    def __hash__(self):
        return 0

    @classmethod
    def __subclasshook__(cls, C):
        for one in C.__mro__:
            if '__hash__' in one.__dict__:
                return one.__dict__['__hash__'] is not None or NotImplemented
        return False if C in (list, dict, set, bytearray) else True


def _simple(name, methods, bases=()):
    space = {'__module__': 'collections.abc', '__slots__': ()}
    for method in methods.split():
        def stub(self, *args):
            raise NotImplementedError
        stub.__name__ = method
        space[method] = abstractmethod(stub)
    check = _has(*methods.split())

    def __subclasshook__(cls, C):
        return check(cls, C) if cls.__name__ == name else NotImplemented

    space['__subclasshook__'] = classmethod(__subclasshook__)
    return ABCMeta(name, bases, space)


Awaitable = _simple('Awaitable', '__await__')
AsyncIterable = _simple('AsyncIterable', '__aiter__')
Iterable = _simple('Iterable', '__iter__')
Sized = _simple('Sized', '__len__')
Container = _simple('Container', '__contains__')
Callable = _simple('Callable', '__call__')


class Coroutine(Awaitable):
    @classmethod
    def __subclasshook__(cls, C):
        return _has('__await__', 'send', 'throw', 'close')(cls, C) if cls is Coroutine else NotImplemented


class AsyncIterator(AsyncIterable):
    def __aiter__(self):
        return self


class AsyncGenerator(AsyncIterator):
    pass


class Iterator(Iterable):
    @abstractmethod
    def __next__(self):
        raise StopIteration

    def __iter__(self):
        return self

    @classmethod
    def __subclasshook__(cls, C):
        return _has('__iter__', '__next__')(cls, C) if cls is Iterator else NotImplemented


class Generator(Iterator):
    @classmethod
    def __subclasshook__(cls, C):
        return _has('__iter__', '__next__', 'send', 'throw', 'close')(cls, C) if cls is Generator else NotImplemented


class Reversible(Iterable):
    @abstractmethod
    def __reversed__(self):
        yield from ()


class Collection(Sized, Iterable, Container):
    @classmethod
    def __subclasshook__(cls, C):
        return _has('__len__', '__iter__', '__contains__')(cls, C) if cls is Collection else NotImplemented


class Sequence(Reversible, Collection):
    @abstractmethod
    def __getitem__(self, index):
        raise IndexError

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        for v in self:
            if v is value or v == value:
                return True
        return False

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value, start=0, stop=None):
        for i, v in enumerate(self):
            if i >= start and (stop is None or i < stop) and (v is value or v == value):
                return i
        raise ValueError

    def count(self, value):
        return sum(1 for v in self if v is value or v == value)


for _cls in (tuple, str, range, bytes):
    Sequence.register(_cls)


class ByteString(Sequence):
    pass


class MutableSequence(Sequence):
    @abstractmethod
    def __setitem__(self, index, value):
        raise IndexError

    @abstractmethod
    def __delitem__(self, index):
        raise IndexError

    @abstractmethod
    def insert(self, index, value):
        raise IndexError

    def append(self, value):
        self.insert(len(self), value)

    def clear(self):
        while len(self):
            self.pop()

    def reverse(self):
        n = len(self)
        for i in range(n // 2):
            self[i], self[n - i - 1] = self[n - i - 1], self[i]

    def extend(self, values):
        for v in list(values):
            self.append(v)

    def pop(self, index=-1):
        v = self[index]
        del self[index]
        return v

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self


for _cls in (list, bytearray):
    MutableSequence.register(_cls)


class Set(Collection):
    def __le__(self, other):
        return len(self) <= len(other) and all(elem in other for elem in self)

    def __lt__(self, other):
        return len(self) < len(other) and self.__le__(other)

    def __ge__(self, other):
        return len(self) >= len(other) and all(elem in self for elem in other)

    def __gt__(self, other):
        return len(self) > len(other) and self.__ge__(other)

    def __eq__(self, other):
        return len(self) == len(other) and self.__le__(other)

    @classmethod
    def _from_iterable(cls, it):
        return cls(it)

    def __and__(self, other):
        return self._from_iterable(value for value in other if value in self)

    __rand__ = __and__

    def __or__(self, other):
        return self._from_iterable(e for s in (self, other) for e in s)

    __ror__ = __or__

    def __sub__(self, other):
        return self._from_iterable(value for value in self if value not in other)

    def __xor__(self, other):
        return (self - other) | self._from_iterable(value for value in other if value not in self)

    def isdisjoint(self, other):
        return not any(value in self for value in other)


Set.register(frozenset)


class MutableSet(Set):
    @abstractmethod
    def add(self, value):
        raise NotImplementedError

    @abstractmethod
    def discard(self, value):
        raise NotImplementedError

    def remove(self, value):
        if value not in self:
            raise KeyError(value)
        self.discard(value)

    def pop(self):
        value = next(iter(self))
        self.discard(value)
        return value

    def clear(self):
        for value in list(self):
            self.discard(value)

    def __ior__(self, it):
        for value in it:
            self.add(value)
        return self

    def __isub__(self, it):
        for value in list(it):
            self.discard(value)
        return self


MutableSet.register(set)


class MappingView(Sized):
    def __init__(self, mapping):
        self._mapping = mapping

    def __len__(self):
        return len(self._mapping)

    def __repr__(self):
        return f'{self.__class__.__name__}({self._mapping!r})'


class KeysView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, key):
        return key in self._mapping

    def __iter__(self):
        yield from self._mapping


class ItemsView(MappingView, Set):
    @classmethod
    def _from_iterable(cls, it):
        return set(it)

    def __contains__(self, item):
        key, value = item
        return key in self._mapping and self._mapping[key] == value

    def __iter__(self):
        for key in self._mapping:
            yield key, self._mapping[key]


class ValuesView(MappingView, Collection):
    def __contains__(self, value):
        return any(v is value or v == value for v in self)

    def __iter__(self):
        for key in self._mapping:
            yield self._mapping[key]


class Mapping(Collection):
    @abstractmethod
    def __getitem__(self, key):
        raise KeyError

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return KeysView(self)

    def items(self):
        return ItemsView(self)

    def values(self):
        return ValuesView(self)

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

    __hash__ = None


class MutableMapping(Mapping):
    __marker = object()

    @abstractmethod
    def __setitem__(self, key, value):
        raise KeyError

    @abstractmethod
    def __delitem__(self, key):
        raise KeyError

    def pop(self, key, default=__marker):
        try:
            value = self[key]
        except KeyError:
            if default is self.__marker:
                raise
            return default
        del self[key]
        return value

    def popitem(self):
        try:
            key = next(iter(self))
        except StopIteration:
            raise KeyError from None
        value = self[key]
        del self[key]
        return key, value

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwds):
        if isinstance(other, Mapping) or hasattr(other, 'keys'):
            for key in other.keys():
                self[key] = other[key]
        else:
            for key, value in other:
                self[key] = value
        for key, value in kwds.items():
            self[key] = value

    def setdefault(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            self[key] = default
        return default


MutableMapping.register(dict)
`;
