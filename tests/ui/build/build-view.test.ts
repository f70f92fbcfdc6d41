// What the build view says of real builds: states, reasons, times, the graph, the stacks; and of an edit before it is built.
import { beforeAll, describe, expect, test } from 'vitest';
import { View } from '../../../src/sim/kernel/view.ts';
import { createWorld, type World } from '../../../src/sim/world.ts';
import { buildGraph, placeLines } from '../../../src/ui/build/build-graph.ts';
import { buildPlaces, buildsAt, editedSince, epochOf, wishesOf } from '../../../src/ui/build/build-places.ts';
import { stepWords, whyOf } from '../../../src/ui/build/build-words.ts';
import { forecastAt } from '../../../src/ui/build/forecast-at.ts';
import { stacksOf } from '../../../src/ui/build/image-stacks.ts';
import { shownRecord, standingOn, stepToExplain, type ShownBuild } from '../../../src/ui/build/shown-build.ts';

const dockerfile = [
  'FROM alpine AS base',
  'WORKDIR /app',
  'FROM base AS deps',
  'COPY package.json ./',
  'RUN sleep 2; echo deps > deps',
  'FROM base AS unused',
  'RUN echo never',
  'FROM base',
  'COPY --from=deps /app/deps deps',
  'COPY . .',
  'ARG V=1',
  'RUN echo $V > v',
  'CMD ["sh"]',
].join('\\n');

let world: World;

async function enter(...lines: string[]): Promise<View> {
  for (const line of lines) {
    world.type('terminal-1', `${line}\r`);
    await world.settle(600_000);
  }
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  return view;
}

function lastBuild(view: View): ShownBuild {
  const [last, ...earlier] = buildsAt(view, 'drydock');
  if (!last) throw new Error('no build');
  return shownRecord(last, earlier, 0);
}

function forecast(view: View): ShownBuild {
  const [place] = buildPlaces(view, 'drydock');
  const found = place && forecastAt(view, 'drydock', place);
  if (!found) throw new Error('no forecast');
  return found;
}

const said = (build: ShownBuild): string[] =>
  build.steps.map((step) => {
    const { word, detail } = stepWords(step, build);
    return `${step.range.start} ${[word, detail].filter(Boolean).join(': ')}`;
  });

const explained = (build: ShownBuild): string[] => {
  const step = stepToExplain(build);
  if (!step) return [];
  const { title, sentences } = whyOf(step, build, undefined);
  return [title, ...sentences.slice(1)];
};

beforeAll(async () => {
  world = createWorld({ seed: 'build view', epoch: Date.UTC(2026, 0, 1) });
  world.openTerminal('terminal-1', 120, 30);
  await world.settle(1000);
});

