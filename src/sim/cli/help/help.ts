// The text of `--help`: usage, description, aliases, options and groups of commands, in the order and layout of Docker's template.
import type { CommandSpec, FlagSpec } from '../reference/reference.ts';
import { flagUsages } from './flag-usages.ts';

/** Where help texts find their words; see reference/descriptions.ts. */
export interface Descriptions {
  /** The one-line description of a command by canonical name ('container run', '' for docker itself). */
  command(name: string): string;
  /** More than one line for the command's own help; undefined if the one line is all. */
  long(name: string): string | undefined;
  /** The description of a flag of a command. */
  flag(command: string, flag: string): string;
}

/** What the help depends on besides the command. */
export interface HelpContext {
  readonly descriptions: Descriptions;
  /** Columns of the terminal; 80 without one. */
  readonly columns: number;
  /** Output goes to a terminal: the closing line is bold. */
  readonly terminal: boolean;
  /** The state of this node, as the engine's ping says. */
  readonly swarm: 'inactive' | 'worker' | 'manager';
  /** The learner's home, for the defaults of the global flags. */
  readonly home: string;
}

const experimentalNote = (path: string): string =>
  `EXPERIMENTAL:
  ${path} is still being tried out: it may change or go away without warning.
  https://docs.docker.com/go/experimental/`;

const furtherHelp = 'For more help on how to use Docker, head to https://docs.docker.com/go/guides/';
const buildxNote = 'Experimental commands and flags are hidden. Set BUILDX_EXPERIMENTAL=1 to show them.';

/** The whole help text of a command, with its final newline. */
export function renderHelp(spec: CommandSpec, context: HelpContext): string {
  const { descriptions } = context;
  const isRoot = spec.path.length === 0;
  const path = ['docker', ...(spec.program === 'buildx' ? spec.name.split(' ') : spec.path)]
    .filter((w) => w !== '')
    .join(' ');
  const flags = visibleFlags(spec, context);
  const children = [...spec.commands]
    .filter(([, child]) => isListed(child, context))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const usage =
    spec.commands.size > 0 ? `${path}${flags.length > 0 ? ' [OPTIONS]' : ''} COMMAND` : spec.usage.join('\n\t');

  const parts = [`Usage:  ${usage}`, (descriptions.long(spec.name) ?? descriptions.command(spec.name)).trim()];
  if (spec.experimental) parts.push(experimentalNote(path));
  if (spec.shownAliases.length > 0) parts.push(`Aliases:\n  ${spec.shownAliases.join(', ')}`);
  const options = flagUsages(
    flags.map((flag) => ({ flag, description: descriptions.flag(spec.name, flag.name) })),
    context.columns - 1,
  );
  if (flags.length > 0 && !isRoot) parts.push(`Options:\n${options}`);
  const padding = Math.max(11, ...[...spec.commands.keys()].map((name) => name.length));
  for (const { title, commands } of sections(children, isRoot)) {
    const rows = commands.map(([name, child]) => {
      const shown = child.plugin && name === child.path.at(-1) && isRoot ? `${name}*` : name;
      return `  ${shown.padEnd(padding + 1)}${descriptions.command(child.name)}`;
    });
    parts.push(`${title}:\n${rows.join('\n')}`);
  }
  if (isRoot) parts.push(`Global Options:\n${options}`);
  if (spec.commands.size > 0) parts.push(`Run '${path} COMMAND --help' for more information on a command.`);
  if (isRoot) parts.push(context.terminal ? `\x1b[1m${furtherHelp}\x1b[0m` : furtherHelp);
  if (spec.name === 'buildx') parts.push(buildxNote);
  const trailing = isRoot || spec.name === 'buildx' ? '\n\n' : '\n';
  return parts.join('\n\n') + trailing;
}

/** The flags that the help lists. */
function visibleFlags(spec: CommandSpec, context: HelpContext): FlagSpec[] {
  const fromHome: Readonly<Record<string, string>> = {
    config: '',
    tlscacert: '/ca.pem',
    tlscert: '/cert.pem',
    tlskey: '/key.pem',
  };
  return spec.flags
    .filter((flag) => !flag.hidden && (!flag.managerOnly || context.swarm === 'manager'))
    .map((flag) => {
      const file = spec.path.length === 0 ? fromHome[flag.name] : undefined;
      return file === undefined ? flag : { ...flag, default: `${context.home}/.docker${file}` };
    });
}

/** Whether a command stands in the lists: some only do so in a swarm. */
export function isListed(spec: CommandSpec, context: Pick<HelpContext, 'swarm'>): boolean {
  if (spec.hidden) return false;
  if (spec.listedIn === 'manager') return context.swarm === 'manager';
  return spec.listedIn !== 'active' || context.swarm !== 'inactive';
}

interface Section {
  readonly title: string;
  readonly commands: (readonly [string, CommandSpec])[];
}

/** The groups in which commands are listed; empty ones are left out. */
function sections(children: readonly (readonly [string, CommandSpec])[], isRoot: boolean): Section[] {
  const isTop = (spec: CommandSpec): boolean => isRoot && spec.top !== undefined;
  const isGroup = (spec: CommandSpec): boolean => spec.commands.size > 0;
  const all: Section[] = [
    {
      title: 'Common Commands',
      commands: children.filter(([, spec]) => isTop(spec)).sort(([, a], [, b]) => (a.top ?? 0) - (b.top ?? 0)),
    },
    { title: 'Management Commands', commands: children.filter(([, spec]) => isGroup(spec) && !spec.swarmCommand) },
    { title: 'Swarm Commands', commands: children.filter(([, spec]) => isGroup(spec) && spec.swarmCommand) },
    { title: 'Commands', commands: children.filter(([, spec]) => !isGroup(spec) && !isTop(spec)) },
  ];
  return all.filter((section) => section.commands.length > 0);
}
