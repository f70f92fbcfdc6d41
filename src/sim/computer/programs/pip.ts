// pip: the package installer of Python.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { dirname } from '../filesystem/path.ts';
import { Downloader, type Fetched } from '../packages/download.ts';
import { filesOf, placeFile, removeTree } from '../packages/place-files.ts';
import {
  findEnvironment,
  readDistributions,
  type Distribution,
  type Environment,
} from '../packages/pip/environment.ts';
import { compareVersions, normalise, parseRequirement } from '../packages/pip/index.ts';
import { installWheel, scriptsOf, uninstall } from '../packages/pip/install.ts';
import {
  applies,
  installationOrder,
  resolve,
  type Chosen,
  type Failure,
  type Wanted,
} from '../packages/pip/resolve.ts';
import { encodeText, LineReader } from './text.ts';

/** Options of all commands: letter or name → meaning; `:` at its end when a value follows. */
const meanings: Readonly<Record<string, string>> = {
  r: 'requirement:', requirement: 'requirement:', c: 'constraint:', constraint: 'constraint:', U: 'upgrade', upgrade: 'upgrade', q: 'quiet',
  quiet: 'quiet', v: '', verbose: '', y: 'yes', yes: 'yes', t: 'target:', target: 'target:', e: 'editable:', editable: 'editable:',
  i: 'index:', 'index-url': 'index:', 'extra-index-url': 'extra:', 'trusted-host': 'ignored:', f: 'ignored:', 'find-links': 'ignored:',
  'no-cache-dir': 'no-cache', 'no-cache': 'no-cache', 'cache-dir': 'cache:', 'no-deps': 'no-deps', 'force-reinstall': 'force', I: 'force',
  'ignore-installed': 'force', 'break-system-packages': 'break', user: 'user', pre: '', 'no-input': '', 'no-build-isolation': '',
  'disable-pip-version-check': 'silent', 'root-user-action': 'root:', 'no-warn-script-location': '', 'prefer-binary': '', 'only-binary': 'ignored:',
  'no-binary': 'ignored:', 'progress-bar': 'ignored:', timeout: 'ignored:', retries: 'ignored:', 'default-timeout': 'ignored:', 'no-compile': '',
  compile: '', 'no-python-version-warning': '', 'upgrade-strategy': 'ignored:', 'use-pep517': '', format: 'format:', o: 'outdated',
  outdated: 'outdated', all: 'all', files: 'files', h: 'help', help: 'help', V: 'version', version: 'version', 'dry-run': 'dry', prefix: 'prefix:',
  exclude: 'exclude:', l: '', local: '', d: 'dest:', dest: 'dest:', 'require-hashes': 'hashes', isolated: '', 'no-color': '',
}; // prettier-ignore

/** A run of pip. */
class Run {
  readonly process: Process;
  readonly given = new Map<string, string[]>();
  readonly words: string[] = [];

  constructor(process: Process) {
    this.process = process;
  }

  /** Reads the command line; pip's complaint when it is wrong. */
  read(args: readonly string[]): string | undefined {
    const rest = [...args];
    for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
      if (!word.startsWith('-') || word === '-') {
        this.words.push(word);
        continue;
      }
      const [name = '', ...value] = word.startsWith('--') ? word.slice(2).split('=') : [word.slice(1)];
      const letters = word.startsWith('--') || Object.hasOwn(meanings, name) ? [name] : [...name];
      for (const [index, letter] of letters.entries()) {
        if (!Object.hasOwn(meanings, letter))
          return `no such option: ${word.startsWith('--') ? `--${letter}` : `-${letter}`}`;
        const meaning = meanings[letter] ?? '';
        if (!meaning.endsWith(':')) {
          this.#add(meaning, '');
          continue;
        }
        const attached = value.length > 0 ? value.join('=') : letters.slice(index + 1).join('');
        const taken = attached !== '' ? attached : rest.shift();
        if (taken === undefined) return `${word} option requires 1 argument`;
        this.#add(meaning.slice(0, -1), taken);
        break;
      }
    }
    return undefined;
  }

  #add(name: string, value: string): void {
    this.given.set(name, [...(this.given.get(name) ?? []), value]);
  }

  has(name: string): boolean {
    return this.given.has(name);
  }

  value(name: string): string | undefined {
    return this.given.get(name)?.at(-1);
  }

  /** A setting from the environment: `PIP_NO_CACHE_DIR=1`. */
  env(name: string): string | undefined {
    const value = this.process.env.get(`PIP_${name}`);
    return value === '' ? undefined : value;
  }

  *print(text: string): Task {
    yield* this.process.descriptors.get(1)?.write(encodeText(`${text}\n`)) ?? [];
  }

  *say(text: string): Task {
    if (!this.has('quiet')) yield* this.print(text);
  }

  *complain(text: string): Task {
    yield* this.process.descriptors.get(2)?.write(encodeText(`${text}\n`)) ?? [];
  }

  *error(text: string): Task<number> {
    yield* this.complain(`ERROR: ${text}`);
    return 1;
  }
}

