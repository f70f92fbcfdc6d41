# Requests and responses over WSGI.
import base64
import json as _json
from io import BytesIO
from urllib.parse import parse_qsl, quote

from .datastructures import Accept, Authorization, CombinedMultiDict, EnvironHeaders, FileStorage, Headers, ImmutableMultiDict, UserAgent
from .exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType
from .http import HTTP_STATUS_CODES, dump_cookie, http_date, parse_cookie, parse_options_header
from .utils import cached_property


def parse_multipart(data, boundary):
    """The fields and files of a body: two lists of pairs."""
    fields, files = [], []
    for part in data.split(b'--' + boundary.encode())[1:]:
        if part.startswith(b'--'):
            break
        head, _, content = part.lstrip(b'\r\n').partition(b'\r\n\r\n')
        content = content[:-2] if content.endswith(b'\r\n') else content
        headers = {}
        for line in head.decode().split('\r\n'):
            key, _, value = line.partition(':')
            headers[key.strip().lower()] = value.strip()
        _, options = parse_options_header(headers.get('content-disposition', ''))
        name = options.get('name')
        if 'filename' in options:
            files.append((name, FileStorage(BytesIO(content), options['filename'], name, headers.get('content-type'))))
        else:
            fields.append((name, content.decode()))
    return fields, files


class Request:
    max_content_length = None
    parameter_storage_class = ImmutableMultiDict

    def __init__(self, environ, populate_request=True, shallow=False):
        self.environ = environ
        self.method = environ.get('REQUEST_METHOD', 'GET').upper()
        self.scheme = environ.get('wsgi.url_scheme', 'http')
        self.path = '/' + environ.get('PATH_INFO', '').lstrip('/')
        self.root_path = environ.get('SCRIPT_NAME', '').rstrip('/')
        self.query_string = environ.get('QUERY_STRING', '').encode('latin-1')
        self.remote_addr = environ.get('REMOTE_ADDR')

    @cached_property
    def headers(self):
        return EnvironHeaders(self.environ)

    @cached_property
    def args(self):
        return ImmutableMultiDict(parse_qsl(self.query_string.decode(), keep_blank_values=True))

    @cached_property
    def content_length(self):
        value = self.environ.get('CONTENT_LENGTH', '')
        return int(value) if value.isdigit() else None

    @property
    def content_type(self):
        return self.environ.get('CONTENT_TYPE') or None

    @cached_property
    def _options(self):
        return parse_options_header(self.environ.get('CONTENT_TYPE', ''))

    @property
    def mimetype(self):
        return self._options[0].lower()

    @property
    def mimetype_params(self):
        return self._options[1]

    @property
    def is_json(self):
        return self.mimetype == 'application/json' or (self.mimetype.startswith('application/') and self.mimetype.endswith('+json'))

    @cached_property
    def _body(self):
        length = self.content_length
        if length is None:
            return self.environ['wsgi.input'].read() if self.environ.get('wsgi.input_terminated') else b''
        if self.max_content_length is not None and length > self.max_content_length:
            raise RequestEntityTooLarge()
        return self.environ['wsgi.input'].read(length)

    def get_data(self, cache=True, as_text=False, parse_form_data=False):
        return self._body.decode(errors='replace') if as_text else self._body

    @property
    def data(self):
        return b'' if self.mimetype in ('application/x-www-form-urlencoded', 'multipart/form-data') else self._body

    @property
    def stream(self):
        return BytesIO(self._body)

    @cached_property
    def _form(self):
        if self.mimetype == 'application/x-www-form-urlencoded':
            return parse_qsl(self._body.decode(errors='replace'), keep_blank_values=True), []
        if self.mimetype == 'multipart/form-data' and 'boundary' in self.mimetype_params:
            return parse_multipart(self._body, self.mimetype_params['boundary'])
        return [], []

    @cached_property
    def form(self):
        return ImmutableMultiDict(self._form[0])

    @cached_property
    def files(self):
        return ImmutableMultiDict(self._form[1])

    @cached_property
    def values(self):
        return CombinedMultiDict([self.args, self.form] if self.method in ('POST', 'PUT', 'PATCH', 'DELETE') else [self.args])

    @property
    def json(self):
        return self.get_json()

    def get_json(self, force=False, silent=False, cache=True):
        if not (force or self.is_json):
            return None if silent else self.on_json_loading_failed(None)
        try:
            return _json.loads(self._body)
        except ValueError as error:
            return None if silent else self.on_json_loading_failed(error)

    def on_json_loading_failed(self, error):
        if error is not None:
            raise BadRequest(f'Failed to decode JSON object: {error}')
        raise UnsupportedMediaType("Did not attempt to load JSON data because the request Content-Type was not 'application/json'.")

    @cached_property
    def cookies(self):
        return ImmutableMultiDict(parse_cookie(self.environ.get('HTTP_COOKIE')))

    @property
    def host(self):
        host = self.environ.get('HTTP_HOST')
        if host:
            return host[:-3] if self.scheme == 'http' and host.endswith(':80') else host
        port = self.environ.get('SERVER_PORT', '80')
        return self.environ.get('SERVER_NAME', 'localhost') + ('' if port == '80' else f':{port}')

    @property
    def full_path(self):
        return f'{self.path}?{self.query_string.decode()}'

    @property
    def host_url(self):
        return f'{self.scheme}://{self.host}/'

    @property
    def url_root(self):
        return f'{self.scheme}://{self.host}{self.root_path}/'

    root_url = url_root

    @property
    def base_url(self):
        return f"{self.scheme}://{self.host}{self.root_path}{quote(self.path, safe='!$&()*+,/:;=@%')}"

    @property
    def url(self):
        return self.base_url + (f'?{self.query_string.decode()}' if self.query_string else '')

    @property
    def access_route(self):
        forwarded = self.environ.get('HTTP_X_FORWARDED_FOR')
        return [part.strip() for part in forwarded.split(',')] if forwarded else [self.remote_addr]

    @property
    def is_secure(self):
        return self.scheme == 'https'

    @cached_property
    def user_agent(self):
        return UserAgent(self.environ.get('HTTP_USER_AGENT', ''))

    @property
    def referrer(self):
        return self.environ.get('HTTP_REFERER')

    @cached_property
    def accept_mimetypes(self):
        return Accept.parsed(self.environ.get('HTTP_ACCEPT'))

    @cached_property
    def accept_languages(self):
        return Accept.parsed(self.environ.get('HTTP_ACCEPT_LANGUAGE'))

    @cached_property
    def authorization(self):
        kind, _, rest = self.environ.get('HTTP_AUTHORIZATION', '').partition(' ')
        if kind.lower() == 'basic':
            try:
                name, _, password = base64.b64decode(rest).decode().partition(':')
            except ValueError:
                return None
            return Authorization('basic', {'username': name, 'password': password})
        return Authorization(kind.lower(), token=rest) if kind else None

    def __repr__(self):
        return f'<{type(self).__name__} {self.url!r} [{self.method}]>'


