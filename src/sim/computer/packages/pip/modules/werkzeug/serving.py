# The development server: a thread a request, lines in colours, and a new start when a file has changed.
import errno
import io
import logging
import os
import socket
import socketserver
import subprocess
import sys
import threading
import time
import traceback
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import unquote, urlsplit

from .exceptions import InternalServerError

_logger = None
_codes = {'bold': 1, 'red': 31, 'green': 32, 'yellow': 33, 'magenta': 35, 'cyan': 36}


def _log(type, message, *args):
    global _logger
    if _logger is None:
        _logger = logging.getLogger('werkzeug')
        if _logger.level == logging.NOTSET:
            _logger.setLevel(logging.INFO)
        if not _logger.hasHandlers():
            _logger.addHandler(logging.StreamHandler())
    getattr(_logger, type)(message.rstrip(), *args)


def _ansi_style(value, *styles):
    for style in styles:
        value = f'\x1b[{_codes[style]}m{value}'
    return f'{value}\x1b[0m'


class _Chunked:
    """The body of a request that comes in chunks."""

    def __init__(self, rfile):
        self._rfile, self._body = rfile, None

    def read(self, size=-1):
        if self._body is None:
            parts = []
            while True:
                length = int(self._rfile.readline().split(b';')[0], 16)
                if length:
                    parts.append(self._rfile.read(length))
                self._rfile.readline()
                if not length:
                    break
            self._body = io.BytesIO(b''.join(parts))
        return self._body.read(size)


class WSGIRequestHandler(BaseHTTPRequestHandler):
    @property
    def server_version(self):
        return self.server._server_version

    def make_environ(self):
        parts = urlsplit(self.path)
        path = unquote(parts.path if parts.scheme or not parts.netloc else f'/{parts.netloc}{parts.path}')
        environ = {
            'wsgi.version': (1, 0), 'wsgi.url_scheme': 'http', 'wsgi.input': self.rfile, 'wsgi.errors': sys.stderr,
            'wsgi.multithread': self.server.multithread, 'wsgi.multiprocess': False, 'wsgi.run_once': False,
            'SERVER_SOFTWARE': self.server_version, 'REQUEST_METHOD': self.command, 'SCRIPT_NAME': '', 'PATH_INFO': path,
            'QUERY_STRING': parts.query, 'REQUEST_URI': self.path, 'RAW_URI': self.path, 'REMOTE_ADDR': self.client_address[0],
            'REMOTE_PORT': self.client_address[1], 'SERVER_NAME': self.server.server_address[0],
            'SERVER_PORT': str(self.server.server_address[1]), 'SERVER_PROTOCOL': self.request_version,
        }
        for key, value in self.headers.items():
            if '_' in key:
                continue
            key = key.upper().replace('-', '_')
            if key not in ('CONTENT_TYPE', 'CONTENT_LENGTH'):
                key = f'HTTP_{key}'
                if key in environ:
                    value = f'{environ[key]},{value}'
            environ[key] = value
        if 'chunked' in environ.get('HTTP_TRANSFER_ENCODING', '').lower():
            environ['wsgi.input_terminated'] = True
            environ['wsgi.input'] = _Chunked(self.rfile)
        return environ

    def run_wsgi(self):
        if self.headers.get('Expect', '').lower().strip() == '100-continue':
            self.wfile.write(b'HTTP/1.1 100 Continue\r\n\r\n')
        self.environ = environ = self.make_environ()
        state = {'set': None, 'sent': None, 'chunked': False}

        def write(data):
            assert state['set'] is not None, 'write() before start_response'
            if state['sent'] is None:
                status, headers = state['sent'] = state['set']
                code, _, message = status.partition(' ')
                code = int(code)
                self.send_response(code, message)
                names = set()
                for key, value in headers:
                    self.send_header(key, value)
                    names.add(key.lower())
                if not ('content-length' in names or environ['REQUEST_METHOD'] == 'HEAD' or code < 200 or code in (204, 304)) and self.protocol_version >= 'HTTP/1.1':
                    state['chunked'] = True
                    self.send_header('Transfer-Encoding', 'chunked')
                self.send_header('Connection', 'close')
                self.end_headers()
            assert isinstance(data, bytes), 'applications must write bytes'
            if data:
                self.wfile.write(b'%x\r\n%s\r\n' % (len(data), data) if state['chunked'] else data)

        def start_response(status, headers, exc_info=None):
            if state['set'] and not exc_info:
                raise AssertionError('Headers already set')
            state['set'] = status, headers
            return write

        def execute(app):
            made = app(environ, start_response)
            try:
                for data in made:
                    write(data)
                if not state['sent']:
                    write(b'')
                if state['chunked']:
                    self.wfile.write(b'0\r\n\r\n')
            finally:
                if hasattr(made, 'close'):
                    made.close()

        try:
            execute(self.server.app)
        except (ConnectionError, TimeoutError):
            pass
        except Exception:
            text = traceback.format_exc()
            if state['sent'] is None:
                state['set'] = None
                execute(InternalServerError())
            self.server.log('error', f'Error on request:\n{text}')

    def handle(self):
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            pass

    def __getattr__(self, name):
        if name.startswith('do_'):
            return self.run_wsgi
        raise AttributeError(name)

    def log_request(self, code='-', size='-'):
        path = getattr(self, 'path', None)
        message = self.requestline if path is None else f'{self.command} {unquote(path)} {self.request_version}'
        message = ''.join(c if ' ' <= c < '\x7f' or c > '\xa0' else f'\\x{ord(c):02x}' for c in message)
        code = str(int(code)) if not isinstance(code, str) else code
        if code[0] == '1':
            message = _ansi_style(message, 'bold')
        elif code == '304':
            message = _ansi_style(message, 'cyan')
        elif code[0] == '3':
            message = _ansi_style(message, 'green')
        elif code == '404':
            message = _ansi_style(message, 'yellow')
        elif code[0] == '4':
            message = _ansi_style(message, 'bold', 'red')
        elif code != '200':
            message = _ansi_style(message, 'bold', 'magenta')
        self.log('info', '"%s" %s %s', message, code, size)

    def log_error(self, format, *args):
        self.log('error', format, *args)

    def log_message(self, format, *args):
        self.log('info', format, *args)

    def log(self, type, message, *args):
        _log(type, f'{self.address_string()} - - [{self.log_date_time_string()}] {message}\n', *args)


