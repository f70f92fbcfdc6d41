// When `npm start` and `npm test` install packages, and when they leave them alone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { areInstalled } from '../../scripts/dependencies.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'drydock-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const locked = {
  '': { version: '0.1.0' },
  'node_modules/a': { version: '1.0.0' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};

test.each([
  ['what is locked is there', { 'node_modules/a': { version: '1.0.0' } }, true],
  [
    'a package for this system too',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/for-another-system': { version: '1.0.0' } },
    true,
  ],
  ['another version', { 'node_modules/a': { version: '0.9.0' } }, false],
  [
    'an optional package of another version',
    { 'node_modules/a': { version: '1.0.0' }, 'node_modules/for-another-system': { version: '0.9.0' } },
    false,
  ],
  ['a package is missing', {}, false],
  ['nothing was ever installed', undefined, false],
])('%s', (_, installed, expected) => {
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: locked }));
  if (installed) {
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: installed }));
  }
  expect(areInstalled(folder)).toBe(expected);
});
