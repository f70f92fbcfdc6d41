// A session: all that is needed to make a world again. Saved, shared, undone and graded in this form.
import type { Input } from './kernel/log.ts';

/** The version of the format that is written. */
export const sessionVersion = 1;

/** What came from outside, and when (virtual ms). */
export type TimedInput = { readonly t: number } & Input;

export interface Session {
  readonly version: typeof sessionVersion;
  readonly seed: string;
  /** Wall-clock time at virtual time 0, ms since 1970-01-01T00:00Z. */
  readonly epoch: number;
  readonly inputs: readonly TimedInput[];
  /** Virtual time (ms) that had been reached. */
  readonly until: number;
}

/** The most characters that the page may write at once (a MiB in base64, and a bit), and in a whole session. */
export const mostWritten = { once: 1_500_000, inAll: 12_000_000 };

/** The most characters that the browser may send at once. */
export const mostSent = { url: 8000, body: 100_000 };
