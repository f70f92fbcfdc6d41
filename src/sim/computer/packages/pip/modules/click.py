# click: command lines from functions.
import functools
import inspect
import os
import sys

from textwrap import wrap as _wrap

__version__ = '8.2.1'
_contexts = []


class ClickException(Exception):
    exit_code = 1

    def __init__(self, message):
        super().__init__(message)
        self.message = message

    def format_message(self):
        return self.message

    def show(self, file=None):
        echo(f'Error: {self.format_message()}', err=True)


class UsageError(ClickException):
    exit_code = 2

    def __init__(self, message, ctx=None):
        super().__init__(message)
        self.ctx = ctx

    def show(self, file=None):
        if self.ctx is not None:
            echo(self.ctx.get_usage(), err=True)
            echo(f"Try '{self.ctx.command_path} --help' for help.\n", err=True)
        super().show()


class BadParameter(UsageError):
    def __init__(self, message, ctx=None, param=None, param_hint=None):
        super().__init__(message, ctx)
        self.param, self.param_hint = param, param_hint

    def format_message(self):
        hint = self.param_hint or (self.param.hint() if self.param else None)
        return f'Invalid value for {hint}: {self.message}' if hint else f'Invalid value: {self.message}'


class NoSuchOption(UsageError):
    pass


class Abort(RuntimeError):
    pass


class Exit(RuntimeError):
    def __init__(self, code=0):
        super().__init__(code)
        self.exit_code = code


_colors = {'black': 30, 'red': 31, 'green': 32, 'yellow': 33, 'blue': 34, 'magenta': 35, 'cyan': 36, 'white': 37}


def style(text, fg=None, bg=None, bold=None, dim=None, underline=None, blink=None, reverse=None, reset=True):
    codes = []
    if fg:
        codes.append(f'\x1b[{_colors[fg.replace("bright_", "")] + (60 if fg.startswith("bright_") else 0)}m')
    if bg:
        codes.append(f'\x1b[{_colors[bg] + 10}m')
    for flag, number in ((bold, 1), (dim, 2), (underline, 4), (blink, 5), (reverse, 7)):
        if flag:
            codes.append(f'\x1b[{number}m')
    return ''.join(codes) + str(text) + ('\x1b[0m' if reset else '')


def unstyle(text):
    import re
    return re.sub(r'\x1b\[[;?0-9]*[a-zA-Z]', '', text)


def echo(message=None, file=None, nl=True, err=False, color=None):
    out = file or (sys.stderr if err else sys.stdout)
    text = '' if message is None else message.decode() if isinstance(message, bytes) else str(message)
    if not (color or (hasattr(out, 'isatty') and out.isatty())):
        text = unstyle(text)
    out.write(text + ('\n' if nl else ''))
    out.flush()


def secho(message=None, file=None, nl=True, err=False, color=None, **styles):
    echo(style(message, **styles) if message is not None else None, file, nl, err, color)


def prompt(text, default=None, hide_input=False, confirmation_prompt=False, type=None, show_default=True, **kwargs):
    kind = _type_of(type, default)
    shown = f'{text} [{default}]: ' if default is not None and show_default else f'{text}: '
    while True:
        try:
            if hide_input:
                from getpass import getpass
                value = getpass(shown)
            else:
                value = input(shown)
        except (EOFError, KeyboardInterrupt):
            raise Abort() from None
        if not value and default is None:
            continue
        try:
            return kind.convert(value or default, None, None)
        except UsageError as error:
            echo(f'Error: {error.message}', err=False)


def confirm(text, default=False, abort=False, prompt_suffix=': ', show_default=True, err=False):
    while True:
        try:
            value = input(f"{text} [{'Y/n' if default else 'y/N'}]{prompt_suffix}").lower().strip()
        except (EOFError, KeyboardInterrupt):
            raise Abort() from None
        if value in ('y', 'yes', 'n', 'no', ''):
            break
        echo('Error: invalid input')
    answer = default if value == '' else value in ('y', 'yes')
    if abort and not answer:
        raise Abort()
    return answer


def get_current_context(silent=False):
    if _contexts:
        return _contexts[-1]
    if silent:
        return None
    raise RuntimeError('There is no active click context.')


class ParamType:
    name = 'text'

    def convert(self, value, param, ctx):
        return value

    def fail(self, message, param=None, ctx=None):
        raise BadParameter(message, ctx, param)


class _Text(ParamType):
    def convert(self, value, param, ctx):
        return value if isinstance(value, str) else str(value)


