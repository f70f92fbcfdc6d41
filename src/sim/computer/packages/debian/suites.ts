// The suites of Debian and Ubuntu that are served, and how their packages differ from those of bookworm.

/** A suite. */
export interface Suite {
  readonly codename: string;
  readonly host: 'debian.example' | 'ubuntu.example';
  /** Sizes in bytes of what `apt-get update` fetches, by `suite` (InRelease) and `suite/component`. */
  readonly lists: Readonly<Record<string, number>>;
  /** Names that differ: each pattern is replaced in names, dependencies and programs. */
  readonly renames: readonly (readonly [pattern: RegExp, replacement: string])[];
  /** Packages of bookworm that the suite lacks. */
  readonly absent: ReadonlySet<string>;
  /** Column of `versionLines`. */
  readonly column: number;
}

/** Libraries whose names say that time has 64 bits on all architectures, as they do since 2024. */
const wideTime: readonly [RegExp, string] = [
  /\b(libcurl4|libreadline8|libpng16-16|libglib2\.0-0|libasound2|libtirpc3|libgdbm6|libgdbm-compat4|libelf1|libpsl5|libmagic1|libcups2|libnpth0|libuv1|libarchive13|libaio1|libapr1|libaprutil1|libpcap0\.8|libssl3|libevent-core-2\.1-7)(?=[ |*]|$)/gm,
  '$1t64',
];
const wideGnutls: readonly [RegExp, string] = [/\blibcurl3-gnutls\b/g, 'libcurl3t64-gnutls'];

/** The names that carry a version: gcc, Python, Perl, ICU, PostgreSQL, PHP, Ruby, Java, Go, clang and LLVM. */
function numbered(
  gcc: string,
  python: string,
  perl: string,
  icu: string,
  postgresql: string,
  php: string,
  ruby: string,
  go: string,
  clang: string,
): readonly (readonly [RegExp, string])[] {
  return [
    [
      /\b(gcc|cpp|g\+\+|gcov|gcov-dump|gcov-tool|gcc-ar|gcc-nm|gcc-ranlib|lto-dump|gfortran|libgcc|libstdc\+\+)-12\b/g,
      `$1-${gcc}`,
    ],
    [/python3\.11/g, `python${python}`],
    [/(libperl|perl-modules-)5\.36/g, `$1${perl}`],
    [/\blibicu72\b/g, `libicu${icu}`],
    [/\bpostgresql(-client)?-15\b/g, `postgresql$1-${postgresql}`],
    [/\bphp8\.2/g, `php${php}`],
    [/\b(lib)?(ruby|gem|irb|erb)3\.1\b/g, `$1$2${ruby}`],
    [/\bgo(lang)?-1\.19/g, `go$1-${go}`],
    [/\b(clang|clang\+\+)-14\b/g, `$1-${clang}`],
    [/\blibllvm14\b/g, `libllvm${clang}`],
  ];
}

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));
const kilo = (kilobytes: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(kilobytes).map(([name, value]) => [name, Math.round(value * 1000)]));

function ubuntuLists(name: string, release: number, main: number, universe: number): Record<string, number> {
  return kilo({
    [name]: release,
    [`${name}-updates`]: 126.3,
    [`${name}-backports`]: 126.1,
    [`${name}-security`]: 126.4,
    [`${name}/main`]: main,
    [`${name}/universe`]: universe,
    [`${name}/restricted`]: 117.4,
    [`${name}/multiverse`]: 330.8,
    [`${name}-updates/main`]: 1768.2,
    [`${name}-updates/universe`]: 1921.7,
    [`${name}-updates/restricted`]: 2414.6,
    [`${name}-updates/multiverse`]: 38.4,
    [`${name}-backports/main`]: 49.4,
    [`${name}-backports/universe`]: 34.2,
    [`${name}-backports/restricted`]: 0.44,
    [`${name}-backports/multiverse`]: 0.73,
    [`${name}-security/main`]: 1421.9,
    [`${name}-security/universe`]: 1126.5,
    [`${name}-security/restricted`]: 2289.3,
    [`${name}-security/multiverse`]: 28.1,
  });
}

