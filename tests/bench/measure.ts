// What the benchmarks measure with: CPU time, memory, and this machine's own speed as the yardstick.
import { sha256 } from '@noble/hashes/sha2.js';

/** One result: a count, or a cost that is also given in units of the yardstick. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'µs' | 'KiB' | '×' | '';
}

/** One benchmark: makes its own world, and returns its figures. */
export interface Benchmark {
  readonly name: string;
  readonly run: () => Figure[] | Promise<Figure[]>;
}

/** CPU time in ms, of all threads of this process, that some work takes, begun without garbage; and what it returned. */
export async function cpuTime<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  collectGarbage();
  return repeatedCpuTime(work);
}

/**
 * The same for one of many rounds, which leaves to V8 when to collect what the rounds before have left: that is part of the
 * cost. A collection by force would let go of hidden classes that have no instance between two rounds, as V8's own does not,
 * and optimised code that relies on them would be compiled anew in each round.
 */
export async function repeatedCpuTime<T>(work: () => T | Promise<T>): Promise<{ ms: number; result: T }> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, result };
}

/** KiB of heap that stay in use for as long as the result of some work is held. */
export async function heldMemory<T>(work: () => T | Promise<T>): Promise<{ kib: number; result: T }> {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  const result = await work();
  collectGarbage();
  return { kib: (process.memoryUsage().heapUsed - before) / 1024, result };
}

/**
 * This machine's speed: CPU ms to hash 32 MiB. A cost divided by it can be compared between machines, and between a quiet
 * and a busy hour of one machine.
 */
export async function yardstick(): Promise<number> {
  const block = new Uint8Array(1024 * 1024);
  const rounds = (count: number): void => {
    for (let i = 0; i < count; i++) sha256(block);
  };
  rounds(4);
  return (await cpuTime(() => rounds(32))).ms;
}

function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Run the benchmarks with `npm run bench`: they need node --expose-gc.');
  globalThis.gc();
}
