// The functions that awk brings.
import type { Task } from '../../../kernel/task.ts';
import { formatTime, parseTime } from '../calendar.ts';
import { formatPrintf } from '../printf-format.ts';
import { statusOf } from '../sleep.ts';
import type { Interpreter } from './interpreter.ts';
import type { Expression } from './syntax.ts';
import { fromInput, numberText, toNumber, toText, type Value } from './values.ts';

const seeds = new WeakMap<Interpreter, { seed: number; state: number }>();

/** A number in [0, 1) from the seed that srand sets: the same in every run, as awk's is. */
function random(awk: Interpreter): number {
  const source = seeds.get(awk) ?? { seed: 0, state: 0x9e3779b9 };
  seeds.set(awk, source);
  source.state = (source.state + 0x6d2b79f5) | 0;
  let value = Math.imul(source.state ^ (source.state >>> 15), 1 | source.state);
  value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
  return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
}

/** Calls a builtin with arguments that are evaluated as it needs them. */
export function* callBuiltin(awk: Interpreter, name: string, args: readonly Expression[]): Task<Value> {
  const text = (index: number): Task<string> => textAt(awk, args, index);
  const number = function* (index: number): Task<number> {
    const arg = args[index];
    return arg ? toNumber(yield* awk.evaluate(arg)) : 0;
  };
  switch (name) {
    case 'length': {
      const [first] = args;
      if (!first) return [...awk.record].length;
      if (awk.isArray(first)) return awk.arrayOf(first)?.size ?? 0;
      return [...(yield* text(0))].length;
    }
    case 'substr': {
      const characters = [...(yield* text(0))];
      const start = Math.round(yield* number(1));
      const end = args.length > 2 ? start + Math.round(yield* number(2)) : Infinity;
      return characters.slice(Math.max(0, start - 1), Math.max(0, Math.min(characters.length, end - 1))).join('');
    }
    case 'index': {
      const whole = yield* text(0);
      const wanted = yield* text(1);
      if (wanted === '') return awk.run.gnu ? 1 : 0;
      const at = whole.indexOf(wanted);
      return at < 0 ? 0 : [...whole.slice(0, at)].length + 1;
    }
    case 'split':
      return yield* split(awk, args);
    case 'sub':
    case 'gsub':
      return yield* substitute(awk, name, args);
    case 'gensub':
      return yield* generalSubstitute(awk, args);
    case 'match': {
      const whole = yield* text(0);
      const regex = args[1] ? yield* awk.regexOf(args[1]) : /(?!)/;
      const match = regex.exec(whole);
      const start = match ? [...whole.slice(0, match.index)].length + 1 : 0;
      awk.setGlobal('RSTART', start);
      awk.setGlobal('RLENGTH', match ? [...match[0]].length : -1);
      const array = args[2] && awk.arrayOf(args[2]);
      if (array) {
        array.clear();
        for (const [index, group] of (match ?? []).entries()) array.set(String(index), fromInput(group));
      }
      return start;
    }
    case 'sprintf':
      return yield* format(awk, args);
    case 'sin':
      return Math.sin(yield* number(0));
    case 'cos':
      return Math.cos(yield* number(0));
    case 'atan2':
      return Math.atan2(yield* number(0), yield* number(1));
    case 'exp':
      return Math.exp(yield* number(0));
    case 'log':
      return Math.log(yield* number(0));
    case 'sqrt':
      return Math.sqrt(yield* number(0));
    case 'int':
      return Math.trunc(yield* number(0));
    case 'rand':
      return random(awk);
    case 'srand': {
      const before = seeds.get(awk)?.seed ?? 0;
      const seed = args.length > 0 ? yield* number(0) : Math.floor(awk.run.process.machine.kernel.clock / 1000);
      seeds.set(awk, { seed, state: Math.imul(seed | 0, 0x85ebca6b) ^ 0x9e3779b9 });
      return before;
    }
    case 'tolower':
      return (yield* text(0)).toLowerCase();
    case 'toupper':
      return (yield* text(0)).toUpperCase();
    case 'system': {
      const command = yield* text(0);
      yield* awk.streams.flush();
      const child = yield* awk.run.process.spawn({ argv: ['sh', '-c', command] });
      return typeof child === 'string' ? 127 : yield* statusOf(awk.run.process, child);
    }
    case 'close':
      return yield* awk.streams.close(yield* text(0));
    case 'fflush':
      yield* awk.streams.flush();
      return 0;
    case 'systime':
      return Math.floor(awk.run.process.machine.kernel.clock / 1000);
    case 'strftime': {
      const shape = args.length > 0 ? yield* text(0) : '%a %b %e %H:%M:%S %Z %Y';
      const time = args.length > 1 ? (yield* number(1)) * 1000 : awk.run.process.machine.kernel.clock;
      return formatTime(shape, time);
    }
    case 'mktime': {
      const [year, month, day, hour, minute, second] = (yield* text(0)).split(/\s+/);
      const time = parseTime(
        `${year ?? ''}-${month ?? ''}-${day ?? ''} ${hour ?? '0'}:${(minute ?? '0').padStart(2, '0')}:${(second ?? '0').padStart(2, '0')}`,
        0,
      );
      return time === undefined ? -1 : time / 1000;
    }
    case 'and':
      return Number(BigInt(yield* number(0)) & BigInt(yield* number(1)));
    case 'or':
      return Number(BigInt(yield* number(0)) | BigInt(yield* number(1)));
    case 'xor':
      return Number(BigInt(yield* number(0)) ^ BigInt(yield* number(1)));
    case 'lshift':
      return (yield* number(0)) * 2 ** (yield* number(1));
    case 'rshift':
      return Math.floor((yield* number(0)) / 2 ** (yield* number(1)));
    default:
      return 2 ** 53 - 1 - (yield* number(0));
  }
}

