# Errors of HTTP that are answers.
from html import escape as _escape

from markupsafe import escape


class HTTPException(Exception):
    code = None
    description = None

    def __init__(self, description=None, response=None):
        super().__init__()
        if description is not None:
            self.description = description
        self.response = response

    @property
    def name(self):
        from .http import HTTP_STATUS_CODES
        return HTTP_STATUS_CODES.get(self.code, 'Unknown Error')

    def get_description(self, environ=None, scope=None):
        description = '' if self.description is None else str(self.description)
        return f'<p>{_escape(description).replace(chr(10), "<br>").replace("&#x27;", "&#39;").replace("&quot;", "&#34;")}</p>'

    def get_body(self, environ=None, scope=None):
        return f'<!doctype html>\n<html lang=en>\n<title>{self.code} {escape(self.name)}</title>\n<h1>{escape(self.name)}</h1>\n{self.get_description(environ)}\n'

    def get_headers(self, environ=None, scope=None):
        return [('Content-Type', 'text/html; charset=utf-8')]

    def get_response(self, environ=None, scope=None):
        from .wrappers import Response
        if self.response is not None:
            return self.response
        return Response(self.get_body(environ), self.code, self.get_headers(environ))

    def __call__(self, environ, start_response):
        return self.get_response(environ)(environ, start_response)

    def __str__(self):
        return f'{self.code if self.code is not None else "???"} {self.name}: {self.description}'

    def __repr__(self):
        return f"<{type(self).__name__} '{self.code if self.code is not None else '???'}: {self.name}'>"


class BadRequest(HTTPException):
    code = 400
    description = 'The browser (or proxy) sent a request that this server could not understand.'


class BadRequestKeyError(BadRequest, KeyError):
    show_exception = False

    def __init__(self, arg=None, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.args = () if arg is None else (arg,)

    def get_description(self, environ=None, scope=None):
        if not self.show_exception:
            return super().get_description(environ)
        return f'<p>{BadRequest.description}<br>KeyError: {escape(repr(self.args[0]))}</p>'

    def __str__(self):
        return HTTPException.__str__(self)


class SecurityError(BadRequest):
    pass


class Unauthorized(HTTPException):
    code = 401
    description = (
        'The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad '
        "password), or your browser doesn't understand how to supply the credentials required."
    )

    def __init__(self, description=None, response=None, www_authenticate=None):
        super().__init__(description, response)
        self.www_authenticate = www_authenticate

    def get_headers(self, environ=None, scope=None):
        headers = super().get_headers(environ)
        if self.www_authenticate:
            headers.append(('WWW-Authenticate', str(self.www_authenticate)))
        return headers


class Forbidden(HTTPException):
    code = 403
    description = "You don't have the permission to access the requested resource. It is either read-protected or not readable by the server."


class NotFound(HTTPException):
    code = 404
    description = 'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.'


class MethodNotAllowed(HTTPException):
    code = 405
    description = 'The method is not allowed for the requested URL.'

    def __init__(self, valid_methods=None, description=None, response=None):
        super().__init__(description, response)
        self.valid_methods = valid_methods

    def get_headers(self, environ=None, scope=None):
        headers = super().get_headers(environ)
        if self.valid_methods:
            headers.append(('Allow', ', '.join(self.valid_methods)))
        return headers


class RetryException(HTTPException):
    def __init__(self, description=None, response=None, retry_after=None):
        super().__init__(description, response)
        self.retry_after = retry_after

    def get_headers(self, environ=None, scope=None):
        headers = super().get_headers(environ)
        if self.retry_after is not None:
            headers.append(('Retry-After', str(self.retry_after)))
        return headers


def _make(name, code, description, base=HTTPException):
    return type(name, (base,), {'code': code, 'description': description, '__module__': __name__})


NotAcceptable = _make('NotAcceptable', 406, 'The resource identified by the request is only capable of generating response entities which have content characteristics not acceptable according to the accept headers sent in the request.')
RequestTimeout = _make('RequestTimeout', 408, "The server closed the network connection because the browser didn't finish the request within the specified time.")
Conflict = _make('Conflict', 409, 'A conflict happened while processing the request. The resource might have been modified while the request was being processed.')
Gone = _make('Gone', 410, 'The requested URL is no longer available on this server and there is no forwarding address. If you followed a link from a foreign page, please contact the author of this page.')
LengthRequired = _make('LengthRequired', 411, 'A request with this method requires a valid <code>Content-Length</code> header.')
PreconditionFailed = _make('PreconditionFailed', 412, 'The precondition on the request for the URL failed positive evaluation.')
RequestEntityTooLarge = _make('RequestEntityTooLarge', 413, 'The data value transmitted exceeds the capacity limit.')
RequestURITooLarge = _make('RequestURITooLarge', 414, 'The length of the requested URL exceeds the capacity limit for this server. The request cannot be processed.')
UnsupportedMediaType = _make('UnsupportedMediaType', 415, 'The server does not support the media type transmitted in the request.')
RequestedRangeNotSatisfiable = _make('RequestedRangeNotSatisfiable', 416, 'The server cannot provide the requested range.')
ExpectationFailed = _make('ExpectationFailed', 417, 'The server could not meet the requirements of the Expect header')
ImATeapot = _make('ImATeapot', 418, 'This server is a teapot, not a coffee machine')
UnprocessableEntity = _make('UnprocessableEntity', 422, 'The request was well-formed but was unable to be followed due to semantic errors.')
Locked = _make('Locked', 423, 'The resource that is being accessed is locked.')
PreconditionRequired = _make('PreconditionRequired', 428, 'This request is required to be conditional; try using "If-Match" or "If-Unmodified-Since".')
TooManyRequests = _make('TooManyRequests', 429, 'This user has exceeded an allotted request count. Try again later.', RetryException)
UnavailableForLegalReasons = _make('UnavailableForLegalReasons', 451, 'Unavailable for legal reasons.')


class InternalServerError(HTTPException):
    code = 500
    description = 'The server encountered an internal error and was unable to complete your request. Either the server is overloaded or there is an error in the application.'

    def __init__(self, description=None, response=None, original_exception=None):
        super().__init__(description, response)
        self.original_exception = original_exception


NotImplemented = _make('NotImplemented', 501, 'The server does not support the action requested by the browser.')
BadGateway = _make('BadGateway', 502, 'The proxy server received an invalid response from an upstream server.')
ServiceUnavailable = _make('ServiceUnavailable', 503, 'The server is temporarily unable to service your request due to maintenance downtime or capacity problems. Please try again later.', RetryException)
GatewayTimeout = _make('GatewayTimeout', 504, 'The connection to an upstream server timed out.')
HTTPVersionNotSupported = _make('HTTPVersionNotSupported', 505, 'The server does not support the HTTP protocol version used in the request.')

default_exceptions = {}
for _found in list(globals().values()):
    if isinstance(_found, type) and issubclass(_found, HTTPException) and _found.code is not None and _found not in (BadRequestKeyError, SecurityError):
        default_exceptions[_found.code] = _found


def abort(status, *args, **kwargs):
    from .wrappers import Response
    if isinstance(status, Response) or (callable(status) and not isinstance(status, type)):
        raise HTTPException(response=status)
    if status not in default_exceptions:
        raise LookupError(f'no exception for {status!r}')
    raise default_exceptions[status](*args, **kwargs)
