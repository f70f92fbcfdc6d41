import os
import sys

print("HOME =", os.environ["HOME"])
print("PORT =", os.environ.get("PORT", "8080"))
os.environ["GREETING"] = "hello"
print(os.getenv("GREETING"), "GREETING" in os.environ)
debug = os.getenv("DEBUG", "false").lower() in ("1", "true", "yes")
print("debug:", debug)
try:
    os.environ["DATABASE_URL"]
except KeyError as error:
    print("missing:", error)
print(len(sys.argv), os.path.basename(sys.argv[0]))
sys.exit("no database configured")
