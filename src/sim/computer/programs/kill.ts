// kill(1), pkill, pgrep, pidof, killall.
import type { Task } from '../../kernel/task.ts';
import type { Process, Signal } from '../contract.ts';
import { strerror } from '../filesystem/errno.ts';
import { basename } from '../filesystem/path.ts';
import { parseSignal, signalNumber, signalOfNumber, signals } from '../processes/signals.ts';
import { applet, type Invocation } from './invocation.ts';
import { findUser } from './users.ts';

/** Takes `-9`, `-KILL`, `-SIGKILL` out of the arguments as `-s`. */
const signalFirst = (args: readonly string[]): readonly string[] =>
  args.map((arg, index) =>
    index === 0 &&
    /^-(\d+|[A-Z][A-Z0-9]+)$/.test(arg) &&
    (arg.slice(1) === '0' || parseSignal(arg.slice(1)) || /^-\d+$/.test(arg))
      ? `--signal=${arg.slice(1)}`
      : /^-\d+$/.test(arg) && index > 0
        ? `-- pid=${arg}`
        : arg,
  );

/** The signal that was asked for; ends the program when there is none of that name. */
function* wanted(run: Invocation): Task<Signal | 0> {
  const text = run.options.value('s') ?? 'TERM';
  if (text === '0' || text === 'EXIT') return 0;
  const signal = parseSignal(text);
  if (signal) return signal;
  if (run.gnu) return yield* run.die(`unknown signal name ${text}`.replace(/name (\d+)$/, '$1'));
  return yield* run.die(`bad signal name '${text}'`);
}

/** `kill` */
export const kill = applet(
  {
    name: 'kill',
    short: 's:l::L',
    long: { signal: 's:', list: 'l::', table: 'L', ' pid': 'pid:' },
    usage: '[options] <pid> [...]',
    about: 'Send a signal to processes.',
    version: 'procps-ng 4.0.4',
    busybox: { long: { signal: 's:', ' pid': 'pid:' }, short: 's:l', usage: '[-l] [-SIG] PID...' },
    prepare: signalFirst,
  },
  function* (run) {
    const { options, process } = run;
    if (options.has('l') || options.has('L')) {
      const values = [options.value('l') ?? '', ...run.operands].filter((value) => value !== '');
      if (values.length === 0)
        yield* run.print(
          run.gnu
            ? `${signals.join(' ')}\n`
            : signals.map((signal, index) => `${String(index + 1).padStart(2)}) ${signal}\n`).join(''),
        );
      for (const value of values) {
        const number = Number(value);
        const signal = /^\d+$/.test(value) ? signalOfNumber(number > 128 ? number - 128 : number) : parseSignal(value);
        if (!signal) yield* run.complain(`unknown signal '${value}'`);
        else yield* run.print(`${/^\d+$/.test(value) ? signal : signalNumber(signal)}\n`);
      }
      return run.status;
    }
    const signal = yield* wanted(run);
    const pids = [...options.values('pid'), ...run.operands];
    if (pids.length === 0) {
      if (!run.gnu) return yield* run.die('you need to specify whom to kill');
      return yield* run.misuse('not enough arguments');
    }
    for (const text of pids) {
      if (!/^-?\d+$/.test(text)) {
        yield* run.complain(run.gnu ? `failed to parse argument: '${text}'` : `invalid number '${text}'`);
        continue;
      }
      const errno = process.kill(Number(text), signal);
      if (errno)
        yield* run.complain(
          run.gnu ? `(${text}): ${strerror(errno)}`.replace(/^/, '') : `can't kill pid ${text}: ${strerror(errno)}`,
        );
    }
    return run.status;
  },
);

/** The name that a process is known by: of its program, at most 15 characters (comm). */
export const commandName = (process: Process): string =>
  basename((process.argv[0] ?? '').replace(/^-/, '').split(' ')[0] ?? '').slice(0, 15);

