// What a forecast says of an edit is what the next build does, and why; a build's record says the same afterwards.
import { beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../../../../src/sim/world.ts';
import type { BuildRecord } from '../../../../src/sim/engine/build/build-record.ts';
import { folderContext, whatIf, type Forecast } from '../../../../src/sim/engine/build/what-if.ts';

const dockerfile = `FROM alpine AS tools
RUN echo tools > /tools
FROM alpine
ARG V=1
COPY a.txt /a
RUN echo $V > /v
COPY --from=tools /tools /tools
COPY b.txt /b
LABEL x=y
`;
const home = '/home/learner';

async function enter(world: World, line: string): Promise<void> {
  world.type('terminal-1', `${line}\r`);
  await world.settle(600_000);
}

async function built(): Promise<World> {
  const world = createWorld({ seed: 'what if', epoch: Date.UTC(2026, 0, 1) });
  world.openTerminal('terminal-1', 120, 30);
  await world.settle(1000);
  await enter(world, `echo a > a.txt; echo b > b.txt; cat > Dockerfile <<'END'\n${dockerfile}END`);
  await enter(world, 'docker pull -q alpine; docker build -q .');
  return world;
}

function ask(world: World, text: string, args: Readonly<Record<string, string>> = {}): Forecast {
  const { store } = world.kernel;
  return whatIf(
    {
      cache: store.all('buildCache'),
      images: store.all('image'),
      layer: (chainId) => [...store.all('layer')].find((layer) => layer.chainId === chainId),
    },
    { text, args, remote: home, context: folderContext(world.machine.files, home) },
  );
}

const shown = ({ steps }: Forecast): string[] =>
  steps.filter(({ state }) => state !== 'metadata').map(({ text, state }) => `${text}: ${state}`);

const lastBuild = (world: World): BuildRecord | undefined => [...world.kernel.store.all('build')].at(-1);

const reasons = (steps: Forecast['steps'] | BuildRecord['steps']): unknown[] =>
  steps.flatMap(({ id, reason }) => (reason ? [{ id, ...reason }] : []));

describe('after a build', () => {
  let world: World;
  beforeAll(async () => {
    world = await built();
  }, 60_000);

  it('nothing would be built anew', () => {
    expect(shown(ask(world, dockerfile))).toEqual([
      'RUN echo tools > /tools: cached',
      'COPY a.txt /a: cached',
      'RUN echo $V > /v: cached',
      'COPY --from=tools /tools /tools: cached',
      'COPY b.txt /b: cached',
    ]);
  });

  it('an argument changes the command that sees it', () => {
    const forecast = ask(world, dockerfile, { V: '2' });
    expect(shown(forecast).slice(1, 3)).toEqual(['COPY a.txt /a: cached', 'RUN echo $V > /v: rebuild']);
    expect(reasons(forecast.steps)).toEqual([
      { id: '1.2', kind: 'changed', changes: [{ about: 'argument', name: 'V', before: '1', after: '2' }] },
      { id: '1.3', kind: 'parent', step: '1.2' },
      { id: '1.4', kind: 'parent', step: '1.3' },
    ]);
  });

  it('a stage that is built anew may have the same outcome', () => {
    const forecast = ask(world, dockerfile.replace('echo tools', 'echo  tools'));
    expect(shown(forecast)).toEqual([
      'RUN echo  tools > /tools: rebuild',
      'COPY a.txt /a: cached',
      'RUN echo $V > /v: cached',
      'COPY --from=tools /tools /tools: perhaps',
      'COPY b.txt /b: perhaps',
    ]);
    expect(reasons(forecast.steps)[1]).toEqual({ id: '1.3', kind: 'stage', stage: 0 });
  });

  it('a mistake is told with its lines', () => {
    expect(ask(world, 'FROM alpine\nRUNN x\n').problem).toEqual({
      message: 'dockerfile parse error on line 2: unknown instruction: RUNN (did you mean RUN?)',
      range: { start: 2, end: 2 },
    });
  });
});

it('the record of a build says which file changed', async () => {
  const world = await built();
  await enter(world, 'echo more >> b.txt');
  const forecast = ask(world, dockerfile);
  await enter(world, 'docker build -q .');
  const record = lastBuild(world);
  expect(record?.state).toBe('done');
  expect(record?.steps.map(({ text, state }) => `${text}: ${state}`)).toEqual([
    'RUN echo tools > /tools: cached',
    'ARG V=1: done',
    'COPY a.txt /a: cached',
    'RUN echo $V > /v: cached',
    'COPY --from=tools /tools /tools: cached',
    'COPY b.txt /b: done',
    'LABEL x=y: done',
  ]);
  const changed = reasons(record?.steps ?? []);
  expect(changed).toMatchObject([{ id: '1.4', kind: 'changed', changes: [{ about: 'file', name: '/b.txt' }] }]);
  expect(reasons(forecast.steps)).toEqual(changed);
});
