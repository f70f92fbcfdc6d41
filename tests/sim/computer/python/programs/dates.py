from datetime import datetime, date, timedelta, timezone

start = datetime(2024, 2, 28, 13, 45, 30)
print(start, repr(start), start.isoformat())
print(start + timedelta(days=2, hours=12))
print(start.strftime("%A, %d %B %Y %I:%M %p"), start.weekday(), start.isocalendar()[1])
print((date(2025, 1, 1) - date(2024, 1, 1)).days, date(2024, 2, 29).replace(year=2028))
parsed = datetime.strptime("2024-12-25 08:30", "%Y-%m-%d %H:%M")
print(parsed, parsed - start, (parsed - start).total_seconds())
utc = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)
print(utc, utc.astimezone(timezone(timedelta(hours=2))), utc.timestamp())
print(datetime.fromisoformat("2024-05-01T10:00:00+02:00"), datetime.fromtimestamp(0, timezone.utc))
print(timedelta(seconds=3661), repr(timedelta(minutes=90)), timedelta(days=1) / 2, max(date(2024, 1, 1), date(2023, 1, 1)))
try:
    datetime.strptime("yesterday", "%Y")
except ValueError as error:
    print(error)
try:
    date(2023, 2, 29)
except ValueError as error:
    print(error)
try:
    start - utc
except TypeError as error:
    print(error)
