// Signals that reach the client while it is attached to a container without a terminal go on to the container.
import type { Signal } from '../../computer/contract.ts';
import { Pipe } from '../../kernel/pipe.ts';
import { spawn, type Task } from '../../kernel/task.ts';
import type { Client } from '../client.ts';

/**
 * What is forwarded. Real Docker sends on SIGWINCH too; here a terminal changes its size with every move of the page,
 * and nginx takes that signal for an order to stop, so it is left out.
 */
const forwarded: readonly Signal[] = ['HUP', 'INT', 'QUIT', 'TERM', 'USR1', 'USR2', 'ALRM', 'CONT'];

const insisting: ReadonlySet<Signal> = new Set(['INT', 'TERM']);

/** Forwards from now on until the function returned is called. The third INT or TERM ends the client itself. */
export function* proxySignals(client: Client, container: string): Task<() => void> {
  const { process, api } = client;
  const arrived = new Pipe<Signal>();
  let insisted = 0;
  for (const signal of forwarded)
    process.handle(signal, () => {
      if (insisting.has(signal)) insisted++;
      arrived.offer(signal);
    });
  const thread = yield* spawn(
    'signal proxy',
    (function* (): Task {
      for (;;) {
        const signal = yield* arrived.read();
        if (signal === undefined) return;
        if (insisted >= 3) {
          yield* client.stderr.print('\ngot 3 SIGTERM/SIGINTs, forcefully exiting\n');
          process.exit(1);
          return;
        }
        yield* api.post(`/containers/${container}/kill`, { signal });
      }
    })(),
  );
  return () => {
    for (const signal of forwarded) process.handle(signal, 'default');
    thread.cancel();
  };
}
