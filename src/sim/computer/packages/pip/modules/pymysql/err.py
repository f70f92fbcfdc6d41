# Errors, by their number.
from . import _wire


class MySQLError(Exception):
    pass


class Warning(Warning, MySQLError):
    pass


class Error(MySQLError):
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


def made_from(error):
    number = error.number
    cls = (DataError if number in _wire.data_errors else IntegrityError if number in _wire.integrity_errors else ProgrammingError if number in _wire.programming_errors
           else OperationalError)
    return cls(number, error.text)
