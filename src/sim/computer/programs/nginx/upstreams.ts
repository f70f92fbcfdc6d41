// Groups of servers and whose turn it is (ngx_http_upstream_round_robin.c and its like).
import { crc32 } from '../../../kernel/crc32.ts';
import type { Peer, Upstream } from './config/site.ts';

/** A server that a request may be passed to. */
export interface Target {
  readonly address: string;
  readonly port: number;
}

/** A server with what is remembered of it. */
interface Row extends Target {
  readonly peer: Peer;
  /** Of the smooth turns: grows by its weight, shrinks by all when it is chosen. */
  current: number;
  effective: number;
  fails: number;
  /** When it last failed, ms. */
  failedAt: number;
  connections: number;
}

/** One request's way through the servers of a group. */
export interface Choice {
  /** The next server to try; undefined when none is left. */
  next(): Target | undefined;
  /** The one that was tried last did not answer. */
  failed(): void;
  /** It has answered, or will not any more. */
  done(): void;
  /** Whether there is more than one. */
  readonly several: boolean;
}

/** Whose request it is: what `ip_hash` and `hash` go by. */
export interface Caller {
  readonly address: string;
  readonly key: string;
  readonly now: number;
  readonly random: () => number;
}

/** The groups of servers and their turns, and the addresses found when the configuration was loaded. */
export class Upstreams {
  readonly #groups: ReadonlyMap<string, Upstream>;
  readonly #addresses: ReadonlyMap<string, readonly string[]>;
  readonly #rows = new Map<string, Row[]>();

  constructor(groups: ReadonlyMap<string, Upstream>, addresses: ReadonlyMap<string, readonly string[]>) {
    this.#groups = groups;
    this.#addresses = addresses;
  }

  /** Whether a group has this name. */
  has(name: string): boolean {
    return this.#groups.has(name);
  }

  /** The key of `hash`, as it was written; undefined for groups that do not have it. */
  hashKey(name: string): string | undefined {
    const group = this.#groups.get(name);
    return group?.method === 'hash' ? group.key : undefined;
  }

  /** Servers behind a name for one request; undefined for a name that has to be looked up. */
  choose(name: string, port: number, caller: Caller): Choice | undefined {
    const rows = this.#rowsOf(name, port);
    return rows && new GroupChoice(rows, this.#groups.get(name)?.method ?? 'turns', caller);
  }

  /** The same for addresses that were just looked up. */
  static chooseAmong(addresses: readonly string[], port: number, caller: Caller): Choice {
    return new GroupChoice(
      addresses.map((address) => newRow(address, onlyPeer(address, port))),
      'turns',
      caller,
    );
  }

  #rowsOf(name: string, port: number): Row[] | undefined {
    const group = this.#groups.get(name);
    const id = group ? name : `${name}:${port}`;
    const known = this.#rows.get(id);
    if (known) return known;
    const rows = (group?.peers ?? [onlyPeer(name, port)]).flatMap((peer) =>
      (peer.host.startsWith('unix:') ? [peer.host] : (this.#addresses.get(peer.host) ?? [])).map((address) =>
        newRow(address, peer),
      ),
    );
    if (rows.length === 0 && !group) return undefined;
    this.#rows.set(id, rows);
    return rows;
  }
}

const onlyPeer = (host: string, port: number): Peer => ({
  host, port, weight: 1, backup: false, down: false, maxFails: 1, failTimeout: 10_000, at: '',
}); // prettier-ignore

const newRow = (address: string, peer: Peer): Row => ({
  address, port: peer.port, peer, current: 0, effective: peer.weight, fails: 0, failedAt: -Infinity, connections: 0,
}); // prettier-ignore

class GroupChoice implements Choice {
  readonly several: boolean;
  readonly #rows: readonly Row[];
  readonly #method: Upstream['method'];
  readonly #caller: Caller;
  readonly #tried = new Set<Row>();
  #last: Row | undefined;

  constructor(rows: readonly Row[], method: Upstream['method'], caller: Caller) {
    this.#rows = rows;
    this.#method = method;
    this.#caller = caller;
    this.several = rows.length > 1;
  }

  next(): Target | undefined {
    this.done();
    const usable = (row: Row): boolean => !this.#tried.has(row) && !row.peer.down && !this.#isOut(row);
    const first = this.#rows.filter((row) => usable(row) && !row.peer.backup);
    const candidates = first.length > 0 ? first : this.#rows.filter((row) => usable(row) && row.peer.backup);
    const chosen = candidates.length === 0 ? undefined : this.#pick(candidates);
    if (!chosen) return undefined;
    this.#tried.add(chosen);
    chosen.connections++;
    this.#last = chosen;
    return chosen;
  }

  /** Failed too often in the last time. A server that is alone is always tried. */
  #isOut({ fails, failedAt, peer }: Row): boolean {
    return (
      this.several && peer.maxFails > 0 && fails >= peer.maxFails && this.#caller.now - failedAt <= peer.failTimeout
    );
  }

  #pick(candidates: readonly Row[]): Row | undefined {
    if (this.#method === 'ip_hash') return byHash(candidates, addressHash(this.#caller.address));
    if (this.#method === 'hash')
      return byHash(candidates, (crc32(new TextEncoder().encode(this.#caller.key)) >>> 16) & 0x7fff);
    if (this.#method === 'random') {
      const all = candidates.reduce((sum, { peer }) => sum + peer.weight, 0);
      return byHash(candidates, Math.floor(this.#caller.random() * all));
    }
    if (this.#method === 'least_conn') {
      const load = ({ connections, peer }: Row): number => connections / peer.weight;
      const least = Math.min(...candidates.map(load));
      return smooth(candidates.filter((row) => load(row) === least));
    }
    return smooth(candidates);
  }

  failed(): void {
    if (!this.#last) return;
    this.#last.fails++;
    this.#last.failedAt = this.#caller.now;
  }

  done(): void {
    if (this.#last) this.#last.connections--;
    this.#last = undefined;
  }
}

/** Smooth turns: of weights 3 and 1 it makes a, a, b, a. */
function smooth(candidates: readonly Row[]): Row | undefined {
  let best: Row | undefined;
  let total = 0;
  for (const row of candidates) {
    row.current += row.effective;
    total += row.effective;
    if (!best || row.current > best.current) best = row;
  }
  if (best) best.current -= total;
  return best;
}

function byHash(candidates: readonly Row[], hash: number): Row | undefined {
  let left = hash % candidates.reduce((sum, { peer }) => sum + peer.weight, 0);
  for (const row of candidates) {
    left -= row.peer.weight;
    if (left < 0) return row;
  }
  return candidates[0];
}

/** The first three numbers of an address, as ip_hash mixes them. */
function addressHash(address: string): number {
  let hash = 89;
  for (const byte of address.split('.').slice(0, 3)) hash = (hash * 113 + Number(byte)) % 6271;
  return hash;
}
