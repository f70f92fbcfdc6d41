// Dates and times, by the virtual clock: date(), strtotime(), and what the classes DateTime and DateInterval are made of.
import { Float, PhpArray, type Value } from '../values.ts';
import type { Engine } from '../run/engine.ts';
import type { Library } from './native.ts';
import { isZone, zoneAt } from './zones.ts';

const dayNames = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const monthNames = 'January February March April May June July August September October November December'.split(' ');
const two = (value: number): string => String(value).padStart(2, '0');

/** A date with microseconds as it is in a zone. */
interface Local {
  readonly date: Date;
  readonly offset: number;
  readonly zone: string;
  readonly summer: boolean;
}

function localOf(ms: number, zone: string): Local {
  const { offset, name, summer } = zoneAt(zone, ms);
  return { date: new Date(ms + offset * 60_000), offset, zone: name, summer };
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const daysIn = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

function isoWeek(date: Date): { readonly week: number; readonly year: number } {
  const thursday = new Date(date.getTime());
  thursday.setUTCDate(thursday.getUTCDate() + 4 - (thursday.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / 604_800_000) + 1 };
}

const offsetText = (minutes: number, colon: string): string => {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
};

const suffix = (day: number): string =>
  day % 10 === 1 && day !== 11
    ? 'st'
    : day % 10 === 2 && day !== 12
      ? 'nd'
      : day % 10 === 3 && day !== 13
        ? 'rd'
        : 'th';

/** A moment (ms since 1970) in PHP's format. */
export function formatDate(format: string, ms: number, zone: string): string {
  const { date, offset, zone: zoneName, summer } = localOf(ms, zone);
  const [year, month, day, weekday] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate(), date.getUTCDay()];
  const [hour, minute, second] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  const micros = Math.floor((((ms % 1000) + 1000) % 1000) * 1000);
  const one = (letter: string): string => {
    switch (letter) {
      case 'd': return two(day);
      case 'D': return (dayNames[weekday] ?? '').slice(0, 3);
      case 'j': return String(day);
      case 'l': return dayNames[weekday] ?? '';
      case 'N': return String(weekday || 7);
      case 'S': return suffix(day);
      case 'w': return String(weekday);
      case 'z': return String(Math.floor((Date.UTC(year, month, day) - Date.UTC(year, 0, 1)) / 86_400_000));
      case 'W': return two(isoWeek(date).week);
      case 'o': return String(isoWeek(date).year);
      case 'F': return monthNames[month] ?? '';
      case 'm': return two(month + 1);
      case 'M': return (monthNames[month] ?? '').slice(0, 3);
      case 'n': return String(month + 1);
      case 't': return String(daysIn(year, month));
      case 'L': return isLeap(year) ? '1' : '0';
      case 'Y': return String(year).padStart(4, '0');
      case 'y': return two(year % 100);
      case 'a': return hour < 12 ? 'am' : 'pm';
      case 'A': return hour < 12 ? 'AM' : 'PM';
      case 'g': return String(hour % 12 || 12);
      case 'G': return String(hour);
      case 'h': return two(hour % 12 || 12);
      case 'H': return two(hour);
      case 'i': return two(minute);
      case 'B': return String(Math.floor((((ms / 1000 + 3600) % 86400) + 86400) % 86400 / 86.4)).padStart(3, '0');
      case 's': return two(second);
      case 'u': return String(micros).padStart(6, '0');
      case 'v': return String(Math.floor(micros / 1000)).padStart(3, '0');
      case 'e': return isZone(zone) && !/^[+-]/.test(zone) ? zone : zoneName;
      case 'I': return summer ? '1' : '0';
      case 'O': return offsetText(offset, '');
      case 'P': return offsetText(offset, ':');
      case 'p': return offset === 0 ? 'Z' : offsetText(offset, ':');
      case 'T': return zoneName;
      case 'Z': return String(offset * 60);
      case 'U': return String(Math.floor(ms / 1000));
      case 'c': return formatDate('Y-m-d\\TH:i:sP', ms, zone);
      case 'r': return formatDate('D, d M Y H:i:s O', ms, zone);
      default: return letter;
    }
  }; // prettier-ignore
  return format.replace(/\\([^])|([^])/g, (_, escaped: string | undefined, letter: string) => escaped ?? one(letter));
}

