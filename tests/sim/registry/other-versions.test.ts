import { expect, test } from 'vitest';
import { createWorld } from '../../../src/sim/world.ts';
import { families } from '../../../src/sim/registry/catalogue/index.ts';
import { otherVersion } from '../../../src/sim/registry/catalogue/other-versions.ts';

async function recipeOf(reference: string): Promise<object | undefined> {
  const [repository = '', tag = ''] = reference.split(':');
  const [, load] = families.find(([names]) => names.split(/\s+/).includes(repository)) ?? [];
  const images = (await load?.()) ?? [];
  return otherVersion(
    images.filter((image) => image.repository === `library/${repository}`),
    tag,
  );
}

test.each(
  `python:3.9.16 python:3.9.16-slim python:3.8-slim-buster python:2.7 node:14-alpine node:16.20.2-bullseye-slim node:8 redis:2.8
   ubuntu:12.04 ubuntu:focal alpine:3.12 alpine:3.9.3 debian:buster-slim debian:10 postgres:13.2-alpine postgres:9.4 golang:1.19-bullseye
   golang:1.16 nginx:1.21.6-alpine mysql:5.6 node:14-alpine3.15 mariadb:10.6.4 traefik:1.7 php:7.4-apache ruby:2.7`.split(
    /\s+/,
  ),
)('%s was published', async (reference) => {
  const recipe = await recipeOf(reference);
  expect(recipe).toBeDefined();
});

test.each(
  'python:3.9.99 python:4 node:14.99 node:14-nonsense alpine:3.99 debian:nonsense ubuntu:13.37 redis:latest-slim'.split(
    ' ',
  ),
)('%s was not', async (reference) => {
  expect(await recipeOf(reference)).toBeUndefined();
});

test.each([
  [
    'python:3.8-slim-buster',
    '. /etc/os-release; echo $VERSION_CODENAME $VERSION_ID $PYTHON_VERSION',
    'buster 10 3.8.20',
  ],
  ['python:3.9.16-slim', 'ls /usr/local/bin | grep -x python3.9; echo $PYTHON_VERSION', 'python3.9\n3.9.16'],
  ['alpine:3.12', '. /etc/os-release; echo $VERSION_ID; cat /etc/alpine-release', '3.12.12\n3.12.12'],
  ['ubuntu:16.04', '. /etc/os-release; echo $VERSION', '16.04.7 LTS (Xenial Xerus)'],
  ['redis:6.0.5-alpine', 'echo $REDIS_VERSION', '6.0.5'],
  ['node:14-alpine3.15', 'echo $NODE_VERSION; cut -d. -f1,2 /etc/alpine-release', '14.21.3\n3.15'],
])('%s says so everywhere', async (image, script, said) => {
  const world = createWorld({ seed: 'versions', epoch: 0 });
  world.openTerminal('terminal-1', 200, 50);
  await world.settle(1000);
  world.type('terminal-1', `docker pull -q ${image} > /dev/null; docker run --rm ${image} sh -c '${script}' > out\r`);
  await world.settle(300_000);
  expect(world.machine.files.readText('/home/learner/out')).toBe(`${said}\n`);
});
