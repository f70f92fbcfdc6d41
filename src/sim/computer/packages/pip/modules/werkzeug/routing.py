# Rules: from a path to an endpoint with values, and back.
import re
import uuid
from urllib.parse import quote, urlencode

from .exceptions import HTTPException, MethodNotAllowed, NotFound

_part = re.compile(r'<(?:(?P<converter>[a-zA-Z_]\w*)(?:\((?P<arguments>.*?)\))?:)?(?P<variable>[a-zA-Z_]\w*)>')


class RoutingException(Exception):
    pass


class RequestRedirect(HTTPException, RoutingException):
    code = 308

    def __init__(self, new_url):
        super().__init__(new_url)
        self.new_url = new_url

    def get_response(self, environ=None, scope=None):
        from .utils import redirect
        return redirect(self.new_url, self.code)


class BuildError(RoutingException, LookupError):
    def __init__(self, endpoint, values, method, adapter=None):
        super().__init__(endpoint, values, method)
        self.endpoint, self.values, self.method, self.adapter = endpoint, values, method, adapter

    def __str__(self):
        text = f'Could not build url for endpoint {self.endpoint!r}'
        if self.method:
            text += f' ({self.method!r})'
        if self.values:
            text += f' with values {sorted(self.values)!r}'
        rules = [rule for rule in self.adapter.map._rules if rule.endpoint == self.endpoint] if self.adapter else []
        if rules:
            missing = sorted(rules[0].arguments - set(self.values))
            return f'{text}. Did you forget to specify values {missing!r}?' if missing else f'{text}.'
        known = sorted({rule.endpoint for rule in self.adapter.map._rules}, key=lambda name: -_likeness(name, self.endpoint)) if self.adapter else []
        return f'{text}. Did you mean {known[0]!r} instead?' if known else f'{text}.'


def _likeness(a, b):
    """How much of two names is the same: pairs of letters that both have."""
    pairs = [b[i:i + 2] for i in range(len(b) - 1)]
    shared = sum(1 for i in range(len(a) - 1) if a[i:i + 2] in pairs)
    return 2 * shared / max(1, len(a) + len(b) - 2)


class ValidationError(ValueError):
    pass


class BaseConverter:
    regex = '[^/]+'
    weight = 100
    part_isolating = True

    def __init__(self, map, *args, **kwargs):
        self.map = map

    def to_python(self, value):
        return value

    def to_url(self, value):
        return quote(str(value), safe="!$&'()*+,/:;=@")


class UnicodeConverter(BaseConverter):
    def __init__(self, map, minlength=1, maxlength=None, length=None):
        super().__init__(map)
        self.regex = f'[^/]{{{int(length)}}}' if length is not None else f"[^/]{{{int(minlength)},{'' if maxlength is None else int(maxlength)}}}"


class AnyConverter(BaseConverter):
    def __init__(self, map, *items):
        super().__init__(map)
        self.regex = '(?:' + '|'.join(re.escape(x) for x in items) + ')'


class PathConverter(BaseConverter):
    regex = '[^/].*?'
    weight = 200


class NumberConverter(BaseConverter):
    weight = 50

    def __init__(self, map, fixed_digits=0, min=None, max=None, signed=False):
        super().__init__(map)
        if signed:
            self.regex = '-?' + self.regex
        self.fixed_digits, self.min, self.max = fixed_digits, min, max

    def to_python(self, value):
        if self.fixed_digits and len(value) != self.fixed_digits:
            raise ValidationError()
        value = self.num_convert(value)
        if (self.min is not None and value < self.min) or (self.max is not None and value > self.max):
            raise ValidationError()
        return value

    def to_url(self, value):
        text = str(self.num_convert(value))
        return text.zfill(self.fixed_digits) if self.fixed_digits else text


class IntegerConverter(NumberConverter):
    regex = r'\d+'
    num_convert = int


class FloatConverter(NumberConverter):
    regex = r'\d+\.\d+'
    num_convert = float


class UUIDConverter(BaseConverter):
    regex = '[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}'

    def to_python(self, value):
        return uuid.UUID(value)

    def to_url(self, value):
        return str(value)