class BaseWSGIServer(HTTPServer):
    multithread = False
    request_queue_size = 128

    def __init__(self, host, port, app, handler=None, passthrough_errors=False):
        from importlib.metadata import version
        handler = handler or WSGIRequestHandler
        if self.multithread:
            handler.protocol_version = 'HTTP/1.1'
        self.host, self.port, self.app, self.passthrough_errors = host, port, app, passthrough_errors
        self._server_version = f"Werkzeug/{version('werkzeug')}"
        try:
            super().__init__((host, int(port)), handler)
        except OSError as error:
            print(error.strerror, file=sys.stderr)
            if error.errno == errno.EADDRINUSE:
                print(f'Port {port} is in use by another program. Either identify and stop that program, or start the server with a different port.', file=sys.stderr)
            sys.exit(1)
        self.port = self.server_address[1]

    def log(self, type, message, *args):
        _log(type, message, *args)

    def serve_forever(self, poll_interval=0.5):
        try:
            super().serve_forever(poll_interval)
        except KeyboardInterrupt:
            pass
        finally:
            self.server_close()

    def log_startup(self):
        messages = [_ansi_style('WARNING: This is a development server. Do not use it in a production deployment. Use a production WSGI server instead.', 'bold', 'red')]
        shown = self.host
        if shown in ('0.0.0.0', '::'):
            messages.append(f' * Running on all addresses ({shown})')
            messages.append(f' * Running on http://127.0.0.1:{self.port}')
            shown = get_interface_ip(socket.AF_INET)
        messages.append(f' * Running on http://{shown}:{self.port}')
        _log('info', '\n'.join(messages))


