// `.dockerignore`: which paths patterns keep out.
import { expect, it } from 'vitest';
import { Ignore } from '../../../../src/sim/computer/filesystem/ignore-patterns.ts';

it.each([
  ['*.log', 'debug.log', true],
  ['*.log', 'src/debug.log', false],
  ['**/*.log', 'src/debug.log', true],
  ['node_modules', 'node_modules/lib/x.js', true],
  ['secret*\n!secret-ok.txt', 'secret-ok.txt', false],
  ['secret*\n!secret-ok.txt', 'secret.txt', true],
  ['**/tmp', 'src/tmp/x', true],
  ['# *.log', 'debug.log', false],
  ['/app', 'app', true],
  ['app/', 'app/x', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['[ab].txt', 'b.txt', true],
  ['*\n!keep', 'keep', false],
  ['*', 'deep/er', true],
])('%j against %s: %s', (patterns, path, ignored) => {
  expect(Ignore.parse(patterns).matches(path)).toBe(ignored);
});
