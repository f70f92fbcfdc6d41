from collections import Counter, OrderedDict, defaultdict, deque, namedtuple, ChainMap
import heapq
import bisect

print(Counter("mississippi").most_common(2), Counter(a=3) - Counter(a=1), Counter([1, 1, 2])[1])
groups = defaultdict(list)
for name in ["ann", "bob", "al"]:
    groups[name[0]].append(name)
print(dict(groups), groups)
d = deque([1, 2, 3], maxlen=3)
d.append(4)
d.appendleft(0)
d.rotate(1)
print(d, list(d), d.pop(), d.popleft())
Point = namedtuple("Point", ["x", "y"], defaults=[0])
p = Point(3)
print(p, p._asdict(), p + (1,), Point._fields, *p)
ordered = OrderedDict([("b", 1), ("a", 2)])
ordered.move_to_end("b")
print(list(ordered), ChainMap({"a": 1}, {"a": 2, "b": 3})["b"])
heap = [5, 1, 4]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print([heapq.heappop(heap) for _ in range(4)], heapq.nlargest(2, [1, 5, 3]))
sorted_list = [1, 3, 5]
bisect.insort(sorted_list, 4)
print(sorted_list, bisect.bisect_left(sorted_list, 3))
stack = [1, 2]
stack.append(3)
print(stack.pop(), stack, stack.count(1), stack.index(2), stack + [9], stack * 2, [1, 2] < [1, 3])
s = {1, 2, 3}
s |= {4}
s.discard(9)
print(s, s & {1, 9}, s - {1}, s ^ {1, 10}, {1} <= s, frozenset([1, 2]), s.isdisjoint({7}))
m = {"x": 1}
m.update(y=2)
print(m, m.pop("x"), m.get("z"), m | {"q": 5}, list(m.items()), "y" in m, len(m), m.setdefault("k", []))
t = (1, "a", 2.5)
print(t, t[1:], len(t), t.count(1), tuple(sorted([3, 1])), (1,), ())
del m["y"]
print(m, [0] * 3, [[0] * 2 for _ in range(2)], list(range(10, 0, -3)), sum([[1], [2]], []))
