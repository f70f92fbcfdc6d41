// What the parser finds in a Dockerfile: its lines, directives and instructions, and what may be wrong with it.

/** A here-document: its name, its text, and whether variables in it stay as they are. */
export interface Heredoc {
  readonly name: string;
  readonly content: string;
  /** Variables are expanded unless the name was quoted. */
  readonly expand: boolean;
  /** Tabs at the beginning of lines are dropped (`<<-`). */
  readonly chomp: boolean;
}

/** Lines of the source, counted from 1, both included. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One instruction. */
export interface Instruction {
  /** In capitals. */
  readonly name: string;
  /** As it was written. */
  readonly written: string;
  /** The whole instruction as one line, continuations joined, without here-documents. */
  readonly original: string;
  /** `--name=value` flags between the name and the rest. */
  readonly flags: readonly string[];
  /** All after the flags. */
  readonly rest: string;
  /** Words of the JSON form; undefined when it is not one. */
  readonly json: readonly string[] | undefined;
  readonly heredocs: readonly Heredoc[];
  readonly range: Range;
  /** Comments right above it. */
  readonly comments: readonly string[];
}

/** A parsed Dockerfile. */
export interface Dockerfile {
  readonly lines: readonly string[];
  /** `syntax`, `escape`, `check`, by name in lower case. */
  readonly directives: ReadonlyMap<string, { readonly value: string; readonly range: Range }>;
  readonly escape: string;
  readonly instructions: readonly Instruction[];
  /** Lines on which a continuation was interrupted by nothing. */
  readonly emptyContinuations: readonly Range[];
}

/** Why a Dockerfile cannot be built, in BuildKit's words, and where. */
export class BuildError {
  readonly message: string;
  readonly range: Range | undefined;
  /** `nowhere`: BuildKit does not say which lines it is about; `twice`: it says so twice. */
  readonly place: 'somewhere' | 'nowhere' | 'twice';

  constructor(message: string, range?: Range, place: BuildError['place'] = 'somewhere') {
    this.message = message;
    this.range = range;
    this.place = place;
  }

  /** The same with another place, unless it has one. */
  at(range: Range): BuildError {
    return this.range || this.place === 'nowhere' ? this : new BuildError(this.message, range);
  }
}

/** A mistake of one instruction, as BuildKit words it. */
export const parseError = (message: string, range: Range): BuildError =>
  new BuildError(`dockerfile parse error on line ${range.start}: ${message}`, range);
