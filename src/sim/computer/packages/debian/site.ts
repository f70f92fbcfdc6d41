// What debian.example and ubuntu.example serve: the lists of their suites and the archives of their packages.
import type { Lookup } from '../sites.ts';
import { packagesOf, type DebianPackage } from './index.ts';
import { poolPath } from './sources.ts';
import { suites } from './suites.ts';

/** `/debian/dists/trixie/InRelease`, `…/main/binary-amd64/Packages.xz`, `/debian/pool/main/c/curl/curl_8.14.1-2_amd64.deb`. */
export const lookup: Lookup = (path, host) => {
  const here = Object.values(suites).filter((suite) => suite.host === host.replace(/^security\./, ''));
  const [, name = '', part = ''] = /^\/[\w-]+\/dists\/([\w-]+)\/(.+)$/.exec(path) ?? [];
  if (name !== '') {
    const suite = here.find(({ lists }) => Object.hasOwn(lists, name));
    const [, component] = /^(\w+)\/binary-(?:amd64|arm64)\/Packages(?:\.xz)?$/.exec(part) ?? [];
    const size = part === 'InRelease' ? suite?.lists[name] : suite?.lists[`${name}/${component ?? ''}`];
    return size === undefined ? undefined : { size };
  }
  const [, pool = '', wanted = '', architecture = ''] =
    /^\/[\w-]+\/(pool\/\w+\/\w+\/([^/]+)\/[^/]+_([^_]+)\.deb)$/.exec(path) ?? [];
  for (const { codename } of here) {
    const found = packagesOf(codename)?.get(decodeURIComponent(wanted));
    if (found && poolPath(found, architecture) === decodeURIComponent(pool))
      return { size: found.size, head: archiveHead(found) };
  }
  return undefined;
};

/** How an archive begins: ar's mark and, in place of the packed control file, its fields. */
const archiveHead = ({ name, version, forAll }: DebianPackage): string =>
  `!<arch>\ndebian-binary   0           0     0     100644  4         \`\n2.0\nPackage: ${name}\nVersion: ${version}\nArchitecture: ${forAll ? 'all' : 'native'}\n\n`;
