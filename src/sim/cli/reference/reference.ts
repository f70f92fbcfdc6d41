// The command tree of docker, read once from tree.ts.
import { readTree, type CommandSpec } from './notation.ts';
import { commandTree } from './tree.ts';

export type { CommandSpec, FlagSpec } from './notation.ts';

let tree: CommandSpec | undefined;

/** The specification of `docker`; everything else hangs below it. */
export function dockerCommand(): CommandSpec {
  tree ??= readTree(commandTree);
  return tree;
}

/** The direct subcommand of that name or alias, hidden ones too. */
export function subcommand(parent: CommandSpec, word: string): CommandSpec | undefined {
  const exact = parent.commands.get(word);
  if (exact) return exact;
  for (const spec of parent.commands.values()) if (spec.aliases.includes(word)) return spec;
  return undefined;
}

/** The command under exactly this path ('container run'), aliases included; undefined if there is none. */
export function findCommand(path: readonly string[]): CommandSpec | undefined {
  let spec: CommandSpec | undefined = dockerCommand();
  for (const word of path) {
    spec = spec && subcommand(spec, word);
  }
  return spec;
}

/** All commands, groups included, in the order of the tree. */
export function allCommands(root: CommandSpec = dockerCommand()): CommandSpec[] {
  return [root, ...[...root.commands.values()].flatMap((child) => allCommands(child))];
}
