// `decimal` in Python: decimal numbers of 28 digits.

/** Its source. */
export const source = String.raw`import re

ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING, ROUND_HALF_DOWN = 'ROUND_HALF_EVEN ROUND_HALF_UP ROUND_DOWN ROUND_UP ROUND_FLOOR ROUND_CEILING ROUND_HALF_DOWN'.split()


class DecimalException(ArithmeticError):
    pass


class InvalidOperation(DecimalException):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class Context:
    def __init__(self, prec=28, rounding=ROUND_HALF_EVEN, **kwargs):
        self.prec, self.rounding = prec, rounding


_context = Context()


def getcontext():
    return _context


def setcontext(context):
    global _context
    _context = context


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = Context((ctx or _context).prec, (ctx or _context).rounding)
        for key, value in kwargs.items():
            setattr(self._new, key, value)

    def __enter__(self):
        self._old = _context
        setcontext(self._new)
        return self._new

    def __exit__(self, *args):
        setcontext(self._old)


def _round(n, cut, mode):
    """n // 10**cut, rounded."""
    unit = 10 ** cut
    q, r = divmod(abs(n), unit)
    up = {'ROUND_DOWN': False, 'ROUND_UP': r > 0, 'ROUND_FLOOR': r > 0 and n < 0, 'ROUND_CEILING': r > 0 and n > 0,
          'ROUND_HALF_UP': 2 * r >= unit, 'ROUND_HALF_DOWN': 2 * r > unit, 'ROUND_HALF_EVEN': 2 * r > unit or (2 * r == unit and q % 2 == 1)}[mode]
    q += up
    return -q if n < 0 else q


class Decimal:
    __slots__ = ('_n', '_e', '_special')

    def __new__(cls, value='0', context=None):
        self = object.__new__(cls)
        self._special = None
        if isinstance(value, Decimal):
            self._n, self._e, self._special = value._n, value._e, value._special
        elif isinstance(value, int):
            self._n, self._e = int(value), 0
        elif isinstance(value, float):
            if value != value or value in (float('inf'), float('-inf')):
                return cls(repr(value))
            n, d = value.as_integer_ratio()
            k = d.bit_length() - 1
            self._n, self._e = n * 5 ** k, -k
        elif isinstance(value, str):
            m = re.fullmatch(r'\s*([-+]?)(?:(\d[\d_]*)?(?:\.(\d*))?(?:[eE]([-+]?\d+))?|(inf(?:inity)?|nan))\s*', value, re.IGNORECASE)
            if not m or (m[2] is None and not m[3] and not m[5]):
                raise InvalidOperation([ConversionSyntax])
            if m[5]:
                self._n, self._e = 0, 0
                self._special = 'NaN' if m[5].lower() == 'nan' else ('-' if m[1] == '-' else '') + 'Infinity'
            else:
                digits = (m[2] or '').replace('_', '') + (m[3] or '')
                self._n, self._e = int(digits), int(m[4] or 0) - len(m[3] or '')
                if m[1] == '-':
                    self._n = -self._n
        elif isinstance(value, tuple):
            sign, digits, e = value
            n = int(''.join(map(str, digits)) or '0')
            self._n, self._e = -n if sign else n, e
        else:
            raise TypeError(f'conversion from {type(value).__name__} to Decimal is not supported')
        return self

    def _fix(self):
        digits = len(str(abs(self._n)))
        if digits > _context.prec:
            cut = digits - _context.prec
            return _make(_round(self._n, cut, _context.rounding), self._e + cut)
        return self

    def __str__(self):
        if self._special:
            return self._special
        sign = '-' if self._n < 0 else ''
        digits = str(abs(self._n))
        left = self._e + len(digits)
        if self._e <= 0 and left > -6:
            point = left
        else:
            point = 1
        if point <= 0:
            text = '0.' + '0' * -point + digits
        elif point >= len(digits):
            text = digits + '0' * (point - len(digits))
        else:
            text = digits[:point] + '.' + digits[point:]
        exp = '' if left == point else f'E{left - point:+d}'
        return sign + text + exp

    def __repr__(self):
        return f"Decimal('{self}')"

    def __format__(self, spec):
        if not spec:
            return str(self)
        m = re.fullmatch(r'(.?[<>=^])?([-+ ])?(0)?(\d+)?([,_])?(?:\.(\d+))?([eEfFgG%n])?', spec)
        if not m:
            raise ValueError('invalid format string')
        align, sign, zero, width, comma, prec, kind = m.groups()
        value = self * 100 if kind == '%' else self
        if prec is not None and kind in ('f', 'F', '%', None):
            value = value.quantize(Decimal((0, (1,), -int(prec))))
        text = value._plain()
        negative = text.startswith('-')
        whole, dot, rest = text.lstrip('-').partition('.')
        if comma:
            whole = format(int(whole), comma)
        text = ('-' if negative else '+' if sign == '+' else ' ' if sign == ' ' else '') + whole + dot + rest + ('%' if kind == '%' else '')
        fill = (align or '>')[:-1] or ('0' if zero else ' ')
        return format(text, f"{fill}{(align or '>')[-1]}{width or 0}") if width else text

    def _plain(self):
        n, e = self._n, self._e
        if e >= 0:
            return str(n * 10 ** e)
        digits = str(abs(n)).rjust(-e + 1, '0')
        return ('-' if n < 0 else '') + digits[:e] + '.' + digits[e:]

    def _other(self, o):
        return o if isinstance(o, Decimal) else Decimal(o) if isinstance(o, int) else None

    def _pair(self, o):
        e = min(self._e, o._e)
        return self._n * 10 ** (self._e - e), o._n * 10 ** (o._e - e), e

    def __add__(self, o):
        o = self._other(o)
        if o is None:
            return NotImplemented
        a, b, e = self._pair(o)
        return _make(a + b, e)._fix()

    __radd__ = __add__

    def __sub__(self, o):
        o = self._other(o)
        if o is None:
            return NotImplemented
        a, b, e = self._pair(o)
        return _make(a - b, e)._fix()

    def __rsub__(self, o):
        return self._other(o) - self

    def __mul__(self, o):
        o = self._other(o)
        return NotImplemented if o is None else _make(self._n * o._n, self._e + o._e)._fix()

    __rmul__ = __mul__

    def __truediv__(self, o):
        o = self._other(o)
        if o is None:
            return NotImplemented
        if o._n == 0:
            raise DivisionByZero([DivisionByZero]) if self._n else InvalidOperation([DivisionUndefined])
        if self._n == 0:
            return _make(0, self._e - o._e)
        shift = len(str(abs(o._n))) - len(str(abs(self._n))) + _context.prec + 1
        a, b = abs(self._n), abs(o._n)
        q, r = divmod(a * 10 ** shift, b) if shift >= 0 else divmod(a, b * 10 ** -shift)
        e = self._e - o._e - shift
        if r:
            if q % 5 == 0:
                q += 1
        else:
            ideal = self._e - o._e
            while e < ideal and q % 10 == 0:
                q //= 10
                e += 1
        return _make(-q if (self._n < 0) != (o._n < 0) else q, e)._fix()

    def __rtruediv__(self, o):
        return self._other(o) / self

    def __floordiv__(self, o):
        a, b, e = self._pair(self._other(o))
        if b == 0:
            raise DivisionByZero([DivisionByZero])
        q = abs(a) // abs(b)
        return _make(-q if (a < 0) != (b < 0) else q, 0)

    def __mod__(self, o):
        a, b, e = self._pair(self._other(o))
        r = abs(a) % abs(b)
        return _make(-r if a < 0 else r, e)

    def __pow__(self, o, mod=None):
        if isinstance(o, int) or o._e >= 0 or o == int(o):
            k = int(o)
            if k >= 0:
                return _make(self._n ** k, self._e * k)._fix()
            return Decimal(1) / (self ** -k)
        return Decimal(repr(float(self) ** float(o)))

    def sqrt(self, context=None):
        import math
        prec = _context.prec + 1
        e = self._e - (self._e & 1)
        n = self._n * 10 ** (self._e - e)
        shift = max(0, prec - len(str(n)) // 2)
        root = math.isqrt(n * 100 ** shift)
        made = _make(root, e // 2 - shift)
        return made.normalize() if root * root == n * 100 ** shift else made._fix()

    def __neg__(self):
        return _make(-self._n, self._e)

    def __pos__(self):
        return self._fix()

    def __abs__(self):
        return _make(abs(self._n), self._e)

    def _cmp(self, o):
        o = Decimal(o) if isinstance(o, (int, float)) else o
        a, b, _ = self._pair(o)
        return (a > b) - (a < b)

    def __eq__(self, o):
        return self._cmp(o) == 0 if isinstance(o, (Decimal, int, float)) else NotImplemented

    def __lt__(self, o):
        return self._cmp(o) < 0

    def __le__(self, o):
        return self._cmp(o) <= 0

    def __gt__(self, o):
        return self._cmp(o) > 0

    def __ge__(self, o):
        return self._cmp(o) >= 0

    def __hash__(self):
        return hash(int(self)) if self == int(self) else hash(float(self))

    def __bool__(self):
        return self._n != 0

    def __int__(self):
        n = abs(self._n) * 10 ** self._e if self._e >= 0 else abs(self._n) // 10 ** -self._e
        return -n if self._n < 0 else n

    __trunc__ = __int__

    def __floor__(self):
        return int(self.to_integral_value(ROUND_FLOOR))

    def __ceil__(self):
        return int(self.to_integral_value(ROUND_CEILING))

    def __float__(self):
        return float(self._special.replace('Infinity', 'inf') if self._special else f'{self._n}e{self._e}')

    def __round__(self, ndigits=None):
        if ndigits is None:
            return int(self.to_integral_value())
        return self.quantize(_make(1, -ndigits))

    def quantize(self, exp, rounding=None, context=None):
        exp = exp if isinstance(exp, Decimal) else Decimal(exp)
        if self._e >= exp._e:
            return _make(self._n * 10 ** (self._e - exp._e), exp._e)
        return _make(_round(self._n, exp._e - self._e, rounding or _context.rounding), exp._e)

    def to_integral_value(self, rounding=None, context=None):
        return self if self._e >= 0 else _make(_round(self._n, -self._e, rounding or _context.rounding), 0)

    def normalize(self, context=None):
        n, e = self._n, self._e
        if n == 0:
            return _make(0, 0)
        while n % 10 == 0:
            n //= 10
            e += 1
        return _make(n, e)

    def is_nan(self):
        return self._special == 'NaN'

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return self._n == 0

    def as_tuple(self):
        from collections import namedtuple
        return namedtuple('DecimalTuple', 'sign digits exponent')(int(self._n < 0), tuple(map(int, str(abs(self._n)))), self._e)

    def as_integer_ratio(self):
        from fractions import Fraction
        f = Fraction(str(self))
        return f.numerator, f.denominator


class ConversionSyntax:
    pass


class DivisionUndefined:
    pass


def _make(n, e):
    made = object.__new__(Decimal)
    made._n, made._e, made._special = n, e, None
    return made
`;
