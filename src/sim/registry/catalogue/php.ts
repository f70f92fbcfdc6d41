// PHP for the command line, with Apache and with php-fpm, and composer.
import { apacheLogsToOutput, apacheOnDebian } from './apache.ts';
import { hexOf, sha256 } from '../../oci/digest.ts';
import { alpine322 } from './alpine.ts';
import { bookworm } from './buildpack-deps.ts';
import {
  apk,
  apt,
  certificates,
  copyScripts,
  envs,
  exposes,
  makeDirectories,
  run,
  tags,
  workdir,
} from './instructions.ts';
import { data, program, programs, type Draft } from './files.ts';
import { enabledFiles, fpmFiles, settingsFiles } from './php-files.ts';
import { cmd, entrypoint, stopSignal } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

type Steps = readonly (LayerStep | ConfigStep)[];

const phpScript = (name: string): string => `#!/bin/sh
set -e

# options are for PHP itself
if [ "\${1#-}" != "$1" ]; then
	set -- ${name} "$@"
fi

exec "$@"
`;

const phpTools: Draft[] = [
  'docker-php-ext-configure',
  'docker-php-ext-enable',
  'docker-php-ext-install',
  'docker-php-source',
].map((name) => program(`usr/local/bin/${name}`, 2_500));

function phpSteps(version: string, flavour: 'cli' | 'apache' | 'fpm', compilers: LayerStep): Steps {
  const binary =
    flavour === 'fpm'
      ? program('usr/local/sbin/php-fpm', 20_000_000)
      : flavour === 'apache'
        ? data('usr/lib/apache2/modules/libphp.so', 20_000_000)
        : program('usr/local/bin/php-cgi', 20_000_000);
  return [
    compilers,
    ...envs(
      `PHPIZE_DEPS=${compilers === compilersOnAlpine ? 'autoconf \t\tdpkg-dev dpkg \t\tfile \t\tg++ \t\tgcc \t\tlibc-dev \t\tmake \t\tpkgconf \t\tre2c' : 'autoconf \t\tdpkg-dev \t\tfile \t\tg++ \t\tgcc \t\tlibc-dev \t\tmake \t\tpkg-config \t\tre2c'}`,
      'PHP_INI_DIR=/usr/local/etc/php',
    ),
    makeDirectories('usr/local/etc/php/conf.d var/www/html', 33, 0o777),
    ...(flavour === 'apache'
      ? [
          ...envs('APACHE_CONFDIR=/etc/apache2', 'APACHE_ENVVARS=/etc/apache2/envvars'),
          apt(
            'apache2',
            [14.4, 4.5],
            apacheOnDebian(true),
            'usr/lib/apache2/modules/mod_ssl.so usr/lib/apache2/modules/mod_proxy.so usr/lib/apache2/modules/mod_http2.so=2 usr/lib/TRIPLET/libapr-1.so.0',
          ),
          run(
            'set -eux; 	ln -sfT /dev/stderr "$APACHE_LOG_DIR/error.log"; 	ln -sfT /dev/stdout "$APACHE_LOG_DIR/access.log"; 	a2dismod mpm_event && a2enmod mpm_prefork',
            [0.02, 0.01],
            apacheLogsToOutput,
            'var/cache/debconf/config.dat-old',
          ),
        ]
      : []),
    ...envs(
      'PHP_CFLAGS=-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64',
      'PHP_CPPFLAGS=-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64',
      'PHP_LDFLAGS=-Wl,-O1 -pie',
      `PHP_VERSION=${version}`,
      `PHP_URL=https://www.php.net/distributions/php-${version}.tar.xz`,
      `PHP_SHA256=${hexOf(sha256(`php-${version}.tar.xz`))}`,
    ),
    run(
      'set -eux; 		curl -fsSL -o php.tar.xz "$PHP_URL"; 		echo "$PHP_SHA256 *php.tar.xz" | sha256sum -c -',
      [14.3, 13.9],
      phpTools,
      'usr/src/php.tar.xz',
    ),
    run(
      'set -eux; 		./configure --build="$gnuArch" --with-config-file-path="$PHP_INI_DIR" --enable-mbstring --enable-mysqlnd --with-curl --with-openssl --with-readline --with-zlib; 	make -j "$(nproc)"; 	make install; 	pecl update-channels; 	php --version',
      [57.9, 13.6],
      [
        program('usr/local/bin/php', 19_800_000),
        binary,
        ...programs('usr/local/bin', 'pear=790 peardev=790 pecl=690 phar=15000 phpize=4500 php-config=3000', 1_000),
        ...settingsFiles(version),
      ],
      'usr/local/include/php/main.h=3 usr/local/lib/php/PEAR.php=2',
    ),
    copyScripts(
      {
        'docker-php-entrypoint': phpScript(
          flavour === 'apache' ? 'apache2-foreground' : flavour === 'fpm' ? 'php-fpm' : 'php',
        ),
      },
      '/usr/local/bin/',
    ),
    run('docker-php-ext-enable opcache sodium', [0.0001, 0.0004], enabledFiles, ''),
    entrypoint('docker-php-entrypoint'),
    ...(flavour === 'apache' ? apacheEnd : flavour === 'fpm' ? fpmEnd : [cmd('php', '-a')]),
  ];
}

