// `logging.config` in Python: loggers, handlers and formatters from a dictionary or an ini file.

/** Its source. */
export const source = String.raw`import logging
import logging.handlers
import sys


def _resolve(name):
    parts = name.split('.')
    used = parts.pop(0)
    found = __import__(used)
    for part in parts:
        used += '.' + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(used)
            found = getattr(found, part)
    return found


def _convert(value):
    if isinstance(value, str) and value.startswith('ext://'):
        return _resolve(value[6:])
    if isinstance(value, dict):
        return {k: _convert(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_convert(v) for v in value)
    return value


def _make(config, default=None):
    config = dict(config)
    maker = config.pop('()', None) or config.pop('class', default)
    maker = _resolve(maker) if isinstance(maker, str) else maker
    extra = config.pop('.', None)
    made = maker(**{k: _convert(v) for k, v in config.items() if k.isidentifier()})
    for name, value in (extra or {}).items():
        setattr(made, name, value)
    return made


def _formatter(config):
    if '()' in config:
        return _make(config)
    maker = _resolve(config['class']) if 'class' in config else logging.Formatter
    return maker(config.get('format'), config.get('datefmt'), config.get('style', '%'))


def _handler(config, formatters, filters, handlers):
    config = dict(config)
    formatter, level = config.pop('formatter', None), config.pop('level', None)
    names = config.pop('filters', None)
    if 'target' in config and config.get('class', '').endswith('MemoryHandler'):
        config['target'] = handlers[config['target']]
    made = _make(config)
    if formatter:
        if formatter not in formatters:
            raise ValueError('Unable to set formatter %r' % formatter)
        made.setFormatter(formatters[formatter])
    if level is not None:
        made.setLevel(logging._check_level(level))
    for name in names or ():
        made.addFilter(filters[name])
    return made


def _logger(logger, config, handlers, filters, incremental):
    if config.get('level') is not None:
        logger.setLevel(logging._check_level(config['level']))
    if incremental:
        return
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for name in config.get('handlers') or ():
        try:
            logger.addHandler(handlers[name])
        except KeyError as e:
            raise ValueError('Unable to add handler %r' % name) from e
    for name in config.get('filters') or ():
        logger.addFilter(filters[name])


def dictConfig(config):
    if 'version' not in config:
        raise ValueError("dictionary doesn't specify a version")
    if config['version'] != 1:
        raise ValueError('Unsupported version: %s' % config['version'])
    incremental = config.get('incremental', False)
    formatters, filters, handlers = {}, {}, {}
    for name, one in config.get('formatters', {}).items():
        try:
            formatters[name] = _formatter(one)
        except Exception as e:
            raise ValueError('Unable to configure formatter %r' % name) from e
    for name, one in config.get('filters', {}).items():
        filters[name] = _make(one, 'logging.Filter')
    for name, one in sorted(config.get('handlers', {}).items()):
        try:
            handlers[name] = _handler(one, formatters, filters, handlers)
        except Exception as e:
            raise ValueError('Unable to configure handler %r' % name) from e
    known = dict(logging.Logger.manager.loggerDict)
    wanted = config.get('loggers', {})
    if not incremental and config.get('disable_existing_loggers', True):
        for name, logger in known.items():
            if name not in wanted and not any(name.startswith(parent + '.') for parent in wanted) and hasattr(logger, 'disabled'):
                logger.disabled = True
    for name, one in wanted.items():
        try:
            logger = logging.getLogger(name)
            logger.disabled = False
            _logger(logger, one, handlers, filters, incremental)
            if one.get('propagate') is not None:
                logger.propagate = one['propagate']
        except Exception as e:
            raise ValueError('Unable to configure logger %r' % name) from e
    if config.get('root'):
        try:
            _logger(logging.getLogger(), config['root'], handlers, filters, incremental)
        except Exception as e:
            raise ValueError('Unable to configure root logger') from e


def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    import configparser
    if hasattr(fname, 'sections'):
        cp = fname
    else:
        cp = configparser.ConfigParser(defaults)
        if hasattr(fname, 'readline'):
            cp.read_file(fname)
        else:
            with open(fname, encoding=encoding) as file:
                cp.read_file(file)
    names = lambda section: [n.strip() for n in cp[section]['keys'].split(',') if n.strip()]
    formatters, handlers = {}, {}
    for name in names('formatters'):
        section = cp['formatter_' + name]
        formatters[name] = logging.Formatter(section.get('format', None, raw=True), section.get('datefmt', None, raw=True), section.get('style', '%', raw=True))
    space = {**vars(logging), 'logging': logging, 'handlers': logging.handlers, 'sys': sys}
    for name in names('handlers'):
        section = cp['handler_' + name]
        maker = eval(section['class'], space)
        made = maker(*eval(section.get('args', '()'), space), **eval(section.get('kwargs', '{}'), space))
        if section.get('level'):
            made.setLevel(section['level'])
        if section.get('formatter'):
            made.setFormatter(formatters[section['formatter']])
        handlers[name] = made
    for name in names('loggers'):
        section = cp['logger_' + name]
        logger = logging.getLogger() if name == 'root' else logging.getLogger(section['qualname'])
        logger.disabled = False
        if section.get('level'):
            logger.setLevel(section['level'])
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        for handler in section.get('handlers', '').split(','):
            if handler.strip():
                logger.addHandler(handlers[handler.strip()])
        if name != 'root':
            logger.propagate = section.getint('propagate', 1)
`;
