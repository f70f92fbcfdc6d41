# What the debugger shows of an exception: the page with its traceback. There is no console in it.
import hashlib
import os
import socket
import sys
import traceback

from markupsafe import escape


def get_pin():
    given = os.environ.get('WERKZEUG_DEBUG_PIN')
    if given and given.replace('-', '').isdigit():
        return given
    digits = str(int(hashlib.sha1(f'{socket.gethostname()}{sys.argv[0]}'.encode()).hexdigest(), 16))[:9]
    return f'{digits[:3]}-{digits[3:6]}-{digits[6:9]}'


class DebuggedApplication:
    def __init__(self, app, evalex=False, **kwargs):
        self.app = app

    def __call__(self, environ, start_response):
        try:
            made = self.app(environ, start_response)
            yield from made
            if hasattr(made, 'close'):
                made.close()
        except Exception as error:
            text = traceback.format_exc()
            name = f'{type(error).__name__}: {error}'
            page = f'<!doctype html>\n<html lang=en>\n  <head>\n    <title>{escape(name)}\n // Werkzeug Debugger</title>\n  </head>\n  <body>\n    <h1>{type(error).__name__}</h1>\n    <p class="errormsg">{escape(name)}</p>\n    <h2 class="traceback">Traceback <em>(most recent call last)</em></h2>\n    <pre>{escape(text)}</pre>\n    <p>The console of the debugger is not simulated.</p>\n  </body>\n</html>\n\n<!--\n\n{text}\n-->\n'
            start_response('500 INTERNAL SERVER ERROR', [('Content-Type', 'text/html; charset=utf-8')], sys.exc_info())
            yield page.encode()
            environ['wsgi.errors'].write(text)
