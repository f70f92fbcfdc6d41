// What the log holds about builds: one record a build with its stages and steps, one record a result in the build cache.
// A view of the log draws the graph of steps from `build`, and asks what an edit would do of `buildCache` (what-if.ts).
import type { ImageConfig } from '../../oci/image-config.ts';
import type { Range } from './dockerfile/node.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * A build (kind `build`, key `<engine>/<id>`), replaced whenever one of its steps moves. The latest of an engine is the one
 * that was put last; records stay when the build has ended.
 */
export interface BuildRecord {
  readonly engine: string;
  /** 25 letters and digits, as `docker buildx history ls` lists it. */
  readonly id: string;
  /** Where the context comes from: a folder of the client, an address, empty for standard input. */
  readonly context: string;
  /** Name of the Dockerfile within the context. */
  readonly dockerfile: string;
  /** Its text; lines of steps count in it from 1. Empty until it has been read. */
  readonly text: string;
  readonly tags: readonly string[];
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  readonly stages: readonly BuildStage[];
  /** In the order of the Dockerfile; triggers of a base stand before the instructions of the stage. */
  readonly steps: readonly BuildStep[];
  /** Index of the stage that the build is for. */
  readonly target: number;
  /** Id of the image that was made; empty when none was, or not yet. */
  readonly image: string;
  /** Images that it was built of (in-toto's materials). */
  readonly materials: readonly { readonly uri: string; readonly digest: { readonly sha256: string } }[];
  /** Why it failed, as the client prints it after `ERROR: failed to build: `; empty otherwise. */
  readonly error: string;
  /** Lines of the Dockerfile that the error is about. */
  readonly errorRange?: Range;
  /** Virtual clock times, ms since 1970; `completedAt` 0: not yet. */
  readonly startedAt: number;
  readonly completedAt: number;
}

/** A stage of a build. */
export interface BuildStage {
  readonly index: number;
  /** In lower case; empty when it has none. */
  readonly name: string;
  /** The image that it begins with as it is written, variables expanded; `scratch` for none. */
  readonly base: string;
  /** The earlier stage that it begins with; undefined for an image. */
  readonly below?: number;
  /** The lines of FROM. */
  readonly range: Range;
  /** False: the target does not need it, nothing of it is built. */
  readonly needed: boolean;
}

/** What became of a step. `metadata` steps go from `waiting` to `done` at once; they make no layer. */
export type StepState = 'unneeded' | 'waiting' | 'running' | 'cached' | 'done' | 'failed';

/** One instruction of a stage. */
export interface BuildStep {
  /** `<stage>.<position>`, counted from 0; triggers of a base are `<stage>.on<position>`. */
  readonly id: string;
  readonly stage: number;
  /** In capitals. */
  readonly instruction: string;
  /** As it is written, continuations joined. */
  readonly text: string;
  readonly range: Range;
  readonly kind: 'layer' | 'metadata';
  /** Stages that it takes files from. */
  readonly from: readonly number[];
  readonly state: StepState;
  /** Why it was not cached; undefined until that is known, and for steps that were. */
  readonly reason?: Reason;
  /** Chain id of the layer that it made or found; empty for none. */
  readonly layer: string;
  /** Bytes of that layer. */
  readonly size: number;
  /** Virtual clock times, ms since 1970; 0: not yet. */
  readonly startedAt: number;
  readonly completedAt: number;
}

/** Why a step could not come from the cache. */
export type Reason =
  /** `--no-cache` or `--no-cache-filter`. */
  | { readonly kind: 'no-cache' }
  /** Nothing like it has been built here. */
  | { readonly kind: 'new' }
  /** The step below it was done anew. */
  | { readonly kind: 'parent'; readonly step: string }
  /** The image below it is another one. */
  | { readonly kind: 'base'; readonly image: string }
  /** It was built before, of other things. */
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  /** Only in forecasts: it takes files from a stage that would be built anew, perhaps with the same outcome. */
  | { readonly kind: 'stage'; readonly stage: number };

/** One thing that differs from the last time: before or after is undefined when it was not there. */
export interface Change {
  readonly about: Aspect;
  /** Path of a file in the context or stage, name of a variable, target of a mount; empty for the rest. */
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

/** What a step's result depends on. */
export type Aspect =
  | 'command'
  | 'source'
  | 'destination'
  | 'option'
  | 'argument'
  | 'variable'
  | 'directory'
  | 'user'
  | 'network'
  | 'mount'
  | 'file';

/** What a step is made of, beside the step below it. */
export interface Ingredients {
  readonly instruction: string;
  readonly facts: readonly { readonly about: Aspect; readonly name: string; readonly value: string }[];
  /** Digest of what was copied or mounted, without times; empty for nothing. */
  readonly content: string;
  /** What the content is made of: digests by path. */
  readonly files: Readonly<Record<string, string>>;
}

/** A result in the build cache (kind `buildCache`, key `<engine>/<key>`). */
export interface BuildCacheRecord {
  readonly engine: string;
  /** 25 letters and digits, as `docker buildx du` lists it. */
  readonly id: string;
  readonly key: string;
  /** Key of the step below it, or chain id of a base; empty for one that stands alone. */
  readonly parent: string;
  readonly ingredients: Ingredients;
  /** Where it was built: context, Dockerfile and stage; results of one place are compared. */
  readonly place: string;
  readonly snapshot: Snapshot;
  /** Of an image that a build has pulled for itself: its full name, and its configuration. */
  readonly base?: { readonly name: string; readonly config: ImageConfig };
  readonly description: string;
  readonly type: 'regular';
  readonly size: number;
  /** Virtual clock times, ms since 1970. */
  readonly createdAt: number;
  readonly lastUsed: number;
  readonly uses: number;
}

declare module '../../kernel/store.ts' {
  interface Kinds {
    build: BuildRecord;
    buildCache: BuildCacheRecord;
  }
}
