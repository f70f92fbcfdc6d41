# Environments, templates, and where templates are found.
import os

from markupsafe import Markup

from .compiler import Compiler, compile_expression
from .exceptions import TemplateAssertionError, TemplateNotFound, TemplatesNotFound
from .filters import FILTERS, TESTS, Filters
from .runtime import Cycler, Joiner, Namespace, Scope, Undefined


def pass_context(f):
    f.jinja_pass_arg = 'context'
    return f


def pass_environment(f):
    f.jinja_pass_arg = 'environment'
    return f


pass_eval_context = pass_environment


def select_autoescape(enabled_extensions=('html', 'htm', 'xml'), disabled_extensions=(), default_for_string=True, default=False):
    enabled = tuple(f'.{x.lstrip(".").lower()}' for x in enabled_extensions)
    disabled = tuple(f'.{x.lstrip(".").lower()}' for x in disabled_extensions)

    def autoescape(name):
        if name is None:
            return default_for_string
        name = name.lower()
        return True if name.endswith(enabled) else False if name.endswith(disabled) else default
    return autoescape


class BaseLoader:
    def get_source(self, environment, template):
        raise TemplateNotFound(template)

    def list_templates(self):
        raise TypeError('this loader cannot iterate over all templates')


class FileSystemLoader(BaseLoader):
    def __init__(self, searchpath, encoding='utf-8', followlinks=False):
        self.searchpath = [searchpath] if isinstance(searchpath, (str, os.PathLike)) else list(searchpath)
        self.searchpath = [os.fspath(p) for p in self.searchpath]
        self.encoding = encoding

    def get_source(self, environment, template):
        parts = template.split('/')
        if '..' not in parts:
            for folder in self.searchpath:
                path = os.path.join(folder, *[p for p in parts if p and p != '.'])
                if os.path.isfile(path):
                    with open(path, encoding=self.encoding) as f:
                        source = f.read()
                    mtime = os.path.getmtime(path)
                    return source, path, lambda: os.path.exists(path) and os.path.getmtime(path) == mtime
        where = ', '.join(repr(p) for p in self.searchpath)
        raise TemplateNotFound(template, f"{template!r} not found in search path{'s' if len(self.searchpath) > 1 else ''}: {where}")

    def list_templates(self):
        found = set()
        for folder in self.searchpath:
            for root, _, names in os.walk(folder):
                found.update(os.path.relpath(os.path.join(root, name), folder) for name in names)
        return sorted(found)


class PackageLoader(FileSystemLoader):
    def __init__(self, package_name, package_path='templates', encoding='utf-8'):
        import importlib
        module = importlib.import_module(package_name)
        super().__init__(os.path.join(os.path.dirname(module.__file__), package_path), encoding)


class DictLoader(BaseLoader):
    def __init__(self, mapping):
        self.mapping = mapping

    def get_source(self, environment, template):
        if template in self.mapping:
            source = self.mapping[template]
            return source, None, lambda: source == self.mapping.get(template)
        raise TemplateNotFound(template)

    def list_templates(self):
        return sorted(self.mapping)


class FunctionLoader(BaseLoader):
    def __init__(self, load_func):
        self.load_func = load_func

    def get_source(self, environment, template):
        found = self.load_func(template)
        if found is None:
            raise TemplateNotFound(template)
        return (found, None, None) if isinstance(found, str) else found


class ChoiceLoader(BaseLoader):
    def __init__(self, loaders):
        self.loaders = loaders

    def get_source(self, environment, template):
        for loader in self.loaders:
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                pass
        raise TemplateNotFound(template)


