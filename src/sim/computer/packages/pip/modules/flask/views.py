# Views that are classes.
from .globals import current_app, request

_methods = frozenset(['get', 'post', 'head', 'options', 'delete', 'put', 'trace', 'patch'])


class View:
    methods = None
    provide_automatic_options = None
    decorators = []
    init_every_request = True

    def dispatch_request(self, **kwargs):
        raise NotImplementedError()

    @classmethod
    def as_view(cls, name, *class_args, **class_kwargs):
        kept = None if cls.init_every_request else cls(*class_args, **class_kwargs)

        def view(**kwargs):
            self = view.view_class(*class_args, **class_kwargs) if kept is None else kept
            return current_app.ensure_sync(self.dispatch_request)(**kwargs)
        for decorator in cls.decorators:
            view.__name__ = name
            view = decorator(view)
        view.view_class, view.__name__, view.__doc__, view.__module__ = cls, name, cls.__doc__, cls.__module__
        view.methods, view.provide_automatic_options = cls.methods, cls.provide_automatic_options
        return view


class MethodView(View):
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if 'methods' not in cls.__dict__:
            methods = set()
            for base in cls.__bases__:
                if getattr(base, 'methods', None):
                    methods.update(base.methods)
            for key in _methods:
                if hasattr(cls, key):
                    methods.add(key.upper())
            if methods:
                cls.methods = methods

    def dispatch_request(self, **kwargs):
        method = getattr(self, request.method.lower(), None)
        if method is None and request.method == 'HEAD':
            method = getattr(self, 'get', None)
        assert method is not None, f'Unimplemented method {request.method!r}'
        return current_app.ensure_sync(method)(**kwargs)
