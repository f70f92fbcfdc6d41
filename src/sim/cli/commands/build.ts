// docker build, docker buildx build, docker image build. The program for it is loaded when it is first used.
import { load } from '../../kernel/task.ts';
import { fail } from '../client.ts';
import type { Command } from './command.ts';

const loadBuild = (): Promise<typeof import('../build/build.ts')> => import('../build/build.ts');

export const build: Command = {
  name: 'buildx build',
  notSimulated: [
    'add-host', 'allow', 'annotation', 'attest', 'build-context', 'cache-from', 'cache-to', 'cgroup-parent', 'debug',
    'push', 'sbom', 'provenance', 'ssh', 'ulimit',
  ], // prettier-ignore
  *run(client, { flags, args }) {
    if (/^(?:0|false|f)$/i.test(client.process.env.get('DOCKER_BUILDKIT') ?? ''))
      return yield* fail(client, 'not simulated: the legacy builder (DOCKER_BUILDKIT=0)');
    const program = yield* load(loadBuild);
    return yield* program.build(client, flags, args[0] ?? '.');
  },
};