class Environment:
    def __init__(self, block_start_string='{%', block_end_string='%}', variable_start_string='{{', variable_end_string='}}',
                 comment_start_string='{#', comment_end_string='#}', line_statement_prefix=None, line_comment_prefix=None, trim_blocks=False,
                 lstrip_blocks=False, newline_sequence='\n', keep_trailing_newline=False, extensions=(), optimized=True, undefined=Undefined,
                 finalize=None, autoescape=False, loader=None, cache_size=400, auto_reload=True, bytecode_cache=None, enable_async=False):
        marks = (block_start_string, block_end_string, variable_start_string, variable_end_string, comment_start_string, comment_end_string)
        if marks != ('{%', '%}', '{{', '}}', '{#', '#}') or line_statement_prefix or line_comment_prefix:
            raise NotImplementedError('not simulated: other delimiters of templates')
        self.trim_blocks, self.lstrip_blocks, self.keep_trailing_newline = trim_blocks, lstrip_blocks, keep_trailing_newline
        self.undefined, self.autoescape, self.loader, self.auto_reload = undefined, autoescape, loader, auto_reload
        self.extensions = {name: name for name in extensions}
        self.cache = {}
        own = Filters(self)
        names = ('attr', 'dictsort', 'first', 'groupby', 'join', 'last', 'map', 'max', 'min', 'reject', 'rejectattr', 'select', 'selectattr', 'sort', 'sum', 'unique')
        self.filters = {**FILTERS, **{name: getattr(own, name) for name in names}}
        self.tests = {**TESTS, 'filter': lambda name: name in self.filters, 'test': lambda name: name in self.tests}
        self.globals = {'range': range, 'dict': dict, 'cycler': Cycler, 'joiner': Joiner, 'namespace': Namespace}
        self.policies = {}

    def add_extension(self, name):
        self.extensions[name] = name

    def getattr(self, obj, attribute):
        if isinstance(obj, Undefined):
            return getattr(obj, attribute)
        try:
            return getattr(obj, attribute)
        except AttributeError:
            pass
        try:
            return obj[attribute]
        except (TypeError, LookupError, AttributeError):
            return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj, argument):
        try:
            return obj[argument]
        except (TypeError, LookupError, AttributeError):
            if isinstance(argument, str):
                try:
                    return getattr(obj, argument)
                except AttributeError:
                    pass
            return self.undefined(obj=obj, name=argument)

    def call_filter(self, name, value, args=(), kwargs=None, context=None):
        function = self.filters.get(name)
        if function is None:
            raise TemplateAssertionError(f'No filter named {name!r}.', 1)
        passes = getattr(function, 'jinja_pass_arg', None)
        args = [value, *args]
        if passes:
            args.insert(0, context if passes == 'context' else self)
        return function(*args, **(kwargs or {}))

    def call_test(self, name, value, args=(), kwargs=None):
        function = self.tests.get(name)
        if function is None:
            raise TemplateAssertionError(f'No test named {name!r}.', 1)
        return function(value, *args, **(kwargs or {}))

    def compile_expression(self, source, undefined_to_none=True):
        run = compile_expression(self, source)

        def evaluate(*args, **kwargs):
            found = run(Scope(self, None, dict(*args, **kwargs)))
            return None if undefined_to_none and isinstance(found, Undefined) else found
        return evaluate

    def from_string(self, source, globals=None, template_class=None):
        return Template._made(self, source, None, None, globals)

    def get_template(self, name, parent=None, globals=None):
        if isinstance(name, Template):
            return name
        if self.loader is None:
            raise TypeError('no loader for this environment specified')
        known = self.cache.get(name)
        if known is not None and (not self.auto_reload or known[1] is None or known[1]()):
            return known[0]
        source, filename, fresh = self.loader.get_source(self, name)
        template = Template._made(self, source, name, filename, globals)
        self.cache[name] = template, fresh
        return template

    def select_template(self, names, parent=None, globals=None):
        for name in names:
            try:
                return self.get_template(name)
            except TemplateNotFound:
                pass
        raise TemplatesNotFound(names)

    def get_or_select_template(self, found, parent=None, globals=None):
        return self.get_template(found) if isinstance(found, (str, Template)) else self.select_template(found)

    def list_templates(self):
        return self.loader.list_templates()

    def render_block(self, chain, level, scope, out):
        """A block, as the innermost template that has it says; `super()` is the one around it."""
        def parent():
            if level + 1 >= len(chain):
                return self.undefined('there is no parent block called \'super\'.', name='super')
            made = []
            self.render_block(chain, level + 1, Scope(self, scope.parent), made)
            return Markup(''.join(made)) if scope.autoescape else ''.join(made)
        scope.names['super'] = parent
        chain[level](scope, out)


class Template:
    def __new__(cls, source, **options):
        return Environment(**options).from_string(source)

    @classmethod
    def _made(cls, environment, source, name, filename, globals):
        made = object.__new__(cls)
        made.environment, made.name, made.filename, made.globals = environment, name, filename, dict(globals or {})
        made.body, made.blocks = Compiler(environment, source, name, filename).compile()
        return made

    def scope_of(self, names):
        scope = Scope(self.environment, None, {**self.globals, **names})
        autoescape = self.environment.autoescape
        scope.autoescape = autoescape(self.name) if callable(autoescape) else bool(autoescape)
        return scope

    def render_into(self, names, out):
        scope, template = self.scope_of(names), self
        while True:
            for name, body in template.blocks.items():
                scope.blocks.setdefault(name, []).append(body)
            made = []
            template.body(scope, made)
            parent = scope.blocks.pop(None, None)
            if parent is None:
                out.extend(made)
                return
            template = self.environment.get_or_select_template(parent)

    def render(self, *args, **kwargs):
        out = []
        self.render_into(dict(*args, **kwargs), out)
        return ''.join(out)

    def generate(self, *args, **kwargs):
        yield self.render(*args, **kwargs)

    stream = generate

    @property
    def module(self):
        from .compiler import _Module
        scope = self.scope_of({})
        self.body(scope, [])
        return _Module(scope.names)

    def __repr__(self):
        return f'<Template {self.name!r}>' if self.name else f'<Template memory:{id(self):x}>'


