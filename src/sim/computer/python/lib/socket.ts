// `socket` in Python: network streams.

/** Its source. */
export const source = String.raw`import _socket
import enum
import io

AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6 = 0, 1, 2, 10
SOCK_STREAM, SOCK_DGRAM = 1, 2
SOL_SOCKET, SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_REUSEPORT, SO_ERROR, SO_SNDBUF, SO_RCVBUF = 1, 2, 9, 6, 15, 4, 7, 8
IPPROTO_TCP, TCP_NODELAY, IPPROTO_UDP, IPPROTO_IP = 6, 1, 17, 0
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
SOMAXCONN = 4096
AI_PASSIVE = 1
INADDR_ANY = 0
has_ipv6 = False
error = OSError
timeout = TimeoutError


class gaierror(OSError):
    pass


class herror(OSError):
    pass


EAI_NONAME = -2
_socket.set_error(gaierror)
_default_timeout = None
gethostname = _socket.gethostname


def setdefaulttimeout(value):
    global _default_timeout
    _default_timeout = value


def getdefaulttimeout():
    return _default_timeout


class _File(io.IOBase):
    def __init__(self, sock, mode):
        self._sock, self._buffer, self._ended, self._mode = sock, b'', False, mode

    def readable(self):
        return 'r' in self._mode

    def writable(self):
        return 'w' in self._mode

    def _fill(self):
        if self._ended:
            return False
        data = self._sock.recv(65536)
        if not data:
            self._ended = True
            return False
        self._buffer += data
        return True

    def read(self, n=-1):
        while (n is None or n < 0 or len(self._buffer) < n) and self._fill():
            pass
        n = len(self._buffer) if n is None or n < 0 else n
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return self._text(data)

    def read1(self, n=-1):
        if not self._buffer:
            self._fill()
        n = len(self._buffer) if n < 0 else n
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data

    def readline(self, limit=-1):
        while b'\n' not in self._buffer and self._fill():
            pass
        at = self._buffer.find(b'\n') + 1 or len(self._buffer)
        if limit is not None and limit >= 0:
            at = min(at, limit)
        data, self._buffer = self._buffer[:at], self._buffer[at:]
        return self._text(data)

    def _text(self, data):
        return data if 'b' in self._mode else data.decode()

    def write(self, data):
        self._sock.sendall(data.encode() if isinstance(data, str) else bytes(data))
        return len(data)


class socket(_socket.socket):
    def __init__(self, family=AF_INET, type=SOCK_STREAM, proto=0, fileno=None):
        if type & 15 not in (SOCK_STREAM, SOCK_DGRAM) or family == AF_UNIX:
            raise OSError(93, 'not simulated: sockets other than TCP streams')
        self._datagrams = type & 15 == SOCK_DGRAM
        self.family, self.type, self.proto = family, type, proto
        if _default_timeout is not None:
            self.settimeout(_default_timeout)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        if self.fileno() == -1:
            return f'<socket.socket [closed] fd=-1, family={self.family}, type={self.type}, proto={self.proto}>'
        return f'<socket.socket fd={self.fileno()}, family={self.family}, type={self.type}, proto={self.proto}, laddr={self.getsockname()}>'

    def listen(self, backlog=128):
        super().listen()

    def accept(self):
        raw, address = super().accept()
        raw.__class__ = socket
        raw.family, raw.type, raw.proto, raw._datagrams = self.family, self.type, self.proto, False
        return raw, address

    def connect(self, address):
        if not self._datagrams:
            return super().connect(address)
        # A datagram socket that is connected knows which address it would send from; nothing is sent.
        own = '127.0.0.1' if _socket.lookup(address[0])[0].startswith('127.') else _socket.own_address()
        if own is None:
            raise OSError(101, 'Network is unreachable')
        self._name = own, 49152

    def getsockname(self):
        return getattr(self, '_name', ('0.0.0.0', 0)) if self._datagrams else super().getsockname()

    def sendto(self, *args):
        raise OSError(93, 'not simulated: datagrams')

    def connect_ex(self, address):
        try:
            self.connect(address)
        except OSError as exc:
            return exc.errno
        return 0

    def send(self, data, flags=0):
        if self._datagrams:
            self.sendto(data)
        self.sendall(data)
        return len(data)

    def recv_into(self, buffer, nbytes=0):
        data = self.recv(nbytes or len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def makefile(self, mode='r', buffering=None, *, encoding=None, errors=None, newline=None):
        return _File(self, mode)

    def detach(self):
        return self.fileno()

    def shutdown(self, how):
        super().shutdown(how)

    def getblocking(self):
        return self.gettimeout() != 0


SocketType = socket


def create_connection(address, timeout=None, source_address=None, **kwargs):
    sock = socket()
    if timeout is not None and not isinstance(timeout, object.__class__):
        sock.settimeout(timeout)
    try:
        sock.connect(address)
    except BaseException:
        sock.close()
        raise
    return sock


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    sock = socket()
    sock.bind(address)
    sock.listen()
    return sock


def gethostbyname(host):
    return _socket.lookup(host)[0]


def gethostbyname_ex(host):
    return host, [], _socket.lookup(host)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    return [(AF_INET, SOCK_STREAM, 6, '', (address, int(port or 0))) for address in _socket.lookup(host or '127.0.0.1')]


def getfqdn(name=''):
    return name or gethostname()


def inet_aton(text):
    return bytes(int(part) for part in text.split('.'))


def inet_ntoa(packed):
    return '.'.join(str(b) for b in packed)


def htons(x):
    return (x & 255) << 8 | x >> 8


ntohs = htons
`;
