// The simulated Alpine repositories as an index: packages of a branch and a part, with their files.
import type { PackageFile } from '../place-files.ts';
import { packageLines } from './index-data.ts';
import { settingsOf } from './settings.ts';

/** A package as a repository offers it. Sizes in bytes. */
export interface AlpinePackage {
  readonly name: string;
  readonly version: string;
  readonly installedSize: number;
  /** Of the archive. */
  readonly size: number;
  readonly depends: readonly string[];
  readonly description: string;
  readonly files: readonly PackageFile[];
}

/** A repository by its address: `v3.22` and `main`. */
export interface Repository {
  readonly branch: string;
  readonly part: string;
}

/** Branches that are served, newest first. A package's line gives its versions in this order; older ones have the last. */
const branches = Array.from({ length: 23 }, (_, age) => `v3.${22 - age}`);

/** Sizes of the compressed indexes in bytes. */
const indexSizes: Readonly<Record<string, number>> = { main: 487_312, community: 2_231_404, testing: 1_104_927 };

/** Programs that Alpine has in /bin and not in /usr/bin. */
const inBin = new Set(
  'bash cat chmod cp date df egrep fgrep fusermount3 grep gzip gunzip kill ls mktemp ping ps rnano nano sed stat tar zcat zsh'.split(
    ' ',
  ),
);

/** The same for /usr/sbin. */
const inSbin = new Set(
  'apache2 arping brctl conntrack dnsmasq dockerd ethtool groupadd groupmod httpd ip ip6tables ipset iptables iptables-save ipvsadm mkfs.btrfs mkfs.ext4 mkfs.xfs nft nginx openrc route sshd ss tc tcpdump update-ca-certificates useradd userdel usermod visudo'.split(
    ' ',
  ),
);

/** Branches that have the versions of another one here. */
const numbers: Readonly<Record<string, number>> = { 'latest-stable': 0, edge: 0, 'v3.23': 0 };

/** The repository that a URL names (`http://alpine.example/alpine/v3.22/main`); undefined when it is none of ours. */
export function repositoryOf(url: string): Repository | undefined {
  const [, branch = '', part = ''] = /^http:\/\/alpine\.example\/alpine\/([^/]+)\/([^/]+)\/?$/.exec(url) ?? [];
  return isServed({ branch, part }) ? { branch, part } : undefined;
}

/** Whether there is such a repository. */
export const isServed = ({ branch, part }: Repository): boolean =>
  (branches.includes(branch) || Object.hasOwn(numbers, branch)) &&
  Object.hasOwn(indexSizes, part) &&
  (part !== 'testing' || branch === 'edge');

/** Size in bytes of a repository's compressed index. */
export const indexSize = ({ part }: Repository): number => indexSizes[part] ?? 0;

const indexes = new Map<string, ReadonlyMap<string, AlpinePackage>>();

/** The packages of a repository by name. */
export function packagesOf(repository: Repository): ReadonlyMap<string, AlpinePackage> {
  const key = `${repository.branch}/${repository.part}`;
  let index = indexes.get(key);
  if (!index) indexes.set(key, (index = read(repository)));
  return index;
}

function read({ branch, part }: Repository): ReadonlyMap<string, AlpinePackage> {
  const column = numbers[branch] ?? branches.indexOf(branch);
  const index = new Map<string, AlpinePackage>();
  for (const line of packageLines.split('\n')) {
    const [marked = '', versions = '', sizes = '', depends = '', programs = '', description = ''] = line.split('|');
    if (marked === '' || part !== (marked.startsWith('+') ? 'community' : 'main')) continue;
    const name = marked.replace(/^\+/, '');
    const offered = versions.split(',');
    const version = offered[column] ?? offered.at(-1) ?? '';
    const [installed = 0, archive = 0] = sizes.split('/').map((kibibytes) => Number(kibibytes) * 1024);
    index.set(name, {
      name,
      version,
      installedSize: installed,
      size: archive,
      depends: depends.split(' ').filter((one) => one !== ''),
      description,
      files: filesOf(name, version, installed, programs),
    });
  }
  return index;
}

function filesOf(name: string, version: string, size: number, programs: string): PackageFile[] {
  const short = version.split('.').slice(0, 2).join('.');
  const files: PackageFile[] = settingsOf(name, short);
  let rest = size;
  const take = (bytes: number): number => {
    const taken = Math.max(0, Math.min(rest, bytes));
    rest -= taken;
    return taken;
  };
  for (const file of files) if (file.kind === 'text') take(file.text.length);
  for (const written of programs.split(' ').filter((one) => one !== '')) {
    const item = name === 'python3' ? written.replaceAll('3.12', short) : written;
    const [, program = '', target, kibibytes] = /^([^=>]+)(?:>(.*))?(?:=(.*))?$/.exec(item) ?? [];
    const folder = inBin.has(program) ? '/bin' : inSbin.has(program) ? '/usr/sbin' : '/usr/bin';
    const path = `${folder}/${program}`;
    if (target !== undefined)
      files.push(
        multiCall.has(name)
          ? { kind: 'program', path, size: 0, program }
          : { kind: 'link', path, target: folder === '/usr/bin' ? target : `/usr/bin/${target}` },
      );
    else files.push({ kind: 'program', path, size: take(kibibytes === undefined ? 14_000 : Number(kibibytes) * 1024) });
  }
  if (rest > 0) files.push({ kind: 'data', path: bulkPath(name, short), size: rest });
  return files;
}

/** Packages with one binary that is told apart by the name it is started with. */
const multiCall = new Set(['coreutils', 'busybox-extras']);

/** Where a package's bulk lies. */
function bulkPath(name: string, version: string): string {
  if (name === 'python3') return `/usr/lib/libpython${version}.so.1.0`;
  if (name.endsWith('-dev') || name.endsWith('-headers')) return `/usr/include/${name.replace(/-dev$/, '')}.h`;
  if (/^lib|-libs$/.test(name)) return `/usr/lib/${name.startsWith('lib') ? name : `lib${name}`}.so.${version}`;
  return `/usr/share/${name}/${name}.data`;
}
