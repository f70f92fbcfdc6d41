// Systems with RPM packages: Fedora, the rebuilds of Red Hat's (CentOS, Rocky, Alma, Oracle), Amazon Linux.
import { basePrograms } from './debian-programs.ts';
import { data, directories, directory, fillUp, link, links, program, programs, text, words } from './files.ts';
import { cmd, label, usualPath } from './recipe.ts';
import { tags } from './instructions.ts';
import type { CatalogueImage } from './catalogue-image.ts';
import type { Draft } from './files.ts';
import type { Recipe } from './recipe.ts';

/** A system: what differs between them. Sizes in bytes. */
interface System {
  readonly repository: string;
  readonly names: string;
  /** `Fedora Linux`, `fedora`, `43`, `43 (Container Image)`. */
  readonly name: string;
  readonly id: string;
  readonly like?: string;
  readonly version: string;
  readonly pretty: string;
  readonly home: string;
  readonly created: string;
  readonly size: number;
  readonly sent: number;
  /** Its package managers, the first is what the others are links to. */
  readonly managers: string;
  /** Fields of the configuration that differ. */
  readonly labels?: Readonly<Record<string, string>>;
}

const fedora = (version: string, names: string, created: string): System => ({
  repository: 'library/fedora',
  names,
  name: 'Fedora Linux',
  id: 'fedora',
  version,
  pretty: `Fedora Linux ${version} (Container Image)`,
  home: 'https://fedoraproject.org/',
  created,
  size: 184_310_272,
  sent: 64_204_118,
  managers: Number(version) >= 41 ? 'dnf5 dnf yum microdnf' : 'dnf-3 dnf yum',
  labels: { maintainer: 'Clement Verna <cverna@fedoraproject.org>' },
});

const rebuild = (
  repository: string,
  names: string,
  [name, id, home]: readonly [string, string, string],
  version: string,
  codename: string,
  created: string,
  [size, sent]: readonly [number, number],
  managers = 'dnf-3 dnf yum',
): System => ({
  repository,
  names,
  name,
  id,
  like: id === 'centos' ? 'rhel fedora' : 'rhel centos fedora',
  version,
  pretty: `${name} ${version}${codename === '' ? '' : ` (${codename})`}`,
  home,
  created,
  size,
  sent,
  managers,
});

const rocky = ['Rocky Linux', 'rocky', 'https://rockylinux.org/'] as const;
const alma = ['AlmaLinux', 'almalinux', 'https://almalinux.org/'] as const;
const centos = ['CentOS Linux', 'centos', 'https://www.centos.org/'] as const;
const oracle = ['Oracle Linux Server', 'ol', 'https://linux.oracle.com/'] as const;
const amazon = ['Amazon Linux', 'amzn', 'https://aws.amazon.com/linux/'] as const;

const oracleSlim = rebuild(
  'library/oraclelinux',
  '9-slim,9.6-slim',
  oracle,
  '9.6',
  '',
  '2025-10-06T19:08:41Z',
  [113_903_616, 42_011_900],
  'microdnf',
);

