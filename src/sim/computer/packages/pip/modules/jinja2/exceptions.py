# Jinja's errors.


class TemplateError(Exception):
    def __init__(self, message=None):
        super().__init__(message)
        self.message = message


class TemplateNotFound(IOError, LookupError, TemplateError):
    def __init__(self, name, message=None):
        IOError.__init__(self, name)
        self.message = message or str(name)
        self.name = name
        self.templates = [name]

    def __str__(self):
        return str(self.message)


class TemplatesNotFound(TemplateNotFound):
    def __init__(self, names=(), message=None):
        names = list(names)
        super().__init__(names[-1] if names else None, message or 'none of the templates given were found: ' + ', '.join(map(str, names)))
        self.templates = names


class TemplateSyntaxError(TemplateError):
    def __init__(self, message, lineno, name=None, filename=None):
        super().__init__(message)
        self.lineno, self.name, self.filename = lineno, name, filename

    def __str__(self):
        where = f'File "{self.filename}", line {self.lineno}' if self.filename else f'line {self.lineno}'
        return f'{self.message}\n  {where}' if self.name or self.filename else f'{self.message}\n  line {self.lineno}'


class TemplateAssertionError(TemplateSyntaxError):
    pass


class TemplateRuntimeError(TemplateError):
    pass


class UndefinedError(TemplateRuntimeError):
    pass


class FilterArgumentError(TemplateRuntimeError):
    pass
