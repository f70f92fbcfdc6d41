import { beforeAll, describe, expect, test } from 'vitest';
import { LearnerTerminal } from './sessions.ts';

const terminal = new LearnerTerminal();

/** Builds a Dockerfile's text; the size in bytes that `docker inspect` tells. */
async function sizeOf(name: string, lines: readonly string[]): Promise<number> {
  await terminal.type(`printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > Dockerfile`);
  await terminal.type(`docker build -q -t ${name} .`);
  return Number(await terminal.type(`docker inspect -f '{{.Size}}' ${name}`));
}

/** Sizes of an image's layers in bytes, newest first. */
async function layersOf(name: string): Promise<number[]> {
  const text = await terminal.type(`docker history --human=false --format '{{.Size}}' ${name}`);
  return text.trim().split('\n').map(Number);
}

describe('what an image holds of package managers', () => {
  beforeAll(async () => {
    for (const image of ['debian', 'alpine', 'python:3.12-slim', 'node:22-alpine'])
      await terminal.type(`docker pull -q ${image}`);
  }, 120_000);

  test('lists that are removed in the same RUN are not in the image', async () => {
    const update = 'apt-get update && apt-get install -y --no-install-recommends jq';
    const clean = 'rm -rf /var/lib/apt/lists/*';
    const together = await sizeOf('together', ['FROM debian', `RUN ${update} && ${clean}`]);
    const apart = await sizeOf('apart', ['FROM debian', `RUN ${update}`, `RUN ${clean}`]);
    expect(apart - together).toBeGreaterThan(20_000_000);
    const [removal = 0, installation = 0] = await layersOf('apart');
    const [once = 0] = await layersOf('together');
    expect(removal).toBeLessThan(1000);
    expect(installation - once).toBeGreaterThan(20_000_000);
  });

  test.each<[name: string, image: string, lean: string, fat: string, least: number]>([
    ['apk', 'alpine', 'apk add --no-cache jq', 'apk add jq', 2_600_000],
    [
      'apk-virtual',
      'alpine',
      'apk add --no-cache -t .d gcc && apk del .d',
      'apk add --no-cache -t .d gcc',
      100_000_000,
    ],
    [
      'apt-recommends',
      'debian',
      'apt-get update && apt-get install -y --no-install-recommends git',
      'apt-get update && apt-get install -y git',
      10_000,
    ],
    [
      'apt-clean',
      'debian',
      'rm /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y jq && apt-get clean',
      'rm /etc/apt/apt.conf.d/docker-clean && apt-get update && apt-get install -y jq',
      300_000,
    ],
    ['pip', 'python:3.12-slim', 'pip install --no-cache-dir numpy', 'pip install numpy', 16_000_000],
    ['npm', 'node:22-alpine', 'npm i -g express && npm cache clean --force', 'npm i -g express', 800_000],
  ])('%s: the frugal way makes a smaller image', async (name, image, lean, fat, least) => {
    const small = await sizeOf(`${name}-lean`, [`FROM ${image}`, `RUN ${lean}`]);
    const large = await sizeOf(`${name}-fat`, [`FROM ${image}`, `RUN ${fat}`]);
    expect(large - small).toBeGreaterThan(least);
  });

  test('an installed program is in the layer of its RUN and works', async () => {
    await sizeOf('with-curl', [
      'FROM alpine',
      'RUN apk add --no-cache curl',
      'CMD ["curl", "-s", "http://example.com"]',
    ]);
    expect(await terminal.type('docker run --rm with-curl | grep -c title')).toBe('1\n');
  });

  test('a failing installation fails the build', async () => {
    await terminal.type(`printf 'FROM debian\\nRUN apt-get install -y curl\\n' > Dockerfile`);
    const output = await terminal.type('docker build --progress plain . 2>&1 | grep -E "E:|exit code" | tail -2');
    expect(output).toContain('E: Unable to locate package curl');
    expect(output).toContain('exit code: 100');
  });

  test('without -y a build cannot answer', async () => {
    await terminal.type(`printf 'FROM debian\\nRUN apt-get update && apt-get install git\\n' > Dockerfile`);
    const output = await terminal.type(
      'docker build --progress plain . 2>&1 | grep -c "Do you want to continue? .Y/n. Abort."',
    );
    expect(Number(output)).toBeGreaterThan(0);
  });

  test('packages stay where they are taken by COPY --from', async () => {
    await sizeOf('staged', [
      'FROM alpine AS build',
      'RUN apk add --no-cache tree',
      'FROM alpine',
      'COPY --from=build /usr/bin/tree /usr/bin/tree',
    ]);
    expect(await terminal.type('docker run --rm staged ls /usr/bin/tree')).toBe('/usr/bin/tree\n');
    expect(await terminal.type('docker run --rm staged apk info -e tree; echo $?')).toBe('1\n');
  });
});
