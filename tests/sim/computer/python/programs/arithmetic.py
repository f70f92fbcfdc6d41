import math
import statistics
from decimal import Decimal
from fractions import Fraction

print(10 / 3, 10 // 3, -10 // 3, 10 % 3, -10 % 3, 2 ** 0.5, 7 / 7, 1e-7, 123456789 * 987654321, 2 ** 200)
print(round(3.14159, 2), round(2.5), round(-1.5), abs(-2), divmod(17, 5), pow(3, 4, 5), int(3.9), int("ff", 16), float("1e3"))
print(0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), math.inf > 1, math.nan != math.nan, bin(10), hex(255), oct(8))
print(statistics.mean([1, 2, 3, 4]), statistics.median([1, 3, 2]), statistics.stdev([1, 2, 3, 4]), statistics.mode("aab"))
print(Decimal("0.1") + Decimal("0.2"), Decimal("10") / Decimal("4"), round(Decimal("2.675"), 2))
print(Fraction(1, 3) + Fraction(1, 6), Fraction("0.25"))
print(math.ceil(1.2), math.floor(-1.2), math.sqrt(16), math.log(math.e), math.log10(1000), math.hypot(3, 4), math.comb(5, 2))
print((255).to_bytes(2, "big"), int.from_bytes(b"\x01\x00", "big"), (10).bit_length(), 1_000, 0xFF, 0b11, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10)
print(sum([0.1] * 10), math.fsum([0.1] * 10), max(1, 2.5), min([3, 1]), True + True, 3 == 3.0, 1 < 2 <= 2)
try:
    1 // 0
except ZeroDivisionError as error:
    print(error)
