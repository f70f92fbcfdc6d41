// A warning as the library logrus prints it: fields for a file, colours for a terminal.
import { quote } from '../format/quote.ts';
import type { Client } from '../client.ts';

type Level = 'warning' | 'error' | 'info';

const colours: Readonly<Record<Level, number>> = { warning: 33, error: 31, info: 36 };
const short: Readonly<Record<Level, string>> = { warning: 'WARN', error: 'ERRO', info: 'INFO' };

/** One line with its newline. */
export function logLine({ stderr, process }: Client, level: Level, text: string): string {
  if (stderr.terminal) return `\x1b[${colours[level]}m${short[level]}\x1b[0m[0000] ${text.padEnd(44)} \n`;
  const at = new Date(process.machine.kernel.clock).toISOString().replace(/\.\d+Z$/, 'Z');
  return `time="${at}" level=${level} msg=${/^[A-Za-z0-9_./@^+-]+$/.test(text) ? text : quote(text)}\n`;
}
