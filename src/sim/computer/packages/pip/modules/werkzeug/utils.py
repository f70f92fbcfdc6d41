# Redirects, names of files, properties that are worked out once.
import os
import re

from markupsafe import escape


def redirect(location, code=302, Response=None):
    if Response is None:
        from .wrappers import Response
    shown = escape(location)
    response = Response(
        f'<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href="{shown}">{shown}</a>. If not, click the link.\n',
        code, mimetype='text/html',
    )
    response.headers['Location'] = str(location)
    return response


def secure_filename(filename):
    for separator in (os.sep, '/', '\\'):
        filename = filename.replace(separator, ' ')
    filename = ''.join(c for c in filename if ord(c) < 128)
    return re.sub(r'[^A-Za-z0-9_.-]', '', '_'.join(filename.split())).strip('._')


class cached_property:
    def __init__(self, fget, name=None):
        self.fget, self.name, self.__doc__ = fget, name or fget.__name__, fget.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, type=None):
        if obj is None:
            return self
        if self.name not in obj.__dict__:
            obj.__dict__[self.name] = self.fget(obj)
        return obj.__dict__[self.name]


def import_string(name, silent=False):
    import importlib
    module, _, attribute = name.replace(':', '.').rpartition('.')
    try:
        if not module:
            return importlib.import_module(attribute)
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError):
        if silent:
            return None
        raise ImportError(f'import_string() failed for {name!r}.') from None
