// `signal` in Python: signals.

/** Its source. */
export const source = String.raw`import enum
import _signal
from _signal import default_int_handler, raise_signal, pause, alarm, siginterrupt, strsignal


class Signals(enum.IntEnum):
    pass


Signals = enum.IntEnum('Signals', {n: getattr(_signal, n) for n in dir(_signal) if n.startswith('SIG')}, module='signal')
Signals.__repr__ = lambda self: f'<Signals.{self._name_}: {self._value_}>'
Handlers = enum.IntEnum('Handlers', {'SIG_DFL': 0, 'SIG_IGN': 1}, module='signal')
globals().update(Signals.__members__)
SIG_DFL, SIG_IGN = Handlers.SIG_DFL, Handlers.SIG_IGN
NSIG = 65


def _shown(handler):
    return Handlers(handler) if isinstance(handler, int) and handler in (0, 1) else handler


def signal(signalnum, handler):
    if not callable(handler) and handler not in (0, 1):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    return _shown(_signal.signal(int(signalnum), handler))


def getsignal(signalnum):
    return _shown(_signal.getsignal(int(signalnum)))


def valid_signals():
    return set(Signals)


def set_wakeup_fd(fd, *, warn_on_full_buffer=True):
    return -1
`;
