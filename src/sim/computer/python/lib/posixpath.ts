// `os.path` in Python: paths as Linux writes them.

/** Its source. */
export const source = String.raw`import posix as _posix

curdir, pardir, sep, extsep, pathsep, defpath, altsep, devnull = '.', '..', '/', '.', ':', '/bin:/usr/bin', None, '/dev/null'
supports_unicode_filenames = False


def _str(path):
    if isinstance(path, (str, bytes)):
        return path
    fspath = getattr(type(path), '__fspath__', None)
    if fspath is None:
        raise TypeError(f'expected str, bytes or os.PathLike object, not {type(path).__name__}')
    return fspath(path)


def join(a, *p):
    path = _str(a)
    for b in p:
        b = _str(b)
        if b.startswith('/'):
            path = b
        elif not path or path.endswith('/'):
            path += b
        else:
            path += '/' + b
    return path


def split(p):
    p = _str(p)
    i = p.rfind('/') + 1
    head, tail = p[:i], p[i:]
    if head and head != '/' * len(head):
        head = head.rstrip('/')
    return head, tail


def splitext(p):
    p = _str(p)
    slash = p.rfind('/')
    dot = p.rfind('.')
    if dot > slash:
        start = slash + 1
        while start < dot:
            if p[start] != '.':
                return p[:dot], p[dot:]
            start += 1
    return p, ''


def splitdrive(p):
    return '', _str(p)


def basename(p):
    p = _str(p)
    return p[p.rfind('/') + 1:]


def dirname(p):
    return split(p)[0]


def isabs(s):
    return _str(s).startswith('/')


def normcase(s):
    return _str(s)


def normpath(path):
    path = _str(path)
    if path == '':
        return '.'
    slashes = path.startswith('/')
    if slashes and path.startswith('//') and not path.startswith('///'):
        slashes = 2
    parts = []
    for part in path.split('/'):
        if part in ('', '.'):
            continue
        if part != '..' or (not slashes and not parts) or (parts and parts[-1] == '..'):
            parts.append(part)
        elif parts:
            parts.pop()
    return '/' * slashes + '/'.join(parts) or '.'


def abspath(path):
    path = _str(path)
    if not path.startswith('/'):
        path = join(_posix.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    return _posix._realpath(abspath(filename))


def relpath(path, start=None):
    path = _str(path)
    if not path:
        raise ValueError('no path specified')
    start_list = [x for x in abspath(start or '.').split('/') if x]
    path_list = [x for x in abspath(path).split('/') if x]
    i = 0
    while i < min(len(start_list), len(path_list)) and start_list[i] == path_list[i]:
        i += 1
    return '/'.join(['..'] * (len(start_list) - i) + path_list[i:]) or '.'


def commonprefix(m):
    if not m:
        return ''
    s1, s2 = min(m), max(m)
    for i, c in enumerate(s1):
        if c != s2[i]:
            return s1[:i]
    return s1


def commonpath(paths):
    paths = [_str(p) for p in paths]
    if not paths:
        raise ValueError('commonpath() arg is an empty sequence')
    split_paths = [[c for c in p.split('/') if c and c != '.'] for p in paths]
    common = commonprefix(split_paths)
    return ('/' if paths[0].startswith('/') else '') + '/'.join(common)


def exists(path):
    try:
        _posix.stat(path)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    try:
        _posix.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def _kind(path, kind, stat=_posix.stat):
    try:
        return stat(path).st_mode & 0o170000 == kind
    except (OSError, ValueError):
        return False


def isfile(path):
    return _kind(path, 0o100000)


def isdir(s):
    return _kind(s, 0o040000)


def islink(path):
    return _kind(path, 0o120000, _posix.lstat)


def ismount(path):
    return _str(path) == '/'


def getsize(filename):
    return _posix.stat(filename).st_size


def getmtime(filename):
    return _posix.stat(filename).st_mtime


getatime = getctime = getmtime


def samefile(a, b):
    a, b = _posix.stat(a), _posix.stat(b)
    return a.st_ino == b.st_ino and a.st_dev == b.st_dev


def expanduser(path):
    path = _str(path)
    if not path.startswith('~'):
        return path
    i = path.find('/')
    i = len(path) if i < 0 else i
    home = None
    if i == 1:
        home = _posix.environ.get('HOME')
    if home is None:
        import pwd
        try:
            home = pwd.getpwuid(_posix.getuid()).pw_dir if i == 1 else pwd.getpwnam(path[1:i]).pw_dir
        except KeyError:
            return path
    return (home.rstrip('/') + path[i:]) or '/'


def expandvars(path):
    import re
    def value(m):
        name = m.group(1) or m.group(2)
        return _posix.environ.get(name, m.group(0))
    return re.sub(r'\$(?:(\w+)|\{([^}]*)\})', value, _str(path))
`;
