// Applications that are run as they come: WordPress and its like, dashboards, build servers, what watches containers.
import { alpine319, alpine322 } from './alpine.ts';
import {
  alpineAccount,
  apk,
  apt,
  copyScripts,
  debianAccount,
  envs,
  exposes,
  run,
  tags,
  user,
  volume,
  workdir,
} from './instructions.ts';
import { bookwormDistribution, bookwormSlim } from './debian.ts';
import { directory, link, program, programs, text } from './files.ts';
import { jammyDistribution } from './ubuntu.ts';
import { temurin } from './java.ts';
import { wordpressFiles } from './wordpress.ts';
import { phpApache, phpFpm } from './php.ts';
import { nodeOnAlpine, nodeSlim } from './node.ts';
import { cmd, entrypoint, expose, label } from './recipe.ts';
import { owned, singleBinary } from './single-binary.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Recipe } from './recipe.ts';

const extensions = (names: string): ReturnType<typeof run> =>
  run(
    `set -ex; 		apt-get update; 	apt-get install -y --no-install-recommends libfreetype6-dev libicu-dev libjpeg-dev libpng-dev libwebp-dev libzip-dev; 	docker-php-ext-install -j "$(nproc)" ${names}; 	rm -rf /var/lib/apt/lists/*`,
    [68.4, 22.1],
    names
      .split(' ')
      .map((name) =>
        text(
          `usr/local/etc/php/conf.d/docker-php-ext-${name}.ini`,
          `${name === 'opcache' ? 'zend_' : ''}extension=${name}\n`,
        ),
      ),
    'usr/local/lib/php/extensions/imagick.so usr/local/lib/php/extensions/intl.so usr/local/lib/php/extensions/mysqli.so usr/lib/TRIPLET/libicudata.so.72=31 usr/lib/TRIPLET/libMagickCore.so=4 usr/lib/TRIPLET/libgs.so.10=20',
  );

/** An application in PHP: its source lies in /usr/src and comes into the volume at the first start. */
const phpScript = (name: string, marker: string): string => `#!/usr/bin/env bash
set -euo pipefail

if [[ "$1" == apache2* ]] || [ "$1" = 'php-fpm' ]; then
	if [ ! -e ${marker} ]; then
		echo >&2 "${name} not found in $PWD - copying now..."
		if [ -n "$(find -mindepth 1 -maxdepth 1 -not -name wp-content)" ]; then
			echo >&2 "WARNING: $PWD is not empty! (copying anyhow)"
		fi
		tar --create --file - --directory /usr/src/${name.toLowerCase()} . | tar --extract --file -
		echo >&2 "Complete! ${name} has been successfully copied to $PWD"
	fi
	for variable in \${!WORDPRESS_@}; do
		if [ "$variable" = 'WORDPRESS_DB_HOST' ] && [ ! -s wp-config.php ] && [ -s wp-config-docker.php ]; then
			echo >&2 "No 'wp-config.php' found in $PWD, but 'WORDPRESS_...' variables supplied; copying 'wp-config-docker.php' (\${!WORDPRESS_@})"
			cp wp-config-docker.php wp-config.php
		fi
	done
fi

exec "$@"
`;

