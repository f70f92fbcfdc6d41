# A connection to PostgreSQL: the protocol, version 3. Questions go as text, and rows come as text.
import base64
import datetime
import decimal
import hashlib
import hmac
import json
import os
import re
import socket
import struct
import uuid


class ServerError(Exception):
    """What the server says is wrong: fields by their letter."""

    def __init__(self, fields):
        super().__init__(fields.get('M', ''))
        self.fields = fields


class Unreachable(Exception):
    pass


class Result:
    def __init__(self):
        self.columns, self.rows, self.tag = None, [], ''


def _cstring(text):
    return text.encode() + b'\0'


class Connection:
    def __init__(self, host, port, user, password, database, timeout=None):
        self.host, self.port, self.user, self.database = host, port, user, database
        self.status, self.parameters, self.notices, self.pid = b'I', {}, [], 0
        self._buffer = b''
        shown = f'connection to server at "{host}"'
        try:
            addresses = [found[4][0] for found in socket.getaddrinfo(host, port)]
        except socket.gaierror as error:
            raise Unreachable(f'could not translate host name "{host}" to address: {error.strerror}\n') from None
        if addresses[0] != host:
            shown += f' ({addresses[0]})'
        self.shown = shown = f'{shown}, port {port} failed: '
        try:
            self._socket = socket.create_connection((addresses[0], port), timeout)
        except TimeoutError:
            raise Unreachable(f'{shown}timeout expired\n') from None
        except OSError as error:
            hint = '\n\tIs the server running on that host and accepting TCP/IP connections?\n' if error.errno in (111, 113, 110) else '\n'
            raise Unreachable(f'{shown}{error.strerror}{hint}') from None
        self._socket.settimeout(None)
        self._start(password)

    def _send(self, kind, body=b''):
        self._socket.sendall(kind + struct.pack('!I', len(body) + 4) + body)

    def _exactly(self, size):
        while len(self._buffer) < size:
            part = self._socket.recv(65536)
            if not part:
                raise Unreachable('server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n')
            self._buffer += part
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken

    def _receive(self):
        try:
            head = self._exactly(5)
            return head[:1], self._exactly(struct.unpack('!I', head[1:])[0] - 4)
        except ConnectionError:
            raise Unreachable('server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.\n') from None

    def _start(self, password):
        words = {'user': self.user, 'database': self.database, 'client_encoding': 'UTF8'}
        body = struct.pack('!I', 196608) + b''.join(_cstring(k) + _cstring(v) for k, v in words.items()) + b'\0'
        self._socket.sendall(struct.pack('!I', len(body) + 4) + body)
        while True:
            kind, body = self._receive()
            if kind == b'R':
                self._authenticate(struct.unpack('!I', body[:4])[0], body[4:], password)
            elif kind == b'S':
                name, value, _ = body.split(b'\0')
                self.parameters[name.decode()] = value.decode()
            elif kind == b'K':
                self.pid = struct.unpack('!I', body[:4])[0]
            elif kind == b'E':
                fields = self._fields(body)
                raise Unreachable(f"{self.shown}{fields['S']}:  {fields['M']}\n")
            elif kind == b'Z':
                return

    def _authenticate(self, how, body, password):
        if how == 0:
            return
        if password is None and how in (3, 5, 10):
            raise Unreachable(f'{self.shown}fe_sendauth: no password supplied\n')
        if how == 3:
            self._send(b'p', _cstring(password))
        elif how == 5:
            inner = hashlib.md5((password + self.user).encode()).hexdigest()
            self._send(b'p', _cstring('md5' + hashlib.md5(inner.encode() + body[:4]).hexdigest()))
        elif how == 10:
            nonce = base64.b64encode(os.urandom(18)).decode()
            self._first = f'n=,r={nonce}'
            message = f'n,,{self._first}'.encode()
            self._send(b'p', _cstring('SCRAM-SHA-256') + struct.pack('!I', len(message)) + message)
        elif how == 11:
            found = dict(part.split('=', 1) for part in body.decode().split(','))
            salted = hashlib.pbkdf2_hmac('sha256', password.encode(), base64.b64decode(found['s']), int(found['i']))
            key = hmac.new(salted, b'Client Key', 'sha256').digest()
            bare = f"c=biws,r={found['r']}"
            said = f'{self._first},{body.decode()},{bare}'.encode()
            signature = hmac.new(hashlib.sha256(key).digest(), said, 'sha256').digest()
            proof = base64.b64encode(bytes(a ^ b for a, b in zip(key, signature))).decode()
            self._send(b'p', f'{bare},p={proof}'.encode())
        elif how != 12:
            raise Unreachable(f'authentication method {how} not supported\n')

    def _fields(self, body):
        return {part[:1].decode(): part[1:].decode() for part in body.split(b'\0') if part}

    def query(self, text, source=None):
        """Results of the statements in a text. `source`: lines for COPY FROM STDIN."""
        self._send(b'Q', _cstring(text))
        results, result, error = [], Result(), None
        while True:
            kind, body = self._receive()
            if kind == b'T':
                result.columns, at = [], 2
                for _ in range(struct.unpack('!H', body[:2])[0]):
                    end = body.index(b'\0', at)
                    oid, size = struct.unpack('!Ih', body[end + 7:end + 13])
                    result.columns.append((body[at:end].decode(), oid, size))
                    at = end + 19
            elif kind == b'D':
                values, at = [], 2
                for name, oid, _ in result.columns:
                    length = struct.unpack('!i', body[at:at + 4])[0]
                    at += 4
                    if length < 0:
                        values.append(None)
                    else:
                        values.append(decode(oid, body[at:at + length].decode()))
                        at += length
                result.rows.append(tuple(values))
            elif kind == b'C':
                result.tag = body[:-1].decode()
                results.append(result)
                result = Result()
            elif kind == b'I':
                results.append(result)
                result = Result()
            elif kind == b'N':
                fields = self._fields(body)
                self.notices.append(f"{fields['S']}:  {fields['M']}\n")
            elif kind == b'S':
                name, value, _ = body.split(b'\0')
                self.parameters[name.decode()] = value.decode()
            elif kind == b'E':
                error = ServerError(self._fields(body))
                error.statement = text
            elif kind == b'G':
                for line in source or ():
                    self._send(b'd', line if isinstance(line, bytes) else line.encode())
                self._send(b'c')
            elif kind == b'Z':
                self.status = body
                if error is not None:
                    raise error
                return results

    def close(self):
        try:
            self._send(b'X')
        except OSError:
            pass
        self._socket.close()


