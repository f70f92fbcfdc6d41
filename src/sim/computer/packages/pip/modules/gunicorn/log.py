# What the master and its workers say, and the log of requests.
import logging
import os
import sys
import time
import traceback

_levels = {'debug': 10, 'info': 20, 'warning': 30, 'error': 40, 'critical': 50}


class Log:
    def __init__(self, config):
        self._config = config
        self._level = _levels.get(config.loglevel.lower(), 20)
        self._error = sys.stderr if config.errorlog == '-' else open(config.errorlog, 'a')
        self._access = None
        if config.accesslog is not None:
            self._access = sys.stdout if config.accesslog == '-' else open(config.accesslog, 'a')
        handler = logging.StreamHandler(self._error)
        handler.setFormatter(logging.Formatter('%(asctime)s [%(process)d] [%(levelname)s] %(message)s', '[%Y-%m-%d %H:%M:%S %z]'))
        logger = logging.getLogger('gunicorn.error')
        logger.propagate = False
        logger.handlers[:] = [handler]
        logger.setLevel(self._level)

    def _say(self, level, message):
        if _levels[level] >= self._level:
            stamp = time.strftime('%Y-%m-%d %H:%M:%S +0000', time.gmtime())
            self._error.write(f'[{stamp}] [{os.getpid()}] [{level.upper()}] {message}\n')
            self._error.flush()

    def debug(self, message):
        self._say('debug', message)

    def info(self, message):
        self._say('info', message)

    def warning(self, message):
        self._say('warning', message)

    def error(self, message):
        self._say('error', message)

    def critical(self, message):
        self._say('critical', message)

    def exception(self, message):
        self._say('error', message + '\n' + traceback.format_exc().rstrip('\n'))

    def access(self, environ, line, status, length, took):
        if self._access is None:
            return
        query = environ.get('QUERY_STRING')
        atoms = {
            'h': environ.get('REMOTE_ADDR', '-'), 'l': '-', 'u': '-',
            't': time.strftime('[%d/%b/%Y:%H:%M:%S +0000]', time.gmtime()),
            'r': line, 's': str(status), 'm': environ.get('REQUEST_METHOD'), 'U': environ.get('PATH_INFO'),
            'q': query, 'H': environ.get('SERVER_PROTOCOL'), 'b': str(length), 'B': length,
            'f': environ.get('HTTP_REFERER', '-'), 'a': environ.get('HTTP_USER_AGENT', '-'),
            'T': int(took), 'D': int(took * 1000000), 'M': int(took * 1000), 'L': f'{took:.6f}', 'p': f'<{os.getpid()}>',
        }
        self._access.write(self._config.access_log_format % atoms + '\n')
        self._access.flush()
