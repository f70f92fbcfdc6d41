// `codecs` in Python: encodings.

/** Its source. */
export const source = String.raw`BOM_UTF8 = b'\xef\xbb\xbf'


def encode(obj, encoding='utf-8', errors='strict'):
    if encoding in ('rot13', 'rot_13'):
        return ''.join(
            chr((ord(c) - (65 if c.isupper() else 97) + 13) % 26 + (65 if c.isupper() else 97)) if c.isalpha() else c for c in obj)
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    return obj.decode(encoding, errors)


def open(filename, mode='r', encoding=None, errors='strict', buffering=-1):
    import builtins
    return builtins.open(filename, mode)
`;
