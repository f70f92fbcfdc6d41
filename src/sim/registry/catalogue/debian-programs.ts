// Programs of Debian and Ubuntu base systems by the package that brings them: `name` or `name=size`.
import { link, links, program, programs, words } from './files.ts';
import type { Draft } from './files.ts';

/** Packages that every base image has, with what each puts into /usr/bin. */
const inBin: Readonly<Record<string, string>> = {
  apt: 'apt=18752 apt-cache=84448 apt-cdrom=26952 apt-config=22848 apt-get=51528 apt-mark=59768',
  bash: 'bash=1265648 bashbug=6988 clear_console=14648',
  'bsdutils util-linux': `chrt choom dmesg fallocate findmnt flock getopt ionice ipcmk ipcrm ipcs last lsblk lscpu lsipc lslocks
    lslogins lsmem lsns mcookie mesg more mountpoint namei nsenter partx prlimit rename.ul renice rev script scriptlive
    scriptreplay setarch setpriv setsid setterm su=72000 taskset uclampset unshare utmpdump wall wdctl whereis`,
  coreutils: `[=68496 arch b2sum base32 base64 basename basenc cat=44016 chcon chgrp=72752 chmod=64448 chown=72752 cksum=109944
    comm cp=151152 csplit=109920 cut date=121904 dd=76176 df=97992 dir=151344 dircolors dirname du=105640 echo env=48536
    expand expr factor=81808 false=35664 fmt fold groups head hostid id install=155064 join link ln=72848 logname ls=151344
    md5sum mkdir=97032 mkfifo mknod mktemp mv=147176 nice nl=109656 nohup nproc numfmt od=72416 paste pathchk pinky pr
    printenv printf ptx pwd readlink realpath rm=72720 rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum
    shred shuf sleep=43888 sort=114000 split stat=84672 stdbuf stty=84552 sum sync tac=109640 tail=72016 tee test timeout
    touch=101808 tr true=35664 truncate tsort tty uname unexpand uniq unlink users vdir=151344 wc who whoami yes`,
  dash: 'dash=125640',
  debconf:
    'debconf debconf-apt-progress debconf-communicate debconf-copydb debconf-escape debconf-set-selections debconf-show',
  debianutils: 'ischroot run-parts savelog which.debianutils',
  diffutils: 'cmp diff=147448 diff3=56616 sdiff=52504',
  dpkg: `dpkg=318176 dpkg-deb=162288 dpkg-divert=154032 dpkg-maintscript-helper dpkg-query=162256 dpkg-realpath dpkg-split
    dpkg-statoverride dpkg-trigger update-alternatives=59640`,
  findutils: 'find=224848 xargs=68496',
  gpgv: 'gpgv=298968',
  grep: 'grep=203152 egrep=41 fgrep=41 rgrep=30',
  gzip: 'gunzip=2346 gzexe=6447 gzip=98136 uncompress=2346 zcat=1984 zcmp=1678 zdiff=6460 zegrep=29 zfgrep=29 zforce=2081 zgrep=8103 zless=2206 zmore=1842 znew=4577',
  hostname: 'hostname=23040',
  'libc-bin':
    'getconf=31120 getent=39880 iconv=68536 ldd=5439 locale=58408 localedef=309720 pldd=22920 tzselect=15388 zdump=31120',
  mawk: 'mawk=158696',
  mount: 'mount=59704 umount=35128',
  'ncurses-bin': 'captoinfo clear infocmp reset tabs tic toe tput tset',
  passwd: 'chage chfn chsh expiry faillog gpasswd lastlog login=53024 newgrp passwd=68248 sg',
  'perl-base': 'perl=3924392',
  sed: 'sed=126424',
  tar: 'tar=531984',
};

