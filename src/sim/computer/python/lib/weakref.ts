// `weakref` in Python: references; memory is looked after by the page, so they never die.

/** Its source. */
export const source = String.raw`class ref:
    def __init__(self, obj, callback=None):
        self._obj = obj

    def __call__(self):
        return self._obj


ReferenceType = ref
WeakKeyDictionary = WeakValueDictionary = dict
WeakSet = set


def proxy(obj, callback=None):
    return obj


class WeakMethod(ref):
    pass


class finalize:
    def __init__(self, obj, func, /, *args, **kwargs):
        self.alive = True
        self._call = lambda: func(*args, **kwargs)

    def __call__(self):
        if self.alive:
            self.alive = False
            return self._call()

    def detach(self):
        self.alive = False
`;
