// Expansion against naive models: quoting, field splitting, patterns, arithmetic.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate } from '../../../../src/sim/computer/shell/expand/arithmetic.ts';
import { expandBraces } from '../../../../src/sim/computer/shell/expand/braces.ts';
import { matches, quotePattern } from '../../../../src/sim/computer/shell/expand/pattern.ts';
import { fieldsOf } from '../../../../src/sim/computer/shell/expand/piece.ts';
import { quoteForPrintf } from '../../../../src/sim/computer/shell/builtins/printf.ts';
import { ansiQuoted, singleQuoted } from '../../../../src/sim/computer/shell/run/trace.ts';
import { gnuPrograms } from '../programs/run-line.ts';
import { bareMachine, run } from '../support.ts';

const text = fc
  .array(fc.constantFrom(...'ab \t\n*?[]\\\'"$`{}~!#;&|<>()=é'), { maxLength: 8 })
  .map((parts) => parts.join(''));

test('quoted text arrives as it is, however it was quoted', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(singleQuoted, ansiQuoted, quoteForPrintf),
      (args, quote) => {
        const { machine } = bareMachine(gnuPrograms);
        const { stdout } = run(machine, ['bash', '-c', `printf '%s\\0' ${args.map(quote).join(' ')}`]);
        expect(stdout.split('\0').slice(0, -1)).toEqual(args);
      },
    ),
  );
});

test('a variable in double quotes is not touched', () => {
  fc.assert(
    fc.property(text, fc.constantFrom('bash', 'dash'), (value, shell) => {
      const { machine } = bareMachine(gnuPrograms);
      const { stdout } = run(machine, [shell, '-c', 'x=$1; y="$x"; printf %s "$y${x:+}"', shell, value]);
      expect(stdout).toBe(value);
    }),
  );
});

test('fields are cut where a naive reading of IFS cuts them', () => {
  const value = fc
    .array(fc.constantFrom('a', 'b', ' ', '\t', ':', ','), { maxLength: 12 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(value, fc.constantFrom(' ', ' \t\n', ':', ' :', ',', ''), (words, ifs) => {
      const blanks = [...ifs].filter((one) => /\s/.test(one)).join('');
      const others = [...ifs].filter((one) => !/\s/.test(one)).join('');
      const blank = blanks === '' ? '(?!)' : `[${blanks}]`;
      const trimmed = words.replace(new RegExp(`^${blank}+|${blank}+$`, 'g'), '');
      const cut = new RegExp(others === '' ? `${blank}+` : `${blank}*[${others}]${blank}*|${blank}+`);
      let expected = trimmed === '' ? [] : ifs === '' ? [trimmed] : trimmed.split(cut);
      // A delimiter at the end ends the last field, it does not begin another.
      if (others !== '' && expected.at(-1) === '') expected = expected.slice(0, -1);
      expect(fieldsOf([{ text: words, quoted: false, split: true }], ifs)).toEqual(expected);
    }),
  );
});

function naive(pattern: string, subject: string): boolean {
  if (pattern === '') return subject === '';
  const [first = '', ...rest] = pattern;
  const after = rest.join('');
  if (first === '*') return naive(after, subject) || (subject !== '' && naive(pattern, subject.slice(1)));
  if (first === '?') return subject !== '' && naive(after, subject.slice(1));
  return subject.startsWith(first) && naive(after, subject.slice(1));
}

test('patterns match as a naive matcher does, and quoted ones only themselves', () => {
  const letters = (...alphabet: string[]): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...alphabet), { maxLength: 8 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(letters('a', 'b', '*', '?'), letters('a', 'b', '.', '*', '\n'), (pattern, subject) => {
      expect(matches(pattern, subject)).toBe(naive(pattern, subject));
      expect(matches(quotePattern(subject), subject)).toBe(true);
      expect(matches(quotePattern(pattern), subject)).toBe(pattern === subject);
    }),
  );
});

test('arithmetic agrees with 64-bit integers', () => {
  const number = fc.oneof(fc.integer({ min: -20, max: 20 }).map(BigInt), fc.bigInt(-(2n ** 63n) + 1n, 2n ** 63n - 1n));
  const operators: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '&': (a, b) => a & b,
    '|': (a, b) => a | b,
    '^': (a, b) => a ^ b,
    '<': (a, b) => (a < b ? 1n : 0n),
    '==': (a, b) => (a === b ? 1n : 0n),
  };
  fc.assert(
    fc.property(number, number, number, fc.constantFrom(...Object.keys(operators)), (a, b, c, operator) => {
      const variables = new Map([['c', String(c)]]);
      const context = {
        strict: false,
        get: (name: string) => variables.get(name),
        set: (name: string, _: string | undefined, value: string) => void variables.set(name, value),
      };
      const apply = operators[operator] ?? operators['+'];
      const inner = BigInt.asIntN(64, apply?.(b, c) ?? 0n);
      expect(evaluate(`(${a}) - ((${b}) ${operator} c)`, context)).toEqual({ value: BigInt.asIntN(64, a - inner) });
    }),
  );
});

test.each([
  ['a{b,c}d', ['abd', 'acd']],
  ['{a,{b,c}}', ['a', 'b', 'c']],
  ['{1..3}{a,b}', ['1a', '1b', '2a', '2b', '3a', '3b']],
  ['{08..11..2}', ['08', '10']],
  ['${a,b}', ['${a,b}']],
  ['"{a,b}"', ['"{a,b}"']],
  ['{a', ['{a']],
  ['{}', ['{}']],
])('braces: %s', (word, expected) => {
  expect(expandBraces(word)).toEqual(expected);
});
