// Expressions and statements (snippets.txt), and what CPython 3.11 printed for them: the output, and the last line of a traceback.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runPython } from './support.ts';

interface Recorded {
  readonly source: string;
  readonly stdout: string;
  readonly error: string;
}

const recorded = JSON.parse(
  readFileSync(new URL('./recorded-snippets.json', import.meta.url), 'utf8'),
) as readonly Recorded[];

describe('snippets', () => {
  test.each(recorded.map(({ source, stdout, error }) => [source, stdout, error]))(
    '%s',
    async (source, stdout, error) => {
      const outcome = await runPython(['-c', source]);
      expect({ stdout: outcome.stdout, error: outcome.stderr.trim().split('\n').at(-1) }).toEqual({ stdout, error });
    },
  );
});
