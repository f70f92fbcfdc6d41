// `sqlite3` in Python, over `_sqlite3`: the DB-API with implicit transactions, rows by name, errors by class.

/** Its source. */
export const source = String.raw`import datetime
import os
import re
import _sqlite3

apilevel, paramstyle, threadsafety = '2.0', 'qmark', 1
version, version_info = '2.6.0', (2, 6, 0)
PARSE_DECLTYPES, PARSE_COLNAMES = 1, 2
LEGACY_TRANSACTION_CONTROL = -1
Binary = memoryview if False else bytes
Date, Time, Timestamp = datetime.date, datetime.time, datetime.datetime


class Warning(Exception):
    pass


class Error(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class DataError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class InternalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


_adapters = {
    datetime.date: lambda value: value.isoformat(),
    datetime.datetime: lambda value: value.isoformat(' '),
}


def register_adapter(type, adapter, /):
    _adapters[type] = adapter


def register_converter(typename, converter, /):
    raise NotSupportedError('not simulated: register_converter')


def _error(message):
    if 'constraint failed' in message or message == 'datatype mismatch':
        return IntegrityError(message)
    if message in ('file is not a database', 'database disk image is malformed'):
        return DatabaseError(message)
    return OperationalError(message)


def _adapt(value, place):
    if value is None or isinstance(value, (int, float, str, bytes)):
        return value
    if isinstance(value, (bytearray, memoryview)):
        return bytes(value)
    adapter = _adapters.get(type(value))
    if adapter is not None:
        return _adapt(adapter(value), place)
    conform = getattr(value, '__conform__', None)
    if conform is not None:
        return _adapt(conform(None), place)
    raise ProgrammingError(f'Error binding parameter {place}: type {type(value).__name__!r} is not supported')


class Row:
    def __init__(self, cursor, data):
        self._names, self._data = tuple(d[0] for d in cursor.description), data

    def keys(self):
        return list(self._names)

    def __getitem__(self, key):
        if isinstance(key, str):
            for name, value in zip(self._names, self._data):
                if name.lower() == key.lower():
                    return value
            raise IndexError('No item with that key')
        return self._data[key]

    def __len__(self):
        return len(self._data)

    def __iter__(self):
        return iter(self._data)

    def __eq__(self, other):
        return isinstance(other, Row) and (self._names, self._data) == (other._names, other._data)

    def __hash__(self):
        return hash((self._names, self._data))

    def __repr__(self):
        return f'<sqlite3.Row object at {id(self):#x}>'


_comments = re.compile(r'\s+|--[^\n]*(?:\n|$)|/\*.*?\*/', re.DOTALL)
_quiet = ('SELECT', 'VALUES', 'PRAGMA', 'EXPLAIN', 'BEGIN', 'SAVEPOINT', 'ROLLBACK', '')


def _keyword(sql):
    at = 0
    while (found := _comments.match(sql, at)) and found.end() > at:
        at = found.end()
    return re.match(r'\w*', sql[at:]).group().upper()


class Cursor:
    def __init__(self, connection):
        self.connection = connection
        self.description = self.lastrowid = None
        self.rowcount, self.arraysize = -1, 1
        self.row_factory = connection.row_factory
        self._rows, self._closed = None, False

    def _check(self):
        if self._closed:
            raise ProgrammingError('Cannot operate on a closed cursor.')
        self.connection._check()

    def execute(self, sql, parameters=(), /):
        self._check()
        self.rowcount = -1
        self._execute(sql, parameters)
        return self

    def _execute(self, sql, parameters):
        if not isinstance(sql, str):
            raise TypeError(f'execute() argument 1 must be str, not {type(sql).__name__}')
        places, more = _sqlite3.places(sql)
        if more:
            raise (ProgrammingError if _strict else Warning)('You can only execute one statement at a time.')
        if isinstance(parameters, dict) or (hasattr(parameters, 'keys') and not hasattr(parameters, '__len__')):
            values = {}
            for place in places:
                if place[1:] not in parameters:
                    raise ProgrammingError(f'You did not supply a value for binding parameter :{place[1:]}.')
                values[place[1:]] = _adapt(parameters[place[1:]], ':' + place[1:])
        elif hasattr(parameters, '__len__') and hasattr(parameters, '__getitem__'):
            wanted = len([p for n, p in enumerate(places) if p == '?' or p not in places[:n]])
            if wanted != len(parameters):
                raise ProgrammingError(f'Incorrect number of bindings supplied. The current statement uses {wanted}, and there are {len(parameters)} supplied.')
            values = tuple(_adapt(value, n + 1) for n, value in enumerate(parameters))
        else:
            raise ProgrammingError('parameters are of unsupported type')
        keyword = _keyword(sql)
        columns, rows, changes, last = self.connection._run(keyword, sql, values)
        self.description = None if columns is None else tuple((name, None, None, None, None, None, None) for name in columns)
        self._rows = iter(rows)
        if keyword in ('INSERT', 'UPDATE', 'DELETE', 'REPLACE'):
            self.rowcount = max(self.rowcount, 0) + changes
            if keyword in ('INSERT', 'REPLACE'):
                self.lastrowid = last

    def executemany(self, sql, parameters, /):
        self._check()
        self.rowcount = -1
        for values in parameters:
            self._execute(sql, values)
            if self.description is not None and _keyword(sql) == 'SELECT':
                raise ProgrammingError('executemany() can only execute DML statements.')
        return self

    def executescript(self, sql_script, /):
        self._check()
        self.connection.commit()
        self.connection._script(sql_script)
        return self

    def _shaped(self, row):
        return row if self.row_factory is None else self.row_factory(self, row)

    def __iter__(self):
        return self

    def __next__(self):
        self._check()
        return self._shaped(next(self._rows or iter(())))

    def fetchone(self):
        return next(self, None)

    def fetchmany(self, size=None):
        found = []
        for _ in range(self.arraysize if size is None else size):
            row = self.fetchone()
            if row is None:
                break
            found.append(row)
        return found

    def fetchall(self):
        return list(self)

    def setinputsizes(self, sizes, /):
        pass

    def setoutputsize(self, size, column=None, /):
        pass

    def close(self):
        self._closed = True


class Connection:
    def __init__(self, database, timeout=5.0, detect_types=0, isolation_level='', check_same_thread=True, cached_statements=128, uri=False):
        path = os.fspath(database)
        if isinstance(path, bytes):
            path = path.decode()
        if uri and path.startswith('file:'):
            path, _, query = path[5:].partition('?')
            if 'mode=memory' in query:
                path = ':memory:'
        if detect_types:
            raise NotSupportedError('not simulated: detect_types')
        self.isolation_level, self.row_factory, self.text_factory = isolation_level, None, str
        self.in_transaction, self.total_changes = False, 0
        self._database = None
        if path in (':memory:', ''):
            self._database = _sqlite3.open(None)
            return
        path = os.path.abspath(path)
        try:
            with open(path, 'ab'):
                pass
        except OSError:
            raise OperationalError('unable to open database file') from None
        self._database = _sqlite3.open(path)

    def _check(self):
        if self._database is None:
            raise ProgrammingError('Cannot operate on a closed database.')

    def _begin(self):
        self._call('BEGIN ' + (self.isolation_level or ''), ())
        self.in_transaction = True

    def _call(self, sql, values):
        found = self._database.run(sql, values)
        if isinstance(found, str):
            raise _error(found)
        return found

    def _run(self, keyword, sql, values):
        if not self.in_transaction:
            self._database.refresh()
            if self.isolation_level is not None and keyword in ('INSERT', 'UPDATE', 'DELETE', 'REPLACE'):
                self._begin()
        found = self._call(sql, values)
        if keyword in ('BEGIN', 'SAVEPOINT'):
            self.in_transaction = True
        elif keyword in ('COMMIT', 'END') or (keyword == 'ROLLBACK' and not re.search(r'\bTO\b', sql, re.I)):
            self.in_transaction = False
        elif keyword == 'PRAGMA' and '=' in sql:
            self._database.keep(sql)
        if keyword in ('INSERT', 'UPDATE', 'DELETE', 'REPLACE'):
            self.total_changes += found[2]
        if not self.in_transaction and keyword not in _quiet:
            self._save()
        return found

    def _save(self):
        message = self._database.save()
        if message is not None:
            raise OperationalError(message)

    def _script(self, sql):
        self._database.refresh()
        message = self._database.script(sql)
        if message is not None:
            raise _error(message)
        self._save()

    def cursor(self, factory=Cursor):
        self._check()
        return factory(self)

    def execute(self, sql, parameters=(), /):
        return self.cursor().execute(sql, parameters)

    def executemany(self, sql, parameters, /):
        return self.cursor().executemany(sql, parameters)

    def executescript(self, sql_script, /):
        return self.cursor().executescript(sql_script)

    def commit(self):
        self._check()
        if self.in_transaction:
            self._call('COMMIT', ())
            self.in_transaction = False
            self._save()

    def rollback(self):
        self._check()
        if self.in_transaction:
            self._call('ROLLBACK', ())
            self.in_transaction = False

    def close(self):
        if self._database is not None:
            self._database.close()
            self._database = None

    def create_function(self, name, narg, func, *, deterministic=False):
        raise NotSupportedError('not simulated: create_function')

    def create_aggregate(self, name, n_arg, aggregate_class):
        raise NotSupportedError('not simulated: create_aggregate')

    def create_collation(self, name, callback, /):
        raise NotSupportedError('not simulated: create_collation')

    def backup(self, target, **options):
        target.executescript('\n'.join(line for line in self.iterdump() if line not in ('BEGIN TRANSACTION;', 'COMMIT;')))

    def iterdump(self):
        yield 'BEGIN TRANSACTION;'
        quoted = lambda name: '"' + name.replace('"', '""') + '"'
        objects = self.cursor()
        objects.row_factory = None
        tables = objects.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND type == 'table' ORDER BY name").fetchall()
        for name, sql in tables:
            if name == 'sqlite_sequence':
                yield 'DELETE FROM "sqlite_sequence";'
            elif name.startswith('sqlite_'):
                continue
            else:
                yield f'{sql};'
            columns = [row[1] for row in objects.execute(f'PRAGMA table_info({quoted(name)})').fetchall()]
            shown = " || ',' || ".join(f'quote({quoted(c)})' for c in columns)
            for (values,) in objects.execute(f'SELECT {shown} FROM {quoted(name)}').fetchall():
                yield f'INSERT INTO {quoted(name)} VALUES({values});'
        for _, sql in objects.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND type IN ('index', 'trigger', 'view')").fetchall():
            yield f'{sql};'
        yield 'COMMIT;'

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.commit()
        else:
            self.rollback()
        return False


def connect(database, *args, factory=Connection, **kwargs):
    return factory(database, *args, **kwargs)


def complete_statement(statement):
    return statement.rstrip().endswith(';')


_strict = True
sqlite_version = _sqlite3.open(None).run('SELECT sqlite_version()', ())[1][0][0]
sqlite_version_info = tuple(int(part) for part in sqlite_version.split('.'))
`;
