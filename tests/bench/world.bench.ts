// Whole worlds: what it costs to restore a session of a thousand commands, and what a container weighs.
import { createWorld, type World } from '../../src/sim/world.ts';
import type { Session } from '../../src/sim/session.ts';
import { heldMemory, repeatedCpuTime, type Benchmark } from './measure.ts';

const terminal = 'terminal-1';
const runs = 1000;
const rounds = 6;
const containers = 200;

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'replay of docker run',
    run: async () => {
      const recorded = await worldWithAlpine();
      await enter(recorded, 'docker run -d alpine sleep 1', runs);
      const session = recorded.session();
      const costs: number[] = [];
      let entries = 0;
      for (let round = 0; round < rounds; round++) {
        const { ms, result } = await repeatedCpuTime(() => replay(session));
        const created = countCreated(result);
        if (created !== runs) throw new Error(`${created} of ${runs} containers were created`);
        entries = result.kernel.log.length;
        costs.push(ms);
      }
      const [first = NaN, ...later] = costs;
      const median = later.sort((a, b) => a - b)[Math.floor(later.length / 2)] ?? NaN;
      return [
        { what: 'runs replayed', value: runs, unit: '' },
        { what: 'log entries', value: entries, unit: '' },
        { what: 'CPU of all threads, with the compiler at work', value: first, unit: 'ms' },
        { what: `CPU of all threads, median of ${later.length} more`, value: median, unit: 'ms' },
        { what: 'CPU, a run', value: (median * 1000) / runs, unit: 'µs' },
      ];
    },
  },
  {
    name: 'memory of a container',
    run: async () => {
      const world = await worldWithAlpine();
      const { kib } = await heldMemory(() => enter(world, 'docker run -d alpine sleep 1d', containers));
      const created = countCreated(world);
      if (created !== containers) throw new Error(`${created} of ${containers} containers were created`);
      return [
        { what: 'running containers', value: created, unit: '' },
        { what: 'heap and log, a container', value: kib / containers, unit: 'KiB' },
      ];
    },
  },
];

async function worldWithAlpine(): Promise<World> {
  const world = createWorld({ seed: 'bench', epoch: Date.UTC(2026, 0, 1) });
  world.openTerminal(terminal, 120, 30);
  await world.settle(1000);
  await enter(world, 'docker pull alpine', 1);
  await world.settle(60_000);
  return world;
}

/** Types a line, and waits for the prompt before it types it again. */
async function enter(world: World, line: string, times: number): Promise<void> {
  const { kernel } = world;
  for (let i = 0; i < times; i++) {
    world.type(terminal, `${line}\r`);
    await world.settle(20);
    while (kernel.store.get('terminal', terminal)?.command !== undefined) {
      if (kernel.nextDue === undefined) throw new Error(`“${line}” never ends`);
      await world.settle(kernel.nextDue - kernel.now);
    }
  }
}

async function replay(session: Session): Promise<World> {
  const world = createWorld(session);
  for (const outside of world.replay(session)) if (outside) await outside;
  return world;
}

function countCreated(world: World): number {
  const { entries } = world.kernel.log;
  return entries.filter((entry) => entry.type === 'change' && entry.kind === 'container' && entry.before === undefined)
    .length;
}
