// A step that makes a layer, before it is known whether it is cached: what it is to the cache, to the history, to the progress.
import type { Task } from '../../kernel/task.ts';
import type { Ingredients } from './build-record.ts';
import type { Builder } from './builder.ts';
import type { Snapshot } from './snapshot.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { Site } from './site.ts';
import type { StageState } from './state.ts';
import type { Vertex } from './status.ts';

/** A stage while it is worked on: what the steps need beside its state. */
export interface StageRun {
  readonly site: Site;
  readonly stage: Stage;
  readonly state: StageState;
}

/** Why a step failed. */
export interface StepFailure {
  readonly failure: string;
  /** True: BuildKit does not say which lines it is about. */
  readonly nowhere?: boolean;
}

/** Something that BuildKit makes for a step, shown as one of its own. */
export interface StepInput {
  /** Undefined: as the step itself. */
  readonly name: string | undefined;
  /** What it is made of: it is made once. */
  readonly key: string;
}

/** The file that a here-document becomes. */
export const documentInput = (content: string): StepInput => ({
  name: '[internal] preparing inline document',
  key: `document ${content}`,
});

/** The step. */
export interface LayerStep {
  /** As the progress shows it. */
  readonly name: string;
  readonly ingredients: Ingredients;
  readonly createdBy: string;
  /** What the cache says of its result, where that is not its name. */
  readonly description?: string;
  /** True: `--no-cache` does not concern it. */
  readonly usesCache: boolean;
  readonly inputs?: readonly StepInput[];
  /** Carries it out on a snapshot; the snapshot after it. */
  readonly run: (builder: Builder, below: Snapshot, vertex: Vertex) => Task<Snapshot | StepFailure>;
}
