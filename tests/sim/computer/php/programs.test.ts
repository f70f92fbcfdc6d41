// Programs as tutorials have them, with the whole of what they print.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runPhp } from './support.ts';

const folder = new URL('./programs/', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.php'));

test.each(names)('%s', async (name) => {
  const source = readFileSync(new URL(name, folder), 'utf8');
  const { stdout } = await runPhp([`/app/${name}`], { files: { [`/app/${name}`]: source } });
  expect(stdout).toBe(readFileSync(new URL(name.replace('.php', '.txt'), folder), 'utf8'));
});
