// docs/runtimes.md names every program that is compared, and what a learner reads of those that do not run.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { cases } from './node/cases.ts';
import { runPython } from './python/support.ts';

const note = readFileSync(new URL('../../../docs/runtimes.md', import.meta.url), 'utf8');

/** Names between a heading in bold and the empty line after it, without what is said of them in brackets. */
function listed(language: string): string[] {
  const text = note.split(`**${language}**: `)[1]?.split('\n\n')[0] ?? '';
  return text
    .replaceAll(/\([^)]*\)/g, '')
    .replace(/\.\s*$/, '')
    .split(',')
    .map((name) => name.trim());
}

test('programs of Python', () => {
  const files = readdirSync(new URL('./python/programs/', import.meta.url)).filter((name) => /^[^_].*\.py$/.test(name));
  expect(listed('Python')).toEqual(files.map((name) => name.replace(/\.py$/, '')).sort());
});

test('programs of Node.js', () => {
  const names = cases.map(({ name }) => name.replace(/\.[^.]*$/, ''));
  expect(listed('Node.js').sort()).toEqual(names.sort());
});

test.each([
  ['import unittest', "ModuleNotFoundError: not simulated: module 'unittest'"],
  ['import os; os.fork()', 'NotImplementedError: not simulated: os.fork'],
  ['print(2j)', 'SyntaxError: not simulated: complex numbers'],
  ['import requests', "ModuleNotFoundError: No module named 'requests'"],
])('%s', async (program, message) => {
  const { stderr, code } = await runPython(['-c', program]);
  expect(stderr.trimEnd().split('\n').at(-1)).toBe(message);
  expect(code).toBe(1);
});
