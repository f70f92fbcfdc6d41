# JSON as Flask writes it.
import dataclasses
import datetime
import decimal
import json as _json
import uuid

from werkzeug.http import http_date

from .globals import current_app


def _default(value):
    if isinstance(value, datetime.date):
        return http_date(value)
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    if dataclasses.is_dataclass(value):
        return dataclasses.asdict(value)
    if hasattr(value, '__html__'):
        return str(value.__html__())
    raise TypeError(f'Object of type {type(value).__name__} is not JSON serializable')


class JSONProvider:
    def __init__(self, app):
        self._app = app

    def dump(self, obj, fp, **kwargs):
        fp.write(self.dumps(obj, **kwargs))

    def load(self, fp, **kwargs):
        return self.loads(fp.read(), **kwargs)

    def _arguments(self, args, kwargs):
        if args and kwargs:
            raise TypeError('app.json.response() takes either args or kwargs, not both')
        return (args[0] if len(args) == 1 else list(args) if args else kwargs) if args or kwargs else None

    def response(self, *args, **kwargs):
        return self._app.response_class(self.dumps(self._arguments(args, kwargs)), mimetype='application/json')


class DefaultJSONProvider(JSONProvider):
    default = staticmethod(_default)
    ensure_ascii, sort_keys, compact, mimetype = True, True, None, 'application/json'

    def dumps(self, obj, **kwargs):
        kwargs.setdefault('default', self.default)
        kwargs.setdefault('ensure_ascii', self.ensure_ascii)
        kwargs.setdefault('sort_keys', self.sort_keys)
        return _json.dumps(obj, **kwargs)

    def loads(self, s, **kwargs):
        return _json.loads(s, **kwargs)

    def response(self, *args, **kwargs):
        obj = self._arguments(args, kwargs)
        wide = (self.compact is None and self._app.debug) or self.compact is False
        text = self.dumps(obj, indent=2) if wide else self.dumps(obj, separators=(',', ':'))
        return self._app.response_class(f'{text}\n', mimetype=self.mimetype)


def dumps(obj, **kwargs):
    if current_app:
        return current_app.json.dumps(obj, **kwargs)
    kwargs.setdefault('default', _default)
    return _json.dumps(obj, **kwargs)


def loads(s, **kwargs):
    return current_app.json.loads(s, **kwargs) if current_app else _json.loads(s, **kwargs)


def dump(obj, fp, **kwargs):
    fp.write(dumps(obj, **kwargs))


def load(fp, **kwargs):
    return loads(fp.read(), **kwargs)


def jsonify(*args, **kwargs):
    return current_app.json.response(*args, **kwargs)
