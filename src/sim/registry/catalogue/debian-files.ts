// The files of a Debian-like root filesystem that are not programs: directories, accounts, shell start-up, package lists.
import { data, directories, directory, link, text, words } from './files.ts';
import { debianDatabase } from './debian-database.ts';
import type { Draft } from './files.ts';
import type { Machine } from './recipe.ts';

/** How one distribution's files differ from another's. */
export interface Distribution {
  readonly osRelease: string;
  readonly issue: string;
  /** `/etc/debian_version`. */
  readonly debianVersion: string;
  /** Lines added to passwd and group after Debian's own. */
  readonly accounts?: { readonly passwd: string; readonly group: string; readonly files: readonly Draft[] };
  /** APT's sources: path and content. */
  readonly sources: readonly [path: string, content: string];
  /** `/root/.bashrc`. */
  readonly bashrc: string;
  /** Whether dpkg drops documentation, manuals and translations. */
  readonly slim: boolean;
  readonly aptUser: string;
}

const systemUsers = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
`;

const systemGroups = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mail:x:8:
news:x:9:
uucp:x:10:
man:x:12:
proxy:x:13:
kmem:x:15:
dialout:x:20:
fax:x:21:
voice:x:22:
cdrom:x:24:
floppy:x:25:
tape:x:26:
sudo:x:27:
audio:x:29:
dip:x:30:
www-data:x:33:
backup:x:34:
operator:x:37:
list:x:38:
irc:x:39:
src:x:40:
shadow:x:42:
utmp:x:43:
video:x:44:
sasl:x:45:
plugdev:x:46:
staff:x:50:
games:x:60:
users:x:100:
nogroup:x:65534:
`;

const profile = `if [ "$(id -u)" -eq 0 ]; then
  PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
else
  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"
fi
export PATH

if [ -d /etc/profile.d ]; then
  for script in /etc/profile.d/*.sh; do
    if [ -r "$script" ]; then
      . "$script"
    fi
  done
  unset script
fi
`;

/** /etc/passwd of the distribution; images built on it add their users at the end. */
export function passwdOf({ accounts, aptUser }: Distribution): string {
  return `${systemUsers}${aptUser}nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n${accounts?.passwd ?? ''}`;
}

/** /etc/group of the distribution. */
export function groupOf({ accounts }: Distribution): string {
  return `${systemGroups}${accounts?.group ?? ''}`;
}

/** /etc/shadow that goes with a passwd: nobody has a password. */
export function shadowOf(passwd: string): string {
  return passwd.replace(/^([^:]+):.*$/gm, '$1:*:20312:0:99999:7:::');
}

/** Everything but programs and libraries. */
export function debianFiles(distribution: Distribution, machine: Machine): Draft[] {
  const passwd = passwdOf(distribution);
  return [
    ...directories(`boot dev etc/apt/apt.conf.d etc/apt/preferences.d etc/apt/sources.list.d etc/apt/trusted.gpg.d etc/cron.daily
      etc/default etc/dpkg/dpkg.cfg.d etc/init.d etc/kernel etc/ld.so.conf.d etc/logrotate.d etc/opt etc/pam.d etc/profile.d
      etc/rc0.d etc/rc3.d etc/rcS.d etc/security etc/selinux etc/skel etc/systemd/system etc/terminfo home media mnt opt run
      srv usr/games usr/include usr/lib/apt/methods usr/lib/init usr/lib/systemd/system usr/libexec usr/local/bin usr/local/etc
      usr/local/games usr/local/include usr/local/lib usr/local/sbin usr/local/share usr/local/src usr/src usr/share/keyrings
      var/backups var/cache/apt/archives/partial var/cache/debconf var/lib/apt/lists/partial var/lib/dpkg/alternatives
      var/lib/misc var/lib/pam var/log/apt var/opt var/spool/mail usr/lib/${machine.triplet}`),
    ...directories('proc sys', { mode: 0o555 }),
    directory('root', { mode: 0o700 }),
    ...directories('tmp var/tmp', { mode: 0o1777 }),
    ...directories('run/lock', { mode: 0o1777 }),
    directory('var/local', { mode: 0o2775, gid: 50 }),
    directory('var/mail', { mode: 0o2775, gid: 8 }),
    ...words('bin sbin lib').map((name) => link(name, `usr/${name}`)),
    ...(machine.name === 'x86_64' ? [link('lib64', 'usr/lib64'), directory('usr/lib64')] : []),
    link('var/run', '/run'),
    link('var/lock', '/run/lock'),
    link('etc/os-release', '../usr/lib/os-release'),
    text('usr/lib/os-release', distribution.osRelease),
    text('etc/debian_version', `${distribution.debianVersion}\n`),
    text('etc/issue', `${distribution.issue} \\n \\l\n\n`),
    text('etc/issue.net', `${distribution.issue}\n`),
    text('etc/passwd', passwd),
    text('etc/group', groupOf(distribution)),
    text('etc/shadow', shadowOf(passwd), { mode: 0o640, gid: 42 }),
    text('etc/gshadow', groupOf(distribution).replace(/^([^:]+):.*$/gm, '$1:*::'), { mode: 0o640, gid: 42 }),
    text(
      'etc/shells',
      '# valid login shells\n/bin/sh\n/usr/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/usr/bin/dash\n',
    ),
    text('etc/profile', profile),
    text('etc/bash.bashrc', `[ -z "$PS1" ] && return\nPS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n`),
    text('root/.bashrc', distribution.bashrc),
    text(
      'root/.profile',
      'if [ "$BASH" ]; then\n  if [ -f ~/.bashrc ]; then\n    . ~/.bashrc\n  fi\nfi\n\nmesg n 2> /dev/null || true\n',
    ),
    text('etc/skel/.bashrc', distribution.bashrc),
    text('etc/skel/.profile', 'if [ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ]; then\n  . "$HOME/.bashrc"\nfi\n'),
    text(
      'etc/nsswitch.conf',
      'passwd:         files\ngroup:          files\nshadow:         files\ngshadow:        files\n\nhosts:          files dns\nnetworks:       files\n',
    ),
    text('etc/host.conf', 'multi on\n'),
    text('etc/fstab', '# UNCONFIGURED FSTAB FOR BASE SYSTEM\n'),
    text(
      'etc/environment',
      'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games"\n',
    ),
    text(
      'etc/login.defs',
      'MAIL_DIR\t/var/mail\nUMASK\t\t022\nPASS_MAX_DAYS\t99999\nUID_MIN\t\t1000\nUID_MAX\t\t60000\nGID_MIN\t\t1000\nGID_MAX\t\t60000\nUSERGROUPS_ENAB yes\n',
    ),
    text('etc/timezone', 'Etc/UTC\n'),
    link('etc/localtime', '/usr/share/zoneinfo/Etc/UTC'),
    data('usr/share/zoneinfo/Etc/UTC', 114),
    text('etc/ld.so.conf', 'include /etc/ld.so.conf.d/*.conf\n'),
    text(
      `etc/ld.so.conf.d/${machine.triplet}.conf`,
      `/usr/local/lib/${machine.triplet}\n/lib/${machine.triplet}\n/usr/lib/${machine.triplet}\n`,
    ),
    text(...distribution.sources),
    text(
      'etc/apt/apt.conf.d/docker-clean',
      'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };\nDir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n',
    ),
    text('etc/apt/apt.conf.d/docker-no-languages', 'Acquire::Languages "none";\n'),
    text('etc/apt/apt.conf.d/docker-autoremove-suggests', 'Apt::AutoRemove::SuggestsImportant "false";\n'),
    text('etc/dpkg/dpkg.cfg.d/docker-apt-speedup', 'force-unsafe-io\n'),
    ...(distribution.slim
      ? [
          text(
            'etc/dpkg/dpkg.cfg.d/docker',
            'path-exclude /usr/share/doc/*\npath-include /usr/share/doc/*/copyright\npath-exclude /usr/share/man/*\npath-exclude /usr/share/locale/*\n',
          ),
        ]
      : []),
    ...debianDatabase(distribution.osRelease, machine),
    ...(distribution.accounts?.files ?? []),
  ];
}

