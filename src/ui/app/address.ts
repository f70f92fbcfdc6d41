// Where the address's part after # leads: `#/` home, `#/sandbox`, `#/lesson/<part>/<lesson>/<step>`.

export type Address =
  | { readonly place: 'home' }
  | { readonly place: 'sandbox' }
  /** `step` counts from 1; undefined: where the learner left. */
  | { readonly place: 'lesson'; readonly lesson: string; readonly step: number | undefined };

/** Reads the part of an address from `#`. What is not known leads home. */
export function readAddress(hash: string): Address {
  if (hash === '#/sandbox') return { place: 'sandbox' };
  const [, lesson, step] = /^#\/lesson\/([\w-]+\/[\w-]+)(?:\/(\d+))?$/.exec(hash) ?? [];
  if (lesson === undefined) return { place: 'home' };
  return { place: 'lesson', lesson, step: step === undefined ? undefined : Number(step) };
}

/** The address of a lesson, or of one of its steps (from 1). */
export const lessonAddress = (lesson: string, step?: number): string =>
  `#/lesson/${lesson}${step === undefined ? '' : `/${step}`}`;
