// The build cache of an engine: results of steps by their cache keys, and what was sent of contexts before.
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { DiffId } from '../../oci/digest.ts';
import type { Engine } from '../engine.ts';

/** Layers of a file system, lowest first. */
export interface Snapshot {
  /** Chain ids. */
  readonly chain: readonly string[];
  readonly diffIds: readonly DiffId[];
}

/** What a step left. */
export interface CacheEntry {
  /** 25 letters and digits, as `docker buildx du` lists it. */
  readonly id: string;
  readonly key: string;
  readonly snapshot: Snapshot;
  readonly description: string;
  readonly type: 'regular' | 'source.local' | 'exec.cachemount';
  readonly size: number;
  /** Virtual clock times, ms since 1970. */
  readonly createdAt: number;
  lastUsed: number;
  uses: number;
}

/** A cache by engine. */
export class BuildCache {
  readonly #engine: Engine;
  readonly entries = new Map<string, CacheEntry>();
  /** Chain ids of bases that a build has used. */
  readonly bases = new Set<string>();
  /** Contexts as they were last sent, by where they came from. */
  readonly contexts = new Map<string, Tree>();
  /** Directories of `RUN --mount=type=cache`, by id. */
  readonly mounts = new Map<string, Tree>();

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get(key: string): CacheEntry | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    entry.lastUsed = this.#engine.kernel.clock;
    entry.uses++;
    return entry;
  }

  /** Keeps a step's result, and the layers that it is made of. */
  put(key: string, snapshot: Snapshot, description: string): CacheEntry {
    const { kernel, layers } = this.#engine;
    const known = this.entries.get(key);
    if (known) this.#release(known);
    for (const chainId of snapshot.chain) layers.retain(chainId);
    const top = snapshot.chain.at(-1);
    const entry: CacheEntry = {
      id: kernel.random(`build cache ${key}`).hex(25),
      key,
      snapshot,
      description,
      type: 'regular',
      size: top === undefined ? 0 : (layers.get(top)?.size ?? 0),
      createdAt: kernel.clock,
      lastUsed: kernel.clock,
      uses: 1,
    };
    this.entries.set(key, entry);
    return entry;
  }

  /** Forgets everything, or what was not used since a clock time; what went, in the order in which it came. */
  prune(before: number): CacheEntry[] {
    const gone = [...this.entries.values()].filter(({ lastUsed }) => lastUsed <= before);
    for (const entry of gone) {
      this.entries.delete(entry.key);
      this.#release(entry);
    }
    this.contexts.clear();
    this.mounts.clear();
    this.bases.clear();
    return gone;
  }

  #release({ snapshot }: CacheEntry): void {
    const { containers, layers } = this.#engine;
    for (const chainId of snapshot.chain.toReversed()) layers.release(chainId, containers.areOn(chainId));
  }
}

const caches = new WeakMap<Engine, BuildCache>();

/** The cache of an engine. */
export function cacheOf(engine: Engine): BuildCache {
  let cache = caches.get(engine);
  if (!cache) caches.set(engine, (cache = new BuildCache(engine)));
  return cache;
}
