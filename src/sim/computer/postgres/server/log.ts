// The server's log on standard error, with the usual prefix `%m [%p] `.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import type { Report } from '../wire/report.ts';

/** A time as PostgreSQL's log writes it: `2025-11-13 18:04:30.123 UTC`. */
export const logTime = (clock: number): string => `${new Date(clock).toISOString().slice(0, 23).replace('T', ' ')} UTC`;

/** Writes one line, continued ones with a tab. */
export function* log(process: Process, level: string, text: string): Task {
  const line = `${logTime(process.machine.kernel.clock)} [${process.pid}] ${level}:  ${text.replaceAll('\n', '\n\t')}\n`;
  yield* process.descriptors.get(2)?.write(new TextEncoder().encode(line)) ?? [];
}

/** Writes an error of a statement with what belongs to it. */
export function* logReport(process: Process, report: Report, statement: string | undefined): Task {
  const at = report['P'] === undefined ? '' : ` at character ${report['P']}`;
  yield* log(process, report['S'] ?? 'LOG', (report['M'] ?? '') + at);
  if (report['D'] !== undefined) yield* log(process, 'DETAIL', report['D']);
  if (report['H'] !== undefined) yield* log(process, 'HINT', report['H']);
  if (report['W'] !== undefined) yield* log(process, 'CONTEXT', report['W']);
  if (statement !== undefined) yield* log(process, 'STATEMENT', statement);
}