class Response:
    default_status = 200
    default_mimetype = 'text/plain'
    autocorrect_location_header = False

    def __init__(self, response=None, status=None, headers=None, mimetype=None, content_type=None, direct_passthrough=False):
        self.headers = headers if isinstance(headers, Headers) else Headers(headers)
        if content_type is None:
            if mimetype is None and 'content-type' not in self.headers:
                mimetype = self.default_mimetype
            if mimetype is not None:
                texts = mimetype.startswith('text/') or mimetype in ('application/xml', 'application/javascript', 'image/svg+xml') or mimetype.endswith('+xml')
                content_type = f'{mimetype}; charset=utf-8' if texts and 'charset' not in mimetype else mimetype
        if content_type is not None:
            self.headers['Content-Type'] = content_type
        self.status = self.default_status if status is None else status
        self.direct_passthrough = direct_passthrough
        self._on_close = []
        if response is None:
            self.response = []
        elif isinstance(response, (str, bytes, bytearray)):
            self.set_data(response)
        else:
            self.response = response

    @property
    def status_code(self):
        return self._status_code

    @status_code.setter
    def status_code(self, code):
        self.status = code

    @property
    def status(self):
        return self._status

    @status.setter
    def status(self, value):
        if isinstance(value, (int,)):
            code = int(value)
            text = f"{code} {HTTP_STATUS_CODES.get(code, 'UNKNOWN').upper()}"
        elif not isinstance(value, str):
            raise TypeError('Invalid status argument')
        else:
            first = value.split(None, 1)
            if not first:
                raise ValueError('Empty status argument')
            code = int(first[0]) if first[0].isdigit() else 0
            text = value if len(first) > 1 or not code else f"{code} {HTTP_STATUS_CODES.get(code, 'UNKNOWN').upper()}"
        self._status, self._status_code = text, code

    def set_data(self, value):
        value = value.encode() if isinstance(value, str) else bytes(value)
        self.response = [value]
        self.headers['Content-Length'] = str(len(value))

    def get_data(self, as_text=False):
        made = b''.join(self.iter_encoded())
        self.response = [made]
        return made.decode() if as_text else made

    data = property(get_data, set_data)

    @property
    def text(self):
        return self.get_data(as_text=True)

    @property
    def is_json(self):
        return 'json' in (self.mimetype or '')

    def get_json(self, force=False, silent=False):
        if not (force or self.is_json):
            return None
        return _json.loads(self.get_data())

    @property
    def json(self):
        return self.get_json()

    @property
    def mimetype(self):
        kind = self.headers.get('Content-Type')
        return kind.split(';')[0].strip() if kind else None

    @mimetype.setter
    def mimetype(self, value):
        self.headers['Content-Type'] = f'{value}; charset=utf-8' if value.startswith('text/') else value

    @property
    def content_type(self):
        return self.headers.get('Content-Type')

    @content_type.setter
    def content_type(self, value):
        self.headers['Content-Type'] = value

    @property
    def content_length(self):
        return self.headers.get('Content-Length', type=int)

    @property
    def location(self):
        return self.headers.get('Location')

    @location.setter
    def location(self, value):
        self.headers['Location'] = value

    @property
    def is_streamed(self):
        return not hasattr(self.response, '__len__')

    def iter_encoded(self):
        for part in self.response:
            yield part.encode() if isinstance(part, str) else part

    def set_cookie(self, key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite=None):
        self.headers.add('Set-Cookie', dump_cookie(key, value, max_age, expires, path, domain, secure, httponly, samesite))

    def delete_cookie(self, key, path='/', domain=None, secure=False, httponly=False, samesite=None):
        self.set_cookie(key, expires=0, max_age=0, path=path, domain=domain, secure=secure, httponly=httponly, samesite=samesite)

    def add_etag(self, overwrite=False):
        from .http import generate_etag
        if overwrite or 'etag' not in self.headers:
            self.set_etag(generate_etag(self.get_data()))

    def set_etag(self, etag, weak=False):
        self.headers['ETag'] = f'W/"{etag}"' if weak else f'"{etag}"'

    @property
    def last_modified(self):
        return self.headers.get('Last-Modified')

    @last_modified.setter
    def last_modified(self, value):
        self.headers['Last-Modified'] = http_date(value)

    @property
    def cache_control(self):
        return _CacheControl(self.headers)

    def call_on_close(self, func):
        self._on_close.append(func)
        return func

    def close(self):
        if hasattr(self.response, 'close'):
            self.response.close()
        for func in self._on_close:
            func()

    def get_wsgi_headers(self, environ):
        headers = Headers(self.headers)
        status = self._status_code
        if 100 <= status < 200 or status == 204:
            del headers['Content-Length']
        elif status == 304:
            for name in ('Content-Length', 'Content-Type', 'Content-Encoding'):
                del headers[name]
        elif 'content-length' not in headers and not self.is_streamed:
            headers['Content-Length'] = str(sum(len(part) for part in self.iter_encoded()))
        return headers

    def __call__(self, environ, start_response):
        start_response(self.status, self.get_wsgi_headers(environ).to_wsgi_list())
        if environ['REQUEST_METHOD'] == 'HEAD' or 100 <= self._status_code < 200 or self._status_code in (204, 304):
            self.close()
            return []
        return _Closing(self)

    @classmethod
    def force_type(cls, response, environ=None):
        if isinstance(response, cls):
            return response
        if isinstance(response, Response):
            made = cls(response.response, response.status, response.headers)
            return made
        status, headers, body = [], [], []

        def start_response(code, pairs, exc_info=None):
            status.append(code)
            headers.extend(pairs)
        body = b''.join(response(environ, start_response))
        return cls(body, status[0], headers)

    def __repr__(self):
        size = f'{sum(len(p) for p in self.iter_encoded())} bytes' if not self.is_streamed else 'streamed'
        return f'<{type(self).__name__} {size} [{self.status}]>'


class _Closing:
    def __init__(self, response):
        self.response = response

    def __iter__(self):
        return self.response.iter_encoded()

    def close(self):
        self.response.close()


class _CacheControl:
    """`no_store`, `max_age` and the like of a response's Cache-Control."""

    def __init__(self, headers):
        object.__setattr__(self, '_headers', headers)

    def _values(self):
        found = {}
        for part in self._headers.get('Cache-Control', '').split(','):
            name, _, value = part.strip().partition('=')
            if name:
                found[name] = value or True
        return found

    def __getattr__(self, name):
        return self._values().get(name.replace('_', '-'))

    def __setattr__(self, name, value):
        found = self._values()
        name = name.replace('_', '-')
        if value is None or value is False:
            found.pop(name, None)
        else:
            found[name] = value
        self._headers['Cache-Control'] = ', '.join(k if v is True else f'{k}={v}' for k, v in found.items())
