// `calendar` in Python: calendars.

/** Its source. */
export const source = String.raw`import datetime

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
day_name = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
day_abbr = [d[:3] for d in day_name]
month_name = ['', 'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
month_abbr = [m[:3] for m in month_name]


def isleap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def weekday(year, month, day):
    return datetime.date(year, month, day).weekday()


def monthrange(year, month):
    days = [31, 28 + isleap(year), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    return weekday(year, month, 1), days


def monthcalendar(year, month):
    first, days = monthrange(year, month)
    cells = [0] * first + list(range(1, days + 1))
    cells += [0] * (-len(cells) % 7)
    return [cells[i:i + 7] for i in range(0, len(cells), 7)]


def month(year, month, w=0, l=0):
    out = f'{month_name[month]} {year}'.center(20).rstrip() + '\nMo Tu We Th Fr Sa Su\n'
    for week in monthcalendar(year, month):
        out += ' '.join(f'{d:2d}' if d else '  ' for d in week).rstrip() + '\n'
    return out


def timegm(tuple):
    return int(datetime.datetime(*tuple[:6], tzinfo=datetime.timezone.utc).timestamp())
`;
