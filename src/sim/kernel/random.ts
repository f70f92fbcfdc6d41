// Seeded randomness: one independent stream a purpose, so that one more draw in one never shifts another.

/** A stream of pseudo-random numbers (sfc32). */
export interface RandomStream {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  integer(below: number): number;
  /** `length` lower-case hexadecimal digits. */
  hex(length: number): string;
  /** One of the items; the list must not be empty. */
  pick<T>(items: readonly T[]): T;
}

/** The stream of a purpose ("ids", "names", …) in a world with this seed. */
export function randomStream(seed: string, purpose: string): RandomStream {
  const mix = scramble(`${seed}\u0000${purpose}`);
  let a = mix();
  let b = mix();
  let c = mix();
  let counter = 1;
  const bits = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let warmUp = 0; warmUp < 12; warmUp++) bits();
  const stream: RandomStream = {
    next: () => bits() / 4294967296,
    integer: (below) => Math.floor(stream.next() * below),
    hex: (length) => {
      let digits = '';
      while (digits.length < length) digits += bits().toString(16).padStart(8, '0');
      return digits.slice(0, length);
    },
    pick: <T>(items: readonly T[]): T => items[stream.integer(items.length)] as T,
  };
  return stream;
}

/** xmur3: spreads a text over as many 32-bit words as asked for. */
function scramble(text: string): () => number {
  let hash = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    return (hash ^= hash >>> 16) >>> 0;
  };
}
