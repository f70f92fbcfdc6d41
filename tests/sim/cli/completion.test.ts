import { beforeAll, expect, test } from 'vitest';
import { completeDocker } from '../../../src/sim/cli/completion.ts';
import { TerminalSession } from './terminal-session.ts';

let session: TerminalSession;

beforeAll(async () => {
  session = await TerminalSession.open();
  await session.type('docker run -d --name web nginx; docker create --name job alpine; docker volume create data\r');
});

/** What Tab offers at the end of a line. */
async function offered(line: string): Promise<readonly string[]> {
  const { kernel, machine } = session.world;
  const words = line.split(' ');
  let answer: readonly string[] = [];
  kernel.spawn('tab', completeDocker(machine.init, words.slice(0, -1), words.at(-1) ?? '')).whenFinished((outcome) => {
    if ('value' in outcome) answer = outcome.value;
  });
  await session.world.settle(1000);
  return answer;
}

test.each([
  ['docker st', ['start', 'stats', 'stop']],
  ['docker container pr', ['prune']],
  ['docker ps --no', ['--no-trunc']],
  ['docker run --net', ['--network', '--network-alias']],
  ['docker stop ', ['web']],
  ['docker start ', ['job']],
  ['docker rm ', ['job', 'web']],
  ['docker rm job ', ['web']],
  ['docker logs web ', []],
  ['docker exec -it w', ['web']],
  ['docker exec -it web ', []],
  ['docker cp ', ['job:', 'web:']],
  ['docker run ', ['alpine', 'alpine:latest', 'nginx', 'nginx:latest']],
  ['docker run --network ', ['bridge', 'host', 'none']],
  ['docker run -d --restart un', ['unless-stopped']],
  ['docker run alpine ', []],
  ['docker rmi ng', ['nginx', 'nginx:latest']],
  ['docker volume rm ', ['data']],
  ['docker network connect bridge ', ['web']],
  ['docker context use ', ['default']],
  ['docker inspect d', ['data']],
])('%s', async (line, candidates) => {
  expect(await offered(line)).toEqual(candidates);
});
