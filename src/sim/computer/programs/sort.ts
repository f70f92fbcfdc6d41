// sort(1).
import type { Task } from '../../kernel/task.ts';
import { HeldBytes, lineOverhead } from './held-bytes.ts';
import { applet, type Invocation } from './invocation.ts';
import { compareVersions } from './ls.ts';
import { complainTo, encodeText, LineReader } from './text.ts';

interface Position {
  readonly field: number;
  readonly character: number;
}

interface Key {
  readonly start: Position;
  readonly end: Position | undefined;
  /** Letters of b d f g h i M n R r V. */
  readonly modifiers: string;
}

const comparators = 'dfghiMnRrV';

/** `sort` */
export const sort = applet(
  {
    name: 'sort',
    short: 'bcCdfghik:mMno:rRsS:t:T:uVz',
    long: {
      'ignore-leading-blanks': 'b',
      check: 'c',
      'dictionary-order': 'd',
      'ignore-case': 'f',
      'general-numeric-sort': 'g',
      'human-numeric-sort': 'h',
      'ignore-nonprinting': 'i',
      key: 'k:',
      merge: 'm',
      'month-sort': 'M',
      'numeric-sort': 'n',
      output: 'o:',
      reverse: 'r',
      'random-sort': 'R',
      stable: 's',
      'buffer-size': 'S:',
      'field-separator': 't:',
      'temporary-directory': 'T:',
      unique: 'u',
      'version-sort': 'V',
      'zero-terminated': 'z',
      parallel: 'parallel:',
    },
    unsimulated: ['sort', 'files0-from', 'debug', 'random-source', 'batch-size', 'compress-program'],
    usage: '[OPTION]... [FILE]...',
    about: 'Write sorted concatenation of all FILE(s) to standard output.',
    misuse: 2,
    busybox: {
      misuse: 2,
      short: 'ngMucszbrdfimS:T:o:k:t:Vh',
      long: {},
      usage: '[-nrughMcszbdfiokt] [-o FILE] [-k START[.OFS][OPTS][,END[.OFS][OPTS]] [-t CHAR] [FILE]...',
    },
  },
  function* (run) {
    const { options, process } = run;
    const separator = options.has('z') ? 0 : 10;
    const end = options.has('z') ? '\0' : '\n';
    let tab = options.value('t');
    if (tab === '\\0') tab = '\0';
    if (tab !== undefined && [...tab].length !== 1) {
      if (tab === '') return yield* run.die('empty tab');
      return yield* run.die(run.gnu ? `multi-character tab ${run.quote(tab)}` : 'bad -t parameter');
    }
    const globals = [...comparators, 'b'].filter((letter) => options.has(letter)).join('');
    const keys: Key[] = [];
    for (const text of options.values('k')) {
      const key = parseKey(text, globals);
      if (!key)
        return yield* run.die(
          run.gnu
            ? `invalid number at field start: invalid count at start of ${run.quote(text)}`
            : `bad field specification`,
        );
      if (key.start.field === 0)
        return yield* run.die(`field number is zero: invalid field specification ${run.quote(text)}`);
      keys.push(key);
    }
    const lines: string[] = [];
    const held = new HeldBytes(run.process);
    for (const path of run.operands.length > 0 ? run.operands : ['-']) {
      if (run.isDirectory(path))
        return yield* run.die(run.gnu ? `read failed: ${path}: Is a directory` : `read error: Is a directory`);
      const input = yield* run.open(path, (name, why) =>
        run.gnu ? `cannot read: ${name}: ${why}` : `${name}: ${why}`,
      );
      if (!input) return 2;
      const reader = new LineReader(input, separator, run.process);
      for (let line = yield* reader.next(); line; line = yield* reader.next()) {
        lines.push(line.text);
        yield* held.add(line.text.length + lineOverhead);
      }
      input.release();
    }
    const compare = comparison(run, keys, globals, tab);
    if (options.has('c') || options.has('C')) return yield* check(run, lines, compare);
    yield* run.step(lines.length * Math.log2(lines.length + 1) * 0.0003);
    // Busybox orders lines of equal keys as they stand even where only the first of them is to stay.
    lines.sort(options.has('u') && !run.gnu ? (a, b) => compare(a, b) || compareBytes(a, b) : compare);
    const unique = options.has('u')
      ? lines.filter((line, index) => index === 0 || compareKeys(compare, lines[index - 1] ?? '', line) !== 0)
      : lines;
    const output = options.value('o');
    if (output !== undefined) {
      const to = yield* process.open(output, 'write');
      if (typeof to === 'string') return yield* run.die(`open failed: ${output}: Permission denied`);
      process.descriptors.get(1)?.release();
      process.descriptors.set(1, to);
    }
    for (const line of unique) yield* run.print(line + end);
    return run.status;
  },
);

type Compare = ((a: string, b: string) => number) & { readonly keys: (a: string, b: string) => number };

const compareKeys = (compare: Compare, a: string, b: string): number => compare.keys(a, b);

function* check(run: Invocation, lines: readonly string[], compare: Compare): Task<number> {
  const unique = run.options.has('u');
  for (let index = 1; index < lines.length; index++) {
    const [before = '', line = ''] = [lines[index - 1], lines[index]];
    const order = unique ? compare.keys(before, line) : compare(before, line);
    if (order < 0 || (order === 0 && !unique)) continue;
    if (run.options.has('C')) return 1;
    const name = run.operands[0] ?? '-';
    if (run.gnu) yield* run.complain(`${name}:${index + 1}: disorder: ${line}`);
    else yield* complainTo(run.process, `Check line ${index}\n`);
    return 1;
  }
  return 0;
}

