// Scrubbing: a view folded forward over a long log, and undone backward.
import { Kernel } from '../../src/sim/kernel/kernel.ts';
import type { Kinds } from '../../src/sim/kernel/store.ts';
import { View } from '../../src/sim/kernel/view.ts';
import { cpuTime, type Benchmark } from './measure.ts';

const changes = 200_000;
const records = 2_000;

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'log folding',
    run: async () => {
      const { log, store } = new Kernel({ seed: 'bench', epoch: 0 });
      for (let i = 0; i < changes; i++) {
        store.put('bench' as keyof Kinds, `r${i % records}`, { turn: i } as never);
      }
      const view = new View(log);
      const forward = await cpuTime(() => view.moveToPosition(log.entries.length));
      const backward = await cpuTime(() => view.moveToPosition(0));
      return [
        { what: 'entries', value: log.entries.length, unit: '' },
        { what: 'forward', value: forward.ms, unit: 'ms' },
        { what: 'backward', value: backward.ms, unit: 'ms' },
        { what: 'an entry, forward', value: (forward.ms * 1000) / log.entries.length, unit: 'µs' },
        { what: 'backward against forward', value: backward.ms / forward.ms, unit: '×' },
      ];
    },
  },
];
