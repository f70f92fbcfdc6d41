# Cursors of mysql.connector.
from . import _wire
from .errors import InterfaceError, ProgrammingError


class MySQLCursor:
    def __init__(self, connection, buffered=False, dictionary=False, named_tuple=False):
        self._connection, self._dictionary, self._named = connection, dictionary, named_tuple
        self.description, self.rowcount, self.lastrowid, self._rows, self._at, self.statement = None, -1, None, None, 0, None
        self.column_names, self.arraysize, self.with_rows = (), 1, False
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._closed = True
        return True

    def execute(self, operation, params=(), multi=False):
        if self._closed:
            raise ProgrammingError('Cursor is not connected', 2055)
        try:
            text = _wire.merged(operation, params)
        except IndexError:
            raise ProgrammingError('Not enough parameters for the SQL statement') from None
        except OverflowError:
            raise ProgrammingError('Not all parameters were used in the SQL statement') from None
        except TypeError as error:
            raise ProgrammingError(f"Failed processing format-parameters; Python '{error}' cannot be converted to a MySQL type") from None
        result = self._connection._run(text)
        self.statement, self._at = text, 0
        if result.columns is None:
            self.description, self._rows, self.rowcount, self.lastrowid, self.with_rows = None, None, result.affected, result.insert_id, False
        else:
            self.description = [(name, kind, None, None, None, None, 1, 0, charset) for name, kind, charset, _ in result.columns]
            self.column_names = tuple(column[0] for column in self.description)
            self._rows, self.rowcount, self.with_rows = result.rows, len(result.rows), True

    def executemany(self, operation, seq_params):
        count = 0
        for params in seq_params:
            self.execute(operation, params)
            count += max(self.rowcount, 0)
        self.rowcount = count

    def _made(self, row):
        if self._dictionary:
            return dict(zip(self.column_names, row))
        if self._named:
            from collections import namedtuple
            return namedtuple('Row', self.column_names)(*row)
        return row

    def _need(self):
        if self._rows is None:
            raise InterfaceError('No result set to fetch from')

    def fetchone(self):
        self._need()
        if self._at >= len(self._rows):
            return None
        self._at += 1
        return self._made(self._rows[self._at - 1])

    def fetchmany(self, size=1):
        self._need()
        part = self._rows[self._at:self._at + size]
        self._at += len(part)
        return [self._made(row) for row in part]

    def fetchall(self):
        self._need()
        part = self._rows[self._at:]
        self._at = len(self._rows)
        return [self._made(row) for row in part]

    def nextset(self):
        return None

    def __iter__(self):
        while self._rows is not None:
            row = self.fetchone()
            if row is None:
                return
            yield row
