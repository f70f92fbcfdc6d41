// What a learner hands in: the session that led through a lesson, what is claimed of it, and a chain of digests over both. The chain shows
// what was changed by hand; it is no signature. What counts is what the replay shows (grade.ts).
import { canonicalJson } from '../sim/oci/canonical-json.ts';
import { hexOf, sha256 } from '../sim/oci/digest.ts';
import { parseSession } from '../sim/parse-session.ts';
import type { Session } from '../sim/session.ts';
import type { Refused } from './shared.ts';

const format = 'drydock-submission';
const submissionVersion = 1;

/** Characters of a file that is read. */
export const largestSubmission = 24_000_000;

/** Hex digits of a link of the chain. */
const digits = 16;

/** What is said to have been reached. */
export interface Claims {
  /** As the course knows the learner. */
  readonly student: string;
  /** Steps by title, and the virtual time (ms) at which the goals of each were met. */
  readonly steps: readonly { readonly title: string; readonly at: number }[];
  /** Steps by title, and how many hints were asked for in each, the solution included. */
  readonly hints: readonly { readonly title: string; readonly count: number }[];
  /** 0 … 100. */
  readonly score: number;
  /** Ms since 1970 by the learner's clock. */
  readonly handedIn: number;
}

export interface Submission {
  readonly lesson: string;
  readonly session: Session;
  readonly claims: Claims;
  /** A link for the beginning, one for each input, one for the claims. */
  readonly chain: readonly string[];
}

/** Makes a submission with its chain. */
export function makeSubmission(lesson: string, session: Session, claims: Claims): Submission {
  return { lesson, session, claims, chain: chainOf(lesson, session, claims) };
}

/** The text of a file. */
export function writeSubmission(submission: Submission): string {
  return `${JSON.stringify({ format, version: submissionVersion, ...submission }, undefined, 1)}\n`;
}

/** Reads a file's text; or says in a sentence why it is no submission. Whether it is true is another question. */
export function readSubmission(text: string): Submission | Refused {
  if (text.length > largestSubmission) return { problem: 'The file is larger than a submission can be.' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'This is no submission: it is not JSON.' };
  }
  if (typeof value !== 'object' || value === null) return { problem: 'This is no submission of Drydock.' };
  const { format: named, version, lesson, session: claimed, claims, chain } = value as Record<string, unknown>;
  if (named !== format) return { problem: 'This is no submission of Drydock.' };
  if (version !== submissionVersion) return { problem: 'The submission has a version that cannot be read.' };
  if (typeof lesson !== 'string' || !/^[\w-]{1,60}\/[\w-]{1,60}$/.test(lesson))
    return { problem: 'The submission names no lesson.' };
  const session = parseSession(claimed);
  if ('problem' in session) return session;
  const read = parseClaims(claims);
  if (!read) return { problem: 'What the submission claims cannot be read.' };
  if (!Array.isArray(chain) || !chain.every((link) => typeof link === 'string' && link.length === digits))
    return { problem: 'The submission has no chain of digests.' };
  return { lesson, session, claims: read, chain: chain as string[] };
}

function parseClaims(value: unknown): Claims | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { student, steps, hints, score, handedIn } = value as Record<string, unknown>;
  if (typeof student !== 'string' || student.length > 200) return undefined;
  if (typeof score !== 'number' || !(score >= 0 && score <= 100)) return undefined;
  if (typeof handedIn !== 'number' || !Number.isFinite(handedIn)) return undefined;
  const read = <K extends 'at' | 'count'>(list: unknown, key: K) => {
    if (!Array.isArray(list) || list.length > 50) return undefined;
    const rows = list.map((row: unknown) => {
      const { title, [key]: number } = (row ?? {}) as Record<string, unknown>;
      const fits = typeof title === 'string' && title.length <= 200 && typeof number === 'number' && number >= 0;
      return fits ? ({ title, [key]: number } as { title: string } & Record<K, number>) : undefined;
    });
    return rows.every((row) => row !== undefined) ? rows : undefined;
  };
  const done = read(steps, 'at');
  const asked = read(hints, 'count');
  return done && asked && { student, steps: done, hints: asked, score, handedIn };
}

function chainOf(lesson: string, { version, seed, epoch, inputs, until }: Session, claims: Claims): readonly string[] {
  const links: string[] = [];
  const add = (value: unknown): void => {
    links.push(hexOf(sha256(`${links.at(-1) ?? ''}${canonicalJson(value as never)}`)).slice(0, digits));
  };
  add({ lesson, version, seed, epoch });
  for (const input of inputs) add(input);
  add({ until, claims });
  return links;
}

/** Where the chain does not fit what it stands for: in a sentence; undefined: it fits. */
export function brokenChain({ lesson, session, claims, chain }: Submission): string | undefined {
  const right = chainOf(lesson, session, claims);
  const at = right.findIndex((link, index) => link !== chain[index]);
  if (at < 0 && chain.length === right.length) return undefined;
  if (at === 0) return 'Changed by hand: the lesson, the seed or the start.';
  if (at === right.length - 1 && chain.length === right.length) return 'Changed by hand: what is claimed, or the end.';
  return `Changed by hand: from input ${Math.max(1, at)} on.`;
}

/** A short code to be pasted into a form: the score, and what tells this submission from any other. */
export function submissionCode({ claims, chain }: Submission): string {
  const end = (chain.at(-1) ?? '').toUpperCase();
  return `${Math.round(claims.score)}-${end.slice(0, 4)}-${end.slice(4, 8)}-${end.slice(8, 12)}`;
}

/** What makes two submissions the same work whoever handed it in: a digest of all inputs. */
export function workOf({ session }: Submission): string {
  const work = session.inputs.filter(({ kind }) => kind !== 'open' && kind !== 'resize');
  return hexOf(sha256(canonicalJson(work as never)));
}
