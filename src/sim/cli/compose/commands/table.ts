// Every compose command, in the chunk that is loaded with the first of them.
import type { ComposeCommand } from './command.ts';
import { config } from './config.ts';

const all: readonly ComposeCommand[] = [config];

/** The commands by name. */
export const composeCommands: ReadonlyMap<string, ComposeCommand> = new Map(
  all.map((command) => [command.name, command]),
);
