// `fnmatch` in Python: names by shell patterns.

/** Its source. */
export const source = String.raw`import re


def translate(pat):
    out = ''
    i = 0
    while i < len(pat):
        c = pat[i]
        i += 1
        if c == '*':
            out += '.*'
        elif c == '?':
            out += '.'
        elif c == '[':
            j = pat.find(']', i + 1)
            if j < 0:
                out += '\\['
            else:
                inner = pat[i:j]
                i = j + 1
                if inner[0] == '!':
                    inner = '^' + inner[1:]
                out += f'[{inner}]'
        else:
            out += re.escape(c)
    return f'(?s:{out})\\Z'


def fnmatchcase(name, pat):
    return re.compile(translate(pat)).match(name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    match = re.compile(translate(pat)).match
    return [n for n in names if match(n)]
`;
