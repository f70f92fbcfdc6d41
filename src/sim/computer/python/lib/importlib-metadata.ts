// `importlib.metadata` in Python: what is installed.

/** Its source. */
export const source = String.raw`import os
import sys


class PackageNotFoundError(ModuleNotFoundError):
    def __str__(self):
        return f'No package metadata was found for {self.args[0]}'


def _find(name):
    wanted = name.lower().replace('-', '_').replace('.', '_')
    for folder in sys.path:
        if not os.path.isdir(folder or '.'):
            continue
        for entry in os.listdir(folder or '.'):
            if entry.endswith('.dist-info') and entry.split('-')[0].lower().replace('.', '_') == wanted:
                return os.path.join(folder, entry)
    raise PackageNotFoundError(name)


def version(name):
    with open(os.path.join(_find(name), 'METADATA')) as f:
        for line in f:
            if line.startswith('Version: '):
                return line[9:].strip()
`;
