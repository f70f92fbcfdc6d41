# JSON as a value.
import json as _json

from .. import _wire


class Json:
    def __init__(self, obj, dumps=None):
        self.obj, self.dumps = obj, dumps

    def _sql(self):
        return _wire.quoted((self.dumps or _json.dumps)(self.obj))


Jsonb = Json
