// What dpkg knows of a base image: the packages that every suite begins with (dpkg(1), /var/lib/dpkg/status).
import { debianPackageFiles } from './debian-programs.ts';
import { data, text } from './files.ts';
import type { Draft } from './files.ts';
import type { Machine } from './recipe.ts';

/** name|version in bookworm|installed KiB|section. `*` after a name: for all machines; `!`: essential. */
const lines = `
adduser*|3.134|686|admin
apt|2.6.1|4232|admin
base-files!|12.4+deb12u11|341|admin
base-passwd!|3.6.1|247|admin
bash!|5.2.15-2+b8|7164|shells
bsdutils!|1:2.38.1-5+deb12u3|355|utils
coreutils!|9.1-1|18062|utils
dash!|0.5.12-2|191|shells
debconf*|1.5.82|491|admin
debian-archive-keyring*|2023.3+deb12u2|293|misc
debianutils!|5.7-0.5~deb12u1|243|utils
diffutils!|1:3.8-4|1598|utils
dpkg!|1.21.22|6409|admin
e2fsprogs|1.47.0-2|1496|admin
findutils!|4.9.0-4|1746|utils
gcc-12-base|12.2.0-14+deb12u1|100|libs
gpgv|2.2.40-1.1+deb12u1|918|utils
grep!|3.8-5|1245|utils
gzip!|1.12-1|252|utils
hostname!|3.23+nmu1|46|admin
init-system-helpers*!|1.65.2|140|admin
libacl1|2.3.1-3|73|libs
libapt-pkg6.0|2.6.1|3297|libs
libattr1|1:2.5.1-4|59|libs
libaudit-common*|1:3.0.9-1|22|libs
libaudit1|1:3.0.9-1|150|libs
libblkid1|2.38.1-5+deb12u3|398|libs
libbz2-1.0|1.0.8-5+b1|106|libs
libc-bin!|2.36-9+deb12u10|2042|libs
libc6|2.36-9+deb12u10|13001|libs
libcap-ng0|0.8.3-1+b3|65|libs
libcap2|1:2.66-4+deb12u1|95|libs
libcom-err2|1.47.0-2|54|libs
libcrypt1|1:4.4.33-2|233|libs
libdb5.3|5.3.28+dfsg2-1|1833|libs
libdebconfclient0|0.270|37|libs
libext2fs2|1.47.0-2|534|libs
libffi8|3.4.4-1|68|libs
libgcc-s1|12.2.0-14+deb12u1|140|libs
libgcrypt20|1.10.1-3|1592|libs
libgmp10|2:6.2.1+dfsg1-1.1|855|libs
libgnutls30|3.7.9-2+deb12u5|3390|libs
libgpg-error0|1.46-1|192|libs
libhogweed6|3.8.1-2|463|libs
libidn2-0|2.3.3-1+b1|439|libs
liblz4-1|1.9.4-1|169|libs
liblzma5|5.4.1-1|333|libs
libmd0|1.0.4-2|79|libs
libmount1|2.38.1-5+deb12u3|454|libs
libnettle8|3.8.1-2|520|libs
libp11-kit0|0.24.1-2|1408|libs
libpam-modules|1.5.2-6+deb12u1|1031|admin
libpam-modules-bin|1.5.2-6+deb12u1|227|admin
libpam-runtime*|1.5.2-6+deb12u1|876|admin
libpam0g|1.5.2-6+deb12u1|215|libs
libpcre2-8-0|10.42-1|685|libs
libseccomp2|2.5.4-1+deb12u1|148|libs
libselinux1|3.4-1+b6|199|libs
libsemanage-common*|3.4-1|37|libs
libsemanage2|3.4-1+b5|297|libs
libsepol2|3.4-2.1|775|libs
libsmartcols1|2.38.1-5+deb12u3|289|libs
libss2|1.47.0-2|70|libs
libstdc++6|12.2.0-14+deb12u1|2686|libs
libsystemd0|252.38-1~deb12u1|909|libs
libtasn1-6|4.19.0-2+deb12u1|116|libs
libtinfo6|6.4-4|541|libs
libudev1|252.38-1~deb12u1|240|libs
libunistring2|1.0-2|1807|libs
libuuid1|2.38.1-5+deb12u3|79|libs
libxxhash0|0.8.1-1|99|libs
libzstd1|1.5.4+dfsg2-5|785|libs
login!|1:4.13+dfsg1-1+deb12u1|2550|admin
logsave|1.47.0-2|49|admin
mawk|1.3.4.20200120-3.1|263|interpreters
mount|2.38.1-5+deb12u3|393|admin
ncurses-base*!|6.4-4|379|misc
ncurses-bin!|6.4-4|636|utils
passwd|1:4.13+dfsg1-1+deb12u1|2827|admin
perl-base!|5.36.0-7+deb12u2|7643|perl
sed!|4.9-1|987|utils
sysvinit-utils!|3.06-4|100|admin
tar!|1.34+dfsg-1.2+deb12u1|3144|utils
tzdata*|2025b-0+deb12u1|2565|localization
usr-is-merged*|37~deb12u1|13|oldlibs
util-linux!|2.38.1-5+deb12u3|4978|utils
util-linux-extra|2.38.1-5+deb12u3|366|utils
zlib1g|1:1.2.13.dfsg-1|168|libs
`;

