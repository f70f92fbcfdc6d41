// The client's own way to a registry, without the daemon: Docker Hub with a token, one at hand over the machine's network.
import { request, type CallFailure, type Reply } from '../../kernel/message.ts';
import type { Task } from '../../kernel/task.ts';
import { defaultDomain, type Reference } from '../../oci/reference.ts';
import { toBase64 } from '../base64.ts';
import type { Client } from '../client.ts';
import { clientKey } from '../client-state.ts';
import { hubServer } from '../config.ts';
import type { Failure } from '../failure.ts';
import { askPrivately } from './private-registry.ts';

/** Ms one way, and bytes a ms. */
const link = { latency: 18, bandwidth: 12_500 };

/** What a registry is asked about a repository; `path` is what follows the repository's name. */
export interface Question {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A registry's answer as text. */
export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks the registry of a reference about its repository; a failure, Go's words after the request's, when nobody answers. */
export function* askRegistry(
  client: Client,
  { domain, path: name }: Pick<Reference, 'domain' | 'path'>,
  { method, path, query = {}, headers = {}, body }: Question,
): Task<Answer | Failure> {
  const whole = `/v2/${name}/${path}`;
  if (domain !== defaultDomain) {
    const pairs = Object.entries(query).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
    const target = pairs.length > 0 ? `${whole}?${pairs.join('&')}` : whole;
    return yield* askPrivately(client, domain, {
      method,
      path: target,
      headers,
      ...(body === undefined ? {} : { body }),
    });
  }
  const actions = method === 'GET' ? 'pull' : 'pull,push';
  const bearer = yield* token(
    client,
    [name, query['from']].flatMap((each) => each ?? []),
    actions,
  );
  const lower = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.toLowerCase(), value]));
  const reply = yield* ask(
    client,
    request(method, whole, {
      query,
      headers: { ...lower, ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }) },
      ...(body === undefined ? {} : { body }),
    }),
  );
  if ('failure' in reply) return { error: 'dial tcp: i/o timeout' };
  return { status: reply.status, text: textOf(reply.body) };
}

function* token(client: Client, names: readonly string[], actions: string): Task<string | undefined> {
  const [name = '', ...others] = names;
  const scope = [`repository:${name}:${actions}`, ...others.map((other) => `repository:${other}:pull`)].join(' ');
  const auth = client.config.auth(hubServer);
  const headers = auth ? { authorization: `Basic ${toBase64(`${auth.username}:${auth.password}`)}` } : {};
  const asked = request('GET', '/token', { query: { scope, service: 'registry.docker.io' }, headers });
  const reply = yield* ask(client, asked);
  return 'failure' in reply ? undefined : (reply.body as { token?: string } | undefined)?.token;
}

function textOf(body: unknown): string {
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  return typeof body === 'string' ? body : JSON.stringify(body ?? null);
}

function* ask(client: Client, message: ReturnType<typeof request>): Task<Reply | CallFailure> {
  return yield* client.process.machine.kernel.call('registry:docker.io', message, {
    from: `client:${clientKey(client.process)}`,
    protocol: 'distribution',
    link,
  });
}
