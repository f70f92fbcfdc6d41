// buildpack-deps: Debian with what compiles most software; the images of languages are built on it.
import { bookwormSlim, debianBookworm, debianTrixie, trixieSlim } from './debian.ts';
import { data, program, programs } from './files.ts';
import { certificates, run, tags } from './instructions.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Recipe } from './recipe.ts';

/** A Debian release as images of languages use it. */
export interface DebianBase {
  readonly codename: 'bookworm' | 'trixie';
  readonly slim: Recipe;
  readonly curl: Recipe;
  readonly scm: Recipe;
  readonly full: Recipe;
}

function debianBase(codename: DebianBase['codename'], debian: Recipe, slim: Recipe, created: string): DebianBase {
  const apt = 'set -eux;     apt-get update;     apt-get install -y --no-install-recommends';
  const end = ';     rm -rf /var/lib/apt/lists/*';
  const curl: Recipe = {
    base: debian,
    created,
    steps: [
      run(
        `${apt}         ca-certificates         curl         gnupg         netbase         sq         wget         tzdata     ${end}`,
        [48.48, 24.03],
        [
          ...certificates,
          program('usr/bin/curl', 280_312),
          program('usr/bin/wget', 475_112),
          ...programs('usr/bin', 'gpg=1151992 gpgconf=206152 gpg-agent=379720 dirmngr=595672 openssl=983608', 200_000),
          data('etc/services', 12_813),
          data('etc/protocols', 3_144),
        ],
        'usr/lib/TRIPLET/libcurl.so.4.8.0=800 usr/lib/TRIPLET/libcrypto.so.3=4700 usr/lib/TRIPLET/libssl.so.3=690 usr/lib/TRIPLET/libbotan-2.so.19=9000 usr/lib/TRIPLET/libldap-2.5.so.0=400 usr/bin/sq=11000 usr/share/zoneinfo/leap-seconds.list=10',
      ),
    ],
  };
  const scm: Recipe = {
    base: curl,
    created,
    steps: [
      run(
        `${apt}         git         mercurial         openssh-client         subversion                 procps     ${end}`,
        [177.02, 64.4],
        [
          program('usr/bin/git', 3_739_160),
          ...programs(
            'usr/bin',
            'hg=36 svn=472728 svnadmin=134352 ssh=846888 scp=191464 sftp=198912 ssh-keygen=489960',
            100_000,
          ),
          ...programs(
            'usr/bin',
            'free=26880 kill=31064 pgrep=31096 pkill=31096 ps=147000 pidwait=31096 pmap=35240 pwdx=14656 skill=31048 slabtop=22912 snice=31048 tload=18752 top=134736 uptime=14680 vmstat=39344 w=22848 watch=31144',
            20_000,
          ),
          program('usr/sbin/sysctl', 27_016),
        ],
        'usr/lib/python3/dist-packages/mercurial/parsers.so=1200 usr/lib/python3.11/lib-dynload/_decimal.so=300 usr/lib/TRIPLET/libpython3.11.so.1.0=7900 usr/lib/TRIPLET/libperl.so.5.36=3900 usr/lib/TRIPLET/perl/5.36/CORE.a=9100 usr/lib/git-core/git-remote-http=2600 usr/lib/git-core/git-http-backend=2500 usr/lib/TRIPLET/libsvn_repos-1.so.1=300 usr/bin/python3.11=6600',
      ),
    ],
  };
  const packages =
    'autoconf automake bzip2 default-libmysqlclient-dev dpkg-dev file g++ gcc imagemagick libbz2-dev libc6-dev libcurl4-openssl-dev libdb-dev libevent-dev libffi-dev libgdbm-dev libglib2.0-dev libgmp-dev libjpeg-dev libkrb5-dev liblzma-dev libmagickcore-dev libmagickwand-dev libmaxminddb-dev libncurses5-dev libncursesw5-dev libpng-dev libpq-dev libreadline-dev libsqlite3-dev libssl-dev libtool libwebp-dev libxml2-dev libxslt-dev libyaml-dev make patch unzip xz-utils zlib1g-dev';
  const full: Recipe = {
    base: scm,
    created,
    steps: [
      run(
        `${apt}         ${packages.replaceAll(' ', '         ')}     ${end}`,
        [560.3, 211.37],
        programs(
          'usr/bin',
          'gcc=1093424 g++=1093424 cc=1093424 c++=1093424 cpp=1093424 make=239960 ar=59688 as=715624 ld=1717184 nm=48208 strip=175552 patch=190752 file=27016 unzip=183408 xz=84184 bzip2=39144 autoconf=15042 automake=260098 pkg-config=43640 convert=14520 libtool=378 dpkg-buildpackage=35000',
          30_000,
        ),
        'usr/lib/gcc/TRIPLET/cc1=29000 usr/lib/gcc/TRIPLET/cc1plus=31000 usr/lib/gcc/TRIPLET/lto1=28000 usr/lib/gcc/TRIPLET/libasan.a=22000 usr/lib/gcc/TRIPLET/libtsan.a=19000 usr/lib/TRIPLET/libc.a=5900 usr/lib/TRIPLET/libcrypto.a=9800 usr/lib/TRIPLET/libMagickCore-6.Q16.so=3500 usr/lib/TRIPLET/libicudata.a=31300 usr/lib/TRIPLET/libLLVM.so=9000 usr/lib/TRIPLET/libmariadb.a=4200 usr/lib/TRIPLET/librsvg-2.so.2=9000 usr/include/linux/headers.tar=15000 usr/share/mime/packages/freedesktop.org.xml=4000',
      ),
    ],
  };
  return { codename, slim, curl, scm, full };
}

/** What languages' images are built on. */
export const bookworm = debianBase('bookworm', debianBookworm, bookwormSlim, '2025-08-12T00:31:02Z');
export const trixie = debianBase('trixie', debianTrixie, trixieSlim, '2025-08-12T00:33:48Z');

const repository = 'library/buildpack-deps';

const of = ({ curl, scm, full }: DebianBase, names: string): CatalogueImage[] => [
  { repository, tags: tags(names), recipe: full },
  { repository, tags: tags(names, 'scm'), recipe: scm },
  { repository, tags: tags(names, 'curl'), recipe: curl },
];

export const buildpackDeps: readonly CatalogueImage[] = [
  ...of(trixie, ',stable,trixie'),
  ...of(bookworm, 'oldstable,bookworm'),
];
