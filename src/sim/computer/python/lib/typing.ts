// `typing` in Python: names for type hints; nothing is checked when a program runs.

/** Its source. */
export const source = String.raw`import collections
import collections.abc
import sys

TYPE_CHECKING = False


class _Form:
    def __init__(self, name):
        self._name = name
        self.__name__ = name

    def __repr__(self):
        return 'typing.' + self._name

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Alias(self, parameters)

    def __call__(self, *args, **kwargs):
        raise TypeError(f'Cannot instantiate {self!r}')

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __mro_entries__(self, bases):
        return ()


def _show(value):
    if value is Ellipsis:
        return '...'
    if value is type(None):
        return 'None'
    if isinstance(value, type):
        if value.__module__ == 'builtins':
            return value.__qualname__
        return f'{value.__module__}.{value.__qualname__}'
    return repr(value)


class _Alias:
    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = tuple(type(None) if a is None else a for a in args)
        self._name = name
        self.__parameters__ = tuple(a for a in self.__args__ if isinstance(a, TypeVar))

    def __repr__(self):
        origin = self.__origin__
        if origin is Union and len(self.__args__) == 2 and type(None) in self.__args__:
            other = [a for a in self.__args__ if a is not type(None)][0]
            return f'typing.Optional[{_show(other)}]'
        name = self._name or (repr(origin) if isinstance(origin, _Form) else _show(origin))
        if name.endswith('Callable') and len(self.__args__) == 2 and isinstance(self.__args__[0], list):
            shown = ', '.join(_show(a) for a in self.__args__[0])
            return f'{name}[[{shown}], {_show(self.__args__[1])}]'
        return f"{name}[{', '.join(_show(a) for a in self.__args__)}]"

    def __getitem__(self, parameters):
        return self

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, type):
            return (self.__origin__,)
        if self.__origin__ is Generic_form:
            return (Generic,)
        return ()

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ is other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self.__args__)

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return getattr(self.__origin__, name)


class _ClassForm(_Form):
    def __init__(self, name, origin):
        super().__init__(name)
        self.__origin__ = origin

    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Alias(self.__origin__, parameters, repr(self))

    def __call__(self, *args, **kwargs):
        return self.__origin__(*args, **kwargs)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)


Any = _Form('Any')
NoReturn = _Form('NoReturn')
Never = _Form('Never')
Self = _Form('Self')
LiteralString = _Form('LiteralString')
ClassVar = _Form('ClassVar')
Final = _Form('Final')
Literal = _Form('Literal')
Annotated = _Form('Annotated')
TypeAlias = _Form('TypeAlias')
Required = _Form('Required')
NotRequired = _Form('NotRequired')
Unpack = _Form('Unpack')
Concatenate = _Form('Concatenate')
TypeGuard = _Form('TypeGuard')


class _UnionForm(_Form):
    def __getitem__(self, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        flat = []
        for one in parameters:
            if one is None:
                one = type(None)
            inner = one.__args__ if isinstance(one, _Alias) and one.__origin__ is self else (one,)
            for part in inner:
                if part not in flat:
                    flat.append(part)
        return flat[0] if len(flat) == 1 else _Alias(self, tuple(flat))


Union = _UnionForm('Union')


class _OptionalForm(_Form):
    def __getitem__(self, parameter):
        return Union[parameter, None]


Optional = _OptionalForm('Optional')
List = _ClassForm('List', list)
Dict = _ClassForm('Dict', dict)
Set = _ClassForm('Set', set)
FrozenSet = _ClassForm('FrozenSet', frozenset)
Tuple = _ClassForm('Tuple', tuple)
Type = _ClassForm('Type', type)
DefaultDict = _ClassForm('DefaultDict', collections.defaultdict)
OrderedDict = _ClassForm('OrderedDict', collections.OrderedDict)
Counter = _ClassForm('Counter', collections.Counter)
Deque = _ClassForm('Deque', collections.deque)
ChainMap = _ClassForm('ChainMap', collections.ChainMap)
Text = str
AnyStr = None
for _name in 'Hashable Sized Iterable Iterator Generator Container Collection Callable Mapping MutableMapping Sequence MutableSequence KeysView ItemsView ValuesView Awaitable Coroutine AsyncIterable AsyncIterator AsyncGenerator Reversible MutableSet'.split():
    globals()[_name] = _ClassForm(_name, getattr(collections.abc, _name))
AbstractSet = _ClassForm('AbstractSet', collections.abc.Set)
ContextManager = _ClassForm('ContextManager', object)
AsyncContextManager = _ClassForm('AsyncContextManager', object)
Pattern = _ClassForm('Pattern', object)
Match = _ClassForm('Match', object)
IO = _ClassForm('IO', object)
TextIO = _ClassForm('TextIO', object)
BinaryIO = _ClassForm('BinaryIO', object)


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False, default=None):
        self.__name__ = name
        self.__constraints__ = constraints
        self.__bound__ = bound

    def __repr__(self):
        return '~' + self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class ParamSpec(TypeVar):
    @property
    def args(self):
        return self

    @property
    def kwargs(self):
        return self


class TypeVarTuple(TypeVar):
    def __iter__(self):
        yield self


AnyStr = TypeVar('AnyStr', bytes, str)


class Generic:
    @classmethod
    def __class_getitem__(cls, parameters):
        if not isinstance(parameters, tuple):
            parameters = (parameters,)
        return _Alias(cls, parameters)


Generic_form = Generic


class Protocol(Generic):
    _is_protocol = True


def runtime_checkable(cls):
    names = [n for one in cls.__mro__ if one not in (object, Generic, Protocol) for n in one.__dict__ if not n.startswith('_')]

    class _ProtocolMeta(type(cls)):
        def __instancecheck__(self, instance):
            return all(hasattr(instance, n) for n in names)

    cls.__class__ = _ProtocolMeta
    return cls


def NewType(name, tp):
    def new_type(x):
        return x
    new_type.__name__ = name
    new_type.__qualname__ = name
    new_type.__supertype__ = tp
    return new_type


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def override(f):
    return f


def no_type_check(arg):
    return arg


def assert_type(val, typ):
    return val


def reveal_type(obj):
    print(f'Runtime type is {type(obj).__name__!r}', file=sys.stderr)
    return obj


def assert_never(arg):
    raise AssertionError(f'Expected code to be unreachable, but got: {arg!r}')


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    hints = {}
    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            hints.update(base.__dict__.get('__annotations__', {}))
    else:
        hints.update(getattr(obj, '__annotations__', {}))
    space = globalns or getattr(obj, '__globals__', None) or vars(sys.modules.get(getattr(obj, '__module__', ''), sys))
    for name, value in hints.items():
        if isinstance(value, str):
            hints[name] = eval(value, dict(space))
        elif value is None:
            hints[name] = type(None)
    return hints


def get_origin(tp):
    return getattr(tp, '__origin__', None)


def get_args(tp):
    return getattr(tp, '__args__', ())


def dataclass_transform(**kwargs):
    return lambda cls: cls


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        types = ns.get('__annotations__', {})
        defaults = [ns[name] for name in types if name in ns]
        made = collections.namedtuple(typename, list(types), defaults=defaults, module=ns.get('__module__'))
        made.__annotations__ = dict(types)
        for key, value in ns.items():
            if key not in types and key not in ('__module__', '__qualname__', '__annotations__', '__classcell__'):
                setattr(made, key, value)
        made.__qualname__ = ns.get('__qualname__', typename)
        return made


class _NamedTuple:
    def __mro_entries__(self, bases):
        return (_NamedTupleBase,)

    def __call__(self, typename, fields=(), **kwargs):
        fields = list(fields) or list(kwargs.items())
        made = collections.namedtuple(typename, [n for n, _ in fields], module=sys._getframe(1).f_globals.get('__name__'))
        made.__annotations__ = dict(fields)
        return made


_NamedTupleBase = type.__new__(NamedTupleMeta, 'NamedTuple', (), {})
NamedTuple = _NamedTuple()


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        made = type.__new__(cls, name, (dict,), dict(ns))
        annotations = {}
        for base in bases:
            annotations.update(getattr(base, '__annotations__', {}) if isinstance(base, _TypedDictMeta) else {})
        annotations.update(ns.get('__annotations__', {}))
        made.__annotations__ = annotations
        made.__total__ = total
        return made

    def __call__(cls, *args, **kwargs):
        return dict(*args, **kwargs)


class _TypedDict:
    def __mro_entries__(self, bases):
        return (_TypedDictBase,)

    def __call__(self, name, fields=None, *, total=True, **kwargs):
        return _TypedDictMeta(name, (), {'__annotations__': dict(fields or kwargs)}, total=total)


_TypedDictBase = type.__new__(_TypedDictMeta, 'TypedDict', (dict,), {})
TypedDict = _TypedDict()
SupportsInt = SupportsFloat = SupportsIndex = SupportsAbs = SupportsRound = SupportsBytes = Any
`;