class _Number(ParamType):
    def __init__(self, name, kind):
        self.name, self.kind = name, kind

    def convert(self, value, param, ctx):
        try:
            return self.kind(value)
        except ValueError:
            self.fail(f'{value!r} is not a valid {self.name}.', param, ctx)


class _Bool(ParamType):
    name = 'boolean'

    def convert(self, value, param, ctx):
        if isinstance(value, bool):
            return value
        text = str(value).lower()
        if text in ('1', 'true', 't', 'yes', 'y', 'on'):
            return True
        if text in ('0', 'false', 'f', 'no', 'n', 'off', ''):
            return False
        self.fail(f'{value!r} is not a valid boolean.', param, ctx)


class Choice(ParamType):
    name = 'choice'

    def __init__(self, choices, case_sensitive=True):
        self.choices, self.case_sensitive = list(choices), case_sensitive

    def convert(self, value, param, ctx):
        for choice in self.choices:
            if choice == value or (not self.case_sensitive and str(choice).lower() == str(value).lower()):
                return choice
        self.fail(f"{value!r} is not one of {', '.join(map(repr, self.choices))}.", param, ctx)


class IntRange(_Number):
    def __init__(self, min=None, max=None, clamp=False):
        super().__init__('integer range', int)
        self.min, self.max, self.clamp = min, max, clamp

    def convert(self, value, param, ctx):
        made = super().convert(value, param, ctx)
        if (self.min is not None and made < self.min) or (self.max is not None and made > self.max):
            if self.clamp:
                return self.min if self.min is not None and made < self.min else self.max
            shown = f'{self.min}<=x<={self.max}' if self.min is not None and self.max is not None else f'x>={self.min}' if self.max is None else f'x<={self.max}'
            self.fail(f'{made} is not in the range {shown}.', param, ctx)
        return made


class Path(ParamType):
    name = 'path'

    def __init__(self, exists=False, file_okay=True, dir_okay=True, path_type=None, **kwargs):
        self.exists, self.file_okay, self.dir_okay, self.path_type = exists, file_okay, dir_okay, path_type

    def convert(self, value, param, ctx):
        kind = 'Path' if self.file_okay and self.dir_okay else 'File' if self.file_okay else 'Directory'
        if self.exists and not os.path.exists(value):
            self.fail(f'{kind} {value!r} does not exist.', param, ctx)
        return self.path_type(value) if self.path_type else value


class File(ParamType):
    name = 'filename'

    def __init__(self, mode='r', **kwargs):
        self.mode = mode

    def convert(self, value, param, ctx):
        if value == '-':
            return sys.stdin if 'r' in self.mode else sys.stdout
        try:
            return open(value, self.mode)
        except OSError as error:
            self.fail(f'{value!r}: {error.strerror}', param, ctx)


STRING, INT, FLOAT, BOOL = _Text(), _Number('integer', int), _Number('float', float), _Bool()


def _type_of(given, default=None):
    if isinstance(given, ParamType):
        return given
    if isinstance(given, (list, tuple)):
        return Choice(given)
    if given is None and default is not None:
        given = type(default)
    return {int: INT, float: FLOAT, bool: BOOL}.get(given, STRING)


class Parameter:
    def __init__(self, decls, type=None, required=False, default=None, nargs=1, multiple=False, envvar=None, callback=None, help=None, metavar=None, **kwargs):
        self.type = _type_of(type, default if not isinstance(default, (list, tuple)) and not callable(default) else None)
        self.required, self.default, self.nargs, self.multiple = required, default, nargs, multiple
        self.envvar, self.callback, self.help, self.metavar = envvar, callback, help, metavar

    def value(self, given, ctx):
        if given is None and self.envvar:
            given = os.environ.get(self.envvar)
        if given is None:
            given = self.default() if callable(self.default) else self.default
        if given is None:
            if self.required:
                raise UsageError(f'Missing {self.kind} {self.hint()}.', ctx)
            made = () if self.multiple or self.nargs == -1 else None
        elif self.multiple or self.nargs != 1:
            if not given and self.required:
                raise UsageError(f'Missing {self.kind} {self.hint()}.', ctx)
            made = tuple(self.type.convert(one, self, ctx) for one in given)
        else:
            made = self.type.convert(given, self, ctx)
        return self.callback(ctx, self, made) if self.callback else made


