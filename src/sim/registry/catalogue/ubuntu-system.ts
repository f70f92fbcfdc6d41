// Ubuntu's base system and its newest release, which the learner's machine begins with.
import { debianFiles, debianLibraries } from './debian-files.ts';
import { debianPrograms } from './debian-programs.ts';
import { directory, fillUp, text } from './files.ts';
import type { Distribution } from './debian-files.ts';
import type { Draft } from './files.ts';
import type { Machine } from './recipe.ts';

/** A release: what differs between them. Sizes in bytes. */
export interface Release {
  /** `24.04`. */
  readonly number: string;
  /** `24.04.3 LTS (Noble Numbat)`. */
  readonly version: string;
  readonly codename: string;
  readonly debianVersion: string;
  readonly created: string;
  readonly size: number;
  readonly compressedSize: number;
  /** Whether there is a user `ubuntu` with ID 1000, as in images since 23.04. */
  readonly ubuntuUser: boolean;
}

const bashrc = `[ -z "$PS1" ] && return

HISTCONTROL=ignoredups:ignorespace
shopt -s histappend
HISTSIZE=1000
HISTFILESIZE=2000
shopt -s checkwinsize

PS1='\${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '

alias ls='ls --color=auto'
alias grep='grep --color=auto'
alias ll='ls -alF'
alias la='ls -A'
alias l='ls -CF'
`;

/** What a release's files say. */
export function ubuntuDistribution({ number, version, codename, debianVersion, ubuntuUser }: Release): Distribution {
  const point = version.split(' ').slice(0, 2).join(' ').replace(/,$/, '');
  const lines = [
    `PRETTY_NAME="Ubuntu ${point}"`,
    'NAME="Ubuntu"',
    `VERSION_ID="${number}"`,
    `VERSION="${version}"`,
    `VERSION_CODENAME=${codename}`,
    'ID=ubuntu',
    'ID_LIKE=debian',
    'HOME_URL="https://www.ubuntu.com/"',
    'SUPPORT_URL="https://help.ubuntu.com/"',
    'BUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"',
    'PRIVACY_POLICY_URL="https://www.ubuntu.com/legal/terms-and-policies/privacy-policy"',
    `UBUNTU_CODENAME=${codename}`,
  ];
  const suites = `${codename} ${codename}-updates ${codename}-backports`;
  const components = 'main universe restricted multiverse';
  const signed = 'Signed-By: /usr/share/keyrings/ubuntu-archive-keyring.gpg';
  const deb822 = [
    `Types: deb\nURIs: http://ubuntu.example/ubuntu/\nSuites: ${suites}\nComponents: ${components}\n${signed}\n`,
    `Types: deb\nURIs: http://security.ubuntu.example/ubuntu/\nSuites: ${codename}-security\nComponents: ${components}\n${signed}\n`,
  ];
  const lists = [
    ...[codename, `${codename}-updates`, `${codename}-backports`].map(
      (suite) => `deb http://ubuntu.example/ubuntu/ ${suite} ${components}\n`,
    ),
    `deb http://security.ubuntu.example/ubuntu/ ${codename}-security ${components}\n`,
  ];
  return {
    osRelease: `${lines.join('\n')}\n`,
    issue: `Ubuntu ${point}`,
    debianVersion,
    ...(ubuntuUser
      ? {
          accounts: {
            passwd: 'ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n',
            group: 'ubuntu:x:1000:\n',
            files: [
              directory('home/ubuntu', { mode: 0o750, uid: 1000, gid: 1000 }),
              text('home/ubuntu/.bashrc', bashrc, { uid: 1000, gid: 1000 }),
            ],
          },
        }
      : {}),
    sources: ubuntuUser
      ? ['etc/apt/sources.list.d/ubuntu.sources', deb822.join('\n')]
      : ['etc/apt/sources.list', lists.join('')],
    bashrc,
    slim: true,
    aptUser: ubuntuUser
      ? '_apt:x:42:65534::/nonexistent:/usr/sbin/nologin\n'
      : '_apt:x:100:65534::/nonexistent:/usr/sbin/nologin\n',
  };
}

/** Everything on the disk of a release's image. */
export function ubuntuFiles(release: Release, machine: Machine): Draft[] {
  const procps =
    'free kill pgrep pidwait pkill pmap ps=144000 pwdx skill slabtop snice tload top=134000 uptime vmstat w watch';
  const adduser = release.ubuntuUser ? '' : 'adduser addgroup deluser delgroup';
  const drafts = [
    ...debianFiles(ubuntuDistribution(release), machine),
    ...debianPrograms({
      bin: `${procps} ${Number(release.number) < 25 ? 'apt-key=28157' : ''}`,
      sbin: `sysctl ${adduser}`,
    }),
  ];
  return fillUp(release.size, drafts, debianLibraries(machine, true));
}

/** The newest release with long support. */
export const noble: Release = {
  number: '24.04',
  version: '24.04.3 LTS (Noble Numbat)',
  codename: 'noble',
  debianVersion: 'trixie/sid',
  created: '2025-10-13T17:45:27Z',
  size: 78_125_438,
  compressedSize: 29_723_147,
  ubuntuUser: true,
};

/** What its files say. */
export const nobleDistribution = ubuntuDistribution(noble);
