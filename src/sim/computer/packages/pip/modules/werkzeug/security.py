# Hashes of passwords.
import hashlib
import hmac
import secrets

_letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
DEFAULT_PBKDF2_ITERATIONS = 1_000_000


def gen_salt(length):
    return ''.join(secrets.choice(_letters) for _ in range(length))


def _hash(method, salt, password):
    kind, *args = method.split(':')
    if kind == 'scrypt':
        n, r, p = (int(a) for a in args) if args else (2 ** 15, 8, 1)
        made = hashlib.scrypt(password.encode(), salt=salt.encode(), n=n, r=r, p=p, maxmem=132 * n * r * p)
        return made.hex(), f'scrypt:{n}:{r}:{p}'
    if kind == 'pbkdf2':
        name = args[0] if args else 'sha256'
        rounds = int(args[1]) if len(args) > 1 else DEFAULT_PBKDF2_ITERATIONS
        return hashlib.pbkdf2_hmac(name, password.encode(), salt.encode(), rounds).hex(), f'pbkdf2:{name}:{rounds}'
    raise ValueError(f'Invalid hash method {kind!r}.')


def generate_password_hash(password, method='scrypt', salt_length=16):
    salt = gen_salt(salt_length)
    made, method = _hash(method, salt, password)
    return f'{method}${salt}${made}'


def check_password_hash(pwhash, password):
    try:
        method, salt, wanted = pwhash.split('$', 2)
    except ValueError:
        return False
    return hmac.compare_digest(_hash(method, salt, password)[0], wanted)
