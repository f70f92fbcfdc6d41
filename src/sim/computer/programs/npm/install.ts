// `npm install`, `npm ci`, `npm uninstall`: node_modules becomes what package.json says (npm-install(1)).
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import { basename } from '../../filesystem/path.ts';
import { Downloader } from '../../packages/download.ts';
import { chooseVersion, compareVersions, newestOf, satisfies } from '../../packages/npm/index.ts';
import { binOf, placePackage, removePackage } from '../../packages/npm/place.ts';
import { type Manifest, lockOf, readInstalled, readLock, readManifest, writeJson } from '../../packages/npm/project.ts';
import { runScript } from '../../packages/npm/run-script.ts';
import { makeTree, type Dependencies, type Placed } from '../../packages/npm/tree.ts';
import { filesOf, removeTree } from '../../packages/place-files.ts';
import { installGlobal } from './install-global.ts';
import { denied, describe, fetchTarball, noVersion, notFound } from './registry.ts';
import { report } from './report.ts';
import type { Run } from './run.ts';
import { isElsewhere, manifestOf, omitsDevelopment, parseSpec } from './run.ts';
import { header } from './scripts.ts';

export function* install(run: Run): Task<number> {
  const specs = run.words.slice(1);
  const elsewhere = specs.find(isElsewhere);
  if (elsewhere !== undefined && elsewhere !== '.') {
    yield* run.tell('error', [`not simulated: packages from other places (${elsewhere})`]);
    return 1;
  }
  if (run.global) return yield* installGlobal(run, specs);
  const { folder } = run;
  const files = filesOf(run.process);
  const found = readManifest(run.process.files, folder);
  if (typeof found === 'string') {
    const status = yield* manifestOf(run, folder);
    return typeof status === 'number' ? status : 1;
  }
  if (!found && specs.length === 0) {
    if (compareVersions(run.version, '7.0.0') < 0) return yield* nothingToInstall(run);
    const status = yield* manifestOf(run, folder);
    return typeof status === 'number' ? status : 1;
  }
  let manifest: Manifest = found ?? {};
  for (const spec of specs) {
    const { name, range } = parseSpec(spec);
    const got = yield* describe(run, name);
    if (got !== undefined) return got;
    const version = chooseVersion(name, range);
    if (version === undefined) return yield* noVersion(run, name, range);
    const saved =
      run.has('E', 'save-exact') || /^\d+\.\d+\.\d+$/.test(range)
        ? version
        : /^[\^~<>=*]|x/.test(range)
          ? range
          : `^${version}`;
    const list = run.has('D', 'save-dev')
      ? 'devDependencies'
      : run.has('O', 'save-optional')
        ? 'optionalDependencies'
        : 'dependencies';
    manifest = withDependency(manifest, list, name, saved);
  }
  const status = yield* bring(run, folder, manifest, new Set(specs.map((spec) => parseSpec(spec).name)));
  if (status !== 0) return status;
  if (specs.length > 0 && !run.has('no-save')) writeJson(files, `${folder}/package.json`, manifest);
  return yield* lifecycle(run, folder, manifest);
}

/** Scripts that npm runs after an installation of the project itself. */
function* lifecycle(run: Run, folder: string, manifest: Manifest): Task<number> {
  if (run.has('ignore-scripts')) return 0;
  for (const event of ['preinstall', 'install', 'postinstall', 'prepare']) {
    const command = manifest.scripts?.[event];
    if (command === undefined || (event === 'prepare' && omitsDevelopment(run))) continue;
    yield* header(run, manifest, event, command);
    const code = yield* runScript(run.process, folder, manifest, event, command, 'npm');
    if (code !== 0)
      return yield* run.fail([`code ${code}`, `path ${folder}`, 'command failed', `command sh -c ${command}`], code);
  }
  return 0;
}

