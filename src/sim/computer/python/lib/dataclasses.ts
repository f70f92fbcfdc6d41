// `dataclasses` in Python: classes made of annotated fields.

/** Its source. */
export const source = String.raw`import sys
import keyword
from functools import total_ordering


class FrozenInstanceError(AttributeError):
    pass


class _Missing:
    def __repr__(self):
        return '<dataclasses._MISSING_TYPE object>'


MISSING = _Missing()


class _KwOnly:
    pass


KW_ONLY = _KwOnly()


class _HasDefaultFactory:
    def __repr__(self):
        return '<factory>'


_HAS_DEFAULT_FACTORY = _HasDefaultFactory()


class InitVar:
    def __init__(self, type):
        self.type = type

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        return (f'Field(name={self.name!r},type={self.type!r},default={self.default!r},default_factory={self.default_factory!r},'
                f'init={self.init!r},repr={self.repr!r},hash={self.hash!r},compare={self.compare!r},'
                f'metadata={self.metadata!r},kw_only={self.kw_only!r},_field_type={self._field_type})')


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None, kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError('cannot specify both default and default_factory')
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _is_form(annotation, name):
    if isinstance(annotation, str):
        return annotation.startswith((name, 'typing.' + name))
    origin = getattr(annotation, '__origin__', annotation)
    return getattr(origin, '_name', None) == name


def _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots):
    fields = {}
    any_frozen = False
    for base in reversed(cls.__mro__[1:]):
        for f in getattr(base, '__dataclass_fields__', {}).values() if '__dataclass_fields__' in base.__dict__ else ():
            fields[f.name] = f
        if '__dataclass_fields__' in base.__dict__ and base.__dataclass_params__['frozen']:
            any_frozen = True
    annotations = cls.__dict__.get('__annotations__', {})
    only = kw_only
    for name, annotation in annotations.items():
        if annotation is KW_ONLY or (isinstance(annotation, str) and annotation.endswith('KW_ONLY')):
            only = True
            continue
        default = getattr(cls, name, MISSING) if name in cls.__dict__ else MISSING
        if isinstance(default, Field):
            f = default
        else:
            if type(default).__name__ == 'member_descriptor':
                default = MISSING
            f = field(default=default)
        f.name = name
        f.type = annotation
        f._field_type = '_FIELD'
        if _is_form(annotation, 'ClassVar'):
            f._field_type = '_FIELD_CLASSVAR'
            continue
        if isinstance(annotation, InitVar) or annotation is InitVar or (isinstance(annotation, str) and 'InitVar' in annotation):
            f._field_type = '_FIELD_INITVAR'
        if f.kw_only is MISSING:
            f.kw_only = only
        if f._field_type == '_FIELD' and f.default.__class__.__hash__ is None and f.default is not MISSING:
            raise ValueError(f'mutable default {f.default.__class__} for field {name} is not allowed: use default_factory')
        fields[name] = f
        if isinstance(getattr(cls, name, None), Field):
            if f.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f'{name!r} is a field but has no type annotation')
    if fields and any('__dataclass_fields__' in b.__dict__ for b in cls.__mro__[1:]):
        if any_frozen and not frozen:
            raise TypeError('cannot inherit non-frozen dataclass from a frozen one')
        if not any_frozen and frozen:
            raise TypeError('cannot inherit frozen dataclass from a non-frozen one')
    cls.__dataclass_fields__ = fields
    cls.__dataclass_params__ = {'init': init, 'repr': repr, 'eq': eq, 'order': order, 'unsafe_hash': unsafe_hash, 'frozen': frozen}
    real = [f for f in fields.values() if f._field_type == '_FIELD']
    if init:
        _set(cls, '__init__', _make_init(cls, list(fields.values()), frozen), replace=True)
    if repr:
        shown = [f.name for f in real if f.repr]
        active = set()

        def __repr__(self):
            key = id(self)
            if key in active:
                return '...'
            active.add(key)
            try:
                inside = ', '.join(f'{name}={getattr(self, name)!r}' for name in shown)
            finally:
                active.discard(key)
            return f'{self.__class__.__qualname__}({inside})'

        _set(cls, '__repr__', __repr__)
    compared = [f.name for f in real if f.compare]

    def key_of(self):
        return tuple(getattr(self, name) for name in compared)

    if eq:
        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return key_of(self) == key_of(other)
            return NotImplemented
        _set(cls, '__eq__', __eq__)
    if order:
        if not eq:
            raise ValueError('eq must be true if order is true')

        def maker(name, compare):
            if name in cls.__dict__:
                raise TypeError(f'Cannot overwrite attribute {name} in class {cls.__name__}. Consider using functools.total_ordering')

            def method(self, other):
                if other.__class__ is self.__class__:
                    return compare(key_of(self), key_of(other))
                return NotImplemented
            _set(cls, name, method)
        maker('__lt__', lambda a, b: a < b)
        maker('__le__', lambda a, b: a <= b)
        maker('__gt__', lambda a, b: a > b)
        maker('__ge__', lambda a, b: a >= b)
    if frozen:
        names = set(fields)

        def __setattr__(self, name, value):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot assign to field {name!r}')
            super(cls, self).__setattr__(name, value)

        def __delattr__(self, name):
            if type(self) is cls or name in names:
                raise FrozenInstanceError(f'cannot delete field {name!r}')
            super(cls, self).__delattr__(name)

        _set(cls, '__setattr__', __setattr__)
        _set(cls, '__delattr__', __delattr__)
    own_hash = cls.__dict__.get('__hash__', MISSING)
    has_explicit = own_hash is not MISSING and not (own_hash is None and '__eq__' in cls.__dict__)
    if unsafe_hash or (eq and frozen and not has_explicit):
        hashed = [f.name for f in real if (f.compare if f.hash is None else f.hash)]
        cls.__hash__ = lambda self: hash(tuple(getattr(self, name) for name in hashed))
    elif eq and not has_explicit:
        cls.__hash__ = None
    if match_args:
        _set(cls, '__match_args__', tuple(f.name for f in fields.values() if f.init and not f.kw_only))
    if not getattr(cls, '__doc__', None):
        cls.__doc__ = cls.__name__ + '(' + ', '.join(f.name for f in real) + ')'
    if slots:
        space = {k: v for k, v in cls.__dict__.items() if k not in ('__dict__', '__weakref__') and k not in fields}
        defaults = {name: f for name, f in fields.items()}
        space['__slots__'] = tuple(name for name in annotations if name in fields and fields[name]._field_type == '_FIELD')
        qualname = cls.__qualname__
        made = type(cls)(cls.__name__, cls.__bases__, space)
        made.__qualname__ = qualname
        return made
    return cls


def _set(cls, name, value, replace=False):
    if name in cls.__dict__ and not (name == '__hash__'):
        return
    if hasattr(value, '__qualname__'):
        value.__qualname__ = f'{cls.__qualname__}.{name}'
        value.__name__ = name
    setattr(cls, name, value)


def _make_init(cls, fields, frozen):
    wanted = [f for f in fields if f.init]
    plain = [f for f in wanted if not f.kw_only]
    named = [f for f in wanted if f.kw_only]
    seen_default = None
    for f in plain:
        if f.default is not MISSING or f.default_factory is not MISSING:
            seen_default = f
        elif seen_default is not None:
            raise TypeError(f'non-default argument {f.name!r} follows default argument' + (f' {seen_default.name!r}' if sys.version_info >= (3, 12) else ''))
    space = {'_HAS_DEFAULT_FACTORY': _HAS_DEFAULT_FACTORY, '_set': object.__setattr__, '_fields': {f.name: f for f in fields}}

    def param(f):
        if f.default is not MISSING:
            space[f'_default_{f.name}'] = f.default
            return f'{f.name}=_default_{f.name}'
        if f.default_factory is not MISSING:
            return f'{f.name}=_HAS_DEFAULT_FACTORY'
        return f.name

    params = [param(f) for f in plain]
    if named:
        params.append('*')
        params.extend(param(f) for f in named)
    self_name = 'self' if 'self' not in [f.name for f in fields] else '__dataclass_self__'
    lines = []
    for f in fields:
        if f._field_type == '_FIELD_INITVAR':
            continue
        if f.default_factory is not MISSING:
            space[f'_factory_{f.name}'] = f.default_factory
            value = f'_factory_{f.name}()' if not f.init else f'_factory_{f.name}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}'
        elif f.init:
            value = f.name
        elif f.default is not MISSING:
            space[f'_default_{f.name}'] = f.default
            value = f'_default_{f.name}'
        else:
            continue
        lines.append(f'_set({self_name}, {f.name!r}, {value})' if frozen else f'{self_name}.{f.name} = {value}')
    if hasattr(cls, '__post_init__'):
        extra = ', '.join(f.name for f in fields if f._field_type == '_FIELD_INITVAR')
        lines.append(f'{self_name}.__post_init__({extra})')
    body = '\n    '.join(lines) or 'pass'
    exec(f"def __init__({', '.join([self_name] + params)}):\n    {body}\n", space)
    init = space['__init__']
    init.__annotations__ = {f.name: f.type for f in wanted}
    init.__annotations__['return'] = None
    init.__qualname__ = f'{cls.__qualname__}.__init__'
    init.__module__ = cls.__module__
    return init


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        return _process(cls, init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots)
    return wrap if cls is None else wrap(cls)


def fields(class_or_instance):
    try:
        found = class_or_instance.__dataclass_fields__
    except AttributeError:
        raise TypeError('must be called with a dataclass type or instance') from None
    return tuple(f for f in found.values() if f._field_type == '_FIELD')


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), '__dataclass_fields__')


def asdict(obj, *, dict_factory=dict):
    if not hasattr(type(obj), '__dataclass_fields__'):
        raise TypeError('asdict() should be called on dataclass instances')
    return _asdict(obj, dict_factory)


def _asdict(obj, factory):
    if hasattr(type(obj), '__dataclass_fields__'):
        return factory([(f.name, _asdict(getattr(obj, f.name), factory)) for f in fields(obj)])
    if isinstance(obj, tuple) and hasattr(obj, '_fields'):
        return type(obj)(*[_asdict(v, factory) for v in obj])
    if isinstance(obj, (list, tuple)):
        return type(obj)(_asdict(v, factory) for v in obj)
    if isinstance(obj, dict):
        return type(obj)((_asdict(k, factory), _asdict(v, factory)) for k, v in obj.items())
    import copy
    return copy.deepcopy(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not hasattr(type(obj), '__dataclass_fields__'):
        raise TypeError('astuple() should be called on dataclass instances')

    def inner(value):
        if hasattr(type(value), '__dataclass_fields__'):
            return tuple_factory([inner(getattr(value, f.name)) for f in fields(value)])
        if isinstance(value, (list, tuple)):
            return type(value)(inner(v) for v in value)
        if isinstance(value, dict):
            return type(value)((inner(k), inner(v)) for k, v in value.items())
        return value
    return inner(obj)


def replace(obj, /, **changes):
    for f in obj.__dataclass_fields__.values():
        if not f.init:
            if f.name in changes:
                raise ValueError(f'field {f.name} is declared with init=False, it cannot be specified with replace()')
            continue
        if f.name not in changes:
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **kwargs):
    space = dict(namespace or {})
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            annotations[item] = 'typing.Any'
        else:
            annotations[item[0]] = item[1]
            if len(item) == 3:
                space[item[0]] = item[2]
    space['__annotations__'] = annotations
    return dataclass(type(cls_name, tuple(bases), space), **kwargs)
`;
