// Steps of the recorded transcripts that need no engine: help texts and mistakes in the command line.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../../src/headless/scenario.ts';
import { parseCommandLine } from '../../../../src/sim/cli/flags/command-line.ts';
import { renderHelp, type HelpContext } from '../../../../src/sim/cli/help/help.ts';
import { descriptions } from '../../../../src/sim/cli/reference/descriptions.ts';
import { compare } from '../../../transcripts/compare.mjs';

type Step = Scenario['steps'][number];

const transcript = (name: string): Scenario =>
  JSON.parse(readFileSync(new URL(`../../../transcripts/${name}.json`, import.meta.url), 'utf8')) as Scenario;

/** Help without options or commands is all description, which is everybody's own. */
const isOnlyDescription = ({ stdout = '' }: Step): boolean =>
  stdout.startsWith('Usage: ') && !/^(Options|Commands):$/m.test(stdout);

/** What the client prints for a line that runs no command; undefined if one would run. */
function answer(step: Step): { exit: number; stdout: string; stderr: string } | undefined {
  const line = parseCommandLine(step.command.split(' ').slice(1));
  const columns = step.tty === true ? 120 : 80;
  const terminal = step.tty === true;
  const context: HelpContext = { descriptions, columns, terminal, swarm: 'inactive', home: '/home/learner' };
  if (line.kind === 'usage') {
    return { exit: line.exit, stdout: line.help ? renderHelp(line.help, context) : '', stderr: line.text };
  }
  if (line.kind !== 'help') return undefined;
  const text = renderHelp(line.spec, context);
  const stdout = (line.noticeStream === 'stdout' ? line.notices : '') + (line.stream === 'stdout' ? text : '');
  const stderr = (line.noticeStream === 'stderr' ? line.notices : '') + (line.stream === 'stderr' ? text : '');
  return { exit: 0, stdout, stderr };
}

const files = [
  'cli-help-top',
  'cli-help-management',
  'cli-help-texts',
  'cli-bad-flag-values',
  'cli-missing-args',
  'cli-unknown-commands',
];

const pure = files.flatMap((file) =>
  transcript(file)
    .steps.filter((step) => /^docker( [^|&;<>$'"]*)?$/.test(step.command) && !isOnlyDescription(step) && answer(step))
    .map((step): [string, Step] => [`${file}: ${step.command}`, step]),
);

describe('transcripts', () => {
  it.each(pure)('%s', (_, step) => {
    const mine = answer(step);
    const play = (steps: Step[]): Scenario => ({ ...transcript('cli-help-top'), steps });
    const [row] = compare(play([step]), play([{ command: step.command, ...mine }]));
    expect({ ...mine, agree: row?.agree }).toEqual({ ...mine, agree: true });
  });

  it('covers what it should', () => {
    expect(pure.length).toBe(96);
  });
});
