// The page that explains the dependencies explains all of them, and no others, with the licences that they really have.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

test('each package is explained once, under its licence', () => {
  const manifest = JSON.parse(read('package.json')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, { license?: string }> };
  const named = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.devDependencies)];
  const expected = named.map((name) => `${name}: ${packages[`node_modules/${name}`]?.license ?? 'not locked'}`);

  const rows = read('docs/dependencies.md').matchAll(/^\| `([^`]+)` *\| ([\w.-]+) *\|/gm);
  const explained = [...rows].map(([, name = '', licence = '']) => `${name}: ${licence}`);

  expect(explained.sort()).toEqual(expected.sort());
});
