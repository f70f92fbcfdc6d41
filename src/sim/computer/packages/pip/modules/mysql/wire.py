# A connection to MySQL or MariaDB: the protocol, with questions and rows as text.
import datetime
import decimal
import hashlib
import json
import re
import socket


class ServerError(Exception):
    def __init__(self, number, state, text):
        super().__init__(number, text)
        self.number, self.state, self.text = number, state, text


class Unreachable(Exception):
    """There is no connection: `errno` of the system, or of the name's resolution when `named` is false."""

    def __init__(self, errno, text, named=True):
        super().__init__(errno, text)
        self.errno, self.text, self.named = errno, text, named


class Lost(Exception):
    pass


class Result:
    def __init__(self):
        self.columns, self.rows, self.affected, self.insert_id, self.info = None, [], 0, 0, ''


def _length(data, at):
    first = data[at]
    if first < 251:
        return first, at + 1
    if first == 251:
        return None, at + 1
    size = {252: 2, 253: 3, 254: 8}[first]
    return int.from_bytes(data[at + 1:at + 1 + size], 'little'), at + 1 + size


def _counted(data, at):
    size, at = _length(data, at)
    return (None, at) if size is None else (data[at:at + size], at + size)


class Connection:
    def __init__(self, host, port, user, password, database, timeout=None, multi=False):
        try:
            address = socket.gethostbyname(host)
        except socket.gaierror as error:
            raise Unreachable(error.errno, error.strerror, False) from None
        try:
            self._socket = socket.create_connection((address, port), timeout)
        except OSError as error:
            raise Unreachable(error.errno or 110, error.strerror or 'timed out') from None
        self._socket.settimeout(None)
        self._buffer, self._number, self.status, self.database = b'', 0, 2, database
        hello = self._read()
        if hello[0] == 255:
            raise self._error(hello)
        at = hello.index(b'\0', 1)
        self.version = hello[1:at].decode()
        self.id = int.from_bytes(hello[at + 1:at + 5], 'little')
        salt = hello[at + 5:at + 13] + hello[at + 32:at + 44]
        flags = 0x200 | 0x8000 | 0x1 | 0x4 | 0x2000 | 0x80000 | (0x8 if database else 0) | 0x10000 | 0x20000
        answer = self._proof(salt, password)
        body = flags.to_bytes(4, 'little') + (1 << 24).to_bytes(4, 'little') + bytes([45]) + bytes(23) + user.encode() + b'\0'
        body += bytes([len(answer)]) + answer + ((database.encode() + b'\0') if database else b'') + b'mysql_native_password\0'
        self._write(body)
        reply = self._read()
        if reply[0] == 255:
            raise self._error(reply)

    def _proof(self, salt, password):
        if not password:
            return b''
        once = hashlib.sha1(password.encode()).digest()
        other = hashlib.sha1(salt + hashlib.sha1(once).digest()).digest()
        return bytes(a ^ b for a, b in zip(once, other))

    def _exactly(self, size):
        while len(self._buffer) < size:
            try:
                part = self._socket.recv(65536)
            except OSError:
                raise Lost() from None
            if not part:
                raise Lost()
            self._buffer += part
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def _read(self):
        head = self._exactly(4)
        self._number = head[3] + 1 & 255
        return self._exactly(int.from_bytes(head[:3], 'little'))

    def _write(self, payload):
        try:
            self._socket.sendall(len(payload).to_bytes(3, 'little') + bytes([self._number]) + payload)
        except OSError:
            raise Lost() from None

    def _error(self, data):
        number = int.from_bytes(data[1:3], 'little')
        text = data[3:].decode()
        return ServerError(number, text[1:6], text[6:]) if text[:1] == '#' else ServerError(number, 'HY000', text)

    def command(self, code, body=b''):
        self._number = 0
        self._write(bytes([code]) + body)
        return self._read()

    def query(self, text):
        data = self.command(3, text.encode())
        result = Result()
        if data[0] == 255:
            raise self._error(data)
        if data[0] == 0:
            result.affected, at = _length(data, 1)
            result.insert_id, at = _length(data, at)
            self.status = int.from_bytes(data[at:at + 2], 'little')
            result.info = data[at + 4:].decode()
            return result
        count, _ = _length(data, 0)
        result.columns = []
        for _ in range(count):
            data, at = self._read(), 0
            for field in range(4):
                _skipped, at = _counted(data, at)
            name, at = _counted(data, at)
            _skipped, at = _counted(data, at)
            charset = int.from_bytes(data[at + 1:at + 3], 'little')
            result.columns.append((name.decode(), data[at + 7], charset, int.from_bytes(data[at + 8:at + 10], 'little')))
        self._read()
        while True:
            data = self._read()
            if data[0] == 254 and len(data) < 9:
                self.status = int.from_bytes(data[3:5], 'little')
                return result
            if data[0] == 255:
                raise self._error(data)
            at, row = 0, []
            for _, kind, _, _ in result.columns:
                value, at = _counted(data, at)
                row.append(None if value is None else decode(kind, value.decode()))
            result.rows.append(tuple(row))

    def close(self):
        try:
            self._number = 0
            self._write(b'\x01')
        except Lost:
            pass
        self._socket.close()


