// A running engine, connected to one database of a cluster: protocol messages in, protocol messages out.
import type { RandomStream } from '../../../kernel/random.ts';
import type { ClusterFiles } from './cluster-files.ts';
import type { Engine } from './engine.ts';
import { query } from '../wire/bytes.ts';
import type { Database, EmscriptenModule, MemoryFiles } from './pglite.ts';

/** What an engine asks of the world around it. */
export interface Surroundings {
  /** Wall-clock time, ms since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  readonly random: RandomStream;
}

/** Settings of the engine alone, which has no processes beside it and little memory. */
const parameters = [
  '-c', 'shared_buffers=8MB', '-c', 'log_min_messages=fatal', '-c', 'wal_buffers=64kB', '-c', 'max_wal_size=32MB',
  '-c', 'min_wal_size=2MB',
]; // prettier-ignore

/** Each server tells its own version, by a setting that it starts the engine with; done once in each database. */
const ownVersion = `DO $do$ BEGIN
  IF (SELECT prosrc FROM pg_proc WHERE oid = 'pg_catalog.version()'::regprocedure) = 'pgsql_version' THEN
    CREATE OR REPLACE FUNCTION pg_catalog.version() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    AS $$SELECT coalesce(current_setting('drydock.version', true), 'PostgreSQL')$$;
  END IF;
END $do$`;

/** Questions for the time that cost nothing in one execution; from then on whoever asks is waiting. */
const patience = 5000;
/** ms that the time moves with each question: as the calls themselves take, and when somebody waits. */
const tick = 0.001;
const stride = 1;

export class Backend {
  readonly database: string;
  readonly #instance: Database;
  readonly #files: ClusterFiles;
  readonly #memory: MemoryFiles;
  readonly #timing: Timing;

  private constructor(database: string, instance: Database, files: ClusterFiles, timing: Timing) {
    this.database = database;
    this.#instance = instance;
    this.#files = files;
    this.#memory = instance.Module.FS;
    this.#timing = timing;
  }

  /** Starts an engine on a cluster. Rejects when the cluster is damaged or there is no such database. */
  static async start(
    engine: Engine,
    files: ClusterFiles,
    database: string,
    surroundings: Surroundings,
    settings: readonly (readonly [string, string])[] = [],
  ): Promise<Backend> {
    const timing = new Timing(surroundings.clock);
    let memory: MemoryFiles | undefined;
    const instance: Database = new engine.Database({
      fs: {
        init: (_instance, options) => Promise.resolve({ emscriptenOpts: tie(options, engine, timing, surroundings) }),
        initialSyncFs: () => {
          memory = instance.Module.FS;
          files.load(memory);
          files.watch(memory);
          return Promise.resolve();
        },
        syncToFs: () => Promise.resolve(),
        closeFs: () => Promise.resolve(),
      },
      fsBundle: { arrayBuffer: () => Promise.resolve(engine.share) },
      pgliteWasmModule: engine.module,
      initdbWasmModule: engine.module,
      database,
      startParams: [
        ...engine.Database.defaultStartParams.filter(wanted),
        ...parameters,
        ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      initialMemory: 128 * 1024 * 1024,
      onStderr: () => false,
    });
    await instance.waitReady;
    const backend = new Backend(database, instance, files, timing);
    instance.execProtocolRawSync(query(ownVersion));
    files.save(backend.#memory);
    timing.settle();
    return backend;
  }

  /** Carries out messages and saves what they have written. `waited`: ms that statements like pg_sleep would have taken. */
  execute(messages: Uint8Array): { readonly answer: Uint8Array; readonly waited: number } {
    const answer = this.#instance.execProtocolRawSync(messages);
    this.#files.save(this.#memory);
    return { answer, waited: this.#timing.settle() };
  }

  /** Writes a checkpoint and ends. */
  async stop(): Promise<void> {
    await this.#instance.close();
    this.#files.save(this.#memory);
  }
}

// The search path is the client's own.
const wanted = (word: string, index: number, words: readonly string[]): boolean =>
  word !== 'search_path=public' && words[index + 1] !== 'search_path=public';

/** Time as the engine is told it: the simulated clock, and what it waits beyond. */
class Timing {
  readonly #clock: () => number;
  #questions = 0;
  #ahead = 0;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  now(): number {
    this.#ahead += ++this.#questions > patience ? stride : tick;
    return this.#clock() + this.#ahead;
  }

  /** How far it has gone ahead (ms, whole); begins anew. */
  settle(): number {
    const ahead = Math.floor(this.#questions > patience ? this.#ahead : 0);
    this.#questions = 0;
    this.#ahead = 0;
    return ahead;
  }
}

/** Puts simulated time and chance in the place of the page's. */
function tie(options: EmscriptenModule, engine: Engine, timing: Timing, { random }: Surroundings): EmscriptenModule {
  let heap = (): Uint8Array => new Uint8Array(0);
  const byte = (): number => random.integer(256);
  options.preRun.push((module) => {
    heap = () => module.HEAPU8;
    for (const name of ['random', 'urandom']) {
      module.FS.unlink(`/dev/${name}`);
      module.FS.createDevice('/dev', name, byte);
    }
  });
  options.instantiateWasm = (imports, received) => {
    const env = {
      ...imports['env'],
      emscripten_date_now: () => timing.now(),
      emscripten_get_now: () => timing.now(),
      // Nothing interrupts: there are no timers outside of virtual time.
      _setitimer_js: () => 0,
    };
    const wasi = {
      ...imports['wasi_snapshot_preview1'],
      clock_time_get: (_clock: number, _precision: bigint, pointer: number) => {
        const view = heap();
        new DataView(view.buffer).setBigUint64(pointer, BigInt(Math.round(timing.now() * 1000)) * 1000n, true);
        return 0;
      },
      random_get: (pointer: number, size: number) => {
        const view = heap();
        for (let at = pointer; at < pointer + size; at++) view[at] = byte();
        return 0;
      },
    };
    const tied = { ...imports, env, wasi_snapshot_preview1: wasi };
    void WebAssembly.instantiate(engine.module, tied).then((instance) => {
      received(instance, engine.module);
    });
    return {};
  };
  return options;
}
