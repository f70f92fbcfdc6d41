// Times in expressions: formatdate, timeadd and timestamp (RFC 3339 in, RFC 3339 out).
import { parseDuration } from '../../format/duration.ts';

const months = 'January February March April May June July August September October November December'.split(' ');
const days = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A time as RFC 3339 tells it, in seconds. `at`: ms since 1970. */
export const timestampOf = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');

const two = (value: number): string => String(value).padStart(2, '0');

/** Its parts by the letters of a format; `offset` is `+01:00` or `Z`. */
function parts(at: number, offset: string): Readonly<Record<string, string>> {
  const shift = /^([+-])(\d\d):(\d\d)$/.exec(offset);
  const minutes = shift ? (shift[1] === '-' ? -1 : 1) * (Number(shift[2]) * 60 + Number(shift[3])) : 0;
  const date = new Date(at + minutes * 60_000);
  const [hour, month, day] = [date.getUTCHours(), months[date.getUTCMonth()] ?? '', days[date.getUTCDay()] ?? ''];
  const plain = minutes === 0 ? '+00:00' : offset;
  return {
    YYYY: String(date.getUTCFullYear()),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: String(date.getUTCMonth() + 1),
    DD: two(date.getUTCDate()),
    D: String(date.getUTCDate()),
    EEEE: day,
    EEE: day.slice(0, 3),
    hh: two(hour),
    h: String(hour),
    HH: two(hour % 12 || 12),
    H: String(hour % 12 || 12),
    AA: hour < 12 ? 'AM' : 'PM',
    aa: hour < 12 ? 'am' : 'pm',
    mm: two(date.getUTCMinutes()),
    m: String(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    ZZZZZ: plain,
    ZZZZ: plain.replace(':', ''),
    ZZZ: minutes === 0 ? 'UTC' : plain.replace(':', ''),
    Z: minutes === 0 ? 'Z' : offset,
  };
}

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** A time in a format of letters, other text between single quotes; undefined when one of both cannot be read. */
export function formatDate(format: string, time: string): string | undefined {
  const offset = moment.exec(time)?.[1];
  if (offset === undefined) return undefined;
  const known = parts(Date.parse(time), offset);
  const word = /'((?:[^']|'')*)'|([A-Za-z])\2*/g;
  const unknown = [...format.matchAll(word)].some(([letters, quoted]) => quoted === undefined && !(letters in known));
  if (unknown) return undefined;
  return format.replace(
    word,
    (letters, quoted: string | undefined) => quoted?.replaceAll("''", "'") ?? known[letters] ?? '',
  );
}

/** A time so much later (`1h30m`); undefined when one of both cannot be read. */
export function timeAdd(time: string, duration: string): string | undefined {
  const span = parseDuration(duration);
  if (!moment.test(time) || 'error' in span) return undefined;
  return timestampOf(Date.parse(time) + span.value / 1e6);
}
