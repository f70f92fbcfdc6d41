// `html` in Python: escapes of HTML.

/** Its source. */
export const source = String.raw`import re

_named = {'amp': '&', 'lt': '<', 'gt': '>', 'quot': '"', 'apos': "'", 'nbsp': '\xa0', 'copy': '\xa9', 'euro': '\u20ac', 'hellip': '\u2026', 'ndash': '\u2013', 'mdash': '\u2014'}


def escape(s, quote=True):
    s = s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    return s.replace('"', '&quot;').replace("'", '&#x27;') if quote else s


def unescape(s):
    def value(m):
        name = m.group(1)
        if name.startswith('#'):
            return chr(int(name[2:], 16) if name[1] in 'xX' else int(name[1:]))
        return _named.get(name, m.group(0))
    return re.sub(r'&(#\d+|#[xX][0-9a-fA-F]+|\w+);?', value, s)
`;
