// npm, npx and yarn (npm(1), npm-install(1), npm-run-script(1)).
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { basename, dirname } from '../filesystem/path.ts';
import { findCommand } from '../processes/find-program.ts';
import { Downloader, type Fetched } from '../packages/download.ts';
import { filesOf, placeFile, removeTree } from '../packages/place-files.ts';
import { chooseVersion, compareVersions, newestOf, satisfies, seriesOf } from '../packages/npm/index.ts';
import { placePackage, removePackage } from '../packages/npm/place.ts';
import {
  lockOf,
  readInstalled,
  readLock,
  readManifest,
  tarballUrl,
  writeJson,
  type Manifest,
} from '../packages/npm/project.ts';
import { runScript } from '../packages/npm/run-script.ts';
import { makeTree, nameAt, type Dependencies, type Placed } from '../packages/npm/tree.ts';
import { encodeText } from './text.ts';

/** Options that take a value. */
const withValue = new Set([
  'prefix',
  'registry',
  'omit',
  'include',
  'only',
  'loglevel',
  'cache',
  'C',
  'w',
  'workspace',
  'depth',
  'fetch-retries',
  'fetch-timeout',
  'fetch-retry-mintimeout',
  'fetch-retry-maxtimeout',
  'maxsockets',
  'install-strategy',
  'package',
  'p',
  'c',
  'call',
  'userconfig',
  'network-timeout',
  'cwd',
  'cache-folder',
]);

const aliases: Readonly<Record<string, string>> = {
  i: 'install', in: 'install', add: 'install', isntall: 'install', un: 'uninstall', remove: 'uninstall', rm: 'uninstall', r: 'uninstall',
  unlink: 'uninstall', 'clean-install': 'ci', ic: 'ci', list: 'ls', la: 'ls', ll: 'ls', run: 'run-script', rum: 'run-script', t: 'test', tst: 'test', x: 'exec',
  view: 'view', info: 'view', show: 'view', v: 'view', up: 'update', upgrade: 'update', c: 'config', create: 'init', innit: 'init', 'install-test': 'install',
}; // prettier-ignore

/** A number that goes with an errno in messages. */
const numbers: Readonly<Record<string, number>> = { EACCES: -13, EROFS: -30, ENOENT: -2 };

class Run {
  readonly process: Process;
  readonly flags = new Map<string, string[]>();
  readonly words: string[] = [];
  /** What follows `--`. */
  readonly rest: string[] = [];
  readonly since: number;

  constructor(process: Process, args: readonly string[], stopAtWord = false) {
    this.process = process;
    this.since = process.machine.kernel.now;
    const left = [...args];
    for (let word = left.shift(); word !== undefined; word = left.shift()) {
      if (word === '--') {
        this.rest.push(...left.splice(0));
      } else if (!word.startsWith('-') || word === '-') {
        this.words.push(word);
        if (stopAtWord) this.words.push(...left.splice(0));
      } else {
        const [name = '', ...value] = word.replace(/^--?/, '').split('=');
        const letters = word.startsWith('--') || withValue.has(name) || name.length === 1 ? [name] : [...name];
        for (const letter of letters) {
          const taken = value.length > 0 ? value.join('=') : withValue.has(letter) ? (left.shift() ?? '') : 'true';
          this.flags.set(letter, [...(this.flags.get(letter) ?? []), taken]);
        }
      }
    }
  }

  has(...names: readonly string[]): boolean {
    return names.some((name) => this.flags.has(name) && this.flags.get(name)?.at(-1) !== 'false');
  }

