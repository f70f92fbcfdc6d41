// A kind of message and what it says; what the rows share.
import type { MessageEntry } from '../../../sim/kernel/log.ts';
import { bodyOf } from '../message-body.ts';
import { familiar, short, type Names } from '../names.ts';
import { say, type Part } from '../sentence.ts';

/** A message to speak of. */
export interface Found {
  /** What the row's path has found. */
  readonly groups: readonly string[];
  readonly query: URLSearchParams;
  readonly message: MessageEntry;
  /** The request that it belongs to: itself, if it is one. */
  readonly request: MessageEntry;
  /** What ids stand for; undefined where nobody knows. */
  readonly names: Names | undefined;
  /** Who on the host it was that began it, where that is known: the daemon, the browser. */
  readonly sender: string | undefined;
}

type Says = readonly Part[] | undefined;

export interface Row {
  readonly protocol: MessageEntry['protocol'];
  /** Empty: any. */
  readonly method: string;
  /** Matched against the request's path without its query and version. */
  readonly path: RegExp;
  /** What the request says; undefined where another sentence says it. */
  readonly ask: (found: Found) => Says;
  /** What the answer says; left out, or undefined, when it says nothing of interest. */
  readonly answer?: (found: Found, status: number) => Says;
  /** What the end of an answer says that stayed open, or of a request that was never answered. */
  readonly end?: (found: Found) => Says;
}

/** A part of the path. */
export const group = ({ groups }: Found, index = 0): string => decodeURIComponent(groups[index] ?? '');

/** The container or network that the path names, as it is called. */
export const named = (found: Found, index = 0): string => nameIn(found, group(found, index));
export const nameIn = ({ names }: Found, text: string): string =>
  names?.of(text) ?? (/^[0-9a-f]{64}$/.test(text) ? short(text) : text);

/** An image as it is called. */
export const imageIn = ({ names }: Found, text: string): string => names?.image(text) ?? familiar(text);

/** A name and tag, or digest, that stand in two parameters. */
export const tagged = (name: string, tag: string | null): string =>
  familiar(tag?.includes(':') ? `${name}@${tag}` : `${name}:${tag ?? 'latest'}`);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
export const asked = ({ request }: Found): Readonly<Record<string, unknown>> => bodyOf(request.body);
export const answered = ({ message }: Found): Readonly<Record<string, unknown>> => bodyOf(message.body);

/** "one layer", "7 layers", "no layer". */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `one ${one}` : count === 0 ? `no ${one}` : `${count} ${many}`;
export const lengthOf = (list: unknown): number =>
  Array.isArray(list) ? list.length : typeof list === 'object' && list !== null ? Object.keys(list).length : 0;

/** What an error's body says. */
export const complaint = (found: Found): string => {
  const { message, errors, details } = answered(found);
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const said = text(message) || text(bodyOf(first)['message']) || text(details);
  return (found.names?.inText(said) ?? said).replace(/\.$/, '');
};

/** A sentence for what is said no to, and why if that was told. */
export function refusal(who: string, found: Found, status: number): readonly Part[] {
  const why = complaint(found);
  return why ? say`${{ text: who }} refuses: ${why}.` : say`${{ text: who }} refuses, with status ${String(status)}.`;
}

/** A row of the Engine API, whose refusals are the daemon's. */
export const engine = (method: string, path: RegExp, ask: Row['ask'], answer?: (found: Found) => Says): Row => ({
  protocol: 'engine',
  method,
  path,
  ask,
  answer: (found, status) => (status >= 400 ? refusal('The daemon', found, status) : answer?.(found)),
});

/** A row that asks about one object; `what` it is. That there is none is an answer as well. */
export const inspect = (
  what: string,
  path: RegExp,
  name: (found: Found) => string,
  answer: (found: Found) => Says,
): Row => ({
  protocol: 'engine',
  method: 'GET',
  path,
  ask: (found) => say`The client asks what the daemon knows of the ${{ text: what }} ${name(found)}.`,
  answer: (found, status) => {
    if (status === 404) return say`The daemon answers 404: it has no ${{ text: what }} ${name(found)}.`;
    return status >= 400 ? refusal('The daemon', found, status) : answer(found);
  },
});

/** `POST /containers/{id}/<name>`. */
export const containerVerb = (name: string, ask: Row['ask'], answer?: (found: Found) => Says): Row =>
  engine('POST', new RegExp(`^/containers/([^/]+)/${name}$`), ask, answer);
