// Random sequences of commands: after each the world holds together. RANDOM_SEQUENCES and RANDOM_SEED in the environment
// run more of them than the few that every run of the tests takes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { command, play } from './random-commands.ts';

const sequences = Number(process.env['RANDOM_SEQUENCES'] ?? 4);
const seed = Number(process.env['RANDOM_SEED'] ?? 1);

test('the world holds together whatever is typed', { timeout: 30_000 + sequences * 10_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 200, maxLength: 200 }), async (commands) => {
      expect(await play(commands)).toBe(undefined);
    }),
    { numRuns: sequences, seed, endOnFailure: process.env['RANDOM_SEQUENCES'] !== undefined },
  );
});
