// A sentence about something that happened: the text twin of what the stage shows.

/** Plain words, or something that can be typed or read on the stage, shown in the code face. */
export type Part = string | { readonly code: string };

export interface Sentence {
  /** Id of the log entry that it is about. */
  readonly id: number;
  /** Virtual ms. */
  readonly t: number;
  readonly parts: readonly Part[];
  /** A refusal or a failure. */
  readonly bad: boolean;
}

/** Builds parts from a template: what is put in is shown as code. */
export function say(words: TemplateStringsArray, ...codes: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  words.forEach((word, index) => {
    if (word) parts.push(word);
    const code = codes[index];
    if (code !== undefined) parts.push({ code });
  });
  return parts;
}

/** The sentence as plain text. */
export const plainText = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.code)).join('');
