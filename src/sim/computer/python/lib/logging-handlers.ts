// `logging.handlers` in Python: handlers that rotate and queue.

/** Its source. */
export const source = String.raw`import logging
import os


class RotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, mode='a', maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, 'a' if maxBytes > 0 else mode, encoding, delay)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def emit(self, record):
        if self.maxBytes > 0:
            self.flush()
            size = os.path.getsize(self.baseFilename) if os.path.exists(self.baseFilename) else 0
            if size and size + len(self.format(record)) + 1 >= self.maxBytes:
                self.doRollover()
        super().emit(record)

    def doRollover(self):
        if self.stream:
            self.stream.close()
            self.stream = None
        for i in range(self.backupCount - 1, 0, -1):
            if os.path.exists(f'{self.baseFilename}.{i}'):
                os.replace(f'{self.baseFilename}.{i}', f'{self.baseFilename}.{i + 1}')
        if self.backupCount > 0 and os.path.exists(self.baseFilename):
            os.replace(self.baseFilename, f'{self.baseFilename}.1')
        self.stream = open(self.baseFilename, 'w')


class TimedRotatingFileHandler(logging.FileHandler):
    def __init__(self, filename, when='h', interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        super().__init__(filename, 'a', encoding, delay)


class QueueHandler(logging.Handler):
    def __init__(self, queue):
        super().__init__()
        self.queue = queue

    def emit(self, record):
        self.queue.put_nowait(record)


class MemoryHandler(logging.Handler):
    def __init__(self, capacity, flushLevel=logging.ERROR, target=None):
        super().__init__()
        self.buffer, self.capacity, self.flushLevel, self.target = [], capacity, flushLevel, target

    def emit(self, record):
        self.buffer.append(record)
        if len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel:
            self.flush()

    def flush(self):
        if self.target:
            for record in self.buffer:
                self.target.handle(record)
            self.buffer.clear()
`;