const wordpress = (version: string, base: Recipe, fpm: boolean): Recipe => ({
  base,
  created: '2025-10-01T01:12:44Z',
  steps: [
    apt(
      'ghostscript',
      [51.3, 19.4],
      [program('usr/bin/gs', 14_000)],
      'usr/lib/TRIPLET/libgs.so.10=20 usr/share/ghostscript/Resource/CMap/UniJIS=10 usr/share/fonts/urw-base35/NimbusSans.t1=9',
    ),
    extensions('bcmath exif gd intl mysqli zip'),
    run(
      "set -eux; 	docker-php-ext-enable opcache; 	{ echo 'opcache.memory_consumption=128'; } > /usr/local/etc/php/conf.d/opcache-recommended.ini",
      [0.0003, 0.0004],
      [
        text(
          'usr/local/etc/php/conf.d/opcache-recommended.ini',
          'opcache.memory_consumption=128\nopcache.interned_strings_buffer=8\nopcache.max_accelerated_files=4000\nopcache.revalidate_freq=2\n',
        ),
        text(
          'usr/local/etc/php/conf.d/error-logging.ini',
          'error_reporting = E_ALL & ~E_NOTICE & ~E_DEPRECATED\ndisplay_errors = Off\ndisplay_startup_errors = Off\nlog_errors = On\nhtml_errors = Off\n',
        ),
      ],
      '',
    ),
    run(
      `set -eux; 	version='${version}'; 	curl -o wordpress.tar.gz -fL "https://wordpress.example/wordpress-$version.tar.gz"; 	tar -xzf wordpress.tar.gz -C /usr/src/; 	rm wordpress.tar.gz; 	mkdir wp-content`,
      [83.6, 27.8],
      [
        ...Object.entries(wordpressFiles)
          .filter(([path]) => path !== 'wp-config-docker.php')
          .map(([path, content]) => text(`usr/src/wordpress/${path}`, content, { uid: 33, gid: 33 })),
        text('usr/src/wordpress/wp-includes/version.php', `<?php\n$wp_version = '${version}';\n`, { uid: 33, gid: 33 }),
        ...['wp-admin', 'wp-content/plugins', 'wp-content/themes', 'wp-content/uploads', 'wp-includes'].map((path) =>
          owned(`usr/src/wordpress/${path}`, 33),
        ),
      ],
      'usr/src/wordpress/wp-includes/js/dist/block-editor.js=20 usr/src/wordpress/wp-admin/css/wp-admin.css=3 usr/src/wordpress/wp-content/themes/twentytwentyfive/screenshot.png=5',
    ),
    volume('/var/www/html'),
    {
      createdBy: 'COPY --chown=www-data:www-data wp-config-docker.php /usr/src/wordpress/ # buildkit',
      compressedSize: 1_722,
      files: () => [
        text('usr/src/wordpress/wp-config-docker.php', wordpressFiles['wp-config-docker.php'] ?? '', {
          uid: 33,
          gid: 33,
        }),
      ],
    },
    copyScripts({ 'docker-entrypoint.sh': phpScript('WordPress', 'index.php') }, '/usr/local/bin/'),
    entrypoint('docker-entrypoint.sh'),
    cmd(fpm ? 'php-fpm' : 'apache2-foreground'),
  ],
});

interface PhpApplication {
  readonly name: string;
  readonly version: string;
  readonly variable: string;
  readonly size: number;
  readonly sent: number;
  readonly folder?: string;
  readonly volumes?: readonly string[];
}

const phpApplication = (
  { name, version, variable, size, sent, folder = `usr/src/${name}`, volumes = ['/var/www/html'] }: PhpApplication,
  fpm: boolean,
): Recipe => ({
  base: fpm ? phpFpm('8.3.27', false) : phpApache('8.3.27'),
  created: '2025-10-21T01:30:10Z',
  steps: [
    extensions('exif gd intl mysqli opcache pcntl pdo_mysql pdo_pgsql zip'),
    ...envs(`${variable}=${version}`),
    run(
      `set -eux; 	curl -fsSL -o ${name}.tar.bz2 "https://${name}.example/releases/${name}-${version}.tar.bz2"; 	tar -xjf ${name}.tar.bz2 -C /${folder}`,
      [size, sent],
      [
        owned(folder, 33),
        text(
          `${folder}/index.php`,
          `<?php\necho "<h1>${name} ${version}</h1>\\n<p>Its pages are not simulated.</p>\\n";\n`,
          {
            uid: 33,
            gid: 33,
          },
        ),
        ...(name === 'drupal' ? [link('var/www/html', '/opt/drupal/web')] : []),
      ],
      `${folder}/lib/base.php=1 ${folder}/vendor/autoload.php=6 ${folder}/js/main.js=20 ${folder}/css/main.css=3`,
    ),
    ...(volumes.length > 0 ? [volume(...volumes)] : []),
    // Drupal's image has no script of its own.
    ...(name === 'drupal'
      ? []
      : [
          copyScripts(
            { 'docker-entrypoint.sh': phpScript(name.charAt(0).toUpperCase() + name.slice(1), 'index.php') },
            '/usr/local/bin/',
          ),
          entrypoint('docker-entrypoint.sh'),
        ]),
    cmd(fpm ? 'php-fpm' : 'apache2-foreground'),
  ],
});

