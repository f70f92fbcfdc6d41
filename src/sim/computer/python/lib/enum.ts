// `enum` in Python: enumerations.

/** Its source. */
export const source = String.raw`import sys as _sys
from operator import or_ as _or_
from functools import reduce as _reduce


class auto:
    def __init__(self, value=None):
        self.value = value

    def __repr__(self):
        return 'auto(%r)' % self.value


class _EnumDict(dict):
    def __init__(self):
        super().__init__()
        self._member_names = []
        self._last_values = []
        self._ignore = []

    def __setitem__(self, key, value):
        if key == '_ignore_':
            self._ignore = value.replace(',', ' ').split() if isinstance(value, str) else list(value)
        elif key.startswith('_') and key.endswith('_'):
            pass
        elif key in self._member_names:
            raise TypeError(f'{key!r} already defined as {self[key]!r}')
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif not _is_descriptor(value) or isinstance(value, member):
            if isinstance(value, member):
                value = value.value
            if isinstance(value, auto):
                if value.value is None:
                    generate = self.get('_generate_next_value_') or self._generate
                    value.value = generate(key, 1, len(self._member_names), self._last_values[:])
                value = value.value
            elif isinstance(value, tuple) and any(isinstance(v, auto) for v in value):
                filled = []
                for v in value:
                    if isinstance(v, auto):
                        v = (self.get('_generate_next_value_') or self._generate)(key, 1, len(self._member_names), self._last_values[:])
                    filled.append(v)
                value = tuple(filled)
            self._member_names.append(key)
            self._last_values.append(value)
        super().__setitem__(key, value)


class member:
    def __init__(self, value):
        self.value = value


class nonmember:
    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return hasattr(obj, '__get__') or hasattr(obj, '__set__') or isinstance(obj, (property, classmethod, staticmethod)) or type(obj).__name__ == 'function'


def _plain_generate(name, start, count, last_values):
    if not last_values:
        return start
    try:
        return sorted(last_values)[-1] + 1
    except TypeError:
        return start


class EnumType(type):
    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        space = _EnumDict()
        generate = None
        for base in bases:
            for one in base.__mro__:
                if '_generate_next_value_' in one.__dict__:
                    generate = one.__dict__['_generate_next_value_']
                    break
            if generate is not None:
                break
        generate = getattr(generate, '__func__', generate) or _plain_generate
        space._generate = generate
        return space

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        names = classdict._member_names
        members = {name: classdict[name] for name in names}
        space = {k: v for k, v in classdict.items() if k not in members and k != '_ignore_'}
        if bases and not _simple:
            for base in bases:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError(f'<enum {cls!r}> cannot extend {base!r}')
        data_type = object
        first = None
        for base in bases:
            for one in base.__mro__:
                if one is object or isinstance(one, EnumType):
                    continue
                if one in (int, str, float, bytes, tuple) or '__new__' in one.__dict__:
                    data_type = one
                    break
            if data_type is not object:
                break
        use_new = space.pop('__new__', None)
        space['_member_names_'] = []
        space['_member_map_'] = {}
        space['_value2member_map_'] = {}
        enum_class = super().__new__(metacls, cls, bases, space, **kwds)
        if use_new is None:
            for base in bases:
                for one in base.__mro__:
                    if '_new_member_' in one.__dict__ and one.__dict__['_new_member_'] is not None:
                        use_new = one.__dict__['_new_member_']
                        break
        use_new = getattr(use_new, '__func__', use_new)
        enum_class._new_member_ = use_new
        enum_class._member_type_ = data_type
        for name in names:
            value = members[name]
            args = value if isinstance(value, tuple) and data_type is not tuple else (value,)
            if use_new is not None:
                made = use_new(enum_class, *args)
            elif data_type is object:
                made = object.__new__(enum_class)
            else:
                made = data_type.__new__(enum_class, *args)
            if not hasattr(made, '_value_'):
                made._value_ = value if data_type is object or use_new is None and data_type not in (int, str, float, bytes) else data_type(*args)
            canonical = None
            for other in enum_class._member_map_.values():
                if other._value_ == made._value_:
                    canonical = other
                    break
            if canonical is not None:
                made = canonical
            else:
                made._name_ = name
                made.__objclass__ = enum_class
                made._sort_order_ = len(enum_class._member_names_)
                init = None
                for one in enum_class.__mro__:
                    if '__init__' in one.__dict__:
                        init = one.__dict__['__init__']
                        break
                if init is not None and type(init).__name__ == 'function':
                    init(made, *args)
                if not (issubclass(enum_class, Flag) if Flag is not None else False) or _single_bit(made._value_):
                    enum_class._member_names_.append(name)
            enum_class._member_map_[name] = made
            type.__setattr__(enum_class, name, made)
            try:
                enum_class._value2member_map_.setdefault(made._value_, made)
            except TypeError:
                pass
        return enum_class

    def __call__(cls, value, names=None, *values, module=None, qualname=None, type=None, start=1, boundary=None):
        if names is None and cls._member_map_ or (Flag is not None and issubclass(cls, Flag) and names is None):
            return cls.__new_lookup__(value)
        return cls._create_(value, names, module=module, type=type, start=start)

    def __new_lookup__(cls, value):
        if type(value) is cls:
            return value
        try:
            found = cls._value2member_map_.get(value)
            if found is not None:
                return found
        except TypeError:
            for one in cls._member_map_.values():
                if one._value_ == value:
                    return one
        result = cls._missing_(value)
        if result is None:
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        return result

    def _create_(cls, class_name, names, *, module=None, type=None, start=1):
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        space = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(',', ' ').split()
        if isinstance(names, dict):
            names = list(names.items())
        for index, item in enumerate(list(names)):
            if isinstance(item, str):
                last = space._last_values[:]
                name, value = item, (space._generate(item, start, index, last) if last or start == 1 else start)
            else:
                name, value = item
            space[name] = value
        space['__module__'] = module or _sys._getframe(2).f_globals.get('__name__')
        return metacls.__new__(metacls, class_name, bases, space)

    def __iter__(cls):
        return (cls._member_map_[name] for name in cls._member_names_)

    def __reversed__(cls):
        return (cls._member_map_[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    def __bool__(cls):
        return True

    def __contains__(cls, value):
        if isinstance(value, cls):
            return True
        return any(m._value_ == value for m in cls._member_map_.values())

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'cannot reassign member {name!r}')
        super().__setattr__(name, value)

    def __delattr__(cls, name):
        if name in cls.__dict__.get('_member_map_', {}):
            raise AttributeError(f'{cls.__name__!r} cannot delete member {name!r}.')
        super().__delattr__(name)

    @property
    def __members__(cls):
        return dict(cls._member_map_)

    def __repr__(cls):
        if Flag is not None and issubclass(cls, Flag):
            return f'<flag {cls.__name__!r}>'
        return f'<enum {cls.__name__!r}>'


EnumMeta = EnumType
Flag = None


class Enum(metaclass=EnumType):
    @property
    def name(self):
        return self._name_

    @property
    def value(self):
        return self._value_

    @classmethod
    def _missing_(cls, value):
        return None

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return _plain_generate(name, start, count, last_values)

    def __repr__(self):
        shown = self._value_
        return f'<{self.__class__.__name__}.{self._name_}: {shown!r}>'

    def __str__(self):
        return f'{self.__class__.__name__}.{self._name_}'

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class ReprEnum(Enum):
    pass


class IntEnum(int, ReprEnum):
    def __str__(self):
        return str(self._value_)

    def __format__(self, spec):
        return format(self._value_, spec)



class StrEnum(str, ReprEnum):
    def __new__(cls, *values):
        for value in values[:1]:
            if not isinstance(value, str):
                raise TypeError(f'{value!r} is not a string')
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    _new_member_ = __new__

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return name.lower()

    def __str__(self):
        return self._value_

    def __format__(self, spec):
        return format(self._value_, spec)



def _single_bit(value):
    return isinstance(value, int) and value > 0 and value & (value - 1) == 0


class Flag(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        if not last_values:
            return start
        high = max(last_values)
        return 1 << high.bit_length()

    @classmethod
    def _missing_(cls, value):
        if not isinstance(value, int):
            raise ValueError(f'{value!r} is not a valid {cls.__qualname__}')
        every = 0
        for one in cls._member_map_.values():
            every |= one._value_
        if value < 0:
            value = every & value
        if value & ~every:
            raise ValueError(f'{cls!r} invalid value {value}')
        made = object.__new__(cls) if cls._member_type_ is object else cls._member_type_.__new__(cls, value)
        made._value_ = value
        names = [one._name_ for one in cls if one._value_ & value]
        made._name_ = '|'.join(names) or None
        cls._value2member_map_[value] = made
        return made

    def __contains__(self, other):
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        for one in type(self):
            if one._value_ & self._value_:
                yield one

    def __len__(self):
        return bin(self._value_).count('1')

    def __repr__(self):
        if self._name_ is None:
            return f'<{self.__class__.__name__}: {self._value_}>'
        return f'<{self.__class__.__name__}.{self._name_}: {self._value_!r}>'

    def __str__(self):
        if self._name_ is None:
            return f'{self.__class__.__name__}({self._value_})'
        return f'{self.__class__.__name__}.{self._name_}'

    def __bool__(self):
        return bool(self._value_)

    def _other(self, other):
        return other._value_ if isinstance(other, Flag) else other

    def __or__(self, other):
        return self.__class__(self._value_ | self._other(other))

    def __and__(self, other):
        return self.__class__(self._value_ & self._other(other))

    def __xor__(self, other):
        return self.__class__(self._value_ ^ self._other(other))

    def __invert__(self):
        return self.__class__(~self._value_)

    __ror__ = __or__
    __rand__ = __and__
    __rxor__ = __xor__


class IntFlag(int, Flag):
    def __str__(self):
        return str(self._value_)



def unique(enumeration):
    duplicates = [(name, one._name_) for name, one in enumeration.__members__.items() if name != one._name_]
    if duplicates:
        details = ', '.join(f'{alias} -> {name}' for alias, name in duplicates)
        raise ValueError(f'duplicate values found in {enumeration!r}: {details}')
    return enumeration


def global_enum(cls):
    _sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


CONFORM, EJECT, KEEP, STRICT = 'conform', 'eject', 'keep', 'strict'
FlagBoundary = str
`;
