// The three shells that images bring, and what differs between them.

/** GNU bash, Debian's dash (its /bin/sh), and busybox ash (Alpine's /bin/sh). */
export type Dialect = 'bash' | 'dash' | 'ash';

/** What a dialect understands beyond POSIX. */
export interface Features {
  /** `[[ ]]`; without it `[[` is a command that does not exist. */
  readonly conditionals: boolean;
  /** `a=(…)`, `${a[0]}`, `declare`. */
  readonly arrays: boolean;
  /** `{a,b}` and `{1..3}`. */
  readonly braces: boolean;
  /** `(( ))` as a command, `let`. */
  readonly arithmeticCommands: boolean;
  /** `${x/a/b}`, `${x:1:2}`. */
  readonly substrings: boolean;
  /** `<<<`, `&>`, `<( )`. */
  readonly extendedRedirections: boolean;
  /** `echo` takes -e; without it escapes are always interpreted. */
  readonly echoOptions: boolean;
}

const features: Readonly<Record<Dialect, Features>> = {
  bash: {
    conditionals: true,
    arrays: true,
    braces: true,
    arithmeticCommands: true,
    substrings: true,
    extendedRedirections: true,
    echoOptions: true,
  },
  dash: {
    conditionals: false,
    arrays: false,
    braces: false,
    arithmeticCommands: false,
    substrings: false,
    extendedRedirections: false,
    echoOptions: false,
  },
  ash: {
    conditionals: true,
    arrays: false,
    braces: false,
    arithmeticCommands: false,
    substrings: true,
    extendedRedirections: true,
    echoOptions: true,
  },
};

/** What a dialect understands. */
export const featuresOf = (dialect: Dialect): Features => features[dialect];
