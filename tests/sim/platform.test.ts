// Images for another architecture than the machine's: what is pulled, what is warned of, and that nothing runs.
import { expect, test } from 'vitest';
import { replayScenario } from '../../src/headless/replay.ts';

/** What each line prints (both streams) and its status when it is not 0. */
async function play(...lines: readonly string[]): Promise<string[]> {
  const steps = lines.map((command) => ({ command: `{ ${command}\n} 2>&1`, exit: 0, stdout: '', stderr: '' }));
  const { steps: played } = await replayScenario({ title: '', files: {}, steps });
  return played.map(({ stdout = '', exit = 0 }) => `${stdout}${exit === 0 ? '' : `→${exit}`}`);
}

const arm = 'docker pull -q --platform linux/arm64 alpine';
const warning = `WARNING: The requested image's platform (linux/arm64/v8) does not match the detected host platform (linux/amd64/v4) and no specific platform was requested\n`;

test.each([
  ['docker run --rm alpine uname -m', `${warning}exec /bin/uname: exec format error\n→255`],
  ['docker run --rm --platform linux/arm64 alpine uname -m', 'exec /bin/uname: exec format error\n→255'],
  [
    'docker run --rm --pull never --platform linux/amd64 alpine true',
    `docker: Error response from daemon: image with reference alpine was found but its platform (linux/arm64/v8) does not match the specified platform (linux/amd64)\n\nRun 'docker run --help' for more information\n→125`,
  ],
  ['docker image inspect -f "{{.Os}}/{{.Architecture}}" alpine', 'linux/arm64\n'],
  [
    'docker pull -q --platform windows alpine',
    'no matching manifest for windows/amd64 in the manifest list entries\n→1',
  ],
])('with the image for arm64: %s', async (line, text) => {
  const [, output] = await play(arm, line);
  expect(output).toBe(text);
});

test('asking for the own platform brings the image that fits', async () => {
  const [, , machine, architecture] = await play(
    arm,
    'docker run --rm --quiet --platform linux/amd64 alpine true',
    'docker run --rm alpine uname -m',
    'docker image inspect -f "{{.Architecture}}" alpine',
  );
  expect([machine, architecture]).toEqual(['x86_64\n', 'amd64\n']);
});

test.each(['constructor', 'linux/constructor', '__proto__', 'toString/valueOf'])(
  'what objects of JavaScript have is no platform: %s',
  async (platform) => {
    const [pulled, listed] = await play(
      `docker pull -q --platform ${platform} alpine`,
      `docker ps -q --filter constructor=x; docker ps -q --filter __proto__=x`,
    );
    expect(pulled).toMatch(
      /(?:unknown operating system or architecture|no matching manifest for|invalid component).*\n→1$/,
    );
    expect(listed).toBe(
      "Error response from daemon: invalid filter 'constructor'\nError response from daemon: invalid filter '__proto__'\n→1",
    );
  },
);
