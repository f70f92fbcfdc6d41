# Errors of a database, by what is wrong and by their code.
from . import _wire


class Warning(Exception):
    pass


class Error(Exception):
    pgcode = pgerror = cursor = sqlstate = None

    def __init__(self, *args):
        super().__init__(*args)
        self.diag = _wire.Diagnostics()


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


_by_code = {}
for _code, _name in _wire.names_of_codes.items():
    _base = globals()[_wire.kinds_of_classes.get(_code[:2], 'DatabaseError')]
    _by_code[_code] = globals()[_name] = type(_name, (_base,), {'__module__': __name__})


def lookup(code):
    return _by_code[code]


def made_from(error, cursor=None):
    """The exception for what the server said."""
    code = error.fields.get('C', '')
    cls = _by_code.get(code) or globals()[_wire.kinds_of_classes.get(code[:2], 'DatabaseError')]
    text = _wire.error_text(error.fields, error.statement)
    made = cls(text)
    made.pgcode = made.sqlstate = code
    made.pgerror, made.cursor, made.diag = f"{error.fields.get('S', 'ERROR')}:  {text}", cursor, _wire.Diagnostics(error.fields)
    return made
