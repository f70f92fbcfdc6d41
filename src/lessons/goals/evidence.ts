// What goals are judged by: the records of the world at a moment, its log, and what probes have found.
import type { ImageRecord } from '../../sim/engine/records.ts';
import type { Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';
import { formatReference, parseReference, withDefaultTag } from '../../sim/oci/reference.ts';
import type { ProbeAnswer } from '../probe.ts';
import type { Amount, TextTest } from './condition.ts';

export interface Evidence {
  readonly view: View;
  readonly log: Log;
  /** Position in the log at which the learner came: what was typed before does not count. */
  readonly since: number;
  /** What probes have found, by their script; undefined: not asked yet. */
  readonly answers: ReadonlyMap<string, ProbeAnswer>;
}

export type GoalState = 'met' | 'part' | 'not';

/** How a condition stands. */
export interface Finding {
  readonly state: GoalState;
  /** When it is met: what is so. Otherwise: the difference. A sentence, with `code`. */
  readonly why: string;
  /** Record keys of the objects that it is about, to be lit on the stage. */
  readonly objects: readonly string[];
}

/** One thing that a condition asks of an object: whether it is so, and what is or is not so. */
export interface Criterion {
  readonly met: boolean;
  readonly why: string;
}

/** The name as Docker keeps it, with domain and tag: `nginx` is `docker.io/library/nginx:latest`. */
export function fullName(name: string): string {
  const reading = parseReference(name);
  return reading.ok ? formatReference(withDefaultTag(reading.reference)) : name;
}

/** The image of a name; `nginx:*` finds any tag of it. */
export function imageNamed(view: View, name: string): ImageRecord | undefined {
  return view
    .all('image')
    .find((image) => image.tags.some((tag) => isNamed(tag, name)) || image.digests.includes(name));
}

/** Whether a name that an image has (`nginx:1.29`) is the one that is meant (`nginx:*`, `nginx`). */
export function isNamed(tag: string, wanted: string): boolean {
  if (!wanted.endsWith(':*')) return fullName(tag) === fullName(wanted);
  const repository = fullName(wanted.slice(0, -2)).replace(/:[^:/]+$/, '');
  return fullName(tag).startsWith(`${repository}:`);
}

/** `a`, `b` and `c`, each in code. */
export function listed(names: readonly string[]): string {
  const coded = names.map((name) => `\`${name}\``);
  return coded.length < 2 ? (coded[0] ?? 'none') : `${coded.slice(0, -1).join(', ')} and ${coded.at(-1) ?? ''}`;
}

/** Puts criteria of one object together: all of them met, or the first difference. */
export function judge(criteria: readonly Criterion[], isSo: string, objects: readonly string[]): Finding {
  const missing = criteria.filter(({ met }) => !met);
  if (missing.length > 0)
    return {
      state: 'part',
      why: missing
        .slice(0, 2)
        .map(({ why }) => why)
        .join(' '),
      objects,
    };
  return { state: 'met', why: isSo, objects };
}

/** One that has all that is wanted, or as many as `count` says; otherwise the one that comes closest. */
export function judgeSome<T>(
  candidates: readonly T[],
  {
    criteria,
    count,
    what,
    keyOf,
    nameOf,
  }: {
    readonly criteria: (candidate: T) => readonly Criterion[];
    readonly count: Amount | undefined;
    /** `container`: for the words. */
    readonly what: string;
    readonly keyOf: (candidate: T) => string;
    readonly nameOf: (candidate: T) => string;
  },
): Finding {
  const judged = candidates.map((candidate) => ({ candidate, found: criteria(candidate) }));
  const matching = judged.filter(({ found }) => found.every(({ met }) => met)).map(({ candidate }) => candidate);
  const those = matching.length > 0 ? `: ${listed(matching.map(nameOf))}` : '';
  if (count) {
    const so = `${matching.length === 0 ? 'No' : String(matching.length)} such ${what}${matching.length === 1 ? ' is' : 's are'} there${those}.`;
    if (holds(count, matching.length)) return { state: 'met', why: so, objects: matching.map(keyOf) };
    const closer = matching.length > 0 && matching.length < count.value;
    return { state: closer ? 'part' : 'not', why: `${so} Wanted: ${inWords(count)}.`, objects: matching.map(keyOf) };
  }
  const [first] = matching;
  if (first !== undefined)
    return { state: 'met', why: `\`${nameOf(first)}\` is such a ${what}.`, objects: [keyOf(first)] };
  const score = (found: readonly Criterion[]): number => found.filter(({ met }) => met).length;
  const best = judged.toSorted((a, b) => score(b.found) - score(a.found))[0];
  if (!best) return { state: 'not', why: `There is no ${what} yet.`, objects: [] };
  const finding = judge(best.found, '', [keyOf(best.candidate)]);
  return score(best.found) > 0 ? finding : { ...finding, state: 'not' };
}

/** Whether a number is as wanted. */
export function holds({ comparison, value }: Amount, number: number): boolean {
  switch (comparison) {
    case '<':
      return number < value;
    case '<=':
      return number <= value;
    case '>':
      return number > value;
    case '>=':
      return number >= value;
    default:
      return number === value;
  }
}

const comparisons = { '=': '', '<': 'less than ', '<=': 'at most ', '>': 'more than ', '>=': 'at least ' };

/** `at most 5`. */
export const inWords = ({ comparison, text }: Amount): string => `${comparisons[comparison]}${text}`;

/** Whether a text is as wanted; undefined stands for one that is not there. */
export function fits(test: TextTest, text: string | undefined): boolean {
  if (text === undefined) return false;
  switch (test.kind) {
    case 'anything':
      return true;
    case 'exactly':
      return text === test.text;
    case 'contains':
      return text.includes(test.text);
    case 'matches':
      return test.pattern.test(text);
  }
}

/** What is wanted of a text, in words: `` `production` ``. */
export function wanted(test: TextTest): string {
  if (test.kind === 'anything') return 'any text';
  return test.kind === 'matches' ? `text like \`${test.text}\`` : `\`${test.text}\``;
}
