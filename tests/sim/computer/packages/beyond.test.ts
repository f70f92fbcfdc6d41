// A package that is not simulated is not called unknown; one that nobody has made is.
import { expect, it } from 'vitest';
import { playScenario } from '../../../../src/headless/scenario-player.ts';
import { isBeyond } from '../../../../src/sim/computer/packages/beyond.ts';

it.each<[string, boolean]>([
  ['firefox', true],
  ['libgtk-3-0', true],
  ['python3-numpy', true],
  ['openjdk-8-jdk-headless', true],
  ['nosuch', false],
  ['libnosuch-dev', false],
  ['package-foo', false],
])('%s', (name, expected) => {
  expect(isBeyond(name)).toBe(expected);
});

it.each<[string, string]>([
  [
    'docker run --rm alpine apk add -q firefox nosuch',
    'ERROR: unable to select packages:\n  not simulated: package firefox:\n    required by: world[firefox]\n  nosuch (no such package):\n    required by: world[nosuch]\n',
  ],
  [
    "docker run --rm debian sh -c 'apt-get update -qq; apt-get install -qq firefox nosuch'",
    'E: not simulated: package firefox\nE: Unable to locate package nosuch\n',
  ],
])('%s', async (command, expected) => {
  const pull = { command: 'docker pull -q alpine; docker pull -q debian' };
  const { steps } = await playScenario({ title: command, files: {}, steps: [pull, { command }] });
  expect(`${steps[1]?.stdout ?? ''}${steps[1]?.stderr ?? ''}`).toBe(expected);
});
