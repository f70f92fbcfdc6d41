// The client's end of the Engine API: a request to an answer, or to the words in which the client reports that there is none.
import type { CallFailure, Reply, Request } from '../../kernel/message.ts';
import type { Pipe } from '../../kernel/pipe.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import type { Process } from '../../computer/contract.ts';
import { clientKey } from '../client-state.ts';
import type { ClientEvent } from '../../machines/client.ts';
import type { Host } from './host.ts';
import { reach } from './reach.ts';
import type { Reached, Unreached } from './reached.ts';

/** The version of the API that this client speaks. */
export const apiVersion = '1.51';

/** Why a request brought nothing: `error` as the client prints it, `status` of the daemon's answer, 0 when none came. */
export interface ApiError {
  readonly error: string;
  readonly status: number;
}

/** What the daemon answered, its status below 400. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What goes on arriving after the head. */
  readonly stream: Pipe<unknown> | undefined;
}

/** Query parameters; those that are undefined, false or empty are left out, true is `1`. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a request may carry. */
export interface Sending {
  readonly query?: Query;
  readonly body?: unknown;
  readonly upload?: Pipe<Uint8Array>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Answers a request in the daemon's place; `real` asks the daemon. */
export type Intercept = (
  method: Request['method'],
  path: string,
  sending: Sending,
  real: () => Task<Answer | ApiError>,
) => Task<Answer | ApiError>;

/** A client process's connection to its daemon. The first request is preceded by the version negotiation (`HEAD /_ping`). */
export class Connection {
  readonly host: Host;
  readonly #process: Process;
  readonly #notify: (event: ClientEvent) => void;
  readonly #streams: Pipe<unknown>[] = [];
  /** Set while nothing is to be changed: who answers then (`docker compose --dry-run`). */
  intercept: Intercept | undefined;
  #negotiated: 'not yet' | 'done' = 'not yet';
  #way: Reached | Unreached | undefined;

  /** `notify` is told of every step in the words of the client statechart. */
  constructor(process: Process, host: Host, notify: (event: ClientEvent) => void) {
    this.#process = process;
    this.host = host;
    this.#notify = notify;
  }

  /** Negotiates the version once. Failing is not reported: the request that follows then fails for the same reason. */
  *negotiate(): Task {
    if (this.#negotiated === 'done') return;
    this.#negotiated = 'done';
    yield* this.#call({ method: 'HEAD', path: '/_ping', query: {}, headers: {} });
  }

  /** Sends a request and waits for its answer; where a body comes in one piece, until it is there. */
  *send(method: Request['method'], path: string, sending: Sending = {}): Task<Answer | ApiError> {
    const { intercept } = this;
    if (!intercept) return yield* this.#ask(method, path, sending);
    return yield* intercept(method, path, sending, () => this.#ask(method, path, sending));
  }

  *#ask(method: Request['method'], path: string, sending: Sending): Task<Answer | ApiError> {
    const unnamed = /^\/(container|image|network|volume)s\/(?:\/|$)/.exec(path)?.[1];
    if (unnamed === 'image' && method === 'DELETE')
      return { error: 'Error response from daemon: page not found', status: 404 };
    if (unnamed !== undefined) return { error: `invalid ${unnamed} name or ID: value is empty`, status: 404 };
    yield* this.negotiate();
    const { body, upload, headers = {}, query = {} } = sending;
    const isJson = typeof body === 'object' && body !== null;
    const reply = yield* this.#call({
      method,
      path: `/v${apiVersion}${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`,
      query: encodeQuery(query),
      headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(body === undefined ? {} : { body }),
      ...(upload ? { upload } : {}),
    });
    if (reply === undefined || 'failure' in reply) return this.#unreachable(method, path, query, reply?.failure);
    this.#notify(reply.stream ? 'stream' : 'answer');
    if (reply.stream) this.#streams.push(reply.stream);
    // An attached client goes on streaming while it asks other things.
    else if (this.#streams.some((stream) => !stream.closed && !stream.broken)) this.#notify('stream');
    if (!reply.stream) yield* sleep(reply.arrives - this.#process.machine.kernel.now);
    if (reply.status >= 400) return { error: `Error response from daemon: ${messageOf(reply)}`, status: reply.status };
    return { status: reply.status, headers: reply.headers, body: reply.body, stream: reply.stream };
  }

  /** `GET`. */
  get(path: string, query: Query = {}): Task<Answer | ApiError> {
    return this.send('GET', path, { query });
  }

  /** `POST`, with a JSON body or none. */
  post(path: string, query: Query = {}, body?: unknown): Task<Answer | ApiError> {
    return this.send('POST', path, { query, body });
  }

  /** `DELETE`. */
  delete(path: string, query: Query = {}): Task<Answer | ApiError> {
    return this.send('DELETE', path, { query });
  }

  *#call(message: Request): Task<Reply | CallFailure | undefined> {
    const { kernel } = this.#process.machine;
    this.#notify('send');
    // What failed is tried again with the next request, as a new connection.
    if (!this.#way || !('daemon' in this.#way) || this.host.scheme === 'unix')
      this.#way = yield* reach(this.#process, this.host);
    if (!('daemon' in this.#way)) return undefined;
    const { daemon, link } = this.#way;
    const reply = yield* kernel.call(daemon, message, {
      from: `client:${clientKey(this.#process)}`,
      protocol: 'engine',
      link,
    });
    return reply;
  }

  #unreachable(method: string, path: string, query: Query, failure: CallFailure['failure'] | undefined): ApiError {
    const { scheme, url, authority, tls } = this.host;
    const address = scheme === 'unix' ? encodeURIComponent(url.slice('unix://'.length)) : authority;
    // What is made is asked for by the version first.
    const [verb, target] =
      path === '/containers/create' ? ['HEAD', '/_ping'] : [method, `/v${apiVersion}${path}${queryText(query)}`];
    const during = (why: string, about = 'error during connect'): ApiError => ({
      error: `${about}: ${verb.charAt(0)}${verb.slice(1).toLowerCase()} "http${tls ? 's' : ''}://${address}${target}": ${why}`,
      status: 0,
    });
    const way = this.#way;
    if (way && 'during' in way) return during(way.during, way.about);
    if (way && 'answer' in way) return { error: `Error response from daemon: ${way.answer}`, status: 400 };
    if (way && 'says' in way) return { error: way.says, status: 0 };
    if (failure === 'cut') return during('EOF');
    const shown = scheme === 'ssh' ? 'http://docker.example.com' : url;
    return { error: `Cannot connect to the Docker daemon at ${shown}. Is the docker daemon running?`, status: 0 };
  }
}

/** In the order of the alphabet, as Go writes them. */
function encodeQuery(query: Query): Record<string, string> {
  const written = Object.entries(query).filter(
    (entry): entry is [string, string | number | true] =>
      entry[1] !== undefined && entry[1] !== false && entry[1] !== '',
  );
  written.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(written.map(([name, value]) => [name, value === true ? '1' : String(value)]));
}

/** As Go's `url.Values.Encode` writes it, with the question mark. */
function queryText(query: Query): string {
  const pairs = Object.entries(encodeQuery(query)).map(([name, value]) => `${name}=${escaped(value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

const escaped = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');

function messageOf(reply: Reply): string {
  const { body } = reply;
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string')
    return body.message.trim();
  return typeof body === 'string' ? body.trim() : '';
}
