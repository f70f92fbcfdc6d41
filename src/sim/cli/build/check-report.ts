// What `docker build --check` prints: each remark with the lines that it is about.
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import type { WarningMessage } from './messages.ts';

/** Prints the remarks on a Dockerfile; the exit code, 1 when there are some. */
export function* checkReport(
  { stdout }: Client,
  warnings: readonly WarningMessage[],
  dockerfile: string,
): Task<number> {
  if (warnings.length === 0) {
    yield* stdout.line('Check complete, no warnings found.');
    return 0;
  }
  const count = warnings.length === 1 ? '1 warning has' : `${warnings.length} warnings have`;
  yield* stdout.line(`Check complete, ${count} been found!`);
  for (const { rule, text, url, excerpt } of warnings) {
    const lines = excerpt.replace(/^[^\n]*(?=:\d+\n)/, dockerfile);
    yield* stdout.print(`\nWARNING: ${rule} - ${url}\n${text}\n${lines}`);
  }
  return 1;
}