  value(...names: readonly string[]): string | undefined {
    for (const name of names) {
      const value =
        this.flags.get(name)?.at(-1) ??
        this.process.env.get(`npm_config_${name.replaceAll('-', '_')}`) ??
        this.process.env.get(`NPM_CONFIG_${name.toUpperCase().replaceAll('-', '_')}`);
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  }

  get global(): boolean {
    return this.has('g', 'global') || this.value('location') === 'global';
  }

  /** The project's directory: the nearest one above with a package.json or node_modules. */
  get folder(): string {
    const chosen = this.value('prefix', 'C');
    const start =
      chosen === undefined ? this.process.cwd : chosen.startsWith('/') ? chosen : `${this.process.cwd}/${chosen}`;
    for (let at = start; at !== '/' && at !== ''; at = dirname(at))
      if (this.process.files.exists(`${at}/package.json`) || this.process.files.exists(`${at}/node_modules`)) return at;
    return start;
  }

  /** Where npm itself is: `/usr/local`. */
  get prefix(): string {
    const called = this.process.argv[0] ?? 'npm';
    const found = called.includes('/') ? called : findCommand(this.process.files, this.process.env, called);
    return typeof found === 'string' ? dirname(dirname(found)) : '/usr/local';
  }

  get modules(): string {
    return `${this.prefix}/lib`;
  }

  /** npm's own version, from its package.json. */
  get version(): string {
    for (const folder of [`${this.modules}/node_modules/npm`, '/usr/share/nodejs/npm']) {
      const manifest = readManifest(this.process.files, folder);
      if (typeof manifest === 'object' && manifest.version !== undefined) return manifest.version;
    }
    return newestOf('npm') ?? '';
  }

  get registry(): string {
    const home = this.process.env.get('HOME') ?? '/root';
    const written = [`${this.folder}/.npmrc`, `${home}/.npmrc`, `${this.prefix}/etc/npmrc`].flatMap((path) => {
      const text = this.process.files.readText(path);
      return failed(text) ? [] : (/^\s*registry\s*=\s*(\S+)/m.exec(text)?.[1] ?? []);
    });
    return (this.value('registry') ?? written[0] ?? 'http://npm.example').replace(/\/+$/, '');
  }

  get cache(): string {
    return this.value('cache') ?? `${this.process.env.get('HOME') ?? '/root'}/.npm`;
  }

  get silent(): boolean {
    return this.has('s', 'silent') || this.value('loglevel') === 'silent';
  }

  *print(text: string): Task {
    yield* this.process.descriptors.get(1)?.write(encodeText(`${text}\n`)) ?? [];
  }

  /** Lines of a message on standard error, each with npm's name and a level in front. */
  *tell(level: 'error' | 'warn' | 'notice', lines: readonly string[]): Task {
    if (this.silent) return;
    const old = compareVersions(this.version, '10.6.0') < 0;
    const word = old ? { error: 'ERR!', warn: 'WARN', notice: 'notice' }[level] : level;
    const text = lines.map((line) => `npm ${word}${line === '' ? '' : ` ${line}`}\n`).join('');
    yield* this.process.descriptors.get(2)?.write(encodeText(text)) ?? [];
  }

  /** An error: its lines, and where the log of the run is. The exit status. */
  *fail(lines: readonly string[], status = 1): Task<number> {
    const stamp = new Date(this.process.machine.kernel.clock).toISOString().replace(/[:.]/g, '_');
    const path = `${this.cache}/_logs/${stamp}-debug-0.log`;
    yield* this.tell('error', lines);
    const placed = placeFile(filesOf(this.process), { kind: 'data', path, size: 3200 + lines.join('\n').length });
    if (!placed) yield* this.tell('error', [`A complete log of this run can be found in: ${path}`]);
    return status;
  }

  /** The time that the run took, as npm writes it. */
  get elapsed(): string {
    const ms = this.process.machine.kernel.now - this.since;
    return ms < 1000
      ? `${Math.max(1, Math.round(ms))}ms`
      : ms < 60_000
        ? `${Math.round(ms / 1000)}s`
        : `${Math.round(ms / 60_000)}m`;
  }
}

type Command = (run: Run) => Task<number>;

/** The project's package.json, or npm's exit status after a complaint. */
function* manifestOf(run: Run, folder: string): Task<Manifest | number> {
  const manifest = readManifest(run.process.files, folder);
  if (typeof manifest === 'string')
    return yield* run.fail([
      'code EJSONPARSE',
      `JSON.parse Invalid package.json: JSONParseError: ${manifest} while parsing ${folder}/package.json`,
      'JSON.parse Failed to parse JSON data.',
      'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
    ]);
  if (manifest) return manifest;
  const path = `${folder}/package.json`;
  return yield* run.fail(
    [
      'code ENOENT',
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent',
    ],
    254,
  );
}

/** `express@4.18.2` → name and range. */
function parseSpec(text: string): { name: string; range: string } {
  const at = text.indexOf('@', 1);
  return at < 0 ? { name: text, range: 'latest' } : { name: text.slice(0, at), range: text.slice(at + 1) || 'latest' };
}

const isElsewhere = (spec: string): boolean =>
  /^(?:\.{1,2}(?:\/|$)|\/|git\+|https?:|file:|github:)|\.tgz$/.test(spec) ||
  (/^[^@/]+\/[^/]+$/.test(spec) && !spec.startsWith('@'));

function omitsDevelopment(run: Run): boolean {
  const { process } = run;
  const omit = [...(run.flags.get('omit') ?? []), process.env.get('npm_config_omit') ?? ''];
  if ((run.flags.get('include') ?? []).includes('dev') || run.flags.get('production')?.at(-1) === 'false') return false;
  return (
    omit.includes('dev') ||
    run.has('production', 'prod') ||
    ['prod', 'production'].includes(run.value('only') ?? '') ||
    process.env.get('NODE_ENV') === 'production'
  );
}

function* install(run: Run): Task<number> {
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
  const status = yield* bringAbout(run, folder, manifest, new Set(specs.map((spec) => parseSpec(spec).name)));
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

function withDependency(
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

/** Makes node_modules what the manifest says, and writes the lock file. npm's exit status. */
function* bringAbout(
  run: Run,
  folder: string,
  manifest: Manifest,
  fresh: ReadonlySet<string>,
  lockOnly = false,
): Task<number> {
  const { process, registry } = run;
  const files = filesOf(process);
  const lock = readLock(files, folder);
  const onDisk = readInstalled(files, folder);
  const locked = new Map(lock?.versions ?? onDisk);
  if (!lockOnly) for (const name of fresh) locked.delete(`node_modules/${name}`);
  const needs = {
    ...manifest.dependencies,
    ...(run.has('no-optional') || run.flags.get('omit')?.includes('optional') ? {} : manifest.optionalDependencies),
  };
  const development = manifest.devDependencies ?? {};
  const downloader = new Downloader(process, `npm/${run.version}`);
  try {
    // What the lock file names needs no asking.
    const unlocked = Object.keys({ ...needs, ...development }).filter((name) => !locked.has(`node_modules/${name}`));
    for (const name of unlocked) {
      const problem = yield* describe(run, name, downloader);
      if (problem !== undefined) return problem;
    }
    const tree = makeTree(needs, development, locked);
    if ('failure' in tree)
      return tree.failure === 'version' && newestOf(tree.name) !== undefined
        ? yield* noVersion(run, tree.name, tree.range)
        : yield* notFound(run, tree.name, tree.range);
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
    const name = basename(folder) || 'app';
    if (tree.size > 0) {
      const hidden = lockOf(manifest, name, new Map(wanted.map((one) => [one.location, one])), registry);
      writeJson(files, `${folder}/node_modules/.package-lock.json`, hidden);
    }
    if (!lockOnly && !run.has('no-package-lock')) {
      const refusal = writeJson(files, `${folder}/package-lock.json`, lockOf(manifest, name, tree, registry));
      if (refusal)
        return yield* denied(
          run,
          `${refusal.errno}: ${strerror(refusal).toLowerCase()}, open '${folder}/package-lock.json'`,
          `${folder}/package-lock.json`,
        );
    }
    yield* report(run, added.length, removed.length, changed.length, wanted);
    return 0;
  } finally {
    downloader.close();
  }
}

const binOf = (folder: string, location: string): string =>
  `${folder}/${location.slice(0, location.lastIndexOf('node_modules/'))}node_modules/.bin`;

function* denied(run: Run, refusal: string, path: string): Task<number> {
  const errno = refusal.split(':')[0] ?? 'EACCES';
  const syscall = /, (\w+) '/.exec(refusal)?.[1] ?? 'mkdir';
  return yield* run.fail(
    [
      `code ${errno}`,
      `syscall ${syscall}`,
      `path ${path}`,
      `errno ${numbers[errno] ?? -1}`,
      `Error: ${refusal}`,
      '',
      'The operation was rejected by your operating system.',
      'It is likely you do not have the permissions to access this file as the current user',
    ],
    243,
  );
}

/** Packages whose authors ask for money. */
const funded = new Set(
  'ansi-styles brace-expansion call-bound chalk chokidar cliui concurrently cors dotenv eslint express express-rate-limit follow-redirects function-bind get-intrinsic gopd has-symbols has-tostringtag is-fullwidth-code-point jake mongoose nanoid nodemon object-inspect path-to-regexp picomatch postcss prettier qs router safe-buffer shell-quote side-channel side-channel-list side-channel-map side-channel-weakmap supports-color uuid vite vue wrap-ansi yargs zod'.split(
    ' ',
  ),
);

function* report(run: Run, added: number, removed: number, changed: number, all: readonly Placed[]): Task {
  const count = (number: number): string => `${number} package${number === 1 ? '' : 's'}`;
  const parts = [
    ...(added > 0 ? [`added ${count(added)}`] : []),
    ...(removed > 0 ? [`removed ${count(removed)}`] : []),
    ...(changed > 0 ? [`changed ${count(changed)}`] : []),
  ];
  const audits = !run.has('no-audit') && run.flags.get('audit')?.at(-1) !== 'false' && !run.global && all.length > 0;
  if (audits) parts.push(`audited ${count(all.length + 1)}`);
  const text =
    added + removed + changed === 0
      ? `up to date${audits ? `, audited ${count(all.length + 1)}` : ''}`
      : parts.length > 1
        ? `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1) ?? ''}`
        : (parts[0] ?? '');
  if (run.silent) return;
  yield* run.print(`\n${text} in ${run.elapsed}`);
  const asking = all.filter(({ name }) => funded.has(name)).length;
  if (asking > 0 && !run.has('no-fund') && run.flags.get('fund')?.at(-1) !== 'false')
    yield* run.print(
      `\n${count(asking)} ${asking === 1 ? 'is' : 'are'} looking for funding\n  run \`npm fund\` for details`,
    );
  if (audits) yield* run.print('\nfound 0 vulnerabilities');
  yield* notice(run);
}

/** Tells of a newer npm, once a week. */
function* notice(run: Run): Task {
  const mark = `${run.cache}/_update-notifier-last-checked`;
  const newest = newestOf('npm') ?? '';
  const files = filesOf(run.process);
  if (
    files.exists(mark) ||
    run.process.env.get('NO_UPDATE_NOTIFIER') !== undefined ||
    run.value('update-notifier') === 'false'
  )
    return;
  placeFile(files, { kind: 'text', path: mark, text: '' });
  if (compareVersions(run.version, newest) >= 0) return;
  const major = newest.split('.')[0] !== run.version.split('.')[0];
  yield* run.tell('notice', [
    '',
    `New ${major ? 'major' : 'minor'} version of npm available! ${run.version} -> ${newest}`,
    `Changelog: https://github.com/npm/cli/releases/tag/v${newest}`,
    `To update run: npm install -g npm@${newest}`,
    '',
  ]);
}

/** Asks the registry for a package. npm's exit status after a complaint when it is not there. */
function* describe(run: Run, name: string, shared?: Downloader): Task<number | undefined> {
  const downloader = shared ?? new Downloader(run.process, `npm/${run.version}`);
  const url = `${run.registry}/${name.replace('/', '%2f')}`;
  const got = yield* downloader.get(url, 'text');
  if (!shared) downloader.close();
  if (!('status' in got)) return yield* unreachable(run, url, got);
  if (got.status === 404) return yield* notFound(run, name, '*');
  remember(run, `doc:${name}`, Math.max(got.size, 9000));
  return undefined;
}

/** Keeps what the registry answered. */
function remember(run: Run, key: string, size: number): void {
  const path = cachePath(run, key);
  const files = filesOf(run.process);
  if (files.exists(path)) return;
  placeFile(files, { kind: 'data', path, size });
  placeFile(files, { kind: 'data', path: path.replace('content-v2/sha512', 'index-v5'), size: 640 });
}

function cachePath(run: Run, key: string): string {
  let hash = 7;
  for (const character of key) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const name = hash.toString(16).padStart(8, '0').repeat(16);
  return `${run.cache}/_cacache/content-v2/sha512/${name.slice(0, 2)}/${name.slice(2, 4)}/${name.slice(4)}`;
}

function* fetchTarball(run: Run, downloader: Downloader, registry: string, one: Placed): Task<number | undefined> {
  const key = `tar:${one.name}@${one.version}`;
  if (filesOf(run.process).exists(cachePath(run, key))) return undefined;
  const url = tarballUrl(registry, one);
  const got = yield* downloader.get(url);
  if (!('status' in got)) return yield* unreachable(run, url, got);
  if (got.status !== 200) return yield* notFound(run, one.name, one.version);
  remember(run, key, got.size);
  return undefined;
}

function* notFound(run: Run, name: string, range: string): Task<number> {
  return yield* run.fail([
    'code E404',
    `404 Not Found - GET ${run.registry}/${name.replace('/', '%2f')} - Not found`,
    '404',
    `404  '${name}@${range}' is not in this registry.`,
    '404',
    '404 Note that you can also install from a',
    '404 tarball, folder, http url, or git folder.',
  ]);
}

function* noVersion(run: Run, name: string, range: string): Task<number> {
  return yield* run.fail([
    'code ETARGET',
    `notarget No matching version found for ${name}@${range}.`,
    'notarget In most cases you or one of your dependencies are requesting',
    "notarget a package version that doesn't exist.",
  ]);
}

function* unreachable(run: Run, url: string, got: Exclude<Fetched, { status: number }>): Task<number> {
  const host = url.replace(/^\w+:\/\//, '').replace(/\/.*$/, '');
  if (got.failure === 'scheme') {
    yield* run.tell('error', ['drydock: TLS: not simulated']);
    return 1;
  }
  const code =
    got.failure === 'resolve'
      ? got.unknown
        ? 'ENOTFOUND'
        : 'EAI_AGAIN'
      : got.failure === 'connect'
        ? got.errno
        : 'ECONNRESET';
  const names = got.failure === 'resolve';
  yield* run.process.compute(2000);
  return yield* run.fail([
    `code ${code}`,
    `syscall ${names ? 'getaddrinfo' : 'connect'}`,
    `errno ${code}`,
    `request to ${url} failed, reason: ${names ? `getaddrinfo ${code} ${host}` : `connect ${code} ${got.failure === 'connect' ? got.address : host}:80`}`,
    ...(code === 'ENOTFOUND' || code === 'ECONNREFUSED'
      ? [
          'This is a problem related to network connectivity.',
          'In most cases you are behind a proxy or have bad network settings.',
        ]
      : []),
  ]);
}

function* installGlobal(run: Run, specs: readonly string[]): Task<number> {
  const { process, modules, registry } = run;
  const files = filesOf(process);
  const before = readInstalled(files, modules);
  const downloader = new Downloader(process, `npm/${run.version}`);
  const placed: Placed[] = [];
  let changed = 0;
  try {
    for (const spec of specs) {
      const { name, range } = parseSpec(spec);
      const problem = yield* describe(run, name, downloader);
      if (problem !== undefined) return problem;
      const version = chooseVersion(name, range);
      const series = version === undefined ? undefined : seriesOf(name, version);
      if (version === undefined || !series) return yield* noVersion(run, name, range);
      // A global package has its dependencies below itself.
      const tree = makeTree(series.dependencies, {}, new Map());
      if ('failure' in tree) return yield* noVersion(run, tree.name, tree.range);
      const home = `node_modules/${name}`;
      if (before.has(home)) {
        changed++;
        removePackage(process, modules, home, `${run.prefix}/bin`);
      }
      const all = [
        { location: home, name, version, dev: false },
        ...[...tree.values()].map((one) => ({ ...one, location: `${home}/${one.location}` })),
      ];
      for (const one of all) {
        const failure = yield* fetchTarball(run, downloader, registry, one);
        if (failure !== undefined) return failure;
        const bin = one.location === home ? `${run.prefix}/bin` : binOf(modules, one.location);
        const refusal = yield* placePackage(process, modules, one, bin);
        if (refusal !== undefined) return yield* denied(run, refusal, `${modules}/${home}`);
        placed.push(one);
      }
    }
    yield* report(run, placed.length - changed, 0, changed, placed);
    return 0;
  } finally {
    downloader.close();
  }
}

function* ci(run: Run): Task<number> {
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
  const status = yield* bringAbout(run, folder, manifest, new Set(), true);
  return status === 0 ? yield* lifecycle(run, folder, manifest) : status;
}

function* uninstall(run: Run): Task<number> {
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
  const status = yield* bringAbout(run, folder, manifest, new Set());
  if (status === 0 && found) writeJson(files, `${folder}/package.json`, manifest);
  return status;
}

function* list(run: Run): Task<number> {
  const files = filesOf(run.process);
  const { folder } = run;
  const root = run.global ? run.modules : folder;
  const installed = readInstalled(files, root);
  const manifest = run.global ? undefined : readManifest(files, folder);
  const own = typeof manifest === 'object' ? { ...manifest.dependencies, ...manifest.devDependencies } : {};
  const title = run.global
    ? root
    : `${typeof manifest === 'object' ? `${manifest.name ?? basename(folder)}${manifest.version === undefined ? '' : `@${manifest.version}`} ` : ''}${folder}`;
  const only = run.words.slice(1);
  const deep = run.has('all', 'a') || only.length > 0;
  const top = [...installed.keys()].filter((location) => location.lastIndexOf('node_modules/') === 0).map(nameAt);
  const direct = run.global
    ? top
    : [...new Set([...Object.keys(own), ...(typeof manifest === 'object' ? [] : top)])].sort();
  const lines: string[] = [];
  const problems: string[] = [];
  const show = (name: string, from: string, indent: string, last: boolean, path: readonly string[]): void => {
    const location = [`${from}/node_modules/${name}`.replace(/^\//, ''), `node_modules/${name}`].find((one) =>
      installed.has(one),
    );
    const branch = last ? '└' : '├';
    if (location === undefined) {
      lines.push(`${indent}${branch}── UNMET DEPENDENCY ${name}@${own[name] ?? '*'}`);
      problems.push(`missing: ${name}@${own[name] ?? '*'}, required by ${title.split(' ')[0] ?? ''}`);
      return;
    }
    const version = installed.get(location) ?? '';
    const needs = path.includes(name) ? [] : Object.keys(seriesOf(name, version)?.dependencies ?? {});
    const below = deep ? needs.filter((need) => only.length === 0 || leadsTo(need, location, [...path, name])) : [];
    lines.push(`${indent}${branch}─${below.length > 0 ? '┬' : '─'} ${name}@${version}`);
    for (const [index, need] of below.entries())
      show(need, location, `${indent}${last ? '  ' : '│ '}`, index === below.length - 1, [...path, name]);
  };
  const leadsTo = (name: string, from: string, path: readonly string[]): boolean => {
    if (only.includes(name)) return true;
    if (path.includes(name)) return false;
    const location = [`${from}/node_modules/${name}`, `node_modules/${name}`].find((one) => installed.has(one));
    const needs = Object.keys(seriesOf(name, (location && installed.get(location)) ?? '')?.dependencies ?? {});
    return needs.some((need) => leadsTo(need, location ?? '', [...path, name]));
  };
  const shown = direct.filter((name) => only.length === 0 || leadsTo(name, '', []));
  for (const [index, name] of shown.entries()) show(name, '', '', index === shown.length - 1, []);
  if (lines.length === 0) lines.push('└── (empty)');
  yield* run.print(`${title}\n${lines.join('\n')}\n`);
  if (problems.length === 0) return only.length > 0 && shown.length === 0 ? 1 : 0;
  return yield* run.fail(['code ELSPROBLEMS', ...problems]);
}

function* header(run: Run, manifest: Manifest, event: string, command: string): Task {
  if (run.silent) return;
  const title =
    manifest.name === undefined
      ? ''
      : `${manifest.name}${manifest.version === undefined ? '' : `@${manifest.version}`} `;
  yield* run.print(`\n> ${title}${event}\n> ${command}\n`);
}

function* script(run: Run, name: string, args: readonly string[]): Task<number> {
  const { folder } = run;
  const manifest = yield* manifestOf(run, folder);
  if (typeof manifest === 'number') return manifest;
  const scripts = manifest.scripts ?? {};
  const fallback = name === 'start' && run.process.files.exists(`${folder}/server.js`) ? 'node server.js' : undefined;
  const command = Object.hasOwn(scripts, name) ? scripts[name] : fallback;
  if (command === undefined) {
    if (run.has('if-present')) return 0;
    return yield* run.fail([`Missing script: "${name}"`, '', 'To see a list of scripts, run:', '  npm run']);
  }
  yield* run.process.compute(150);
  const quoted = args
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(' ');
  for (const [event, line] of [
    [`pre${name}`, scripts[`pre${name}`]],
    [name, quoted === '' ? command : `${command} ${quoted}`],
    [`post${name}`, scripts[`post${name}`]],
  ] as const) {
    if (line === undefined || (event !== name && run.has('ignore-scripts'))) continue;
    yield* header(run, manifest, event, line);
    const code = yield* runScript(
      run.process,
      folder,
      manifest,
      event,
      line,
      `${run.modules}/node_modules/npm/bin/npm-cli.js`,
    );
    if (code !== 0) return code;
  }
  return 0;
}

function* runScriptCommand(run: Run): Task<number> {
  const [, name, ...args] = run.words;
  if (name !== undefined) return yield* script(run, name, [...args, ...run.rest]);
  const manifest = yield* manifestOf(run, run.folder);
  if (typeof manifest === 'number') return manifest;
  const scripts = Object.entries(manifest.scripts ?? {});
  const known = new Set([
    'prepublish',
    'publish',
    'preinstall',
    'install',
    'postinstall',
    'preuninstall',
    'uninstall',
    'pretest',
    'test',
    'posttest',
    'prestop',
    'stop',
    'poststop',
    'prestart',
    'start',
    'poststart',
    'restart',
    'prepare',
    'version',
  ]);
  const format = (chosen: readonly (readonly [string, string])[]): string =>
    chosen.map(([key, line]) => `  ${key}\n    ${line}\n`).join('');
  const own = scripts.filter(([key]) => known.has(key));
  const others = scripts.filter(([key]) => !known.has(key));
  const title = `${manifest.name ?? ''}${manifest.version === undefined ? '' : `@${manifest.version}`}`;
  const text = `${own.length > 0 ? `Lifecycle scripts included in ${title}:\n${format(own)}` : ''}${others.length > 0 ? `${own.length > 0 ? 'available via `npm run`:' : `Scripts available in ${title} via \`npm run\`:`}\n${format(others)}` : ''}`;
  yield* run.print(text.trimEnd());
  return 0;
}

const named =
  (name: string): Command =>
  (run) =>
    script(run, name, [...run.words.slice(1), ...run.rest]);

function* init(run: Run): Task<number> {
  const { process } = run;
  if (run.words.length > 1) {
    yield* run.tell('error', [`not simulated: npm init ${run.words[1] ?? ''}`]);
    return 1;
  }
  if (!run.has('y', 'yes')) {
    yield* run.tell('error', ['not simulated: npm init with questions; try `npm init -y`']);
    return 1;
  }
  const path = `${process.cwd}/package.json`;
  const old = readManifest(process.files, process.cwd);
  const commonjs = compareVersions(run.version, '10.9.0') >= 0;
  const main =
    ['index.js', 'server.js', 'app.js'].find((name) => process.files.exists(`${process.cwd}/${name}`)) ?? 'index.js';
  const manifest = {
    name:
      basename(process.cwd)
        .toLowerCase()
        .replace(/[^a-z0-9._-]/g, '-') || 'root',
    version: '1.0.0',
    ...(commonjs ? { description: '' } : {}),
    main,
    scripts: {
      test: 'echo "Error: no test specified" && exit 1',
      ...(main === 'server.js' ? { start: 'node server.js' } : {}),
    },
    keywords: [],
    author: '',
    license: 'ISC',
    ...(commonjs ? { type: 'commonjs' } : { description: '' }),
    ...(typeof old === 'object' ? old : {}),
  };
  const refusal = writeJson(filesOf(process), path, manifest);
  if (refusal) return yield* denied(run, `${refusal.errno}: ${strerror(refusal).toLowerCase()}, open '${path}'`, path);
  yield* run.print(`Wrote to ${path}:\n\n${JSON.stringify(manifest, undefined, 2)}\n\n`);
  return 0;
}

function* cache(run: Run): Task<number> {
  const [, action] = run.words;
  const folder = `${run.cache}/_cacache`;
  switch (action) {
    case 'clean':
    case 'clear':
    case 'rm': {
      if (!run.has('f', 'force'))
        return yield* run.fail([
          'As of npm@5, the npm cache looks after itself: what is taken from it is known to be valid.',
          'If you want to make sure that all is as it should be, use `npm cache verify`.',
          '',
          "If you're sure you want to delete the entire cache, rerun this command with --force.",
        ]);
      yield* run.tell('warn', ['using --force Recommended protections disabled.']);
      removeTree(filesOf(run.process), folder);
      return 0;
    }
    case 'verify':
      yield* run.print(
        `Cache verified and compressed (~${folder.replace(run.process.env.get('HOME') ?? '/root', '')})`,
      );
      return 0;
    default:
      yield* run.tell('error', [
        action === undefined ? 'Usage: npm cache clean|verify' : `not simulated: cache ${action}`,
      ]);
      return 1;
  }
}

function* config(run: Run): Task<number> {
  const [, action, key, value] = run.words;
  const known: Readonly<Record<string, string>> = {
    registry: `${run.registry}/`,
    prefix: run.prefix,
    cache: run.cache,
    'user-agent': `npm/${run.version}`,
  };
  const home = run.process.env.get('HOME') ?? '/root';
  if (action === 'get' && key !== undefined) {
    yield* run.print(Object.hasOwn(known, key) ? (known[key] ?? '') : 'undefined');
    return 0;
  }
  if (action === 'set' && key !== undefined) {
    const [name = '', ...rest] = key.split('=');
    const text = run.process.files.readText(`${home}/.npmrc`);
    const kept = failed(text) ? [] : text.split('\n').filter((line) => line !== '' && !line.startsWith(`${name}=`));
    filesOf(run.process).writeFile(
      `${home}/.npmrc`,
      `${[...kept, `${name}=${rest.length > 0 ? rest.join('=') : (value ?? '')}`].join('\n')}\n`,
      0o600,
    );
    return 0;
  }
  yield* run.tell('error', [`not simulated: config ${action ?? ''}`]);
  return 1;
}

function* view(run: Run): Task<number> {
  const [, spec = '', ...fields] = run.words;
  const { name, range } = parseSpec(spec);
  const problem = yield* describe(run, name);
  if (problem !== undefined) return problem;
  const version = chooseVersion(name, range);
  const series = version === undefined ? undefined : seriesOf(name, version);
  if (version === undefined || !series) return yield* noVersion(run, name, range);
  const values: Readonly<Record<string, string>> = {
    version,
    name,
    description: series.description,
    'dist.tarball': tarballUrl(run.registry, { name, version }),
    dependencies: JSON.stringify(series.dependencies, undefined, 2),
  };
  if (fields.length > 0) {
    for (const field of fields) if (Object.hasOwn(values, field)) yield* run.print(values[field] ?? '');
    return 0;
  }
  const needs = Object.entries(series.dependencies);
  yield* run.print(
    `\n${name}@${version} | deps: ${needs.length > 0 ? needs.length : 'none'}\n${series.description}\n\ndist\n.tarball: ${values['dist.tarball'] ?? ''}\n.unpackedSize: ${(series.unpackedSize / 1000).toFixed(1)} kB\n`,
  );
  return 0;
}

function* update(run: Run): Task<number> {
  if (run.global)
    return yield* installGlobal(
      run,
      run.words.slice(1).map((name) => `${name}@latest`),
    );
  const manifest = yield* manifestOf(run, run.folder);
  if (typeof manifest === 'number') return manifest;
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  return yield* bringAbout(run, run.folder, manifest, new Set(run.words.length > 1 ? run.words.slice(1) : all));
}

function* prune(run: Run): Task<number> {
  const manifest = yield* manifestOf(run, run.folder);
  return typeof manifest === 'number' ? manifest : yield* bringAbout(run, run.folder, manifest, new Set());
}

function* audit(run: Run): Task<number> {
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

function* exec(run: Run): Task<number> {
  const [, name, ...args] = run.words;
  return yield* execute(run, name ?? run.rest.shift(), [...args, ...run.rest]);
}

/** Runs a program of the project, of the system, or of a package that is fetched into the cache for it. */
function* execute(run: Run, spec: string | undefined, args: readonly string[]): Task<number> {
  const command = run.value('c', 'call');
  const { process, folder } = run;
  const manifest = readManifest(process.files, folder);
  const project = typeof manifest === 'object' ? manifest : {};
  if (command !== undefined) return yield* runScript(process, folder, project, 'npx', command, 'npm');
  if (spec === undefined) {
    yield* run.tell('error', ['not simulated: npx without a command']);
    return 1;
  }
  const { name, range } = parseSpec(run.value('p', 'package') ?? spec);
  const program = run.value('p', 'package') === undefined ? name.replace(/^@[^/]+\//, '') : spec;
  const quoted = args.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`));
  const line = [program, ...quoted].join(' ');
  const here = [`${folder}/node_modules/.bin/${program}`, `${run.prefix}/bin/${program}`].some((path) =>
    process.files.exists(path),
  );
  if (here) return yield* runScript(process, folder, project, 'npx', line, 'npm');
  const problem = yield* describe(run, name);
  if (problem !== undefined) return problem;
  const version = chooseVersion(name, range);
  const series = version === undefined ? undefined : seriesOf(name, version);
  if (version === undefined || !series) return yield* noVersion(run, name, range);
  const tree = makeTree({ [name]: version }, {}, new Map());
  if ('failure' in tree) return yield* noVersion(run, tree.name, tree.range);
  const home = `${run.cache}/_npx/${name.replace('/', '-')}-${version}`;
  const downloader = new Downloader(process, `npm/${run.version}`);
  try {
    for (const one of tree.values()) {
      if (process.files.exists(`${home}/${one.location}`)) continue;
      const failure = yield* fetchTarball(run, downloader, run.registry, one);
      if (failure !== undefined) return failure;
      const refusal = yield* placePackage(process, home, one, binOf(home, one.location));
      if (refusal !== undefined) return yield* denied(run, refusal, home);
    }
  } finally {
    downloader.close();
  }
  if (!process.files.exists(`${home}/node_modules/.bin/${program}`))
    return yield* run.fail(['could not determine executable to run']);
  return yield* runScript(
    process,
    folder,
    project,
    'npx',
    [`${home}/node_modules/.bin/${program}`, ...quoted].join(' '),
    'npm',
  );
}

const printing = (text: (run: Run) => string): Command =>
  function* (run) {
    yield* run.print(text(run));
    return 0;
  };

const commands: Readonly<Record<string, Command>> = {
  install, ci, uninstall, ls: list, 'run-script': runScriptCommand, start: named('start'), test: named('test'), stop: named('stop'), restart: named('restart'),
  init, cache, config, view, update, prune, audit, exec, dedupe: prune,
  set: (run) => config(new Run(run.process, ['config', 'set', ...run.words.slice(1)])),
  get: (run) => config(new Run(run.process, ['config', 'get', ...run.words.slice(1)])),
  fund: printing((run) => basename(run.folder)), root: printing((run) => (run.global ? `${run.modules}/node_modules` : `${run.folder}/node_modules`)),
  prefix: printing((run) => (run.global ? run.prefix : run.folder)), rebuild: printing(() => 'rebuilt dependencies successfully'),
  help: printing(() => help), ping: printing((run) => `npm notice PING ${run.registry}/`),
}; // prettier-ignore

const unsimulated = new Set(
  'access adduser bugs completion deprecate diff dist-tag docs doctor edit explain explore find-dupes help-search hook install-ci-test link login logout org outdated owner pack pkg profile publish query repo sbom search shrinkwrap star stars team token undeprecate unpublish unstar version whoami why'.split(
    ' ',
  ),
);

const help = `npm <command>

Usage:

npm install        install all the dependencies in your project
npm install <foo>  add the <foo> dependency to your project
npm test           run this project's tests
npm run <foo>      run the script named <foo>
npm <command> -h   quick help on <command>

All commands:

    audit, cache, ci, config, exec, fund, get, help, init, install, ls, prefix, prune, rebuild, restart, root, run, set, start, stop, test, uninstall, update, view`;

const npm: Program = function* (process) {
  const run = new Run(process, process.argv.slice(1));
  const [word] = run.words;
  if (run.has('v', 'version')) {
    yield* run.print(run.version);
    return 0;
  }
  if (word === undefined) {
    yield* run.print(help);
    return run.has('h', 'help') ? 0 : 1;
  }
  if (run.has('w', 'workspace', 'workspaces', 'ws')) {
    yield* run.tell('error', ['not simulated: workspaces']);
    return 1;
  }
  const name = aliases[word] ?? word;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return yield* command(run);
  if (unsimulated.has(name)) {
    yield* run.tell('error', [`not simulated: npm ${name}`]);
    return 1;
  }
  yield* (
    process.descriptors
      .get(2)
      ?.write(
        encodeText(`Unknown command: "${word}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`),
      ) ?? []
  );
  return 1;
};

const npx: Program = function* (process) {
  const run = new Run(process, process.argv.slice(1), true);
  if (run.has('v', 'version') && run.words.length === 0) {
    yield* run.print(run.version);
    return 0;
  }
  const [name, ...args] = run.words;
  return yield* execute(run, name, [...args, ...run.rest]);
};

/** `yarn`: scripts run as with npm; its installation and its lock file are not simulated. */
const yarn: Program = function* (process) {
  const run = new Run(process, process.argv.slice(1));
  const [word = 'install', ...args] = run.words;
  const version = '1.22.22';
  if (run.has('v', 'version')) {
    yield* run.print(version);
    return 0;
  }
  const own = new Set([
    'install',
    'add',
    'remove',
    'upgrade',
    'global',
    'init',
    'cache',
    'config',
    'list',
    'why',
    'dlx',
    'create',
    'workspace',
    'workspaces',
    'link',
    'publish',
    'audit',
    'outdated',
    'info',
  ]);
  if (own.has(word)) {
    yield* (
      process.descriptors
        .get(2)
        ?.write(
          encodeText(
            `yarn: not simulated: ${word}; use npm ${word === 'add' || word === 'install' ? 'install' : word}\n`,
          ),
        ) ?? []
    );
    return 1;
  }
  const name = word === 'run' ? args.shift() : word;
  const manifest = readManifest(process.files, run.folder);
  const command = typeof manifest === 'object' && name !== undefined ? manifest.scripts?.[name] : undefined;
  yield* run.print(`yarn run v${version}`);
  if (typeof manifest !== 'object' || command === undefined || name === undefined) {
    yield* (
      process.descriptors
        .get(2)
        ?.write(
          encodeText(
            `error Command "${name ?? ''}" not found.\ninfo Visit the documentation of this command for more.\n`,
          ),
        ) ?? []
    );
    return 1;
  }
  const line = [command, ...args, ...run.rest].join(' ');
  yield* run.print(`$ ${line}`);
  const code = yield* runScript(process, run.folder, manifest, name, line, 'yarn');
  if (code === 0) yield* run.print(`Done in ${((process.machine.kernel.now - run.since) / 1000).toFixed(2)}s.`);
  else yield* process.descriptors.get(2)?.write(encodeText(`error Command failed with exit code ${code}.\n`)) ?? [];
  return code;
};

/** The programs of npm and yarn by name. */
export const npmPrograms: Readonly<Record<string, Program>> = { npm, npx, yarn };
