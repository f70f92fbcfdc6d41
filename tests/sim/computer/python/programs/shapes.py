from abc import ABC, abstractmethod
import math

class Shape(ABC):
    count = 0

    def __init__(self, name):
        self.name = name
        Shape.count += 1

    @abstractmethod
    def area(self) -> float: ...

    def __str__(self):
        return f"{self.name}: {self.area():.2f}"

    def __lt__(self, other):
        return self.area() < other.area()

class Circle(Shape):
    def __init__(self, radius):
        super().__init__("circle")
        self.radius = radius

    def area(self):
        return math.pi * self.radius ** 2

class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self._side = side

    @property
    def side(self):
        return self._side

    @side.setter
    def side(self, value):
        if value <= 0:
            raise ValueError("side must be positive")
        self._side = value

    def area(self):
        return self._side ** 2

shapes = [Circle(1), Square(3), Circle(2)]
for shape in sorted(shapes):
    print(shape)
print(Shape.count, isinstance(shapes[0], Shape), Circle.__mro__)
square = shapes[1]
square.side = 4
print(square.area())
try:
    square.side = -1
except ValueError as error:
    print("error:", error)

class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __len__(self):
        return 2

    def __call__(self, scale):
        return self * scale

v = Vector(1, 2) + Vector(3, 4)
print(v, 2 * v, v == Vector(4, 6), bool(Vector(0, 0)), list(v), len(v), v(10))
try:
    v.z = 1
except AttributeError as error:
    print(error)
Shape("x")
