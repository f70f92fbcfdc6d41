// Web servers and proxies besides nginx: httpd, Caddy, Traefik, HAProxy, Tomcat, and images that add little to nginx.
import { alpine321, alpine322 } from './alpine.ts';
import { bookwormDistribution, bookwormSlim } from './debian.ts';
import {
  alpineAccount,
  apk,
  apt,
  certificates,
  copyScripts,
  debianAccount,
  envs,
  exposes,
  makeDirectories,
  run,
  tags,
  user,
  workdir,
} from './instructions.ts';
import { data, directory, program, programs, text } from './files.ts';
import { nginxOn } from './nginx.ts';
import { cmd, entrypoint, expose, label, stopSignal } from './recipe.ts';
import { temurin } from './java.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

const httpdModuleNames = (
  'mpm_event authn_file authn_core authz_host authz_groupfile authz_user authz_core access_compat auth_basic reqtimeout filter ' +
  'mime log_config env headers setenvif version unixd status autoindex dir alias'
).split(' ');

const httpdConfiguration = `ServerRoot "/usr/local/apache2"
Listen 80

${httpdModuleNames.map((name) => `LoadModule ${name}_module modules/mod_${name}.so`).join('\n')}
#LoadModule proxy_module modules/mod_proxy.so
#LoadModule proxy_http_module modules/mod_proxy_http.so
#LoadModule rewrite_module modules/mod_rewrite.so
#LoadModule ssl_module modules/mod_ssl.so

<IfModule unixd_module>
User www-data
Group www-data
</IfModule>

ServerAdmin you@example.com
#ServerName www.example.com:80

# nothing may be seen, but what is granted below
<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "/usr/local/apache2/htdocs"
<Directory "/usr/local/apache2/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

<IfModule dir_module>
    DirectoryIndex index.html
</IfModule>

<Files ".ht*">
    Require all denied
</Files>

ErrorLog /proc/self/fd/2
LogLevel warn

<IfModule log_config_module>
    LogFormat "%h %l %u %t \\"%r\\" %>s %b \\"%{Referer}i\\" \\"%{User-Agent}i\\"" combined
    LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
    CustomLog /proc/self/fd/1 common
</IfModule>

<IfModule mime_module>
    TypesConfig conf/mime.types
    AddType application/x-compress .Z
    AddType application/x-gzip .gz .tgz
</IfModule>

# more of it, when needed
#Include conf/extra/httpd-vhosts.conf
#Include conf/extra/httpd-ssl.conf
`;

const foreground = `#!/bin/sh
set -e

# a PID file that an earlier run left behind keeps the server from starting
rm -f /usr/local/apache2/logs/httpd.pid

exec httpd -DFOREGROUND "$@"
`;

const httpdFiles: readonly Draft[] = [
  ...programs(
    'usr/local/apache2/bin',
    'httpd=2300000 apachectl=3800 ab=90000 htpasswd=66000 htdigest=27000 rotatelogs=50000 logresolve=21000',
    30_000,
  ),
  text('usr/local/apache2/conf/httpd.conf', httpdConfiguration),
  data('usr/local/apache2/conf/mime.types', 60_855),
  text('usr/local/apache2/htdocs/index.html', '<html><body><h1>It works!</h1></body></html>\n', {
    uid: 1000,
    gid: 1000,
  }),
  directory('usr/local/apache2/logs'),
  directory('usr/local/apache2/cgi-bin'),
];

const httpdModules =
  'usr/local/apache2/modules/mod_proxy.so=14 usr/local/apache2/modules/mod_ssl.so=26 usr/local/apache2/modules/mod_http2.so=26 usr/local/apache2/modules/mod_lua.so=15 usr/local/apache2/modules/mod_rewrite.so=7 usr/local/apache2/manual/index.html.en=60';

const httpdEnd: readonly (LayerStep | ConfigStep)[] = [
  stopSignal('SIGWINCH'),
  copyScripts({ 'httpd-foreground': foreground }, '/usr/local/bin/'),
  expose(80),
  cmd('httpd-foreground'),
];

const httpdEnvironment = envs(
  'HTTPD_PREFIX=/usr/local/apache2',
  'PATH=/usr/local/apache2/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
);
const httpdBuild =
  'set -eux; 		./configure 		--prefix="$HTTPD_PREFIX" 		--enable-mods-shared=reallyall 		--enable-mpms-shared=all 	; 	make -j "$(nproc)"; 	make install; 	httpd -v';

