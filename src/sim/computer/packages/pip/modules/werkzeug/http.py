# Small parts of HTTP: status texts, dates, cookies, quoted options.
import time
from datetime import datetime, timedelta, timezone
from http import HTTPStatus

HTTP_STATUS_CODES = {s.value: s.phrase for s in HTTPStatus}
HTTP_STATUS_CODES.update({418: "I'm a teapot", 413: 'Request Entity Too Large', 414: 'Request URI Too Long', 416: 'Requested Range Not Satisfiable', 422: 'Unprocessable Entity', 429: 'Too Many Requests', 451: 'Unavailable For Legal Reasons'})
_days = ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')
_months = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')


def http_date(timestamp=None):
    if isinstance(timestamp, datetime):
        parts = (timestamp if timestamp.tzinfo is None else timestamp.astimezone(timezone.utc)).timetuple()
    elif hasattr(timestamp, 'timetuple'):
        parts = timestamp.timetuple()
    elif isinstance(timestamp, time.struct_time):
        parts = timestamp
    else:
        parts = time.gmtime(timestamp)
    return f'{_days[parts[6]]}, {parts[2]:02d} {_months[parts[1] - 1]} {parts[0]:04d} {parts[3]:02d}:{parts[4]:02d}:{parts[5]:02d} GMT'


def parse_options_header(value):
    if not value:
        return '', {}
    kind, *rest = value.split(';')
    options = {}
    for part in rest:
        key, found, text = part.strip().partition('=')
        if found:
            text = text.strip()
            if len(text) > 1 and text[0] == text[-1] == '"':
                text = text[1:-1].replace('\\"', '"').replace('\\\\', '\\')
            options[key.strip().lower()] = text
    return kind.strip(), options


def parse_cookie(header):
    found = {}
    for part in (header or '').split(';'):
        key, has, value = part.strip().partition('=')
        if key:
            value = value.strip()
            found.setdefault(key, value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value)
    return found


def dump_cookie(key, value='', max_age=None, expires=None, path='/', domain=None, secure=False, httponly=False, samesite=None):
    if any(c in value for c in ' ",;\\') or not value.isascii():
        value = '"' + value.replace('\\', '\\\\').replace('"', '\\"') + '"'
    if isinstance(max_age, timedelta):
        max_age = int(max_age.total_seconds())
    if expires is None and max_age is not None:
        expires = time.time() + max_age
    parts = [f'{key}={value}']
    if domain:
        parts.append(f'Domain={domain}')
    if expires is not None:
        parts.append(f'Expires={expires if isinstance(expires, str) else http_date(expires)}')
    if max_age is not None:
        parts.append(f'Max-Age={max_age}')
    if secure:
        parts.append('Secure')
    if httponly:
        parts.append('HttpOnly')
    if path:
        parts.append(f'Path={path}')
    if samesite:
        parts.append(f'SameSite={samesite.title()}')
    return '; '.join(parts)


def generate_etag(data):
    import hashlib
    return hashlib.sha1(data).hexdigest()
