// To whom the directories of WORKDIR belong, as recorded from both builders.
import { expect, test } from 'vitest';
import { replayScenario } from '../../../../src/headless/replay.ts';

test.each([
  ['BuildKit', 'DOCKER_BUILDKIT=1', '/a 1000\n/a/b 1000\n'],
  ['the builder before it', 'DOCKER_BUILDKIT=0', '/a 0\n/a/b 0\n'],
])('%s', async (_, variable, expected) => {
  const files = {
    Dockerfile: 'FROM alpine\nRUN echo ada:x:1000:1000::/:/bin/sh >> /etc/passwd\nUSER ada\nWORKDIR /a/b\n',
  };
  const steps = [
    'docker pull -q alpine',
    `${variable} docker build -q -t made .`,
    "docker run --rm made stat -c '%n %u' /a /a/b",
  ].map((command) => ({ command, exit: 0, stdout: '', stderr: '' }));
  const played = await replayScenario({ title: '', files, steps });
  expect(played.steps.at(-1)?.stdout).toBe(expected);
});
