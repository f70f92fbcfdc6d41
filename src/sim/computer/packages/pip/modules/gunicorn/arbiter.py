# The master: it binds, keeps as many workers as are wanted, and passes on what signals ask for.
import errno
import os
import signal
import socket
import sys
import threading
import time

import _fork
from gunicorn import __version__
from gunicorn.log import Log

_boot_errors = {3: 'Worker failed to boot.', 4: 'App failed to load.'}


class Arbiter:
    def __init__(self, config):
        self.config, self.log = config, Log(config)
        self.workers, self.sockets = [], []
        self.wanted = config.workers
        self._signals, self._wake = [], threading.Event()

    def run(self):
        self.config.enter()
        self.log.info(f'Starting gunicorn {__version__}')
        for name in 'TERM INT QUIT HUP TTIN TTOU USR1 CHLD'.split():
            signal.signal(getattr(signal, 'SIG' + name), self._signalled)
        self._bind()
        places = ','.join(f'http://{host}:{port}' for host, port in (s.getsockname()[:2] for s in self.sockets))
        self.log.info(f'Listening at: {places} ({os.getpid()})')
        self.log.info(f'Using worker: {self.config.worker_class}')
        if self.config.pidfile:
            with open(self.config.pidfile, 'w') as file:
                file.write(f'{os.getpid()}\n')
        if self.config.preload_app:
            from gunicorn.worker import load
            load(self.config)
        self._manage()
        while True:
            self._wake.wait(1.0)
            self._wake.clear()
            while self._signals:
                self._handle(self._signals.pop(0))
            self._reap()
            self._murder()
            self._manage()

    def _signalled(self, number, frame):
        if number != signal.SIGCHLD:
            self._signals.append(number)
        self._wake.set()

    def _bind(self):
        for host, port in self.config.addresses:
            for attempt in range(5):
                made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    made.bind((host, port))
                    made.listen(self.config.backlog)
                    break
                except OSError as error:
                    if error.errno == errno.EADDRINUSE:
                        self.log.error(f'Connection in use: {(host, port)}')
                    elif error.errno == errno.EADDRNOTAVAIL:
                        self.log.error(f'Invalid address: {(host, port)}')
                    made.close()
                    self.log.error(f'connection to {(host, port)} failed: {error}')
                    if attempt < 4:
                        time.sleep(1)
            else:
                self.log.error(f"Can't connect to {(host, port)}")
                sys.exit(1)
            self.sockets.append(made)

    def _manage(self):
        while len(self.workers) < self.wanted:
            self.workers.append(_fork.run('gunicorn.worker', 'main', [self.config.dump(), str(os.getpid())], self.sockets))
        for worker in self.workers[:max(0, len(self.workers) - self.wanted)]:
            worker.kill(signal.SIGTERM)

    def _reap(self):
        for worker in self.workers[:]:
            status = worker.status()
            if status is None:
                continue
            _fork.reap(worker)
            self.workers.remove(worker)
            if status in _boot_errors:
                self.log.error(f'Worker (pid:{worker.pid()}) exited with code {status}.')
                self.log.error('Shutting down: Master')
                self.log.error(f'Reason: {_boot_errors[status]}')
                self._stop(signal.SIGTERM, 0)
                self._leave(status)
            elif status > 0:
                self.log.error(f'Worker (pid:{worker.pid()}) exited with code {status}.')
            elif status < 0:
                name = signal.Signals(-status).name
                more = ' Perhaps out of memory?' if status == -signal.SIGKILL else ''
                self.log.error(f'Worker (pid:{worker.pid()}) was sent {name}!{more}')

    def _murder(self):
        if not self.config.timeout:
            return
        for worker in self.workers:
            if worker.silence() > self.config.timeout:
                self.log.critical(f'WORKER TIMEOUT (pid:{worker.pid()})')
                worker.kill(signal.SIGKILL)

    def _handle(self, number):
        name = signal.Signals(number).name[3:].lower()
        self.log.info(f'Handling signal: {name}')
        if name == 'hup':
            self.log.info('Hang up: Master')
            old, self.workers = self.workers, []
            self._manage()
            self._end(old, signal.SIGTERM)
        elif name == 'ttin':
            self.wanted += 1
        elif name == 'ttou':
            self.wanted = max(1, self.wanted - 1)
        elif name in ('term', 'int', 'quit'):
            self._stop(signal.SIGTERM if name == 'term' else signal.SIGQUIT, self.config.graceful_timeout)
            self.log.info('Shutting down: Master')
            self._leave(0)

    def _stop(self, number, patience):
        for made in self.sockets:
            made.close()
        self._end(self.workers, number, patience)

    def _end(self, workers, number, patience=None):
        for worker in workers:
            worker.kill(number)
        limit = time.monotonic() + (self.config.graceful_timeout if patience is None else patience)
        while any(w.status() is None for w in workers) and time.monotonic() < limit:
            self._wake.wait(0.1)
            self._wake.clear()
        for worker in workers:
            worker.kill(signal.SIGKILL)
        for worker in workers:
            _fork.reap(worker)

    def _leave(self, code):
        if self.config.pidfile and os.path.exists(self.config.pidfile):
            os.unlink(self.config.pidfile)
        sys.exit(code)
