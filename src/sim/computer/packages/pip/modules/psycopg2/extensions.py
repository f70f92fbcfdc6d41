# Connections and cursors.
import json as _json

from . import _wire
from .errors import Error, InterfaceError, OperationalError, ProgrammingError, made_from

ISOLATION_LEVEL_AUTOCOMMIT, ISOLATION_LEVEL_READ_COMMITTED, ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE = 0, 1, 2, 3
STATUS_READY, STATUS_BEGIN = 1, 2
TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_ACTIVE, TRANSACTION_STATUS_INTRANS, TRANSACTION_STATUS_INERROR = 0, 1, 2, 3


class AsIs:
    def __init__(self, adapted):
        self.adapted = adapted

    def _sql(self):
        return str(self.adapted)


class Column(tuple):
    """What `description` has of a column."""
    name = property(lambda self: self[0])
    type_code = property(lambda self: self[1])
    internal_size = property(lambda self: self[3])

    def __repr__(self):
        return f'Column(name={self[0]!r}, type_code={self[1]})'


class cursor:
    arraysize, itersize, lastrowid = 1, 2000, 0

    def __init__(self, connection, name=None):
        self.connection, self.name, self.closed = connection, name, False
        self.description, self.rowcount, self.statusmessage, self.query, self._rows, self.rownumber = None, -1, None, None, None, 0

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self.closed = True

    def _made(self, row):
        return row

    def mogrify(self, query, vars=None):
        return self._text(query, vars).encode()

    def _text(self, query, vars):
        text = query.as_string(self.connection) if hasattr(query, 'as_string') else query.decode() if isinstance(query, bytes) else query
        try:
            return _wire.merged(text, vars)
        except _wire.NoAdapter as error:
            raise ProgrammingError(str(error)) from None
        except IndexError:
            raise IndexError('tuple index out of range' if isinstance(vars, tuple) else 'list index out of range') from None

    def execute(self, query, vars=None):
        if self.closed:
            raise InterfaceError('cursor already closed')
        self._take(self.connection._run(self._text(query, vars), self))

    def _take(self, results):
        last = results[-1] if results else _wire.Result()
        self.statusmessage = last.tag
        self.query, self.rownumber = None, 0
        if last.columns is None:
            self.description, self._rows = None, None
        else:
            self.description = tuple(Column((name, oid, None, size, None, None, None)) for name, oid, size in last.columns)
            self._rows = last.rows
        words = last.tag.split()
        self.rowcount = int(words[-1]) if words and words[-1].isdigit() else len(last.rows) if last.columns is not None else -1

    def executemany(self, query, vars_list):
        count = 0
        for vars in vars_list:
            self.execute(query, vars)
            count += max(self.rowcount, 0)
        self.rowcount = count

    def callproc(self, procname, parameters=()):
        self.execute(f"SELECT * FROM {procname}({', '.join(['%s'] * len(parameters))})", parameters)

    def _need(self):
        if self.closed:
            raise InterfaceError('cursor already closed')
        if self._rows is None:
            raise ProgrammingError('no results to fetch')

    def fetchone(self):
        self._need()
        if self.rownumber >= len(self._rows):
            return None
        self.rownumber += 1
        return self._made(self._rows[self.rownumber - 1])

    def fetchmany(self, size=None):
        self._need()
        part = self._rows[self.rownumber:self.rownumber + (size or self.arraysize)]
        self.rownumber += len(part)
        return [self._made(row) for row in part]

    def fetchall(self):
        self._need()
        part = self._rows[self.rownumber:]
        self.rownumber = len(self._rows)
        return [self._made(row) for row in part]

    def __iter__(self):
        while True:
            row = self.fetchone()
            if row is None:
                return
            yield row

    def copy_from(self, file, table, sep='\t', null='\\N', columns=None):
        names = f" ({', '.join(columns)})" if columns else ''
        self.copy_expert(f"COPY {table}{names} FROM STDIN WITH (DELIMITER {_wire.quoted(sep)}, NULL {_wire.quoted(null)})", file)

    def copy_expert(self, sql, file):
        self._take(self.connection._run(sql, self, file.read().splitlines(True)))


class connection:
    cursor_factory = None

    def __init__(self, dsn=None, **kwargs):
        self._wire, self.autocommit, self.closed, self.notices = _wire.Connection(**_wire.settings(dsn, kwargs)), False, 0, []
        found = {**(_wire.parse_dsn(dsn) if dsn else {}), **kwargs}
        self.dsn = ' '.join(f"{k}={'xxx' if k == 'password' else v}" for k, v in found.items() if v is not None)
        self.notices = self._wire.notices

    server_version = property(lambda self: int(self._wire.parameters['server_version'].split('.')[0]) * 10000 + int((self._wire.parameters['server_version'].split('.') + ['0'])[1].split()[0]))
    encoding = property(lambda self: 'UTF8')
    status = property(lambda self: STATUS_READY if self._wire.status == b'I' else STATUS_BEGIN)

    def get_transaction_status(self):
        return {b'I': 0, b'T': 2, b'E': 3}[self._wire.status]

    def get_backend_pid(self):
        return self._wire.pid

    def get_parameter_status(self, name):
        return self._wire.parameters.get(name)

    def set_isolation_level(self, level):
        self.autocommit = level == ISOLATION_LEVEL_AUTOCOMMIT

    def set_session(self, isolation_level=None, readonly=None, deferrable=None, autocommit=None):
        if autocommit is not None:
            self.autocommit = autocommit

    def set_client_encoding(self, encoding):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.commit()
        else:
            self.rollback()

    def cursor(self, name=None, cursor_factory=None, **kwargs):
        self._open()
        return (cursor_factory or self.cursor_factory or cursor)(self, name)

    def _open(self):
        if self.closed:
            raise InterfaceError('connection already closed')

    def _run(self, text, cursor=None, source=None):
        self._open()
        try:
            if not self.autocommit and self._wire.status == b'I':
                self._wire.query('BEGIN')
            return self._wire.query(text, source)
        except _wire.ServerError as error:
            raise made_from(error, cursor) from None
        except (_wire.Unreachable, OSError) as error:
            self.closed = 2
            raise OperationalError(str(error)) from None

    def commit(self):
        self._open()
        if self._wire.status != b'I':
            try:
                self._wire.query('COMMIT')
            except _wire.ServerError as error:
                raise made_from(error) from None

    def rollback(self):
        self._open()
        if self._wire.status != b'I':
            self._wire.query('ROLLBACK')

    def close(self):
        if not self.closed:
            self._wire.close()
            self.closed = 1

    def __repr__(self):
        return f"<connection object at 0x{id(self):x}; dsn: '{self.dsn}', closed: {self.closed}>"


def register_adapter(kind, adapter):
    raise NotImplementedError('not simulated: register_adapter')


def quote_ident(name, scope=None):
    return '"' + name.replace('"', '""') + '"'


def _json_literal(value, dumps=None):
    return _wire.quoted((dumps or _json.dumps)(value))


__all__ = ['AsIs', 'Error', 'connection', 'cursor', 'quote_ident', 'register_adapter']
