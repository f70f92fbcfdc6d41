# The application: from a request to a view and to its answer.
import inspect
import logging
import os
import sys
from datetime import timedelta
from urllib.parse import quote

from jinja2 import select_autoescape
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequestKeyError, HTTPException, InternalServerError
from werkzeug.routing import BuildError, Map, RoutingException, Rule
from werkzeug.utils import redirect as _redirect

from . import cli
from .config import Config
from .ctx import AppContext, RequestContext, _AppCtxGlobals
from .globals import app_contexts, request_contexts
from .helpers import get_debug_flag, get_flashed_messages
from .json import DefaultJSONProvider
from .scaffold import Scaffold, _code_of
from .sessions import SecureCookieSessionInterface
from .templating import DispatchingJinjaLoader, Environment, _default_template_ctx_processor
from .wrappers import Request, Response

_defaults = {
    'DEBUG': None, 'TESTING': False, 'PROPAGATE_EXCEPTIONS': None, 'SECRET_KEY': None, 'PERMANENT_SESSION_LIFETIME': timedelta(days=31),
    'USE_X_SENDFILE': False, 'SERVER_NAME': None, 'APPLICATION_ROOT': '/', 'SESSION_COOKIE_NAME': 'session', 'SESSION_COOKIE_DOMAIN': None,
    'SESSION_COOKIE_PATH': None, 'SESSION_COOKIE_HTTPONLY': True, 'SESSION_COOKIE_SECURE': False, 'SESSION_COOKIE_SAMESITE': None,
    'SESSION_REFRESH_EACH_REQUEST': True, 'MAX_CONTENT_LENGTH': None, 'SEND_FILE_MAX_AGE_DEFAULT': None, 'TRAP_BAD_REQUEST_ERRORS': None,
    'TRAP_HTTP_EXCEPTIONS': False, 'EXPLAIN_TEMPLATE_LOADING': False, 'PREFERRED_URL_SCHEME': 'http', 'TEMPLATES_AUTO_RELOAD': None, 'MAX_COOKIE_SIZE': 4093,
}


class _ErrorStream:
    """Wherever standard errors go now."""

    def write(self, text):
        return sys.stderr.write(text)

    def flush(self):
        sys.stderr.flush()


