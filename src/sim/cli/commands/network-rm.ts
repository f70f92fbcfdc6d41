// docker network rm.
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

export const networkRm: Command = {
  name: 'network rm',
  *run(client, { flags, args }) {
    let failures = 0;
    for (const name of args) {
      yield* client.api.get(`/networks/${name}`);
      const answer = yield* client.api.delete(`/networks/${name}`);
      if (!isFailure(answer)) yield* client.stdout.line(name);
      else if (!flags.bool('force') || answer.status !== 404) {
        yield* client.stderr.line(answer.error);
        failures++;
      }
    }
    if (failures === 0) return 0;
    yield* client.stderr.line('exit status 1');
    return 1;
  },
};
