// The way of the last attempt over the network, read from the messages of real commands.
import { beforeAll, expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import type { World } from '../../../src/sim/world.ts';
import { attemptOf, type Attempt } from '../../../src/ui/network/attempt.ts';
import { networkMapOf, reach } from '../../../src/ui/network/network-map.ts';
import { episodesOf, saidBefore } from '../../../src/ui/player/episodes.ts';
import { sceneAt, worldAfter } from '../stage/support.ts';

let world: World;

beforeAll(async () => {
  world = await worldAfter(
    'docker network create front; docker network create back',
    'docker run -d -p 8080:80 --network front --name web nginx',
    'docker run -d --network back --name db nginx',
    'docker run -d --name old nginx',
    'docker run -d --network back --name cache redis',
  );
}, 60_000);

async function after(command: string): Promise<Attempt | undefined> {
  world.type('terminal-1', `${command}\r`);
  await world.settle(30_000);
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  const episode = episodesOf(world.kernel.log).at(view.position);
  const map = networkMapOf(view, sceneAt(world, world.kernel.now).picture);
  return episode && attemptOf(saidBefore(episode, view.position), map, world.kernel.now, episode.end < view.position);
}

const told = (attempt: Attempt | undefined): unknown =>
  attempt && [
    attempt.fromName,
    attempt.goal,
    attempt.problem,
    ...attempt.steps.map(({ kind, state }) => `${kind} ${state}`),
  ];

test.each([
  ['docker exec web curl -s http://web', ['web', 'web', '', 'lookup done', 'connect done', 'request done']],
  ['docker exec web curl -s http://db', ['web', 'db', 'no such name', 'lookup failed', 'connect not reached']],
  ['docker exec web curl -s http://web:81', ['web', 'web', 'nobody listens', 'lookup done', 'connect failed']],
  ['docker exec web curl -s -m 1 http://172.17.0.2', ['web', '172.17.0.2:80', 'no way across', 'connect failed']],
  [
    'docker exec db curl -s http://cache:6379',
    ['db', 'cache', 'no answer', 'lookup done', 'connect done', 'request failed'],
  ],
  ['curl -s localhost:8080 -o /dev/null', ['this machine', '127.0.0.1:8080', '', 'connect done', 'request done']],
  ['curl -s localhost:9999', ['this machine', '127.0.0.1:9999', 'nobody listens', 'connect failed']],
  ['docker ps', undefined],
])('%s', async (command, expected) => {
  expect(told(await after(command))).toEqual(expected);
});

test('what helps where a name is not known', async () => {
  const attempt = await after('docker exec web curl -s http://db');
  expect(attempt?.steps[0]?.text).toBe('NXDOMAIN. db is on back only. A network’s DNS knows its own members.');
  expect(attempt?.remedies.map(({ command }) => command)).toEqual([
    'docker network connect back web',
    'docker network connect front db',
  ]);
});

test('who reaches whom', async () => {
  await after('docker network connect back web');
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  const { containers, networks } = networkMapOf(view, sceneAt(world, world.kernel.now).picture);
  const table = containers.map((from) => containers.map((to) => (from === to ? '' : reach(from, to, networks))));
  expect(containers.map(({ name }) => name)).toEqual(['web', 'db', 'old', 'cache']);
  expect(table).toEqual([
    ['', 'name', 'no', 'name'],
    ['name', '', 'no', 'name'],
    ['no', 'no', '', 'no'],
    ['name', 'name', 'no', ''],
  ]);
});
