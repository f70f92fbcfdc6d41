// `asyncio` in Python: tasks on one thread.

/** Its source. */
export const source = String.raw`import sys
import time as _time
from collections import deque as _deque
from heapq import heappush as _push, heappop as _pop
import _asyncio_wait as _native

CancelledError = type('CancelledError', (BaseException,), {'__module__': 'asyncio.exceptions'})
InvalidStateError = type('InvalidStateError', (Exception,), {'__module__': 'asyncio.exceptions'})
TimeoutError = TimeoutError
FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'
_running = None


class Handle:
    def __init__(self, callback, args):
        self._callback, self._args, self._cancelled = callback, args, False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def _run(self):
        if not self._cancelled:
            self._callback(*self._args)


class TimerHandle(Handle):
    def __init__(self, when, number, callback, args):
        super().__init__(callback, args)
        self._when, self._number = when, number

    def when(self):
        return self._when

    def __lt__(self, other):
        return (self._when, self._number) < (other._when, other._number)


class AbstractEventLoop:
    pass


class _Loop(AbstractEventLoop):
    def __init__(self):
        self._ready = _deque()
        self._timers = []
        self._number = 0
        self._stopping = False
        self._closed = False
        self._debug = False
        self._external = 0
        self._wake = _native.Waker()
        self._handlers = {}

    def time(self):
        return _time.monotonic()

    def call_soon(self, callback, *args, context=None):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    def call_soon_threadsafe(self, callback, *args, context=None):
        handle = self.call_soon(callback, *args)
        self._wake.wake()
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        self._number += 1
        handle = TimerHandle(when, self._number, callback, args)
        _push(self._timers, handle)
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        return Task(coro, loop=self, name=name)

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return self._debug

    def set_debug(self, enabled):
        self._debug = enabled

    def stop(self):
        self._stopping = True

    def close(self):
        self._closed = True

    def add_signal_handler(self, sig, callback, *args):
        import signal
        self._handlers[int(sig)] = (callback, args)

        def handler(signum, frame):
            self.call_soon_threadsafe(callback, *args)
        signal.signal(sig, handler)

    def remove_signal_handler(self, sig):
        import signal
        if self._handlers.pop(int(sig), None) is None:
            return False
        signal.signal(sig, signal.SIG_DFL if int(sig) != 2 else signal.default_int_handler)
        return True

    def set_exception_handler(self, handler):
        self._exception_handler = handler

    def call_exception_handler(self, context):
        handler = getattr(self, '_exception_handler', None)
        if handler is not None:
            handler(self, context)
            return
        print(context.get('message'), file=sys.stderr)

    def run_in_executor(self, executor, func, *args):
        future = self.create_future()
        self._external += 1

        def work():
            try:
                result = func(*args)
            except BaseException as exc:
                self.call_soon_threadsafe(finish, future.set_exception, exc)
            else:
                self.call_soon_threadsafe(finish, future.set_result, result)

        def finish(setter, value):
            self._external -= 1
            if not future.done():
                setter(value)

        import threading
        threading.Thread(target=work, daemon=True).start()
        return future

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self):
        pass

    def run_forever(self):
        global _running
        if _running is not None:
            raise RuntimeError('This event loop is already running')
        if self._closed:
            raise RuntimeError('Event loop is closed')
        _running = self
        try:
            while not self._stopping:
                self._once()
        finally:
            self._stopping = False
            _running = None

    def _once(self):
        timers = self._timers
        while timers and timers[0]._cancelled:
            _pop(timers)
        if not self._ready:
            if timers:
                self._wake.wait(max(0, timers[0]._when - self.time()))
            else:
                self._wake.wait(None)
        now = self.time() + 1e-9
        while timers and timers[0]._when <= now:
            self._ready.append(_pop(timers))
        for _ in range(len(self._ready)):
            self._ready.popleft()._run()

    def run_until_complete(self, future):
        future = ensure_future(future, loop=self)
        future.add_done_callback(self._finished)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(self._finished)
        if not future.done():
            raise RuntimeError('Event loop stopped before Future completed.')
        return future.result()  #: asyncio/base_events.py 653 run_until_complete

    def _finished(self, future):
        if not isinstance(future._exception, (SystemExit, KeyboardInterrupt)):
            self.stop()

    def __repr__(self):
        return f'<_UnixSelectorEventLoop running={self.is_running()} closed={self._closed} debug={self._debug}>'

    async def _spawn_thread(self, func, *args):
        return await self.run_in_executor(None, func, *args)


_policy_loop = None


def new_event_loop():
    return _Loop()


def get_running_loop():
    if _running is None:
        raise RuntimeError('no running event loop')
    return _running


def get_event_loop():
    global _policy_loop
    if _running is not None:
        return _running
    if _policy_loop is None:
        _policy_loop = _Loop()
    return _policy_loop


def set_event_loop(loop):
    global _policy_loop
    _policy_loop = loop


class Future:
    def __init__(self, *, loop=None):
        self._loop = loop or get_event_loop()
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._callbacks = []
        self._asyncio_future_blocking = False
        self._cancel_message = None

    def __repr__(self):
        info = self._state.lower()
        if self._state == 'FINISHED':
            info += f' exception={self._exception!r}' if self._exception is not None else f' result={self._result!r}'
        return f'<{type(self).__name__} {info}>'

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != 'PENDING'

    def cancelled(self):
        return self._state == 'CANCELLED'

    def cancel(self, msg=None):
        if self._state != 'PENDING':
            return False
        self._state = 'CANCELLED'
        self._cancel_message = msg
        self._schedule()
        return True

    def _schedule(self):
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def result(self):
        if self._state == 'CANCELLED':
            raise CancelledError(*([self._cancel_message] if self._cancel_message is not None else []))  #: hidden
        if self._state != 'FINISHED':
            raise InvalidStateError('Result is not ready.' if type(self) is Future else 'Result is not set.')
        if self._exception is not None:
            raise self._exception  #: hidden
        return self._result

    def exception(self):
        if self._state == 'CANCELLED':
            raise CancelledError()
        if self._state != 'FINISHED':
            raise InvalidStateError('Exception is not set.')
        return self._exception

    def add_done_callback(self, fn, *, context=None):
        if self._state != 'PENDING':
            self._loop.call_soon(fn, self)
        else:
            self._callbacks.append(fn)

    def remove_done_callback(self, fn):
        before = len(self._callbacks)
        self._callbacks = [c for c in self._callbacks if c != fn]
        return before - len(self._callbacks)

    def set_result(self, result):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')
        self._result, self._state = result, 'FINISHED'
        self._schedule()

    def set_exception(self, exception):
        if self._state != 'PENDING':
            raise InvalidStateError(f'{self._state}: {self!r}')
        if isinstance(exception, type):
            exception = exception()
        self._exception, self._state = exception, 'FINISHED'
        self._schedule()

    def __await__(self):
        if not self.done():
            self._asyncio_future_blocking = True
            yield self  #: hidden
        return self.result()  #: hidden

    __iter__ = __await__


_task_count = 0
_all_tasks = []
_current = None


class Task(Future):
    def __init__(self, coro, *, loop=None, name=None, context=None, eager_start=False):
        global _task_count
        super().__init__(loop=loop)
        if not iscoroutine(coro):
            raise TypeError(f'a coroutine was expected, got {coro!r}')
        _task_count += 1
        self._name = f'Task-{_task_count}' if name is None else str(name)
        self._coro = coro
        self._waiter = None
        self._must_cancel = False
        self._cancels = 0
        _all_tasks.append(self)
        self._loop.call_soon(self._step)

    def __repr__(self):
        state = {'PENDING': 'pending', 'FINISHED': 'finished', 'CANCELLED': 'cancelled'}[self._state]
        info = f"<Task {state} name={self._name!r} coro=<{getattr(self._coro, '__qualname__', '?')}()>"
        if self._state == 'FINISHED':
            info += f' exception={self._exception!r}' if self._exception is not None else f' result={self._result!r}'
        return info + '>'

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coro

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        self._cancels = max(0, self._cancels - 1)
        return self._cancels

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancels += 1
        if self._waiter is not None and self._waiter.cancel(msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def _step(self, exc=None):
        global _current
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(exc, CancelledError):
                exc = CancelledError(*([self._cancel_message] if self._cancel_message is not None else []))
            self._must_cancel = False
        self._waiter = None
        before, _current = _current, self
        try:
            result = self._coro.send(None) if exc is None else self._coro.throw(exc)  #: hidden
        except StopIteration as stop:
            if self._must_cancel:
                super().cancel(self._cancel_message)
            else:
                super().set_result(stop.value)
            self._leave()
        except CancelledError as cancelled:
            super().cancel(cancelled.args[0] if cancelled.args else None)
            self._leave()
        except (KeyboardInterrupt, SystemExit) as failure:
            super().set_exception(failure)
            self._leave()
            raise
        except BaseException as failure:
            super().set_exception(failure)
            self._leave()
        else:
            if isinstance(result, Future) or getattr(result, '_asyncio_future_blocking', None) is not None:
                result._asyncio_future_blocking = False
                self._waiter = result
                result.add_done_callback(self._wakeup)
                if self._must_cancel and result.cancel(self._cancel_message):
                    self._must_cancel = False
            elif result is None:
                self._loop.call_soon(self._step)
            else:
                self._loop.call_soon(self._step, RuntimeError(f'Task got bad yield: {result!r}'))
        finally:
            _current = before

    def _leave(self):
        if self in _all_tasks:
            _all_tasks.remove(self)

    def _wakeup(self, future):
        try:
            future.result()
        except BaseException as exc:
            self._step(exc)
        else:
            self._step()


def iscoroutine(obj):
    return hasattr(obj, 'send') and hasattr(obj, 'throw') and hasattr(obj, 'close')


def iscoroutinefunction(func):
    return getattr(getattr(func, '__code__', None), 'co_flags', 0) & 128 != 0


def isfuture(obj):
    return isinstance(obj, Future)


def current_task(loop=None):
    return _current


def all_tasks(loop=None):
    return {t for t in _all_tasks if not t.done()}


def ensure_future(obj, *, loop=None):
    if isinstance(obj, Future):
        return obj
    if iscoroutine(obj):
        return Task(obj, loop=loop or get_event_loop())
    if hasattr(obj, '__await__'):
        async def wrap():
            return await obj
        return Task(wrap(), loop=loop or get_event_loop())
    raise TypeError('An asyncio.Future, a coroutine or an awaitable is required')


def create_task(coro, *, name=None, context=None):
    return get_running_loop().create_task(coro, name=name)


class _Bare:
    def __await__(self):
        yield None


async def sleep(delay, result=None):
    if delay <= 0:
        await _Bare()
        return result
    loop = get_running_loop()
    future = loop.create_future()
    handle = loop.call_later(delay, lambda: None if future.done() else future.set_result(result))
    try:
        return await future
    finally:
        handle.cancel()


def gather(*coros, return_exceptions=False):
    loop = get_event_loop()
    outer = _Gathering(loop=loop)
    children = [ensure_future(c, loop=loop) for c in coros]
    outer._children = children
    if not children:
        outer.set_result([])
        return outer
    left = len(children)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            if not child.cancelled():
                child.exception()
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(CancelledError())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if left == 0:
            results = []
            for one in children:
                if one.cancelled():
                    results.append(CancelledError())
                else:
                    results.append(one.exception() if one.exception() is not None else one._result)
            if outer._requested:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)

    for child in children:
        child.add_done_callback(done)
    return outer


class _Gathering(Future):
    _requested = False

    def cancel(self, msg=None):
        if self.done():
            return False
        found = False
        for child in self._children:
            if child.cancel(msg):
                found = True
        if found:
            self._requested = True
        return found


async def wait_for(fut, timeout):
    if timeout is None:
        return await fut
    async with timeout_at(get_running_loop().time() + timeout):
        return await fut


class Timeout:
    def __init__(self, when):
        self._when, self._handle, self._expired, self._task = when, None, False, None

    def when(self):
        return self._when

    def expired(self):
        return self._expired

    def reschedule(self, when):
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
        if when is not None:
            self._handle = get_running_loop().call_at(when, self._expire)

    def _expire(self):
        self._expired = True
        self._task.cancel()

    async def __aenter__(self):
        self._task = current_task()
        self.reschedule(self._when)
        return self

    async def __aexit__(self, exc_type, exc, tb):
        if self._handle is not None:
            self._handle.cancel()
        if self._expired:
            self._task.uncancel()
            if exc_type is not None and issubclass(exc_type, CancelledError):
                raise TimeoutError from exc


def timeout(delay):
    return Timeout(None if delay is None else get_running_loop().time() + delay)


def timeout_at(when):
    return Timeout(when)


async def wait(fs, *, timeout=None, return_when=ALL_COMPLETED):
    loop = get_running_loop()
    fs = [ensure_future(f, loop=loop) for f in fs]
    waiter = loop.create_future()
    handle = loop.call_later(timeout, lambda: waiter.done() or waiter.set_result(None)) if timeout is not None else None

    def check(_=None):
        finished = [f for f in fs if f.done()]
        if len(finished) == len(fs) or (return_when == FIRST_COMPLETED and finished) or (
                return_when == FIRST_EXCEPTION and any(not f.cancelled() and f.exception() is not None for f in finished)):
            if not waiter.done():
                waiter.set_result(None)

    for f in fs:
        f.add_done_callback(check)
    check()
    try:
        await waiter
    finally:
        if handle is not None:
            handle.cancel()
        for f in fs:
            f.remove_done_callback(check)
    return {f for f in fs if f.done()}, {f for f in fs if not f.done()}


def as_completed(fs, *, timeout=None):
    loop = get_event_loop()
    todo = [ensure_future(f, loop=loop) for f in fs]
    queue = Queue()
    for f in todo:
        f.add_done_callback(queue.put_nowait)

    async def one():
        f = await queue.get()
        return f.result()
    for _ in todo:
        yield one()


def shield(arg):
    inner = ensure_future(arg)
    outer = inner._loop.create_future()

    def done(f):
        if outer.done():
            return
        if f.cancelled():
            outer.cancel()
        elif f.exception() is not None:
            outer.set_exception(f.exception())
        else:
            outer.set_result(f._result)
    inner.add_done_callback(done)
    return outer


async def to_thread(func, /, *args, **kwargs):
    return await get_running_loop().run_in_executor(None, lambda: func(*args, **kwargs))


def run_coroutine_threadsafe(coro, loop):
    from concurrent.futures import Future as Plain
    future = Plain()

    def start():
        task = ensure_future(coro, loop=loop)

        def done(t):
            if t.cancelled():
                future.cancel()
            elif t.exception() is not None:
                future.set_exception(t.exception())
            else:
                future.set_result(t._result)
        task.add_done_callback(done)
    loop.call_soon_threadsafe(start)
    return future


class TaskGroup:
    def __init__(self):
        self._tasks, self._errors, self._parent, self._aborting = set(), [], None, False

    async def __aenter__(self):
        self._parent = current_task()
        self._loop = get_running_loop()
        return self

    def create_task(self, coro, *, name=None, context=None):
        task = self._loop.create_task(coro, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task):
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self._errors.append(task.exception())
            if not self._aborting:
                self._abort()
                if self._waiting is None:
                    self._parent.cancel()
        if not self._tasks and self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(None)

    _waiting = None

    def _abort(self):
        self._aborting = True
        for t in list(self._tasks):
            t.cancel()

    async def __aexit__(self, et, exc, tb):
        if et is not None and not self._aborting:
            self._abort()
        if exc is not None and not isinstance(exc, CancelledError):
            self._errors.append(exc)
        while self._tasks:
            self._waiting = self._loop.create_future()
            try:
                await self._waiting
            except CancelledError:
                if not self._aborting:
                    self._abort()
        if self._errors:
            raise BaseExceptionGroup('unhandled errors in a TaskGroup', self._errors) if any(not isinstance(e, Exception) for e in self._errors) else ExceptionGroup('unhandled errors in a TaskGroup', self._errors)


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = (loop_factory or new_event_loop)()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def get_loop(self):
        return self._loop

    def run(self, coro):
        import signal
        loop = self._loop
        task = loop.create_task(coro)
        interrupted = 0

        def on_sigint(signum, frame):
            nonlocal interrupted
            interrupted += 1
            if interrupted == 1 and not task.done():
                task.cancel()
                loop.call_soon_threadsafe(lambda: None)
                return
            raise KeyboardInterrupt()

        installed = signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if installed:
            try:
                signal.signal(signal.SIGINT, on_sigint)
            except ValueError:
                installed = False
        try:
            return self._loop.run_until_complete(task)  #: asyncio/runners.py 118 run
        except CancelledError:
            if interrupted:
                raise KeyboardInterrupt() from None
            raise
        finally:
            if installed:
                signal.signal(signal.SIGINT, signal.default_int_handler)

    def close(self):
        loop = self._loop
        rest = all_tasks()
        for t in rest:
            t.cancel()
        if rest:
            async def ended():
                await gather(*rest, return_exceptions=True)
            loop.run_until_complete(ended())
        loop.close()


def run(main, *, debug=None, loop_factory=None):
    if _running is not None:
        raise RuntimeError('asyncio.run() cannot be called from a running event loop')
    if not iscoroutine(main):
        raise ValueError(f'a coroutine was expected, got {main!r}')
    with Runner() as runner:
        return runner.run(main)  #: asyncio/runners.py 190 run


class _Mixin:
    def _wait(self):
        return get_running_loop().create_future()


class Lock(_Mixin):
    def __init__(self):
        self._locked, self._waiters = False, _deque()

    def locked(self):
        return self._locked

    async def acquire(self):
        while self._locked:
            future = self._wait()
            self._waiters.append(future)
            try:
                await future
            finally:
                if future in self._waiters:
                    self._waiters.remove(future)
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError('Lock is not acquired.')
        self._locked = False
        for future in self._waiters:
            if not future.done():
                future.set_result(True)
                break

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *args):
        self.release()


class Event(_Mixin):
    def __init__(self):
        self._value, self._waiters = False, []

    def is_set(self):
        return self._value

    def set(self):
        self._value = True
        for future in self._waiters:
            if not future.done():
                future.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if self._value:
            return True
        future = self._wait()
        self._waiters.append(future)
        try:
            await future
            return True
        finally:
            self._waiters.remove(future)


class Condition(_Mixin):
    def __init__(self, lock=None):
        self._lock = lock or Lock()
        self.locked, self.acquire, self.release = self._lock.locked, self._lock.acquire, self._lock.release
        self._waiters = _deque()

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *args):
        self.release()

    async def wait(self):
        self.release()
        future = self._wait()
        self._waiters.append(future)
        try:
            await future
            return True
        finally:
            if future in self._waiters:
                self._waiters.remove(future)
            await self.acquire()

    async def wait_for(self, predicate):
        while not (result := predicate()):
            await self.wait()
        return result

    def notify(self, n=1):
        for future in list(self._waiters)[:n]:
            if not future.done():
                future.set_result(False)

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Mixin):
    def __init__(self, value=1):
        self._value, self._waiters = value, _deque()

    def locked(self):
        return self._value == 0

    async def acquire(self):
        while self._value <= 0:
            future = self._wait()
            self._waiters.append(future)
            try:
                await future
            finally:
                if future in self._waiters:
                    self._waiters.remove(future)
        self._value -= 1
        return True

    def release(self):
        self._value += 1
        for future in self._waiters:
            if not future.done():
                future.set_result(True)
                break

    async def __aenter__(self):
        await self.acquire()

    async def __aexit__(self, *args):
        self.release()


BoundedSemaphore = Semaphore


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class Queue(_Mixin):
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._getters, self._putters = _deque(), _deque()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._items = self._make()

    def _make(self):
        return _deque()

    def _put(self, item):
        self._items.append(item)

    def _get(self):
        return self._items.popleft()

    def qsize(self):
        return len(self._items)

    def empty(self):
        return not self._items

    def full(self):
        return 0 < self.maxsize <= len(self._items)

    def _wakeup(self, waiters):
        while waiters:
            future = waiters.popleft()
            if not future.done():
                future.set_result(None)
                break

    async def put(self, item):
        while self.full():
            future = self._wait()
            self._putters.append(future)
            await future
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._wakeup(self._getters)

    async def get(self):
        while self.empty():
            future = self._wait()
            self._getters.append(future)
            await future
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._wakeup(self._putters)
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError('task_done() called too many times')
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    def _make(self):
        return []

    def _put(self, item):
        _push(self._items, item)

    def _get(self):
        return _pop(self._items)


class LifoQueue(Queue):
    def _make(self):
        return []

    def _get(self):
        return self._items.pop()


class StreamReader:
    def __init__(self, sock):
        self._sock, self._buffer, self._ended = sock, b'', False

    async def _fill(self):
        if self._ended:
            return False
        data = await to_thread(self._sock.recv, 65536)
        if not data:
            self._ended = True
            return False
        self._buffer += data
        return True

    async def read(self, n=-1):
        if n < 0:
            while await self._fill():
                pass
            n = len(self._buffer)
        elif not self._buffer:
            await self._fill()
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data

    async def readexactly(self, n):
        while len(self._buffer) < n:
            if not await self._fill():
                raise EOFError(f'{len(self._buffer)} bytes read on a total of {n} expected bytes')
        data, self._buffer = self._buffer[:n], self._buffer[n:]
        return data

    async def readuntil(self, separator=b'\n'):
        while separator not in self._buffer:
            if not await self._fill():
                break
        at = self._buffer.find(separator)
        end = len(self._buffer) if at < 0 else at + len(separator)
        data, self._buffer = self._buffer[:end], self._buffer[end:]
        return data

    async def readline(self):
        return await self.readuntil(b'\n')

    def at_eof(self):
        return self._ended and not self._buffer


class StreamWriter:
    def __init__(self, sock):
        self._sock, self._pending = sock, []

    def write(self, data):
        self._sock.sendall(data)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    async def drain(self):
        await sleep(0)

    def close(self):
        self._sock.close()

    async def wait_closed(self):
        pass

    def is_closing(self):
        return False

    def get_extra_info(self, name, default=None):
        return {'peername': self._sock.getpeername, 'sockname': self._sock.getsockname}.get(name, lambda: default)()


async def open_connection(host=None, port=None, **kwargs):
    import socket
    sock = await to_thread(socket.create_connection, (host, port))
    return StreamReader(sock), StreamWriter(sock)


class Server:
    def __init__(self, sock, callback):
        self.sockets, self._callback = [sock], callback
        self._task = create_task(self._accept())

    async def _accept(self):
        while True:
            sock, _ = await to_thread(self.sockets[0].accept)
            create_task(self._serve(sock))

    async def _serve(self, sock):
        found = self._callback(StreamReader(sock), StreamWriter(sock))
        if iscoroutine(found):
            await found

    async def __aenter__(self):
        return self

    async def __aexit__(self, *args):
        self.close()

    async def serve_forever(self):
        await self._task

    def close(self):
        self._task.cancel()
        self.sockets[0].close()

    async def wait_closed(self):
        pass


async def start_server(client_connected_cb, host=None, port=None, **kwargs):
    import socket
    sock = socket.socket()
    sock.bind((host or '', port))
    sock.listen()
    return Server(sock, client_connected_cb)
`;
