// `requests` in Python, over http.client: what programs ask of it. TLS is not simulated.
import type { ModuleFiles } from '../modules.ts';

const exceptions = String.raw`class RequestException(OSError):
    def __init__(self, *args, request=None, response=None):
        super().__init__(*args)
        self.request, self.response = request, response


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class ConnectTimeout(ConnectionError, Timeout):
    pass


class ReadTimeout(Timeout):
    pass


class TooManyRedirects(RequestException):
    pass


class InvalidURL(RequestException, ValueError):
    pass


class MissingSchema(RequestException, ValueError):
    pass


class InvalidSchema(RequestException, ValueError):
    pass


class JSONDecodeError(RequestException, ValueError):
    pass
`;

const init = String.raw`import base64
import datetime
import json as _json
import socket
import time
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin, urlsplit

from . import exceptions
from .exceptions import ConnectionError, ConnectTimeout, HTTPError, InvalidSchema, MissingSchema, ReadTimeout, RequestException, Timeout, TooManyRedirects

__version__ = '2.32.5'


class CaseInsensitiveDict(dict):
    def __init__(self, pairs=()):
        super().__init__()
        for key, value in pairs:
            self[key] = value

    def _own(self, key):
        for known in self:
            if known.lower() == key.lower():
                return known
        return key

    def __getitem__(self, key):
        return super().__getitem__(self._own(key))

    def __setitem__(self, key, value):
        super().__setitem__(self._own(key), value)

    def __contains__(self, key):
        return super().__contains__(self._own(key))

    def get(self, key, default=None):
        return super().get(self._own(key), default)


class codes:
    ok, created, no_content, bad_request, unauthorized, forbidden, not_found, internal_server_error = 200, 201, 204, 400, 401, 403, 404, 500


class Response:
    def __init__(self):
        self.status_code, self.reason, self.url, self.content, self.history = None, None, None, b'', []
        self.headers = CaseInsensitiveDict()
        self.encoding = None
        self.elapsed = datetime.timedelta(0)

    def __repr__(self):
        return f'<Response [{self.status_code}]>'

    def __bool__(self):
        return self.ok

    @property
    def ok(self):
        return self.status_code < 400

    @property
    def text(self):
        return self.content.decode(self.encoding or 'utf-8', 'replace')

    def json(self, **kwargs):
        try:
            return _json.loads(self.text, **kwargs)
        except ValueError as error:
            raise exceptions.JSONDecodeError(str(error)) from None

    def iter_content(self, chunk_size=1):
        for at in range(0, len(self.content), chunk_size or len(self.content) or 1):
            yield self.content[at:at + (chunk_size or len(self.content))]

    def iter_lines(self):
        yield from self.content.splitlines()

    def raise_for_status(self):
        if 400 <= self.status_code < 500:
            raise HTTPError(f'{self.status_code} Client Error: {self.reason} for url: {self.url}', response=self)
        if 500 <= self.status_code < 600:
            raise HTTPError(f'{self.status_code} Server Error: {self.reason} for url: {self.url}', response=self)

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


def _send(method, url, params, data, json, headers, timeout, auth):
    parts = urlsplit(url)
    if not parts.scheme:
        raise MissingSchema(f'Invalid URL {url!r}: No scheme supplied. Perhaps you meant https://{url}?')
    if parts.scheme == 'https':
        raise ConnectionError('not simulated: TLS')
    if parts.scheme != 'http':
        raise InvalidSchema(f'No connection adapters were found for {url!r}')
    if params:
        query = params if isinstance(params, str) else urlencode(params, doseq=True)
        url += ('&' if parts.query else '?') + query
        parts = urlsplit(url)
    target = (parts.path or '/') + (f'?{parts.query}' if parts.query else '')
    url = f'{parts.scheme}://{parts.netloc}{target}'
    sent = CaseInsensitiveDict([('User-Agent', f'python-requests/{__version__}'), ('Accept-Encoding', 'identity'), ('Accept', '*/*'), ('Connection', 'close')])
    body = None
    if json is not None:
        body = _json.dumps(json).encode()
        sent['Content-Type'] = 'application/json'
    elif isinstance(data, dict):
        body = urlencode(data, doseq=True).encode()
        sent['Content-Type'] = 'application/x-www-form-urlencoded'
    elif data is not None:
        body = data.encode() if isinstance(data, str) else data
    if auth:
        sent['Authorization'] = 'Basic ' + base64.b64encode(f'{auth[0]}:{auth[1]}'.encode()).decode()
    for key, value in (headers or {}).items():
        sent[key] = value
    wait = timeout[0] if isinstance(timeout, tuple) else timeout
    connection = HTTPConnection(parts.hostname, parts.port or 80, timeout=wait)
    pool = f"HTTPConnectionPool(host='{parts.hostname}', port={parts.port or 80})"
    start = time.monotonic()
    try:
        connection.connect()
    except socket.gaierror as error:
        raise ConnectionError(f'{pool}: Max retries exceeded with url: {target} (Caused by NameResolutionError("{connection!r}: Failed to resolve \'{parts.hostname}\' ({error})"))') from None
    except TimeoutError:
        raise ConnectTimeout(f'{pool}: Max retries exceeded with url: {target} (Caused by ConnectTimeoutError({connection!r}, \'Connection to {parts.hostname} timed out. (connect timeout={wait})\'))') from None
    except OSError as error:
        raise ConnectionError(f"{pool}: Max retries exceeded with url: {target} (Caused by NewConnectionError('{connection!r}: Failed to establish a new connection: {error}'))") from None
    try:
        connection.request(method, target, body, sent)
        answer = connection.getresponse()
        made = Response()
        made.content = answer.read()
    except TimeoutError:
        raise ReadTimeout(f'{pool}: Read timed out. (read timeout={wait})') from None
    except OSError as error:
        raise ConnectionError(f"('Connection aborted.', {error!r})") from None
    made.status_code, made.reason, made.url = answer.status, answer.reason, url
    made.headers = CaseInsensitiveDict(answer.headers.items())
    made.encoding = answer.headers.get_content_charset()
    made.elapsed = datetime.timedelta(seconds=time.monotonic() - start)
    return made


class Session:
    def __init__(self):
        self.headers = CaseInsensitiveDict()
        self.params, self.auth, self.cookies = {}, None, {}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def close(self):
        pass

    def mount(self, prefix, adapter):
        pass

    def request(self, method, url, params=None, data=None, headers=None, cookies=None, files=None, auth=None, timeout=None, allow_redirects=True, proxies=None,
                hooks=None, stream=None, verify=None, cert=None, json=None):
        if files is not None:
            raise NotImplementedError('not simulated: files of a request')
        all_headers = {**self.headers, **(headers or {})}
        jar = {**self.cookies, **(cookies or {})}
        if jar:
            all_headers['Cookie'] = '; '.join(f'{key}={value}' for key, value in jar.items())
        history = []
        method = method.upper()
        params = {**self.params, **(params or {})} if not isinstance(params, str) else params
        while True:
            made = _send(method, url, params, data, json, all_headers, timeout, auth or self.auth)
            cookie = made.headers.get('Set-Cookie')
            if cookie:
                key, _, value = cookie.split(';')[0].partition('=')
                self.cookies[key] = value
            target = made.headers.get('Location')
            if not allow_redirects or made.status_code not in (301, 302, 303, 307, 308) or target is None:
                made.history = history
                return made
            history.append(made)
            if len(history) > 30:
                raise TooManyRedirects('Exceeded 30 redirects.')
            url, params = urljoin(made.url, target), None
            if made.status_code not in (307, 308) and method != 'HEAD':
                method, data, json = 'GET', None, None

    def get(self, url, **kwargs):
        return self.request('GET', url, **kwargs)

    def options(self, url, **kwargs):
        return self.request('OPTIONS', url, **kwargs)

    def head(self, url, **kwargs):
        kwargs.setdefault('allow_redirects', False)
        return self.request('HEAD', url, **kwargs)

    def post(self, url, data=None, json=None, **kwargs):
        return self.request('POST', url, data=data, json=json, **kwargs)

    def put(self, url, data=None, **kwargs):
        return self.request('PUT', url, data=data, **kwargs)

    def patch(self, url, data=None, **kwargs):
        return self.request('PATCH', url, data=data, **kwargs)

    def delete(self, url, **kwargs):
        return self.request('DELETE', url, **kwargs)


def session():
    return Session()


def request(method, url, **kwargs):
    return Session().request(method, url, **kwargs)


def get(url, params=None, **kwargs):
    return request('GET', url, params=params, **kwargs)


def options(url, **kwargs):
    return request('OPTIONS', url, **kwargs)


def head(url, **kwargs):
    return Session().head(url, **kwargs)


def post(url, data=None, json=None, **kwargs):
    return request('POST', url, data=data, json=json, **kwargs)


def put(url, data=None, **kwargs):
    return request('PUT', url, data=data, **kwargs)


def patch(url, data=None, **kwargs):
    return request('PATCH', url, data=data, **kwargs)


def delete(url, **kwargs):
    return request('DELETE', url, **kwargs)
`;

/** The package's files. */
export const files: ModuleFiles = { 'requests/__init__.py': init, 'requests/exceptions.py': exceptions };
