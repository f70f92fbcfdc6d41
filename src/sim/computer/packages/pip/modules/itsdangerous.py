# Signed values.
import base64
import hashlib
import hmac
import json
import time

__version__ = '2.2.0'


class BadData(Exception):
    def __init__(self, message):
        super().__init__(message)
        self.message = message


class BadSignature(BadData):
    def __init__(self, message, payload=None):
        super().__init__(message)
        self.payload = payload


class BadTimeSignature(BadSignature):
    def __init__(self, message, payload=None, date_signed=None):
        super().__init__(message, payload)
        self.date_signed = date_signed


class SignatureExpired(BadTimeSignature):
    pass


def _bytes(value):
    return value.encode() if isinstance(value, str) else value


def base64_encode(value):
    return base64.urlsafe_b64encode(_bytes(value)).rstrip(b'=')


def base64_decode(value):
    value = _bytes(value)
    return base64.urlsafe_b64decode(value + b'=' * (-len(value) % 4))


class Signer:
    def __init__(self, secret_key, salt=b'itsdangerous.Signer', sep='.', key_derivation=None, digest_method=None, algorithm=None):
        self.secret_key, self.salt, self.sep = _bytes(secret_key), _bytes(salt), _bytes(sep)
        self.key_derivation, self.digest_method = key_derivation or 'django-concat', digest_method or hashlib.sha1

    def derive_key(self):
        if self.key_derivation == 'hmac':
            return hmac.new(self.secret_key, self.salt, self.digest_method).digest()
        if self.key_derivation == 'concat':
            return self.digest_method(self.salt + self.secret_key).digest()
        return self.digest_method(self.salt + b'signer' + self.secret_key).digest()

    def get_signature(self, value):
        return base64_encode(hmac.new(self.derive_key(), _bytes(value), self.digest_method).digest())

    def sign(self, value):
        value = _bytes(value)
        return value + self.sep + self.get_signature(value)

    def unsign(self, signed):
        signed = _bytes(signed)
        if self.sep not in signed:
            raise BadSignature(f'No {self.sep.decode()!r} found in value')
        value, signature = signed.rsplit(self.sep, 1)
        if not hmac.compare_digest(signature, self.get_signature(value)):
            raise BadSignature(f'Signature {signature.decode()!r} does not match', payload=value)
        return value

    def validate(self, signed):
        try:
            self.unsign(signed)
            return True
        except BadSignature:
            return False


class TimestampSigner(Signer):
    def sign(self, value):
        now = int(time.time())
        value = _bytes(value) + self.sep + base64_encode(now.to_bytes((now.bit_length() + 7) // 8, 'big'))
        return value + self.sep + self.get_signature(value)

    def unsign(self, signed, max_age=None, return_timestamp=False):
        value, stamp = super().unsign(signed).rsplit(self.sep, 1)
        then = int.from_bytes(base64_decode(stamp), 'big')
        age = int(time.time()) - then
        if max_age is not None and age > max_age:
            raise SignatureExpired(f'Signature age {age} > {max_age} seconds', payload=value)
        return (value, then) if return_timestamp else value


class Serializer:
    signer = Signer

    def __init__(self, secret_key, salt=b'itsdangerous', serializer=None, serializer_kwargs=None, signer=None, signer_kwargs=None):
        self.secret_key, self.salt, self.serializer = secret_key, salt, serializer or json
        self.signer_kwargs = signer_kwargs or {}

    def make_signer(self):
        return self.signer(self.secret_key, salt=self.salt, **self.signer_kwargs)

    def dump_payload(self, obj):
        return _bytes(self.serializer.dumps(obj))

    def load_payload(self, payload):
        return self.serializer.loads(payload)

    def dumps(self, obj):
        return self.make_signer().sign(self.dump_payload(obj)).decode()

    def loads(self, s, **kwargs):
        return self.load_payload(self.make_signer().unsign(s, **kwargs))


class _UrlSafe:
    def dump_payload(self, obj):
        return base64_encode(json.dumps(obj, separators=(',', ':')) if self.serializer is json else self.serializer.dumps(obj))

    def load_payload(self, payload):
        return self.serializer.loads(base64_decode(payload))


class URLSafeSerializer(_UrlSafe, Serializer):
    pass


class TimedSerializer(Serializer):
    signer = TimestampSigner


class URLSafeTimedSerializer(_UrlSafe, TimedSerializer):
    pass
