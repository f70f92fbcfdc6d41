// `gzip` in Python: files that are read and written whole.

/** Its source. */
export const source = String.raw`import io
import os
import zlib


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=9, *, mtime=None):
    return zlib.compress(data, compresslevel, 31)


def decompress(data):
    if data[:2] != b'\x1f\x8b':
        raise BadGzipFile('Not a gzipped file (%r)' % data[:2])
    return zlib.decompress(data, 31)


class GzipFile(io.BytesIO):
    def __init__(self, filename=None, mode='rb', compresslevel=9, fileobj=None, mtime=None):
        self.name, self.mode, self._level = filename, mode, compresslevel
        self._file = fileobj if fileobj is not None else io.open(filename, mode[0] + 'b')
        self._own, self._writes = fileobj is None, mode[0] != 'r'
        super().__init__(b'' if self._writes else decompress(self._file.read()))

    def close(self):
        if self.closed:
            return
        if self._writes:
            self._file.write(compress(self.getvalue(), self._level))
        if self._own:
            self._file.close()
        super().close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def open_gzip(filename, mode='rb', compresslevel=9, encoding=None, errors=None, newline=None):
    isfile = hasattr(filename, 'read') or hasattr(filename, 'write')
    binary = GzipFile(None if isfile else os.fspath(filename), mode.replace('t', ''), compresslevel, filename if isfile else None)
    return _Text(binary, encoding or 'utf-8') if 't' in mode else binary


class _Text:
    def __init__(self, binary, encoding):
        self._binary, self._encoding = binary, encoding

    def write(self, text):
        self._binary.write(text.encode(self._encoding))
        return len(text)

    def read(self, size=-1):
        return self._binary.read(size).decode(self._encoding)

    def readline(self):
        return self._binary.readline().decode(self._encoding)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def close(self):
        self._binary.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


open = open_gzip
`;
