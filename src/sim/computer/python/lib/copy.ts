// `copy` in Python: shallow and deep copies.

/** Its source. */
export const source = String.raw`class Error(Exception):
    pass


error = Error
_atomic = (type(None), int, float, bool, str, bytes, type, range, type(Ellipsis), type(NotImplemented), type(len), type(lambda: 0))


def copy(x):
    cls = type(x)
    if cls in _atomic or cls is tuple or cls is frozenset or isinstance(x, type):
        return x
    if cls in (list, dict, set, bytearray):
        return x.copy()
    own = getattr(cls, '__copy__', None)
    if own is not None:
        return own(x)
    return _rebuild(x, cls, lambda value: value)


def _rebuild(x, cls, convert):
    if isinstance(x, dict):
        made = cls.__new__(cls)
        for key, value in x.items():
            dict.__setitem__(made, convert(key), convert(value))
    elif isinstance(x, list):
        made = cls.__new__(cls)
        for value in x:
            list.append(made, convert(value))
    elif isinstance(x, set):
        made = cls.__new__(cls)
        for value in x:
            set.add(made, convert(value))
    elif isinstance(x, tuple):
        made = tuple.__new__(cls, [convert(value) for value in x])
    elif isinstance(x, BaseException):
        made = cls.__new__(cls, *x.args)
    elif isinstance(x, (int, str, float)):
        made = cls.__new__(cls, x)
    else:
        made = object.__new__(cls)
    state = getattr(x, '__dict__', None)
    if state:
        for key, value in state.items():
            made.__dict__[key] = convert(value)
    return made


def deepcopy(x, memo=None):
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    key = id(x)
    if key in memo:
        return memo[key]
    if cls is list:
        made = memo[key] = []
        for value in x:
            made.append(deepcopy(value, memo))
        return made
    if cls is dict:
        made = memo[key] = {}
        for k, value in x.items():
            made[deepcopy(k, memo)] = deepcopy(value, memo)
        return made
    if cls is tuple:
        made = tuple([deepcopy(value, memo) for value in x])
        if all(a is b for a, b in zip(made, x)):
            made = x
    elif cls in (set, frozenset):
        made = cls(deepcopy(value, memo) for value in x)
    else:
        own = getattr(cls, '__deepcopy__', None)
        if own is not None:
            made = own(x, memo)
        elif cls.__module__ == 'builtins' and not hasattr(x, '__dict__'):
            made = x
        else:
            made = _rebuild(x, cls, lambda value: deepcopy(value, memo))
    memo[key] = made
    return made


def replace(obj, /, **changes):
    return obj.__replace__(**changes)
`;
