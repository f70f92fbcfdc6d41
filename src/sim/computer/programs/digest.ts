// md5sum, sha1sum, sha256sum, sha512sum, and the others of their kind.
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { blake2b } from '@noble/hashes/blake2.js';
import type { Task } from '../../kernel/task.ts';
import { applet, type Invocation } from './invocation.ts';
import { LineReader } from './text.ts';

interface Hash {
  update(bytes: Uint8Array): Hash;
  digest(): Uint8Array;
}

/** ms of CPU that hashing a byte takes. */
const costPerByte = 0.000_004;

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The digest of a file in hexadecimal; undefined after a message. */
function* digestOf(run: Invocation, path: string, make: () => Hash): Task<string | undefined> {
  if (run.isDirectory(path)) {
    yield* run.complain(run.gnu ? `${path}: Is a directory` : `can't read '${path}': Is a directory`);
    return undefined;
  }
  const input = yield* run.open(path, (name, why) => (run.gnu ? `${name}: ${why}` : `can't open '${name}': ${why}`));
  if (!input) return undefined;
  let hash = make();
  for (let bytes = yield* input.read(); bytes; bytes = yield* input.read()) {
    hash = hash.update(bytes);
    yield* run.step(bytes.length * costPerByte);
  }
  input.release();
  return hex(hash.digest());
}

const digestProgram = (name: string, title: string, make: () => Hash) =>
  applet(
    {
      name,
      short: 'bctwz',
      long: {
        binary: 'b',
        check: 'c',
        text: 't',
        quiet: 'quiet',
        status: 'status',
        warn: 'w',
        tag: 'tag',
        strict: 'strict',
        'ignore-missing': 'ignore-missing',
        zero: 'z',
      },
      usage: '[OPTION]... [FILE]...',
      about: `Print or check ${title} checksums.`,
      busybox: { short: 'csw', long: {}, usage: '[-c[sw]] [FILE]...' },
    },
    function* (run) {
      const { options } = run;
      const paths = run.operands.length > 0 ? run.operands : ['-'];
      if (options.has('c')) {
        for (const path of paths) yield* check(run, path, make);
        return run.status;
      }
      for (const path of paths) {
        const digest = yield* digestOf(run, path, make);
        if (digest === undefined) continue;
        const end = options.has('z') ? '\0' : '\n';
        yield* run.print(
          options.has('tag')
            ? `${title} (${path}) = ${digest}${end}`
            : `${digest} ${options.has('b') && run.gnu ? '*' : ' '}${path}${end}`,
        );
      }
      return run.status;
    },
  );

function* check(run: Invocation, list: string, make: () => Hash): Task {
  const { options } = run;
  const silent = options.has('status') || options.has('s');
  const input = yield* run.open(list);
  if (!input) return;
  const reader = new LineReader(input);
  let matched = 0;
  let wrong = 0;
  let unreadable = 0;
  let malformed = 0;
  for (let line = yield* reader.next(); line; line = yield* reader.next()) {
    // Busybox takes anything before two blanks for a digest, and a line without them for a wrong one.
    const plain = run.gnu ? undefined : (/^(.*?) [ *](.+)$/.exec(line.text) ?? 'none');
    if (plain === 'none') {
      matched++;
      wrong++;
      continue;
    }
    const match =
      plain ?? /^\\?([0-9a-fA-F]+)(?: [ *]| )(.+)$/.exec(line.text) ?? /^\w+ \((.*)\) = ([0-9a-f]+)$/.exec(line.text);
    if (!match) {
      if (line.text !== '') malformed++;
      continue;
    }
    const tagged = !plain && line.text.includes(') = ');
    const [, one = '', two = ''] = match;
    const [wanted, path] = tagged ? [two, one] : [one, two];
    if (options.has('ignore-missing') && !run.process.files.exists(path)) continue;
    const digest = yield* digestOf(run, path, make);
    matched++;
    if (digest === undefined) {
      unreadable++;
      if (!silent) yield* run.print(`${path}: FAILED${run.gnu ? ' open or read' : ''}\n`);
    } else if (digest !== wanted.toLowerCase()) {
      wrong++;
      if (!silent) yield* run.print(`${path}: FAILED\n`);
    } else if (!silent && !options.has('quiet')) yield* run.print(`${path}: OK\n`);
  }
  input.release();
  const plural = (count: number, text: string): string =>
    `${count} ${count === 1 ? text.replace('%', '') : text.replace('%', 's')}`;
  if (matched === 0) {
    yield* run.complain(
      run.gnu
        ? `${list === '-' ? "'standard input'" : list}: no properly formatted checksum lines found`
        : `${list}: no checksum lines found`,
    );
    return;
  }
  if (wrong + unreadable > 0) run.status = 1;
  if (silent) return;
  if (!run.gnu) {
    if (wrong + unreadable > 0)
      yield* run.complain(`WARNING: ${wrong + unreadable} of ${matched} computed checksums did NOT match`);
    return;
  }
  if (malformed > 0)
    yield* run.complain(
      `WARNING: ${plural(malformed, `line${malformed === 1 ? ' is' : 's are'} improperly formatted`)}`,
      run.status,
    );
  if (unreadable > 0) yield* run.complain(`WARNING: ${plural(unreadable, 'listed file% could not be read')}`);
  if (wrong > 0) yield* run.complain(`WARNING: ${plural(wrong, 'computed checksum% did NOT match')}`);
}

/** `md5sum` */
export const md5sum = digestProgram('md5sum', 'MD5', () => md5.create());
/** `sha1sum` */
export const sha1sum = digestProgram('sha1sum', 'SHA1', () => sha1.create());
/** `sha224sum` */
export const sha224sum = digestProgram('sha224sum', 'SHA224', () => sha224.create());
/** `sha256sum` */
export const sha256sum = digestProgram('sha256sum', 'SHA256', () => sha256.create());
/** `sha384sum` */
export const sha384sum = digestProgram('sha384sum', 'SHA384', () => sha384.create());
/** `sha512sum` */
export const sha512sum = digestProgram('sha512sum', 'SHA512', () => sha512.create());
/** `b2sum` */
export const b2sum = digestProgram('b2sum', 'BLAKE2b', () => blake2b.create({ dkLen: 64 }));