/** The same for /usr/sbin. */
const inSbin: Readonly<Record<string, string>> = {
  coreutils: 'chroot=43584',
  debianutils: 'add-shell remove-shell update-shells',
  'init-system-helpers': 'invoke-rc.d service update-rc.d',
  'libc-bin': 'iconvconfig ldconfig zic',
  'libpam-runtime': 'pam-auth-update pam_getenv pam_timestamp_check unix_chkpwd unix_update',
  passwd: `chgpasswd chpasswd cppw groupadd groupdel groupmems groupmod grpck grpconv grpunconv newusers nologin pwck pwconv
    pwunconv useradd=131200 userdel=93272 usermod=127104 vipw`,
  'sysvinit-utils': 'fstab-decode killall5',
  'util-linux': `agetty blkdiscard blkid blkzone blockdev chcpu chmem findfs fsck fsfreeze fstrim hwclock ldattach losetup mkfs
    mkswap pivot_root readprofile rtcwake runuser sulogin swaplabel swapoff swapon switch_root wipefs zramctl`,
  tzdata: 'tzconfig',
};

/** Set-user-ID programs, which ordinary users need to become root for a moment. */
const setUserId = new Set(['chfn', 'chsh', 'gpasswd', 'mount', 'newgrp', 'passwd', 'su', 'umount']);

/** What a base image has beyond the packages that all have. */
export interface Extras {
  /** /usr/bin. */
  readonly bin?: string;
  /** /usr/sbin. */
  readonly sbin?: string;
}

/** All programs and the links between them, for a system whose /bin and /sbin are links into /usr. */
export function debianPrograms(extras: Extras = {}): Draft[] {
  const bin = programs('usr/bin', [...Object.values(inBin), extras.bin ?? ''].join(' '), 43_888);
  const sbin = programs('usr/sbin', [...Object.values(inSbin), extras.sbin ?? ''].join(' '), 35_128);
  return [
    ...bin.map((draft) => (setUserId.has(draft.program ?? '') ? { ...draft, mode: 0o4755 } : draft)),
    ...sbin,
    link('usr/bin/sh', 'dash'),
    link('usr/bin/rbash', 'bash'),
    link('usr/bin/md5sum.textutils', 'md5sum'),
    link('usr/bin/awk', '/etc/alternatives/awk'),
    link('etc/alternatives/awk', '/usr/bin/mawk'),
    link('usr/bin/which', '/etc/alternatives/which'),
    link('etc/alternatives/which', '/usr/bin/which.debianutils'),
    link('usr/bin/pager', '/etc/alternatives/pager'),
    link('etc/alternatives/pager', '/usr/bin/more'),
    ...links('usr/bin', 'dnsdomainname domainname nisdomainname ypdomainname', 'hostname'),
    link('usr/bin/pidof', '/usr/sbin/killall5'),
    ...links('usr/bin', 'i386 linux32 linux64 x86_64', 'setarch'),
    link('usr/sbin/getty', 'agetty'),
    program('usr/sbin/start-stop-daemon', 48_392),
  ];
}

/** The programs of a package as absolute paths; none for one that brings no programs. */
export function debianPackageFiles(name: string): string[] {
  const of = (folder: string, table: Readonly<Record<string, string>>): string[] =>
    Object.entries(table)
      .filter(([packages]) => packages.split(' ').includes(name))
      .flatMap(([, list]) => words(list).map((item) => `${folder}/${item.split('=')[0] ?? ''}`));
  return [...of('/usr/bin', inBin), ...of('/usr/sbin', inSbin)];
}

/** The programs of the packages that other systems have too: shell, core utilities, search, archives, accounts. */
export function basePrograms(): Draft[] {
  const shared = [
    'bash',
    'bsdutils util-linux',
    'coreutils',
    'diffutils',
    'findutils',
    'grep',
    'gzip',
    'hostname',
    'libc-bin',
    'mount',
    'ncurses-bin',
    'passwd',
    'sed',
    'tar',
  ];
  const list = (of: Readonly<Record<string, string>>): string => shared.map((name) => of[name] ?? '').join(' ');
  return [
    ...programs('usr/bin', list(inBin), 43_888).map((draft) =>
      setUserId.has(draft.program ?? '') ? { ...draft, mode: 0o4755 } : draft,
    ),
    ...programs('usr/sbin', list(inSbin), 35_128),
  ];
}
