// `traceback` in Python: showing exceptions.

/** Its source. */
export const source = String.raw`import sys
from _traceback import format_exception_text as _text, format_only as _only, format_trace as _trace


def _value(exc, value):
    return exc if value is None else value


class FrameSummary:
    def __init__(self, filename, lineno, name, line=None):
        self.filename, self.lineno, self.name, self.line = filename, lineno, name, line or ''

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, index):
        return tuple(self)[index]

    def __repr__(self):
        return f'<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>'


class StackSummary(list):
    def format(self):
        return [f'  File "{f.filename}", line {f.lineno}, in {f.name}\n' + (f'    {f.line}\n' if f.line else '') for f in self]


def format_exception(exc, value=None, tb=None, limit=None, chain=True):
    return _text(_value(exc, value)).splitlines(True)


def format_exception_only(exc, value=None):
    return _only(_value(exc, value)).splitlines(True)


def print_exception(exc, value=None, tb=None, limit=None, file=None, chain=True):
    print(_text(_value(exc, value)), file=file or sys.stderr, end='')


def format_exc(limit=None, chain=True):
    exc = sys.exc_info()[1]
    return _text(exc) if exc is not None else 'NoneType: None\n'


def print_exc(limit=None, file=None, chain=True):
    print(format_exc(), file=file or sys.stderr, end='')


def extract_tb(tb, limit=None):
    found = StackSummary()
    while tb is not None:
        code = tb.tb_frame.f_code
        found.append(FrameSummary(code.co_filename, tb.tb_lineno, code.co_name))
        tb = tb.tb_next
    return found


def format_tb(tb, limit=None):
    return _trace(tb) if tb is not None else []


def print_tb(tb, limit=None, file=None):
    print(''.join(format_tb(tb)), file=file or sys.stderr, end='')


def extract_stack(f=None, limit=None):
    frame = f or sys._getframe(1)
    found = StackSummary()
    while frame is not None:
        found.insert(0, FrameSummary(frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name))
        frame = frame.f_back
    return found


def format_stack(f=None, limit=None):
    return extract_stack(f or sys._getframe(1)).format()


def print_stack(f=None, limit=None, file=None):
    print(''.join(format_stack(f or sys._getframe(1))), file=file or sys.stderr, end='')


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback, **kwargs):
        self._exc = exc_value

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__)

    def format(self, *, chain=True):
        yield from format_exception(self._exc)

    def format_exception_only(self):
        yield from format_exception_only(self._exc)
`;