/** How a suite differs: packages that it has besides or not at all, other names, versions that people look at. */
interface Suite {
  readonly more: string;
  readonly less: string;
  readonly names: Readonly<Record<string, string>>;
  readonly versions: string;
}

const wide = Object.fromEntries(
  'libdb5.3 libext2fs2 libgnutls30 libhogweed6 libnettle8 libssl3'.split(' ').map((name) => [name, `${name}t64`]),
);

const suites: Readonly<Record<string, Suite>> = {
  bookworm: { more: '', less: '', names: {}, versions: '' },
  trixie: {
    more: 'libssl3|3.5.1-1+deb13u1|9300|libs\nopenssl-provider-legacy|3.5.1-1+deb13u1|170|libs\nsqv|1.3.0-3|1900|utils\nliblastlog2-2|2.41-5|120|libs',
    less: 'adduser gpgv libgnutls30 libnettle8 libhogweed6 libp11-kit0 libtasn1-6 libidn2-0 libffi8 libgcrypt20 libgpg-error0 logsave e2fsprogs libext2fs2 libcom-err2 libss2 libsemanage-common usr-is-merged util-linux-extra',
    names: { ...wide, 'libapt-pkg6.0': 'libapt-pkg7.0', 'gcc-12-base': 'gcc-14-base', libunistring2: 'libunistring5' },
    versions:
      'apt=3.0.3 base-files=13.8 bash=5.2.37-2+b5 coreutils=9.7-3 dpkg=1.22.21 libc6=2.41-12 libc-bin=2.41-12 perl-base=5.40.1-6 gcc-12-base=14.2.0-19 libgcc-s1=14.2.0-19 libstdc++6=14.2.0-19 libapt-pkg6.0=3.0.3 zlib1g=1:1.3.dfsg+really1.3.1-1+b1 debian-archive-keyring=2025.1 tar=1.35+dfsg-3.1 sed=4.9-2 grep=3.11-4 util-linux=2.41-5 mount=2.41-5 bsdutils=1:2.41-5 login=1:4.16.0-2+really2.41-5 passwd=1:4.17.4-2 tzdata=2025b-4+deb13u1 libsystemd0=257.7-1 libudev1=257.7-1',
  },
  bullseye: {
    more: 'libssl1.1|1.1.1w-0+deb11u3|4100|libs',
    less: 'usr-is-merged util-linux-extra',
    names: { 'gcc-12-base': 'gcc-10-base', libffi8: 'libffi7', libsemanage2: 'libsemanage1', libsepol2: 'libsepol1' },
    versions:
      'apt=2.2.4 base-files=11.1+deb11u11 bash=5.1-2+deb11u1 coreutils=8.32-4+b1 dpkg=1.20.13 libc6=2.31-13+deb11u13 libc-bin=2.31-13+deb11u13 perl-base=5.32.1-4+deb11u4 gcc-12-base=10.2.1-6 libgcc-s1=10.2.1-6 libstdc++6=10.2.1-6 libapt-pkg6.0=2.2.4 zlib1g=1:1.2.11.dfsg-2+deb11u2 tar=1.34+dfsg-1+deb11u1 tzdata=2025b-0+deb11u1',
  },
  noble: {
    more: 'libssl3|3.0.13-0ubuntu3.6|6100|libs\nprocps|2:4.0.4-4ubuntu3.2|1800|admin\nlibproc2-0|2:4.0.4-4ubuntu3.2|240|libs\nlibncursesw6|6.4+20240113-1ubuntu2|420|libs\nsensible-utils*|0.0.22|100|utils\nubuntu-keyring*|2023.11.28.1|40|misc',
    less: 'adduser debian-archive-keyring tzdata usr-is-merged',
    names: {
      ...wide,
      'libapt-pkg6.0': 'libapt-pkg6.0t64',
      'gcc-12-base': 'gcc-14-base',
      libunistring2: 'libunistring5',
    },
    versions:
      'apt=2.8.3 base-files=13ubuntu10.3 bash=5.2.21-2ubuntu4 coreutils=9.4-3ubuntu6.1 dpkg=1.22.6ubuntu6.5 libc6=2.39-0ubuntu8.6 libc-bin=2.39-0ubuntu8.6 perl-base=5.38.2-3.2ubuntu0.2 gcc-12-base=14.2.0-4ubuntu2~24.04 libgcc-s1=14.2.0-4ubuntu2~24.04 libstdc++6=14.2.0-4ubuntu2~24.04 libapt-pkg6.0=2.8.3 zlib1g=1:1.3.dfsg-3.1ubuntu2.1 tar=1.35+dfsg-3build1',
  },
  jammy: {
    more: 'libssl3|3.0.2-0ubuntu1.20|6000|libs\nprocps|2:3.3.17-6ubuntu2.1|1200|admin\nlibprocps8|2:3.3.17-6ubuntu2.1|140|libs\nlibncursesw6|6.3-2ubuntu0.1|420|libs\nsensible-utils*|0.0.17|90|utils\nubuntu-keyring*|2021.03.26|40|misc\nlsb-base*|11.1.0ubuntu4|60|misc',
    less: 'debian-archive-keyring tzdata usr-is-merged util-linux-extra',
    names: {},
    versions:
      'apt=2.4.14 base-files=12ubuntu4.7 bash=5.1-6ubuntu1.1 coreutils=8.32-4.1ubuntu1.2 dpkg=1.21.1ubuntu2.6 libc6=2.35-0ubuntu3.11 libc-bin=2.35-0ubuntu3.11 perl-base=5.34.0-3ubuntu1.5 gcc-12-base=12.3.0-1ubuntu1~22.04.2 libgcc-s1=12.3.0-1ubuntu1~22.04.2 libstdc++6=12.3.0-1ubuntu1~22.04.2 libapt-pkg6.0=2.4.14 zlib1g=1:1.2.11.dfsg-2ubuntu9.2',
  },
  focal: {
    more: 'libssl1.1|1.1.1f-1ubuntu2.24|4000|libs\nprocps|2:3.3.16-1ubuntu2.4|1200|admin\nlibprocps8|2:3.3.16-1ubuntu2.4|140|libs\nlibncursesw6|6.2-0ubuntu2.1|420|libs\nsensible-utils*|0.0.12+nmu1|80|utils\nubuntu-keyring*|2020.02.11.4|40|misc\nlsb-base*|11.1.0ubuntu2|60|misc',
    less: 'debian-archive-keyring tzdata usr-is-merged util-linux-extra libxxhash0',
    names: { 'gcc-12-base': 'gcc-10-base', libffi8: 'libffi7', libsemanage2: 'libsemanage1', libsepol2: 'libsepol1' },
    versions:
      'apt=2.0.11 base-files=11ubuntu5.8 bash=5.0-6ubuntu1.2 coreutils=8.30-3ubuntu2 dpkg=1.19.7ubuntu3.2 libc6=2.31-0ubuntu9.18 libc-bin=2.31-0ubuntu9.18 perl-base=5.30.0-9ubuntu0.5 gcc-12-base=10.5.0-1ubuntu1~20.04 libgcc-s1=10.5.0-1ubuntu1~20.04 libstdc++6=10.5.0-1ubuntu1~20.04 libapt-pkg6.0=2.0.11 zlib1g=1:1.2.11.dfsg-2ubuntu1.5',
  },
};