const apacheEnd: Steps = [
  stopSignal('SIGWINCH'),
  copyScripts(
    {
      'apache2-foreground':
        '#!/bin/bash\nset -e\n\n. "${APACHE_ENVVARS:-/etc/apache2/envvars}"\nrm -f /var/run/apache2/apache2.pid\n\nexec apache2 -DFOREGROUND "$@"\n',
    },
    '/usr/local/bin/',
  ),
  workdir('/var/www/html'),
  exposes(80),
  cmd('apache2-foreground'),
];

const fpmEnd: Steps = [
  workdir('/var/www/html'),
  run('set -eux; 	cd /usr/local/etc; 	cp php-fpm.d/www.conf.default php-fpm.d/www.conf', [0.0252, 0.0089], fpmFiles, ''),
  stopSignal('SIGQUIT'),
  exposes(9000),
  cmd('php-fpm'),
];

const compilersOnDebian = apt(
  '$PHPIZE_DEPS ca-certificates curl xz-utils',
  [318.7, 104.3],
  [
    ...certificates,
    ...programs(
      'usr/bin',
      'gcc=1093424 g++=1093424 make=239960 autoconf=15042 curl=280312 xz=84184 file=27016 re2c=900000',
      30_000,
    ),
  ],
  'usr/lib/gcc/TRIPLET/cc1=29 usr/lib/gcc/TRIPLET/cc1plus=31 usr/lib/gcc/TRIPLET/lto1=28 usr/lib/gcc/TRIPLET/libasan.a=22 usr/lib/TRIPLET/libc.a=6',
);
const compilersOnAlpine = apk(
  'ca-certificates curl openssl tar xz',
  [4.6, 1.9],
  [...certificates, ...programs('usr/bin', 'curl=260000 openssl=700000 tar=400000 xz=70000', 30_000)],
  'usr/lib/libcurl.so.4 usr/lib/libnghttp2.so.14 usr/lib/libcrypto.so.3=4',
);

/** PHP on Debian with Apache, which WordPress and others are built on. */
export const phpApache = (version: string): Recipe => ({
  base: bookworm.slim,
  created: '2025-10-24T00:01:33Z',
  steps: phpSteps(version, 'apache', compilersOnDebian),
});

/** PHP's process manager on Debian and on Alpine. */
export const phpFpm = (version: string, alpine: boolean): Recipe => ({
  base: alpine ? alpine322 : bookworm.slim,
  created: '2025-10-24T00:03:12Z',
  steps: phpSteps(version, 'fpm', alpine ? compilersOnAlpine : compilersOnDebian),
});

const phpCli = (version: string, alpine: boolean): Recipe => ({
  base: alpine ? alpine322 : bookworm.slim,
  created: '2025-10-23T23:58:40Z',
  steps: phpSteps(version, 'cli', alpine ? compilersOnAlpine : compilersOnDebian),
});

const composer = (version: string): Recipe => ({
  base: phpCli('8.4.14', true),
  created: '2025-10-28T09:31:27Z',
  steps: [
    apk(
      'git 7zip zip unzip bash mercurial openssh-client subversion',
      [114, 38],
      programs('usr/bin', 'git=3100000 zip=190000 unzip=170000 hg=36 svn=420000', 30_000),
      'usr/lib/python3.12/lib-dynload/_decimal.so=9 usr/lib/libsvn_subr-1.so=1 usr/bin/7z=2',
    ),
    ...envs('COMPOSER_ALLOW_SUPERUSER=1', 'COMPOSER_HOME=/tmp', `COMPOSER_VERSION=${version}`),
    run(
      'set -eux ;   curl --silent --fail --location --output /usr/bin/composer https://composer.example/composer.phar ;   chmod +x /usr/bin/composer ;   composer --ansi --version',
      [3.2, 0.9],
      [program('usr/bin/composer', 3_100_000)],
      'usr/share/doc/composer/LICENSE',
    ),
    copyScripts(
      {
        'docker-entrypoint.sh':
          '#!/bin/sh\n\nif [ "${1#-}" != "$1" ]; then\n  set -- composer "$@"\nelif composer help "$1" > /dev/null 2>&1; then\n  set -- composer "$@"\nfi\n\nexec "$@"\n',
      },
      '/',
    ),
    workdir('/app'),
    entrypoint('/docker-entrypoint.sh'),
    cmd('composer'),
  ],
});

const php = (version: string, names: string): CatalogueImage[] => {
  const repository = 'library/php';
  return [
    { repository, tags: tags(names, ',cli,bookworm,cli-bookworm'), recipe: phpCli(version, false) },
    { repository, tags: tags(names, 'apache,apache-bookworm'), recipe: phpApache(version) },
    { repository, tags: tags(names, 'fpm,fpm-bookworm'), recipe: phpFpm(version, false) },
    { repository, tags: tags(names, 'alpine,cli-alpine,alpine3.22,cli-alpine3.22'), recipe: phpCli(version, true) },
    { repository, tags: tags(names, 'fpm-alpine,fpm-alpine3.22'), recipe: phpFpm(version, true) },
  ];
};

export const phpImages: readonly CatalogueImage[] = [
  ...php('8.4.14', '8.4.14,8.4,8,'),
  ...php('8.3.27', '8.3.27,8.3'),
  ...php('8.2.29', '8.2.29,8.2'),
  ...php('8.1.33', '8.1.33,8.1'),
  { repository: 'library/composer', tags: tags('2.8.12,2.8,2,'), recipe: composer('2.8.12') },
  { repository: 'library/composer', tags: tags('2.2.25,2.2,lts'), recipe: composer('2.2.25') },
];
