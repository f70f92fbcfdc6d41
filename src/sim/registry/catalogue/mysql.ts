// mysql and mariadb: two databases of one origin; the images have one kind of entrypoint.
import {
  apt,
  copyScripts,
  debianAccount,
  envs,
  exposes,
  makeDirectories,
  run,
  served,
  tags,
  volume,
} from './instructions.ts';
import { directory, link, program, programs, text } from './files.ts';
import { mysqlScript } from './mysql-script.ts';
import { cmd, entrypoint } from './recipe.ts';
import { oracleLinuxSlim, rpmAccount } from './rpm-systems.ts';
import { nobleDistribution } from './ubuntu-system.ts';
import { ubuntuNoble } from './ubuntu.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { Recipe } from './recipe.ts';

const mysqlEntrypoint = mysqlScript({
  product: 'MySQL',
  server: 'mysqld',
  client: 'mysql',
  prefixes: ['MYSQL'],
  install: '"$@" --initialize-insecure --default-time-zone=SYSTEM',
  level: 'Note',
});

const mariadbEntrypoint = mysqlScript({
  product: 'MariaDB',
  server: 'mariadbd',
  client: 'mariadb',
  prefixes: ['MARIADB', 'MYSQL'],
  install: 'mariadb-install-db --datadir="$DATADIR" --rpm --auth-root-authentication-method=normal',
  level: 'Note',
});

const configuration = `[mysqld]
skip-host-cache
skip-name-resolve
datadir=/var/lib/mysql
socket=/var/run/mysqld/mysqld.sock
secure-file-priv=/var/lib/mysql-files
user=mysql
pid-file=/var/run/mysqld/mysqld.pid

[client]
socket=/var/run/mysqld/mysqld.sock

!includedir /etc/mysql/conf.d/
`;

function mysqlRecipe(version: string, created: string): Recipe {
  const [major = '', minor = ''] = version.split('.');
  return {
    base: oracleLinuxSlim,
    created,
    steps: [
      run(
        'set -eux;     groupadd --system --gid 999 mysql;     useradd --system --uid 999 --gid 999 --home-dir /var/lib/mysql --no-create-home mysql',
        [0.0018, 0.0009],
        rpmAccount('mysql', 999, '/var/lib/mysql'),
        'etc/gshadow-',
      ),
      ...envs('GOSU_VERSION=1.17'),
      run(
        'set -eux;     curl -fL -o /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$arch";     chmod +x /usr/local/bin/gosu;     gosu --version;     gosu nobody true',
        [2.36, 0.98],
        [program('usr/local/bin/gosu', 2_330_624)],
        'usr/local/share/gosu/LICENSE',
      ),
      run(
        'set -eux;     microdnf install -y         bzip2         gzip         openssl         xz         zstd         findutils     ;     microdnf clean all',
        [17.6, 6.67],
        programs('usr/bin', 'bzip2 xz zstd', 190_000),
        'usr/lib64/libicui18n.so.67 usr/share/licenses/xz/COPYING usr/lib64/perl5.so',
      ),
      ...envs(
        `MYSQL_MAJOR=${version.startsWith('8.4') ? '8.4' : version.startsWith('8.0') ? '8.0' : 'innovation'}`,
        `MYSQL_VERSION=${version}-1.el9`,
      ),
      run(
        'set -eu;     { echo "[mysql$MYSQL_MAJOR-server-minimal]"; echo "enabled=1"; } | tee /etc/yum.repos.d/mysql-community-minimal.repo',
        [0.0003, 0.000_32],
        [
          text(
            'etc/yum.repos.d/mysql-community-minimal.repo',
            `[mysql${major}.${minor}-server-minimal]\nname=MySQL Server Minimal\nenabled=1\nbaseurl=http://mysql.example/yum/$basearch/\n`,
          ),
        ],
        '',
      ),
      run(
        'set -eux;     microdnf install -y "mysql-community-server-minimal-$MYSQL_VERSION";     microdnf clean all;     mkdir /docker-entrypoint-initdb.d;     mysqld --version;     mysql --version',
        [version.startsWith('8.0') ? 417 : 437, version.startsWith('8.0') ? 119 : 127],
        [
          program('usr/sbin/mysqld', 72_000_000),
          ...programs(
            'usr/bin',
            'mysql=7800000 mysqladmin=7400000 mysqldump=7400000 mysql_config_editor=4900000 mysql_ssl_rsa_setup=3300000 mysql_tzinfo_to_sql=2700000',
            6_000_000,
          ),
          text('etc/my.cnf', configuration),
          directory('etc/mysql/conf.d'),
          directory('docker-entrypoint-initdb.d'),
          ...['var/lib/mysql', 'var/run/mysqld', 'var/lib/mysql-files'].map((path) =>
            directory(path.replace('var/run', 'run'), {
              uid: 999,
              gid: 999,
              mode: path.endsWith('files') ? 0o770 : 0o1777,
            }),
          ),
        ],
        'usr/lib64/mysql/private/libprotobuf.so.24=12 usr/lib64/mysql/plugin/component_query_attributes.so=4 usr/share/mysql-8.4/charsets/Index.xml=3 usr/lib64/mysql/private/icudt77l/brkitr/khmerdict.dict=2 usr/share/mysql-8.4/dictionary.txt=4 usr/lib64/mysql/component_reference_cache.so=1',
      ),
      volume('/var/lib/mysql'),
      copyScripts({ 'docker-entrypoint.sh': mysqlEntrypoint }, '/usr/local/bin/'),
      {
        createdBy: 'RUN /bin/sh -c ln -s usr/local/bin/docker-entrypoint.sh /entrypoint.sh # buildkit',
        compressedSize: 121,
        files: () => [link('entrypoint.sh', 'usr/local/bin/docker-entrypoint.sh')],
      },
      entrypoint('docker-entrypoint.sh'),
      exposes(3306, 33060),
      cmd('mysqld'),
    ],
  };
}

