import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import type { NetworkRecord } from '../../../src/sim/engine/records.ts';
import { PlaceKeeper } from '../../../src/ui/stage/places.ts';

const network = (name: string): NetworkRecord => ({
  engine: 'e',
  id: name,
  name,
  driver: 'bridge',
  scope: 'local',
  internal: false,
  attachable: false,
  enableIPv6: false,
  subnet: '',
  gateway: '',
  userSubnet: false,
  ipam: { Driver: 'default', Options: null, Config: [] },
  options: {},
  labels: {},
  createdAt: 0,
});

test('something new takes the first free place, and nothing else moves', () => {
  const { store, log } = new Kernel({ seed: 'places', epoch: 0 });
  const keeper = new PlaceKeeper(log, 'e');
  const places = (): Record<string, number> =>
    Object.fromEntries([...keeper.at(log.length).network].map(([key, place]) => [key.slice(2), place]));
  for (const name of ['a', 'b', 'c']) store.put('network', `e/${name}`, network(name));
  expect(places()).toEqual({ a: 0, b: 1, c: 2 });
  store.delete('network', 'e/b');
  expect(places()).toEqual({ a: 0, c: 2 });
  store.put('network', 'f/x', { ...network('x'), engine: 'f' });
  store.put('network', 'e/d', network('d'));
  store.put('network', 'e/e', network('e'));
  expect(places()).toEqual({ a: 0, d: 1, c: 2, e: 3 });
});

test('the places of a moment do not depend on what was looked at before', () => {
  const steps = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), gone: fc.boolean() }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(steps, fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), (list, positions) => {
      const { store, log } = new Kernel({ seed: 'places', epoch: 0 });
      for (const { name, gone } of list) {
        if (gone) store.delete('network', `e/${name}`);
        else store.put('network', `e/${name}`, network(name));
      }
      const keeper = new PlaceKeeper(log, 'e');
      for (const position of positions) expect(keeper.at(position)).toEqual(new PlaceKeeper(log, 'e').at(position));
    }),
  );
});
