# From the parts of a template to functions that render it: expressions `f(scope)`, statements `f(scope, out)`.
from markupsafe import Markup

from .exceptions import TemplateAssertionError, TemplateRuntimeError, TemplateSyntaxError
from .lexer import parts_of, words_of
from .runtime import LoopContext, Macro, Namespace, Scope, Undefined, shown

_end = ('end', '', 0)
_constants = {'true': True, 'True': True, 'false': False, 'False': False, 'none': None, 'None': None}
_binary = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b, '//': lambda a, b: a // b,
    '%': lambda a, b: a % b, '**': lambda a, b: a ** b,
}
_compare = {
    '==': lambda a, b: a == b, '!=': lambda a, b: a != b, '<': lambda a, b: a < b, '<=': lambda a, b: a <= b,
    '>': lambda a, b: a > b, '>=': lambda a, b: a >= b, 'in': lambda a, b: a in b, 'not in': lambda a, b: a not in b,
}


class Words:
    """The words of one tag, and expressions read from them."""

    def __init__(self, env, words, line, name, filename):
        self.env, self.words, self.at, self.line, self.name, self.filename = env, words, 0, line, name, filename

    @property
    def word(self):
        return self.words[self.at] if self.at < len(self.words) else _end

    def fail(self, message, kind=TemplateSyntaxError):
        raise kind(message, self.word[2] or self.line, self.name, self.filename)

    def next(self):
        word = self.word
        self.at += 1
        return word

    def is_op(self, text):
        return self.word[0] == 'op' and self.word[1] == text

    def is_name(self, *names):
        return self.word[0] == 'name' and self.word[1] in names

    def skip_op(self, text):
        if self.is_op(text):
            self.at += 1
            return True
        return False

    def skip_name(self, name):
        if self.is_name(name):
            self.at += 1
            return True
        return False

    def expect_op(self, text):
        if not self.skip_op(text):
            word = self.word
            if word is _end:
                self.fail(f"unexpected end of template, expected '{text}'.")
            self.fail(f"expected token '{text}', got {word[1]!r}")

    def expect_name(self):
        if self.word[0] != 'name':
            self.fail(f"expected token 'name', got {self.word[1]!r}" if self.word is not _end else "unexpected end of template, expected 'name'.")
        return self.next()[1]

    def done(self, closing='end of statement block'):
        if self.at < len(self.words):
            self.fail(f"expected token '{closing}', got {self.word[1]!r}")

    # Expressions, from the loosest binding to the tightest.

    def tuple(self, ends=()):
        first = self.expression(True)
        if not self.is_op(','):
            return first
        items = [first]
        while self.skip_op(','):
            if self.word is _end or self.is_op(')') or self.is_name(*ends):
                break
            items.append(self.expression(True))
        return lambda c: tuple([item(c) for item in items])

    def expression(self, with_if=True):
        value = self.either()
        while with_if and self.is_name('if'):
            self.next()
            test, then = self.either(), value
            other = self.expression() if self.skip_name('else') else None
            value = self._choice(test, then, other)
        return value

    def _choice(self, test, then, other):
        env = self.env
        if other is None:
            return lambda c: then(c) if test(c) else env.undefined('the inline if-expression evaluated to false and no else section was defined.')
        return lambda c: then(c) if test(c) else other(c)

    def either(self):
        left = self.both()
        while self.skip_name('or'):
            left = (lambda a, b: lambda c: a(c) or b(c))(left, self.both())
        return left

    def both(self):
        left = self.negated()
        while self.skip_name('and'):
            left = (lambda a, b: lambda c: a(c) and b(c))(left, self.negated())
        return left

    def negated(self):
        if self.skip_name('not'):
            inner = self.negated()
            return lambda c: not inner(c)
        return self.comparison()

    def comparison(self):
        first, rest = self.sum(), []
        while True:
            if self.word[0] == 'op' and self.word[1] in _compare:
                rest.append((_compare[self.next()[1]], self.sum()))
            elif self.skip_name('in'):
                rest.append((_compare['in'], self.sum()))
            elif self.is_name('not') and self.at + 1 < len(self.words) and self.words[self.at + 1][:2] == ('name', 'in'):
                self.at += 2
                rest.append((_compare['not in'], self.sum()))
            else:
                break
        if not rest:
            return first

        def compare(c):
            left = first(c)
            for test, value in rest:
                right = value(c)
                if not test(left, right):
                    return False
                left = right
            return True
        return compare

    def _chain(self, operators, inner):
        left = inner()
        while self.word[0] == 'op' and self.word[1] in operators:
            left = (lambda f, a, b: lambda c: f(a(c), b(c)))(_binary[self.next()[1]], left, inner())
        return left

    def sum(self):
        return self._chain(('+', '-'), self.concatenation)

    def concatenation(self):
        items = [self.product()]
        while self.skip_op('~'):
            items.append(self.product())
        if len(items) == 1:
            return items[0]

        def join(c):
            if c.autoescape:
                return Markup('').join([item(c) for item in items])
            return ''.join([str(item(c)) for item in items])
        return join

    def product(self):
        return self._chain(('*', '/', '//', '%'), self.unary)

    def unary(self, filtered=True):
        if self.skip_op('-'):
            inner = self.unary(False)
            value = lambda c: -inner(c)
        elif self.skip_op('+'):
            inner = self.unary(False)
            value = lambda c: +inner(c)
        else:
            value = self.power()
        return self.filters(value) if filtered else value

    def power(self):
        left = self.postfix(self.primary())
        if self.skip_op('**'):
            return (lambda a, b: lambda c: a(c) ** b(c))(left, self.unary(False))
        return left

    def primary(self):
        kind, value, _ = word = self.word
        if kind == 'name':
            self.next()
            if value in _constants:
                constant = _constants[value]
                return lambda c: constant
            return lambda c: c.get(value)
        if kind == 'string':
            self.next()
            while self.word[0] == 'string':
                value += self.next()[1]
            return lambda c: value
        if kind == 'number':
            self.next()
            return lambda c: value
        if self.skip_op('('):
            if self.skip_op(')'):
                return lambda c: ()
            inner = self.tuple()
            self.expect_op(')')
            return inner
        if self.skip_op('['):
            items = []
            while not self.skip_op(']'):
                if items:
                    self.expect_op(',')
                    if self.skip_op(']'):
                        break
                items.append(self.expression())
            return lambda c: [item(c) for item in items]
        if self.skip_op('{'):
            pairs = []
            while not self.skip_op('}'):
                if pairs:
                    self.expect_op(',')
                    if self.skip_op('}'):
                        break
                key = self.expression()
                self.expect_op(':')
                pairs.append((key, self.expression()))
            return lambda c: {key(c): value(c) for key, value in pairs}
        if word is _end:
            self.fail('Expected an expression, got \'end of print statement\'')
        self.fail(f'unexpected {value!r}')

    def postfix(self, value):
        env = self.env
        while True:
            if self.skip_op('.'):
                kind, name, _ = self.next()
                if kind == 'number' and isinstance(name, float):
                    first, second = str(name).split('.')
                    value = (lambda v, a, b: lambda c: env.getitem(env.getitem(v(c), a), b))(value, int(first), int(second))
                elif kind == 'number':
                    value = (lambda v, n: lambda c: env.getitem(v(c), n))(value, name)
                elif kind == 'name':
                    value = (lambda v, n: lambda c: env.getattr(v(c), n))(value, name)
                else:
                    self.fail('expected name or number')
            elif self.skip_op('['):
                value = self.subscript(value)
            elif self.is_op('('):
                value = self.call(value)
            else:
                return value

    def subscript(self, value):
        env, parts, sliced = self.env, [None], False
        while not self.skip_op(']'):
            if self.skip_op(':'):
                sliced = True
                parts.append(None)
            elif self.skip_op(','):
                self.fail('not simulated: several subscripts')
            else:
                if parts[-1] is not None:
                    self.fail(f"expected token ']', got {self.word[1]!r}")
                parts[-1] = self.expression()
        if sliced:
            def cut(c):
                return value(c)[slice(*[part and part(c) for part in parts])]
            return cut
        key = parts[0]
        if key is None:
            self.fail('expected subscript expression')
        return lambda c: env.getitem(value(c), key(c))

    def arguments(self):
        self.expect_op('(')
        args, kwargs, star, stars, first = [], [], None, None, True
        while not self.skip_op(')'):
            if not first:
                self.expect_op(',')
                if self.skip_op(')'):
                    break
            first = False
            if self.skip_op('**'):
                stars = self.expression()
            elif self.skip_op('*'):
                star = self.expression()
            elif self.word[0] == 'name' and self.at + 1 < len(self.words) and self.words[self.at + 1][:2] == ('op', '='):
                name = self.next()[1]
                self.next()
                kwargs.append((name, self.expression()))
            else:
                args.append(self.expression())

        def evaluate(c):
            positional, named = [a(c) for a in args], {k: v(c) for k, v in kwargs}
            if star is not None:
                positional.extend(star(c))
            if stars is not None:
                named.update(stars(c))
            return positional, named
        return evaluate

    def call(self, value):
        arguments = self.arguments()

        def run(c):
            function = value(c)
            args, kwargs = arguments(c)
            passes = getattr(function, 'jinja_pass_arg', None) if not isinstance(function, Undefined) else None
            if passes:
                args.insert(0, c if passes == 'context' else c.environment)
            return function(*args, **kwargs)
        return run

    def filters(self, value):
        while True:
            if self.skip_op('|'):
                value = self.filter(value)
            elif self.skip_name('is'):
                value = self.test(value)
            elif self.is_op('(') or self.is_op('.') or self.is_op('['):
                value = self.postfix(value)
            else:
                return value

    def dotted(self):
        name = self.expect_name()
        while self.skip_op('.'):
            name += '.' + self.expect_name()
        return name

    def filter(self, value):
        env, name = self.env, self.dotted()
        if name not in env.filters:
            self.fail(f'No filter named {name!r}.', TemplateAssertionError)
        arguments = self.arguments() if self.is_op('(') else None

        def apply(c):
            args, kwargs = arguments(c) if arguments else ((), {})
            return env.call_filter(name, value(c), args, kwargs, c)
        return apply

    def test(self, value):
        env, negated = self.env, self.skip_name('not')
        name = self.next()[1] if self.word[0] == 'op' else self.dotted()
        if name not in env.tests:
            self.fail(f'No test named {name!r}.', TemplateAssertionError)
        if self.is_op('('):
            arguments = self.arguments()
        elif self.word[0] in ('name', 'string', 'number') and not self.is_name('else', 'or', 'and', 'if', 'is', 'in', 'not') or self.is_op('[') or self.is_op('{'):
            operand = self.postfix(self.primary())
            arguments = lambda c: ([operand(c)], {})
        else:
            arguments = None

        def check(c):
            args, kwargs = arguments(c) if arguments else ((), {})
            found = env.call_test(name, value(c), args, kwargs)
            return not found if negated else bool(found)
        return check


