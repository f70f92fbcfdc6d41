# Gunicorn: a master process and workers that serve a WSGI application.
from importlib.metadata import version as _version

__version__ = _version('gunicorn')
version_info = tuple(int(part) for part in __version__.split('.'))
SERVER = 'gunicorn'
SERVER_SOFTWARE = f'{SERVER}/{__version__}'
