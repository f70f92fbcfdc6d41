# Commands as methods, over one connection a thread.
import socket
import threading
import time
from datetime import datetime, timedelta

from .exceptions import (
    AuthenticationError, BusyLoadingError, ConnectionError, DataError, LockError, NoScriptError, ReadOnlyError, RedisError, ResponseError, TimeoutError, WatchError,
)

_classes = {'LOADING': BusyLoadingError, 'NOSCRIPT': NoScriptError, 'READONLY': ReadOnlyError, 'WRONGPASS': AuthenticationError, 'NOAUTH': AuthenticationError}


def _error(text):
    kind = text.split(' ')[0]
    if text.startswith('NOAUTH'):
        return AuthenticationError('Authentication required.')
    if kind in _classes:
        return _classes[kind](text.removeprefix(f'{kind} ') if kind != 'WRONGPASS' else text.removeprefix('WRONGPASS '))
    return ResponseError(text.removeprefix('ERR '))


def _encode(value):
    if isinstance(value, bytes):
        return value
    if isinstance(value, bool) or value is None or not isinstance(value, (str, int, float)):
        raise DataError(f"Invalid input of type: '{type(value).__name__}'. Convert to a bytes, string, int or float first.")
    return (repr(value) if isinstance(value, float) else str(value)).encode()


