// The simulated repositories of Debian and Ubuntu as an index: the packages of a suite.
import { packageLines } from './index-data.ts';
import { aboutPackage } from './descriptions.ts';
import { suites, universe, versionLines, type Suite } from './suites.ts';

/** A package as a repository offers it. */
export interface DebianPackage {
  readonly name: string;
  readonly version: string;
  /** Whether it is the same for all machines. */
  readonly forAll: boolean;
  /** KiB, as the field Installed-Size says. */
  readonly installedSize: number;
  /** Bytes of the archive. */
  readonly size: number;
  readonly section: string;
  readonly component: string;
  readonly depends: readonly string[];
  readonly recommends: readonly string[];
  readonly description: string;
  /** As in `packageLines`. */
  readonly programs: readonly string[];
}

/** What part of its installed size an archive takes up, by section. */
const packing: Readonly<Record<string, number>> = {
  libdevel: 0.2, java: 0.5, doc: 0.6, fonts: 0.4, httpd: 0.4, localization: 0.3, python: 0.22, libs: 0.36,
}; // prettier-ignore

const indexes = new Map<string, ReadonlyMap<string, DebianPackage>>();

/** The packages of a suite by name; undefined when there is no such suite. */
export function packagesOf(codename: string): ReadonlyMap<string, DebianPackage> | undefined {
  const suite = Object.hasOwn(suites, codename) ? suites[codename] : undefined;
  if (!suite) return undefined;
  let index = indexes.get(codename);
  if (!index) indexes.set(codename, (index = read(suite)));
  return index;
}

/** Versions of a suite by bookworm's names. */
function versionsOf({ column }: Suite): ReadonlyMap<string, string> {
  const versions = new Map<string, string>();
  if (column < 0) return versions;
  for (const line of versionLines.trim().split('\n')) {
    const [names = '', list = ''] = line.split(/: (?=\S+ \S+ \S+ \S+ \S+$)/);
    const version = list.split(' ')[column] ?? '-';
    if (version !== '-') for (const name of names.split(' ')) versions.set(name, version);
  }
  return versions;
}

function read(suite: Suite): ReadonlyMap<string, DebianPackage> {
  const versions = versionsOf(suite);
  const index = new Map<string, DebianPackage>();
  for (const original of packageLines.trim().split('\n')) {
    const base = /^[^*|]*/.exec(original)?.[0] ?? '';
    if (suite.absent.has(base)) continue;
    const line = suite.renames.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), original);
    const [marked = '', , size = '', section = '', depends = '', recommends = '', programs = ''] = line.split('|');
    const name = marked.replace('*', '');
    const written = original.split('|')[1] ?? '';
    const version =
      versions.get(base) ?? (suite.column < 0 ? written : written.replace(/[+~]deb12u\d+(?:\+b\d+)?$/, ''));
    const installedSize = Number(size);
    index.set(name, {
      name,
      version,
      forAll: marked.endsWith('*'),
      installedSize,
      size: archiveSize(name, installedSize, section),
      section,
      component: suite.host === 'ubuntu.example' && universe.has(base) ? 'universe' : 'main',
      depends: words(depends),
      recommends: words(recommends),
      description: aboutPackage(base, section),
      programs: words(programs),
    });
  }
  return index;
}

/** Bytes of an archive: the part that is usual for its section, a little different for every name. */
function archiveSize(name: string, installedSize: number, section: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.charCodeAt(0)) % 10_007;
  return (
    Math.round(installedSize * 1024 * (packing[section] ?? 0.32) * (0.85 + (hash / 10_007) * 0.3)) + 2000 + (hash % 900)
  );
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
