// What a browser shows and remembers: its pages, the way to them, its cookies. All of it lies in one record, so that the past has it, too.
import type { SentForm } from '../../kernel/log.ts';

/** A browser of a machine. Key: name of the machine. */
export interface BrowserRecord {
  readonly machine: string;
  /** What is being asked for now; undefined when nothing is. */
  readonly loading: Asked | undefined;
  /** Pages that were visited, in order, the oldest first. */
  readonly steps: readonly BrowserStep[];
  /** Which of them is shown; -1 for none. */
  readonly at: number;
  readonly cookies: readonly Cookie[];
  /** Icons of sites that have been asked for, by URL. */
  readonly icons: readonly string[];
}

/** A request of the learner: an absolute URL, and the form that was sent. */
export interface Asked {
  readonly url: string;
  readonly form: SentForm | undefined;
}

/** A place in the history, with what came of it. */
export interface BrowserStep extends Asked {
  readonly shown: BrowserPage | BrowserFailure;
}

/** An answer of a server, whatever its status. */
export interface BrowserPage {
  readonly kind: 'page';
  /** Where it came from in the end. */
  readonly url: string;
  readonly redirects: readonly { readonly status: number; readonly to: string }[];
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Media type in lower case, without parameters. */
  readonly type: string;
  readonly content: Content;
  /** Style sheets and images of a page, by absolute URL; those that did not come are not among them. */
  readonly parts: Readonly<Record<string, Content>>;
  /** Ms from the first packet to the last byte of the page itself. */
  readonly took: number;
}

/** A body: as text, or as base64 where it is none; `rest` when there was more of it than is kept. `size` in bytes. */
export type Content =
  | { readonly kind: 'text'; readonly text: string; readonly size: number; readonly rest: boolean }
  | {
      readonly kind: 'bytes';
      readonly type: string;
      readonly base64: string;
      readonly size: number;
      readonly rest: boolean;
    };

/** Why there is no page, by the names that browsers of the Chromium family use. */
export type BrowserError =
  | 'ERR_INVALID_URL'
  | 'ERR_UNKNOWN_URL_SCHEME'
  | 'ERR_UNSAFE_PORT'
  | 'ERR_NAME_NOT_RESOLVED'
  | 'ERR_CONNECTION_REFUSED'
  | 'ERR_CONNECTION_RESET'
  | 'ERR_CONNECTION_TIMED_OUT'
  | 'ERR_ADDRESS_UNREACHABLE'
  | 'ERR_EMPTY_RESPONSE'
  | 'ERR_INVALID_HTTP_RESPONSE'
  | 'ERR_SSL_PROTOCOL_ERROR'
  | 'ERR_CERT_AUTHORITY_INVALID'
  | 'ERR_TOO_MANY_REDIRECTS'
  | 'ERR_CONTENT_LENGTH_MISMATCH'
  | 'ERR_TIMED_OUT'
  | 'NOT_SIMULATED';

export interface BrowserFailure {
  readonly kind: 'failure';
  readonly error: BrowserError;
  /** What was asked for when it failed: after redirections another URL than that of the step. */
  readonly url: string;
}

/** A cookie (RFC 6265): it is sent to hosts and paths, whatever the port. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  /** Also sent to hosts below it. */
  readonly below: boolean;
  readonly path: string;
  /** Ms since 1970 at which it is forgotten; undefined: with the browser. */
  readonly expires: number | undefined;
}
