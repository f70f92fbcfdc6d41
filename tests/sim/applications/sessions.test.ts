// The applications of the sample repositories: built from their Dockerfiles, run, asked from the learner's machine, from another
// container by name and from a network of its own; what they keep in a volume is there for the next container (record.ts).
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LearnerTerminal, readSession } from './terminal.ts';

const folder = new URL('./', import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));

test.each(names)('%s', { timeout: 120_000 }, async (name) => {
  const terminal = new LearnerTerminal();
  for (const { line, output } of readSession(readFileSync(new URL(name, folder), 'utf8')))
    expect(await terminal.type(line), line).toBe(output);
});
