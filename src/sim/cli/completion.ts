// Tab after `docker …`: commands, flags, and the names of containers, images, networks and volumes, which the daemon is asked for.
import type { Completer, Process } from '../computer/contract.ts';
import type { Task } from '../kernel/task.ts';
import type { Query } from './api/connection.ts';
import { ConfigFile } from './config.ts';
import { usualConnection } from './connect.ts';
import { ContextStore } from './context-store.ts';
import { isFailure } from './failure.ts';
import { filtersQuery } from './format/filters.ts';
import type { CommandSpec, FlagSpec } from './reference/reference.ts';
import { dockerCommand, subcommand } from './reference/reference.ts';

/** Offers what can stand at `word` after `words`, of which the first is `docker`. */
export const completeDocker: Completer = function* (process, words, word) {
  const { spec, args, pending } = follow(words.slice(1));
  const offered = pending
    ? yield* flagValues(process, pending)
    : word.startsWith('-')
      ? flagNames(spec)
      : spec.commands.size > 0
        ? commandNames(spec)
        : yield* argumentsOf(process, spec, args);
  return [...new Set(offered)].filter((candidate) => candidate.startsWith(word)).sort();
};

interface Position {
  readonly spec: CommandSpec;
  /** Arguments of the command so far. */
  readonly args: readonly string[];
  /** The flag whose value comes next. */
  readonly pending: FlagSpec | undefined;
}

/** Walks the command tree along the words. */
function follow(words: readonly string[]): Position {
  let spec = dockerCommand();
  const args: string[] = [];
  let pending: FlagSpec | undefined;
  for (const word of words) {
    if (pending) pending = undefined;
    else if (word.startsWith('-') && !(args.length > 0 && !spec.interspersed)) pending = awaitsValue(spec, word);
    else {
      const child = args.length === 0 ? subcommand(spec, word) : undefined;
      if (child) spec = child;
      else args.push(word);
    }
  }
  return { spec, args, pending };
}

function awaitsValue(spec: CommandSpec, word: string): FlagSpec | undefined {
  if (word.includes('=')) return undefined;
  const flag = word.startsWith('--')
    ? spec.flags.find(({ name }) => name === word.slice(2))
    : spec.flags.find(({ short }) => short !== undefined && short === word.at(-1));
  return flag && flag.type !== 'bool' ? flag : undefined;
}

const commandNames = (spec: CommandSpec): string[] =>
  [...spec.commands].filter(([, child]) => !child.hidden && child.listedIn === undefined).map(([name]) => name);

const flagNames = (spec: CommandSpec): string[] => [
  ...spec.flags.filter(({ hidden, managerOnly }) => !hidden && !managerOnly).map(({ name }) => `--${name}`),
  '--help',
];

/** What a kind of argument is, and whether more than one is taken. */
type Kind = 'running' | 'stopped' | 'container' | 'paused' | 'image' | 'network' | 'volume' | 'context' | 'any';

/** Of each command the kinds of its arguments in order; the last one repeats when the command takes many. */
const kindsOf: Readonly<Record<string, readonly Kind[]>> = {
  'container attach': ['running'],
  'container commit': ['container'],
  'container create': ['image'],
  'container diff': ['container'],
  'container exec': ['running'],
  'container export': ['container'],
  'container inspect': ['container'],
  'container kill': ['running'],
  'container logs': ['container'],
  'container pause': ['running'],
  'container port': ['running'],
  'container rename': ['container'],
  'container restart': ['container'],
  'container rm': ['container'],
  'container run': ['image'],
  'container start': ['stopped'],
  'container stats': ['running'],
  'container stop': ['running'],
  'container top': ['running'],
  'container unpause': ['paused'],
  'container update': ['container'],
  'container wait': ['container'],
  'context inspect': ['context'],
  'context rm': ['context'],
  'context update': ['context'],
  'context use': ['context'],
  'image history': ['image'],
  'image inspect': ['image'],
  'image ls': ['image'],
  'image push': ['image'],
  'image rm': ['image'],
  'image save': ['image'],
  'image tag': ['image'],
  inspect: ['any'],
  'network connect': ['network', 'running'],
  'network disconnect': ['network', 'running'],
  'network inspect': ['network'],
  'network rm': ['network'],
  'volume inspect': ['volume'],
  'volume rm': ['volume'],
};

function* argumentsOf(process: Process, spec: CommandSpec, args: readonly string[]): Task<readonly string[]> {
  if (args.length >= spec.args.max || (!spec.interspersed && args.length > 0)) return [];
  if (spec.name === 'container cp') return (yield* namesOf(process, 'container')).map((name) => `${name}:`);
  const kinds = kindsOf[spec.name] ?? [];
  const kind = kinds[args.length] ?? (spec.args.max === Infinity ? kinds.at(-1) : undefined);
  const names = kind ? yield* namesOf(process, kind) : [];
  return names.filter((name) => !args.includes(name));
}

function* flagValues(process: Process, { name }: FlagSpec): Task<readonly string[]> {
  switch (name) {
    case 'network':
    case 'net':
      return yield* namesOf(process, 'network');
    case 'volumes-from':
    case 'link':
      return yield* namesOf(process, 'container');
    case 'context':
      return yield* namesOf(process, 'context');
    case 'restart':
      return ['always', 'no', 'on-failure', 'unless-stopped'];
    case 'pull':
      return ['always', 'missing', 'never'];
    case 'format':
      return ['json', 'table'];
    case 'type':
      return ['container', 'image', 'network', 'volume'];
    case 'signal':
    case 'stop-signal':
      return ['SIGHUP', 'SIGINT', 'SIGKILL', 'SIGQUIT', 'SIGTERM', 'SIGUSR1', 'SIGUSR2'];
    default:
      return [];
  }
}

interface Listed {
  readonly Names?: readonly string[];
  readonly Name?: string;
  readonly RepoTags?: readonly string[] | null;
}

function* namesOf(process: Process, kind: Kind): Task<readonly string[]> {
  const home = process.env.get('HOME') ?? '/root';
  const config = ConfigFile.load(process, process.env.get('DOCKER_CONFIG') ?? `${home}/.docker`);
  if (kind === 'context') return new ContextStore(process, config).list().map(({ Name }) => Name);
  const api = usualConnection(process, config);
  if (!api) return [];
  const names: string[] = [];
  for (const [path, query] of requests[kind]) {
    const answer = yield* api.get(path, query);
    if (isFailure(answer)) return [];
    const { body } = answer;
    const list = (Array.isArray(body) ? body : ((body as { Volumes?: unknown }).Volumes ?? [])) as readonly Listed[];
    for (const { Names, Name, RepoTags } of list) {
      if (Names) names.push(...Names.map((name) => name.replace(/^\//, '')));
      else if (Name !== undefined) names.push(Name);
      else for (const tag of RepoTags ?? []) names.push(tag, ...(tag.endsWith(':latest') ? [tag.slice(0, -7)] : []));
    }
  }
  return names;
}

type Asking = readonly [path: string, query?: Query];

const status = (...states: string[]): Query => ({ all: true, filters: filtersQuery({ status: states }) });

const everyContainer: Asking = ['/containers/json', { all: true }];

const requests: Readonly<Record<Exclude<Kind, 'context'>, readonly Asking[]>> = {
  running: [['/containers/json']],
  stopped: [['/containers/json', status('created', 'exited')]],
  paused: [['/containers/json', status('paused')]],
  container: [everyContainer],
  image: [['/images/json']],
  network: [['/networks']],
  volume: [['/volumes']],
  any: [everyContainer, ['/images/json'], ['/networks'], ['/volumes']],
};
