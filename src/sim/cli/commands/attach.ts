// docker attach: joins the terminal to a running container.
import { bytePipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import { inspectContainer, type ContainerDetails } from '../api/container.ts';
import { attachStreams } from '../attach/attached.ts';
import { defaultDetachKeys, parseDetachKeys } from '../attach/detach-keys.ts';
import { followSize } from '../attach/resize.ts';
import { proxySignals } from '../attach/signal-proxy.ts';
import { notATty, notATtyText } from '../attach/tty-check.ts';
import { beginWait } from '../attach/wait-exit.ts';
import { fail, type Client } from '../client.ts';
import { isFailure, type Failure } from '../failure.ts';
import type { Command } from './command.ts';

export const attach: Command = {
  name: 'container attach',
  *run(client, { flags, args }) {
    const [name = ''] = args;
    const releases: (() => void)[] = [];
    try {
      const waiting = yield* beginWait(client, name, undefined);
      releases.push(waiting.cancel);
      const container = yield* running(client, name);
      if (isFailure(container)) return yield* fail(client, container.error);
      const { Tty, OpenStdin } = container.Config;
      const wantsStdin = !flags.bool('no-stdin');
      if (notATty(client, wantsStdin, Tty)) return yield* fail(client, notATtyText);
      const keys = flags.string('detach-keys') || client.config.detachKeys || defaultDetachKeys;
      const detachKeys = parseDetachKeys(keys);
      const upload = wantsStdin && OpenStdin ? bytePipe() : undefined;
      if (flags.bool('sig-proxy') && !Tty) releases.push(yield* proxySignals(client, name));
      const answer = yield* client.api.send('POST', `/containers/${name}/attach`, {
        query: {
          stream: true,
          stdin: upload !== undefined,
          stdout: true,
          stderr: true,
          ...(keys === defaultDetachKeys ? {} : { detachKeys: keys }),
        },
        headers: { connection: 'Upgrade', upgrade: 'tcp', 'content-type': 'text/plain' },
        ...(upload ? { upload } : {}),
      });
      if (isFailure(answer)) return yield* fail(client, answer.error);
      if (!answer.stream) throw new Error('the daemon answered attach without a stream');
      // It may have stopped between the two requests, and its streams would then never end.
      const still = yield* running(client, name);
      if (isFailure(still)) return yield* fail(client, still.error);
      const attached = yield* attachStreams(client, {
        frames: answer.stream,
        upload,
        tty: Tty,
        detachKeys: isFailure(detachKeys) ? [] : detachKeys,
      });
      releases.push(attached.release);
      if (Tty) releases.push(yield* followSize(client, `/containers/${name}`));
      const end = yield* attached.end.wait();
      attached.release();
      if (end === 'detached') return yield* fail(client, 'read escape sequence');
      return yield* waiting.exited.wait();
    } finally {
      for (const release of releases.reverse()) release();
    }
  },
};

/** The container, if one can attach to it now. */
function* running(client: Client, name: string): Task<ContainerDetails | Failure> {
  const container = yield* inspectContainer(client, name);
  if (isFailure(container)) return container;
  const { Running, Paused, Restarting } = container.State;
  if (!Running) return { error: 'You cannot attach to a stopped container, start it first' };
  if (Paused) return { error: 'You cannot attach to a paused container, unpause it first' };
  if (Restarting) return { error: 'You cannot attach to a restarting container, wait until it is running' };
  return container;
}
