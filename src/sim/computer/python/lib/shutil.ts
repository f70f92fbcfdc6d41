// `shutil` in Python: files and folders at large.

/** Its source. */
export const source = String.raw`import os
import collections


class Error(OSError):
    pass


class SameFileError(Error):
    pass


def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())


def copyfile(src, dst, *, follow_symlinks=True):
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f'{src!r} and {dst!r} are the same file')
    with open(src, 'rb') as a, open(dst, 'wb') as b:
        b.write(a.read())
    return dst


def copymode(src, dst, *, follow_symlinks=True):
    os.chmod(dst, os.stat(src).st_mode & 0o7777)


def copystat(src, dst, *, follow_symlinks=True):
    copymode(src, dst)
    st = os.stat(src)
    os.utime(dst, (st.st_atime, st.st_mtime))


def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    copyfile(src, dst)
    copymode(src, dst)
    return dst


def copy2(src, dst, *, follow_symlinks=True):
    dst = copy(src, dst)
    copystat(src, dst)
    return dst


def ignore_patterns(*patterns):
    import fnmatch
    return lambda path, names: {n for p in patterns for n in fnmatch.filter(names, p)}


def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = os.listdir(src)
    skipped = ignore(os.fspath(src), names) if ignore else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in skipped:
            continue
        a, b = os.path.join(src, name), os.path.join(dst, name)
        if os.path.islink(a) and symlinks:
            os.symlink(os.readlink(a), b)
        elif os.path.isdir(a):
            copytree(a, b, symlinks, ignore, copy_function, dirs_exist_ok=dirs_exist_ok)
        else:
            copy_function(a, b)
    return dst


def rmtree(path, ignore_errors=False, onerror=None, *, onexc=None, dir_fd=None):
    try:
        for name in os.listdir(path):
            full = os.path.join(path, name)
            if os.path.isdir(full) and not os.path.islink(full):
                rmtree(full, ignore_errors, onerror)
            else:
                os.unlink(full)
        os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise


def move(src, dst, copy_function=copy2):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(os.fspath(src).rstrip('/')))
    try:
        os.rename(src, dst)
    except OSError as exc:
        if exc.errno != 18:
            raise
        if os.path.isdir(src):
            copytree(src, dst, symlinks=True)
            rmtree(src)
        else:
            copy_function(src, dst)
            os.unlink(src)
    return dst


def which(cmd, mode=os.F_OK | os.X_OK, path=None):
    if '/' in cmd:
        return cmd if os.access(cmd, mode) else None
    for folder in (path or os.environ.get('PATH', os.defpath)).split(':'):
        full = os.path.join(folder, cmd)
        if os.path.isfile(full) and os.access(full, mode):
            return full
    return None


def get_terminal_size(fallback=(80, 24)):
    columns = int(os.environ.get('COLUMNS') or 0)
    lines = int(os.environ.get('LINES') or 0)
    if columns <= 0 or lines <= 0:
        try:
            size = os.get_terminal_size(1)
        except (OSError, ValueError):
            size = fallback
        columns = columns or size[0] or fallback[0]
        lines = lines or size[1] or fallback[1]
    return os.terminal_size((columns, lines)) if False else _Size(columns, lines)


_Size = collections.namedtuple('terminal_size', 'columns lines')
_Size.__module__ = 'os'
_Usage = collections.namedtuple('usage', 'total used free')


def disk_usage(path):
    st = os.statvfs(path)
    return _Usage(st.f_blocks * st.f_frsize, (st.f_blocks - st.f_bfree) * st.f_frsize, st.f_bavail * st.f_frsize)
`;
