# Jinja's filters and tests.
import json
import random
import re
from itertools import groupby as _groupby
from pprint import pformat
from urllib.parse import quote

from markupsafe import Markup, escape

from .exceptions import FilterArgumentError
from .runtime import Undefined


def _attribute(env, path):
    if path is None:
        return lambda item: item
    parts = [int(p) if p.isdigit() else p for p in path.split('.')] if isinstance(path, str) else [path]

    def get(item):
        for part in parts:
            item = env.getitem(item, part)
        return item
    return get


def _folded(value, case_sensitive=False):
    return value.lower() if isinstance(value, str) and not case_sensitive else value


def _default(value, default_value='', boolean=False):
    return default_value if isinstance(value, Undefined) or (boolean and not value) else value


def _truncate(s, length=255, killwords=False, end='...', leeway=5):
    if len(s) <= length + leeway:
        return s
    if killwords:
        return s[:length - len(end)] + end
    return s[:length - len(end)].rsplit(' ', 1)[0] + end


def _indent(s, width=4, first=False, blank=False):
    pad = width if isinstance(width, str) else ' ' * width
    lines = s.split('\n')
    rest = [pad + line if line or blank else line for line in lines[1:]]
    made = '\n'.join([lines[0], *rest])
    return pad + made if first else made


def _int(value, default=0, base=10):
    try:
        return int(value, base) if isinstance(value, str) else int(value)
    except (TypeError, ValueError):
        try:
            return int(float(value))
        except (TypeError, ValueError):
            return default


def _float(value, default=0.0):
    try:
        return float(value)
    except (TypeError, ValueError):
        return default


def _round(value, precision=0, method='common'):
    if method not in ('common', 'ceil', 'floor'):
        raise FilterArgumentError('method must be common, ceil or floor')
    if method == 'common':
        return round(value, precision)
    import math
    return getattr(math, method)(value * 10 ** precision) / 10 ** precision


def _filesizeformat(value, binary=False):
    size, base = float(value), 1024 if binary else 1000
    units = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] if binary else ['kB', 'MB', 'GB', 'TB', 'PB']
    if size == 1:
        return '1 Byte'
    if size < base:
        return f'{int(size)} Bytes'
    unit = base
    for name in units:
        unit *= base
        if size < unit:
            break
    return f'{base * size / unit:.1f} {name}'


def _tojson(value, indent=None):
    text = json.dumps(value, sort_keys=True, indent=indent)
    return Markup(text.replace('<', '\\u003c').replace('>', '\\u003e').replace('&', '\\u0026').replace("'", '\\u0027'))


def _urlencode(value):
    if isinstance(value, str) or not hasattr(value, '__iter__'):
        return quote(str(value), safe='/')
    pairs = value.items() if isinstance(value, dict) else value
    return '&'.join(f"{quote(str(k), safe='')}={quote(str(v), safe='')}" for k, v in pairs)


def _batch(value, linecount, fill_with=None):
    made = []
    for item in value:
        if len(made) == linecount:
            yield made
            made = []
        made.append(item)
    if made:
        yield made + [fill_with] * (linecount - len(made)) if fill_with is not None else made


def _slice(value, slices, fill_with=None):
    items = list(value)
    size, extra = divmod(len(items), slices)
    at = 0
    for number in range(slices):
        end = at + size + (number < extra)
        part = items[at:end]
        if fill_with is not None and number >= extra and extra:
            part.append(fill_with)
        yield part
        at = end


def _wordwrap(s, width=79, break_long_words=True, wrapstring='\n'):
    import textwrap
    lines = ['\n'.join(textwrap.wrap(line, width, break_long_words=break_long_words)) for line in s.splitlines()]
    return '\n'.join(lines).replace('\n', wrapstring)


def _urlize(value):
    made = re.sub(r'(https?://[^\s<>"]+)', r'<a href="\1" rel="noopener">\1</a>', str(escape(value)))
    return Markup(made)


