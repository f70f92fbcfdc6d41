# Pools of connections.
import threading

import psycopg2

from .errors import Error


class PoolError(Error):
    pass


class SimpleConnectionPool:
    def __init__(self, minconn, maxconn, *args, **kwargs):
        self.minconn, self.maxconn, self.closed, self._args, self._kwargs = int(minconn), int(maxconn), False, args, kwargs
        self._pool, self._used, self._lock = [], [], threading.Lock()
        for _ in range(self.minconn):
            self._pool.append(psycopg2.connect(*args, **kwargs))

    def getconn(self, key=None):
        with self._lock:
            if self.closed:
                raise PoolError('connection pool is closed')
            if not self._pool:
                if len(self._used) == self.maxconn:
                    raise PoolError('connection pool exhausted')
                self._pool.append(psycopg2.connect(*self._args, **self._kwargs))
            found = self._pool.pop()
            self._used.append(found)
            return found

    def putconn(self, conn=None, key=None, close=False):
        with self._lock:
            if conn not in self._used:
                raise PoolError('trying to put unkeyed connection')
            self._used.remove(conn)
            if close or conn.closed or len(self._pool) >= max(self.minconn, 1):
                conn.close()
            else:
                conn.rollback()
                self._pool.append(conn)

    def closeall(self):
        if self.closed:
            raise PoolError('connection pool is closed')
        for conn in self._pool + self._used:
            conn.close()
        self.closed = True


class ThreadedConnectionPool(SimpleConnectionPool):
    pass
