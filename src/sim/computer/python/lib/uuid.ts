// `uuid` in Python: universally unique identifiers.

/** Its source. */
export const source = String.raw`import os
import time as _time
import hashlib


class UUID:
    def __init__(self, hex=None, bytes=None, int=None, version=None):
        from builtins import int as int_
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = int_(hex, 16)
        elif bytes is not None:
            int = int_.from_bytes(bytes, 'big')
        if version is not None:
            int &= ~(0xc000 << 48)
            int |= 0x8000 << 48
            int &= ~(0xf000 << 64)
            int |= version << 76
        self.int = int

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def bytes(self):
        return self.int.to_bytes(16, 'big')

    @property
    def version(self):
        return (self.int >> 76) & 15

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    def __str__(self):
        h = self.hex
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    def __repr__(self):
        return f'UUID({str(self)!r})'

    def __eq__(self, other):
        return isinstance(other, UUID) and self.int == other.int

    def __lt__(self, other):
        return self.int < other.int

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int


def uuid4():
    return UUID(bytes=os.urandom(16), version=4)


def uuid1(node=None, clock_seq=None):
    stamp = _time.time_ns() // 100 + 0x01b21dd213814000
    value = (stamp & 0xffffffff) << 96 | (stamp >> 32 & 0xffff) << 80 | (stamp >> 48 & 0xfff) << 64 | int.from_bytes(os.urandom(8), 'big')
    return UUID(int=value, version=1)


def uuid3(namespace, name):
    return UUID(bytes=hashlib.md5(namespace.bytes + name.encode()).digest(), version=3)


def uuid5(namespace, name):
    return UUID(bytes=hashlib.sha1(namespace.bytes + name.encode()).digest()[:16], version=5)


def getnode():
    return 0x0242ac110002


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
`;
