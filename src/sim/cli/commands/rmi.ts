// docker rmi: takes names off images, and deletes what no name holds.
import { fail } from '../client.ts';
import { parsePlatform } from '../create/platform.ts';
import { isFailure, type Failure } from '../failure.ts';
import { report } from './each.ts';
import type { Command } from './command.ts';

export const rmi: Command = {
  name: 'image rm',
  *run(client, { flags, args }) {
    const force = flags.bool('force');
    const wanted = flags.list('platform').map((text) => parsePlatform(text, 'invalid platform: '));
    const wrong = wanted.find(isFailure);
    if (wrong) return yield* fail(client, wrong.error);
    const platform = wanted.flatMap((each) => (isFailure(each) || each === '' ? [] : [each])).join(',');
    const query = { force, noprune: flags.bool('no-prune'), ...(platform === '' ? {} : { platforms: platform }) };
    const errors: Failure[] = [];
    let fatal = false;
    for (const name of args) {
      const answer = yield* client.api.delete(`/images/${name}`, query);
      if (isFailure(answer)) {
        errors.push(answer);
        if (answer.status !== 404) fatal = true;
        continue;
      }
      const removed = (answer.body ?? []) as readonly { readonly Untagged?: string; readonly Deleted?: string }[];
      for (const { Untagged, Deleted } of removed)
        yield* client.stdout.line(Deleted === undefined ? `Untagged: ${Untagged ?? ''}` : `Deleted: ${Deleted}`);
    }
    const code = yield* report(client, errors);
    return force && !fatal ? 0 : code;
  },
};
