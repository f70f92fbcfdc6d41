// `_strptime` in Python: reading dates by a format.

/** Its source. */
export const source = String.raw`import re
from _format_date import format_date

_months = 'january february march april may june july august september october november december'.split()
_days = 'monday tuesday wednesday thursday friday saturday sunday'.split()
_patterns = {
    'd': r'(?P<d>3[0-1]|[1-2]\d|0[1-9]|[1-9]| [1-9])', 'f': r'(?P<f>[0-9]{1,6})', 'H': r'(?P<H>2[0-3]|[0-1]\d|\d)', 'I': r'(?P<I>1[0-2]|0[1-9]|[1-9])',
    'j': r'(?P<j>36[0-6]|3[0-5]\d|[1-2]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9])', 'm': r'(?P<m>1[0-2]|0[1-9]|[1-9])', 'M': r'(?P<M>[0-5]\d|\d)',
    'S': r'(?P<S>6[0-1]|[0-5]\d|\d)', 'y': r'(?P<y>\d\d)', 'Y': r'(?P<Y>\d\d\d\d)', 'z': r'(?P<z>[+-]\d\d:?[0-5]\d(?::?[0-5]\d)?|Z)',
    'A': '(?P<A>' + '|'.join(_days) + ')', 'a': '(?P<a>' + '|'.join(d[:3] for d in _days) + ')', 'B': '(?P<B>' + '|'.join(_months) + ')',
    'b': '(?P<b>' + '|'.join(m[:3] for m in _months) + ')', 'p': '(?P<p>am|pm)', 'Z': '(?P<Z>utc|gmt)', 'w': r'(?P<w>[0-6])', '%': '%',
}
_whole = {'T': '%H:%M:%S', 'D': '%m/%d/%y', 'R': '%H:%M', 'F': '%Y-%m-%d', 'x': '%m/%d/%y', 'X': '%H:%M:%S', 'c': '%a %b %d %H:%M:%S %Y'}


def _parse(text, format):
    whole = re.sub(r'%([TDRFxXc])', lambda m: _whole[m.group(1)], format)
    out = ''
    i = 0
    while i < len(whole):
        c = whole[i]
        if c == '%':
            letter = whole[i + 1:i + 2]
            if letter not in _patterns or not letter:
                raise ValueError(f"'{letter}' is a bad directive in format {format!r}" if letter else f'stray % in format {format!r}')
            out += _patterns[letter]
            i += 2
        elif c.isspace():
            out += r'\s+'
            i += 1
        else:
            out += re.escape(c)
            i += 1
    found = re.compile(out, re.IGNORECASE).match(text)
    if not found:
        raise ValueError(f'time data {text!r} does not match format {format!r}')
    if len(text) != found.end():
        raise ValueError(f'unconverted data remains: {text[found.end():]}')
    got = found.groupdict()
    year, month, day = 1900, 1, 1
    if got.get('Y'):
        year = int(got['Y'])
    elif got.get('y'):
        year = int(got['y'])
        year += 2000 if year <= 68 else 1900
    if got.get('m'):
        month = int(got['m'])
    elif got.get('B'):
        month = _months.index(got['B'].lower()) + 1
    elif got.get('b'):
        month = [m[:3] for m in _months].index(got['b'].lower()) + 1
    if got.get('d'):
        day = int(got['d'])
    hour = int(got.get('H') or 0)
    if got.get('I'):
        hour = int(got['I']) % 12 + (12 if (got.get('p') or '').lower() == 'pm' else 0)
    micro = int((got.get('f') or '0').ljust(6, '0'))
    offset = None
    name = None
    z = got.get('z')
    if z == 'Z':
        offset = 0
    elif z:
        digits = z[1:].replace(':', '')
        offset = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
        if z[0] == '-':
            offset = -offset
    elif got.get('Z'):
        offset, name = 0, got['Z'].upper()
        offset = None
    if got.get('j') and not got.get('m'):
        left = int(got['j'])
        lengths = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        month = 1
        while left > lengths[month - 1]:
            left -= lengths[month - 1]
            month += 1
        day = left
    return year, month, day, hour, int(got.get('M') or 0), int(got.get('S') or 0), micro, offset, name
`;
