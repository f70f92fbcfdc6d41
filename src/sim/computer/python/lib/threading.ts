// `threading` in Python: threads.

/** Its source. */
export const source = String.raw`import sys as _sys
import _thread
from time import monotonic as _time
from collections import deque as _deque

get_ident = _thread.get_ident
get_native_id = _thread.get_native_id
Lock = _thread.LockType
RLock = _thread.RLock
ThreadError = _thread.error
TIMEOUT_MAX = 4294967.0
_active = {}
_counter = 0


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args


def excepthook(args):
    if args.exc_type is SystemExit:
        return
    import traceback
    name = args.thread.name if args.thread is not None else get_ident()
    print(f'Exception in thread {name}:', file=_sys.stderr)
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)


__excepthook__ = excepthook


class Condition:
    def __init__(self, lock=None):
        self._lock = lock if lock is not None else RLock()
        self.acquire = self._lock.acquire
        self.release = self._lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        if not self._lock.locked():
            raise RuntimeError('cannot wait on un-acquired lock')
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        self._lock.release()
        got = False
        try:
            got = waiter.acquire() if timeout is None else waiter.acquire(timeout > 0, timeout if timeout > 0 else -1)
            return got
        finally:
            self._lock.acquire()
            if not got:
                try:
                    self._waiters.remove(waiter)
                except ValueError:
                    pass

    def wait_for(self, predicate, timeout=None):
        end = None if timeout is None else _time() + timeout
        result = predicate()
        while not result:
            left = None
            if end is not None:
                left = end - _time()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._lock.locked():
            raise RuntimeError('cannot notify on un-acquired lock')
        while self._waiters and n > 0:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError('semaphore initial value must be >= 0')
        self._cond = Condition(Lock())
        self._value = value

    def acquire(self, blocking=True, timeout=None):
        with self._cond:
            end = None if timeout is None else _time() + timeout
            while self._value == 0:
                if not blocking:
                    return False
                left = None if end is None else end - _time()
                if left is not None and left <= 0:
                    return False
                self._cond.wait(left)
            self._value -= 1
        return True

    __enter__ = acquire

    def release(self, n=1):
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        super().__init__(value)
        self._initial_value = value

    def release(self, n=1):
        if self._value + n > self._initial_value:
            raise ValueError('Semaphore released too many times')
        super().release(n)


class Event:
    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def is_set(self):
        return self._flag

    isSet = is_set

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            if not self._flag:
                self._cond.wait_for(lambda: self._flag, timeout)
            return self._flag


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self.parties, self._action, self._timeout = parties, action, timeout
        self._cond = Condition(Lock())
        self._count = 0
        self._turn = 0

    def wait(self, timeout=None):
        with self._cond:
            index = self._count
            self._count += 1
            turn = self._turn
            if self._count == self.parties:
                if self._action:
                    self._action()
                self._count = 0
                self._turn += 1
                self._cond.notify_all()
            elif not self._cond.wait_for(lambda: self._turn != turn, timeout or self._timeout):
                raise BrokenBarrierError
            return index


class local:
    def __init__(self, *args, **kwargs):
        object.__setattr__(self, '_local', {})

    def _space(self):
        return object.__getattribute__(self, '_local').setdefault(get_ident(), {})

    def __getattr__(self, name):
        try:
            return self._space()[name]
        except KeyError:
            raise AttributeError(f'{type(self).__name__!r} object has no attribute {name!r}') from None

    def __setattr__(self, name, value):
        self._space()[name] = value

    def __delattr__(self, name):
        try:
            del self._space()[name]
        except KeyError:
            raise AttributeError(name) from None


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _counter
        if name is None:
            _counter += 1
            name = f'Thread-{_counter}'
            if target is not None:
                name += f' ({getattr(target, "__name__", "?")})'
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self._name = str(name)
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._ident = None
        self._native_id = None
        self._started = Event()
        self._stopped = False
        self._done = Condition(Lock())

    def __repr__(self):
        status = 'initial'
        if self._started.is_set():
            status = 'started'
        if self._stopped:
            status = 'stopped'
        if self._daemonic:
            status += ' daemon'
        if self._ident is not None:
            status += f' {self._ident}'
        return f'<{self.__class__.__name__}({self._name}, {status})>'

    def start(self):
        if self._started.is_set():
            raise RuntimeError('threads can only be started once')
        self._started.set()
        self._ident = _thread.start(self._bootstrap, (), {}, self._daemonic, lambda exc: None)
        _active[self._ident] = self

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)  #: threading.py 982 run

    def _bootstrap(self):
        self._ident = get_ident()
        self._native_id = get_native_id()
        _active[self._ident] = self
        try:
            self.run()  #: threading.py 1045 _bootstrap_inner
        except SystemExit:
            pass
        except BaseException as exc:
            excepthook(ExceptHookArgs((type(exc), exc, exc.__traceback__, self)))
        finally:
            with self._done:
                self._stopped = True
                _active.pop(self._ident, None)
                self._done.notify_all()

    def join(self, timeout=None):
        if not self._started.is_set():
            raise RuntimeError('cannot join thread before it is started')
        if self is current_thread():
            raise RuntimeError('cannot join current thread')
        with self._done:
            self._done.wait_for(lambda: self._stopped, timeout)

    def is_alive(self):
        return self._started.is_set() and not self._stopped

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = str(name)

    @property
    def ident(self):
        return self._ident

    @property
    def native_id(self):
        return self._native_id

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, value):
        if self._started.is_set():
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemonic = value

    def isDaemon(self):
        return self._daemonic

    def setDaemon(self, value):
        self.daemon = value

    def getName(self):
        return self._name

    def setName(self, name):
        self.name = name


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval, self.function = interval, function
        self.args, self.kwargs = args or [], kwargs or {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    def __init__(self):
        self._name = 'MainThread'
        self._daemonic = False
        self._ident = get_ident()
        self._native_id = get_native_id()
        self._started = Event()
        self._started._flag = True
        self._stopped = False
        self._done = Condition(Lock())
        _active[self._ident] = self


_main_thread = _MainThread()


def main_thread():
    return _main_thread


def current_thread():
    return _active.get(get_ident(), _main_thread)


currentThread = current_thread


def active_count():
    return len(_active)


activeCount = active_count


def enumerate():
    return list(_active.values())


def settrace(func):
    pass


setprofile = settrace


def stack_size(size=0):
    return 0
`;
