import { describe, expect, test } from 'vitest';
import { families, hubSource } from '../../../src/sim/registry/catalogue/index.ts';
import { catalogueSource } from '../../../src/sim/registry/catalogue/catalogue-image.ts';
import { buildImage } from '../../../src/sim/registry/catalogue/build-image.ts';
import { machines } from '../../../src/sim/registry/catalogue/recipe.ts';
import { parseReference } from '../../../src/sim/oci/reference.ts';
import { validate } from '../../../src/sim/oci/validate.ts';
import type { Image } from '../../../src/sim/oci/image.ts';
import type { TarEntry } from '../../../src/sim/oci/tar-entry.ts';
import type { Machine } from '../../../src/sim/registry/catalogue/recipe.ts';

const catalogue = (await Promise.all(families.map(([, load]) => load()))).flat();
const source = catalogueSource(catalogue);

const [amd64, arm64] = machines as unknown as readonly [Machine, Machine];

function imageOf(name: string, machine = amd64): Image {
  const [repository = '', tag = 'latest'] = name.split(':');
  const found = catalogue.find((image) => image.repository === `library/${repository}` && image.tags.includes(tag));
  if (!found) throw new Error(`no ${name} in the catalogue`);
  return buildImage(found.recipe, machine);
}

/** The entry that a container made of the image would have at a path; links are not followed. */
function entryOf(image: Image, path: string): TarEntry | undefined {
  return image.layers.flatMap(({ entries }) => entries).findLast((entry) => entry.path === path);
}

function textOf(image: Image, path: string): string {
  return new TextDecoder().decode(entryOf(image, path)?.content);
}

const sizeOf = (image: Image): number => image.layers.reduce((sum, layer) => sum + layer.uncompressedSize, 0);

test('every name is a reference and names one image', () => {
  const names = catalogue.flatMap(({ repository, tags }) => tags.map((tag) => `${repository}:${tag}`));
  expect(names.filter((name) => !parseReference(name).ok)).toEqual([]);
  expect(names.length).toBe(new Set(names).size);
});

describe('every image keeps what it says of itself, on every platform', () => {
  test.each(catalogue.map(({ repository, tags }) => [repository, tags[0] ?? '']))('%s:%s', (repository, tag) => {
    const offered = source.repository(repository);
    const digest = offered?.resolve(tag);
    if (!offered || !digest) throw new Error('not in the source');
    expect(
      validate(digest, {
        manifest: (wanted) => offered.manifest(wanted)?.text,
        blob: (wanted) => offered.blob(wanted),
      }),
    ).toEqual([]);
  });
});

test('the index names the repositories that the families fill', () => {
  expect([...hubSource.names].sort()).toEqual([...new Set(catalogue.map(({ repository }) => repository))].sort());
});

test('tags that name one image have one digest, what is not there has none', () => {
  const nginx = source.repository('library/nginx');
  expect(nginx?.resolve('1.29')).toBe(nginx?.resolve('latest'));
  expect(nginx?.resolve('1.27')).not.toBe(nginx?.resolve('latest'));
  expect([nginx?.resolve('9.99'), source.repository('library/nosuch')]).toEqual([undefined, undefined]);
});

test.each([
  ['hello-world', 1, 10_072],
  ['busybox', 1, 4_429_126],
  ['alpine', 1, 8_317_234],
  ['debian', 1, 120_047_811],
  ['debian:bookworm-slim', 1, 74_809_212],
  ['ubuntu', 1, 78_125_438],
  ['nginx', 7, 192_114_000],
  ['nginx:alpine', 8, 52_460_000],
])('%s has %i layers and about %i bytes', (name, layers, size) => {
  const image = imageOf(name);
  expect(image.layers.length).toBe(layers);
  expect(Math.abs(sizeOf(image) - size)).toBeLessThan(10_000);
});

test('nginx shares its lowest layer with the system it is built on', () => {
  const lowest = (name: string): string | undefined => imageOf(name).layers[0]?.diffId;
  expect(lowest('nginx')).toBe(lowest('debian:bookworm-slim'));
  expect(lowest('nginx:alpine')).toBe(lowest('alpine'));
  expect(lowest('nginx:1.27')).toBe(lowest('nginx'));
  expect(imageOf('nginx:alpine').layers.slice(0, 7)).toEqual(imageOf('nginx:alpine-slim').layers);
});

