// head(1).
import type { Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { applet, type Invocation } from './invocation.ts';
import { parseSize } from './sizes.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import { shellQuoted } from './text.ts';

/** A count of lines or bytes as head and tail take it: `10`, `-5`, `+3`, `1K`. */
export interface Amount {
  readonly unit: 'lines' | 'bytes';
  readonly sign: '' | '+' | '-';
  readonly count: number;
}

/** The amount that was asked for last; ends the program when it is not valid. */
export function* readAmount(run: Invocation): Task<Amount> {
  const letter = run.options.last('n', 'c');
  if (letter === undefined) return { unit: 'lines', sign: '', count: 10 };
  const unit = letter === 'n' ? 'lines' : 'bytes';
  const value = run.options.value(letter) ?? '';
  const sign = /^[-+]/.test(value) ? (value.charAt(0) as '+' | '-') : '';
  const count = parseSize(value.slice(sign.length));
  if (count !== undefined) return { unit, sign, count };
  if (!run.gnu) return yield* run.die(`invalid number '${value}'`);
  return yield* run.die(`invalid number of ${unit}: ${run.quote(value)}`);
}

/** Opens each file in turn, with titles where they are wanted. */
export function* eachTitled(run: Invocation, body: (input: Descriptor, path: string) => Task): Task {
  const { options, operands } = run;
  const paths = operands.length > 0 ? operands : ['-'];
  const titles = options.last('q', 'v') === 'v' || (options.last('q', 'v') !== 'q' && paths.length > 1);
  let first = true;
  for (const path of paths) {
    const input = yield* run.open(path, (name, why) =>
      run.gnu
        ? `cannot open ${shellQuoted(name)} for reading: ${why}`
        : run.name === 'tail'
          ? `can't open '${name}': ${why}`
          : `${name}: ${why}`,
    );
    if (!input) continue;
    const shown = path === '-' ? 'standard input' : path;
    if (titles) yield* run.print(`${first ? '' : '\n'}==> ${shown} <==\n`);
    first = false;
    if (run.isDirectory(path)) {
      if (run.gnu) yield* run.complain(`error reading ${shellQuoted(shown)}: Is a directory`);
      else yield* run.complain(`${path}: ${run.name === 'head' ? 'Input/output error' : 'Is a directory'}`);
    } else yield* body(input, path);
    input.release();
  }
}

/** Older forms such as `-5` and `-5c` as options. */
export const oldCounts = (args: readonly string[]): readonly string[] =>
  args.map((arg, index) => {
    if (index > 0) return arg;
    const match = /^-(\d+)([bkmcl]?)$/.exec(arg);
    if (!match) return arg;
    return `-${match[2] === 'c' ? 'c' : 'n'}${match[1] ?? ''}`;
  });

/** `head` */
export const head = applet(
  {
    name: 'head',
    short: 'c:n:qvz',
    long: { bytes: 'c:', lines: 'n:', quiet: 'q', silent: 'q', verbose: 'v', 'zero-terminated': 'z' },
    usage: '[OPTION]... [FILE]...',
    about: 'Print the first 10 lines of each FILE to standard output.',
    busybox: { short: 'n:c:qv', long: {}, usage: '[OPTIONS] [FILE]...' },
    prepare: oldCounts,
  },
  function* (run) {
    const amount = yield* readAmount(run);
    const separator = run.options.has('z') ? 0 : 10;
    yield* eachTitled(run, (input) =>
      amount.sign === '-' ? allButLast(run, input, amount, separator) : first(run, input, amount, separator),
    );
    return run.status;
  },
);

function* first(run: Invocation, input: Descriptor, amount: Amount, separator: number): Task {
  let left = amount.count;
  while (left > 0) {
    const bytes = yield* input.read(amount.unit === 'bytes' ? left : undefined);
    if (!bytes) return;
    if (amount.unit === 'bytes') {
      left -= bytes.length;
      yield* run.output.writeBytes(bytes);
      continue;
    }
    let end = 0;
    while (left > 0) {
      const at = bytes.indexOf(separator, end);
      if (at < 0) {
        end = bytes.length;
        break;
      }
      end = at + 1;
      left--;
    }
    yield* run.output.writeBytes(bytes.subarray(0, end));
  }
}

function* allButLast(run: Invocation, input: Descriptor, amount: Amount, separator: number): Task {
  const parts: Uint8Array[] = [];
  for (let bytes = yield* input.read(); bytes; bytes = yield* input.read()) parts.push(bytes);
  const bytes = concatBytes(parts);
  yield* run.output.writeBytes(bytes.subarray(0, startOfLast(bytes, amount, separator)));
}

/** Where the last lines or bytes of a text begin. */
export function startOfLast(bytes: Uint8Array, amount: Amount, separator: number): number {
  if (amount.unit === 'bytes') return Math.max(0, bytes.length - amount.count);
  if (amount.count === 0) return bytes.length;
  let at = bytes.length - 1;
  if (bytes[at] !== separator) at++;
  for (let left = amount.count; left > 0; left--) {
    at = at <= 0 ? -1 : bytes.lastIndexOf(separator, at - 1);
    if (at < 0) return 0;
  }
  return at + 1;
}
