// Where the text of an open file comes from and goes to: the learner's disk, or a program that waits at the editor.
import type { TextFile } from './text-file.ts';

export interface Source {
  /** Names it among the open ones. */
  readonly key: string;
  /** Absolute, on the files of whoever opened it. */
  readonly path: string;
  /** The program that waits for it; undefined for a file of the tree. */
  readonly program?: string;
  /** The container whose file it is. */
  readonly container?: string | undefined;
  /** Line to begin at, from 1. */
  readonly line?: number;
  /** What is there now. */
  read(): TextFile;
  /** Writes; in one sentence why it was refused. */
  write(text: string): Promise<string | undefined>;
}