/** The moment of a date and time in a zone. */
function momentOf(
  zone: string,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  ms = 0,
): number {
  const plain = new Date(0);
  plain.setUTCFullYear(year, month, day);
  plain.setUTCHours(hour, minute, second, 0);
  const guess = plain.getTime() - zoneAt(zone, plain.getTime()).offset * 60_000;
  return plain.getTime() - zoneAt(zone, guess).offset * 60_000 + ms;
}

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  ms: number;
}

function fieldsOf(ms: number, zone: string): Fields {
  const { date } = localOf(ms, zone);
  return {
    year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate(), hour: date.getUTCHours(),
    minute: date.getUTCMinutes(), second: date.getUTCSeconds(), ms: ((ms % 1000) + 1000) % 1000,
  }; // prettier-ignore
}

const toMoment = (zone: string, at: Fields): number =>
  momentOf(zone, at.year, at.month, at.day, at.hour, at.minute, at.second, at.ms);

const units: Readonly<Record<string, keyof Fields | 'week' | 'fortnight' | 'weekday'>> = {
  sec: 'second', second: 'second', min: 'minute', minute: 'minute', hour: 'hour', day: 'day', week: 'week', fortnight: 'fortnight',
  month: 'month', mon: 'month', year: 'year', weekday: 'weekday', msec: 'ms', millisecond: 'ms',
}; // prettier-ignore

const words: Readonly<Record<string, number>> = {
  last: -1, previous: -1, this: 0, next: 1, first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8,
  ninth: 9, tenth: 10, eleventh: 11, twelfth: 12,
}; // prettier-ignore

const monthIndex = (text: string): number =>
  monthNames.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase().slice(0, 3)));
const dayIndex = (text: string): number =>
  dayNames.findIndex((name) => name.toLowerCase().startsWith(text.toLowerCase().slice(0, 3)));

const dayPattern = 'sunday|monday|tuesday|wednesday|thursday|friday|saturday|sun|mon|tues?|wed|thu(?:rs?)?|fri|sat';
const monthPattern =
  'january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec';
const unitPattern = '(?:msec|millisecond|sec|second|min|minute|hour|day|fortnight|weekday|week|month|mon|year)s?';

