# The command `flask`.
import functools
import importlib
import os
import sys
import traceback

import click

from .globals import current_app


class NoAppException(click.UsageError):
    pass


def show_server_banner(debug, app_import_path):
    if os.environ.get('WERKZEUG_RUN_MAIN') == 'true':
        return
    if app_import_path is not None:
        click.echo(f' * Serving Flask app {app_import_path!r}')
    if debug is not None:
        click.echo(f" * Debug mode: {'on' if debug else 'off'}")


def _called(module, name):
    """`app`, `create_app`, `create_app("dev")`"""
    import re
    m = re.match(r'^(\w+)\s*(?:\((.*)\))?$', name.strip(), re.S)
    if not m:
        raise NoAppException(f'Failed to parse {name!r} as an attribute name or function call.')
    attribute, arguments = m.groups()
    if not hasattr(module, attribute):
        raise NoAppException(f'Failed to find attribute {attribute!r} in {module.__name__!r}.')
    found = getattr(module, attribute)
    from .app import Flask
    if arguments is not None:
        found = eval(f'found({arguments})', {'found': found})
    elif not isinstance(found, Flask) and callable(found):
        found = found()
    if isinstance(found, Flask):
        return found
    raise NoAppException(f"A valid Flask application was not obtained from '{module.__name__}:{name}'.")


def find_best_app(module):
    from .app import Flask
    for name in ('app', 'application'):
        if isinstance(getattr(module, name, None), Flask):
            return getattr(module, name)
    matches = [v for v in vars(module).values() if isinstance(v, Flask)]
    if len(matches) == 1:
        return matches[0]
    if len(matches) > 1:
        raise NoAppException(f"Detected multiple Flask applications in module '{module.__name__}'. Use '{module.__name__}:name' to specify the correct one.")
    for name in ('create_app', 'make_app'):
        factory = getattr(module, name, None)
        if callable(factory):
            app = factory()
            if isinstance(app, Flask):
                return app
    raise NoAppException(f"Failed to find Flask application or factory in module '{module.__name__}'. Use '{module.__name__}:name' to specify one.")


class ScriptInfo:
    def __init__(self, app_import_path=None):
        self.app_import_path, self.debug, self._app = app_import_path, None, None

    def load_app(self):
        if self._app is not None:
            return self._app
        if self.app_import_path:
            name, _, attribute = self.app_import_path.partition(':')
            app = self._locate(self._prepare(name), attribute)
        else:
            app = None
            for path in ('wsgi.py', 'app.py'):
                if os.path.isfile(path):
                    app = self._locate(self._prepare(path), '')
                    break
        if app is None:
            raise NoAppException("Could not locate a Flask application. Use the 'flask --app' option, 'FLASK_APP' environment variable, or a 'wsgi.py' or 'app.py' file in the current directory.")
        if os.environ.get('FLASK_DEBUG') is not None:
            from .helpers import get_debug_flag
            app.debug = get_debug_flag()
        self._app = app
        return app

    def _prepare(self, path):
        path = os.path.realpath(path)
        name, extension = os.path.splitext(path)
        if extension == '.py':
            path = name
        if os.path.basename(path) == '__init__':
            path = os.path.dirname(path)
        names = []
        while True:
            path, last = os.path.split(path)
            names.append(last)
            if not os.path.exists(os.path.join(path, '__init__.py')):
                break
        if sys.path[0] != path:
            sys.path.insert(0, path)
        return '.'.join(reversed(names))

    def _locate(self, name, attribute):
        try:
            importlib.import_module(name)
        except ImportError as error:
            if error.name != name:
                raise NoAppException(f'While importing {name!r}, an ImportError was raised:\n\n{traceback.format_exc()}') from None
            raise NoAppException(f'Could not import {name!r}.') from None
        module = sys.modules[name]
        return _called(module, attribute) if attribute else find_best_app(module)


def with_appcontext(f):
    if isinstance(f, click.Command):
        return f

    @functools.wraps(f)
    def run(*args, **kwargs):
        info = click.get_current_context().find_object(ScriptInfo)
        if current_app:
            return f(*args, **kwargs)
        with info.load_app().app_context():
            return f(*args, **kwargs)
    return run


class AppGroup(click.Group):
    def command(self, *args, **kwargs):
        wrap = kwargs.pop('with_appcontext', True)
        base = super().command

        def decorator(f):
            return base(*args, **kwargs)(with_appcontext(f) if wrap else f)
        if args and callable(args[0]):
            f, args = args[0], ()
            return decorator(f)
        return decorator

    def group(self, *args, **kwargs):
        kwargs.setdefault('cls', AppGroup)
        return super().group(*args, **kwargs)


