// split(1).
import type { Task } from '../../kernel/task.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import { strerror } from '../filesystem/errno.ts';
import { applet, type Invocation } from './invocation.ts';
import { parseSize } from './sizes.ts';
import { readStream, shellQuoted } from './text.ts';

/** Parts of the input: of so many lines, of so many bytes, or so many of about the same size. */
function* partsOf(run: Invocation, bytes: Uint8Array): Task<Uint8Array[]> {
  const { options } = run;
  const kinds = ['l', 'b', 'n'].filter((kind) => options.has(kind));
  if (kinds.length > 1) return yield* run.misuse('cannot split in more than one way');
  const [kind = 'l'] = kinds;
  const value = options.value(kind) ?? '1000';
  const what = { l: 'lines', b: 'bytes', n: 'chunks' }[kind] ?? '';
  const chunks = kind === 'n' ? /^(?:(l)\/)?(\d+)$/.exec(value) : undefined;
  if (kind === 'n' && !chunks && /^[lr]\/|\//.test(value)) return yield* run.die(`not simulated: -n ${value}`);
  const size = kind === 'n' ? Number(chunks?.[2]) : kind === 'b' ? parseSize(value) : /^\d+$/.test(value) ? Number(value) : undefined; // prettier-ignore
  if (size === undefined || Number.isNaN(size) || size < 1)
    return yield* run.die(
      `invalid number of ${what}: ${run.quote(value)}${size === 0 && run.gnu ? ': Numerical result out of range' : ''}`,
    );
  const parts: Uint8Array[] = [];
  if (kind === 'b') for (let at = 0; at < bytes.length; at += size) parts.push(bytes.subarray(at, at + size));
  else if (kind === 'n') {
    const each = Math.floor(bytes.length / size);
    let start = 0;
    for (let number = 1; number <= size; number++) {
      let end = number === size ? bytes.length : each * number;
      // Lines stay whole: a part ends with the line that its last byte is in.
      if (chunks?.[1] && number < size) end = end <= start ? start : bytes.indexOf(10, end - 1) + 1 || bytes.length;
      parts.push(bytes.subarray(start, end));
      start = end;
    }
  } else {
    for (let start = 0; start < bytes.length;) {
      let end = start;
      for (let count = 0; count < size && end < bytes.length; count++) end = bytes.indexOf(10, end) + 1 || bytes.length;
      parts.push(bytes.subarray(start, end));
      start = end;
    }
  }
  return parts;
}

/** Ends of the names: `aa`, `ab`, … or `00`, `01`, …; longer ones when those of two letters are used up. */
function suffixes(count: number, length: number | undefined, letters: string, start: number): string[] | undefined {
  const base = letters.length;
  if (length !== undefined && count + start > base ** length) return undefined;
  const width = length ?? 2;
  const found: string[] = [];
  // `zz` is not used when the length may grow: `zaaa` follows `yz`.
  for (let number = start, size = width, before = ''; found.length < count; number++) {
    if (length === undefined && number >= (base - 1) * base ** (size - 1)) {
      before += letters.charAt(base - 1);
      number = 0;
      size++;
    }
    let text = '';
    for (let rest = number, left = size; left > 0; left--, rest = Math.floor(rest / base))
      text = letters.charAt(rest % base) + text;
    found.push(before + text);
  }
  return found;
}

/** `split` */
export const split = applet(
  {
    name: 'split',
    short: 'a:b:dl:n:x',
    long: {
      'suffix-length': 'a:', 'additional-suffix': 'additional:', bytes: 'b:', lines: 'l:', number: 'n:', verbose: 'verbose',
      'numeric-suffixes': 'numeric::', 'hex-suffixes': 'hex::',
    },
    unsimulated: ['C', 'e', 't', 'u', 'line-bytes', 'filter', 'elide-empty-files', 'separator', 'unbuffered'],
    usage: '[OPTION]... [FILE [PREFIX]]',
    about: 'Output pieces of FILE to PREFIXaa, PREFIXab, ...',
    busybox: { short: 'a:b:l:', long: {}, usage: '[OPTIONS] [INPUT [PREFIX]]' },
    prepare: (args) => args.map((arg) => arg.replace(/^-(\d+)$/, '-l$1')),
  },
  function* (run) {
    const { options, process } = run;
    const [path = '-', prefix = 'x', extra] = run.operands;
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const given = options.value('a');
    const length = given === undefined || given === '0' ? undefined : Number(given);
    if (length !== undefined && !Number.isInteger(length))
      return yield* run.die(`invalid suffix length: ${run.quote(given ?? '')}`);
    if (run.isDirectory(path)) return yield* run.die(`${path}: ${strerror('EISDIR')}`);
    const input = yield* run.open(path, (name, why) => `cannot open ${shellQuoted(name)} for reading: ${why}`);
    if (!input) return 1;
    const parts = yield* partsOf(run, concatBytes([yield* readStream(input, run.process)]));
    input.release();
    const letters =
      options.has('x') || options.has('hex')
        ? '0123456789abcdef'
        : options.has('d') || options.has('numeric')
          ? '0123456789'
          : 'abcdefghijklmnopqrstuvwxyz';
    const start = Number(options.value('numeric') || options.value('hex') || 0);
    const names = suffixes(parts.length, length ?? (run.gnu ? undefined : 2), letters, start);
    if (!names) return yield* run.die(run.gnu ? 'output file suffixes exhausted' : 'suffixes exhausted');
    for (const [index, part] of parts.entries()) {
      const name = prefix + (names[index] ?? '') + (options.value('additional') ?? '');
      if (options.has('verbose')) yield* run.print(`creating file ${run.quote(name)}\n`);
      const failure = process.files.writeFile(name, part);
      if (failure) return yield* run.die(`${name}: ${strerror(failure)}`);
      yield* run.step();
    }
    return run.status;
  },
); // prettier-ignore
