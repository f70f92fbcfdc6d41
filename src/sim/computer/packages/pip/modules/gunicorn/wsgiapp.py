# The command line, the configuration file, and the start of the master.
import os
import shlex
import sys

from gunicorn.config import Config, ConfigError


def run(prog=None):
    try:
        config = Config.from_command(shlex.split(os.environ.get('GUNICORN_CMD_ARGS', '')) + sys.argv[1:])
    except ConfigError as error:
        print(f'\nError: {error}', file=sys.stderr)
        sys.exit(1)
    if config.check_config:
        from gunicorn.worker import load
        config.enter()
        load(config)
        sys.exit(0)
    from gunicorn.arbiter import Arbiter
    Arbiter(config).run()
