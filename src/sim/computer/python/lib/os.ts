// `os` in Python: the operating system.

/** Its source. */
export const source = String.raw`import sys
import posix as _posix
import posixpath as path
from posix import (
    stat, lstat, listdir, mkdir, rmdir, unlink, rename, replace, symlink, link, readlink, chmod, chown, access, getcwd, chdir,
    getpid, getppid, getuid, geteuid, getgid, getegid, getgroups, kill, urandom, umask, cpu_count, times, uname, _exit, system,
    getpgid, getpgrp, utime, truncate, strerror, isatty, get_terminal_size, terminal_size, stat_result, getloadavg, write, read, close, pipe, nice,
    execv, execve, statvfs, sched_getaffinity, ttyname,
)

sys.modules['os.path'] = path
from os.path import curdir, pardir, sep, pathsep, defpath, extsep, altsep, devnull

name = 'posix'
linesep = '\n'
error = OSError
remove = unlink
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND, O_NONBLOCK = 0, 1, 2, 64, 128, 512, 1024, 2048
EX_OK, EX_USAGE = 0, 64
WNOHANG = 1
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2


class _Environ:
    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        try:
            return self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        if not isinstance(key, str) or not isinstance(value, str):
            raise TypeError(f'str expected, not {type(value if isinstance(key, str) else key).__name__}')
        self._data[key] = value
        _posix.putenv(key, value)

    def __delitem__(self, key):
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None
        _posix.unsetenv(key)

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def __repr__(self):
        return 'environ({' + ', '.join(f'{k!r}: {v!r}' for k, v in self._data.items()) + '})'

    def get(self, key, default=None):
        return self._data.get(key, default)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def copy(self):
        return dict(self._data)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def pop(self, key, *default):
        if key in self._data:
            value = self._data[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def update(self, other=(), **kw):
        for key, value in (other.items() if hasattr(other, 'items') else other):
            self[key] = value
        for key, value in kw.items():
            self[key] = value

    def clear(self):
        for key in list(self._data):
            del self[key]

    def __or__(self, other):
        return {**self._data, **other}

    def __eq__(self, other):
        return self._data == (other._data if isinstance(other, _Environ) else other)


environ = _Environ(_posix.environ)


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(key, value):
    _posix.putenv(key, value)


def unsetenv(key):
    _posix.unsetenv(key)


def get_exec_path(env=None):
    return (env or environ).get('PATH', defpath).split(':')


def fspath(p):
    return path._str(p)


class PathLike:
    def __fspath__(self):
        raise NotImplementedError


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def getcwdb():
    return getcwd().encode()


def getlogin():
    return environ.get('USER') or environ.get('LOGNAME') or 'root'


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(fspath(name))
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


class DirEntry:
    def __init__(self, directory, name):
        self.name = name
        self.path = path.join(directory, name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f'<DirEntry {self.name!r}>'

    def stat(self, *, follow_symlinks=True):
        return stat(self.path) if follow_symlinks else lstat(self.path)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_symlink(self):
        return path.islink(self.path)

    def inode(self):
        return lstat(self.path).st_ino


class scandir:
    def __init__(self, directory='.'):
        self._entries = iter([DirEntry(fspath(directory), name) for name in listdir(directory)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def close(self):
        pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    dirs, nondirs = [], []
    try:
        names = listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for one in names:
        (dirs if path.isdir(path.join(top, one)) else nondirs).append(one)
    if topdown:
        yield top, dirs, nondirs
    for one in dirs:
        inner = path.join(top, one)
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, nondirs


def fdopen(fd, *args, **kwargs):
    return open(fd, *args, **kwargs)


def popen(cmd, mode='r', buffering=-1):
    import subprocess, io
    done = subprocess.run(cmd, shell=True, stdout=subprocess.PIPE, text=True)
    return io.StringIO(done.stdout)


def execvp(file, args):
    execv(_which(file), args)


def execvpe(file, args, env):
    execve(_which(file), args, env)


def execl(file, *args):
    execv(file, args)


def execlp(file, *args):
    execvp(file, args)


def _which(file):
    import shutil
    found = shutil.which(file)
    if found is None:
        raise FileNotFoundError(2, 'No such file or directory')
    return found


def fork():
    raise NotImplementedError('not simulated: os.fork')


def waitstatus_to_exitcode(status):
    return status >> 8 if status & 127 == 0 else -(status & 127)


WIFEXITED = lambda status: status & 127 == 0
WEXITSTATUS = lambda status: status >> 8
WIFSIGNALED = lambda status: status & 127 != 0
WTERMSIG = lambda status: status & 127
process_cpu_count = cpu_count
fsync = lambda fd: None
`;
