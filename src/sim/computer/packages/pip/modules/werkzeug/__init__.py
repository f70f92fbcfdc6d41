# Werkzeug: tools for web applications.
from importlib.metadata import version as _version

from .serving import run_simple
from .test import Client
from .wrappers import Request, Response

__version__ = _version('werkzeug')
