// `pathlib` in Python: paths as objects.

/** Its source. */
export const source = String.raw`import fnmatch
import os
import posixpath
import re


class _Parents:
    def __init__(self, path):
        self._items = []
        while path.parent != path:
            path = path.parent
            self._items.append(path)

    def __len__(self):
        return len(self._items)

    def __getitem__(self, i):
        return self._items[i]


class PurePath:
    def __init__(self, *args):
        text = posixpath.join(*[os.fspath(a) for a in args]) if args else ''
        root = '/' if text.startswith('/') else ''
        self._parts = [p for p in text.split('/') if p and p != '.']
        self._root = root
        self._text = root + '/'.join(self._parts) or '.'

    def __fspath__(self):
        return self._text

    __str__ = __fspath__

    def __repr__(self):
        return f'{self.__class__.__name__}({self._text!r})'

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        return self._text == other._text if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self._parts < other._parts

    def __le__(self, other):
        return self._parts <= other._parts

    def __gt__(self, other):
        return self._parts > other._parts

    def __ge__(self, other):
        return self._parts >= other._parts

    def __truediv__(self, key):
        try:
            return self.__class__(self._text, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        return self.__class__(key, self._text)

    def __bytes__(self):
        return self._text.encode()

    @property
    def parts(self):
        return tuple(([self._root] if self._root else []) + self._parts)

    drive = ''

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def name(self):
        return self._parts[-1] if self._parts else ''

    @property
    def suffix(self):
        name = self.name
        i = name.rfind('.')
        return name[i:] if 0 < i < len(name) - 1 else ''

    @property
    def suffixes(self):
        name = self.name.lstrip('.')
        return ['.' + s for s in name.split('.')[1:]]

    @property
    def stem(self):
        name = self.name
        i = name.rfind('.')
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        if not self._parts:
            return self
        return self.__class__(self._root + '/'.join(self._parts[:-1]))

    @property
    def parents(self):
        return _Parents(self)

    def as_posix(self):
        return self._text

    def as_uri(self):
        return 'file://' + self._text

    def is_absolute(self):
        return bool(self._root)

    def joinpath(self, *args):
        return self.__class__(self._text, *args)

    def relative_to(self, *other):
        base = self.__class__(*other)
        if self._parts[:len(base._parts)] != base._parts or self._root != base._root:
            raise ValueError(f'{self._text!r} is not in the subpath of {base._text!r}')
        return self.__class__('/'.join(self._parts[len(base._parts):]))

    def is_relative_to(self, *other):
        base = self.__class__(*other)
        return self._root == base._root and self._parts[:len(base._parts)] == base._parts

    def with_name(self, name):
        return self.parent / name

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        return self.with_name(self.stem + suffix)

    def match(self, pattern):
        parts = [p for p in pattern.split('/') if p]
        return len(parts) <= len(self._parts) and all(fnmatch.fnmatchcase(a, b) for a, b in zip(reversed(self._parts), reversed(parts)))


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        return cls(os.path.expanduser('~'))

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def stat(self, *, follow_symlinks=True):
        return os.stat(self._text) if follow_symlinks else os.lstat(self._text)

    def lstat(self):
        return os.lstat(self._text)

    def exists(self, *, follow_symlinks=True):
        return os.path.exists(self._text)

    def is_dir(self):
        return os.path.isdir(self._text)

    def is_file(self):
        return os.path.isfile(self._text)

    def is_symlink(self):
        return os.path.islink(self._text)

    def is_mount(self):
        return os.path.ismount(self._text)

    def samefile(self, other):
        return os.path.samefile(self._text, other)

    def absolute(self):
        return self if self._root else self.__class__(os.getcwd(), self._text)

    def resolve(self, strict=False):
        return self.__class__(os.path.realpath(self._text))

    def expanduser(self):
        return self.__class__(os.path.expanduser(self._text))

    def iterdir(self):
        for name in os.listdir(self._text):
            yield self / name

    def _walk(self, parts):
        if not parts:
            yield self
            return
        first, rest = parts[0], parts[1:]
        if first == '**':
            yield from self._walk(rest)
            try:
                names = os.listdir(self._text)
            except OSError:
                return
            for name in names:
                child = self / name
                if child.is_dir() and not child.is_symlink():
                    yield from child._walk(parts)
            return
        if not re.search(r'[*?\[]', first):
            child = self / first
            if child.exists():
                yield from child._walk(rest)
            return
        try:
            names = os.listdir(self._text)
        except OSError:
            return
        for name in names:
            if fnmatch.fnmatchcase(name, first):
                child = self / name
                if not rest or child.is_dir():
                    yield from child._walk(rest)

    def glob(self, pattern):
        seen = set()
        for found in self._walk([p for p in str(pattern).split('/') if p]):
            if found._text not in seen:
                seen.add(found._text)
                if found._text != self._text:
                    yield found

    def rglob(self, pattern):
        return self.glob('**/' + str(pattern))

    def walk(self):
        for root, dirs, files in os.walk(self._text):
            yield self.__class__(root), dirs, files

    def open(self, mode='r', buffering=-1, encoding=None, errors=None, newline=None):
        return open(self._text, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None):
        with open(self._text) as f:
            return f.read()

    def read_bytes(self):
        with open(self._text, 'rb') as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f'data must be str, not {data.__class__.__name__}')
        with open(self._text, 'w') as f:
            return f.write(data)

    def write_bytes(self, data):
        with open(self._text, 'wb') as f:
            return f.write(data)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            os.mkdir(self._text, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, False, exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, 'File exists', self._text)
            os.utime(self._text)
            return
        open(self._text, 'a').close()

    def unlink(self, missing_ok=False):
        try:
            os.unlink(self._text)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        os.rmdir(self._text)

    def rename(self, target):
        os.rename(self._text, target)
        return self.__class__(target)

    def replace(self, target):
        os.replace(self._text, target)
        return self.__class__(target)

    def symlink_to(self, target, target_is_directory=False):
        os.symlink(target, self._text)

    def hardlink_to(self, target):
        os.link(target, self._text)

    def readlink(self):
        return self.__class__(os.readlink(self._text))

    def chmod(self, mode, *, follow_symlinks=True):
        os.chmod(self._text, mode)

    def owner(self):
        import pwd
        return pwd.getpwuid(self.stat().st_uid).pw_name


class PosixPath(Path, PurePosixPath):
    pass
`;
