// `io` in Python: streams in memory.

/** Its source. */
export const source = String.raw`import builtins
from _io import TextIOWrapper, BufferedReader

DEFAULT_BUFFER_SIZE = 8192
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
open = builtins.open
BlockingIOError = builtins.BlockingIOError


class UnsupportedOperation(OSError, ValueError):
    pass


class IOBase:
    closed = False

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        self.closed = True

    def flush(self):
        pass

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation('fileno')

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def _check(self):
        if self.closed:
            raise ValueError('I/O operation on closed file')


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


BufferedWriter = BufferedRandom = FileIO = BufferedReader


class _Memory(IOBase):
    _empty = None

    def readable(self):
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check()
        return self._empty.join(self._parts) if self._parts is not None else self._value

    def _whole(self):
        self._check()
        if self._parts is not None:
            self._value = self._empty.join(self._parts)
            self._parts = None
        return self._value

    def write(self, s):
        self._check()
        s = self._convert(s)
        if self._parts is not None:
            self._parts.append(s)
            self._pos += len(s)
            return len(s)
        value, pos = self._value, self._pos
        if pos > len(value):
            value += self._pad * (pos - len(value))
        if pos == len(value):
            self._parts = [value, s]
        else:
            self._value = value[:pos] + s + value[pos + len(s):]
        self._pos = pos + len(s)
        return len(s)

    def read(self, size=-1):
        value = self._whole()
        end = len(value) if size is None or size < 0 else min(len(value), self._pos + size)
        part = value[self._pos:end]
        self._pos = max(self._pos, end)
        return part

    def readline(self, size=-1):
        value = self._whole()
        at = value.find(self._newline, self._pos)
        end = len(value) if at < 0 else at + 1
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        part = value[self._pos:end]
        self._pos = max(self._pos, end)
        return part

    def seek(self, pos, whence=0):
        value = self._whole()
        self._pos = pos if whence == 0 else self._pos + pos if whence == 1 else len(value) + pos
        return self._pos

    def tell(self):
        return self._pos

    def truncate(self, size=None):
        size = self._pos if size is None else size
        self._value = self._whole()[:size]
        return size


class StringIO(_Memory, TextIOBase):
    _empty, _newline, _pad = '', '\n', '\0'
    encoding = None

    def __init__(self, initial_value='', newline='\n'):
        self._value = initial_value or ''
        self._parts = None if self._value else []
        self._pos = 0

    def _convert(self, s):
        if not isinstance(s, str):
            raise TypeError(f'string argument expected, got {type(s).__name__!r}')
        return s


class BytesIO(_Memory, BufferedIOBase):
    _empty, _newline, _pad = b'', b'\n', b'\0'

    def __init__(self, initial_bytes=b''):
        self._value = bytes(initial_bytes or b'')
        self._parts = None if self._value else []
        self._pos = 0

    def _convert(self, s):
        if isinstance(s, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return bytes(s)

    def getbuffer(self):
        return self.getvalue()

    read1 = _Memory.read

    def readinto(self, b):
        data = self.read(len(b))
        b[:len(data)] = data
        return len(data)
`;
