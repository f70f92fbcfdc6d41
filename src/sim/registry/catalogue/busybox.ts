// busybox: one binary with hundreds of names, built against one of three C libraries.
import { busyboxApplets } from './busybox-applets.ts';
import { data, directories, directory, fillUp, link, program, text } from './files.ts';
import { usualPath } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { Machine, Recipe } from './recipe.ts';

const passwd = `root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
bin:x:2:2:bin:/bin:/bin/false
sys:x:3:3:sys:/dev:/bin/false
sync:x:4:100:sync:/bin:/bin/sync
mail:x:8:8:mail:/var/spool/mail:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
operator:x:37:37:Operator:/var:/bin/false
nobody:x:65534:65534:nobody:/home:/bin/false
`;

const group = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
kmem:x:9:
wheel:x:10:root
cdrom:x:11:
dialout:x:18:
floppy:x:19:
video:x:28:
audio:x:29:
tape:x:32:
www-data:x:33:
operator:x:37:
utmp:x:43:
plugdev:x:46:
staff:x:50:
lock:x:54:
netdev:x:82:
users:x:100:
nobody:x:65534:
`;

/** All names are hard links to one file, which the archive has under the first of them. */
function names(binarySize: number): Draft[] {
  const [first = '[', ...others] = busyboxApplets;
  return [
    program(`bin/${first}`, binarySize, 'busybox'),
    ...others.map((name): Draft => ({
      path: `bin/${name}`,
      type: 'hardlink',
      mode: 0o755,
      uid: 0,
      gid: 0,
      linkTarget: `bin/${first}`,
    })),
  ];
}

function common(): Draft[] {
  return [
    ...directories('bin dev etc lib usr usr/bin usr/sbin var var/spool'),
    ...directories('home', { uid: 65_534, gid: 65_534 }),
    directory('root', { mode: 0o700 }),
    directory('tmp', { mode: 0o1777 }),
    directory('var/spool/mail', { uid: 8, gid: 8 }),
    directory('var/www', { uid: 33, gid: 33 }),
    link('lib64', 'lib'),
    link('usr/bin/env', '../../bin/env'),
    text('etc/passwd', passwd),
    text('etc/group', group),
    text('etc/shadow', passwd.replace(/^([^:]+):.*$/gm, '$1:*:::::::').replace('root:*', 'root:'), { mode: 0o640 }),
    data('etc/localtime', 118),
    text('etc/nsswitch.conf', `passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n`),
    ...directories(
      'etc/network etc/network/if-down.d etc/network/if-post-down.d etc/network/if-pre-up.d etc/network/if-up.d',
    ),
  ];
}

interface Variant {
  readonly library: string;
  readonly binarySize: number;
  readonly total: number;
  readonly compressedSize: number;
}

const glibc: Variant = { library: 'glibc', binarySize: 1_029_544, total: 4_429_126, compressedSize: 2_207_176 };
const uclibc: Variant = { library: 'uclibc', binarySize: 1_213_200, total: 1_450_000, compressedSize: 776_000 };
const musl: Variant = { library: 'musl', binarySize: 1_246_376, total: 1_509_332, compressedSize: 857_100 };

function libraries({ library }: Variant, { name }: Machine): Record<string, number> {
  if (library === 'musl') return { [`lib/ld-musl-${name}.so.1`]: 1 };
  if (library === 'uclibc') return { 'lib/libuClibc.so.0': 1 };
  const loader = name === 'x86_64' ? 'ld-linux-x86-64.so.2' : 'ld-linux-aarch64.so.1';
  const weights = {
    'libc.so.6': 61,
    'libm.so.6': 29,
    'libnss_compat.so.2': 1,
    'libnss_dns.so.2': 1,
    'libnss_files.so.2': 1,
  };
  return Object.fromEntries([
    ...Object.entries({ ...weights, 'libpthread.so.0': 1, 'libresolv.so.2': 2 }).map(([file, weight]) => [
      `lib/${file}`,
      weight,
    ]),
    [`lib/${loader}`, 7],
  ]) as Record<string, number>;
}

function recipe(version: string, created: string, variant: Variant): Recipe {
  const origin = { glibc: 'Debian 13', uclibc: 'Buildroot 2025.05', musl: 'Alpine 3.22.1' }[variant.library] ?? '';
  return {
    created,
    steps: [
      {
        createdBy: `BusyBox ${version} (${variant.library}), ${origin}`,
        comment: '',
        files: (machine) =>
          fillUp(variant.total, [...common(), ...names(variant.binarySize)], libraries(variant, machine)),
        compressedSize: variant.compressedSize,
        config: { Cmd: ['sh'], Env: [usualPath] },
      },
    ],
  };
}

const repository = 'library/busybox';
const latest = '2024-09-26T21:31:42Z';
const stable = '2023-05-18T22:34:17Z';

/** What images of single programs stand on that want a shell and little else. */
export const busyboxUclibc = recipe('1.37.0', latest, uclibc);

export const busybox: readonly CatalogueImage[] = [
  {
    repository,
    tags: [
      'latest',
      'glibc',
      '1',
      '1.37',
      '1.37.0',
      '1-glibc',
      '1.37-glibc',
      '1.37.0-glibc',
      'unstable',
      'unstable-glibc',
    ],
    recipe: recipe('1.37.0', latest, glibc),
  },
  {
    repository,
    tags: ['uclibc', '1-uclibc', '1.37-uclibc', '1.37.0-uclibc', 'unstable-uclibc'],
    recipe: busyboxUclibc,
  },
  {
    repository,
    tags: ['musl', '1-musl', '1.37-musl', '1.37.0-musl', 'unstable-musl'],
    recipe: recipe('1.37.0', latest, musl),
  },
  {
    repository,
    tags: ['stable', 'stable-glibc', '1.36', '1.36.1', '1.36-glibc', '1.36.1-glibc'],
    recipe: recipe('1.36.1', stable, { ...glibc, total: 4_277_910, compressedSize: 2_156_537 }),
  },
  { repository, tags: ['stable-uclibc', '1.36-uclibc', '1.36.1-uclibc'], recipe: recipe('1.36.1', stable, uclibc) },
  { repository, tags: ['stable-musl', '1.36-musl', '1.36.1-musl'], recipe: recipe('1.36.1', stable, musl) },
];
