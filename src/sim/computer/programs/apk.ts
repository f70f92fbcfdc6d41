// apk: the package manager of Alpine (apk-tools 2).
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { commit, summary, type Site } from '../packages/alpine/commit.ts';
import { databasePath, readInstalled, readWorld, type Installed } from '../packages/alpine/database.ts';
import { cacheFolder, openRepositories, type Indexes } from '../packages/alpine/repositories.ts';
import { meets, parseConstraint, select, type Change, type Offered } from '../packages/alpine/select.ts';
import { Downloader } from '../packages/download.ts';
import { filesOf } from '../packages/place-files.ts';
import { glibcProblem, muslProblem, Options, parseOptions } from './options.ts';
import { encodeText } from './text.ts';
import { hasMusl } from './flavour.ts';

const long = {
  'no-cache': 'no-cache', update: 'U', 'update-cache': 'U', virtual: 't:', repository: 'X:', quiet: 'q', verbose: 'v', upgrade: 'u',
  force: 'f', help: 'h', version: 'V', 'allow-untrusted': 'allow-untrusted', 'no-progress': 'no-progress', progress: 'progress',
  'force-refresh': 'force-refresh', 'force-overwrite': 'force-overwrite', 'no-interactive': 'no-interactive', installed: 'I',
  available: 'a', latest: 'l', upgradable: 'u', description: 'd', exact: 'e', contents: 'L', 'who-owns': 'W', depends: 'R',
  rdepends: 'r', size: 's', all: 'a', simulate: 'simulate', purge: 'purge', wait: 'wait:', interactive: 'i', root: 'p:',
  'no-network': 'no-network', 'cache-dir': 'cache-dir:', 'print-arch': 'print-arch', timeout: 'timeout:', webpage: 'w', provides: 'P', 'installed-if': 'installed-if',
}; // prettier-ignore
const short = 'Ut:X:qvufhVIaldeLWRrsip:wP';

/** Options that the real one has and that do not do here what they do there. */
const unsimulated: Readonly<Record<string, string>> = { p: '--root', i: '--interactive', 'cache-dir': '--cache-dir' };

const commands: Readonly<Record<string, (run: Run) => Task<number>>> = {
  add,
  del,
  update,
  upgrade,
  fix,
  info,
  search,
  list,
  cache,
  version,
  stats,
  policy,
};

/** Commands of apk that are known and not simulated. */
const others = new Set('audit dot extract fetch index manifest mkndx mkpkg verify adbdump'.split(' '));

class Run {
  readonly process: Process;
  readonly options: Options;
  readonly operands: readonly string[];
  readonly downloader: Downloader;
  readonly quiet: boolean;

  constructor(process: Process, options: Options) {
    this.process = process;
    this.options = options;
    this.operands = options.operands.slice(1);
    this.downloader = new Downloader(process, 'apk-tools');
    this.quiet = options.has('q');
  }

  *print(text: string): Task {
    yield* this.process.descriptors.get(1)?.write(encodeText(`${text}\n`)) ?? [];
  }

  /** A line of progress, which -q leaves out. */
  *say(text: string): Task {
    if (!this.quiet) yield* this.print(text);
  }

  *error(text: string): Task {
    yield* this.process.descriptors.get(2)?.write(encodeText(`ERROR: ${text}\n`)) ?? [];
  }

  *warn(text: string): Task {
    yield* this.process.descriptors.get(2)?.write(encodeText(`WARNING: ${text}\n`)) ?? [];
  }

  get architecture(): string {
    const text = this.process.files.readText('/etc/apk/arch');
    return failed(text) ? 'x86_64' : text.trim();
  }

  get installed(): Installed[] {
    return readInstalled(this.process.files);
  }

  get version(): string {
    return this.installed.find(({ name }) => name === 'apk-tools')?.version.replace(/-r\d+$/, '') ?? '2.14.9';
  }

  get site(): Site {
    const { process, downloader, architecture, quiet } = this;
    return {
      process,
      downloader,
      architecture,
      quiet,
      say: (line) => this.say(line),
      complain: (line) => this.error(line),
    };
  }

  *open(cachedOnly = false): Task<Indexes> {
    const { options } = this;
    return yield* openRepositories(
      this.process,
      this.downloader,
      {
        noCache: options.has('no-cache'),
        update: options.has('U') || options.has('force-refresh'),
        cachedOnly: cachedOnly || options.has('no-network'),
        extra: options.values('X').map((url) => url.replace(/\/+$/, '')),
        old: /^2\.(?:\d|1[0-2])\./.test(this.version),
      },
      this.architecture,
      (line) => this.say(line),
      (line) => this.warn(line),
    );
  }