class Option(Parameter):
    kind = 'option'

    def __init__(self, decls, is_flag=None, flag_value=None, count=False, prompt=False, hide_input=False, show_default=False, hidden=False, is_eager=False, expose_value=True, **kwargs):
        self.opts, self.off, self.name = [], [], None
        for decl in decls:
            if not decl.startswith('-'):
                self.name = decl
                continue
            on, _, off = decl.partition('/')
            self.opts.append(on.strip())
            if off:
                self.off.append(off.strip())
        if self.name is None:
            self.name = max(self.opts, key=len).lstrip('-').replace('-', '_').lower()
        self.is_flag = bool(self.off) if is_flag is None and flag_value is None else bool(is_flag or flag_value is not None)
        if self.is_flag and kwargs.get('default') is None and flag_value is None:
            kwargs['default'] = False
        self.flag_value = True if flag_value is None else flag_value
        if count:
            self.is_flag, kwargs['default'], kwargs['type'] = True, kwargs.get('default') or 0, int
        self.count, self.prompt, self.hide_input, self.show_default, self.hidden, self.expose_value = count, prompt, hide_input, show_default, hidden, expose_value
        super().__init__(decls, **kwargs)

    def hint(self):
        return ' / '.join(repr(o) for o in self.opts)

    def value(self, given, ctx):
        if given is None and self.prompt and not (self.envvar and self.envvar in os.environ):
            text = self.prompt if isinstance(self.prompt, str) else self.name.replace('_', ' ').capitalize()
            given = prompt(text, default=self.default if not self.is_flag else None, hide_input=self.hide_input, type=self.type)
        return super().value(given, ctx)

    def row(self):
        names = ', '.join(self.opts) + (' / ' + ', '.join(self.off) if self.off else '')
        if not self.is_flag:
            names += ' ' + (self.metavar or (f"[{'|'.join(map(str, self.type.choices))}]" if isinstance(self.type, Choice) else self.type.name.upper()))
        text = self.help or ''
        extra = []
        if self.show_default and self.default is not None:
            extra.append(f'default: {self.default}')
        if self.required:
            extra.append('required')
        return names, (f'{text}  ' if text and extra else text) + (f"[{'; '.join(extra)}]" if extra else '')


class Argument(Parameter):
    kind = 'argument'

    def __init__(self, decls, required=None, **kwargs):
        self.name = decls[0].lower().replace('-', '_')
        if required is None:
            required = kwargs.get('default') is None and kwargs.get('nargs', 1) != -1
        super().__init__(decls, required=required, **kwargs)
        self.expose_value = True

    def shown(self):
        text = self.metavar or self.name.upper()
        text = text if self.required else f'[{text}]'
        return text + ('...' if self.nargs != 1 else '')

    def hint(self):
        return f"'{self.metavar or self.name.upper()}{'...' if self.nargs != 1 else ''}'"


class Context:
    def __init__(self, command, info_name=None, parent=None, obj=None):
        self.command, self.info_name, self.parent = command, info_name, parent
        self.obj = parent.obj if obj is None and parent is not None else obj
        self.params, self.args, self.invoked_subcommand = {}, [], None

    @property
    def command_path(self):
        path = self.info_name or ''
        if self.parent is None:
            return path
        arguments = ' '.join(p.shown() for p in self.parent.command.params if isinstance(p, Argument))
        return f"{self.parent.command_path} {arguments + ' ' if arguments else ''}{path}"

    def get_usage(self):
        return self.command.get_usage(self)

    def get_help(self):
        return self.command.get_help(self)

    def ensure_object(self, kind):
        if self.obj is None:
            self.obj = kind()
        return self.obj

    def find_root(self):
        return self.parent.find_root() if self.parent else self

    def find_object(self, kind):
        return self.obj if isinstance(self.obj, kind) else None

    def invoke(self, callback, *args, **kwargs):
        callback = callback.callback if isinstance(callback, Command) else callback
        _contexts.append(self)
        try:
            return callback(*args, **kwargs)
        finally:
            _contexts.pop()

    def exit(self, code=0):
        raise Exit(code)

    def abort(self):
        raise Abort()

    def fail(self, message):
        raise UsageError(message, self)


def _rows(title, rows):
    if not rows:
        return ''
    width = min(max(len(name) for name, _ in rows), 30) + 2
    lines = [f'{title}:']
    for name, text in rows:
        wrapped = _wrap(text, 78 - width - 2) if text else []
        if len(name) + 2 > width or not wrapped:
            lines.append(f'  {name}')
        else:
            lines.append(f'  {name}'.ljust(width + 2) + wrapped.pop(0))
        lines.extend(' ' * (width + 2) + line for line in wrapped)
    return '\n'.join(lines)


