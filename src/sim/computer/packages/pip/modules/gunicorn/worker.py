# A worker: it loads the application, takes connections and answers them.
import importlib
import io
import os
import signal
import socket
import sys
import threading
import time
import urllib.parse

import _fork
import _socket
from gunicorn import SERVER_SOFTWARE
from gunicorn.config import Config
from gunicorn.log import Log


class AppError(Exception):
    pass


def load(config):
    module, _, name = config.app.partition(':')
    found = importlib.import_module(module)
    name = name or 'application'
    if name.endswith(')'):
        made = eval(name, vars(found))
    else:
        made = found
        for part in name.split('.'):
            if not hasattr(made, part):
                raise AppError(f'Failed to find attribute {name!r} in {module!r}.')
            made = getattr(made, part)
    if made is None:
        raise AppError(f'Failed to find application object: {name!r}')
    if not callable(made):
        raise AppError('Application object must be callable.')
    return made


class Worker:
    def __init__(self, config, parent):
        self.config, self.log, self.parent = config, Log(config), parent
        self.alive, self.handled, self.app = True, 0, None
        self.busy = 0

    def run(self, sockets):
        for name, handler in (('TERM', self._graceful), ('QUIT', self._quit), ('INT', self._quit), ('ABRT', self._abort)):
            signal.signal(getattr(signal, 'SIG' + name), handler)
        self.app = load(self.config)
        for listener in sockets[1:]:
            threading.Thread(target=self._serve, args=(listener,), daemon=True).start()
        self._serve(sockets[0])

    def _graceful(self, number, frame):
        self.alive = False

    def _quit(self, number, frame):
        self.alive = False
        sys.exit(0)

    def _abort(self, number, frame):
        self.alive = False
        sys.exit(1)

    def _serve(self, listener):
        listener.settimeout(0.5)
        while self.alive:
            _fork.beat()
            if os.getppid() != self.parent:
                self.log.info(f'Parent changed, shutting down: <Worker {os.getpid()}>')
                return
            try:
                client, address = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                break
            if self.config.worker_class == 'gthread':
                while self.busy >= self.config.threads and self.alive:
                    time.sleep(0.01)
                self.busy += 1
                threading.Thread(target=self._threaded, args=(listener, client, address), daemon=True).start()
            else:
                self._answer(listener, client, address, False)
            if self.config.max_requests and self.handled >= self.config.max_requests:
                self.log.info('Autorestarting worker after current request.')
                self.alive = False
        limit = time.monotonic() + self.config.graceful_timeout
        while self.busy and time.monotonic() < limit:
            time.sleep(0.05)

    def _threaded(self, listener, client, address):
        try:
            self._answer(listener, client, address, True)
        finally:
            self.busy -= 1

    def _answer(self, listener, client, address, keeps):
        client.settimeout(None)
        try:
            with client.makefile('rb') as stream:
                while self._request(listener, client, stream, address, keeps) and self.alive:
                    client.settimeout(self.config.keepalive)
        except (BrokenPipeError, ConnectionResetError, TimeoutError):
            self.log.debug('Ignoring connection reset')
        finally:
            client.close()

    def _request(self, listener, client, stream, address, keeps):
        line = stream.readline().decode('latin-1').rstrip('\r\n')
        if not line:
            return False
        client.settimeout(None)
        began = time.monotonic()
        parts = line.split(' ')
        if len(parts) != 3 or not parts[2].startswith('HTTP/1.'):
            self.log.warning(f"Invalid request from ip={address[0]}: Invalid HTTP request line: {line!r}")
            _refuse(client, 400, 'Bad Request', f'Invalid Request Line &#x27;Invalid HTTP request line: {line!r}&#x27;')
            return False
        method, target, version = parts
        headers = []
        while (text := stream.readline().decode('latin-1').rstrip('\r\n')):
            name, _, value = text.partition(':')
            headers.append((name.strip(), value.strip()))
        known = {name.lower(): value for name, value in headers}
        if known.get('expect', '').lower() == '100-continue':
            client.sendall(b'HTTP/1.1 100 Continue\r\n\r\n')
        body = _chunked(stream) if known.get('transfer-encoding', '').lower() == 'chunked' else stream.read(int(known.get('content-length') or 0))
        environ = self._environ(listener, address, method, target, version, headers, body)
        kept = keeps and known.get('connection', '').lower() != 'close' and (version == 'HTTP/1.1' or known.get('connection', '').lower() == 'keep-alive')
        response = _Response(client, version, method, kept)
        self.handled += 1
        try:
            found = self.app(environ, response.start)
            try:
                for part in found:
                    response.write(part)
                response.end()
            finally:
                if hasattr(found, 'close'):
                    found.close()
        except (BrokenPipeError, ConnectionResetError):
            raise
        except Exception:
            self.log.exception(f'Error handling request {target}')
            if not response.sent:
                _refuse(client, 500, 'Internal Server Error', '')
            return False
        self.log.access(environ, line, response.status.split(' ')[0], response.length, time.monotonic() - began)
        return response.kept

    def _environ(self, listener, address, method, target, version, headers, body):
        url = urllib.parse.urlsplit(target) if not target.startswith('/') else None
        path, _, query = (target if url is None else url.path + ('?' + url.query if url.query else '')).partition('?')
        host, port = listener.getsockname()[:2]
        environ = {
            'wsgi.errors': sys.stderr, 'wsgi.version': (1, 0), 'wsgi.url_scheme': 'http',
            'wsgi.multithread': self.config.worker_class == 'gthread', 'wsgi.multiprocess': self.config.workers > 1,
            'wsgi.run_once': False, 'wsgi.input': io.BytesIO(body), 'wsgi.input_terminated': True,
            'SERVER_SOFTWARE': SERVER_SOFTWARE, 'REQUEST_METHOD': method, 'QUERY_STRING': query, 'RAW_URI': target,
            'SERVER_PROTOCOL': version, 'REMOTE_ADDR': address[0], 'REMOTE_PORT': str(address[1]),
            'SERVER_NAME': host, 'SERVER_PORT': str(port), 'SCRIPT_NAME': os.environ.get('SCRIPT_NAME', ''),
            'PATH_INFO': urllib.parse.unquote_to_bytes(path).decode('latin-1'),
        }
        for name, value in headers:
            key = name.upper().replace('-', '_')
            if key in ('CONTENT_TYPE', 'CONTENT_LENGTH'):
                environ[key] = value
            elif 'HTTP_' + key in environ:
                environ['HTTP_' + key] += ',' + value
            else:
                environ['HTTP_' + key] = value
        return environ


