// Pipelines and background jobs: several processes for one command line (POSIX XCU 2.9.2, 2.9.3.1).
import type { Pipeline, Statement } from 'unbash';
import type { Task } from '../../../kernel/task.ts';
import type { Descriptor, Process } from '../../contract.ts';
import type { Shell } from '../shell.ts';
import { afterCommand, textOfNode } from './after-command.ts';
import { forkFailed, inSubshell } from './subshell.ts';
import { waitForJob } from './wait.ts';

/** A pipeline: each command in a process of its own, or one command with `!` or `time` before it. */
export function* runPipeline(shell: Shell, node: Pipeline): Task<number> {
  const negated = node.prefixes.filter(({ type }) => type === 'Negation').length % 2 === 1;
  const timed = node.prefixes.some(({ type }) => type === 'Time');
  const started = { now: shell.process.machine.kernel.now, cpu: cpuTimeOf(shell) };
  if (negated) shell.tested++;
  try {
    const only = node.commands.length === 1 ? node.commands[0] : undefined;
    if (only) yield* shell.interpreter.runCommand(shell, only);
    else if (node.commands.length > 1) {
      const children = yield* startPipeline(shell, node);
      shell.status = yield* waitForJob(shell, children, textOfNode(shell, node));
      yield* afterCommand(shell);
    } else shell.status = 0;
  } finally {
    if (negated) shell.tested--;
  }
  if (negated) shell.status = shell.status === 0 ? 1 : 0;
  if (timed) yield* tellTime(shell, started);
  return shell.status;
}

/** ms of CPU that the shell and its children have used. */
const cpuTimeOf = (shell: Shell): number => shell.process.info.cpuTime + shell.childTime;

function* tellTime(shell: Shell, started: { readonly now: number; readonly cpu: number }): Task {
  const real = (shell.process.machine.kernel.now - started.now) / 1000;
  const user = (cpuTimeOf(shell) - started.cpu) / 1000;
  const bash = (value: number): string => `${Math.floor(value / 60)}m${(value % 60).toFixed(3)}s`;
  const ash = (value: number): string => `${Math.floor(value / 60)}m ${(value % 60).toFixed(2)}s`;
  if (shell.dialect === 'bash') yield* shell.write(2, `\nreal\t${bash(real)}\nuser\t${bash(user)}\nsys\t${bash(0)}\n`);
  else yield* shell.write(2, `real\t${ash(real)}\nuser\t${ash(user)}\nsys\t${ash(0)}\n`);
}

/** Starts every command of a pipeline in a process of its own, joined by pipes, in one group if there is job control. */
function* startPipeline(shell: Shell, node: Pipeline): Task<Process[]> {
  const monitored = shell.options.has('monitor');
  const children: Process[] = [];
  let input: ReturnType<Process['pipe']>['reader'] | undefined;
  try {
    for (const [index, command] of node.commands.entries()) {
      const next = index < node.commands.length - 1 ? shell.process.pipe() : undefined;
      const descriptors = new Map<number, Descriptor>();
      if (input) descriptors.set(0, input);
      if (next) descriptors.set(1, next.writer);
      if (next && node.operators[index] === '|&') descriptors.set(2, next.writer);
      const leader = children[0];
      const child = yield* shell.process.fork(
        (process) => inSubshell(shell, process, (inner) => inner.interpreter.runCommand(inner, command, 'last')),
        { descriptors, ...(monitored ? { group: leader ? leader.group : ('new' as const) } : {}) },
      );
      next?.writer.release();
      input?.release();
      input = next?.reader;
      if (typeof child === 'string') return yield* forkFailed(shell, child);
      children.push(child);
    }
    return children;
  } finally {
    input?.release();
  }
}

/** `command &` */
export function* runInBackground(shell: Shell, statement: Statement): Task {
  const { command } = statement;
  const monitored = shell.options.has('monitor');
  let children: Process[];
  if (command.type === 'Pipeline' && command.prefixes.length === 0) children = yield* startPipeline(shell, command);
  else {
    const nothing = monitored ? 'none' : yield* shell.process.open('/dev/null', 'read');
    // The child begins when this shell has gone on, perhaps into a function with arguments of its own.
    const { positional } = shell;
    const child = yield* shell.process.fork(
      (process) =>
        inSubshell(shell, process, (inner) => {
          inner.positional = positional;
          return inner.interpreter.runNode(inner, command, 'last');
        }),
      {
        ...(typeof nothing === 'string' ? {} : { descriptors: new Map([[0, nothing]]) }),
        ...(monitored ? { group: 'new' as const } : {}),
        ...(monitored ? {} : { ignored: ['INT', 'QUIT'] as const }),
      },
    );
    if (typeof nothing !== 'string') nothing.release();
    if (typeof child === 'string') return yield* forkFailed(shell, child);
    children = [child];
  }
  const job = shell.jobs.add(children, textOfNode(shell, command), 'running');
  shell.lastBackground = children.at(-1)?.pid;
  if (shell.interactive && shell.dialect !== 'dash') {
    if (shell.dialect === 'bash') yield* shell.write(2, `[${job.number}] ${shell.lastBackground ?? ''}\n`);
  }
  shell.status = 0;
}
