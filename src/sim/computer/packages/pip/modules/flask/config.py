# Settings of an application.
import json
import os


class Config(dict):
    def __init__(self, root_path, defaults=None):
        super().__init__(defaults or {})
        self.root_path = root_path

    def from_object(self, obj):
        if isinstance(obj, str):
            from werkzeug.utils import import_string
            obj = import_string(obj)
        for key in dir(obj):
            if key.isupper():
                self[key] = getattr(obj, key)

    def from_mapping(self, mapping=None, **kwargs):
        for key, value in {**(mapping or {}), **kwargs}.items():
            if key.isupper():
                self[key] = value
        return True

    def from_pyfile(self, filename, silent=False):
        path = os.path.join(self.root_path, filename)
        try:
            with open(path) as f:
                source = f.read()
        except OSError as error:
            if silent and isinstance(error, (FileNotFoundError, IsADirectoryError)):
                return False
            error.strerror = f'Unable to load configuration file ({error.strerror})'
            raise
        names = {'__file__': filename, '__name__': 'config'}
        exec(source, names)
        return self.from_mapping(names)

    def from_envvar(self, variable_name, silent=False):
        value = os.environ.get(variable_name)
        if not value:
            if silent:
                return False
            raise RuntimeError(f'The environment variable {variable_name!r} is not set and as such configuration could not be loaded. Set this variable and make it point to a configuration file')
        return self.from_pyfile(value, silent)

    def from_prefixed_env(self, prefix='FLASK', *, loads=json.loads):
        for key in sorted(os.environ):
            if key.startswith(f'{prefix}_'):
                value = os.environ[key]
                try:
                    value = loads(value)
                except Exception:
                    pass
                *outer, last = key[len(prefix) + 1:].split('__')
                at = self
                for name in outer:
                    at = at.setdefault(name, {})
                at[last] = value
        return True

    def from_file(self, filename, load, silent=False, text=True):
        try:
            with open(os.path.join(self.root_path, filename), 'r' if text else 'rb') as f:
                return self.from_mapping(load(f))
        except FileNotFoundError:
            if silent:
                return False
            raise

    def get_namespace(self, namespace, lowercase=True, trim_namespace=True):
        found = {}
        for key, value in self.items():
            if key.startswith(namespace):
                name = key[len(namespace):] if trim_namespace else key
                found[name.lower() if lowercase else name] = value
        return found
