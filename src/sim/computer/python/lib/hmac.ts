// `hmac` in Python: keyed digests.

/** Its source. */
export const source = String.raw`import hashlib


class HMAC:
    def __init__(self, key, msg=None, digestmod=''):
        if isinstance(key, str):
            raise TypeError("key: expected bytes or bytearray, but got 'str'")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = (lambda d=b'': hashlib.new(digestmod, d)) if isinstance(digestmod, str) else digestmod if callable(digestmod) else digestmod.new
        self._inner, self._outer = make(), make()
        self.digest_size, self.block_size = self._inner.digest_size, self._inner.block_size
        self.name = 'hmac-' + self._inner.name
        if len(key) > self.block_size:
            key = make(key).digest()
        key = bytes(key) + b'\0' * (self.block_size - len(key))
        self._inner.update(bytes(b ^ 0x36 for b in key))
        self._outer.update(bytes(b ^ 0x5c for b in key))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        self._inner.update(msg)

    def digest(self):
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        return self.digest().hex()


def new(key, msg=None, digestmod=''):
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b):
    return a == b
`;
