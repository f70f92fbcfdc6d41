// Signals as users write them, and what the daemon says to those that there are not.
import type { Signal } from '../../computer/contract.ts';
import { parseSignal as readSignal } from '../../computer/processes/signals.ts';
import type { ApiError } from '../errors.ts';
import { errors } from '../errors.ts';

/** Reads a signal: `9`, `KILL`, `SIGKILL`. */
export function parseSignal(text: string): Signal | ApiError {
  const signal = readSignal(text);
  if (signal) return signal;
  return /^\d+$/.test(text) && text !== '0' ? errors.unsupportedSignal(text) : errors.invalidSignal(text);
}