/** What a package is for, by its section. */
const about: Readonly<Record<string, string>> = { libs: 'shared library', oldlibs: 'transitional package' };

/** The database as files: the status, and of every package its list of files, its checksums and its copyright. */
export function debianDatabase(osRelease: string, machine: Machine): Draft[] {
  const codename = /^VERSION_CODENAME=(\w+)/m.exec(osRelease)?.[1] ?? '';
  const suite = suites[codename] ?? { more: '', less: '', names: {}, versions: '' };
  const versions = new Map(
    suite.versions.split(' ').map((item) => [item.split('=')[0] ?? '', item.slice(item.indexOf('=') + 1)]),
  );
  const less = new Set(suite.less.split(' '));
  const packages = [
    ...lines
      .trim()
      .split('\n')
      .filter((line) => !less.has(/^[^*!|]*/.exec(line)?.[0] ?? '')),
    ...suite.more.split('\n').filter((line) => line !== ''),
  ].map((line) => {
    const [marked = '', written = '', size = '', section = ''] = line.split('|');
    const plain = marked.replace(/[*!]/g, '');
    return {
      plain,
      name: suite.names[plain] ?? plain,
      version: versions.get(plain) ?? written,
      size,
      section,
      essential: marked.includes('!'),
      architecture: marked.includes('*') ? 'all' : machine.platform.architecture,
    };
  });
  packages.sort((a, b) => (a.name < b.name ? -1 : 1));
  const status = packages.map(
    ({ name, version, size, section, essential, architecture }) =>
      `Package: ${name}\n${essential ? 'Essential: yes\n' : ''}Status: install ok installed\nPriority: ${essential ? 'required' : 'important'}\nSection: ${section}\nInstalled-Size: ${size}\nMaintainer: Drydock <packages@debian.example>\nArchitecture: ${architecture}\nVersion: ${version}\nDescription: ${about[section] ?? 'part of the base system'}\n`,
  );
  return [
    text('var/lib/dpkg/status', `${status.join('\n')}\n`),
    ...packages.flatMap(({ name, plain }) => {
      const files = [...debianPackageFiles(plain), `/usr/share/doc/${name}/copyright`];
      const folders = new Set(files.flatMap((path) => foldersOf(path)));
      return [
        text(`var/lib/dpkg/info/${name}.list`, `/.\n${[...folders, ...files].map((path) => `${path}\n`).join('')}`),
        data(`var/lib/dpkg/info/${name}.md5sums`, 1_400),
        data(`usr/share/doc/${name}/copyright`, 2_900),
      ];
    }),
  ];
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(1, -1);
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join('/')}`);
}
