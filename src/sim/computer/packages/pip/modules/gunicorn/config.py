# Settings: from the command line, from gunicorn.conf.py, and as text for the workers.
import argparse
import json
import os
import sys

from gunicorn import __version__


class ConfigError(Exception):
    pass


def _cpu():
    return os.cpu_count() or 1


class Config:
    # name: (default, flags, how it is read)
    settings = {
        'config': ('./gunicorn.conf.py', ('-c', '--config'), str),
        'bind': (None, ('-b', '--bind'), 'list'),
        'backlog': (2048, ('--backlog',), int),
        'workers': (None, ('-w', '--workers'), int),
        'worker_class': ('sync', ('-k', '--worker-class'), str),
        'threads': (1, ('--threads',), int),
        'worker_connections': (1000, ('--worker-connections',), int),
        'max_requests': (0, ('--max-requests',), int),
        'max_requests_jitter': (0, ('--max-requests-jitter',), int),
        'timeout': (30, ('-t', '--timeout'), int),
        'graceful_timeout': (30, ('--graceful-timeout',), int),
        'keepalive': (2, ('--keep-alive',), int),
        'reload': (False, ('--reload',), bool),
        'preload_app': (False, ('--preload',), bool),
        'check_config': (False, ('--check-config',), bool),
        'chdir': (None, ('--chdir',), str),
        'daemon': (False, ('-D', '--daemon'), bool),
        'raw_env': ([], ('-e', '--env'), 'list'),
        'pidfile': (None, ('-p', '--pid'), str),
        'worker_tmp_dir': (None, ('--worker-tmp-dir',), str),
        'user': (None, ('-u', '--user'), str),
        'group': (None, ('-g', '--group'), str),
        'forwarded_allow_ips': ('127.0.0.1', ('--forwarded-allow-ips',), str),
        'accesslog': (None, ('--access-logfile',), str),
        'access_log_format': ('%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s"', ('--access-logformat',), str),
        'errorlog': ('-', ('--error-logfile', '--log-file'), str),
        'loglevel': ('info', ('--log-level',), str),
        'capture_output': (False, ('--capture-output',), bool),
        'proc_name': (None, ('-n', '--name'), str),
        'pythonpath': (None, ('--pythonpath',), str),
    }

    def __init__(self, values):
        self.__dict__.update(values)

    @classmethod
    def from_command(cls, args):
        parser = argparse.ArgumentParser(prog='gunicorn', usage='%(prog)s [OPTIONS] [APP_MODULE]')
        parser.add_argument('-v', '--version', action='version', version=f'gunicorn (version {__version__})')
        for name, (_, flags, kind) in cls.settings.items():
            if kind is bool:
                parser.add_argument(*flags, dest=name, action='store_true', default=None)
            elif kind == 'list':
                parser.add_argument(*flags, dest=name, action='append', default=None)
            else:
                parser.add_argument(*flags, dest=name, type=kind, default=None)
        parser.add_argument('app', nargs='*', help=argparse.SUPPRESS)
        given = parser.parse_args(args)
        values = {name: default for name, (default, _, _) in cls.settings.items()}
        path = given.config if given.config is not None else values['config']
        path = path.removeprefix('file:')
        if os.path.exists(path):
            values.update(cls._read_file(path))
        elif given.config is not None:
            raise ConfigError(f"{path!r} doesn't exist")
        values.update({name: value for name, value in vars(given).items() if value is not None and name != 'app'})
        app = given.app[0] if given.app else values.pop('wsgi_app', None)
        if not app:
            raise ConfigError('No application module specified.')
        values['app'] = app
        if values['workers'] is None:
            values['workers'] = int(os.environ.get('WEB_CONCURRENCY', 1))
        if values['bind'] is None:
            values['bind'] = ['0.0.0.0:' + os.environ['PORT']] if 'PORT' in os.environ else ['127.0.0.1:8000']
        elif isinstance(values['bind'], str):
            values['bind'] = [values['bind']]
        kind = values['worker_class']
        if kind == 'sync' and values['threads'] > 1:
            values['worker_class'] = 'gthread'
        elif kind not in ('sync', 'gthread'):
            raise ConfigError(f'not simulated: worker class {kind}')
        for wanted in ('daemon', 'reload', 'user', 'group'):
            if values[wanted]:
                raise ConfigError(f'not simulated: --{wanted}')
        for bind in values['bind']:
            if bind.startswith('unix:'):
                raise ConfigError('not simulated: unix sockets')
        return cls(values)

    @classmethod
    def _read_file(cls, path):
        space = {'__file__': path, '__name__': '__config__'}
        with open(path) as file:
            exec(compile(file.read(), path, 'exec'), space)
        found = {}
        for name, value in space.items():
            if name in cls.settings or name == 'wsgi_app':
                found[name] = value
            elif callable(value) and name in ('on_starting', 'when_ready', 'pre_fork', 'post_fork', 'worker_exit', 'on_exit', 'post_worker_init', 'pre_request', 'post_request'):
                raise ConfigError(f'not simulated: the server hook {name}')
        return found

    @property
    def addresses(self):
        found = []
        for bind in self.bind:
            host, _, port = bind.rpartition(':') if ':' in bind else (bind, '', '8000')
            try:
                found.append((host.strip('[]') or '0.0.0.0', int(port)))
            except ValueError:
                raise ConfigError(f'{port!r} is not a valid port number.')
        return found

    def enter(self):
        if self.chdir:
            os.chdir(self.chdir)
        for pair in self.raw_env:
            name, _, value = pair.partition('=')
            os.environ[name] = value
        for path in [os.getcwd(), *(self.pythonpath.split(',') if self.pythonpath else [])]:
            if path not in sys.path:
                sys.path.insert(0, path)

    def dump(self):
        return json.dumps(self.__dict__)

    @classmethod
    def parse(cls, text):
        return cls(json.loads(text))