const systems: readonly System[] = [
  fedora('43', '43,latest', '2025-10-29T06:12:40Z'),
  fedora('42', '42', '2025-10-29T06:10:02Z'),
  fedora('41', '41', '2025-10-29T06:07:31Z'),
  fedora('40', '40', '2025-05-09T06:04:11Z'),
  rebuild('library/rockylinux', '9,9.3', rocky, '9.3', 'Blue Onyx', '2023-11-23T19:02:15Z', [175_900_212, 62_811_406]),
  rebuild(
    'library/rockylinux',
    '8,8.9',
    rocky,
    '8.9',
    'Green Obsidian',
    '2023-11-23T19:05:47Z',
    [197_004_811, 71_903_318],
  ),
  rebuild(
    'library/rockylinux',
    '9-minimal,9.3-minimal',
    rocky,
    '9.3',
    'Blue Onyx',
    '2023-11-23T19:03:28Z',
    [118_003_700, 44_812_220],
    'microdnf',
  ),
  rebuild(
    'library/almalinux',
    'latest,10,10.0',
    alma,
    '10.0',
    'Purple Lion',
    '2025-10-06T17:20:09Z',
    [188_904_118, 66_300_418],
  ),
  rebuild('library/almalinux', '9,9.6', alma, '9.6', 'Sage Margay', '2025-10-06T17:24:42Z', [187_102_330, 67_218_004]),
  rebuild(
    'library/almalinux',
    '8,8.10',
    alma,
    '8.10',
    'Cerulean Leopard',
    '2025-10-06T17:27:13Z',
    [190_020_104, 70_101_882],
  ),
  rebuild(
    'library/almalinux',
    '9-minimal,9.6-minimal',
    alma,
    '9.6',
    'Sage Margay',
    '2025-10-06T17:25:33Z',
    [93_600_400, 34_811_710],
    'microdnf',
  ),
  rebuild(
    'library/centos',
    'latest,8,centos8,centos8.4.2105',
    centos,
    '8',
    '',
    '2021-09-15T18:20:05Z',
    [231_268_856, 83_518_086],
  ),
  rebuild(
    'library/centos',
    '7,centos7,7.9.2009,centos7.9.2009',
    centos,
    '7',
    'Core',
    '2021-09-15T18:20:23Z',
    [203_906_744, 76_097_157],
    'yum',
  ),
  oracleSlim,
  rebuild('library/oraclelinux', '9,9.6', oracle, '9.6', '', '2025-10-06T19:09:20Z', [249_118_310, 90_133_702]),
  rebuild('library/oraclelinux', '8,8.10', oracle, '8.10', '', '2025-10-06T19:11:54Z', [246_300_910, 91_040_228]),
  rebuild(
    'library/amazonlinux',
    'latest,2023,2023.9.20251027.0',
    amazon,
    '2023',
    '',
    '2025-10-28T20:04:51Z',
    [144_203_610, 53_490_103],
  ),
  rebuild(
    'library/amazonlinux',
    '2,2.0.20251027.1',
    amazon,
    '2',
    'Karoo',
    '2025-10-28T20:11:38Z',
    [165_300_711, 62_921_907],
    'yum',
  ),
];

const passwd = `root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
adm:x:3:4:adm:/var/adm:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/spool/mail:/sbin/nologin
operator:x:11:0:operator:/root:/sbin/nologin
games:x:12:100:games:/usr/games:/sbin/nologin
ftp:x:14:50:FTP User:/var/ftp:/sbin/nologin
nobody:x:65534:65534:Kernel Overflow User:/:/sbin/nologin
`;

const group = `root:x:0:
bin:x:1:
daemon:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
lp:x:7:
mem:x:8:
kmem:x:9:
wheel:x:10:
cdrom:x:11:
mail:x:12:
man:x:15:
games:x:20:
ftp:x:50:
lock:x:54:
audio:x:63:
users:x:100:
nobody:x:65534:
`;

/** /etc/passwd and /etc/group with one more account, for images that are built on such a system. */
export const rpmAccount = (name: string, id: number, home: string): Draft[] => [
  text('etc/passwd', `${passwd}${name}:x:${id}:${id}::${home}:/bin/bash\n`),
  text('etc/group', `${group}${name}:x:${id}:\n`),
];

function osRelease({ name, id, like, version, pretty, home }: System): string {
  return [
    `NAME="${name}"`,
    `VERSION="${pretty.slice(name.length + 1)}"`,
    id === 'fedora' ? 'ID=fedora' : `ID="${id}"`,
    ...(like === undefined ? [] : [`ID_LIKE="${like}"`]),
    id === 'fedora' ? `VERSION_ID=${version}` : `VERSION_ID="${version}"`,
    `PRETTY_NAME="${pretty}"`,
    'ANSI_COLOR="0;34"',
    `HOME_URL="${home}"`,
    '',
  ].join('\n');
}

