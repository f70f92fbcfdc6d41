// docker build, docker buildx build, docker image build. The program for it is loaded when it is first used.
import { load } from '../../kernel/task.ts';
import { fail } from '../client.ts';
import type { Command } from './command.ts';

const loadLegacy = async () => (await import('../build/legacy.ts')).buildLegacy;
const loadBuild = async () => (await import('../build/build.ts')).build;

export const build: Command = {
  name: 'buildx build',
  notSimulated: ['debug'],
  *run(client, { flags, args }) {
    const kit = client.process.env.get('DOCKER_BUILDKIT') ?? '';
    if (!/^(?:|0|f|F|false|FALSE|False|1|t|T|true|TRUE|True)$/.test(kit))
      return yield* fail(
        client,
        `DOCKER_BUILDKIT environment variable expects boolean value: strconv.ParseBool: parsing ${JSON.stringify(kit)}: invalid syntax`,
      );
    if (/^(?:0|false|f)$/i.test(kit)) return yield* (yield* load(loadLegacy))(client, flags, args[0] ?? '.');
    const run = yield* load(loadBuild);
    return yield* run(client, flags, args[0] ?? '.');
  },
};
