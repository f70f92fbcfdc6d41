// docker exec: one more process in a running container.
import { bytePipe } from '../../kernel/pipe.ts';
import type { Task } from '../../kernel/task.ts';
import { inspectContainer } from '../api/container.ts';
import { attachStreams } from '../attach/attached.ts';
import { defaultDetachKeys, parseDetachKeys } from '../attach/detach-keys.ts';
import { followSize } from '../attach/resize.ts';
import { notATty, notATtyText } from '../attach/tty-check.ts';
import { fail, type Client } from '../client.ts';
import { orNull } from '../create/host-options.ts';
import { readEnvironment } from '../create/environment.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const exec: Command = {
  name: 'container exec',
  *run(client, { flags, args }) {
    const [container = '', ...command] = args;
    const environment = readEnvironment(client.process, flags.list('env-file'), flags.list('env'));
    if (isFailure(environment)) return yield* fail(client, environment.error);
    const found = yield* inspectContainer(client, container);
    if (isFailure(found)) return yield* fail(client, found.error);
    const [tty, stdin, detach] = [flags.bool('tty'), flags.bool('interactive'), flags.bool('detach')];
    if (!detach && notATty(client, stdin, tty)) return yield* fail(client, notATtyText);
    const keys = flags.string('detach-keys') || client.config.detachKeys;
    const size = client.stdout.terminal;
    const created = yield* client.api.post(
      `/containers/${container}/exec`,
      {},
      {
        User: flags.string('user'),
        Privileged: flags.bool('privileged'),
        Tty: tty,
        ...(tty && size ? { ConsoleSize: [size.rows, size.columns] } : {}),
        AttachStdin: stdin && !detach,
        AttachStderr: !detach,
        AttachStdout: !detach,
        DetachKeys: keys,
        Env: orNull(environment),
        WorkingDir: flags.string('workdir'),
        Cmd: command,
        Detach: false,
      },
    );
    if (isFailure(created)) return yield* fail(client, created.error);
    const id = (created.body as { Id: string }).Id;
    if (detach) {
      const started = yield* client.api.post(`/exec/${id}/start`, {}, { Detach: true, Tty: tty });
      return isFailure(started) ? yield* fail(client, started.error) : 0;
    }
    return yield* follow(client, id, { tty, stdin, keys: keys || defaultDetachKeys });
  },
};

function* follow(client: Client, id: string, how: { tty: boolean; stdin: boolean; keys: string }): Task<number> {
  const { tty, stdin, keys } = how;
  const upload = stdin ? bytePipe() : undefined;
  const size = client.stdout.terminal;
  const detachKeys = parseDetachKeys(keys);
  const releases: (() => void)[] = [];
  try {
    const answer = yield* client.api.send('POST', `/exec/${id}/start`, {
      body: { Detach: false, Tty: tty, ...(tty && size ? { ConsoleSize: [size.rows, size.columns] } : {}) },
      headers: { connection: 'Upgrade', upgrade: 'tcp' },
      ...(upload ? { upload } : {}),
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    if (!answer.stream) throw new Error('the daemon answered exec without a stream');
    const attached = yield* attachStreams(client, {
      frames: answer.stream,
      upload,
      tty,
      detachKeys: isFailure(detachKeys) ? [] : detachKeys,
    });
    releases.push(attached.release);
    if (tty) releases.push(yield* followSize(client, `/exec/${id}`));
    const end = yield* attached.end.wait();
    attached.release();
    if (end === 'detached') return yield* fail(client, 'read escape sequence');
    const state = yield* client.api.get(`/exec/${id}/json`);
    if (!isFailure(state)) return (state.body as { ExitCode: number | null }).ExitCode ?? 0;
    // The daemon has ended meanwhile: nobody knows the status any more.
    return state.status === 0 ? 255 : yield* fail(client, state.error);
  } finally {
    for (const release of releases.reverse()) release();
  }
}
