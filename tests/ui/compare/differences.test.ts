// What is said to differ between moments of a world in which commands were run.
import { expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { createWorld } from '../../../src/sim/world.ts';
import { differencesBetween, type Difference } from '../../../src/ui/compare/differences.ts';

/** What differs after each line from before it, a sentence an object. */
async function after(...lines: readonly string[]): Promise<string[]> {
  const world = createWorld({ seed: 'compare', epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });
  world.openTerminal('t1', 120, 30);
  await world.settle(1000);
  let from = 0;
  for (const line of lines) {
    from = world.kernel.log.length;
    world.type('t1', `${line}\r`);
    await world.settle(30_000);
  }
  const before = new View(world.kernel.log);
  before.moveToPosition(from);
  const now = new View(world.kernel.log);
  now.moveTo(world.kernel.now);
  return differencesBetween(before, now).map(sentence);
}

const sentence = ({ kind, name, change, details }: Difference): string =>
  [`${kind} ${name} ${change}`, ...details.map(({ what, before, after: then }) => `${what}: ${before} → ${then}`)].join(
    '; ',
  );

test.each([
  [['docker volume create data'], ['volume data new']],
  [['docker run -d --name web -p 8080:80 nginx'], ['container web new', 'image nginx:latest new']],
  [
    ['docker run -d --name web -p 8080:80 nginx', 'docker kill web'],
    [
      'container web changed; state: running → exited (137); networks: bridge 172.17.0.2 → bridge; ports: 8080 → 80/tcp → none',
    ],
  ],
  [
    ['docker pull -q alpine', 'docker tag alpine mine'],
    ['image alpine:latest changed; tags: alpine:latest → alpine:latest, mine:latest'],
  ],
  [['docker network create lan', 'docker network rm lan'], ['network lan gone']],
  [['docker pull -q alpine', 'docker ps'], []],
] as const)('after %j', async (lines, differences) => {
  expect(await after(...lines)).toEqual(differences);
});
