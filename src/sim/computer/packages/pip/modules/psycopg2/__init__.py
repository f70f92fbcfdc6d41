# psycopg2: PostgreSQL, as DB-API 2.0 has it.
from datetime import date as Date
from datetime import datetime as Timestamp
from datetime import time as Time

from . import _wire, errors, extensions
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError, ProgrammingError, Warning,
)
from .extensions import connection as _connection

__version__ = '2.9.10 (dt dec pq3 ext lo64)'
apilevel, threadsafety, paramstyle = '2.0', 2, 'pyformat'
Binary = bytes
DateFromTicks = Date.fromtimestamp


def connect(dsn=None, connection_factory=None, cursor_factory=None, **kwargs):
    try:
        made = (connection_factory or _connection)(dsn, **kwargs)
    except _wire.Unreachable as error:
        raise OperationalError(str(error)) from None
    if cursor_factory is not None:
        made.cursor_factory = cursor_factory
    return made
