// A registry that is reached over the machine's own network, as one in a container with a published port is: HTTP on a
// connection, each request on its own (RFC 9112).
import { concatBytes } from '../../kernel/bytes.ts';
import { target, type Reply, type Request } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import type { Connection } from '../../computer/contract.ts';
import type { Errno } from '../../computer/filesystem/errno.ts';
import { exchange } from '../../computer/http/client.ts';
import { Headers } from '../../computer/http/headers.ts';
import { responseFraming } from '../../computer/http/message.ts';
import { sha256 } from '../../oci/digest.ts';
import type { Engine } from '../engine.ts';

/** Why there is no answer: no such name, no connection, or one that broke. */
export type NetworkFailure =
  | { readonly failure: 'unknown-host' }
  | { readonly failure: 'connect'; readonly errno: Errno; readonly address: string }
  | { readonly failure: 'broken' };

/** A host of an image's name as name and port. */
export function splitHost(host: string, usualPort: number): readonly [name: string, port: number] {
  const match = /^(.*?)(?::(\d+))?$/.exec(host);
  const [, name = host, port] = match ?? [];
  return [name.replace(/^\[(.*)\]$/, '$1'), port === undefined ? usualPort : Number(port)];
}

/** Connects to a host from the engine's machine; of several addresses that all fail the first is told. */
export function* connectToHost(engine: Engine, name: string, port: number): Task<Connection | NetworkFailure> {
  const { network, files } = engine.machine;
  const addresses = yield* network.resolve(name, files);
  if (typeof addresses === 'string') return { failure: 'unknown-host' };
  let first: NetworkFailure | undefined;
  // The loopback address of IPv6 comes before that of IPv4 (RFC 6724).
  for (const address of [...addresses].sort((a, b) => Number(b === '::1') - Number(a === '::1'))) {
    const connection = yield* network.connect(address, port);
    if (typeof connection !== 'string') return connection;
    const shown = address.includes(':') ? `[${address}]` : address;
    first ??= { failure: 'connect', errno: connection, address: `${shown}:${port}` };
  }
  return first ?? { failure: 'unknown-host' };
}

/** Sends a request over a connection and closes it. The reply is whole: its body has arrived. `bytes`: JSON, too, is left as it is. */
export function* sendOver(
  engine: Engine,
  connection: Connection,
  host: string,
  message: Request,
  as: 'json' | 'bytes' = 'json',
): Task<Reply | NetworkFailure> {
  try {
    const body = bodyOf(message.body);
    const headers = new Headers({
      Host: host,
      'User-Agent': `docker/28.5.2 go/go1.24.8 git-commit/89c5e8f kernel/${engine.options.kernelVersion} os/linux arch/amd64`,
    });
    for (const [name, value] of Object.entries(message.headers)) headers.add(name, value);
    if (message.method !== 'GET' && message.method !== 'HEAD') headers.add('Content-Length', String(body.length));
    const head = { method: message.method, target: target(message), version: '1.1', headers } as const;
    const answer = yield* exchange(connection, head, body);
    if ('failure' in answer) return { failure: 'broken' };
    const framing = responseFraming(answer.head, message.method);
    if (framing === 'malformed') return { failure: 'broken' };
    const parts: Uint8Array[] = [];
    let filler = 0;
    const whole = yield* answer.reader.body(framing, function* (bytes) {
      // What comes after the true bytes of a blob with a declared size is not kept.
      if (bytes.every((byte) => byte === 0)) filler += bytes.length;
      else {
        if (filler > 0) parts.push(new Uint8Array(filler));
        filler = 0;
        parts.push(bytes);
      }
    });
    if (whole === 'short') return { failure: 'broken' };
    const fields = Object.fromEntries([...answer.head.headers].map(([name, value]) => [name.toLowerCase(), value]));
    const bytes = trueBytes(concatBytes(parts), filler, fields['docker-content-digest']);
    const json = as === 'json' && fields['content-type']?.startsWith('application/json') === true;
    return {
      status: answer.head.status,
      headers: fields,
      ...(message.method === 'HEAD' ? {} : { body: json ? parsed(bytes) : bytes }),
      arrives: engine.kernel.now,
      exchange: 0,
    };
  } finally {
    connection.close();
  }
}

/** The bytes without the zeros that only fill a blob up to its declared size: those that have the digest. */
function trueBytes(received: Uint8Array, more: number, digest: string | undefined): Uint8Array {
  if (digest === undefined) return zeros(received, more);
  let end = received.length;
  while (end > 0 && received[end - 1] === 0) end--;
  const padded = new Uint8Array(Math.min(received.length + more, end + mostZeros));
  padded.set(received.subarray(0, end));
  for (let length = end; length <= padded.length; length++) {
    const candidate = padded.subarray(0, length);
    if (sha256(candidate) === digest) return candidate;
  }
  return received;
}

function zeros(bytes: Uint8Array, more: number): Uint8Array {
  return more === 0 ? bytes : concatBytes([bytes, new Uint8Array(more)]);
}

/** Zeros that a compressed blob may itself end with: the length and the checksum of what it holds. */
const mostZeros = 8;

function bodyOf(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return new TextEncoder().encode(typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body));
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
