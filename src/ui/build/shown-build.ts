// A build as the view shows it: one that was done, or one that an edit would lead to. Both have stages and steps.
import { sum } from 'd3-array';
import type { BuildRecord, BuildStage, BuildStep, Reason } from '../../sim/engine/build/build-record.ts';
import type { Range } from '../../sim/engine/build/dockerfile/node.ts';
import { notHere, type Forecast } from '../../sim/engine/build/what-if.ts';

/**
 * What became, or would become, of a step. `miss`: it was built before, of other things, and ran again; `done`: it ran;
 * `perhaps`: that depends on what steps before it make; `metadata`: it sets configuration and makes no layer.
 */
export type ShownState =
  'cached' | 'miss' | 'done' | 'running' | 'waiting' | 'failed' | 'metadata' | 'perhaps' | 'unneeded' | 'cancelled';

export interface ShownStep {
  readonly id: string;
  readonly stage: number;
  readonly instruction: string;
  readonly text: string;
  readonly range: Range;
  readonly kind: 'layer' | 'metadata';
  /** Stages that it takes files from. */
  readonly from: readonly number[];
  readonly state: ShownState;
  readonly reason: Reason | undefined;
  /** Chain id; empty for none. */
  readonly layer: string;
  readonly size: number;
  /** Ms that it took so far; 0 for a step that did not run. */
  readonly took: number;
  /** Ms that an earlier build needed for the layer that the cache gave; 0: unknown. */
  readonly saved: number;
}

export interface ShownBuild {
  readonly mode: 'done' | 'forecast';
  readonly text: string;
  readonly stages: readonly BuildStage[];
  readonly steps: readonly ShownStep[];
  /** Index of the stage that the build is for; undefined: the last one. */
  readonly target: number | undefined;
  /** Why it failed or cannot be built; empty otherwise. */
  readonly problem: string;
  readonly problemRange: Range | undefined;
  /** An image that has to be fetched before more can be told; empty for none. */
  readonly missing: string;
}

/** A build that runs or has run. `clock`: ms since 1970 at the playhead; `earlier`: builds that may have made its layers. */
export function shownRecord(record: BuildRecord, earlier: readonly BuildRecord[], clock: number): ShownBuild {
  const known = new Map<string, number>();
  for (const { steps } of earlier)
    for (const { layer, state, startedAt, completedAt } of steps)
      if (layer && state === 'done') known.set(layer, Math.max(known.get(layer) ?? 0, completedAt - startedAt));
  const ended = record.state !== 'running';
  return {
    mode: 'done',
    text: record.text,
    stages: record.stages,
    steps: record.steps.map((step) => ({
      ...step,
      state: stateOf(step, ended),
      reason: step.reason,
      took:
        step.startedAt > 0
          ? (step.completedAt > 0 ? step.completedAt : ended ? record.completedAt : clock) - step.startedAt
          : 0,
      saved: step.state === 'cached' ? (known.get(step.layer) ?? 0) : 0,
    })),
    target: record.target,
    problem: record.error,
    problemRange: record.errorRange,
    missing: '',
  };
}

function stateOf({ state, kind, reason }: BuildStep, ended: boolean): ShownState {
  if (state === 'unneeded' || state === 'cached' || state === 'failed') return state;
  if (kind === 'metadata') return 'metadata';
  if (state === 'waiting') return ended ? 'cancelled' : 'waiting';
  if (state === 'running') return ended ? 'cancelled' : 'running';
  return reason && isCause(reason) && reason.kind !== 'new' ? 'miss' : 'done';
}

/** Whether a reason is the step's own, and not that of a step below it. */
export const isCause = (reason: Reason): boolean => reason.kind !== 'parent';

/** A build that has not been done. */
export function shownForecast(
  text: string,
  { stages, steps, problem }: Forecast,
  target: number | undefined,
): ShownBuild {
  const missing = problem?.message.endsWith(` ${notHere}`) ? problem.message.slice(0, -notHere.length - 1) : '';
  return {
    mode: 'forecast',
    text,
    stages,
    steps: steps.map((step) => ({
      ...step,
      state: step.state === 'rebuild' ? (step.reason && isCause(step.reason) ? 'miss' : 'waiting') : step.state,
      reason: step.reason,
      layer: '',
      took: 0,
      saved: 0,
    })),
    target,
    problem: missing ? '' : (problem?.message ?? ''),
    problemRange: missing ? undefined : problem?.range,
    missing,
  };
}

/** Whether a step was not taken from the cache, or would not be. */
export const isRebuilt = ({ state }: ShownStep): boolean =>
  ['miss', 'done', 'running', 'failed', 'waiting', 'perhaps', 'cancelled'].includes(state);

/** Steps that stand on a step, directly or not: later ones of its stage, and those of stages that begin with it or copy from it. */
export function standingOn({ stages, steps }: ShownBuild, step: ShownStep): ShownStep[] {
  const found = new Set<ShownStep>();
  const follow = (from: ShownStep): void => {
    const own = steps.filter(({ stage }) => stage === from.stage);
    for (const later of own.slice(own.indexOf(from) + 1)) add(later);
    for (const { index, below } of stages) {
      const first = below === from.stage ? steps.find(({ stage }) => stage === index) : undefined;
      if (first) add(first);
    }
    for (const taker of steps) if (taker.from.includes(from.stage)) add(taker);
  };
  const add = (next: ShownStep): void => {
    if (found.has(next) || next.state === 'unneeded') return;
    found.add(next);
    follow(next);
  };
  follow(step);
  return steps.filter((some) => found.has(some) && some.kind === 'layer');
}

/** The step to look at when nobody has chosen: what fails or runs now, else the first that could not be reused for its own reason. */
export function stepToExplain({ steps }: ShownBuild): ShownStep | undefined {
  const layers = steps.filter(({ kind }) => kind === 'layer');
  return (
    layers.find(({ state }) => state === 'failed') ??
    layers.find(({ reason, state }) => reason && isCause(reason) && reason.kind !== 'new' && state !== 'unneeded') ??
    layers.find(({ state }) => state === 'running') ??
    layers.find((step) => step.reason?.kind === 'new' && isRebuilt(step)) ??
    layers.find(({ state }) => state === 'cached') ??
    layers[0]
  );
}

/** Bytes that came from the cache, and that were made anew. */
export function bytesOf({ steps }: ShownBuild): { readonly reused: number; readonly built: number } {
  const of = (states: readonly ShownState[]): number =>
    sum(steps, ({ state, size }) => (states.includes(state) ? size : 0));
  return { reused: of(['cached']), built: of(['miss', 'done']) };
}