  /** Whether the database may be written; says why not. */
  *locks(): Task<boolean> {
    const refusal = this.process.files.access(databasePath, 2);
    if (!refusal) return true;
    yield* this.error(`Unable to lock database: ${strerror(refusal)}`);
    yield* this.error(`Failed to open apk database: ${strerror(refusal)}`);
    return false;
  }
}

/** `apk` */
export const apk: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1), { short, long });
  const complain = function* (text: string): Task<number> {
    yield* process.descriptors.get(2)?.write(encodeText(text)) ?? [];
    return 1;
  };
  if (!(options instanceof Options))
    return yield* complain(`apk: ${(hasMusl(process.files) ? muslProblem : glibcProblem)(options)}\n${help(process)}`);
  const run = new Run(process, options);
  const [name] = options.operands;
  if (options.has('V') || (name === undefined && options.has('version'))) {
    yield* run.print(`apk-tools ${run.version}, compiled for ${run.architecture}.`);
    return 0;
  }
  if (options.has('print-arch')) {
    yield* run.print(run.architecture);
    return 0;
  }
  if (name === undefined || options.has('h')) {
    yield* run.print(help(process).trimEnd());
    return options.has('h') ? 0 : 1;
  }
  for (const [option, written] of Object.entries(unsimulated))
    if (options.has(option)) return yield* complain(`apk: not simulated: ${written}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    return yield* complain(
      others.has(name)
        ? `apk: not simulated: ${name}\n`
        : `ERROR: '${name}' is not an apk command. See 'apk --help'.\n`,
    );
  try {
    return yield* command(run);
  } finally {
    run.downloader.close();
  }
};

function help(process: Process): string {
  const version = readInstalled(process.files).find(({ name }) => name === 'apk-tools')?.version ?? '2.14.9';
  return `apk-tools ${version.replace(/-r\d+$/, '')}

usage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]

Package installation and removal:
  add        Add or update packages
  del        Remove packages

System maintenance:
  fix        Repair packages
  update     Fetch the repository indexes
  upgrade    Install newer versions
  cache      Look after the cache of packages

Querying packages:
  info       Tell about installed packages
  list       List packages
  search     Find packages
  policy     Show where a package comes from
  version    Compare what is installed with what is on offer
