# Cursors.
from . import _wire, err


class Cursor:
    arraysize = 1

    def __init__(self, connection):
        self.connection, self.description, self.rowcount, self.lastrowid, self.rownumber, self._rows = connection, None, -1, None, 0, None
        self._closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._closed = True

    def mogrify(self, query, args=None):
        try:
            return _wire.merged(query, args)
        except IndexError:
            raise TypeError('not enough arguments for format string') from None
        except OverflowError:
            raise TypeError('not all arguments converted during string formatting') from None

    def execute(self, query, args=None):
        if self._closed:
            raise err.ProgrammingError('Cursor closed')
        result = self.connection._run(self.mogrify(query, args))
        self.rownumber, self.lastrowid = 0, result.insert_id
        if result.columns is None:
            self.description, self._rows, self.rowcount = None, None, result.affected
        else:
            self.description = tuple((name, kind, None, None, None, None, True) for name, kind, _, _ in result.columns)
            self._rows, self.rowcount = result.rows, len(result.rows)
        return self.rowcount

    def executemany(self, query, args):
        count = 0
        for one in args or ():
            count += self.execute(query, one)
        self.rowcount = count
        return count

    def _made(self, row):
        return row

    def fetchone(self):
        if self._rows is None or self.rownumber >= len(self._rows):
            return None
        self.rownumber += 1
        return self._made(self._rows[self.rownumber - 1])

    def fetchmany(self, size=None):
        part = (self._rows or [])[self.rownumber:self.rownumber + (size or self.arraysize)]
        self.rownumber += len(part)
        return self._all(part)

    def fetchall(self):
        part = (self._rows or [])[self.rownumber:]
        self.rownumber = len(self._rows or [])
        return self._all(part)

    def _all(self, rows):
        return tuple(rows)

    def __iter__(self):
        while True:
            row = self.fetchone()
            if row is None:
                return
            yield row


class DictCursor(Cursor):
    def _made(self, row):
        return dict(zip([column[0] for column in self.description], row))

    def _all(self, rows):
        return [self._made(row) for row in rows]


SSCursor, SSDictCursor = Cursor, DictCursor