def error_text(fields, statement):
    """What libpq makes of an error: the text, the line with a mark, detail and hint."""
    text = fields.get('M', '')
    if 'P' in fields and statement:
        at = int(fields['P']) - 1
        before = statement[:at]
        number = before.count('\n')
        start = before.rfind('\n') + 1
        line = statement[start:].split('\n')[0]
        head = f'LINE {number + 1}: '
        text += f'\n{head}{line}\n{" " * (len(head) + at - start)}^'
    for letter, name in (('D', 'DETAIL'), ('H', 'HINT'), ('W', 'CONTEXT')):
        if letter in fields:
            text += f'\n{name}:  {fields[letter]}'
    return text + '\n'


def _timestamp(text):
    text = text.replace(' ', 'T')
    m = re.match(r'(.*?)([+-]\d\d)(?::?(\d\d))?$', text)
    if 'T' in text and m and ':' in m.group(1):
        text = f'{m.group(1)}{m.group(2)}:{m.group(3) or "00"}'
    return datetime.datetime.fromisoformat(_padded(text))


def _padded(text):
    return re.sub(r'\.(\d+)', lambda m: '.' + m.group(1).ljust(6, '0'), text)


def _array(text, oid):
    """`{1,2,NULL,"a b"}`"""
    items, at, stack = [], 1, []
    while at < len(text):
        c = text[at]
        if c == '{':
            stack.append(items)
            items = []
            at += 1
        elif c == '}':
            if not stack:
                return items
            outer = stack.pop()
            outer.append(items)
            items = outer
            at += 1
        elif c == ',':
            at += 1
        elif c == '"':
            m = re.compile(r'"((?:[^"\\]|\\.)*)"').match(text, at)
            items.append(decode(oid, re.sub(r'\\(.)', r'\1', m.group(1))))
            at = m.end()
        else:
            m = re.compile(r'[^,{}]*').match(text, at)
            items.append(None if m.group() == 'NULL' else decode(oid, m.group()))
            at = m.end()
    return items


