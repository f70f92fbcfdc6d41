// node: JavaScript's runtime with npm and yarn, on Debian whole, on slim Debian and on Alpine.
import { alpine321, alpine322, alpineGroup, alpinePasswd } from './alpine.ts';
import { bookworm, trixie } from './buildpack-deps.ts';
import { groupOf, passwdOf, shadowOf } from './debian-files.ts';
import { bookwormDistribution, trixieDistribution } from './debian.ts';
import { certificates, copyScripts, envs, run, tags } from './instructions.ts';
import { data, directory, link, program, text } from './files.ts';
import { cmd, entrypoint } from './recipe.ts';
import type { DebianBase } from './buildpack-deps.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

interface Release {
  readonly version: string;
  readonly names: string;
  readonly npm: string;
  readonly created: string;
}

const releases: readonly Release[] = [
  { version: '25.1.0', names: '25.1.0,25.1,25,current,', npm: '11.6.2', created: '2025-10-29T23:31:40Z' },
  { version: '24.11.0', names: '24.11.0,24.11,24,krypton,lts', npm: '11.6.1', created: '2025-10-29T23:28:02Z' },
  { version: '23.11.1', names: '23.11.1,23.11,23', npm: '10.9.2', created: '2025-05-15T18:02:11Z' },
  { version: '22.21.1', names: '22.21.1,22.21,22,jod', npm: '10.9.4', created: '2025-10-29T23:24:50Z' },
  { version: '21.7.3', names: '21.7.3,21.7,21', npm: '10.5.0', created: '2024-04-16T17:50:29Z' },
  { version: '20.19.5', names: '20.19.5,20.19,20,iron', npm: '10.8.2', created: '2025-09-04T00:14:39Z' },
  { version: '18.20.8', names: '18.20.8,18.20,18,hydrogen', npm: '10.8.2', created: '2025-03-27T20:52:33Z' },
  { version: '16.20.2', names: '16.20.2,16.20,16,gallium', npm: '8.19.4', created: '2023-08-10T00:07:46Z' },
  { version: '14.21.3', names: '14.21.3,14.21,14,fermium', npm: '6.14.18', created: '2023-04-12T08:19:25Z' },
  { version: '12.22.12', names: '12.22.12,12.22,12,erbium', npm: '6.14.16', created: '2022-05-11T00:09:31Z' },
  { version: '10.24.1', names: '10.24.1,10.24,10,dubnium', npm: '6.14.12', created: '2021-04-14T18:40:01Z' },
];

const yarn = '1.22.22';

/** Runs `node` with the arguments where the first is an option or no command that there is. */
const script = `#!/bin/sh
set -e

if [ "\${1#-}" != "\${1}" ] || [ -z "$(command -v "\${1}")" ] || { [ -f "\${1}" ] && ! [ -x "\${1}" ]; }; then
  set -- node "$@"
fi

exec "$@"
`;

const account = (base: DebianBase): LayerStep => {
  const distribution = base.codename === 'bookworm' ? bookwormDistribution : trixieDistribution;
  const passwd = `${passwdOf(distribution)}node:x:1000:1000::/home/node:/bin/bash\n`;
  return {
    createdBy:
      'RUN /bin/sh -c groupadd --gid 1000 node   && useradd --uid 1000 --gid node --shell /bin/bash --create-home node # buildkit',
    compressedSize: 3_330,
    files: () => [
      text('etc/passwd', passwd),
      text('etc/group', `${groupOf(distribution)}node:x:1000:\n`),
      text('etc/shadow', shadowOf(passwd), { mode: 0o640, gid: 42 }),
      directory('home/node', { uid: 1000, gid: 1000 }),
      ...['.bashrc', '.profile', '.bash_logout'].map((name) =>
        data(`home/node/${name}`, 800, { uid: 1000, gid: 1000 }),
      ),
    ],
  };
};

function runtime({ npm, version }: Release): Draft[] {
  const modules = 'usr/local/lib/node_modules';
  const manifest = (name: string, of: string): string => `${JSON.stringify({ name, version: of }, null, 2)}\n`;
  return [
    program('usr/local/bin/node', 98_000_000, `node-${version}`),
    link('usr/local/bin/nodejs', '/usr/local/bin/node'),
    program(`${modules}/npm/bin/npm-cli.js`, 54, 'npm'),
    program(`${modules}/npm/bin/npx-cli.js`, 2_900, 'npx'),
    program(`${modules}/corepack/dist/corepack.js`, 1_100, 'corepack'),
    text(`${modules}/npm/package.json`, manifest('npm', npm)),
    text(`${modules}/corepack/package.json`, manifest('corepack', '0.34.0')),
    link('usr/local/bin/npm', '../lib/node_modules/npm/bin/npm-cli.js'),
    link('usr/local/bin/npx', '../lib/node_modules/npm/bin/npx-cli.js'),
    link('usr/local/bin/corepack', '../lib/node_modules/corepack/dist/corepack.js'),
    data('usr/local/include/node/node.h', 62_000),
    data('usr/local/LICENSE', 140_000),
  ];
}

const rest =
  'usr/local/include/node/openssl/archs.h=3000 usr/local/lib/node_modules/npm/node_modules/bundle.js=7000 usr/local/include/node/v8.h=900 usr/local/share/doc/node/gdbinit=10 usr/local/lib/node_modules/corepack/dist/lib/corepack.cjs=1100';

