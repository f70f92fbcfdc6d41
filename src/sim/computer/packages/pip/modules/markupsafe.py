# MarkupSafe: text that is safe to put into HTML.
import re

__version__ = '3.0.2'


def _as_text(s):
    return s if type(s) is str else str.__str__(s) if isinstance(s, str) else str(s)


def escape(s):
    if hasattr(s, '__html__'):
        return Markup(s.__html__())
    text = _as_text(s)
    return Markup(text.replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace("'", '&#39;').replace('"', '&#34;'))


def escape_silent(s):
    return Markup() if s is None else escape(s)


def soft_str(s):
    return s if isinstance(s, str) else str(s)


class Markup(str):
    __slots__ = ()

    def __new__(cls, object='', encoding=None, errors='strict'):
        if hasattr(object, '__html__'):
            object = object.__html__()
        return str.__new__(cls, object)

    def __html__(self):
        return self

    def __repr__(self):
        return f'Markup({str.__repr__(self)})'

    def __add__(self, value):
        if isinstance(value, str) or hasattr(value, '__html__'):
            return Markup(str.__add__(self, escape(value)))
        return NotImplemented

    def __radd__(self, value):
        if isinstance(value, str) or hasattr(value, '__html__'):
            return Markup(str.__add__(escape(value), self))
        return NotImplemented

    def __mul__(self, value):
        return Markup(str.__mul__(self, value))

    __rmul__ = __mul__

    def __mod__(self, value):
        if isinstance(value, tuple):
            value = tuple(_Escaped(x) for x in value)
        elif isinstance(value, dict):
            value = {k: _Escaped(v) for k, v in value.items()}
        else:
            value = _Escaped(value)
        return Markup(str.__mod__(self, value))

    def join(self, iterable):
        return Markup(str.join(self, [escape(x) for x in iterable]))

    def format(self, *args, **kwargs):
        return Markup(str.format(self, *[_Escaped(a) for a in args], **{k: _Escaped(v) for k, v in kwargs.items()}))

    def replace(self, old, new, count=-1):
        return Markup(str.replace(self, old, escape(new), count))

    def striptags(self):
        text = re.sub(r'<!--.*?-->|<[^>]*>', '', str(self), flags=re.S)
        return Markup(' '.join(text.split())).unescape()

    def unescape(self):
        from html import unescape
        return unescape(_as_text(self))

    @classmethod
    def escape(cls, s):
        return escape(s)


class _Escaped:
    def __init__(self, value):
        self._value = value

    def __getattr__(self, name):
        return _Escaped(getattr(self._value, name))

    def __getitem__(self, key):
        return _Escaped(self._value[key])

    def __str__(self):
        return _as_text(escape(self._value))

    def __repr__(self):
        return _as_text(escape(repr(self._value)))

    def __format__(self, spec):
        return _as_text(escape(format(self._value, spec)))

    def __int__(self):
        return int(self._value)

    def __float__(self):
        return float(self._value)

    def __index__(self):
        return self._value.__index__()
