// Fetching as package managers do: HTTP over the process's own network, one connection kept open for each host.
import type { Task } from '../../kernel/task.ts';
import { concatBytes } from '../../kernel/bytes.ts';
import type { Connection, Process } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { connectTo, exchange } from '../http/client.ts';
import { Headers } from '../http/headers.ts';
import { keepsAlive, responseFraming } from '../http/message.ts';
import { hostField, parseUrl, type Url } from '../http/url.ts';

/** What came, or why nothing did: no such name, no connection (`errno`), TLS (which is not simulated), or a broken answer. */
export type Fetched =
  | { readonly status: number; readonly size: number; readonly text: string }
  | { readonly failure: 'scheme' | 'broken' }
  /** `unknown`: there is no such name; otherwise no name server answered. */
  | { readonly failure: 'resolve'; readonly unknown?: boolean }
  | { readonly failure: 'connect'; readonly errno: Errno; readonly address: string };

/** Bodies beyond this are archives: they are counted and not kept. */
const kept = 4 * 1024 * 1024;

/** Fetches files for a process. `close` it in the end. */
export class Downloader {
  readonly #process: Process;
  readonly #agent: string;
  readonly #open = new Map<string, Connection>();

  constructor(process: Process, agent: string) {
    this.#process = process;
    this.#agent = agent;
  }

  /** Gets a URL; `keep` the text of its body (an index), or only count its bytes (an archive). */
  *get(address: string, keep: 'text' | 'size' = 'size'): Task<Fetched> {
    const url = parseUrl(address);
    if (!url) return { failure: 'resolve', unknown: true };
    if (url.scheme !== 'http') return { failure: 'scheme' };
    const key = hostField(url);
    const reused = this.#open.has(key);
    const got = yield* this.#once(url, key, keep);
    // A server may have closed a connection that was kept.
    return reused && 'failure' in got && got.failure === 'broken' ? yield* this.#once(url, key, keep) : got;
  }

  /** Closes all connections. */
  close(): void {
    for (const connection of this.#open.values()) connection.close();
    this.#open.clear();
  }

  *#once(url: Url, key: string, keep: 'text' | 'size'): Task<Fetched> {
    let connection = this.#open.get(key);
    if (!connection) {
      const connected = yield* connectTo(this.#process, url.host, url.port);
      if ('failure' in connected) return connected;
      ({ connection } = connected);
      this.#open.set(key, connection);
    }
    const answer = yield* exchange(connection, {
      method: 'GET',
      target: url.target,
      version: '1.1',
      headers: new Headers({ Host: key, 'User-Agent': this.#agent, Accept: '*/*' }),
    });
    const framing = 'failure' in answer ? 'malformed' : responseFraming(answer.head, 'GET');
    if ('failure' in answer || framing === 'malformed') return this.#broken(key, connection);
    const parts: Uint8Array[] = [];
    let size = 0;
    const whole = yield* answer.reader.body(framing, function* (bytes) {
      size += bytes.length;
      if (keep === 'text' && size <= kept) parts.push(bytes);
    });
    if (whole === 'short') return this.#broken(key, connection);
    if (!keepsAlive(answer.head)) {
      connection.close();
      this.#open.delete(key);
    }
    return { status: answer.head.status, size, text: new TextDecoder().decode(concatBytes(parts)) };
  }

  #broken(key: string, connection: Connection): Fetched {
    connection.close();
    this.#open.delete(key);
    return { failure: 'broken' };
  }
}
