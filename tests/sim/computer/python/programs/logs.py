import logging
import sys

logging.basicConfig(level=logging.INFO, format="%(levelname)-8s %(name)s %(funcName)s: %(message)s", stream=sys.stdout)
log = logging.getLogger("app.worker")

def work(n):
    log.debug("not shown")
    log.info("working on %d of %s", n, "ten")
    try:
        return 10 / n
    except ZeroDivisionError:
        log.exception("division failed")

work(2)
work(0)
logging.warning("root %s", {"a": 1})
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("[{levelname}] {message} {lineno}", style="{"))
other = logging.getLogger("other")
other.propagate = False
other.addHandler(handler)
other.setLevel("ERROR")
other.warning("hidden")
other.error("shown")
print(log.getEffectiveLevel(), logging.getLevelName(30), log)
logging.getLogger("quiet").critical("to the root")