const adminer: Recipe = {
  base: alpine322,
  created: '2025-08-26T18:04:19Z',
  steps: [
    {
      createdBy:
        'RUN /bin/sh -c echo "upload_max_filesize = 128M" >> /etc/php/conf.d/0-upload_large_dumps.ini # buildkit',
      compressedSize: 210,
      files: () => [
        text(
          'usr/local/etc/php/conf.d/0-upload_large_dumps.ini',
          'upload_max_filesize = 128M\npost_max_size = 128M\nmemory_limit = 1G\nmax_execution_time = 600\n',
        ),
      ],
    },
    run(
      'set -x && 	addgroup -S adminer && 	adduser -S -G adminer adminer && 	mkdir -p /var/www/html && 	mkdir /var/www/html/plugins-enabled && 	chown -R adminer:adminer /var/www/html',
      [0.003, 0.001],
      [...alpineAccount('adminer', 100, '/home/adminer'), owned('var/www/html/plugins-enabled', 100)],
      'etc/shadow-',
    ),
    apk(
      'php84 php84-mysqli php84-pgsql php84-sqlite3 php84-session tini',
      [98.5, 38.3],
      [program('usr/bin/php84', 12_500_000), program('sbin/tini', 22_000), program('usr/local/bin/php', 12_500_000)],
      'usr/lib/php84/modules/opcache.so=2 usr/lib/libicudata.so.76=31 usr/lib/libxml2.so.16 usr/lib/libpq.so.5',
    ),
    workdir('/var/www/html'),
    ...envs('ADMINER_VERSION=5.4.0'),
    run(
      'set -x && 	curl -fsSL "https://adminer.example/releases/download/v$ADMINER_VERSION/adminer-$ADMINER_VERSION.php" -o adminer.php && 	git clone --recurse-submodules=designs --depth 1 https://adminer.example/adminer.git /tmp/adminer',
      [3.4, 1.2],
      [],
      'var/www/html/adminer.php=1 var/www/html/designs/adminer-dark.css=1 var/www/html/plugins/translation.php=2',
    ),
    copyScripts(
      {
        'entrypoint.sh':
          '#!/bin/sh\nset -e\n\nif [ -n "$ADMINER_DESIGN" ]; then\n	ln -sf "designs/$ADMINER_DESIGN/adminer.css" adminer.css\nfi\n\nexec "$@"\n',
      },
      '/usr/local/bin/',
    ),
    entrypoint('entrypoint.sh'),
    cmd('php', '-S', '[::]:8080', '-t', '/var/www/html'),
    user('adminer'),
    expose(8080),
  ],
};

const ghost: Recipe = {
  base: nodeSlim('22'),
  created: '2025-11-10T22:25:37Z',
  steps: [
    ...envs('GOSU_VERSION=1.17'),
    run(
      'set -eux; 	wget -O /usr/local/bin/gosu "https://github.com/tianon/gosu/releases/download/$GOSU_VERSION/gosu-$dpkgArch"; 	chmod +x /usr/local/bin/gosu; 	gosu --version; 	gosu nobody true',
      [2.6, 1.2],
      [program('usr/local/bin/gosu', 2_330_624)],
      'usr/local/share/gosu/LICENSE',
    ),
    ...envs('NODE_ENV=production', 'GHOST_CLI_VERSION=1.28.3'),
    run(
      'set -eux; 	npm install -g "ghost-cli@$GHOST_CLI_VERSION"; 	npm cache clean --force',
      [53.6, 11.8],
      [program('usr/local/lib/node_modules/ghost-cli/bin/ghost', 1_100)],
      'usr/local/lib/node_modules/ghost-cli/node_modules/rxjs/bundle.js usr/local/lib/node_modules/ghost-cli/node_modules/lodash/lodash.js',
    ),
    ...envs('GHOST_INSTALL=/var/lib/ghost', 'GHOST_CONTENT=/var/lib/ghost/content', 'GHOST_VERSION=6.8.0'),
    run(
      'set -eux; 	mkdir -p "$GHOST_INSTALL"; 	chown node:node "$GHOST_INSTALL"; 	gosu node ghost install "$GHOST_VERSION" --db mysql --dbhost mysql --no-prompt --no-stack --no-setup --dir "$GHOST_INSTALL"',
      [469, 114],
      [owned('var/lib/ghost/content', 1000), program('var/lib/ghost/current/index.js', 1_400, 'ghost')],
      'var/lib/ghost/current/core/built/admin/assets/admin.js=30 var/lib/ghost/current/node_modules/@tryghost/lexical.js=20 var/lib/ghost/current/node_modules/better-sqlite3/build/better_sqlite3.node=10',
    ),
    workdir('/var/lib/ghost'),
    volume('/var/lib/ghost/content'),
    copyScripts(
      {
        'docker-entrypoint.sh':
          '#!/bin/bash\nset -e\n\nif [[ "$*" == node*current/index.js* ]] && [ "$(id -u)" = \'0\' ]; then\n	find "$GHOST_CONTENT" \\! -user node -exec chown node \'{}\' +\n	exec gosu node "$0" "$@"\nfi\n\nexec "$@"\n',
      },
      '/usr/local/bin/',
    ),
    entrypoint('docker-entrypoint.sh'),
    expose(2368),
    cmd('node', 'current/index.js'),
  ],
};

