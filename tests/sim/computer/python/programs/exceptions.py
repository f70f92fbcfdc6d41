class AppError(Exception):
    """Base of the application's errors."""

class NotFound(AppError):
    def __init__(self, key):
        super().__init__(f"no entry for {key!r}")
        self.key = key

def find(key):
    try:
        return {"a": 1}[key]
    except KeyError as error:
        raise NotFound(key) from error
    finally:
        print("looked for", key)

print(find("a"))
try:
    find("b")
except AppError as error:
    print(type(error).__name__, error, repr(error.__cause__), error.key)
for action in (lambda: 1 / 0, lambda: [][1], lambda: {}["k"], lambda: int("x"), lambda: None.x, lambda: "a" + 1, lambda: undefined, lambda: open("/none"), lambda: [1].index(2), lambda: (1, 2)[5], lambda: len(5), lambda: "abc".foo, lambda: int([]), lambda: f(1)):
    try:
        action()
    except Exception as error:
        print(f"{type(error).__name__}: {error}")
try:
    raise ValueError("a", 1)
except (TypeError, ValueError) as error:
    print(error.args, error)
else:
    print("never")
def cleanup():
    try:
        return "value"
    finally:
        print("cleanup")
print(cleanup())
try:
    try:
        raise RuntimeError("first")
    except RuntimeError:
        raise TypeError("second")
except TypeError as error:
    print(repr(error.__context__), error.__suppress_context__)
error = ValueError("with notes")
error.add_note("a note")
try:
    raise ExceptionGroup("several", [ValueError("v"), TypeError("t")])
except* ValueError as group:
    print("values", group.exceptions)
except* TypeError as group:
    print("types", group.exceptions)
assert 1 + 1 == 2, "arithmetic"
def outer():
    inner()
def inner():
    data = {"items": [1, 2]}
    return data["items"][0] + data["missing"]["x"]
try:
    outer()
except KeyError as problem:
    raise AppError("wrapped") from problem
