// Carries out the instructions of one stage, each from the cache or anew.
import type { Task } from '../../kernel/task.ts';
import { Latch } from '../../kernel/trigger.ts';
import { timestamp } from '../times.ts';
import type { BuildStep } from './build-record.ts';
import type { Builder } from './builder.ts';
import { BuildError } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import { keyOf, reasonFor } from './ingredients.ts';
import type { LayerStep, StepFailure } from './layer-step.ts';
import type { Snapshot } from './snapshot.ts';
import { instructionsOf, makesLayer, readStep, startStage, type PlacedInstruction } from './stage-walk.ts';
import type { StageState } from './state.ts';
import { isTooDeepToBuildOn } from '../layers/depth.ts';

/** What became of a step that makes a layer. */
export interface StepOutcome {
  readonly snapshot: Snapshot;
  /** When its layer was made, as the history tells it. */
  readonly created: string;
  /** For the record of the build. */
  readonly told: Partial<BuildStep>;
}

/** What steps of one stage have in common. */
interface StageShow {
  /** Shows the base before the first step on it. */
  readonly begin: (runs: boolean) => void;
  /** `[builder 2/4] ` for the next step. */
  readonly prefix: () => string;
}

/** Builds a stage: its base first, then each instruction. */
export function* buildStage(builder: Builder, stage: Stage): Task<StageState | BuildError> {
  const started = yield* startStage(builder, stage);
  if (started instanceof BuildError) return started;
  const { state, base, triggers } = started;
  builder.tracker.triggers(stage, triggers);
  const first = stage.instructions.filter(makesLayer).length + (base ? 1 : 0);
  const total = first + triggers.filter(makesLayer).length;
  let index = base && base.context === undefined ? 1 : 0;
  const name = builder.nameOf(stage);
  const label = (number: number, of: number): string =>
    `[${name === '' ? '' : `${name} `}${String(number).padStart(String(of).length)}/${of}] `;
  const show: StageShow = {
    begin(runs) {
      if (base) builder.showBase(`${label(1, first)}FROM ${base.name}`, base, runs);
    },
    prefix: () => label(++index, total),
  };
  for (const placed of instructionsOf(stage, triggers)) {
    const { id, instruction } = placed;
    const step = yield* readStep(builder, stage, state, placed);
    if (step === undefined) {
      const { clock } = builder;
      builder.tracker.step(id, { state: 'done', startedAt: clock, completedAt: clock });
      continue;
    }
    const problem = step instanceof BuildError ? step : yield* layerStep(builder, stage, state, placed, step, show);
    if (problem) {
      builder.tracker.step(id, { state: 'failed', completedAt: builder.clock });
      return problem.at(instruction.range);
    }
  }
  show.begin(false);
  return state;
}

function* layerStep(
  builder: Builder,
  stage: Stage,
  state: StageState,
  placed: PlacedInstruction,
  step: LayerStep,
  show: StageShow,
): Task<BuildError | undefined> {
  const { tracker } = builder;
  const key = keyOf(state.key, step.ingredients);
  const name = `${show.prefix()}${placed.trigger ? 'ONBUILD ' : ''}${step.name}`;
  const begun = builder.begun.get(`${key} ${step.name}`);
  let outcome: StepOutcome | BuildError;
  if (begun) {
    tracker.step(placed.id, { state: 'running', startedAt: builder.clock });
    outcome = yield* begun.wait();
  } else {
    const done = new Latch<StepOutcome | BuildError>();
    builder.begun.set(`${key} ${step.name}`, done);
    outcome = yield* solveStep(builder, stage, state, { id: placed.id, name, key, step }, show);
    done.open(outcome);
  }
  if (outcome instanceof BuildError) return outcome;
  const { snapshot, created, told } = outcome;
  tracker.step(placed.id, told);
  state.snapshot = snapshot;
  state.key = key;
  state.below = { step: placed.id, ran: told.state === 'done' };
  state.created = created;
  const { author } = state;
  state.history = [
    ...state.history,
    {
      created,
      created_by: step.createdBy,
      ...(author === undefined ? {} : { author }),
      comment: 'buildkit.dockerfile.v0',
    },
  ];
  return undefined;
}

/** What to solve, and how it is called. */
interface NamedStep {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly step: LayerStep;
}

/** Takes a step's result from the cache, or does it. */
function* solveStep(
  builder: Builder,
  stage: Stage,
  state: StageState,
  { id, name, key, step }: NamedStep,
  { begin }: StageShow,
): Task<StepOutcome | BuildError> {
  const { cache, tracker } = builder;
  const { ingredients } = step;
  const vertex = builder.progress.vertex(name);
  const may = step.usesCache || builder.mayUseCache(stage);
  const known = may ? cache.get(key) : undefined;
  for (const input of step.inputs ?? []) builder.showInput(input, name, !known);
  begin(!known);
  yield* builder.sendContext();
  const place = builder.placeOf(stage);
  const startedAt = builder.clock;
  if (known) {
    vertex.cached();
    const { snapshot } = known;
    return {
      snapshot,
      created: timestamp(known.createdAt),
      told: { state: 'cached', startedAt, completedAt: startedAt, ...layerOf(builder, snapshot) },
    };
  }
  vertex.start();
  const { below, base } = state;
  const reason = may
    ? reasonFor(cache.records(), { ingredients, parent: state.key, below, place, base })
    : ({ kind: 'no-cache' } as const);
  tracker.step(id, { state: 'running', startedAt, reason });
  let ended = false;
  try {
    const snapshot = tooDeep(builder, state) ?? (yield* step.run(builder, state.snapshot, vertex));
    ended = true;
    if ('failure' in snapshot) {
      vertex.fail(snapshot.failure.replace(/^failed to (?:compute|load) cache key: /, ''));
      return new BuildError(snapshot.failure, undefined, snapshot.nowhere ? 'nowhere' : 'somewhere');
    }
    vertex.done();
    const entry = { snapshot, description: step.description ?? name, ingredients, parent: state.key, place };
    const { createdAt } = cache.put(key, entry);
    return {
      snapshot,
      created: timestamp(createdAt),
      told: { state: 'done', startedAt, completedAt: builder.clock, reason, ...layerOf(builder, snapshot) },
    };
  } finally {
    if (!ended) vertex.cancel();
  }
}

/** Why no layer can be put on a stage's. */
function tooDeep({ cache, engine }: Builder, { key, snapshot }: StageState): StepFailure | undefined {
  if (!isTooDeepToBuildOn(snapshot.chain)) return undefined;
  const below = [...cache.records()].find((record) => record.key === key)?.id ?? '';
  const id = engine.kernel.random('build cache').hex(25);
  return { failure: `failed to prepare ${below} as ${id}: max depth exceeded` };
}

function layerOf({ engine }: Builder, snapshot: Snapshot): { readonly layer: string; readonly size: number } {
  const layer = snapshot.chain.at(-1) ?? '';
  return { layer, size: engine.layers.get(layer)?.size ?? 0 };
}
