// What a page that explains an error holds, and how the error is recognised in what a terminal shows.

/** One error, explained to a learner. Texts may hold `code` in backquotes and `{name}` for a named group of `says`. */
export interface Explanation {
  /** Code of the engine's catalogue of errors, or one of our own for what the client or a shell says. */
  readonly code: string;
  /** How the line reads in which it is told. */
  readonly says: RegExp;
  readonly title: string;
  /** What the words mean. */
  readonly means: string;
  /** How it comes about. */
  readonly why: string;
  /** What to try, the most likely first. A text in backquotes that begins with a command's name can be run as it stands. */
  readonly tries: readonly string[];
  /** Fits many lines: considered after the others. */
  readonly general?: true;
}

/** An explanation with the names of the case at hand filled in. */
export interface Explained {
  readonly code: string;
  /** The line that it explains. */
  readonly line: string;
  readonly title: string;
  readonly means: string;
  readonly why: string;
  readonly tries: readonly string[];
}

/** Fills in what a match found. */
export function fillIn(explanation: Explanation, match: RegExpExecArray): Explained {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => match.groups?.[name] ?? whole);
  const { code, title, means, why, tries } = explanation;
  return {
    code,
    line: match.input,
    title: fill(title),
    means: fill(means),
    why: fill(why),
    // What names something that this case does not have is no help.
    tries: tries.map(fill).filter((text) => !/\{\w+\}/.test(text)),
  };
}
