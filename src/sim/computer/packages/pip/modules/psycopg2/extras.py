# Cursors whose rows have names, JSON, many rows at once.
from collections import OrderedDict, namedtuple

from . import extensions as _ext


class Json:
    def __init__(self, adapted, dumps=None):
        self.adapted, self._dumps = adapted, dumps

    def _sql(self):
        return _ext._json_literal(self.adapted, self._dumps)


class DictRow(list):
    def __init__(self, names, values):
        super().__init__(values)
        self._index = {name: at for at, name in reversed(list(enumerate(names)))}

    def __getitem__(self, key):
        return super().__getitem__(self._index[key] if isinstance(key, str) else key)

    def get(self, key, default=None):
        return self[key] if key in self._index else default

    def keys(self):
        return iter(self._index)

    def items(self):
        return ((name, self[name]) for name in self._index)

    def values(self):
        return iter(self)

    def __contains__(self, key):
        return key in self._index

    def copy(self):
        return OrderedDict(self.items())


class DictCursor(_ext.cursor):
    def _made(self, row):
        return DictRow([column.name for column in self.description], row)


class RealDictRow(dict):
    def __repr__(self):
        return f'RealDictRow({dict(self)!r})'


class RealDictCursor(_ext.cursor):
    def _made(self, row):
        return RealDictRow(zip([column.name for column in self.description], row))


class NamedTupleCursor(_ext.cursor):
    def _made(self, row):
        return namedtuple('Record', [column.name for column in self.description])(*row)


class _Factory(_ext.connection):
    pass


class DictConnection(_Factory):
    cursor_factory = DictCursor


class RealDictConnection(_Factory):
    cursor_factory = RealDictCursor


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    rows = [list(row) if not isinstance(row, dict) else row for row in argslist]
    if not rows:
        return []
    before, _, after = sql.partition('%s')
    template = template or f"({', '.join(['%s'] * len(rows[0]))})"
    found = []
    for at in range(0, len(rows), page_size):
        page = rows[at:at + page_size]
        cur.execute(before + ','.join(cur._text(template, row) for row in page) + after)
        if fetch:
            found.extend(cur.fetchall())
    return found


def execute_batch(cur, sql, argslist, page_size=100):
    for args in argslist:
        cur.execute(sql, args)


def register_uuid(*args, **kwargs):
    import uuid
    _ext._wire.uuid_type = uuid.UUID


def register_default_json(*args, **kwargs):
    pass


register_default_jsonb = register_default_json
