// Entry of the compose chunk: carries out one command.
import type { Task } from '../../kernel/task.ts';
import { fail, type Client } from '../client.ts';
import type { CommandCall } from '../flags/command-line.ts';
import { composeCommands } from './commands/table.ts';
import { Compose } from './compose.ts';
import { dryRun } from './runtime/dry-run.ts';

/** Commands that can be tried out, or that change nothing. */
const dryRunnable = new Set(
  'attach build config cp create down events exec images kill logs ls pause port ps restart rm run scale start stats stop top unpause up version volumes wait'.split(
    ' ',
  ),
);

/** Runs the command that a call names; the exit code. */
export function* runCompose(client: Client, call: CommandCall): Task<number> {
  const command = composeCommands.get(call.spec.name.replace(/^compose /, ''));
  if (!command) throw new Error(`no such compose command: ${call.spec.name}`);
  const compose = new Compose(client, call);
  if (compose.isDryRun && !dryRunnable.has(command.name)) return yield* fail(client, 'not simulated: --dry-run');
  if (compose.isDryRun) client.api.intercept = dryRun();
  return yield* command.run(compose);
}
