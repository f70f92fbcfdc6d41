// Where steps are worked out: in a build, or in a forecast of one. What they may ask without knowing which of both it is.
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Task } from '../../kernel/task.ts';
import type { Fetched } from './fetch-url.ts';
import type { BaseFailure, BaseImage } from './base-image.ts';
import type { Dockerfile } from './dockerfile/node.ts';
import type { BuildError } from './dockerfile/node.ts';
import type { Stage } from './dockerfile/stages.ts';
import type { BuildRequest } from './request.ts';
import type { StageState } from './state.ts';

/** A build context as steps see it. */
export interface ContextFiles {
  /** What is not ignored; `wanted` are the paths that the build uses. */
  files(wanted: readonly string[]): Task<FileSystem>;
  tree(wanted: readonly string[]): Task<Tree>;
}

/** What a step asks before it is known whether it is cached. Nothing of it changes anything but the progress. */
export interface Site {
  readonly request: BuildRequest;
  readonly file: Dockerfile;
  readonly stages: readonly Stage[];
  /** ARGs before the first FROM, with those of the platform. */
  readonly globals: ReadonlyMap<string, string>;
  readonly context: ContextFiles;
  /** Paths of the context that steps of the whole build want. */
  readonly paths: readonly string[];
  /** Virtual clock time, ms since 1970. */
  readonly clock: number;
  /** The files up to and including a layer. */
  tree(chainId: string | undefined): Tree;
  /** What FROM or COPY --from means within a stage; undefined: an image. */
  source(name: string, stage: Stage): Stage | undefined;
  baseName(stage: Stage): string | BuildError;
  platformOf(stage: Stage): string;
  /** A stage when all of it has been done. */
  build(stage: Stage): Task<StageState | BuildError>;
  /** An image from outside the build. */
  base(name: string, platform: string): Task<BaseImage | BaseFailure>;
  /** Shows a base, as a step of its own; `runs`: the step on it is done anew. */
  showBase(name: string, base: BaseImage, runs: boolean): void;
  /** Downloads what ADD names; a text says why it cannot be had. */
  fetch(url: string): Task<Fetched | string>;
  /** A name for what could not be found, as BuildKit tells it. */
  reference(): string;
}