class ThreadedWSGIServer(socketserver.ThreadingMixIn, BaseWSGIServer):
    multithread = True
    daemon_threads = True


def get_interface_ip(family):
    with socket.socket(family, socket.SOCK_DGRAM) as s:
        try:
            s.connect(('10.253.155.219', 58162))
        except OSError:
            return '127.0.0.1'
        return s.getsockname()[0]


def make_server(host, port, app=None, threaded=False, processes=1, request_handler=None, passthrough_errors=False, ssl_context=None, fd=None):
    if processes > 1:
        raise NotImplementedError('not simulated: processes of the development server')
    if ssl_context is not None:
        raise NotImplementedError('not simulated: TLS')
    return (ThreadedWSGIServer if threaded else BaseWSGIServer)(host, port, app, request_handler, passthrough_errors)


def is_running_from_reloader():
    return os.environ.get('WERKZEUG_RUN_MAIN') == 'true'


def _watched(extra):
    """Files that the program is made of, with the time of their last change."""
    found = {}
    folders = {os.path.dirname(os.path.abspath(sys.argv[0])), os.getcwd()}
    names = {getattr(module, '__file__', None) for module in list(sys.modules.values())} | set(extra or ())
    for name in names:
        if name and os.path.isfile(name) and (name in (extra or ()) or any(os.path.abspath(name).startswith(folder.rstrip('/') + '/') for folder in folders)):
            found[os.path.abspath(name)] = os.path.getmtime(name)
    if os.path.isfile(sys.argv[0]):
        found[os.path.abspath(sys.argv[0])] = os.path.getmtime(sys.argv[0])
    return found


def _watch(extra, interval):
    known = _watched(extra)
    while True:
        time.sleep(interval)
        for name, mtime in _watched(extra).items():
            if known.setdefault(name, mtime) != mtime:
                _log('info', f' * Detected change in {name!r}, reloading')
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(3)


def _restart_with_reloader():
    _log('info', ' * Restarting with stat')
    args = [sys.executable, *sys.argv] if not getattr(sys.modules['__main__'], '__package__', None) else [sys.executable, '-m', sys.modules['__main__'].__package__, *sys.argv[1:]]
    while True:
        code = subprocess.call(args, env={**os.environ, 'WERKZEUG_RUN_MAIN': 'true'})
        if code != 3:
            return code
        _log('info', ' * Restarting with stat')


def run_simple(hostname, port, application, use_reloader=False, use_debugger=False, use_evalex=True, extra_files=None, exclude_patterns=None,
               reloader_interval=1, reloader_type='auto', threaded=False, processes=1, request_handler=None, static_files=None,
               passthrough_errors=False, ssl_context=None):
    if not isinstance(port, int):
        raise TypeError('port must be an integer')
    if use_debugger:
        from .debug import DebuggedApplication
        application = DebuggedApplication(application, use_evalex)
    if not use_reloader:
        server = make_server(hostname, port, application, threaded, processes, request_handler, passthrough_errors, ssl_context)
        server.log_startup()
        _log('info', _ansi_style('Press CTRL+C to quit', 'yellow'))
        server.serve_forever()
        return
    if not is_running_from_reloader():
        server = make_server(hostname, port, application, threaded, processes, request_handler, passthrough_errors, ssl_context)
        server.log_startup()
        _log('info', _ansi_style('Press CTRL+C to quit', 'yellow'))
        server.server_close()
        try:
            sys.exit(_restart_with_reloader())
        except KeyboardInterrupt:
            sys.exit(0)
    if use_debugger:
        from .debug import get_pin
        _log('warning', ' * Debugger is active!')
        _log('info', ' * Debugger PIN: %s', get_pin())
    threading.Thread(target=_watch, args=(extra_files, reloader_interval), daemon=True).start()
    make_server(hostname, port, application, threaded, processes, request_handler, passthrough_errors, ssl_context).serve_forever()
