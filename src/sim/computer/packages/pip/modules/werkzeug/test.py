# A client that asks an application without a network.
import json as _json
from io import BytesIO
from urllib.parse import urlencode, urlsplit

from .datastructures import Headers
from .http import parse_cookie


def create_environ(path='/', base_url='http://localhost/', method='GET', query_string=None, headers=None, data=None, json=None, content_type=None, environ_base=None):
    parts = urlsplit(path)
    base = urlsplit(base_url)
    query = parts.query if query_string is None else query_string if isinstance(query_string, str) else urlencode(query_string, doseq=True)
    body = b''
    if json is not None:
        body, content_type = _json.dumps(json).encode(), content_type or 'application/json'
    elif isinstance(data, dict):
        files = {k: v for k, v in data.items() if isinstance(v, tuple)}
        if files:
            boundary = '---------------WerkzeugFormPart'
            for name, value in data.items():
                head, content = f'form-data; name="{name}"', value
                if isinstance(value, tuple):
                    content, filename = value[0].read(), value[1]
                    head += f'; filename="{filename}"'
                content = content.encode() if isinstance(content, str) else content if isinstance(content, bytes) else str(content).encode()
                body += f'--{boundary}\r\nContent-Disposition: {head}\r\n\r\n'.encode() + content + b'\r\n'
            body += f'--{boundary}--\r\n'.encode()
            content_type = f'multipart/form-data; boundary="{boundary}"'
        else:
            body, content_type = urlencode(data, doseq=True).encode(), content_type or 'application/x-www-form-urlencoded'
    elif data is not None:
        body = data.encode() if isinstance(data, str) else data
    host, _, port = base.netloc.partition(':')
    environ = {
        'REQUEST_METHOD': method.upper(), 'SCRIPT_NAME': base.path.rstrip('/'), 'PATH_INFO': parts.path or '/', 'QUERY_STRING': query, 'SERVER_NAME': host,
        'SERVER_PORT': port or '80', 'HTTP_HOST': base.netloc, 'SERVER_PROTOCOL': 'HTTP/1.1', 'wsgi.version': (1, 0), 'wsgi.url_scheme': base.scheme,
        'wsgi.input': BytesIO(body), 'wsgi.errors': None, 'wsgi.multithread': False, 'wsgi.multiprocess': False, 'wsgi.run_once': False,
    }
    if content_type:
        environ['CONTENT_TYPE'] = content_type
    if body:
        environ['CONTENT_LENGTH'] = str(len(body))
    for key, value in Headers(headers).items():
        name = key.upper().replace('-', '_')
        environ[name if name in ('CONTENT_TYPE', 'CONTENT_LENGTH') else f'HTTP_{name}'] = value
    environ.update(environ_base or {})
    return environ


class Client:
    def __init__(self, application, response_wrapper=None, use_cookies=True):
        self.application, self.response_wrapper, self._cookies = application, response_wrapper, {}
        self.environ_base = {'REMOTE_ADDR': '127.0.0.1', 'HTTP_USER_AGENT': 'Werkzeug'}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def set_cookie(self, key, value='', **kwargs):
        self._cookies[key] = value

    def delete_cookie(self, key, **kwargs):
        self._cookies.pop(key, None)

    def open(self, path='/', method='GET', follow_redirects=False, **kwargs):
        from .wrappers import Response, Request
        environ = create_environ(path, method=method, environ_base=self.environ_base, **kwargs)
        if self._cookies:
            environ['HTTP_COOKIE'] = '; '.join(f'{k}={v}' for k, v in self._cookies.items())
        started = []

        def start_response(status, headers, exc_info=None):
            started[:] = [status, headers]
        made = self.application(environ, start_response)
        body = b''.join(made)
        if hasattr(made, 'close'):
            made.close()
        response = (self.response_wrapper or Response)(body, started[0], started[1])
        response.request, response.history = Request(environ), ()
        for cookie in response.headers.getlist('Set-Cookie'):
            for name, value in list(parse_cookie(cookie).items())[:1]:
                if 'Max-Age=0' in cookie:
                    self._cookies.pop(name, None)
                else:
                    self._cookies[name] = value
        location = response.headers.get('Location')
        if follow_redirects and location and response.status_code in (301, 302, 303, 307, 308):
            parts = urlsplit(location)
            target = parts.path + (f'?{parts.query}' if parts.query else '')
            again = {} if response.status_code < 304 else kwargs
            followed = self.open(target, 'GET' if response.status_code < 304 else method, True, **again)
            followed.history = (response, *followed.history)
            return followed
        return response

    def get(self, *args, **kwargs):
        return self.open(*args, method='GET', **kwargs)

    def post(self, *args, **kwargs):
        return self.open(*args, method='POST', **kwargs)

    def put(self, *args, **kwargs):
        return self.open(*args, method='PUT', **kwargs)

    def patch(self, *args, **kwargs):
        return self.open(*args, method='PATCH', **kwargs)

    def delete(self, *args, **kwargs):
        return self.open(*args, method='DELETE', **kwargs)

    def head(self, *args, **kwargs):
        return self.open(*args, method='HEAD', **kwargs)

    def options(self, *args, **kwargs):
        return self.open(*args, method='OPTIONS', **kwargs)
