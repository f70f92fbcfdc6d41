from dataclasses import dataclass, field, asdict, replace, FrozenInstanceError
from typing import ClassVar, Optional

@dataclass
class Address:
    street: str
    city: str = "Berlin"

@dataclass(order=True)
class Person:
    name: str
    age: int = 0
    tags: list[str] = field(default_factory=list, compare=False)
    address: Optional[Address] = None
    species: ClassVar[str] = "human"

    def __post_init__(self):
        if self.age < 0:
            raise ValueError("age must not be negative")

@dataclass(frozen=True)
class Point:
    x: float
    y: float = 0.0

ada = Person("Ada", 36, ["math"], Address("Main St"))
print(ada, ada == Person("Ada", 36), ada < Person("Bob", 1), asdict(ada))
print(replace(ada, age=37), Person.species, Person.__match_args__)
point = Point(1.5)
try:
    point.x = 2
except FrozenInstanceError as error:
    print(type(error).__name__, error)
print({point: "p"}[Point(1.5, 0.0)], hash(point) == hash(Point(1.5)))
try:
    Person("X", -1)
except ValueError as error:
    print(error)
try:
    Person()
except TypeError as error:
    print(error)
