// The client's own way to a registry that speaks plain HTTP, such as one at localhost: one request over the machine's network.
import type { Task } from '../../kernel/task.ts';
import { connectTo, exchange } from '../../computer/http/client.ts';
import { Headers } from '../../computer/http/headers.ts';
import { responseFraming } from '../../computer/http/message.ts';
import { toBase64 } from '../base64.ts';
import type { Client } from '../client.ts';
import type { Failure } from '../failure.ts';

/** What a registry is asked for; `path` begins with `/v2/`. */
export interface RegistryQuestion {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Whether a registry is on this machine, so that nobody wants it to speak TLS. */
export const isLocal = (domain: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+)(?::\d+)?$/.test(domain);

/** Asks, with the credentials that are kept for the registry; a failure, Go's words after the request's, when nobody answers. */
export function* askPrivately(
  client: Client,
  domain: string,
  { method, path, headers = {}, body }: RegistryQuestion,
): Task<{ readonly status: number; readonly text: string } | Failure> {
  const [host = '', port = '80'] = domain.split(':');
  let tried = host;
  const connected = yield* connectTo(client.process, host, Number(port), (address) => {
    tried = address;
  });
  if ('failure' in connected)
    return { error: `dial tcp ${tried.includes(':') ? `[${tried}]` : tried}:${port}: connect: connection refused` };
  const { connection } = connected;
  const payload = body === undefined ? undefined : new TextEncoder().encode(body);
  const auth = client.config.auth(domain);
  const head = {
    method,
    target: path,
    version: '1.1',
    headers: new Headers({
      Host: domain,
      Connection: 'close',
      ...(auth ? { Authorization: `Basic ${toBase64(`${auth.username}:${auth.password}`)}` } : {}),
      ...(payload || method !== 'GET' ? { 'Content-Length': String(payload?.length ?? 0) } : {}),
      ...headers,
    }),
  } as const;
  try {
    const answer = yield* exchange(connection, head, payload);
    if ('failure' in answer) return { error: 'EOF' };
    const framing = responseFraming(answer.head, method);
    const bytes = framing === 'malformed' ? new Uint8Array() : yield* answer.reader.wholeBody(framing);
    return { status: answer.head.status, text: new TextDecoder().decode(bytes) };
  } finally {
    connection.close();
  }
}
