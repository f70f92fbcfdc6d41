// `zlib` in Python, over `_zlib`.

/** Its source. */
export const source = String.raw`import binascii
import _zlib

DEFLATED, MAX_WBITS, DEF_BUF_SIZE, DEF_MEM_LEVEL = 8, 15, 16384, 8
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH = 2, 3, 4
crc32 = binascii.crc32


class error(Exception):
    pass


def adler32(data, value=1):
    a, b = value & 0xffff, value >> 16
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def compress(data, /, level=-1, wbits=MAX_WBITS):
    return _zlib.compress(bytes(data), level, wbits)


def decompress(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE):
    found = _zlib.decompress(bytes(data), wbits)
    if isinstance(found, str):
        raise error(found)
    return found


class _Collected:
    def __init__(self, work):
        self._work, self._parts = work, []


class compressobj(_Collected):
    def __init__(self, level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=8, strategy=0, zdict=None):
        super().__init__(lambda data: compress(data, level, wbits))

    def compress(self, data):
        self._parts.append(bytes(data))
        return b''

    def flush(self, mode=Z_FINISH):
        return self._work(b''.join(self._parts))


class decompressobj(_Collected):
    unused_data = unconsumed_tail = b''
    eof = False

    def __init__(self, wbits=MAX_WBITS, zdict=None):
        super().__init__(lambda data: decompress(data, wbits))

    def decompress(self, data, max_length=0):
        self._parts.append(bytes(data))
        try:
            found = self._work(b''.join(self._parts))
        except error:
            return b''
        self.eof = True
        return found

    def flush(self, length=0):
        return b'' if self.eof else self._work(b''.join(self._parts))
`;
