// docker build, docker buildx build, docker image build. The program for it is loaded when it is first used.
import { load } from '../../kernel/task.ts';
import type { Command } from './command.ts';

const loadLegacy = async () => (await import('../build/legacy.ts')).buildLegacy;
const loadBuild = async () => (await import('../build/build.ts')).build;

export const build: Command = {
  name: 'buildx build',
  notSimulated: ['debug'],
  *run(client, { flags, args }) {
    if (/^(?:0|false|f)$/i.test(client.process.env.get('DOCKER_BUILDKIT') ?? ''))
      return yield* (yield* load(loadLegacy))(client, flags, args[0] ?? '.');
    const run = yield* load(loadBuild);
    return yield* run(client, flags, args[0] ?? '.');
  },
};