class Flask(Scaffold):
    request_class, response_class, config_class = Request, Response, Config
    app_ctx_globals_class = _AppCtxGlobals
    json_provider_class = DefaultJSONProvider
    jinja_environment = Environment
    url_rule_class, url_map_class = Rule, Map
    session_interface = SecureCookieSessionInterface()
    test_client_class = None

    def __init__(self, import_name, static_url_path=None, static_folder='static', static_host=None, host_matching=False, subdomain_matching=False,
                 template_folder='templates', instance_path=None, instance_relative_config=False, root_path=None):
        super().__init__(import_name, static_folder, static_url_path, template_folder, root_path)
        self.instance_path = instance_path or os.path.join(self.root_path, 'instance')
        self.config = self.config_class(self.instance_path if instance_relative_config else self.root_path, {**_defaults, 'DEBUG': get_debug_flag()})
        self.jinja_options, self.extensions, self.blueprints, self._jinja_env, self._logger = {}, {}, {}, None, None
        self.url_map = self.url_map_class(host_matching=host_matching)
        self.json = self.json_provider_class(self)
        self.template_context_processors = {None: [_default_template_ctx_processor]}
        self.teardown_appcontext_funcs, self.shell_context_processors, self.url_build_error_handlers = [], [], []
        self._got_first_request = False
        self.cli.name = self.name
        if self.has_static_folder:
            self.add_url_rule(f'{self.static_url_path}/<path:filename>', endpoint='static', view_func=lambda **kw: self.send_static_file(**kw))

    @property
    def name(self):
        if self.import_name == '__main__':
            path = getattr(sys.modules['__main__'], '__file__', None)
            return '__main__' if path is None else os.path.splitext(os.path.basename(path))[0]
        return self.import_name

    @property
    def debug(self):
        return bool(self.config['DEBUG'])

    @debug.setter
    def debug(self, value):
        self.config['DEBUG'] = value

    def _config_value(name):
        return property(lambda self: self.config[name], lambda self, value: self.config.__setitem__(name, value))

    secret_key, testing = _config_value('SECRET_KEY'), _config_value('TESTING')

    @property
    def permanent_session_lifetime(self):
        value = self.config['PERMANENT_SESSION_LIFETIME']
        return value if isinstance(value, timedelta) else timedelta(seconds=value)

    @permanent_session_lifetime.setter
    def permanent_session_lifetime(self, value):
        self.config['PERMANENT_SESSION_LIFETIME'] = value

    @property
    def logger(self):
        if self._logger is None:
            self._logger = logging.getLogger(self.name)
            if self.debug and not self._logger.level:
                self._logger.setLevel(logging.DEBUG)
            if not self._logger.hasHandlers():
                handler = logging.StreamHandler(_ErrorStream())
                handler.setFormatter(logging.Formatter('[%(asctime)s] %(levelname)s in %(module)s: %(message)s'))
                self._logger.addHandler(handler)
        return self._logger

    @property
    def jinja_env(self):
        if self._jinja_env is None:
            options = {'autoescape': select_autoescape(('html', 'htm', 'xml', 'xhtml', 'svg')), 'extensions': ('jinja2.ext.autoescape', 'jinja2.ext.with_'), **self.jinja_options}
            env = self._jinja_env = self.jinja_environment(self, **options)
            env.globals.update(url_for=self.url_for, get_flashed_messages=get_flashed_messages, config=self.config)
        return self._jinja_env

    def create_global_jinja_loader(self):
        return DispatchingJinjaLoader(self)

    def iter_blueprints(self):
        return list(self.blueprints.values())

    def register_blueprint(self, blueprint, **options):
        blueprint.register(self, options)

    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, **options):
        if endpoint is None:
            assert view_func is not None, 'expected view func if endpoint is not provided.'
            endpoint = view_func.__name__
        methods = options.pop('methods', None) or getattr(view_func, 'methods', None) or ('GET',)
        if isinstance(methods, str):
            raise TypeError('Allowed methods must be a list of strings, for example: @app.route(..., methods=["POST"])')
        methods = {item.upper() for item in methods}
        automatic = provide_automatic_options if provide_automatic_options is not None else 'OPTIONS' not in methods
        if automatic:
            methods.add('OPTIONS')
        made = self.url_rule_class(rule, methods=methods, endpoint=endpoint, **options)
        made.provide_automatic_options = automatic
        self.url_map.add(made)
        if view_func is not None:
            old = self.view_functions.get(endpoint)
            if old is not None and old != view_func:
                raise AssertionError(f'View function mapping is overwriting an existing endpoint function: {endpoint}')
            self.view_functions[endpoint] = view_func

    def _named(self, table, name):
        def decorator(f):
            table[name or f.__name__] = f
            return f
        return decorator

    def template_filter(self, name=None):
        return self._named(self.jinja_env.filters, name)

    def template_test(self, name=None):
        return self._named(self.jinja_env.tests, name)

    def template_global(self, name=None):
        return self._named(self.jinja_env.globals, name)

    def add_template_filter(self, f, name=None):
        self.jinja_env.filters[name or f.__name__] = f

    def add_template_global(self, f, name=None):
        self.jinja_env.globals[name or f.__name__] = f

    def teardown_appcontext(self, f):
        self.teardown_appcontext_funcs.append(f)
        return f

    def shell_context_processor(self, f):
        self.shell_context_processors.append(f)
        return f

    def update_template_context(self, context):
        own = dict(context)
        names = [None, *(reversed(request_contexts()[-1].request.blueprints) if request_contexts() else ())]
        for name in names:
            for f in self.template_context_processors.get(name, ()):
                context.update(f())
        context.update(own)

    def app_context(self):
        return AppContext(self)

    def request_context(self, environ):
        return RequestContext(self, environ)

    def test_request_context(self, *args, **kwargs):
        from werkzeug.test import create_environ
        return RequestContext(self, create_environ(*args, **kwargs))

    def test_client(self, use_cookies=True, **kwargs):
        from werkzeug.test import Client
        return (self.test_client_class or Client)(self, self.response_class, use_cookies)

    def test_cli_runner(self, **kwargs):
        from click.testing import CliRunner
        return CliRunner()

    def create_url_adapter(self, request):
        if request is not None:
            return self.url_map.bind_to_environ(request.environ)
        if self.config['SERVER_NAME'] is not None:
            return self.url_map.bind(self.config['SERVER_NAME'], self.config['APPLICATION_ROOT'], url_scheme=self.config['PREFERRED_URL_SCHEME'])
        return None

    def url_for(self, endpoint, *, _anchor=None, _method=None, _scheme=None, _external=None, **values):
        if request_contexts():
            context = request_contexts()[-1]
            adapter, blueprint = context.url_adapter, context.request.blueprint
            if endpoint[:1] == '.':
                endpoint = f'{blueprint}{endpoint}' if blueprint is not None else endpoint[1:]
            external = _scheme is not None if _external is None else _external
        else:
            adapter = app_contexts()[-1].url_adapter if app_contexts() else self.create_url_adapter(None)
            if adapter is None:
                raise RuntimeError("Unable to build URLs outside an active request without 'SERVER_NAME' configured. Also configure 'APPLICATION_ROOT' and 'PREFERRED_URL_SCHEME' as needed.")
            external = True if _external is None else _external
        for name in [None, *([endpoint.rpartition('.')[0]] if '.' in endpoint else [])]:
            for f in self.url_default_functions.get(name, ()):
                f(endpoint, values)
        try:
            made = adapter.build(endpoint, values, method=_method, url_scheme=_scheme, force_external=external)
        except BuildError as error:
            values.update(_anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external)
            for handler in self.url_build_error_handlers:
                found = handler(error, endpoint, values)
                if found is not None:
                    return found
            raise
        return f'{made}#{quote(_anchor)}' if _anchor is not None else made

    def redirect(self, location, code=302):
        return _redirect(location, code, Response=self.response_class)

    def ensure_sync(self, func):
        if inspect.iscoroutinefunction(func):
            raise RuntimeError("Install Flask with the 'async' extra in order to use async views.")
        return func

    def _find_error_handler(self, error, blueprints):
        exc_class, code = _code_of(type(error))
        for c in (code, None) if code is not None else (None,):
            for name in (*blueprints, None):
                handlers = self.error_handler_spec.get(name, {}).get(c)
                if not handlers:
                    continue
                for cls in exc_class.__mro__:
                    if cls in handlers:
                        return handlers[cls]
        return None

    def handle_http_exception(self, error):
        if error.code is None or isinstance(error, RoutingException):
            return error
        handler = self._find_error_handler(error, request_contexts()[-1].request.blueprints)
        return error if handler is None else self.ensure_sync(handler)(error)

    def handle_user_exception(self, error):
        if isinstance(error, BadRequestKeyError) and (self.debug or self.config['TRAP_BAD_REQUEST_ERRORS']):
            error.show_exception = True
        if isinstance(error, HTTPException) and not self.config['TRAP_HTTP_EXCEPTIONS']:
            return self.handle_http_exception(error)
        handler = self._find_error_handler(error, request_contexts()[-1].request.blueprints)
        if handler is None:
            raise
        return self.ensure_sync(handler)(error)

    def handle_exception(self, error):
        propagate = self.config['PROPAGATE_EXCEPTIONS']
        if propagate is None:
            propagate = self.testing or self.debug
        if propagate:
            raise error
        self.log_exception(sys.exc_info())
        server_error = InternalServerError(original_exception=error)
        handler = self._find_error_handler(server_error, request_contexts()[-1].request.blueprints)
        if handler is not None:
            server_error = self.ensure_sync(handler)(server_error)
        return self.finalize_request(server_error, from_error_handler=True)

    def log_exception(self, exc_info):
        request = request_contexts()[-1].request
        self.logger.error(f'Exception on {request.path} [{request.method}]', exc_info=exc_info)

    def dispatch_request(self):
        req = request_contexts()[-1].request
        if req.routing_exception is not None:
            raise req.routing_exception
        rule = req.url_rule
        if rule.provide_automatic_options and req.method == 'OPTIONS':
            return self.make_default_options_response()
        view_args = req.view_args
        return self.ensure_sync(self.view_functions[rule.endpoint])(**view_args)

    def full_dispatch_request(self):
        self._got_first_request = True
        try:
            rv = self.preprocess_request()
            if rv is None:
                rv = self.dispatch_request()
        except Exception as e:
            rv = self.handle_user_exception(e)
        return self.finalize_request(rv)

    def finalize_request(self, rv, from_error_handler=False):
        response = self.make_response(rv)
        try:
            response = self.process_response(response)
        except Exception:
            if not from_error_handler:
                raise
            self.logger.exception('Request finalizing failed with an error while handling an error')
        return response

    def make_default_options_response(self):
        methods = request_contexts()[-1].url_adapter.allowed_methods()
        response = self.response_class()
        response.headers['Allow'] = ', '.join(methods)
        return response

    def make_response(self, rv):
        status = headers = None
        name = request_contexts()[-1].request.endpoint if request_contexts() else None
        if isinstance(rv, tuple):
            if len(rv) == 3:
                rv, status, headers = rv
            elif len(rv) == 2:
                if isinstance(rv[1], (Headers, dict, tuple, list)):
                    rv, headers = rv
                else:
                    rv, status = rv
            else:
                raise TypeError('The view function did not return a valid response tuple. The tuple must have the form (body, status, headers), (body, status), or (body, headers).')
        if rv is None:
            raise TypeError(f"The view function for {name!r} did not return a valid response. The function either returned None or ended without a return statement.")
        if not isinstance(rv, self.response_class):
            if isinstance(rv, (str, bytes, bytearray)) or hasattr(rv, '__next__'):
                rv = self.response_class(rv, status=status, headers=headers)
                status = headers = None
            elif isinstance(rv, (dict, list)):
                rv = self.json.response(rv)
            elif callable(rv):
                rv = self.response_class.force_type(rv, request_contexts()[-1].request.environ)
            else:
                raise TypeError(f"The view function did not return a valid response. The return type must be a string, dict, list, tuple with headers or status, Response instance, or WSGI callable, but it was a {type(rv).__name__}.")
        if status is not None:
            rv.status = status
        if headers:
            rv.headers.update(headers)
        return rv

    def _around(self, table, reverse=False):
        request = request_contexts()[-1].request
        names = [*request.blueprints, None]
        for name in names if reverse else reversed(names):
            functions = table.get(name, ())
            yield from reversed(functions) if reverse else functions

    def preprocess_request(self):
        request = request_contexts()[-1].request
        for f in self._around(self.url_value_preprocessors):
            f(request.endpoint, request.view_args)
        for before in self._around(self.before_request_funcs):
            rv = self.ensure_sync(before)()
            if rv is not None:
                return rv
        return None

    def process_response(self, response):
        context = request_contexts()[-1]
        for func in context._after:
            response = self.ensure_sync(func)(response)
        for func in self._around(self.after_request_funcs, reverse=True):
            response = self.ensure_sync(func)(response)
        self.session_interface.save_session(self, context.session, response)
        return response

    def do_teardown_request(self, exc):
        for func in self._around(self.teardown_request_funcs, reverse=True):
            self.ensure_sync(func)(exc)

    def do_teardown_appcontext(self, exc):
        for func in reversed(self.teardown_appcontext_funcs):
            self.ensure_sync(func)(exc)

    def wsgi_app(self, environ, start_response):
        ctx = self.request_context(environ)
        error = None
        try:
            try:
                ctx.push()
                response = self.full_dispatch_request()
            except Exception as e:
                error = e
                response = self.handle_exception(e)
            return response(environ, start_response)
        finally:
            ctx.pop(error)

    def __call__(self, environ, start_response):
        return self.wsgi_app(environ, start_response)

    def run(self, host=None, port=None, debug=None, load_dotenv=True, **options):
        if os.environ.get('FLASK_RUN_FROM_CLI') == 'true':
            if os.environ.get('WERKZEUG_RUN_MAIN') != 'true':
                print(" * Ignoring a call to 'app.run()' that would block the current 'flask' CLI command.\n   Only call 'app.run()' in an 'if __name__ == \"__main__\"' guard.")
            return
        if 'FLASK_DEBUG' in os.environ:
            self.debug = get_debug_flag()
        if debug is not None:
            self.debug = bool(debug)
        server_name = self.config.get('SERVER_NAME')
        name, _, number = (server_name or '').partition(':')
        host = host or name or '127.0.0.1'
        port = int(port if port is not None else number or 5000)
        options.setdefault('use_reloader', self.debug)
        options.setdefault('use_debugger', self.debug)
        options.setdefault('threaded', True)
        cli.show_server_banner(self.debug, self.name)
        from werkzeug.serving import run_simple
        try:
            run_simple(host, port, self, **options)
        finally:
            self._got_first_request = False

    def __repr__(self):
        return f'<Flask {self.name!r}>'


