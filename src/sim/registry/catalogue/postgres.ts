// postgres: the database on Debian and on Alpine; its entrypoint makes a cluster at the first start.
import { alpine322 } from './alpine.ts';
import { bookwormDistribution, bookwormSlim, trixieDistribution, trixieSlim } from './debian.ts';
import { alpineAccount, copyScripts, debianAccount, envs, run, served, tags, volume } from './instructions.ts';
import { data, directory, link, program, text } from './files.ts';
import { postgresScript } from './postgres-script.ts';
import { stopSignal } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Distribution } from './debian-files.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

interface Release {
  readonly major: string;
  readonly version: string;
  readonly names: string;
}

const releases: readonly Release[] = [
  { major: '18', version: '18.1', names: '18.1,18,' },
  { major: '17', version: '17.7', names: '17.7,17' },
  { major: '16', version: '16.11', names: '16.11,16' },
  { major: '15', version: '15.15', names: '15.15,15' },
  { major: '14', version: '14.20', names: '14.20,14' },
  { major: '13', version: '13.23', names: '13.23,13' },
  { major: '12', version: '12.22', names: '12.22,12' },
];

const created = '2025-11-13T18:04:30Z';

const server = `postgres=9200000 initdb=190000 pg_ctl=71000 pg_dump=430000 pg_dumpall=120000 pg_restore=200000 pg_isready=75000 psql=740000
  createdb=83000 createuser=83000 dropdb=79000 dropuser=79000 clusterdb=83000 reindexdb=96000 vacuumdb=100000 pg_basebackup=170000
  pg_controldata=55000 pg_resetwal=75000 pg_upgrade=170000 pgbench=190000 pg_config=44000`;

function programsIn(folder: string): Draft[] {
  return server.split(/\s+/).map((item) => {
    const [name = '', size] = item.split('=');
    return program(`${folder}/${name}`, Number(size));
  });
}

/** Since 18 data lies in a directory of the major version, so that an upgrade needs no copy. */
const dataOf = (major: string): string =>
  Number(major) >= 18 ? `/var/lib/postgresql/${major}/docker` : '/var/lib/postgresql/data';
const volumeOf = (major: string): string => (Number(major) >= 18 ? '/var/lib/postgresql' : '/var/lib/postgresql/data');

function ending(major: string, id: number): (LayerStep | ConfigStep)[] {
  const postgres = { uid: id, gid: id };
  const [, , , ...folders] = dataOf(major).split('/');
  return [
    run(
      'set -eux;     install --verbose --directory --owner postgres --group postgres --mode 3777 /var/run/postgresql',
      [0, 0.000_116],
      [directory('run/postgresql', { ...postgres, mode: 0o3777 })],
      '',
    ),
    ...envs(`PGDATA=${dataOf(major)}`),
    run(
      Number(major) >= 18
        ? 'set -eux;     mkdir -p "$PGDATA"'
        : 'install --verbose --directory --owner postgres --group postgres --mode 1777 "$PGDATA"',
      [0, 0.000_167],
      [
        directory('var/lib/postgresql', { ...postgres, mode: 0o1777 }),
        ...(Number(major) >= 18
          ? []
          : folders.map((name) => directory(`var/lib/postgresql/${name}`, { ...postgres, mode: 0o1777 }))),
      ],
      '',
    ),
    volume(volumeOf(major)),
    copyScripts({ 'docker-entrypoint.sh': postgresScript, 'docker-ensure-initdb.sh': ensureScript }, '/usr/local/bin/'),
    {
      createdBy: 'RUN /bin/sh -c ln -sT docker-ensure-initdb.sh /usr/local/bin/docker-enforce-initdb.sh # buildkit',
      compressedSize: 183,
      files: () => [link('usr/local/bin/docker-enforce-initdb.sh', 'docker-ensure-initdb.sh')],
    },
    stopSignal('SIGINT'),
    ...served('docker-entrypoint.sh', 5432, 'postgres'),
  ];
}

/** For jobs that only want a cluster to be there. */
const ensureScript = `#!/usr/bin/env bash
set -euo pipefail

source /usr/local/bin/docker-entrypoint.sh

if [ "$#" -eq 0 ] || [ "$1" != 'postgres' ]; then
	set -- postgres "$@"
fi
docker_setup_env
docker_create_db_directories
if [ "$(id -u)" = '0' ]; then
	exec gosu postgres "$0" "$@"
fi
if [ -z "$DATABASE_ALREADY_EXISTS" ]; then
	docker_verify_minimum_env
	docker_init_database_dir
	pg_setup_hba_conf "$@"
	docker_temp_server_start "$@"
	docker_setup_db
	docker_process_init_files /docker-entrypoint-initdb.d/*
	docker_temp_server_stop
fi
`;