const jenkins = (java: number, alpine: boolean): Recipe => ({
  base: alpine ? temurin(java, 'jdk', 'alpine') : bookwormSlim,
  created: '2025-11-12T13:50:26Z',
  steps: [
    alpine
      ? apk(
          'bash coreutils curl git git-lfs tini tzdata unzip',
          [43, 15],
          [program('sbin/tini', 22_000), ...programs('usr/bin', 'curl=260000 git=3100000 git-lfs=12000000', 30_000)],
          'usr/libexec/git-core/git-remote-http=2 usr/bin/coreutils',
        )
      : apt(
          'ca-certificates curl git git-lfs gnupg gpg libfontconfig1 libfreetype6 procps ssh-client tini unzip tzdata',
          [110, 39],
          programs('usr/bin', 'curl=280312 git=3739160 git-lfs=12000000 tini=22000 unzip=183408 gpg=1151992', 30_000),
          'usr/lib/git-core/git-remote-http=3 usr/lib/TRIPLET/libperl.so.5.36=4 usr/lib/TRIPLET/libfreetype.so.6',
        ),
    ...envs('LANG=C.UTF-8'),
    run(
      'mkdir -p $JENKINS_HOME   && chown ${uid}:${gid} $JENKINS_HOME   && groupadd -g ${gid} ${group}   && useradd -l -d "$JENKINS_HOME" -u ${uid} -g ${gid} -m -s /bin/bash ${user}',
      [0.009, 0.003],
      [
        ...(alpine ? [] : debianAccount(bookwormDistribution, 'jenkins', 1000, '/var/jenkins_home')),
        owned('var/jenkins_home', 1000),
        owned('usr/share/jenkins/ref', 1000),
      ],
      'etc/gshadow-',
    ),
    volume('/var/jenkins_home'),
    ...envs(
      'JENKINS_HOME=/var/jenkins_home',
      'JENKINS_SLAVE_AGENT_PORT=50000',
      'REF=/usr/share/jenkins/ref',
      'JENKINS_VERSION=2.528.2',
      'JENKINS_UC=https://updates.jenkins.example',
      'COPY_REFERENCE_FILE_LOG=/var/jenkins_home/copy_reference_file.log',
      'JAVA_HOME=/opt/java/openjdk',
      'PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ),
    run(
      'curl -fsSL ${JENKINS_URL} -o /usr/share/jenkins/jenkins.war   && curl -fsSL ${PLUGIN_CLI_URL} -o /opt/jenkins-plugin-manager.jar',
      [104, 101],
      [],
      'usr/share/jenkins/jenkins.war=95 opt/jenkins-plugin-manager.jar=7',
    ),
    exposes(8080, 50_000),
    ...(alpine
      ? []
      : [
          run(
            'COPY --from=jre-build /javaruntime /opt/java/openjdk',
            [103, 58],
            [program('opt/java/openjdk/bin/java', 16_056)],
            'opt/java/openjdk/lib/modules=75 opt/java/openjdk/lib/server/libjvm.so=24',
          ),
        ]),
    user('jenkins'),
    copyScripts(
      {
        'jenkins.sh':
          '#! /bin/bash -e\n\nif [[ $# -lt 1 ]] || [[ "$1" == "--"* ]]; then\n  exec java -Duser.home="$JENKINS_HOME" ${JAVA_OPTS} -jar /usr/share/jenkins/jenkins.war ${JENKINS_OPTS} "$@"\nfi\n\nexec "$@"\n',
      },
      '/usr/local/bin/',
    ),
    entrypoint(alpine ? '/sbin/tini' : '/usr/bin/tini', '--', '/usr/local/bin/jenkins.sh'),
  ],
});

const sonarqube: Recipe = {
  base: temurin(17, 'jre', 'jammy'),
  created: '2025-11-04T15:40:53Z',
  steps: [
    label('org.opencontainers.image.url', 'https://github.com/SonarSource/docker-sonarqube'),
    ...envs(
      'SONARQUBE_HOME=/opt/sonarqube',
      'SONAR_VERSION=25.11.0.114957',
      'SQ_DATA_DIR=/opt/sonarqube/data',
      'SQ_EXTENSIONS_DIR=/opt/sonarqube/extensions',
      'SQ_LOGS_DIR=/opt/sonarqube/logs',
      'SQ_TEMP_DIR=/opt/sonarqube/temp',
    ),
    run(
      'set -eux;     useradd --system --uid 1000 --gid 0 sonarqube;     curl --fail --location --output sonarqube.zip "https://sonarqube.example/sonarqube-${SONAR_VERSION}.zip";     unzip -q sonarqube.zip',
      [1_010, 720],
      [
        ...debianAccount(jammyDistribution, 'sonarqube', 1000, '/opt/sonarqube'),
        ...['data', 'extensions', 'logs', 'temp'].map((path) =>
          directory(`opt/sonarqube/${path}`, { uid: 1000, gid: 0, mode: 0o770 }),
        ),
      ],
      'opt/sonarqube/lib/sonarqube.jar=1 opt/sonarqube/lib/sonar-application.jar=60 opt/sonarqube/lib/extensions/sonar-java-plugin.jar=40 opt/sonarqube/elasticsearch/lib/elasticsearch.jar=300 opt/sonarqube/lib/scanner/engine.jar=100',
    ),
    copyScripts(
      {
        'entrypoint.sh':
          '#!/usr/bin/env bash\nset -euo pipefail\n\nif [[ $# -lt 1 ]] || [[ "$1" = -* ]]; then\n  exec java -jar lib/sonarqube.jar -Dsonar.log.console=true "$@"\nfi\n\nexec "$@"\n',
      },
      '/opt/sonarqube/docker/',
    ),
    workdir('/opt/sonarqube'),
    expose(9000),
    user('sonarqube'),
    entrypoint('/opt/sonarqube/docker/entrypoint.sh'),
  ],
};

const grafana = (version: string): Recipe => ({
  base: alpine322,
  created: '2025-11-05T10:22:31Z',
  steps: [
    ...envs(
      'PATH=/usr/share/grafana/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      'GF_PATHS_CONFIG=/etc/grafana/grafana.ini',
      'GF_PATHS_DATA=/var/lib/grafana',
      'GF_PATHS_HOME=/usr/share/grafana',
      'GF_PATHS_LOGS=/var/log/grafana',
      'GF_PATHS_PLUGINS=/var/lib/grafana/plugins',
      'GF_PATHS_PROVISIONING=/etc/grafana/provisioning',
    ),
    apk(
      'ca-certificates bash curl tzdata musl-utils',
      [8.4, 3.9],
      [program('bin/bash', 764_000), program('usr/bin/curl', 260_000)],
      'usr/lib/libcurl.so.4 usr/share/zoneinfo/tzdata.zi',
    ),
    run(
      'COPY --from=go-src /tmp/grafana/bin/grafana* ./bin/',
      [720, 196],
      [
        program('usr/share/grafana/bin/grafana', 218_000_000, `grafana@${version}`),
        program('usr/share/grafana/bin/grafana-server', 3_100_000, `grafana@${version}`),
        program('usr/share/grafana/bin/grafana-cli', 3_100_000),
        ...['var/lib/grafana', 'var/lib/grafana/plugins', 'var/log/grafana', 'etc/grafana/provisioning'].map((path) =>
          owned(path, 472),
        ),
        text(
          'etc/grafana/grafana.ini',
          '[paths]\n\n[server]\n;http_port = 3000\n\n[security]\n;admin_user = admin\n;admin_password = admin\n',
          { uid: 472 },
        ),
      ],
      'usr/share/grafana/public/build/app.js=300 usr/share/grafana/public/img/bg.svg=20',
    ),
    expose(3000),
    label('org.opencontainers.image.version', version),
    copyScripts(
      {
        'run.sh':
          '#!/bin/bash -e\n\nexport HOME="$GF_PATHS_HOME"\n\nexec grafana server \\\n  --homepath="$GF_PATHS_HOME" \\\n  --config="$GF_PATHS_CONFIG" \\\n  --packaging=docker \\\n  "$@" \\\n  cfg:default.log.mode="console" \\\n  cfg:default.paths.data="$GF_PATHS_DATA" \\\n  cfg:default.paths.logs="$GF_PATHS_LOGS" \\\n  cfg:default.paths.plugins="$GF_PATHS_PLUGINS" \\\n  cfg:default.paths.provisioning="$GF_PATHS_PROVISIONING"\n',
      },
      '/',
    ),
    user('472'),
    workdir('/usr/share/grafana'),
    entrypoint('/run.sh'),
  ],
});

const pgadminScript = `#!/usr/bin/env bash

if [ -z "\${PGADMIN_DEFAULT_EMAIL}" ] || { [ -z "\${PGADMIN_DEFAULT_PASSWORD}" ] && [ -z "\${PGADMIN_DEFAULT_PASSWORD_FILE}" ]; }; then
    echo 'You need to define the PGADMIN_DEFAULT_EMAIL and PGADMIN_DEFAULT_PASSWORD or PGADMIN_DEFAULT_PASSWORD_FILE environment variables.'
    exit 1
fi

case "\${PGADMIN_DEFAULT_EMAIL}" in
    *@*.*) ;;
    *)
        echo "'\${PGADMIN_DEFAULT_EMAIL}' does not appear to be a valid email address. Please reset the PGADMIN_DEFAULT_EMAIL environment variable and try again."
        exit 1
        ;;
esac

if [ ! -f /var/lib/pgadmin/pgadmin4.db ]; then
    printf 'NOTE: Configuring authentication for SERVER mode.\\n\\n'
    echo 'pgAdmin 4 - Application Initialisation'
    echo '======================================'
    echo
    touch /var/lib/pgadmin/pgadmin4.db || exit 1
fi

exec /venv/bin/gunicorn --bind "\${PGADMIN_LISTEN_ADDRESS:-[::]}:\${PGADMIN_LISTEN_PORT:-80}" -w 1 run_pgadmin:app
`;

const mongoExpress: Recipe = {
  base: nodeOnAlpine('18'),
  created: '2024-02-22T20:17:44Z',
  steps: [
    ...envs(
      'MONGO_EXPRESS=1.0.2',
      'NODE_ENV=production',
      'ME_CONFIG_MONGODB_URL=mongodb://mongo:27017',
      'ME_CONFIG_MONGODB_ENABLE_ADMIN=true',
      'ME_CONFIG_SITE_SESSIONSECRET=secret',
      'ME_CONFIG_BASICAUTH_USERNAME=',
      'VCAP_APP_HOST=0.0.0.0',
    ),
    apk(
      'bash tini',
      [2.1, 0.8],
      [program('sbin/tini', 22_000), program('bin/bash', 764_000)],
      'usr/lib/libreadline.so.8',
    ),
    workdir('/app'),
    run(
      'COPY --from=build /app /app/',
      [46, 13.4],
      [program('app/app.js', 1_200, 'mongo-express')],
      'app/build/vendor.js=10 app/node_modules/mongodb/lib/index.js=5',
    ),
    expose(8081),
    entrypoint('/sbin/tini', '--', '/docker-entrypoint.sh'),
    copyScripts(
      {
        'docker-entrypoint.sh':
          '#!/bin/bash\nset -eo pipefail\n\n# options are for the application\nif [ "${1#-}" != "$1" ]; then\n	set -- mongo-express "$@"\nfi\nif [ "$1" = \'mongo-express\' ]; then\n	shift\n	set -- node app "$@"\nfi\n\nexec "$@"\n',
      },
      '/',
    ),
    cmd('mongo-express'),
  ],
};

const nextcloud = { name: 'nextcloud', version: '32.0.1', variable: 'NEXTCLOUD_VERSION', size: 690, sent: 232 };
const phpmyadmin = {
  name: 'phpmyadmin',
  version: '5.2.3',
  variable: 'VERSION',
  size: 66.2,
  sent: 14.8,
  folder: 'var/www/html',
  volumes: [],
};
const drupal = {
  name: 'drupal',
  version: '11.2.7',
  variable: 'DRUPAL_VERSION',
  size: 83.4,
  sent: 20.1,
  folder: 'opt/drupal/web',
  volumes: [],
};

export const applications: readonly CatalogueImage[] = [
  {
    repository: 'library/wordpress',
    tags: tags('6.8.3,6.8,6,', ',apache,php8.3,php8.3-apache'),
    recipe: wordpress('6.8.3', phpApache('8.3.27'), false),
  },
  {
    repository: 'library/wordpress',
    tags: tags('6.8.3,6.8,6,', 'fpm,php8.3-fpm'),
    recipe: wordpress('6.8.3', phpFpm('8.3.27', false), true),
  },
  {
    repository: 'library/wordpress',
    tags: tags('6.8.3,6.8,6,', 'fpm-alpine,php8.3-fpm-alpine'),
    recipe: wordpress('6.8.3', phpFpm('8.3.27', true), true),
  },
  {
    repository: 'library/nextcloud',
    tags: tags('32.0.1,32.0,32,', ',apache'),
    recipe: phpApplication(nextcloud, false),
  },
  { repository: 'library/nextcloud', tags: tags('32.0.1,32.0,32,', 'fpm'), recipe: phpApplication(nextcloud, true) },
  {
    repository: 'library/phpmyadmin',
    tags: tags('5.2.3,5.2,5,', ',apache'),
    recipe: phpApplication(phpmyadmin, false),
  },
  { repository: 'library/phpmyadmin', tags: tags('5.2.3,5.2,5,', 'fpm'), recipe: phpApplication(phpmyadmin, true) },
  { repository: 'phpmyadmin/phpmyadmin', tags: tags('5.2.3,5.2,5,'), recipe: phpApplication(phpmyadmin, false) },
  { repository: 'library/drupal', tags: tags('11.2.7,11.2,11,', ',apache'), recipe: phpApplication(drupal, false) },
  { repository: 'library/adminer', tags: tags('5.4.0,5,', ',standalone'), recipe: adminer },
  {
    repository: 'library/adminer',
    tags: tags('4.17.1,4'),
    recipe: {
      ...adminer,
      created: '2024-12-04T22:40:08Z',
      steps: [...adminer.steps, label('org.opencontainers.image.version', '4.17.1')],
    },
  },
  { repository: 'library/ghost', tags: tags('6.8.0,6.8,6,').concat(tags('6.8.0,6.8,6,', 'alpine')), recipe: ghost },
  { repository: 'library/mongo-express', tags: tags('1.0.2,1.0,1,'), recipe: mongoExpress },
  { repository: 'jenkins/jenkins', tags: tags('lts,2.528.2,lts-jdk21,2.528.2-lts,latest'), recipe: jenkins(21, false) },
  { repository: 'jenkins/jenkins', tags: tags('alpine,lts-alpine,2.528.2-alpine'), recipe: jenkins(21, true) },
  { repository: 'library/sonarqube', tags: tags('25.11.0.114957-community,community,latest,lts'), recipe: sonarqube },
  { repository: 'grafana/grafana', tags: tags('latest,12.2.1,12.2'), recipe: grafana('12.2.1') },
  { repository: 'grafana/grafana', tags: tags('11.6.7,11.6,11.3.0,11.0.0'), recipe: grafana('11.6.7') },
  singleBinary({
    repository: 'prom/prometheus',
    names: 'latest,v3.7.3,v3,main',
    created: '2025-10-30T08:17:52Z',
    on: 'busybox',
    binary: 'bin/prometheus',
    size: 312.4,
    files: [
      program('bin/promtool', 900_000),
      text(
        'etc/prometheus/prometheus.yml',
        "global:\n  scrape_interval: 15s\n  evaluation_interval: 15s\n\nalerting:\n  alertmanagers:\n    - static_configs:\n        - targets:\n\nrule_files:\n\nscrape_configs:\n  - job_name: 'prometheus'\n    static_configs:\n      - targets: ['localhost:9090']\n        labels:\n          app: 'prometheus'\n",
      ),
      owned('prometheus', 65_534),
    ],
    ports: [9090],
    volumes: ['/prometheus'],
    workdir: '/prometheus',
    user: 'nobody',
    entrypoint: ['/bin/prometheus'],
    command: ['--config.file=/etc/prometheus/prometheus.yml', '--storage.tsdb.path=/prometheus'],
    labels: { maintainer: 'The Prometheus Authors <prometheus-developers@googlegroups.com>' },
  }),
  singleBinary({
    repository: 'prom/alertmanager',
    names: 'latest,v0.29.0',
    created: '2025-11-01T11:04:10Z',
    on: 'busybox',
    binary: 'bin/alertmanager',
    size: 76.3,
    files: [
      program('bin/amtool', 900_000),
      owned('alertmanager', 65_534),
      text(
        'etc/alertmanager/alertmanager.yml',
        "route:\n  group_by: ['alertname']\n  group_wait: 30s\n  group_interval: 5m\n  repeat_interval: 1h\n  receiver: 'web.hook'\nreceivers:\n  - name: 'web.hook'\n    webhook_configs:\n      - url: 'http://127.0.0.1:5001/'\n",
      ),
    ],
    ports: [9093],
    volumes: ['/alertmanager'],
    workdir: '/alertmanager',
    user: 'nobody',
    entrypoint: ['/bin/alertmanager'],
    command: ['--config.file=/etc/alertmanager/alertmanager.yml', '--storage.path=/alertmanager'],
  }),
  singleBinary({
    repository: 'prom/node-exporter',
    names: 'latest,v1.10.2',
    created: '2025-10-25T20:18:55Z',
    on: 'busybox',
    binary: 'bin/node_exporter',
    size: 25.8,
    ports: [9100],
    user: 'nobody',
    entrypoint: ['/bin/node_exporter'],
  }),
  singleBinary({
    repository: 'google/cadvisor',
    names: 'latest,v0.33.0',
    created: '2019-02-26T21:11:05Z',
    on: alpine319,
    binary: 'usr/bin/cadvisor',
    size: 62.1,
    ports: [8080],
    entrypoint: ['/usr/bin/cadvisor', '-logtostderr'],
  }),
  singleBinary({
    repository: 'portainer/portainer-ce',
    names: 'latest,lts,alpine,2.33.4',
    created: '2025-11-06T02:31:42Z',
    on: 'scratch',
    binary: 'portainer',
    size: 186.2,
    ports: [8000, 9000, 9443],
    volumes: ['/data'],
    workdir: '/',
    entrypoint: ['/portainer'],
  }),
  singleBinary({
    repository: 'portainer/portainer',
    names: 'latest,1.25.0',
    created: '2023-01-11T05:32:30Z',
    on: 'scratch',
    binary: 'portainer',
    size: 287.8,
    ports: [8000, 9000, 9443],
    volumes: ['/data'],
    workdir: '/',
    entrypoint: ['/portainer'],
  }),
  singleBinary({
    repository: 'dpage/pgadmin4',
    names: 'latest,9,9.10,9.10.0,9.8,9.8.0,9.2,9.2.0',
    created: '2025-11-13T07:55:14Z',
    binary: 'venv/bin/gunicorn',
    program: 'pgadmin-gunicorn',
    size: 540.2,
    files: [
      program('bin/bash', 764_000),
      owned('var/lib/pgadmin', 5050),
      ...alpineAccount('pgadmin', 5050, '/home/pgadmin'),
      text('entrypoint.sh', pgadminScript, { mode: 0o755 }),
    ],
    env: ['PYTHONPATH=/pgadmin4'],
    ports: [80, 443],
    volumes: ['/var/lib/pgadmin'],
    workdir: '/pgadmin4',
    user: '5050',
    entrypoint: ['/entrypoint.sh'],
  }),
];
