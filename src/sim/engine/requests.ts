// The requests that a daemon is answering, so that it can hang up when it ends.
import type { Kernel } from '../kernel/kernel.ts';
import type { Exchange, Response } from '../kernel/message.ts';
import { race, sleep, spawn, type Task, type TaskHandle } from '../kernel/task.ts';
import { Latch, Trigger } from '../kernel/trigger.ts';

/** ms that answers have to come to their end when the daemon does. */
const patience = 5000;

interface Connection {
  /** The task that answers; undefined once it only streams. */
  task: TaskHandle | undefined;
  readonly abandoned: Latch;
}

export class Requests {
  readonly #kernel: Kernel;
  readonly #open = new Set<Connection>();
  readonly #changed = new Trigger();

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Answers a request. To `handle` the client has gone away too when the daemon ends. */
  *answer(exchange: Exchange, handle: (exchange: Exchange) => Task<Response>): Task<Response> {
    const connection: Connection = { task: this.#kernel.current, abandoned: new Latch() };
    exchange.abandoned.whenOpened(() => {
      connection.abandoned.open();
    });
    this.#open.add(connection);
    let streams = false;
    try {
      const response = yield* handle({ ...exchange, abandoned: connection.abandoned });
      streams = response.stream !== undefined;
      if (response.stream) yield* spawn('streaming', this.#untilEnded(connection, response.stream.end()));
      return response;
    } finally {
      connection.task = undefined;
      if (!streams) this.#close(connection);
    }
  }

  /** Hangs up on all. Handlers that do not care are cancelled after a while. */
  *end(): Task {
    for (const { abandoned } of [...this.#open]) abandoned.open();
    yield* race([this.#untilNone(), sleep(patience)]);
    for (const { task } of [...this.#open]) task?.cancel();
    this.#open.clear();
  }

  *#untilNone(): Task {
    while (this.#open.size > 0) yield* this.#changed.next();
  }

  *#untilEnded(connection: Connection, ended: Task): Task {
    yield* ended;
    this.#close(connection);
  }

  #close(connection: Connection): void {
    this.#open.delete(connection);
    this.#changed.fire();
  }
}