const sample = (share: string): Draft[] => [
  text(
    `${share}/postgresql.conf.sample`,
    "listen_addresses = '*'\nport = 5432\nmax_connections = 100\nshared_buffers = 128MB\n#log_destination = 'stderr'\n#wal_level = replica\n",
  ),
  text(`${share}/pg_hba.conf.sample`, '# TYPE  DATABASE        USER            ADDRESS                 METHOD\n'),
];

function onDebian({ major, version }: Release, base: Recipe, distribution: Distribution, codename: string): Recipe {
  const folder = `usr/lib/postgresql/${major}`;
  return {
    base,
    created,
    steps: [
      run(
        'set -ex;     apt-get update;     apt-get install -y --no-install-recommends         gnupg         less     ;     rm -rf /var/lib/apt/lists/*',
        [4.4, 1.26],
        [program('usr/bin/gpg', 1_151_992), program('usr/bin/less', 199_056)],
        'usr/lib/TRIPLET/libassuan.so.0 usr/lib/TRIPLET/libksba.so.8 usr/lib/TRIPLET/libnpth.so.0',
      ),
      run(
        'set -eux;     groupadd -r postgres --gid=999;     useradd -r -g postgres --uid=999 --home-dir=/var/lib/postgresql --shell=/bin/bash postgres;     install --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql',
        [0.0086, 0.0012],
        [
          ...debianAccount(distribution, 'postgres', 999, '/var/lib/postgresql'),
          directory('var/lib/postgresql', { uid: 999, gid: 999, mode: 0o1777 }),
        ],
        'etc/gshadow-',
      ),
      ...envs('GOSU_VERSION=1.19'),
      run(
        'set -eux;     wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch";     chmod +x /usr/local/bin/gosu;     gosu --version;     gosu nobody true',
        [2.6, 1.04],
        [program('usr/local/bin/gosu', 2_330_624)],
        'usr/local/share/gosu/LICENSE',
      ),
      run(
        "set -eux;     echo 'en_US.UTF-8 UTF-8' >> /etc/locale.gen;     locale-gen;     locale -a | grep 'en_US.utf8'",
        [25.3, 8.07],
        [],
        'usr/lib/locale/locale-archive=3 usr/lib/locale/C.utf8/LC_COLLATE=1 usr/share/i18n/charmaps/UTF-8.gz=5 usr/share/i18n/locales/iso14651_t1_common=15',
      ),
      ...envs('LANG=en_US.utf8'),
      run(
        'set -eux;     apt-get update;     apt-get install -y --no-install-recommends         libnss-wrapper         xz-utils         zstd     ;     rm -rf /var/lib/apt/lists/*',
        [3.2, 1.2],
        [program('usr/bin/xz', 84_184), program('usr/bin/zstd', 1_050_000)],
        'usr/lib/TRIPLET/libnss_wrapper.so',
      ),
      {
        createdBy: 'RUN /bin/sh -c mkdir /docker-entrypoint-initdb.d # buildkit',
        compressedSize: 116,
        files: () => [directory('docker-entrypoint-initdb.d')],
      },
      ...envs(
        `PG_MAJOR=${major}`,
        `PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/lib/postgresql/${major}/bin`,
        `PG_VERSION=${version}-1.pgdg${codename === 'trixie' ? '13' : '12'}+1`,
      ),
      run(
        'set -ex;     apt-get update;     apt-get install -y --no-install-recommends postgresql-common;     apt-get install -y --no-install-recommends         "postgresql-$PG_MAJOR=$PG_VERSION"     ;     rm -rf /var/lib/apt/lists/*;     postgres --version',
        [317 + Number(major), 107 + Number(major) / 3],
        [
          ...programsIn(`${folder}/bin`),
          link('usr/bin/psql', '../share/postgresql-common/pg_wrapper'),
          program('usr/share/postgresql-common/pg_wrapper', 10_200, 'psql'),
          ...'pg_isready pg_dump pg_dumpall pg_restore createdb createuser dropdb dropuser pgbench'
            .split(' ')
            .map((name) => program(`usr/bin/${name}`, 10_200)),
        ],
        `usr/lib/TRIPLET/libLLVM-19.so=120000 usr/lib/TRIPLET/libicudata.so.72=31300 ${folder}/lib/bitcode/postgres.index.bc=26000 ${folder}/lib/postgis.so=1200 ${folder}/lib/llvmjit.so=500 usr/lib/TRIPLET/libpq.so.5=330 usr/lib/TRIPLET/libperl.so.5.36=3900 usr/lib/TRIPLET/libz3.so.4=24000 usr/share/postgresql/${major}/postgres.bki=950`,
      ),
      run(
        'set -eux;     dpkg-divert --add --rename --divert "/usr/share/postgresql/postgresql.conf.sample.dpkg" "/usr/share/postgresql/$PG_MAJOR/postgresql.conf.sample";     sed -ri "s!^#?(listen_addresses)\\s*=\\s*\\S+.*!\\1 = \'*\'!" /usr/share/postgresql/postgresql.conf.sample',
        [0.06, 0.0099],
        sample('usr/share/postgresql'),
        'usr/share/postgresql/postgresql.conf.sample.dpkg',
      ),
      ...ending(major, 999),
    ],
  };
}

