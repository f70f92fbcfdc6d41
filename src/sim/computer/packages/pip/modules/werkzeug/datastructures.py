# Dictionaries with several values, headers, uploaded files.
import shutil
from io import BytesIO




class MultiDict(dict):
    def __init__(self, mapping=None):
        super().__init__()
        if isinstance(mapping, MultiDict):
            pairs = list(mapping.items(multi=True))
        elif isinstance(mapping, dict):
            pairs = [(k, one) for k, v in mapping.items() for one in (v if isinstance(v, (list, tuple, set)) else [v])]
        else:
            pairs = mapping or ()
        for key, value in pairs:
            self._add(key, value)

    def _add(self, key, value):
        if dict.__contains__(self, key):
            dict.__getitem__(self, key).append(value)
        else:
            dict.__setitem__(self, key, [value])

    add = _add

    def __getitem__(self, key):
        if dict.__contains__(self, key):
            values = dict.__getitem__(self, key)
            if values:
                return values[0]
        from .exceptions import BadRequestKeyError
        raise BadRequestKeyError(key)

    def __setitem__(self, key, value):
        dict.__setitem__(self, key, [value])

    def get(self, key, default=None, type=None):
        if not dict.__contains__(self, key):
            return default
        value = self[key]
        if type is not None:
            try:
                return type(value)
            except (ValueError, TypeError):
                return default
        return value

    def getlist(self, key, type=None):
        values = list(dict.get(self, key, ()))
        if type is None:
            return values
        made = []
        for value in values:
            try:
                made.append(type(value))
            except (ValueError, TypeError):
                pass
        return made

    def setlist(self, key, values):
        dict.__setitem__(self, key, list(values))

    def items(self, multi=False):
        for key in dict.keys(self):
            values = dict.__getitem__(self, key)
            if multi:
                for value in values:
                    yield key, value
            else:
                yield key, values[0]

    def lists(self):
        for key in dict.keys(self):
            yield key, list(dict.__getitem__(self, key))

    def values(self):
        for key in dict.keys(self):
            yield dict.__getitem__(self, key)[0]

    def to_dict(self, flat=True):
        return dict(self.items()) if flat else dict(self.lists())

    def pop(self, key, *default):
        if dict.__contains__(self, key):
            return dict.pop(self, key)[0]
        if default:
            return default[0]
        from .exceptions import BadRequestKeyError
        raise BadRequestKeyError(key)

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, other):
        for key, value in MultiDict(other).items(multi=True):
            self._add(key, value)

    def copy(self):
        return MultiDict(self)

    def __repr__(self):
        return f'{type(self).__name__}({list(self.items(multi=True))!r})'


def _immutable(self, *args, **kwargs):
    raise TypeError(f'{type(self).__name__!r} objects are immutable')


class ImmutableMultiDict(MultiDict):
    __setitem__ = __delitem__ = add = setlist = pop = setdefault = update = clear = _immutable


class CombinedMultiDict(ImmutableMultiDict):
    def __init__(self, dicts=()):
        super().__init__([pair for one in dicts for pair in one.items(multi=True)])


class ImmutableDict(dict):
    __setitem__ = __delitem__ = pop = setdefault = update = clear = _immutable