class _Response:
    def __init__(self, client, version, method, kept):
        self._client, self._version, self._method, self.kept = client, version, method, kept
        self.status, self._headers, self.sent, self.length = None, [], False, 0
        self._chunked = False

    def start(self, status, headers, exc_info=None):
        if exc_info and self.sent:
            raise exc_info[1]
        if self.status is not None and not exc_info:
            raise AssertionError('Response headers already set!')
        self.status, self._headers = status, list(headers)
        return self.write

    def _send_head(self):
        names = {name.lower() for name, _ in self._headers}
        code = int(self.status.split(' ')[0])
        empty = self._method == 'HEAD' or code in (204, 304) or code < 200
        if 'content-length' not in names and not empty:
            self._chunked = self._version == 'HTTP/1.1'
            self.kept = self.kept and self._chunked
        head = [f'{self._version} {self.status}', 'Server: gunicorn',
                f'Date: {time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime())}',
                f'Connection: {"keep-alive" if self.kept else "close"}']
        if self._chunked:
            head.append('Transfer-Encoding: chunked')
        head += [f'{name}: {value}' for name, value in self._headers if name.lower() not in ('connection', 'server', 'date')]
        self._client.sendall(('\r\n'.join(head) + '\r\n\r\n').encode('latin-1'))
        self.sent = True

    def write(self, data):
        if not isinstance(data, bytes):
            raise TypeError(f'{data!r} is not a byte')
        if not self.sent:
            self._send_head()
        if not data or self._method == 'HEAD':
            return
        self.length += len(data)
        self._client.sendall(b'%x\r\n%s\r\n' % (len(data), data) if self._chunked else data)

    def end(self):
        if not self.sent:
            self._send_head()
        if self._chunked:
            self._client.sendall(b'0\r\n\r\n')


def _chunked(stream):
    parts = []
    while size := int(stream.readline().split(b';')[0] or b'0', 16):
        parts.append(stream.read(size))
        stream.readline()
    while stream.readline().strip():
        pass
    return b''.join(parts)


def _refuse(client, code, reason, message):
    body = f'<html>\n  <head>\n    <title>{reason}</title>\n  </head>\n  <body>\n    <h1><p>{reason}</p></h1>\n    {message}\n  </body>\n</html>\n'
    client.sendall(f'HTTP/1.1 {code} {reason}\r\nConnection: close\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n{body}'.encode())


def main(arguments):
    config = Config.parse(arguments[0])
    config.enter()
    worker = Worker(config, int(arguments[1]))
    worker.log.info(f'Booting worker with pid: {os.getpid()}')
    sockets = []
    for index in range(len(config.bind)):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        _socket.inherit(made, index)
        sockets.append(made)
    code = 0
    try:
        worker.run(sockets)
    except AppError as error:
        print(error, file=sys.stderr, flush=True)
        code = 4
    except SystemExit as ended:
        code = ended.code or 0
    except BaseException:
        worker.log.exception('Exception in worker process')
        code = 3
    worker.log.info(f'Worker exiting (pid: {os.getpid()})')
    sys.exit(code)
