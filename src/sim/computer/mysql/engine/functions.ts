// MySQL's functions that SQLite lacks.
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { RandomStream } from '../../../kernel/random.ts';
import type { SqliteDatabase, Value } from './sqlite.ts';

/** What functions ask of the world. */
export interface World {
  /** ms since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  readonly random: RandomStream;
  readonly lastInsertId: () => number;
}

/** Numbers of arguments that functions with any number are made for. */
const most = 12;

/** A time as MySQL writes it: `2025-11-13 18:04:30`. */
export const timeText = (clock: number): string => new Date(clock).toISOString().slice(0, 19).replace('T', ' ');

const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']; // prettier-ignore

function parseTime(value: Value): Date | undefined {
  const match = /^(\d{4})-(\d\d?)-(\d\d?)(?:[ T](\d\d?):(\d\d)(?::(\d\d))?)?/.exec(String(value));
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function formatDate(value: Value, format: Value): Value {
  const date = parseTime(value);
  if (!date) return null;
  const two = (number: number): string => String(number).padStart(2, '0');
  const hours = date.getUTCHours();
  const month = monthNames[date.getUTCMonth()] ?? '';
  const day = dayNames[date.getUTCDay()] ?? '';
  const codes: Readonly<Record<string, string>> = {
    Y: String(date.getUTCFullYear()), y: String(date.getUTCFullYear()).slice(2), m: two(date.getUTCMonth() + 1), c: String(date.getUTCMonth() + 1),
    d: two(date.getUTCDate()), e: String(date.getUTCDate()), H: two(hours), k: String(hours), h: two(hours % 12 || 12), I: two(hours % 12 || 12),
    l: String(hours % 12 || 12), i: two(date.getUTCMinutes()), s: two(date.getUTCSeconds()), S: two(date.getUTCSeconds()), p: hours < 12 ? 'AM' : 'PM',
    M: month, b: month.slice(0, 3), W: day, a: day.slice(0, 3), T: date.toISOString().slice(11, 19), f: '000000', '%': '%',
  }; // prettier-ignore
  return String(format).replace(/%([\s\S])/g, (_, code: string) => codes[code] ?? code);
}

function addTo(value: Value, amount: Value, unit: Value, sign: 1 | -1): Value {
  const date = parseTime(value);
  if (!date || amount === null) return null;
  const count = Number(amount) * sign;
  const day = date.getUTCDate();
  if (unit === 'year' || unit === 'month' || unit === 'quarter') {
    const months = count * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + months);
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
  } else {
    const lengths: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 };
    date.setTime(date.getTime() + count * (lengths[String(unit)] ?? 0) * 1000);
  }
  const withTime = String(value).length > 10 || /second|minute|hour/.test(String(unit));
  return timeText(date.getTime()).slice(0, withTime ? 19 : 10);
}

const bytes = (value: Value): Uint8Array => new TextEncoder().encode(String(value));
const part =
  (read: (date: Date) => number) =>
  (value: Value): Value => {
    const date = parseTime(value);
    return date ? read(date) : null;
  };

/** Makes the functions known to a database. */
export function addFunctions(database: SqliteDatabase, world: World): void {
  const text = (value: Value): string => String(value);
  const now = (): string => timeText(world.clock());
  const plain: Readonly<Record<string, (...values: never[]) => Value>> = {
    my_now: () => now(),
    my_curdate: () => now().slice(0, 10),
    my_curtime: () => now().slice(11),
    my_rand: () => world.random.next(),
    my_uuid: () => {
      const digits = world.random.hex(32);
      return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-1${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20)}`;
    },
    my_last_insert_id: () => world.lastInsertId(),
    my_unix_time: () => Math.floor(world.clock() / 1000),
    my_unix_timestamp: part((date) => date.getTime() / 1000),
    my_date_format: (value: Value, format: Value) => formatDate(value, format),
    my_date_add: (value: Value, amount: Value, unit: Value) => addTo(value, amount, unit, 1),
    my_date_sub: (value: Value, amount: Value, unit: Value) => addTo(value, amount, unit, -1),
    my_datediff: (left: Value, right: Value) => {
      const [a, b] = [parseTime(text(left).slice(0, 10)), parseTime(text(right).slice(0, 10))];
      return a && b ? Math.round((a.getTime() - b.getTime()) / 86_400_000) : null;
    },
    my_year: part((date) => date.getUTCFullYear()),
    my_month: part((date) => date.getUTCMonth() + 1),
    my_day: part((date) => date.getUTCDate()),
    my_hour: part((date) => date.getUTCHours()),
    my_minute: part((date) => date.getUTCMinutes()),
    my_second: part((date) => date.getUTCSeconds()),
    my_left: (value: Value, count: Value) => (value === null ? null : text(value).slice(0, Number(count))),
    my_right: (value: Value, count: Value) =>
      value === null ? null : Number(count) > 0 ? text(value).slice(-Number(count)) : '',
    my_lpad: (value: Value, size: Value, fill: Value) =>
      text(value).slice(0, Number(size)).padStart(Number(size), text(fill)),
    my_rpad: (value: Value, size: Value, fill: Value) =>
      text(value).slice(0, Number(size)).padEnd(Number(size), text(fill)),
    my_repeat: (value: Value, count: Value) => (value === null ? null : text(value).repeat(Math.max(0, Number(count)))),
    my_reverse: (value: Value) => (value === null ? null : [...text(value)].reverse().join('')),
    my_md5: (value: Value) => (value === null ? null : bytesToHex(md5(bytes(value)))),
    my_sha1: (value: Value) => (value === null ? null : bytesToHex(sha1(bytes(value)))),
    my_mod: (left: Value, right: Value) =>
      left === null || right === null || Number(right) === 0 ? null : Number(left) % Number(right),
    my_locate: (needle: Value, hay: Value) => text(hay).toLowerCase().indexOf(text(needle).toLowerCase()) + 1,
    my_format: (value: Value, digits: Value) => {
      const [whole = '', rest] = Number(value).toFixed(Number(digits)).split('.');
      return whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest === undefined ? '' : `.${rest}`);
    },
    my_substring_index: (value: Value, mark: Value, count: Value) => {
      const parts = text(value).split(text(mark));
      return Number(count) >= 0
        ? parts.slice(0, Number(count)).join(text(mark))
        : parts.slice(Number(count)).join(text(mark));
    },
    regexp: (pattern: Value, value: Value) =>
      value === null ? null : Number(new RegExp(text(pattern), 'i').test(text(value))),
  };
  for (const [name, body] of Object.entries(plain)) database.create_function(name, body);
  for (let count = 1; count <= most; count++) {
    database.create_function(
      `my_concat_${count}`,
      ofLength(count, (values) => (values.includes(null) ? null : values.join(''))),
    );
    database.create_function(
      `my_concat_ws_${count}`,
      ofLength(count, ([mark = null, ...values]) => values.filter((value) => value !== null).join(text(mark))),
    );
  }
}

/** A function that declares how many arguments it has: SQLite asks for its length. */
function ofLength(count: number, body: (values: Value[]) => Value): (...values: never[]) => Value {
  const call = (...values: Value[]): Value => body(values);
  Object.defineProperty(call, 'length', { value: count });
  return call;
}
