// `http.server` in Python: a web server.

/** Its source. */
export const source = String.raw`import datetime
import html
import io
import mimetypes
import os
import posixpath
import shutil
import socket
import socketserver
import sys
import time
import urllib.parse
from http import HTTPStatus
from http.client import parse_headers

__version__ = '0.6'
DEFAULT_ERROR_MESSAGE = """\
<!DOCTYPE HTML>
<html lang="en">
    <head>
        <meta charset="utf-8">
        <title>Error response</title>
    </head>
    <body>
        <h1>Error response</h1>
        <p>Error code: %(code)d</p>
        <p>Message: %(message)s.</p>
        <p>Error code explanation: %(code)s - %(explain)s.</p>
    </body>
</html>
"""
_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_MONTHS = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']


class HTTPServer(socketserver.TCPServer):
    allow_reuse_address = 1

    def server_bind(self):
        super().server_bind()
        host, port = self.server_address[:2]
        self.server_name, self.server_port = socket.getfqdn(host), port

    def server_activate(self):
        super().server_activate()
        self.server_port = self.server_address[1]


class ThreadingHTTPServer(socketserver.ThreadingMixIn, HTTPServer):
    daemon_threads = True


class BaseHTTPRequestHandler(socketserver.StreamRequestHandler):
    sys_version = 'Python/' + sys.version.split()[0]
    server_version = 'BaseHTTP/' + __version__
    error_message_format = DEFAULT_ERROR_MESSAGE
    error_content_type = 'text/html;charset=utf-8'
    default_request_version = 'HTTP/0.9'
    protocol_version = 'HTTP/1.0'
    responses = {s: (s.phrase, s.description) for s in HTTPStatus}
    weekdayname = _DAYS
    monthname = _MONTHS

    def parse_request(self):
        self.command = None
        self.request_version = self.default_request_version
        self.close_connection = True
        self.requestline = str(self.raw_requestline, 'iso-8859-1').rstrip('\r\n')
        words = self.requestline.split()
        if not words:
            return False
        if len(words) >= 3:
            version = words[-1]
            if not version.startswith('HTTP/'):
                self.send_error(HTTPStatus.BAD_REQUEST, f'Bad request version ({version!r})')
                return False
            if version >= 'HTTP/1.1' and self.protocol_version >= 'HTTP/1.1':
                self.close_connection = False
            self.request_version = version
        if not 2 <= len(words) <= 3:
            self.send_error(HTTPStatus.BAD_REQUEST, f'Bad request syntax ({self.requestline!r})')
            return False
        self.command, self.path = words[:2]
        if self.path.startswith('//'):
            self.path = '/' + self.path.lstrip('/')
        self.headers = parse_headers(self.rfile)
        kind = (self.headers.get('Connection') or '').lower()
        if kind == 'close':
            self.close_connection = True
        elif kind == 'keep-alive' and self.protocol_version >= 'HTTP/1.1':
            self.close_connection = False
        return True

    def handle_one_request(self):
        try:
            self.raw_requestline = self.rfile.readline(65537)
            if not self.raw_requestline:
                self.close_connection = True
                return
            if not self.parse_request():
                return
            method = getattr(self, 'do_' + self.command, None)
            if method is None:
                self.send_error(HTTPStatus.NOT_IMPLEMENTED, f'Unsupported method ({self.command!r})')
                return
            method()
            self.wfile.flush()
        except TimeoutError as e:
            self.log_error('Request timed out: %r', e)
            self.close_connection = True

    def handle(self):
        self.close_connection = True
        self.handle_one_request()
        while not self.close_connection:
            self.handle_one_request()

    def send_error(self, code, message=None, explain=None):
        try:
            short, long = self.responses[code]
        except KeyError:
            short, long = '???', '???'
        message = short if message is None else message
        explain = long if explain is None else explain
        self.log_error('code %d, message %s', code, message)
        self.send_response(code, message)
        self.send_header('Connection', 'close')
        body = None
        if code >= 200 and code not in (204, 205, 304):
            body = (self.error_message_format % {'code': code, 'message': html.escape(message, quote=False), 'explain': html.escape(explain, quote=False)}).encode('UTF-8', 'replace')
            self.send_header('Content-Type', self.error_content_type)
            self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        if self.command != 'HEAD' and body:
            self.wfile.write(body)

    def send_response(self, code, message=None):
        self.log_request(code)
        self.send_response_only(code, message)
        self.send_header('Server', self.version_string())
        self.send_header('Date', self.date_time_string())

    def send_response_only(self, code, message=None):
        if self.request_version == 'HTTP/0.9':
            return
        if message is None:
            message = self.responses[code][0] if code in self.responses else ''
        self._headers_buffer = [('%s %d %s\r\n' % (self.protocol_version, code, message)).encode('latin-1')]

    def send_header(self, keyword, value):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer.append(f'{keyword}: {value}\r\n'.encode('latin-1'))
        if keyword.lower() == 'connection':
            self.close_connection = value.lower() != 'keep-alive'

    def end_headers(self):
        if self.request_version != 'HTTP/0.9':
            self._headers_buffer.append(b'\r\n')
            self.flush_headers()

    def flush_headers(self):
        self.wfile.write(b''.join(self._headers_buffer))
        self._headers_buffer = []

    def log_request(self, code='-', size='-'):
        if isinstance(code, HTTPStatus):
            code = code.value
        self.log_message('"%s" %s %s', self.requestline, str(code), str(size))

    def log_error(self, format, *args):
        self.log_message(format, *args)

    def log_message(self, format, *args):
        sys.stderr.write('%s - - [%s] %s\n' % (self.address_string(), self.log_date_time_string(), format % args))

    def version_string(self):
        return self.server_version + ' ' + self.sys_version

    def date_time_string(self, timestamp=None):
        year, month, day, hh, mm, ss, wd = time.gmtime(timestamp)[:7]
        return '%s, %02d %3s %4d %02d:%02d:%02d GMT' % (_DAYS[wd], day, _MONTHS[month], year, hh, mm, ss)

    def log_date_time_string(self):
        year, month, day, hh, mm, ss = time.localtime()[:6]
        return '%02d/%3s/%04d %02d:%02d:%02d' % (day, _MONTHS[month], year, hh, mm, ss)

    def address_string(self):
        return self.client_address[0]


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    server_version = 'SimpleHTTP/' + __version__
    index_pages = ['index.html', 'index.htm']
    extensions_map = {'.gz': 'application/gzip', '.Z': 'application/octet-stream', '.bz2': 'application/x-bzip2', '.xz': 'application/x-xz'}

    def __init__(self, *args, directory=None, **kwargs):
        self.directory = os.fspath(directory or os.getcwd())
        super().__init__(*args, **kwargs)

    def do_GET(self):
        f = self.send_head()
        if f:
            try:
                self.wfile.write(f.read())
            finally:
                f.close()

    def do_HEAD(self):
        f = self.send_head()
        if f:
            f.close()

    def send_head(self):
        path = self.translate_path(self.path)
        if os.path.isdir(path):
            parts = urllib.parse.urlsplit(self.path)
            if not parts.path.endswith('/'):
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header('Location', parts.path + '/' + ('?' + parts.query if parts.query else ''))
                self.send_header('Content-Length', '0')
                self.end_headers()
                return None
            for index in self.index_pages:
                if os.path.isfile(os.path.join(path, index)):
                    path = os.path.join(path, index)
                    break
            else:
                return self.list_directory(path)
        ctype = self.guess_type(path)
        if path.endswith('/'):
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        try:
            f = open(path, 'rb')
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'File not found')
            return None
        info = os.stat(path)
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', ctype)
        self.send_header('Content-Length', str(info.st_size))
        self.send_header('Last-Modified', self.date_time_string(info.st_mtime))
        self.end_headers()
        return f

    def list_directory(self, path):
        try:
            names = os.listdir(path)
        except OSError:
            self.send_error(HTTPStatus.NOT_FOUND, 'No permission to list directory')
            return None
        names.sort(key=lambda a: a.lower())
        title = f'Directory listing for {html.escape(urllib.parse.unquote(self.path), quote=False)}'
        r = ['<!DOCTYPE HTML>', '<html lang="en">', '<head>', '<meta charset="utf-8">', f'<title>{title}</title>\n</head>', f'<body>\n<h1>{title}</h1>', '<hr>\n<ul>']
        for name in names:
            full = os.path.join(path, name)
            display = link = name
            if os.path.isdir(full):
                display = link = name + '/'
            if os.path.islink(full):
                display = name + '@'
            r.append('<li><a href="%s">%s</a></li>' % (urllib.parse.quote(link), html.escape(display, quote=False)))
        r.append('</ul>\n<hr>\n</body>\n</html>\n')
        encoded = '\n'.join(r).encode()
        self.send_response(HTTPStatus.OK)
        self.send_header('Content-type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(encoded)))
        self.end_headers()
        return io.BytesIO(encoded)

    def translate_path(self, path):
        path = path.split('?', 1)[0].split('#', 1)[0]
        trailing = path.rstrip().endswith('/')
        path = posixpath.normpath(urllib.parse.unquote(path))
        result = self.directory
        for word in filter(None, path.split('/')):
            if word in (os.curdir, os.pardir):
                continue
            result = os.path.join(result, word)
        return result + '/' if trailing and result != '/' else result

    def guess_type(self, path):
        ext = posixpath.splitext(path)[1]
        if ext in self.extensions_map:
            return self.extensions_map[ext]
        return mimetypes.guess_type(path)[0] or 'application/octet-stream'


def test(HandlerClass=BaseHTTPRequestHandler, ServerClass=ThreadingHTTPServer, protocol='HTTP/1.0', port=8000, bind=None):
    HandlerClass.protocol_version = protocol
    with ServerClass((bind or '', port), HandlerClass) as httpd:
        host, port = httpd.socket.getsockname()[:2]
        print(f'Serving HTTP on {host} port {port} (http://{host}:{port}/) ...')
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            print('\nKeyboard interrupt received, exiting.')
            sys.exit(0)


if __name__ == '__main__':
    import argparse
    parser = argparse.ArgumentParser(prog='server.py')
    parser.add_argument('-b', '--bind', metavar='ADDRESS', help='bind to this address (default: all interfaces)')
    parser.add_argument('-d', '--directory', default=os.getcwd(), help='serve this directory (default: current directory)')
    parser.add_argument('-p', '--protocol', metavar='VERSION', default='HTTP/1.0', help='conform to this HTTP version (default: %(default)s)')
    parser.add_argument('port', default=8000, type=int, nargs='?', help='bind to this port (default: %(default)s)')
    args = parser.parse_args()

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *a, **kw):
            super().__init__(*a, directory=args.directory, **kw)

    test(Handler, port=args.port, bind=args.bind, protocol=args.protocol)
`;
