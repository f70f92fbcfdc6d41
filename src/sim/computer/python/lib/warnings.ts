// `warnings` in Python: warnings.

/** Its source. */
export const source = String.raw`import sys

filters = []
_shown = set()
_default = 'default'


def _action(category):
    for action, cat in filters:
        if issubclass(category, cat):
            return action
    if category in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        return 'ignore'
    return _default


def formatwarning(message, category, filename, lineno, line=None):
    if line is None:
        try:
            with open(filename) as f:
                line = f.read().split('\n')[lineno - 1].strip()
        except (OSError, IndexError):
            line = ''
    return f'{filename}:{lineno}: {category.__name__}: {message}\n' + (f'  {line}\n' if line else '')


def showwarning(message, category, filename, lineno, file=None, line=None):
    print(formatwarning(message, category, filename, lineno, line), file=file or sys.stderr, end='')


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    category = category or UserWarning
    try:
        frame = sys._getframe(stacklevel)
    except ValueError:
        frame = sys._getframe(0)
    filename, lineno, module = frame.f_code.co_filename, frame.f_lineno, frame.f_globals.get('__name__')
    action = _action(category)
    if category is DeprecationWarning and module == '__main__' and not filters:
        action = 'default'
    if action == 'ignore':
        return
    if action == 'error':
        raise message if isinstance(message, Warning) else category(message)
    key = (str(message), category, lineno, filename)
    if action in ('default', 'once', 'module') and key in _shown:
        return
    _shown.add(key)
    if _records is not None:
        _records.append(WarningMessage(message if isinstance(message, Warning) else category(message), category, filename, lineno))
        return
    showwarning(message, category, filename, lineno)


class WarningMessage:
    def __init__(self, message, category, filename, lineno):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno


_records = None


def filterwarnings(action, message='', category=Warning, module='', lineno=0, append=False):
    filters.insert(0, (action, category))


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(0, (action, category))


def resetwarnings():
    filters.clear()


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning):
        self._record = record
        self._action = action
        self._category = category

    def __enter__(self):
        global _records
        self._saved = filters[:], _records
        if self._action:
            simplefilter(self._action, self._category)
        if self._record:
            _records = []
            return _records

    def __exit__(self, *args):
        global _records
        filters[:], _records = self._saved


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    def decorate(arg):
        import functools

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)
        return wrapper
    return decorate
`;