/** A moment as English tells it; undefined when it is not understood. `zone` becomes the one that the text names. */
export function parseDate(
  given: string,
  now: number,
  zoneName: string,
): { readonly ms: number; readonly zone: string } | undefined {
  let text = given.trim().toLowerCase();
  let zone = zoneName;
  const stamp = /^@(-?\d+(?:\.\d+)?)$/.exec(text);
  if (stamp) return { ms: Number(stamp[1]) * 1000, zone: '+00:00' };
  const take = (pattern: string): RegExpExecArray | null => {
    const found = new RegExp(`^\\s*,?\\s*(?:${pattern})(?![a-z0-9])`).exec(text);
    if (found) text = text.slice(found[0].length);
    return found;
  };
  // A zone at the end decides what the rest means.
  const named = /\s*(z|utc|gmt|[+-]\d\d:?\d\d|[a-z]+\/[a-z_/]+)$/.exec(text);
  if (named && isZone(named[1] ?? '') && (/^[+-]/.test(named[1] ?? '') ? /\d{1,2}:\d\d/.test(text) : true)) {
    const [, found = ''] = named;
    zone =
      found === 'z'
        ? '+00:00'
        : /^[+-]/.test(found)
          ? found.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')
          : found === 'utc' || found === 'gmt'
            ? 'UTC'
            : given.trim().slice(-found.length);
    text = text.slice(0, named.index);
  }
  const at = fieldsOf(now, zone);
  const relative: Partial<Record<keyof Fields, number>> = {};
  let weekday: { readonly day: number; readonly way: number } | undefined;
  let special: { readonly which: 'first' | 'last' } | undefined;
  let nth: { readonly count: number; readonly day: number } | undefined;
  let workdays = 0;
  const midnight = (): void => {
    Object.assign(at, { hour: 0, minute: 0, second: 0, ms: 0 });
  };
  let timed = false;
  let dated = false;
  for (let before = ''; text.trim() !== '' && before !== text;) {
    before = text;
    let found = take('(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:t|(?=$|\\s))') ?? take('(\\d{4})/(\\d{1,2})/(\\d{1,2})');
    if (!found) {
      const joined = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})t(?=\d)/.exec(text);
      if (joined) {
        text = text.slice(joined[0].length);
        found = joined;
      }
    }
    if (found) {
      [at.year, at.month, at.day] = [Number(found[1]), Number(found[2]) - 1, Number(found[3])];
      if (!timed) midnight();
      dated = true;
      continue;
    }
    if ((found = take('(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?(?:\\s*([ap])\\.?m\\.?)?'))) {
      let hour = Number(found[1]);
      if (found[5] === 'p' && hour < 12) hour += 12;
      if (found[5] === 'a' && hour === 12) hour = 0;
      Object.assign(at, {
        hour,
        minute: Number(found[2]),
        second: Number(found[3] ?? 0),
        ms: Number(`0.${found[4] ?? 0}`) * 1000,
      });
      timed = true;
    } else if ((found = take('(\\d{1,2})\\s*([ap])\\.?m\\.?'))) {
      Object.assign(at, { hour: (Number(found[1]) % 12) + (found[2] === 'p' ? 12 : 0), minute: 0, second: 0, ms: 0 });
      timed = true;
    } else if ((found = take('(\\d{1,2})[-.](\\d{1,2})[-.](\\d{4})'))) {
      [at.day, at.month, at.year] = [Number(found[1]), Number(found[2]) - 1, Number(found[3])];
      if (!timed) midnight();
      dated = true;
    } else if ((found = take('(\\d{1,2})/(\\d{1,2})/(\\d{4})'))) {
      [at.month, at.day, at.year] = [Number(found[1]) - 1, Number(found[2]), Number(found[3])];
      if (!timed) midnight();
      dated = true;
    } else if ((found = take(`(\\d{1,2})(?:st|nd|rd|th)?[ -](${monthPattern})\\.?[ ,-]*(\\d{4})?`))) {
      [at.day, at.month] = [Number(found[1]), monthIndex(found[2] ?? '')];
      if (found[3] !== undefined) at.year = Number(found[3]);
      if (!timed) midnight();
      dated = true;
    } else if ((found = take(`(${monthPattern})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4})(?!:))?`))) {
      [at.month, at.day] = [monthIndex(found[1] ?? ''), Number(found[2])];
      if (found[3] !== undefined) at.year = Number(found[3]);
      if (!timed) midnight();
      dated = true;
    } else if ((found = take(`(first|last) day of`))) {
      special = { which: found[1] as 'first' | 'last' };
    } else if ((found = take(`(first|second|third|fourth|fifth|last) (${dayPattern}) of`))) {
      nth = { count: words[found[1] ?? ''] ?? 1, day: dayIndex(found[2] ?? '') };
      midnight();
    } else if ((found = take(`([+-]?\\s*\\d+)\\s*(${unitPattern})(\\s+ago)?`))) {
      const count = Number((found[1] ?? '').replace(/\s/g, '')) * (found[3] === undefined ? 1 : -1);
      workdays += shift(relative, found[2] ?? '', count);
    } else if ((found = take(`(${dayPattern}) (last|previous|this|next) week`))) {
      const today = new Date(Date.UTC(at.year, at.month, at.day)).getUTCDay();
      relative.day =
        (relative.day ?? 0) + ((dayIndex(found[1] ?? '') || 7) - (today || 7)) + 7 * (words[found[2] ?? ''] ?? 0);
      if (!timed) midnight();
    } else if (
      (found = take(
        `(last|previous|this|next|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth) (${unitPattern})`,
      ))
    ) {
      workdays += shift(relative, found[2] ?? '', words[found[1] ?? ''] ?? 0);
    } else if ((found = take(`(?:(last|previous|this|next)\\s+)?(${dayPattern})`))) {
      weekday = { day: dayIndex(found[2] ?? ''), way: words[found[1] ?? 'this'] ?? 0 };
      if (!timed) midnight();
    } else if (take('now')) {
      timed = true;
    } else if (take('today|midnight')) midnight();
    else if (take('noon')) {
      midnight();
      at.hour = 12;
    } else if (take('tomorrow')) {
      if (!timed) midnight();
      relative.day = (relative.day ?? 0) + 1;
    } else if (take('yesterday')) {
      if (!timed) midnight();
      relative.day = (relative.day ?? 0) - 1;
    } else if ((found = take(`(${monthPattern})\\.?(?: (\\d{4}))?`))) {
      at.month = monthIndex(found[1] ?? '');
      if (found[2] !== undefined) {
        at.year = Number(found[2]);
        at.day = 1;
        midnight();
      }
    } else if (!dated && (found = take('(\\d{4})-(\\d{2})'))) {
      [at.year, at.month, at.day] = [Number(found[1]), Number(found[2]) - 1, 1];
      midnight();
    } else if (!dated && (found = take('(\\d{4})(\\d{2})(\\d{2})(?:t?(\\d{2})(\\d{2})(\\d{2}))?'))) {
      [at.year, at.month, at.day] = [Number(found[1]), Number(found[2]) - 1, Number(found[3])];
      midnight();
      if (found[4] !== undefined)
        Object.assign(at, { hour: Number(found[4]), minute: Number(found[5]), second: Number(found[6]) });
    } else if (take('at|of|on|,')) continue;
    else return undefined;
  }
  at.year += relative.year ?? 0;
  at.month += relative.month ?? 0;
  if (special) {
    const turned = new Date(Date.UTC(at.year, at.month, 1));
    at.day = special.which === 'first' ? 1 : daysIn(turned.getUTCFullYear(), turned.getUTCMonth());
  }
  if (nth) at.day = nthDay(at, nth.count, nth.day);
  at.day += relative.day ?? 0;
  if (weekday) {
    const today = new Date(Date.UTC(at.year, at.month, at.day)).getUTCDay();
    let ahead = (weekday.day - today + 7) % 7;
    if (weekday.way > 0 && ahead === 0) ahead = 7;
    if (weekday.way < 0) ahead = ahead === 0 ? -7 : ahead - 7;
    at.day += ahead;
  }
  for (let left = workdays; left !== 0;) {
    at.day += Math.sign(left);
    const today = new Date(Date.UTC(at.year, at.month, at.day)).getUTCDay();
    if (today !== 0 && today !== 6) left -= Math.sign(left);
  }
  const ms = toMoment(zone, at);
  return {
    ms:
      ms +
      (((relative.hour ?? 0) * 60 + (relative.minute ?? 0)) * 60 + (relative.second ?? 0)) * 1000 +
      (relative.ms ?? 0),
    zone,
  };
}

