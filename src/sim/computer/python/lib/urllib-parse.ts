// `urllib.parse` in Python: addresses of the web.

/** Its source. */
export const source = String.raw`from collections import namedtuple

_SAFE = frozenset(b'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~')


def quote(string, safe='/', encoding=None, errors=None):
    data = string.encode(encoding or 'utf-8') if isinstance(string, str) else string
    keep = _SAFE | frozenset(safe.encode() if isinstance(safe, str) else safe)
    return ''.join(chr(b) if b in keep else f'%{b:02X}' for b in data)


def quote_plus(string, safe='', encoding=None, errors=None):
    return quote(string, (safe if isinstance(safe, str) else safe.decode()) + ' ', encoding).replace(' ', '+')


def unquote_to_bytes(string):
    data = string.encode() if isinstance(string, str) else string
    parts = data.split(b'%')
    out = [parts[0]]
    for part in parts[1:]:
        try:
            out.append(bytes([int(part[:2], 16)]) + part[2:])
        except ValueError:
            out.append(b'%' + part)
    return b''.join(out)


def unquote(string, encoding='utf-8', errors='replace'):
    if isinstance(string, bytes):
        string = string.decode()
    return unquote_to_bytes(string).decode(encoding, errors) if '%' in string else string


def unquote_plus(string, encoding='utf-8', errors='replace'):
    return unquote(string.replace('+', ' '), encoding, errors)


def urlencode(query, doseq=False, safe='', encoding=None, errors=None, quote_via=quote_plus):
    if hasattr(query, 'items'):
        query = query.items()
    pairs = []
    for k, v in query:
        values = v if doseq and isinstance(v, (list, tuple)) else [v]
        for value in values:
            pairs.append(quote_via(k if isinstance(k, bytes) else str(k), safe) + '=' + quote_via(value if isinstance(value, bytes) else str(value), safe))
    return '&'.join(pairs)


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    found = []
    if isinstance(qs, bytes):
        qs = qs.decode()
    for pair in qs.split(separator) if qs else []:
        name, eq, value = pair.partition('=')
        if not pair or (not value and not keep_blank_values):
            continue
        found.append((unquote_plus(name), unquote_plus(value)))
    return found


def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding='utf-8', errors='replace', max_num_fields=None, separator='&'):
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, separator=separator):
        result.setdefault(name, []).append(value)
    return result


class _NetLoc:
    def _split(self):
        user, at, host = self.netloc.rpartition('@')
        if host.startswith('['):
            name, _, rest = host[1:].partition(']')
            port = rest[1:]
        else:
            name, _, port = host.partition(':')
        name_, colon, password = user.partition(':')
        return (name_ if at else None), (password if colon else None), (name.lower() or None), (port or None)

    @property
    def username(self):
        return self._split()[0]

    @property
    def password(self):
        return self._split()[1]

    @property
    def hostname(self):
        return self._split()[2]

    @property
    def port(self):
        port = self._split()[3]
        if port is None:
            return None
        if not port.isdigit():
            raise ValueError(f'Port could not be cast to integer value as {port!r}')
        if int(port) > 65535:
            raise ValueError('Port out of range 0-65535')
        return int(port)


class SplitResult(_NetLoc, namedtuple('SplitResult', 'scheme netloc path query fragment')):
    def geturl(self):
        return urlunsplit(self)


class ParseResult(_NetLoc, namedtuple('ParseResult', 'scheme netloc path params query fragment')):
    def geturl(self):
        return urlunparse(self)


def urlsplit(url, scheme='', allow_fragments=True):
    url = url.strip()
    netloc = query = fragment = ''
    i = url.find(':')
    if i > 0 and url[0].isalpha() and all(c.isalnum() or c in '+-.' for c in url[:i]):
        scheme, url = url[:i].lower(), url[i + 1:]
    if url.startswith('//'):
        rest = url[2:]
        end = min([rest.find(c) for c in '/?#' if rest.find(c) >= 0] or [len(rest)])
        netloc, url = rest[:end], rest[end:]
    if allow_fragments and '#' in url:
        url, fragment = url.split('#', 1)
    if '?' in url:
        url, query = url.split('?', 1)
    return SplitResult(scheme, netloc, url, query, fragment)


def urlparse(url, scheme='', allow_fragments=True):
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ''
    last = path.rfind('/')
    if ';' in path[last + 1:]:
        at = path.find(';', last + 1)
        path, params = path[:at], path[at + 1:]
    return ParseResult(scheme, netloc, path, params, query, fragment)


def urlunsplit(parts):
    scheme, netloc, url, query, fragment = parts
    if netloc:
        if url and not url.startswith('/'):
            url = '/' + url
        url = '//' + netloc + url
    if scheme:
        url = scheme + ':' + url
    if query:
        url += '?' + query
    if fragment:
        url += '#' + fragment
    return url


def urlunparse(parts):
    scheme, netloc, url, params, query, fragment = parts
    return urlunsplit((scheme, netloc, f'{url};{params}' if params else url, query, fragment))


def urldefrag(url):
    return url.split('#', 1)[0], url.split('#', 1)[1] if '#' in url else ''


def urljoin(base, url, allow_fragments=True):
    if not base:
        return url
    if not url:
        return base
    b, u = urlsplit(base), urlsplit(url)
    if u.scheme and u.scheme != b.scheme:
        return url
    if u.netloc:
        return urlunsplit((b.scheme, u.netloc, u.path, u.query, u.fragment))
    if not u.path:
        return urlunsplit((b.scheme, b.netloc, b.path, u.query or b.query, u.fragment))
    if u.path.startswith('/'):
        segments = u.path.split('/')
    else:
        segments = b.path.split('/')[:-1] + u.path.split('/')
        if segments and segments[0] != '':
            segments.insert(0, '')
    out = []
    for segment in segments:
        if segment == '..':
            if len(out) > 1:
                out.pop()
        elif segment != '.':
            out.append(segment)
    if segments[-1] in ('.', '..'):
        out.append('')
    return urlunsplit((b.scheme, b.netloc, '/'.join(out) or '/', u.query, u.fragment))
`;
