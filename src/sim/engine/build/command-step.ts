// RUN: a command in a container on top of what there is.
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Task } from '../../kernel/task.ts';
import type { Ingredients } from './build-record.ts';
import type { Stage } from './dockerfile/stages.ts';
import { documentInput, type LayerStep, type StageRun } from './layer-step.ts';
import type { BuildRequest } from './request.ts';
import type { Site } from './site.ts';
import { filesOf } from './files-of.ts';
import { commitLayer } from './commit-layer.ts';
import { contentOf, findSources, type Content } from './copy-files.ts';
import { flagValue } from './dockerfile/check.ts';
import { BuildError, type Heredoc, type Instruction } from './dockerfile/node.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import { readMounts, type RunMount } from './run-mounts.ts';
import { runStep } from './run-step.ts';
import { variables, type StageState, type Words } from './state.ts';

/** The step; its sources are looked up before it is known whether it is cached. */
export function* commandStep(run: StageRun, instruction: Instruction, words: Words): Task<LayerStep | BuildError> {
  const { site, state } = run;
  const asked = readMounts(state, instruction, words);
  if (asked instanceof BuildError) return asked;
  const security = flagValue(instruction, 'security');
  if (security !== undefined && security !== 'sandbox')
    return new BuildError(`not simulated: RUN --security=${security}`, instruction.range);
  if (flagValue(instruction, 'device') !== undefined)
    return new BuildError(
      'device feature is only supported in Dockerfile frontend 1.14.0-labs or later',
      undefined,
      'nowhere',
    );
  if (instruction.json?.length === 0)
    return new BuildError('failed to marshal LLB definition: arguments are required', undefined, 'nowhere');
  const sources = yield* mountSources(run, asked);
  if (sources instanceof BuildError) return sources;
  const script = scriptOf(instruction, site.clock);
  const mounts = [...asked];
  if (script) {
    const mount = scriptMount(script);
    mounts.push(mount);
    const entries =
      findSources(
        filesOf(script.tree, () => 0),
        mount.source,
        [],
      ) ?? [];
    sources.trees.set(mount, { tree: script.tree, path: mount.source });
    sources.contents.set(mount, contentOf(entries));
  }
  const keys = new Map(
    mounts.filter(({ type }) => type === 'cache').map((mount) => [mount, keyOfCache(mount, sources)]),
  );
  const argv = script ? [...state.shell, `/dev/pipes/${script.name}`] : commandOf(state, instruction);
  const network = flagValue(instruction, 'network') ?? site.request.network;
  const env = variables(state);
  const cwd = state.config.WorkingDir || '/';
  const user = state.config.User ?? '';
  // An ENV of the name has the last word, here too.
  const declared = state.args.map(({ name }) => `${name}=${env.get(name) ?? ''}`);
  const createdBy = [
    'RUN',
    ...(declared.length > 0 ? [`|${declared.length}`, ...declared] : []),
    ...argv,
    '# buildkit',
  ].join(' ');
  const { facts, proxies } = environment(run, env);
  return {
    name: nameOf(instruction, words, asked),
    ingredients: {
      instruction: 'RUN',
      facts: [
        { about: 'command', name: '', value: JSON.stringify(argv) },
        { about: 'directory', name: '', value: cwd },
        { about: 'user', name: '', value: user },
        { about: 'network', name: '', value: network },
        ...facts,
        ...mounts.map(({ env: _, ...rest }) => ({
          about: 'mount' as const,
          name: rest.target,
          value: JSON.stringify(rest),
        })),
        ...hostFacts(site.request),
      ],
      ...joined(mounts.map((mount) => sources.contents.get(mount) ?? { content: '', files: {} })),
    },
    createdBy,
    description: `mount / from exec ${argv.join(' ')}`,
    usesCache: false,
    inputs: [
      ...(script ? [documentInput(script.text)] : []),
      ...mounts
        .filter(({ owned }) => owned)
        .map(({ uid, gid, mode }) => ({
          name: '[internal] setting cache mount permissions',
          key: `permissions ${uid}:${gid} ${mode ?? ''}`,
        })),
    ],
    *run(builder, below, vertex) {
      if (!builder.mayUseCache(run.stage)) builder.emptyMounts([...keys.values()]);
      const outcome = yield* runStep(builder.engine, below, {
        argv,
        env: new Map([...proxies, ...env]),
        cwd,
        user,
        network,
        mounts,
        hosts: builder.request.hosts,
        shmSize: Number(builder.request.shmSize),
        ulimits: builder.request.ulimits.map(readLimit),
        sources: {
          secrets: builder.request.secrets,
          agents: builder.request.agents,
          cache: builder.cache,
          trees: sources.trees,
          keys,
          clock: builder.clock,
          command: argv.join(' '),
        },
        output: (bytes) => {
          vertex.log(bytes);
        },
      });
      return 'failure' in outcome ? outcome : commitLayer(builder.engine, below, outcome.upper, createdBy);
    },
  };
}

/** A limit as the client writes it: `nofile=100:200`. */
function readLimit(text: string): { readonly Name: string; readonly Soft: number; readonly Hard: number } {
  const [, name = '', soft = '', hard = ''] = /^([^=]+)=(-?\d+):(-?\d+)$/.exec(text) ?? [];
  return { Name: name, Soft: Number(soft), Hard: Number(hard) };
}

const proxyName = /^(?:https?|ftp|no|all)_proxy$/i;

/** The variables that count for the cache; proxies of the command line reach commands without that. */
function environment(
  { site, state }: StageRun,
  env: ReadonlyMap<string, string>,
): { readonly facts: Ingredients['facts']; readonly proxies: ReadonlyMap<string, string> } {
  const given = new Set((state.config.Env ?? []).map((entry) => entry.slice(0, entry.indexOf('='))));
  return {
    facts: [...env].map(([name, value]) => ({ about: given.has(name) ? 'variable' : 'argument', name, value })),
    proxies: new Map(Object.entries(site.request.args).filter(([name]) => proxyName.test(name))),
  };
}

