# PyMySQL: MySQL and MariaDB, as DB-API 2.0 has it.
import sys

from . import _wire, cursors, err
from .err import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError, OperationalError, ProgrammingError, Warning,
)

__version__ = '1.1.2'
apilevel, threadsafety, paramstyle = '2.0', 1, 'pyformat'


class Connection:
    def __init__(self, *, user=None, password='', host='localhost', database=None, unix_socket=None, port=3306, charset='', cursorclass=cursors.Cursor,
                 connect_timeout=10, autocommit=False, db=None, passwd=None, ssl=None, **kwargs):
        self.host, self.user, self.cursorclass, self._autocommit = host, user or 'root', cursorclass, autocommit
        self.port, self.db, self._password, self._timeout = int(port or 3306), database or db, password or passwd or '', connect_timeout
        self._wire, self.open = None, False
        self.connect()

    def connect(self):
        try:
            self._wire = _wire.Connection(self.host, self.port, self.user, self._password, self.db, self._timeout)
        except _wire.Unreachable as error:
            shown = f'[Errno {error.errno}] {error.text}' if error.errno != 110 or error.named else error.text
            raise OperationalError(2003, f"Can't connect to MySQL server on {self.host!r} ({shown})") from None
        except _wire.ServerError as error:
            raise err.made_from(error) from None
        self.open = True
        if not self._autocommit:
            self._run('SET AUTOCOMMIT = 0')

    def _run(self, text):
        if not self.open:
            raise err.InterfaceError(0, '')
        try:
            return self._wire.query(text)
        except _wire.ServerError as error:
            raise err.made_from(error) from None
        except _wire.Lost:
            self.open = False
            raise OperationalError(2013, 'Lost connection to MySQL server during query') from None

    def cursor(self, cursor=None):
        return (cursor or self.cursorclass)(self)

    def query(self, sql):
        return self._run(sql).affected

    def begin(self):
        self._run('BEGIN')

    def commit(self):
        self._run('COMMIT')

    def rollback(self):
        self._run('ROLLBACK')

    def autocommit(self, value):
        self._autocommit = value
        self._run(f'SET AUTOCOMMIT = {1 if value else 0}')

    def select_db(self, db):
        self._run(f'USE `{db}`')

    def ping(self, reconnect=True):
        if not self.open:
            if not reconnect:
                raise Error('Already closed')
            self.connect()
            return
        try:
            self._wire.command(14)
        except _wire.Lost:
            if not reconnect:
                raise
            self.connect()

    def escape(self, value, mapping=None):
        return _wire.literal(value)

    def escape_string(self, text):
        return _wire.quoted(text)[1:-1]

    def get_server_info(self):
        return self._wire.version

    def close(self):
        if not self.open:
            raise Error('Already closed')
        self._wire.close()
        self.open = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def connect(*args, **kwargs):
    for name, value in zip(('host', 'user', 'password', 'database'), args):
        kwargs[name] = value
    return Connection(**kwargs)


Connect = connect


def install_as_MySQLdb():
    sys.modules['MySQLdb'] = sys.modules['pymysql']
