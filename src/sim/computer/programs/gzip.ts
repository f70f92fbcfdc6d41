// gzip(1), gunzip(1), zcat(1) (RFC 1952).
import { gzipSync } from 'fflate';
import { expandGzip, type ExpandFailure } from '../../kernel/expand.ts';
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { complainTo, readStream } from './text.ts';

/** ms of CPU that a byte takes. */
const costPerByte = 0.000_02;

const damage: Readonly<Record<ExpandFailure, string>> = {
  truncated: 'unexpected end of file',
  malformed: 'invalid compressed data--format violated',
  checksum: 'invalid compressed data--crc error',
  'too large': 'not simulated: more than 256 MiB of content',
};

const description = {
  short: '123456789cdfhklnNqrStv',
  long: {
    stdout: 'c',
    'to-stdout': 'c',
    decompress: 'd',
    uncompress: 'd',
    force: 'f',
    keep: 'k',
    list: 'l',
    'no-name': 'n',
    name: 'N',
    quiet: 'q',
    recursive: 'r',
    test: 't',
    verbose: 'v',
    fast: '1',
    best: '9',
  },
  unsimulated: ['suffix'],
  usage: '[OPTION]... [FILE]...',
  about: 'Compress or uncompress FILEs (by default, compress FILES in-place).',
  version: 'gzip) 1.13',
  busybox: { short: 'cfkdtnv123456789', long: {}, usage: '[-cfkdt123456789] [FILE]...' },
};

const program = (name: string, mode: 'compress' | 'expand' | 'print') =>
  applet({ ...description, name }, function* (run) {
    const { options } = run;
    for (const letter of ['l', 'r', 'S']) if (options.has(letter)) return yield* run.die(`not simulated: -${letter}`);
    const expands = mode !== 'compress' || options.has('d') || options.has('t');
    const prints = mode === 'print' || options.has('c') || options.has('t');
    for (const path of run.operands.length > 0 ? run.operands : ['-'])
      yield* convert(run, path, expands, prints || path === '-');
    return run.status;
  });

/** GNU's gunzip and zcat are gzip by other names, and complain as gzip. */
function* complainAs(run: Invocation, text: string, status: number): Task {
  run.status = status;
  yield* complainTo(run.process, `${run.gnu ? 'gzip' : run.name}: ${text}\n`);
}

function* convert(run: Invocation, path: string, expands: boolean, prints: boolean): Task {
  const { options, process } = run;
  const { files } = process;
  if (run.isDirectory(path)) {
    yield* run.complain(`${path} is a directory -- ignored`, 2);
    return;
  }
  const source = expands && path !== '-' && !files.exists(path) && files.exists(`${path}.gz`) ? `${path}.gz` : path;
  if (expands && !prints && !/\.t?gz$/.test(source)) {
    yield* complainAs(
      run,
      run.gnu ? `${source}: unknown suffix -- ignored` : `${source}: unknown suffix - ignored`,
      run.gnu ? 2 : 1,
    );
    return;
  }
  const input = yield* run.open(source, (name, why) => `${name}: ${why}`);
  if (!input) return;
  const bytes = yield* readStream(input, run.process);
  input.release();
  yield* run.step(bytes.length * costPerByte);
  let result: Uint8Array;
  if (expands) {
    const shown = path === '-' ? 'stdin' : source;
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
      if (run.gnu) yield* complainTo(process, `\ngzip: ${shown}: not in gzip format\n`);
      else yield* run.complain('invalid magic');
      run.status = 1;
      return;
    }
    const content = expandGzip(bytes);
    if (typeof content === 'string') {
      yield* run.complain(`${shown}: ${damage[content]}`);
      return;
    }
    result = content;
    if (options.has('t')) return;
  } else {
    if (!prints && path.endsWith('.gz')) {
      yield* complainAs(run, `${path} already has .gz suffix -- unchanged`, run.status);
      return;
    }
    const level = options.given.findLast(({ name }) => /^\d$/.test(name))?.name;
    result = gzipSync(bytes, { level: Number(level ?? 6) as 6, mtime: process.machine.kernel.clock });
  }
  if (prints) {
    yield* run.output.writeBytes(result);
    return;
  }
  const target = expands ? source.replace(/\.gz$/, '').replace(/\.tgz$/, '.tar') : `${source}.gz`;
  if (files.exists(target) && !options.has('f')) {
    if (!run.gnu) {
      yield* run.complain(`can't open '${target}': File exists`);
      return;
    }
    if (!(yield* run.ask(`gzip: ${target} already exists; do you wish to overwrite (y or n)? `))) {
      run.status = 2;
      return;
    }
  }
  const stat = files.stat(source);
  const failure = files.writeFile(target, result);
  if (failure) {
    yield* run.complain(`${target}: ${reason(failure)}`);
    return;
  }
  if (!failed(stat)) {
    files.chmod(target, stat.mode);
    files.utimes(target, stat.mtime);
  }
  if (options.has('v')) {
    const ratio = expands
      ? 1 - bytes.length / Math.max(1, result.length)
      : 1 - result.length / Math.max(1, bytes.length);
    yield* run.complain(
      `${source}:\t${(ratio * 100).toFixed(1).padStart(5)}% -- ${options.has('k') ? 'created' : 'replaced with'} ${target}`,
      run.status,
    );
  }
  if (!options.has('k')) files.unlink(source);
}

/** `gzip` */
export const gzip = program('gzip', 'compress');
/** `gunzip` */
export const gunzip = program('gunzip', 'expand');
/** `zcat` */
export const zcat = program('zcat', 'print');
