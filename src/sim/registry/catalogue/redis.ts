// redis: the in-memory store on slim Debian and on Alpine.
import { alpine321, alpine322 } from './alpine.ts';
import { bookwormDistribution, bookwormSlim } from './debian.ts';
import { alpineAccount, copyScripts, debianAccount, envs, run, served, tags, volume, workdir } from './instructions.ts';
import { directory, link, program } from './files.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Distribution } from './debian-files.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

interface Release {
  readonly version: string;
  readonly names: string;
  readonly created: string;
  readonly debian: readonly [name: string, slim: Recipe, distribution: Distribution];
  readonly alpine: readonly [version: string, recipe: Recipe];
}

const bookworm = ['bookworm', bookwormSlim, bookwormDistribution] as const;

const releases: readonly Release[] = [
  {
    version: '8.2.3',
    names: '8.2.3,8.2,8,',
    created: '2025-11-03T21:31:40Z',
    debian: bookworm,
    alpine: ['3.22', alpine322],
  },
  {
    version: '8.0.5',
    names: '8.0.5,8.0',
    created: '2025-11-03T21:34:12Z',
    debian: bookworm,
    alpine: ['3.21', alpine321],
  },
  {
    version: '7.4.7',
    names: '7.4.7,7.4,7',
    created: '2025-11-03T21:37:05Z',
    debian: bookworm,
    alpine: ['3.21', alpine321],
  },
  {
    version: '7.2.12',
    names: '7.2.12,7.2',
    created: '2025-11-03T21:39:33Z',
    debian: bookworm,
    alpine: ['3.21', alpine321],
  },
  {
    version: '7.0.15',
    names: '7.0.15,7.0',
    created: '2024-12-12T01:43:32Z',
    debian: bookworm,
    alpine: ['3.21', alpine321],
  },
  {
    version: '6.2.21',
    names: '6.2.21,6.2,6',
    created: '2025-11-03T21:42:58Z',
    debian: bookworm,
    alpine: ['3.21', alpine321],
  },
];

/** Becomes the user `redis` where it may, with files of its own kept from others. */
const script = `#!/bin/sh
set -e

# options or a configuration file are arguments of the server
if [ "\${1#-}" != "$1" ] || [ "\${1%.conf}" != "$1" ]; then
	set -- redis-server "$@"
fi

if [ "$1" = 'redis-server' ] && [ "$(id -u)" = '0' ]; then
	find . \\! -user redis -exec chown redis '{}' +
	exec gosu redis "$0" "$@"
fi

if [ "$(umask)" = '0022' ]; then
	umask 0077
fi

exec "$@"
`;

const binaries = (server: number): Draft[] => [
  program('usr/local/bin/redis-server', server),
  program('usr/local/bin/redis-cli', 7_302_112),
  program('usr/local/bin/redis-benchmark', 7_054_320),
  ...['redis-sentinel', 'redis-check-aof', 'redis-check-rdb'].map((name) =>
    link(`usr/local/bin/${name}`, 'redis-server'),
  ),
];

const gosu: Draft = program('usr/local/bin/gosu', 2_330_624);

const ending: readonly (LayerStep | ConfigStep)[] = [
  {
    createdBy: 'RUN /bin/sh -c mkdir /data && chown redis:redis /data # buildkit',
    compressedSize: 99,
    files: () => [directory('data', { uid: 999, gid: 999 })],
  },
  volume('/data'),
  { ...workdir('/data'), files: () => [], compressedSize: 32 },
  copyScripts({ 'docker-entrypoint.sh': script }, '/usr/local/bin/'),
  ...served('docker-entrypoint.sh', 6379, 'redis-server'),
];

const download = (version: string): ConfigStep[] =>
  envs(`REDIS_VERSION=${version}`, `REDIS_DOWNLOAD_URL=https://download.redis.io/releases/redis-${version}.tar.gz`);

const build =
  'set -eux;         wget -O redis.tar.gz "$REDIS_DOWNLOAD_URL";     mkdir -p /usr/src/redis;     tar -xzf redis.tar.gz -C /usr/src/redis --strip-components=1;     make -C /usr/src/redis -j "$(nproc)" all;     make -C /usr/src/redis install;     rm -r /usr/src/redis;     redis-cli --version;     redis-server --version';

function onDebian({ version, created, debian: [, base, distribution] }: Release): Recipe {
  const modules = version.startsWith('8') ? 40 : 0;
  return {
    base,
    created,
    steps: [
      run(
        'set -eux;     groupadd -r -g 999 redis;     useradd -r -g redis -u 999 redis',
        [0.0086, 0.0011],
        debianAccount(distribution, 'redis', 999, '/home/redis'),
        'etc/gshadow-',
      ),
      run(
        'set -eux;     apt-get update;     apt-get install -y --no-install-recommends         tzdata     ;     rm -rf /var/lib/apt/lists/*',
        [0.71, 0.17],
        [],
        'usr/share/zoneinfo/tzdata.zi usr/share/zoneinfo/leap-seconds.list',
      ),
      ...envs('GOSU_VERSION=1.17'),
      run(
        'set -eux;     wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$arch";     chmod +x /usr/local/bin/gosu;     gosu --version;     gosu nobody true',
        [4.12, 1.09],
        [gosu],
        'usr/local/share/gosu/LICENSE',
      ),
      ...download(version),
      run(
        build,
        [41.6 + modules, 15.2 + modules * 0.4],
        binaries(15_400_000),
        modules > 0
          ? 'usr/local/lib/redis/modules/redisearch.so=22 usr/local/lib/redis/modules/redisbloom.so=6 usr/local/lib/redis/modules/rejson.so=9 usr/local/lib/redis/modules/redistimeseries.so=7'
          : 'usr/lib/TRIPLET/libssl.so.3 usr/lib/TRIPLET/libcrypto.so.3=7',
      ),
      ...ending,
    ],
  };
}

function onAlpine({ version, created, alpine: [, base] }: Release): Recipe {
  const modules = version.startsWith('8') ? 21 : 0;
  return {
    base,
    created,
    steps: [
      run(
        'set -eux;     addgroup -S -g 1000 redis;     adduser -S -G redis -u 999 redis',
        [0.0032, 0.0009],
        alpineAccount('redis', 999, '/home/redis'),
        'etc/shadow-',
      ),
      run('set -eux;     apk add --no-cache         tzdata', [0.93, 0.46], [], 'usr/share/zoneinfo/tzdata.zi'),
      ...envs('GOSU_VERSION=1.17'),
      run(
        'set -eux;     wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch";     chmod +x /usr/local/bin/gosu;     gosu --version;     gosu nobody true',
        [2.34, 1.06],
        [gosu],
        'usr/local/share/gosu/LICENSE',
      ),
      ...download(version),
      run(
        build,
        [29.6 + modules, 11.1 + modules * 0.4],
        binaries(10_200_000),
        modules > 0
          ? 'usr/local/lib/redis/modules/redisearch.so=12 usr/local/lib/redis/modules/rejson.so=9'
          : 'usr/lib/libgcc_s.so.1 usr/lib/libstdc++.so.6=15',
      ),
      ...ending,
    ],
  };
}

const repository = 'library/redis';

export const redis: readonly CatalogueImage[] = releases.flatMap((release) => {
  const { names, debian, alpine } = release;
  return [
    { repository, tags: tags(names, `,${debian[0]}`), recipe: onDebian(release) },
    { repository, tags: tags(names, `alpine,alpine${alpine[0]}`), recipe: onAlpine(release) },
  ];
});
