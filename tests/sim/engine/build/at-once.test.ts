// Two builds at the same time that do the same steps: both end, and what the cache forgets meanwhile stays for them.
import { expect, test } from 'vitest';
import { replayScenario } from '../../../../src/headless/replay.ts';

test.each([
  ['the same steps', 'docker build -q -t one . & sleep 0.5; docker build -q -t two . & wait'],
  ['without the cache', 'docker build -q -t one . & sleep 0.5; docker build --no-cache -q -t two . & wait'],
  [
    'while it is pruned',
    'docker build -q -t one . & sleep 2; docker builder prune -af; docker build -q -t two . & wait',
  ],
])('%s', async (_, builds) => {
  const files = { Dockerfile: 'FROM alpine\nRUN sleep 1; date +%N > /when\nRUN sleep 2; echo done > /done\n' };
  const commands = [
    'docker pull -q alpine',
    `{ ${builds}; } > /dev/null 2>&1`,
    'docker run --rm one cat /done; docker run --rm two cat /done',
  ];
  const steps = commands.map((command) => ({ command, exit: 0, stdout: '', stderr: '' }));
  const played = await replayScenario({ title: '', files, steps });
  expect(played.steps.at(-1)?.stdout).toBe('done\ndone\n');
});