/** Libraries and data files with their weights: they take up what the programs leave of an image's size. */
export function debianLibraries({ triplet }: Machine, slim: boolean): Record<string, number> {
  const libraries = {
    'libc.so.6': 1922,
    'libm.so.6': 908,
    'libstdc++.so.6': 2191,
    'libgcc_s.so.1': 126,
    'libapt-pkg.so.6.0': 1985,
    'libapt-private.so.0.0': 367,
    'libgnutls.so.30': 2200,
    'libgcrypt.so.20': 1340,
    'libsystemd.so.0': 865,
    'libudev.so.1': 211,
    'libp11-kit.so.0': 1384,
    'libunistring.so.5': 2030,
    'libpcre2-8.so.0': 629,
    'libselinux.so.1': 174,
    'libzstd.so.1': 779,
    'liblzma.so.5': 186,
    'liblz4.so.1': 137,
    'libbz2.so.1.0': 74,
    'libz.so.1': 121,
    'libdb-5.3.so': 1755,
    'libgmp.so.10': 530,
    'libhogweed.so.6': 293,
    'libnettle.so.8': 314,
    'libtinfo.so.6': 212,
    'libblkid.so.1': 265,
    'libmount.so.1': 393,
    'libcrypt.so.1': 210,
    'libpam.so.0': 68,
    'libsemanage.so.2': 276,
    'libsepol.so.2': 757,
    'gconv/gconv-modules.cache': 27,
    'gconv/libCNS.so': 456,
    'gconv/IBM1390.so': 260,
    'perl-base/unicore/Heavy.pl': 120,
    'perl-base/re.pm': 240,
    'security/pam_unix.so': 60,
  };
  const shared = {
    'usr/lib/locale/C.utf8/LC_CTYPE': 353,
    'usr/share/zoneinfo/tzdata.zi': 107,
    'usr/share/perl5/Debconf/Db.pm': 420,
    'var/cache/debconf/templates.dat': 1210,
    'var/lib/dpkg/info/libc6.symbols': 700,
    'usr/lib/apt/methods/http': 180,
    'usr/lib/apt/methods/gpgv': 60,
  };
  const documentation = {
    'usr/share/locale/de/LC_MESSAGES/coreutils.mo': 5200,
    'usr/share/locale/fr/LC_MESSAGES/coreutils.mo': 5300,
    'usr/share/locale/es/LC_MESSAGES/dpkg.mo': 4600,
    'usr/share/locale/ja/LC_MESSAGES/bash.mo': 3900,
    'usr/share/man/man1/bash.1.gz': 900,
    'usr/share/man/man8/apt-get.8.gz': 700,
    'usr/share/doc/bash/changelog.gz': 1400,
    'usr/share/doc/coreutils/changelog.gz': 1200,
  };
  return {
    ...Object.fromEntries(Object.entries(libraries).map(([name, weight]) => [`usr/lib/${triplet}/${name}`, weight])),
    ...shared,
    ...(slim ? {} : documentation),
  };
}