export function withDependency(
  manifest: Manifest,
  list: 'dependencies' | 'devDependencies' | 'optionalDependencies',
  name: string,
  range: string,
): Manifest {
  const next: Record<string, unknown> = { ...manifest };
  for (const one of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const { [name]: _, ...others } = (next[one] as Dependencies | undefined) ?? {};
    if (one !== list && next[one] !== undefined) next[one] = others;
    if (one === list)
      next[one] = Object.fromEntries(Object.entries({ ...others, [name]: range }).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  return next;
}

/** What an installation did. */
export interface Outcome {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** The whole tree, with what is only for development. */
  readonly tree: ReadonlyMap<string, Placed>;
  /** What of it is installed. */
  readonly wanted: readonly Placed[];
}

/** What is already decided: versions by location, and what one a range was given wherever it is. */
export interface Decided {
  readonly locked: ReadonlyMap<string, string>;
  readonly preferred?: (name: string, range: string) => string | undefined;
}

/** Makes node_modules what the manifest says. npm's exit status when it cannot. */
export function* bringAbout(run: Run, folder: string, manifest: Manifest, decided: Decided): Task<Outcome | number> {
  const { process, registry } = run;
  const { locked, preferred } = decided;
  const files = filesOf(process);
  const onDisk = readInstalled(files, folder);
  const optional = run.has('no-optional') || run.flags.get('omit')?.includes('optional');
  const needs = { ...manifest.dependencies, ...(optional ? {} : manifest.optionalDependencies) };
  const development = manifest.devDependencies ?? {};
  const downloader = new Downloader(process, `npm/${run.version}`);
  try {
    // What the lock file names needs no asking.
    for (const [name, range] of Object.entries({ ...needs, ...development })) {
      if (locked.has(`node_modules/${name}`) || preferred?.(name, range) !== undefined) continue;
      const problem = yield* describe(run, name, downloader);
      if (problem !== undefined) return problem;
    }
    const tree = makeTree(needs, development, locked, preferred);
    if ('failure' in tree)
      return newestOf(tree.name) === undefined
        ? yield* notFound(run, tree.name, tree.range)
        : yield* noVersion(run, tree.name, tree.range);
    const wanted = [...tree.values()].filter(({ dev }) => !dev || !omitsDevelopment(run));
    const added = wanted.filter(({ location }) => !onDisk.has(location));
    const changed = wanted.filter(({ location, version }) => onDisk.has(location) && onDisk.get(location) !== version);
    const kept = new Set(wanted.map(({ location }) => location));
    const removed = [...onDisk.keys()].filter((location) => !kept.has(location));
    for (const location of removed) removePackage(process, folder, location, binOf(folder, location));
    yield* process.compute(180 + tree.size);
    for (const one of [...added, ...changed]) {
      const problem = yield* fetchTarball(run, downloader, registry, one);
      if (problem !== undefined) return problem;
      if (changed.includes(one)) removePackage(process, folder, one.location, binOf(folder, one.location));
      const refusal = yield* placePackage(process, folder, one, binOf(folder, one.location));
      if (refusal !== undefined) return yield* denied(run, refusal, `${folder}/node_modules`);
    }
    return { added: added.length, removed: removed.length, changed: changed.length, tree, wanted };
  } finally {
    downloader.close();
  }
}

/** Installs with npm's lock file and report. `fresh`: names whose version is chosen anew; `keepLock`: the lock file stays. */
function* bring(
  run: Run,
  folder: string,
  manifest: Manifest,
  fresh: ReadonlySet<string>,
  keepLock = false,
): Task<number> {
  const files = filesOf(run.process);
  const locked = new Map(readLock(files, folder)?.versions ?? readInstalled(files, folder));
  for (const name of fresh) locked.delete(`node_modules/${name}`);
  const outcome = yield* bringAbout(run, folder, manifest, { locked });
  if (typeof outcome === 'number') return outcome;
  const { added, removed, changed, tree, wanted } = outcome;
  const name = basename(folder) || 'app';
  if (tree.size > 0) {
    const hidden = lockOf(manifest, name, new Map(wanted.map((one) => [one.location, one])), run.registry);
    writeJson(files, `${folder}/node_modules/.package-lock.json`, hidden);
  }
  if (!keepLock && !run.has('no-package-lock')) {
    const path = `${folder}/package-lock.json`;
    const refusal = writeJson(files, path, lockOf(manifest, name, tree, run.registry));
    if (refusal)
      return yield* denied(run, `${refusal.errno}: ${strerror(refusal).toLowerCase()}, open '${path}'`, path);
  }
  yield* report(run, added, removed, changed, wanted);
  return 0;
}

/** `npm install` without a package.json, before npm 7: warnings, and that is all. */
function* nothingToInstall(run: Run): Task<number> {
  const missing = `ENOENT: no such file or directory, open '${run.folder}/package.json'`;
  const name = run.folder.split('/').at(-1) ?? '';
  const locks = compareVersions(run.version, '5.0.0') >= 0;
  if (locks) {
    yield* run.tell('warn', [`saveError ${missing}`]);
    if (!filesOf(run.process).exists(`${run.folder}/package-lock.json`))
      yield* run.tell('notice', ['created a lockfile as package-lock.json. You should commit this file.']);
    writeJson(filesOf(run.process), `${run.folder}/package-lock.json`, { lockfileVersion: 1 });
  }
  yield* run.tell('warn', [
    `enoent ${missing}`,
    ...['description', 'repository field.', 'README data', 'license field.'].map((what) => `${name} No ${what}`),
  ]);
  if (locks)
    yield* run.print(
      `\nup to date in ${(Math.max(10, run.process.machine.kernel.now - run.since) / 1000).toFixed(2)}s`,
    );
  return 0;
}

export function* ci(run: Run): Task<number> {
  const { folder } = run;
  const files = filesOf(run.process);
  const manifest = yield* manifestOf(run, folder);
  if (typeof manifest === 'number') return manifest;
  const lock = readLock(files, folder);
  const usage = [
    '',
    'Clean install a project',
    '',
    'Usage:',
    'npm ci',
    '',
    'aliases: clean-install, ic, install-clean, isntall-clean',
    '',
    'Run "npm help ci" for more info',
  ];
  if (!lock)
    return yield* run.fail([
      'code EUSAGE',
      '',
      'The `npm ci` command can only install with an existing package-lock.json or',
      'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
      'later to generate a package-lock.json file, then try again.',
      ...usage,
    ]);
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  const missing = Object.entries(wanted).flatMap(([name, range]) => {
    const version = lock.versions.get(`node_modules/${name}`);
    if (version === undefined) return [`Missing: ${name}@${chooseVersion(name, range) ?? range} from lock file`];
    return satisfies(version, range)
      ? []
      : [`Invalid: lock file's ${name}@${version} does not satisfy ${name}@${chooseVersion(name, range) ?? range}`];
  });
  if (missing.length > 0)
    return yield* run.fail([
      'code EUSAGE',
      '',
      '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.',
      '',
      ...missing,
      ...usage,
    ]);
  removeTree(files, `${folder}/node_modules`);
  const status = yield* bring(run, folder, manifest, new Set(), true);
  return status === 0 ? yield* lifecycle(run, folder, manifest) : status;
}

export function* uninstall(run: Run): Task<number> {
  const names = run.words.slice(1).map((spec) => parseSpec(spec).name);
  const files = filesOf(run.process);
  if (run.global) {
    const gone = names.filter((name) => files.exists(`${run.modules}/node_modules/${name}`));
    for (const name of gone) removePackage(run.process, run.modules, `node_modules/${name}`, `${run.prefix}/bin`);
    yield* report(run, 0, gone.length, 0, []);
    return 0;
  }
  const { folder } = run;
  if (names.length === 0) return yield* run.fail(['code EUSAGE', '', 'Must provide a package name to remove']);
  const found = readManifest(files, folder);
  if (typeof found === 'string') {
    const status = yield* manifestOf(run, folder);
    return typeof status === 'number' ? status : 1;
  }
  const manifest: Record<string, unknown> = { ...found };
  for (const list of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    const entries = Object.entries((manifest[list] as Dependencies | undefined) ?? {}).filter(
      ([name]) => !names.includes(name),
    );
    if (manifest[list] === undefined) continue;
    if (entries.length > 0) manifest[list] = Object.fromEntries(entries);
    else Reflect.deleteProperty(manifest, list);
  }
  const status = yield* bring(run, folder, manifest, new Set());
  if (status === 0 && found) writeJson(files, `${folder}/package.json`, manifest);
  return status;
}

export function* update(run: Run): Task<number> {
  if (run.global)
    return yield* installGlobal(
      run,
      run.words.slice(1).map((name) => `${name}@latest`),
    );
  const manifest = yield* manifestOf(run, run.folder);
  if (typeof manifest === 'number') return manifest;
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return yield* bring(run, run.folder, manifest, new Set(run.words.length > 1 ? run.words.slice(1) : all));
}

export function* prune(run: Run): Task<number> {
  const manifest = yield* manifestOf(run, run.folder);
  return typeof manifest === 'number' ? manifest : yield* bring(run, run.folder, manifest, new Set());
}

export function* audit(run: Run): Task<number> {
  if (!readLock(run.process.files, run.folder))
    return yield* run.fail([
      'code ENOLOCK',
      'audit This command requires an existing lockfile.',
      'audit Try creating one first with: npm i --package-lock-only',
      'audit Original error: loadVirtual requires existing shrinkwrap file',
    ]);
  yield* run.print('found 0 vulnerabilities');
  return 0;
}
