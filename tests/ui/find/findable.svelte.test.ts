// Looking for things by name.
import { expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { findablesOf, matching } from '../../../src/ui/find/findable.ts';
import { worldAfter } from '../stage/support.ts';

test('objects, commands and views are found by words of their names, ids and addresses', async () => {
  const world = await worldAfter('docker run -d --name web nginx', 'docker volume create data');
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  const all = findablesOf(view, world.kernel.log);
  const found = (query: string): string[] =>
    matching(all, query).map(({ kind, name, view: to }) => `${kind} ${name} ${to ?? '-'}`);
  expect(found('172.17.0.2')).toEqual(['container web inside']);
  expect(found('container web')).toEqual(['container web inside']);
  expect(found('nginx')).toEqual([
    'image nginx:latest layers',
    'container web inside',
    'command docker run -d --name web nginx messages',
  ]);
  expect(found('data')).toEqual(['volume data -', 'command docker volume create data messages']);
  expect(found('view stat')).toEqual(['view States states']);
  expect(found('nobody')).toEqual([]);
});
