// nginx: the web server on Debian's slim system, and on Alpine.
import { alpine319, alpine320, alpine321, alpine322, alpineGroup, alpinePasswd } from './alpine.ts';
import { groupOf, passwdOf, shadowOf } from './debian-files.ts';
import { bookwormDistribution, bookwormSlim } from './debian.ts';
import { data, fillUp, link, program, text } from './files.ts';
import { nginxFiles } from './nginx-files.ts';
import { dockerEntrypoint, entrypointScripts } from './nginx-scripts.ts';
import { cmd, entrypoint, env, expose, label, stopSignal } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

/** A release: what differs between them. */
interface Release {
  /** `1.29.1`. */
  readonly version: string;
  readonly njs: string;
  readonly created: string;
}

const maintainer = label('maintainer', 'NGINX Docker Maintainers <docker-maint@nginx.com>');

function copy(file: string, target: string, content: string): LayerStep {
  const folder = target === '/' ? '' : `${target.slice(1)}/`;
  return {
    createdBy: `COPY ${file} ${target} # buildkit`,
    files: () => [text(`${folder}${file}`, content, { mode: 0o755 })],
  };
}

/** What all variants end with: the entrypoint's scripts and how to run. */
const ending: readonly (LayerStep | ConfigStep)[] = [
  copy('docker-entrypoint.sh', '/', dockerEntrypoint),
  ...Object.entries(entrypointScripts).map(([file, content]) => copy(file, '/docker-entrypoint.d', content)),
  entrypoint('/docker-entrypoint.sh'),
  expose(80),
  stopSignal('SIGQUIT'),
  cmd('nginx', '-g', 'daemon off;'),
];

function debianFilesOf(triplet: string): Draft[] {
  const passwd = `${passwdOf(bookwormDistribution)}nginx:x:101:101:nginx user:/nonexistent:/bin/false\n`;
  return fillUp(
    117_300_416,
    [
      ...nginxFiles(),
      text('etc/passwd', passwd),
      text('etc/group', `${groupOf(bookwormDistribution)}nginx:x:101:\n`),
      text('etc/shadow', shadowOf(passwd), { mode: 0o640, gid: 42 }),
      program('usr/bin/curl', 280_312),
      program('usr/bin/envsubst', 35_128),
      program('usr/bin/openssl', 937_688),
      program('usr/bin/c_rehash', 6_841),
      program('usr/sbin/update-ca-certificates', 5_413),
      text(
        'etc/ca-certificates.conf',
        '# certificates that update-ca-certificates takes from /usr/share/ca-certificates\n',
      ),
      data('etc/ssl/certs/ca-certificates.crt', 213_777),
      data('etc/ssl/openssl.cnf', 12_332),
    ],
    {
      [`usr/lib/${triplet}/libicudata.so.72.1`]: 31_300,
      [`usr/lib/${triplet}/libicui18n.so.72.1`]: 3_420,
      [`usr/lib/${triplet}/libicuuc.so.72.1`]: 2_080,
      [`usr/lib/${triplet}/libcrypto.so.3`]: 4_709,
      [`usr/lib/${triplet}/libssl.so.3`]: 697,
      [`usr/lib/${triplet}/libcurl.so.4.8.0`]: 730,
      [`usr/lib/${triplet}/libxml2.so.2.9.14`]: 1_800,
      [`usr/lib/${triplet}/libxslt.so.1.1.35`]: 250,
      [`usr/lib/${triplet}/libgd.so.3.0.11`]: 480,
      [`usr/lib/${triplet}/libaom.so.3.6.0`]: 7_400,
      [`usr/lib/${triplet}/libx265.so.199`]: 19_300,
      [`usr/lib/${triplet}/libdav1d.so.6.6.0`]: 1_700,
      [`usr/lib/${triplet}/libheif.so.1`]: 620,
      [`usr/lib/${triplet}/libgeoip.so.1.6.12`]: 240,
      [`usr/lib/${triplet}/libperl.so.5.36.0`]: 3_900,
      [`usr/lib/${triplet}/perl/5.36.0/unicore/Name.pl`]: 9_800,
      'usr/lib/nginx/modules/ngx_http_js_module.so': 4_900,
      'usr/lib/nginx/modules/ngx_stream_js_module.so': 4_850,
      'usr/lib/nginx/modules/ngx_http_perl_module.so': 120,
      'usr/lib/nginx/modules/ngx_http_xslt_filter_module.so': 30,
      'usr/lib/nginx/modules/ngx_http_image_filter_module.so': 33,
      'usr/lib/nginx/modules/ngx_http_geoip_module.so': 26,
      'usr/share/fonts/truetype/dejavu/DejaVuSans.ttf': 757,
    },
  );
}

/** On Debian: seven layers, the lowest of them debian:bookworm-slim's. */
function onDebian({ version, njs, created }: Release): Recipe {
  const release = '1~bookworm';
  return {
    base: bookwormSlim,
    created,
    steps: [
      maintainer,
      env('NGINX_VERSION', version),
      env('NJS_VERSION', njs),
      env('NJS_RELEASE', release),
      env('PKG_RELEASE', release),
      env('DYNPKG_RELEASE', release),
      {
        createdBy: `RUN /bin/sh -c set -x     && groupadd --system --gid 101 nginx     && useradd --system --gid nginx --no-create-home --home /nonexistent --comment "nginx user" --shell /bin/false --uid 101 nginx     && apt-get update     && apt-get install --no-install-recommends --no-install-suggests -y ca-certificates nginx=${version}-${release} gettext-base curl     && rm -rf /var/lib/apt/lists/*     && ln -sf /dev/stdout /var/log/nginx/access.log     && ln -sf /dev/stderr /var/log/nginx/error.log     && mkdir /docker-entrypoint.d # buildkit`,
        files: ({ triplet }) => debianFilesOf(triplet),
        compressedSize: 43_953_882,
      },
      ...ending,
    ],
  };
}

