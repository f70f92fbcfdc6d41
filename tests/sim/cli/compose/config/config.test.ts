// The model of compose files against what the real Compose printed for the same files: interpolation, variables, merging, short
// forms, validation, profiles, the canonical form.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { playScenario } from '../../../../../src/headless/scenario-player.ts';
import { withoutTimes, type Case, type Recording } from './case.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const cases = read('cases.json') as readonly Case[];
const recorded = read('recorded.json') as Readonly<Record<string, Recording>>;

/** Rows that are known to differ: how, and why that is left so. */
const differences: Readonly<Record<string, string>> = {
  'volume a::/b': 'a name that ends in a colon',
  'open quote': 'the line of a text in quotes that is not closed',
};

test.each(cases.filter(({ name }) => !(name in differences)))(
  '$name',
  async ({ name, files, command, directory = 'app' }) => {
    const { steps } = await playScenario({
      title: name,
      files,
      steps: [{ command: `mkdir -p '${directory}'; cd '${directory}'` }, { command }],
    });
    const { exit, stdout, stderr = '' } = steps[1] ?? {};
    expect({ exit, stdout, stderr: sorted(withoutTimes(stderr)) }).toEqual({
      ...recorded[name],
      stderr: sorted(recorded[name]?.stderr ?? ''),
    });
  },
);

/** Go walks maps in any order, so names of unknown fields come in any order. */
const sorted = (text: string): string =>
  text.replace(
    /additional properties (.*) not allowed/g,
    (_, names: string) => `additional properties ${names.split(', ').sort().join(', ')} not allowed`,
  );
