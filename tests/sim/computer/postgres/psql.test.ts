// Statements and commands of psql against what a real psql and server of release 15 printed; see record.ts.
import { describe, expect, test } from 'vitest';
import recorded from './recorded.json';
import { startDatabase } from './database.ts';

const database = await startDatabase('15.18');

describe('psql, as recorded', () => {
  for (const { input, output, status } of recorded)
    test(input.split('\n')[0] ?? '', async () => {
      const result = await database.run(['psql', '-X', '-U', 'postgres', '-d', 'app'], input);
      expect(result).toEqual({ output, status });
    });
});
