// `logging` in Python: log records, handlers and formats.

/** Its source. */
export const source = String.raw`import os
import sys
import time
import traceback
import weakref
from string import Template

CRITICAL = FATAL = 50
ERROR, WARNING, INFO, DEBUG, NOTSET = 40, 30, 20, 10, 0
WARN = WARNING
_names = {CRITICAL: 'CRITICAL', ERROR: 'ERROR', WARNING: 'WARNING', INFO: 'INFO', DEBUG: 'DEBUG', NOTSET: 'NOTSET'}
_levels = {**{v: k for k, v in _names.items()}, 'WARN': WARNING, 'FATAL': FATAL}
_start = time.time()
raiseExceptions = True
lastResort = None


def getLevelName(level):
    if level in _names:
        return _names[level]
    return _levels.get(level, f'Level {level}')


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, name):
    _names[level] = name
    _levels[name] = level


def _check_level(level):
    if isinstance(level, int):
        return level
    if isinstance(level, str):
        if level not in _levels:
            raise ValueError(f'Unknown level: {level!r}')
        return _levels[level]
    raise TypeError(f'Level not an integer or a valid string: {level!r}')


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **kwargs):
        now = time.time()
        self.name, self.msg = name, msg
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.args = args
        self.levelname, self.levelno = getLevelName(level), level
        self.pathname = pathname
        self.filename = os.path.basename(pathname)
        self.module = os.path.splitext(self.filename)[0]
        self.exc_info, self.exc_text, self.stack_info = exc_info, None, sinfo
        self.lineno, self.funcName = lineno, func
        self.created = now
        self.msecs = int((now - int(now)) * 1000) + 0.0
        self.relativeCreated = (now - _start) * 1000
        import threading
        thread = threading.current_thread()
        self.thread, self.threadName = thread.ident, thread.name
        self.processName, self.process = 'MainProcess', os.getpid()
        self.taskName = None

    def getMessage(self):
        msg = str(self.msg)
        return msg % self.args if self.args else msg

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'


def makeLogRecord(d):
    record = LogRecord(None, 0, '', 0, '', (), None, None)
    record.__dict__.update(d)
    return record


BASIC_FORMAT = '%(levelname)s:%(name)s:%(message)s'


class Formatter:
    converter = time.localtime
    default_time_format = '%Y-%m-%d %H:%M:%S'
    default_msec_format = '%s,%03d'

    def __init__(self, fmt=None, datefmt=None, style='%', validate=True, *, defaults=None):
        if style not in '%{$':
            raise ValueError('Style must be one of: %,{,$')
        self._style = style
        self._fmt = fmt or {'%': '%(message)s', '{': '{message}', '$': '$' + '{message}'}[style]
        self.datefmt = datefmt
        self._defaults = defaults or {}

    def formatTime(self, record, datefmt=None):
        ct = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, ct)
        s = time.strftime(self.default_time_format, ct)
        return self.default_msec_format % (s, record.msecs) if self.default_msec_format else s

    def formatException(self, ei):
        return ''.join(traceback.format_exception(ei[1])).rstrip('\n')

    def usesTime(self):
        return 'asctime' in self._fmt

    def formatMessage(self, record):
        values = {**self._defaults, **record.__dict__}
        if self._style == '%':
            return self._fmt % values
        if self._style == '{':
            return self._fmt.format(**values)
        return Template(self._fmt).substitute(**values)

    def formatStack(self, stack_info):
        return stack_info

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        s = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            s = (s if s.endswith('\n') else s + '\n') + record.exc_text
        if record.stack_info:
            s = (s if s.endswith('\n') else s + '\n') + self.formatStack(record.stack_info)
        return s


class Filter:
    def __init__(self, name=''):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + '.')


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        for f in self.filters:
            result = f.filter(record) if hasattr(f, 'filter') else f(record)
            if not result:
                return False
            if isinstance(result, LogRecord):
                record = result
        return record


_handlers = []


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self._name = None
        self.level = _check_level(level)
        self.formatter = None
        _handlers.append(self)

    name = property(lambda self: self._name, lambda self, value: setattr(self, '_name', value))

    def get_name(self):
        return self._name

    def set_name(self, name):
        self._name = name

    def setLevel(self, level):
        self.level = _check_level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _default).format(record)

    def emit(self, record):
        raise NotImplementedError('emit must be implemented by Handler subclasses')

    def acquire(self):
        pass

    def release(self):
        pass

    def handle(self, record):
        found = self.filter(record)
        if found:
            self.emit(found)
        return found

    def flush(self):
        pass

    def close(self):
        if self in _handlers:
            _handlers.remove(self)

    def handleError(self, record):
        if raiseExceptions and sys.stderr:
            print('--- Logging error ---', file=sys.stderr)
            traceback.print_exc()
            print(f'Call stack:\nMessage: {record.msg!r}\nArguments: {record.args}', file=sys.stderr)

    def __repr__(self):
        return f'<{self.__class__.__name__} ({getLevelName(self.level)})>'


_default = Formatter()


class StreamHandler(Handler):
    terminator = '\n'

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if self.stream and hasattr(self.stream, 'flush'):
            self.stream.flush()

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def setStream(self, stream):
        old, self.stream = self.stream, stream
        return old

    def __repr__(self):
        name = getattr(self.stream, 'name', '')
        return f'<{self.__class__.__name__} {name} ({getLevelName(self.level)})>'


class FileHandler(StreamHandler):
    def __init__(self, filename, mode='a', encoding=None, delay=False, errors=None):
        self.baseFilename = os.path.abspath(os.fspath(filename))
        self.mode, self.encoding = mode, encoding
        super().__init__(None if delay else open(self.baseFilename, mode))
        if delay:
            self.stream = None

    def emit(self, record):
        if self.stream is None:
            self.stream = open(self.baseFilename, self.mode)
        super().emit(record)

    def close(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        super().close()


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _LastResort(StreamHandler):
    def __init__(self):
        Handler.__init__(self, WARNING)

    @property
    def stream(self):
        return sys.stderr


lastResort = _LastResort()
_handlers.clear()


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name, self.level = name, _check_level(level)
        self.parent, self.propagate, self.handlers, self.disabled = None, True, [], False
        self.manager = None

    def __repr__(self):
        return f'<{self.__class__.__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>'

    def setLevel(self, level):
        self.level = _check_level(level)

    def debug(self, msg, *args, **kwargs):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **kwargs)

    def info(self, msg, *args, **kwargs):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **kwargs)

    warn = warning

    def error(self, msg, *args, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **kwargs)

    fatal = critical

    def log(self, level, msg, *args, **kwargs):
        if not isinstance(level, int):
            raise TypeError('level must be an integer')
        if self.isEnabledFor(level):
            self._log(level, msg, args, **kwargs)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename == __file__:
            frame = frame.f_back
        for _ in range(stacklevel - 1):
            frame = frame.f_back or frame
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
                if exc_info[1] is None:
                    exc_info = None
        code = frame.f_code
        record = LogRecord(self.name, level, code.co_filename, frame.f_lineno, msg, args, exc_info, code.co_name)
        if extra is not None:
            for key in extra:
                if key in ('message', 'asctime') or key in record.__dict__:
                    raise KeyError(f'Attempt to overwrite {key!r} in LogRecord')
                record.__dict__[key] = extra[key]
        self.handle(record)

    def makeRecord(self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None):
        return LogRecord(name, level, fn, lno, msg, args, exc_info, func, sinfo)

    def handle(self, record):
        if self.disabled:
            return
        found = self.filter(record)
        if found:
            self.callHandlers(found)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        c = self
        while c:
            if c.handlers:
                return True
            c = c.parent if c.propagate else None
        return False

    def callHandlers(self, record):
        c = self
        found = 0
        while c:
            for hdlr in c.handlers:
                found += 1
                if record.levelno >= hdlr.level:
                    hdlr.handle(record)
            c = c.parent if c.propagate else None
        if found == 0 and lastResort and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def getEffectiveLevel(self):
        logger = self
        while logger:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and _disable < level and level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f'{self.name}.{suffix}')


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__('root', level)


class LoggerAdapter:
    def __init__(self, logger, extra=None, merge_extra=False):
        self.logger, self.extra = logger, extra

    def process(self, msg, kwargs):
        kwargs['extra'] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **kwargs):
        if self.logger.isEnabledFor(level):
            msg, kwargs = self.process(msg, kwargs)
            self.logger.log(level, msg, *args, **kwargs)

    def debug(self, msg, *args, **kwargs):
        self.log(DEBUG, msg, *args, **kwargs)

    def info(self, msg, *args, **kwargs):
        self.log(INFO, msg, *args, **kwargs)

    def warning(self, msg, *args, **kwargs):
        self.log(WARNING, msg, *args, **kwargs)

    def error(self, msg, *args, **kwargs):
        self.log(ERROR, msg, *args, **kwargs)

    def exception(self, msg, *args, exc_info=True, **kwargs):
        self.log(ERROR, msg, *args, exc_info=exc_info, **kwargs)

    def critical(self, msg, *args, **kwargs):
        self.log(CRITICAL, msg, *args, **kwargs)


root = RootLogger(WARNING)
_loggers = {}
_disable = 0


class Manager:
    loggerDict = _loggers
    disable = 0


Logger.root, Logger.manager = root, Manager()


def getLogger(name=None):
    if not name or name == 'root':
        return root
    found = _loggers.get(name)
    if found is None:
        found = _loggers[name] = _class(name)
        found.manager = Logger.manager
        parent = root
        head = name
        while '.' in head:
            head = head.rpartition('.')[0]
            if head in _loggers:
                parent = _loggers[head]
                break
        found.parent = parent
        for other_name, other in _loggers.items():
            if other_name.startswith(name + '.') and not (other.parent is not root and other.parent.name.startswith(name + '.')):
                other.parent = found
    return found


_class = Logger


def setLoggerClass(klass):
    global _class
    _class = klass


def getLoggerClass():
    return _class


def disable(level=CRITICAL):
    global _disable
    _disable = level


def basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None, errors=None):
    if force:
        for h in root.handlers[:]:
            root.removeHandler(h)
            h.close()
    if root.handlers:
        return
    if handlers is None:
        handlers = [FileHandler(filename, filemode) if filename else StreamHandler(stream)]
    elif filename or stream:
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if format is None:
        format = {'%': BASIC_FORMAT, '{': '{levelname}:{name}:{message}', '$': '$levelname:$name:$message'}[style]
    fmt = Formatter(format, datefmt, style)
    for h in handlers:
        if h.formatter is None:
            h.setFormatter(fmt)
        root.addHandler(h)
    if level is not None:
        root.setLevel(level)


def _root(name):
    def call(msg, *args, **kwargs):
        if not root.handlers:
            basicConfig()
        getattr(root, name)(msg, *args, **kwargs)
    call.__name__ = name
    return call


for _name in ('debug', 'info', 'warning', 'error', 'exception', 'critical', 'log'):
    globals()[_name] = _root(_name)
warn, fatal = warning, critical


def shutdown(handlerList=None):
    for h in _handlers[:]:
        h.flush()
        h.close()


def captureWarnings(capture):
    pass


def getHandlerByName(name):
    return next((h for h in _handlers if h.name == name), None)
`;
