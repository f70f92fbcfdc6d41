// A project's files: package.json, package-lock.json and what is in node_modules.
import { failed, type Failure } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { seriesOf } from './index.ts';
import type { Dependencies, Placed } from './tree.ts';

/** What npm reads of a package.json. Unknown fields are kept as they are. */
export interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
  readonly [field: string]: unknown;
}

/** Reads a package.json: the text of a failure when it is no JSON, undefined when there is none. */
export function readManifest(files: FileSystem, folder: string): Manifest | string | undefined {
  const text = files.readText(`${folder}/package.json`);
  if (failed(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Manifest) : 'package.json must be an object';
  } catch (error) {
    return error instanceof Error ? error.message : 'invalid JSON';
  }
}

/** Writes JSON as npm does: two spaces, a newline at the end. */
export const writeJson = (files: FileSystem, path: string, value: unknown): Failure | undefined =>
  files.writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);

interface Lock {
  readonly lockfileVersion?: number;
  readonly packages?: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly dependencies?: Dependencies;
        readonly devDependencies?: Dependencies;
        readonly dev?: boolean;
        readonly link?: boolean;
      }
    >
  >;
  readonly dependencies?: Readonly<Record<string, { readonly version?: string }>>;
}

/** What a lock file says: versions by location, and the project's own ranges. Undefined when there is none that can be read. */
export function readLock(
  files: FileSystem,
  folder: string,
):
  | {
      readonly versions: ReadonlyMap<string, string>;
      readonly dev: ReadonlySet<string>;
      readonly root: Dependencies | undefined;
    }
  | undefined {
  const found = ['npm-shrinkwrap.json', 'package-lock.json']
    .map((name) => files.readText(`${folder}/${name}`))
    .find((one) => !failed(one));
  if (typeof found !== 'string') return undefined;
  try {
    const lock = JSON.parse(found) as Lock;
    const versions = new Map<string, string>();
    const dev = new Set<string>();
    for (const [location, entry] of Object.entries(lock.packages ?? {})) {
      if (location.includes('node_modules/') && entry.version !== undefined) versions.set(location, entry.version);
      if (entry.dev) dev.add(location);
    }
    if (!lock.packages)
      for (const [name, { version }] of Object.entries(lock.dependencies ?? {}))
        if (version !== undefined) versions.set(`node_modules/${name}`, version);
    const root = lock.packages?.[''];
    return { versions, dev, root: root && { ...root.dependencies, ...root.devDependencies } };
  } catch {
    return undefined;
  }
}

/** The lock file of a tree. */
export function lockOf(
  manifest: Manifest,
  folderName: string,
  tree: ReadonlyMap<string, Placed>,
  registry: string,
): unknown {
  const { dependencies, devDependencies } = manifest;
  const name = manifest.name ?? folderName;
  const version = manifest.version;
  const root = {
    name,
    ...(version === undefined ? {} : { version }),
    ...(typeof manifest['license'] === 'string' ? { license: manifest['license'] } : {}),
    ...(dependencies ? { dependencies } : {}),
    ...(devDependencies ? { devDependencies } : {}),
  };
  const entries = [...tree.values()]
    .sort((a, b) => (a.location < b.location ? -1 : 1))
    .map((one) => {
      const series = seriesOf(one.name, one.version);
      const needs = series?.dependencies ?? {};
      return [
        one.location,
        {
          version: one.version,
          resolved: tarballUrl(registry, one),
          ...(one.dev ? { dev: true } : {}),
          ...(Object.keys(needs).length > 0 ? { dependencies: needs } : {}),
        },
      ] as const;
    });
  return {
    name,
    ...(version === undefined ? {} : { version }),
    lockfileVersion: 3,
    requires: true,
    packages: { '': root, ...Object.fromEntries(entries) },
  };
}

/** Where the tarball of a package is. */
export const tarballUrl = (registry: string, { name, version }: Pick<Placed, 'name' | 'version'>): string =>
  `${registry}/${name}/-/${name.replace(/^.*\//, '')}-${version}.tgz`;

/** What is in node_modules: versions by location. */
export function readInstalled(files: FileSystem, folder: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  const modules = below === '' ? 'node_modules' : `${below}/node_modules`;
  for (const name of packageNames(files, `${folder}/${modules}`)) {
    const location = `${modules}/${name}`;
    const manifest = readManifest(files, `${folder}/${location}`);
    if (typeof manifest !== 'object') continue;
    found.set(location, manifest.version ?? '');
    if (files.exists(`${folder}/${location}/node_modules`))
      for (const [inner, version] of readInstalled(files, folder, location)) found.set(inner, version);
  }
  return found;
}

function packageNames(files: FileSystem, folder: string): string[] {
  const names = files.readdir(folder);
  if (failed(names)) return [];
  return names.flatMap((name) => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@')) return [name];
    const scoped = files.readdir(`${folder}/${name}`);
    return failed(scoped) ? [] : scoped.map((one) => `${name}/${one}`);
  });
}
