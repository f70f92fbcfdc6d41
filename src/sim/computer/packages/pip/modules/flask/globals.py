# What belongs to the running request and application, by thread.
import threading

from werkzeug.local import LocalProxy

_stacks = threading.local()

_no_app = """Working outside of application context.

This typically means that you attempted to use functionality that needed
the current application. To solve this, set up an application context
with app.app_context(). See the documentation for more information."""
_no_request = """Working outside of request context.

This typically means that you attempted to use functionality that needed
an active HTTP request. Consult the documentation on testing for
information about how to avoid this problem."""


def _stack(name):
    if not hasattr(_stacks, name):
        setattr(_stacks, name, [])
    return getattr(_stacks, name)


def app_contexts():
    return _stack('apps')


def request_contexts():
    return _stack('requests')


def _app_context():
    stack = app_contexts()
    if not stack:
        raise RuntimeError(_no_app)
    return stack[-1]


def _request_context():
    stack = request_contexts()
    if not stack:
        raise RuntimeError(_no_request)
    return stack[-1]


def has_app_context():
    return bool(app_contexts())


def has_request_context():
    return bool(request_contexts())


current_app = LocalProxy(lambda: _app_context().app)
g = LocalProxy(lambda: _app_context().g)
request = LocalProxy(lambda: _request_context().request)
session = LocalProxy(lambda: _request_context().session)
app_ctx = LocalProxy(_app_context)
request_ctx = LocalProxy(_request_context)