/** What the command line adds to every command. */
function hostFacts({ hosts, shmSize, ulimits }: BuildRequest): Ingredients['facts'] {
  const facts = [
    ...hosts.map((host) => ({ about: 'option' as const, name: '--add-host', value: host })),
    ...(shmSize === '' ? [] : [{ about: 'option' as const, name: '--shm-size', value: shmSize }]),
    ...ulimits.map((limit) => ({ about: 'option' as const, name: '--ulimit', value: limit })),
  ];
  return facts;
}

const joined = (contents: readonly Content[]): Content => ({
  content: contents.map(({ content }) => content).join(' '),
  files: Object.assign({}, ...contents.map(({ files }) => files)) as Content['files'],
});

/** What runs: the JSON form, the line for the shell, or a here-document for the shell. */
function commandOf(state: StageState, { json, rest, heredocs }: Instruction): readonly string[] {
  if (json) return json;
  const [first] = heredocs;
  if (!first) return [...state.shell, rest];
  if (isDocument(rest)) {
    return [...state.shell, bodyOf(first)];
  }
  const documents = heredocs.map(({ content, name }) => `${content}${name}`);
  return [...state.shell, [rest, ...documents].join('\n')];
}

const isDocument = (rest: string): boolean => /^<<-?(["']?)[^\s"'<]+\1$/.test(rest.trim());

/** A here-document with an interpreter of its own, which becomes a file; the file lies in `tree`. */
interface Script {
  readonly name: string;
  readonly text: string;
  readonly tree: Tree;
}

function scriptOf({ json, rest, heredocs: [document] }: Instruction, clock: number): Script | undefined {
  if (json || !document || !isDocument(rest) || !document.content.startsWith('#!')) return undefined;
  const text = bodyOf(document);
  const content = new TextEncoder().encode(text);
  const made = emptyTree.insert(
    emptyTree.root,
    document.name,
    { kind: 'file', content, mode: 0o755, uid: 0, gid: 0, mtime: clock },
    clock,
  );
  if ('errno' in made) throw new Error(`unexpected ${made.errno}`);
  return { name: document.name, text, tree: made.tree };
}

const scriptMount = ({ name }: Script): RunMount => ({
  type: 'bind',
  target: `/dev/pipes/${name}`,
  source: `/${name}`,
  from: undefined,
  id: '',
  env: undefined,
  required: false,
  sharing: 'shared',
  readOnly: true,
  mode: undefined,
  uid: 0,
  gid: 0,
  owned: false,
  size: undefined,
});

/** A cache with an owner, or with something to begin with, is another than the plain one of the same id. */
function keyOfCache(mount: RunMount, { contents }: MountTrees): string {
  const { id, owned, uid, gid, mode } = mount;
  const begun = contents.get(mount)?.content;
  return [id, ...(owned ? [`${uid}:${gid} ${mode ?? ''}`] : []), ...(begun === undefined ? [] : [begun])].join(' ');
}

const bodyOf = ({ content, chomp }: Heredoc): string => (chomp ? content.replace(/^\t+/gm, '') : content);

function nameOf({ original, heredocs, rest, flags }: Instruction, words: Words, mounts: readonly RunMount[]): string {
  const [first] = heredocs;
  const plain = `RUN ${original.replace(/^\S+\s*/, '')}`;
  if (first && flags.length === 0 && isDocument(rest)) {
    const [line = '', ...more] = first.content.trim().split('\n');
    return `RUN ${rest.trim()} (${line}${more.length > 0 ? '...' : ''})`;
  }
  const secret = new Map(mounts.flatMap(({ env }) => (env === undefined ? [] : [[env, '****']])));
  return words.shown(plain, { quotes: true, unset: true }, secret);
}

interface MountTrees {
  readonly trees: Map<RunMount, { readonly tree: Tree; readonly path: string }>;
  readonly contents: Map<RunMount, Content>;
}

/** What bind mounts show: the context, a stage or an image. */
function* mountSources({ site, stage }: StageRun, mounts: readonly RunMount[]): Task<MountTrees | BuildError> {
  const trees = new Map<RunMount, { tree: Tree; path: string }>();
  const contents = new Map<RunMount, Content>();
  for (const mount of mounts) {
    if (mount.type !== 'bind' && (mount.type !== 'cache' || mount.from === undefined)) continue;
    const tree = yield* treeOf(site, mount.from, stage);
    if (tree instanceof BuildError) return tree;
    const path = `/${mount.source}`.replace(/\/+/g, '/');
    const found = findSources(
      filesOf(tree, () => 0),
      path,
      [],
    );
    if (!found)
      return new BuildError(
        `failed to compute cache key: failed to calculate checksum of ref ${site.reference()}: "${path}": not found`,
      );
    trees.set(mount, { tree, path });
    contents.set(mount, contentOf(found));
  }
  return { trees, contents };
}

function* treeOf(site: Site, from: string | undefined, stage: Stage): Task<Tree | BuildError> {
  if (from === undefined) return yield* site.context.tree(site.paths);
  if (from === 'scratch') return emptyTree;
  const earlier = site.source(from, stage);
  if (earlier) {
    const built = yield* site.build(earlier);
    return built instanceof BuildError ? built : site.tree(built.snapshot.chain.at(-1));
  }
  const base = yield* site.base(from, '');
  return 'failure' in base ? new BuildError(base.failure, undefined, 'nowhere') : site.tree(base.snapshot.chain.at(-1));
}
