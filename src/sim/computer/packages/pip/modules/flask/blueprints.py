# Blueprints: parts of an application that are registered later.
from .scaffold import Scaffold

_tables = ('before_request_funcs', 'after_request_funcs', 'teardown_request_funcs', 'template_context_processors', 'url_value_preprocessors', 'url_default_functions')


class BlueprintSetupState:
    def __init__(self, blueprint, app, options, first):
        self.blueprint, self.app, self.options, self.first_registration = blueprint, app, options, first
        self.url_prefix = options.get('url_prefix') if options.get('url_prefix') is not None else blueprint.url_prefix
        self.name, self.name_prefix = options.get('name', blueprint.name), options.get('name_prefix', '')

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        if self.url_prefix is not None:
            rule = '/'.join((self.url_prefix.rstrip('/'), rule.lstrip('/'))) if rule else self.url_prefix
        if endpoint is None:
            endpoint = view_func.__name__
        self.app.add_url_rule(rule, f'{self.name_prefix}.{self.name}.{endpoint}'.lstrip('.'), view_func, **options)


class Blueprint(Scaffold):
    def __init__(self, name, import_name, static_folder=None, static_url_path=None, template_folder=None, url_prefix=None, subdomain=None,
                 url_defaults=None, root_path=None, cli_group=None):
        super().__init__(import_name, static_folder, static_url_path, template_folder, root_path)
        if not name:
            raise ValueError("'name' may not be empty.")
        if '.' in name:
            raise ValueError("'name' may not contain a dot '.' character.")
        self.name, self.url_prefix, self.cli_group = name, url_prefix, cli_group
        self.deferred_functions, self._blueprints, self._got_registered_once = [], [], False

    def record(self, func):
        if self._got_registered_once:
            raise AssertionError(f"The setup method 'record' can no longer be called on the blueprint {self.name!r}. It has already been registered at least once, any changes will not be applied consistently.\nMake sure all imports, decorators, functions, etc. needed to set up the blueprint are done before registering it.")
        self.deferred_functions.append(func)

    def record_once(self, func):
        self.record(lambda state: func(state) if state.first_registration else None)

    def add_url_rule(self, rule, endpoint=None, view_func=None, provide_automatic_options=None, **options):
        if endpoint and '.' in endpoint:
            raise ValueError("'endpoint' may not contain a dot '.' character.")
        self.record(lambda state: state.add_url_rule(rule, endpoint, view_func, provide_automatic_options=provide_automatic_options, **options))

    def register_blueprint(self, blueprint, **options):
        self._blueprints.append((blueprint, options))

    def register(self, app, options):
        prefix = options.get('name_prefix', '')
        name = f"{prefix}.{options.get('name', self.name)}".lstrip('.')
        if name in app.blueprints:
            which = 'this' if app.blueprints[name] is self else 'a different'
            raise ValueError(f"The name {name!r} is already registered for {which} blueprint{'' if which == 'this' else ' ' + repr(name)}. Use 'name=' to provide a unique name.")
        app.blueprints[name] = self
        state = BlueprintSetupState(self, app, options, not self._got_registered_once)
        if self.has_static_folder:
            state.add_url_rule(f'{self.static_url_path}/<path:filename>', endpoint='static', view_func=self.send_static_file)
        for table in _tables:
            for f in getattr(self, table).get(None, []):
                getattr(app, table).setdefault(name, []).append(f)
        for code, handlers in self.error_handler_spec.get(None, {}).items():
            app.error_handler_spec.setdefault(name, {}).setdefault(code, {}).update(handlers)
        for func in self.deferred_functions:
            func(state)
        self._got_registered_once = True
        if self.cli.commands:
            if self.cli_group is None:
                self.cli.name = self.name
                app.cli.add_command(self.cli)
            else:
                for command in self.cli.commands.values():
                    app.cli.add_command(command)
        for blueprint, inner in self._blueprints:
            inner = dict(inner)
            own = inner.get('url_prefix', blueprint.url_prefix)
            if state.url_prefix is not None:
                inner['url_prefix'] = state.url_prefix.rstrip('/') + '/' + (own or '').lstrip('/') if own else state.url_prefix
            inner['name_prefix'] = name
            blueprint.register(app, inner)

    def app_template_filter(self, name=None):
        def decorator(f):
            self.record_once(lambda state: state.app.jinja_env.filters.__setitem__(name or f.__name__, f))
            return f
        return decorator

    def _app_table(self, table, f):
        self.record_once(lambda state: getattr(state.app, table).setdefault(None, []).append(f))
        return f

    def before_app_request(self, f):
        return self._app_table('before_request_funcs', f)

    def after_app_request(self, f):
        return self._app_table('after_request_funcs', f)

    def teardown_app_request(self, f):
        return self._app_table('teardown_request_funcs', f)

    def app_context_processor(self, f):
        return self._app_table('template_context_processors', f)

    def app_errorhandler(self, code):
        def decorator(f):
            self.record_once(lambda state: state.app.register_error_handler(code, f))
            return f
        return decorator
