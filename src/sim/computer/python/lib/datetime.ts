// `datetime` in Python: dates and times.

/** Its source. */
export const source = String.raw`import time as _time
from _strptime import format_date as _format, _parse

MINYEAR, MAXYEAR = 1, 9999
_MONTHS = [None, 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
_DAYS = [None, 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
_BEFORE = [None, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]


def _days_before_month(year, month):
    return _BEFORE[month] + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400 + _days_before_month(year, month) + day


def _ord2ymd(n):
    n -= 1
    n400, n = divmod(n, 146097)
    year = n400 * 400 + 1
    n100, n = divmod(n, 36524)
    n4, n = divmod(n, 1461)
    n1, n = divmod(n, 365)
    year += n100 * 100 + n4 * 4 + n1
    if n1 == 4 or n100 == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = _days_before_month(year, month)
    if before > n:
        month -= 1
        before = _days_before_month(year, month)
    return year, month, n - before + 1


class timedelta:
    __slots__ = ('_days', '_seconds', '_microseconds')

    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        if all(isinstance(v, int) for v in (days, seconds, microseconds, milliseconds, minutes, hours, weeks)):
            us = ((((days + weeks * 7) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000000 + milliseconds * 1000 + microseconds
        else:
            whole = 0
            part = 0.0
            for value, unit in ((days, 86400000000), (weeks, 604800000000), (hours, 3600000000), (minutes, 60000000), (seconds, 1000000), (milliseconds, 1000), (microseconds, 1)):
                if isinstance(value, int):
                    whole += value * unit
                else:
                    floor = int(value)
                    whole += floor * unit
                    part += (value - floor) * unit
            us = whole + round(part)
        self._set(us)

    def _set(self, us):
        seconds, self._microseconds = divmod(us, 1000000)
        self._days, self._seconds = divmod(seconds, 86400)
        if abs(self._days) > 999999999:
            raise OverflowError(f'days={self._days}; must have magnitude <= 999999999')

    @property
    def days(self):
        return self._days

    @property
    def seconds(self):
        return self._seconds

    @property
    def microseconds(self):
        return self._microseconds

    def _us(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    def total_seconds(self):
        return self._us() / 10 ** 6

    def __repr__(self):
        args = []
        for name in ('days', 'seconds', 'microseconds'):
            value = getattr(self, name)
            if value:
                args.append(f'{name}={value}')
        return f"datetime.timedelta({', '.join(args) or '0'})"

    def __str__(self):
        mm, ss = divmod(self._seconds, 60)
        hh, mm = divmod(mm, 60)
        s = '%d:%02d:%02d' % (hh, mm, ss)
        if self._days:
            s = f"{self._days} day{'s' if abs(self._days) != 1 else ''}, " + s
        if self._microseconds:
            s += '.%06d' % self._microseconds
        return s

    def __add__(self, other):
        return _delta(self._us() + other._us()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _delta(self._us() - other._us()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _delta(-self._us())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return _delta(self._us() * other)
        if isinstance(other, float):
            return _delta(round(self._us() * other))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us() // other._us()
        return _delta(self._us() // other)

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us() / other._us()
        return _delta(round(self._us() / other))

    def __mod__(self, other):
        return _delta(self._us() % other._us())

    def __divmod__(self, other):
        q, r = divmod(self._us(), other._us())
        return q, _delta(r)

    def __eq__(self, other):
        return self._us() == other._us() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us() < other._us() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us() <= other._us() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us() > other._us() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us() >= other._us() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(self._us())

    def __bool__(self):
        return self._us() != 0


def _delta(us):
    made = timedelta.__new__(timedelta)
    made._set(us)
    return made


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


class tzinfo:
    def tzname(self, dt):
        raise NotImplementedError('tzinfo subclass must override tzname()')

    def utcoffset(self, dt):
        raise NotImplementedError('tzinfo subclass must override utcoffset()')

    def dst(self, dt):
        raise NotImplementedError('tzinfo subclass must override dst()')

    def fromutc(self, dt):
        return dt + self.utcoffset(dt)


class timezone(tzinfo):
    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError('offset must be a timedelta')
        if not timedelta(hours=-24) < offset < timedelta(hours=24):
            raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {offset!r}.')
        self._offset, self._name = offset, name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return 'UTC' if not self._offset else 'UTC' + _offset(self._offset)

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return isinstance(other, timezone) and self._offset == other._offset

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return 'datetime.timezone.utc'
        if self._name is None:
            return f'datetime.timezone({self._offset!r})'
        return f'datetime.timezone({self._offset!r}, {self._name!r})'


timezone.utc = UTC = timezone(timedelta(0))


def _offset(off):
    if off is None:
        return ''
    us = off._us()
    sign = '-' if us < 0 else '+'
    ss, us = divmod(abs(us), 1000000)
    mm, ss = divmod(ss, 60)
    hh, mm = divmod(mm, 60)
    return f'{sign}{hh:02d}:{mm:02d}' + (f':{ss:02d}' if ss else '')


def _check_date(year, month, day):
    for value in (year, month, day):
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f'year {year} is out of range')
    if not 1 <= month <= 12:
        raise ValueError('month must be in 1..12')
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError('day is out of range for month')


def _check_time(hour, minute, second, microsecond):
    if not 0 <= hour <= 23:
        raise ValueError('hour must be in 0..23')
    if not 0 <= minute <= 59:
        raise ValueError('minute must be in 0..59')
    if not 0 <= second <= 59:
        raise ValueError('second must be in 0..59')
    if not 0 <= microsecond <= 999999:
        raise ValueError('microsecond must be in 0..999999')


class date:
    def __init__(self, year, month, day):
        _check_date(year, month, day)
        self._year, self._month, self._day = year, month, day

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def fromordinal(cls, n):
        return cls(*_ord2ymd(n))

    @classmethod
    def fromisoformat(cls, text):
        try:
            if len(text) == 10 and text[4] == text[7] == '-':
                return cls(int(text[:4]), int(text[5:7]), int(text[8:]))
            if len(text) == 8 and text.isdigit():
                return cls(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError as exc:
            if 'invalid literal' not in str(exc):
                raise
        raise ValueError(f'Invalid isoformat string: {text!r}')

    @classmethod
    def fromisocalendar(cls, year, week, day):
        first = _ymd2ord(year, 1, 4)
        return cls.fromordinal(first - (first + 6) % 7 + (week - 1) * 7 + day - 1)

    def __repr__(self):
        return f'datetime.date({self._year}, {self._month}, {self._day})'

    def isoformat(self):
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)

    def __str__(self):
        return self.isoformat()

    def ctime(self):
        return self.strftime('%a %b %e %H:%M:%S %Y')

    def toordinal(self):
        return _ymd2ord(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year, week, day = self.strftime('%G %V %u').split()
        return IsoCalendarDate((int(year), int(week), int(day)))

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yday(), -1))

    def _yday(self):
        return _days_before_month(self._year, self._month) + self._day

    def strftime(self, format):
        return _format(format, (self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yday()), 0, None, '')

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(year or self._year, month or self._month, day or self._day)

    def __add__(self, other):
        if isinstance(other, timedelta):
            n = self.toordinal() + other.days
            if not 0 < n <= 3652059:
                raise OverflowError('date value out of range')
            return type(self).fromordinal(n)
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self):
        return self._year, self._month, self._day

    def _other(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._other(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._other(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._other(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._other(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._other(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f'datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})'


def _time_text(hour, minute, second, microsecond, timespec='auto'):
    if timespec == 'auto':
        timespec = 'microseconds' if microsecond else 'seconds'
    if timespec == 'hours':
        return '%02d' % hour
    if timespec == 'minutes':
        return '%02d:%02d' % (hour, minute)
    text = '%02d:%02d:%02d' % (hour, minute, second)
    if timespec == 'milliseconds':
        return text + '.%03d' % (microsecond // 1000)
    if timespec == 'microseconds':
        return text + '.%06d' % microsecond
    if timespec != 'seconds':
        raise ValueError('Unknown timespec value')
    return text


class time:
    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond)
        self.hour, self.minute, self.second, self.microsecond, self.tzinfo, self.fold = hour, minute, second, microsecond, tzinfo, fold

    @classmethod
    def fromisoformat(cls, text):
        parts, zone = _parse_time(text)
        return cls(*parts, zone)

    def utcoffset(self):
        return None if self.tzinfo is None else self.tzinfo.utcoffset(None)

    def isoformat(self, timespec='auto'):
        return _time_text(self.hour, self.minute, self.second, self.microsecond, timespec) + _offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        text = ', '.join(map(str, parts))
        if self.tzinfo is not None:
            text += f', tzinfo={self.tzinfo!r}'
        return f'datetime.time({text})'

    def strftime(self, format):
        return _format(format, (1900, 1, 1, self.hour, self.minute, self.second, 0, 1), self.microsecond, None, '')

    def __format__(self, fmt):
        return self.strftime(fmt) if fmt else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True):
        pick = lambda new, old: old if new is None else new
        return type(self)(pick(hour, self.hour), pick(minute, self.minute), pick(second, self.second), pick(microsecond, self.microsecond),
                          self.tzinfo if tzinfo is True else tzinfo)

    def _key(self):
        return self.hour, self.minute, self.second, self.microsecond

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if isinstance(other, time) else NotImplemented

    def __hash__(self):
        return hash(self._key())


def _parse_time(text):
    whole = text
    zone = None
    if text.endswith('Z'):
        text, zone = text[:-1], timezone.utc
    else:
        for sign in '+-':
            at = text.find(sign)
            if at > 0:
                off = text[at + 1:].replace(':', '')
                delta = timedelta(hours=int(off[:2]), minutes=int(off[2:4] or 0), seconds=int(off[4:6] or 0))
                zone = timezone.utc if not delta else timezone(-delta if sign == '-' else delta)
                text = text[:at]
                break
    text, _, fraction = text.replace(',', '.').partition('.')
    digits = text.split(':') if ':' in text else [text[i:i + 2] for i in range(0, len(text), 2)]
    if not 1 <= len(digits) <= 3 or any(len(d) != 2 for d in digits):
        raise ValueError(f'Invalid isoformat string: {whole!r}')
    parts = [int(d) for d in digits] + [0] * (3 - len(digits))
    parts.append(int(fraction[:6].ljust(6, '0')) if fraction else 0)
    return parts, zone


time.min, time.max, time.resolution = time(0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)


class datetime(date):
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond, self._tzinfo, self._fold = hour, minute, second, microsecond, tzinfo, fold

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _from_us(cls, us, tz=None):
        days, us = divmod(us, 86400000000)
        if not 0 < days <= 3652059:
            raise OverflowError('date value out of range')
        seconds, micro = divmod(us, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(*_ord2ymd(days), hour, minute, second, micro, tz)

    def _us(self):
        return ((self.toordinal() * 24 + self._hour) * 60 + self._minute) * 60000000 + self._second * 1000000 + self._microsecond

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        us = round(timestamp * 1000000) + 719163 * 86400000000
        if tz is None:
            return cls._from_us(us)
        return tz.fromutc(cls._from_us(us, tz))

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls.fromtimestamp(t)

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, time.tzinfo if tzinfo is True else tzinfo)

    @classmethod
    def fromisoformat(cls, text):
        if not isinstance(text, str):
            raise TypeError('fromisoformat: argument must be str')
        try:
            wide = 10 if text[4:5] == '-' else 8
            day = date.fromisoformat(text[:wide])
            if len(text) == wide:
                return cls(day.year, day.month, day.day)
            parts, zone = _parse_time(text[wide + 1:])
            return cls(day.year, day.month, day.day, *parts, zone)
        except ValueError as exc:
            if 'isoformat' in str(exc) or 'invalid literal' in str(exc):
                raise ValueError(f'Invalid isoformat string: {text!r}') from None
            raise

    @classmethod
    def strptime(cls, date_string, format):
        year, month, day, hour, minute, second, micro, offset, name = _parse(date_string, format)
        zone = None
        if offset is not None:
            delta = timedelta(seconds=offset)
            zone = timezone(delta, name) if name else (timezone.utc if not delta else timezone(delta))
        return cls(year, month, day, hour, minute, second, micro, zone)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timestamp(self):
        off = self.utcoffset()
        return (self._us() - 719163 * 86400000000 - (off._us() if off else 0)) / 1e6

    def timetuple(self):
        dst = -1 if self._tzinfo is None else 0
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), self._yday(), dst))

    def utctimetuple(self):
        return self.astimezone(timezone.utc).timetuple() if self._tzinfo else self.timetuple()

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        pick = lambda new, old: old if new is None else new
        return type(self)(pick(year, self._year), pick(month, self._month), pick(day, self._day), pick(hour, self._hour), pick(minute, self._minute),
                          pick(second, self._second), pick(microsecond, self._microsecond), self._tzinfo if tzinfo is True else tzinfo)

    def astimezone(self, tz=None):
        tz = tz or timezone.utc
        off = self.utcoffset()
        utc = type(self)._from_us(self._us() - (off._us() if off else 0), tz)
        return tz.fromutc(utc)

    def isoformat(self, sep='T', timespec='auto'):
        return ('%04d-%02d-%02d%s' % (self._year, self._month, self._day, sep)) + _time_text(self._hour, self._minute, self._second, self._microsecond, timespec) + _offset(self.utcoffset())

    def __str__(self):
        return self.isoformat(sep=' ')

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if parts[-1] == 0:
            parts.pop()
            if parts[-1] == 0:
                parts.pop()
        text = ', '.join(map(str, parts))
        if self._tzinfo is not None:
            text += f', tzinfo={self._tzinfo!r}'
        return f'datetime.datetime({text})'

    def strftime(self, format):
        off = self.utcoffset()
        return _format(format, (self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), self._yday()),
                       self._microsecond, None if off is None else off._us() // 1000000, self.tzname() or '')

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from_us(self._us() + other._us(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self)._from_us(self._us() - other._us(), self._tzinfo)
        if not isinstance(other, datetime):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if (mine is None) != (theirs is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        us = self._us() - other._us()
        if mine is not None:
            us += theirs._us() - mine._us()
        return _delta(us)

    def _key(self):
        off = self.utcoffset()
        return self._us() - (off._us() if off else 0)

    def _other(self, other):
        return isinstance(other, datetime)

    def _compare(self, other):
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return other._key()

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < self._compare(other) if isinstance(other, datetime) else NotImplemented

    def __le__(self, other):
        return self._key() <= self._compare(other) if isinstance(other, datetime) else NotImplemented

    def __gt__(self, other):
        return self._key() > self._compare(other) if isinstance(other, datetime) else NotImplemented

    def __ge__(self, other):
        return self._key() >= self._compare(other) if isinstance(other, datetime) else NotImplemented

    def __hash__(self):
        return hash(self._key())


datetime.min, datetime.max, datetime.resolution = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999), timedelta(microseconds=1)
`;
