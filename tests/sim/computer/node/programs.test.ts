// Typical programs give what the real Node.js gave for them (recorded with record.ts).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCase } from './bench.ts';
import { cases, type Recorded } from './cases.ts';

const recorded = JSON.parse(readFileSync(join(import.meta.dirname, 'recorded.json'), 'utf8')) as Record<
  string,
  Recorded
>;

test.each(cases)('$name', async (one) => {
  expect(await runCase(one)).toEqual(recorded[one.name]);
});
