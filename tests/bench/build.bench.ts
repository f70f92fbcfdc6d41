// A build of 40 instructions in 5 stages: from cold, wholly from the cache, and asked about without building.
import { whatIf } from '../../src/sim/engine/build/what-if.ts';
import { createWorld, type World } from '../../src/sim/world.ts';
import { cpuTime, type Benchmark } from './measure.ts';

const terminal = 'terminal-1';
const rounds = 5;

/** Four stages of eight instructions, and one of eight that takes a file from each of them. */
function dockerfile(): string {
  const stages = Array.from({ length: 4 }, (_, stage) =>
    [
      `FROM alpine AS s${stage}`,
      `ARG A${stage}=1`,
      'WORKDIR /work',
      `COPY f${stage}.txt .`,
      `RUN echo $A${stage} > a && cat f${stage}.txt >> a`,
      `ENV B${stage}=2`,
      `RUN for i in 1 2 3; do echo $i >> a; done`,
      `RUN cp a out${stage}`,
    ].join('\n'),
  );
  const copies = stages.map((_, stage) => `COPY --from=s${stage} /work/out${stage} /out/`);
  return [...stages, 'FROM alpine', ...copies, 'RUN cat /out/* > /all', 'LABEL a=b', 'CMD ["cat", "/all"]', ''].join(
    '\n',
  );
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'build of 40 instructions',
    run: async () => {
      const text = dockerfile();
      const instructions = text.trim().split('\n').length;
      const cold: number[] = [];
      const cached: number[] = [];
      const asked: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const world = await worldWithProject(text);
        cold.push((await cpuTime(() => build(world, 'done'))).ms);
        cached.push((await cpuTime(() => build(world, 'cached'))).ms);
        asked.push((await cpuTime(() => ask(world, text))).ms);
      }
      return [
        { what: 'instructions', value: instructions, unit: '' },
        { what: `CPU of a cold build, median of ${rounds}`, value: median(cold), unit: 'ms' },
        { what: `CPU of a cached build, median of ${rounds}`, value: median(cached), unit: 'ms' },
        { what: `CPU of a forecast, median of ${rounds}`, value: median(asked), unit: 'ms' },
      ];
    },
  },
];

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function worldWithProject(text: string): Promise<World> {
  const world = createWorld({ seed: 'bench', epoch: Date.UTC(2026, 0, 1) });
  world.openTerminal(terminal, 120, 30);
  await world.settle(1000);
  await enter(world, 'docker pull -q alpine; mkdir app; cd app');
  await enter(world, 'for i in 0 1 2 3; do echo $i > f$i.txt; done');
  await enter(world, `cat > Dockerfile <<'END OF FILE'\n${text}END OF FILE`);
  return world;
}

/** Builds, and makes sure that every step that makes a layer ended as expected. */
async function build(world: World, expected: 'done' | 'cached'): Promise<void> {
  await enter(world, 'docker build -q .');
  const record = [...world.kernel.store.all('build')].at(-1);
  const steps = record?.steps.filter(({ kind }) => kind === 'layer') ?? [];
  if (record?.state !== 'done' || steps.some(({ state }) => state !== expected))
    throw new Error(`the build is ${record?.state ?? 'missing'}`);
}

function ask(world: World, text: string): Promise<void> {
  const { store } = world.kernel;
  const { steps } = whatIf(
    {
      cache: store.all('buildCache'),
      images: store.all('image'),
      layer: (chainId) => [...store.all('layer')].find((layer) => layer.chainId === chainId),
    },
    { text },
  );
  if (steps.length === 0) throw new Error('nothing was forecast');
  return Promise.resolve();
}

async function enter(world: World, line: string): Promise<void> {
  world.type(terminal, `${line}\r`);
  await world.settle(600_000);
}
