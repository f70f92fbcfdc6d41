// `statistics` in Python: means and deviations.

/** Its source. */
export const source = String.raw`import math
from collections import Counter
from fractions import Fraction


class StatisticsError(ValueError):
    pass


def _exact(data):
    return [Fraction(x) if not isinstance(x, Fraction) else x for x in data]


def _like(value, data):
    if all(isinstance(x, int) for x in data):
        return int(value) if value == int(value) else float(value)
    return float(value)


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError('mean requires at least one data point')
    return _like(sum(_exact(data)) / len(data), data)


def fmean(data, weights=None):
    data = list(data)
    if weights is not None:
        return math.fsum(a * b for a, b in zip(data, weights)) / math.fsum(weights)
    if not data:
        raise StatisticsError('fmean requires at least one data point')
    return math.fsum(data) / len(data)


def geometric_mean(data):
    data = list(data)
    return math.exp(math.fsum(math.log(x) for x in data) / len(data))


def harmonic_mean(data):
    data = list(data)
    return len(data) / math.fsum(1 / x for x in data)


def median(data):
    data = sorted(data)
    n = len(data)
    if n == 0:
        raise StatisticsError('no median for empty data')
    return data[n // 2] if n % 2 else (data[n // 2 - 1] + data[n // 2]) / 2


def median_low(data):
    data = sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = sorted(data)
    return data[len(data) // 2]


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError('no mode for empty data')
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _spread(data):
    exact = _exact(data)
    center = sum(exact) / len(exact)
    return sum((x - center) ** 2 for x in exact)


def pvariance(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError('pvariance requires at least one data point')
    return _like(_spread(data) / len(data), data)


def variance(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError('variance requires at least two data points')
    return _like(_spread(data) / (len(data) - 1), data)


def stdev(data, xbar=None):
    return math.sqrt(variance(data))


def pstdev(data, mu=None):
    return math.sqrt(pvariance(data))


def quantiles(data, *, n=4, method='exclusive'):
    data = sorted(data)
    ld = len(data)
    result = []
    m = ld + 1 if method == 'exclusive' else ld - 1
    for i in range(1, n):
        if method == 'inclusive':
            j, delta = divmod(i * m, n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        else:
            j = min(max(i * m // n, 1), ld - 1)
            delta = i * m - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
    return result


def linear_regression(x, y, /, *, proportional=False):
    mx, my = fmean(x), fmean(y)
    slope = math.fsum((a - mx) * (b - my) for a, b in zip(x, y)) / math.fsum((a - mx) ** 2 for a in x)
    from collections import namedtuple
    return namedtuple('LinearRegression', 'slope intercept')(slope, my - slope * mx)


def correlation(x, y, /):
    mx, my = fmean(x), fmean(y)
    return math.fsum((a - mx) * (b - my) for a, b in zip(x, y)) / math.sqrt(math.fsum((a - mx) ** 2 for a in x) * math.fsum((b - my) ** 2 for b in y))
`;
