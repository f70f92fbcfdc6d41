// Reads the notation of tree.ts (described there) into command specifications.

/** The kinds of value a flag takes, as the help prints them; `bool` is printed as nothing. */
export type FlagType = string;

/** One flag of one command. */
export interface FlagSpec {
  readonly name: string;
  /** One letter, without the dash. */
  readonly short?: string;
  readonly type: FlagType;
  /** The default as the help prints it, without quotes; absent when the help prints none (zero values). */
  readonly default?: string;
  /** Accepted, but not listed in the help. */
  readonly hidden: boolean;
  /** Listed in the help on a swarm manager only. */
  readonly managerOnly: boolean;
  /** What to use instead; printed after "Flag --x has been deprecated, ". */
  readonly deprecated?: string;
}

/** One command under one path: `run` and `container run` are two specifications with one canonical name. */
export interface CommandSpec {
  /** Without `docker`: ['container', 'run']; empty for `docker` itself. */
  readonly path: readonly string[];
  /** The path under which the command is implemented, joined with blanks: 'container run', 'buildx build'. */
  readonly name: string;
  /** Usage lines of the help and of errors; the first is `docker container run [OPTIONS] IMAGE …`. */
  readonly usage: readonly string[];
  /** Other last words under the same parent: `ls` → ['list', 'ps']. */
  readonly aliases: readonly string[];
  /** The full paths that the help prints under "Aliases:"; empty when there are none. */
  readonly shownAliases: readonly string[];
  readonly args: { readonly min: number; readonly max: number };
  /** Whose words say that the argument count is wrong: Docker's, cobra's, or Docker's ExactArgs(0). */
  readonly argWords: 'docker' | 'cobra' | 'exact';
  readonly flags: readonly FlagSpec[];
  /** False when the first argument ends the flags (run, exec, …). */
  readonly interspersed: boolean;
  /** True when the command can do something itself; management groups cannot. */
  readonly runnable: boolean;
  readonly commands: ReadonlyMap<string, CommandSpec>;
  /** Which binary it lives in: texts and exit codes of errors differ. */
  readonly program: 'docker' | 'buildx' | 'compose';
  /** The root of a plugin: marked with `*` in the list of commands. */
  readonly plugin: boolean;
  /** Listed first in the help of `docker`, in this order (0, 1, …). */
  readonly top?: number;
  readonly swarmCommand: boolean;
  /** Listed only in a swarm ('active') or on its managers. */
  readonly listedIn?: 'active' | 'manager';
  readonly hidden: boolean;
  readonly experimental: boolean;
}

type Draft = { -readonly [K in keyof CommandSpec]: CommandSpec[K] } & { commands: Map<string, CommandSpec> };

const deprecations: Readonly<Record<string, string>> = {
  time: 'use --timeout instead',
  orchestrator: 'option will be ignored',
};

const topOrder =
  'run exec ps build bake pull push images login logout search version info'.split(' ');

const flagPattern = /^([!^]?)(?:(\w),)?([\w-]+)(?::([\w-]+))?(?:=(.+))?$/;

/** One word of the notation: `!short,name:type=default`. */
export function readFlag(word: string): FlagSpec {
  const match = flagPattern.exec(word);
  if (!match?.[3]) throw new Error(`not a flag: ${word}`);
  const [, mark, short, name, type = 'bool', value] = match;
  const deprecated = mark === '!' ? deprecations[name] : undefined;
  return {
    name,
    type,
    hidden: mark === '!',
    managerOnly: mark === '^',
    ...(short !== undefined && { short }),
    ...(value !== undefined && { default: value }),
    ...(deprecated !== undefined && { deprecated }),
  };
}

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

/** Splits `container run [OPTIONS] IMAGE` into path and usage: the path is the leading words in lower case. */
function splitPath(text: string): { path: string[]; tail: string } {
  const words = wordsOf(text);
  const end = words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word));
  const at = end < 0 ? words.length : end;
  return { path: words.slice(0, at), tail: words.slice(at).join(' ') };
}

function readArgs(word: string): { min: number; max: number } {
  const [low = '0', high] = word.replace('+', '-').split('-');
  const min = Number(low);
  return { min, max: high === undefined ? min : high === '' ? Infinity : Number(high) };
}

