// `json` in Python: JavaScript Object Notation.

/** Its source. */
export const source = String.raw`from _json import scan as _scan, quote as _quote


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count('\n', 0, pos) + 1
        colno = pos - doc.rfind('\n', 0, pos)
        super().__init__(f'{msg}: line {lineno} column {colno} (char {pos})')
        self.msg, self.doc, self.pos, self.lineno, self.colno = msg, doc, pos, lineno, colno


JSONDecodeError.__module__ = 'json.decoder'


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self._hooks = (object_hook, object_pairs_hook, parse_float, parse_int, parse_constant, strict)

    def decode(self, s):
        start = len(s) - len(s.lstrip(' \t\n\r'))
        obj, end = self.raw_decode(s, start)
        rest = s[end:].lstrip(' \t\n\r')
        if rest:
            raise JSONDecodeError('Extra data', s, len(s) - len(rest))
        return obj

    def raw_decode(self, s, idx=0):
        found = _scan(s, idx, *self._hooks)
        if len(found) == 3:
            raise JSONDecodeError(found[0], s, found[1])
        return found


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode('utf-8')
    elif not isinstance(s, str):
        raise TypeError(f'the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}')
    elif s.startswith('\ufeff'):
        raise JSONDecodeError('Unexpected UTF-8 BOM (decode using utf-8-sig)', s, 0)
    return (cls or JSONDecoder)(object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant, object_pairs_hook=object_pairs_hook, **kw).decode(s)


def load(fp, **kw):
    return loads(fp.read(), **kw)


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f'Object of type {o.__class__.__name__} is not JSON serializable')

    def encode(self, o):
        return ''.join(self.iterencode(o))

    def iterencode(self, o, _one_shot=False):
        out = []
        self._write(o, out, 0, set())
        return out

    def _float(self, o):
        if o != o:
            text = 'NaN'
        elif o == float('inf'):
            text = 'Infinity'
        elif o == float('-inf'):
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError('Out of range float values are not JSON compliant')
        return text

    def _write(self, o, out, level, seen):
        if isinstance(o, str):
            out.append(_quote(o, self.ensure_ascii))
        elif o is None:
            out.append('null')
        elif o is True:
            out.append('true')
        elif o is False:
            out.append('false')
        elif isinstance(o, int):
            out.append(int.__repr__(o))
        elif isinstance(o, float):
            out.append(self._float(o))
        elif isinstance(o, (list, tuple)):
            self._group(o, out, level, seen, '[', ']', False)
        elif isinstance(o, dict):
            self._group(o, out, level, seen, '{', '}', True)
        else:
            if id(o) in seen:
                raise ValueError('Circular reference detected')
            seen.add(id(o))
            self._write(self.default(o), out, level, seen)
            seen.discard(id(o))

    def _group(self, o, out, level, seen, opening, closing, keyed):
        if not o:
            out.append(opening + closing)
            return
        if id(o) in seen:
            raise ValueError('Circular reference detected')
        seen.add(id(o))
        indent = self.indent
        if indent is not None:
            step = indent if isinstance(indent, str) else ' ' * indent
            line = '\n' + step * (level + 1)
            between = self.item_separator + line
            out.append(opening + line)
        else:
            between = self.item_separator
            out.append(opening)
        first = True
        for item in (sorted(o.items()) if self.sort_keys else o.items()) if keyed else o:
            if keyed:
                key, item = item
                if isinstance(key, str):
                    pass
                elif isinstance(key, float):
                    key = self._float(key)
                elif key is True:
                    key = 'true'
                elif key is False:
                    key = 'false'
                elif key is None:
                    key = 'null'
                elif isinstance(key, int):
                    key = int.__repr__(key)
                elif self.skipkeys:
                    continue
                else:
                    raise TypeError(f'keys must be str, int, float, bool or None, not {key.__class__.__name__}')
            if first:
                first = False
            else:
                out.append(between)
            if keyed:
                out.append(_quote(key, self.ensure_ascii))
                out.append(self.key_separator)
            self._write(item, out, level + 1, seen)
        if indent is not None:
            out.append('\n' + step * level)
        out.append(closing)
        seen.discard(id(o))


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, allow_nan=allow_nan, indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))
`;
