// `shlex` in Python: words of a line as a shell splits them.

/** Its source. */
export const source = String.raw`import re

__all__ = ['split', 'quote', 'join']


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError('s argument must not be None')
    words, word, quote, at = [], None, '', 0
    while at < len(s):
        char = s[at]
        at += 1
        if quote:
            if char == quote:
                quote = ''
                if not posix:
                    word += char
            elif char == '\\' and quote == '"' and posix:
                if at >= len(s):
                    raise ValueError('No escaped character')
                word += s[at] if s[at] in '"\\' else '\\' + s[at]
                at += 1
            else:
                word += char
        elif char in ' \t\r\n':
            if word is not None:
                words.append(word)
                word = None
        elif char == '#' and comments and word is None:
            while at < len(s) and s[at] != '\n':
                at += 1
        elif char in '\'"':
            quote = char
            word = (word or '') + ('' if posix else char)
        elif char == '\\' and posix:
            if at >= len(s):
                raise ValueError('No escaped character')
            word = (word or '') + s[at]
            at += 1
        else:
            word = (word or '') + char
    if quote:
        raise ValueError('No closing quotation')
    if word is not None:
        words.append(word)
    return words


_unsafe = re.compile(r'[^a-zA-Z0-9_@%+=:,./-]')


def quote(s):
    if not s:
        return "''"
    if _unsafe.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    return ' '.join(quote(arg) for arg in split_command)
`;
