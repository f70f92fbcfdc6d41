// `struct` in Python: numbers as bytes.

/** Its source. */
export const source = String.raw`from _struct import calcsize, pack as _pack, unpack as _unpack


class error(Exception):
    pass


def pack(format, *values):
    try:
        return _pack(format, *values)
    except ValueError as exc:
        raise error(str(exc)) from None


def unpack(format, buffer):
    if len(buffer) != calcsize(format):
        raise error(f'unpack requires a buffer of {calcsize(format)} bytes')
    return _unpack(format, buffer)


def unpack_from(format, buffer, offset=0):
    return _unpack(format, buffer, offset)


def iter_unpack(format, buffer):
    size = calcsize(format)
    for i in range(0, len(buffer), size):
        yield _unpack(format, buffer[i:i + size])


class Struct:
    def __init__(self, format):
        self.format, self.size = format, calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return _unpack(self.format, buffer, offset)
`;
