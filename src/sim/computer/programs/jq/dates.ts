// jq's dates: now, mktime, gmtime, localtime, strftime, strptime. All is UTC.
import { formatTime } from '../calendar.ts';
import type { Native } from './builtins.ts';
import type { Evaluator } from './evaluate.ts';
import { isArray, JqError, type Value } from './value.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Year, month from 0, day, hours, minutes, seconds, weekday, day of the year. */
function brokenDown(seconds: number): Value[] {
  const date = new Date(Math.floor(seconds) * 1000);
  const fraction = seconds - Math.floor(seconds);
  const newYear = Date.UTC(date.getUTCFullYear(), 0, 1);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds() + fraction,
    date.getUTCDay(),
    Math.floor((date.getTime() - newYear) / 86_400_000),
  ];
}

function secondsOf(value: Value, name: string): number {
  if (!isArray(value) || value.length < 6 || value.some((part) => typeof part !== 'number'))
    throw new JqError(
      isArray(value) ? `${name} requires parsed datetime inputs` : `${name} requires array of 6 numbers`,
    );
  const [year, month, day, hours, minutes, seconds] = value as number[];
  return Math.floor(Date.UTC(year ?? 0, month ?? 0, day ?? 1, hours ?? 0, minutes ?? 0, seconds ?? 0) / 1000);
}

function strptime(text: Value, format: Value): Value {
  if (typeof text !== 'string') throw new JqError('strptime/1 requires string inputs and arguments');
  if (typeof format !== 'string') throw new JqError('strptime/1 requires string inputs and arguments');
  const parts: Record<string, string> = { '%T': '%H:%M:%S', '%F': '%Y-%m-%d', '%D': '%m/%d/%y', '%R': '%H:%M' };
  const expanded = format.replace(/%[TFDR]/g, (code) => parts[code] ?? code);
  const names: string[] = [];
  const pattern = expanded.replace(/%([a-zA-Z%])|([.*+?^${}()|[\]\\])/g, (whole, code: string | undefined) => {
    if (code === undefined) return `\\${whole}`;
    names.push(code);
    if (code === 'Y') return '(\\d{4})';
    if (code === 's') return '(\\d+)';
    if ('mdHMSjeIy'.includes(code)) return code === 'j' ? '(\\d{1,3})' : '\\s*(\\d{1,2})';
    return code === 'z' ? '([-+]\\d{2}:?\\d{2}|Z)' : '([A-Za-z]+)';
  });
  const match = new RegExp(`^${pattern}$`).exec(text);
  if (!match) throw new JqError(`date ${JSON.stringify(text)} does not match format ${JSON.stringify(format)}`);
  const found = new Map(names.map((name, index) => [name, match[index + 1] ?? '']));
  const number = (code: string, otherwise: number): number => (found.has(code) ? Number(found.get(code)) : otherwise);
  if (found.has('s')) return brokenDown(number('s', 0));
  const month = found.get('b') ?? found.get('B') ?? found.get('h');
  const monthNumber = month === undefined ? number('m', 1) - 1 : months.indexOf(month.slice(0, 3));
  const date = Date.UTC(
    number('Y', 1900),
    monthNumber,
    number('d', number('e', 1)),
    number('H', 0),
    number('M', 0),
    number('S', 0),
  );
  return brokenDown(date / 1000);
}

/** The functions, made by what makes functions of their input and of their arguments. */
export function dateBuiltins(
  simple: (body: (value: Value, evaluator: Evaluator) => Value) => Native,
  valued: (body: (value: Value, args: readonly Value[]) => Value) => Native,
): Readonly<Record<string, Native>> {
  const times = (name: string): Native =>
    simple((value) => {
      if (typeof value !== 'number') throw new JqError(`${name} requires a number`);
      return brokenDown(value);
    });
  const shown = (name: string): Native =>
    valued((value, [format = null]) => {
      const at = typeof value === 'number' ? value : isArray(value) ? secondsOf(value, name) : undefined;
      if (at === undefined) throw new JqError(`${name} requires parsed datetime inputs`);
      if (typeof format !== 'string') throw new JqError(`${name} requires a string format`);
      return formatTime(format, Math.floor(at) * 1000);
    });
  return {
    'now/0': simple((_, evaluator) => evaluator.surroundings.clock() / 1000),
    'mktime/0': simple((value) => {
      if (!isArray(value)) throw new JqError('mktime requires array of 6 numbers');
      return secondsOf(value, 'mktime');
    }),
    'gmtime/0': times('gmtime()'),
    'localtime/0': times('localtime()'),
    'strftime/1': shown('strftime/1'),
    'strflocaltime/1': shown('strflocaltime/1'),
    'strptime/1': valued((value, [format = null]) => strptime(value, format)),
  };
}
