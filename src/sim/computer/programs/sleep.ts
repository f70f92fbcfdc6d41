// sleep(1), timeout(1), nohup(1), time(1).
import { race, sleep as wait, type Task } from '../../kernel/task.ts';
import type { Descriptor, Process } from '../contract.ts';
import { exitCode, parseSignal, signalNumber } from '../processes/signals.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { complainTo, shellQuoted } from './text.ts';

const units: Readonly<Record<string, number>> = { '': 1000, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** ms of a duration such as `1.5`, `2m`, `infinity`; undefined if it is none. */
export function parseDuration(text: string): number | undefined {
  if (/^inf(inity)?$/i.test(text)) return Infinity;
  const match = /^\+?(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  return match ? Number(match[1]) * (units[match[2] ?? ''] ?? 1000) : undefined;
}

/** Longest sleep (ms) that is worth a timer; more than any session lasts. */
const forever = 1e12;

/** `sleep` */
export const sleep = applet(
  {
    name: 'sleep',
    short: '+',
    usage: 'NUMBER[SUFFIX]...',
    about: 'Pause for NUMBER seconds.',
    busybox: { usage: '[N]...' },
  },
  function* (run) {
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    let total = 0;
    for (const operand of run.operands) {
      const duration = parseDuration(operand);
      if (duration !== undefined) total += duration;
      else if (run.gnu) yield* run.complain(`invalid time interval ${run.quote(operand)}`);
      else return yield* run.die(`invalid number '${operand}'`);
    }
    if (run.status !== 0) return yield* run.misuse();
    yield* wait(Math.min(total, forever));
    return 0;
  },
);

/** Runs a command as a child; a status after a message when it cannot be run. */
export function* startCommand(run: Invocation, argv: readonly string[]): Task<Process | number> {
  const child = yield* run.process.spawn({ argv });
  if (typeof child !== 'string') return child;
  const name = argv[0] ?? '';
  const text =
    run.name === 'time'
      ? `cannot run ${name}: ${reason(child)}`
      : `failed to run command ${run.quote(name)}: ${reason(child)}`;
  yield* run.complain(run.gnu ? text : `can't execute '${name}': ${reason(child)}`);
  return child === 'ENOENT' ? 127 : 126;
}

/** `timeout` */
export const timeout = applet(
  {
    name: 'timeout',
    short: '+s:k:v',
    long: {
      signal: 's:',
      'kill-after': 'k:',
      verbose: 'v',
      'preserve-status': 'preserve-status',
      foreground: 'foreground',
    },
    usage: '[OPTION] DURATION COMMAND [ARG]...',
    about: 'Start COMMAND, and kill it if still running after DURATION.',
    misuse: 125,
    busybox: { short: '+s:k:', long: {}, usage: '[-s SIG] [-k KILL_SECS] SECS PROG ARGS' },
  },
  function* (run) {
    const { options, process } = run;
    const [limit, ...command] = run.operands;
    if (limit === undefined || command.length === 0) return yield* run.misuse();
    const duration = parseDuration(limit);
    if (duration === undefined)
      return run.gnu
        ? yield* run.misuse(`invalid time interval ${run.quote(limit)}`)
        : yield* run.die(`invalid number '${limit}'`, 1);
    const named = options.value('s') ?? 'TERM';
    const signal = parseSignal(named);
    if (!signal)
      return run.gnu
        ? yield* run.misuse(`${run.quote(named)}: invalid signal`)
        : yield* run.die(`bad signal name '${named}'`, 1);
    const child = yield* startCommand(run, command);
    if (typeof child === 'number') return child;
    if (duration === 0 || (yield* endsWithin(child, duration))) return yield* statusOf(process, child);
    if (options.has('v')) yield* run.complain(`sending signal ${signal} to command ${run.quote(command[0] ?? '')}`);
    process.kill(child.pid, signal);
    const grace = parseDuration(options.value('k') ?? '');
    if (grace !== undefined && grace > 0 && !(yield* endsWithin(child, grace))) {
      process.kill(child.pid, 'KILL');
      yield* statusOf(process, child);
      return 128 + signalNumber('KILL');
    }
    const status = yield* statusOf(process, child);
    // Busybox runs the command in its own place: what kills it is seen by whoever waits.
    const killed = run.gnu || !child.exited.value || !('signal' in child.exited.value) ? undefined : child.exited.value;
    if (killed) process.kill(process.pid, killed.signal);
    if (options.has('preserve-status') || !run.gnu) return status;
    return signal === 'KILL' ? 137 : 124;
  },
);

function* endsWithin(child: Process, limit: number): Task<boolean> {
  function* ended(): Task<boolean> {
    yield* child.exited.wait();
    return true;
  }
  function* late(): Task<boolean> {
    yield* wait(Math.min(limit, forever));
    return false;
  }
  return yield* race([ended(), late()]);
}

/** Waits for a child and gives its status as a shell would. */
export function* statusOf(process: Process, child: Process): Task<number> {
  const ended = yield* process.wait(child);
  return typeof ended === 'string' ? 1 : exitCode(ended.status);
}

/** `nohup` */
export const nohup = applet(
  {
    name: 'nohup',
    short: '+',
    usage: 'COMMAND [ARG]...',
    about: 'Run COMMAND, ignoring hangup signals.',
    misuse: 125,
    busybox: { usage: 'PROG ARGS' },
  },
  function* (run) {
    const { process, operands } = run;
    const [name] = operands;
    if (name === undefined) return yield* run.misuse('missing operand');
    const ignoresInput = process.descriptors.get(0)?.terminal !== undefined;
    const redirects = process.descriptors.get(1)?.terminal !== undefined;
    if (ignoresInput) {
      const nothing = yield* process.open('/dev/null', 'read');
      if (typeof nothing !== 'string') replace(process, 0, nothing);
    }
    if (redirects) {
      const file = yield* process.open('nohup.out', 'append', 0o600);
      if (typeof file === 'string') return yield* run.die(`failed to open 'nohup.out': ${reason(file)}`, 125);
      const where = run.gnu ? "'nohup.out'" : 'nohup.out';
      yield* run.complain(`${run.gnu && ignoresInput ? 'ignoring input and ' : ''}appending output to ${where}`);
      replace(process, 1, file);
      if (process.descriptors.get(2)?.terminal) replace(process, 2, file.retain());
    } else if (ignoresInput && run.gnu) yield* run.complain('ignoring input');
    process.handle('HUP', 'ignore');
    const errno = yield* process.exec({ argv: operands });
    const text = run.gnu ? `failed to run command ${shellQuoted(name)}` : `can't execute '${name}'`;
    yield* run.complain(`${text}: ${reason(errno)}`);
    return errno === 'ENOENT' ? 127 : 126;
  },
);

function replace(process: Process, number: number, to: Descriptor): void {
  process.descriptors.get(number)?.release();
  process.descriptors.set(number, to);
}

/** `time` as a program: busybox's, and GNU's. */
export const time = applet(
  {
    name: 'time',
    short: '+p',
    long: { portability: 'p' },
    unsimulated: ['f', 'o', 'a', 'q', 'v', 'format', 'output', 'append', 'verbose', 'quiet'],
    usage: '[-p] COMMAND [ARG]...',
    about: 'Run COMMAND and report how long it took.',
    busybox: { short: '+p', long: {}, usage: '[-vpa] [-o FILE] PROG ARGS' },
  },
  function* (run) {
    const { process, operands } = run;
    const { kernel } = process.machine;
    if (operands.length === 0) return yield* run.misuse('missing program to run');
    const started = kernel.now;
    const child = yield* startCommand(run, operands);
    if (typeof child === 'number') return child;
    const status = yield* statusOf(process, child);
    const real = (kernel.now - started) / 1000;
    const used = child.info.cpuTime / 1000;
    const minutes = (seconds: number): string => `${Math.floor(seconds / 60)}m ${(seconds % 60).toFixed(2)}s`;
    const text = run.options.has('p')
      ? `real ${real.toFixed(2)}\nuser ${used.toFixed(2)}\nsys 0.00\n`
      : run.gnu
        ? `${used.toFixed(2)}user 0.00system ${Math.floor(real / 60)}:${(real % 60).toFixed(2).padStart(5, '0')}elapsed ${Math.round((used / Math.max(real, 0.001)) * 100)}%CPU\n`
        : `real\t${minutes(real)}\nuser\t${minutes(used)}\nsys\t${minutes(0)}\n`;
    yield* complainTo(process, text);
    return status;
  },
);
