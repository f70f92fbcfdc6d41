// `up` in the foreground: output of all containers, their ends, Ctrl-C.
import { race, spawn, type Task, type TaskHandle } from '../../../kernel/task.ts';
import { Latch, Trigger } from '../../../kernel/trigger.ts';
import type { Client } from '../../client.ts';
import { beginWait } from '../../attach/wait-exit.ts';
import { isFailure } from '../../failure.ts';
import type { LogPrinter } from './log-printer.ts';

/** How a container ended. */
export interface Exit {
  readonly name: string;
  readonly service: string;
  readonly code: number;
}

/** A container to follow. */
export interface Followed {
  readonly id: string;
  readonly service: string;
  /** As logs show it. */
  readonly name: string;
  /** Its output is shown. */
  readonly shown: boolean;
}

/** Follows containers until all have ended. */
export class Followers {
  readonly #client: Client;
  readonly #printer: LogPrinter;
  readonly #threads: TaskHandle[] = [];
  readonly #changed = new Trigger();
  readonly exits: Exit[] = [];
  #running = 0;
  /** Nothing about ends is printed any more. */
  quiet = false;

  constructor(client: Client, printer: LogPrinter) {
    this.#client = client;
    this.#printer = printer;
  }

  /** Begins with a container, before it is started, so that nothing is missed. */
  *add(container: Followed): Task {
    const { api } = this.#client;
    this.#running++;
    const waiting = yield* beginWait(this.#client, container.id, 'next-exit');
    const attach = yield* api.send('POST', `/containers/${container.id}/attach`, {
      query: { stream: true, stdout: true, stderr: true },
      headers: { connection: 'Upgrade', upgrade: 'tcp', 'content-type': 'text/plain' },
    });
    const stream = isFailure(attach) ? undefined : attach.stream;
    const thread = yield* spawn('follow container', this.#follow(container, stream, waiting.exited));
    this.#threads.push(thread);
  }

  *#follow(container: Followed, stream: { read(): Task<unknown> } | undefined, exited: Latch<number>): Task {
    const { id, name, service } = container;
    let output = stream;
    let latch = exited;
    for (;;) {
      if (output) yield* this.#copy(container, output);
      const code = yield* latch.wait();
      yield* this.#printer.flush(name);
      const ended = this.#client.process.machine.kernel.clock;
      const state = yield* this.#client.api.get(`/containers/${id}/json`);
      const restarting = !isFailure(state) && isRestarting(state.body);
      if (!this.quiet && container.shown)
        yield* this.#printer.status(name, `exited with code ${code}${restarting ? ' (restarting)' : ''}`);
      if (!restarting) {
        this.exits.push({ name, service, code });
        this.#running--;
        this.#changed.fire();
        return;
      }
      const waiting = yield* beginWait(this.#client, id, 'next-exit');
      latch = waiting.exited;
      output = yield* this.#logs(id, ended);
    }
  }

  *#logs(id: string, since: number): Task<{ read(): Task<unknown> } | undefined> {
    const answer = yield* this.#client.api.get(`/containers/${id}/logs`, {
      stdout: true,
      stderr: true,
      follow: true,
      since: (since / 1000).toFixed(9),
    });
    return isFailure(answer) ? undefined : answer.stream;
  }

  *#copy({ name, shown }: Followed, stream: { read(): Task<unknown> }): Task {
    for (;;) {
      const frame = yield* stream.read();
      if (frame === undefined) return;
      if (shown) yield* this.#printer.write(name, frame);
    }
  }

  /** Waits until all have ended, or `enough` says that it is time. */
  *wait(enough: (exits: readonly Exit[]) => boolean): Task {
    while (this.#running > 0 && !enough(this.exits)) yield* this.#changed.next();
  }

  /** Stops following. */
  release(): void {
    for (const thread of this.#threads) thread.cancel();
  }
}

const isRestarting = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  'State' in body &&
  (body.State as { Restarting?: boolean }).Restarting === true;

/** Waits for Ctrl-C beside something else; true when it came first. */
export function* untilInterrupted(client: Client, body: Task): Task<boolean> {
  const pressed = new Latch<boolean>();
  for (const signal of ['INT', 'TERM'] as const) client.process.handle(signal, () => pressed.open(true));
  const done = (function* (): Task<boolean> {
    yield* body;
    return false;
  })();
  return yield* race<boolean>([done, pressed.wait()]);
}
