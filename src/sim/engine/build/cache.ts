// The build cache of an engine: results of steps by their cache keys, and what was sent of contexts before.
import type { Tree } from '../../computer/filesystem/tree.ts';
import type { Engine } from '../engine.ts';
import { recordKey } from '../records.ts';
import type { BuildCacheRecord, Ingredients } from './build-record.ts';
import type { Snapshot } from './snapshot.ts';

/** A result to keep. */
export interface CacheEntry {
  readonly snapshot: Snapshot;
  readonly description: string;
  readonly ingredients: Ingredients;
  readonly parent: string;
  readonly place: string;
  readonly base?: NonNullable<BuildCacheRecord['base']>;
}

/** Something beside results that the cache holds. */
export interface LocalRecord {
  readonly id: string;
  /** `context …`, `dockerfile …` or `mount …`. */
  readonly name: string;
  readonly type: 'source.local' | 'exec.cachemount';
  readonly description: string;
  readonly size: number;
  readonly createdAt: number;
  readonly lastUsed: number;
  readonly uses: number;
}

/** A cache by engine. Its records are in the store (build-record.ts). */
export class BuildCache {
  readonly #engine: Engine;
  /** Chain ids of bases that a build has used. */
  readonly bases = new Set<string>();
  /** Contexts as they were last sent, by where they came from. */
  readonly contexts = new Map<string, Tree>();
  /** Directories of `RUN --mount=type=cache`, by id. */
  readonly mounts = new Map<string, Tree>();

  /** What was made for steps beside their layers (here-documents, folders of cache mounts). */
  readonly inputs = new Set<string>();

  readonly #local = new Map<string, LocalRecord>();
  /** Results that were replaced or forgotten while builds ran: one of these may be made of their layers. */
  readonly #gone: BuildCacheRecord[] = [];
  #builds = 0;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** A build begins; what is returned ends it. Layers of results that go meanwhile stay until the last build has ended. */
  begin(): () => void {
    this.#builds++;
    return () => {
      this.#builds--;
      if (this.#builds === 0) for (const record of this.#gone.splice(0)) this.#release(record);
    };
  }

  /** All results, in the order in which they came. */
  *records(): Iterable<BuildCacheRecord> {
    for (const record of this.#engine.kernel.store.all('buildCache'))
      if (record.engine === this.#engine.name) yield record;
  }

  /** The result of a key, which is used by that. */
  get(key: string): BuildCacheRecord | undefined {
    const { kernel, name } = this.#engine;
    const record = kernel.store.get('buildCache', recordKey(name, key));
    return (
      record &&
      kernel.store.update('buildCache', recordKey(name, key), { lastUsed: kernel.clock, uses: record.uses + 1 })
    );
  }

  /** Keeps a step's result, and the layers that it is made of. */
  put(key: string, entry: CacheEntry): BuildCacheRecord {
    const { kernel, layers, name } = this.#engine;
    const known = kernel.store.get('buildCache', recordKey(name, key));
    for (const chainId of entry.snapshot.chain) layers.retain(chainId);
    if (known) this.#drop(known);
    const top = entry.snapshot.chain.at(-1);
    const record: BuildCacheRecord = {
      engine: name,
      id: kernel.random('build cache').hex(25),
      key,
      ...entry,
      type: 'regular',
      size: top === undefined ? 0 : (layers.get(top)?.size ?? 0),
      createdAt: kernel.clock,
      lastUsed: kernel.clock,
      uses: 1,
    };
    kernel.store.put('buildCache', recordKey(name, key), record);
    return record;
  }

  /** Forgets the results that `goes` chooses; they, in the order in which they came. */
  prune(goes: (record: BuildCacheRecord) => boolean): BuildCacheRecord[] {
    const gone = [...this.records()].filter(goes);
    for (const record of gone) {
      this.#engine.kernel.store.delete('buildCache', recordKey(this.#engine.name, record.key));
      this.#drop(record);
    }
    this.bases.clear();
    this.inputs.clear();
    return gone;
  }

  /** Remembers that something of the client, or a cache of commands, was used. */
  useLocal(name: string, type: LocalRecord['type'], description: string, size: number): void {
    const { kernel } = this.#engine;
    const before = this.#local.get(name);
    this.#local.set(name, {
      id: before?.id ?? kernel.random('build cache').hex(25),
      name,
      type,
      description,
      size,
      createdAt: before?.createdAt ?? kernel.clock,
      lastUsed: kernel.clock,
      uses: (before?.uses ?? 0) + 1,
    });
  }

  /** Contexts, Dockerfiles and cache mounts that are kept. */
  localRecords(): readonly LocalRecord[] {
    return [...this.#local.values()];
  }

  /** Forgets those that were not used since a clock time. */
  pruneLocal(before: number): LocalRecord[] {
    const gone = this.localRecords().filter(({ lastUsed }) => lastUsed <= before);
    for (const { name } of gone) {
      this.#local.delete(name);
      this.contexts.delete(name.replace(/^context /, ''));
      this.mounts.delete(name.replace(/^mount /, ''));
    }
    return gone;
  }

  #drop(record: BuildCacheRecord): void {
    if (this.#builds > 0) this.#gone.push(record);
    else this.#release(record);
  }

  #release({ snapshot }: BuildCacheRecord): void {
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
