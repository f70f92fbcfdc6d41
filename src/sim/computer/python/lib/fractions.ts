// `fractions` in Python: rational numbers.

/** Its source. */
export const source = String.raw`import math
import re


class Fraction:
    __slots__ = ('_n', '_d')

    def __init__(self, numerator=0, denominator=None):
        if denominator is None:
            if isinstance(numerator, Fraction):
                n, d = numerator._n, numerator._d
            elif isinstance(numerator, int):
                n, d = int(numerator), 1
            elif isinstance(numerator, float):
                n, d = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                m = re.fullmatch(r'\s*([-+]?)(\d*)(?:/(\d+)|(?:\.(\d*))?(?:[eE]([-+]?\d+))?)\s*', numerator)
                if not m or not (m[2] or m[4]):
                    raise ValueError(f'Invalid literal for Fraction: {numerator!r}')
                n, d = int(m[2] or 0), 1
                if m[3]:
                    d = int(m[3])
                else:
                    if m[4]:
                        d = 10 ** len(m[4])
                        n = n * d + int(m[4])
                    if m[5]:
                        e = int(m[5])
                        n, d = (n * 10 ** e, d) if e >= 0 else (n, d * 10 ** -e)
                if m[1] == '-':
                    n = -n
            else:
                n, d = numerator.as_integer_ratio()
        else:
            a, b = Fraction(numerator), Fraction(denominator)
            n, d = a._n * b._d, a._d * b._n
        if d == 0:
            raise ZeroDivisionError(f'Fraction({n}, 0)')
        g = math.gcd(n, d)
        if d < 0:
            g = -g
        self._n, self._d = n // g, d // g

    numerator = property(lambda self: self._n)
    denominator = property(lambda self: self._d)

    def as_integer_ratio(self):
        return self._n, self._d

    def __repr__(self):
        return f'Fraction({self._n}, {self._d})'

    def __str__(self):
        return str(self._n) if self._d == 1 else f'{self._n}/{self._d}'

    def _op(self, other, exact, approximate):
        if isinstance(other, (int, Fraction)):
            return exact(Fraction(other))
        if isinstance(other, float):
            return approximate(float(self), other)
        return NotImplemented

    def __add__(self, o):
        return self._op(o, lambda b: Fraction(self._n * b._d + b._n * self._d, self._d * b._d), lambda x, y: x + y)

    __radd__ = __add__

    def __sub__(self, o):
        return self._op(o, lambda b: Fraction(self._n * b._d - b._n * self._d, self._d * b._d), lambda x, y: x - y)

    def __rsub__(self, o):
        return self._op(o, lambda b: Fraction(b._n * self._d - self._n * b._d, self._d * b._d), lambda x, y: y - x)

    def __mul__(self, o):
        return self._op(o, lambda b: Fraction(self._n * b._n, self._d * b._d), lambda x, y: x * y)

    __rmul__ = __mul__

    def __truediv__(self, o):
        return self._op(o, lambda b: Fraction(self._n * b._d, self._d * b._n), lambda x, y: x / y)

    def __rtruediv__(self, o):
        return self._op(o, lambda b: Fraction(b._n * self._d, b._d * self._n), lambda x, y: y / x)

    def __floordiv__(self, o):
        return self._op(o, lambda b: (self._n * b._d) // (self._d * b._n), lambda x, y: x // y)

    def __mod__(self, o):
        return self - o * (self // o)

    def __pow__(self, o):
        if isinstance(o, int):
            return Fraction(self._n ** o, self._d ** o) if o >= 0 else Fraction(self._d ** -o, self._n ** -o)
        return float(self) ** float(o)

    def __neg__(self):
        return Fraction(-self._n, self._d)

    def __pos__(self):
        return self

    def __abs__(self):
        return Fraction(abs(self._n), self._d)

    def __int__(self):
        return self._n // self._d if self._n >= 0 else -(-self._n // self._d)

    __trunc__ = __int__

    def __floor__(self):
        return self._n // self._d

    def __ceil__(self):
        return -(-self._n // self._d)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, rest = divmod(self._n, self._d)
            return floor if rest * 2 < self._d or (rest * 2 == self._d and floor % 2 == 0) else floor + 1
        shift = 10 ** abs(ndigits)
        return Fraction(round(self * shift), shift) if ndigits > 0 else Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._n / self._d

    def __bool__(self):
        return self._n != 0

    def __hash__(self):
        return hash(self._n) if self._d == 1 else hash(self._n / self._d)

    def __eq__(self, o):
        if isinstance(o, (int, Fraction)):
            o = Fraction(o)
            return self._n == o._n and self._d == o._d
        return float(self) == o if isinstance(o, float) else NotImplemented

    def _cmp(self, o):
        return self._n * Fraction(o)._d - Fraction(o)._n * self._d

    def __lt__(self, o):
        return self._cmp(o) < 0

    def __le__(self, o):
        return self._cmp(o) <= 0

    def __gt__(self, o):
        return self._cmp(o) > 0

    def __ge__(self, o):
        return self._cmp(o) >= 0

    def limit_denominator(self, max_denominator=1000000):
        if self._d <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._n, self._d
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        b1, b2 = Fraction(p0 + k * p1, q0 + k * q1), Fraction(p1, q1)
        return b2 if abs(b2 - self) <= abs(b1 - self) else b1
`;
