// Putting packages into node_modules, with their programs in .bin, and taking them out.
import { load, type Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { strerror, type Failure } from '../../filesystem/errno.ts';
import { filesOf, makeDirectories, placeFile, removeTree, type PackageFile } from '../place-files.ts';
import { seriesOf } from './index.ts';
import { moduleLoaders, stubOf } from './modules.ts';
import type { Placed } from './tree.ts';

/** ms of CPU for a byte that is unpacked. */
const costPerByte = 0.000_04;

/** Managers of packages: their programs are simulated themselves, or say that they are not. */
const managers = new Set(['npm', 'npx', 'pnpm', 'pnpx', 'yarn', 'yarnpkg']);

/** Where a package's programs lie below it. */
function programPath(program: string, code: Readonly<Record<string, string>>): string {
  const text = code['package.json'];
  if (text !== undefined) {
    const { bin } = JSON.parse(text) as { bin?: string | Record<string, string> };
    const path = typeof bin === 'string' ? bin : bin?.[program];
    if (path !== undefined) return path.replace(/^\.\//, '');
  }
  return managers.has(program) ? `bin/${program}` : `bin/${program}.js`;
}

/** Where the programs of a package at a location are linked. */
export const binOf = (folder: string, location: string): string =>
  `${folder}/${location.slice(0, location.lastIndexOf('node_modules/'))}node_modules/.bin`;

/** Unpacks a package below `folder`, and links its programs; an error's text when a file cannot be written. `bin`: where to. */
export function* placePackage(process: Process, folder: string, one: Placed, bin: string): Task<string | undefined> {
  const files = filesOf(process);
  const series = seriesOf(one.name, one.version);
  if (!series) throw new Error(`a package that is not on the registry: ${one.name}@${one.version}`);
  const loader = Object.hasOwn(moduleLoaders, one.name) ? moduleLoaders[one.name] : undefined;
  const code = loader ? yield* load(loader) : { 'index.js': stubOf(one.name) };
  const home = `${folder}/${one.location}`;
  const programs = Object.fromEntries(series.programs.map((program) => [program, programPath(program, code)]));
  const manifest = {
    name: one.name,
    version: one.version,
    description: series.description,
    main: 'index.js',
    ...(series.programs.length > 0 ? { bin: programs } : {}),
    ...(Object.keys(series.dependencies).length > 0 ? { dependencies: series.dependencies } : {}),
  };
  const placed: PackageFile[] = Object.entries({
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    ...code,
  }).map(([path, text]) => ({
    kind: 'text',
    path: `${home}/${path}`,
    text: path === 'package.json' ? versioned(text, one.version) : text,
  }));
  for (const [program, path] of Object.entries(programs)) {
    if (Object.hasOwn(code, path)) continue;
    placed.push(
      managers.has(program)
        ? { kind: 'program', path: `${home}/${path}`, size: 2000, program: program.replace('yarnpkg', 'yarn') }
        : { kind: 'text', path: `${home}/${path}`, text: `#!/usr/bin/env node\n${stubOf(one.name)}`, mode: 0o755 },
    );
  }
  const size = placed.reduce((sum, file) => sum + (file.kind === 'text' ? file.text.length : 0), 0);
  if (series.unpackedSize > size)
    placed.push({ kind: 'data', path: `${home}/dist/_code.data`, size: series.unpackedSize - size });
  yield* process.compute(2 + series.unpackedSize * costPerByte);
  for (const file of placed) {
    const failure = placeFile(files, file);
    if (failure) return problem(failure, file.path);
  }
  for (const [program, path] of Object.entries(programs)) {
    files.chmod(`${home}/${path}`, 0o755);
    const failure =
      makeDirectories(files, bin) ??
      placeFile(files, { kind: 'link', path: `${bin}/${program}`, target: relative(bin, `${home}/${path}`) });
    if (failure) return problem(failure, `${bin}/${program}`);
  }
  return undefined;
}

/** The simulated code stands for all versions: its package.json says the one that was asked for. */
const versioned = (text: string, version: string): string =>
  text.replace(/"version":\s*"[^"]*"/, `"version": "${version}"`);

const problem = (failure: Failure, path: string): string =>
  `${failure.errno}: ${strerror(failure).toLowerCase()}, mkdir '${path}'`;

/** The way from a directory to a path. */
function relative(from: string, to: string): string {
  const [a, b] = [from.split('/'), to.split('/')];
  let shared = 0;
  while (shared < a.length && a[shared] === b[shared]) shared++;
  return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/');
}

/** Removes a package and the links to its programs. */
export function removePackage(process: Process, folder: string, location: string, bin: string): Failure | undefined {
  const files = filesOf(process);
  const home = `${folder}/${location}`;
  const names = files.readdir(bin);
  if (Array.isArray(names))
    for (const name of names) {
      const target = files.readlink(`${bin}/${name}`);
      if (
        typeof target === 'string' &&
        target.includes(`${location.slice(location.lastIndexOf('node_modules/') + 13)}/`)
      )
        files.unlink(`${bin}/${name}`);
    }
  return removeTree(files, home);
}
