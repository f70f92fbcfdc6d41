// One HTTP exchange as a client: resolve, connect, send, read the head of the answer.
import { race, sleep, type Task } from '../../kernel/task.ts';
import type { Connection, Process } from '../contract.ts';
import type { Errno } from '../filesystem/errno.ts';
import { formatRequest, type RequestHead, type ResponseHead } from './message.ts';
import { MessageReader } from './message-reader.ts';

/** Why there is no connection. */
export type ConnectFailure =
  /** `unknown`: a name server answered that there is no such name; otherwise none answered. */
  | { readonly failure: 'resolve'; readonly unknown?: boolean }
  | { readonly failure: 'connect'; readonly errno: Errno; readonly address: string };

/** Why there is no connection to a host's port, as Node.js says it. */
export const nodeFailure = (failure: ConnectFailure, host: string, port: number | string): string =>
  failure.failure === 'resolve'
    ? `getaddrinfo ENOTFOUND ${host}`
    : `connect ${failure.errno} ${failure.address}:${port}`;

/** A connection to a host by name, with the addresses that were found. */
export interface Connected {
  readonly connection: Connection;
  readonly addresses: readonly string[];
}

/**
 * Resolves a name and connects to the first of its addresses that answers; at most `attempts` are tried. `trying` is told each
 * address before it is tried.
 */
export function* connectTo(
  process: Process,
  host: string,
  port: number,
  trying: (address: string) => void = () => undefined,
  attempts = Infinity,
): Task<Connected | ConnectFailure> {
  const addresses = yield* process.network.resolve(host, process.files);
  if (typeof addresses === 'string' || addresses.length === 0)
    return { failure: 'resolve', unknown: addresses !== 'SERVFAIL' };
  let failure: ConnectFailure = { failure: 'resolve' };
  for (const address of addresses.slice(0, attempts)) {
    trying(address);
    const connection = yield* process.network.connect(address, port);
    if (typeof connection !== 'string') return { connection, addresses };
    failure = { failure: 'connect', errno: connection, address };
  }
  return failure;
}

/** What came back: a head, with a reader that stands at its body. `reset`: the other side cut the connection off. */
export type Answer =
  | { readonly head: ResponseHead; readonly reader: MessageReader }
  | { readonly failure: 'empty' | 'reset' | 'malformed' };

/** Sends a request with its body, and reads the head of the final answer (1xx are skipped). */
export function* exchange(connection: Connection, head: RequestHead, body?: Uint8Array): Task<Answer> {
  yield* connection.write(new TextEncoder().encode(formatRequest(head)));
  if (body && body.length > 0) yield* connection.write(body);
  const reader = new MessageReader(connection);
  for (;;) {
    const answer = yield* reader.response();
    if (answer === 'ended') return { failure: connection.reset ? 'reset' : 'empty' };
    if (answer === 'malformed') return { failure: connection.reset ? 'reset' : 'malformed' };
    if (answer.status >= 200 || answer.status === 101) return { head: answer, reader };
  }
}

/** Runs a task for at most `limit` ms; `timeout` when it took longer. Without a limit it may take for ever. */
export function* within<T>(limit: number | undefined, task: Task<T>): Task<T | 'timeout'> {
  if (limit === undefined) return yield* task;
  return yield* race<T | 'timeout'>([task, after(limit)]);
}

function* after(limit: number): Task<'timeout'> {
  yield* sleep(limit);
  return 'timeout';
}
