// One build: its stages as tasks, each carried out once and only when something needs it.
import { join, race, sleep, spawn, suspend, type Task, type TaskHandle } from '../../kernel/task.ts';
import type { Latch } from '../../kernel/trigger.ts';
import type { Engine } from '../engine.ts';
import { loadNamedContext } from './named-context.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import { basesInUse } from './base-use.ts';
import { loadBase, type BaseFailure, type BaseImage } from './base-image.ts';
import { cacheOf, type BuildCache } from './cache.ts';
import type { BuildTracker } from './build-tracker.ts';
import type { BuildContext } from './context.ts';
import { BuildError, type Dockerfile } from './dockerfile/node.ts';
import type { Stage, Stages } from './dockerfile/stages.ts';
import { fetchUrl, type Fetched } from './fetch-url.ts';
import { fetchRepository, isGitUrl } from './git-source.ts';
import { buildStage, type StepOutcome } from './build-stage.ts';
import type { StepInput } from './layer-step.ts';
import type { BuildRequest } from './request.ts';
import type { Site } from './site.ts';
import { baseNameOf, globalValues, platformOfStage, sourceStage, targetStage } from './stage-names.ts';
import type { StageState } from './state.ts';
import type { BuildProgress, Vertex } from './status.ts';

/** Everything that the steps of one build share. */
export class Builder implements Site {
  readonly engine: Engine;
  readonly request: BuildRequest;
  readonly file: Dockerfile;
  readonly stages: readonly Stage[];
  readonly progress: BuildProgress;
  readonly tracker: BuildTracker;
  readonly context: BuildContext;
  readonly cache: BuildCache;
  /** ARGs before the first FROM, with those of the platform. */
  readonly globals: ReadonlyMap<string, string>;
  readonly #text: string;
  /** ARGs before the first FROM, as they are written. */
  readonly outer: Stages['globals'];
  readonly #emptied = new Set<string>();
  readonly #made = new Set<string>();
  readonly #fetched = new Map<string, Fetched | string>();
  #sending: TaskHandle | undefined;
  readonly #bases = new Map<string, TaskHandle<BaseImage | BaseFailure>>();
  readonly #done = new Map<number, TaskHandle<StageState | BuildError>>();
  readonly #shown = new Map<string, Vertex>();
  #inUse: ReadonlySet<string> | undefined;
  /** Steps that make layers, by what they are: stages that begin with the same ones share them. */
  readonly begun = new Map<string, Latch<StepOutcome | BuildError>>();
  /** Paths of the context that the target needs; set before the stages are built. */
  paths: readonly string[] = [];

  constructor(
    parts: Pick<Builder, 'engine' | 'request' | 'file' | 'progress' | 'tracker' | 'context'> & {
      stages: Stages;
      text: string;
    },
  ) {
    this.engine = parts.engine;
    this.request = parts.request;
    this.file = parts.file;
    this.#text = parts.text;
    this.outer = parts.stages.globals;
    this.progress = parts.progress;
    this.tracker = parts.tracker;
    this.context = parts.context;
    this.stages = parts.stages.stages;
    this.cache = cacheOf(parts.engine);
    this.globals = globalValues(parts.stages, parts.request, parts.file.escape);
  }

  /** The stage that the build is for. */
  target(): Stage | BuildError {
    return targetStage(this.stages, this.request.target);
  }

  get clock(): number {
    return this.engine.kernel.clock;
  }

  tree(chainId: string | undefined): Tree {
    return this.engine.layers.tree(chainId);
  }

  source(name: string, stage: Stage): Stage | undefined {
    return sourceStage(this.stages, name, stage);
  }

  /** What a stage is called in the names of steps. */
  nameOf(stage: Stage): string {
    if (stage.name !== '') return stage.name;
    const mounts = stage.instructions.some(
      ({ name, flags }) => name === 'RUN' && flags.some((flag) => flag.startsWith('--mount')),
    );
    return this.stages.length > 1 || mounts ? `stage-${stage.index}` : '';
  }

  baseName(stage: Stage): string | BuildError {
    return baseNameOf(stage, this.globals, this.file.escape);
  }

  platformOf(stage: Stage): string {
    return platformOfStage(stage, this.globals, this.request.platform);
  }

  /** Where results of a stage are compared with earlier ones. */
  placeOf({ name, index }: Stage): string {
    const { remote, dockerfile } = this.request;
    return `${remote} ${dockerfile} ${name === '' ? index : name}`;
  }

  /** What an address holds; asked once a build. */
  *fetch(url: string): Task<Fetched | string> {
    const known =
      this.#fetched.get(url) ??
      (isGitUrl(url) ? yield* fetchRepository(this.engine, url) : yield* fetchUrl(this.engine, url));
    this.#fetched.set(url, known);
    return known;
  }