function draft(path: string[], tail: string, attributes: string[]): Draft {
  const first = attributes[0] ?? 'group';
  const group = first === 'group';
  const attribute = (name: string): string | undefined =>
    attributes.find((word) => word.startsWith(`${name}:`))?.slice(name.length + 1);
  const listedIn = attribute('in');
  const program = path[0] === 'buildx' || path[0] === 'compose' ? path[0] : 'docker';
  return {
    path,
    name: path.join(' '),
    usage: [['docker', ...path, tail].filter((word) => word !== '').join(' ')],
    aliases: attribute('alias')?.split(',') ?? [],
    shownAliases: [],
    args: group ? { min: 0, max: 0 } : readArgs(first),
    argWords: attributes.includes('cobra') ? 'cobra' : attributes.includes('exact') ? 'exact' : 'docker',
    flags: [],
    interspersed: !attributes.includes('stop'),
    runnable: !group,
    commands: new Map(),
    program,
    plugin: attributes.includes('plugin'),
    swarmCommand: attributes.includes('swarm'),
    hidden: attributes.includes('hidden'),
    experimental: attributes.includes('experimental'),
    ...topOf(path, attributes),
    ...((listedIn === 'active' || listedIn === 'manager') && { listedIn }),
  };
}

const topOf = (path: string[], attributes: string[]): { top?: number } =>
  attributes.includes('top') ? { top: topOrder.indexOf(path.join(' ')) } : {};

/** Reads the whole notation; the result is the specification of `docker` with all commands below it. */
export function readTree(notation: string): CommandSpec {
  const root = draft([], '[OPTIONS] COMMAND [ARG...]', ['group']);
  const byPath = new Map<string, Draft>([['', root]]);
  let current = root;
  const add = (spec: Draft): void => {
    const parent = byPath.get(spec.path.slice(0, -1).join(' '));
    const last = spec.path.at(-1);
    if (!parent || last === undefined) throw new Error(`command without parent: ${spec.path.join(' ')}`);
    parent.commands.set(last, spec);
    byPath.set(spec.path.join(' '), spec);
  };
  const find = (path: string): Draft => {
    const spec = byPath.get(path);
    if (!spec) throw new Error(`no such command: ${path}`);
    return spec;
  };
  for (const line of notation.split('\n')) {
    if (line === '' || line === 'docker') continue;
    if (line.startsWith('  usage ')) {
      current.usage = [...current.usage, `docker ${line.slice(8)}`];
    } else if (line.startsWith('  ')) {
      current.flags = [...current.flags, ...wordsOf(line).map(readFlag)];
    } else {
      const [head = '', attributes = ''] = line.split(' | ').length > 2 ? lastBar(line) : line.split(' | ');
      const link = /^([a-z ]+?) ([=>]) ([a-z ]+)$/.exec(head);
      if (!link) {
        const { path, tail } = splitPath(head);
        current = draft(path, tail, wordsOf(attributes));
        add(current);
      } else {
        const path = wordsOf(link[1] ?? '');
        const target = find(link[3] ?? '');
        add(copy(target, path, link[2] === '>', topOf(path, wordsOf(attributes))));
      }
    }
  }
  for (const spec of byPath.values()) showAliases(spec, byPath);
  return root;
}

/** Usage texts may hold ` | ` themselves (`PATH | URL | -`): the last bar is the notation's. */
function lastBar(line: string): [string, string] {
  const at = line.lastIndexOf(' | ');
  return [line.slice(0, at), line.slice(at + 3)];
}

function copy(target: Draft, path: string[], handsOver: boolean, top: { top?: number }): Draft {
  const old = `docker ${target.path.join(' ')}`;
  const usage = handsOver
    ? target.usage
    : target.usage.map((line) => (line.startsWith(`${old} `) || line === old ? `docker ${path.join(' ')}${line.slice(old.length)}` : line));
  return { ...target, path, usage, aliases: [], plugin: false, ...top };
}

function showAliases(spec: Draft, byPath: ReadonlyMap<string, Draft>): void {
  if (spec.name === 'buildx build') {
    spec.shownAliases = ['docker build', 'docker builder build', 'docker image build', 'docker buildx b'];
    return;
  }
  const original = byPath.get(spec.name);
  if (!original) return;
  const parent = original.path.slice(0, -1).join(' ');
  const copies = [...byPath.values()].filter(
    (other) => other !== original && other.name === spec.name && other.program === 'docker',
  );
  if (original.aliases.length + copies.length === 0) return;
  spec.shownAliases = [
    original.path.join(' '),
    ...original.aliases.map((alias) => `${parent} ${alias}`.trim()),
    ...copies.map((other) => other.path.join(' ')),
  ].map((path) => `docker ${path}`);
}