function alpineSlimFiles(): Draft[] {
  return fillUp(
    4_689_120,
    [
      ...nginxFiles(),
      text('etc/passwd', `${alpinePasswd}nginx:x:101:101:nginx:/var/cache/nginx:/sbin/nologin\n`),
      text('etc/group', alpineGroup.replace('www-data:x:82:', 'www-data:x:82:nginx').concat('nginx:x:101:\n')),
      program('usr/bin/envsubst', 42_904),
      link('usr/lib/libintl.so.8', 'libintl.so.8.4.0'),
      link('usr/lib/libpcre2-8.so.0', 'libpcre2-8.so.0.14.0'),
    ],
    { 'usr/lib/libpcre2-8.so.0.14.0': 620, 'usr/lib/libintl.so.8.4.0': 60, 'usr/share/zoneinfo/tzdata.zi': 700 },
  );
}

function alpineModules(): Draft[] {
  return fillUp(39_453_012, [program('usr/bin/curl', 263_048), data('etc/ssl/certs/ca-certificates.crt', 218_470)], {
    'usr/lib/libcurl.so.4.8.0': 620,
    'usr/lib/libxml2.so.16.0.5': 1_180,
    'usr/lib/libxslt.so.1.1.43': 230,
    'usr/lib/libgd.so.3.0.11': 350,
    'usr/lib/libaom.so.3.12.1': 5_900,
    'usr/lib/libicudata.so.76.1': 16_000,
    'usr/lib/nginx/modules/ngx_http_js_module.so': 3_900,
    'usr/lib/nginx/modules/ngx_stream_js_module.so': 3_880,
    'usr/lib/nginx/modules/ngx_http_geoip_module.so': 26,
  });
}

/** On Alpine, without modules that load at run time. */
function onAlpineSlim({ version, created }: Release, base: Recipe): Recipe {
  return {
    base,
    created,
    steps: [
      maintainer,
      env('NGINX_VERSION', version),
      env('PKG_RELEASE', '1'),
      env('DYNPKG_RELEASE', '1'),
      {
        createdBy: `RUN /bin/sh -c set -x     && addgroup -g 101 -S nginx     && adduser -S -D -H -u 101 -h /var/cache/nginx -s /sbin/nologin -G nginx -g nginx nginx     && apk add --no-cache nginx=${version}-r1     && apk add --no-cache gettext-envsubst tzdata     && ln -sf /dev/stdout /var/log/nginx/access.log     && ln -sf /dev/stderr /var/log/nginx/error.log     && mkdir /docker-entrypoint.d # buildkit`,
        files: alpineSlimFiles,
        compressedSize: 1_836_412,
      },
      ...ending,
    ],
  };
}

/** On Alpine: what the slim variant has, and modules. */
function onAlpine(release: Release, base: Recipe): Recipe {
  return {
    base,
    created: release.created,
    steps: [
      env('NJS_VERSION', release.njs),
      env('NJS_RELEASE', '1'),
      {
        createdBy: `RUN /bin/sh -c set -x     && apk add --no-cache nginx-module-xslt nginx-module-geoip nginx-module-image-filter nginx-module-njs=${release.version}.${release.njs}-r1     && apk add --no-cache curl ca-certificates # buildkit`,
        files: alpineModules,
        compressedSize: 16_839_244,
      },
    ],
  };
}

type Images = readonly [debian: CatalogueImage, alpine: CatalogueImage, slim: CatalogueImage];

/** All images of a release. `names` are the tags' beginnings; an empty one gives `latest`, `alpine`, …. */
function images(release: Release, base: Recipe, alpineVersion: string, names: readonly string[]): Images {
  const tags = (...suffixes: readonly string[]): string[] =>
    names.flatMap((name) =>
      suffixes.map((suffix) => [name, suffix].filter((part) => part !== '').join('-') || 'latest'),
    );
  const slim = onAlpineSlim(release, base);
  const repository = 'library/nginx';
  return [
    { repository, tags: tags('', 'bookworm'), recipe: onDebian(release) },
    { repository, tags: tags('alpine', `alpine${alpineVersion}`), recipe: onAlpine(release, slim) },
    { repository, tags: tags('alpine-slim', `alpine${alpineVersion}-slim`), recipe: slim },
  ];
}

const mainline = images({ version: '1.29.1', njs: '0.9.1', created: '2025-08-13T16:34:01Z' }, alpine322, '3.22', [
  '',
  '1',
  '1.29',
  '1.29.1',
  'mainline',
]);

/** The newest images, for those that are built on them. */
export const nginxOn = { debian: mainline[0].recipe, alpine: mainline[1].recipe };

export const nginx: readonly CatalogueImage[] = [
  ...mainline,
  ...images({ version: '1.28.0', njs: '0.8.10', created: '2025-08-13T16:35:20Z' }, alpine321, '3.21', [
    'stable',
    '1.28',
    '1.28.0',
  ]),
  ...images({ version: '1.27.5', njs: '0.8.10', created: '2025-08-13T16:36:12Z' }, alpine321, '3.21', [
    '1.27',
    '1.27.5',
  ]),
  ...images({ version: '1.26.3', njs: '0.8.9', created: '2025-08-13T16:37:33Z' }, alpine320, '3.20', [
    '1.26',
    '1.26.3',
  ]),
  ...images({ version: '1.25.5', njs: '0.8.4', created: '2025-08-13T16:38:40Z' }, alpine319, '3.19', [
    '1.25',
    '1.25.5',
  ]),
];