DEFAULT_CONVERTERS = {'default': UnicodeConverter, 'string': UnicodeConverter, 'any': AnyConverter, 'path': PathConverter, 'int': IntegerConverter, 'float': FloatConverter, 'uuid': UUIDConverter}


def _arguments(text):
    args, kwargs = [], {}
    for part in filter(None, (p.strip() for p in (text or '').split(','))):
        key, named, value = part.rpartition('=') if re.match(r'\w+\s*=', part) else ('', '', part)
        value = value.strip()
        if value in ('True', 'False', 'None'):
            value = {'True': True, 'False': False, 'None': None}[value]
        elif re.fullmatch(r'-?\d+', value):
            value = int(value)
        elif re.fullmatch(r'-?\d+\.\d+', value):
            value = float(value)
        elif value[:1] in '\'"':
            value = value[1:-1]
        if named:
            kwargs[key.strip()] = value
        else:
            args.append(value)
    return args, kwargs


class Rule:
    def __init__(self, string, defaults=None, subdomain=None, methods=None, build_only=False, endpoint=None, strict_slashes=None,
                 merge_slashes=None, redirect_to=None, alias=False, host=None, websocket=False):
        if not string.startswith('/'):
            raise ValueError(f'URL rule {string!r} must start with a slash.')
        self.rule, self.defaults, self.endpoint, self.strict_slashes = string, defaults or {}, endpoint, strict_slashes
        self.methods = None if methods is None else {m.upper() for m in methods}
        if self.methods is not None and 'GET' in self.methods:
            self.methods.add('HEAD')
        self.arguments = set(self.defaults)
        self.map = None

    def bind(self, map):
        self.map = map
        pattern, self._trace, self._converters, key = '', [], {}, []
        at = 0
        for found in _part.finditer(self.rule):
            before = self.rule[at:found.start()]
            pattern += re.escape(before)
            self._trace.append((False, before))
            name = found['converter'] or 'default'
            if name not in map.converters:
                raise LookupError(f'the converter {name!r} does not exist')
            args, kwargs = _arguments(found['arguments'])
            variable = found['variable']
            if variable in self._converters:
                raise ValueError(f'variable name {variable!r} used twice.')
            converter = self._converters[variable] = map.converters[name](map, *args, **kwargs)
            pattern += f'(?P<{variable}>{converter.regex})'
            self._trace.append((True, variable))
            self.arguments.add(variable)
            at = found.end()
        rest = self.rule[at:]
        self._trace.append((False, rest))
        self.is_leaf = not self.rule.endswith('/')
        self._regex = re.compile('^' + pattern + re.escape(rest if self.is_leaf else rest[:-1]) + ('' if self.is_leaf else '(?P<__slash__>/?)') + '$')
        # Fixed parts go before variable ones, numbers before text, text before paths.
        for piece in self.rule.strip('/').split('/'):
            weights = [self._converters[m['variable']].weight for m in _part.finditer(piece)]
            key.append((1, max(weights), -len(_part.sub('', piece))) if weights else (0, 0, 0))
        self._key = key

    def build(self, values):
        values = {**self.defaults, **values}
        return ''.join(self._converters[text].to_url(values[text]) if variable else text for variable, text in self._trace)

    def fits(self, values):
        for name, value in self.defaults.items():
            if name in values and values[name] != value:
                return False
        return all(name in values or name in self.defaults for name in self.arguments)

    def __str__(self):
        return self.rule

    def __repr__(self):
        shown = ''.join(f'<{text}>' if variable else text for variable, text in self._trace)
        methods = f" ({', '.join(sorted(self.methods))})" if self.methods is not None else ''
        return f'<Rule {shown!r}{methods} -> {self.endpoint}>'