describe('from the first build to an edit', () => {
  test('before a build a Dockerfile is found, and what it needs first', async () => {
    const view = await enter(
      `mkdir app; cd app; printf '${dockerfile}' > Dockerfile; echo '{}' > package.json; echo one > main.js`,
    );
    const early = forecast(view);
    expect([early.problem, early.missing]).toEqual(['', 'docker.io/library/alpine:latest']);
    expect(said(early)[0]).toBe('2 perhaps: its base is not here yet');
    expect(explained(early)).toEqual([
      'Line 2 waits for its base',
      'Lines 4, 5, 9, 10 and 12 stand on it, so they may run too.',
    ]);
  });

  test('with its base here, all of it would run', async () => {
    const view = await enter('docker pull -q alpine');
    expect(buildPlaces(view, 'drydock').map(({ name, last }) => [name, last])).toEqual([
      ['~/app/Dockerfile', undefined],
    ]);
    const build = forecast(view);
    expect(said(build)).toEqual([
      '2 will run: not built before',
      '4 will run: line 2 changes',
      '5 will run: line 4 changes',
      '7 not needed',
      '9 will run: line 2 changes',
      '10 will run: line 9 changes',
      '11 configuration, no layer',
      '12 will run: line 10 changes',
      '13 configuration, no layer',
    ]);
    expect(explained(build)[0]).toBe('Line 2 will run');
  });

  test('the first build ran everything that the target needs', async () => {
    const view = await enter('docker build -t shop .');
    const build = lastBuild(view);
    expect(said(build)).toEqual([
      '2 ran',
      '4 ran: line 2 ran',
      '5 ran: 2.1 s, line 4 ran',
      '7 not needed',
      '9 ran: line 2 ran',
      '10 ran: line 9 ran',
      '11 configuration, no layer',
      '12 ran: 0.1 s, line 10 ran',
      '13 configuration, no layer',
    ]);
    expect(explained(build)[0]).toBe('Why line 2 ran');
    const fourth = build.steps.find(({ range }) => range.start === 4);
    expect(fourth && whyOf(fourth, build, undefined).title).toBe('Why line 4 ran');
    expect(epochOf(view)).toBe(world.kernel.epoch);
    expect(forecast(view).steps.every(({ state }) => ['cached', 'metadata', 'unneeded'].includes(state))).toBe(true);
  });

  test('an edit tells what it would lead to, and the build then does it', async () => {
    const before = await enter('echo two > main.js');
    const [record] = buildsAt(before, 'drydock');
    expect(record && editedSince(before, record)).toEqual(['main.js']);
    expect(said(forecast(before))).toEqual([
      '2 cached',
      '4 cached',
      '5 cached',
      '7 not needed',
      '9 cached',
      '10 will run: main.js changed',
      '11 configuration, no layer',
      '12 will run: line 10 changes',
      '13 configuration, no layer',
    ]);
    const view = await enter('docker build -t shop .');
    const build = lastBuild(view);
    expect(said(build)).toEqual([
      '2 cached',
      '4 cached',
      '5 cached: 2.1 s saved',
      '7 not needed',
      '9 cached',
      '10 ran: main.js changed',
      '11 configuration, no layer',
      '12 ran: 0.1 s, line 10 ran',
      '13 configuration, no layer',
    ]);
    expect(explained(build)).toEqual(['Why line 10 ran again', 'Line 12 stands on it, so it ran too.']);
    const first = build.steps[0];
    expect(first && standingOn(build, first).map(({ range }) => range.start)).toEqual([4, 5, 9, 10, 12]);
  });

  test('the stacks share what both images have', async () => {
    const view = await enter('true');
    const [last, earlier] = buildsAt(view, 'drydock');
    const stacks = stacksOf(view, 'drydock', lastBuild(view), last, earlier);
    const names = (slabs: typeof stacks.now): (string | undefined)[] => slabs.map(({ layer }) => layer.name);
    expect(names(stacks.shared).slice(1)).toEqual(['WORKDIR /app', 'COPY /app/deps deps']);
    expect(names(stacks.now)).toEqual(['COPY . .', 'RUN echo $V > v']);
    expect(names(stacks.before)).toEqual(['COPY . .', 'RUN echo $V > v']);
    expect(stacks.made).toBe(true);
    expect(stacks.now.map(({ step }) => step)).toEqual(['3.1', '3.3']);
  });

  test('a forecast keeps the arguments of the last build', async () => {
    const view = await enter('docker build -q --build-arg V=2 -t shop .');
    const [record] = buildsAt(view, 'drydock');
    expect(record && wishesOf(view, record)).toEqual({ args: { V: '2' }, target: '', platform: '' });
    expect(said(forecast(view)).filter((line) => !line.includes('cached'))).toEqual([
      '7 not needed',
      '11 configuration, no layer',
      '13 configuration, no layer',
    ]);
    expect(explained(lastBuild(view))[0]).toBe('Why line 12 ran again');
  });

  test('a build that fails says where, and what was not reached', async () => {
    const view = await enter(
      "sed -i 's/echo $V > v/false/' Dockerfile; printf '\\nRUN true\\n' >> Dockerfile",
      'docker build -q .',
    );
    const build = lastBuild(view);
    expect(said(build).slice(-3)).toEqual(['12 failed: 0.1 s', '13 configuration, no layer', '14 not reached']);
    expect(explained(build)).toEqual(['Line 12 failed', 'Line 14 stands on it and cannot be built.']);
    expect(build.problem).toContain('exit code: 1');
    expect(build.problemRange).toEqual({ start: 12, end: 12 });
  });

  test('a Dockerfile that cannot be read has a problem instead of steps', async () => {
    const view = await enter("printf 'FROM alpine\\nRUNN x\\n' > Dockerfile");
    expect(forecast(view).problem).toContain('unknown instruction: RUNN');
  });
});

test('the graph stands level with the lines, longer ones take more rows', () => {
  const { lines, height } = placeLines('FROM a\nRUN 0123456789\n\nRUN x\n', 8);
  expect(lines.map(({ y, lines: rows }) => [y, rows])).toEqual([
    [0, ['FROM a']],
    [24, ['RUN 0123', '456789']],
    [72, ['']],
    [96, ['RUN x']],
  ]);
  expect(height).toBe(120);
  const [last] = buildsAt(viewNow(), 'drydock').toReversed();
  if (!last) throw new Error('no build');
  const build = shownRecord(last, [], 0);
  const graph = buildGraph(build, placeLines(last.text, 80).lines, 150);
  expect(graph.stages.map(({ name, needed }) => [name, needed])).toEqual([
    ['base', true],
    ['deps', true],
    ['unused', false],
    ['final', true],
  ]);
  expect(graph.steps.map(({ y }) => (y - 12) / 24 + 1)).toEqual([2, 4, 5, 7, 9, 10, 11, 12, 13]);
  expect(graph.edges.filter(({ kind }) => kind === 'from')).toHaveLength(1);
  expect(graph.edges.filter(({ id }) => id.startsWith('below'))).toHaveLength(3);
});

test('a Dockerfile of 19 lines is seen whole beside a terminal on a small laptop; one that fits has easy lines', () => {
  const text = Array.from({ length: 19 }, (_, index) => (index % 5 === 1 ? '' : `RUN ${index}`)).join('\n');
  const { lines, height } = placeLines(text, 40, 306);
  expect(height).toBeLessThanOrEqual(306);
  for (const [index, { y, row, text: line }] of lines.entries()) {
    if (line) expect(row).toBeGreaterThanOrEqual(19);
    expect(y).toBe(lines.slice(0, index).reduce((sum, above) => sum + above.row, 0));
  }
  expect(placeLines(text, 40, 19 * 24).height).toBe(19 * 24);
});

function viewNow(): View {
  const view = new View(world.kernel.log);
  view.moveTo(world.kernel.now);
  return view;
}
