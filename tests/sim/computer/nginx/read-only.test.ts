// nginx where it may not write: which directories and files it needs at its start.
import { expect, test } from 'vitest';
import { replayScenario } from '../../../../src/headless/replay.ts';

const failed = (text: string): string => `nginx: [emerg] ${text}\n→1`;

test.each([
  ['--read-only', failed('mkdir() "/var/cache/nginx/client_temp" failed (30: Read-only file system)')],
  ['--user 101', failed('mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)')],
  ['--cap-drop ALL', failed('chown("/var/cache/nginx/client_temp", 101) failed (1: Operation not permitted)')],
  ['--read-only --tmpfs /var/cache/nginx', failed('open() "/run/nginx.pid" failed (30: Read-only file system)')],
  ['--read-only --tmpfs /var/cache/nginx --tmpfs /run', 'running\n→0'],
])('%s', async (options, expected) => {
  const steps = [
    `docker run -d --name box ${options} nginx`,
    `sleep 1; docker logs box 2>&1 | grep '^nginx: '; docker inspect -f '{{.State.Status}}' box | grep running; exit $(docker inspect -f '{{.State.ExitCode}}' box)`,
  ].map((command) => ({ command: `( ${command} )`, exit: 0, stdout: '', stderr: '' }));
  const played = await replayScenario({ title: '', files: {}, steps });
  const last = played.steps.at(-1);
  expect(`${last?.stdout}→${last?.exit}`).toBe(expected);
});
