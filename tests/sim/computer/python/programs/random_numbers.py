import random

random.seed(42)
print(random.random(), random.randint(1, 100), random.choice(["a", "b", "c"]))
numbers = list(range(10))
random.shuffle(numbers)
print(numbers, random.sample(range(100), 5), random.uniform(1, 10))
print(random.choices(["x", "y"], weights=[1, 3], k=5), random.gauss(0, 1))
generator = random.Random("seed")
print(generator.random(), generator.randrange(0, 100, 5), generator.getrandbits(40), generator.normalvariate(0, 1))
print(0 <= random.SystemRandom().random() < 1)
