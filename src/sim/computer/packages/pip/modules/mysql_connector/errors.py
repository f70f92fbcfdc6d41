# Errors of mysql.connector, by their number.
from . import _wire


class Error(Exception):
    def __init__(self, msg=None, errno=None, values=None, sqlstate=None):
        self.msg, self.errno, self.sqlstate = msg, -1 if errno is None else errno, sqlstate
        text = msg if errno is None else f'{errno} ({sqlstate}): {msg}' if sqlstate else f'{errno}: {msg}'
        super().__init__(*([errno] if errno is not None else []), text)
        self._text = text

    def __str__(self):
        return str(self._text)


class Warning(Exception):
    pass


class InterfaceError(Error):
    pass


class DatabaseError(Error):
    pass


class InternalError(DatabaseError):
    pass


class OperationalError(DatabaseError):
    pass


class ProgrammingError(DatabaseError):
    pass


class IntegrityError(DatabaseError):
    pass


class DataError(DatabaseError):
    pass


class NotSupportedError(DatabaseError):
    pass


class PoolError(Error):
    pass


def made_from(error):
    state = error.state
    cls = {'02': DataError, '22': DataError, '23': IntegrityError, '24': ProgrammingError, '25': ProgrammingError, '28': ProgrammingError, '3D': ProgrammingError,
           '42': ProgrammingError, '40': InternalError, '0A': NotSupportedError}.get(state[:2], DatabaseError)
    return cls(error.text, error.number, sqlstate=state)
