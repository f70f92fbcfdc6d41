// Python in containers: what the first costs, which loads the runtime, and what the next costs.
import { createWorld, type World } from '../../src/sim/world.ts';
import { cpuTime, type Benchmark } from './measure.ts';

const terminal = 'terminal-1';
const rounds = 15;

const image = 'python:3.12-slim';
const line = `docker run --rm ${image} python -c "print(6 * 7)"`;

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'start of Python',
    run: async () => {
      const world = createWorld({ seed: 'runtimes', epoch: 0 });
      world.openTerminal(terminal, 120, 30);
      await enter(world, `docker pull -q ${image}`);
      const first = await cpuTime(() => enter(world, line));
      const costs: number[] = [];
      for (let round = 0; round < rounds; round++) costs.push((await cpuTime(() => enter(world, line))).ms);
      const median = costs.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
      return [
        { what: 'CPU of the first docker run, which loads it', value: first.ms, unit: 'ms' },
        { what: `CPU of another docker run, median of ${rounds}`, value: median, unit: 'ms' },
      ];
    },
  },
];

async function enter(world: World, command: string): Promise<void> {
  const { log } = world.kernel;
  const from = log.length;
  world.type(terminal, `${command}\r`);
  await world.settle();
  const exit = log.entries.slice(from).findLast((entry) => entry.type === 'exit' && entry.command !== undefined);
  if (exit?.type !== 'exit' || exit.code !== 0) throw new Error(`${command} failed`);
}