function* matching(run: Invocation): Task<Process[]> {
  const { options, process } = run;
  const [pattern] = run.operands;
  if (pattern === undefined && !options.has('u') && !options.has('P'))
    return yield* run.misuse('no matching criteria specified');
  let regex: RegExp;
  try {
    regex = new RegExp(options.has('x') ? `^(?:${pattern ?? ''})$` : (pattern ?? ''), options.has('i') ? 'iu' : 'u');
  } catch {
    return yield* run.die(`bad regex '${pattern ?? ''}'`, 2);
  }
  const users = options
    .value('u')
    ?.split(',')
    .map((name) => findUser(process.files, name)?.uid ?? Number(name));
  const parents = options.value('P')?.split(',').map(Number);
  const found = process.visible().filter((one) => {
    if (one === process || one.exited.opened) return false;
    if (users && !users.includes(one.credentials.uid)) return false;
    if (parents && !parents.includes(one.parentSeenBy(process))) return false;
    const matches = regex.test(options.has('f') ? one.argv.join(' ') : commandName(one));
    return matches !== options.has('v');
  });
  if (options.has('o')) return found.slice(0, 1);
  return options.has('n') ? found.slice(-1) : found;
}

const matchOptions = {
  short: 'fxvnou:P:lais:c',
  long: {
    full: 'f',
    exact: 'x',
    inverse: 'v',
    newest: 'n',
    oldest: 'o',
    euid: 'u:',
    parent: 'P:',
    'list-name': 'l',
    'list-full': 'a',
    'ignore-case': 'i',
    signal: 's:',
    count: 'c',
  },
  usage: '[options] <pattern>',
  misuse: 2,
  prepare: signalFirst,
};

/** `pgrep` */
export const pgrep = applet(
  { ...matchOptions, name: 'pgrep', about: 'Look up processes by name and other attributes.' },
  function* (run) {
    const found = yield* matching(run);
    const { options } = run;
    if (options.has('c')) yield* run.print(`${found.length}\n`);
    else
      for (const one of found) {
        const more = options.has('a')
          ? ` ${one.argv.join(' ')}`
          : options.has('l')
            ? ` ${run.gnu ? commandName(one) : one.argv.join(' ')}`
            : '';
        yield* run.print(`${pidOf(run, one)}${more}\n`);
      }
    return found.length > 0 ? 0 : 1;
  },
);

const pidOf = (run: Invocation, one: Process): number => one.pidSeenBy(run.process);

/** `pkill` */
export const pkill = applet(
  { ...matchOptions, name: 'pkill', about: 'Signal processes by name and other attributes.' },
  function* (run) {
    const signal = yield* wanted(run);
    const found = yield* matching(run);
    for (const one of found) {
      const errno = run.process.kill(pidOf(run, one), signal);
      if (errno) yield* run.complain(`killing pid ${pidOf(run, one)} failed: ${strerror(errno)}`);
    }
    return found.length > 0 ? run.status : 1;
  },
);

/** `killall` */
export const killall = applet(
  {
    name: 'killall',
    short: 's:qlwv',
    long: { signal: 's:', quiet: 'q' },
    usage: '[-s SIGNAL] NAME...',
    about: 'Kill processes by name.',
    prepare: signalFirst,
  },
  function* (run) {
    const signal = yield* wanted(run);
    if (run.operands.length === 0) return yield* run.misuse('no process specified');
    for (const name of run.operands) {
      const found = run.process
        .visible()
        .filter((one) => one !== run.process && !one.exited.opened && commandName(one) === name);
      for (const one of found) run.process.kill(pidOf(run, one), signal);
      if (found.length > 0) continue;
      if (run.options.has('q')) run.status = 1;
      else yield* run.complain(`${name}: no process ${run.gnu ? 'found' : 'killed'}`);
    }
    return run.status;
  },
);

/** `pidof` */
export const pidof = applet(
  {
    name: 'pidof',
    short: 'so:',
    usage: '[-s] [-o PID] NAME...',
    about: 'List PIDs of all processes with names that match NAMEs.',
  },
  function* (run) {
    const omitted = run.options.values('o').map(Number);
    let pids = run.process
      .visible()
      .filter((one) => !one.exited.opened && run.operands.includes(commandName(one)))
      .map((one) => pidOf(run, one))
      .filter((pid) => !omitted.includes(pid))
      .reverse();
    if (run.options.has('s')) pids = pids.slice(0, 1);
    if (pids.length === 0) return 1;
    yield* run.print(`${pids.join(' ')}\n`);
    return 0;
  },
);
