// jq's regular expressions (Oniguruma's syntax as far as JavaScript has the same): match, test, sub.
import type { Closure, Evaluator, Result } from './evaluate.ts';
import type { Native } from './builtins.ts';
import { described, isArray, JqError, typeOf, type Value } from './value.ts';
import { mayNeverEnd, mayNeverEndText } from '../regex-cost.ts';

function expression(pattern: Value, flags: Value): { regex: RegExp; global: boolean; skipEmpty: boolean } {
  if (typeof pattern !== 'string') throw new JqError(`${described(pattern)} cannot be matched, as it is not a string`);
  if (flags !== null && typeof flags !== 'string') throw new JqError(`${described(flags)} is not a string`);
  const letters = flags ?? '';
  const wrong = [...letters].find((letter) => !'gimnpslx'.includes(letter));
  if (wrong !== undefined) throw new JqError(`${letters} is not a valid modifier string`);
  let source = pattern
    .replace(/\[\[:(\w+):\]\]/g, (_, name: string) => `[${classes[name] ?? ''}]`)
    .replace(/\[:(\w+):\]/g, (_, name: string) => classes[name] ?? '')
    .replaceAll('\\h', '[0-9a-fA-F]')
    .replaceAll('\\A', '^')
    .replace(/\\[zZ]/g, '$');
  if (letters.includes('x')) source = source.replace(/\\.|\s+|#[^\n]*/g, (part) => (part.startsWith('\\') ? part : ''));
  const inline = /^\(\?([ims]+)\)/.exec(source);
  if (inline) source = source.slice(inline[0].length);
  const ignoresCase = letters.includes('i') || inline?.[1]?.includes('i') === true;
  const dotAll = /[sp]/.test(letters) || inline?.[1]?.includes('m') === true;
  if (mayNeverEnd(source)) throw new JqError(mayNeverEndText);
  try {
    const regex = new RegExp(source, `gdu${ignoresCase ? 'i' : ''}${dotAll ? 's' : ''}m`);
    return { regex, global: letters.includes('g'), skipEmpty: letters.includes('n') };
  } catch {
    try {
      const regex = new RegExp(source, `gd${ignoresCase ? 'i' : ''}${dotAll ? 's' : ''}m`);
      return { regex, global: letters.includes('g'), skipEmpty: letters.includes('n') };
    } catch (error) {
      throw new JqError(
        `${pattern} (at offset 0) is not a valid regex: ${error instanceof Error ? error.message : ''}`,
      );
    }
  }
}

const classes: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9A-Fa-f',
};

const characters = (text: string): number => [...text].length;

interface Match {
  readonly start: number;
  readonly end: number;
  readonly value: ReadonlyMap<string, Value>;
  readonly named: ReadonlyMap<string, Value>;
}

function matches(text: Value, pattern: Value, flags: Value): Match[] {
  if (typeof text !== 'string') throw new JqError(`${described(text)} cannot be matched, as it is not a string`);
  const { regex, global, skipEmpty } = expression(pattern, flags);
  const found: Match[] = [];
  for (const match of text.matchAll(regex)) {
    if (skipEmpty && match[0] === '') continue;
    const indices = match.indices ?? [];
    const names = Object.entries(match.indices?.groups ?? {});
    const captures = [...match].slice(1).map((one, index): Value => {
      const place = indices[index + 1];
      const name = (place && names.find(([, at]) => at === place)?.[0]) ?? nameOf(regex.source, index);
      const part = place ? one : null;
      return new Map<string, Value>([
        ['offset', place ? characters(text.slice(0, place[0])) : -1],
        ['length', part === null ? 0 : characters(part)],
        ['string', part],
        ['name', name],
      ]);
    });
    const value = new Map<string, Value>([
      ['offset', characters(text.slice(0, match.index))],
      ['length', characters(match[0])],
      ['string', match[0]],
      ['captures', captures],
    ]);
    const named = new Map<string, Value>(
      Object.entries(match.groups ?? {}).map(([name, one]) => [name, (one as string | undefined) ?? null]),
    );
    found.push({ start: match.index, end: match.index + match[0].length, value, named });
    if (!global) break;
  }
  return found;
}

/** The name of the n-th group, if it has one. */
function nameOf(source: string, index: number): string | null {
  const groups = [...source.matchAll(/\\.|\((?!\?)|\(\?<(?![=!])(\w+)>/g)].filter(([text]) => !text.startsWith('\\'));
  return groups[index]?.[1] ?? null;
}

/** Pattern and flags; the pattern may be an array of both. */
function* patterns(
  evaluator: Evaluator,
  input: Value,
  [pattern, flags]: readonly Closure[],
): Generator<[Value, Value], void> {
  if (!pattern) return;
  for (const letters of flags ? evaluator.call(flags, input) : [null])
    for (const value of evaluator.call(pattern, input)) {
      if (isArray(value)) yield [value[0] ?? null, value[1] ?? letters];
      else if (typeof value === 'string') yield [value, letters];
      else if (typeof input === 'string') throw new JqError(`${typeOf(value)} not a string or array`);
      else throw new JqError(`${described(input)} cannot be matched, as it is not a string`);
    }
}

/** The functions; `result` makes a result of a value. */
export function regexBuiltins(result: (input: Result, value: Value) => Result): Readonly<Record<string, Native>> {
  return {
    *'match/2'(evaluator, input, args) {
      for (const [pattern, flags] of patterns(evaluator, input.value, args))
        for (const { value } of matches(input.value, pattern, flags)) yield result(input, value);
    },
    *'test/2'(evaluator, input, args) {
      for (const [pattern, flags] of patterns(evaluator, input.value, args))
        yield result(input, matches(input.value, pattern, flags).length > 0);
    },
    *'sub/3'(evaluator, input, [pattern, replacement, flags]) {
      const text = input.value;
      if (!pattern || !replacement || !flags) return;
      if (typeof text !== 'string') throw new JqError(`${described(text)} cannot be matched, as it is not a string`);
      for (const [source, letters] of patterns(evaluator, text, [pattern, flags])) {
        let texts = [''];
        let at = 0;
        for (const { start, end, named } of matches(text, source, letters)) {
          const between = text.slice(at, start);
          at = end;
          const words = [...evaluator.call(replacement, named)].map((word) => {
            if (typeof word !== 'string') throw new JqError(`${described(named)} cannot be added to a string`);
            return word;
          });
          texts = texts.flatMap((before) => words.map((word) => before + between + word));
        }
        for (const before of texts) yield result(input, before + text.slice(at));
      }
    },
  };
}
