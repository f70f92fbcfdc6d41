squares = [n * n for n in range(10) if n % 2 == 0]
print(squares, {n: n ** 2 for n in range(4)}, {c for c in "hello"} == set("helo"), sum(n for n in range(5)))
matrix = [[1, 2, 3], [4, 5, 6]]
print([x for row in matrix for x in row], [[row[i] for row in matrix] for i in range(3)], list(zip(*matrix)))
words = ["apple", "banana", "cherry", "avocado"]
by_letter = {}
for word in words:
    by_letter.setdefault(word[0], []).append(word)
print(by_letter, sorted(words, key=lambda w: (len(w), w)), max(words, key=len))
print([y for x in range(5) if (y := x * 2) > 4], any(w.startswith("b") for w in words), all(len(w) > 3 for w in words))
pairs = [(i, c) for i, c in enumerate("abc", start=1)]
print(pairs, dict(pairs), list(map(str.upper, words)), list(filter(None, [0, 1, "", "x"])))
a, *b = [1, 2, 3]
print(a, b, [*b, *range(2)], {**{"x": 1}, "y": 2}, list(reversed(b)), words[1:3], words[-1], words[::2])
print(sorted({"b": 1, "a": 2}.items(), key=lambda kv: kv[1]), [n for n in range(20) if all(n % d for d in range(2, n)) and n > 1])
