// The size of the client's terminal, kept the same inside a container or an exec.
import { spawn, type Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Client } from '../client.ts';

/** Tells the size now and at every change, until the function returned is called. `path`: `/containers/<id>` or `/exec/<id>`. */
export function* followSize(client: Client, path: string): Task<() => void> {
  const { terminal } = client.stdout;
  if (!terminal) return () => undefined;
  const changed = new Trigger();
  client.process.handle('WINCH', () => changed.fire());
  const tell = (): Task<unknown> => client.api.post(`${path}/resize`, { h: terminal.rows, w: terminal.columns });
  yield* tell();
  const thread = yield* spawn(
    'terminal size',
    (function* (): Task {
      for (;;) {
        yield* changed.next();
        yield* tell();
      }
    })(),
  );
  return () => {
    client.process.handle('WINCH', 'default');
    thread.cancel();
  };
}