function httpd(version: string, created: string): readonly [debian: Recipe, alpine: Recipe] {
  return [
    {
      base: bookwormSlim,
      created,
      steps: [
        ...httpdEnvironment,
        makeDirectories('usr/local/apache2', 33),
        { ...workdir('/usr/local/apache2'), files: () => [], compressedSize: 32 },
        apt(
          'ca-certificates libaprutil1-ldap libldap-common',
          [10.4, 4.02],
          certificates,
          'usr/lib/TRIPLET/libaprutil-1.so.0 usr/lib/TRIPLET/libcrypto.so.3=4 usr/lib/TRIPLET/libperl.so.5.36=4',
        ),
        ...envs(`HTTPD_VERSION=${version}`),
        run(
          httpdBuild,
          [62.3, 25.6],
          httpdFiles,
          `${httpdModules} usr/lib/TRIPLET/libicudata.so.72=31 usr/lib/TRIPLET/libxml2.so.2=2`,
        ),
        ...httpdEnd,
      ],
    },
    {
      base: alpine322,
      created,
      steps: [
        makeDirectories('usr/local/apache2', 82),
        ...httpdEnvironment,
        apk(
          'apr apr-util apr-util-ldap ca-certificates perl',
          [44.3, 14.7],
          certificates,
          'usr/lib/libapr-1.so.0 usr/lib/perl5/core_perl/CORE/libperl.so=4 usr/share/perl5/core_perl/unicore/Name.pl=36',
        ),
        ...envs(`HTTPD_VERSION=${version}`),
        run(httpdBuild, [12.6, 4.9], httpdFiles, httpdModules),
        ...httpdEnd,
      ],
    },
  ];
}

const caddyfile = `# What this server does is written here. Put a domain name in place of :80 and it is served with HTTPS.

:80 {
	# where the files are
	root * /usr/share/caddy

	# serve them
	file_server
}
`;

const caddy: Recipe = {
  base: alpine322,
  created: '2025-10-02T16:10:44Z',
  steps: [
    apk('ca-certificates libcap mailcap', [0.78, 0.39], certificates, 'etc/mime.types usr/lib/libcap.so.2'),
    run(
      'set -eux; 	mkdir -p 		/config/caddy 		/data/caddy 		/etc/caddy 		/usr/share/caddy 	; 	wget -O /etc/caddy/Caddyfile "https://github.com/caddyserver/dist/raw/Caddyfile"; 	wget -O /usr/share/caddy/index.html "https://github.com/caddyserver/dist/raw/index.html"',
      [0.0213, 0.0078],
      [
        text('etc/caddy/Caddyfile', caddyfile),
        ...['config/caddy', 'data/caddy'].map((path) => directory(path)),
        text(
          'usr/share/caddy/index.html',
          '<!DOCTYPE html>\n<html>\n<head>\n\t<title>Caddy works!</title>\n\t<meta charset="utf-8">\n</head>\n<body>\n\t<h1>Congratulations!</h1>\n\t<p>Your web server is working. Now make it work for you.</p>\n</body>\n</html>\n',
        ),
      ],
      'usr/share/caddy/logo.svg',
    ),
    ...envs('CADDY_VERSION=v2.10.2'),
    run(
      'set -eux; 	wget -O /tmp/caddy.tar.gz "https://github.com/caddyserver/caddy/releases/download/$CADDY_VERSION/caddy_linux_$binArch.tar.gz"; 	tar x -z -f /tmp/caddy.tar.gz -C /usr/bin caddy; 	setcap cap_net_bind_service=+ep /usr/bin/caddy; 	chmod +x /usr/bin/caddy; 	caddy version',
      [48.1, 16.2],
      [program('usr/bin/caddy', 48_000_000)],
      'usr/share/doc/caddy/LICENSE',
    ),
    ...envs('XDG_CONFIG_HOME=/config', 'XDG_DATA_HOME=/data'),
    label('org.opencontainers.image.version', 'v2.10.2'),
    label('org.opencontainers.image.title', 'Caddy'),
    exposes(80, 443, '443/udp', 2019),
    workdir('/srv'),
    cmd('caddy', 'run', '--config', '/etc/caddy/Caddyfile', '--adapter', 'caddyfile'),
  ],
};

const traefikScript = `#!/bin/sh
set -e

# options, and names of its own commands, are for the server
if [ "\${1#-}" != "$1" ]; then
    set -- traefik "$@"
fi
if traefik "$1" --help >/dev/null 2>&1; then
    set -- traefik "$@"
fi

exec "$@"
`;