def _interval(text):
    days, seconds = 0, 0.0
    for amount, unit in re.findall(r'(-?\d+) (year|mon|day)', text):
        days += int(amount) * {'year': 365, 'mon': 30, 'day': 1}[unit]
    m = re.search(r'(-?)(\d+):(\d\d):(\d\d(?:\.\d+)?)', text)
    if m:
        seconds = int(m.group(2)) * 3600 + int(m.group(3)) * 60 + float(m.group(4))
    return datetime.timedelta(days=days, seconds=-seconds if m and m.group(1) else seconds)


uuid_type = str
arrays = {1000: 16, 1005: 21, 1007: 23, 1016: 20, 1021: 700, 1022: 701, 1009: 25, 1015: 1043, 1231: 1700, 1182: 1082, 1115: 1114, 2951: 2950}


def decode(oid, text):
    if oid in (20, 21, 23, 26):
        return int(text)
    if oid == 16:
        return text == 't'
    if oid in (700, 701):
        return float(text)
    if oid == 1700:
        return decimal.Decimal(text)
    if oid == 1082:
        return datetime.date.fromisoformat(text)
    if oid in (1114, 1184):
        return _timestamp(text)
    if oid == 1083:
        return datetime.time.fromisoformat(_padded(text))
    if oid == 1186:
        return _interval(text)
    if oid in (114, 3802):
        return json.loads(text)
    if oid == 2950:
        return uuid_type(text)
    if oid == 17:
        return bytes.fromhex(text[2:])
    if oid in arrays:
        return _array(text, arrays[oid])
    return text


def quoted(text):
    text = text.replace("'", "''")
    return " E'" + text.replace('\\', '\\\\') + "'" if '\\' in text else f"'{text}'"


class NoAdapter(Exception):
    pass


def literal(value):
    if value is None:
        return 'NULL'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if hasattr(value, '_sql'):
        return value._sql()
    if isinstance(value, str):
        return quoted(str(value))
    if isinstance(value, int):
        return str(int(value)) if value >= 0 else f' {int(value)}'
    if isinstance(value, float):
        return "'NaN'::float" if value != value else repr(value) if value >= 0 else f' {value!r}'
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, (bytes, bytearray)):
        return f"'\\x{bytes(value).hex()}'::bytea"
    if isinstance(value, datetime.datetime):
        return f"'{value.isoformat()}'::timestamp{'tz' if value.tzinfo else ''}"
    if isinstance(value, datetime.date):
        return f"'{value.isoformat()}'::date"
    if isinstance(value, datetime.time):
        return f"'{value.isoformat()}'::time"
    if isinstance(value, datetime.timedelta):
        return f"'{value.days} days {value.seconds}.{value.microseconds:06d} seconds'::interval"
    if isinstance(value, uuid.UUID):
        return f"'{value}'::uuid"
    if isinstance(value, list):
        return f"ARRAY[{','.join(map(literal, value))}]" if value else "'{}'"
    if isinstance(value, tuple):
        return f"({', '.join(map(literal, value))})"
    raise NoAdapter(f"can't adapt type {type(value).__name__!r}")


_place = re.compile(r'%(?:\((\w+)\)s|(.)|$)', re.S)


def merged(text, values):
    """A statement with its values in it."""
    if values is None:
        return text
    used = [0]

    def put(m):
        if m.group(1) is not None:
            return literal(values[m.group(1)])
        if m.group(2) == '%':
            return '%'
        if m.group(2) not in ('s', 'b', 't'):
            raise ValueError(f"unsupported format character {m.group(2)!r} ({hex(ord(m.group(2) or ' '))}) at index {m.start() + 1}")
        used[0] += 1
        if used[0] > len(values):
            raise IndexError('not enough')
        return literal(values[used[0] - 1])
    made = _place.sub(put, text)
    if not isinstance(values, dict) and used[0] < len(values):
        raise TypeError('not all arguments converted during string formatting')
    return made