function parseKey(text: string, globals: string): Key | undefined {
  const match = /^(\d+)(?:\.(\d+))?([bdfghiMnRrV]*)(?:,(\d+)(?:\.(\d+))?([bdfghiMnRrV]*))?$/.exec(text);
  if (!match) return undefined;
  const [, field, character, one = '', lastField, lastCharacter, two = ''] = match;
  const own = one + two;
  return {
    start: { field: Number(field), character: Number(character ?? 1) },
    end: lastField === undefined ? undefined : { field: Number(lastField), character: Number(lastCharacter ?? 0) },
    modifiers: own === '' ? globals : own,
  };
}

function comparison(run: Invocation, keys: readonly Key[], globals: string, tab: string | undefined): Compare {
  const { options } = run;
  const random = globals.includes('R') ? run.process.machine.kernel.random('sort').integer(2 ** 30) : 0;
  const whole: Key = { start: { field: 1, character: 1 }, end: undefined, modifiers: globals };
  const used = keys.length > 0 ? keys : [whole];
  const byKeys = (a: string, b: string): number => {
    for (const key of used) {
      const order = compareBy(key.modifiers, extract(a, key, tab), extract(b, key, tab), random);
      if (order !== 0) return key.modifiers.includes('r') ? -order : order;
    }
    return 0;
  };
  // Lines whose keys are equal are ordered as they stand, unless a stable or unique order was asked for.
  const lastResort = !options.has('s') && !options.has('u');
  const full = (a: string, b: string): number => {
    const order = byKeys(a, b);
    if (order !== 0 || !lastResort) return order;
    return options.has('r') ? compareBytes(b, a) : compareBytes(a, b);
  };
  return Object.assign(full, { keys: byKeys });
}

function extract(line: string, key: Key, tab: string | undefined): string {
  const { start, end, modifiers } = key;
  if (start.field === 1 && start.character === 1 && !end && !modifiers.includes('b')) return line;
  const bounds = fieldBounds(line, tab);
  const blanks = modifiers.includes('b');
  const from = offset(line, bounds, start, blanks, 'start');
  const to = end ? offset(line, bounds, end, blanks, 'end') : line.length;
  return line.slice(from, Math.max(from, to));
}

function fieldBounds(line: string, tab: string | undefined): [number, number][] {
  const bounds: [number, number][] = [];
  if (tab !== undefined) {
    let at = 0;
    for (const part of line.split(tab)) {
      bounds.push([at, at + part.length]);
      at += part.length + tab.length;
    }
    return bounds;
  }
  for (const match of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
    bounds.push([match.index, match.index + match[0].length]);
  return bounds;
}

function offset(
  line: string,
  bounds: readonly (readonly [number, number])[],
  { field, character }: Position,
  blanks: boolean,
  which: 'start' | 'end',
): number {
  const bound = bounds[field - 1];
  if (!bound) return line.length;
  let [from] = bound;
  if (which === 'end' && character === 0) return bound[1];
  if (blanks) while (from < bound[1] && /[ \t]/.test(line.charAt(from))) from++;
  return Math.min(from + character - (which === 'start' ? 1 : 0), which === 'start' ? bound[1] : line.length);
}

function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  if (!/[\ud800-\udfff]/.test(a + b)) return a < b ? -1 : 1;
  const [one, two] = [encodeText(a), encodeText(b)];
  const length = Math.min(one.length, two.length);
  for (let at = 0; at < length; at++) {
    const difference = (one[at] ?? 0) - (two[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return one.length - two.length;
}

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function compareBy(modifiers: string, a: string, b: string, random: number): number {
  const has = (letter: string): boolean => modifiers.includes(letter);
  if (has('n')) return compareNumbers(a, b);
  if (has('g')) return general(a) - general(b) || 0;
  if (has('h')) return human(a) - human(b);
  if (has('M')) return month(a) - month(b);
  if (has('V')) return compareVersions(a, b);
  if (has('R')) return hash(a, random) - hash(b, random);
  const prepare = (text: string): string => {
    let result = text;
    if (has('b')) result = result.replace(/^[ \t]+/, '');
    if (has('d')) result = result.replace(/[^A-Za-z0-9 \t]/g, '');
    if (has('i')) result = result.replace(/[^ -~]/g, '');
    return has('f') ? result.toUpperCase() : result;
  };
  return compareBytes(prepare(a), prepare(b));
}

function compareNumbers(a: string, b: string): number {
  const read = (text: string): number => Number(/^[ \t]*(-?\d*(?:\.\d*)?)/.exec(text)?.[1] ?? 0) || 0;
  return read(a) - read(b);
}

function general(text: string): number {
  const value = /^[ \t]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?inf)/i.exec(text)?.[1];
  if (value === undefined) return -Infinity;
  return /inf/i.test(value) ? (value.startsWith('-') ? -Number.MAX_VALUE : Number.MAX_VALUE) : Number(value);
}

function human(text: string): number {
  const match = /^[ \t]*(-?)(\d*(?:\.\d*)?)([kKMGTPEZY]?)/.exec(text);
  const value = Number(match?.[2] || 0);
  const power = ' KMGTPEZY'.indexOf((match?.[3] || ' ').toUpperCase());
  // The letter counts before the number, as in GNU's sort.
  const rank = value === 0 ? 0 : power * 1e12 + value;
  return match?.[1] === '-' ? -rank : rank;
}

const month = (text: string): number => monthNames.indexOf(text.trimStart().slice(0, 3).toUpperCase());

function hash(text: string, seed: number): number {
  let h = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
