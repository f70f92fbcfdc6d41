// Dates in UTC: strftime(3) and the forms of dates that date(1) and touch(1) read.

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

const dayMs = 86_400_000;

/** `Jan 12 09:00` for a time of the last half year, `Jan 12  2025` for others, as ls shows it. */
export function listedTime(time: number, now: number): string {
  const recent = time <= now && time > now - 15_778_476_000;
  return formatTime(recent ? '%b %e %H:%M' : '%b %e  %Y', time);
}

/** `2026-01-12 09:00:00.000000000 +0000`. */
export const fullTime = (time: number): string => formatTime('%Y-%m-%d %H:%M:%S.%N %z', time);

/** strftime(3) with GNU's `%N`, `%s`, `%:z` and flags `-_0^#`, in UTC. `time` in ms since 1970-01-01T00:00Z. */
export function formatTime(format: string, time: number): string {
  const date = new Date(Math.floor(time));
  return format.replace(
    /%([-_0^#]*)(\d*)(?:[EO]?)(:{0,3}[a-zA-Z%+])/g,
    (whole, flags: string, width: string, letter: string) => {
      const field = fieldOf(letter, date, time);
      if (field === undefined) return whole;
      let { text } = field;
      let size = field.size;
      let fill = field.fill;
      if (flags.includes('-')) size = 0;
      if (flags.includes('_')) fill = ' ';
      if (flags.includes('0')) fill = '0';
      if (width !== '') size = Number(width);
      if (letter === 'N' && width !== '') text = text.padStart(9, '0').slice(0, size);
      if (flags.includes('^')) text = text.toUpperCase();
      if (flags.includes('#')) text = letter === 'p' || letter === 'Z' ? text.toLowerCase() : text.toUpperCase();
      return text.padStart(size, fill);
    },
  );
}

interface Field {
  readonly text: string;
  readonly size: number;
  readonly fill: string;
}

const number = (value: number, size: number, fill = '0'): Field => ({ text: String(value), size, fill });
const word = (text: string): Field => ({ text, size: 0, fill: ' ' });

function fieldOf(letter: string, date: Date, time: number): Field | undefined {
  const year = date.getUTCFullYear();
  const hour = date.getUTCHours();
  const weekday = date.getUTCDay();
  const yearDay = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / dayMs);
  switch (letter) {
    case '%':
      return word('%');
    case 'n':
      return word('\n');
    case 't':
      return word('\t');
    case 'a':
      return word((days[weekday] ?? '').slice(0, 3));
    case 'A':
      return word(days[weekday] ?? '');
    case 'b':
    case 'h':
      return word((months[date.getUTCMonth()] ?? '').slice(0, 3));
    case 'B':
      return word(months[date.getUTCMonth()] ?? '');
    case 'c':
      return word(formatTime('%a %b %e %H:%M:%S %Y', time));
    case 'C':
      return number(Math.floor(year / 100), 2);
    case 'd':
      return number(date.getUTCDate(), 2);
    case 'D':
    case 'x':
      return word(formatTime('%m/%d/%y', time));
    case 'e':
      return number(date.getUTCDate(), 2, ' ');
    case 'F':
      return word(formatTime('%Y-%m-%d', time));
    case 'g':
      return number(isoWeek(date).year % 100, 2);
    case 'G':
      return number(isoWeek(date).year, 4);
    case 'V':
      return number(isoWeek(date).week, 2);
    case 'H':
      return number(hour, 2);
    case 'I':
      return number(hour % 12 || 12, 2);
    case 'j':
      return number(yearDay + 1, 3);
    case 'k':
      return number(hour, 2, ' ');
    case 'l':
      return number(hour % 12 || 12, 2, ' ');
    case 'm':
      return number(date.getUTCMonth() + 1, 2);
    case 'M':
      return number(date.getUTCMinutes(), 2);
    case 'N':
      return number(Math.round((((time % 1000) + 1000) % 1000) * 1_000_000), 9);
    case 'p':
      return word(hour < 12 ? 'AM' : 'PM');
    case 'P':
      return word(hour < 12 ? 'am' : 'pm');
    case 'q':
      return number(Math.floor(date.getUTCMonth() / 3) + 1, 1);
    case 'r':
      return word(formatTime('%I:%M:%S %p', time));
    case 'R':
      return word(formatTime('%H:%M', time));
    case 's':
      return number(Math.floor(time / 1000), 1);
    case 'S':
      return number(date.getUTCSeconds(), 2);
    case 'T':
    case 'X':
      return word(formatTime('%H:%M:%S', time));
    case 'u':
      return number(weekday || 7, 1);
    case 'w':
      return number(weekday, 1);
    case 'U':
      return number(Math.floor((yearDay + 7 - weekday) / 7), 2);
    case 'W':
      return number(Math.floor((yearDay + 7 - ((weekday + 6) % 7)) / 7), 2);
    case 'y':
      return number(year % 100, 2);
    case 'Y':
      return number(year, 4);
    case 'z':
      return word('+0000');
    case ':z':
      return word('+00:00');
    case '::z':
      return word('+00:00:00');
    case 'Z':
      return word('UTC');
    default:
      return undefined;
  }
}

function isoWeek(date: Date): { year: number; week: number } {
  const day = date.getUTCDay() || 7;
  const thursday = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() + 4 - day);
  const year = new Date(thursday).getUTCFullYear();
  return { year, week: Math.floor((thursday - Date.UTC(year, 0, 1)) / dayMs / 7) + 1 };
}