const traefik = (version: string, base: Recipe, size: number): Recipe => ({
  base,
  created: '2025-10-30T16:21:55Z',
  steps: [
    apk('ca-certificates tzdata', [1.5, 0.76], certificates, 'usr/share/zoneinfo/tzdata.zi'),
    run(
      `set -ex; 	wget --quiet -O /tmp/traefik.tar.gz "https://github.com/traefik/traefik/releases/download/v${version}/traefik_v${version}_linux_$arch.tar.gz"; 	tar xzvf /tmp/traefik.tar.gz -C /usr/local/bin traefik; 	chmod +x /usr/local/bin/traefik`,
      [size, size / 3.6],
      [program('usr/local/bin/traefik', Math.round(size * 1e6) - 40_000, `traefik@${version}`)],
      'usr/share/doc/traefik/LICENSE',
    ),
    copyScripts({ 'entrypoint.sh': traefikScript }, '/'),
    expose(80),
    entrypoint('/entrypoint.sh'),
    cmd('traefik'),
    label('org.opencontainers.image.title', 'Traefik'),
    label('org.opencontainers.image.version', `v${version}`),
  ],
});

const haproxyScript = `#!/bin/sh
set -e

# options are for the server
if [ "\${1#-}" != "$1" ]; then
	set -- haproxy "$@"
fi

if [ "$1" = 'haproxy' ]; then
	shift
	# -W: a master that restarts its workers; -db: stays in the foreground
	set -- haproxy -W -db "$@"
fi

exec "$@"
`;

const haproxy = (version: string, base: Recipe, alpine: boolean): Recipe => ({
  base,
  created: '2025-10-04T00:11:23Z',
  steps: [
    run(
      'set -eux; 	groupadd --gid 99 --system haproxy; 	useradd --gid haproxy --home-dir /var/lib/haproxy --no-create-home --system --uid 99 haproxy; 	mkdir /var/lib/haproxy; 	chown haproxy:haproxy /var/lib/haproxy',
      [0.009, 0.002],
      [
        ...(alpine
          ? alpineAccount('haproxy', 99, '/var/lib/haproxy')
          : debianAccount(bookwormDistribution, 'haproxy', 99, '/var/lib/haproxy')),
        directory('var/lib/haproxy', { uid: 99, gid: 99 }),
      ],
      'etc/shadow-',
    ),
    ...envs(`HAPROXY_VERSION=${version}`),
    run(
      'set -eux; 	wget -O haproxy.tar.gz "$HAPROXY_URL"; 	make -C /usr/src/haproxy -j "$(nproc)" all $makeOpts; 	make -C /usr/src/haproxy install-bin $makeOpts; 	haproxy -v',
      alpine ? [23.1, 8.3] : [29.4, 10.4],
      [program('usr/local/sbin/haproxy', 13_400_000), directory('usr/local/etc/haproxy/errors')],
      'usr/lib/libcrypto.so.3=5 usr/lib/libjemalloc.so.2 usr/lib/liblua5.4.so',
    ),
    stopSignal('SIGUSR1'),
    copyScripts({ 'docker-entrypoint.sh': haproxyScript }, '/usr/local/bin/'),
    entrypoint('docker-entrypoint.sh'),
    user('haproxy'),
    workdir('/var/lib/haproxy'),
    cmd('haproxy', '-f', '/usr/local/etc/haproxy/haproxy.cfg'),
  ],
});

