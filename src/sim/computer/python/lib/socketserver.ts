// `socketserver` in Python: servers.

/** Its source. */
export const source = String.raw`import socket
import threading
import traceback
import sys


class BaseServer:
    timeout = None

    def __init__(self, server_address, RequestHandlerClass):
        self.server_address, self.RequestHandlerClass = server_address, RequestHandlerClass
        self._shutdown = False
        self._down = threading.Event()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.server_close()

    def server_activate(self):
        pass

    def serve_forever(self, poll_interval=0.5):
        self._down.clear()
        self._shutdown = False
        try:
            while not self._shutdown:
                self._handle(poll_interval)
                self.service_actions()
        finally:
            self._shutdown = False
            self._down.set()

    def service_actions(self):
        pass

    def shutdown(self):
        self._shutdown = True
        self._down.wait()

    def handle_request(self):
        self._handle(self.timeout)

    def _handle(self, timeout):
        self.socket.settimeout(timeout)
        try:
            request, client_address = self.get_request()
        except TimeoutError:
            return
        except OSError:
            self._shutdown = True
            return
        request.settimeout(None)
        if self.verify_request(request, client_address):
            try:
                self.process_request(request, client_address)
            except Exception:
                self.handle_error(request, client_address)
                self.shutdown_request(request)

    def verify_request(self, request, client_address):
        return True

    def process_request(self, request, client_address):
        self.finish_request(request, client_address)
        self.shutdown_request(request)

    def finish_request(self, request, client_address):
        self.RequestHandlerClass(request, client_address, self)

    def shutdown_request(self, request):
        request.close()

    def handle_error(self, request, client_address):
        print('-' * 40, file=sys.stderr)
        print('Exception occurred during processing of request from', client_address, file=sys.stderr)
        traceback.print_exc()
        print('-' * 40, file=sys.stderr)

    def server_close(self):
        pass


class TCPServer(BaseServer):
    address_family = socket.AF_INET
    socket_type = socket.SOCK_STREAM
    request_queue_size = 5
    allow_reuse_address = False

    def __init__(self, server_address, RequestHandlerClass, bind_and_activate=True):
        super().__init__(server_address, RequestHandlerClass)
        self.socket = socket.socket(self.address_family, self.socket_type)
        if bind_and_activate:
            try:
                self.server_bind()
                self.server_activate()
            except BaseException:
                self.server_close()
                raise

    def server_bind(self):
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()

    def server_activate(self):
        self.socket.listen(self.request_queue_size)
        self.server_address = self.socket.getsockname()

    def server_close(self):
        self.socket.close()

    def fileno(self):
        return self.socket.fileno()

    def get_request(self):
        return self.socket.accept()


class ThreadingMixIn:
    daemon_threads = False

    def process_request_thread(self, request, client_address):
        try:
            self.finish_request(request, client_address)
        except Exception:
            self.handle_error(request, client_address)
        finally:
            self.shutdown_request(request)

    def process_request(self, request, client_address):
        threading.Thread(target=self.process_request_thread, args=(request, client_address), daemon=True).start()


class ThreadingTCPServer(ThreadingMixIn, TCPServer):
    pass


class BaseRequestHandler:
    def __init__(self, request, client_address, server):
        self.request, self.client_address, self.server = request, client_address, server
        self.setup()
        try:
            self.handle()
        finally:
            self.finish()

    def setup(self):
        pass

    def handle(self):
        pass

    def finish(self):
        pass


class _Writer:
    def __init__(self, sock):
        self._sock = sock
        self.closed = False

    def write(self, data):
        self._sock.sendall(bytes(data))
        return len(data)

    def flush(self):
        pass

    def close(self):
        self.closed = True


class StreamRequestHandler(BaseRequestHandler):
    timeout = None

    def setup(self):
        self.connection = self.request
        if self.timeout is not None:
            self.connection.settimeout(self.timeout)
        self.rfile = self.connection.makefile('rb', -1)
        self.wfile = _Writer(self.connection)

    def finish(self):
        self.rfile.close()
`;
