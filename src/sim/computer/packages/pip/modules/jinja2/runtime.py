# What a template meets while it is rendered: names that are not there, scopes, loops, macros.
from markupsafe import Markup, escape

from .exceptions import UndefinedError

_missing = object()


class Undefined:
    def __init__(self, hint=None, obj=_missing, name=None, exc=UndefinedError):
        self._undefined_hint, self._undefined_obj, self._undefined_name, self._undefined_exception = hint, obj, name, exc

    @property
    def _undefined_message(self):
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is _missing:
            return f'{self._undefined_name!r} is undefined'
        kind = type(self._undefined_obj)
        shown = 'None' if self._undefined_obj is None else f"'{kind.__module__}.{kind.__name__} object'" if kind.__module__ != 'builtins' else f"'{kind.__name__} object'"
        if not isinstance(self._undefined_name, str):
            return f'{shown} has no element {self._undefined_name!r}'
        return f'{shown} has no attribute {self._undefined_name!r}'

    def _fail_with_undefined_error(self, *args, **kwargs):
        raise self._undefined_exception(self._undefined_message)

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        self._fail_with_undefined_error()

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _fail_with_undefined_error
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = _fail_with_undefined_error
    __call__ = __getitem__ = __lt__ = __le__ = __gt__ = __ge__ = __int__ = __float__ = _fail_with_undefined_error

    def __eq__(self, other):
        return type(self) is type(other)

    def __ne__(self, other):
        return not self == other

    def __hash__(self):
        return id(type(self))

    def __str__(self):
        return ''

    def __len__(self):
        return 0

    def __iter__(self):
        return iter(())

    def __bool__(self):
        return False

    def __repr__(self):
        return 'Undefined'


class ChainableUndefined(Undefined):
    def __html__(self):
        return str(self)

    def __getattr__(self, name):
        if name[:2] == '__':
            raise AttributeError(name)
        return self

    def __getitem__(self, name):
        return self


class DebugUndefined(Undefined):
    def __str__(self):
        return '{{ %s }}' % (self._undefined_name,)


class StrictUndefined(Undefined):
    __iter__ = __str__ = __len__ = __eq__ = __ne__ = __bool__ = __hash__ = Undefined._fail_with_undefined_error


class Scope:
    """Names of a template, of a loop in it, of a macro."""

    def __init__(self, environment, parent=None, names=None):
        self.environment, self.parent = environment, parent
        self.names = names if names is not None else {}
        if parent is not None:
            self.blocks, self.autoescape = parent.blocks, parent.autoescape
        else:
            self.blocks, self.autoescape = {}, False

    def get(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        if name in self.environment.globals:
            return self.environment.globals[name]
        return self.environment.undefined(name=name)

    def has(self, name):
        scope = self
        while scope is not None:
            if name in scope.names:
                return True
            scope = scope.parent
        return name in self.environment.globals

    # What functions marked with pass_context see.
    def resolve(self, name):
        return self.get(name)

    def __getitem__(self, name):
        if not self.has(name):
            raise KeyError(name)
        return self.get(name)

    def __contains__(self, name):
        return self.has(name)

    def get_all(self):
        found = dict(self.parent.get_all()) if self.parent is not None else dict(self.environment.globals)
        found.update(self.names)
        return found


class LoopContext:
    def __init__(self, items, depth0=0, recurse=None):
        self._items, self.index0, self.depth0, self._recurse = items, -1, depth0, recurse
        self.length = len(items)
        self._changed = _missing

    index = property(lambda self: self.index0 + 1)
    depth = property(lambda self: self.depth0 + 1)
    revindex0 = property(lambda self: self.length - self.index0 - 1)
    revindex = property(lambda self: self.length - self.index0)
    first = property(lambda self: self.index0 == 0)
    last = property(lambda self: self.index0 == self.length - 1)

    @property
    def previtem(self):
        return self._items[self.index0 - 1] if self.index0 > 0 else Undefined('there is no previous item')

    @property
    def nextitem(self):
        return self._items[self.index0 + 1] if self.index0 + 1 < self.length else Undefined('there is no next item')

    def cycle(self, *args):
        if not args:
            raise TypeError('no items for cycling given')
        return args[self.index0 % len(args)]

    def changed(self, *value):
        if self._changed != value:
            self._changed = value
            return True
        return False

    def __len__(self):
        return self.length

    def __call__(self, iterable):
        if self._recurse is None:
            raise TypeError("The loop must have the 'recursive' marker to be called recursively.")
        return self._recurse(iterable, self.depth0 + 1)


class Macro:
    def __init__(self, environment, name, params, defaults, body, scope, uses_caller):
        self.name, self.arguments, self._defaults, self._body, self._scope = name, params, defaults, body, scope
        self._environment, self.caller, self.catch_kwargs, self.catch_varargs = environment, uses_caller, False, False

    def __call__(self, *args, **kwargs):
        names = {}
        scope = Scope(self._environment, self._scope, names)
        caller = kwargs.pop('caller', None)
        if len(args) > len(self.arguments):
            names['varargs'] = args[len(self.arguments):]
        for at, param in enumerate(self.arguments):
            if at < len(args):
                names[param] = args[at]
            elif param in kwargs:
                names[param] = kwargs.pop(param)
            elif param in self._defaults:
                names[param] = self._defaults[param](scope)
            else:
                names[param] = self._environment.undefined(f'parameter {param!r} was not provided', name=param)
        names['kwargs'] = kwargs
        if caller is not None:
            names['caller'] = caller
        out = []
        self._body(scope, out)
        text = ''.join(out)
        return Markup(text) if scope.autoescape else text

    def __repr__(self):
        return f'<Macro {self.name!r}>'


class Namespace:
    def __init__(self, *args, **kwargs):
        object.__setattr__(self, '_attrs', dict(*args, **kwargs))

    def __getattr__(self, name):
        try:
            return object.__getattribute__(self, '_attrs')[name]
        except KeyError:
            raise AttributeError(name) from None

    def __setattr__(self, name, value):
        object.__getattribute__(self, '_attrs')[name] = value

    def __setitem__(self, name, value):
        object.__getattribute__(self, '_attrs')[name] = value


class Cycler:
    def __init__(self, *items):
        if not items:
            raise RuntimeError('at least one item has to be provided')
        self.items, self.pos = items, 0

    def reset(self):
        self.pos = 0

    @property
    def current(self):
        return self.items[self.pos]

    def next(self):
        value = self.current
        self.pos = (self.pos + 1) % len(self.items)
        return value

    __next__ = next


class Joiner:
    def __init__(self, sep=', '):
        self.sep, self.used = sep, False

    def __call__(self):
        if not self.used:
            self.used = True
            return ''
        return self.sep


def shown(scope, value):
    """The text of a value in a template."""
    if scope.autoescape:
        return str.__str__(escape(value))
    if type(value) is str:
        return value
    return str(value)


