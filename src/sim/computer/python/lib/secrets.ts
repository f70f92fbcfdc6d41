// `secrets` in Python: random numbers for secrets.

/** Its source. */
export const source = String.raw`import base64
import os
import random as _random
from hmac import compare_digest

SystemRandom = _random.SystemRandom
_sys = SystemRandom()
choice = _sys.choice
randbits = _sys.getrandbits


def randbelow(n):
    return _sys.randrange(n)


def token_bytes(nbytes=None):
    return os.urandom(32 if nbytes is None else nbytes)


def token_hex(nbytes=None):
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')
`;
