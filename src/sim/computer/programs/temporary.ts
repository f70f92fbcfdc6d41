// mktemp(1).
import { failed } from '../filesystem/errno.ts';
import { joinPath } from '../filesystem/path.ts';
import { applet, reason } from './invocation.ts';
import { shellQuoted } from './text.ts';

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** `mktemp` */
export const mktemp = applet(
  {
    name: 'mktemp',
    short: 'dp:qtu',
    long: { directory: 'd', tmpdir: 'tmpdir::', quiet: 'q', suffix: 'suffix:', 'dry-run': 'u' },
    usage: '[OPTION]... [TEMPLATE]',
    about: 'Create a temporary file or directory, safely, and print its name.',
    busybox: { short: 'dqtp:u', long: {}, usage: '[-dt] [-p DIR] [TEMPLATE]' },
  },
  function* (run) {
    const { options, process } = run;
    const [given, extra] = run.operands;
    if (extra !== undefined) return yield* run.misuse('too many templates');
    const usual = process.env.get('TMPDIR') || '/tmp';
    const suffix = options.value('suffix') ?? '';
    const template = (given ?? (run.gnu ? 'tmp.XXXXXXXXXX' : 'tmp.XXXXXX')) + suffix;
    const match = /^(.*?)(X{3,})([^X/]*)$/s.exec(template.replace(/^(.*[^X])?(X+)([^X]*)$/s, '$1$2$3'));
    const directory =
      options.value('p') ??
      (options.has('tmpdir') ? options.value('tmpdir') || usual : undefined) ??
      (options.has('t') || given === undefined ? usual : undefined);
    if (!match || (!run.gnu && !/X{6}$/.test(template)))
      return yield* run.die(run.gnu ? `too few X's in template ${run.quote(template)}` : '(null): Invalid argument');
    const [, before = '', marks = '', after = ''] = match;
    const random = process.machine.kernel.random('temporary names');
    for (;;) {
      const filling = Array.from(marks, () => letters.charAt(random.integer(letters.length))).join('');
      const name = before + filling + after;
      const path = directory === undefined ? name : joinPath(directory, name);
      if (!failed(process.files.lstat(path))) continue;
      if (!options.has('u')) {
        const made = options.has('d')
          ? process.files.mkdir(path, 0o700)
          : process.files.open(path, { write: true, create: true, exclusive: true }, 0o600);
        if (failed(made)) {
          if (options.has('q')) return 1;
          const shown = directory === undefined ? template : joinPath(directory, template);
          const kind = options.has('d') ? 'directory' : 'file';
          return yield* run.die(
            run.gnu
              ? `failed to create ${kind} via template ${shellQuoted(shown)}: ${reason(made)}`
              : `(null): ${reason(made)}`,
          );
        }
        if (made) made.close();
      }
      yield* run.print(`${path}\n`);
      return 0;
    }
  },
);
