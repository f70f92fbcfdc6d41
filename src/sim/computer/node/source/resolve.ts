// From the name that a program asks for to a file: Node.js's rules for CommonJS and for modules (nodejs.org/api/modules, esm).
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { absolute, dirname } from '../../filesystem/path.ts';

/** How it is asked for. */
export type Way = 'require' | 'import';

/** A file, a module of Node.js itself, or why there is none. */
export type Resolved =
  | { readonly file: string }
  | { readonly builtin: string }
  | {
      readonly missing: 'file' | 'package' | 'exports' | 'directory';
      readonly path: string;
      readonly subpath?: string;
    };

interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly type?: string;
  readonly exports?: unknown;
  readonly imports?: unknown;
}

const kindOf = (files: FileSystem, path: string): string | undefined => {
  const stat = files.stat(path);
  return failed(stat) ? undefined : stat.kind;
};

/** The package.json of a directory; undefined when there is none that can be read. */
export function manifestOf(files: FileSystem, directory: string): Manifest | undefined {
  const text = files.readText(`${directory === '/' ? '' : directory}/package.json`);
  if (failed(text)) return undefined;
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}

/** The package that a file belongs to: the next directory above with a package.json. */
export function packageOf(files: FileSystem, path: string): { directory: string; manifest: Manifest } | undefined {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    if (directory.endsWith('/node_modules')) return undefined;
    const manifest = manifestOf(files, directory);
    if (manifest) return { directory, manifest };
    if (directory === '/') return undefined;
  }
}

/** Whether a file is a module (`module`), CommonJS, JSON, or something that cannot be loaded. */
export function formatOf(files: FileSystem, path: string): 'module' | 'commonjs' | 'json' | 'addon' {
  if (path.endsWith('.mjs')) return 'module';
  if (path.endsWith('.cjs')) return 'commonjs';
  if (path.endsWith('.json')) return 'json';
  if (path.endsWith('.node')) return 'addon';
  return path.endsWith('.js') && packageOf(files, path)?.manifest.type === 'module' ? 'module' : 'commonjs';
}

const isBuiltin = (name: string, builtins: ReadonlySet<string>): boolean =>
  name.startsWith('node:') || builtins.has(name);

/** Resolves `name` as the file or directory `from` asks for it. */
export function resolve(
  files: FileSystem,
  name: string,
  from: string,
  way: Way,
  builtins: ReadonlySet<string>,
): Resolved {
  if (isBuiltin(name, builtins)) return { builtin: name.replace(/^node:/, '') };
  const base = dirname(from);
  if (name.startsWith('file://')) return exactly(files, decodeURIComponent(name.slice(7)));
  if (/^(?:\.{1,2}(?:\/|$)|\/)/.test(name)) {
    const path = absolute(name, base);
    if (way === 'import') return exactly(files, path);
    const found = asFile(files, path, name.endsWith('/')) ?? asDirectory(files, path);
    return found === undefined ? { missing: 'file', path } : { file: real(files, found) };
  }
  if (name.startsWith('#')) {
    const own = packageOf(files, from);
    const target = own && matchMap(own.manifest.imports, name, way);
    if (typeof target === 'string')
      return target.startsWith('./') && own
        ? exactly(files, absolute(target, own.directory))
        : resolve(files, target, from, way, builtins);
    return { missing: 'package', path: name };
  }
  const [, packageName = name, rest = ''] = /^((?:@[^/]+\/)?[^/]+)(.*)$/.exec(name) ?? [];
  const own = packageOf(files, from);
  if (own?.manifest.name === packageName && own.manifest.exports !== undefined)
    return exported(files, own.directory, own.manifest, rest, way);
  for (let directory = base; ; directory = dirname(directory)) {
    if (!directory.endsWith('/node_modules')) {
      const home = `${directory === '/' ? '' : directory}/node_modules/${packageName}`;
      const found = inPackage(files, home, rest, way);
      if (found) return found;
    }
    if (directory === '/') return { missing: 'package', path: name };
  }
}

function inPackage(files: FileSystem, home: string, rest: string, way: Way): Resolved | undefined {
  if (kindOf(files, home) === 'directory') {
    const manifest = manifestOf(files, home);
    if (manifest?.exports !== undefined) return exported(files, home, manifest, rest, way);
    const path = home + rest;
    const found = asFile(files, path, false) ?? asDirectory(files, path);
    return found === undefined ? undefined : { file: real(files, found) };
  }
  const file = asFile(files, home + rest, false);
  return file === undefined ? undefined : { file: real(files, file) };
}

function exported(files: FileSystem, home: string, manifest: Manifest, rest: string, way: Way): Resolved {
  const { exports } = manifest;
  const subpath = `.${rest}`;
  const keyed =
    typeof exports === 'object' &&
    exports !== null &&
    !Array.isArray(exports) &&
    Object.keys(exports)[0]?.startsWith('.');
  const target = keyed ? matchMap(exports, subpath, way) : rest === '' ? conditional(exports, way) : undefined;
  if (typeof target !== 'string') return { missing: 'exports', path: home, subpath };
  return exactly(files, absolute(target, home));
}

/** The target of a key in a map of exports or imports, `*` standing for anything. */
function matchMap(map: unknown, key: string, way: Way): string | undefined {
  if (typeof map !== 'object' || map === null) return undefined;
  const entries = Object.entries(map);
  const same = entries.find(([name]) => name === key);
  if (same) return conditional(same[1], way);
  for (const [name, target] of entries) {
    const [head = '', tail] = name.split('*');
    if (tail === undefined || !key.startsWith(head) || !key.endsWith(tail) || key.length < head.length + tail.length)
      continue;
    return conditional(target, way)?.replaceAll('*', key.slice(head.length, key.length - tail.length));
  }
  return undefined;
}

function conditional(target: unknown, way: Way): string | undefined {
  if (typeof target === 'string') return target;
  if (Array.isArray(target)) {
    for (const one of target) {
      const found = conditional(one, way);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (typeof target !== 'object' || target === null) return undefined;
  for (const [condition, value] of Object.entries(target)) {
    if (condition !== 'default' && condition !== 'node' && condition !== way) continue;
    const found = conditional(value, way);
    if (found !== undefined) return found;
  }
  return undefined;
}

function exactly(files: FileSystem, path: string): Resolved {
  const kind = kindOf(files, path);
  if (kind === undefined) return { missing: 'file', path };
  return kind === 'directory' ? { missing: 'directory', path } : { file: real(files, path) };
}

const real = (files: FileSystem, path: string): string => {
  const found = files.realpath(path);
  return failed(found) ? path : found;
};

function asFile(files: FileSystem, path: string, isDirectory: boolean): string | undefined {
  if (isDirectory) return undefined;
  return ['', '.js', '.json', '.node']
    .map((end) => path + end)
    .find((file) => {
      const kind = kindOf(files, file);
      return kind !== undefined && kind !== 'directory';
    });
}

function asDirectory(files: FileSystem, path: string): string | undefined {
  if (kindOf(files, path) !== 'directory') return undefined;
  const main = manifestOf(files, path)?.main;
  if (typeof main === 'string' && main !== '') {
    const target = absolute(main, path);
    const found = asFile(files, target, false) ?? asFile(files, `${target}/index`, false);
    if (found !== undefined) return found;
  }
  return asFile(files, `${path}/index`, false);
}
