// `argparse` in Python: command lines.

/** Its source. */
export const source = String.raw`import os as _os
import re as _re
import shutil as _shutil
import sys as _sys

SUPPRESS = '==SUPPRESS=='
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, PARSER, REMAINDER = '?', '*', '+', 'A...', '...'


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = _name_of(argument)
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f'argument {self.argument_name}: {self.message}'


class ArgumentTypeError(Exception):
    pass


def _name_of(action):
    if action is None:
        return None
    if action.option_strings:
        return '/'.join(action.option_strings)
    if action.metavar not in (None, SUPPRESS):
        return action.metavar
    if action.dest not in (None, SUPPRESS):
        return action.dest
    if action.choices:
        return '{' + ','.join(action.choices) + '}'
    return None


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __eq__(self, other):
        return isinstance(other, Namespace) and vars(self) == vars(other)

    def __contains__(self, key):
        return key in self.__dict__

    def __repr__(self):
        return f"Namespace({', '.join(f'{k}={v!r}' for k, v in self.__dict__.items())})"


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self.prog = prog
        self.width = (width or _shutil.get_terminal_size().columns) - (0 if width else 2)
        self.max_help_position = min(max_help_position, max(self.width - 20, indent_increment * 2))

    def metavar(self, action, default=None):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return '{' + ','.join(str(c) for c in action.choices) + '}'
        return default if default is not None else action.dest.upper() if action.option_strings else action.dest

    def args(self, action):
        m = self.metavar(action)
        pick = lambda i: m[i] if isinstance(m, tuple) else m
        n = action.nargs
        if n is None:
            return pick(0)
        if n == OPTIONAL:
            return f'[{pick(0)}]'
        if n == ZERO_OR_MORE:
            return f'[{pick(0)} ...]'
        if n == ONE_OR_MORE:
            return f'{pick(0)} [{pick(-1)} ...]'
        if n == REMAINDER:
            return '...'
        if n == PARSER:
            return f'{pick(0)} ...'
        return ' '.join(pick(i) for i in range(n))

    def usage_part(self, action):
        if action.option_strings:
            text = action.format_usage() if action.nargs == 0 else f'{action.option_strings[0]} {self.args(action)}'
            return text if action.required else f'[{text}]'
        return self.args(action)

    def usage(self, actions, groups, prefix='usage: '):
        optionals = [a for a in actions if a.option_strings and a.help is not SUPPRESS]
        positionals = [a for a in actions if not a.option_strings and a.help is not SUPPRESS]
        parts = []
        done = set()
        for action in optionals:
            if id(action) in done:
                continue
            group = next((g for g in groups if action in g._group_actions and all(m in optionals for m in g._group_actions)), None)
            if group is not None and len(group._group_actions) > 1:
                inner = []
                for member in group._group_actions:
                    done.add(id(member))
                    text = member.format_usage() if member.nargs == 0 else f'{member.option_strings[0]} {self.args(member)}'
                    inner.append(text)
                text = ' | '.join(inner)
                parts.append(f'({text})' if group.required else f'[{text}]')
            else:
                parts.append(self.usage_part(action))
        tail = [self.usage_part(a) for a in positionals]
        line = ' '.join([self.prog] + parts + tail)
        if len(prefix) + len(line) <= self.width:
            return f'{prefix}{line}\n\n'

        def lines(items, indent, first=None):
            out, cur = [], []
            length = len(first) - 1 if first is not None else len(indent) - 1
            for item in items:
                if length + 1 + len(item) > self.width and cur:
                    out.append(indent + ' '.join(cur))
                    cur, length = [], len(indent) - 1
                cur.append(item)
                length += len(item) + 1
            if cur:
                out.append(indent + ' '.join(cur))
            if first is not None:
                out[0] = out[0][len(indent):]
            return out

        if len(prefix) + len(self.prog) <= 0.75 * self.width:
            indent = ' ' * (len(prefix) + len(self.prog) + 1)
            if parts:
                rows = lines([self.prog] + parts, indent, prefix) + lines(tail, indent)
            else:
                rows = lines([self.prog] + tail, indent, prefix)
        else:
            indent = ' ' * len(prefix)
            rows = [self.prog] + lines(parts, indent) + lines(tail, indent)
        return prefix + '\n'.join(rows) + '\n\n'

    def invocation(self, action):
        if not action.option_strings:
            return self.metavar(action)
        if action.nargs == 0:
            return ', '.join(action.option_strings)
        args = self.args(action)
        if _sys.version_info >= (3, 13):
            return ', '.join(action.option_strings) + ' ' + args
        return ', '.join(f'{s} {args}' for s in action.option_strings)

    def expand(self, action):
        params = dict(vars(action), prog=self.prog)
        for name in list(params):
            if params[name] is SUPPRESS:
                del params[name]
            elif hasattr(params[name], '__name__'):
                params[name] = params[name].__name__
        if params.get('choices') is not None:
            params['choices'] = ', '.join(str(c) for c in params['choices'])
        return action.help % params

    def help_text(self, action):
        return action.help

    def fill(self, text, width, indent):
        import textwrap
        return textwrap.fill(_re.sub(r'\s+', ' ', text).strip(), width, initial_indent=indent, subsequent_indent=indent)

    def split_lines(self, text, width):
        import textwrap
        return textwrap.wrap(_re.sub(r'\s+', ' ', text).strip(), width)


class RawDescriptionHelpFormatter(HelpFormatter):
    def fill(self, text, width, indent):
        return ''.join(indent + line for line in text.splitlines(keepends=True))


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def split_lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def help_text(self, action):
        text = action.help or ''
        if '%(default)' not in text and action.default is not SUPPRESS and (action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE)):
            text += ' (default: %(default)s)'
        return text

    def expand(self, action):
        shown = action.help
        action.help = self.help_text(action)
        try:
            return super().expand(action)
        finally:
            action.help = shown


class MetavarTypeHelpFormatter(HelpFormatter):
    def metavar(self, action, default=None):
        return super().metavar(action, action.type.__name__ if action.type else None)


class Action:
    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        self.option_strings, self.dest, self.nargs, self.const = option_strings, dest, nargs, const
        self.default, self.type, self.choices, self.required, self.help, self.metavar = default, type, choices, required, help, metavar

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError('.__call__() not defined')


class _StoreAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConstAction(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None):
        super().__init__(option_strings, dest, nargs=0, const=const, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrueAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=False, required=False, help=None):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalseAction(_StoreConstAction):
    def __init__(self, option_strings, dest, default=True, required=False, help=None):
        super().__init__(option_strings, dest, False, default, required, help)


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None):
        names = []
        for s in option_strings:
            names.append(s)
            if s.startswith('--'):
                names.append('--no-' + s[2:])
        super().__init__(names, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith('--no-'))

    def format_usage(self):
        return ' | '.join(self.option_strings)


class _AppendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.append(values)
        setattr(namespace, self.dest, items)


class _AppendConstAction(_StoreConstAction):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.append(self.const)
        setattr(namespace, self.dest, items)


class _ExtendAction(Action):
    def __call__(self, parser, namespace, values, option_string=None):
        items = list(getattr(namespace, self.dest, None) or [])
        items.extend(values)
        setattr(namespace, self.dest, items)


class _CountAction(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None):
        super().__init__(option_strings, dest, nargs=0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _HelpAction(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _VersionAction(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit"):
        super().__init__(option_strings, dest, nargs=0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        print((self.version or parser.version) % {'prog': parser.prog})
        parser.exit()


class _SubParsersAction(Action):
    def __init__(self, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None, title=None, description=None):
        self._prog_prefix, self._parser_class = prog, parser_class
        self._name_parser_map = {}
        self._choices_actions = []
        self.title = title
        super().__init__([], dest, nargs=PARSER, choices=self._name_parser_map, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), **kwargs):
        kwargs.setdefault('prog', f'{self._prog_prefix} {name}')
        if 'help' in kwargs:
            text = kwargs.pop('help')
            shown = name + (f" ({', '.join(aliases)})" if aliases else '')
            self._choices_actions.append(Action([], name, help=text, metavar=shown))
        parser = self._parser_class(**kwargs)
        for one in (name, *aliases):
            self._name_parser_map[one] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, rest = values[0], values[1:]
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        inner = self._name_parser_map[name]
        found, extras = inner.parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if extras:
            vars(namespace).setdefault('_unrecognized_args', []).extend(extras)


class FileType:
    def __init__(self, mode='r', bufsize=-1, encoding=None, errors=None):
        self._mode = mode

    def __call__(self, string):
        if string == '-':
            return _sys.stdin if 'r' in self._mode else _sys.stdout
        try:
            return open(string, self._mode)
        except OSError as e:
            raise ArgumentTypeError(f"can't open '{string}': {e}")


_actions = {None: _StoreAction, 'store': _StoreAction, 'store_const': _StoreConstAction, 'store_true': _StoreTrueAction, 'store_false': _StoreFalseAction,
            'append': _AppendAction, 'append_const': _AppendConstAction, 'extend': _ExtendAction, 'count': _CountAction, 'help': _HelpAction, 'version': _VersionAction}


class _Group:
    def __init__(self, parser, title=None, description=None):
        self._parser, self.title, self.description = parser, title, description
        self._group_actions = []
        self.required = False

    def add_argument(self, *args, **kwargs):
        return self._parser._add(self, *args, **kwargs)

    def add_mutually_exclusive_group(self, required=False):
        group = _MutexGroup(self._parser, self)
        group.required = required
        self._parser._mutex.append(group)
        return group


class _MutexGroup(_Group):
    def __init__(self, parser, container):
        super().__init__(parser)
        self._container = container

    def add_argument(self, *args, **kwargs):
        action = self._parser._add(self._container, *args, **kwargs)
        self._group_actions.append(action)
        return action


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter, prefix_chars='-',
                 fromfile_prefix_chars=None, argument_default=None, conflict_handler='error', add_help=True, allow_abbrev=True, exit_on_error=True, **kwargs):
        self.prog = prog or _os.path.basename(_sys.argv[0])
        self.usage, self.description, self.epilog, self.formatter_class = usage, description, epilog, formatter_class
        self.argument_default, self.allow_abbrev, self.exit_on_error, self.add_help = argument_default, allow_abbrev, exit_on_error, add_help
        self._actions = []
        self._options = {}
        self._defaults = {}
        self._mutex = []
        self._positionals = _Group(self, 'positional arguments')
        self._optionals = _Group(self, 'options')
        self._groups = [self._positionals, self._optionals]
        self._subparsers = None
        if add_help:
            self.add_argument('-h', '--help', action='help', default=SUPPRESS, help='show this help message and exit')
        for parent in parents:
            for group in parent._groups:
                target = self._positionals if group is parent._positionals else self._optionals if group is parent._optionals else None
                if target is None:
                    target = _Group(self, group.title, group.description)
                    self._groups.append(target)
                for action in group._group_actions:
                    if not isinstance(action, _HelpAction):
                        self._register(action, target)
            self._defaults.update(parent._defaults)

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    def add_argument_group(self, title=None, description=None, **kwargs):
        group = _Group(self, title, description)
        self._groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        group = _MutexGroup(self, None)
        group.required = required
        self._mutex.append(group)
        return group

    def add_argument(self, *args, **kwargs):
        return self._add(None, *args, **kwargs)

    def _register(self, action, group):
        self._actions.append(action)
        for s in action.option_strings:
            self._options[s] = action
        group._group_actions.append(action)
        return action

    def _add(self, group, *args, **kwargs):
        if args and args[0].startswith('-'):
            dest = kwargs.pop('dest', None)
            if dest is None:
                long = next((a for a in args if a.startswith('--')), args[0])
                dest = long.lstrip('-').replace('-', '_')
            names = list(args)
        else:
            if len(args) > 1:
                raise ValueError("invalid option string: must start with a character '-'")
            dest = args[0] if args else kwargs.pop('dest')
            names = []
            if 'required' in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            nargs = kwargs.get('nargs')
            kwargs['required'] = nargs not in (OPTIONAL, ZERO_OR_MORE) or (nargs == ZERO_OR_MORE and 'default' not in kwargs)
        for s in names:
            if s in self._options:
                raise ArgumentError(Action(names, dest), f'conflicting option string: {s}')
        if 'default' not in kwargs:
            if dest in self._defaults:
                kwargs['default'] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs['default'] = self.argument_default
        kind = kwargs.pop('action', None)
        cls = _actions.get(kind, kind) if not isinstance(kind, type) else kind
        if isinstance(cls, str):
            raise ValueError(f'unknown action "{cls}"')
        if issubclass(cls, (_StoreConstAction, _CountAction)) and not names:
            kwargs.pop('required', None)
        action = cls(names, dest, **kwargs) if cls is not _VersionAction else cls(names, **kwargs)
        if not callable(action.type) and action.type is not None:
            raise ValueError(f'{action.type!r} is not callable')
        return self._register(action, group or (self._optionals if names else self._positionals))

    def add_subparsers(self, *, title=None, description=None, prog=None, parser_class=None, required=False, dest=SUPPRESS, help=None, metavar=None, **kwargs):
        group = self._positionals
        if title or description:
            group = self.add_argument_group(title or 'subcommands', description)
        if prog is None:
            formatter = self._formatter()
            positionals = [a for a in self._actions if not a.option_strings]
            prog = ' '.join([self.prog] + [formatter.usage_part(a) for a in positionals])
        action = _SubParsersAction(prog, parser_class or type(self), dest, required, help, metavar)
        self._subparsers = action
        return self._register(action, group)

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        if self.usage is not None:
            return f"usage: {self.usage % dict(prog=self.prog)}\n"
        return self._formatter().usage(self._actions, self._mutex).rstrip('\n') + '\n'

    def format_help(self):
        formatter = self._formatter()
        text = self.format_usage() + '\n'
        if self.description:
            text += formatter.fill(self.description % dict(prog=self.prog) if '%(prog)' in self.description else self.description, formatter.width, '') + '\n\n'
        rows = []
        longest = 0
        for group in self._groups:
            for action in group._group_actions:
                if action.help is not SUPPRESS:
                    longest = max(longest, len(formatter.invocation(action)) + 2)
                    for inner in getattr(action, '_choices_actions', ()):
                        longest = max(longest, len(inner.metavar) + 4)
        column = min(longest + 2, formatter.max_help_position)
        for group in self._groups:
            shown = [a for a in group._group_actions if a.help is not SUPPRESS]
            if not shown:
                continue
            text += f'{group.title}:\n' if group.title else ''
            if group.description:
                text += formatter.fill(group.description, formatter.width, '  ') + '\n\n'
            for action in shown:
                text += self._row(formatter, action, formatter.invocation(action), 2, column)
                for inner in getattr(action, '_choices_actions', ()):
                    text += self._row(formatter, inner, inner.metavar, 4, column)
            text += '\n'
        if self.epilog:
            text += formatter.fill(self.epilog % dict(prog=self.prog) if '%(prog)' in self.epilog else self.epilog, formatter.width, '') + '\n'
        return text.rstrip('\n') + '\n'

    def _row(self, formatter, action, header, indent, column):
        pad = ' ' * indent
        if not action.help and not isinstance(formatter, ArgumentDefaultsHelpFormatter):
            return f'{pad}{header}\n'
        lines = formatter.split_lines(formatter.expand(action), max(formatter.width - column, 11)) if action.help is not None else []
        if not lines:
            return f'{pad}{header}\n'
        if len(header) + indent <= column - 2:
            out = f'{pad}{header}'.ljust(column) + lines[0] + '\n'
        else:
            out = f'{pad}{header}\n' + ' ' * column + lines[0] + '\n'
        return out + ''.join(' ' * column + line + '\n' for line in lines[1:])

    def print_usage(self, file=None):
        (file or _sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or _sys.stdout).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            _sys.stderr.write(message)
        _sys.exit(status)

    def error(self, message):
        self.print_usage(_sys.stderr)
        self.exit(2, f'{self.prog}: error: {message}\n')

    def parse_args(self, args=None, namespace=None):
        found, extras = self.parse_known_args(args, namespace)
        if extras:
            self.error('unrecognized arguments: ' + ' '.join(extras))
        return found

    def parse_known_args(self, args=None, namespace=None):
        args = list(_sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and not hasattr(namespace, action.dest) and action.default is not SUPPRESS:
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            extras = self._parse(args, namespace)
        except ArgumentError as err:
            if not self.exit_on_error:
                raise
            self.error(str(err))
        extras += namespace.__dict__.pop('_unrecognized_args', [])
        return namespace, extras

    def _find(self, arg):
        """What an argument names: (action, option, value), None for a positional, or an option that nobody knows."""
        if not arg.startswith('-') or arg == '-':
            return None
        if arg in self._options:
            return self._options[arg], arg, None
        if _re.match(r'^-\d+$|^-\d*\.\d+$', arg) and not any(_re.match(r'^-\d', o) for o in self._options):
            return None
        if ' ' in arg and not arg.startswith('--'):
            return None
        if arg.startswith('--'):
            name, eq, value = arg.partition('=')
            if name in self._options:
                return self._options[name], name, value if eq else None
            if self.allow_abbrev:
                near = [o for o in self._options if o.startswith(name)]
                if len(near) > 1:
                    self.error(f"ambiguous option: {arg} could match {', '.join(near)}")
                if near:
                    return self._options[near[0]], near[0], value if eq else None
        elif len(arg) > 2 and arg[:2] in self._options:
            return self._options[arg[:2]], arg[:2], arg[2:]
        if ' ' in arg:
            return None
        return None, arg, None

    def _parse(self, args, namespace):
        positionals = [a for a in self._actions if not a.option_strings]
        seen = set()
        extras = []
        i = 0
        kinds = []
        only = False
        for arg in args:
            if only:
                kinds.append('A')
            elif arg == '--':
                kinds.append('-')
                only = True
            else:
                kinds.append('A' if self._find(arg) is None else 'O')
        kinds = ''.join(kinds)

        def pattern(n):
            return {None: '(-*A-*)', OPTIONAL: '(-*A?-*)', ZERO_OR_MORE: '(-*[A-]*)', ONE_OR_MORE: '(-*A[A-]*)', REMAINDER: '([-AO]*)', PARSER: '(-*A[-AO]*)', 0: '()'}.get(n) or '(-*' + '-*'.join('A' * n) + '-*)'

        def take(action, values, option=None):
            seen.add(id(action))
            if values != action.default or option or values:
                for group in self._mutex:
                    if action in group._group_actions:
                        for other in group._group_actions:
                            if other is not action and id(other) in given:
                                raise ArgumentError(action, f'not allowed with argument {_name_of(other)}')
            given.add(id(action))
            action(self, namespace, values, option)

        given = set()

        def consume_positionals(start):
            for count in range(len(positionals), 0, -1):
                found = _re.match(''.join(pattern(a.nargs) for a in positionals[:count]), kinds[start:])
                if found:
                    at = start
                    for action, part in zip(positionals[:count], found.groups()):
                        values = args[at:at + len(part)]
                        at += len(part)
                        if action.nargs not in (PARSER, REMAINDER) and '--' in values:
                            values.remove('--')
                        converted = self._values(action, values)
                        if values or action.nargs not in (OPTIONAL, ZERO_OR_MORE):
                            take(action, converted)
                        else:
                            seen.add(id(action))
                            setattr(namespace, action.dest, converted)
                    positionals[:count] = []
                    return at
            return start

        last_option = kinds.rfind('O')
        while i <= last_option:
            nxt = kinds.find('O', i)
            if i != nxt:
                before = i
                i = consume_positionals(i)
                if i > before:
                    continue
                if i < nxt:
                    extras.extend(args[i:nxt])
                    i = nxt
                    continue
            action, option, explicit = self._find(args[i])
            if action is None:
                extras.append(args[i])
                i += 1
                continue
            if explicit is not None:
                if action.nargs == 0 and not option.startswith('--') and explicit:
                    take(action, [], option)
                    follow = '-' + explicit
                    if follow[:2] in self._options:
                        args[i] = follow
                        continue
                    raise ArgumentError(action, f'ignored explicit argument {explicit!r}')
                if action.nargs == 0:
                    raise ArgumentError(action, f'ignored explicit argument {explicit!r}')
                if isinstance(action.nargs, int) and action.nargs != 1:
                    raise ArgumentError(action, self._wanted(action))
                i += 1
                take(action, self._values(action, [explicit.removeprefix('=') if not option.startswith('--') else explicit]), option)
                continue
            i += 1
            found = _re.match(pattern(action.nargs).replace('-*', '').replace('-', ''), kinds[i:])
            if not found:
                raise ArgumentError(action, self._wanted(action))
            count = len(found.group(1))
            values = args[i:i + count]
            i += count
            take(action, self._values(action, values), option)
        i = consume_positionals(i)
        extras.extend(a for a in args[i:])
        missing = []
        for action in self._actions:
            if id(action) in seen:
                continue
            if action.required:
                missing.append(_name_of(action))
            elif isinstance(action.default, str) and getattr(namespace, action.dest, None) is action.default and action.type is not None:
                setattr(namespace, action.dest, self._value(action, action.default))
        if missing:
            self.error('the following arguments are required: ' + ', '.join(missing))
        for group in self._mutex:
            if group.required and not any(id(a) in given for a in group._group_actions):
                names = ' '.join(_name_of(a) for a in group._group_actions if a.help is not SUPPRESS)
                self.error(f'one of the arguments {names} is required')
        return extras

    def _wanted(self, action):
        n = action.nargs
        if n is None:
            return 'expected one argument'
        if n == OPTIONAL:
            return 'expected at most one argument'
        if n == ONE_OR_MORE:
            return 'expected at least one argument'
        return f'expected {n} argument' + ('' if n == 1 else 's')

    def _values(self, action, strings):
        n = action.nargs
        if n == 0:
            return []
        if not strings and n == OPTIONAL:
            value = action.const if action.option_strings else action.default
            if isinstance(value, str):
                value = self._value(action, value)
            return value
        if not strings and n == ZERO_OR_MORE and not action.option_strings:
            return action.default if action.default is not None else []
        if n in (None, OPTIONAL):
            value = self._value(action, strings[0])
            self._check(action, value)
            return value
        if n == REMAINDER:
            return [self._value(action, s) for s in strings]
        if n == PARSER:
            values = [self._value(action, s) for s in strings]
            self._check(action, values[0])
            return values
        values = [self._value(action, s) for s in strings]
        for value in values:
            self._check(action, value)
        return values

    def _value(self, action, text):
        kind = action.type
        if kind is None:
            return text
        try:
            return kind(text)
        except ArgumentTypeError as err:
            raise ArgumentError(action, str(err)) from None
        except (TypeError, ValueError):
            name = getattr(kind, '__name__', repr(kind))
            raise ArgumentError(action, f'invalid {name} value: {text!r}') from None

    def _check(self, action, value):
        if action.choices is not None and value not in action.choices:
            shown = ', '.join(map(repr if _sys.version_info < (3, 12, 8) else str if _sys.version_info >= (3, 14) else repr, action.choices))
            raise ArgumentError(action, f'invalid choice: {value!r} (choose from {shown})')
`;
