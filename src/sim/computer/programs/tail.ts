// tail(1), with -f and -F.
import { sleep, type Task } from '../../kernel/task.ts';
import type { Descriptor } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { eachTitled, oldCounts, readAmount, startOfLast, type Amount } from './head.ts';
import { HeldBytes } from './held-bytes.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import { shellQuoted } from './text.ts';

interface Followed {
  readonly path: string;
  input: Descriptor | undefined;
  ino: number;
  size: number;
}

/** `tail` */
export const tail = applet(
  {
    name: 'tail',
    short: 'c:fFn:qs:vz',
    long: {
      bytes: 'c:',
      follow: 'follow::',
      lines: 'n:',
      pid: 'pid:',
      quiet: 'q',
      silent: 'q',
      retry: 'retry',
      'sleep-interval': 's:',
      verbose: 'v',
      'zero-terminated': 'z',
    },
    unsimulated: ['max-unchanged-stats'],
    usage: '[OPTION]... [FILE]...',
    about: 'Print the last 10 lines of each FILE to standard output.',
    busybox: { short: 'fc:n:qs:vF', long: {}, usage: '[OPTIONS] [FILE]...' },
    prepare: (args) =>
      oldCounts(
        args.map((arg, index) => (index > 0 ? arg : arg.replace(/^-(\d+)f$/, '-fn$1').replace(/^\+(\d+)$/, '-n+$1'))),
      ),
  },
  function* (run) {
    const { options, operands } = run;
    const amount = yield* readAmount(run);
    const separator = options.has('z') ? 0 : 10;
    const byName = options.has('F') || options.value('follow') === 'name';
    const follows = byName || options.has('f') || options.has('follow');
    const followed: Followed[] = [];
    if (follows && byName)
      for (const path of operands)
        if (!run.process.files.exists(path)) followed.push({ path, input: undefined, ino: 0, size: 0 });
    yield* eachTitled(run, function* (input, path) {
      yield* last(run, input, amount, separator);
      if (!follows) return;
      const stat = run.process.files.stat(path);
      const { ino, size } = failed(stat) || path === '-' ? { ino: 0, size: 0 } : stat;
      followed.push({ path, input: input.retain(), ino, size });
    });
    yield* run.output.flush();
    if (!run.gnu && run.status !== 0 && operands.length === 1) return yield* run.die('no files');
    if (follows && followed.length === 0 && operands.length > 0) return yield* run.die('no files remaining');
    if (follows && followed.some(({ input }) => !input || input.kind === 'file')) yield* follow(run, followed, byName);
    return run.status;
  },
);

/** Bytes that are kept before it is asked what of them is the end. */
const smallest = 1 << 20;

function* last(run: Invocation, input: Descriptor, amount: Amount, separator: number): Task {
  if (amount.sign === '+') {
    let skip = Math.max(0, amount.count - 1);
    for (let bytes = yield* input.read(); bytes; bytes = yield* input.read()) {
      let start = 0;
      if (amount.unit === 'bytes') start = Math.min(skip, bytes.length);
      else
        for (let left = skip; left > 0; left--) {
          const at = bytes.indexOf(separator, start);
          start = at < 0 ? bytes.length : at + 1;
          if (at < 0) break;
          skip--;
        }
      if (amount.unit === 'bytes') skip -= start;
      yield* run.output.writeBytes(bytes.subarray(start));
    }
    return;
  }
  let kept: Uint8Array[] = [];
  let size = 0;
  const held = new HeldBytes(run.process);
  // What is not of the end is let go when it has doubled, so that each byte is looked at a few times only.
  let enough = smallest;
  for (let bytes = yield* input.read(); bytes; bytes = yield* input.read()) {
    kept.push(bytes);
    size += bytes.length;
    yield* held.add(bytes.length);
    if (size < enough) continue;
    const all = concatBytes(kept);
    const end = all.slice(startOfLast(all, amount, separator));
    kept = [end];
    yield* held.add(end.length - size);
    size = end.length;
    enough = Math.max(smallest, 2 * size);
  }
  if (size === 0) return;
  const all = concatBytes(kept);
  yield* run.output.writeBytes(all.subarray(startOfLast(all, amount, separator)));
}

function* follow(run: Invocation, files: readonly Followed[], byName: boolean): Task {
  const seconds = Number(run.options.value('s') ?? 1);
  const interval = Math.max(0.05, Number.isNaN(seconds) ? 1 : seconds) * 1000;
  // The kernel tells GNU's tail at once what busybox looks for once a second.
  const pause = run.gnu && !run.options.has('s') ? 100 : interval;
  const watched = run.options.value('pid');
  let shown = files.at(-1);
  for (;;) {
    for (const file of files) {
      if (byName) yield* reopen(run, file);
      const size = sizeOf(run, file);
      if (file.input?.kind === 'file' && size !== undefined && size < file.size) {
        yield* run.complain(run.gnu ? `${file.path}: file truncated` : `${file.path}: file truncated`, run.status);
        file.input.release();
        const again = yield* run.process.open(file.path, 'read');
        file.input = typeof again === 'string' ? undefined : again;
      }
      if (size !== undefined) file.size = size;
      if (file.input?.kind !== 'file') continue;
      for (let bytes = yield* file.input.read(); bytes; bytes = yield* file.input.read()) {
        if (shown !== file && files.length > 1 && !run.options.has('q')) yield* run.print(`\n==> ${file.path} <==\n`);
        shown = file;
        yield* run.output.writeBytes(bytes);
      }
    }
    yield* run.output.flush();
    if (watched !== undefined && run.process.kill(Number(watched), 0) === 'ESRCH') return;
    yield* sleep(pause);
  }
}

function sizeOf(run: Invocation, file: Followed): number | undefined {
  const stat = file.path === '-' ? undefined : run.process.files.stat(file.path);
  return stat === undefined || failed(stat) || stat.ino !== file.ino ? undefined : stat.size;
}

function* reopen(run: Invocation, file: Followed): Task {
  const stat = run.process.files.stat(file.path);
  if (failed(stat)) {
    if (file.input) {
      yield* run.complain(`${shellQuoted(file.path)} has become inaccessible: ${reason(stat)}`);
      file.input.release();
      file.input = undefined;
    }
    return;
  }
  if (file.input && stat.ino === file.ino) return;
  const opened = yield* run.process.open(file.path, 'read');
  if (typeof opened === 'string') return;
  const what = file.input ? 'has been replaced;  following new file' : 'has appeared;  following new file';
  yield* run.complain(`${shellQuoted(file.path)} ${what}`, run.status);
  file.input?.release();
  file.input = opened;
  file.ino = stat.ino;
  file.size = 0;
}
