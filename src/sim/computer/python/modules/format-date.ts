// strftime(3): a date by a format.

/** What a format is filled with: the nine fields of a `struct_time`, and what a datetime has besides. */
export interface DateParts {
  readonly fields: readonly number[];
  readonly microsecond: number;
  /** Seconds east of UTC; undefined for a datetime without a zone. */
  readonly offset: number | undefined;
  readonly zone: string;
}

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(' ');

/** `+0100`, `+01:00` with a colon; empty without a zone. */
export function offsetText(offset: number | undefined, colon: boolean): string {
  if (offset === undefined) return '';
  const absolute = Math.abs(offset);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const seconds = absolute % 60 === 0 ? '' : `${colon ? ':' : ''}${two(absolute % 60)}`;
  return `${offset < 0 ? '-' : '+'}${two(absolute / 3600)}${colon ? ':' : ''}${two((absolute / 60) % 60)}${seconds}`;
}

/** Week and year of ISO 8601. */
export function isoWeek(year: number, yearday: number, weekday: number): readonly [number, number] {
  const week = Math.floor((yearday - (weekday + 1) + 10) / 7);
  if (week < 1) return [year - 1, weeksIn(year - 1)];
  return week > weeksIn(year) ? [year + 1, 1] : [year, week];
}

const weeksIn = (year: number): number => {
  const last = (of: number): number => (of + Math.floor(of / 4) - Math.floor(of / 100) + Math.floor(of / 400)) % 7;
  return last(year) === 4 || last(year - 1) === 3 ? 53 : 52;
};

/** Fills a format. */
export function formatDate(format: string, parts: DateParts): string {
  const [year = 0, month = 1, date = 1, hour = 0, minute = 0, second = 0, weekday = 0, yearday = 1] = parts.fields;
  const pad = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill);
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const one = (letter: string): string => {
    switch (letter) {
      case 'a':
        return (days[weekday] ?? '').slice(0, 3);
      case 'A':
        return days[weekday] ?? '';
      case 'b':
      case 'h':
        return (months[month - 1] ?? '').slice(0, 3);
      case 'B':
        return months[month - 1] ?? '';
      case 'c':
        return formatDate('%a %b %e %H:%M:%S %Y', parts);
      case 'C':
        return pad(Math.floor(year / 100));
      case 'd':
        return pad(date);
      case 'D':
      case 'x':
        return formatDate('%m/%d/%y', parts);
      case 'e':
        return pad(date, 2, ' ');
      case 'f':
        return pad(parts.microsecond, 6);
      case 'F':
        return formatDate('%Y-%m-%d', parts);
      case 'G':
        return String(isoWeek(year, yearday, weekday)[0]);
      case 'H':
        return pad(hour);
      case 'I':
        return pad(twelve);
      case 'j':
        return pad(yearday, 3);
      case 'k':
        return pad(hour, 2, ' ');
      case 'l':
        return pad(twelve, 2, ' ');
      case 'm':
        return pad(month);
      case 'M':
        return pad(minute);
      case 'n':
        return '\n';
      case 'p':
        return hour < 12 ? 'AM' : 'PM';
      case 'P':
        return hour < 12 ? 'am' : 'pm';
      case 'r':
        return formatDate('%I:%M:%S %p', parts);
      case 'R':
        return formatDate('%H:%M', parts);
      case 's':
        return String(Date.UTC(year, month - 1, date, hour, minute, second) / 1000 - (parts.offset ?? 0));
      case 'S':
        return pad(second);
      case 't':
        return '\t';
      case 'T':
      case 'X':
        return formatDate('%H:%M:%S', parts);
      case 'u':
        return String(weekday + 1);
      case 'U':
        return pad(Math.floor((yearday + 6 - ((weekday + 1) % 7)) / 7));
      case 'V':
        return pad(isoWeek(year, yearday, weekday)[1]);
      case 'w':
        return String((weekday + 1) % 7);
      case 'W':
        return pad(Math.floor((yearday + 6 - weekday) / 7));
      case 'y':
        return pad(year % 100);
      case 'Y':
        return String(year);
      case 'z':
        return offsetText(parts.offset, false);
      case 'Z':
        return parts.zone;
      case '%':
        return '%';
      default:
        return `%${letter}`;
    }
  };
  return format.replace(/%(-?)([a-zA-Z%])/g, (_whole, bare: string, letter: string) =>
    bare ? one(letter).replace(/^[0 ]+(?=.)/, '') : one(letter),
  );
}
