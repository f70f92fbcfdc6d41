// Where APT gets packages from: sources.list and its directory, in the old form and in deb822's (sources.list(5)).
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { packagesOf, type DebianPackage } from './index.ts';
import { parseParagraphs } from './paragraphs.ts';

/** One suite of a repository. */
export interface Source {
  /** Without a slash at the end. */
  readonly uri: string;
  readonly suite: string;
  readonly components: readonly string[];
}

/** A package on offer, and the source that offers it. */
export interface Offer extends DebianPackage {
  readonly source: Source;
}

const folder = '/etc/apt/sources.list.d';
export const listsFolder = '/var/lib/apt/lists';

/** All sources of a system in the order in which APT reads them. */
export function readSources(files: FileSystem): Source[] {
  const names = files.readdir(folder);
  const paths = ['/etc/apt/sources.list', ...(failed(names) ? [] : names.map((name) => `${folder}/${name}`))];
  return paths.flatMap((path) => {
    const text = files.readText(path);
    if (failed(text)) return [];
    return path.endsWith('.sources') ? fromParagraphs(text) : path.endsWith('.list') ? fromLines(text) : [];
  });
}

function fromParagraphs(text: string): Source[] {
  return parseParagraphs(text).flatMap((paragraph) => {
    const words = (name: string): string[] => (paragraph.get(name) ?? '').split(/\s+/).filter((word) => word !== '');
    if (!words('Types').includes('deb') || paragraph.get('Enabled') === 'no') return [];
    return words('URIs').flatMap((uri) =>
      words('Suites').map((suite) => ({ uri: uri.replace(/\/+$/, ''), suite, components: words('Components') })),
    );
  });
}

function fromLines(text: string): Source[] {
  return text.split('\n').flatMap((line) => {
    const [, uri = '', suite = '', rest = ''] =
      /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)\s*([^#]*)/.exec(line.trim()) ?? [];
    if (uri === '') return [];
    return [{ uri: uri.replace(/\/+$/, ''), suite, components: rest.split(/\s+/).filter((word) => word !== '') }];
  });
}

/** Path of the file that keeps a part of a source: its URL without the scheme, slashes as underscores. */
export const listPath = ({ uri, suite }: Source, part: string): string =>
  `${listsFolder}/${`${uri.replace(/^\w+:\/\//, '')}/dists/${suite}/${part}`.replaceAll('/', '_')}`;

/** The file with a component's packages. */
export const packagesPath = (source: Source, component: string, architecture: string): string =>
  `${listPath(source, `${component}/binary-${architecture}/Packages`)}.lz4`;

/** The packages that the lists on disk offer: none before `apt-get update`. */
export function readOffers(files: FileSystem, architecture: string): ReadonlyMap<string, Offer> {
  const offers = new Map<string, Offer>();
  for (const source of readSources(files)) {
    const known = packagesOf(source.suite);
    if (!known) continue;
    const components = source.components.filter((one) => files.exists(packagesPath(source, one, architecture)));
    for (const [name, found] of known)
      if (components.includes(found.component) && !offers.has(name)) offers.set(name, { ...found, source });
  }
  return offers;
}

/** Path of an archive below its repository. */
export function poolPath({ name, version, forAll, component }: DebianPackage, architecture: string): string {
  const folderName = name.startsWith('lib') ? name.slice(0, 4) : name.slice(0, 1);
  return `pool/${component}/${folderName}/${name}/${archiveName({ name, version, forAll }, architecture, false)}`;
}

/** File name of an archive; in APT's cache a colon is written `%3a`. */
export const archiveName = (
  { name, version, forAll }: Pick<DebianPackage, 'name' | 'version' | 'forAll'>,
  architecture: string,
  cached: boolean,
): string =>
  `${name}_${cached ? version.replace(':', '%3a') : version.replace(/^\d+:/, '')}_${forAll ? 'all' : architecture}.deb`;
