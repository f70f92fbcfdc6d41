// Handing over to a command of docker itself, as if it had been typed with these words.
import type { Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';
import type { Command } from '../commands/command.ts';
import { parseCommandLine } from '../flags/command-line.ts';

/** Runs it; the exit code. Words that do not parse are a bug of the caller. */
export function* runDocker(client: Client, command: Command, words: readonly string[]): Task<number> {
  const line = parseCommandLine([...command.name.split(' '), ...words]);
  if (line.kind !== 'call') throw new Error(`docker ${command.name} ${words.join(' ')}: ${line.kind}`);
  return yield* command.run(client, line);
}