class Map:
    def __init__(self, rules=None, default_subdomain='', strict_slashes=True, converters=None, host_matching=False):
        self.converters = {**DEFAULT_CONVERTERS, **(converters or {})}
        self.strict_slashes, self._rules, self._sorted, self.host_matching = strict_slashes, [], None, host_matching
        for rule in rules or ():
            self.add(rule)

    def add(self, rule):
        rule.bind(self)
        self._rules.append(rule)
        self._sorted = None

    def iter_rules(self, endpoint=None):
        return iter([rule for rule in self._rules if endpoint is None or rule.endpoint == endpoint])

    def __repr__(self):
        return f'Map({self._rules!r})'

    def sorted_rules(self):
        if self._sorted is None:
            self._sorted = sorted(self._rules, key=lambda rule: (rule._key, not rule.defaults))
        return self._sorted

    def bind(self, server_name, script_name='/', subdomain=None, url_scheme='http', default_method='GET', path_info=None, query_args=None):
        return MapAdapter(self, server_name, script_name, url_scheme, path_info, default_method, query_args)

    def bind_to_environ(self, environ, server_name=None, subdomain=None):
        host = environ.get('HTTP_HOST') or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
        return MapAdapter(self, host, environ.get('SCRIPT_NAME') or '/', environ['wsgi.url_scheme'], environ.get('PATH_INFO', '/'), environ['REQUEST_METHOD'], environ.get('QUERY_STRING', ''))


class MapAdapter:
    def __init__(self, map, server_name, script_name, url_scheme, path_info, default_method, query_args):
        self.map, self.server_name, self.script_name, self.url_scheme = map, server_name, script_name.rstrip('/') + '/', url_scheme
        self.path_info, self.default_method, self.query_args = path_info or '', default_method, query_args

    def match(self, path_info=None, method=None, return_rule=False, query_args=None, websocket=None):
        path = '/' + (self.path_info if path_info is None else path_info).lstrip('/')
        method = (method or self.default_method).upper()
        allowed = set()
        for rule in self.map.sorted_rules():
            found = rule._regex.match(path)
            if not found:
                continue
            values = found.groupdict()
            slash = values.pop('__slash__', None)
            strict = self.map.strict_slashes if rule.strict_slashes is None else rule.strict_slashes
            if slash == '' and path != '/' and strict:
                if rule.methods is None or method in rule.methods:
                    raise RequestRedirect(self._url(quote(path, safe="!$&'()*+,/:;=@") + '/') + (f'?{self.query_args}' if self.query_args else ''))
                continue
            try:
                values = {name: rule._converters[name].to_python(value) for name, value in values.items()}
            except ValidationError:
                continue
            if rule.methods is not None and method not in rule.methods:
                allowed |= rule.methods
                continue
            values.update(rule.defaults)
            return (rule, values) if return_rule else (rule.endpoint, values)
        if allowed:
            raise MethodNotAllowed(valid_methods=sorted(allowed))
        raise NotFound()

    def allowed_methods(self, path_info=None):
        try:
            self.match(path_info, method='--')
        except MethodNotAllowed as error:
            return error.valid_methods
        except HTTPException:
            pass
        return []

    def test(self, path_info=None, method=None):
        try:
            self.match(path_info, method)
        except RequestRedirect:
            pass
        except HTTPException:
            return False
        return True

    def _url(self, path):
        return f'{self.url_scheme}://{self.server_name}{self.script_name.rstrip("/")}{path}'

    def build(self, endpoint, values=None, method=None, force_external=False, append_unknown=True, url_scheme=None):
        values = {k: v for k, v in (values or {}).items() if v is not None}
        rules = [rule for rule in self.map._rules if rule.endpoint == endpoint and rule.fits(values)]
        wanted = [rule for rule in rules if rule.methods is None or (method or self.default_method) in rule.methods]
        chosen = max(wanted or rules, key=lambda rule: len(rule.arguments), default=None) if method is None or wanted else None
        if chosen is None:
            raise BuildError(endpoint, values, method, self)
        path = chosen.build(values)
        rest = [(k, one) for k, v in values.items() if k not in chosen.arguments for one in (v if isinstance(v, (list, tuple)) else [v])]
        if rest and append_unknown:
            path += '?' + urlencode(rest)
        if force_external or url_scheme:
            return f'{url_scheme or self.url_scheme}://{self.server_name}{self.script_name.rstrip("/")}{path}'
        return self.script_name.rstrip('/') + path
