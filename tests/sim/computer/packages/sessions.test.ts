import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { imageOf, LearnerTerminal, readSteps } from './sessions.ts';

describe.each(['apk', 'apt', 'pip', 'npm'])('%s', (name) => {
  const steps = readSteps(readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8'));
  const terminal = new LearnerTerminal();

  beforeAll(async () => {
    for (const image of new Set(steps.map(({ container }) => imageOf(container))))
      await terminal.type(`docker pull -q ${image}`);
  }, 120_000);

  test.each(steps.map((step) => [`${step.container}: ${step.line}`, step] as const))('%s', async (_, step) => {
    const output = await terminal.inContainer(step.container, step.line);
    expect(output === '' || output.endsWith('\n') ? output : `${output}\n`).toBe(step.output);
  });
});
