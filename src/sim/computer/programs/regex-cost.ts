// Whether a regular expression may take exponential time: a text could then be read in ways without number, and nothing could stop the search.
// Its positions make an automaton (Glushkov); it is exponentially ambiguous if a loop can be passed in two ways with the same text.

interface Fragment {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

/** What a part of the expression makes, each time that it is needed. */
type Part = () => Fragment;

const nothing: Fragment = { first: [], last: [], nullable: true };
/** Larger expressions are not examined. */
const mostPositions = 120;
/** A counted repetition is examined with so many copies at most. */
const mostCopies = 6;
/** The characters that sets are compared by: ASCII, and two beyond. */
const alphabet = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é', '中'];

class TooLarge extends Error {}

/** Reads the expression and builds its automaton. */
class Automaton {
  /** Characters of each position, as bits. */
  readonly sets: bigint[] = [];
  /** Which positions may come next, and in how many ways. */
  readonly next: Map<number, number>[] = [];
  readonly #source: string;
  readonly #flags: string;
  readonly #masks = new Map<string, bigint>();
  #at = 0;

  constructor(source: string, flags: string) {
    this.#source = source;
    this.#flags = flags.replace(/[dgy]/g, '');
    this.#alternatives()();
  }

  #alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.#take('|')) parts.push(this.#sequence());
    return () => {
      const made = parts.map((part) => part());
      return {
        first: made.flatMap(({ first }) => first),
        last: made.flatMap(({ last }) => last),
        nullable: made.some(({ nullable }) => nullable),
      };
    };
  }

  #sequence(): Part {
    const parts: Part[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source.charAt(this.#at))) parts.push(this.#repeated());
    return () => this.#joined(parts);
  }

  #joined(parts: readonly Part[]): Fragment {
    let whole = nothing;
    for (const part of parts) {
      const made = part();
      this.#link(whole.last, made.first);
      whole = {
        first: whole.nullable ? [...whole.first, ...made.first] : whole.first,
        last: made.nullable ? [...whole.last, ...made.last] : made.last,
        nullable: whole.nullable && made.nullable,
      };
    }
    return whole;
  }

  #repeated(): Part {
    const part = this.#atom();
    const match = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.#source.slice(this.#at));
    if (!match) return part;
    this.#at += match[0].length;
    const [, sign, low = '', comma, high] = match;
    const least = sign === undefined ? Number(low) : sign === '+' ? 1 : 0;
    const most =
      sign === '?' ? 1 : sign !== undefined ? Infinity : comma === '' ? least : high ? Number(high) : Infinity;
    return this.#copies(part, Math.min(least, mostCopies), most === Infinity ? most : Math.min(most, mostCopies));
  }

  /** `least` copies one after the other; the last goes round where there is no end, the others may be left out from the last on. */
  #copies(part: Part, least: number, most: number): Part {
    const looped: Part = () => {
      const made = part();
      this.#link(made.last, made.first);
      return made;
    };
    const optional =
      (inner: Part): Part =>
      () => ({ ...inner(), nullable: true });
    if (most === Infinity)
      return least === 0 ? optional(looped) : () => this.#joined([...Array<Part>(least - 1).fill(part), looped]);
    let rest: Part = () => nothing;
    for (let count = least; count < most; count++) {
      const after = rest;
      rest = optional(() => this.#joined([part, after]));
    }
    return () => this.#joined([...Array<Part>(least).fill(part), rest]);
  }

  #atom(): Part {
    const rest = this.#source.slice(this.#at);
    const look = /^\(\?<?[=!]/.exec(rest);
    const open = look ?? /^\((?:\?:|\?<\w+>)?/.exec(rest);
    if (open) {
      this.#at += open[0].length;
      const inside = this.#alternatives();
      this.#take(')');
      return look ? () => nothing : inside;
    }
    const [text = ''] =
      /^(?:\[(?:\\[^]|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|k<\w+>|[^])|[^])/u.exec(
        rest,
      ) ?? [];
    this.#at += text.length;
    if (/^(?:[$^]|\\[bB1-9]|\\k<)/.test(text)) return () => nothing;
    const set = this.#setOf(text);
    return () => {
      if (this.sets.length === mostPositions) throw new TooLarge();
      this.sets.push(set);
      this.next.push(new Map());
      const position = [this.sets.length - 1];
      return { first: position, last: position, nullable: false };
    };
  }

  #setOf(text: string): bigint {
    let mask = this.#masks.get(text);
    if (mask === undefined) {
      const one = new RegExp(`^(?:${text})$`, this.#flags);
      mask = 0n;
      for (const [bit, character] of alphabet.entries()) if (one.test(character)) mask |= 1n << BigInt(bit);
      this.#masks.set(text, mask);
    }
    return mask;
  }

  #link(from: readonly number[], to: readonly number[]): void {
    for (const one of from) for (const other of to) this.next[one]?.set(other, (this.next[one].get(other) ?? 0) + 1);
  }

  #take(text: string): boolean {
    const found = this.#source.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }
}

/** Whether two walks through the automaton with the same text part within a loop and meet again. */
function isAmbiguous({ sets, next }: Automaton): boolean {
  const size = sets.length;
  const after = (pair: number): number[] => {
    const [one, other] = [Math.floor(pair / size), pair % size];
    const pairs: number[] = [];
    for (const first of next[one]?.keys() ?? [])
      for (const second of next[other]?.keys() ?? [])
        if (((sets[first] ?? 0n) & (sets[second] ?? 0n)) !== 0n) pairs.push(first * size + second);
    return pairs;
  };
  for (let start = 0; start < size; start++) {
    const home = start * size + start;
    // Pairs that can be reached from here, whether two ways were parted on the way, and whether both came home again.
    const seen = new Set<number>();
    const queue: (readonly [pair: number, parted: boolean])[] = [[home, false]];
    for (let item = queue.pop(); item; item = queue.pop()) {
      const [pair, parted] = item;
      const [one, other] = [Math.floor(pair / size), pair % size];
      for (const to of after(pair)) {
        const [first, second] = [Math.floor(to / size), to % size];
        const twice = one === other && first === second && (next[one]?.get(first) ?? 0) > 1;
        const apart = parted || first !== second || twice;
        if (to === home && apart) return true;
        const key = 2 * to + (apart ? 1 : 0);
        if (seen.has(key)) continue;
        seen.add(key);
        queue.push([to, apart]);
      }
    }
  }
  return false;
}

/** What a program says of an expression that it does not try. */
export const mayNeverEndText = 'not simulated: a regular expression whose search may never end (a loop within a loop)';

const judged = new Map<string, boolean>();

/** Whether the source of a RegExp may take time that doubles with each character of a text. False where it cannot be told. */
export function mayNeverEnd(source: string, flags = ''): boolean {
  // Without a loop around a group there is one way only.
  if (!/\)(?:[*+]|\{\d+,)/.test(source)) return false;
  const key = `${flags}/${source}`;
  let answer = judged.get(key);
  if (answer === undefined) {
    try {
      answer = isAmbiguous(new Automaton(source, flags));
    } catch {
      answer = false;
    }
    judged.set(key, answer);
  }
  return answer;
}