`;
}

function* apply(
  run: Run,
  world: readonly string[],
  indexes: Indexes,
  upgrades: (name: string) => boolean,
): Task<number> {
  const { changes, problems } = select(world, run.installed, indexes.offered, upgrades);
  if (problems.length > 0) {
    const texts = problems.map(({ subject, detail }) => `  ${subject}:\n    ${detail}`);
    yield* run.error(`unable to select packages:\n${texts.join('\n')}`);
    return problems.length;
  }
  if (!run.options.has('simulate')) return yield* commit(run.site, changes, world);
  yield* preview(run, changes);
  return 0;
}

function* preview(run: Run, changes: readonly Change[]): Task {
  for (const [index, change] of changes.entries()) {
    const one = change.verb === 'Purging' ? change.from : change.to;
    yield* run.say(`(${index + 1}/${changes.length}) ${change.verb} ${one.name} (${one.version})`);
  }
  yield* run.say(summary(run.installed, 0));
}

function* add(run: Run): Task<number> {
  if (!(yield* run.locks())) return 99;
  const { operands, options } = run;
  const [file] = operands.filter((word) => word.endsWith('.apk'));
  if (file !== undefined) {
    yield* run.error(
      `${file}: ${run.process.files.exists(file) ? 'not simulated: archives from files' : 'No such file or directory'}`,
    );
    return 1;
  }
  const indexes = yield* run.open();
  const virtual = options.value('t');
  const before = readWorld(run.process.files);
  const named = virtual === undefined ? operands : [virtual];
  const names = new Set(named.map((word) => parseConstraint(word).name));
  const world = [...before.filter((word) => !names.has(parseConstraint(word).name)), ...named];
  const offered = new Map(indexes.offered);
  if (virtual !== undefined) offered.set(virtual, virtualPackage(run, virtual, operands));
  const upgrades = (name: string): boolean =>
    names.has(name) && (options.has('u') || virtual !== undefined || named.some((word) => word.startsWith(`${name}=`)));
  return yield* apply(run, world, { ...indexes, offered }, upgrades);
}

function virtualPackage(run: Run, name: string, depends: readonly string[]): Offered {
  const stamp = new Date(run.process.machine.kernel.clock).toISOString();
  const version = `${stamp.slice(0, 10).replaceAll('-', '')}.${stamp.slice(11, 19).replaceAll(':', '')}`;
  return { name, version, installedSize: 0, size: 0, depends, description: 'virtual meta package', files: [], url: '' };
}

function* del(run: Run): Task<number> {
  if (!(yield* run.locks())) return 99;
  const { installed } = run;
  yield* run.open(true);
  const unknown = run.operands.filter((word) => !installed.some(({ name }) => name === parseConstraint(word).name));
  if (unknown.length > 0) {
    for (const name of unknown) yield* run.error(`No such package: ${name}`);
    return unknown.length;
  }
  const world = readWorld(run.process.files).filter((word) => !run.operands.includes(parseConstraint(word).name));
  const { changes } = select(world, installed, new Map(), () => false);
  const gone = new Set(changes.flatMap((change) => (change.verb === 'Purging' ? [change.from.name] : [])));
  const kept = run.operands.filter((name) => !gone.has(name));
  if (kept.length > 0) {
    const needs = (name: string): string[] =>
      installed.filter((one) => !gone.has(one.name) && one.depends.includes(name)).map((one) => one.name);
    yield* run.print(
      `World updated, but the following packages are not removed due to:\n${kept.map((name) => `  ${name}: ${needs(name).join(' ')}\n`).join('')}`,
    );
  }
  if (!run.options.has('simulate')) return yield* commit(run.site, changes, world);
  yield* preview(run, changes);
  return 0;
}

function* update(run: Run): Task<number> {
  if (!(yield* run.locks())) return 99;
  const indexes = yield* new Run(run.process, new Options([...run.options.given, { name: 'U', value: '' }], [])).open();
  for (const url of indexes.open)
    yield* run.say(`${/v\d+\.\d+|edge/.exec(url)?.[0] ?? 'latest'}.1-${indexes.offered.size}-g5a1c3e7b2f0 [${url}]`);
  const missing = indexes.missing.length;
  if (missing > 0) {
    yield* run.print(`${missing} unavailable, 0 stale; ${distinct(run, indexes)} distinct packages available`);
    return missing;
  }
  yield* run.say(`OK: ${distinct(run, indexes)} distinct packages available`);
  return 0;
}

const distinct = (run: Run, { offered }: Indexes): number =>
  new Set([...offered.keys(), ...run.installed.map(({ name }) => name)]).size;

function* upgrade(run: Run): Task<number> {
  if (!(yield* run.locks())) return 99;
  const indexes = yield* run.open();
  return yield* apply(run, readWorld(run.process.files), indexes, () => true);
}

function* fix(run: Run): Task<number> {
  if (!(yield* run.locks())) return 99;
  const { installed } = run;
  const indexes = yield* run.open();
  const changes: Change[] = [];
  for (const word of run.operands) {
    const from = installed.find(({ name }) => name === word);
    const to = indexes.offered.get(word);
    if (!from || !to) {
      yield* run.error(`unable to select packages:\n  ${word} (no such package):\n    required by: world[${word}]`);
      return 1;
    }
    changes.push({ verb: 'Reinstalling', from, to });
  }
  return yield* commit(run.site, changes, readWorld(run.process.files));
}

function* info(run: Run): Task<number> {
  const { installed, operands, options } = run;
  if (options.has('W')) {
    let status = 0;
    for (const path of operands) {
      const real = run.process.files.realpath(path);
      const wanted = (typeof real === 'string' ? real : path).slice(1);
      const owner = installed.find(({ files }) => files.includes(path.slice(1)) || files.includes(wanted));
      if (owner) yield* run.print(`${path} is owned by ${owner.name}-${owner.version}`);
      else {
        yield* run.error(`${path}: Could not find owner package`);
        status = 1;
      }
    }
    return status;
  }
  if (operands.length === 0) {
    for (const one of installed) yield* run.print(options.has('v') ? `${one.name}-${one.version}` : one.name);
    return 0;
  }
  let status = 0;
  for (const word of operands) {
    const { name, operator, version } = parseConstraint(word);
    const one = installed.find((each) => each.name === name && meets(each.version, operator, version));
    if (options.has('e')) {
      if (one) yield* run.print(one.name);
      else status = 1;
      continue;
    }
    const found = one ?? (yield* run.open(true)).offered.get(name);
    if (!found) {
      status = 1;
      continue;
    }
    yield* run.print(details(run, found));
  }
  return status;
}

function details(run: Run, one: Installed | Offered): string {
  const { options } = run;
  const title = `${one.name}-${one.version}`;
  const all = options.has('a');
  const asked = ['L', 'R', 'r', 's', 'd', 'w', 'P'].some((option) => options.has(option));
  const paths = one.files.map((file) => (typeof file === 'string' ? file : file.path.slice(1)));
  const sections: string[] = [];
  const section = (heading: string, text: string): number => sections.push(`${title} ${heading}:\n${text}\n`);
  if (all || options.has('d') || !asked) section('description', one.description);
  if (all || options.has('s') || !asked) section('installed size', `${Math.ceil(one.installedSize / 1024)} KiB`);
  if (all || options.has('R')) section('depends on', one.depends.join('\n'));
  if (all || options.has('r')) {
    const users = run.installed.filter(({ depends }) => depends.includes(one.name));
    section('is required by', users.map(({ name, version }) => `${name}-${version}`).join('\n'));
  }
  if (all || options.has('L')) sections.push(`${title} contains:\n${paths.map((path) => `${path}\n`).join('')}`);
  return sections.join('\n');
}

function* search(run: Run): Task<number> {
  const { offered } = yield* run.open(true);
  const patterns = run.operands.map((word) =>
    run.options.has('e') || /[*?]/.test(word)
      ? new RegExp(
          `^${word
            .replace(/[.+^${}()|[\]\\]/g, '\\$&')
            .replaceAll('*', '.*')
            .replaceAll('?', '.')}$`,
        )
      : undefined,
  );
  const known = new Map<string, Installed | Offered>(run.installed.map((one) => [one.name, one]));
  for (const [name, one] of offered) known.set(name, one);
  for (const one of [...known.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const hit =
      patterns.length === 0 ||
      patterns.some(
        (pattern, index) =>
          pattern?.test(one.name) ??
          (one.name.includes(run.operands[index] ?? '') ||
            (run.options.has('d') && one.description.includes(run.operands[index] ?? ''))),
      );
    if (!hit) continue;
    const about = run.options.has('v') || run.options.has('d') ? ` - ${one.description}` : '';
    yield* run.print(`${one.name}-${one.version}${about}`);
  }
  return 0;
}

function* list(run: Run): Task<number> {
  const { installed, options } = run;
  const { offered } = options.has('I') ? { offered: new Map<string, Offered>() } : yield* run.open(true);
  const there = new Map(installed.map((one) => [one.name, one]));
  const all = new Map<string, Installed | Offered>([...offered, ...there]);
  for (const one of [...all.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (run.operands.length > 0 && !run.operands.some((word) => matches(word, one.name))) continue;
    if (options.has('I') && !there.has(one.name)) continue;
    const newer = offered.get(one.name);
    const upgradable = there.has(one.name) && newer && newer.version !== one.version;
    if (options.has('u') && !upgradable) continue;
    const state = there.has(one.name) ? ' [installed]' : '';
    yield* run.print(`${one.name}-${one.version} ${run.architecture} {${one.name}} (custom)${state}`);
  }
  return 0;
}

const matches = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(name);

function* cache(run: Run): Task<number> {
  const [action] = run.operands;
  if (action !== 'clean' && action !== 'download' && action !== 'sync' && action !== 'purge') {
    yield* run.error(action === undefined ? 'cache: missing argument' : `cache: unknown argument ${action}`);
    return 1;
  }
  // Archives are kept only where /etc/apk/cache leads to a directory.
  const files = filesOf(run.process);
  if (!files.exists('/etc/apk/cache')) {
    yield* run.error('Package cache is not enabled.');
    return 2;
  }
  const names = files.readdir(cacheFolder);
  if (action !== 'download' && !failed(names)) for (const name of names) files.unlink(`${cacheFolder}/${name}`);
  return 0;
}

function* version(run: Run): Task<number> {
  const { offered } = yield* run.open(true);
  yield* run.print('Installed:                                Available:');
  for (const one of run.installed) {
    const other = offered.get(one.name);
    if (!other || other.version === one.version) continue;
    yield* run.print(`${`${one.name}-${one.version}`.padEnd(40)}  < ${other.version}`);
  }
  return 0;
}

function* stats(run: Run): Task<number> {
  const { installed } = run;
  const bytes = installed.reduce((sum, one) => sum + one.installedSize, 0);
  yield* run.print(
    `installed:\n  packages: ${installed.length}\n  bytes: ${bytes}\n  files: ${installed.reduce((sum, one) => sum + one.files.length, 0)}`,
  );
  return 0;
}

function* policy(run: Run): Task<number> {
  const { offered } = yield* run.open(true);
  for (const name of run.operands) {
    const has = run.installed.find((one) => one.name === name);
    const offer = offered.get(name);
    if (!has && !offer) continue;
    yield* run.print(`${name} policy:`);
    if (has) yield* run.print(`  ${has.version}:\n    lib/apk/db/installed`);
    if (offer && offer.version === has?.version) yield* run.print(`    ${offer.url}`);
    else if (offer) yield* run.print(`  ${offer.version}:\n    ${offer.url}`);
  }
  return 0;
}
