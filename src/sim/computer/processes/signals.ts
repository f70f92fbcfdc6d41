// Signals: numbers, default actions and names, as signal(7) gives them for Linux on x86-64.
import type { ExitStatus, Signal } from '../contract.ts';

/** Signals in order of their numbers, HUP (1) first. */
export const signals: readonly Signal[] = [
  'HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT',
  'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF', 'WINCH', 'IO', 'PWR', 'SYS',
]; // prettier-ignore

const numbers = new Map(signals.map((signal, index) => [signal, index + 1]));

/** What happens to a process that does not handle a signal. */
export type DefaultAction = 'terminate' | 'ignore' | 'stop' | 'continue';

const actions = new Map<Signal, DefaultAction>([
  ['CHLD', 'ignore'],
  ['URG', 'ignore'],
  ['WINCH', 'ignore'],
  ['CONT', 'continue'],
  ['STOP', 'stop'],
  ['TSTP', 'stop'],
  ['TTIN', 'stop'],
  ['TTOU', 'stop'],
]);

/** Number of a signal, 1…31. */
export const signalNumber = (signal: Signal): number => numbers.get(signal) ?? 0;

/** The signal of a number; undefined if there is none. */
export const signalOfNumber = (number: number): Signal | undefined => signals[number - 1];

/** A signal as users write it: `9`, `KILL`, `SIGKILL`, in any case; undefined if there is none. */
export function parseSignal(text: string): Signal | undefined {
  if (/^\d+$/.test(text)) return signalOfNumber(Number(text));
  const name = text.toUpperCase().replace(/^SIG/, '');
  return signals.find((signal) => signal === name);
}

/** What a signal does by default. */
export const defaultAction = (signal: Signal): DefaultAction => actions.get(signal) ?? 'terminate';

/** The status as a shell reports it: the exit code, or 128 + the signal's number. */
export const exitCode = (status: ExitStatus): number =>
  'code' in status ? status.code : 128 + signalNumber(status.signal);
