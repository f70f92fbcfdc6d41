// One request of a browser: a connection, which stays open for the next one, and what went wrong in a browser's words.
import type { SentForm } from '../../kernel/log.ts';
import type { Task } from '../../kernel/task.ts';
import type { Connection, Process } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { connectTo, exchange, within, type Answer } from '../http/client.ts';
import { Headers } from '../http/headers.ts';
import { concatenate } from '../http/message-reader.ts';
import { keepsAlive, responseFraming, type RequestHead } from '../http/message.ts';
import { base64 as basic } from '../http/url.ts';
import { shakeAsClient } from '../tls/handshake.ts';
import type { BrowserError } from './record.ts';

/** Bytes of a body that are kept, and ms that are waited for the rest of it. */
const most = { bytes: 1_000_000, wait: 30_000 };

/** What came back, or why nothing did. `rest`: there was more, or it did not end. */
export type Delivery =
  | {
      readonly status: number;
      readonly reason: string;
      readonly headers: Headers;
      readonly body: Uint8Array;
      readonly rest: boolean;
    }
  | { readonly error: BrowserError };

/** Ports that belong to other protocols: browsers do not speak to them (Fetch, section 2.9). */
const badPorts = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113,
  115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556,
  563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667,
  6668, 6669, 6679, 6697, 10080,
]); // prettier-ignore

const connectErrors: Readonly<Partial<Record<Errno, BrowserError>>> = {
  ECONNREFUSED: 'ERR_CONNECTION_REFUSED',
  ECONNRESET: 'ERR_CONNECTION_RESET',
  ETIMEDOUT: 'ERR_CONNECTION_TIMED_OUT',
};

const answerErrors = {
  empty: 'ERR_EMPTY_RESPONSE',
  reset: 'ERR_CONNECTION_RESET',
  malformed: 'ERR_INVALID_HTTP_RESPONSE',
} as const;

/** Networks that are near: those of this machine, of its containers, and of the machines beside it. */
const near = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|::1$|0\.0\.0\.0$)/;

/** The connections of one page. */
export class Lines {
  readonly process: Process;
  #open: { readonly origin: string; readonly connection: Connection } | undefined;

  constructor(process: Process) {
    this.process = process;
  }

  /** Sends a request and reads its answer. */
  *ask(url: URL, sent: SentForm | undefined, fields: Readonly<Record<string, string>>): Task<Delivery> {
    const { protocol, username, password } = url;
    if (protocol !== 'http:' && protocol !== 'https:') return { error: 'ERR_UNKNOWN_URL_SCHEME' };
    if (badPorts.has(Number(url.port))) return { error: 'ERR_UNSAFE_PORT' };
    const body = sent ? new TextEncoder().encode(sent.body) : new Uint8Array(0);
    const headers = new Headers({ Host: hostOf(url), Connection: 'keep-alive', ...fields });
    if (username !== '')
      headers.add('Authorization', `Basic ${basic(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`);
    if (sent) {
      headers.add('Content-Type', sent.type);
      headers.add('Content-Length', String(body.length));
    }
    const target = `${url.pathname}${url.search}`;
    const head: RequestHead = { method: sent ? 'POST' : 'GET', target, version: '1.1', headers };
    const kept = this.#open?.origin === url.origin ? this.#open.connection : undefined;
    this.#open = undefined;
    if (kept) {
      const delivery = yield* this.#deliver(kept, url, head, body);
      // The server may have closed it meanwhile: then a new one is opened.
      if (!('error' in delivery) || delivery.error === 'ERR_INVALID_HTTP_RESPONSE') return delivery;
    }
    const connection = yield* this.#connect(url);
    return typeof connection === 'string' ? { error: connection } : yield* this.#deliver(connection, url, head, body);
  }

  *#connect(url: URL): Task<Connection | BrowserError> {
    const process = this.process;
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isSecure = url.protocol === 'https:';
    if (isSecure) {
      const addresses = yield* process.network.resolve(host, process.files);
      if (typeof addresses !== 'string' && addresses.some((address) => !near.test(address))) return 'NOT_SIMULATED';
    }
    const connected = yield* connectTo(process, host, Number(url.port) || (isSecure ? 443 : 80));
    if ('failure' in connected)
      return connected.failure === 'resolve'
        ? 'ERR_NAME_NOT_RESOLVED'
        : (connectErrors[connected.errno] ?? 'ERR_ADDRESS_UNREACHABLE');
    const { connection } = connected;
    if (!isSecure) return connection;
    const shaken = yield* shakeAsClient(connection, host, { authority: undefined, own: undefined });
    connection.close();
    if ('service' in shaken || shaken.problem.startsWith('remote error')) return 'ERR_CERT_AUTHORITY_INVALID';
    return connection.reset ? 'ERR_CONNECTION_RESET' : 'ERR_SSL_PROTOCOL_ERROR';
  }

  *#deliver(connection: Connection, url: URL, head: RequestHead, sent: Uint8Array): Task<Delivery> {
    let answer: Answer;
    let keeps = false;
    try {
      answer = yield* exchange(connection, head, sent);
      if ('failure' in answer) return { error: answerErrors[answer.failure] };
      const framing = responseFraming(answer.head, head.method);
      if (framing === 'malformed') return { error: 'ERR_INVALID_HTTP_RESPONSE' };
      const parts: Uint8Array[] = [];
      let size = 0;
      const ended = yield* within(
        most.wait,
        answer.reader.body(framing, function* (bytes) {
          if (size < most.bytes) parts.push(bytes.subarray(0, most.bytes - size));
          size += bytes.length;
        }),
      );
      if (ended === 'short') return { error: 'ERR_CONTENT_LENGTH_MISMATCH' };
      keeps = ended === 'whole' && framing !== 'end' && keepsAlive(answer.head);
      const { status, reason, headers } = answer.head;
      return { status, reason, headers, body: concatenate(parts), rest: ended === 'timeout' || size > most.bytes };
    } finally {
      if (keeps) this.#open = { origin: url.origin, connection };
      else connection.close();
    }
  }
}

const hostOf = ({ hostname, port }: URL): string => (port === '' ? hostname : `${hostname}:${port}`);
