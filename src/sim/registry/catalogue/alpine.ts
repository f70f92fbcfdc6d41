// alpine: BusyBox on musl with the package manager apk, one minimal root filesystem.
import { alpineInstalled, alpineWorld } from './alpine-database.ts';
import { alpineApplets } from './busybox-applets.ts';
import { data, directories, directory, fillUp, link, links, program, programs, text } from './files.ts';
import { cmd, usualPath } from './recipe.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { Machine, Recipe } from './recipe.ts';

/** A release: what differs between them. */
interface Release {
  /** `3.22.1`. */
  readonly version: string;
  readonly created: string;
  readonly size: number;
  readonly compressedSize: number;
  readonly busybox: string;
}

/** /etc/passwd; images built on it add their users at the end. */
export const alpinePasswd = `root:x:0:0:root:/root:/bin/sh
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;

/** /etc/group. */
export const alpineGroup = `root:x:0:root
bin:x:1:root,bin,daemon
daemon:x:2:root,bin,daemon
sys:x:3:root,bin
adm:x:4:root,daemon
tty:x:5:
disk:x:6:root
lp:x:7:lp
kmem:x:9:
wheel:x:10:root
floppy:x:11:root
mail:x:12:mail
news:x:13:news
uucp:x:14:uucp
cron:x:16:cron
audio:x:18:
cdrom:x:19:
dialout:x:20:root
ftp:x:21:
sshd:x:22:
input:x:23:
tape:x:26:root
video:x:27:root
netdev:x:28:
kvm:x:34:kvm
games:x:35:
shadow:x:42:
www-data:x:82:
users:x:100:games
ntp:x:123:
utmp:x:406:
nogroup:x:65533:
nobody:x:65534:
`;

const profile = `export PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
export PAGER=less
umask 022

PS1='\\h:\\w\\$ '

for script in /etc/profile.d/*.sh; do
	if [ -r "$script" ]; then
		. "$script"
	fi
done
unset script
`;

function configuration(release: Release, machine: Machine): Draft[] {
  const branch = release.version.split('.').slice(0, 2).join('.');
  const osRelease = [
    'NAME="Alpine Linux"',
    'ID=alpine',
    `VERSION_ID=${release.version}`,
    `PRETTY_NAME="Alpine Linux v${branch}"`,
    'HOME_URL="https://alpinelinux.org/"',
    'BUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"',
  ];
  const repositories = ['main', 'community'].map((part) => `http://alpine.example/alpine/v${branch}/${part}`);
  const installed = alpineInstalled(release.version, release.busybox, machine);
  return [
    text('usr/lib/os-release', `${osRelease.join('\n')}\n`),
    link('etc/os-release', '../usr/lib/os-release'),
    text('etc/alpine-release', `${release.version}\n`),
    text('etc/issue', `Welcome to Alpine Linux ${branch}\nKernel \\r on \\m (\\l)\n\n`),
    text(
      'etc/motd',
      'Welcome to Alpine!\n\nSee <https://wiki.alpinelinux.org/> for guides and for how to set the system up.\n',
    ),
    text('etc/passwd', alpinePasswd),
    text('etc/group', alpineGroup),
    text('etc/shadow', alpinePasswd.replace(/^([^:]+):.*$/gm, '$1:!::0:::::').replace('root:!', 'root:*'), {
      mode: 0o640,
      gid: 42,
    }),
    text('etc/shells', '# valid login shells\n/bin/sh\n/bin/ash\n'),
    text('etc/profile', profile),
    text('etc/hosts', '127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n'),
    text('etc/nsswitch.conf', 'hosts: files dns\n'),
    text(
      'etc/fstab',
      '/dev/cdrom\t/media/cdrom\tiso9660\tnoauto,ro 0 0\n/dev/usbdisk\t/media/usb\tvfat\tnoauto,ro 0 0\n',
    ),
    text(
      'etc/inittab',
      '::sysinit:/sbin/openrc sysinit\n::wait:/sbin/openrc default\n::ctrlaltdel:/sbin/reboot\n::shutdown:/sbin/openrc shutdown\n',
    ),
    text(
      'etc/crontabs/root',
      '# min hour day month weekday command\n*/15 * * * * run-parts /etc/periodic/15min\n0 * * * * run-parts /etc/periodic/hourly\n0 2 * * * run-parts /etc/periodic/daily\n',
      { mode: 0o600 },
    ),
    text('etc/apk/repositories', `${repositories.join('\n')}\n`),
    text('etc/apk/world', alpineWorld(installed)),
    text('etc/apk/arch', `${machine.name}\n`),
    text('lib/apk/db/installed', `${installed}\n`),
    data('etc/services', 12_813),
    data('etc/protocols', 3_144),
  ];
}

