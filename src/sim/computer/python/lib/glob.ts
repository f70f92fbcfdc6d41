// `glob` in Python: files by shell patterns.

/** Its source. */
export const source = String.raw`import os
import re
import fnmatch


def _has_magic(s):
    return re.search('[*?[]', s) is not None


def _find(base, parts, recursive):
    if not parts:
        yield base
        return
    first, rest = parts[0], parts[1:]
    if first == '**' and recursive:
        yield from _find(base, rest, recursive)
        try:
            names = os.listdir(base or '.')
        except OSError:
            return
        for name in names:
            if not name.startswith('.') and os.path.isdir(os.path.join(base, name)):
                yield from _find(os.path.join(base, name), parts, recursive)
            elif not rest and not name.startswith('.'):
                yield os.path.join(base, name)
    elif _has_magic(first):
        try:
            names = os.listdir(base or '.')
        except OSError:
            return
        for name in names:
            if fnmatch.fnmatchcase(name, first) and (not name.startswith('.') or first.startswith('.')):
                path = os.path.join(base, name)
                if not rest or os.path.isdir(path):
                    yield from _find(path, rest, recursive)
    else:
        path = os.path.join(base, first)
        if os.path.lexists(path):
            yield from _find(path, rest, recursive)


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = os.fspath(pathname)
    base = '/' if pathname.startswith('/') else ''
    yield from (p for p in _find(base, [p for p in pathname.split('/') if p], recursive) if p)


def glob(pathname, **kwargs):
    return list(iglob(pathname, **kwargs))


def escape(pathname):
    return re.sub('([*?[])', r'[\1]', pathname)
`;
