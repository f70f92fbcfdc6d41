// Copying both ways between standard input and output and a connection, as nc and telnet do.
import { join, race, sleep, spawn, type Task } from '../../../kernel/task.ts';
import type { Connection, Process } from '../../contract.ts';

export interface PumpOptions {
  /** What the end of standard input does: nothing, or no more is written to the other side (`shutdown`). */
  readonly atEnd: 'nothing' | 'shutdown';
  /** ms after the end of standard input until it quits; undefined: it waits for the other side. */
  readonly quitAfter?: number;
  /** ms without anything arriving until it gives up. */
  readonly idle?: number;
  /** Whether standard input is read at all. */
  readonly input: boolean;
}

/**
 * Copies until the other side has closed, or one of the limits is reached. What standard input gets is sent as it comes.
 * True when it quit because standard input had ended.
 */
export function* pump(process: Process, connection: Connection, options: PumpOptions): Task<boolean> {
  const sending = options.input ? yield* spawn('send', send(process, connection, options)) : undefined;
  let quit = false;
  const ways: Task[] = [receive(process, connection, options.idle)];
  const { quitAfter } = options;
  if (quitAfter !== undefined && sending)
    ways.push(
      (function* (): Task {
        yield* join(sending);
        yield* sleep(quitAfter);
        quit = true;
      })(),
    );
  try {
    yield* race(ways);
    return quit;
  } finally {
    sending?.cancel();
    connection.close();
  }
}

function* send(process: Process, connection: Connection, { atEnd }: PumpOptions): Task {
  const input = process.descriptors.get(0);
  for (let bytes = yield* input?.read() ?? nothing(); bytes; bytes = yield* input?.read() ?? nothing())
    if (yield* connection.write(bytes)) return;
  if (atEnd === 'shutdown') connection.shutdown();
}

function* nothing(): Task<undefined> {
  return undefined;
}

function* receive(process: Process, connection: Connection, idle: number | undefined): Task {
  const output = process.descriptors.get(1);
  for (;;) {
    const bytes =
      idle === undefined
        ? yield* connection.read()
        : yield* race<Uint8Array | undefined>([connection.read(), silence(idle)]);
    if (!bytes) return;
    if (output && (yield* output.write(bytes))) return;
  }
}

function* silence(ms: number): Task<undefined> {
  yield* sleep(ms);
  return undefined;
}