def _title(s):
    return ''.join(part[0].upper() + part[1:].lower() if part else '' for part in re.split(r'([-\s({\[<]+)', str(s)))


class _Group(tuple):
    grouper = property(lambda self: self[0])
    list = property(lambda self: self[1])


class Filters:
    """Filters that look things up with the environment."""

    def __init__(self, env):
        self.env = env

    def sort(self, value, reverse=False, case_sensitive=False, attribute=None):
        names = attribute.split(',') if isinstance(attribute, str) else [attribute]
        gets = [_attribute(self.env, name) for name in names]
        return sorted(value, key=lambda item: [_folded(get(item), case_sensitive) for get in gets], reverse=reverse)

    def dictsort(self, value, case_sensitive=False, by='key', reverse=False):
        at = 0 if by == 'key' else 1
        return sorted(value.items(), key=lambda pair: _folded(pair[at], case_sensitive), reverse=reverse)

    def groupby(self, value, attribute, default=None, case_sensitive=False):
        get = _attribute(self.env, attribute)

        def of(item):
            found = get(item)
            return default if isinstance(found, Undefined) and default is not None else found
        items = sorted(value, key=lambda item: _folded(of(item), case_sensitive))
        made = []
        for _, group in _groupby(items, key=lambda item: _folded(of(item), case_sensitive)):
            group = list(group)
            made.append(_Group((of(group[0]), group)))
        return made

    def unique(self, value, case_sensitive=False, attribute=None):
        get, seen = _attribute(self.env, attribute), set()
        for item in value:
            key = _folded(get(item), case_sensitive)
            if key not in seen:
                seen.add(key)
                yield item

    def sum(self, value, attribute=None, start=0):
        get = _attribute(self.env, attribute)
        for item in value:
            start = start + get(item)
        return start

    def _best(self, choose, value, case_sensitive, attribute):
        items = list(value)
        if not items:
            return self.env.undefined('No aggregated item, sequence was empty.')
        get = _attribute(self.env, attribute)
        return choose(items, key=lambda item: _folded(get(item), case_sensitive))

    def min(self, value, case_sensitive=False, attribute=None):
        return self._best(min, value, case_sensitive, attribute)

    def max(self, value, case_sensitive=False, attribute=None):
        return self._best(max, value, case_sensitive, attribute)

    def join(self, value, d='', attribute=None):
        get = _attribute(self.env, attribute)
        items = [get(item) for item in value]
        if any(hasattr(item, '__html__') for item in items):
            return escape(d).join(items)
        return str(d).join(map(str, items))

    def attr(self, value, name):
        return getattr(value, name, None) if hasattr(value, name) else self.env.undefined(obj=value, name=name)

    def first(self, value):
        for item in value:
            return item
        return self.env.undefined('No first item, sequence was empty.')

    def last(self, value):
        items = list(value)
        return items[-1] if items else self.env.undefined('No last item, sequence was empty.')

    def map(self, value, *args, **kwargs):
        if 'attribute' in kwargs:
            get = _attribute(self.env, kwargs['attribute'])
            default = kwargs.get('default')
            for item in value:
                found = get(item)
                yield default if isinstance(found, Undefined) and default is not None else found
        else:
            name, *rest = args
            for item in value:
                yield self.env.call_filter(name, item, rest, kwargs)

    def _picked(self, value, args, kwargs, keep, attribute):
        args = list(args)
        get = _attribute(self.env, args.pop(0)) if attribute else lambda item: item
        name = args.pop(0) if args else None
        for item in value:
            found = get(item)
            holds = self.env.call_test(name, found, args) if name else bool(found)
            if holds == keep:
                yield item

    def select(self, value, *args, **kwargs):
        return self._picked(value, args, kwargs, True, False)

    def reject(self, value, *args, **kwargs):
        return self._picked(value, args, kwargs, False, False)

    def selectattr(self, value, *args, **kwargs):
        return self._picked(value, args, kwargs, True, True)

    def rejectattr(self, value, *args, **kwargs):
        return self._picked(value, args, kwargs, False, True)