const debianLists = (
  name: string,
  release: number,
  main: number,
  updates: number,
  security: number,
): Record<string, number> =>
  kilo({
    [name]: release,
    [`${name}-updates`]: 47.3,
    [`${name}-security`]: 43.4,
    [`${name}/main`]: main,
    [`${name}-updates/main`]: updates,
    [`${name}-security/main`]: security,
  });

const goneSince2024 = 'python3-distutils python3-lib2to3 libcurl3-nss';

/** A suite of Ubuntu from before 2022. Those before focal have its versions, where no other are known. */
function earlier(lists: Suite['lists'], numbers: Suite['renames']): Suite {
  return {
    codename: Object.keys(lists)[0] ?? '',
    host: 'ubuntu.example',
    lists,
    renames: [
      ...numbers,
      [/openjdk-17/g, 'openjdk-11'],
      [/java-17\b/g, 'java-11'],
      [/\blibldap-2\.5-0\b/g, 'libldap-2.4-2'],
      [/\blibssl3\b/g, 'libssl1.1'],
      [/\blibproc2-0\b/g, 'libprocps8'],
    ],
    absent: set(''),
    column: 4,
  };
}

/** All suites by codename. */
export const suites: Readonly<Record<string, Suite>> = {
  bookworm: {
    codename: 'bookworm',
    host: 'debian.example',
    lists: debianLists('bookworm', 151.1, 8793, 6.92, 272),
    renames: [],
    absent: set(''),
    column: -1,
  },
  trixie: {
    codename: 'trixie',
    host: 'debian.example',
    lists: debianLists('trixie', 140.3, 9669, 5.41, 30.8),
    renames: [
      wideTime,
      wideGnutls,
      ...numbered('14', '3.13', '5.40', '76', '17', '8.4', '3.3', '1.24', '19'),
      [/\blibldap-2\.5-0\b/g, 'libldap2'],
      [/openjdk-17/g, 'openjdk-21'],
      [/java-17\b/g, 'java-21'],
    ],
    absent: set(`${goneSince2024} software-properties-common python3-software-properties netcat`),
    column: 0,
  },
  bullseye: {
    codename: 'bullseye',
    host: 'debian.example',
    lists: debianLists('bullseye', 75.1, 8066, 18.8, 390),
    renames: [
      ...numbered('10', '3.9', '5.32', '67', '13', '7.4', '2.7', '1.15', '11'),
      [/\blibldap-2\.5-0\b/g, 'libldap-2.4-2'],
      [/\blibssl3\b/g, 'libssl1.1'],
      [/\blibproc2-0\b/g, 'libprocps8'],
    ],
    absent: set(''),
    column: 1,
  },
  noble: {
    codename: 'noble',
    host: 'ubuntu.example',
    lists: ubuntuLists('noble', 256, 1808, 19_331),
    renames: [
      wideTime,
      wideGnutls,
      ...numbered('13', '3.12', '5.38', '74', '16', '8.3', '3.2', '1.22', '18'),
      [/\blibldap-2\.5-0\b/g, 'libldap2'],
      [/openjdk-17/g, 'openjdk-21'],
      [/java-17\b/g, 'java-21'],
    ],
    absent: set(goneSince2024),
    column: 2,
  },
  jammy: {
    codename: 'jammy',
    host: 'ubuntu.example',
    lists: ubuntuLists('jammy', 270, 1792, 17_532),
    renames: [
      ...numbered('11', '3.10', '5.34', '70', '14', '8.1', '3.0', '1.18', '14'),
      [/openjdk-17/g, 'openjdk-11'],
      [/java-17\b/g, 'java-11'],
      [/\blibproc2-0\b/g, 'libprocps8'],
    ],
    absent: set(''),
    column: 3,
  },
  focal: earlier(
    ubuntuLists('focal', 265, 1275, 11_341),
    numbered('9', '3.8', '5.30', '66', '12', '7.4', '2.7', '1.13', '10'),
  ),
  bionic: earlier(
    ubuntuLists('bionic', 242, 1344, 11_331),
    numbered('7', '3.6', '5.26', '60', '10', '7.2', '2.5', '1.10', '6.0'),
  ),
  xenial: earlier(
    ubuntuLists('xenial', 247, 1558, 9827),
    numbered('5', '3.5', '5.22', '55', '9.5', '7.0', '2.3', '1.6', '3.8'),
  ),
  trusty: earlier(
    ubuntuLists('trusty', 58, 1743, 7589),
    numbered('4.8', '3.4', '5.18', '52', '9.3', '5', '1.9.1', '1.2', '3.4'),
  ),
};

