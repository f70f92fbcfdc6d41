// docker start: runs containers that were created or have stopped, several at once or one attached.
import type { Task } from '../../kernel/task.ts';
import { runAttached } from '../attach/run-attached.ts';
import { fail, type Client } from '../client.ts';
import { refuseExperimentalFlag } from '../experimental.ts';
import { isFailure } from '../failure.ts';
import type { CommandCall } from '../flags/command-line.ts';
import { inspectContainer } from '../api/container.ts';
import type { Command } from './command.ts';

export const start: Command = {
  name: 'container start',
  *run(client, { flags, args }) {
    const experimental = ['checkpoint', 'checkpoint-dir'].find((flag) => flags.changed(flag));
    if (experimental !== undefined) return yield* fail(client, refuseExperimentalFlag(experimental));
    if (flags.bool('attach') || flags.bool('interactive')) return yield* startAttached(client, { flags, args });
    const failed: string[] = [];
    for (const name of args) {
      const answer = yield* client.api.post(`/containers/${name}/start`);
      if (isFailure(answer)) {
        yield* client.stderr.line(answer.error);
        failed.push(name);
      } else yield* client.stdout.line(name);
    }
    return failed.length > 0 ? yield* fail(client, `Error: failed to start containers: ${failed.join(', ')}`) : 0;
  },
};

function* startAttached(client: Client, { flags, args }: Pick<CommandCall, 'flags' | 'args'>): Task<number> {
  if (args.length > 1) return yield* fail(client, 'you cannot start and attach multiple containers at once');
  const found = yield* inspectContainer(client, args[0] ?? '');
  if (isFailure(found)) return yield* fail(client, found.error);
  const { Id, Config, HostConfig } = found;
  return yield* runAttached(client, {
    container: Id,
    tty: Config.Tty,
    streams: { stdin: flags.bool('interactive') && Config.OpenStdin, stdout: true, stderr: true },
    detachKeys: flags.string('detach-keys'),
    proxiesSignals: !Config.Tty,
    condition: HostConfig.AutoRemove ? 'removed' : 'next-exit',
    reportStartFailure: (error) => fail(client, error),
  });
}