/** Adds to what is to be moved; the number of working days, which are moved last. */
function shift(relative: Partial<Record<keyof Fields, number>>, unit: string, count: number): number {
  const name = units[unit.replace(/s$/, '')] ?? 'day';
  if (name === 'weekday') return count;
  const [field, by]: [keyof Fields, number] =
    name === 'week' ? ['day', 7] : name === 'fortnight' ? ['day', 14] : [name, 1];
  relative[field] = (relative[field] ?? 0) + count * by;
  return 0;
}

function nthDay(at: Fields, count: number, day: number): number {
  const first = new Date(Date.UTC(at.year, at.month, 1));
  const size = daysIn(first.getUTCFullYear(), first.getUTCMonth());
  let found = 1 + ((day - first.getUTCDay() + 7) % 7);
  if (count > 0) return found + (count - 1) * 7;
  while (found + 7 <= size) found += 7;
  return found;
}

/** A moment by a format; undefined when the text does not fit. */
function parseFormat(
  format: string,
  text: string,
  now: number,
  zoneName: string,
): { readonly ms: number; readonly zone: string } | undefined {
  let rest = text;
  let zone = zoneName;
  const given: Partial<Fields> & { stamp?: number; pm?: boolean } = {};
  let reset = false;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) rest = rest.slice(found.length);
    return found;
  };
  for (let at = 0; at < format.length; at++) {
    const letter = format.charAt(at);
    let found: string | undefined = '';
    const number = (pattern: RegExp, put: (value: number) => void): void => {
      found = take(pattern);
      if (found !== undefined) put(Number(found));
    };
    switch (letter) {
      case 'd': case 'j': number(/^\d{1,2}/, (value) => (given.day = value)); break;
      case 'm': case 'n': number(/^\d{1,2}/, (value) => (given.month = value - 1)); break;
      case 'Y': number(/^-?\d{1,4}/, (value) => (given.year = value)); break;
      case 'y': number(/^\d{2}/, (value) => (given.year = value + (value < 70 ? 2000 : 1900))); break;
      case 'H': case 'G': case 'h': case 'g': number(/^\d{1,2}/, (value) => (given.hour = value)); break;
      case 'i': number(/^\d{2}/, (value) => (given.minute = value)); break;
      case 's': number(/^\d{2}/, (value) => (given.second = value)); break;
      case 'u': case 'v': found = take(/^\d{1,6}/); if (found !== undefined) given.ms = Number(`0.${found}`) * 1000; break;
      case 'U': number(/^-?\d+/, (value) => (given.stamp = value)); break;
      case 'A': case 'a': found = take(/^[ap]m/i); if (found !== undefined) given.pm = /^p/i.test(found); break;
      case 'D': case 'l': found = take(/^[A-Za-z]+/); break;
      case 'M': case 'F': found = take(/^[A-Za-z]+/); if (found !== undefined) given.month = monthIndex(found); break;
      case 'S': found = take(/^(?:st|nd|rd|th)/i); break;
      case 'e': case 'T': case 'O': case 'P': case 'p': found = take(/^(?:[+-]\d\d:?\d\d|[A-Za-z_/]+)/); if (found !== undefined) zone = found === 'Z' ? '+00:00' : found.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2'); break;
      case '!': case '|': reset = true; break;
      case '?': found = take(/^[^]/); break;
      case '*': found = take(/^[^\s,;:/.\\()-]*/); break;
      case '+': rest = ''; break;
      case '\\': found = take(new RegExp(`^${format.charAt(++at).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)); break;
      default: found = rest.startsWith(letter) ? letter : undefined; if (found !== undefined) rest = rest.slice(1);
    } // prettier-ignore
    if (found === undefined) return undefined;
  }
  if (rest !== '') return undefined;
  if (given.stamp !== undefined) return { ms: given.stamp * 1000, zone: '+00:00' };
  const base = reset ? { year: 1970, month: 0, day: 1, hour: 0, minute: 0, second: 0, ms: 0 } : fieldsOf(now, zone);
  const timed = given.hour !== undefined || given.minute !== undefined || given.second !== undefined;
  const { stamp: _stamp, pm, ...fields } = given;
  const made = { ...base, ...(timed ? { hour: 0, minute: 0, second: 0, ms: 0 } : {}), ...fields };
  if (pm !== undefined) made.hour = (made.hour % 12) + (pm ? 12 : 0);
  return { ms: toMoment(zone, made), zone };
}

/** Years, months, days … between two moments. */
function difference(from: number, to: number, zone: string): Value {
  const invert = to < from;
  const [one, two2] = invert ? [to, from] : [from, to];
  const [a, b] = [fieldsOf(one, zone), fieldsOf(two2, zone)];
  let [years, months, days, hours, minutes, seconds, ms] = [
    b.year - a.year,
    b.month - a.month,
    b.day - a.day,
    b.hour - a.hour,
    b.minute - a.minute,
    b.second - a.second,
    b.ms - a.ms,
  ];
  if (ms < 0) [ms, seconds] = [ms + 1000, seconds - 1];
  if (seconds < 0) [seconds, minutes] = [seconds + 60, minutes - 1];
  if (minutes < 0) [minutes, hours] = [minutes + 60, hours - 1];
  if (hours < 0) [hours, days] = [hours + 24, days - 1];
  if (days < 0) {
    const before = new Date(Date.UTC(b.year, b.month, 0));
    [days, months] = [days + before.getUTCDate(), months - 1];
  }
  if (months < 0) [months, years] = [months + 12, years - 1];
  const all = Math.floor(
    (momentOf('UTC', b.year, b.month, b.day, b.hour, b.minute, b.second) -
      momentOf('UTC', a.year, a.month, a.day, a.hour, a.minute, a.second)) /
      86_400_000,
  );
  return PhpArray.of([['y', years], ['m', months], ['d', days], ['h', hours], ['i', minutes], ['s', seconds], ['f', new Float(ms / 1000)], ['invert', Number(invert)], ['days', all]]); // prettier-ignore
}

/** The zone that dates are told in. */
export const currentZone = (php: Engine): string => php.ini.get('date.timezone') || 'UTC';

const now = (php: Engine): number => php.process.machine.kernel.clock;
const seconds = (php: Engine): number => Math.floor(now(php) / 1000);
const moment = (php: Engine, given: number | null | undefined): number => (given ?? seconds(php)) * 1000;

const plain = (value: Value): number => (value instanceof Float ? value.value : Number(value));

/** Hour, minute, second, month, day, year; what is left out is now's. */
type TimeFields = readonly [number, ...(number | null | undefined)[]];

function makeTime(php: Engine, zone: string, [hour, minute, second, month, day, year]: TimeFields): number {
  const at = fieldsOf(now(php), zone);
  const ms = momentOf(
    zone,
    year ?? at.year,
    (month ?? at.month + 1) - 1,
    day ?? at.day,
    hour,
    minute ?? at.minute,
    second ?? at.second,
  );
  return Math.floor(ms / 1000);
}

export const dates: Library = {
  'time()': (php) => seconds(php),
  'microtime(bool $as_float = false)': (php, [float = false]: [boolean?]) => {
    const ms = now(php);
    return float ? new Float(ms / 1000) : `${((ms % 1000) / 1000).toFixed(8)} ${Math.floor(ms / 1000)}`;
  },
  'hrtime(bool $as_number = false)': (php, [asNumber = false]: [boolean?]) => {
    const ns = Math.floor(php.process.machine.kernel.now * 1e6);
    return asNumber ? ns : PhpArray.list([Math.floor(ns / 1e9), ns % 1e9]);
  },
  'date(string $format, ?int $timestamp = null)': (php, [format, stamp]: [string, (number | null)?]) =>
    formatDate(format, moment(php, stamp), currentZone(php)),
  'gmdate(string $format, ?int $timestamp = null)': (php, [format, stamp]: [string, (number | null)?]) =>
    formatDate(format, moment(php, stamp), 'UTC'),
  'idate(string $format, ?int $timestamp = null)': (php, [format, stamp]: [string, (number | null)?]) =>
    Number(formatDate(format, moment(php, stamp), currentZone(php))),
  'strtotime(string $datetime, ?int $baseTimestamp = null)': (php, [text, base]: [string, (number | null)?]) => {
    const found = parseDate(text, base === null || base === undefined ? now(php) : base * 1000, currentZone(php));
    return found ? Math.floor(found.ms / 1000) : false;
  },
  'mktime(int $hour, ?int $minute = null, ?int $second = null, ?int $month = null, ?int $day = null, ?int $year = null)':
    (php, fields: TimeFields) => makeTime(php, currentZone(php), fields),
  'gmmktime(int $hour, ?int $minute = null, ?int $second = null, ?int $month = null, ?int $day = null, ?int $year = null)':
    (php, fields: TimeFields) => makeTime(php, 'UTC', fields),
  'checkdate(int $month, int $day, int $year)': (_php, [month, day, year]: [number, number, number]) =>
    month >= 1 && month <= 12 && day >= 1 && year >= 1 && day <= daysIn(year, month - 1),
  'getdate(?int $timestamp = null)': (php, [stamp]: [(number | null)?]) => {
    const ms = moment(php, stamp);
    const get = (letter: string): string => formatDate(letter, ms, currentZone(php));
    return PhpArray.of([['seconds', Number(get('s'))], ['minutes', Number(get('i'))], ['hours', Number(get('G'))], ['mday', Number(get('j'))], ['wday', Number(get('w'))], ['mon', Number(get('n'))], ['year', Number(get('Y'))], ['yday', Number(get('z'))], ['weekday', get('l')], ['month', get('F')], [0, ms / 1000]]); // prettier-ignore
  },
  'localtime(?int $timestamp = null, bool $associative = false)': (php) => {
    throw php.notSimulated('localtime()');
  },
  'date_default_timezone_get()': (php) => currentZone(php),
  'date_default_timezone_set(string $timezoneId)': (php, [zone]: [string]) => {
    if (!isZone(zone)) {
      if (/^[A-Z][A-Za-z_]+\/[A-Za-z_/]+$/.test(zone)) throw php.notSimulated(`time zone ${zone}`);
      php.warn(`date_default_timezone_set(): Timezone ID '${zone}' is invalid`, 'Notice');
      return false;
    }
    php.ini.set('date.timezone', zone);
    return true;
  },
  'cal_days_in_month(int $calendar, int $month, int $year)': (_php, [, month, year]: [number, number, number]) =>
    daysIn(year, month - 1),
  // What the classes of dates are made of.
  '_date_parse(string $text, ?string $zone)': (php, [text, zone]: [string, string | null]) => {
    const found = parseDate(text === '' ? 'now' : text, now(php), zone ?? currentZone(php));
    return found ? PhpArray.list([new Float(found.ms), found.zone]) : false;
  },
  '_date_modify(mixed $ms, string $text, string $zone)': (_php, [ms, text, zone]: [Value, string, string]) => {
    const found = parseDate(text, plain(ms), zone);
    return found ? new Float(found.ms) : false;
  },
  '_date_format(string $format, mixed $ms, string $zone)': (_php, [format, ms, zone]: [string, Value, string]) =>
    formatDate(format, plain(ms), zone),
  '_date_from(string $format, string $text, ?string $zone)': (
    php,
    [format, text, zone]: [string, string, string | null],
  ) => {
    const found = parseFormat(format, text, now(php), zone ?? currentZone(php));
    return found ? PhpArray.list([new Float(found.ms), found.zone]) : false;
  },
  '_date_diff(mixed $from, mixed $to, string $zone)': (_php, [from, to, zone]: [Value, Value, string]) =>
    difference(plain(from), plain(to), zone),
  '_date_fields(mixed $ms, string $zone, array $changes)': (_php, [ms, zone, changes]: [Value, string, PhpArray]) => {
    const at = fieldsOf(plain(ms), zone);
    for (const [key, value] of changes.entries()) (at as unknown as Record<string, number>)[String(key)] = plain(value);
    return new Float(toMoment(zone, at));
  },
  '_date_add(mixed $ms, string $zone, array $by, int $sign)': (
    _php,
    [ms, zone, by, sign]: [Value, string, PhpArray, number],
  ) => {
    const at = fieldsOf(plain(ms), zone);
    const part = (key: string): number => sign * plain(by.get(key) ?? 0);
    at.year += part('y');
    at.month += part('m');
    at.day += part('d');
    return new Float(toMoment(zone, at) + ((part('h') * 60 + part('i')) * 60 + part('s')) * 1000);
  },
  '_date_zone(string $zone)': (php, [zone]: [string]) => {
    if (isZone(zone)) return true;
    if (/^[A-Z][A-Za-z_]+\/[A-Za-z_/]+$/.test(zone)) throw php.notSimulated(`time zone ${zone}`);
    return false;
  },
  '_date_offset(mixed $ms, string $zone)': (_php, [ms, zone]: [Value, string]) => zoneAt(zone, plain(ms)).offset * 60,
};
