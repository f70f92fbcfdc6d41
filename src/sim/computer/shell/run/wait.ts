// Waiting for the processes of a job, and telling how they ended.
import type { Task } from '../../../kernel/task.ts';
import type { ExitStatus, Process, Signal } from '../../contract.ts';
import { exitCode, signalNumber } from '../../processes/signals.ts';
import type { Job } from '../jobs.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';

const signalTexts: Readonly<Partial<Record<Signal, string>>> = {
  HUP: 'Hangup',
  INT: 'Interrupt',
  QUIT: 'Quit',
  ILL: 'Illegal instruction',
  TRAP: 'Trace/breakpoint trap',
  ABRT: 'Aborted',
  BUS: 'Bus error',
  FPE: 'Floating point exception',
  KILL: 'Killed',
  USR1: 'User defined signal 1',
  SEGV: 'Segmentation fault',
  USR2: 'User defined signal 2',
  PIPE: 'Broken pipe',
  ALRM: 'Alarm clock',
  TERM: 'Terminated',
};

/** How a process ended, as `jobs` tells it: `Done`, `Exit 3`, `Killed`. */
export function statusText(status: ExitStatus, dialect: Shell['dialect']): string {
  if ('code' in status) {
    if (status.code === 0) return 'Done';
    return dialect === 'bash' ? `Exit ${status.code}` : `Done(${status.code})`;
  }
  const text = signalTexts[status.signal] ?? `Signal ${signalNumber(status.signal)}`;
  return status.coreDumped ? `${text} (core dumped)` : text;
}

/** Waits until a process has ended or, in a shell with job control, was stopped; undefined then. */
export function* waitFor(shell: Shell, child: Process): Task<ExitStatus | undefined> {
  while (!child.exited.opened) {
    if (shell.options.has('monitor') && child.info.state === 'T') return undefined;
    yield* child.changed.next();
  }
  shell.childTime += child.info.cpuTime;
  const ended = yield* shell.process.wait(child);
  // Whoever waits takes the others along: what was left to a shell that is PID 1 does not stay a zombie.
  for (const other of shell.process.children) if (other.exited.opened) yield* shell.process.wait(other);
  return typeof ended === 'string' ? child.exited.value : ended.status;
}

/** Puts processes in the foreground, waits for them and takes the terminal back; the status of the job. */
export function* waitForJob(shell: Shell, children: readonly Process[], text: string, known?: Job): Task<number> {
  const { terminal } = shell.process;
  const monitored = shell.options.has('monitor');
  const leader = children[0];
  if (monitored && terminal && leader) terminal.foreground = leader.hostPid;
  const statuses: number[] = [];
  let last: ExitStatus | undefined;
  try {
    for (const child of children) {
      const ended = known?.ended.get(child) ?? (yield* waitFor(shell, child));
      if (!ended) return yield* stopped(shell, children, text, known);
      known?.ended.set(child, ended);
      last = ended;
      statuses.push(exitCode(ended));
    }
  } finally {
    if (monitored && terminal) terminal.foreground = shell.foregroundGroup;
  }
  if (known) shell.jobs.remove(known);
  shell.pipeStatus = statuses;
  if (last && 'signal' in last) yield* tellSignal(shell, last, children.at(-1), text);
  const status = statuses.at(-1) ?? 0;
  if (!shell.options.has('pipefail')) return status;
  return statuses.findLast((one) => one !== 0) ?? 0;
}

function* stopped(shell: Shell, children: readonly Process[], text: string, known: Job | undefined): Task<number> {
  const job = known ?? shell.jobs.add(children, text, 'stopped');
  job.state = 'stopped';
  job.told = 'stopped';
  shell.jobs.touch(job);
  yield* shell.write(2, `${shell.dialect === 'bash' ? '\n' : ''}${jobLine(shell, job)}\n`);
  return 128 + signalNumber('TSTP');
}

function* tellSignal(
  shell: Shell,
  status: ExitStatus & { signal: Signal },
  child: Process | undefined,
  text: string,
): Task {
  if (status.signal === 'INT') {
    if (!shell.interactive) return;
    // dash and ash take the interrupt as their own, and so does a trap.
    if (shell.dialect !== 'bash' && shell.traps.get('INT')) {
      shell.pending.push('INT');
      return;
    }
    yield* shell.write(2, '\n');
    throw new Jump('abort', 130);
  }
  if (status.signal === 'PIPE' || shell.subshell > 0) return;
  const told = statusText(status, shell.dialect);
  if (shell.dialect !== 'bash' || shell.interactive) yield* shell.write(2, `${told}\n`);
  else yield* shell.write(2, `${shell.prefix()}${String(child?.pid ?? 0).padStart(5)} ${told.padEnd(23)} ${text}\n`);
}

/** The line of a job in `jobs`. */
export function jobLine(shell: Shell, job: Job, withPids = false): string {
  const pid = withPids ? `${job.processes[0]?.pid ?? 0} ` : '';
  const last = job.processes.at(-1);
  const ended = last && job.ended.get(last);
  const state =
    job.state === 'running'
      ? 'Running'
      : job.state === 'stopped'
        ? 'Stopped'
        : ended
          ? statusText(ended, shell.dialect)
          : 'Done';
  const mark = shell.jobs.mark(job);
  if (shell.dialect === 'dash') return `[${job.number}] ${mark} ${pid}${state.padEnd(26)} ${job.text}`;
  if (shell.dialect === 'ash') return `[${job.number}]${mark}  ${pid}${state.padEnd(26)} ${job.text}`;
  return `[${job.number}]${mark}  ${pid}${state.padEnd(23)} ${job.text}${job.state === 'running' ? ' &' : ''}`;
}

/** Looks at background jobs without waiting: which of them have ended meanwhile. */
export function* reapJobs(shell: Shell): Task {
  for (const job of shell.jobs.all) {
    for (const child of job.processes) {
      if (job.ended.has(child) || !child.exited.opened) continue;
      const ended = yield* shell.process.wait(child);
      const status = typeof ended === 'string' ? child.exited.value : ended.status;
      if (status) job.ended.set(child, status);
    }
    if (job.processes.every((child) => job.ended.has(child))) job.state = 'done';
    else job.state = job.processes.some(({ info }) => info.state === 'T') ? 'stopped' : 'running';
  }
}

/** Tells an interactive user which jobs have changed, and forgets those that are done. */
export function* tellJobs(shell: Shell): Task {
  yield* reapJobs(shell);
  for (const job of shell.dialect === 'bash' ? [...shell.jobs.all] : shell.jobs.recent) {
    if (job.state !== job.told && shell.interactive) yield* shell.write(2, `${jobLine(shell, job)}\n`);
    job.told = job.state;
    if (job.state === 'done') {
      shell.jobs.remove(job);
      const last = job.processes.at(-1);
      const status = last && job.ended.get(last);
      if (last && status) shell.endedJobs.set(last.pid, exitCode(status));
    }
  }
}
