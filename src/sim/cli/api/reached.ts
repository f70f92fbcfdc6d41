// What became of looking for a daemon.
import type { Endpoint } from '../../kernel/log.ts';
import type { Link } from '../../kernel/message.ts';

/** A daemon that can be spoken to. */
export interface Reached {
  readonly daemon: Endpoint;
  readonly link: Link;
}

/**
 * Why none can: `says` is the whole message; `during` what failed while a request was under way (`about`: what is said before it
 * instead of the usual words); `answer` what something else than an engine answered.
 */
export type Unreached =
  { readonly says: string } | { readonly during: string; readonly about?: string } | { readonly answer: string };

/** The words for a daemon that does not answer. */
export const isItRunning = (url: string): Unreached => ({
  says: `Cannot connect to the Docker daemon at ${url}. Is the docker daemon running?`,
});
