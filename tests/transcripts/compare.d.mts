// The types of compare.mjs, as far as the tests use it.
import type { Scenario } from '../../src/headless/replay.ts';

/** One step of two transcripts, after all that differs from run to run has been replaced by placeholders. */
export interface ComparedStep {
  readonly command: string;
  readonly agree: boolean;
}

/** One row for each step of `real`; a step that `other` lacks does not agree. */
export function compare(real: Scenario, other: Scenario): ComparedStep[];