class Connection:
    def __init__(self, options):
        self.options, self._socket, self._buffer = options, None, b''

    def connect(self):
        host, port = self.options['host'], self.options['port']
        try:
            self._socket = socket.create_connection((host, port), self.options['socket_connect_timeout'] or self.options['socket_timeout'])
        except socket.timeout:
            raise TimeoutError('Timeout connecting to server') from None
        except OSError as error:
            raise ConnectionError(f'Error {error.errno} connecting to {host}:{port}. {error.strerror}.') from None
        self._socket.settimeout(self.options['socket_timeout'])
        self._buffer = b''
        try:
            if self.options['password']:
                user = [self.options['username']] if self.options['username'] else []
                self.send('AUTH', *user, self.options['password'])
                self.read()
            if self.options['db']:
                self.send('SELECT', self.options['db'])
                self.read()
        except RedisError:
            self.disconnect()
            raise

    def disconnect(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def pack(self, args):
        words = [word for arg in args for word in (arg.split(' ') if arg is args[0] else [arg])]
        parts = [b'*%d\r\n' % len(words)]
        for word in words:
            data = _encode(word)
            parts.append(b'$%d\r\n%s\r\n' % (len(data), data))
        return b''.join(parts)

    def send_packed(self, data):
        if self._socket is None:
            self.connect()
        try:
            self._socket.sendall(data)
        except OSError as error:
            self.disconnect()
            raise ConnectionError(f'Error {error.errno} while writing to socket. {error.strerror}.') from None

    def send(self, *args):
        self.send_packed(self.pack(args))

    def _fill(self):
        try:
            part = self._socket.recv(65536)
        except socket.timeout:
            raise TimeoutError('Timeout reading from socket') from None
        except OSError as error:
            self.disconnect()
            raise ConnectionError(f'Error while reading from {self.options["host"]}:{self.options["port"]} : ({error.errno}, {error.strerror!r})') from None
        if not part:
            self.disconnect()
            raise ConnectionError('Connection closed by server.')
        self._buffer += part

    def _line(self):
        while b'\r\n' not in self._buffer:
            self._fill()
        line, _, self._buffer = self._buffer.partition(b'\r\n')
        return line

    def read(self, raises=True):
        line = self._line()
        kind, rest = line[:1], line[1:]
        if kind == b'+':
            return rest
        if kind == b'-':
            error = _error(rest.decode())
            if raises:
                raise error
            return error
        if kind == b':':
            return int(rest)
        if kind == b'$':
            size = int(rest)
            if size < 0:
                return None
            while len(self._buffer) < size + 2:
                self._fill()
            data, self._buffer = self._buffer[:size], self._buffer[size + 2:]
            return data
        size = int(rest)
        return None if size < 0 else [self.read(False) for _ in range(size)]


class ConnectionPool:
    def __init__(self, **kwargs):
        self.connection_kwargs = kwargs
        self._free, self._lock = [], threading.Lock()

    @classmethod
    def from_url(cls, url, **kwargs):
        return cls(**{**_parsed(url), **kwargs})

    def options(self):
        given = self.connection_kwargs
        return {'host': given.get('host', 'localhost'), 'port': int(given.get('port', 6379)), 'db': int(given.get('db', 0)), 'username': given.get('username'),
                'password': given.get('password'), 'socket_timeout': given.get('socket_timeout'), 'socket_connect_timeout': given.get('socket_connect_timeout')}

    def get(self):
        with self._lock:
            return self._free.pop() if self._free else Connection(self.options())

    def release(self, connection):
        with self._lock:
            self._free.append(connection)

    def disconnect(self):
        with self._lock:
            for connection in self._free:
                connection.disconnect()
            self._free.clear()


def _parsed(url):
    from urllib.parse import parse_qsl, unquote, urlsplit
    parts = urlsplit(url)
    if parts.scheme == 'rediss':
        raise NotImplementedError('not simulated: TLS')
    if parts.scheme != 'redis':
        raise ValueError('Redis URL must specify one of the following schemes (redis://, rediss://, unix://)')
    found = {'host': parts.hostname or 'localhost', 'port': parts.port or 6379}
    if parts.username:
        found['username'] = unquote(parts.username)
    if parts.password:
        found['password'] = unquote(parts.password)
    if parts.path.strip('/').isdigit():
        found['db'] = int(parts.path.strip('/'))
    for name, value in parse_qsl(parts.query):
        found[name] = int(value) if value.isdigit() else value.lower() == 'true' if value.lower() in ('true', 'false') else value
    return found


def from_url(url, **kwargs):
    return Redis.from_url(url, **kwargs)


def _seconds(value):
    return int(value.total_seconds()) if isinstance(value, timedelta) else value


def _millis(value):
    return int(value.total_seconds() * 1000) if isinstance(value, timedelta) else value


def _when(value):
    return int(value.timestamp()) if isinstance(value, datetime) else value


def _flat(keys, args=()):
    first = [keys] if isinstance(keys, (str, bytes)) else list(keys)
    return first + list(args or ())


class Commands:
    """Everything that `execute_command` carries out; pipelines have the same."""

    def _ok(self, *args):
        return self.execute_command(*args, into=lambda reply: reply is not None and reply in (b'OK', 'OK', True))

    def _bool(self, *args):
        return self.execute_command(*args, into=bool)

    def _float(self, *args):
        return self.execute_command(*args, into=lambda reply: None if reply is None else float(reply))

    def _set(self, *args):
        return self.execute_command(*args, into=set)

    def _pairs(self, *args, scores=True):
        def made(reply):
            return [(reply[i], float(reply[i + 1])) for i in range(0, len(reply), 2)] if scores else reply
        return self.execute_command(*args, into=made)

    def _dict(self, *args):
        return self.execute_command(*args, into=lambda reply: dict(zip(reply[::2], reply[1::2])))

    # The connection and the server.
    def ping(self, **kwargs):
        return self.execute_command('PING', into=lambda reply: reply in (b'PONG', 'PONG'))

    def echo(self, value):
        return self.execute_command('ECHO', value)

    def auth(self, password, username=None):
        return self._ok('AUTH', *([username] if username else []), password)

    def select(self, index):
        return self._ok('SELECT', index)

    def flushdb(self, asynchronous=False):
        return self._ok('FLUSHDB')

    def flushall(self, asynchronous=False):
        return self._ok('FLUSHALL')

    def dbsize(self):
        return self.execute_command('DBSIZE')

    def save(self):
        return self._ok('SAVE')

    def bgsave(self):
        return self.execute_command('BGSAVE', into=bool)

    def time(self):
        return self.execute_command('TIME', into=lambda reply: (int(reply[0]), int(reply[1])))

    def config_get(self, pattern='*'):
        return self._dict('CONFIG GET', pattern)

    def config_set(self, name, value):
        return self._ok('CONFIG SET', name, value)

    def client_setname(self, name):
        return self._ok('CLIENT SETNAME', name)

    def client_id(self):
        return self.execute_command('CLIENT ID')

    def info(self, section=None):
        def made(reply):
            found = {}
            for line in (reply.decode() if isinstance(reply, bytes) else reply).splitlines():
                key, has, value = line.partition(':')
                if has and not line.startswith('#'):
                    if '=' in value and ',' in value:
                        found[key] = {k: _number(v) for k, _, v in (part.partition('=') for part in value.split(','))}
                    else:
                        found[key] = _number(value)
            return found
        return self.execute_command('INFO', *([section] if section else []), into=made)

    # Keys.
    def delete(self, *names):
        return self.execute_command('DEL', *names)

    def __delitem__(self, name):
        self.delete(name)

    def unlink(self, *names):
        return self.execute_command('UNLINK', *names)

    def exists(self, *names):
        return self.execute_command('EXISTS', *names)

    def __contains__(self, name):
        return bool(self.exists(name))

    def expire(self, name, time, nx=False, xx=False, gt=False, lt=False):
        flags = [flag for flag, on in (('NX', nx), ('XX', xx), ('GT', gt), ('LT', lt)) if on]
        return self._bool('EXPIRE', name, _seconds(time), *flags)

    def pexpire(self, name, time):
        return self._bool('PEXPIRE', name, _millis(time))

    def expireat(self, name, when):
        return self._bool('EXPIREAT', name, _when(when))

    def ttl(self, name):
        return self.execute_command('TTL', name)

    def pttl(self, name):
        return self.execute_command('PTTL', name)

    def persist(self, name):
        return self._bool('PERSIST', name)

    def keys(self, pattern='*'):
        return self.execute_command('KEYS', pattern)

    def randomkey(self):
        return self.execute_command('RANDOMKEY')

    def rename(self, src, dst):
        return self._ok('RENAME', src, dst)

    def renamenx(self, src, dst):
        return self._bool('RENAMENX', src, dst)

    def type(self, name):
        return self.execute_command('TYPE', name)

    def copy(self, source, destination, replace=False):
        return self._bool('COPY', source, destination, *(['REPLACE'] if replace else []))

    def scan(self, cursor=0, match=None, count=None, _type=None):
        more = [w for name, v in (('MATCH', match), ('COUNT', count), ('TYPE', _type)) if v is not None for w in (name, v)]
        return self.execute_command('SCAN', cursor, *more, into=lambda reply: (int(reply[0]), reply[1]))

    def scan_iter(self, match=None, count=None, _type=None):
        cursor = None
        while cursor != 0:
            cursor, found = self.scan(cursor or 0, match, count, _type)
            yield from found

    # Strings.
    def set(self, name, value, ex=None, px=None, nx=False, xx=False, keepttl=False, get=False, exat=None, pxat=None):
        words = []
        for word, given in (('EX', _seconds(ex)), ('PX', _millis(px)), ('EXAT', _when(exat)), ('PXAT', pxat)):
            if given is not None:
                words += [word, given]
        words += [word for word, on in (('KEEPTTL', keepttl), ('NX', nx), ('XX', xx), ('GET', get)) if on]
        if get:
            return self.execute_command('SET', name, value, *words)
        return self.execute_command('SET', name, value, *words, into=lambda reply: True if reply in (b'OK', 'OK') else None)

    def __setitem__(self, name, value):
        self.set(name, value)

    def get(self, name):
        return self.execute_command('GET', name)

    def __getitem__(self, name):
        value = self.get(name)
        if value is not None:
            return value
        raise KeyError(name)

    def getset(self, name, value):
        return self.execute_command('GETSET', name, value)

    def getdel(self, name):
        return self.execute_command('GETDEL', name)

    def getex(self, name, ex=None, px=None, persist=False):
        words = ['EX', _seconds(ex)] if ex is not None else ['PX', _millis(px)] if px is not None else ['PERSIST'] if persist else []
        return self.execute_command('GETEX', name, *words)

    def setex(self, name, time, value):
        return self._ok('SETEX', name, _seconds(time), value)

    def psetex(self, name, time_ms, value):
        return self._ok('PSETEX', name, _millis(time_ms), value)

    def setnx(self, name, value):
        return self._bool('SETNX', name, value)

    def mget(self, keys, *args):
        return self.execute_command('MGET', *_flat(keys, args))

    def mset(self, mapping):
        return self._ok('MSET', *[word for pair in mapping.items() for word in pair])

    def msetnx(self, mapping):
        return self._bool('MSETNX', *[word for pair in mapping.items() for word in pair])

    def incr(self, name, amount=1):
        return self.execute_command('INCRBY', name, amount)

    incrby = incr

    def incrbyfloat(self, name, amount=1.0):
        return self._float('INCRBYFLOAT', name, amount)

    def decr(self, name, amount=1):
        return self.execute_command('DECRBY', name, amount)

    decrby = decr

    def append(self, key, value):
        return self.execute_command('APPEND', key, value)

    def strlen(self, name):
        return self.execute_command('STRLEN', name)

    def getrange(self, key, start, end):
        return self.execute_command('GETRANGE', key, start, end)

    def setrange(self, name, offset, value):
        return self.execute_command('SETRANGE', name, offset, value)

    def setbit(self, name, offset, value):
        return self.execute_command('SETBIT', name, offset, value)

    def getbit(self, name, offset):
        return self.execute_command('GETBIT', name, offset)

    def bitcount(self, key, start=None, end=None):
        return self.execute_command('BITCOUNT', key, *([start, end] if start is not None else []))

    # Lists.
    def lpush(self, name, *values):
        return self.execute_command('LPUSH', name, *values)

    def rpush(self, name, *values):
        return self.execute_command('RPUSH', name, *values)

    def lpushx(self, name, *values):
        return self.execute_command('LPUSHX', name, *values)

    def rpushx(self, name, *values):
        return self.execute_command('RPUSHX', name, *values)

    def lpop(self, name, count=None):
        return self.execute_command('LPOP', name, *([count] if count is not None else []))

    def rpop(self, name, count=None):
        return self.execute_command('RPOP', name, *([count] if count is not None else []))

    def blpop(self, keys, timeout=0):
        return self.execute_command('BLPOP', *_flat(keys), timeout or 0, into=lambda reply: None if reply is None else tuple(reply))

    def brpop(self, keys, timeout=0):
        return self.execute_command('BRPOP', *_flat(keys), timeout or 0, into=lambda reply: None if reply is None else tuple(reply))

    def rpoplpush(self, src, dst):
        return self.execute_command('RPOPLPUSH', src, dst)

    def brpoplpush(self, src, dst, timeout=0):
        return self.execute_command('BRPOPLPUSH', src, dst, timeout or 0)

    def lmove(self, first_list, second_list, src='LEFT', dest='RIGHT'):
        return self.execute_command('LMOVE', first_list, second_list, src, dest)

    def blmove(self, first_list, second_list, timeout, src='LEFT', dest='RIGHT'):
        return self.execute_command('BLMOVE', first_list, second_list, src, dest, timeout)

    def llen(self, name):
        return self.execute_command('LLEN', name)

    def lrange(self, name, start, end):
        return self.execute_command('LRANGE', name, start, end)

    def lindex(self, name, index):
        return self.execute_command('LINDEX', name, index)

    def lset(self, name, index, value):
        return self._ok('LSET', name, index, value)

    def lrem(self, name, count, value):
        return self.execute_command('LREM', name, count, value)

    def ltrim(self, name, start, end):
        return self._ok('LTRIM', name, start, end)

    def linsert(self, name, where, refvalue, value):
        return self.execute_command('LINSERT', name, where, refvalue, value)

    def lpos(self, name, value):
        return self.execute_command('LPOS', name, value)

    # Sets.
    def sadd(self, name, *values):
        return self.execute_command('SADD', name, *values)

    def srem(self, name, *values):
        return self.execute_command('SREM', name, *values)

    def smembers(self, name):
        return self._set('SMEMBERS', name)

    def sismember(self, name, value):
        return self.execute_command('SISMEMBER', name, value)

    def scard(self, name):
        return self.execute_command('SCARD', name)

    def spop(self, name, count=None):
        return self.execute_command('SPOP', name, *([count] if count is not None else []))

    def srandmember(self, name, number=None):
        return self.execute_command('SRANDMEMBER', name, *([number] if number is not None else []))

    def smove(self, src, dst, value):
        return self._bool('SMOVE', src, dst, value)

    def sinter(self, keys, *args):
        return self._set('SINTER', *_flat(keys, args))

    def sunion(self, keys, *args):
        return self._set('SUNION', *_flat(keys, args))

    def sdiff(self, keys, *args):
        return self._set('SDIFF', *_flat(keys, args))

    def sinterstore(self, dest, keys, *args):
        return self.execute_command('SINTERSTORE', dest, *_flat(keys, args))

    def sunionstore(self, dest, keys, *args):
        return self.execute_command('SUNIONSTORE', dest, *_flat(keys, args))

    def sscan_iter(self, name, match=None, count=None):
        cursor = None
        while cursor != 0:
            more = [w for word, v in (('MATCH', match), ('COUNT', count)) if v is not None for w in (word, v)]
            cursor, found = self.execute_command('SSCAN', name, cursor or 0, *more)
            cursor = int(cursor)
            yield from found

    # Hashes.
    def hset(self, name, key=None, value=None, mapping=None, items=None):
        words = [] if key is None else [key, value]
        words += [word for pair in (mapping or {}).items() for word in pair] + list(items or [])
        if not words:
            raise DataError("'hset' with no key value pairs")
        return self.execute_command('HSET', name, *words)

    def hmset(self, name, mapping):
        return self._ok('HMSET', name, *[word for pair in mapping.items() for word in pair])

    def hsetnx(self, name, key, value):
        return self._bool('HSETNX', name, key, value)

    def hget(self, name, key):
        return self.execute_command('HGET', name, key)

    def hmget(self, name, keys, *args):
        return self.execute_command('HMGET', name, *_flat(keys, args))

    def hgetall(self, name):
        return self._dict('HGETALL', name)

    def hdel(self, name, *keys):
        return self.execute_command('HDEL', name, *keys)

    def hexists(self, name, key):
        return self._bool('HEXISTS', name, key)

    def hincrby(self, name, key, amount=1):
        return self.execute_command('HINCRBY', name, key, amount)

    def hincrbyfloat(self, name, key, amount=1.0):
        return self._float('HINCRBYFLOAT', name, key, amount)

    def hkeys(self, name):
        return self.execute_command('HKEYS', name)

    def hvals(self, name):
        return self.execute_command('HVALS', name)

    def hlen(self, name):
        return self.execute_command('HLEN', name)

    def hscan_iter(self, name, match=None, count=None):
        for key, value in self.hgetall(name).items():
            yield key, value

    # Sorted sets.
    def zadd(self, name, mapping, nx=False, xx=False, ch=False, incr=False, gt=False, lt=False):
        flags = [flag for flag, on in (('NX', nx), ('XX', xx), ('GT', gt), ('LT', lt), ('CH', ch), ('INCR', incr)) if on]
        words = [word for member, score in mapping.items() for word in (score, member)]
        return (self._float if incr else self.execute_command)('ZADD', name, *flags, *words)

    def zincrby(self, name, amount, value):
        return self._float('ZINCRBY', name, amount, value)

    def zscore(self, name, value):
        return self._float('ZSCORE', name, value)

    def zcard(self, name):
        return self.execute_command('ZCARD', name)

    def zcount(self, name, min, max):
        return self.execute_command('ZCOUNT', name, min, max)

    def zrank(self, name, value):
        return self.execute_command('ZRANK', name, value)

    def zrevrank(self, name, value):
        return self.execute_command('ZREVRANK', name, value)

    def zrem(self, name, *values):
        return self.execute_command('ZREM', name, *values)

    def zrange(self, name, start, end, desc=False, withscores=False):
        return self._pairs('ZREVRANGE' if desc else 'ZRANGE', name, start, end, *(['WITHSCORES'] if withscores else []), scores=withscores)

    def zrevrange(self, name, start, end, withscores=False):
        return self.zrange(name, start, end, True, withscores)

    def zrangebyscore(self, name, min, max, start=None, num=None, withscores=False):
        more = (['WITHSCORES'] if withscores else []) + (['LIMIT', start, num] if start is not None else [])
        return self._pairs('ZRANGEBYSCORE', name, min, max, *more, scores=withscores)

    def zrevrangebyscore(self, name, max, min, start=None, num=None, withscores=False):
        more = (['WITHSCORES'] if withscores else []) + (['LIMIT', start, num] if start is not None else [])
        return self._pairs('ZREVRANGEBYSCORE', name, max, min, *more, scores=withscores)

    def zremrangebyscore(self, name, min, max):
        return self.execute_command('ZREMRANGEBYSCORE', name, min, max)

    def zremrangebyrank(self, name, min, max):
        return self.execute_command('ZREMRANGEBYRANK', name, min, max)

    def zpopmin(self, name, count=None):
        return self._pairs('ZPOPMIN', name, *([count] if count is not None else []))

    def zpopmax(self, name, count=None):
        return self._pairs('ZPOPMAX', name, *([count] if count is not None else []))

    # Streams.
    def xadd(self, name, fields, id='*', maxlen=None, approximate=True):
        limit = ['MAXLEN', *(['~'] if approximate else []), maxlen] if maxlen is not None else []
        return self.execute_command('XADD', name, *limit, id, *[word for pair in fields.items() for word in pair])

    def _entries(self, reply):
        return [(entry[0], dict(zip(entry[1][::2], entry[1][1::2])) if entry[1] is not None else None) for entry in reply or []]

    def xlen(self, name):
        return self.execute_command('XLEN', name)

    def xrange(self, name, min='-', max='+', count=None):
        return self.execute_command('XRANGE', name, min, max, *(['COUNT', count] if count else []), into=self._entries)

    def xrevrange(self, name, max='+', min='-', count=None):
        return self.execute_command('XREVRANGE', name, max, min, *(['COUNT', count] if count else []), into=self._entries)

    def _streams(self, reply):
        return [[name, self._entries(entries)] for name, entries in reply or []]

    def xread(self, streams, count=None, block=None):
        more = (['COUNT', count] if count else []) + (['BLOCK', block] if block is not None else [])
        return self.execute_command('XREAD', *more, 'STREAMS', *streams.keys(), *streams.values(), into=self._streams)

    def xgroup_create(self, name, groupname, id='$', mkstream=False):
        return self._ok('XGROUP CREATE', name, groupname, id, *(['MKSTREAM'] if mkstream else []))

    def xreadgroup(self, groupname, consumername, streams, count=None, block=None, noack=False):
        more = (['COUNT', count] if count else []) + (['BLOCK', block] if block is not None else []) + (['NOACK'] if noack else [])
        return self.execute_command('XREADGROUP', 'GROUP', groupname, consumername, *more, 'STREAMS', *streams.keys(), *streams.values(), into=self._streams)

    def xack(self, name, groupname, *ids):
        return self.execute_command('XACK', name, groupname, *ids)

    def xdel(self, name, *ids):
        return self.execute_command('XDEL', name, *ids)

    def publish(self, channel, message):
        return self.execute_command('PUBLISH', channel, message)


def _number(text):
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


class Redis(Commands):
    def __init__(self, host='localhost', port=6379, db=0, password=None, socket_timeout=None, socket_connect_timeout=None, socket_keepalive=None,
                 connection_pool=None, encoding='utf-8', encoding_errors='strict', charset=None, decode_responses=False, retry_on_timeout=False,
                 health_check_interval=0, username=None, ssl=False, max_connections=None, retry=None, retry_on_error=None, client_name=None, protocol=2, **kwargs):
        if ssl:
            raise NotImplementedError('not simulated: TLS')
        self.connection_pool = connection_pool or ConnectionPool(host=host, port=port, db=db, password=password, username=username, socket_timeout=socket_timeout,
                                                                 socket_connect_timeout=socket_connect_timeout, decode_responses=decode_responses)
        self._decodes = self.connection_pool.connection_kwargs.get('decode_responses', decode_responses)

    @classmethod
    def from_url(cls, url, **kwargs):
        return cls(**{**_parsed(url), **kwargs})

    def _decoded(self, reply):
        if not self._decodes:
            return reply
        if isinstance(reply, bytes):
            return reply.decode()
        return [self._decoded(one) for one in reply] if isinstance(reply, list) else reply

    def execute_command(self, *args, into=None):
        connection = self.connection_pool.get()
        try:
            fresh = connection._socket is None
            try:
                connection.send(*args)
                reply = connection.read()
            except ConnectionError:
                # A connection that was kept may have been closed meanwhile: once more, with a new one.
                if fresh:
                    raise
                connection.disconnect()
                connection.send(*args)
                reply = connection.read()
            except TimeoutError:
                connection.disconnect()
                raise
        finally:
            self.connection_pool.release(connection)
        reply = self._decoded(reply)
        return into(reply) if into else reply

    def pipeline(self, transaction=True, shard_hint=None):
        return Pipeline(self, transaction)

    def transaction(self, func, *watches, **kwargs):
        with self.pipeline() as pipe:
            while True:
                try:
                    if watches:
                        pipe.watch(*watches)
                    func(pipe)
                    return pipe.execute()
                except WatchError:
                    continue

    def pubsub(self, ignore_subscribe_messages=False, **kwargs):
        return PubSub(self, ignore_subscribe_messages)

    def lock(self, name, timeout=None, sleep=0.1, blocking=True, blocking_timeout=None, **kwargs):
        return Lock(self, name, timeout, sleep, blocking, blocking_timeout)

    def close(self):
        self.connection_pool.disconnect()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __repr__(self):
        options = self.connection_pool.options()
        return f"<redis.client.Redis(<redis.connection.ConnectionPool(<redis.connection.Connection(host={options['host']},port={options['port']},db={options['db']})>)>)>"


StrictRedis = Redis


class Pipeline(Commands):
    def __init__(self, client, transaction):
        self._client, self._transaction, self._commands, self._watching = client, transaction, [], None

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.reset()

    def __len__(self):
        return len(self._commands)

    def reset(self):
        self._commands = []
        if self._watching is not None:
            self._watching.send('UNWATCH')
            self._watching.read()
            self._client.connection_pool.release(self._watching)
            self._watching = None

    def watch(self, *names):
        if self._watching is None:
            self._watching = self._client.connection_pool.get()
        self._watching.send('WATCH', *names)
        self._watching.read()
        self._direct = True
        return True

    def multi(self):
        self._direct = False

    def execute_command(self, *args, into=None):
        if self._watching is not None and self._direct:
            self._watching.send(*args)
            reply = self._client._decoded(self._watching.read())
            return into(reply) if into else reply
        self._commands.append((args, into))
        return self

    def execute(self, raise_on_error=True):
        commands, self._commands = self._commands, []
        if not commands and self._watching is None:
            return []
        connection = self._watching or self._client.connection_pool.get()
        self._watching = None
        try:
            packed = b''.join(connection.pack(args) for args, _ in commands)
            if self._transaction:
                connection.send_packed(connection.pack(('MULTI',)) + packed + connection.pack(('EXEC',)))
                connection.read()
                queued = [connection.read(False) for _ in commands]
                replies = connection.read(False)
                if replies is None:
                    raise WatchError('Watched variable changed.')
                if isinstance(replies, RedisError):
                    raise next((one for one in queued if isinstance(one, RedisError)), replies)
            else:
                connection.send_packed(packed)
                replies = [connection.read(False) for _ in commands]
        finally:
            self._client.connection_pool.release(connection)
        found = []
        for number, ((args, into), reply) in enumerate(zip(commands, replies), 1):
            if isinstance(reply, RedisError):
                if raise_on_error:
                    words = ' '.join(str(arg) for arg in args)
                    reply.args = (f'Command # {number} ({words}) of pipeline caused error: {reply}',)
                    raise reply
                found.append(reply)
                continue
            reply = self._client._decoded(reply)
            found.append(into(reply) if into else reply)
        return found


class PubSub:
    def __init__(self, client, ignore):
        self._client, self._ignore, self._connection, self.channels, self.patterns = client, ignore, None, {}, {}

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    @property
    def subscribed(self):
        return bool(self.channels or self.patterns)

    def _do(self, command, *names):
        if self._connection is None:
            self._connection = Connection(self._client.connection_pool.options())
        self._connection.send(command, *names)

    def subscribe(self, *names, **handlers):
        self.channels.update({**dict.fromkeys(names), **handlers})
        self._do('SUBSCRIBE', *names, *handlers)

    def psubscribe(self, *names, **handlers):
        self.patterns.update({**dict.fromkeys(names), **handlers})
        self._do('PSUBSCRIBE', *names, *handlers)

    def unsubscribe(self, *names):
        for name in names or list(self.channels):
            self.channels.pop(name, None)
        self._do('UNSUBSCRIBE', *names)

    def punsubscribe(self, *names):
        for name in names or list(self.patterns):
            self.patterns.pop(name, None)
        self._do('PUNSUBSCRIBE', *names)

    def get_message(self, ignore_subscribe_messages=False, timeout=0.0):
        if self._connection is None:
            raise RuntimeError('pubsub connection not set: did you forget to call subscribe() or psubscribe()?')
        if self._connection._socket is not None:
            self._connection._socket.settimeout(timeout if timeout is None else max(timeout, 0.001))
        try:
            reply = self._connection.read()
        except TimeoutError:
            return None
        kind = reply[0].decode()
        message = {'type': kind, 'pattern': None, 'channel': self._client._decoded(reply[1]), 'data': self._client._decoded(reply[2])}
        if kind == 'pmessage':
            message.update(pattern=self._client._decoded(reply[1]), channel=self._client._decoded(reply[2]), data=self._client._decoded(reply[3]))
        if kind not in ('message', 'pmessage'):
            return None if self._ignore or ignore_subscribe_messages else message
        name = reply[1].decode()
        handler = (self.patterns if kind == 'pmessage' else self.channels).get(name)
        if handler:
            handler(message)
            return None
        return message

    def listen(self):
        while self.subscribed:
            message = self.get_message(timeout=None)
            if message is not None:
                yield message

    def run_in_thread(self, sleep_time=0.0, daemon=False, exception_handler=None):
        stopped = threading.Event()

        def run():
            while not stopped.is_set():
                self.get_message(ignore_subscribe_messages=True, timeout=sleep_time or 0.1)
        thread = threading.Thread(target=run, daemon=daemon)
        thread.stop = stopped.set
        thread.start()
        return thread

    def close(self):
        if self._connection is not None:
            self._connection.disconnect()
            self._connection = None
        self.channels, self.patterns = {}, {}


class Lock:
    def __init__(self, client, name, timeout, sleep, blocking, blocking_timeout):
        self._client, self.name, self.timeout, self._sleep = client, name, timeout, sleep
        self._blocking, self._limit, self._token = blocking, blocking_timeout, None

    def acquire(self, blocking=None, blocking_timeout=None, **kwargs):
        import uuid
        token = uuid.uuid1().hex
        blocking = self._blocking if blocking is None else blocking
        limit = self._limit if blocking_timeout is None else blocking_timeout
        end = None if limit is None else time.monotonic() + limit
        while True:
            if self._client.set(self.name, token, nx=True, px=int(self.timeout * 1000) if self.timeout else None):
                self._token = token
                return True
            if not blocking or (end is not None and time.monotonic() + self._sleep > end):
                return False
            time.sleep(self._sleep)

    def release(self):
        if self._token is None:
            raise LockError('Cannot release an unlocked lock')
        held = self._client.get(self.name)
        if (held.decode() if isinstance(held, bytes) else held) != self._token:
            self._token = None
            raise LockError("Cannot release a lock that's no longer owned")
        self._token = None
        self._client.delete(self.name)

    def locked(self):
        return self._client.get(self.name) is not None

    def __enter__(self):
        if self.acquire():
            return self
        raise LockError('Unable to acquire lock within the time specified')

    def __exit__(self, *args):
        self.release()