const yarnFiles: readonly Draft[] = [
  program(`opt/yarn-v${yarn}/bin/yarn`, 1_025),
  program(`opt/yarn-v${yarn}/bin/yarn.js`, 1_015, 'yarn'),
  link('usr/local/bin/yarn', `/opt/yarn-v${yarn}/bin/yarn`),
  link('usr/local/bin/yarnpkg', `/opt/yarn-v${yarn}/bin/yarn`),
];

const yarnRest = `opt/yarn-v${yarn}/lib/cli.js`;
const install = `ARCH= && dpkgArch="$(dpkg --print-architecture)"   && set -ex   && curl -fsSLO --compressed "https://nodejs.org/dist/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH.tar.xz"   && tar -xJf "node-v$NODE_VERSION-linux-$ARCH.tar.xz" -C /usr/local --strip-components=1 --no-same-owner   && ln -s /usr/local/bin/node /usr/local/bin/nodejs   && node --version   && npm --version   && rm -rf /tmp/*`;
const installYarn = `set -ex   && curl -fsSLO --compressed "https://yarnpkg.com/downloads/$YARN_VERSION/yarn-v$YARN_VERSION.tar.gz"   && mkdir -p /opt   && tar -xzf yarn-v$YARN_VERSION.tar.gz -C /opt/   && ln -s /opt/yarn-v$YARN_VERSION/bin/yarn /usr/local/bin/yarn   && yarn --version   && rm -rf /tmp/*`;

const ending: readonly (LayerStep | ConfigStep)[] = [
  copyScripts({ 'docker-entrypoint.sh': script }, '/usr/local/bin/'),
  entrypoint('docker-entrypoint.sh'),
  cmd('node'),
];

function whole(release: Release, base: DebianBase): Recipe {
  return {
    base: base.full,
    created: release.created,
    steps: [
      account(base),
      ...envs(`NODE_VERSION=${release.version}`),
      run(install, [167.2, 57.54], runtime(release), rest),
      ...envs(`YARN_VERSION=${yarn}`),
      run(installYarn, [5.35, 1.25], yarnFiles, yarnRest),
      ...ending,
    ],
  };
}

function slim(release: Release, base: DebianBase): Recipe {
  return {
    base: base.slim,
    created: release.created,
    steps: [
      account(base),
      ...envs(`NODE_VERSION=${release.version}`),
      run(
        `${install}   && apt-mark auto '.*' > /dev/null   && apt-get purge -y --auto-remove`,
        [146.1, 49.87],
        [...runtime(release), ...certificates],
        rest,
      ),
      ...envs(`YARN_VERSION=${yarn}`),
      run(installYarn, [5.37, 1.71], yarnFiles, yarnRest),
      ...ending,
    ],
  };
}

function onAlpine(release: Release, base: Recipe): Recipe {
  return {
    base,
    created: release.created,
    steps: [
      ...envs(`NODE_VERSION=${release.version}`),
      run(
        `addgroup -g 1000 node     && adduser -u 1000 -G node -s /bin/sh -D node     && apk add --no-cache         libstdc++     && apk add --no-cache --virtual .build-deps         curl     && curl -fsSLO --compressed "https://unofficial-builds.nodejs.org/download/release/v$NODE_VERSION/node-v$NODE_VERSION-linux-$ARCH-musl.tar.xz"     && tar -xJf "node-v$NODE_VERSION-linux-$ARCH-musl.tar.xz" -C /usr/local --strip-components=1 --no-same-owner     && apk del .build-deps     && node --version     && npm --version`,
        [149.7, 51.62],
        [
          ...runtime(release),
          text('etc/passwd', `${alpinePasswd}node:x:1000:1000::/home/node:/bin/sh\n`),
          text('etc/group', `${alpineGroup}node:x:1000:node\n`),
          directory('home/node', { mode: 0o2755, uid: 1000, gid: 1000 }),
        ],
        `${rest} usr/lib/libstdc++.so.6=2700 usr/lib/libgcc_s.so.1=170`,
      ),
      ...envs(`YARN_VERSION=${yarn}`),
      run(
        installYarn.replace('set -ex', 'apk add --no-cache --virtual .build-deps-yarn curl gnupg tar'),
        [5.36, 1.26],
        yarnFiles,
        yarnRest,
      ),
      ...ending,
    ],
  };
}

const repository = 'library/node';

const recipes = releases.map((release) => ({
  release,
  slim: slim(release, bookworm),
  alpine: onAlpine(release, alpine322),
}));

function recipeOf(major: string, kind: 'slim' | 'alpine'): Recipe {
  const found = recipes.find(({ release }) => release.version.startsWith(`${major}.`));
  if (!found) throw new Error(`no node ${major} in the catalogue`);
  return found[kind];
}

/** The slim image of a major version, and Alpine's, for applications that are built on them. */
export const nodeSlim = (major: string): Recipe => recipeOf(major, 'slim');
export const nodeOnAlpine = (major: string): Recipe => recipeOf(major, 'alpine');

export const node: readonly CatalogueImage[] = recipes.flatMap(({ release, ...recipe }) => {
  const { names } = release;
  return [
    { repository, tags: tags(names, ',bookworm'), recipe: whole(release, bookworm) },
    { repository, tags: tags(names, 'trixie'), recipe: whole(release, trixie) },
    { repository, tags: tags(names, 'slim,bookworm-slim'), recipe: recipe.slim },
    { repository, tags: tags(names, 'trixie-slim'), recipe: slim(release, trixie) },
    { repository, tags: tags(names, 'alpine,alpine3.22'), recipe: recipe.alpine },
    { repository, tags: tags(names, 'alpine3.21'), recipe: onAlpine(release, alpine321) },
  ];
});
