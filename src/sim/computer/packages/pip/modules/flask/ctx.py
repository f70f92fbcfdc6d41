# The contexts that are around a request.
import sys

from .globals import app_contexts, has_app_context, has_request_context, request_contexts

_unset = object()


class _AppCtxGlobals:
    def get(self, name, default=None):
        return self.__dict__.get(name, default)

    def pop(self, name, *default):
        return self.__dict__.pop(name, *default)

    def setdefault(self, name, default=None):
        return self.__dict__.setdefault(name, default)

    def __contains__(self, name):
        return name in self.__dict__

    def __iter__(self):
        return iter(self.__dict__)

    def __repr__(self):
        return f"<flask.g of '{app_contexts()[-1].app.name}'>" if has_app_context() else object.__repr__(self)


class AppContext:
    def __init__(self, app):
        self.app, self.g = app, app.app_ctx_globals_class()
        self.url_adapter = app.create_url_adapter(None)

    def push(self):
        app_contexts().append(self)

    def pop(self, exc=_unset):
        if exc is _unset:
            exc = sys.exc_info()[1]
        try:
            self.app.do_teardown_appcontext(exc)
        finally:
            app_contexts().remove(self)

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, kind, value, trace):
        self.pop(value)


class RequestContext:
    def __init__(self, app, environ, request=None):
        self.app, self.request = app, request or app.request_class(environ)
        self.session, self.flashes, self._app_context, self._after = None, None, None, []
        self.url_adapter = app.create_url_adapter(self.request)
        self.match_request()

    def match_request(self):
        from werkzeug.exceptions import HTTPException
        try:
            self.request.url_rule, self.request.view_args = self.url_adapter.match(return_rule=True)
        except HTTPException as error:
            self.request.routing_exception = error

    def push(self):
        if not has_app_context() or app_contexts()[-1].app is not self.app:
            self._app_context = self.app.app_context()
            self._app_context.push()
        request_contexts().append(self)
        if self.session is None:
            interface = self.app.session_interface
            self.session = interface.open_session(self.app, self.request)
            if self.session is None:
                self.session = interface.make_null_session(self.app)

    def pop(self, exc=_unset):
        if exc is _unset:
            exc = sys.exc_info()[1]
        try:
            self.app.do_teardown_request(exc)
        finally:
            request_contexts().remove(self)
            if self._app_context is not None:
                self._app_context.pop(exc)

    def __enter__(self):
        self.push()
        return self

    def __exit__(self, kind, value, trace):
        self.pop(value)


def after_this_request(f):
    request_contexts()[-1]._after.append(f)
    return f


def copy_current_request_context(f):
    context = request_contexts()[-1]

    def run(*args, **kwargs):
        with RequestContext(context.app, context.request.environ, context.request):
            return f(*args, **kwargs)
    return run


__all__ = ['AppContext', 'RequestContext', 'after_this_request', 'copy_current_request_context', 'has_app_context', 'has_request_context']