const tomcat = (version: string, java: number): Recipe => ({
  base: temurin(java, 'jdk'),
  created: '2025-11-07T21:14:40Z',
  steps: [
    ...envs(
      'CATALINA_HOME=/usr/local/tomcat',
      'PATH=/usr/local/tomcat/bin:/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ),
    makeDirectories('usr/local/tomcat'),
    { ...workdir('/usr/local/tomcat'), files: () => [], compressedSize: 32 },
    ...envs(
      'TOMCAT_NATIVE_LIBDIR=/usr/local/tomcat/native-jni-lib',
      'LD_LIBRARY_PATH=/usr/local/tomcat/native-jni-lib',
      `TOMCAT_MAJOR=${version.split('.')[0] ?? ''}`,
      `TOMCAT_VERSION=${version}`,
    ),
    run(
      `set -eux; 	curl -fL -o tomcat.tar.gz "https://archive.apache.org/dist/tomcat/tomcat-$TOMCAT_MAJOR/v$TOMCAT_VERSION/bin/apache-tomcat-$TOMCAT_VERSION.tar.gz"; 	tar -xf tomcat.tar.gz --strip-components=1; 	mv webapps webapps.dist; 	mkdir webapps; 	catalina.sh version`,
      [24.9, 16.9],
      [
        program('usr/local/tomcat/bin/catalina.sh', 25_000),
        ...programs(
          'usr/local/tomcat/bin',
          'startup.sh=1997 shutdown.sh=1993 version.sh=1908 setclasspath.sh=4317',
          2_000,
        ),
        ...['webapps', 'logs', 'temp', 'work', 'webapps.dist/ROOT'].map((path) =>
          directory(`usr/local/tomcat/${path}`),
        ),
        data('usr/local/tomcat/conf/server.xml', 6_900),
        data('usr/local/tomcat/conf/web.xml', 173_000),
      ],
      'usr/local/tomcat/lib/catalina.jar=18 usr/local/tomcat/lib/tomcat-coyote.jar=10 usr/local/tomcat/lib/ecj.jar=32 usr/local/tomcat/lib/jasper.jar=6 usr/local/tomcat/native-jni-lib/libtcnative-2.so',
    ),
    expose(8080),
    cmd('catalina.sh', 'run'),
  ],
});

const hello = (text_: string): Recipe => ({
  base: nginxOn.alpine,
  created: '2025-02-06T02:24:08Z',
  steps: [
    run('rm /etc/nginx/conf.d/*', [0, 0.000_15], [{ ...text('etc/nginx/conf.d/.wh.default.conf', '') }], ''),
    {
      createdBy: 'ADD hello.conf /etc/nginx/conf.d/ # buildkit',
      compressedSize: 402,
      files: () => [text('etc/nginx/conf.d/hello.conf', text_)],
    },
    ...(text_.includes('index.html')
      ? [
          {
            createdBy: 'ADD index.html /usr/share/nginx/html/ # buildkit',
            compressedSize: 3_102,
            files: () => [
              text(
                'usr/share/nginx/html/index.html',
                '<!DOCTYPE html>\n<html>\n<head>\n<title>Hello World</title>\n</head>\n<body>\n<p><span>Server&nbsp;address:</span> <span><!--# echo var="server_addr" --></span></p>\n<p><span>Server&nbsp;name:</span> <span><!--# echo var="hostname" --></span></p>\n</body>\n</html>\n',
              ),
            ],
          },
        ]
      : []),
  ],
});

const plainHello = `server {
    listen 80;
    listen [::]:80;

    location / {
        default_type text/plain;
        expires -1;
        return 200 'Server address: $server_addr:$server_port\\nServer name: $hostname\\nDate: $time_local\\nURI: $request_uri\\nRequest ID: $request_id\\n';
    }
}
`;

const pageHello = `server {
    listen 80;
    listen [::]:80;

    root /usr/share/nginx/html;
    try_files /index.html =404;

    expires -1;

    ssi on;
}
`;

const [httpdDebian, httpdAlpine] = httpd('2.4.65', '2025-10-21T00:20:37Z');

export const webServers: readonly CatalogueImage[] = [
  { repository: 'library/httpd', tags: tags('2.4.65,2.4,2,', ',bookworm'), recipe: httpdDebian },
  { repository: 'library/httpd', tags: tags('2.4.65,2.4,2,', 'alpine,alpine3.22'), recipe: httpdAlpine },
  { repository: 'library/caddy', tags: tags('2.10.2,2.10,2,', ',alpine'), recipe: caddy },
  {
    repository: 'library/traefik',
    tags: tags('v3.6.0,v3.6,3.6.0,3.6,v3,3,latest'),
    recipe: traefik('3.6.0', alpine322, 171.4),
  },
  { repository: 'library/traefik', tags: tags('v3.1.7,v3.1,3.1'), recipe: traefik('3.1.7', alpine321, 158.3) },
  {
    repository: 'library/traefik',
    tags: tags('v2.11.30,v2.11,2.11,v2,2'),
    recipe: traefik('2.11.30', alpine321, 161.2),
  },
  { repository: 'library/haproxy', tags: tags('3.2.7,3.2,lts,latest'), recipe: haproxy('3.2.7', bookwormSlim, false) },
  { repository: 'library/haproxy', tags: tags('3.2.7,3.2,lts,', 'alpine'), recipe: haproxy('3.2.7', alpine322, true) },
  { repository: 'library/haproxy', tags: tags('2.8.16,2.8,2'), recipe: haproxy('2.8.16', bookwormSlim, false) },
  {
    repository: 'library/tomcat',
    tags: tags('11.0.13,11.0,11,', ',jdk21,jdk21-temurin'),
    recipe: tomcat('11.0.13', 21),
  },
  {
    repository: 'library/tomcat',
    tags: tags('10.1.48,10.1,10', ',jdk21,jdk21-temurin'),
    recipe: tomcat('10.1.48', 21),
  },
  { repository: 'library/tomcat', tags: tags('9.0.111,9.0,9', ',jdk21,jdk21-temurin'), recipe: tomcat('9.0.111', 21) },
  { repository: 'nginxdemos/hello', tags: tags('latest,0.4'), recipe: hello(pageHello) },
  { repository: 'nginxdemos/hello', tags: tags('plain-text,0.4-plain-text'), recipe: hello(plainHello) },
];
