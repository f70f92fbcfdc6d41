# Settings from defaults, an ini file, JSON and the environment; logging set up from a dictionary; hashes, base64, uuid, secrets.
import base64
import configparser
import copy
import hashlib
import hmac
import json
import logging
import logging.config
import os
import pprint
import shutil
import struct
import sys
import uuid
import zlib
from collections import ChainMap, deque
from decimal import Decimal, ROUND_HALF_UP
from fractions import Fraction
from io import BytesIO, StringIO
from types import SimpleNamespace

os.environ["APP_PORT"] = "9000"
INI = """
[DEFAULT]
debug = no
[server]
host = 0.0.0.0
port = 8080
url = http://%(host)s:%(port)s
[paths]
data = /var/lib/app
"""
parser = configparser.ConfigParser()
parser.read_string(INI)
print(parser.sections(), parser["server"]["url"], parser.getint("server", "port"), parser.getboolean("server", "debug"))
print(parser.get("server", "none", fallback="x"), dict(parser["paths"]), parser.has_option("paths", "data"))
try:
    parser.get("server", "none")
except configparser.NoOptionError as error:
    print(error)
out = StringIO()
parser["new"] = {"a": "1"}
parser.write(out)
print(out.getvalue().splitlines()[-3:])
env = {k[4:].lower(): v for k, v in os.environ.items() if k.startswith("APP_")}
settings = ChainMap(env, dict(parser["server"]), {"workers": 2})
print(settings["port"], settings["host"], settings["workers"], os.getenv("NOPE", "default"), os.environ.get("NOPE"))
nested = {"b": [1, {"c": None}], "a": (1, 2.50, True), "text": "ü\n\"q\""}
print(json.dumps(nested, sort_keys=True), json.dumps(nested, ensure_ascii=False, separators=(",", ":")))
clone = copy.deepcopy(nested)
clone["b"][1]["c"] = 5
print(nested["b"], clone["b"], json.loads('{"x": 1e3, "y": [true, null]}', object_hook=lambda d: SimpleNamespace(**d)))
try:
    json.loads('{"a": 1,}')
except json.JSONDecodeError as error:
    print(error, error.lineno, error.colno)
try:
    json.dumps({"when": Decimal("1.5")})
except TypeError as error:
    print(error)
pprint.pprint({"name": "x" * 30, "list": list(range(15)), "deep": {"key": ["value " * 5, "other " * 6]}}, width=60)
logging.config.dictConfig({
    "version": 1,
    "formatters": {"short": {"format": "[{levelname:<7}] {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "short", "stream": "ext://sys.stdout", "level": "DEBUG"}},
    "loggers": {"app": {"level": "INFO", "handlers": ["console"], "propagate": False}},
    "root": {"level": "WARNING", "handlers": ["console"]},
})
log = logging.getLogger("app.db")
log.debug("hidden")
log.info("connected to %s", "db")
logging.getLogger("other").warning("careful %(n)d", {"n": 3})
try:
    1 / 0
except ZeroDivisionError:
    log.exception("went wrong")
print(hashlib.sha256(b"abc").hexdigest()[:16], hashlib.md5("ü".encode()).hexdigest(), hmac.new(b"k", b"m", "sha1").hexdigest())
print(base64.b64encode(b"hi there!").decode(), base64.urlsafe_b64decode("_-8="), uuid.uuid5(uuid.NAMESPACE_DNS, "example.org"), uuid.UUID(int=5).hex)
print(Decimal("2.675").quantize(Decimal("0.01"), ROUND_HALF_UP), Decimal(1) / 3, Fraction(3, 6) + Fraction("0.25"), struct.pack(">HI", 1, 2), struct.unpack("<h", b"\xff\xff"))
print(zlib.crc32(b"hello"), zlib.decompress(zlib.compress(b"a" * 100)) == b"a" * 100)
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.rotate(1)
print(d, BytesIO(b"abc").read(2), sys.getsizeof("") > 0, shutil.which("nope"), sys.version_info >= (3, 8), sys.argv[1:])
log.error("the end")
sys.exit("fatal: stopped")