function filesOf(system: System): Draft[] {
  const [first = '', ...aliases] = words(system.managers);
  const repository = system.id === 'fedora' ? 'fedora' : 'baseos';
  return [
    ...directories(`afs boot dev etc/dnf etc/pki/rpm-gpg etc/profile.d etc/skel etc/sysconfig etc/yum.repos.d home media mnt opt run srv
      usr/games usr/include usr/lib usr/lib64 usr/libexec usr/local/bin usr/local/lib usr/local/sbin usr/share/doc usr/src var/adm
      var/cache var/ftp var/lib/rpm var/log var/opt var/spool/mail`),
    ...directories('proc sys', { mode: 0o555 }),
    directory('root', { mode: 0o550 }),
    ...directories('tmp var/tmp', { mode: 0o1777 }),
    ...words('bin sbin lib lib64').map((name) => link(name, `usr/${name}`)),
    link('var/run', '../run'),
    link('etc/os-release', '../usr/lib/os-release'),
    text('usr/lib/os-release', osRelease(system)),
    text(
      system.id === 'fedora' ? 'etc/fedora-release' : `etc/${system.id === 'ol' ? 'oracle' : system.id}-release`,
      `${system.pretty.replace(/ \(Container Image\)/, '')}\n`,
    ),
    link(
      'etc/redhat-release',
      system.id === 'fedora' ? 'fedora-release' : `${system.id === 'ol' ? 'oracle' : system.id}-release`,
    ),
    text('etc/passwd', passwd),
    text('etc/group', group),
    text('etc/shadow', passwd.replace(/^([^:]+):.*$/gm, '$1:*:19760:0:99999:7:::'), { mode: 0 }),
    text('etc/hostname', ''),
    text('etc/shells', '/bin/sh\n/bin/bash\n/usr/bin/sh\n/usr/bin/bash\n'),
    text('etc/profile', 'for i in /etc/profile.d/*.sh; do\n  if [ -r "$i" ]; then\n    . "$i"\n  fi\ndone\nunset i\n'),
    text('etc/bashrc', `if [ "$PS1" ]; then\n  PS1="[\\u@\\h \\W]\\\\$ "\nfi\n`),
    text(
      'root/.bashrc',
      "alias rm='rm -i'\nalias cp='cp -i'\nalias mv='mv -i'\n\nif [ -f /etc/bashrc ]; then\n  . /etc/bashrc\nfi\n",
    ),
    text('root/.bash_profile', 'if [ -f ~/.bashrc ]; then\n  . ~/.bashrc\nfi\n'),
    text(
      `etc/yum.repos.d/${repository}.repo`,
      `[${repository}]\nname=${system.name} $releasever - $basearch\nbaseurl=http://${system.id}.example/${repository}/$releasever/$basearch/\nenabled=1\ngpgcheck=1\n`,
    ),
    text(
      'etc/dnf/dnf.conf',
      '[main]\ngpgcheck=1\ninstallonly_limit=3\nclean_requirements_on_remove=True\nbest=True\ntsflags=nodocs\n',
    ),
    ...basePrograms(),
    ...programs(
      'usr/bin',
      'curl=240000 rpm=24000 rpmquery vi=1200000 gpg=1100000 openssl=900000 update-ca-trust',
      24_000,
    ),
    program(`usr/bin/${first}`, 1_400_000, first.replace(/-3$|5$/, '')),
    ...links('usr/bin', aliases.join(' '), first),
    link('usr/bin/sh', 'bash'),
    link('usr/bin/awk', 'gawk'),
    program('usr/bin/gawk', 712_000),
    data('etc/services', 692_000),
    data('etc/pki/tls/certs/ca-bundle.crt', 226_489),
  ];
}

const weights = Object.fromEntries(
  'usr/lib/locale/C.utf8/LC_COLLATE=900 usr/lib64/libc.so.6=2300 usr/lib64/libcrypto.so.3=4700 usr/lib64/libssl.so.3=700 usr/lib64/libstdc++.so.6=2400 usr/lib64/librpm.so.9=560 usr/lib64/libsolv.so.1=700 usr/lib64/libpython3.so=3700 usr/lib64/libgio-2.0.so.0=1900 usr/lib64/libunistring.so.5=1900 usr/lib64/libsystemd.so.0=900 usr/share/licenses/COPYING=900 usr/share/zoneinfo/tzdata.zi=110 var/lib/rpm/rpmdb.sqlite=12000 usr/lib/python3/site-packages/dnf.pyc=20000'
    .split(' ')
    .map((item) => [item.split('=')[0] ?? '', Number(item.split('=')[1])]),
);

function recipeOf(system: System): Recipe {
  const { size, sent, created, labels = {} } = system;
  return {
    created,
    steps: [
      ...Object.entries(labels).map(([name, value]) => label(name, value)),
      {
        createdBy: ({ name }) => `ADD ${system.id}-${system.version}-${name}.tar.xz / # buildkit`,
        files: () => fillUp(size, filesOf(system), weights),
        compressedSize: sent,
        config: { Env: [usualPath] },
      },
      cmd('/bin/bash'),
    ],
  };
}

/** Oracle's slim system, which MySQL's images are built on. */
export const oracleLinuxSlim: Recipe = recipeOf(oracleSlim);

export const rpmSystems: readonly CatalogueImage[] = systems.map((system) => ({
  repository: system.repository,
  tags: tags(system.names),
  recipe: system === oracleSlim ? oracleLinuxSlim : recipeOf(system),
}));
