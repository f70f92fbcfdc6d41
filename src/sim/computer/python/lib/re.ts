// `re` in Python: regular expressions.

/** Its source. */
export const source = String.raw`import enum
import functools
from _re import compile as _make, Pattern, Match


class error(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg, self.pattern, self.pos = msg, pattern, pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f'{msg} at position {pos}'
            if newline in pattern:
                msg += f' (line {self.lineno}, column {self.colno})'
        super().__init__(msg)


PatternError = error
error.__module__ = 're'


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    IGNORECASE = I = 2
    LOCALE = L = 4
    MULTILINE = M = 8
    DOTALL = S = 16
    UNICODE = U = 32
    VERBOSE = X = 64
    DEBUG = 128
    ASCII = A = 256

    def __repr__(self):
        return '|'.join(f're.{one._name_}' for one in RegexFlag if one._value_ & self._value_) or 're.NOFLAG'

    __str__ = __repr__


for _name, _member in RegexFlag.__members__.items():
    globals()[_name] = _member
_cache = {}


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    flags = int(flags)
    key = (type(pattern), pattern, flags)
    found = _cache.get(key)
    if found is None:
        if len(_cache) > 500:
            _cache.clear()
        found = _cache[key] = _make(pattern, flags, error)
    return found


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


_special = {ord(c): '\\' + c for c in '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'}


def escape(pattern):
    if isinstance(pattern, bytes):
        return escape(pattern.decode('latin1')).encode('latin1')
    return pattern.translate(_special)


def purge():
    _cache.clear()
`;