function* textAt(awk: Interpreter, args: readonly Expression[], index: number): Task<string> {
  const arg = args[index];
  return arg ? yield* awk.textOf(arg) : '';
}

function* split(awk: Interpreter, args: readonly Expression[]): Task<number> {
  const whole = yield* textAt(awk, args, 0);
  const array = args[1] && awk.arrayOf(args[1]);
  const separator = args[2];
  const by = !separator
    ? awk.text('FS')
    : separator.kind === 'regex'
      ? awk.regex(separator.source)
      : yield* awk.textOf(separator);
  const parts = awk.splitText(whole, by);
  if (!array) return parts.length;
  array.clear();
  for (const [index, part] of parts.entries()) array.set(String(index + 1), fromInput(part));
  return parts.length;
}

/** The text that a replacement makes of a match: `&` is the match, `\\&` an ampersand. */
const replaced = (replacement: string, match: string): string =>
  replacement.replace(/\\\\|\\&|&/g, (piece) => (piece === '&' ? match : piece === '\\&' ? '&' : '\\'));

/** All matches that count: an empty one right after another does not. */
function matchesOf(regex: RegExp, text: string, all: boolean): RegExpMatchArray[] {
  const found: RegExpMatchArray[] = [];
  let lastEnd = -1;
  for (const match of text.matchAll(new RegExp(regex.source, 'gu'))) {
    if (match[0] === '' && match.index === lastEnd) continue;
    lastEnd = match.index + match[0].length;
    found.push(match);
    if (!all) break;
  }
  return found;
}

function* substitute(awk: Interpreter, name: 'sub' | 'gsub', args: readonly Expression[]): Task<number> {
  const [pattern] = args;
  if (!pattern) return 0;
  const regex = yield* awk.regexOf(pattern);
  const replacement = yield* textAt(awk, args, 1);
  const target: Expression = args[2] ?? { kind: 'field', index: { kind: 'number', value: 0 } };
  const text = yield* awk.textOf(target);
  const matches = matchesOf(regex, text, name === 'gsub');
  if (matches.length === 0) return 0;
  let out = '';
  let from = 0;
  for (const match of matches) {
    const at = match.index ?? 0;
    out += text.slice(from, at) + replaced(replacement, match[0]);
    from = at + match[0].length;
  }
  yield* awk.assign(target, out + text.slice(from));
  return matches.length;
}

function* generalSubstitute(awk: Interpreter, args: readonly Expression[]): Task<string> {
  const [pattern] = args;
  const regex = pattern ? yield* awk.regexOf(pattern) : /(?!)/;
  const replacement = yield* textAt(awk, args, 1);
  const how = yield* textAt(awk, args, 2);
  const text = args[3] ? yield* awk.textOf(args[3]) : awk.record;
  const wanted = /^[gG]/.test(how) ? 0 : Math.max(1, Number.parseInt(how, 10) || 1);
  let out = '';
  let from = 0;
  for (const [index, match] of matchesOf(regex, text, true).entries()) {
    if (wanted !== 0 && index + 1 !== wanted) continue;
    const at = match.index ?? 0;
    const filled = replacement.replace(/\\(\d)|\\&|&|\\\\/g, (piece, digit: string | undefined) =>
      digit !== undefined ? (match[Number(digit)] ?? '') : piece === '&' ? match[0] : piece.charAt(1),
    );
    out += text.slice(from, at) + filled;
    from = at + match[0].length;
  }
  return out + text.slice(from);
}

function* format(awk: Interpreter, args: readonly Expression[]): Task<string> {
  const shape = yield* textAt(awk, args, 0);
  const values: Value[] = [];
  for (const arg of args.slice(1)) values.push(yield* awk.evaluate(arg));
  const convert = awk.text('CONVFMT');
  const prepared: string[] = [];
  const escaped = shape
    .replace(/\\/g, '\\\\')
    .replace(
      /%[-+ 0#']*(\*|\d+)?(?:\.(\*|\d+)?)?([a-zA-Z%])/g,
      (whole, width: string | undefined, precision: string | undefined, letter: string) => {
        if (letter === '%') return whole;
        for (const star of [width, precision])
          if (star === '*') prepared.push(String(Math.trunc(toNumber(values.shift()))));
        const value = values.shift();
        if (letter === 'c')
          prepared.push(
            typeof value === 'number'
              ? String.fromCodePoint(Math.max(0, value) & 0x1fffff)
              : ([...toText(value, convert)][0] ?? ''),
          );
        else if (letter === 's') prepared.push(toText(value, convert));
        else if ('diouxX'.includes(letter)) {
          const number = Math.trunc(toNumber(value));
          prepared.push(Number.isFinite(number) ? BigInt(number).toString() : '0');
        } else prepared.push(numberText(toNumber(value), '%.17g').replace(/^-?(?:inf|nan)$/, '0'));
        return whole;
      },
    );
  return formatPrintf(escaped, prepared, (one) => one).text;
}
