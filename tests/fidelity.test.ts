import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findImplementation } from '../src/sim/cli/commands/table.ts';
import { allCommands } from '../src/sim/cli/reference/reference.ts';
import { fidelityPage, fidelityText } from './support/fidelity.ts';

test('the page on fidelity says what the code does (npm run fidelity)', () => {
  expect(readFileSync(fidelityPage, 'utf8')).toBe(fidelityText());
});

test('a flag that is said not to be simulated is one of its command', () => {
  const strangers = allCommands().flatMap(({ name, flags }) => {
    const known = new Set(flags.map((flag) => flag.name));
    return (findImplementation(name)?.notSimulated ?? [])
      .filter((flag) => !known.has(flag))
      .map((flag) => `${name} --${flag}`);
  });
  expect(strangers).toEqual([]);
});
