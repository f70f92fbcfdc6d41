# What views call: addresses, answers, files, messages.
import os
import sys

import mimetypes
from werkzeug.exceptions import NotFound
from werkzeug.exceptions import abort as _abort
from werkzeug.utils import redirect as _redirect

from .globals import app_contexts, current_app, request_contexts, session


def get_debug_flag():
    return os.environ.get('FLASK_DEBUG', '').lower() not in ('', '0', 'false', 'no')


def url_for(endpoint, *, _anchor=None, _method=None, _scheme=None, _external=None, **values):
    return current_app.url_for(endpoint, _anchor=_anchor, _method=_method, _scheme=_scheme, _external=_external, **values)


def redirect(location, code=302, Response=None):
    return current_app.redirect(location, code) if current_app else _redirect(location, code, Response)


def abort(code, *args, **kwargs):
    _abort(code, *args, **kwargs)


def make_response(*args):
    if not args:
        return current_app.response_class()
    return current_app.make_response(args[0] if len(args) == 1 else args)


def flash(message, category='message'):
    flashes = session.get('_flashes', [])
    flashes.append((category, message))
    session['_flashes'] = flashes


def get_flashed_messages(with_categories=False, category_filter=()):
    context = request_contexts()[-1]
    if context.flashes is None:
        context.flashes = session.pop('_flashes') if '_flashes' in session else []
    found = [pair for pair in context.flashes if not category_filter or pair[0] in category_filter]
    return [tuple(pair) for pair in found] if with_categories else [pair[1] for pair in found]


def stream_with_context(generator_or_function):
    if callable(generator_or_function):
        def decorated(*args, **kwargs):
            return stream_with_context(generator_or_function(*args, **kwargs))
        return decorated
    context, app_context = request_contexts()[-1], app_contexts()[-1]

    def generator():
        apps, requests = app_contexts(), request_contexts()
        apps.append(app_context)
        requests.append(context)
        try:
            yield from generator_or_function
        finally:
            requests.remove(context)
            apps.remove(app_context)
    return generator()


def send_file(path_or_file, mimetype=None, as_attachment=False, download_name=None, conditional=True, etag=True, last_modified=None, max_age=None):
    name = download_name
    headers = {}
    if hasattr(path_or_file, 'read'):
        content = path_or_file.read()
        if mimetype is None and name is None:
            raise TypeError("Unable to detect the MIME type because a file name is not available. Either set 'download_name', pass a file name instead of a file, or set 'mimetype'.")
    else:
        path = os.path.join(current_app.root_path, os.fspath(path_or_file))
        name = name or os.path.basename(path)
        with open(path, 'rb') as f:
            content = f.read()
        last_modified = last_modified or os.path.getmtime(path)
    if mimetype is None:
        mimetype = mimetypes.guess_type(name)[0] or 'application/octet-stream'
    if as_attachment:
        headers['Content-Disposition'] = f'attachment; filename={name}'
    elif name:
        headers['Content-Disposition'] = f'inline; filename={name}'
    response = current_app.response_class(content, mimetype=mimetype, headers=headers)
    if last_modified is not None:
        response.last_modified = last_modified
    response.headers['Cache-Control'] = 'no-cache' if max_age is None else f'public, max-age={max_age}'
    if etag:
        response.add_etag()
        if conditional and request_contexts() and response.headers['ETag'] in request_contexts()[-1].request.headers.get('If-None-Match', ''):
            response.status_code = 304
    return response


def send_from_directory(directory, path, **kwargs):
    root = os.path.normpath(os.path.join(current_app.root_path, os.fspath(directory)))
    target = os.path.normpath(os.path.join(root, os.fspath(path)))
    if not target.startswith(root.rstrip('/') + '/') or not os.path.isfile(target):
        raise NotFound()
    return send_file(target, **kwargs)


def get_root_path(import_name):
    module = sys.modules.get(import_name)
    if module is not None and getattr(module, '__file__', None) is not None:
        return os.path.dirname(os.path.abspath(module.__file__))
    return os.getcwd()


def get_template_attribute(template_name, attribute):
    return getattr(current_app.jinja_env.get_template(template_name).module, attribute)
