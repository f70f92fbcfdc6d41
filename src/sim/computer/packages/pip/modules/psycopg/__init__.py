# psycopg (version 3): PostgreSQL, as DB-API 2.0 has it. Values are put into the statement here.
import uuid

from . import _wire, errors, rows, sql
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError, ProgrammingError, Warning,
)

__version__ = '3.2.9'
apilevel, threadsafety, paramstyle = '2.0', 2, 'pyformat'
_wire.uuid_type = uuid.UUID


class Column:
    def __init__(self, name, oid, size):
        self.name, self.type_code, self.internal_size = name, oid, size

    def __getitem__(self, at):
        return (self.name, self.type_code, None, self.internal_size, None, None, None)[at]

    def __repr__(self):
        return f'<Column {self.name!r}, type: {self.type_code}>'


class Cursor:
    arraysize = 1

    def __init__(self, connection, row_factory=None):
        self.connection, self.closed, self._results, self._at = connection, False, [], 0
        self.row_factory = row_factory or connection.row_factory
        self.rownumber, self.description, self.rowcount, self.statusmessage, self._rows = 0, None, -1, None, None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self.closed = True

    def execute(self, query, params=None, *, prepare=None, binary=None):
        if self.closed:
            raise InterfaceError('the cursor is closed')
        text = query.as_string(self.connection) if hasattr(query, 'as_string') else query.decode() if isinstance(query, bytes) else query
        try:
            text = _wire.merged(text, params)
        except _wire.NoAdapter as error:
            name = str(error).split("'")[1]
            raise ProgrammingError(f'cannot adapt type {name!r} using placeholder \'%s\' (format: AUTO)') from None
        except IndexError:
            raise ProgrammingError(f"the query has {text.count('%s')} placeholders but {len(params)} parameters were passed") from None
        except TypeError:
            raise ProgrammingError(f"the query has {text.count('%s')} placeholders but {len(params)} parameters were passed") from None
        self._results, self._at = self.connection._run(text), 0
        self._take()
        return self

    def _take(self):
        result = self._results[self._at] if self._results else _wire.Result()
        self.statusmessage, self.rownumber = result.tag, 0
        self.description = None if result.columns is None else [Column(*column) for column in result.columns]
        self._rows = None if result.columns is None else result.rows
        words = result.tag.split()
        self.rowcount = int(words[-1]) if words and words[-1].isdigit() else -1
        self._make = None if self.description is None else self.row_factory(self)

    def nextset(self):
        if self._at + 1 >= len(self._results):
            return None
        self._at += 1
        self._take()
        return True

    def executemany(self, query, params_seq, *, returning=False):
        count = 0
        for params in params_seq:
            self.execute(query, params)
            count += max(self.rowcount, 0)
        self.rowcount = count

    def _need(self):
        if self.closed:
            raise InterfaceError('the cursor is closed')
        if self._rows is None:
            raise ProgrammingError("the last operation didn't produce records (command status: %s)" % self.statusmessage if self.statusmessage else 'no result available')

    def fetchone(self):
        self._need()
        if self.rownumber >= len(self._rows):
            return None
        self.rownumber += 1
        return self._make(self._rows[self.rownumber - 1])

    def fetchmany(self, size=0):
        self._need()
        part = self._rows[self.rownumber:self.rownumber + (size or self.arraysize)]
        self.rownumber += len(part)
        return [self._make(row) for row in part]

    def fetchall(self):
        self._need()
        part = self._rows[self.rownumber:]
        self.rownumber = len(self._rows)
        return [self._make(row) for row in part]

    def __iter__(self):
        while True:
            row = self.fetchone()
            if row is None:
                return
            yield row


class _Transaction:
    def __init__(self, connection):
        self.connection = connection

    def __enter__(self):
        self._inner = self.connection._wire.status != b'I'
        self.connection._query('SAVEPOINT _pg3_1' if self._inner else 'BEGIN')
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.connection._query('RELEASE _pg3_1' if self._inner else 'COMMIT')
        else:
            self.connection._query('ROLLBACK TO _pg3_1' if self._inner else 'ROLLBACK')
        return kind is not None and issubclass(kind, Rollback)


class Rollback(Exception):
    pass


class _Info:
    def __init__(self, wire):
        self._wire = wire
        self.host, self.port, self.user, self.dbname, self.backend_pid = wire.host, wire.port, wire.user, wire.database, wire.pid

    @property
    def server_version(self):
        return int(self._wire.parameters['server_version'].split('.')[0]) * 10000


class Connection:
    def __init__(self, conninfo='', *, autocommit=False, row_factory=None, **kwargs):
        try:
            self._wire = _wire.Connection(**_wire.settings(conninfo, kwargs))
        except _wire.Unreachable as error:
            text = str(error).strip()
            if text.startswith('could not translate host name'):
                host = text.split('"')[1]
                raise OperationalError(f'failed to resolve host {host!r}: [Errno -2] Name or service not known') from None
            raise OperationalError(f'connection failed: {text}') from None
        self.autocommit, self.closed, self.row_factory, self.info = autocommit, False, row_factory or rows.tuple_row, _Info(self._wire)

    @classmethod
    def connect(cls, conninfo='', **kwargs):
        return cls(conninfo, **kwargs)

    def _query(self, text):
        if self.closed:
            raise OperationalError('the connection is closed')
        try:
            return self._wire.query(text)
        except _wire.ServerError as error:
            made = errors.made_from(error)
            made.args = (str(made).rstrip('\n'),)
            raise made from None
        except (_wire.Unreachable, OSError) as error:
            self.closed = True
            raise OperationalError(f'consuming input failed: {error}'.strip()) from None

    def _run(self, text):
        if not self.autocommit and self._wire.status == b'I':
            self._query('BEGIN')
        return self._query(text)

    def cursor(self, name='', *, row_factory=None, **kwargs):
        if self.closed:
            raise OperationalError('the connection is closed')
        return Cursor(self, row_factory)

    def execute(self, query, params=None, **kwargs):
        return self.cursor().execute(query, params)

    def commit(self):
        if self._wire.status != b'I':
            self._query('COMMIT')

    def rollback(self):
        if self._wire.status != b'I':
            self._query('ROLLBACK')

    def transaction(self, *args, **kwargs):
        return _Transaction(self)

    def set_autocommit(self, value):
        self.autocommit = value

    def close(self):
        if not self.closed:
            self._wire.close()
            self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if not self.closed:
            if kind is None:
                self.commit()
            else:
                self.rollback()
            self.close()


connect = Connection.connect