class Compiler:
    """The statements of one template."""

    def __init__(self, env, source, name, filename):
        self.env, self.name, self.filename = env, name, filename
        self.parts, self.at = parts_of(env, source, name, filename), 0
        self.blocks, self.extends = {}, False

    def words(self, part):
        return Words(self.env, part[1], part[2], self.name, self.filename)

    def compile(self):
        body, _ = self.body(())
        return body, self.blocks

    def body(self, ends, opened=None):
        """What stands up to one of the tags `ends`; the words of that tag, after its name."""
        made = []
        while self.at < len(self.parts):
            kind, value, line = part = self.parts[self.at]
            self.at += 1
            # A template that extends another one prints nothing of its own outside of blocks.
            silent = self.extends and not ends
            if kind == 'text':
                if silent:
                    continue
                made.append((lambda text: lambda c, out: out.append(text))(value))
            elif kind == 'print':
                words = self.words(part)
                expression = words.tuple()
                words.done('end of print statement')
                if silent:
                    continue
                made.append(self.located((lambda e: lambda c, out: out.append(shown(c, e(c))))(expression), line))
            else:
                words = self.words(part)
                tag = words.expect_name()
                if tag in ends:
                    return self.sequence(made), (tag, words)
                run = self.statement(tag, words, ends, opened)
                if not (silent and tag == 'block'):
                    made.append(self.located(run, line))
        if ends:
            shown_ends = f"'{ends[-1]}'" if len(ends) == 1 else ' or '.join(f"'{e}'" for e in ends)
            line = self.parts[-1][2] if self.parts else 1
            raise TemplateSyntaxError(f"Unexpected end of template. Jinja was looking for the following tags: {shown_ends}. The innermost block that needs to be closed is '{opened}'.", line, self.name, self.filename)
        return self.sequence(made), None

    def located(self, run, line):
        """A statement that knows its line when it fails."""
        def guarded(c, out):
            try:
                run(c, out)
            except Exception as error:
                if not hasattr(error, '_template_line'):
                    error._template_line = (self.name, line)
                raise
        return guarded

    def sequence(self, made):
        if len(made) == 1:
            return made[0]

        def run(c, out):
            for one in made:
                one(c, out)
        return run

    def statement(self, tag, words, ends, opened):
        method = getattr(self, f'on_{tag}_' if tag in ('import', 'from') else f'on_{tag}', None)
        if method is None or tag.startswith('end') or tag in ('else', 'elif'):
            message = f'Encountered unknown tag {tag!r}.'
            if tag in ('endif', 'endfor', 'endblock', 'else', 'elif', 'endmacro', 'endwith', 'endset', 'endcall', 'endfilter') and ends:
                message += f" You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for {' or '.join(repr(e) for e in ends)}."
            if opened:
                message += f" The innermost block that needs to be closed is '{opened}'."
            words.at = 0
            words.fail(message)
        return method(words)

    def on_if(self, words):
        test = words.tuple()
        words.done()
        then, (tag, rest) = self.body(('elif', 'else', 'endif'), 'if')
        other = None
        if tag == 'elif':
            other = self.on_if(rest)
        elif tag == 'else':
            rest.done()
            other, _ = self.body(('endif',), 'if')

        def run(c, out):
            if test(c):
                then(c, out)
            elif other:
                other(c, out)
        return run

    def target(self, words):
        names = []
        while True:
            if words.skip_op('('):
                names.append(self.target(words))
                words.expect_op(')')
            else:
                names.append(words.expect_name())
            if not words.skip_op(','):
                break
            if words.is_name('in') or words.is_op('='):
                return names
        return names[0] if len(names) == 1 else names

    def assign(self, target, value, names):
        if isinstance(target, str):
            names[target] = value
            return
        values = list(value)
        if len(values) != len(target):
            raise ValueError(f'not enough values to unpack (expected {len(target)}, got {len(values)})' if len(values) < len(target) else f'too many values to unpack (expected {len(target)})')
        for one, part in zip(target, values):
            self.assign(one, part, names)

    def on_for(self, words):
        target = self.target(words)
        if not words.skip_name('in'):
            words.fail("expected token 'in'" + (f', got {words.word[1]!r}' if words.word is not _end else ''))
        # A condition belongs to the loop, not to what it runs over.
        items = words.expression(False)
        if words.is_op(','):
            more = [items]
            while words.skip_op(','):
                more.append(words.expression(False))
            items = lambda c: [one(c) for one in more]
        condition = words.expression() if words.skip_name('if') else None
        recursive = words.skip_name('recursive')
        words.done()
        body, (tag, rest) = self.body(('endfor', 'else'), 'for')
        other = self.body(('endfor',), 'for')[0] if tag == 'else' else None
        env = self.env

        def loop_over(c, out, values, depth):
            if condition:
                kept = []
                for value in values:
                    names = {}
                    self.assign(target, value, names)
                    if condition(Scope(env, c, names)):
                        kept.append(value)
                values = kept
            else:
                values = list(values)
            if not values:
                if other:
                    other(c, out)
                return

            def again(inner, level):
                made = []
                loop_over(c, made, inner, level)
                text = ''.join(made)
                return Markup(text) if c.autoescape else text
            loop = LoopContext(values, depth, again if recursive else None)
            for value in values:
                loop.index0 += 1
                names = {'loop': loop}
                self.assign(target, value, names)
                body(Scope(env, c, names), out)

        return lambda c, out: loop_over(c, out, items(c), 0)

    def on_set(self, words):
        if words.word[0] == 'name' and words.at + 1 < len(words.words) and words.words[words.at + 1][:2] == ('op', '.'):
            name = words.expect_name()
            words.next()
            attribute = words.expect_name()
            words.expect_op('=')
            value = words.tuple()

            def store(c, out):
                space = c.get(name)
                if not isinstance(space, Namespace):
                    raise TemplateRuntimeError('cannot assign attribute on non-namespace object')
                space[attribute] = value(c)
            return store
        target = self.target(words)
        if words.skip_op('='):
            value = words.tuple()
            words.done()

            return lambda c, out: self.assign(target, value(c), c.names)
        wrap = None
        if words.is_op('|'):
            wrap = words.filters(lambda c: text_of[0])
        text_of = ['']
        words.done()
        body, _ = self.body(('endset',), 'set')

        def collect(c, out):
            made = []
            body(Scope(self.env, c), made)
            text_of[0] = Markup(''.join(made)) if c.autoescape else ''.join(made)
            c.names[target] = wrap(c) if wrap else text_of[0]
        return collect

    def on_with(self, words):
        pairs = []
        while words.word is not _end:
            if pairs:
                words.expect_op(',')
            target = words.expect_name()
            words.expect_op('=')
            pairs.append((target, words.expression()))
        body, _ = self.body(('endwith',), 'with')

        def run(c, out):
            inner = Scope(self.env, c)
            for name, value in pairs:
                inner.names[name] = value(c)
            body(inner, out)
        return run

    def on_block(self, words):
        name = words.expect_name()
        if name in self.blocks:
            words.fail(f'block {name!r} defined twice', TemplateAssertionError)
        words.skip_name('scoped')
        words.skip_name('required')
        words.done()
        self.blocks[name] = None
        body, (_, rest) = self.body(('endblock',), 'block')
        if rest.word is not _end and rest.expect_name() != name:
            rest.fail(f"expected token 'end of statement block', got {rest.words[-1][1]!r}")
        self.blocks[name] = body
        env = self.env

        def run(c, out):
            chain = c.blocks.get(name) or [body]
            env.render_block(chain, 0, Scope(env, c), out)
        return run

    def on_extends(self, words):
        parent = words.expression()
        words.done()
        self.extends = True

        def run(c, out):
            c.blocks[None] = parent(c)
        return run

    def on_include(self, words):
        names, missing, context = words.expression(), False, True
        while words.word is not _end:
            if words.skip_name('ignore'):
                missing = words.skip_name('missing')
            elif words.is_name('with', 'without'):
                context = words.next()[1] == 'with'
                words.skip_name('context')
            else:
                words.done()
        env = self.env

        def run(c, out):
            from .exceptions import TemplateNotFound
            found = names(c)
            try:
                template = env.get_or_select_template(found)
            except TemplateNotFound:
                if missing:
                    return
                raise
            template.render_into(c.get_all() if context else {}, out)
        return run

    def module(self, template, c, context):
        scope = template.scope_of(c.get_all() if context else {})
        template.body(scope, [])
        return _Module(scope.names)

    def on_import_(self, words):
        name = words.expression()
        if not words.skip_name('as'):
            words.fail("expected token 'as'")
        alias = words.expect_name()
        context = words.skip_name('with')

        def run(c, out):
            c.names[alias] = self.module(self.env.get_template(name(c)), c, context)
        return run

    def on_from_(self, words):
        name = words.expression()
        if not words.skip_name('import'):
            words.fail("expected token 'import'")
        wanted, context = [], False
        while words.word is not _end:
            if wanted and not words.skip_op(','):
                context = words.skip_name('with')
                break
            one = words.expect_name()
            wanted.append((one, words.expect_name() if words.skip_name('as') else one))

        def run(c, out):
            module = self.module(self.env.get_template(name(c)), c, context)
            for one, alias in wanted:
                c.names[alias] = module.__dict__.get(one, self.env.undefined(f'the template does not export the requested name {one!r}', name=one))
        return run

    def signature(self, words):
        params, defaults = [], {}
        words.expect_op('(')
        while not words.skip_op(')'):
            if params:
                words.expect_op(',')
            param = words.expect_name()
            params.append(param)
            if words.skip_op('='):
                defaults[param] = words.expression()
            elif defaults:
                words.fail('non-default argument follows default argument')
        return params, defaults

    def on_macro(self, words):
        name = words.expect_name()
        params, defaults = self.signature(words)
        words.done()
        body, _ = self.body(('endmacro',), 'macro')

        def run(c, out):
            c.names[name] = Macro(self.env, name, params, defaults, body, c, True)
        return run

    def on_call(self, words):
        params, defaults = self.signature(words) if words.is_op('(') else ([], {})
        value = words.primary()
        while words.skip_op('.'):
            value = (lambda v, n: lambda c: self.env.getattr(v(c), n))(value, words.expect_name())
        arguments = words.arguments()
        words.done()
        body, _ = self.body(('endcall',), 'call')

        def run(c, out):
            args, kwargs = arguments(c)
            kwargs['caller'] = Macro(self.env, 'caller', params, defaults, body, c, False)
            out.append(shown(c, value(c)(*args, **kwargs)))
        return run

    def on_filter(self, words):
        text_of = ['']
        words.words.insert(0, ('op', '|', words.line))
        words.at = 0
        words.words.pop(1)
        value = words.filters(lambda c: text_of[0])
        words.done()
        body, _ = self.body(('endfilter',), 'filter')

        def run(c, out):
            made = []
            body(c, made)
            text_of[0] = Markup(''.join(made)) if c.autoescape else ''.join(made)
            out.append(shown(c, value(c)))
        return run

    def on_autoescape(self, words):
        value = words.expression()
        body, _ = self.body(('endautoescape',), 'autoescape')

        def run(c, out):
            inner = Scope(self.env, c)
            inner.autoescape = bool(value(c))
            body(inner, out)
        return run

    def on_do(self, words):
        if 'jinja2.ext.do' not in self.env.extensions:
            words.at = 0
            words.fail("Encountered unknown tag 'do'.")
        value = words.tuple()
        return lambda c, out: (value(c), None)[1]


class _Module:
    def __init__(self, names):
        self.__dict__.update(names)


def compile_expression(env, source):
    words, _, _, _ = words_of(source + '}}', 0, 1, '{{', None, None)
    return Words(env, words, 1, None, None).tuple()
