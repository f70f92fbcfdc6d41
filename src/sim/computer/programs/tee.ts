// tee(1).
import type { Descriptor } from '../contract.ts';
import { applet, reason } from './invocation.ts';

/** `tee` */
export const tee = applet(
  {
    name: 'tee',
    short: 'aip',
    long: { append: 'a', 'ignore-interrupts': 'i', 'output-error': 'output-error::' },
    usage: '[OPTION]... [FILE]...',
    about: 'Copy standard input to each FILE, and also to standard output.',
    busybox: { short: 'ai', long: {}, usage: '[-ai] [FILE]...' },
  },
  function* (run) {
    const { options, process } = run;
    if (options.has('i')) process.handle('INT', 'ignore');
    const outputs: { path: string; to: Descriptor }[] = [];
    for (const path of run.operands) {
      const to = yield* process.open(path, options.has('a') ? 'append' : 'write');
      if (typeof to === 'string') yield* run.complain(`${path}: ${reason(to)}`);
      else outputs.push({ path, to });
    }
    const input = process.descriptors.get(0);
    if (input)
      for (let bytes = yield* input.read(); bytes; bytes = yield* input.read()) {
        yield* run.output.writeBytes(bytes);
        for (const { path, to } of outputs) {
          const errno = yield* to.write(bytes);
          if (errno) yield* run.complain(`${path}: ${reason(errno)}`);
        }
      }
    for (const { to } of outputs) to.release();
    return run.status;
  },
);
