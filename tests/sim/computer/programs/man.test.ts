// man on the learner's machine: pages of programs and of docker's commands, and what it says when there is none.
import { expect, test } from 'vitest';
import { createWorld } from '../../../../src/sim/world.ts';

/** What a line prints on a fresh learner's machine. */
async function printed(line: string): Promise<string> {
  const world = createWorld({ seed: 'man', epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });
  world.openTerminal('t1', 80, 24);
  await world.settle(1000);
  const from = world.kernel.log.length;
  world.type('t1', `${line}\r`);
  await world.settle(5000);
  const shown = world.kernel.log.entries.slice(from).map((entry) => (entry.type === 'output' ? entry.data : ''));
  const lines = shown.join('').split(/\r*\n/).slice(1, -1);
  return lines.map((text) => text.replace(/\x1b\[[?\d;]*[A-Za-z]/g, '').replaceAll('\r', '')).join('\n');
}

test.each([
  [
    'man nohup | head -7',
    `NOHUP(1)                          User Commands                         NOHUP(1)

NAME
       nohup - Run COMMAND, ignoring hangup signals.

SYNOPSIS
       nohup COMMAND [ARG]...`,
  ],
  [
    'man docker-network-create | head -7',
    `DOCKER-NETWORK-CREATE(1)          User Commands         DOCKER-NETWORK-CREATE(1)

NAME
       docker-network-create - Create a network

SYNOPSIS
       docker network create [OPTIONS] NETWORK`,
  ],
  ['man nothing; echo $?', 'No manual entry for nothing\n16'],
  ['man 5 ls; echo $?', 'No manual entry for ls in section 5\n16'],
  ['man; echo $?', "What manual page do you want?\nFor example, try 'man man'.\n1"],
])('%s', async (line, output) => {
  expect(await printed(line)).toBe(output);
});

test('on a terminal the page is shown screen by screen', async () => {
  expect(await printed('man ls')).toMatch(/LS\(1\)[^]*--literal$/);
});