class Command:
    def __init__(self, name, callback=None, params=None, help=None, short_help=None, hidden=False, context_settings=None, epilog=None,
                 add_help_option=True, no_args_is_help=False, **kwargs):
        self.name, self.callback, self.params = name, callback, list(params or [])
        self.help, self.short_help, self.hidden, self.no_args_is_help = help, short_help, hidden, no_args_is_help

    tail = ''

    def get_usage(self, ctx):
        pieces = ['[OPTIONS]', *[p.shown() for p in self.params if isinstance(p, Argument)]]
        return f"Usage: {ctx.command_path} {' '.join(pieces)}{self.tail}"

    def option_rows(self):
        return [p.row() for p in self.params if isinstance(p, Option) and not p.hidden] + [('--help', 'Show this message and exit.')]

    def get_help(self, ctx):
        parts = [self.get_usage(ctx)]
        if self.help:
            text = inspect.cleandoc(self.help).split('\f')[0]
            parts.append('\n\n'.join('\n'.join('  ' + line for line in _wrap(block, 76)) for block in text.split('\n\n')))
        parts.append(_rows('Options', self.option_rows()))
        return '\n\n'.join(parts)

    def short(self):
        text = self.short_help or (inspect.cleandoc(self.help).split('\n\n')[0].replace('\n', ' ') if self.help else '')
        first = text.split('. ')[0].rstrip('.')
        return first + '.' if first and not self.short_help else text

    def parse(self, args, ctx):
        """Values of the parameters; what is left over."""
        options, rest, at = {}, [], 0
        known = {o: p for p in self.params if isinstance(p, Option) for o in (*p.opts, *p.off)}
        while at < len(args):
            arg = args[at]
            at += 1
            if arg == '--':
                rest.extend(args[at:])
                break
            if not arg.startswith('-') or arg == '-':
                rest.append(arg)
                if isinstance(self, Group):
                    rest.extend(args[at:])
                    break
                continue
            name, has, value = arg.partition('=') if arg.startswith('--') else (arg, '', '')
            if name == '--help':
                echo(self.get_help(ctx))
                raise Exit(0)
            if not arg.startswith('--') and len(arg) > 2:
                first = known.get(arg[:2])
                if first is not None and first.is_flag:
                    args = [*args[:at], '-' + arg[2:], *args[at:]]
                    name = arg[:2]
                elif first is not None:
                    name, has, value = arg[:2], '=', arg[2:]
            param = known.get(name)
            if param is None:
                close = [o for o in known if o.startswith(name[:4])] if name.startswith('--') else []
                raise NoSuchOption(f"No such option: {name}" + (f" Did you mean {close[0]}?" if len(close) == 1 else ''), ctx)
            if param.is_flag:
                if has:
                    raise UsageError(f"Option '{name}' does not take a value.", ctx)
                given = (options.get(param, 0) + 1) if param.count else (name in param.opts) if param.off else param.flag_value
            else:
                if not has:
                    count = max(param.nargs, 1)
                    if at + count > len(args):
                        raise UsageError(f"Option '{name}' requires an argument." if count == 1 else f"Option '{name}' requires {count} arguments.", ctx)
                    value = args[at] if count == 1 else args[at:at + count]
                    at += count
                given = [*options.get(param, []), value] if param.multiple else value
            options[param] = given
        for param in self.params:
            if isinstance(param, Argument):
                later = sum(max(p.nargs, 1) for p in self.params[self.params.index(param) + 1:] if isinstance(p, Argument))
                count = max(len(rest) - later, 0) if param.nargs == -1 else param.nargs
                given = rest[:count]
                rest = rest[count:]
                value = param.value(given if param.nargs != 1 else given[0] if given else None, ctx)
            else:
                value = param.value(options.get(param), ctx)
            if param.expose_value:
                ctx.params[param.name] = value
        return rest

    def run(self, args, ctx):
        if self.no_args_is_help and not args:
            echo(self.get_help(ctx))
            raise Exit(2)
        rest = self.parse(args, ctx)
        if rest:
            raise UsageError(f"Got unexpected extra argument{'s' if len(rest) > 1 else ''} ({' '.join(rest)})", ctx)
        return ctx.invoke(self.callback, **ctx.params) if self.callback else None

    def main(self, args=None, prog_name=None, standalone_mode=True, obj=None, **extra):
        args = sys.argv[1:] if args is None else list(args)
        ctx = Context(self, prog_name or os.path.basename(sys.argv[0]), obj=obj)
        try:
            made = self.run(args, ctx)
            if not standalone_mode:
                return made
        except Exit as error:
            if not standalone_mode:
                return error.exit_code
            sys.exit(error.exit_code)
        except ClickException as error:
            if not standalone_mode:
                raise
            error.show()
            sys.exit(error.exit_code)
        except (Abort, KeyboardInterrupt):
            if not standalone_mode:
                raise
            echo('Aborted!', err=True)
            sys.exit(1)
        sys.exit(0)

    def __call__(self, *args, **kwargs):
        return self.main(*args, **kwargs)


