# redis: a client of Redis.
from .client import ConnectionPool, Pipeline, PubSub, Redis, StrictRedis, from_url
from .exceptions import (
    AuthenticationError, BusyLoadingError, ConnectionError, DataError, NoScriptError, ReadOnlyError, RedisError, ResponseError, TimeoutError, WatchError,
)


def __getattr__(name):
    if name == '__version__':
        from importlib.metadata import version
        return version('redis')
    raise AttributeError(name)
