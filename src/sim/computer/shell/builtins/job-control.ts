// `jobs`, `fg`, `bg`, `wait`, `kill`, `disown`.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import type { ExitStatus, Process } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { exitCode, parseSignal, signalNumber, signalOfNumber, signals } from '../../processes/signals.ts';
import type { Job } from '../jobs.ts';
import { jobLine, reapJobs, statusText, waitFor, waitForJob } from '../run/wait.ts';
import type { Shell } from '../shell.ts';
import { badOption, letters } from './builtin.ts';

/** `jobs [-lprs] [job…]` */
export function* jobs(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'lpnrs');
  if (bad !== undefined)
    return yield* badOption(shell, 'jobs', bad, 'jobs [-lnprs] [jobspec ...] or jobs -x command [args]');
  yield* reapJobs(shell);
  let status = 0;
  const all = shell.dialect === 'bash' ? [...shell.jobs.all] : shell.jobs.recent;
  const shown: Job[] = operands.length === 0 ? all : [];
  for (const operand of operands) {
    const job = shell.jobs.find(operand);
    if (job) shown.push(job);
    else status = yield* noSuchJob(shell, 'jobs', operand);
  }
  for (const job of shown) {
    if (options.has('r') && job.state !== 'running') continue;
    if (options.has('s') && job.state !== 'stopped') continue;
    yield* shell.write(
      1,
      options.has('p') ? `${job.processes[0]?.pid ?? 0}\n` : `${jobLine(shell, job, options.has('l'))}\n`,
    );
    job.told = job.state;
    if (job.state === 'done') shell.jobs.remove(job);
  }
  return status;
}

function* noSuchJob(shell: Shell, builtin: string, operand: string): Task<number> {
  const current = operand === '%+' || operand === '%%' || operand === '%';
  const texts = {
    bash: `${builtin}: ${current ? 'current' : operand}: no such job`,
    dash: current ? `${builtin}: No current job` : `${builtin}: No such job: ${operand}`,
    ash: current ? `${builtin}: No current job` : `${builtin}: ${operand}: no such job`,
  };
  yield* shell.complain(texts[shell.dialect]);
  return shell.dialect === 'bash' ? 1 : 2;
}

function* currentJob(shell: Shell, builtin: string, operand: string | undefined): Task<Job | undefined> {
  if (!shell.options.has('monitor')) {
    yield* shell.complain(
      shell.dialect === 'bash' ? `${builtin}: no job control` : `${builtin}: job control not enabled`,
    );
    return undefined;
  }
  const job = shell.jobs.find(operand === undefined || operand.startsWith('%') ? (operand ?? '%+') : `%${operand}`);
  if (!job) yield* noSuchJob(shell, builtin, operand ?? '%+');
  return job;
}

/** Lets a stopped job go on. */
function resume(shell: Shell, job: Job): void {
  const leader = job.processes[0];
  if (leader) shell.process.kill(-leader.group, 'CONT');
  job.state = 'running';
  job.told = 'running';
  shell.jobs.touch(job);
}

/** `fg [job]` */
export function* fg(shell: Shell, args: readonly string[]): Task<number> {
  yield* reapJobs(shell);
  const job = yield* currentJob(shell, 'fg', args[1]);
  if (!job) return shell.dialect === 'bash' ? 1 : 2;
  yield* shell.write(1, `${job.text}\n`);
  const leader = job.processes[0];
  if (shell.process.terminal && leader) shell.process.terminal.foreground = leader.hostPid;
  resume(shell, job);
  return yield* waitForJob(shell, job.processes, job.text, job);
}

/** `bg [job]` */
export function* bg(shell: Shell, args: readonly string[]): Task<number> {
  yield* reapJobs(shell);
  const job = yield* currentJob(shell, 'bg', args[1]);
  if (!job) return shell.dialect === 'bash' ? 1 : 2;
  if (job.state === 'running' && shell.dialect === 'bash') {
    yield* shell.complain(`bg: job ${job.number} already in background`);
    return 0;
  }
  resume(shell, job);
  yield* shell.write(
    1,
    shell.dialect === 'bash'
      ? `[${job.number}]${shell.jobs.mark(job)} ${job.text} &\n`
      : `[${job.number}] ${job.text}\n`,
  );
  return 0;
}