type Command = (run: Run, environment: Environment) => Task<number>;

const commands: Readonly<Record<string, Command>> = { install, uninstall: remove, list, freeze, show, check, cache };
const others = new Set('config debug hash help index inspect lock search wheel completion download'.split(' '));

const usage = `
Usage:
  pip <command> [options]

Commands:
  install                     Install packages.
  download                    Download packages.
  uninstall                   Uninstall packages.
  freeze                      Output installed packages in requirements format.
  list                        List installed packages.
  show                        Show information about installed packages.
  check                       Verify that installed packages fit together.
  cache                       Look after the cache of wheels.
`;

/** `pip`, also as `python -m pip`: `executable` is then the interpreter's path or name. */
export function* runPip(process: Process, executable: string, args: readonly string[]): Task<number> {
  const run = new Run(process);
  const wrong = run.read(args);
  const found = findEnvironment(process, filesOf(process), executable);
  const environment = found && { ...found, path: [...(found.virtual ? [] : [userSite(run, found)]), ...found.path] };
  if (!environment) {
    yield* run.complain('drydock: pip: there is no Python here');
    return 1;
  }
  const [name] = run.words.splice(0, 1);
  if (wrong !== undefined) {
    yield* run.complain(`\nUsage:   \n  pip ${name ?? '<command>'} [options]\n\n${wrong}`);
    return 2;
  }
  if (name === undefined || name === 'help' || run.has('help')) {
    if (run.has('version')) yield* run.print(versionText(process, environment));
    else yield* run.print(usage.trimEnd());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) {
    yield* process.compute(280);
    return yield* command(run, environment);
  }
  if (others.has(name)) {
    yield* run.complain(`pip: not simulated: ${name}`);
    return 1;
  }
  const near = Object.keys(commands).find((one) => one.startsWith(name.slice(0, 3)));
  return yield* run.error(`unknown command "${name}"${near ? ` - maybe you meant "${near}"` : ''}`);
}

function versionText(process: Process, environment: Environment): string {
  const pipItself = readDistributions(filesOf(process), environment.path).get('pip');
  const location = pipItself?.location ?? environment.path.at(-1) ?? environment.site;
  return `pip ${pipItself?.version ?? '0'} from ${location}/pip (python ${environment.series})`;
}

/** `pip`, `pip3`, `pip3.13` */
export const pip: Program = (process) => runPip(process, process.argv[0] ?? 'pip', process.argv.slice(1));

