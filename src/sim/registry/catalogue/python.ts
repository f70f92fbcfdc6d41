// python: the interpreter on Debian whole, on slim Debian and on Alpine.
import { hexOf, sha256 } from '../../oci/digest.ts';
import { alpine321, alpine322 } from './alpine.ts';
import { bookworm, trixie } from './buildpack-deps.ts';
import { certificates, envs, run, tags } from './instructions.ts';
import { cmd } from './recipe.ts';
import { data, directory, link, program, text } from './files.ts';
import type { DebianBase } from './buildpack-deps.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { ConfigStep, LayerStep, Recipe } from './recipe.ts';

/** A release: its tags' beginnings, the release manager's key, and whether the images still set LANG. */
interface Release {
  readonly version: string;
  readonly names: string;
  readonly key: string;
  readonly language: boolean;
  readonly pip: string;
  readonly created: string;
}

const wouters = '7169605F62C751356D054A26A821E680E5FA6305';
const salgado = 'A035C8C19219BA821ECEA86B64E628F8D684696D';
const langa = 'E3FF2839C048B25C084DEBE9B26995E310250568';

const releases: readonly Release[] = [
  {
    version: '3.14.0',
    names: '3.14.0,3.14,3,',
    key: wouters,
    language: false,
    pip: '25.2',
    created: '2025-10-08T04:14:27Z',
  },
  {
    version: '3.13.9',
    names: '3.13.9,3.13',
    key: wouters,
    language: false,
    pip: '25.2',
    created: '2025-10-14T16:37:31Z',
  },
  {
    version: '3.12.12',
    names: '3.12.12,3.12',
    key: wouters,
    language: true,
    pip: '25.0.1',
    created: '2025-10-10T00:52:38Z',
  },
  {
    version: '3.11.14',
    names: '3.11.14,3.11',
    key: salgado,
    language: true,
    pip: '24.0',
    created: '2025-10-10T00:55:10Z',
  },
  {
    version: '3.10.19',
    names: '3.10.19,3.10',
    key: salgado,
    language: true,
    pip: '23.0.1',
    created: '2025-10-10T00:57:44Z',
  },
  {
    version: '3.9.24',
    names: '3.9.24,3.9',
    key: langa,
    language: true,
    pip: '23.0.1',
    created: '2025-10-10T01:00:29Z',
  },
];

const seriesOf = (version: string): string => version.split('.').slice(0, 2).join('.');

/** What the first steps set; `LANG` no longer where the interpreter assumes it. */
const locale = ({ language }: Release): ConfigStep[] =>
  envs(
    'PATH=/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ...(language ? ['LANG=C.UTF-8'] : []),
  );

const source = ({ version, key }: Release): ConfigStep[] =>
  envs(`GPG_KEY=${key}`, `PYTHON_VERSION=${version}`, `PYTHON_SHA256=${hexOf(sha256(`Python-${version}.tar.xz`))}`);

function interpreter({ version, pip }: Release): Draft[] {
  const series = seriesOf(version);
  const library = `usr/local/lib/python${series}`;
  const tools = `${library}/site-packages`;
  return [
    program(`usr/local/bin/python${series}`, 14_392, 'python3'),
    ...['pip3', `pip${series}`].map((name) => program(`usr/local/bin/${name}`, 226, 'pip')),
    ...[`2to3-${series}`, `idle${series}`, `pydoc${series}`].map((name) => program(`usr/local/bin/${name}`, 102)),
    program(`usr/local/bin/python${series}-config`, 3_012),
    link('usr/local/bin/python3', `python${series}`),
    link('usr/local/bin/idle3', `idle${series}`),
    link('usr/local/bin/pydoc3', `pydoc${series}`),
    link('usr/local/bin/python3-config', `python${series}-config`),
    directory(`${library}/lib-dynload`),
    text(`${tools}/pip-${pip}.dist-info/METADATA`, `Metadata-Version: 2.1\nName: pip\nVersion: ${pip}\n`),
    text(`${tools}/pip-${pip}.dist-info/INSTALLER`, 'pip\n'),
    data(`${tools}/pip/__init__.py`, 357),
    data(`${tools}/pip/__main__.py`, 854),
    ...['os', 'json/__init__', 'http/server', 'asyncio/__init__', 'sqlite3/__init__', 'unittest/case'].map((name) =>
      data(`${library}/${name}.py`, 12_000),
    ),
    data(`usr/local/include/python${series}/Python.h`, 3_000),
  ];
}

const rest = (series: string): string =>
  `usr/local/lib/libpython${series}.so.1.0=6100 usr/local/lib/python${series}/lib-dynload/_ssl.so=700 usr/local/lib/python${series}/lib-dynload/unicodedata.so=1200 usr/local/lib/python${series}/lib-dynload/_codecs_jp.so=1900 usr/local/lib/python${series}/ensurepip/_bundled/pip.whl=1800 usr/local/lib/python${series}/pydoc_data/topics.py=700 usr/local/lib/python${series}/site-packages/pip/_vendor/distlib/t64.exe=11000`;

