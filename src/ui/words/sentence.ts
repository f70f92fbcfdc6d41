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
  /** True of something that goes on beside what the command is about: the caption passes it over. */
  readonly aside: boolean;
}

/** Builds parts from a template: what is put in is shown as code, `{text}` as words. */
export function say(
  template: TemplateStringsArray,
  ...put: readonly (string | { readonly text: string })[]
): readonly Part[] {
  const parts: Part[] = [];
  const add = (words: string): void => {
    const last = parts.at(-1);
    if (typeof last === 'string') parts[parts.length - 1] = last + words;
    else {
      // What ends with a full stop needs no second one.
      const part = last?.code.endsWith('.') ? words.replace(/^\./, '') : words;
      if (part) parts.push(part);
    }
  };
  template.forEach((words, index) => {
    add(words);
    const each = put[index];
    if (typeof each === 'string') parts.push({ code: each });
    else if (each) add(each.text);
  });
  return parts;
}

/** The sentence as plain text. */
export const plainText = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : part.code)).join('');