test('configurations', () => {
  const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
  expect(imageOf('hello-world').config.config).toEqual({ Env: [path], WorkingDir: '/', Cmd: ['/hello'] });
  expect(imageOf('busybox').config.config).toEqual({ Env: [path], Cmd: ['sh'] });
  expect(imageOf('alpine').config.config).toEqual({ Env: [path], WorkingDir: '/', Cmd: ['/bin/sh'] });
  expect(imageOf('debian').config.config).toEqual({ Env: [path], Cmd: ['bash'] });
  expect(imageOf('ubuntu').config.config).toEqual({
    Env: [path],
    Cmd: ['/bin/bash'],
    Labels: { 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': '24.04' },
  });
  expect(imageOf('nginx').config.config).toEqual({
    Env: [
      path,
      'NGINX_VERSION=1.29.1',
      'NJS_VERSION=0.9.1',
      'NJS_RELEASE=1~bookworm',
      'PKG_RELEASE=1~bookworm',
      'DYNPKG_RELEASE=1~bookworm',
    ],
    Labels: { maintainer: 'NGINX Docker Maintainers <docker-maint@nginx.com>' },
    Entrypoint: ['/docker-entrypoint.sh'],
    ExposedPorts: { '80/tcp': {} },
    StopSignal: 'SIGQUIT',
    Cmd: ['nginx', '-g', 'daemon off;'],
  });
});

test('platforms differ in architecture and files', () => {
  const [intel, arm] = [imageOf('debian', amd64), imageOf('debian', arm64)];
  expect([intel.config.architecture, arm.config.architecture, arm.config.variant]).toEqual(['amd64', 'arm64', 'v8']);
  expect(intel.id).not.toBe(arm.id);
  expect(entryOf(arm, 'usr/lib/aarch64-linux-gnu/libc.so.6')?.type).toBe('file');
  expect(entryOf(arm, 'usr/lib/x86_64-linux-gnu/libc.so.6')).toBeUndefined();
});

describe('what learners look at', () => {
  test('who the systems say they are', () => {
    const name = (image: string): string | undefined =>
      /^PRETTY_NAME="(.*)"$/m.exec(textOf(imageOf(image), 'usr/lib/os-release'))?.[1];
    expect(['alpine', 'debian', 'debian:12', 'ubuntu', 'ubuntu:22.04', 'nginx'].map(name)).toEqual([
      'Alpine Linux v3.22',
      'Debian GNU/Linux 13 (trixie)',
      'Debian GNU/Linux 12 (bookworm)',
      'Ubuntu 24.04.3 LTS',
      'Ubuntu 22.04.5 LTS',
      'Debian GNU/Linux 12 (bookworm)',
    ]);
    expect(textOf(imageOf('alpine'), 'etc/alpine-release')).toBe('3.22.1\n');
    expect(textOf(imageOf('debian'), 'etc/debian_version')).toBe('13.0\n');
  });

  test.each([
    ['alpine', 'bin/ls', { type: 'symlink', linkTarget: '/bin/busybox' }],
    ['alpine', 'bin/busybox', { type: 'file', program: 'busybox', mode: 0o755 }],
    ['alpine', 'bin/bash', undefined],
    ['busybox', 'bin/sh', { type: 'hardlink', linkTarget: 'bin/[' }],
    ['busybox', 'bin/[', { type: 'file', program: 'busybox' }],
    ['debian', 'bin', { type: 'symlink', linkTarget: 'usr/bin' }],
    ['debian', 'usr/bin/sh', { type: 'symlink', linkTarget: 'dash' }],
    ['debian', 'usr/bin/ls', { type: 'file', program: 'ls' }],
    ['debian', 'usr/bin/su', { type: 'file', program: 'su', mode: 0o4755 }],
    ['debian', 'usr/bin/ps', undefined],
    ['debian', 'usr/bin/curl', undefined],
    ['debian', 'usr/bin/ping', undefined],
    ['debian', 'tmp', { type: 'directory', mode: 0o1777 }],
    ['ubuntu', 'usr/bin/ps', { type: 'file', program: 'ps' }],
    ['ubuntu', 'home/ubuntu', { type: 'directory', uid: 1000 }],
    ['nginx', 'usr/sbin/nginx', { type: 'file', program: 'nginx' }],
    ['nginx', 'usr/bin/curl', { type: 'file', program: 'curl' }],
    ['nginx', 'usr/bin/ps', undefined],
    ['nginx', 'docker-entrypoint.sh', { type: 'file', mode: 0o755 }],
    ['nginx', 'var/log/nginx/access.log', { type: 'symlink', linkTarget: '/dev/stdout' }],
    ['nginx', 'var/log/nginx/error.log', { type: 'symlink', linkTarget: '/dev/stderr' }],
  ])('%s: /%s', (name, path, expected) => {
    const entry = entryOf(imageOf(name), path);
    if (expected) expect(entry).toMatchObject(expected);
    else expect(entry).toBeUndefined();
  });

  test("nginx's user is in the accounts of its image", () => {
    expect(textOf(imageOf('nginx'), 'etc/passwd')).toContain('\nnginx:x:101:101:nginx user:/nonexistent:/bin/false\n');
    expect(textOf(imageOf('nginx:alpine'), 'etc/group')).toContain('\nnginx:x:101:\n');
  });

  test('the welcome page has the 615 bytes of the real one', () => {
    expect(entryOf(imageOf('nginx'), 'usr/share/nginx/html/index.html')?.content?.length).toBe(615);
  });

  test('hello-world ends with what it prints', () => {
    const content = entryOf(imageOf('hello-world'), 'hello')?.content ?? new Uint8Array(0);
    const message = new TextDecoder().decode(content.subarray(content.lastIndexOf(0) + 1));
    expect(message.split('\n').slice(0, 7)).toEqual([
      '',
      'Hello from Docker!',
      'This message shows that your installation appears to be working correctly.',
      '',
      'To generate this message, Docker took the following steps:',
      ' 1. The Docker client contacted the Docker daemon.',
      ' 2. The Docker daemon pulled the "hello-world" image from the Docker Hub.',
    ]);
    expect(message.endsWith('https://docs.docker.com/get-started/\n\n')).toBe(true);
  });

  test('every directory of a layer stands before what is in it', () => {
    for (const { path: repository, entries } of catalogue.flatMap(({ repository, recipe }) =>
      buildImage(recipe, amd64).layers.map((layer) => ({ path: repository, entries: layer.entries })),
    )) {
      const seen = new Set(['']);
      const early = entries.filter(({ path }) => {
        seen.add(path);
        return !seen.has(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '');
      });
      expect([repository, early]).toEqual([repository, []]);
    }
  });
});

describe('variants', () => {
  const layersOf = (name: string): string[] => imageOf(name).layers.map(({ diffId }) => diffId);

  test.each([
    ['python:3.12', 'buildpack-deps:bookworm', 4],
    ['python:3.12-slim', 'debian:bookworm-slim', 1],
    ['python:3.11-alpine', 'alpine', 1],
    ['node:22', 'buildpack-deps:bookworm', 4],
    ['node:22-slim', 'debian:bookworm-slim', 1],
    ['node:lts-alpine', 'alpine', 1],
    ['golang', 'buildpack-deps:bookworm-scm', 3],
    ['php:8.2-apache', 'debian:bookworm-slim', 1],
    ['wordpress', 'php:8.3-apache', 8],
    ['postgres:16', 'debian:trixie-slim', 1],
    ['postgres:16-alpine', 'alpine', 1],
    ['mysql:8', 'oraclelinux:9-slim', 1],
    ['mariadb', 'ubuntu:24.04', 1],
    ['maven', 'eclipse-temurin:17', 4],
  ])('%s is built on %s', (name, base, shared) => {
    const below = layersOf(base);
    expect(below.length).toBeGreaterThanOrEqual(shared);
    expect(layersOf(name).slice(0, shared)).toEqual(below.slice(0, shared));
  });

  test.each(['python:3.12', 'node:22', 'ruby:3.3', 'rust', 'redis', 'postgres:17', 'httpd', 'php:8.3', 'golang'])(
    '%s: slim and Alpine are smaller',
    (name) => {
      const whole = sizeOf(imageOf(name));
      const colon = name.includes(':') ? `${name}-` : `${name}:`;
      expect(sizeOf(imageOf(`${colon}alpine`))).toBeLessThan(whole);
      if (!/redis|postgres|httpd|php|golang/.test(name)) {
        expect(sizeOf(imageOf(`${colon}slim`))).toBeLessThan(whole * 0.7);
        expect(sizeOf(imageOf(`${colon}alpine`))).toBeLessThan(sizeOf(imageOf(`${colon}slim`)) * 1.2);
      }
    },
  );

  test('a system knows the account that its server runs as', () => {
    for (const [image, account] of [
      ['redis', 'redis:x:999:999'],
      ['postgres:16', 'postgres:x:999:999'],
      ['postgres:16-alpine', 'postgres:x:70:70'],
      ['mysql:8', 'mysql:x:999:999'],
      ['node:22-slim', 'node:x:1000:1000'],
    ] as const)
      expect(textOf(imageOf(image), 'etc/passwd')).toContain(account);
  });

  test('what an image starts is there: an entrypoint by path, or by name in its search path', () => {
    const missing = catalogue.flatMap(({ repository, tags, recipe }) => {
      const image = buildImage(recipe, amd64);
      const { Entrypoint, Env = [] } = image.config.config;
      const [first] = Entrypoint ?? [];
      if (first === undefined) return [];
      const path = Env.find((variable) => variable.startsWith('PATH='))?.slice(5) ?? '';
      const places = first.startsWith('/') ? [first] : path.split(':').map((folder) => `${folder}/${first}`);
      const known = places.some((place) =>
        [place, place.replace(/^\/(bin|sbin)\//, '/usr/$1/')].some((name) => entryOf(image, name.slice(1))),
      );
      return known ? [] : [`${repository}:${tags[0] ?? ''} ${first}`];
    });
    expect(missing).toEqual([]);
  });
});
