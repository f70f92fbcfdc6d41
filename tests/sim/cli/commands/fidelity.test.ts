import { expect, test } from 'vitest';
import { fidelity } from '../../../../src/sim/cli/commands/fidelity.ts';

const flagsOf = (command: string, status: string): string[] =>
  (fidelity().find((entry) => entry.command === command)?.flags ?? [])
    .filter((flag) => flag.status === status)
    .map(({ name }) => name);

test('a command under two paths has the same flags in both', () => {
  expect(flagsOf('docker run', 'simulated')).toEqual(flagsOf('docker container run', 'simulated'));
  expect(flagsOf('docker run', 'simulated')).toContain('publish');
});

test('flags that nothing acts on are said to be so, those of commands that are not simulated too', () => {
  expect(flagsOf('docker compose config', 'not simulated')).toEqual(['lock-image-digests', 'resolve-image-digests']);
  expect(flagsOf('docker run', 'not simulated')).toEqual([]);
  expect(flagsOf('docker swarm init', 'simulated')).toEqual([]);
});

test('commands by status', () => {
  const count = (status: string): number => fidelity().filter((entry) => entry.status === status).length;
  expect(count('simulated')).toBeGreaterThan(90);
  expect(fidelity().find(({ command }) => command === 'docker swarm init')?.status).toBe('not simulated');
});
