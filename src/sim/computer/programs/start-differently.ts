// Programs that start a command with something changed about it: setsid(1), stdbuf(1), nice(1), taskset(1).
import type { Task } from '../../kernel/task.ts';
import { strerror } from '../filesystem/errno.ts';
import { applet, type Invocation } from './invocation.ts';
import { statusOf } from './sleep.ts';

/** Becomes the command; comes back with a status only when it cannot be run. */
function* becomes(run: Invocation, argv: readonly string[]): Task<number> {
  yield* run.output.flush();
  const errno = yield* run.process.exec({ argv });
  const name = argv[0] ?? '';
  const coreutils = run.name === 'nice' || run.name === 'stdbuf';
  const failedTo = coreutils ? (run.name === 'stdbuf' ? `failed to run command ${run.quote(name)}` : run.quote(name)) : `failed to execute ${name}`; // prettier-ignore
  yield* run.complain(run.gnu ? `${failedTo}: ${strerror(errno)}` : `can't execute '${name}': ${strerror(errno)}`);
  return errno === 'ENOENT' ? 127 : 126;
}

/** `setsid`: a process group of its own. */
export const setsid = applet(
  {
    name: 'setsid',
    short: '+cfw',
    long: { ctty: 'c', fork: 'f', wait: 'w' },
    usage: '[options] <program> [arguments ...]',
    about: 'Run a program in a new session.',
    version: 'util-linux) 2.38.1',
    busybox: { short: '+c', long: {}, usage: '[-c] PROG ARGS' },
  },
  function* (run) {
    const { process, options, operands } = run;
    if (operands.length === 0) return yield* run.misuse('no command specified');
    const child = yield* process.spawn({ argv: operands, group: 'new' });
    if (typeof child === 'string') {
      const [name = ''] = operands;
      yield* run.complain(
        run.gnu ? `failed to execute ${name}: ${strerror(child)}` : `can't execute '${name}': ${strerror(child)}`,
      );
      return child === 'ENOENT' ? 127 : 126;
    }
    // The real one forks only when it leads a group; whoever started it waits for its end otherwise.
    return options.has('f') && !options.has('w') ? 0 : yield* statusOf(process, child);
  },
);

/** `stdbuf`: every program here writes its lines at once to a terminal, and its buffer at its end otherwise. */
export const stdbuf = applet(
  {
    name: 'stdbuf',
    short: '+e:i:o:',
    long: { error: 'e:', input: 'i:', output: 'o:' },
    usage: 'OPTION... COMMAND',
    about: 'Run COMMAND, with modified buffering operations for its standard streams.',
    misuse: 125,
  },
  function* (run) {
    const { options, operands } = run;
    if (operands.length === 0) return yield* run.misuse('missing operand');
    if (options.given.length === 0) return yield* run.misuse('you must specify a buffering mode option');
    for (const { name, value } of options.given) {
      if (name === 'i' && value === 'L') return yield* run.misuse('line buffering stdin is meaningless');
      if (!/^(?:L|\d+[KMG]?B?)$/.test(value)) return yield* run.die(`invalid mode ${run.quote(value)}`);
    }
    return yield* becomes(run, operands);
  },
);

/** `nice`: without a command the niceness, which is 0 here for everybody. */
export const nice = applet(
  {
    name: 'nice',
    short: '+n:',
    long: { adjustment: 'n:' },
    usage: '[OPTION] [COMMAND [ARG]...]',
    about: 'Run COMMAND with an adjusted niceness.',
    misuse: 125,
    prepare: (args) => args.map((arg, at) => (at === 0 ? arg.replace(/^-(-?\d+)$/, '-n$1') : arg)),
  },
  function* (run) {
    const { options, operands } = run;
    const given = options.value('n');
    if (given !== undefined && !/^[+-]?\d+$/.test(given))
      return yield* run.die(`invalid adjustment ${run.quote(given)}`);
    if (operands.length > 0) return yield* becomes(run, operands);
    if (given !== undefined) return yield* run.misuse('a command must be given with an adjustment');
    yield* run.print('0\n');
    return 0;
  },
);
