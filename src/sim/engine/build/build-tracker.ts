// Keeps the record of one build (build-record.ts) in step with it.
import type { Engine } from '../engine.ts';
import { recordKey } from '../records.ts';
import type { BuildRecord, BuildStage, BuildStep } from './build-record.ts';
import { flagValue, flagValues } from './dockerfile/check.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { BuildRequest } from './request.ts';
import type { Site } from './site.ts';
import { stageOfBase } from './stage-names.ts';
import { instructionsOf, makesLayer } from './stage-walk.ts';

/** What a stage or image of a name is, to a stage. */
export type FindStage = (name: string, stage: Stage) => Stage | undefined;

/** The steps of a stage before anything of it has been built. */
export function stepsOfStage(
  stage: Stage,
  triggers: readonly Instruction[],
  needed: boolean,
  find: FindStage,
): BuildStep[] {
  return instructionsOf(stage, triggers).map(({ id, instruction }) => ({
    id,
    stage: stage.index,
    instruction: instruction.name,
    text: instruction.original,
    range: instruction.range,
    kind: makesLayer(instruction) ? 'layer' : 'metadata',
    from: sourcesOf(instruction).flatMap((name) => find(name, stage)?.index ?? []),
    state: needed ? 'waiting' : 'unneeded',
    layer: '',
    size: 0,
    startedAt: 0,
    completedAt: 0,
  }));
}

/** What a record says of a stage. */
export function stageRecord(site: Pick<Site, 'baseName' | 'stages'>, stage: Stage, needed: boolean): BuildStage {
  const base = site.baseName(stage);
  const name = base instanceof BuildError ? stage.base : base;
  const below = stageOfBase(site.stages, name, stage);
  return {
    index: stage.index,
    name: stage.name,
    base: name,
    ...(below ? { below: below.index } : {}),
    range: stage.from.range,
    needed,
  };
}

/** What `COPY --from` and `RUN --mount=from=` name. */
export function sourcesOf(instruction: Instruction): string[] {
  const from = instruction.name === 'COPY' ? flagValue(instruction, 'from') : undefined;
  const mounts = instruction.name === 'RUN' ? flagValues(instruction, 'mount') : [];
  return [from, ...mounts.map((mount) => /(?:^|,)from=([^,]+)/.exec(mount)?.[1])].filter((name) => name !== undefined);
}

/** One build's record. */
export class BuildTracker {
  readonly #engine: Engine;
  readonly #find: { current: FindStage } = { current: () => undefined };
  #record: BuildRecord;

  constructor(engine: Engine, { remote, dockerfile, tags }: BuildRequest) {
    this.#engine = engine;
    this.#record = {
      engine: engine.name,
      id: engine.kernel.random('build record').hex(25),
      context: remote,
      dockerfile,
      text: '',
      tags,
      state: 'running',
      stages: [],
      steps: [],
      target: 0,
      image: '',
      materials: [],
      error: '',
      startedAt: engine.kernel.clock,
      completedAt: 0,
    };
    this.#put({});
  }

  /** The build's id. */
  get id(): string {
    return this.#record.id;
  }

  /** The Dockerfile has been read. */
  read(text: string): void {
    this.#put({ text });
  }

  /** It is known what is to be built. */
  outline(stages: readonly BuildStage[], parsed: readonly Stage[], target: number, find: FindStage): void {
    this.#find.current = find;
    const steps = parsed.flatMap((stage) => stepsOfStage(stage, [], stages[stage.index]?.needed ?? false, find));
    this.#put({ stages, steps, target });
  }

  /** The base of a stage brings instructions of its own. */
  triggers(stage: Stage, triggers: readonly Instruction[]): void {
    if (triggers.length === 0) return;
    const own = stepsOfStage(stage, triggers, true, this.#find.current);
    const at = this.#record.steps.findIndex((step) => step.stage === stage.index);
    const others = this.#record.steps.filter((step) => step.stage !== stage.index);
    const index = at < 0 ? others.length : at;
    this.#put({ steps: [...others.slice(0, index), ...own, ...others.slice(index)] });
  }

  /** A step has moved. */
  step(id: string, fields: Partial<BuildStep>): void {
    this.#put({ steps: this.#record.steps.map((step) => (step.id === id ? { ...step, ...fields } : step)) });
  }

  /** The build has ended; a second end changes nothing. */
  end(fields: Pick<BuildRecord, 'state'> & Partial<BuildRecord>): void {
    if (this.#record.state === 'running') this.#put({ ...fields, completedAt: this.#engine.kernel.clock });
  }

  #put(fields: Partial<BuildRecord>): void {
    this.#record = { ...this.#record, ...fields };
    this.#engine.kernel.store.put('build', recordKey(this.#engine.name, this.#record.id), this.#record);
  }
}
