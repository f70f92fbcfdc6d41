# Tracebacks with causes, nested functions, context, notes; warnings; exec and eval; inspect and dir.
import inspect
import sys
import traceback
import warnings


class ConfigError(Exception):
    pass


def load(path):
    try:
        with open(path) as file:
            return file.read()
    except OSError as error:
        raise ConfigError(f"cannot load {path}") from error


def describe(function):
    signature = inspect.signature(function)
    return f"{function.__name__}{signature}", [p.default for p in signature.parameters.values() if p.default is not p.empty]


def sample(a, /, b: int = 2, *args, c, d: str = "x", **rest) -> None:
    """Takes all kinds of arguments."""


print(describe(sample), inspect.getdoc(sample), inspect.isgeneratorfunction(sample))
try:
    sample()
except TypeError as error:
    print(error)
try:
    sample(1, c=2, a=5, b=6, e=7)
    sample(1, 2, b=3, c=4)
except TypeError as error:
    print(error)
for text in ("1 +", "print('x'", "if True:\nprint(1)", "a b", "x = = 2", "'open"):
    try:
        compile(text, "<text>", "exec")
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.lineno)
space = {"n": 5}
exec("m = n * 2\ndef g(): return m", space)
print(space["g"](), eval("n + m", space), eval("[i for i in range(3)]"))
for wrong in ("1/0", "undefined", "'a' + 1", "[][3]", "{}['k']", "int('x')", "None.x", "len(5)", "[1,2].foo()", "'abc'.join([1])", "a.b.c", "1 < 'a'", "max([])", "range(1.5)", "(1,2)[0]=3"):
    try:
        eval(wrong)
    except SyntaxError as error:
        print("SyntaxError", error.msg)
    except Exception as error:
        print(type(error).__name__, error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("old way", DeprecationWarning)
    print(caught[0].category.__name__, caught[0].message)
try:
    try:
        {}["key"]
    except KeyError as error:
        error.add_note("while reading settings")
        raise
except KeyError:
    print(traceback.format_exc().splitlines()[-2:])
try:
    raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])
except* ValueError as group:
    print(group.exceptions)
except* TypeError as group:
    print("types", group.exceptions)


def level(n):
    if n == 0:
        return load("/nowhere/settings.ini")
    return level(n - 1)


class Context:
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, kind, value, trace):
        print("exit", kind.__name__ if kind else None)


try:
    with Context() as c, Context():
        level(1)
except ConfigError as error:
    print(error, type(error.__cause__).__name__, error.__cause__.errno)
print([name for name in dir(ConfigError("x")) if not name.startswith("__")], callable(level), vars(Context()).keys())
print(sys._getframe().f_code.co_name, level.__code__.co_varnames, ConfigError.__mro__)
warnings.warn("seen by the user")
level(2)
