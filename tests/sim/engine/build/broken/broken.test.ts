// What the simulated builder says of Dockerfiles that cannot be built is what BuildKit says: recorded.json, made by record.ts.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../../src/headless/scenario-player.ts';
import { dockerfiles } from './dockerfiles.ts';
import recorded from './recorded.json' with { type: 'json' };
import { reportOf } from './report.ts';

const expected: Readonly<Record<string, { readonly exit: number; readonly report: string }>> = recorded;

it('has a recording of every Dockerfile', () => {
  expect(Object.keys(recorded)).toEqual(Object.keys(dockerfiles));
});

it.each(Object.entries(dockerfiles))('%s', async (name, text) => {
  const { steps } = await playScenario({
    title: name,
    files: { Dockerfile: text, a: 'a\n', b: 'b\n' },
    steps: [{ command: 'docker pull -q alpine' }, { command: 'docker build --progress=plain .' }],
  });
  const { exit = -1, stderr = '' } = steps.at(-1) ?? {};
  expect({ exit, report: exit === 0 ? '' : reportOf(stderr) }).toEqual(expected[name]);
});
