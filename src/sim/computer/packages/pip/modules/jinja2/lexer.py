# From the text of a template to its parts: text, and the words of what stands in braces.
import re

from .exceptions import TemplateSyntaxError

_word = re.compile(r'''
    (?P<space>\s+)
    | (?P<float>\d+(?:_\d+)*(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+))
    | (?P<integer>0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|\d+(?:_\d+)*)
    | (?P<name>[^\W\d]\w*)
    | (?P<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
    | (?P<operator>//|\*\*|==|!=|>=|<=|[-+*/%~\[\](){}<>=.:|,;])
''', re.X | re.S)
_escapes = {'n': '\n', 't': '\t', 'r': '\r', '\n': ''}
_closing = {'{{': '}}', '{%': '%}'}


def _unquote(text):
    def value(m):
        code = m.group(1)
        if code[0] in 'xu' and len(code) > 1:
            return chr(int(code[1:], 16))
        return _escapes.get(code, code)
    return re.sub(r'\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|.)', value, text[1:-1], flags=re.S)


def words_of(source, at, line, opening, name, filename):
    """The words up to the closing brace: (kind, value, line); where they end, and whether spaces after them go."""
    closing, found, depth = _closing[opening], [], 0
    while True:
        if depth == 0:
            end = re.compile(r'\s*([-+]?)' + closing).match(source, at)
            if end:
                return found, end.end(), end.group(1), line + source.count('\n', at, end.end())
        m = _word.match(source, at)
        if not m:
            if at >= len(source):
                raise TemplateSyntaxError(f"unexpected end of template, expected '{'end of print statement' if opening == '{{' else 'end of statement block'}'.", line, name, filename)
            raise TemplateSyntaxError(f'unexpected char {source[at]!r} at {at}', line, name, filename)
        kind, text = m.lastgroup, m.group()
        if kind == 'operator':
            if text in '([{':
                depth += 1
            elif text in ')]}':
                depth -= 1
                if depth < 0:
                    raise TemplateSyntaxError(f"unexpected '{text}'", line, name, filename)
            found.append(('op', text, line))
        elif kind == 'string':
            found.append(('string', _unquote(text), line))
        elif kind == 'integer':
            found.append(('number', int(text.replace('_', ''), 0) if text[:1] == '0' and len(text) > 1 and text[1] in 'xXbBoO' else int(text.replace('_', '')), line))
        elif kind == 'float':
            found.append(('number', float(text.replace('_', '')), line))
        elif kind == 'name':
            found.append(('name', text, line))
        line += text.count('\n')
        at = m.end()


def parts_of(env, source, name, filename):
    """('text', text, line), ('print', words, line), ('block', words, line)."""
    source = source.replace('\r\n', '\n').replace('\r', '\n')
    if source.endswith('\n') and not env.keep_trailing_newline:
        source = source[:-1]
    parts, at, line, strip, trim = [], 0, 1, False, False
    opening = re.compile(r'\{[{%#]')
    while True:
        m = opening.search(source, at)
        text = source[at:m.start()] if m else source[at:]
        start = line
        line += text.count('\n')
        if strip:
            text = text.lstrip()
        elif trim and text.startswith('\n'):
            text = text[1:]
        if not m:
            if text:
                parts.append(('text', text, start))
            return parts
        brace, at = m.group(), m.end()
        sign = source[at:at + 1] if source[at:at + 1] in ('-', '+') else ''
        at += len(sign)
        if sign == '-':
            text = text.rstrip()
        elif env.lstrip_blocks and sign != '+' and brace != '{{':
            cut = text.rfind('\n') + 1
            if text[cut:].strip() == '' and (cut > 0 or not parts or strip or trim):
                text = text[:cut]
        if text:
            parts.append(('text', text, start))
        if brace == '{#':
            end = source.find('#}', at)
            if end < 0:
                raise TemplateSyntaxError('Missing end of comment tag', line, name, filename)
            strip, trim = source[end - 1] == '-', env.trim_blocks
            line += source.count('\n', at, end)
            at = end + 2
            continue
        raw = re.compile(r'\s*raw\s*([-+]?)%\}').match(source, at) if brace == '{%' else None
        if raw:
            end = re.compile(r'\{%([-+]?)\s*endraw\s*([-+]?)%\}').search(source, raw.end())
            if not end:
                raise TemplateSyntaxError('Missing end of raw directive', line, name, filename)
            text = source[raw.end():end.start()]
            if raw.group(1) == '-':
                text = text.lstrip()
            if end.group(1) == '-':
                text = text.rstrip()
            parts.append(('text', text, line))
            line += source.count('\n', at, end.end())
            at, strip, trim = end.end(), end.group(2) == '-', env.trim_blocks
            continue
        words, at, sign, after = words_of(source, at, line, brace, name, filename)
        parts.append(('print' if brace == '{{' else 'block', words, line))
        strip, trim, line = sign == '-', env.trim_blocks and brace == '{%' and sign != '+', after
