// Carries out the instructions of one stage, each from the cache or anew.
import type { Task } from '../../kernel/task.ts';
import { timestamp } from '../times.ts';
import type { Builder } from './builder.ts';
import { BuildError } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import { keyOf, reasonFor } from './ingredients.ts';
import type { LayerStep } from './layer-step.ts';
import { instructionsOf, makesLayer, readStep, startStage, type PlacedInstruction } from './stage-walk.ts';
import type { StageState } from './state.ts';

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
  let index = base ? 1 : 0;
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
  { id, trigger }: PlacedInstruction,
  step: LayerStep,
  { begin, prefix }: StageShow,
): Task<BuildError | undefined> {
  const { cache, tracker } = builder;
  const { ingredients } = step;
  const name = `${prefix()}${trigger ? 'ONBUILD ' : ''}${step.name}`;
  const vertex = builder.progress.vertex(name);
  const key = keyOf(state.key, ingredients);
  const may = step.usesCache || builder.mayUseCache(stage);
  const known = may ? cache.get(key) : undefined;
  for (const input of step.inputs ?? []) builder.showInput(input, name, !known);
  begin(!known);
  yield* builder.sendContext();
  const place = builder.placeOf(stage);
  let created: string;
  if (known) {
    vertex.cached();
    state.snapshot = known.snapshot;
    created = timestamp(known.createdAt);
    const { clock } = builder;
    tracker.step(id, { state: 'cached', startedAt: clock, completedAt: clock, ...layerOf(builder, state) });
  } else {
    vertex.start();
    const { below, base } = state;
    const reason = may
      ? reasonFor(cache.records(), { ingredients, parent: state.key, below, place, base })
      : ({ kind: 'no-cache' } as const);
    tracker.step(id, { state: 'running', startedAt: builder.clock, reason });
    const snapshot = yield* step.run(builder, state.snapshot, vertex);
    if ('failure' in snapshot) {
      vertex.fail(snapshot.failure.replace(/^failed to (?:compute|load) cache key: /, ''));
      return new BuildError(snapshot.failure, undefined, snapshot.nowhere ? 'nowhere' : 'somewhere');
    }
    vertex.done();
    const entry = { snapshot, description: step.description ?? name, ingredients, parent: state.key, place };
    created = timestamp(cache.put(key, entry).createdAt);
    state.snapshot = snapshot;
    tracker.step(id, { state: 'done', completedAt: builder.clock, ...layerOf(builder, state) });
  }
  state.key = key;
  state.below = { step: id, ran: !known };
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

function layerOf({ engine }: Builder, { snapshot }: StageState): { readonly layer: string; readonly size: number } {
  const layer = snapshot.chain.at(-1) ?? '';
  return { layer, size: engine.layers.get(layer)?.size ?? 0 };
}