class Group(Command):
    tail = ' COMMAND [ARGS]...'

    def __init__(self, name=None, commands=None, invoke_without_command=False, chain=False, **kwargs):
        super().__init__(name, **kwargs)
        self.commands, self.invoke_without_command = dict(commands or {}), invoke_without_command

    def add_command(self, command, name=None):
        self.commands[name or command.name] = command

    def list_commands(self, ctx):
        return sorted(self.commands)

    def get_command(self, ctx, name):
        return self.commands.get(name)

    def command(self, *args, **kwargs):
        def decorator(f):
            made = command(*args, **kwargs)(f)
            self.add_command(made)
            return made
        if args and callable(args[0]):
            f, args = args[0], args[1:]
            return decorator(f)
        return decorator

    def group(self, *args, **kwargs):
        def decorator(f):
            made = group(*args, **kwargs)(f)
            self.add_command(made)
            return made
        if args and callable(args[0]):
            f, args = args[0], args[1:]
            return decorator(f)
        return decorator

    def get_help(self, ctx):
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, one.short()) for name, one in found if one is not None and not one.hidden]
        return super().get_help(ctx) + ('\n\n' + _rows('Commands', rows) if rows else '')

    def run(self, args, ctx):
        if not args and not self.invoke_without_command:
            echo(self.get_help(ctx), err=True)
            raise Exit(2)
        rest = self.parse(args, ctx)
        if not rest:
            if not self.invoke_without_command:
                raise UsageError('Missing command.', ctx)
            return ctx.invoke(self.callback, **ctx.params) if self.callback else None
        command = self.get_command(ctx, rest[0])
        if command is None:
            raise UsageError(f'No such command {rest[0]!r}.', ctx)
        ctx.invoked_subcommand = rest[0]
        if self.callback:
            ctx.invoke(self.callback, **ctx.params)
        return command.run(rest[1:], Context(command, rest[0], ctx))


def _named(f):
    name = f.__name__.lower().replace('_', '-')
    for suffix in ('-command', '-cmd', '-group', '-grp'):
        name = name.removesuffix(suffix)
    return name


def _make(f, cls, name, attrs):
    if callable(name):
        name = None
    params = list(reversed(f.__dict__.pop('__click_params__', []) if hasattr(f, '__click_params__') else []))
    attrs.setdefault('help', f.__doc__)
    return cls(name=name or _named(f), callback=f, params=params, **attrs)


def command(name=None, cls=None, **attrs):
    if callable(name):
        return _make(name, cls or Command, None, attrs)
    return lambda f: _make(f, cls or Command, name, attrs)


def group(name=None, cls=None, **attrs):
    if callable(name):
        return _make(name, cls or Group, None, attrs)
    return lambda f: _make(f, cls or Group, name, attrs)


def _add(f, param):
    if isinstance(f, Command):
        f.params.append(param)
        return f
    if not hasattr(f, '__click_params__'):
        f.__click_params__ = []
    f.__click_params__.append(param)
    return f


def option(*decls, **attrs):
    return lambda f: _add(f, Option(decls, **attrs))


def argument(*decls, **attrs):
    return lambda f: _add(f, Argument(decls, **attrs))


def password_option(*decls, **attrs):
    return option(*(decls or ('--password',)), prompt=True, hide_input=True, **attrs)


def version_option(version=None, *decls, prog_name=None, message='%(prog)s, version %(version)s', package_name=None, **attrs):
    def show(ctx, param, value):
        if value:
            found = version
            if found is None:
                from importlib.metadata import version as of
                found = of(package_name or ctx.find_root().info_name)
            echo(message % {'prog': prog_name or ctx.find_root().info_name, 'version': found})
            ctx.exit()
    return option(*(decls or ('--version',)), is_flag=True, expose_value=False, callback=show, help='Show the version and exit.', **attrs)


def pass_context(f):
    @functools.wraps(f)
    def run(*args, **kwargs):
        return f(get_current_context(), *args, **kwargs)
    return run


def pass_obj(f):
    @functools.wraps(f)
    def run(*args, **kwargs):
        return f(get_current_context().obj, *args, **kwargs)
    return run


def get_app_dir(app_name, **kwargs):
    return os.path.expanduser(f'~/.config/{app_name.lower()}')


def clear():
    echo('\x1b[2J\x1b[1;1H', nl=False)
