# Sessions in a signed cookie.
import hashlib
from datetime import datetime, timezone

from itsdangerous import BadSignature, URLSafeTimedSerializer


class SecureCookieSession(dict):
    new, modified, accessed = False, False, True

    @property
    def permanent(self):
        return self.get('_permanent', False)

    @permanent.setter
    def permanent(self, value):
        self['_permanent'] = bool(value)

    def __setitem__(self, key, value):
        self.modified = True
        super().__setitem__(key, value)

    def __delitem__(self, key):
        self.modified = True
        super().__delitem__(key)

    def pop(self, *args):
        self.modified = True
        return super().pop(*args)

    def clear(self):
        self.modified = True
        super().clear()

    def update(self, *args, **kwargs):
        self.modified = True
        super().update(*args, **kwargs)

    def setdefault(self, key, default=None):
        self.modified = True
        return super().setdefault(key, default)


class NullSession(SecureCookieSession):
    def _fail(self, *args, **kwargs):
        raise RuntimeError('The session is unavailable because no secret key was set.  Set the secret_key on the application to something unique and secret.')

    __setitem__ = __delitem__ = clear = pop = update = setdefault = _fail


class SecureCookieSessionInterface:
    salt = 'cookie-session'

    def make_null_session(self, app):
        return NullSession()

    def get_signing_serializer(self, app):
        if not app.secret_key:
            return None
        return URLSafeTimedSerializer(app.secret_key, salt=self.salt, signer_kwargs={'key_derivation': 'hmac', 'digest_method': hashlib.sha1})

    def open_session(self, app, request):
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        value = request.cookies.get(app.config['SESSION_COOKIE_NAME'])
        if not value:
            return SecureCookieSession()
        try:
            return SecureCookieSession(serializer.loads(value, max_age=int(app.permanent_session_lifetime.total_seconds())))
        except (BadSignature, ValueError):
            return SecureCookieSession()

    def save_session(self, app, session, response):
        if isinstance(session, NullSession):
            return
        name, config = app.config['SESSION_COOKIE_NAME'], app.config
        options = {'path': config['SESSION_COOKIE_PATH'] or config['APPLICATION_ROOT'], 'domain': config['SESSION_COOKIE_DOMAIN'], 'secure': config['SESSION_COOKIE_SECURE'], 'samesite': config['SESSION_COOKIE_SAMESITE'], 'httponly': config['SESSION_COOKIE_HTTPONLY']}
        if not session:
            if session.modified:
                response.delete_cookie(name, **options)
                response.headers.add('Vary', 'Cookie')
            return
        response.headers.add('Vary', 'Cookie')
        if session.modified or (session.permanent and config['SESSION_REFRESH_EACH_REQUEST']):
            expires = datetime.now(timezone.utc) + app.permanent_session_lifetime if session.permanent else None
            response.set_cookie(name, self.get_signing_serializer(app).dumps(dict(session)), expires=expires, **options)
