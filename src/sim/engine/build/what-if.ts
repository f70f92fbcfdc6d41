// Forecast of a build: which steps an edit would build anew, and why, without building anything.
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Task } from '../../kernel/task.ts';
import { familiarReference, formatReference, parseReference, withDefaultTag } from '../../oci/reference.ts';
import { entriesAt } from '../containers/archive.ts';
import { emptyTree } from '../layers/empty-tree.ts';
import type { ImageRecord, LayerRecord } from '../records.ts';
import type { BaseFailure, BaseImage } from './base-image.ts';
import type { BuildCacheRecord, BuildStage, BuildStep, Reason } from './build-record.ts';
import { sourcesOf, stageRecord, stepsOfStage } from './build-tracker.ts';
import { contextTree } from './context.ts';
import { textOf } from './copy-files.ts';
import { BuildError, type Dockerfile, type Range } from './dockerfile/node.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { stagesOf, type Stage } from './dockerfile/stages.ts';
import { filesOf } from './files-of.ts';
import { Ignore } from '../../computer/filesystem/ignore-patterns.ts';
import { withoutIgnored } from './ignored-files.ts';
import { keyOf, reasonFor } from './ingredients.ts';
import { reachOf } from './reach.ts';
import { readRequest, type BuildRequest } from './request.ts';
import type { Site } from './site.ts';
import { baseNameOf, globalValues, platformOfStage, sourceStage, stageOfBase, targetStage } from './stage-names.ts';
import { instructionsOf, readStep, startStage, type PlacedInstruction } from './stage-walk.ts';
import type { StageState } from './state.ts';

/** How the problem ends of a base that a build would have to fetch first: it is no mistake. */
export const notHere = 'is not here yet';

/** What is known of an engine, from its records at some moment. */
export interface Knowledge {
  readonly cache: Iterable<BuildCacheRecord>;
  readonly images: Iterable<ImageRecord>;
  readonly layer: (chainId: string) => LayerRecord | undefined;
}

/** The build that is asked about, in the words of the build request. */
export interface Question {
  /** Text of the Dockerfile, perhaps not saved yet. */
  readonly text: string;
  /** Its name within the context; `Dockerfile` unless told. */
  readonly dockerfile?: string;
  /** The context's files; undefined: empty. */
  readonly context?: Tree;
  /** The folder that the context comes from, so that earlier builds of it are compared. */
  readonly remote?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly target?: string;
  readonly noCache?: boolean;
  readonly platform?: string;
}

/**
 * A step of a forecast. `cached`: its result is there; `rebuild`: it would be done; `perhaps`: that depends on what steps
 * before it would make; `metadata`: nothing is made; `unneeded`: the target does not need it.
 */
export interface ForecastStep extends Omit<BuildStep, 'state' | 'layer' | 'startedAt' | 'completedAt'> {
  readonly state: 'cached' | 'rebuild' | 'perhaps' | 'metadata' | 'unneeded';
}

/** What would happen. A Dockerfile that cannot be built has a problem, and the steps that are known all the same. */
export interface Forecast {
  readonly stages: readonly BuildStage[];
  readonly steps: readonly ForecastStep[];
  readonly problem: { readonly message: string; readonly range: Range | undefined } | undefined;
}

/** A folder as a context, to ask about. */
export const folderContext = (files: FileSystem, folder: string): Tree =>
  contextTree(
    entriesAt(files, folder, 'it')
      .map((entry) => ({ ...entry, path: entry.path.slice('it/'.length) }))
      .filter(({ path }) => path !== ''),
  );

/** Tells which steps of a build would come from the cache. */
export function whatIf(knowledge: Knowledge, question: Question): Forecast {
  const nothing = (problem: BuildError): Forecast => ({
    stages: [],
    steps: [],
    problem: { message: problem.message, range: problem.range },
  });
  const file = parseDockerfile(question.text);
  if (file instanceof BuildError) return nothing(file);
  const stages = stagesOf(file);
  if (stages instanceof BuildError) return nothing(stages);
  const request = requestOf(question);
  const oracle = new Oracle(knowledge, request, file, stages.stages, globalValues(stages, request, file.escape));
  const target = targetStage(stages.stages, request.target);
  if (target instanceof BuildError) return nothing(target);
  const reach = reachOf(oracle, [target]);
  if (reach instanceof BuildError) return nothing(reach);
  oracle.look(question, reach.paths);
  const problem = atOnce(oracle.build(target));
  return {
    stages: stages.stages.map((stage) => stageRecord(oracle, stage, reach.stages.includes(stage))),
    steps: stages.stages.flatMap((stage) => oracle.stepsOf(stage, reach.stages.includes(stage))),
    problem: problem instanceof BuildError ? { message: problem.message, range: problem.range } : undefined,
  };
}

