// Signals that the shell handles, and the commands of `trap`.
import type { Task } from '../../../kernel/task.ts';
import type { Signal } from '../../contract.ts';
import { signalNumber, signals } from '../../processes/signals.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';

/** Runs the command of a trap; `$?` is as before afterwards. */
export function* runTrap(shell: Shell, name: string): Task {
  const action = shell.traps.get(name);
  if (!action) return;
  const { status, tested } = shell;
  const removed = name === 'ERR' ? action : undefined;
  if (removed !== undefined) shell.traps.delete('ERR');
  try {
    yield* shell.interpreter.runText(shell, action);
  } finally {
    if (removed !== undefined) shell.traps.set('ERR', removed);
    shell.tested = tested;
  }
  shell.status = status;
}

/** Runs the traps of the signals that have arrived. */
export function* runPendingTraps(shell: Shell): Task {
  for (let signal = shell.pending.shift(); signal; signal = shell.pending.shift()) {
    if (shell.traps.has(signal)) yield* runTrap(shell, signal);
    else throw new Jump('exit', 128 + signalNumber(signal));
  }
}

/** The EXIT trap, once. */
export function* runExitTrap(shell: Shell): Task {
  const action = shell.traps.get('EXIT');
  if (!action) return;
  shell.traps.delete('EXIT');
  const { status } = shell;
  yield* shell.interpreter.runText(shell, action);
  shell.status = status;
}

const remember = (shell: Shell, signal: Signal) => (): void => {
  shell.pending.push(signal);
  shell.signalled.fire();
};

/** Signals that end a bash which has an EXIT trap, after that trap. */
const ending: readonly Signal[] = ['HUP', 'INT', 'TERM'];

/** Sets or takes away a trap. `action` undefined: the default again; empty: ignored. */
export function setTrap(shell: Shell, name: string, action: string | undefined): void {
  if (action === undefined) shell.traps.delete(name);
  else shell.traps.set(name, action);
  const signal = signals.find((one) => one === name);
  if (signal) handleSignal(shell, signal);
  if (name === 'EXIT' && shell.dialect === 'bash') for (const one of ending) handleSignal(shell, one);
}

/** Only the shell itself disregards these: what is ignored outright would be ignored by its commands too. */
const disregard = (): void => undefined;

/** Tells the kernel what the shell does about a signal. */
export function handleSignal(shell: Shell, signal: Signal): void {
  const action = shell.traps.get(signal);
  if (action === '') shell.process.handle(signal, 'ignore');
  else if (action !== undefined) shell.process.handle(signal, remember(shell, signal));
  else if (shell.interactive && signal === 'INT')
    shell.process.handle(signal, () => {
      shell.interrupted = true;
      shell.signalled.fire();
    });
  else if (shell.interactive && (signal === 'TERM' || signal === 'QUIT')) shell.process.handle(signal, disregard);
  else if (shell.options.has('monitor') && (signal === 'TSTP' || signal === 'TTIN' || signal === 'TTOU'))
    shell.process.handle(signal, disregard);
  else if (shell.dialect === 'bash' && shell.traps.get('EXIT') && ending.includes(signal))
    shell.process.handle(signal, remember(shell, signal));
  else shell.process.handle(signal, 'default');
}

/** What an interactive shell does about signals from its start. */
export function handleInteractiveSignals(shell: Shell): void {
  for (const signal of ['INT', 'TERM', 'QUIT', 'TSTP', 'TTIN', 'TTOU'] as const) handleSignal(shell, signal);
}

/** In a subshell, what the shell above handled has its default action again. */
export function resetSignals(shell: Shell): void {
  for (const signal of [
    'INT',
    'TERM',
    'QUIT',
    'TSTP',
    'TTIN',
    'TTOU',
    'HUP',
    'USR1',
    'USR2',
    'ALRM',
    'CHLD',
    'WINCH',
  ] as const)
    if (shell.traps.get(signal) !== '') shell.process.handle(signal, 'default');
}
