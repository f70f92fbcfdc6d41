# Jinja: templates.
from .environment import (
    BaseLoader, ChoiceLoader, DictLoader, Environment, FileSystemLoader, FunctionLoader, PackageLoader, Template, pass_context, pass_environment,
    pass_eval_context, select_autoescape,
)
from .exceptions import (
    TemplateAssertionError, TemplateError, TemplateNotFound, TemplateRuntimeError, TemplatesNotFound, TemplateSyntaxError, UndefinedError,
)
from .runtime import ChainableUndefined, DebugUndefined, StrictUndefined, Undefined
from markupsafe import Markup, escape

__version__ = '3.1.6'