function requestOf({
  dockerfile = 'Dockerfile',
  args = {},
  target = '',
  noCache,
  remote = '',
  platform = '',
}: Question) {
  const query = {
    version: '2',
    dockerfile,
    remote,
    target,
    platform,
    buildargs: JSON.stringify(args),
    nocache: noCache ? '1' : '',
  };
  return readRequest({ method: 'POST', path: '/build', query, headers: {}, body: undefined });
}

/** A task that waits for nothing, carried out. */
function atOnce<T>(task: Task<T>): T {
  const step = task.next();
  if (!step.done) throw new Error('a forecast waits for nothing');
  return step.value;
}

function* given<T>(value: T): Task<T> {
  yield* [];
  return value;
}

/** The site of a forecast: what it is asked it answers from records. */
class Oracle implements Site {
  readonly request: BuildRequest;
  readonly file: Dockerfile;
  readonly globals: ReadonlyMap<string, string>;
  readonly clock = 0;
  paths: readonly string[] = [];
  readonly #knowledge: Knowledge;
  readonly #cache: ReadonlyMap<string, BuildCacheRecord>;
  readonly stages: readonly Stage[];
  readonly #done = new Map<number, StageState | BuildError>();
  /** Stages that would be built anew, and those of them of which even that is not sure. */
  readonly #open = new Set<number>();
  readonly #unsure = new Set<number>();
  readonly #outcomes = new Map<string, Pick<ForecastStep, 'state' | 'reason' | 'size'>>();
  readonly #triggers = new Map<number, readonly PlacedInstruction['instruction'][]>();
  #context: Tree = emptyTree;

  constructor(
    knowledge: Knowledge,
    request: BuildRequest,
    file: Dockerfile,
    stages: readonly Stage[],
    globals: ReadonlyMap<string, string>,
  ) {
    this.#knowledge = { ...knowledge, images: [...knowledge.images] };
    this.#cache = new Map([...knowledge.cache].map((record) => [record.key, record]));
    this.request = request;
    this.file = file;
    this.stages = stages;
    this.globals = globals;
  }

  /** Takes the context. */
  look({ context = emptyTree, dockerfile = 'Dockerfile' }: Question, paths: readonly string[]): void {
    const files = filesOf(context, () => 0);
    const text = textOf(files, `/${dockerfile}.dockerignore`) ?? textOf(files, '/.dockerignore');
    this.#context = withoutIgnored(context, text === undefined ? undefined : Ignore.parse(text));
    this.paths = paths;
  }

