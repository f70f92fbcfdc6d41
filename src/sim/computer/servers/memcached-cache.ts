// The items of memcached, and what each of its commands does with them.
import { concatenate } from '../http/message-reader.ts';

interface Item {
  data: Uint8Array;
  flags: number;
  /** ms since 1970; undefined: it stays. */
  expiresAt: number | undefined;
  cas: number;
}

/** A command that is followed by a data block of so many bytes. */
export interface Store {
  readonly how: string;
  readonly key: string;
  readonly flags: number;
  readonly expiry: number;
  readonly size: number;
  readonly cas: number | undefined;
}

export interface CacheParts {
  readonly version: string;
  readonly pid: number;
  /** Bytes. */
  readonly limit: number;
  readonly port: number;
  /** ms since 1970. */
  readonly clock: () => number;
}

const longestKey = 250;
const largestItem = 1024 ** 2;
/** Bytes that an item takes besides its key and data. */
const overhead = 56;
/** Seconds; a longer time is a moment since 1970. */
const month = 30 * 86_400;

const badLine = 'CLIENT_ERROR bad command line format\r\n';

export class Cache {
  connections = 0;
  everConnected = 0;
  readonly #parts: CacheParts;
  readonly #startedAt: number;
  /** In order of use, the one that was not used for longest first. */
  readonly #items = new Map<string, Item>();
  readonly #counts = new Map<string, number>();
  #bytes = 0;
  #cas = 0;

  constructor(parts: CacheParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock();
  }

  /** Carries out a command; what it answers, or the block that it waits for. */
  obey(words: readonly string[]): string | Uint8Array | Store {
    const [name = '', key, ...rest] = words;
    switch (name) {
      case 'get':
      case 'gets':
        return key === undefined ? 'ERROR\r\n' : this.#get(words.slice(1), name === 'gets');
      case 'gat':
      case 'gats':
        return rest.length === 0 ? 'ERROR\r\n' : this.#get(rest, name === 'gats', Number(key));
      case 'set':
      case 'add':
      case 'replace':
      case 'append':
      case 'prepend':
      case 'cas':
        return this.#awaits(name, words);
      case 'delete':
        return key === undefined ? 'ERROR\r\n' : this.#delete(key);
      case 'incr':
      case 'decr':
        return key === undefined || rest.length !== 1 ? 'ERROR\r\n' : this.#add(name, key, rest[0] ?? '');
      case 'touch':
        return key === undefined || rest.length !== 1 ? 'ERROR\r\n' : this.#touch(key, Number(rest[0]));
      case 'flush_all':
        this.#items.clear();
        this.#bytes = 0;
        this.#count('cmd_flush');
        return 'OK\r\n';
      case 'version':
        return `VERSION ${this.#parts.version}\r\n`;
      case 'verbosity':
        return key === undefined ? 'ERROR\r\n' : 'OK\r\n';
      case 'stats':
        return this.#stats(key);
      case 'shutdown':
        return 'ERROR: shutdown not enabled\r\n';
      case 'mn':
        return 'MN\r\n';
      case 'mg':
      case 'ms':
      case 'md':
      case 'ma':
      case 'me':
      case 'watch':
      case 'lru_crawler':
      case 'lru':
      case 'slabs':
        return `SERVER_ERROR not simulated: ${name}\r\n`;
      default:
        return 'ERROR\r\n';
    }
  }

