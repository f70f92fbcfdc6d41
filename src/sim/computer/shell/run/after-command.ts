// What follows every command: `set -e` and the ERR trap; and how a command is named in messages.
import type { Task } from '../../../kernel/task.ts';
import { Jump } from '../jump.ts';
import type { Shell } from '../shell.ts';
import { runTrap } from './traps.ts';

/** Ends the shell after a failing command where `set -e` says so; first the ERR trap. */
export function* afterCommand(shell: Shell): Task {
  if (shell.status === 0 || shell.tested > 0) return;
  if (shell.traps.has('ERR')) yield* runTrap(shell, 'ERR');
  if (shell.options.has('errexit')) throw new Jump('exit', shell.status);
}

/** The source text of a node, as job messages show it. */
export const textOfNode = (shell: Shell, node: { readonly pos: number; readonly end: number }): string =>
  shell.source.text.slice(node.pos, node.end).replace(/\s*\n\s*/g, '; ');
