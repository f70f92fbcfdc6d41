// RUN: a command in a container on top of what there is.
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Task } from '../../kernel/task.ts';
import type { LayerStep, StageRun } from './build-stage.ts';
import { filesOf } from './files-of.ts';
import { commitLayer } from './commit-layer.ts';
import { checksum, findSources } from './copy-files.ts';
import { flagValue } from './dockerfile/check.ts';
import { BuildError, type Heredoc, type Instruction } from './dockerfile/node.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import { readMounts, type RunMount } from './run-mounts.ts';
import { runStep } from './run-step.ts';
import { variables, type StageState, type Words } from './state.ts';

/** The step; its sources are looked up before it is known whether it is cached. */
export function* commandStep(run: StageRun, instruction: Instruction, words: Words): Task<LayerStep | BuildError> {
  const { builder, state } = run;
  const mounts = readMounts(state, instruction, words);
  if (mounts instanceof BuildError) return mounts;
  const security = flagValue(instruction, 'security');
  if (security !== undefined && security !== 'sandbox')
    return new BuildError(`not simulated: RUN --security=${security}`, instruction.range);
  const sources = yield* mountSources(run, mounts);
  if (sources instanceof BuildError) return sources;
  const argv = commandOf(state, instruction);
  const network = flagValue(instruction, 'network') ?? builder.request.network;
  if (!['default', 'none', 'host'].includes(network))
    return new BuildError(`unsupported network mode ${JSON.stringify(network)}`, instruction.range);
  const env = variables(state);
  const cwd = state.config.WorkingDir || '/';
  const user = state.config.User ?? '';
  const below = state.snapshot;
  const declared = state.args.map(({ name, value = '' }) => `${name}=${value}`);
  const createdBy = [
    'RUN',
    ...(declared.length > 0 ? [`|${declared.length}`, ...declared] : []),
    ...argv,
    '# buildkit',
  ].join(' ');
  const content = mounts.map((mount) => sources.sums.get(mount) ?? '');
  const proxies = /^(?:https?|ftp|no|all)_proxy$/i;
  const shownEnv = [...env].filter(([name]) => !proxies.test(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: nameOf(instruction, words),
    key: JSON.stringify({
      argv,
      env: shownEnv,
      cwd,
      user,
      network,
      mounts: mounts.map(({ env: _, ...rest }) => rest),
      content,
    }),
    createdBy,
    usesCache: false,
    *run(vertex) {
      if (!builder.mayUseCache(run.stage))
        builder.emptyMounts(mounts.filter(({ type }) => type === 'cache').map(({ id }) => id));
      const outcome = yield* runStep(builder.engine, below, {
        argv,
        env,
        cwd,
        user,
        network,
        mounts,
        sources: {
          secrets: builder.request.secrets,
          cache: builder.cache,
          trees: sources.trees,
          clock: builder.engine.kernel.clock,
        },
        output: (bytes) => {
          vertex.log(bytes);
        },
      });
      return 'failure' in outcome ? outcome : commitLayer(builder.engine, below, outcome.upper, createdBy);
    },
  };
}

/** What runs: the JSON form, the line for the shell, or a here-document for the shell or its interpreter. */
function commandOf(state: StageState, { json, rest, heredocs }: Instruction): readonly string[] {
  if (json) return json;
  const [first] = heredocs;
  if (!first) return [...state.shell, rest];
  if (/^<<-?(["']?)[^\s"'<]+\1$/.test(rest.trim())) {
    const text = bodyOf(first);
    const shebang = /^#!\s*(\S.*)\n/.exec(text);
    return shebang
      ? [...(shebang[1] ?? '').trim().split(/\s+/), '-c', text.slice(shebang[0].length)]
      : [...state.shell, text];
  }
  const documents = heredocs.map(({ content, name }) => `${content}${name}`);
  return [...state.shell, [rest, ...documents].join('\n')];
}

const bodyOf = ({ content, chomp }: Heredoc): string => (chomp ? content.replace(/^\t+/gm, '') : content);

function nameOf({ original, heredocs, rest, flags }: Instruction, words: Words): string {
  const [first] = heredocs;
  const plain = `RUN ${original.replace(/^\S+\s*/, '')}`;
  if (first && flags.length === 0 && /^<<-?(["']?)[^\s"'<]+\1$/.test(rest.trim())) {
    const line = first.content.trimStart().split('\n')[0] ?? '';
    return `RUN ${rest.trim()} (${line.split(/\s+/).slice(0, 2).join(' ')}...)`;
  }
  return words.shown(plain, true);
}

interface MountTrees {
  readonly trees: ReadonlyMap<RunMount, { readonly tree: Tree; readonly path: string }>;
  readonly sums: ReadonlyMap<RunMount, string>;
}

/** What bind mounts show: the context, a stage or an image. */
function* mountSources(
  { builder, stage, wanted }: StageRun,
  mounts: readonly RunMount[],
): Task<MountTrees | BuildError> {
  const trees = new Map<RunMount, { tree: Tree; path: string }>();
  const sums = new Map<RunMount, string>();
  for (const mount of mounts) {
    if (mount.type !== 'bind') continue;
    const tree = yield* treeOf(builder, mount.from, stage, wanted);
    if (tree instanceof BuildError) return tree;
    const path = `/${mount.source}`.replace(/\/+/g, '/');
    const found = findSources(
      filesOf(tree, () => 0),
      path,
      [],
    );
    if (!found)
      return new BuildError(
        `failed to compute cache key: failed to calculate checksum of ref ${builder.engine.id}::${builder.engine.kernel.random('build ref').hex(25)}: "${path}": not found`,
      );
    trees.set(mount, { tree, path });
    sums.set(mount, checksum(found));
  }
  return { trees, sums };
}

function* treeOf(
  builder: StageRun['builder'],
  from: string | undefined,
  stage: StageRun['stage'],
  wanted: readonly string[],
): Task<Tree | BuildError> {
  if (from === undefined) return yield* builder.context.tree(wanted);
  if (from === 'scratch') return emptyTree;
  const earlier = builder.source(from, stage);
  if (earlier) {
    const built = yield* builder.build(earlier);
    return built instanceof BuildError ? built : builder.engine.layers.tree(built.snapshot.chain.at(-1));
  }
  const base = yield* builder.base(from, '');
  return 'failure' in base ? new BuildError(base.failure) : builder.engine.layers.tree(base.snapshot.chain.at(-1));
}
