// A learner's terminal with small servers in containers; memcached's answers are those of the real one (1.6.18).
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LearnerTerminal, readSteps } from '../packages/sessions.ts';
import { steady } from './steady.ts';

test.each(['sessions.txt', 'applications.txt', 'services.txt'])('%s', { timeout: 240_000 }, async (file) => {
  const steps = readSteps(readFileSync(new URL(file, import.meta.url), 'utf8'));
  const terminal = new LearnerTerminal();
  const here: string[] = [];
  for (const { line } of steps) {
    const output = steady(await terminal.type(line));
    here.push(`$ ${line}\n${output === '' || output.endsWith('\n') ? output : `${output}\n`}`);
  }
  expect(here.join('')).toBe(steps.map(({ line, output }) => `$ ${line}\n${output}`).join(''));
});
