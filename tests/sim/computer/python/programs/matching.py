from enum import Enum, Flag, IntEnum, StrEnum, auto, unique
from dataclasses import dataclass

@unique
class Status(Enum):
    ACTIVE = "active"
    GONE = "gone"

    @property
    def label(self):
        return self.value.title()

class Level(IntEnum):
    LOW = 1
    HIGH = 10

class Access(Flag):
    READ = auto()
    WRITE = auto()
    ALL = READ | WRITE

class Kind(StrEnum):
    CAT = auto()

@dataclass
class Point:
    x: int
    y: int

def describe(value):
    match value:
        case 0 | 1:
            return "small"
        case int(n) if n > 100:
            return f"big {n}"
        case str() as s:
            return f"text {s!r}"
        case []:
            return "empty"
        case [first, *rest]:
            return f"list {first} + {rest}"
        case {"type": "circle", "r": r, **others}:
            return f"circle {r} {others}"
        case Point(x=0, y=0):
            return "origin"
        case Point(x, y):
            return f"point {x} {y}"
        case Status.ACTIVE:
            return "active!"
        case None | True:
            return "none or true"
        case _:
            return "other"

for value in [1, 500, "hi", [], [1, 2, 3], (4, 5), {"type": "circle", "r": 2, "c": "red"}, Point(0, 0), Point(1, 2), Status.ACTIVE, None, 3.5, 50]:
    print(describe(value))
print(Status("gone"), Status.GONE.label, [s.name for s in Status], Status.ACTIVE in Status, repr(Status.GONE))
print(Level.HIGH > Level.LOW, Level(1), sorted(Level, reverse=True)[0].name, f"{Level.HIGH}", Level.LOW + 1)
print(Access.READ | Access.WRITE, Access.ALL & Access.READ, Access.READ in Access.ALL, Kind.CAT, f"{Kind.CAT}", Access(0))
try:
    Status("nope")
except ValueError as error:
    print(error)
try:
    Status["NOPE"]
except KeyError as error:
    print("KeyError", error)
command = "go north".split()
match command:
    case ["go", ("north" | "south") as direction]:
        print("going", direction)
