# mysql.connector: MySQL and MariaDB, as DB-API 2.0 has it.
from . import _wire, cursor, errorcode, errors
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError, PoolError, ProgrammingError, Warning,
)

__version__ = '9.4.0'
apilevel, threadsafety, paramstyle = '2.0', 1, 'pyformat'


class MySQLConnection:
    def __init__(self, host='127.0.0.1', port=3306, user='', password='', database=None, username=None, passwd=None, db=None, autocommit=False,
                 connection_timeout=10, connect_timeout=None, pool_name=None, pool_size=None, **kwargs):
        self._options = host, int(port), user or username or '', password or passwd or '', database or db
        self.autocommit_, self._timeout, self._wire = autocommit, connect_timeout or connection_timeout, None
        self._connect()

    def _connect(self):
        host, port, *rest = self._options
        try:
            self._wire = _wire.Connection(host, port, *rest, self._timeout)
        except _wire.Unreachable as error:
            if not error.named:
                raise DatabaseError(f"Unknown MySQL server host '{host}' ({error.errno})", 2005, sqlstate='HY000') from None
            raise DatabaseError(f"Can't connect to MySQL server on '{host}:{port}' ({error.errno})", 2003, sqlstate='HY000') from None
        except _wire.ServerError as error:
            raise errors.made_from(error) from None
        self._run(f'SET autocommit = {1 if self.autocommit_ else 0}')

    user = property(lambda self: self._options[2])
    server_host = property(lambda self: self._options[0])
    server_port = property(lambda self: self._options[1])
    connection_id = property(lambda self: self._wire.id)

    def _run(self, text):
        if self._wire is None:
            raise OperationalError('MySQL Connection not available.')
        try:
            return self._wire.query(text)
        except _wire.ServerError as error:
            raise errors.made_from(error) from None
        except _wire.Lost:
            self._wire = None
            raise OperationalError('Lost connection to MySQL server during query', 2013, sqlstate='HY000') from None

    @property
    def autocommit(self):
        return self.autocommit_

    @autocommit.setter
    def autocommit(self, value):
        self.autocommit_ = bool(value)
        self._run(f'SET autocommit = {1 if value else 0}')

    @property
    def database(self):
        return self._run('SELECT DATABASE()').rows[0][0]

    @database.setter
    def database(self, value):
        self._run(f'USE `{value}`')

    @property
    def in_transaction(self):
        return bool(self._wire.status & 1)

    def is_connected(self):
        if self._wire is None:
            return False
        try:
            self._wire.command(14)
        except _wire.Lost:
            return False
        return True

    def ping(self, reconnect=False, attempts=1, delay=0):
        if not self.is_connected():
            if not reconnect:
                raise InterfaceError('Connection to MySQL is not available')
            self._connect()

    def reconnect(self, attempts=1, delay=0):
        self._connect()

    def get_server_info(self):
        return self._wire.version

    server_info = property(get_server_info)

    def get_server_version(self):
        return tuple(int(part) for part in self._wire.version.split('-')[0].split('.'))

    def cursor(self, buffered=None, raw=None, prepared=None, cursor_class=None, dictionary=None, named_tuple=None):
        if self._wire is None:
            raise OperationalError('MySQL Connection not available.')
        return cursor.MySQLCursor(self, bool(buffered), bool(dictionary), bool(named_tuple))

    def start_transaction(self, **kwargs):
        self._run('START TRANSACTION')

    def commit(self):
        self._run('COMMIT')

    def rollback(self):
        self._run('ROLLBACK')

    def close(self):
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    disconnect = close

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def connect(*args, **kwargs):
    return MySQLConnection(*args, **kwargs)


Connect = connect
