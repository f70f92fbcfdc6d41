# Flask: a small web framework.
from . import json
from .app import Flask
from .blueprints import Blueprint
from .config import Config
from .ctx import after_this_request, copy_current_request_context, has_app_context, has_request_context
from .globals import current_app, g, request, session
from .helpers import (
    abort, flash, get_flashed_messages, get_template_attribute, make_response, redirect, send_file, send_from_directory, stream_with_context, url_for,
)
from .json import jsonify
from .templating import render_template, render_template_string, stream_template
from .wrappers import Request, Response


def __getattr__(name):
    if name == '__version__':
        from importlib.metadata import version
        return version('flask')
    raise AttributeError(name)
