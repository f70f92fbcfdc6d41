// Which repository a registry was asked about last. Asked of every frame, so the requests are looked up, not looked for.
import { bisector } from 'd3-array';
import type { Log } from '../../sim/kernel/log.ts';

/** A request for a manifest. */
export interface AskedManifest {
  /** Id of its entry. */
  readonly id: number;
  /** The repository, and the tag or digest. */
  readonly name: string;
  readonly reference: string;
}

const byId = bisector<AskedManifest, number>(({ id }) => id);

/** The requests for manifests in a log. Keeps up as the log grows. */
export class AskedManifests {
  readonly #log: Log;
  readonly #asked: AskedManifest[] = [];
  #read = 0;

  constructor(log: Log) {
    this.#log = log;
  }

  /** The last one among the first `position` entries. */
  at(position: number): AskedManifest | undefined {
    const { entries } = this.#log;
    for (let entry = entries[this.#read]; entry; entry = entries[++this.#read]) {
      if (entry.type !== 'message' || entry.protocol !== 'distribution' || entry.role !== 'request') continue;
      const [, name, reference] = /^\/v2\/(.+)\/manifests\/([^?]+)/.exec(entry.path ?? '') ?? [];
      if (name !== undefined && reference !== undefined) this.#asked.push({ id: entry.id, name, reference });
    }
    return this.#asked[byId.left(this.#asked, position) - 1];
  }
}
