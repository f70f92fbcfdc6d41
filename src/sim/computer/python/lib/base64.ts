// `base64` in Python: bytes as letters.

/** Its source. */
export const source = String.raw`import binascii


def _bytes(s):
    return s.encode('ascii') if isinstance(s, str) else bytes(s)


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    out = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        out = out.replace(b'+', altchars[:1]).replace(b'/', altchars[1:])
    return out


def b64decode(s, altchars=None, validate=False):
    s = _bytes(s)
    if altchars is not None:
        s = s.replace(altchars[:1], b'+').replace(altchars[1:], b'/')
    return binascii.a2b_base64(s)


standard_b64encode, standard_b64decode = b64encode, b64decode


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    return binascii.unhexlify(_bytes(s))


_b32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'


def b32encode(s):
    bits = ''.join(f'{b:08b}' for b in s)
    out = ''.join(_b32[int(bits[i:i + 5].ljust(5, '0'), 2)] for i in range(0, len(bits), 5))
    return (out + '=' * (-len(out) % 8)).encode()


def b32decode(s, casefold=False, map01=None):
    text = _bytes(s).decode().rstrip('=')
    bits = ''.join(f'{_b32.index(c.upper() if casefold else c):05b}' for c in text)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits) - 7, 8))


def encodebytes(s):
    return b''.join(binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57))


decodebytes = b64decode
`;
