// `--since` and `--until`: an age (`10m`), a date, a time, or seconds since 1970, as the form that the Engine API takes.
import type { Failure } from './failure.ts';
import { parseDuration } from './format/duration.ts';
import { quote } from './format/quote.ts';

/** Go's layouts by the parts that are written. */
const layout = (time: 'none' | 'hour' | 'minute' | 'second' | 'fraction', zone: boolean): string =>
  `2006-01-02${{ none: '', hour: 'T15', minute: 'T15:04', second: 'T15:04:05', fraction: 'T15:04:05.999999999' }[time]}${zone ? 'Z07:00' : ''}`;

const pattern = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d{1,2})(?::(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/** Seconds since 1970 with nine decimals where known; `clock` is the time now in ms since 1970. Empty stays empty. */
export function parseTimestamp(text: string, clock: number): string | Failure {
  if (text === '') return '';
  const age = parseDuration(text);
  if ('value' in age && text !== '0') return String(Math.floor(clock / 1000 - age.value / 1e9));
  const match = pattern.exec(text);
  if (match) {
    const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
      match;
    const bad = (what: string): Failure => ({ error: `parsing time ${quote(text)}: ${what} out of range` });
    if (Number(month) < 1 || Number(month) > 12) return bad('month');
    if (Number(day) < 1 || Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate())
      return bad('day');
    if (Number(hour) > 23) return bad('hour');
    if (Number(minute) > 59) return bad('minute');
    if (Number(second) > 59) return bad('second');
    const ms = Date.parse(`${year}-${month}-${day}T${hour.padStart(2, '0')}:${minute}:${second}${zone}`);
    return `${ms / 1000}.${fraction.padEnd(9, '0')}`;
  }
  if (text.includes('-') && !text.startsWith('-')) return notATime(text);
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  return { error: `failed to parse value as time or duration: ${quote(text)}` };
}

function notATime(text: string): Failure {
  const zone = /[zZ+]/.test(text) || text.split('-').length === 4;
  const colons = text.split(':').length - 1;
  const time = text.includes('.')
    ? 'fraction'
    : !text.includes('T')
      ? 'none'
      : colons === 0
        ? 'hour'
        : colons === 1
          ? 'minute'
          : 'second';
  const wanted = layout(time, zone);
  const [rest, part] = !/^\d{4}/.test(text)
    ? [text, '2006']
    : !/^\d{4}-\d\d(?!\d)/.test(text)
      ? [text.slice(5), '01']
      : !/^\d{4}-\d\d-\d\d(?!\d)/.test(text)
        ? [text.slice(8), '02']
        : [text.slice(10), wanted.slice(10)];
  return { error: `parsing time ${quote(text)} as ${quote(wanted)}: cannot parse ${quote(rest)} as ${quote(part)}` };
}
