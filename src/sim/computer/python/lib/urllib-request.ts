// `urllib.request` in Python: fetching addresses.

/** Its source. */
export const source = String.raw`import sys
from http.client import HTTPConnection, HTTPException
from urllib.error import URLError, HTTPError
from urllib.parse import urlsplit, urljoin, quote, unquote


class Request:
    def __init__(self, url, data=None, headers={}, origin_req_host=None, unverifiable=False, method=None):
        self.full_url, self.data, self.method = url, data, method
        self.headers = {}
        for key, value in headers.items():
            self.add_header(key, value)
        parts = urlsplit(url)
        if not parts.scheme:
            raise ValueError(f'unknown url type: {url!r}')
        self.type, self.host, self.selector = parts.scheme, parts.netloc, (parts.path or '/') + (f'?{parts.query}' if parts.query else '')

    def add_header(self, key, val):
        self.headers[key.capitalize()] = val

    def has_header(self, name):
        return name in self.headers

    def get_header(self, name, default=None):
        return self.headers.get(name, default)

    def get_method(self):
        return self.method or ('POST' if self.data is not None else 'GET')

    def get_full_url(self):
        return self.full_url


def urlopen(url, data=None, timeout=None, *, context=None, **kwargs):
    request = url if isinstance(url, Request) else Request(url, data)
    for _ in range(10):
        if request.type == 'file':
            return open(unquote(request.selector), 'rb')
        if request.type == 'https':
            raise URLError('not simulated: TLS')
        if request.type != 'http':
            raise URLError(f'unknown url type: {request.type}')
        headers = {'User-Agent': f'Python-urllib/{sys.version_info[0]}.{sys.version_info[1]}', 'Connection': 'close'}
        if request.data is not None:
            if isinstance(request.data, str):
                raise TypeError('POST data should be bytes, an iterable of bytes, or a file object. It cannot be of type str.')
            headers['Content-Type'] = 'application/x-www-form-urlencoded'
        headers.update({'-'.join(p.capitalize() for p in k.split('-')): v for k, v in request.headers.items()})
        connection = HTTPConnection(request.host, timeout=timeout)
        try:
            connection.request(request.get_method(), request.selector, request.data, headers)
        except OSError as err:
            raise URLError(err)
        response = connection.getresponse()
        response.url = request.full_url
        if response.status in (301, 302, 303, 307, 308) and request.get_method() in ('GET', 'HEAD', 'POST'):
            target = response.headers.get('location')
            if target:
                keep = response.status in (307, 308)
                request = Request(urljoin(request.full_url, target), request.data if keep else None, request.headers if keep else {})
                continue
        if not 200 <= response.status < 300:
            raise HTTPError(request.full_url, response.status, response.reason, response.headers, response)
        return response
    raise URLError('too many redirects')


def urlretrieve(url, filename=None, reporthook=None, data=None):
    import tempfile
    filename = filename or tempfile.mktemp()
    with urlopen(url, data) as response:
        with open(filename, 'wb') as f:
            f.write(response.read())
        return filename, response.headers


class _Opener:
    addheaders = []

    def open(self, url, data=None, timeout=None):
        return urlopen(url, data, timeout)


def build_opener(*handlers):
    return _Opener()


def install_opener(opener):
    pass


def pathname2url(path):
    return quote(path)


def url2pathname(path):
    return unquote(path)
`;