class FlaskGroup(AppGroup):
    def _app_commands(self, ctx, loud):
        try:
            return ctx.obj.load_app().cli.commands
        except NoAppException as error:
            if loud:
                click.secho(f'Error: {error.format_message()}\n', err=True, fg='red')
        except Exception:
            if loud:
                click.secho(f'{traceback.format_exc()}\n', err=True, fg='red')
        return {}

    def get_command(self, ctx, name):
        return super().get_command(ctx, name) or self._app_commands(ctx, True).get(name)

    def list_commands(self, ctx):
        return sorted({*self.commands, *self._app_commands(ctx, True)})

    def main(self, *args, **kwargs):
        os.environ['FLASK_RUN_FROM_CLI'] = 'true'
        kwargs.setdefault('obj', ScriptInfo(os.environ.get('FLASK_APP')))
        for name in ('.flaskenv', '.env'):
            if os.path.isfile(name):
                try:
                    import dotenv
                    dotenv.load_dotenv(os.path.abspath(name))
                    kwargs['obj'].app_import_path = os.environ.get('FLASK_APP')
                except ImportError:
                    click.secho(' * Tip: There are .env files present. Install python-dotenv to use them.', fg='yellow', err=True)
                    break
        return super().main(*args, **kwargs)


def _set_app(ctx, param, value):
    if value is not None:
        ctx.obj.app_import_path = value
    return value


def _set_debug(ctx, param, value):
    if value is not None:
        os.environ['FLASK_DEBUG'] = '1' if value else '0'
    return value


def _show_version(ctx, param, value):
    if value:
        import platform
        from importlib.metadata import version
        click.echo(f"Python {platform.python_version()}\nFlask {version('flask')}\nWerkzeug {version('werkzeug')}")
        ctx.exit()


cli = FlaskGroup(
    name='flask',
    help="A general utility script for Flask applications.\n\nAn application to load must be given with the '--app' option, 'FLASK_APP' environment variable, or with a 'wsgi.py' or 'app.py' file in the current directory.",
    params=[
        click.Option(('-e', '--env-file'), expose_value=False, metavar='FILE', help='Load environment variables from this file.'),
        click.Option(('-A', '--app'), metavar='IMPORT', expose_value=False, callback=_set_app, help="The Flask application or factory function to load, in the form 'module:name'."),
        click.Option(('--debug/--no-debug',), expose_value=False, callback=_set_debug, help='Set debug mode.'),
        click.Option(('--version',), is_flag=True, expose_value=False, callback=_show_version, help='Show the Flask version.'),
    ],
)
cli.params[2].default = None


@cli.command('run', with_appcontext=False, short_help='Run a development server.')
@click.option('--debug/--no-debug', expose_value=False, callback=_set_debug, help='Set debug mode.')
@click.option('--host', '-h', default='127.0.0.1', envvar='FLASK_RUN_HOST', help='The interface to bind to.')
@click.option('--port', '-p', default=5000, envvar='FLASK_RUN_PORT', help='The port to bind to.')
@click.option('--reload/--no-reload', help='Enable or disable the reloader.')
@click.option('--debugger/--no-debugger', help='Enable or disable the debugger.')
@click.option('--with-threads/--without-threads', default=True, help='Enable or disable multithreading.')
@click.option('--extra-files', help='Extra files that trigger a reload on change.')
def run_command(host, port, reload, debugger, with_threads, extra_files):
    """Run a local development server."""
    ctx = click.get_current_context()
    info = ctx.obj
    try:
        app = info.load_app()
    except click.UsageError as error:
        error.ctx = ctx
        raise
    from .helpers import get_debug_flag
    debug = get_debug_flag()
    show_server_banner(debug, info.app_import_path)
    from werkzeug.serving import run_simple
    run_simple(host, port, app, threaded=with_threads, use_reloader=debug if reload is None else reload, use_debugger=debug if debugger is None else debugger,
               extra_files=extra_files.split(os.pathsep) if extra_files else None)


for _param in cli.commands['run'].params:
    if _param.name in ('debug', 'reload', 'debugger'):
        _param.default = None


@cli.command('shell')
def shell_command():
    """Run a shell in the app context."""
    raise click.ClickException('not simulated: flask shell')


@cli.command('routes')
@click.option('--sort', '-s', type=click.Choice(('endpoint', 'methods', 'domain', 'rule', 'match')), default='endpoint', help='Method to sort routes by.')
@click.option('--all-methods', is_flag=True, help='Show HEAD and OPTIONS methods.')
def routes_command(sort, all_methods):
    """Show the routes for the app."""
    rules = list(current_app.url_map.iter_rules())
    if not rules:
        click.echo('No routes were registered.')
        return
    rows = [(r.endpoint, ', '.join(sorted(r.methods - (set() if all_methods else {'HEAD', 'OPTIONS'}))), r.rule) for r in rules]
    if sort in ('endpoint', 'methods', 'rule'):
        rows.sort(key=lambda row: row[('endpoint', 'methods', 'rule').index(sort)])
    rows.insert(0, ('Endpoint', 'Methods', 'Rule'))
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    rows.insert(1, tuple('-' * w for w in widths))
    for row in rows:
        click.echo('  '.join(text.ljust(width) for text, width in zip(row, widths)).rstrip())


def main():
    cli.main(prog_name='python -m flask' if sys.argv[0].endswith('__main__.py') else 'flask')