/** Waits for a process unless a trapped signal comes first; undefined then. */
function* waitOrSignal(shell: Shell, child: Process): Task<ExitStatus | undefined> {
  if (!shell.interactive && shell.traps.size === 0) return yield* waitFor(shell, child);
  function* signal(): Task<undefined> {
    yield* shell.signalled.next();
    return undefined;
  }
  function* ended(): Task<true> {
    if (!child.exited.opened) yield* child.exited.wait();
    return true;
  }
  if ((yield* race<true | undefined>([ended(), signal()])) === undefined) return undefined;
  return yield* waitFor(shell, child);
}

/** The status of a process of a job. `named`: it was asked for by itself, so dash and ash tell the signal that ended it. */
function* waitForOne(shell: Shell, job: Job, child: Process, named = false): Task<number> {
  const known = job.ended.get(child);
  const ended = known ?? (yield* waitOrSignal(shell, child));
  if (!ended) return shell.interrupted ? 130 : 128 + signalNumber(shell.pending[0] ?? 'INT');
  job.ended.set(child, ended);
  if (named && shell.dialect !== 'bash' && !shell.interactive && 'signal' in ended && ended.signal !== 'INT')
    yield* shell.write(2, `${statusText(ended, shell.dialect)}\n`);
  if (job.processes.every((one) => job.ended.has(one))) {
    job.state = 'done';
    // A user is told: by bash now, by dash and ash before the next prompt.
    if (shell.interactive && shell.dialect === 'bash') yield* shell.write(2, `${jobLine(shell, job)}\n`);
    if (!shell.interactive || shell.dialect === 'bash') shell.jobs.remove(job);
    if (child === job.processes.at(-1)) shell.endedJobs.set(child.pid, exitCode(ended));
  }
  return exitCode(ended);
}

/** `wait [-n] [pid | job…]` */
export function* wait(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands, bad } = letters(args, 'nfp:');
  if (bad !== undefined) return yield* badOption(shell, 'wait', bad, 'wait [-fn] [-p var] [id ...]');
  yield* reapJobs(shell);
  if (operands.length === 0) {
    if (options.has('n')) {
      const running = shell.jobs.all.flatMap((job) => job.processes.map((child) => ({ job, child })));
      const done =
        running.find(({ job, child }) => job.ended.has(child)) ?? running.find(({ child }) => child.exited.opened);
      if (done) return yield* waitForOne(shell, done.job, done.child);
      if (running.length === 0) return 127;
      const first = yield* race(
        running.map(function* (one): Task<(typeof running)[number]> {
          yield* one.child.exited.wait();
          return one;
        }),
      );
      return yield* waitForOne(shell, first.job, first.child);
    }
    for (const job of [...shell.jobs.all])
      for (const child of job.processes) {
        if (job.state === 'stopped') continue;
        const status = yield* waitForOne(shell, job, child);
        if (shell.pending.length > 0 || shell.interrupted) return status;
      }
    return 0;
  }
  let status = 0;
  for (const operand of operands) {
    if (!/^(%|\d+$)/.test(operand)) {
      const texts = {
        bash: `wait: \`${operand}': not a pid or valid job spec`,
        dash: `wait: Illegal number: ${operand}`,
        ash: `wait: Illegal number: ${operand}`,
      };
      yield* shell.complain(texts[shell.dialect]);
      status = shell.dialect === 'bash' ? 1 : 2;
      continue;
    }
    const job = shell.jobs.find(operand);
    const child = operand.startsWith('%')
      ? job?.processes.at(-1)
      : job?.processes.find(({ pid }) => String(pid) === operand);
    if (job && child) {
      status = yield* waitForOne(shell, job, child, true);
      if (shell.pending.length > 0 || shell.interrupted) return status;
    } else if (shell.endedJobs.has(Number(operand))) status = shell.endedJobs.get(Number(operand)) ?? 127;
    else {
      status = 127;
      if (shell.dialect === 'bash')
        yield* shell.complain(
          operand.startsWith('%')
            ? `wait: ${operand}: no such job`
            : `wait: pid ${operand} is not a child of this shell`,
        );
    }
  }
  return status;
}

