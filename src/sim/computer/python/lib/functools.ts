// `functools` in Python: functions that make functions.

/** Its source. */
export const source = String.raw`from _functools import reduce

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__', '__annotations__')
WRAPPER_UPDATES = ('__dict__',)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for attr in assigned:
        try:
            value = getattr(wrapped, attr)
        except AttributeError:
            continue
        setattr(wrapper, attr, value)
    for attr in updated:
        getattr(wrapper, attr).update(getattr(wrapped, attr, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)


class partial:
    def __init__(self, func, /, *args, **keywords):
        if not callable(func):
            raise TypeError('the first argument must be callable')
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func)]
        parts.extend(repr(x) for x in self.args)
        parts.extend(f'{k}={v!r}' for k, v in self.keywords.items())
        return f"functools.partial({', '.join(parts)})"


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, obj, cls=None):
        func = self.func

        def method(self_, /, *args, **keywords):
            return func(self_, *self.args, *args, **{**self.keywords, **keywords})

        return method.__get__(obj)


class _CacheInfo:
    def __init__(self, hits, misses, maxsize, currsize):
        self.hits, self.misses, self.maxsize, self.currsize = hits, misses, maxsize, currsize

    def __iter__(self):
        return iter((self.hits, self.misses, self.maxsize, self.currsize))

    def __getitem__(self, index):
        return tuple(self)[index]

    def __repr__(self):
        return f'CacheInfo(hits={self.hits}, misses={self.misses}, maxsize={self.maxsize}, currsize={self.currsize})'


_MARK = object()


class _lru_cache_wrapper:
    def __init__(self, func, maxsize, typed):
        self._func = func
        self._maxsize = maxsize
        self._typed = typed
        self._cache = {}
        self._hits = self._misses = 0

    def __call__(self, *args, **kwargs):
        key = args
        if kwargs:
            key += (_MARK,)
            for item in kwargs.items():
                key += item
        if self._typed:
            key += tuple(type(v) for v in args)
        cache = self._cache
        found = cache.get(key, _MARK)
        if found is not _MARK:
            self._hits += 1
            if self._maxsize is not None:
                del cache[key]
                cache[key] = found
            return found
        self._misses += 1
        result = self._func(*args, **kwargs)
        if self._maxsize != 0:
            if self._maxsize is not None and len(cache) >= self._maxsize:
                del cache[next(iter(cache))]
            cache[key] = result
        return result

    def __get__(self, obj, cls=None):
        return self if obj is None else partial(self, obj)

    def cache_info(self):
        return _CacheInfo(self._hits, self._misses, self._maxsize, len(self._cache))

    def cache_clear(self):
        self._cache.clear()
        self._hits = self._misses = 0

    def cache_parameters(self):
        return {'maxsize': self._maxsize, 'typed': self._typed}


def lru_cache(maxsize=128, typed=False):
    if callable(maxsize):
        return update_wrapper(_lru_cache_wrapper(maxsize, 128, False), maxsize)
    return lambda func: update_wrapper(_lru_cache_wrapper(func, maxsize, typed), func)


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value


def cmp_to_key(mycmp):
    class K:
        __slots__ = ('obj',)

        def __init__(self, obj):
            self.obj = obj

        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0

        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0

        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0

        def __le__(self, other):
            return mycmp(self.obj, other.obj) <= 0

        def __ge__(self, other):
            return mycmp(self.obj, other.obj) >= 0

        __hash__ = None

    return K


def total_ordering(cls):
    own = cls.__dict__

    def derive(name, func):
        if name not in own:
            func.__name__ = name
            setattr(cls, name, func)

    if '__lt__' in own:
        derive('__gt__', lambda self, other: not (self < other) and self != other)
        derive('__le__', lambda self, other: self < other or self == other)
        derive('__ge__', lambda self, other: not self < other)
    elif '__le__' in own:
        derive('__ge__', lambda self, other: not (self <= other) or self == other)
        derive('__lt__', lambda self, other: self <= other and self != other)
        derive('__gt__', lambda self, other: not self <= other)
    elif '__gt__' in own:
        derive('__lt__', lambda self, other: not (self > other) and self != other)
        derive('__ge__', lambda self, other: self > other or self == other)
        derive('__le__', lambda self, other: not self > other)
    elif '__ge__' in own:
        derive('__le__', lambda self, other: not (self >= other) or self == other)
        derive('__gt__', lambda self, other: self >= other and self != other)
        derive('__lt__', lambda self, other: not self >= other)
    else:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    return cls


def singledispatch(func):
    registry = {object: func}

    def dispatch(cls):
        for one in cls.__mro__:
            if one in registry:
                return registry[one]
        for one, implementation in registry.items():
            if one is not object and issubclass(cls, one):
                return implementation
        return func

    def register(cls, implementation=None):
        if implementation is None:
            if isinstance(cls, type):
                return lambda f: register(cls, f)
            implementation = cls
            annotations = implementation.__annotations__
            cls = next(iter(annotations.values()))
        for one in getattr(cls, '__args__', None) or (cls,):
            registry[one] = implementation
        return implementation

    def wrapper(*args, **kw):
        if not args:
            raise TypeError(f'{func.__name__} requires at least 1 positional argument')
        return dispatch(args[0].__class__)(*args, **kw)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return update_wrapper(wrapper, func)


class singledispatchmethod:
    def __init__(self, func):
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, method)

    def __get__(self, obj, cls=None):
        def method(*args, **kwargs):
            return self.dispatcher.dispatch(args[0].__class__).__get__(obj)(*args, **kwargs)

        return update_wrapper(method, self.func)
`;