function onAlpine({ major, version }: Release, base: Recipe): Recipe {
  return {
    base,
    created,
    steps: [
      run(
        'set -eux;     addgroup -g 70 -S postgres;     adduser -u 70 -S -D -G postgres -H -h /var/lib/postgresql -s /bin/sh postgres;     install --verbose --directory --owner postgres --group postgres --mode 1777 /var/lib/postgresql',
        [0.0033, 0.001],
        [
          ...alpineAccount('postgres', 70, '/var/lib/postgresql', '/bin/sh'),
          directory('var/lib/postgresql', { uid: 70, gid: 70, mode: 0o1777 }),
        ],
        'etc/shadow-',
      ),
      ...envs('GOSU_VERSION=1.19'),
      run(
        'set -eux;     wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch";     chmod +x /usr/local/bin/gosu;     gosu --version;     gosu nobody true',
        [2.56, 1.05],
        [program('usr/local/bin/gosu', 2_330_624)],
        'usr/local/share/gosu/LICENSE',
      ),
      ...envs('LANG=en_US.utf8'),
      {
        createdBy: 'RUN /bin/sh -c mkdir /docker-entrypoint-initdb.d # buildkit',
        compressedSize: 113,
        files: () => [directory('docker-entrypoint-initdb.d')],
      },
      ...envs(`PG_MAJOR=${major}`, `PG_VERSION=${version}`, 'DOCKER_PG_LLVM_DEPS=llvm19-dev \t\tclang19'),
      run(
        'set -eux;         wget -O postgresql.tar.bz2 "https://ftp.postgresql.org/pub/source/v$PG_VERSION/postgresql-$PG_VERSION.tar.bz2";     ./configure;     make -j "$(nproc)" world-bin;     make install-world-bin;     apk add --no-cache --virtual .postgresql-rundeps         bash tzdata zstd icu-data-full;     postgres --version',
        [246 + Number(major), 94 + Number(major) / 3],
        [...programsIn('usr/local/bin'), program('bin/bash', 764_000), data('usr/local/lib/libpq.so.5', 330_000)],
        'usr/lib/llvm19/lib/libLLVM.so.19.1=150000 usr/share/icu/76.1/icudt76l.dat=31300 usr/local/lib/postgresql/bitcode/postgres.index.bc=26000 usr/local/lib/postgresql/llvmjit.so=300 usr/local/share/postgresql/postgres.bki=950',
      ),
      run(
        'set -eux;     cp -v /usr/local/share/postgresql/postgresql.conf.sample /usr/local/share/postgresql/postgresql.conf.sample.orig;     sed -ri "s!^#?(listen_addresses)\\s*=\\s*\\S+.*!\\1 = \'*\'!" /usr/local/share/postgresql/postgresql.conf.sample',
        [0.06, 0.0098],
        sample('usr/local/share/postgresql'),
        'usr/local/share/postgresql/postgresql.conf.sample.orig',
      ),
      ...ending(major, 70),
    ],
  };
}

const repository = 'library/postgres';

export const postgres: readonly CatalogueImage[] = releases.flatMap((release) => {
  const { names } = release;
  return [
    { repository, tags: tags(names, ',trixie'), recipe: onDebian(release, trixieSlim, trixieDistribution, 'trixie') },
    {
      repository,
      tags: tags(names, 'bookworm'),
      recipe: onDebian(release, bookwormSlim, bookwormDistribution, 'bookworm'),
    },
    { repository, tags: tags(names, 'alpine,alpine3.22'), recipe: onAlpine(release, alpine322) },
  ];
});