/** `kill [-s signal | -signal] pid | job…`, `kill -l [status]` */
export function* kill(shell: Shell, args: readonly string[]): Task<number> {
  let signal = parseSignal('TERM');
  let zero = false;
  let rest = args.slice(1);
  const first = rest[0];
  const usage = function* (): Task<number> {
    if (shell.dialect === 'bash')
      yield* shell.write(
        2,
        'kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n',
      );
    else
      yield* shell.write(
        2,
        shell.dialect === 'dash'
          ? `${shell.prefix()}kill: Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]\n`
          : `${shell.prefix()}you need to specify whom to kill\n`,
      );
    return shell.dialect === 'ash' ? 1 : 2;
  };
  if (first === undefined) return yield* usage();
  if (first === '-l' || first === '-L') return yield* listSignals(shell, rest.slice(1));
  if (first === '-s' || first === '-n') {
    signal = parseSignal(rest[1] ?? '');
    zero = rest[1] === '0';
    if (!signal && !zero) return yield* badSignal(shell, rest[1] ?? '');
    rest = rest.slice(2);
  } else if (/^-./.test(first) && first !== '--') {
    signal = parseSignal(first.slice(1));
    zero = first === '-0';
    if (!signal && !zero) return yield* badSignal(shell, first.slice(1));
    rest = rest.slice(1);
  }
  if (rest[0] === '--') rest = rest.slice(1);
  if (rest.length === 0) return yield* usage();
  let status = 0;
  for (const operand of rest) {
    const job = operand.startsWith('%') ? shell.jobs.find(operand) : undefined;
    if (operand.startsWith('%') && !job) {
      status = yield* noSuchJob(shell, 'kill', operand);
      continue;
    }
    if (!job && !/^-?\d+$/.test(operand)) {
      const texts = {
        bash: `kill: ${operand}: arguments must be process or job IDs`,
        dash: `kill: Illegal number: ${operand}`,
        ash: `kill: invalid number '${operand}'`,
      };
      yield* shell.complain(texts[shell.dialect]);
      status = shell.dialect === 'dash' ? 2 : 1;
      continue;
    }
    const leader = job?.processes[0];
    const pid = job && leader ? (shell.options.has('monitor') ? -leader.group : leader.pid) : Number(operand);
    const errno = shell.process.kill(pid, zero ? 0 : (signal ?? 'TERM'));
    if (!errno) {
      if (job?.state === 'stopped' && (signal === 'TERM' || signal === 'HUP')) shell.process.kill(pid, 'CONT');
      continue;
    }
    status = 1;
    const text = strerror(errno);
    const texts = {
      bash: `kill: (${operand}) - ${text}`,
      dash: `kill: ${text}\n`,
      ash: `kill: can't kill pid ${operand}: ${text}`,
    };
    yield* shell.write(
      2,
      shell.dialect === 'ash'
        ? `${shell.prefix()}can't kill pid ${operand}: ${text}\n`
        : `${shell.prefix()}${texts[shell.dialect]}\n`,
    );
  }
  // A signal to the shell itself acts before the next command.
  yield* sleep(0);
  return status;
}

function* badSignal(shell: Shell, text: string): Task<number> {
  const texts = {
    bash: `kill: ${text}: invalid signal specification`,
    dash: `kill: Illegal option -${text.charAt(0)}`,
    ash: `kill: bad signal name '${text}'`,
  };
  yield* shell.write(
    2,
    shell.dialect === 'ash'
      ? `${shell.prefix()}bad signal name '${text}'\n`
      : `${shell.prefix()}${texts[shell.dialect]}\n`,
  );
  return shell.dialect === 'dash' ? 2 : 1;
}

function* listSignals(shell: Shell, given: readonly string[]): Task<number> {
  for (const text of given) {
    const number = Number(text);
    const name = Number.isNaN(number) ? undefined : signalOfNumber(number > 128 ? number - 128 : number);
    const signal = parseSignal(text);
    yield* shell.write(1, `${name ?? (signal ? signalNumber(signal) : '')}\n`);
  }
  if (given.length > 0) return 0;
  if (shell.dialect !== 'bash') {
    yield* shell.write(
      1,
      signals
        .map((signal, index) =>
          shell.dialect === 'dash' ? `${signal}\n` : `${String(index + 1).padStart(2)}) ${signal}\n`,
        )
        .join(''),
    );
    return 0;
  }
  const cells = signals.map((signal, index) => `${String(index + 1).padStart(2)}) SIG${signal}`);
  let text = '';
  for (const [index, cell] of cells.entries())
    text += cell + (index % 5 === 4 || index === cells.length - 1 ? '\n' : '\t');
  yield* shell.write(1, text);
  return 0;
}

/** `disown [-a] [job…]` */
export function* disown(shell: Shell, args: readonly string[]): Task<number> {
  const { options, operands } = letters(args, 'har');
  const chosen = options.has('a')
    ? [...shell.jobs.all]
    : (operands.length > 0 ? operands : ['%+']).map((operand) => shell.jobs.find(operand));
  let status = 0;
  for (const [index, job] of chosen.entries())
    if (job) shell.jobs.remove(job);
    else status = yield* noSuchJob(shell, 'disown', operands[index] ?? 'current');
  return status;
}