  readonly context = {
    files: (): Task<FileSystem> => given(filesOf(this.#context, () => 0)),
    tree: (): Task<Tree> => given(this.#context),
  };

  tree(chainId: string | undefined): Tree {
    return (chainId === undefined ? undefined : this.#knowledge.layer(chainId)?.tree) ?? emptyTree;
  }

  source(name: string, stage: Stage): Stage | undefined {
    return sourceStage(this.stages, name, stage);
  }

  baseName(stage: Stage): string | BuildError {
    return baseNameOf(stage, this.globals, this.file.escape);
  }

  platformOf(stage: Stage): string {
    return platformOfStage(stage, this.globals, this.request.platform);
  }

  base(name: string): Task<BaseImage | BaseFailure> {
    return given(this.#base(name));
  }

  showBase(): void {
    // A forecast shows nothing.
  }

  /** What it holds is not known before it is asked. */
  fetch(): Task<string> {
    return given('');
  }

  reference(): string {
    return 'context';
  }

  *build(stage: Stage): Task<StageState | BuildError> {
    const known = this.#done.get(stage.index);
    if (known) return known;
    const outcome = yield* this.#forecast(stage);
    this.#done.set(stage.index, outcome);
    return outcome;
  }

  /** The steps of a stage with what was found out. */
  stepsOf(stage: Stage, needed: boolean): ForecastStep[] {
    const find = (name: string, from: Stage): Stage | undefined => this.source(name, from);
    return stepsOfStage(stage, this.#triggers.get(stage.index) ?? [], needed, find).map((step) => {
      const { id, stage: index, instruction, text, range, kind, from } = step;
      const state = needed ? (kind === 'metadata' ? 'metadata' : 'perhaps') : 'unneeded';
      return { id, stage: index, instruction, text, range, kind, from, state, size: 0, ...this.#outcomes.get(id) };
    });
  }

  *#forecast(stage: Stage): Task<StageState | BuildError> {
    const started = yield* startStage(this, stage);
    if (started instanceof BuildError) return started;
    const { state, triggers } = started;
    this.#triggers.set(stage.index, triggers);
    const name = this.baseName(stage);
    const below = name instanceof BuildError ? undefined : stageOfBase(this.stages, name, stage);
    let open = below !== undefined && this.#unsure.has(below.index);
    for (const placed of instructionsOf(stage, triggers)) {
      const unknown = this.#unknownSource(stage, placed);
      if (unknown !== undefined) {
        const reason = state.below?.ran
          ? ({ kind: 'parent', step: state.below.step } as const)
          : ({ kind: 'stage', stage: unknown } as const);
        this.#outcomes.set(placed.id, { state: state.below?.ran && !open ? 'rebuild' : 'perhaps', reason, size: 0 });
        open ||= !state.below?.ran;
        state.below = { step: placed.id, ran: true };
        state.key = `unknown ${placed.id}`;
        continue;
      }
      const step = yield* readStep(this, stage, state, placed);
      if (step instanceof BuildError) return step;
      if (step === undefined) continue;
      const key = keyOf(state.key, step.ingredients);
      const record = this.request.noCache && !step.usesCache ? undefined : this.#cache.get(key);
      if (record) {
        state.snapshot = record.snapshot;
        this.#outcomes.set(placed.id, { state: 'cached', size: record.size });
      } else
        this.#outcomes.set(placed.id, {
          state: open ? 'perhaps' : 'rebuild',
          reason: this.#reason(stage, state, step.ingredients),
          size: 0,
        });
      state.key = key;
      state.below = { step: placed.id, ran: !record };
    }
    if (open || state.below?.ran) this.#open.add(stage.index);
    if (open) this.#unsure.add(stage.index);
    return state;
  }

  #reason(stage: Stage, { key, below, base }: StageState, ingredients: BuildCacheRecord['ingredients']): Reason {
    if (this.request.noCache) return { kind: 'no-cache' };
    const { remote, dockerfile } = this.request;
    const place = `${remote} ${dockerfile} ${stage.name === '' ? stage.index : stage.name}`;
    return reasonFor(this.#cache.values(), { ingredients, parent: key, below, place, base });
  }

  /** A stage that the instruction takes files from and that would be built anew. */
  #unknownSource(stage: Stage, { instruction }: PlacedInstruction): number | undefined {
    for (const name of sourcesOf(instruction)) {
      const source = this.source(name, stage);
      if (!source || source.index >= stage.index) continue;
      const built = atOnce(this.build(source));
      if (built instanceof BuildError || this.#open.has(source.index)) return source.index;
    }
    return undefined;
  }

  #base(text: string): BaseImage | BaseFailure {
    const reading = parseReference(text);
    if (!reading.ok) return { failure: `failed to parse stage name "${text}": ${reading.message}` };
    const reference = withDefaultTag(reading.reference);
    const name = formatReference(reference);
    const familiar = familiarReference(reference);
    for (const image of this.#knowledge.images) {
      if (!image.tags.includes(familiar) && !image.digests.includes(familiar) && image.id !== text) continue;
      const { config, layers } = image;
      return { snapshot: { chain: layers, diffIds: config.rootfs.diff_ids }, config, name, digest: image.id };
    }
    for (const { base, snapshot } of this.#cache.values())
      if (base?.name === name) return { snapshot, config: base.config, name, digest: '' };
    return { failure: `${name} ${notHere}` };
  }
}
