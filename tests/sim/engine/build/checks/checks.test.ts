// The checks say of Dockerfiles what BuildKit's say: recorded.json, made by record.ts.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../../src/headless/scenario-player.ts';
import { context, dockerfiles } from './dockerfiles.ts';
import recorded from './recorded.json' with { type: 'json' };

const expected: Readonly<Record<string, { readonly exit: number; readonly stdout: string; readonly error: string }>> =
  recorded;

it('has a recording of every Dockerfile', () => {
  expect(Object.keys(recorded)).toEqual(Object.keys(dockerfiles));
});

it.each(Object.entries(dockerfiles))('%s', async (name, text) => {
  const { steps } = await playScenario({
    title: name,
    files: { ...context, Dockerfile: text },
    steps: [{ command: 'docker pull -q alpine' }, { command: 'docker build --check .' }],
  });
  const { exit = -1, stdout = '', stderr = '' } = steps.at(-1) ?? {};
  const error = stderr.split('\n').find((line) => line.startsWith('ERROR')) ?? '';
  expect({ exit, stdout, error }).toEqual(expected[name]);
});
