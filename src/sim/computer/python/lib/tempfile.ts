// `tempfile` in Python: files for a while.

/** Its source. */
export const source = String.raw`import os
import random as _random
import shutil

_chars = 'abcdefghijklmnopqrstuvwxyz0123456789_'
_rng = _random.Random()
tempdir = None


def gettempdir():
    return os.environ.get('TMPDIR') or '/tmp'


def gettempprefix():
    return 'tmp'


def _name(suffix, prefix, dir):
    while True:
        path = os.path.join(dir or gettempdir(), (prefix or 'tmp') + ''.join(_rng.choices(_chars, k=8)) + (suffix or ''))
        if not os.path.exists(path):
            return path


mktemp = lambda suffix='', prefix='tmp', dir=None: _name(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    path = _name(suffix, prefix, dir)
    os.mkdir(path, 0o700)
    return path


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    path = _name(suffix, prefix, dir)
    f = open(path, 'w')
    os.chmod(path, 0o600)
    return f.fileno(), path


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *args):
        self.cleanup()

    def cleanup(self):
        shutil.rmtree(self.name, ignore_errors=True)


class NamedTemporaryFile:
    def __init__(self, mode='w+b', buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, **kwargs):
        self.name = _name(suffix, prefix, dir)
        open(self.name, 'w').close()
        self._file = open(self.name, mode)
        self._delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__['_file'], name)

    def __iter__(self):
        return iter(self._file)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._file.close()
        if self._delete and os.path.exists(self.name):
            os.unlink(self.name)


TemporaryFile = NamedTemporaryFile


def SpooledTemporaryFile(max_size=0, mode='w+b', **kwargs):
    import io
    return io.BytesIO() if 'b' in mode else io.StringIO()
`;
