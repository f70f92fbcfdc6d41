// `timeit` in Python: how long a piece of code takes, in the simulated computer's time.

/** Its source. */
export const source = String.raw`import time

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    def __init__(self, stmt='pass', setup='pass', timer=default_timer, globals=None):
        self.timer = timer
        space = {} if globals is None else dict(globals)

        def runner(what):
            if callable(what):
                return what
            code = compile(what, '<timeit-src>', 'exec')
            return lambda: exec(code, space)
        self._stmt, self._setup = runner(stmt), runner(setup)

    def timeit(self, number=default_number):
        self._setup()
        run = self._stmt
        begin = self.timer()
        for _ in range(number):
            run()
        return self.timer() - begin

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        i = 1
        while True:
            for j in 1, 2, 5:
                number = i * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            i *= 10


def timeit(stmt='pass', setup='pass', timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt='pass', setup='pass', timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
`;
