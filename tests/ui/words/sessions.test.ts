// Sessions in words: each file holds the commands and all that "In words" says of them. `record.ts` writes them anew.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { told } from './told.ts';

test.each(['commands', 'builds', 'compose', 'errors'])('%s', async (name) => {
  const text = readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8');
  expect(await told(text)).toBe(text);
  // What is cut does not end a sentence.
  expect(text.split('\n').filter((line) => /…[`'"]?\./.test(line))).toEqual([]);
});
