// `configparser` in Python: INI files.

/** Its source. */
export const source = String.raw`import re
from collections import OrderedDict


class Error(Exception):
    pass


class NoSectionError(Error):
    def __init__(self, section):
        super().__init__(f'No section: {section!r}')


class NoOptionError(Error):
    def __init__(self, option, section):
        super().__init__(f'No option {option!r} in section: {section!r}')


class DuplicateSectionError(Error):
    pass


class MissingSectionHeaderError(Error):
    pass


class SectionProxy:
    def __init__(self, parser, name):
        self._parser, self.name = parser, name

    def __getitem__(self, key):
        if not self._parser.has_option(self.name, key):
            raise KeyError(key)
        return self._parser.get(self.name, key)

    def __setitem__(self, key, value):
        self._parser.set(self.name, key, value)

    def __contains__(self, key):
        return self._parser.has_option(self.name, key)

    def __iter__(self):
        return iter(self._parser.options(self.name))

    def __len__(self):
        return len(self._parser.options(self.name))

    def keys(self):
        return self._parser.options(self.name)

    def items(self):
        return self._parser.items(self.name)

    def get(self, option, fallback=None):
        return self._parser.get(self.name, option, fallback=fallback)

    def getint(self, option, fallback=None):
        return self._parser.getint(self.name, option, fallback=fallback)

    def getfloat(self, option, fallback=None):
        return self._parser.getfloat(self.name, option, fallback=fallback)

    def getboolean(self, option, fallback=None):
        return self._parser.getboolean(self.name, option, fallback=fallback)

    def __repr__(self):
        return f'<Section: {self.name}>'


_UNSET = object()


class RawConfigParser:
    _interpolates = False

    def __init__(self, defaults=None, allow_no_value=False, interpolation=_UNSET, **kwargs):
        self._defaults = OrderedDict((self.optionxform(k), v) for k, v in (defaults or {}).items())
        self._sections = OrderedDict()
        if interpolation is None:
            self._interpolates = False

    def optionxform(self, option):
        return option.lower()

    def read(self, filenames, encoding=None):
        read = []
        for name in [filenames] if isinstance(filenames, str) or hasattr(filenames, '__fspath__') else filenames:
            try:
                with open(name) as f:
                    self.read_string(f.read(), str(name))
            except OSError:
                continue
            read.append(name)
        return read

    def read_file(self, f, source=None):
        self.read_string(''.join(f))

    def read_string(self, string, source='<string>'):
        section = None
        last = None
        for number, line in enumerate(string.splitlines(), 1):
            text = line.strip()
            if not text or text[0] in '#;':
                continue
            if line[0] in ' \t' and section is not None and last is not None:
                section[last] += '\n' + text
                continue
            if text[0] == '[' and ']' in text:
                name = text[1:text.index(']')]
                section = self._defaults if name == 'DEFAULT' else self._sections.setdefault(name, OrderedDict())
                last = None
                continue
            if section is None:
                raise MissingSectionHeaderError(f'File contains no section headers.\nfile: {source!r}, line: {number}\n{line + chr(10)!r}')
            key, _, value = re.match(r'(.*?)\s*(?:([=:])\s*(.*))?$', text).groups()
            last = self.optionxform(key)
            section[last] = value

    def read_dict(self, dictionary):
        for name, values in dictionary.items():
            section = self._defaults if name == 'DEFAULT' else self._sections.setdefault(name, OrderedDict())
            for k, v in values.items():
                section[self.optionxform(str(k))] = str(v)

    def sections(self):
        return list(self._sections)

    def has_section(self, section):
        return section in self._sections

    def add_section(self, section):
        if section in self._sections:
            raise DuplicateSectionError(f'Section {section!r} already exists')
        self._sections[section] = OrderedDict()

    def options(self, section):
        if section not in self._sections:
            raise NoSectionError(section)
        return list({**self._sections[section], **self._defaults})

    def has_option(self, section, option):
        key = self.optionxform(option)
        return key in self._defaults or key in self._sections.get(section, {})

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        values = self._defaults if section == 'DEFAULT' else self._sections.get(section)
        if values is None:
            if fallback is not _UNSET:
                return fallback
            raise NoSectionError(section)
        key = self.optionxform(option)
        value = values.get(key, self._defaults.get(key, _UNSET))
        if value is _UNSET:
            if fallback is not _UNSET:
                return fallback
            raise NoOptionError(option, section)
        if self._interpolates and not raw and value and '%' in value:
            value = re.sub(r'%\((\w+)\)s', lambda m: self.get(section, m[1]), value).replace('%%', '%')
        return value

    def _as(self, kind, section, option, fallback):
        value = self.get(section, option, fallback=fallback)
        return value if value is fallback and fallback is not _UNSET else kind(value)

    def getint(self, section, option, *, fallback=_UNSET, **kw):
        return self._as(int, section, option, fallback)

    def getfloat(self, section, option, *, fallback=_UNSET, **kw):
        return self._as(float, section, option, fallback)

    def getboolean(self, section, option, *, fallback=_UNSET, **kw):
        def convert(value):
            if value.lower() not in ('1', 'yes', 'true', 'on', '0', 'no', 'false', 'off'):
                raise ValueError(f'Not a boolean: {value}')
            return value.lower() in ('1', 'yes', 'true', 'on')
        return self._as(convert, section, option, fallback)

    def items(self, section=_UNSET, raw=False):
        if section is _UNSET:
            return [(name, self[name]) for name in self]
        return [(key, self.get(section, key)) for key in self.options(section)]

    def set(self, section, option, value=None):
        (self._defaults if section == 'DEFAULT' else self._sections[section])[self.optionxform(option)] = value

    def remove_option(self, section, option):
        return self._sections[section].pop(self.optionxform(option), None) is not None

    def remove_section(self, section):
        return self._sections.pop(section, None) is not None

    def write(self, fp, space_around_delimiters=True):
        for name, values in ([('DEFAULT', self._defaults)] if self._defaults else []) + list(self._sections.items()):
            fp.write(f'[{name}]\n')
            for key, value in values.items():
                fp.write(f'{key} = {value}\n' if space_around_delimiters else f'{key}={value}\n')
            fp.write('\n')

    def __getitem__(self, key):
        if key != 'DEFAULT' and key not in self._sections:
            raise KeyError(key)
        return SectionProxy(self, key)

    def __setitem__(self, key, value):
        self.read_dict({key: value})

    def __contains__(self, key):
        return key == 'DEFAULT' or key in self._sections

    def __iter__(self):
        return iter(['DEFAULT', *self._sections])

    def __len__(self):
        return len(self._sections) + 1

    def defaults(self):
        return self._defaults


class ConfigParser(RawConfigParser):
    _interpolates = True
`;
