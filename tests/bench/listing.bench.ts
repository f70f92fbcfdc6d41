// Many containers: what `docker ps` costs with a thousand of them, and `docker inspect` of a hundred.
import { createWorld, type World } from '../../src/sim/world.ts';
import { cpuTime, type Benchmark } from './measure.ts';

const terminal = 'terminal-1';
const containers = 1000;
const inspected = 100;
const rounds = 7;

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'docker ps and inspect of many containers',
    run: async () => {
      const world = await worldWithContainers();
      const listing = await median(world, 'docker ps | wc -l');
      const all = await median(world, 'docker ps -a --format json | wc -l');
      const names = Array.from({ length: inspected }, (_, index) => `c${index}`).join(' ');
      const inspection = await median(world, `docker inspect ${names} | wc -l`);
      return [
        { what: 'running containers', value: countRunning(world), unit: '' },
        { what: 'docker ps, CPU', value: listing, unit: 'ms' },
        { what: 'docker ps -a --format json, CPU', value: all, unit: 'ms' },
        { what: `docker inspect of ${inspected}, CPU`, value: inspection, unit: 'ms' },
      ];
    },
  },
];

async function worldWithContainers(): Promise<World> {
  const world = createWorld({ seed: 'bench', epoch: Date.UTC(2026, 0, 1) });
  world.openTerminal(terminal, 200, 50);
  await world.settle(1000);
  await enter(world, 'docker pull -q alpine');
  await enter(
    world,
    `for n in $(seq 0 ${containers - 1}); do docker run -d --name c$n -l n=$n --network none alpine sleep 1d >/dev/null; done`,
  );
  if (countRunning(world) !== containers) throw new Error(`${countRunning(world)} of ${containers} containers run`);
  return world;
}

const countRunning = (world: World): number =>
  [...world.kernel.store.all('container')].filter(({ state }) => state === 'running').length;

/** Median CPU ms of a command line, the first time apart: that loads code. */
async function median(world: World, line: string): Promise<number> {
  const costs: number[] = [];
  for (let round = 0; round <= rounds; round++) costs.push((await cpuTime(() => enter(world, line))).ms);
  const later = costs.slice(1).sort((a, b) => a - b);
  return later[Math.floor(later.length / 2)] ?? NaN;
}

/** Types a line and waits for the prompt. */
async function enter(world: World, line: string): Promise<void> {
  const { kernel } = world;
  world.type(terminal, `${line}\r`);
  await world.settle(20);
  while (kernel.store.get('terminal', terminal)?.command !== undefined) {
    if (kernel.nextDue === undefined) throw new Error(`“${line}” never ends`);
    await world.settle(kernel.nextDue - kernel.now);
  }
}
