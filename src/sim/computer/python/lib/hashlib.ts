// `hashlib` in Python: digests.

/** Its source. */
export const source = String.raw`from _hashlib import new as _new, pbkdf2_hmac, scrypt as _scrypt

algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3_256', 'sha3_512', 'blake2b', 'blake2s'}
algorithms_available = algorithms_guaranteed


def new(name, data=b'', **kwargs):
    return _new(name, data)


def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64):
    return _scrypt(password, salt, n, r, p, dklen)


def _maker(name):
    def make(data=b'', *, usedforsecurity=True):
        return _new(name, data)
    make.__name__ = make.__qualname__ = 'openssl_' + name
    return make


for _name in algorithms_guaranteed:
    globals()[_name] = _maker(_name)


def file_digest(fileobj, digest, /):
    found = new(digest) if isinstance(digest, str) else digest()
    while data := fileobj.read(65536):
        found.update(data)
    return found
`;