/**
 * Versions in other suites by bookworm's names: `names: trixie bullseye noble jammy focal`. What is not here has bookworm's
 * upstream version everywhere.
 */
export const versionLines = `
curl libcurl4 libcurl3-gnutls libcurl4-openssl-dev: 8.14.1-2 7.74.0-1.3+deb11u15 8.5.0-2ubuntu10.6 7.81.0-1ubuntu1.21 7.68.0-1ubuntu2.25
git git-man: 1:2.47.3-0+deb13u1 1:2.30.2-1+deb11u4 1:2.43.0-1ubuntu7.3 1:2.34.1-1ubuntu1.15 1:2.25.1-1ubuntu3.14
wget: 1.25.0-2 1.21-1+deb11u2 1.21.4-1ubuntu4.1 1.21.2-2ubuntu1.1 1.20.3-1ubuntu2.1
ca-certificates: 20250419 20210119 20240203 20240203~22.04.1 20240203~20.04.1
openssl libssl3 libssl-dev: 3.5.1-1+deb13u1 1.1.1w-0+deb11u3 3.0.13-0ubuntu3.6 3.0.2-0ubuntu1.20 1.1.1f-1ubuntu2.24
nginx nginx-common nginx-full: 1.26.3-3+deb13u1 1.18.0-6.1+deb11u5 1.24.0-2ubuntu7.5 1.18.0-6ubuntu14.7 1.18.0-0ubuntu1.7
python3 python3-minimal python3-venv python3-dev libpython3-stdlib libpython3-dev: 3.13.5-1 3.9.2-3 3.12.3-0ubuntu2 3.10.6-1~22.04.1 3.8.2-0ubuntu2
python3.11 python3.11-minimal python3.11-dev python3.11-venv libpython3.11 libpython3.11-minimal libpython3.11-stdlib libpython3.11-dev: 3.13.5-2 3.9.2-1+deb11u3 3.12.3-1ubuntu0.8 3.10.12-1~22.04.11 3.8.10-0ubuntu1~20.04.18
python3-pip python3-pip-whl: 25.1.1+dfsg-1 20.3.4-4+deb11u1 24.0+dfsg-1ubuntu1.3 22.0.2+dfsg-1ubuntu0.7 20.0.2-5ubuntu1.11
python3-setuptools python3-pkg-resources: 78.1.1-0.1 52.0.0-4+deb11u2 68.1.2-2ubuntu1.2 59.6.0-1.2ubuntu0.22.04.3 45.2.0-1ubuntu0.3
python3-wheel: 0.46.1-2 0.34.2-1 0.42.0-2 0.37.1-2ubuntu0.22.04.1 0.34.2-1ubuntu0.1
build-essential: 12.12 12.9 12.10ubuntu1 12.9ubuntu3 12.8ubuntu1.1
gcc g++ cpp gfortran: 4:14.2.0-1 4:10.2.1-1 4:13.2.0-7ubuntu1 4:11.2.0-1ubuntu1 4:9.3.0-1ubuntu2
gcc-12 g++-12 cpp-12 gfortran-12 libgcc-12-dev libstdc++-12-dev libgomp1 libatomic1 libasan8 libubsan1 libtsan2 liblsan0 libitm1 libquadmath0 libcc1-0 libgfortran5: 14.2.0-19 10.2.1-6 13.3.0-6ubuntu2~24.04 11.4.0-1ubuntu1~22.04 9.4.0-1ubuntu1~20.04.2
binutils binutils-common binutils-x86-64-linux-gnu libbinutils libctf0 libctf-nobfd0 libgprofng0: 2.44-3 2.35.2-2 2.42-4ubuntu2.5 2.38-4ubuntu2.8 2.34-6ubuntu1.11
libc6-dev libc-dev-bin libc-devtools locales libc-l10n: 2.41-12 2.31-13+deb11u13 2.39-0ubuntu8.5 2.35-0ubuntu3.10 2.31-0ubuntu9.18
make: 4.4.1-2 4.3-4.1 4.3-4.1build2 4.3-4.1build1 4.2.1-1.2
cmake cmake-data: 3.31.6-2 3.18.4-2+deb11u1 3.28.3-1build7 3.22.1-1ubuntu1.22.04.2 3.16.3-1ubuntu1.20.04.1
perl perl-modules-5.36 libperl5.36: 5.40.1-6 5.32.1-4+deb11u4 5.38.2-3.2ubuntu0.2 5.34.0-3ubuntu1.5 5.30.0-9ubuntu0.5
vim vim-common vim-runtime vim-tiny vim-nox xxd: 2:9.1.1230-2 2:8.2.2434-3+deb11u3 2:9.1.0016-1ubuntu7.8 2:8.2.3995-1ubuntu2.24 2:8.1.2269-1ubuntu5.32
nano: 8.4-1 5.4-2+deb11u3 7.2-2ubuntu0.1 6.2-1ubuntu0.1 4.8-1ubuntu1.1
htop: 3.4.1-5 3.0.5-7 3.3.0-4build1 3.0.5-7build2 2.2.0-2build1
iputils-ping iputils-tracepath: 3:20240905-3 3:20210202-1 3:20240117-1ubuntu0.1 3:20211215-1ubuntu0.1 3:20190709-3ubuntu0.1
iproute2: 6.15.0-1 5.10.0-4 6.1.0-1ubuntu6.2 5.15.0-1ubuntu2 5.5.0-1ubuntu1
net-tools: 2.10-1.3 1.60+git20181103.0eebece-1+deb11u2 2.10-0.1ubuntu4.4 1.60+git20181103.0eebece-1ubuntu5.4 1.60+git20180626.aebd88e-1ubuntu1.3
bind9-dnsutils bind9-host bind9-libs dnsutils: 1:9.20.11-4 1:9.16.50-1~deb11u3 1:9.18.39-0ubuntu0.24.04.1 1:9.18.39-0ubuntu0.22.04.1 1:9.18.30-0ubuntu0.20.04.2
procps libproc2-0: 2:4.0.4-9 2:3.3.17-5 2:4.0.4-4ubuntu3.2 2:3.3.17-6ubuntu2.1 2:3.3.16-1ubuntu2.4
sudo: 1.9.16p2-3 1.9.5p2-3+deb11u2 1.9.15p5-3ubuntu5.24.04.1 1.9.9-1ubuntu2.5 1.8.31-1ubuntu1.5
gnupg gpg gpg-agent gpgconf gpgsm dirmngr gnupg-utils gnupg-l10n gpg-wks-client gpg-wks-server gnupg2: 2.4.7-21 2.2.27-2+deb11u2 2.4.4-2ubuntu17.3 2.2.27-3ubuntu2.4 2.2.19-3ubuntu2.5
lsb-release: 12.1-1 11.1.0 12.0-2 11.1.0ubuntu4 11.1.0ubuntu2
unzip: 6.0-29 6.0-26+deb11u1 6.0-28ubuntu4.1 6.0-26ubuntu3.2 6.0-25ubuntu1.2
zip: 3.0-15 3.0-12 3.0-13ubuntu0.2 3.0-12build2 3.0-11build1
jq libjq1: 1.7.1-6+deb13u1 1.6-2.1 1.7.1-3ubuntu0.24.04.1 1.6-2.1ubuntu3.1 1.6-1ubuntu0.20.04.1
tree: 2.2.1-1 1.8.0-1+b1 2.1.1-2ubuntu3 2.0.2-1 1.8.0-1
figlet: 2.2.5-3+b2 2.2.5-3+b1 2.2.5-3build2 2.2.5-3 2.2.5-3
nodejs: 20.19.2+dfsg-1 12.22.12~dfsg-1~deb11u7 18.19.1+dfsg-6ubuntu5 12.22.9~dfsg-1ubuntu3.6 10.19.0~dfsg-3ubuntu1.6
npm: 9.2.0~ds1-3 7.5.2+ds-2 9.2.0~ds1-2 8.5.1~ds-1 6.14.4+ds-1ubuntu2
redis redis-server redis-tools: 5:8.0.2-3 5:6.0.16-1+deb11u7 5:7.0.15-1ubuntu0.24.04.2 5:6.0.16-1ubuntu1.1 5:5.0.7-2ubuntu0.1
postgresql-15 postgresql-client-15: 17.6-0+deb13u1 13.22-0+deb11u1 16.10-0ubuntu0.24.04.1 14.19-0ubuntu0.22.04.1 12.22-0ubuntu0.20.04.4
postgresql postgresql-client: 17+278 13+225+deb11u1 16+257build1.1 14+238 12+214ubuntu0.1
libpq5 libpq-dev: 17.6-0+deb13u1 13.22-0+deb11u1 16.10-0ubuntu0.24.04.1 14.19-0ubuntu0.22.04.1 12.22-0ubuntu0.20.04.4
apache2 apache2-bin apache2-data apache2-utils: 2.4.65-2 2.4.65-1~deb11u1 2.4.58-1ubuntu8.8 2.4.52-1ubuntu4.16 2.4.41-4ubuntu3.23
openssh-client openssh-server openssh-sftp-server ssh: 1:10.0p1-7 1:8.4p1-5+deb11u5 1:9.6p1-3ubuntu13.14 1:8.9p1-3ubuntu0.13 1:8.2p1-4ubuntu0.13
software-properties-common python3-software-properties: - 0.96.20.2-2.1 0.99.49.3 0.99.22.9 0.99.9.12
apt-transport-https apt-utils: 3.0.3 2.2.4+deb11u1 2.8.3 2.4.14 2.0.11
sqlite3 libsqlite3-0 libsqlite3-dev: 3.46.1-7 3.34.1-3+deb11u1 3.45.1-1ubuntu2.5 3.37.2-2ubuntu0.5 3.31.1-4ubuntu0.7
zlib1g-dev: 1:1.3.dfsg+really1.3.1-1+b1 1:1.2.11.dfsg-2+deb11u2 1:1.3.dfsg-3.1ubuntu2.1 1:1.2.11.dfsg-2ubuntu9.2 1:1.2.11.dfsg-2ubuntu1.5
openjdk-17-jdk-headless openjdk-17-jre-headless: 21.0.8+9-1 11.0.28+6-1~deb11u1 21.0.8+9~us1-0ubuntu1~24.04.1 11.0.28+6-1ubuntu1~22.04.1 11.0.27+6~us1-0ubuntu1~20.04
file libmagic1 libmagic-mgc: 1:5.46-5 1:5.39-3+deb11u1 1:5.45-3build1 1:5.41-3ubuntu0.1 1:5.38-4
less: 668-1 551-2+deb11u2 590-2ubuntu2.1 590-1ubuntu0.22.04.3 551-1ubuntu0.3
cowsay: 3.03+dfsg2-8 3.03+dfsg2-8 3.03+dfsg2-8 3.03+dfsg2-8 3.03+dfsg2-7
strace: 6.13+ds-1 5.10-1 6.8-0ubuntu2 5.16-0ubuntu3 5.5-3ubuntu1
xz-utils liblzma-dev: 5.8.1-1 5.2.5-2.1~deb11u1 5.6.1+really5.4.5-1ubuntu0.2 5.2.5-2ubuntu1 5.2.4-1ubuntu1.1
libicu72 libicu-dev icu-devtools: 76.1-4 67.1-7+deb11u1 74.2-1ubuntu3.1 70.1-2 66.1-2ubuntu2.1
`;

/** Packages that Ubuntu has in `universe` and not in `main`. */
export const universe = set(
  'ansible ansible-core apt-transport-https cmatrix cowsay dumb-init emacs-nox ffmpeg figlet fortune-mod fortunes fortunes-min git-lfs golang golang-go gosu graphviz inotify-tools iperf3 libiperf0 lynx mc mtr mercurial nmap nmap-common nodejs libnode108 npm node-core-libs pandoc pigz pipx php8.2 python3-pip python3-virtualenv python3-venv python3.11-venv redis redis-server redis-tools ripgrep screen sl socat stress stress-ng supervisor tini traceroute tree yarnpkg zsh jq',
);