const aliases =
  'mysql=mariadb mysqladmin=mariadb-admin mysqldump=mariadb-dump mysql_upgrade=mariadb-upgrade mysqld_safe=mariadbd-safe';

function mariadbPrograms(version: string): Draft[] {
  return [
    program('usr/sbin/mariadbd', 27_000_000),
    link('usr/sbin/mysqld', 'mariadbd'),
    ...programs(
      'usr/bin',
      'mariadb=5300000 mariadb-admin=5000000 mariadb-dump=5100000 mariadb-upgrade=5000000 mariadb-check=5000000 mariadb-install-db=23000 mariadbd-safe=33000 mariadb-tzinfo-to-sql=4000000',
      5_000_000,
    ),
    // Since 11.0 the old names are gone.
    ...(version.startsWith('10.')
      ? aliases.split(' ').map((pair) => link(`usr/bin/${pair.split('=')[0] ?? ''}`, pair.split('=')[1] ?? ''))
      : []),
    text(
      'etc/mysql/my.cnf',
      '[client-server]\nsocket = /run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/mariadb.conf.d/\n!includedir /etc/mysql/conf.d/\n',
    ),
    directory('etc/mysql/conf.d'),
    directory('etc/mysql/mariadb.conf.d'),
    directory('docker-entrypoint-initdb.d'),
    ...['var/lib/mysql', 'run/mysqld'].map((path) => directory(path, { uid: 999, gid: 999, mode: 0o755 })),
  ];
}

const healthScript = `#!/bin/bash
set -eo pipefail

if [ $# -eq 0 ]; then
	echo "At least one argument required" >&2
	exit 1
fi
while [ $# -gt 0 ]; do
	case "$1" in
		--connect|--innodb_initialized) mariadb-admin ping --silent ;;
		--*) ;;
	esac
	shift
done
`;

function mariadbRecipe(version: string, created: string): Recipe {
  return {
    base: ubuntuNoble,
    created,
    steps: [
      run(
        'groupadd -r mysql && useradd -r -g mysql mysql --home-dir /var/lib/mysql',
        [0.0086, 0.0018],
        debianAccount(nobleDistribution, 'mysql', 999, '/var/lib/mysql'),
        'etc/gshadow-',
      ),
      ...envs('GOSU_VERSION=1.17'),
      run(
        'set -eux;     apt-get update;     apt-get install -y --no-install-recommends         ca-certificates         gpg         gpgv         libjemalloc2         pwgen         tzdata         xz-utils         zstd ;     rm -rf /var/lib/apt/lists/*;     gosu --version',
        [17.1, 5.9],
        [
          program('usr/local/bin/gosu', 2_330_624),
          ...programs('usr/bin', 'gpg=1100000 pwgen=22000 xz=84000 zstd=1050000', 22_000),
        ],
        'usr/lib/TRIPLET/libjemalloc.so.2 usr/share/zoneinfo/posixrules usr/share/zoneinfo/right/UTC=3',
      ),
      makeDirectories('docker-entrypoint-initdb.d'),
      ...envs('LANG=C.UTF-8', `MARIADB_VERSION=1:${version}+maria~ubu2404`),
      apt(
        'mariadb-server="$MARIADB_VERSION" mariadb-backup socat',
        [233, 77.4],
        mariadbPrograms(version),
        'usr/lib/mysql/plugin/ha_rocksdb.so=3 usr/lib/mysql/plugin/ha_spider.so=2 usr/lib/mysql/plugin/ha_connect.so=2 usr/bin/mariadb-backup=26 usr/lib/TRIPLET/libperl.so.5.38=4 usr/lib/TRIPLET/libicudata.so.74=31 usr/share/mariadb/charsets/Index.xml=1',
      ),
      volume('/var/lib/mysql'),
      copyScripts({ 'healthcheck.sh': healthScript, 'docker-entrypoint.sh': mariadbEntrypoint }, '/usr/local/bin/'),
      ...served('docker-entrypoint.sh', 3306, 'mariadbd'),
    ],
  };
}

const mysql = (names: string, version: string): CatalogueImage => ({
  repository: 'library/mysql',
  tags: tags(names, ',oraclelinux9').filter((tag) => tag !== 'oraclelinux9' || names.endsWith(',')),
  recipe: mysqlRecipe(version, '2025-10-21T19:12:33Z'),
});

const mariadb = (names: string, version: string): CatalogueImage => ({
  repository: 'library/mariadb',
  tags: tags(names, ',noble'),
  recipe: mariadbRecipe(version, '2025-11-12T20:41:03Z'),
});

export const mysqlImages: readonly CatalogueImage[] = [
  mysql('9.5.0,9.5,9,innovation,', '9.5.0'),
  mysql('8.4.7,8.4,8,lts', '8.4.7'),
  mysql('8.0.44,8.0', '8.0.44'),
  mysql('5.7.44,5.7,5', '5.7.44'),
  mariadb('12.1.2,12.1', '12.1.2'),
  mariadb('12.0.2,12.0,12,', '12.0.2'),
  mariadb('11.8.5,11.8,11,lts', '11.8.5'),
  mariadb('11.4.9,11.4', '11.4.9'),
  mariadb('10.11.15,10.11,10', '10.11.15'),
  mariadb('10.6.24,10.6', '10.6.24'),
];
