// What apk knows of a system: the packages that are installed, with their files, and the world that was asked for (apk(5)).
import { failed, type Failure } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import type { PackageFile } from '../place-files.ts';

/** An installed package. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  /** Bytes. */
  readonly installedSize: number;
  readonly description: string;
  readonly depends: readonly string[];
  /** Paths without a slash in front. */
  readonly files: readonly string[];
  /** Its paragraph as it stands in the file, so that what is not understood stays as it was. */
  readonly text: string;
}

export const databasePath = '/lib/apk/db/installed';
export const worldPath = '/etc/apk/world';

/** The installed packages in order; none when there is no database. */
export function readInstalled(files: FileSystem): Installed[] {
  const text = files.readText(databasePath);
  return failed(text) ? [] : text.split(/\n\n+/).flatMap((paragraph) => parse(paragraph.trim()));
}

function parse(text: string): Installed[] {
  const fields = new Map<string, string>();
  const paths: string[] = [];
  let folder = '';
  for (const line of text.split('\n')) {
    const [key, value] = [line.slice(0, 1), line.slice(2)];
    if (key === 'F') folder = value;
    else if (key === 'R') paths.push(folder === '' ? value : `${folder}/${value}`);
    else fields.set(key, value);
  }
  const name = fields.get('P');
  if (name === undefined) return [];
  return [
    {
      name,
      version: fields.get('V') ?? '',
      installedSize: Number(fields.get('I') ?? 0),
      description: fields.get('T') ?? '',
      depends: (fields.get('D') ?? '').split(' ').filter((one) => one !== ''),
      files: paths,
      text,
    },
  ];
}

/** A package as an entry of the database. */
export function entryOf(
  found: {
    readonly name: string;
    readonly version: string;
    readonly size: number;
    readonly installedSize: number;
    readonly depends: readonly string[];
    readonly description: string;
    readonly files: readonly PackageFile[];
  },
  architecture: string,
): Installed {
  const { name, version, installedSize, description, depends } = found;
  const byFolder = new Map<string, string[]>();
  for (const { kind, path } of found.files) {
    const slash = path.lastIndexOf('/');
    const folder = kind === 'directory' ? path.slice(1) : path.slice(1, Math.max(1, slash));
    const names = byFolder.get(folder) ?? [];
    if (kind !== 'directory') names.push(path.slice(slash + 1));
    byFolder.set(folder, names);
  }
  const lines = [
    `P:${name}`,
    `V:${version}`,
    `A:${architecture}`,
    `S:${found.size}`,
    `I:${installedSize}`,
    `T:${description}`,
    `o:${name}`,
    ...(depends.length > 0 ? [`D:${depends.join(' ')}`] : []),
    ...[...byFolder].flatMap(([folder, names]) => [`F:${folder}`, ...names.map((file) => `R:${file}`)]),
  ];
  const paths = found.files.filter(({ kind }) => kind !== 'directory').map(({ path }) => path.slice(1));
  return { name, version, installedSize, description, depends, files: paths, text: lines.join('\n') };
}

/** Writes the database. */
export const writeInstalled = (files: FileSystem, packages: readonly Installed[]): Failure | undefined =>
  files.writeFile(databasePath, packages.map(({ text }) => `${text}\n\n`).join(''));

/** The names, with their constraints, that were asked for. */
export function readWorld(files: FileSystem): string[] {
  const text = files.readText(worldPath);
  return failed(text) ? [] : text.split(/\s+/).filter((word) => word !== '');
}

/** Writes the world, sorted. */
export const writeWorld = (files: FileSystem, world: readonly string[]): Failure | undefined =>
  files.writeFile(
    worldPath,
    [...world]
      .sort()
      .map((word) => `${word}\n`)
      .join(''),
  );
