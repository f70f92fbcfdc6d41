# Statements put together from names and values.
from . import _wire


class Composable:
    def __add__(self, other):
        return Composed([self, other])

    def as_string(self, context=None):
        raise NotImplementedError


class Composed(Composable):
    def __init__(self, seq):
        self.seq = list(seq)

    def as_string(self, context=None):
        return ''.join(part.as_string(context) for part in self.seq)

    def __add__(self, other):
        return Composed([*self.seq, *(other.seq if isinstance(other, Composed) else [other])])


class SQL(Composable):
    def __init__(self, string):
        self.string = string

    def as_string(self, context=None):
        return self.string

    def join(self, seq):
        made = []
        for part in seq:
            if made:
                made.append(self)
            made.append(part)
        return Composed(made)

    def format(self, *args, **kwargs):
        import re
        made, used = [], 0
        for text in re.split(r'(\{\w*\})', self.string):
            if re.fullmatch(r'\{\w*\}', text):
                name = text[1:-1]
                if name == '':
                    made.append(args[used])
                    used += 1
                else:
                    made.append(args[int(name)] if name.isdigit() else kwargs[name])
            elif text:
                made.append(SQL(text))
        return Composed(made)


class Identifier(Composable):
    def __init__(self, *strings):
        self.strings = strings

    def as_string(self, context=None):
        return '.'.join('"' + s.replace('"', '""') + '"' for s in self.strings)


class Literal(Composable):
    def __init__(self, wrapped):
        self.wrapped = wrapped

    def as_string(self, context=None):
        return _wire.literal(self.wrapped)


class Placeholder(Composable):
    def __init__(self, name=None):
        self.name = name

    def as_string(self, context=None):
        return f'%({self.name})s' if self.name else '%s'
