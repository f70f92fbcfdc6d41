# What applications and blueprints have in common: routes, functions around requests, handlers of errors.
import os

from jinja2 import FileSystemLoader
from werkzeug.exceptions import HTTPException, default_exceptions

from .helpers import get_root_path, send_from_directory


def _code_of(exc_class_or_code):
    if isinstance(exc_class_or_code, int):
        if exc_class_or_code not in default_exceptions:
            raise ValueError(f"'{exc_class_or_code}' is not a recognized HTTP error code. Use a subclass of HTTPException with that code instead.")
        exc_class = default_exceptions[exc_class_or_code]
    else:
        exc_class = exc_class_or_code
    if not isinstance(exc_class, type):
        raise TypeError(f'{exc_class_or_code!r} is an instance, not a class. Handlers can only be registered for Exception classes or HTTP error codes.')
    return exc_class, exc_class.code if issubclass(exc_class, HTTPException) else None


class Scaffold:
    def __init__(self, import_name, static_folder=None, static_url_path=None, template_folder=None, root_path=None):
        from .cli import AppGroup
        self.import_name, self.root_path = import_name, root_path or get_root_path(import_name)
        self.static_folder = None if static_folder is None else os.path.join(self.root_path, os.fspath(static_folder).rstrip('/'))
        self._static_url_path, self.template_folder = static_url_path, template_folder
        self.cli = AppGroup()
        self.view_functions, self.error_handler_spec = {}, {}
        self.before_request_funcs, self.after_request_funcs, self.teardown_request_funcs = {}, {}, {}
        self.template_context_processors, self.url_value_preprocessors, self.url_default_functions = {}, {}, {}

    @property
    def has_static_folder(self):
        return self.static_folder is not None

    @property
    def static_url_path(self):
        if self._static_url_path is not None:
            return self._static_url_path.rstrip('/')
        return f'/{os.path.basename(self.static_folder)}' if self.static_folder is not None else None

    @property
    def jinja_loader(self):
        return FileSystemLoader(os.path.join(self.root_path, self.template_folder)) if self.template_folder is not None else None

    def send_static_file(self, filename):
        return send_from_directory(self.static_folder, filename)

    def open_resource(self, resource, mode='rb', encoding='utf-8'):
        path = os.path.join(self.root_path, resource)
        return open(path, mode) if mode == 'rb' else open(path, mode, encoding=encoding)

    def _method_route(self, method, rule, options):
        if 'methods' in options:
            raise TypeError("Use the 'route' decorator to use the 'methods' argument.")
        return self.route(rule, methods=[method], **options)

    def get(self, rule, **options):
        return self._method_route('GET', rule, options)

    def post(self, rule, **options):
        return self._method_route('POST', rule, options)

    def put(self, rule, **options):
        return self._method_route('PUT', rule, options)

    def delete(self, rule, **options):
        return self._method_route('DELETE', rule, options)

    def patch(self, rule, **options):
        return self._method_route('PATCH', rule, options)

    def route(self, rule, **options):
        def decorator(f):
            self.add_url_rule(rule, options.pop('endpoint', None), f, **options)
            return f
        return decorator

    def endpoint(self, endpoint):
        def decorator(f):
            self.view_functions[endpoint] = f
            return f
        return decorator

    def _register(self, table, f):
        table.setdefault(None, []).append(f)
        return f

    def before_request(self, f):
        return self._register(self.before_request_funcs, f)

    def after_request(self, f):
        return self._register(self.after_request_funcs, f)

    def teardown_request(self, f):
        return self._register(self.teardown_request_funcs, f)

    def context_processor(self, f):
        return self._register(self.template_context_processors, f)

    def url_value_preprocessor(self, f):
        return self._register(self.url_value_preprocessors, f)

    def url_defaults(self, f):
        return self._register(self.url_default_functions, f)

    def errorhandler(self, code_or_exception):
        def decorator(f):
            self.register_error_handler(code_or_exception, f)
            return f
        return decorator

    def register_error_handler(self, code_or_exception, f):
        exc_class, code = _code_of(code_or_exception)
        self.error_handler_spec.setdefault(None, {}).setdefault(code, {})[exc_class] = f
