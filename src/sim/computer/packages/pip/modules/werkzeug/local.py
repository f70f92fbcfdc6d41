# Names that stand for what belongs to the running request.
import operator


class LocalProxy:
    def __init__(self, find, name=None, *, unbound_message=None):
        object.__setattr__(self, '_find', find)

    def _get_current_object(self):
        return object.__getattribute__(self, '_find')()

    def __getattr__(self, name):
        return getattr(self._get_current_object(), name)

    def __setattr__(self, name, value):
        setattr(self._get_current_object(), name, value)

    def __delattr__(self, name):
        delattr(self._get_current_object(), name)

    def __bool__(self):
        try:
            return bool(self._get_current_object())
        except RuntimeError:
            return False

    def __repr__(self):
        try:
            return repr(self._get_current_object())
        except RuntimeError:
            return '<LocalProxy unbound>'

    def __str__(self):
        return str(self._get_current_object())

    def __getitem__(self, key):
        return self._get_current_object()[key]

    def __setitem__(self, key, value):
        self._get_current_object()[key] = value

    def __delitem__(self, key):
        del self._get_current_object()[key]

    def __contains__(self, key):
        return key in self._get_current_object()

    def __iter__(self):
        return iter(self._get_current_object())

    def __len__(self):
        return len(self._get_current_object())

    def __call__(self, *args, **kwargs):
        return self._get_current_object()(*args, **kwargs)

    def __eq__(self, other):
        return operator.eq(self._get_current_object(), other)

    def __ne__(self, other):
        return operator.ne(self._get_current_object(), other)

    def __hash__(self):
        return hash(self._get_current_object())

    @property
    def __class__(self):
        return type(self._get_current_object())
