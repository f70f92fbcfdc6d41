// `inspect` in Python: looking into live things.

/** Its source. */
export const source = String.raw`import sys
from collections import OrderedDict


class _empty:
    pass


class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name, self.kind, self.default, self.annotation = name, kind, default, annotation

    def __str__(self):
        text = {2: '*', 4: '**'}.get(self.kind, '') + self.name
        if self.annotation is not _empty:
            text += f': {_name(self.annotation)}'
        if self.default is not _empty:
            text += f' = {self.default!r}' if self.annotation is not _empty else f'={self.default!r}'
        return text

    def __repr__(self):
        return f'<Parameter "{self}">'


def _name(annotation):
    return annotation.__name__ if isinstance(annotation, type) and annotation.__module__ == 'builtins' else repr(annotation).removeprefix('typing.')


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = OrderedDict((p.name, p) for p in parameters or ())
        self.return_annotation = return_annotation

    def __str__(self):
        parts = []
        star = slash = False
        for p in self.parameters.values():
            if p.kind == 0:
                slash = True
            elif slash:
                parts.append('/')
                slash = False
            if p.kind == 2:
                star = True
            elif p.kind == 3 and not star:
                parts.append('*')
                star = True
            parts.append(str(p))
        if slash:
            parts.append('/')
        text = f"({', '.join(parts)})"
        return text if self.return_annotation is _empty else f'{text} -> {_name(self.return_annotation)}'

    def __repr__(self):
        return f'<Signature {self}>'

    def bind(self, *args, **kwargs):
        found = OrderedDict()
        names = [p.name for p in self.parameters.values() if p.kind < 2]
        for name, value in zip(names, args):
            found[name] = value
        found.update(kwargs)
        for p in self.parameters.values():
            if p.name not in found and p.default is _empty and p.kind not in (2, 4):
                raise TypeError(f'missing a required argument: {p.name!r}')

        class Bound:
            arguments = found

            def apply_defaults(self):
                pass
        return Bound()


def signature(obj, **kwargs):
    bound = False
    while hasattr(obj, '__wrapped__'):
        obj = obj.__wrapped__
    if isinstance(obj, type):
        obj, bound = obj.__init__, True
    elif hasattr(obj, '__func__'):
        obj, bound = obj.__func__, True
    elif not hasattr(obj, '__code__') and hasattr(type(obj), '__call__'):
        obj, bound = type(obj).__call__, True
    if not hasattr(obj, '__code__'):
        raise ValueError(f'no signature found for builtin {obj!r}')
    code = obj.__code__
    names = code.co_varnames
    count, kwonly = code.co_argcount, code.co_kwonlyargcount
    defaults = obj.__defaults__ or ()
    notes = obj.__annotations__
    params = []
    for i, name in enumerate(names[:count]):
        default = defaults[i - count + len(defaults)] if i >= count - len(defaults) else _empty
        params.append(Parameter(name, 0 if i < code.co_posonlyargcount else 1, default=default, annotation=notes.get(name, _empty)))
    at = count + kwonly
    if code.co_flags & 4:
        params.append(Parameter(names[at], 2, annotation=notes.get(names[at], _empty)))
        at += 1
    for name in names[count:count + kwonly]:
        params.append(Parameter(name, 3, default=(obj.__kwdefaults__ or {}).get(name, _empty), annotation=notes.get(name, _empty)))
    if code.co_flags & 8:
        params.append(Parameter(names[at], 4, annotation=notes.get(names[at], _empty)))
    return Signature(params[1:] if bound else params, return_annotation=notes.get('return', _empty))


def isclass(o):
    return isinstance(o, type)


def isfunction(o):
    return hasattr(o, '__code__') and not hasattr(o, '__func__')


def ismethod(o):
    return hasattr(o, '__func__') and hasattr(o, '__self__')


def ismodule(o):
    return isinstance(o, type(sys))


def isbuiltin(o):
    return isinstance(o, type(len))


def isroutine(o):
    return isfunction(o) or ismethod(o) or isbuiltin(o)


def isgeneratorfunction(o):
    return getattr(getattr(o, '__code__', None), 'co_flags', 0) & 32 != 0


def iscoroutinefunction(o):
    return getattr(getattr(o, '__code__', None), 'co_flags', 0) & 128 != 0


def isgenerator(o):
    return type(o).__name__ == 'generator'


def iscoroutine(o):
    return type(o).__name__ == 'coroutine'


def isawaitable(o):
    return iscoroutine(o) or hasattr(o, '__await__')


def isabstract(o):
    return isinstance(o, type) and any(getattr(getattr(o, n, None), '__isabstractmethod__', False) for n in dir(o))


def getmembers(object, predicate=None):
    found = []
    for name in dir(object):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return sorted(found, key=lambda pair: pair[0])


def cleandoc(doc):
    import textwrap
    first, _, rest = doc.expandtabs().partition('\n')
    return (first.lstrip() + ('\n' + textwrap.dedent(rest) if rest else '')).strip('\n')


def getdoc(object):
    doc = getattr(object, '__doc__', None)
    return cleandoc(doc) if isinstance(doc, str) else None


def getfile(object):
    if ismodule(object):
        return object.__file__
    if hasattr(object, '__code__'):
        return object.__code__.co_filename
    return sys.modules[object.__module__].__file__


getsourcefile = getfile


def getmodule(object):
    return sys.modules.get(getattr(object, '__module__', None))


def unwrap(func, *, stop=None):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    return func


def currentframe():
    return sys._getframe(1)


def stack(context=1):
    from collections import namedtuple
    Info = namedtuple('FrameInfo', 'frame filename lineno function code_context index')
    frame, found = sys._getframe(1), []
    while frame is not None:
        found.append(Info(frame, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, None, None))
        frame = frame.f_back
    return found
`;
