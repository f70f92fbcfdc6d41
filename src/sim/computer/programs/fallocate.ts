// fallocate(1): makes a file as long as asked for.
import { failed } from '../filesystem/errno.ts';
import { applet, reason } from './invocation.ts';
import { parseSize } from './sizes.ts';

/** `fallocate` */
export const fallocate = applet(
  {
    name: 'fallocate',
    short: 'l:no:vx',
    long: { length: 'l:', offset: 'o:', 'keep-size': 'n', verbose: 'v', posix: 'x' },
    unsimulated: ['c', 'd', 'i', 'p', 'z', 'collapse-range', 'dig-holes', 'insert-range', 'punch-hole', 'zero-range'],
    usage: '[options] <filename>',
    about: 'Preallocate space to, or deallocate space from a file.',
    version: 'util-linux) 2.38.1',
    busybox: { short: 'l:o:', long: {}, usage: '[-o OFS] -l LEN FILE' },
  },
  function* (run) {
    const { options, process } = run;
    const [path, extra] = run.operands;
    const length = options.value('l');
    if (!run.gnu && (length === undefined || path === undefined)) return yield* run.misuse();
    const [size, offset] = [parseSize(length ?? ''), parseSize(options.value('o') ?? '0')];
    if (path === undefined) return yield* run.die('no filename specified');
    if (extra !== undefined) return yield* run.die('unexpected number of arguments');
    if (length === undefined) return yield* run.die('no length argument specified');
    if (size === undefined || size <= 0) return yield* run.die('invalid length value specified');
    if (offset === undefined) return yield* run.die('invalid offset value specified');
    const { files } = process;
    const opened = yield* process.open(path, 'append');
    if (typeof opened === 'string') return yield* run.die(`cannot open ${path}: ${reason(opened)}`);
    opened.release();
    const stat = files.stat(path);
    const before = failed(stat) ? 0 : stat.size;
    const failure = options.has('n') ? undefined : files.truncate(path, Math.max(before, offset + size));
    if (failure) return yield* run.die(`fallocate failed: ${reason(failure)}`);
    return 0;
  },
);