def parse_dsn(text):
    """`host=db dbname=app`, or `postgresql://user:password@host:5432/database`"""
    if re.match(r'postgres(?:ql)?://', text):
        from urllib.parse import parse_qsl, unquote, urlsplit
        parts = urlsplit(text)
        found = {'host': parts.hostname, 'port': parts.port, 'user': parts.username and unquote(parts.username),
                 'password': parts.password and unquote(parts.password), 'dbname': parts.path.lstrip('/') or None, **dict(parse_qsl(parts.query))}
        return {k: v for k, v in found.items() if v is not None}
    found = {}
    for name, quoted_value, value in re.findall(r"(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S*))", text):
        found[name] = quoted_value.replace("\\'", "'") if quoted_value else value
    return found


def settings(dsn, kwargs):
    found = {**(parse_dsn(dsn) if dsn else {}), **{k: v for k, v in kwargs.items() if v is not None}}
    if 'database' in found:
        found['dbname'] = found.pop('database')
    user = found.get('user') or os.environ.get('PGUSER') or os.environ.get('USER') or 'root'
    host = found.get('host') or os.environ.get('PGHOST')
    if not host or host.startswith('/'):
        raise Unreachable('connection to server on socket "/var/run/postgresql/.s.PGSQL.5432" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?\n')
    timeout = found.get('connect_timeout')
    return {
        'host': host, 'port': int(found.get('port') or os.environ.get('PGPORT') or 5432), 'user': user,
        'password': found.get('password') or os.environ.get('PGPASSWORD'), 'database': found.get('dbname') or os.environ.get('PGDATABASE') or user,
        'timeout': float(timeout) if timeout else None,
    }


names_of_codes = {
    '23505': 'UniqueViolation', '23503': 'ForeignKeyViolation', '23502': 'NotNullViolation', '23514': 'CheckViolation', '42P01': 'UndefinedTable',
    '42703': 'UndefinedColumn', '42601': 'SyntaxError', '42P07': 'DuplicateTable', '42701': 'DuplicateColumn', '42704': 'UndefinedObject',
    '42710': 'DuplicateObject', '42883': 'UndefinedFunction', '42501': 'InsufficientPrivilege', '42804': 'DatatypeMismatch', '42P04': 'DuplicateDatabase',
    '25P02': 'InFailedSqlTransaction', '25001': 'ActiveSqlTransaction', '22P02': 'InvalidTextRepresentation', '22012': 'DivisionByZero',
    '22001': 'StringDataRightTruncation', '22003': 'NumericValueOutOfRange', '22007': 'InvalidDatetimeFormat', '3D000': 'InvalidCatalogName',
    '40001': 'SerializationFailure', '40P01': 'DeadlockDetected', '57014': 'QueryCanceled', '57P01': 'AdminShutdown', '28P01': 'InvalidPassword',
    '3F000': 'InvalidSchemaName', '0A000': 'FeatureNotSupported', '55P03': 'LockNotAvailable',
}
kinds_of_classes = {
    '22': 'DataError', '23': 'IntegrityError', '24': 'InternalError', '25': 'InternalError', '3D': 'ProgrammingError', '3F': 'ProgrammingError', '40': 'OperationalError',
    '42': 'ProgrammingError', '0A': 'NotSupportedError', '53': 'OperationalError', '54': 'OperationalError', '55': 'OperationalError', '57': 'OperationalError',
    '58': 'OperationalError', '28': 'OperationalError', 'XX': 'InternalError',
}


class Diagnostics:
    _letters = {'severity': 'S', 'sqlstate': 'C', 'message_primary': 'M', 'message_detail': 'D', 'message_hint': 'H', 'statement_position': 'P',
                'schema_name': 's', 'table_name': 't', 'column_name': 'c', 'constraint_name': 'n', 'datatype_name': 'd', 'context': 'W'}

    def __init__(self, fields=None):
        self._fields = fields or {}

    def __getattr__(self, name):
        if name not in Diagnostics._letters:
            raise AttributeError(name)
        return self._fields.get(Diagnostics._letters[name])
