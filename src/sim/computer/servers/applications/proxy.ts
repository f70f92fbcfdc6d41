// Handing a request on to another server and its answer back, with the fields that tell where it came from.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { exchange } from '../../http/client.ts';
import { Headers } from '../../http/headers.ts';
import { responseFraming } from '../../http/message.ts';
import type { GoRequest, GoResponse } from '../go-http.ts';
import { plain } from './site.ts';

const apart = new Set([
  'connection',
  'content-length',
  'transfer-encoding',
  'content-type',
  'date',
  'keep-alive',
  'upgrade',
]);

/** Asks the server at an address; 502 when it cannot be reached. `target` replaces the request's own. */
export function* handOn(
  process: Process,
  { head, body, remote }: GoRequest,
  address: string,
  port: number,
  target = head.target,
): Task<GoResponse> {
  const connection = yield* process.network.connect(address, port);
  if (typeof connection === 'string') return plain('Bad Gateway', 502);
  try {
    const headers = new Headers();
    for (const [name, value] of head.headers)
      if (!/^(connection|content-length|transfer-encoding)$/i.test(name)) headers.add(name, value);
    const host = head.headers.get('host') ?? '';
    headers.add('X-Forwarded-For', remote.replace(/:\d+$/, ''));
    headers.add('X-Forwarded-Host', host);
    headers.add('X-Forwarded-Port', /:(\d+)$/.exec(host)?.[1] ?? '80');
    headers.add('X-Forwarded-Proto', 'http');
    headers.add('X-Forwarded-Server', process.hostname);
    headers.add('X-Real-Ip', remote.replace(/:\d+$/, ''));
    if (body.length > 0) headers.add('Content-Length', String(body.length));
    headers.add('Connection', 'close');
    const got = yield* exchange(connection, { method: head.method, target, version: '1.1', headers }, body);
    if ('failure' in got) return plain('Bad Gateway', 502);
    const framing = responseFraming(got.head, head.method);
    if (framing === 'malformed') return plain('Bad Gateway', 502);
    const answer = yield* got.reader.wholeBody(framing);
    const own: Record<string, string> = {};
    for (const [name, value] of got.head.headers) if (!apart.has(name.toLowerCase())) own[name] = value;
    const type = got.head.headers.get('content-type');
    return { status: got.head.status, headers: own, body: answer, ...(type === undefined ? {} : { type }) };
  } finally {
    connection.close();
  }
}
