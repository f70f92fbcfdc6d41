// What a sample repository is made of.

/** A commit of a sample: the files that it adds or changes (undefined: removes), by path. */
export interface SampleCommit {
  readonly message: string;
  /** ISO time in UTC. */
  readonly time: string;
  readonly files: Readonly<Record<string, string | undefined>>;
}

/** A repository with its commits on `main`, oldest first. */
export interface Sample {
  readonly commits: readonly SampleCommit[];
  /** Tags by the number of their commit, counted from 0. */
  readonly tags?: Readonly<Record<string, number>>;
  /** Paths of files that can be run. */
  readonly executable?: readonly string[];
  /** Branches by what they add to `main`. */
  readonly branches?: Readonly<Record<string, SampleCommit>>;
}
