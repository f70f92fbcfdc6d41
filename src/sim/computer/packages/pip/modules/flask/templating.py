# Templates of an application and of its blueprints.
from jinja2 import BaseLoader, FileSystemLoader, TemplateNotFound
from jinja2 import Environment as BaseEnvironment

from .globals import app_contexts, current_app, request_contexts


class Environment(BaseEnvironment):
    def __init__(self, app, **options):
        options.setdefault('loader', app.create_global_jinja_loader())
        super().__init__(**options)
        self.app = app


class DispatchingJinjaLoader(BaseLoader):
    def __init__(self, app):
        self.app = app

    def _loaders(self):
        loaders = [self.app.jinja_loader, *[blueprint.jinja_loader for blueprint in self.app.iter_blueprints()]]
        return [loader for loader in loaders if loader is not None]

    def get_source(self, environment, template):
        for loader in self._loaders():
            try:
                return loader.get_source(environment, template)
            except TemplateNotFound:
                pass
        raise TemplateNotFound(template)

    def list_templates(self):
        return sorted({name for loader in self._loaders() for name in loader.list_templates()})


def _default_template_ctx_processor():
    found = {}
    if app_contexts():
        found['g'] = app_contexts()[-1].g
    if request_contexts():
        found['request'], found['session'] = request_contexts()[-1].request, request_contexts()[-1].session
    return found


def _render(app, template, context):
    app.update_template_context(context)
    return template.render(context)


def render_template(template_name_or_list, **context):
    app = current_app._get_current_object()
    return _render(app, app.jinja_env.get_or_select_template(template_name_or_list), context)


def render_template_string(source, **context):
    app = current_app._get_current_object()
    return _render(app, app.jinja_env.from_string(source), context)


def stream_template(template_name_or_list, **context):
    yield render_template(template_name_or_list, **context)


__all__ = ['DispatchingJinjaLoader', 'Environment', 'FileSystemLoader', 'render_template', 'render_template_string', 'stream_template']
