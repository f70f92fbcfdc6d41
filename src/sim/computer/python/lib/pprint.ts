// `pprint` in Python: pretty printing.

/** Its source. */
export const source = String.raw`import sys


def _pieces(o, width, sort, indent=0, tail=0):
    text = _flat(o, sort)
    if len(text) <= width - indent - tail or not isinstance(o, (dict, list, tuple, set, frozenset)) or not o:
        return text
    pad = ' ' * (indent + 1)
    if isinstance(o, dict):
        items = list(o.items())
        if sort:
            items.sort(key=lambda kv: (type(kv[0]).__name__ if not isinstance(kv[0], (int, float)) else '', kv[0]) if not isinstance(kv[0], str) else ('str', kv[0]))
        rows = []
        for n, (k, v) in enumerate(items):
            key = repr(k)
            rows.append(f'{key}: {_pieces(v, width, sort, indent + len(key) + 3, tail + 1 if n == len(items) - 1 else 1)}')
        return '{' + f',\n{pad}'.join(rows) + '}'
    opening, closing = {list: '[]', tuple: '()'}.get(type(o), '{}')
    items = sorted(o) if isinstance(o, (set, frozenset)) else list(o)
    rows = [_pieces(v, width, sort, indent + 1, tail + 1 if n == len(items) - 1 else 1) for n, v in enumerate(items)]
    return opening + f',\n{pad}'.join(rows) + (',' if isinstance(o, tuple) and len(o) == 1 else '') + closing


def _flat(o, sort):
    if isinstance(o, dict) and type(o) is dict:
        items = o.items()
        if sort:
            try:
                items = sorted(items)
            except TypeError:
                items = sorted(items, key=lambda kv: str(kv[0]))
        return '{' + ', '.join(f'{_flat(k, sort)}: {_flat(v, sort)}' for k, v in items) + '}'
    if type(o) is list:
        return '[' + ', '.join(_flat(v, sort) for v in o) + ']'
    if type(o) is tuple:
        return '(' + ', '.join(_flat(v, sort) for v in o) + (',)' if len(o) == 1 else ')')
    return repr(o)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return _pieces(object, width, sort_dicts)


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    print(pformat(object, indent, width, sort_dicts=sort_dicts), file=stream or sys.stdout)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return _flat(object, True)


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        self._width, self._stream, self._sort = width, stream, sort_dicts

    def pprint(self, object):
        pprint(object, self._stream, width=self._width, sort_dicts=self._sort)

    def pformat(self, object):
        return pformat(object, width=self._width, sort_dicts=self._sort)
`;
