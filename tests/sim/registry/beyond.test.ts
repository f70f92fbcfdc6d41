// Which images are missing, and which are real ones that are not simulated.
import { describe, expect, it } from 'vitest';
import { playScenario } from '../../../src/headless/scenario-player.ts';
import { isBeyondHub, isBeyondTags } from '../../../src/sim/registry/catalogue/beyond.ts';

it.each<[string, boolean]>([
  ['library/neo4j', true],
  ['library/nosuch', false],
  ['nvidia/cuda', true],
  ['nosuchuser/app', false],
])('%s', (name, expected) => {
  expect(isBeyondHub(name)).toBe(expected);
});

describe('tags of a repository that has 3.22, 3.22.1, 3.22-slim, latest', () => {
  it.each<[string, boolean]>([
    ['3.10-onbuild', true],
    ['3.22-bookworm', true],
    ['2', true],
    ['edge', true],
    ['3.23', true],
    ['9.99', false],
    ['3.99', false],
    ['nosuch', false],
    ['3.22-nosuch', false],
    [`sha256:${'0'.repeat(64)}`, false],
    ['sha256:24f816085998ba1ab21b0a9cb1c4a1b4c5b7ea4c86b1ae5a9b0e5b8b26a2f6d1', true],
  ])('%s', (tag, expected) => {
    expect(isBeyondTags(['3.22', '3.22.1', '3.22-slim', 'latest'], tag)).toBe(expected);
  });
});

it.each<[string, string]>([
  ['docker pull -q ubuntu:8.04', 'Error response from daemon: not simulated: image ubuntu:8.04\n'],
  [
    'docker pull -q alpine:9.99',
    'Error response from daemon: manifest for alpine:9.99 not found: manifest unknown: manifest unknown\n',
  ],
  ['docker pull -q ghcr.io/a/b', 'Error response from daemon: not simulated: image ghcr.io/a/b:latest\n'],
  ["docker build -q - <<< 'FROM nvidia/cuda'", 'not simulated: image nvidia/cuda:latest\n'],
])('%s', async (command, expected) => {
  const { steps } = await playScenario({ title: command, files: {}, steps: [{ command }] });
  expect({ exit: steps[0]?.exit, last: `${steps[0]?.stderr?.trimEnd().split('\n').at(-1) ?? ''}\n` }).toEqual({
    exit: 1,
    last: expected,
  });
});