function tree(release: Release, machine: Machine): Draft[] {
  const loader = `ld-musl-${machine.name}.so.1`;
  return [
    ...directories(
      'dev etc/apk/keys etc/init.d etc/network etc/network/if-up.d etc/opt etc/periodic/15min etc/periodic/daily',
    ),
    ...directories(
      'etc/periodic/hourly etc/periodic/monthly etc/periodic/weekly etc/profile.d home lib media/cdrom media/floppy',
    ),
    ...directories(
      'media/usb mnt opt run srv sys usr/lib usr/local/bin usr/local/lib usr/local/share usr/share var/cache/apk',
    ),
    ...directories('var/cache/misc var/lib/apk var/lib/misc var/local var/log var/opt var/spool/cron'),
    ...directories('proc sys', { mode: 0o555 }),
    directory('root', { mode: 0o700 }),
    directory('tmp', { mode: 0o1777 }),
    directory('var/tmp', { mode: 0o1777 }),
    directory('var/empty', { mode: 0o555 }),
    directory('var/mail', { mode: 0o755 }),
    link('var/run', '../run'),
    link('var/lock', '../run/lock'),
    link('var/spool/mail', '../mail'),
    link('var/spool/cron/crontabs', '../../../etc/crontabs'),
    ...configuration(release, machine),
    program('bin/busybox', 808_712),
    ...Object.entries(alpineApplets).flatMap(([folder, names]) => links(folder, names, '/bin/busybox')),
    program('sbin/apk', 70_000),
    program('sbin/ldconfig', 393),
    program(`lib/${loader}`, 662_680, 'ldd'),
    link(`lib/libc.musl-${machine.name}.so.1`, loader),
    link('usr/bin/ldd', `../../lib/${loader}`),
    ...programs('usr/bin', 'getconf=34000 getent=50000 iconv=22000 scanelf=75000 ssl_client=14000', 14_000),
    ...['58199dcc', '61666e3f', '616ae350'].map((key) =>
      data(`etc/apk/keys/alpine-devel@lists.alpinelinux.org-${key}.rsa.pub`, 800),
    ),
  ];
}

function recipe(release: Release): Recipe {
  return {
    created: release.created,
    steps: [
      {
        createdBy: (machine) => `ADD alpine-minirootfs-${release.version}-${machine.name}.tar.gz / # buildkit`,
        files: (machine) =>
          fillUp(release.size, tree(release, machine), {
            'usr/lib/libcrypto.so.3': 76,
            'usr/lib/libssl.so.3': 15,
            'usr/lib/libapk.so.2.14.9': 5,
            'usr/lib/libz.so.1.3.1': 2,
            'etc/ssl/cert.pem': 4,
          }),
        compressedSize: release.compressedSize,
        config: { Env: [usualPath], WorkingDir: '/' },
      },
      cmd('/bin/sh'),
    ],
  };
}

const release = (version: string, created: string, size: number, compressedSize: number, busybox: string): Recipe =>
  recipe({ version, created, size, compressedSize, busybox });

/** The releases that nginx's images are built on. */
export const alpine322 = release('3.22.1', '2025-07-15T11:04:56Z', 8_317_234, 3_802_452, '1.37.0-r19');
export const alpine321 = release('3.21.4', '2025-07-15T11:08:29Z', 7_834_410, 3_645_092, '1.37.0-r14');
export const alpine320 = release('3.20.7', '2025-07-15T11:11:41Z', 7_804_905, 3_629_711, '1.36.1-r31');
export const alpine319 = release('3.19.8', '2025-07-15T11:14:02Z', 7_405_208, 3_421_862, '1.36.1-r20');

const repository = 'library/alpine';

export const alpine: readonly CatalogueImage[] = [
  { repository, tags: ['latest', '3', '3.22', '3.22.1'], recipe: alpine322 },
  { repository, tags: ['3.21', '3.21.4'], recipe: alpine321 },
  { repository, tags: ['3.20', '3.20.7'], recipe: alpine320 },
  { repository, tags: ['3.19', '3.19.8'], recipe: alpine319 },
  {
    repository,
    tags: ['3.18', '3.18.12'],
    recipe: release('3.18.12', '2025-02-14T03:28:36Z', 7_363_210, 3_416_773, '1.36.1-r7'),
  },
  {
    repository,
    tags: ['3.17', '3.17.10'],
    recipe: release('3.17.10', '2024-09-06T22:20:07Z', 7_077_904, 3_389_117, '1.35.0-r31'),
  },
  {
    repository,
    tags: ['3.16', '3.16.9'],
    recipe: release('3.16.9', '2024-01-27T00:30:56Z', 5_540_032, 2_818_212, '1.35.0-r18'),
  },
  {
    repository,
    tags: ['3.15', '3.15.11'],
    recipe: release('3.15.11', '2023-11-30T23:30:11Z', 5_590_942, 2_829_647, '1.34.1-r7'),
  },
];
