# python-dotenv: settings from a file into the environment.
import os
import re

_line = re.compile(r'^\s*(?:export\s+)?([^=#\s\'"]+)\s*(?:=\s*(\'(?:[^\'\\]|\\.)*\'|"(?:[^"\\]|\\.)*"|[^\n]*))?$', re.M)


def find_dotenv(filename='.env', raise_error_if_not_found=False, usecwd=False):
    folder = os.getcwd()
    if not usecwd:
        import sys
        folder = os.path.dirname(os.path.abspath(getattr(sys.modules['__main__'], '__file__', None) or os.path.join(folder, '-')))
    while True:
        path = os.path.join(folder, filename)
        if os.path.isfile(path):
            return path
        if folder == os.path.dirname(folder):
            break
        folder = os.path.dirname(folder)
    if raise_error_if_not_found:
        raise IOError('File not found')
    return ''


def _parsed(text, interpolate=True):
    found = {}
    for m in _line.finditer(text):
        key, value = m.group(1), m.group(2)
        if value is not None:
            if value[:1] == "'" and value[-1:] == "'" and len(value) > 1:
                found[key] = re.sub(r"\\([\\'])", r'\1', value[1:-1])
                continue
            if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
                value = re.sub(r'\\(.)', lambda e: {'n': '\n', 't': '\t', 'r': '\r'}.get(e.group(1), e.group(1)), value[1:-1])
            else:
                value = re.sub(r'\s+#.*', '', value).strip()
            if interpolate:
                value = re.sub(r'\$\{(\w+)(?::-([^}]*))?\}', lambda e: os.environ.get(e.group(1), found.get(e.group(1), e.group(2) or '')), value)
        found[key] = value
    return found


def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding='utf-8'):
    if stream is not None:
        return _parsed(stream.read(), interpolate)
    path = dotenv_path or find_dotenv()
    if not path or not os.path.isfile(path):
        return {}
    with open(path, encoding=encoding) as f:
        return _parsed(f.read(), interpolate)


def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding='utf-8'):
    values = dotenv_values(dotenv_path, stream, verbose, interpolate, encoding)
    for key, value in values.items():
        if value is not None and (override or key not in os.environ):
            os.environ[key] = value
    return bool(values)


def get_key(dotenv_path, key_to_get, encoding='utf-8'):
    return dotenv_values(dotenv_path).get(key_to_get)


def set_key(dotenv_path, key_to_set, value_to_set, quote_mode='always', **kwargs):
    lines = open(dotenv_path).read().splitlines() if os.path.isfile(dotenv_path) else []
    line = f"{key_to_set}='{value_to_set}'" if quote_mode == 'always' else f'{key_to_set}={value_to_set}'
    kept = [one for one in lines if not re.match(rf'\s*(export\s+)?{re.escape(key_to_set)}\s*=', one)]
    with open(dotenv_path, 'w') as out:
        out.write('\n'.join([*kept, line]) + '\n')
    return True, key_to_set, value_to_set
