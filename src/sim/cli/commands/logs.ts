// docker logs: what a container has written.
import { inspectContainer } from '../api/container.ts';
import { copyFrames } from '../attach/frames.ts';
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import { parseTimestamp } from '../timestamp.ts';
import type { Command } from './command.ts';

export const logs: Command = {
  name: 'container logs',
  *run(client, { flags, args }) {
    const [name = ''] = args;
    const container = yield* inspectContainer(client, name);
    if (isFailure(container)) return yield* fail(client, container.error);
    const { clock } = client.process.machine.kernel;
    const since = parseTimestamp(flags.string('since'), clock);
    if (isFailure(since)) return yield* fail(client, `invalid value for "since": ${since.error}`);
    const until = parseTimestamp(flags.string('until'), clock);
    if (isFailure(until)) return yield* fail(client, `invalid value for "until": ${until.error}`);
    const answer = yield* client.api.get(`/containers/${container.Id}/logs`, {
      stdout: true,
      stderr: true,
      since,
      until,
      timestamps: flags.bool('timestamps'),
      details: flags.bool('details'),
      follow: flags.bool('follow'),
      tail: flags.string('tail'),
    });
    if (isFailure(answer)) return yield* fail(client, answer.error);
    if (answer.stream) yield* copyFrames(client, answer.stream, container.Config.Tty);
    return 0;
  },
};
