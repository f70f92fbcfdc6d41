// `itertools` in Python: iterators for loops.

/** Its source. */
export const source = String.raw`import operator as _operator


class count:
    def __init__(self, start=0, step=1):
        self._next, self._step = start, step

    def __iter__(self):
        return self

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        return f'count({self._next})' if self._step == 1 else f'count({self._next}, {self._step})'


def cycle(iterable):
    saved = []
    for element in iterable:
        yield element
        saved.append(element)
    while saved:
        yield from saved


def repeat(object, times=None):
    if times is None:
        while True:
            yield object
    for _ in range(times):
        yield object


class accumulate:
    def __init__(self, iterable, func=_operator.add, *, initial=None):
        def run():
            it = iter(iterable)
            total = initial
            if initial is None:
                try:
                    total = next(it)
                except StopIteration:
                    return
            yield total
            for element in it:
                total = (func or _operator.add)(total, element)
                yield total
        self._run = run()

    def __iter__(self):
        return self._run

    def __next__(self):
        return next(self._run)


class chain:
    def __init__(self, *iterables):
        self._run = (element for it in iterables for element in it)

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._run = (element for it in iterables for element in it)
        return made

    def __iter__(self):
        return self._run

    def __next__(self):
        return next(self._run)


def compress(data, selectors):
    return (d for d, s in zip(data, selectors) if s)


def dropwhile(predicate, iterable):
    it = iter(iterable)
    for x in it:
        if not predicate(x):
            yield x
            break
    yield from it


def takewhile(predicate, iterable):
    for x in iterable:
        if not predicate(x):
            return
        yield x


def filterfalse(predicate, iterable):
    for x in iterable:
        if not (predicate(x) if predicate is not None else x):
            yield x


class groupby:
    def __init__(self, iterable, key=None):
        self._it = iter(iterable)
        self._key = key if key is not None else lambda x: x
        self._mark = object()
        self._current = self._mark
        self._value = None
        self._done = False
        self._target = self._mark

    def __iter__(self):
        return self

    def _advance(self):
        try:
            self._value = next(self._it)
        except StopIteration:
            self._done = True
            return
        self._current = self._key(self._value)

    def __next__(self):
        if self._current is self._mark and not self._done:
            self._advance()
        while not self._done and self._target is not self._mark and self._current == self._target:
            self._advance()
        if self._done:
            raise StopIteration
        self._target = self._current
        return self._current, self._group(self._target)

    def _group(self, target):
        while not self._done and self._current == target:
            yield self._value
            self._advance()


def islice(iterable, *args):
    s = slice(*args)
    start, stop, step = s.start or 0, s.stop, s.step or 1
    if start < 0 or (stop is not None and stop < 0):
        raise ValueError('Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.')
    return _islice(iter(iterable), start, stop, step)


def _islice(it, start, stop, step):
    index = 0
    wanted = start
    if stop is not None and wanted >= stop:
        return
    for element in it:
        if index == wanted:
            yield element
            wanted += step
            if stop is not None and wanted >= stop:
                return
        index += 1


def pairwise(iterable):
    it = iter(iterable)
    try:
        a = next(it)
    except StopIteration:
        return
    for b in it:
        yield a, b
        a = b


def batched(iterable, n):
    it = iter(iterable)
    while batch := tuple(islice(it, n)):
        yield batch


def starmap(function, iterable):
    for args in iterable:
        yield function(*args)


def tee(iterable, n=2):
    it = iter(iterable)
    queues = [[] for _ in range(n)]

    def gen(mine):
        while True:
            if not mine:
                try:
                    value = next(it)
                except StopIteration:
                    return
                for queue in queues:
                    queue.append(value)
            yield mine.pop(0)
    return tuple(gen(queue) for queue in queues)


def zip_longest(*args, fillvalue=None):
    iterators = [iter(it) for it in args]
    active = len(iterators)
    if not active:
        return
    ended = [False] * active
    while True:
        values = []
        for i, it in enumerate(iterators):
            if ended[i]:
                values.append(fillvalue)
                continue
            try:
                values.append(next(it))
            except StopIteration:
                active -= 1
                if not active:
                    return
                ended[i] = True
                values.append(fillvalue)
        yield tuple(values)


def product(*iterables, repeat=1):
    pools = [tuple(pool) for pool in iterables] * repeat
    if any(not pool for pool in pools):
        return
    indices = [0] * len(pools)
    while True:
        yield tuple([pool[i] for pool, i in zip(pools, indices)])
        for place in range(len(pools) - 1, -1, -1):
            indices[place] += 1
            if indices[place] < len(pools[place]):
                break
            indices[place] = 0
        else:
            return


def permutations(iterable, r=None):
    pool = tuple(iterable)
    n = len(pool)
    r = n if r is None else r
    if r > n:
        return
    indices = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple(pool[i] for i in indices[:r])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                indices[i:] = indices[i + 1:] + indices[i:i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                indices[i], indices[-j] = indices[-j], indices[i]
                yield tuple(pool[i] for i in indices[:r])
                break
        else:
            return


def combinations(iterable, r):
    pool = tuple(iterable)
    n = len(pool)
    if r > n:
        return
    indices = list(range(r))
    yield tuple(pool[i] for i in indices)
    while True:
        for i in reversed(range(r)):
            if indices[i] != i + n - r:
                break
        else:
            return
        indices[i] += 1
        for j in range(i + 1, r):
            indices[j] = indices[j - 1] + 1
        yield tuple(pool[i] for i in indices)


def combinations_with_replacement(iterable, r):
    pool = tuple(iterable)
    n = len(pool)
    if not n and r:
        return
    indices = [0] * r
    yield tuple(pool[i] for i in indices)
    while True:
        for i in reversed(range(r)):
            if indices[i] != n - 1:
                break
        else:
            return
        indices[i:] = [indices[i] + 1] * (r - i)
        yield tuple(pool[i] for i in indices)
`;