def _reverse(value):
    return value[::-1] if isinstance(value, str) else list(value)[::-1]


def _replace(s, old, new, count=None):
    if hasattr(s, '__html__') or hasattr(old, '__html__') or hasattr(new, '__html__'):
        s = escape(s)
    return s.replace(str(old), new, -1 if count is None else count)


def _text(method):
    def apply(s, *args):
        made = getattr(str.__str__(s) if isinstance(s, str) else str(s), method)(*args)
        return Markup(made) if isinstance(s, Markup) else made
    return apply


def _xmlattr(d, autospace=True):
    made = ' '.join(f'{escape(k)}="{escape(v)}"' for k, v in d.items() if v is not None and not isinstance(v, Undefined))
    return Markup(' ' + made if autospace and made else made)


FILTERS = {
    'abs': abs, 'batch': _batch, 'capitalize': _text('capitalize'), 'center': lambda s, width=80: str(s).center(width),
    'count': len, 'd': _default, 'default': _default, 'e': escape, 'escape': escape, 'filesizeformat': _filesizeformat,
    'float': _float, 'forceescape': lambda s: escape(str(s)), 'format': lambda s, *args, **kwargs: s % (kwargs or args),
    'indent': _indent, 'int': _int, 'items': lambda d: list(d.items()) if not isinstance(d, Undefined) else [], 'length': len,
    'list': list, 'lower': _text('lower'), 'pprint': pformat, 'random': lambda s: random.choice(list(s)), 'replace': _replace,
    'reverse': _reverse, 'round': _round, 'safe': Markup, 'slice': _slice, 'string': lambda s: s if isinstance(s, str) else str(s),
    'striptags': lambda s: Markup(s).striptags(), 'title': _title, 'tojson': _tojson, 'trim': _text('strip'), 'truncate': _truncate,
    'upper': _text('upper'), 'urlencode': _urlencode, 'urlize': _urlize, 'wordcount': lambda s: len(re.findall(r'\w+', str(s))),
    'wordwrap': _wordwrap, 'xmlattr': _xmlattr,
}


def _iterable(value):
    try:
        iter(value)
    except TypeError:
        return False
    return True


TESTS = {
    'boolean': lambda v: v is True or v is False, 'callable': callable, 'defined': lambda v: not isinstance(v, Undefined),
    'divisibleby': lambda v, n: v % n == 0, 'eq': lambda a, b: a == b, 'equalto': lambda a, b: a == b, '==': lambda a, b: a == b,
    'escaped': lambda v: hasattr(v, '__html__'), 'even': lambda v: v % 2 == 0, 'false': lambda v: v is False,
    'float': lambda v: isinstance(v, float), 'ge': lambda a, b: a >= b, '>=': lambda a, b: a >= b, 'gt': lambda a, b: a > b,
    'greaterthan': lambda a, b: a > b, '>': lambda a, b: a > b, 'in': lambda a, b: a in b,
    'integer': lambda v: isinstance(v, int) and v is not True and v is not False, 'iterable': _iterable,
    'le': lambda a, b: a <= b, '<=': lambda a, b: a <= b, 'lessthan': lambda a, b: a < b, 'lower': lambda v: str(v).islower(),
    'lt': lambda a, b: a < b, '<': lambda a, b: a < b, 'mapping': lambda v: isinstance(v, dict), 'ne': lambda a, b: a != b,
    '!=': lambda a, b: a != b, 'none': lambda v: v is None, 'number': lambda v: isinstance(v, (int, float, complex)),
    'odd': lambda v: v % 2 == 1, 'sameas': lambda a, b: a is b, 'sequence': lambda v: hasattr(v, '__len__') and hasattr(v, '__getitem__'),
    'string': lambda v: isinstance(v, str), 'true': lambda v: v is True, 'undefined': lambda v: isinstance(v, Undefined),
    'upper': lambda v: str(v).isupper(),
}
