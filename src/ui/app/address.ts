// Where the address's part after # leads: `#/` home, `#/sandbox`, `#/lesson/<part>/<lesson>/<step>`, `#/s/…` a shared session,
// `#/file/<name>` one from a file, `#/present/<part>/<lesson>` a demo, `#/presenter` the window beside it.

export type Address =
  | { readonly place: 'home' }
  | { readonly place: 'sandbox' }
  /** A session in the address, or, by its name, one from a file. */
  | { readonly place: 'shared'; readonly hash: string }
  /** A demo for a class: of a lesson, or with nothing prepared; and the presenter's window beside it. */
  | { readonly place: 'present'; readonly lesson: string | undefined }
  | { readonly place: 'presenter' }
  /** Submissions of a class; lessons being written. */
  | { readonly place: 'class' }
  | { readonly place: 'author' }
  /** `step` counts from 1; undefined: where the learner left. */
  | {
      readonly place: 'lesson';
      readonly lesson: string;
      readonly step: number | undefined;
      /** Of a graded lab: what its names and ports are chosen by; empty: the page chooses. Undefined: no lab. */
      readonly lab: string | undefined;
    };

/** Reads the part of an address from `#`. What is not known leads home. */
export function readAddress(hash: string): Address {
  if (hash === '#/sandbox') return { place: 'sandbox' };
  if (hash.startsWith('#/s/') || hash.startsWith('#/file/')) return { place: 'shared', hash };
  if (hash === '#/presenter') return { place: 'presenter' };
  if (hash === '#/class') return { place: 'class' };
  if (hash === '#/author') return { place: 'author' };
  const [demo, shown] = /^#\/present(?:\/([\w-]+\/[\w-]+))?$/.exec(hash) ?? [];
  if (demo !== undefined) return { place: 'present', lesson: shown };
  const [, lesson, step, lab] =
    /^#\/lesson\/([\w-]+\/[\w-]+)(?:\/(\d+))?(?:\?lab(?:=([\w.@-]{0,80}))?)?$/.exec(hash) ?? [];
  if (lesson === undefined) return { place: 'home' };
  const graded = hash.includes('?lab');
  return {
    place: 'lesson',
    lesson,
    step: step === undefined ? undefined : Number(step),
    lab: graded ? (lab ?? '') : undefined,
  };
}

/** The address of a lesson, or of one of its steps (from 1); `lab`: as a graded lab, see `Address`. */
export const lessonAddress = (lesson: string, step?: number, lab?: string): string =>
  `#/lesson/${lesson}${step === undefined ? '' : `/${step}`}${lab === undefined ? '' : `?lab=${lab}`}`;