def decode(kind, text):
    if kind in (1, 2, 3, 8, 9, 13):
        return int(text)
    if kind in (4, 5):
        return float(text)
    if kind in (0, 246):
        return decimal.Decimal(text)
    if kind == 10:
        return datetime.date.fromisoformat(text) if not text.startswith('0000') else None
    if kind in (7, 12):
        head, _, part = text.partition('.')
        return None if text.startswith('0000') else datetime.datetime.fromisoformat(head.replace(' ', 'T') + (f'.{part.ljust(6, "0")}' if part else ''))
    if kind == 11:
        sign = -1 if text.startswith('-') else 1
        hours, minutes, seconds = text.lstrip('-').split(':')
        return sign * datetime.timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
    return text


_escapes = {'\\': '\\\\', '\0': '\\0', '\n': '\\n', '\r': '\\r', "'": "\\'", '"': '\\"', '\x1a': '\\Z'}


def quoted(text):
    return "'" + ''.join(_escapes.get(c, c) for c in text) + "'"


def literal(value):
    if value is None:
        return 'NULL'
    if isinstance(value, bool):
        return '1' if value else '0'
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (int, decimal.Decimal)):
        return str(value)
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, (bytes, bytearray)):
        return f"x'{bytes(value).hex()}'"
    if isinstance(value, datetime.datetime):
        return f"'{value.strftime('%Y-%m-%d %H:%M:%S')}{'.%06d' % value.microsecond if value.microsecond else ''}'"
    if isinstance(value, datetime.date):
        return f"'{value.isoformat()}'"
    if isinstance(value, datetime.time):
        return f"'{value.isoformat()}'"
    if isinstance(value, datetime.timedelta):
        total = int(value.total_seconds())
        return f"'{total // 3600:02d}:{total // 60 % 60:02d}:{total % 60:02d}'"
    if isinstance(value, (list, tuple, set)):
        return f"({','.join(map(literal, value))})"
    if isinstance(value, dict):
        return quoted(json.dumps(value))
    raise TypeError(type(value).__name__)


_place = re.compile(r'%(?:\((\w+)\)s|(.)|$)', re.S)


def merged(text, values):
    """A statement with its values in it."""
    if values is None or values == () or values == {}:
        return text
    if not isinstance(values, (tuple, list, dict)):
        values = (values,)
    used = [0]

    def put(m):
        if m.group(1) is not None:
            return literal(values[m.group(1)])
        if m.group(2) == '%':
            return '%'
        used[0] += 1
        if used[0] > len(values):
            raise IndexError('not enough')
        return literal(values[used[0] - 1])
    made = _place.sub(put, text)
    if not isinstance(values, dict) and used[0] < len(values):
        raise OverflowError('too many')
    return made


data_errors = {1265, 1264, 1406, 1366, 1292, 1365, 1690}
integrity_errors = {1062, 1048, 1451, 1452, 1216, 1217, 1557, 1169, 3819, 4025}
programming_errors = {1064, 1146, 1149, 1007, 1008, 1113, 1103, 1102, 1305}
operational_errors = {1040, 1042, 1043, 1044, 1045, 1049, 1130, 1205, 1213, 1203, 1226, 1227}
