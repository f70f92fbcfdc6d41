// When a build counts as stale.
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourcesDigest } from '../../scripts/sources.mjs';

let folder: string;
let before: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-'));
  mkdirSync(join(folder, 'src/ui'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<p>page</p>');
  writeFileSync(join(folder, 'src/ui/main.ts'), 'export {};');
  before = sourcesDigest(folder);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test.each<[string, boolean, (file: string) => void]>([
  ['a file that changed', true, (file) => writeFileSync(file, 'export const a = 1;')],
  ['a file that moved', true, (file) => renameSync(file, `${file}x`)],
  ['a file that came', true, (file) => writeFileSync(`${file}x`, '')],
  ['a file that went', true, (file) => rmSync(file)],
  ['a file that was only touched', false, (file) => utimesSync(file, 1, 1)],
])('%s: %s', (_, stale, change) => {
  change(join(folder, 'src/ui/main.ts'));
  expect(sourcesDigest(folder) !== before).toBe(stale);
});