const units: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: dayMs,
  week: 7 * dayMs,
  fortnight: 14 * dayMs,
};

/**
 * A time as date -d and touch -d take it: `@seconds`, ISO dates and times, `Jan 12 2026 09:00`, `now`, `today`, `yesterday`,
 * `tomorrow`, and steps such as `2 days ago` or `+1 hour`. ms since 1970-01-01T00:00Z; undefined for what it is not.
 */
export function parseTime(text: string, now: number): number | undefined {
  let rest = ` ${text.trim()} `;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    const match = pattern.exec(rest);
    if (!match) return undefined;
    rest = `${rest.slice(0, match.index)} ${rest.slice(match.index + match[0].length)}`;
    return match;
  };
  const epoch = /^ @(-?\d+(?:\.\d+)?) $/.exec(rest);
  if (epoch) return Number(epoch[1]) * 1000;
  let day = Math.floor(now / dayMs) * dayMs;
  let time: number | undefined = now - day;
  let offset = 0;
  const iso =
    take(/ (\d{4})-(\d{1,2})-(\d{1,2})(?:T(?=\d)| )/) ??
    take(/ (\d{4})(\d\d)(\d\d) /) ??
    take(/ (\d{4})\/(\d{1,2})\/(\d{1,2}) /);
  if (iso) {
    const parts = [Number(iso[1]), Number(iso[2]), Number(iso[3])] as const;
    if (parts[1] < 1 || parts[1] > 12 || parts[2] < 1 || parts[2] > 31) return undefined;
    day = Date.UTC(parts[0], parts[1] - 1, parts[2]);
    time = 0;
  }
  const clock = take(/ (\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([ap]m)?(?=[ Z+-])/i);
  if (clock) {
    let hours = Number(clock[1]);
    if (clock[5]) hours = (hours % 12) + (clock[5].toLowerCase() === 'pm' ? 12 : 0);
    if (hours > 24 || Number(clock[2]) > 59 || Number(clock[3] ?? 0) > 60) return undefined;
    time = ((hours * 60 + Number(clock[2])) * 60 + Number(clock[3] ?? 0)) * 1000 + Number(`0.${clock[4] ?? 0}`) * 1000;
    const zone = take(/ ?([+-])(\d\d):?(\d\d) /);
    if (zone) offset = (zone[1] === '-' ? 1 : -1) * (Number(zone[2]) * 60 + Number(zone[3])) * 60_000;
  }
  take(/ ?\b(?:UTC|GMT|Z)\b/i);
  take(
    / (?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?),? /i,
  );
  const names = months.map((name) => name.slice(0, 3)).join('|');
  const written =
    take(new RegExp(` (\\d{1,2}) (${names})[a-z]*\\.?(?: (\\d{4}))? `, 'i')) ??
    take(new RegExp(` (${names})[a-z]*\\.? (\\d{1,2})(?:,? (\\d{4}))? `, 'i'));
  if (written) {
    const [monthText = '', dayText = ''] = /^\d/.test(written[1] ?? '')
      ? [written[2], written[1]]
      : [written[1], written[2]];
    const month = months.findIndex((name) => name.slice(0, 3).toLowerCase() === monthText.slice(0, 3).toLowerCase());
    const lone = written[3] === undefined ? take(/ (\d{4}) /) : undefined;
    day = Date.UTC(
      Number(written[3] ?? lone?.[1] ?? new Date(Math.floor(now)).getUTCFullYear()),
      month,
      Number(dayText),
    );
    if (!clock) time = 0;
  }
  let moved = 0;
  const shift = (amount: number, unit: string): void => {
    const at = new Date(Math.floor(day));
    if (unit === 'month') day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + amount, at.getUTCDate());
    else if (unit === 'year') day = Date.UTC(at.getUTCFullYear() + amount, at.getUTCMonth(), at.getUTCDate());
    else moved += amount * (units[unit] ?? 0);
  };
  for (;;) {
    const step = take(
      / ([-+]?\s*\d+|next|last|a|an)? ?(sec|second|min|minute|hour|day|week|fortnight|month|year)s?( ago)? /i,
    );
    if (!step) break;
    const word = (step[1] ?? '1').toLowerCase().replace(/\s/g, '');
    const amount = word === 'next' || word === 'a' || word === 'an' ? 1 : word === 'last' ? -1 : Number(word);
    shift(step[3] ? -amount : amount, (step[2] ?? '').toLowerCase());
  }
  const named = take(/ (now|today|yesterday|tomorrow|midnight|noon) /i)?.[1]?.toLowerCase();
  if (named === 'yesterday') moved -= dayMs;
  if (named === 'tomorrow') moved += dayMs;
  if (named === 'midnight') time = 0;
  if (named === 'noon') time = dayMs / 2;
  if (rest.trim() !== '') return undefined;
  if (text.trim() === '') time = 0;
  return day + time + offset + moved;
}
