// `contextvars` in Python: values by context.

/** Its source. */
export const source = String.raw`class ContextVar:
    def __init__(self, name, *, default=...):
        self.name, self._default, self._values = name, default, []

    def get(self, *default):
        if self._values:
            return self._values[-1]
        if default:
            return default[0]
        if self._default is ...:
            raise LookupError(self)
        return self._default

    def set(self, value):
        self._values.append(value)
        return Token(self)

    def reset(self, token):
        self._values.pop()


class Token:
    def __init__(self, var):
        self.var = var


class Context:
    def run(self, func, *args, **kwargs):
        return func(*args, **kwargs)


def copy_context():
    return Context()
`;
