// `http.client` in Python: requests over HTTP.

/** Its source. */
export const source = String.raw`import io
import socket
from http import HTTPStatus

HTTP_PORT, HTTPS_PORT = 80, 443
responses = {int(s): s.phrase for s in HTTPStatus}


class HTTPException(Exception):
    pass


class RemoteDisconnected(ConnectionResetError, HTTPException):
    pass


class BadStatusLine(HTTPException):
    pass


class IncompleteRead(HTTPException):
    pass


class HTTPMessage:
    def __init__(self, pairs=()):
        self._pairs = list(pairs)

    def __getitem__(self, name):
        return self.get(name)

    def get(self, name, default=None):
        for key, value in self._pairs:
            if key.lower() == name.lower():
                return value
        return default

    def get_all(self, name, failobj=None):
        return [v for k, v in self._pairs if k.lower() == name.lower()] or failobj

    def __setitem__(self, name, value):
        self._pairs.append((name, value))

    def __delitem__(self, name):
        self._pairs = [(k, v) for k, v in self._pairs if k.lower() != name.lower()]

    def __contains__(self, name):
        return self.get(name) is not None

    def __iter__(self):
        return iter([k for k, _ in self._pairs])

    def __len__(self):
        return len(self._pairs)

    def keys(self):
        return [k for k, _ in self._pairs]

    def values(self):
        return [v for _, v in self._pairs]

    def items(self):
        return list(self._pairs)

    def get_content_type(self):
        return (self.get('content-type') or 'text/plain').split(';')[0].strip().lower()

    def get_content_charset(self, failobj=None):
        for part in (self.get('content-type') or '').split(';')[1:]:
            key, _, value = part.strip().partition('=')
            if key.lower() == 'charset':
                return value.strip('"').lower()
        return failobj

    def __str__(self):
        return ''.join(f'{k}: {v}\n' for k, v in self._pairs) + '\n'

    as_string = __str__


def parse_headers(fp):
    pairs = []
    while True:
        line = fp.readline(65537)
        if line in (b'\r\n', b'\n', b''):
            return HTTPMessage(pairs)
        name, _, value = line.decode('latin-1').partition(':')
        pairs.append((name, value.strip()))


class HTTPResponse(io.IOBase):
    def __init__(self, sock, method=None, url=None):
        self.fp = sock.makefile('rb')
        self._sock, self._method, self.url = sock, method, url
        self.chunked, self._left = False, None

    def begin(self):
        while True:
            line = self.fp.readline().decode('latin-1')
            if not line:
                raise RemoteDisconnected('Remote end closed connection without response')
            version, _, rest = line.strip().partition(' ')
            code, _, self.reason = rest.partition(' ')
            if not version.startswith('HTTP/'):
                raise BadStatusLine(line)
            self.status = self.code = int(code)
            self.version = 11 if version == 'HTTP/1.1' else 10
            self.headers = self.msg = parse_headers(self.fp)
            if self.status != 100:
                break
        self.chunked = (self.headers.get('transfer-encoding') or '').lower() == 'chunked'
        length = self.headers.get('content-length')
        self.length = self._left = int(length) if length is not None and not self.chunked else None
        if self.status in (204, 304) or self._method == 'HEAD':
            self._left = 0
        self._body = None

    def _whole(self):
        parts = []
        while True:
            size = int(self.fp.readline().split(b';')[0] or b'0', 16)
            if size == 0:
                while self.fp.readline() not in (b'\r\n', b'\n', b''):
                    pass
                return b''.join(parts)
            parts.append(self.fp.read(size))
            self.fp.readline()

    def read(self, amt=None):
        if self.chunked:
            if self._body is None:
                self._body = self._whole()
            data = self._body if amt is None else self._body[:amt]
            self._body = self._body[len(data):]
            return data
        if self._left is None:
            return self.fp.read() if amt is None else self.fp.read(amt)
        data = self.fp.read(self._left if amt is None else min(amt, self._left))
        self._left -= len(data)
        return data

    def readline(self, limit=-1):
        line = self.fp.readline() if self._left is None else self.fp.readline(self._left)
        if self._left is not None:
            self._left -= len(line)
        return line

    def getheader(self, name, default=None):
        return self.headers.get(name, default)

    def getheaders(self):
        return self.headers.items()

    def info(self):
        return self.headers

    def geturl(self):
        return self.url

    def getcode(self):
        return self.status

    def readable(self):
        return True

    def close(self):
        self.closed = True
        self.fp.close()


class HTTPConnection:
    default_port = HTTP_PORT

    def __init__(self, host, port=None, timeout=None, source_address=None, blocksize=8192, **kwargs):
        if port is None:
            host, _, text = host.partition(':')
            port = int(text) if text else self.default_port
        self.host, self.port, self.timeout, self.sock = host, port, timeout, None

    def connect(self):
        self.sock = socket.create_connection((self.host, self.port), self.timeout if isinstance(self.timeout, (int, float)) else None)

    def request(self, method, url, body=None, headers={}, *, encode_chunked=False):
        if self.sock is None:
            self.connect()
        names = {k.lower() for k in headers}
        lines = [f'{method} {url} HTTP/1.1']
        if 'host' not in names:
            lines.append(f'Host: {self.host}' + (f':{self.port}' if self.port != self.default_port else ''))
        if 'accept-encoding' not in names:
            lines.append('Accept-Encoding: identity')
        if isinstance(body, str):
            body = body.encode('iso-8859-1')
        elif hasattr(body, 'read'):
            body = body.read()
        if 'content-length' not in names and (body is not None or method in ('POST', 'PUT', 'PATCH')):
            lines.append(f'Content-Length: {len(body or b"")}')
        lines.extend(f'{k}: {v}' for k, v in headers.items())
        self.sock.sendall('\r\n'.join(lines).encode('latin-1') + b'\r\n\r\n' + (body or b''))
        self._method = method

    def getresponse(self):
        response = HTTPResponse(self.sock, self._method)
        response.begin()
        if response.headers.get('connection', '').lower() == 'close' or response.version == 10:
            self.sock = None
        return response

    def close(self):
        if self.sock is not None:
            self.sock.close()
            self.sock = None


class HTTPSConnection(HTTPConnection):
    default_port = HTTPS_PORT

    def connect(self):
        raise OSError('not simulated: TLS')
`;
