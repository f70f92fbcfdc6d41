// dpkg's work: unpacking archives, setting packages up, removing them, running triggers; with what it prints.
import type { Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import { placeFile, removeFiles, type PackageFile } from '../place-files.ts';
import { filesOf } from './files.ts';
import type { DebianPackage } from './index.ts';
import { archiveName } from './sources.ts';
import {
  countFiles,
  installedFrom,
  readFileList,
  removeFileList,
  writeFileList,
  writeStatus,
  type Installed,
} from './status.ts';
import type { System } from './system.ts';

/** ms of CPU for a byte that is unpacked. */
const costPerByte = 0.000_02;

/** Package name as dpkg prints it: libraries that may be there for several architectures carry theirs. */
export const displayName = (
  { name, section, forAll }: Pick<DebianPackage, 'name' | 'section' | 'forAll'>,
  architecture: string,
): string => ((section === 'libs' || section === 'libdevel') && !forAll ? `${name}:${architecture}` : name);

/** `dpkg --unpack` and `--configure` for packages in their order. The number of those that failed. */
export function* installPackages(system: System, packages: readonly DebianPackage[], folder: string): Task<number> {
  const { architecture, triplet, slim, process, files } = system;
  const state = system.installed;
  const failures: string[] = [];
  let counted = false;
  const numbered = packages.length >= 5;
  const width = String(packages.length - 1).length;
  for (const [index, found] of packages.entries()) {
    const name = displayName(found, architecture);
    const before = state.get(found.name);
    if (before?.state !== 'ii') yield* system.write(`Selecting previously unselected package ${name}.\n`);
    if (!counted) yield* readDatabase(system);
    counted = true;
    const prefix = numbered ? `${String(index).padStart(width, '0')}-` : '';
    const archive = `${folder}/${prefix}${archiveName(found, architecture, true)}`;
    yield* system.write(`Preparing to unpack ${archive} ...\n`);
    yield* system.write(
      `Unpacking ${name} (${found.version}) ${before?.state === 'ii' ? `over (${before.version}) ` : ''}...\n`,
    );
    const contents = filesOf(found, triplet, slim);
    yield* process.compute(8 + found.installedSize * 1024 * costPerByte);
    const failure = place(system, contents);
    if (failure !== undefined) {
      yield* system.complain(`dpkg: error processing archive ${archive} (--unpack):\n ${failure}`);
      failures.push(archive);
      continue;
    }
    const refusal = writeFileList(
      files,
      found.name,
      contents.map(({ path }) => path),
    );
    if (refusal) {
      yield* system.complain(`dpkg: error processing archive ${archive} (--unpack):\n ${strerror(refusal)}`);
      failures.push(archive);
      continue;
    }
    state.set(found.name, entryOf(found, architecture));
  }
  writeStatus(files, [...state.values()]);
  for (const found of packages) {
    if (state.get(found.name)?.version !== found.version) continue;
    yield* system.write(`Setting up ${displayName(found, architecture)} (${found.version}) ...\n`);
    yield* process.compute(12);
    yield* setUp(system, found);
  }
  yield* triggers(system, packages, state);
  if (failures.length > 0)
    yield* system.complain(
      `Errors were encountered while processing:\n${failures.map((name) => ` ${name}`).join('\n')}`,
    );
  return failures.length;
}

function place({ files }: System, contents: readonly PackageFile[]): string | undefined {
  for (const file of contents) {
    const failure = placeFile(files, file);
    if (failure) return `unable to open '${file.path}.dpkg-new': ${strerror(failure)}`;
  }
  return undefined;
}

function* readDatabase(system: System): Task {
  const count = countFiles(system.files);
  if (system.onTerminal)
    for (let percent = 0; percent <= 100; percent += 5)
      yield* system.write(`(Reading database ... ${percent === 0 ? '' : `${percent}%`}\r`);
  yield* system.write(`(Reading database ... ${count} files and directories currently installed.)\n`);
}

/** The paragraph of a package for dpkg's status. */
export function entryOf(found: DebianPackage, architecture: string): Installed {
  return installedFrom({
    Package: found.name,
    Status: 'install ok installed',
    Priority: 'optional',
    Section: found.section,
    'Installed-Size': String(found.installedSize),
    Maintainer: 'Drydock <packages@debian.example>',
    Architecture: found.forAll ? 'all' : architecture,
    Version: found.version,
    ...(found.depends.length > 0 ? { Depends: found.depends.join(', ') } : {}),
    Description: found.description,
  });
}

/** What some packages print and do when they are set up. */
function* setUp(system: System, { name }: DebianPackage): Task {
  const { process } = system;
  if (asks.has(name)) yield* debconf(system);
  switch (name) {
    case 'ca-certificates':
      yield* process.compute(900);
      yield* system.write('Updating certificates in /etc/ssl/certs...\n142 added, 0 removed; done.\n');
      break;
    case 'nginx':
    case 'apache2':
    case 'openssh-server':
    case 'redis-server':
    case 'cron':
      yield* system.write(
        'invoke-rc.d: could not determine current runlevel\ninvoke-rc.d: policy-rc.d denied execution of start.\n',
      );
      break;
    case 'vim':
      yield* system.write('update-alternatives: using /usr/bin/vim.basic to provide /usr/bin/vim (vim) in auto mode\n');
      break;
    case 'gcc':
    case 'g++':
      yield* process.compute(30);
      break;
  }
}

/** Packages that ask questions when they are set up. */
const asks = new Set(['ca-certificates', 'openssh-server', 'locales', 'mariadb-server', 'libssl1.1']);

/** debconf's way from frontend to frontend where there is no terminal and nobody said `noninteractive`. */
function* debconf(system: System): Task {
  const { env } = system.process;
  if (env.get('DEBIAN_FRONTEND') === 'noninteractive') return;
  const why = env.has('TERM')
    ? '(No usable dialog-like program is installed, so the dialog based frontend cannot be used. at /usr/share/perl5/Debconf/FrontEnd/Dialog.pm line 79.)'
    : '(TERM is not set, so the dialog frontend is not usable.)';
  yield* system.complain(
    `debconf: unable to initialize frontend: Dialog\ndebconf: ${why}\ndebconf: falling back to frontend: Readline`,
  );
  if (system.installed.has('perl')) return;
  yield* system.complain(
    "debconf: unable to initialize frontend: Readline\ndebconf: (Can't locate Term/ReadLine.pm in @INC (you may need to install the Term::ReadLine module))\ndebconf: falling back to frontend: Teletype",
  );
}

function* triggers(
  system: System,
  changed: readonly { name: string; section: string }[],
  state: ReadonlyMap<string, Installed>,
): Task {
  const run = function* (name: string): Task {
    const there = state.get(name);
    if (there?.state !== 'ii') return;
    yield* system.write(`Processing triggers for ${name} (${there.version}) ...\n`);
    yield* system.process.compute(60);
  };
  if (changed.some(({ section }) => section !== 'libs')) yield* run('man-db');
  if (changed.some(({ section }) => section === 'libs')) yield* run('libc-bin');
  if (changed.some(({ name }) => name === 'ca-certificates')) {
    yield* run('ca-certificates');
    yield* system.write(
      'Updating certificates in /etc/ssl/certs...\n0 added, 0 removed; done.\nRunning hooks in /etc/ca-certificates/update.d...\ndone.\n',
    );
  }
}

/** `dpkg --remove` or `--purge` for packages in their order. */
export function* removePackages(system: System, packages: readonly Installed[], purge: boolean): Task<number> {
  const { files, process } = system;
  const state = system.installed;
  yield* readDatabase(system);
  for (const one of packages) {
    const section = one.paragraph.get('Section') ?? '';
    const name = displayName({ name: one.name, section, forAll: one.architecture === 'all' }, one.architecture);
    const paths = readFileList(files, one);
    if (one.state === 'ii') {
      yield* system.write(`Removing ${name} (${one.version}) ...\n`);
      yield* process.compute(15);
    }
    const settings = paths.filter((path) => path.startsWith('/etc/'));
    const keeps = !purge && settings.length > 0;
    removeFiles(files, keeps ? paths.filter((path) => !path.startsWith('/etc')) : paths);
    if (keeps) {
      state.set(one.name, installedFrom({ ...Object.fromEntries(one.paragraph), Status: 'deinstall ok config-files' }));
      continue;
    }
    if (purge && settings.length > 0)
      yield* system.write(`Purging configuration files for ${name} (${one.version}) ...\n`);
    removeFileList(files, one);
    state.delete(one.name);
  }
  writeStatus(files, [...state.values()]);
  yield* triggers(
    system,
    packages.map(({ name, paragraph }) => ({ name, section: paragraph.get('Section') ?? '' })),
    state,
  );
  return 0;
}
