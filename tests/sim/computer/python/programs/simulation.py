# Seeded chance and a little statistics, as a data course does before numpy: random, statistics, math, heapq, bisect.
import bisect
import heapq
import math
import random
import statistics
from collections import defaultdict

random.seed(42)
print(random.random(), random.randint(1, 6), random.choice("abc"), random.uniform(1, 2), random.sample(range(100), 5))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.choices(["head", "tail"], weights=[3, 1], k=6), random.gauss(0, 1), random.getrandbits(16))
rng = random.Random("seeded by text")
print([rng.randrange(0, 100, 5) for _ in range(5)], rng.expovariate(0.5), rng.betavariate(2, 3), rng.triangular(0, 10))
data = [2.5, 3.1, 4.7, 5.0, 5.0, 6.2]
print(statistics.mean(data), statistics.median(data), statistics.mode(data), statistics.stdev(data), statistics.pvariance(data), statistics.quantiles(data))


class Perceptron:
    def __init__(self, inputs, rate=0.1):
        self.weights = [0.0] * (inputs + 1)
        self.rate = rate

    def predict(self, row):
        return int(sum(w * x for w, x in zip(self.weights, [1, *row])) > 0)

    def fit(self, rows, labels, epochs=20):
        for epoch in range(epochs):
            wrong = 0
            for row, label in zip(rows, labels):
                error = label - self.predict(row)
                if error:
                    wrong += 1
                    for i, x in enumerate([1, *row]):
                        self.weights[i] += self.rate * error * x
            if not wrong:
                return epoch
        return epochs


model = Perceptron(2)
rows = [(0, 0), (0, 1), (1, 0), (1, 1)]
print(model.fit(rows, [0, 0, 0, 1]), [round(w, 3) for w in model.weights], [model.predict(r) for r in rows])

graph = defaultdict(dict)
for a, b, cost in [("a", "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5), ("c", "d", 8)]:
    graph[a][b] = graph[b][a] = cost


def dijkstra(start):
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        cost, node = heapq.heappop(heap)
        if cost > best[node]:
            continue
        for near, step in graph[node].items():
            if cost + step < best.get(near, math.inf):
                best[near] = cost + step
                heapq.heappush(heap, (cost + step, near))
    return best


print(dijkstra("a"), heapq.nlargest(2, data), heapq.nsmallest(2, data, key=lambda x: -x))
grades = [bisect.bisect([60, 70, 80, 90], score) for score in (33, 99, 77, 70)]
print(["FDCBA"[g] for g in grades])
sieve = [n for n in range(2, 60) if all(n % p for p in range(2, math.isqrt(n) + 1))]
print(sieve, math.gcd(84, 30), math.lcm(4, 6), math.comb(5, 2), math.factorial(20), math.prod([1, 2, 3]), math.isclose(0.1 + 0.2, 0.3))
hits = sum(1 for _ in range(2000) if math.hypot(random.random(), random.random()) <= 1)
print(4 * hits / 2000, 2**100, -5 // 2, int("ff", 16), bin(10), oct(8), float("inf") > 1, 1e16, 1e-7, 123456789.123456789, 5e-324)
xs, ys = [1, 2, 3, 4], [2.1, 3.9, 6.2, 7.8]
slope, intercept = statistics.linear_regression(xs, ys)
print(f"{slope:.4f} {intercept:.4f} {statistics.correlation(xs, ys):.6f}")
grid = [[random.choice(".#") for _ in range(8)] for _ in range(3)]
for row in grid:
    print("".join(row))
print(model.unknown)