  reference(): string {
    return `${this.engine.id}::${this.engine.kernel.random('build ref').hex(25)}`;
  }

  /** Lets the client send the context while steps that do not need it go on. */
  *sendContext(): Task {
    if (this.#sending || this.paths.length === 0) return;
    this.#sending = yield* spawn('build context', this.context.files(this.paths));
    yield* sleep(0);
  }

  /** Builds stages side by side: the target's outcome, or the first failure of any, which ends the others. */
  *buildAll(stages: readonly Stage[], target: Stage): Task<StageState | BuildError> {
    try {
      return yield* race(stages.map((stage) => this.#decisive(stage, target)));
    } finally {
      for (const task of this.#done.values()) task.cancel();
      this.#sending?.cancel();
    }
  }

  /** Waits for ever when what becomes of the stage does not end the build. */
  *#decisive(stage: Stage, target: Stage): Task<StageState | BuildError> {
    const outcome = yield* this.build(stage);
    if (!(outcome instanceof BuildError) && stage !== target) yield* suspend(() => undefined);
    return outcome;
  }

  /** A stage when all of it has been done; asked again it is the same one. */
  *build(stage: Stage): Task<StageState | BuildError> {
    let task = this.#done.get(stage.index);
    if (!task) {
      task = yield* spawn(`build stage ${stage.index}`, buildStage(this, stage));
      this.#done.set(stage.index, task);
    }
    const outcome = yield* join(task);
    if ('cancelled' in outcome) throw outcome.cancelled;
    return outcome.value;
  }

  /** An image from outside the build; looked up once. */
  *base(name: string, platform: string): Task<BaseImage | BaseFailure> {
    const key = `${name} ${platform === '' ? 'linux/amd64' : platform}`;
    let task = this.#bases.get(key);
    if (!task) {
      task = yield* spawn(`load ${name}`, this.#load(name, platform));
      this.#bases.set(key, task);
    }
    const outcome = yield* join(task);
    if ('cancelled' in outcome) throw outcome.cancelled;
    return outcome.value;
  }

  *#load(name: string, platform: string): Task<BaseImage | BaseFailure> {
    const context = this.request.contexts.get(name.toLowerCase());
    if (context?.files !== undefined) return yield* loadNamedContext(this, context.name, context.files);
    const image = context?.image;
    if (context === undefined || image === undefined || image.toLowerCase() === name.toLowerCase())
      return yield* loadBase(this.engine, image ?? name, platform, this.request.pull, this.progress);
    const base = yield* this.base(image, platform);
    return 'failure' in base
      ? { failure: base.failure.replace(`${image}: `, '') }
      : { ...base, context: `[context ${context.name}] ${image}` };
  }

  /** Shows a base once: cached when an earlier build used it and a new step now runs on it. */
  showBase(name: string, { snapshot, name: image, context }: BaseImage, runs: boolean): void {
    const top = snapshot.chain.at(-1) ?? '';
    const key = context ?? image;
    if (context === '' || this.#shown.has(key)) return;
    const vertex = this.progress.vertex(context ?? name);
    this.#shown.set(key, vertex);
    if (this.cache.bases.has(top) && (runs || this.#isInUse(image))) vertex.cached();
    else vertex.start().done();
    this.cache.bases.add(top);
  }

  /** Whether a step will run on an image, later in the build. */
  #isInUse(image: string): boolean {
    if (this.stages.length === 1) return false;
    this.#inUse ??= basesInUse(this, this.#text);
    return this.#inUse.has(image.replace(/@.*$/, ''));
  }

  /** Shows what is made for a step, once a build; cached when there is one already and the step is done anew (`runs`). */
  showInput({ name, key }: StepInput, step: string, runs: boolean): void {
    if (this.#made.has(key)) return;
    this.#made.add(key);
    const vertex = this.progress.vertex(name ?? step);
    if (runs && this.cache.inputs.has(key)) vertex.cached();
    else vertex.start().done();
    this.cache.inputs.add(key);
  }

  /** `--no-cache` empties the cache mounts that steps use, once a build. */
  emptyMounts(ids: readonly string[]): void {
    for (const id of ids) {
      if (!this.#emptied.has(id)) this.cache.mounts.delete(id);
      this.#emptied.add(id);
    }
  }

  /** Whether results of a stage may come from the cache. */
  mayUseCache(stage: Stage): boolean {
    const { noCache, noCacheFilter } = this.request;
    return !noCache && !noCacheFilter.includes(stage.name === '' ? String(stage.index) : stage.name);
  }
}
