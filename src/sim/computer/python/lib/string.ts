// `string` in Python: characters and templates.

/** Its source. */
export const source = String.raw`import re as _re

whitespace = ' \t\n\r\v\f'
ascii_lowercase = 'abcdefghijklmnopqrstuvwxyz'
ascii_uppercase = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
ascii_letters = ascii_lowercase + ascii_uppercase
digits = '0123456789'
hexdigits = digits + 'abcdef' + 'ABCDEF'
octdigits = '01234567'
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_""" + '\x60' + '{|}~'
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or ' ').join(map(str.capitalize, s.split(sep)))


class Template:
    delimiter = '$'
    idpattern = r'[_a-zA-Z][_a-zA-Z0-9]*'

    def __init__(self, template):
        self.template = template
        d, i = _re.escape(self.delimiter), self.idpattern
        self.pattern = _re.compile(rf'{d}(?:(?P<escaped>{d})|(?P<named>{i})|\{{(?P<braced>{i})\}}|(?P<invalid>))')

    def _fill(self, mapping, safe):
        def convert(mo):
            named = mo.group('named') or mo.group('braced')
            if named is not None:
                if safe and named not in mapping:
                    return mo.group()
                return str(mapping[named])
            if mo.group('escaped') is not None:
                return self.delimiter
            if safe:
                return mo.group()
            i = mo.start('invalid')
            lines = self.template[:i].splitlines(keepends=True)
            colno = 1 if not lines else i - len(''.join(lines[:-1]))
            raise ValueError(f'Invalid placeholder in string: line {max(1, len(lines))}, col {colno}')
        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, False)

    def safe_substitute(self, mapping={}, /, **kws):
        return self._fill({**mapping, **kws}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
`;