class Headers:
    def __init__(self, defaults=None):
        self._list = []
        if isinstance(defaults, Headers):
            self._list = list(defaults._list)
        elif defaults is not None:
            for key, value in defaults.items() if isinstance(defaults, dict) else defaults:
                for one in value if isinstance(value, (list, tuple)) else [value]:
                    self.add(key, one)

    def add(self, key, value, **kwargs):
        value = str(value) + ''.join(f'; {k.replace("_", "-")}={v}' for k, v in kwargs.items())
        if '\n' in value or '\r' in value:
            raise ValueError('Header values must not contain newline characters.')
        self._list.append((key, value))

    def __getitem__(self, key):
        if isinstance(key, int):
            return self._list[key]
        for name, value in self._list:
            if name.lower() == key.lower():
                return value
        from .exceptions import BadRequestKeyError
        raise BadRequestKeyError(key)

    def set(self, key, value, **kwargs):
        at = next((i for i, (name, _) in enumerate(self._list) if name.lower() == key.lower()), None)
        if at is None:
            self.add(key, value, **kwargs)
        else:
            self._list[at] = (key, str(value))
            self._list = [pair for i, pair in enumerate(self._list) if i <= at or pair[0].lower() != key.lower()]

    def __setitem__(self, key, value):
        self.set(key, value)

    def __delitem__(self, key):
        self._list = [pair for pair in self._list if pair[0].lower() != key.lower()]

    remove = __delitem__

    def __contains__(self, key):
        return any(name.lower() == key.lower() for name, _ in self._list)

    has_key = __contains__

    def get(self, key, default=None, type=None):
        if key not in self:
            return default
        value = self[key]
        if type is None:
            return value
        try:
            return type(value)
        except (ValueError, TypeError):
            return default

    def getlist(self, key, type=None):
        return [value if type is None else type(value) for name, value in self._list if name.lower() == key.lower()]

    get_all = getlist

    def setdefault(self, key, default):
        if key not in self:
            self.add(key, default)
        return self[key]

    def extend(self, *args, **kwargs):
        for given in (*args, kwargs):
            for key, value in Headers(given):
                self.add(key, value)

    def update(self, *args, **kwargs):
        for given in (*args, kwargs):
            for key, value in Headers(given):
                self.set(key, value)

    def pop(self, key, default=None):
        value = self.get(key, default)
        del self[key]
        return value

    def keys(self):
        return [name for name, _ in self._list]

    def values(self):
        return [value for _, value in self._list]

    def items(self, lower=False):
        return [(name.lower(), value) if lower else (name, value) for name, value in self._list]

    def __iter__(self):
        return iter(self._list)

    def __len__(self):
        return len(self._list)

    def to_wsgi_list(self):
        return list(self._list)

    def copy(self):
        return Headers(self)

    def __eq__(self, other):
        return isinstance(other, Headers) and sorted(self._list) == sorted(other._list)

    def __str__(self):
        return ''.join(f'{k}: {v}\r\n' for k, v in self._list) + '\r\n'

    def __repr__(self):
        return f'{type(self).__name__}({self._list!r})'


class EnvironHeaders(Headers):
    def __init__(self, environ):
        super().__init__()
        for key, value in environ.items():
            if key.startswith('HTTP_') and key not in ('HTTP_CONTENT_TYPE', 'HTTP_CONTENT_LENGTH'):
                self._list.append((key[5:].replace('_', '-').title(), value))
            elif key in ('CONTENT_TYPE', 'CONTENT_LENGTH') and value:
                self._list.append((key.replace('_', '-').title(), value))


class FileStorage:
    def __init__(self, stream=None, filename=None, name=None, content_type=None):
        self.stream, self.filename, self.name, self.content_type = stream or BytesIO(), filename, name, content_type or 'application/octet-stream'

    mimetype = property(lambda self: self.content_type.split(';')[0].strip())

    def save(self, dst, buffer_size=16384):
        if hasattr(dst, 'write'):
            shutil.copyfileobj(self.stream, dst)
        else:
            with open(dst, 'wb') as out:
                out.write(self.stream.read())

    def read(self, *args):
        return self.stream.read(*args)

    def seek(self, *args):
        return self.stream.seek(*args)

    def close(self):
        pass

    def __iter__(self):
        return iter(self.stream.read().splitlines(True))

    def __bool__(self):
        return bool(self.filename)

    def __repr__(self):
        return f'<{type(self).__name__}: {self.filename!r} ({self.content_type!r})>'


class Accept(list):
    """What a client accepts, the best first: (value, quality)."""

    @classmethod
    def parsed(cls, header):
        found = []
        for part in (header or '').split(','):
            value, *options = [p.strip() for p in part.split(';')]
            quality = next((float(o[2:]) for o in options if o.startswith('q=')), 1.0)
            if value:
                found.append((value, quality))
        return cls(sorted(found, key=lambda pair: -pair[1]))

    def quality(self, key):
        best = 0
        for value, quality in self:
            if value in ('*', '*/*', key) or (value.endswith('/*') and key.startswith(value[:-1])):
                best = max(best, quality)
        return best

    def best_match(self, matches, default=None):
        best = default, 0
        for match in matches:
            quality = self.quality(match)
            if quality > best[1]:
                best = match, quality
        return best[0]

    @property
    def best(self):
        return self[0][0] if self else None

    def __contains__(self, key):
        return self.quality(key) > 0

    @property
    def accept_html(self):
        return 'text/html' in self

    @property
    def accept_json(self):
        return 'application/json' in self


class Authorization:
    def __init__(self, kind, data=None, token=None):
        self.type, self.parameters, self.token = kind, data or {}, token

    def __getattr__(self, name):
        return self.parameters.get(name)

    def get(self, name, default=None):
        return self.parameters.get(name, default)

    def __getitem__(self, name):
        return self.parameters.get(name)


class UserAgent:
    def __init__(self, string):
        self.string = string

    def __str__(self):
        return self.string

    to_header = __str__
