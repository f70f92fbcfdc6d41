// Entry of the compose chunk: carries out one command.
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import type { CommandCall } from '../flags/command-line.ts';
import { composeCommands } from './commands/table.ts';
import { Compose } from './compose.ts';

/** Runs the command that a call names; the exit code. */
export function* runCompose(client: Client, call: CommandCall): Task<number> {
  const command = composeCommands.get(call.spec.name.replace(/^compose /, ''));
  if (!command) throw new Error(`no such compose command: ${call.spec.name}`);
  return yield* command.run(new Compose(client, call));
}
