// The figures of containers that stand beside those of virtual machines.
import { expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { createWorld } from '../../../src/sim/world.ts';
import { comparedContainers } from '../../../src/ui/virtual-machine/compared-containers.ts';

test('each container with what it took, the oldest first', async () => {
  const world = createWorld({ seed: 'virtual-machine', epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });
  world.openTerminal('t1', 120, 30);
  await world.settle(1000);
  for (const line of [
    'docker run -d --name web nginx',
    'docker create --name later alpine',
    'docker run --name over alpine true',
  ]) {
    world.type('t1', `${line}\r`);
    await world.settle(60_000);
  }
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  const figures = comparedContainers(view).map(({ name, image, started, size, memory }) => ({
    name,
    image,
    started: started?.replace(/^\d+ ms$/, 'some ms'),
    size,
    memory: memory?.replace(/^[\d.]+MB$/, 'some MB'),
  }));
  expect(figures).toEqual([
    { name: 'web', image: 'nginx', started: 'some ms', size: '192.1MB', memory: 'some MB' },
    { name: 'later', image: 'alpine', started: undefined, size: '8.317MB', memory: undefined },
    { name: 'over', image: 'alpine', started: 'some ms', size: '8.317MB', memory: undefined },
  ]);
});