const links: LayerStep = {
  createdBy: `RUN /bin/sh -c set -eux;     for src in idle3 pip3 pydoc3 python3 python3-config; do         dst="$(echo "$src" | tr -d 3)";         [ -s "/usr/local/bin/$src" ];         [ ! -e "/usr/local/bin/$dst" ];         ln -svT "$src" "/usr/local/bin/$dst";     done # buildkit`,
  compressedSize: 250,
  files: () =>
    ['idle3', 'pip3', 'pydoc3', 'python3', 'python3-config'].map((name) =>
      link(`usr/local/bin/${name.replace('3', '')}`, name),
    ),
};

const make = `set -eux;     wget -O python.tar.xz "https://www.python.org/ftp/python/\${PYTHON_VERSION%%[a-z]*}/Python-$PYTHON_VERSION.tar.xz";     echo "$PYTHON_SHA256 *python.tar.xz" | sha256sum -c -;     ./configure --build="$gnuArch" --enable-loadable-sqlite-extensions --enable-optimizations --enable-option-checking=fatal --enable-shared --with-lto --with-ensurepip;     make -j "$nproc";     make install;     ldconfig;     python3 --version;     pip3 --version`;

function whole(release: Release, base: DebianBase): Recipe {
  const series = seriesOf(release.version);
  return {
    base: base.full,
    created: release.created,
    steps: [
      ...locale(release),
      run(
        'set -eux;     apt-get update;     apt-get install -y --no-install-recommends         libbluetooth-dev         tk-dev         uuid-dev     ;     rm -rf /var/lib/apt/lists/*',
        [18.21, 6.16],
        [],
        'usr/lib/TRIPLET/libtcl8.6.so=1800 usr/lib/TRIPLET/libtk8.6.so=1500 usr/lib/TRIPLET/libtcl8.6.a=3100 usr/lib/TRIPLET/libX11.a=2400',
      ),
      ...source(release),
      run(
        make,
        [66.4, 25.63],
        interpreter(release),
        `${rest(series)} usr/local/lib/python${series}/config/libpython${series}.a=20000`,
      ),
      links,
      cmd('python3'),
    ],
  };
}

function slim(release: Release, base: DebianBase): Recipe {
  return {
    base: base.slim,
    created: release.created,
    steps: [
      ...locale(release),
      run(
        'set -eux;     apt-get update;     apt-get install -y --no-install-recommends         ca-certificates         netbase         tzdata     ;     rm -rf /var/lib/apt/lists/*',
        [9.24, 3.51],
        [
          ...certificates,
          data('etc/services', 12_813),
          data('etc/protocols', 3_144),
          program('usr/bin/openssl', 983_608),
        ],
        'usr/lib/TRIPLET/libcrypto.so.3=4700 usr/lib/TRIPLET/libssl.so.3=690 usr/share/ca-certificates/mozilla/bundle.crt=200 usr/share/zoneinfo/leap-seconds.list=10',
      ),
      ...source(release),
      run(
        `${make};     apt-get purge -y --auto-remove -o APT::AutoRemove::RecommendsImportant=false`,
        [40.6, 13.82],
        interpreter(release),
        `${rest(seriesOf(release.version))} usr/lib/TRIPLET/libsqlite3.so.0.8.6=1500 usr/lib/TRIPLET/libreadline.so.8.2=360`,
      ),
      links,
      cmd('python3'),
    ],
  };
}

function onAlpine(release: Release, base: Recipe): Recipe {
  return {
    base,
    created: release.created,
    steps: [
      ...locale(release),
      run(
        'set -eux;     apk add --no-cache         ca-certificates         tzdata',
        [0.93, 0.46],
        certificates,
        'usr/share/zoneinfo/tzdata.zi',
      ),
      ...source(release),
      run(
        `${make};     apk del --no-network .build-deps`,
        [37.9, 12.61],
        interpreter(release),
        `${rest(seriesOf(release.version))} usr/lib/libsqlite3.so.0=1200 usr/lib/libncursesw.so.6=300`,
      ),
      links,
      cmd('python3'),
    ],
  };
}

const repository = 'library/python';

const slims = new Map(releases.map((release) => [release, slim(release, bookworm)]));

/** The slim image of a series (`3.11`), for applications that are built on it. */
export function pythonSlim(series: string): Recipe {
  for (const [{ version }, recipe] of slims) if (seriesOf(version) === series) return recipe;
  throw new Error(`no python ${series} in the catalogue`);
}

export const python: readonly CatalogueImage[] = releases.flatMap((release) => {
  const { names } = release;
  return [
    { repository, tags: tags(names, ',bookworm'), recipe: whole(release, bookworm) },
    { repository, tags: tags(names, 'trixie'), recipe: whole(release, trixie) },
    { repository, tags: tags(names, 'slim,slim-bookworm'), recipe: slims.get(release) ?? slim(release, bookworm) },
    { repository, tags: tags(names, 'slim-trixie'), recipe: slim(release, trixie) },
    { repository, tags: tags(names, 'alpine,alpine3.22'), recipe: onAlpine(release, alpine322) },
    { repository, tags: tags(names, 'alpine3.21'), recipe: onAlpine(release, alpine321) },
  ];
});
