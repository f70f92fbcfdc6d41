// A test for each recorded line.
import { expect, test } from 'vitest';
import type { Program } from '../../../../src/sim/computer/contract.ts';
import type { Outcome } from '../support.ts';
import { runLine } from './run-line.ts';

/** What help says beyond the first line differs from build to build. */
const withoutUsage = (text: string): string => text.replace(/BusyBox v[^]*$/, '(usage)\n');

/** Checks that these lines print, here, what they printed when they were recorded. */
export function check(
  recordings: readonly ({ readonly line: string } & Outcome)[],
  programs: Readonly<Record<string, Program>>,
): void {
  test.each(recordings)('$line', ({ line, code, stdout, stderr }) => {
    const got = runLine(line, programs);
    expect({ code: got.code, stdout: withoutUsage(got.stdout), stderr: withoutUsage(got.stderr) }).toEqual({
      code,
      stdout: withoutUsage(stdout),
      stderr: withoutUsage(stderr),
    });
  });
}
