# Reads a log, counts, writes a report: files, csv, re, datetime, argparse.
import argparse
import csv
import io
import os
import re
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stdout, suppress, contextmanager
from datetime import datetime, timedelta, timezone, date
from pathlib import Path

LOG = """\
127.0.0.1 - - [12/Jan/2026:10:15:32 +0000] "GET /index.html HTTP/1.1" 200 1043
10.0.0.7 - ada [12/Jan/2026:10:15:40 +0000] "POST /api/items HTTP/1.1" 201 52
10.0.0.9 - - [12/Jan/2026:10:16:02 +0000] "GET /missing HTTP/1.1" 404 153
127.0.0.1 - - [12/Jan/2026:11:00:00 +0000] "GET /index.html HTTP/1.1" 304 0
broken line
"""
PATTERN = re.compile(
    r'(?P<host>\S+) \S+ (?P<user>\S+) \[(?P<time>[^\]]+)\] "(?P<method>[A-Z]+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+)'
)


@contextmanager
def section(title):
    print(f"== {title} ==")
    try:
        yield title.lower()
    finally:
        print("-" * 20)


def parse(lines):
    for number, line in enumerate(lines, start=1):
        if match := PATTERN.match(line):
            row = match.groupdict()
            row["time"] = datetime.strptime(row["time"], "%d/%b/%Y:%H:%M:%S %z")
            row["size"] = int(row["size"])
            yield row
        else:
            print(f"line {number} skipped: {line.strip()!r}", file=sys.stderr)


def main(argv=None):
    parser = argparse.ArgumentParser(prog="report", description="Summarise an access log.")
    parser.add_argument("log", type=Path)
    parser.add_argument("-n", "--top", type=int, default=3, metavar="N", help="rows to show (default: %(default)s)")
    parser.add_argument("--format", choices=["text", "csv"], default="text")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    options = parser.parse_args(argv)
    with options.log.open() as file:
        rows = list(parse(file))
    with section("Hosts") as name:
        for host, count in Counter(r["host"] for r in rows).most_common(options.top):
            print(f"{host:15} {count}")
        print(name)
    if options.format == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, fieldnames=["path", "status", "size"], extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        print(out.getvalue(), end="")
    span = rows[-1]["time"] - rows[0]["time"]
    print(span, span.total_seconds(), rows[0]["time"].isoformat(), span > timedelta(minutes=30))
    return len(rows)


with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "logs" / "access.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(LOG)
    print(path.name, path.suffix, path.stem, path.parent.name, path.exists(), path.stat().st_size)
    print(main([str(path), "--format", "csv", "-n", "1"]))
    buffer = io.StringIO()
    with redirect_stdout(buffer):
        main([str(path), "-vv"])
    print(len(buffer.getvalue().splitlines()), "lines kept")
    print(sorted(p.relative_to(folder).as_posix() for p in Path(folder).rglob("*")))
    with suppress(FileNotFoundError):
        os.remove(os.path.join(folder, "none"))
print(path.exists())
d = date(2026, 2, 27) + timedelta(days=3)
print(d, d.strftime("%A %d %B %Y"), d.isocalendar()[1], (date(2026, 12, 24) - d).days)
print(datetime(2026, 1, 12, 9, tzinfo=timezone.utc).astimezone(timezone(timedelta(hours=2))).strftime("%H:%M %z"))
print(datetime.fromisoformat("2026-01-12T09:30:00+01:00").utcoffset(), datetime.fromtimestamp(0, timezone.utc))
print(re.sub(r"(\w+)@(\w+)\.org", r"\2 at \1", "ada@site.org, bob@home.org"), re.split(r"[;,]\s*", "a; b,c"))
print(re.findall(r"\b(\w)(\w*)\b", "one two"), re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "3 and 10"))
main(["--top", "many", "x"])
