// docker wait: waits until containers have stopped and prints their exit codes.
import { isFailure, type Failure } from '../failure.ts';
import { report } from './each.ts';
import type { Command } from './command.ts';

export const wait: Command = {
  name: 'container wait',
  *run(client, { args }) {
    const errors: Failure[] = [];
    for (const name of args) {
      const answer = yield* client.api.post(`/containers/${name}/wait`);
      if (isFailure(answer)) {
        errors.push(answer);
        continue;
      }
      const body = answer.stream ? yield* answer.stream.read() : answer.body;
      yield* client.stdout.line(String((body as { StatusCode: number }).StatusCode));
    }
    return yield* report(client, errors);
  },
};
