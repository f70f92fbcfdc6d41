import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Kernel } from '../../../src/sim/kernel/kernel.ts';
import { View } from '../../../src/sim/kernel/view.ts';
import { sleep, type Task } from '../../../src/sim/kernel/task.ts';

/** Writes and removes records over 100 ms of virtual time. */
const writes = fc.array(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    value: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
    wait: fc.integer({ min: 0, max: 9 }),
  }),
  { maxLength: 30 },
);

function world(list: readonly { key: string; value: number | undefined; wait: number }[]): Kernel {
  const kernel = new Kernel({ seed: 'view', epoch: 0 });
  kernel.spawn(
    'writer',
    (function* (): Task {
      for (const { key, value, wait } of list) {
        yield* sleep(wait);
        if (value === undefined) kernel.store.delete('client', key);
        else kernel.store.put('client', key, { machine: key, hostPid: value, argv: [], state: 'idle' });
      }
    })(),
  );
  kernel.advance(1000);
  return kernel;
}

test('folding forward and undoing backward meet in the same state at every moment', () => {
  fc.assert(
    fc.property(
      writes,
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 10 }),
      (list, moments) => {
        const { log } = world(list);
        const cursor = new View(log);
        for (const moment of moments) {
          cursor.moveTo(moment);
          const fresh = new View(log);
          fresh.moveTo(moment);
          expect(cursor.all('client')).toEqual(fresh.all('client'));
          expect(cursor.position).toBe(fresh.position);
        }
      },
    ),
  );
});

test('the last moment shows what the store holds', () => {
  fc.assert(
    fc.property(writes, (list) => {
      const { log, store } = world(list);
      const view = new View(log);
      view.moveTo(Infinity);
      const held = [...store.all('client')].sort((a, b) => (a.machine < b.machine ? -1 : 1));
      expect(view.all('client')).toEqual(held);
    }),
  );
});

test('records are frozen in depth', () => {
  const kernel = new Kernel({ seed: 'freeze', epoch: 0 });
  const argv = ['docker', 'ps'];
  kernel.store.put('client', '1', { machine: 'drydock', hostPid: 1, argv, state: 'idle' });
  expect(() => argv.push('-a')).toThrow(TypeError);
});
