// `concurrent.futures` in Python: threads that give results.

/** Its source. */
export const source = String.raw`import threading
import os
from queue import Queue

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = 'FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'


class CancelledError(Exception):
    pass


TimeoutError = TimeoutError


class Future:
    def __init__(self):
        self._condition = threading.Condition()
        self._state = 'PENDING'
        self._result = self._exception = None
        self._callbacks = []

    def cancel(self):
        with self._condition:
            if self._state in ('RUNNING', 'FINISHED'):
                return False
            self._state = 'CANCELLED'
            self._condition.notify_all()
        self._call()
        return True

    def cancelled(self):
        return self._state == 'CANCELLED'

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._state in ('CANCELLED', 'FINISHED')

    def _call(self):
        for callback in self._callbacks:
            callback(self)

    def add_done_callback(self, fn):
        if self.done():
            fn(self)
        else:
            self._callbacks.append(fn)

    def _wait(self, timeout):
        with self._condition:
            if not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
        if self._state == 'CANCELLED':
            raise CancelledError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_result(self, result):
        with self._condition:
            self._result, self._state = result, 'FINISHED'
            self._condition.notify_all()
        self._call()

    def set_exception(self, exception):
        with self._condition:
            self._exception, self._state = exception, 'FINISHED'
            self._condition.notify_all()
        self._call()


class Executor:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def results():
            for future in futures:
                yield future.result(timeout)
        return results()


class ThreadPoolExecutor(Executor):
    _count = 0

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._max = max_workers or min(32, (os.cpu_count() or 1) + 4)
        self._queue = Queue()
        self._threads = []
        self._idle = 0
        self._shut = False
        self._prefix = thread_name_prefix or f'ThreadPoolExecutor-{ThreadPoolExecutor._count}'
        ThreadPoolExecutor._count += 1
        self._initializer = initializer, initargs

    def submit(self, fn, /, *args, **kwargs):
        if self._shut:
            raise RuntimeError('cannot schedule new futures after shutdown')
        future = Future()
        self._queue.put((future, fn, args, kwargs))
        if self._idle == 0 and len(self._threads) < self._max:
            thread = threading.Thread(target=self._work, name=f'{self._prefix}_{len(self._threads)}', daemon=True)
            self._threads.append(thread)
            thread.start()
        elif self._idle:
            self._idle -= 1
        return future

    def _work(self):
        initializer, args = self._initializer
        if initializer is not None:
            initializer(*args)
        while True:
            if self._queue.empty():
                self._idle += 1
            item = self._queue.get()
            if item is None:
                self._queue.put(None)
                return
            future, fn, args, kwargs = item
            if future._state == 'CANCELLED':
                continue
            future._state = 'RUNNING'
            try:
                result = fn(*args, **kwargs)
            except BaseException as exc:
                future.set_exception(exc)
            else:
                future.set_result(result)

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shut = True
        self._queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


class ProcessPoolExecutor(ThreadPoolExecutor):
    pass


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = set(fs)
    changed = threading.Condition()

    def poke(_):
        with changed:
            changed.notify_all()
    for f in fs:
        f.add_done_callback(poke)

    def ready():
        finished = [f for f in fs if f.done()]
        return len(finished) == len(fs) or (return_when == FIRST_COMPLETED and finished) or (
            return_when == FIRST_EXCEPTION and any(f._exception for f in finished))
    with changed:
        changed.wait_for(ready, timeout)
    return {f for f in fs if f.done()}, {f for f in fs if not f.done()}


def as_completed(fs, timeout=None):
    queue = Queue()
    fs = list(fs)
    for f in fs:
        f.add_done_callback(queue.put)
    for _ in fs:
        yield queue.get(timeout=timeout)
`;
