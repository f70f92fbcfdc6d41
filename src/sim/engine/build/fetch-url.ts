// What an address holds, as the builder downloads it: HTTP over the machine's own network.
import { formatUrl, parseUrl } from '../../computer/http/url.ts';
import { request } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Engine } from '../engine.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { connectToHost, sendOver } from '../images/network-registry.ts';

/** A file from somewhere, or the files of a repository. */
export interface Fetched {
  /** The last name of the address. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly entries?: readonly TarEntry[];
}

/** Downloads a file; a text says why it cannot be had, in BuildKit's words. */
export function* fetchUrl(engine: Engine, text: string): Task<Fetched | string> {
  const url = parseUrl(text);
  if (url?.scheme !== 'http') return `not simulated: ${text}`;
  const name =
    url.target
      .replace(/[?].*$/, '')
      .split('/')
      .at(-1) ?? '';
  const connection = yield* connectToHost(engine, url.host, url.port);
  if ('failure' in connection) {
    const why =
      connection.failure === 'connect'
        ? `dial tcp ${connection.address}: connect: connection refused`
        : `dial tcp: lookup ${url.host} on 127.0.0.53:53: no such host`;
    return `Get ${JSON.stringify(formatUrl(url))}: ${why}`;
  }
  const host = url.explicitPort ? `${url.host}:${url.port}` : url.host;
  const reply = yield* sendOver(engine, connection, host, request('GET', url.target), 'bytes');
  if ('failure' in reply) return `Get ${JSON.stringify(formatUrl(url))}: EOF`;
  if (reply.status < 200 || reply.status >= 400) return `invalid response status ${reply.status}`;
  return { name, bytes: reply.body instanceof Uint8Array ? reply.body : new Uint8Array(0) };
}