/** The requirements of the command line and of files. A number is pip's exit status after a complaint. */
function* requirements(run: Run): Task<Wanted[] | number> {
  const wanted: Wanted[] = [];
  for (const word of run.words) {
    if (/^(?:\.{1,2}(?:\/|$|\[)|\/)|:\/\/|\.whl$|\.tar\.gz$|^git\+/.test(word)) return yield* local(run, word);
    const requirement = parseRequirement(word);
    if (!requirement)
      return yield* run.error(
        `Invalid requirement: '${word}': Expected end or semicolon (after name and no valid version specifier)`,
      );
    wanted.push({ requirement, origin: '', named: true });
  }
  for (const word of run.given.get('editable') ?? []) return yield* local(run, word);
  for (const path of run.given.get('requirement') ?? []) {
    const more = yield* fromFile(run, path);
    if (typeof more === 'number') return more;
    wanted.push(...more);
  }
  return wanted;
}

function* local(run: Run, word: string): Task<number> {
  if (word.includes('://') || word.startsWith('git+')) {
    yield* run.complain(`pip: not simulated: packages from other places (${word})`);
    return 1;
  }
  const path = word.replace(/\[.*\]$/, '');
  const there = run.process.files.stat(path);
  if (failed(there))
    return yield* run.error(
      `Invalid requirement: '${word}': Expected package name at the start of dependency specifier\nHint: It looks like a path. File '${word}' does not exist.`,
    );
  if (
    there.kind === 'directory' &&
    !run.process.files.exists(`${path}/setup.py`) &&
    !run.process.files.exists(`${path}/pyproject.toml`)
  )
    return yield* run.error(`Directory '${word}' is not installable. Neither 'setup.py' nor 'pyproject.toml' found.`);
  yield* run.complain(`pip: not simulated: building a project from its source (${word})`);
  return 1;
}

function* fromFile(run: Run, path: string): Task<Wanted[] | number> {
  const text = run.process.files.readText(path);
  if (failed(text))
    return yield* run.error(`Could not open requirements file: [Errno 2] No such file or directory: '${path}'`);
  const wanted: Wanted[] = [];
  for (const [index, raw] of text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .entries()) {
    const line = raw
      .replace(/(?:^|\s)#.*$/, '')
      .replace(/\s--hash=\S+/g, '')
      .trim();
    if (line === '') continue;
    const [, option = '', value = ''] = /^(-\S+?)(?:[\s=]+(.*))?$/.exec(line) ?? [];
    if (option === '-r' || option === '--requirement') {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
      const more = yield* fromFile(run, value.startsWith('/') ? value : folder + value);
      if (typeof more === 'number') return more;
      wanted.push(...more);
      continue;
    }
    if (option === '-e' || option === '--editable') return yield* local(run, value);
    if (option !== '') continue;
    if (line.includes('://') || /^\.{0,2}\//.test(line)) return yield* local(run, line);
    const requirement = parseRequirement(line);
    if (!requirement)
      return yield* run.error(
        `Invalid requirement: '${line}': Expected end or semicolon (after name and no valid version specifier)\n    ${line}\n    ^ (from line ${index + 1} of ${path})`,
      );
    if (applies(requirement.marker))
      wanted.push({ requirement, origin: `(from -r ${path} (line ${index + 1}))`, named: true });
  }
  return wanted;
}

const cacheFolder = (run: Run): string =>
  run.value('cache') ?? run.env('CACHE_DIR') ?? `${run.process.env.get('HOME') ?? '/root'}/.cache/pip`;

/** Where the cache keeps what a URL answered. */
function cachePath(run: Run, wheel: string): string {
  let hash = 5381;
  for (const character of wheel) hash = (Math.imul(hash, 33) ^ character.charCodeAt(0)) >>> 0;
  const name = hash.toString(16).padStart(8, '0').repeat(7);
  return `${cacheFolder(run)}/http-v2/${[...name.slice(0, 5)].join('/')}/${name}.body`;
}

function* install(run: Run, environment: Environment): Task<number> {
  if (
    environment.managed !== undefined &&
    !run.has('break') &&
    !run.has('target') &&
    run.env('BREAK_SYSTEM_PACKAGES') === undefined
  ) {
    const lines = environment.managed
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^ {4}/, ''));
    yield* run.complain(
      `error: externally-managed-environment\n\n× This environment is externally managed\n╰─> ${lines
        .map((line) => line.replace(/^ (?=\S)/, ''))
        .join('\n    ')
        .replace(
          / +$/gm,
          '',
        )}\n\nnote: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.\nhint: See PEP 668 for the detailed specification.`,
    );
    return 1;
  }
  for (const name of ['prefix', 'hashes'])
    if (run.has(name)) {
      yield* run.complain(`pip: not simulated: --${name === 'hashes' ? 'require-hashes' : name}`);
      return 1;
    }
  const wanted = yield* requirements(run);
  if (typeof wanted === 'number') return wanted;
  if (wanted.length === 0) {
    if (run.has('requirement')) {
      yield* run.complain('WARNING: Requirements file is empty');
      return 0;
    }
    return yield* run.error('You must give at least one requirement to install (see "pip help install")');
  }
  const { process } = run;
  const files = filesOf(process);
  const refused = !environment.virtual && !run.has('target') && !run.has('user') && !mayWrite(files, environment.site);
  if (refused) yield* run.say('Defaulting to user installation because normal site-packages is not writeable');
  const site = run.value('target') ?? (run.has('user') || refused ? userSite(run, environment) : environment.site);
  const installed = readDistributions(filesOf(run.process), run.has('target') ? [] : [site, ...environment.path]);
  const caches = !run.has('no-cache') && !/^(?:1|on|yes|true|off|0|no|false)$/i.test(run.env('NO_CACHE_DIR') ?? '');
  const downloader = new Downloader(process, 'pip');
  try {
    const index = (
      run.value('index') ??
      run.env('INDEX_URL') ??
      configuredIndex(run) ??
      'http://pypi.example/simple'
    ).replace(/\/+$/, '');
    const chosen = yield* resolve(
      downloader,
      wanted,
      {
        index,
        installed,
        upgrade: run.has('upgrade'),
        force: run.has('force'),
        dependencies: !run.has('no-deps'),
        series: environment.series,
        platform: environment.platform,
        cached: (wheel) => caches && files.exists(cachePath(run, wheel)),
      },
      (line) => run.say(line),
    );
    if ('failure' in chosen) return yield* refuse(run, chosen);
    if (chosen.length === 0) return yield* finish(run, environment);
    for (const one of chosen) {
      const failure = yield* fetchWheel(run, downloader, index, one, caches);
      if (failure !== undefined) return yield* run.error(failure);
    }
    const shown = ({ project }: Chosen): string => distributionName(run, environment, project.name);
    const order = installationOrder(chosen);
    if (run.has('dry')) yield* run.say(`Would install ${order.map((one) => `${shown(one)}-${one.version}`).join(' ')}`);
    else yield* run.say(`Installing collected packages: ${order.map(shown).join(', ')}`);
    if (run.has('dry')) return 0;
    const named = new Set(wanted.map(({ requirement }) => normalise(requirement.name)));
    for (const one of order) {
      const key = normalise(one.project.name);
      const old = installed.get(key);
      if (old?.location === site) {
        yield* run.say(
          `  Attempting uninstall: ${one.project.name}\n    Found existing installation: ${old.name} ${old.version}\n    Uninstalling ${old.name}-${old.version}:\n      Successfully uninstalled ${old.name}-${old.version}`,
        );
        uninstall(process, old);
      }
      const problem = yield* installWheel(process, environment, one, site, named.has(key));
      const scripts = scriptsOf(environment, site);
      if (
        one.project.programs.length > 0 &&
        !(process.env.get('PATH') ?? '').split(':').includes(scripts) &&
        !run.has('target') &&
        problem === undefined
      )
        yield* run.complain(
          `  WARNING: The script${one.project.programs.length > 1 ? 's' : ''} ${one.project.programs.join(', ').replace(/, (?=[^,]*$)/, ' and ')} ${one.project.programs.length > 1 ? 'are' : 'is'} installed in '${scripts}' which is not on PATH.\n  Consider adding this directory to PATH or, if you prefer to suppress this warning, use --no-warn-script-location.`,
        );
      if (problem !== undefined)
        return yield* run.error(
          `Could not install packages due to an OSError: ${problem}${problem.includes('Errno 13') ? '\nConsider using the `--user` option or check the permissions.' : ''}\n`,
        );
    }
    const names = chosen.map((one) => `${shown(one)}-${one.version}`).sort((a, b) => (a < b ? -1 : 1));
    yield* run.say(`Successfully installed ${names.join(' ')}`);
    return yield* finish(run, environment);
  } finally {
    downloader.close();
  }
}

/** Where packages go that are only for one user. */
const userSite = (run: Run, { series }: Environment): string =>
  `${run.process.env.get('HOME') ?? '/root'}/.local/lib/python${series}/site-packages`;

/** Whether a directory, or the nearest one above it, may be written. */
function mayWrite(files: FileSystem, path: string): boolean {
  let at = path;
  while (at !== '/' && !files.exists(at)) at = dirname(at);
  return files.access(at, 2) === undefined;
}

function configuredIndex(run: Run): string | undefined {
  const home = run.process.env.get('HOME') ?? '/root';
  for (const path of [`${home}/.config/pip/pip.conf`, `${home}/.pip/pip.conf`, '/etc/pip.conf']) {
    const text = run.process.files.readText(path);
    const index = failed(text) ? undefined : /^\s*index-url\s*=\s*(\S+)/m.exec(text)?.[1];
    if (index !== undefined) return index;
  }
  return undefined;
}

const size = (bytes: number): string =>
  bytes >= 1e6
    ? `${(bytes / 1e6).toFixed(1)} MB`
    : bytes >= 10_000
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1000).toFixed(1)} kB`;

/** Wheels from this size on show a bar of progress. */
const barFrom = 512_000;

function* fetchWheel(
  run: Run,
  downloader: Downloader,
  index: string,
  { wheel }: Chosen,
  caches: boolean,
): Task<string | undefined> {
  const { process } = run;
  const files = filesOf(process);
  const path = cachePath(run, wheel);
  const kept = caches ? files.stat(path) : undefined;
  if (kept && !failed(kept)) {
    yield* run.say(`Using cached ${wheel} (${size(kept.size)})`);
    return undefined;
  }
  const since = process.machine.kernel.now;
  const got = yield* downloader.get(`${index.replace(/\/simple$/, '')}/files/${wheel}`);
  if (!('status' in got) || got.status !== 200)
    return `Could not install packages due to an OSError: ${networkText(got)}\n`;
  yield* run.say(`Downloading ${wheel} (${size(got.size)})`);
  if (got.size >= barFrom) {
    const seconds = Math.max(0.001, (process.machine.kernel.now - since) / 1000);
    const all = (got.size / 1e6).toFixed(1);
    yield* run.say(`   ${'━'.repeat(40)} ${all}/${all} MB ${(got.size / 1e6 / seconds).toFixed(1)} MB/s eta 0:00:00`);
  }
  if (caches) {
    placeFile(files, { kind: 'data', path, size: got.size });
    placeFile(files, { kind: 'data', path: path.replace(/\.body$/, ''), size: 1180 });
  }
  return undefined;
}

function networkText(got: Fetched): string {
  if ('status' in got) return `HTTP error ${got.status}`;
  if (got.failure === 'resolve')
    return got.unknown ? '[Errno -2] Name or service not known' : '[Errno -3] Temporary failure in name resolution';
  if (got.failure === 'connect') {
    const words: Readonly<Record<string, string>> = {
      ECONNREFUSED: '[Errno 111] Connection refused',
      ENETUNREACH: '[Errno 101] Network is unreachable',
      EHOSTUNREACH: '[Errno 113] No route to host',
      ETIMEDOUT: '[Errno 110] Connection timed out',
    };
    return words[got.errno] ?? got.errno;
  }
  return got.failure === 'scheme' ? 'drydock: TLS: not simulated' : 'Connection broken';
}

function* refuse(run: Run, failure: Failure): Task<number> {
  const { requirement, origin } = failure.wanted;
  const text = `${requirement.name}${requirement.specifier}`;
  if (failure.failure === 'conflict') {
    return yield* run.error(
      `Cannot install ${text} because these package versions have conflicting dependencies.\nERROR: ResolutionImpossible: for help visit the documentation on dependency conflicts\n\nThe conflict is caused by:\n    ${requirement.name} ${failure.chosen} was chosen, and ${origin === '' ? 'the user requested' : origin} ${text}\n`,
    );
  }
  if (failure.failure === 'network') {
    const problem = networkText(failure.got);
    for (let left = 4; left >= 0; left--) {
      yield* run.complain(
        `WARNING: Retrying (Retry(total=${left}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object>: Failed to establish a new connection: ${problem}')': /simple/${normalise(requirement.name)}/`,
      );
      yield* run.process.compute(left === 4 ? 1 : 250);
    }
  }
  const versions =
    'versions' in failure && failure.versions.length > 0 ? [...failure.versions].reverse().join(', ') : 'none';
  const suffix = origin === '' ? '' : ` ${origin}`;
  yield* run.error(
    `Could not find a version that satisfies the requirement ${text}${suffix} (from versions: ${versions})`,
  );
  return yield* run.error(`No matching distribution found for ${text}${suffix}`);
}

/** How a name is printed: since pip 25 in small letters. */
function distributionName(run: Run, environment: Environment, name: string): string {
  const own = readDistributions(filesOf(run.process), environment.path).get('pip')?.version ?? '25';
  return compareVersions(own, '25.0') >= 0 ? normalise(name) : name;
}

/** The newest pip, which older ones tell about. */
const newestPip = '25.3';

function* finish(run: Run, environment: Environment): Task<number> {
  const { process } = run;
  const own = readDistributions(filesOf(process), environment.path).get('pip')?.version ?? '';
  if (
    process.credentials.uid === 0 &&
    !environment.virtual &&
    run.value('root') !== 'ignore' &&
    run.env('ROOT_USER_ACTION') !== 'ignore'
  ) {
    const start =
      "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager";
    const newer = compareVersions(own, '24.1') >= 0;
    yield* run.complain(
      `${start}${newer ? ', possibly rendering your system unusable' : ''}. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv${newer ? '. Use the --root-user-action option if you know what you are doing and want to suppress this warning.' : ''}`,
    );
  }
  const silent =
    run.has('silent') ||
    run.env('DISABLE_PIP_VERSION_CHECK') !== undefined ||
    run.has('quiet') ||
    environment.managed !== undefined;
  if (!silent && own !== '' && compareVersions(own, newestPip) < 0)
    yield* run.complain(
      `\n[notice] A new release of pip is available: ${own} -> ${newestPip}\n[notice] To update, run: pip install --upgrade pip`,
    );
  return 0;
}

function* remove(run: Run, environment: Environment): Task<number> {
  const files = filesOf(run.process);
  const installed = readDistributions(files, environment.path);
  const wanted = yield* requirements(run);
  if (typeof wanted === 'number') return wanted;
  if (wanted.length === 0)
    return yield* run.error('You must give at least one requirement to uninstall (see "pip help uninstall")');
  const input = run.process.descriptors.get(0);
  const answers = input && new LineReader(input);
  for (const { requirement } of wanted) {
    const one = installed.get(normalise(requirement.name));
    if (!one) {
      yield* run.complain(`WARNING: Skipping ${requirement.name} as it is not installed.`);
      continue;
    }
    yield* run.say(`Found existing installation: ${one.name} ${one.version}`);
    yield* run.say(`Uninstalling ${one.name}-${one.version}:`);
    if (!run.has('yes')) {
      yield* run.print(
        `  Would remove:\n    ${one.info}/*\n    ${one.location}/${normalise(one.name).replaceAll('-', '_')}/*`,
      );
      yield* run.process.descriptors.get(1)?.write(encodeText('Proceed (Y/n)? ')) ?? [];
      const answer = yield* answers?.next() ?? [];
      if (!answer) return yield* run.error('Exception: EOFError: EOF when reading a line');
      if (!/^y?$/i.test(answer.text.trim())) continue;
    }
    const failure = uninstall(run.process, one);
    if (failure)
      return yield* run.error(
        `Could not install packages due to an OSError: [Errno 13] Permission denied: '${one.info}'`,
      );
    yield* run.say(`  Successfully uninstalled ${one.name}-${one.version}`);
  }
  return yield* finish(run, environment);
}

const sorted = (installed: ReadonlyMap<string, Distribution>): Distribution[] =>
  [...installed.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

function* list(run: Run, environment: Environment): Task<number> {
  const all = sorted(readDistributions(filesOf(run.process), environment.path));
  if (run.has('outdated')) {
    yield* run.complain('pip: not simulated: --outdated');
    return 1;
  }
  const format = run.value('format') ?? 'columns';
  if (format === 'json') yield* run.print(JSON.stringify(all.map(({ name, version }) => ({ name, version }))));
  else if (format === 'freeze') for (const { name, version } of all) yield* run.print(`${name}==${version}`);
  else {
    const width = Math.max(7, ...all.map(({ name }) => name.length));
    const versions = Math.max(7, ...all.map(({ version }) => version.length));
    yield* run.print(`${'Package'.padEnd(width)} Version\n${'-'.repeat(width)} ${'-'.repeat(versions)}`);
    for (const { name, version } of all) yield* run.print(`${name.padEnd(width)} ${version}`);
  }
  return 0;
}

function* freeze(run: Run, environment: Environment): Task<number> {
  const hidden = run.has('all') ? new Set<string>() : new Set(['pip', 'setuptools', 'wheel', 'distribute']);
  for (const { name, version } of sorted(readDistributions(filesOf(run.process), environment.path)))
    if (!hidden.has(normalise(name))) yield* run.print(`${name}==${version}`);
  return 0;
}

function* show(run: Run, environment: Environment): Task<number> {
  const installed = readDistributions(filesOf(run.process), environment.path);
  if (run.words.length === 0) {
    yield* run.complain('WARNING: ERROR: Please provide a package name or names.');
    return 1;
  }
  const missing = run.words.filter((word) => !installed.has(normalise(word)));
  if (missing.length > 0) yield* run.complain(`WARNING: Package(s) not found: ${missing.join(', ')}`);
  const found = run.words.flatMap((word) => installed.get(normalise(word)) ?? []);
  const needs = (one: Distribution): string[] => one.requires.map((text) => /^[\w.-]+/.exec(text)?.[0] ?? text);
  for (const [index, one] of found.entries()) {
    const users = [...installed.values()].filter((other) =>
      needs(other).some((name) => normalise(name) === normalise(one.name)),
    );
    yield* run.print(
      `${index > 0 ? '---\n' : ''}Name: ${one.name}\nVersion: ${one.version}\nSummary: ${one.summary}\nHome-page: \nAuthor: \nAuthor-email: \nLicense: \nLocation: ${one.location}\nRequires: ${needs(one).sort().join(', ')}\nRequired-by: ${users
        .map(({ name }) => name)
        .sort()
        .join(', ')}`,
    );
    if (run.has('files'))
      yield* run.print(`Files:\n${one.files.map((path) => `  ${path.replace(`${one.location}/`, '')}`).join('\n')}`);
  }
  return found.length > 0 ? 0 : 1;
}

function* check(run: Run, environment: Environment): Task<number> {
  const installed = readDistributions(filesOf(run.process), environment.path);
  let code = 0;
  for (const one of installed.values())
    for (const text of one.requires) {
      const name = /^[\w.-]+/.exec(text)?.[0] ?? text;
      if (installed.has(normalise(name))) continue;
      yield* run.print(`${one.name} ${one.version} requires ${name}, which is not installed.`);
      code = 1;
    }
  if (code === 0) yield* run.print('No broken requirements found.');
  return code;
}

function* cache(run: Run): Task<number> {
  const files = filesOf(run.process);
  const folder = cacheFolder(run);
  const [action] = run.words;
  const count = (path: string): { files: number; bytes: number } => {
    const names = files.readdir(path);
    if (failed(names)) return { files: 0, bytes: 0 };
    let total = { files: 0, bytes: 0 };
    for (const name of names) {
      const stat = files.lstat(`${path}/${name}`);
      if (failed(stat)) continue;
      const more = stat.kind === 'directory' ? count(`${path}/${name}`) : { files: 1, bytes: stat.size };
      total = { files: total.files + more.files, bytes: total.bytes + more.bytes };
    }
    return total;
  };
  switch (action) {
    case 'dir':
      yield* run.print(folder);
      return 0;
    case 'info': {
      const { files: number, bytes } = count(`${folder}/http-v2`);
      yield* run.print(
        `Package index page cache location (pip v23.3+): ${folder}/http-v2\nPackage index page cache size: ${size(bytes)}\nNumber of HTTP files: ${number}\nLocally built wheels location: ${folder}/wheels\nLocally built wheels size: 0 bytes\nNumber of locally built wheels: 0`,
      );
      return 0;
    }
    case 'purge': {
      const { files: number, bytes } = count(folder);
      if (number === 0) yield* run.complain('WARNING: No matching packages');
      else removeTree(files, `${folder}/http-v2`);
      yield* run.print(`Files removed: ${number}${number > 0 ? ` (${size(bytes)})` : ''}`);
      return 0;
    }
    default:
      yield* run.complain(
        action === undefined
          ? 'ERROR: Need an action (dir, info, list, purge, remove) to perform.'
          : `pip: not simulated: cache ${action}`,
      );
      return 1;
  }
}