  #count(name: string, by = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + by);
  }

  #find(key: string): Item | undefined {
    const item = this.#items.get(key);
    if (item?.expiresAt === undefined || item.expiresAt > this.#parts.clock()) return item;
    this.#remove(key);
    return undefined;
  }

  #remove(key: string): void {
    const item = this.#items.get(key);
    if (item) this.#bytes -= sizeOf(key, item);
    this.#items.delete(key);
  }

  #put(key: string, item: Item): void {
    this.#remove(key);
    this.#items.set(key, item);
    this.#bytes += sizeOf(key, item);
    for (const oldest of this.#items.keys()) {
      if (this.#bytes <= this.#parts.limit) break;
      this.#remove(oldest);
      this.#count('evictions');
    }
  }

  #expiry(seconds: number): number | undefined {
    if (seconds === 0) return undefined;
    if (seconds < 0) return 0;
    return seconds > month ? seconds * 1000 : this.#parts.clock() + seconds * 1000;
  }

  #get(keys: readonly string[], unique: boolean, expiry?: number): string | Uint8Array {
    if (keys.some((key) => key.length > longestKey)) return badLine;
    const parts: Uint8Array[] = [];
    const text = (value: string): void => void parts.push(new TextEncoder().encode(value));
    for (const key of keys) {
      this.#count('cmd_get');
      const item = this.#find(key);
      this.#count(item ? 'get_hits' : 'get_misses');
      if (!item) continue;
      if (expiry !== undefined) item.expiresAt = this.#expiry(expiry);
      // Used last: it goes to the end.
      this.#items.delete(key);
      this.#items.set(key, item);
      text(`VALUE ${key} ${item.flags} ${item.data.length}${unique ? ` ${item.cas}` : ''}\r\n`);
      parts.push(item.data);
      text('\r\n');
    }
    text('END\r\n');
    return concatenate(parts);
  }

  #awaits(how: string, words: readonly string[]): string | Store {
    const [, key = '', flags, expiry, size, cas] = words;
    if (words.length !== (how === 'cas' ? 6 : 5)) return 'ERROR\r\n';
    if (
      key.length > longestKey ||
      ![flags, size].every((word) => /^\d+$/.test(word ?? '')) ||
      !/^-?\d+$/.test(expiry ?? '')
    )
      return badLine;
    return {
      how, key, flags: Number(flags), expiry: Number(expiry), size: Number(size),
      cas: cas === undefined ? undefined : Number(cas),
    }; // prettier-ignore
  }

  /** Carries out a storing command with its block. */
  store({ how, key, flags, expiry, size, cas }: Store, data: Uint8Array): string {
    this.#count('cmd_set');
    if (size > largestItem) return 'SERVER_ERROR object too large for cache\r\n';
    const before = this.#find(key);
    if (how === 'cas') {
      if (!before) return 'NOT_FOUND\r\n';
      if (before.cas !== cas) return 'EXISTS\r\n';
    }
    if ((how === 'add') === (before !== undefined) && !['set', 'cas'].includes(how)) return 'NOT_STORED\r\n';
    this.#count('total_items');
    if (before && (how === 'append' || how === 'prepend')) {
      const joined = how === 'append' ? [before.data, data] : [data, before.data];
      this.#put(key, { ...before, data: concatenate(joined), cas: ++this.#cas });
    } else this.#put(key, { data, flags, expiresAt: this.#expiry(expiry), cas: ++this.#cas });
    return 'STORED\r\n';
  }

  #delete(key: string): string {
    const found = this.#find(key);
    this.#count(found ? 'delete_hits' : 'delete_misses');
    if (!found) return 'NOT_FOUND\r\n';
    this.#remove(key);
    return 'DELETED\r\n';
  }

  #add(name: 'incr' | 'decr', key: string, text: string): string {
    if (!/^\d+$/.test(text)) return 'CLIENT_ERROR invalid numeric delta argument\r\n';
    const item = this.#find(key);
    this.#count(`${name}_${item ? 'hits' : 'misses'}`);
    if (!item) return 'NOT_FOUND\r\n';
    const before = new TextDecoder().decode(item.data).trimEnd();
    if (!/^\d+$/.test(before)) return 'CLIENT_ERROR cannot increment or decrement non-numeric value\r\n';
    const by = BigInt(text);
    const now = BigInt(before);
    const after = name === 'incr' ? BigInt.asUintN(64, now + by) : now > by ? now - by : 0n;
    // A shorter number is filled up with blanks.
    const shown = String(after).padEnd(name === 'decr' ? item.data.length : 0);
    this.#put(key, { ...item, data: new TextEncoder().encode(shown), cas: ++this.#cas });
    return `${after}\r\n`;
  }

  #touch(key: string, expiry: number): string {
    this.#count('cmd_touch');
    const item = this.#find(key);
    this.#count(item ? 'touch_hits' : 'touch_misses');
    if (!item) return 'NOT_FOUND\r\n';
    item.expiresAt = this.#expiry(expiry);
    return 'TOUCHED\r\n';
  }

  #stats(what: string | undefined): string {
    if (what === 'items') return 'END\r\n';
    if (what !== undefined) return `SERVER_ERROR not simulated: stats ${what}\r\n`;
    const { pid, version, limit } = this.#parts;
    const now = this.#parts.clock();
    const count = (name: string): number => this.#counts.get(name) ?? 0;
    const lines: [string, string | number][] = [
      ['pid', pid], ['uptime', Math.floor((now - this.#startedAt) / 1000)], ['time', Math.floor(now / 1000)],
      ['version', version], ['pointer_size', 64], ['max_connections', 1024], ['curr_connections', this.connections + 1],
      ['total_connections', this.everConnected + 2],
      ...[
        'cmd_get', 'cmd_set', 'cmd_flush', 'cmd_touch', 'get_hits', 'get_misses', 'delete_misses', 'delete_hits',
        'incr_misses', 'incr_hits', 'decr_misses', 'decr_hits', 'touch_hits', 'touch_misses',
      ].map((name): [string, number] => [name, count(name)]),
      ['limit_maxbytes', limit], ['threads', 4], ['bytes', this.#bytes], ['curr_items', this.#items.size],
      ['total_items', count('total_items')], ['evictions', count('evictions')],
    ]; // prettier-ignore
    return `${lines.map(([name, value]) => `STAT ${name} ${value}\r\n`).join('')}END\r\n`;
  }
}

const sizeOf = (key: string, { data }: Item): number => key.length + data.length + overhead;
