"""A small stock list, as a course's first class exercise."""
from __future__ import annotations

import json
from collections import defaultdict, Counter, OrderedDict, namedtuple
from dataclasses import dataclass, field, asdict, replace
from functools import total_ordering
from typing import Dict, Iterable, List, Optional


@total_ordering
@dataclass
class Item:
    name: str
    price: float
    quantity: int = 0
    tags: List[str] = field(default_factory=list)

    def __post_init__(self):
        if self.price < 0:
            raise ValueError(f"price of {self.name!r} must not be negative: {self.price}")

    @property
    def value(self) -> float:
        return round(self.price * self.quantity, 2)

    def __lt__(self, other: Item) -> bool:
        return self.value < other.value


class OutOfStock(Exception):
    def __init__(self, item: str, wanted: int, left: int):
        super().__init__(f"{item}: wanted {wanted}, only {left} left")
        self.item, self.wanted, self.left = item, wanted, left


class Inventory:
    __slots__ = ("_items", "history")

    def __init__(self, items: Optional[Iterable[Item]] = None):
        self._items: Dict[str, Item] = OrderedDict((i.name, i) for i in items or ())
        self.history = []

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items.values())

    def __getitem__(self, name):
        return self._items[name]

    def __contains__(self, name):
        return name in self._items

    def __repr__(self):
        return f"{type(self).__name__}({list(self._items)!r})"

    def sell(self, name: str, count: int = 1) -> float:
        item = self[name]
        if item.quantity < count:
            raise OutOfStock(name, count, item.quantity)
        item.quantity -= count
        self.history.append(("sell", name, count))
        return item.price * count

    def by_tag(self):
        found = defaultdict(list)
        for item in self:
            for tag in item.tags or ["none"]:
                found[tag].append(item.name)
        return dict(found)


stock = Inventory([
    Item("apple", 0.5, 120, ["fruit", "fresh"]),
    Item("pear", 0.75, 40, ["fruit"]),
    Item("box", 12.0, 3),
])
print(stock, len(stock), "apple" in stock, "plum" in stock)
print(max(stock), min(stock).name, sorted(stock, reverse=True)[0].name)
print(stock.sell("apple", 20))
try:
    stock.sell("box", 5)
except OutOfStock as error:
    print("error:", error, error.left)
try:
    Item("ghost", -1)
except ValueError as error:
    print(type(error).__name__, error)
try:
    stock["plum"]
except KeyError as error:
    print("no such item", error)
print(json.dumps([asdict(i) for i in stock], indent=2))
print(stock.by_tag())
cheap = replace(stock["pear"], price=0.6)
print(cheap, cheap == stock["pear"], cheap.value)
Point = namedtuple("Point", "x y z", defaults=[0])
p = Point(1, 2)
print(p, p._replace(x=5), p._asdict(), Point._fields, *p)
words = Counter("the quick brown the lazy dog the end dog".split())
print(words.most_common(2), sum(words.values()), words["cat"])
words.subtract(["the"])
print(+words, words - Counter(the=1))
print(f"{'item':<10}|{'price':>8}|{'n':^5}|")
for item in stock:
    print(f"{item.name:<10}|{item.price:>8.2f}|{item.quantity:^5d}|")
print(f"total {sum(i.value for i in stock):,.2f} {1234567.891:,.1f} {0.256:.1%} {255:#x} {5:03d} {'x':*^7}")
try:
    stock.colour = "red"
except AttributeError as error:
    print(error)
stock["box"] = None
