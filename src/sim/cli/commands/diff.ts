// docker diff: what a container has changed in its file system.
import { fail } from '../client.ts';
import { isFailure } from '../failure.ts';
import type { Command } from './command.ts';

const kinds = ['C', 'A', 'D'];

export const diff: Command = {
  name: 'container diff',
  *run(client, { args }) {
    const [name = ''] = args;
    if (name === '') return yield* fail(client, 'Container name cannot be empty');
    const answer = yield* client.api.get(`/containers/${name}/changes`);
    if (isFailure(answer)) return yield* fail(client, answer.error);
    const changes = (answer.body ?? []) as readonly { readonly Path: string; readonly Kind: number }[];
    for (const { Kind, Path } of changes) yield* client.stdout.line(`${kinds[Kind] ?? ''} ${Path}`);
    return 0;
  },
};
