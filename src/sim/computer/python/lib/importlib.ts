// `importlib` in Python: importing by name.

/** Its source. */
export const source = String.raw`import sys


def import_module(name, package=None):
    if name.startswith('.'):
        level = len(name) - len(name.lstrip('.'))
        base = package.split('.')
        name = '.'.join(base[:len(base) - level + 1] + [name.lstrip('.')])
    __import__(name)
    return sys.modules[name]


def reload(module):
    del sys.modules[module.__name__]
    return import_module(module.__name__)


def invalidate_caches():
    pass
`;
