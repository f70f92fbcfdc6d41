// apt-get, apt, apt-cache and their kin (apt-get(8), apt(8), apt-cache(8)).
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { basename } from '../filesystem/path.ts';
import { archives, install, upgrade, type Wish } from '../packages/debian/install.ts';
import { upgradable } from '../packages/debian/plan.ts';
import { remove } from '../packages/debian/remove.ts';
import { listsFolder, poolPath, readOffers, type Offer } from '../packages/debian/sources.ts';
import { readAutomatic, writeAutomatic, type Installed } from '../packages/debian/status.ts';
import { System, type Quiet } from '../packages/debian/system.ts';
import { update } from '../packages/debian/update.ts';
import { compareVersions } from '../packages/debian/versions.ts';

/** A command line: options that were given (`o` values as `name=value`), and the rest. */
interface Line {
  readonly options: ReadonlySet<string>;
  readonly settings: ReadonlyMap<string, string>;
  readonly quiet: number;
  readonly words: readonly string[];
}

/** Options and what they mean; those that change nothing here are accepted as the real ones accept them. */
const meanings: Readonly<Record<string, string>> = {
  y: 'yes', yes: 'yes', 'assume-yes': 'yes', 'assume-no': 'no', q: 'quiet', quiet: 'quiet', s: 'simulate', simulate: 'simulate',
  'dry-run': 'simulate', 'just-print': 'simulate', 'no-act': 'simulate', d: 'download', 'download-only': 'download',
  'no-install-recommends': 'lean', 'install-recommends': 'full', 'no-install-suggests': '', 'install-suggests': 'suggests',
  reinstall: 'reinstall', 'only-upgrade': 'only-upgrade', 'no-upgrade': '', purge: 'purge', 'auto-remove': 'auto', autoremove: 'auto',
  f: '', 'fix-broken': '', m: '', 'fix-missing': '', 'ignore-missing': '', 'allow-unauthenticated': '', 'force-yes': 'yes',
  'allow-downgrades': '', 'allow-change-held-packages': '', 'allow-remove-essential': '', 'allow-releaseinfo-change': '',
  'allow-insecure-repositories': '', 'no-download': '', 'trivial-only': '', 'show-progress': '', h: 'help', help: 'help', v: 'version',
  version: 'version', V: '', 'verbose-versions': '', u: '', 'show-upgraded': '', installed: 'installed', upgradable: 'upgradable',
  upgradeable: 'upgradable', a: 'all', 'all-versions': 'all', n: 'names', 'names-only': 'names', 'no-all-versions': '', 'no-list-columns': '',
}; // prettier-ignore

const withValue = new Set(['o', 'option', 'c', 'config-file', 't', 'target-release', 'default-release']);

/** Reads a command line; the text of APT's complaint when it is wrong. */
function readLine(args: readonly string[]): Line | string {
  const options = new Set<string>();
  const settings = new Map<string, string>();
  const words: string[] = [];
  let quiet = 0;
  const rest = [...args];
  const add = (name: string): boolean => {
    if (!Object.hasOwn(meanings, name)) return false;
    const meaning = meanings[name] ?? '';
    if (meaning === 'quiet') quiet++;
    options.add(meaning);
    return true;
  };
  const set = (text: string): void => {
    const [name = '', ...value] = text.split('=');
    settings.set(name.toLowerCase(), value.join('='));
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') words.push(...rest.splice(0));
    else if (word.startsWith('--')) {
      const [name = '', ...value] = word.slice(2).split('=');
      if (name === 'quiet' && value.length > 0) {
        quiet = Number(value[0]);
        options.add('quiet');
      } else if (withValue.has(name)) set(value.length > 0 ? value.join('=') : (rest.shift() ?? ''));
      else if (!add(name)) return `Command line option ${word} is not understood in combination with the other options`;
    } else if (word.startsWith('-') && word.length > 1) {
      for (let at = 1; at < word.length; at++) {
        const letter = word.charAt(at);
        if (letter === 'q' && word.charAt(at + 1) === '=') {
          quiet = Number(word.slice(at + 2));
          break;
        }
        if (withValue.has(letter)) {
          set(word.slice(at + 1).replace(/^=/, '') || (rest.shift() ?? ''));
          break;
        }
        if (!add(letter))
          return `Command line option '${letter}' [from ${word}] is not understood in combination with the other options.`;
      }
    } else words.push(word);
  }
  return { options, settings, quiet, words };
}

/** What APT calls itself: the version of the package that brings it. */
const versionOf = (system: System): string => system.installed.get('apt')?.version ?? '2.6.1';

type Command = (system: System, line: Line, names: readonly string[], program: string) => Task<number>;

const frontendLock = '/var/lib/dpkg/lock-frontend';
const lockComplaint = `Unable to acquire the dpkg frontend lock (${frontendLock}), are you root?`;

/** The three lines that begin what reads the lists. */
function* readLists(system: System): Task {
  yield* system.step('Reading package lists', 250);
  yield* system.step('Building dependency tree', 60);
  yield* system.step('Reading state information', 20);
  if (compareVersions(versionOf(system), '3.0') >= 0) yield* system.step('Solving dependencies', 10);
}

function wishOf(system: System, { options, settings }: Line, program: string): Wish {
  const recommends = settings.get('apt::install-recommends');
  return {
    yes:
      options.has('yes') ||
      settings.get('apt::get::assume-yes') === 'true' ||
      configured(system, /APT::Get::Assume-Yes\s+"?(?:true|1|yes)/i),
    no: options.has('no'),
    recommends:
      !options.has('lean') &&
      !/^(?:0|false|no)$/i.test(recommends ?? '') &&
      (options.has('full') || !configured(system, /APT::Install-Recommends\s+"?(?:false|0|no)/i)),
    downloadOnly: options.has('download'),
    simulate: options.has('simulate'),
    reinstall: options.has('reinstall'),
    onlyUpgrade: options.has('only-upgrade'),
    program,
    version: versionOf(system),
  };
}

/** Whether APT's configuration files say something. */
function configured({ files }: System, pattern: RegExp): boolean {
  const names = files.readdir('/etc/apt/apt.conf.d');
  return (
    !failed(names) &&
    names.some((name) => {
      const text = files.readText(`/etc/apt/apt.conf.d/${name}`);
      return !failed(text) && pattern.test(text);
    })
  );
}

/** A command that changes what is installed: it takes the lock and reads the lists first. */
const changing = (body: Command): Command =>
  function* (system, line, names, program) {
    if (!line.options.has('simulate') && !(yield* system.locks(frontendLock, lockComplaint))) return 100;
    yield* readLists(system);
    return yield* body(system, line, names, program);
  };

const removing = (purge: boolean, auto: boolean): Command =>
  changing(function* (system, line, names, program) {
    const { options } = line;
    const clean = names.map((name) => name.replace(/[*-]$/, ''));
    return yield* remove(
      system,
      clean,
      purge || options.has('purge'),
      auto || options.has('auto'),
      wishOf(system, line, program),
    );
  });

const upgrading = changing(function* (system, line, _, program) {
  yield* system.step('Calculating upgrade', 40);
  return yield* upgrade(system, wishOf(system, line, program));
});

const installing = changing(function* (system, line, names, program) {
  const archive = names.find((name) => name.endsWith('.deb'));
  if (archive !== undefined) {
    const there = system.files.exists(archive);
    yield* system.complain(
      there
        ? `E: not simulated: archives from files (${archive})`
        : `E: Unsupported file ${archive} given on commandline`,
    );
    return 100;
  }
  return yield* install(system, names, wishOf(system, line, program));
});

/** What apt-get and apt have in common. */
const commands: Readonly<Record<string, Command>> = {
  *update(system, _, __, program) {
    if (system.process.credentials.uid !== 0) yield* system.step('Reading package lists', 250);
    if (!(yield* system.locks(`${listsFolder}/lock`, `Unable to lock directory ${listsFolder}/`))) return 100;
    const status = yield* update(system, versionOf(system));
    if (program !== 'apt' || status !== 0) return status;
    yield* system.step('Building dependency tree', 60);
    yield* system.step('Reading state information', 20);
    const count = upgradable(system.installed, readOffers(system.files, system.architecture)).length;
    yield* system.say(
      count === 0
        ? 'All packages are up to date.'
        : `${count} package${count === 1 ? '' : 's'} can be upgraded. Run 'apt list --upgradable' to see ${count === 1 ? 'it' : 'them'}.`,
    );
    return 0;
  },
  install: installing,
  *reinstall(system, line, names, program) {
    return yield* installing(system, { ...line, options: new Set([...line.options, 'reinstall']) }, names, program);
  },
  upgrade: upgrading,
  'dist-upgrade': upgrading,
  'full-upgrade': upgrading,
  remove: removing(false, false),
  purge: removing(true, false),
  autoremove: removing(false, true),
  'auto-remove': removing(false, true),
  autopurge: removing(true, true),
  clean,
  autoclean: clean,
  *check(system) {
    yield* readLists(system);
    return 0;
  },
};

function* clean(system: System): Task<number> {
  const mayCache = yield* system.locks(`${archives}/lock`, `Unable to lock directory ${archives}/`);
  const mayList = mayCache || (yield* system.locks(`${listsFolder}/lock`, `Unable to lock directory ${listsFolder}/`));
  if (!mayCache || !mayList) return 100;
  for (const folder of [archives, `${archives}/partial`]) {
    const names = system.files.readdir(folder);
    if (!failed(names)) for (const name of names) if (name.endsWith('.deb')) system.files.unlink(`${folder}/${name}`);
  }
  for (const name of ['pkgcache.bin', 'srcpkgcache.bin']) system.files.unlink(`/var/cache/apt/${name}`);
  return 0;
}

/** Commands that show something; `apt` has all of them, `apt-cache` those of `cacheCommands`. */
const queries: Readonly<Record<string, Command>> = {
  *list(system, { options }, patterns) {
    yield* system.write('Listing...\n');
    const offers = readOffers(system.files, system.architecture);
    const { installed } = system;
    const automatic = readAutomatic(system.files);
    // The base system is of the suite too, though the lists name only what can be added to it.
    const [first] = offers.values();
    for (const name of namesOf(offers, installed)) {
      const there = stateOf(installed.get(name));
      const offer = offers.get(name);
      if (patterns.length > 0 && !patterns.some((pattern) => glob(pattern).test(name))) continue;
      if (options.has('installed') && !there) continue;
      const newer = there && offer && compareVersions(offer.version, there.version) > 0;
      if (options.has('upgradable') && !newer) continue;
      const version = offer?.version ?? there?.version ?? '';
      const architecture =
        (there ?? (offer?.forAll ? { architecture: 'all' } : undefined))?.architecture ?? system.architecture;
      const suite = offer?.source.suite ?? first?.source.suite ?? 'now';
      const state = newer
        ? ` [upgradable from: ${there.version}]`
        : there
          ? ` [installed${(offer ?? first) ? (automatic.has(name) ? ',automatic' : '') : ',local'}]`
          : '';
      yield* system.write(
        `${name}/${suite}${there && (offer ?? first) ? ',now' : ''} ${version} ${architecture}${state}\n`,
      );
    }
    return 0;
  },
  *search(system, { options }, patterns, program) {
    if (program === 'apt') yield* system.write('Sorting...\nFull Text Search...\n');
    const offers = readOffers(system.files, system.architecture);
    const { installed } = system;
    for (const name of namesOf(offers, installed)) {
      const about = offers.get(name)?.description ?? installed.get(name)?.description ?? '';
      const text = options.has('names') ? name : `${name} ${about}`;
      if (!patterns.every((pattern) => safe(pattern).test(name) || safe(pattern).test(text))) continue;
      if (program === 'apt-cache') yield* system.write(`${name} - ${about}\n`);
      else {
        const offer = offers.get(name);
        const there = stateOf(installed.get(name));
        yield* system.write(
          `${name}/${offer?.source.suite ?? 'now'} ${offer?.version ?? there?.version ?? ''} ${offer?.forAll ? 'all' : system.architecture}${there ? ' [installed]' : ''}\n  ${about}\n\n`,
        );
      }
    }
    return 0;
  },
  *show(system, _, names) {
    const offers = readOffers(system.files, system.architecture);
    const { installed } = system;
    const known = names.filter((name) => offers.has(name) || installed.has(name));
    for (const name of known) {
      const offer = offers.get(name);
      const there = installed.get(name);
      yield* system.write(
        offer
          ? showOffer(system, offer)
          : there
            ? `${[...there.paragraph].map(([key, value]) => `${key}: ${value}\n`).join('')}\n`
            : '',
      );
    }
    for (const name of names)
      if (known.length > 0 && !known.includes(name)) yield* system.complain(`W: Unable to locate package ${name}`);
    if (known.length > 0) return 0;
    yield* system.complain('E: No packages found');
    return 100;
  },
  *policy(system, _, names) {
    const offers = readOffers(system.files, system.architecture);
    const { installed, architecture } = system;
    for (const name of names) {
      const offer = offers.get(name);
      const there = stateOf(installed.get(name));
      if (!offer && !there) continue;
      const from =
        offer && `        500 ${offer.source.uri} ${offer.source.suite}/${offer.component} ${architecture} Packages\n`;
      const same = offer !== undefined && offer.version === there?.version;
      const table = [
        ...(offer && !same ? [`     ${offer.version} 500\n${from ?? ''}`] : []),
        ...(there
          ? [` *** ${there.version} ${same ? 500 : 100}\n${same ? (from ?? '') : ''}        100 /var/lib/dpkg/status\n`]
          : []),
      ];
      yield* system.write(
        `${name}:\n  Installed: ${there?.version ?? '(none)'}\n  Candidate: ${offer?.version ?? there?.version ?? '(none)'}\n  Version table:\n${table.join('')}`,
      );
    }
    return 0;
  },
  *depends(system, _, names) {
    const offers = readOffers(system.files, system.architecture);
    for (const name of names) {
      const offer = offers.get(name);
      if (!offer) {
        yield* system.complain('E: No packages found');
        return 100;
      }
      yield* system.write(
        `${name}\n${offer.depends.map((need) => `  Depends: ${need}\n`).join('')}${offer.recommends.map((need) => `  Recommends: ${need}\n`).join('')}`,
      );
    }
    return 0;
  },
};

const safe = (pattern: string): RegExp => {
  try {
    return new RegExp(pattern, 'i');
  } catch {
    return glob(pattern);
  }
};

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

const stateOf = (installed: Installed | undefined): Installed | undefined =>
  installed?.state === 'ii' ? installed : undefined;

const namesOf = (offers: ReadonlyMap<string, Offer>, installed: ReadonlyMap<string, Installed>): string[] =>
  [...new Set([...offers.keys(), ...installed.keys()])].sort();

function showOffer({ architecture }: System, offer: Offer): string {
  const fields: readonly (readonly [string, string])[] = [
    ['Package', offer.name],
    ['Version', offer.version],
    ['Priority', 'optional'],
    ['Section', offer.section],
    ['Maintainer', 'Drydock <packages@debian.example>'],
    ['Installed-Size', `${offer.installedSize}`],
    ['Depends', offer.depends.join(', ')],
    ['Recommends', offer.recommends.join(', ')],
    ['Filename', poolPath(offer, architecture)],
    ['Size', `${offer.size}`],
    ['Description', offer.description],
  ];
  return `${fields
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')}\n`;
}

const unsimulated = new Set(
  'source build-dep satisfy download changelog edit-sources dselect-upgrade indextargets moo stats dump pkgnames rdepends madison showpkg unmet dotty xvcg gencaches showsrc'.split(
    ' ',
  ),
);

/** Makes a program of one of the APT family. */
const family = (own: Readonly<Record<string, Command>>, warns: boolean): Program =>
  function* (process) {
    const program = basename(process.argv[0] ?? 'apt');
    const line = readLine(process.argv.slice(1));
    const first = new System(process, 0);
    if (typeof line === 'string') {
      yield* first.complain(`E: ${line}`);
      return 100;
    }
    const implied = first.onTerminal || program === 'apt-cache' ? 0 : 1;
    const system = new System(process, Math.min(2, Math.max(implied, line.quiet)) as Quiet);
    const [name, ...names] = line.words;
    if (line.options.has('version') || line.options.has('help')) {
      yield* system.write(
        `apt ${versionOf(system)} (${system.architecture})\n${line.options.has('help') ? help(program, own) : ''}`,
      );
      return 0;
    }
    if (name === undefined) {
      yield* system.write(`apt ${versionOf(system)} (${system.architecture})\n${help(program, own)}`);
      return 1;
    }
    const command = Object.hasOwn(own, name) ? own[name] : undefined;
    if (!command) {
      yield* system.complain(
        unsimulated.has(name) ? `${program}: not simulated: ${name}` : `E: Invalid operation ${name}`,
      );
      return 100;
    }
    if (warns && !system.onTerminal)
      yield* system.complain('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n');
    return yield* command(system, line, names, program);
  };

const about: Readonly<Record<string, string>> = {
  update: 'Retrieve new lists of packages', upgrade: 'Perform an upgrade', install: 'Install new packages', reinstall: 'Reinstall packages',
  remove: 'Remove packages', purge: 'Remove packages and config files', autoremove: 'Remove automatically all unused packages',
  'dist-upgrade': 'Distribution upgrade', clean: 'Erase downloaded archive files', autoclean: 'Erase old downloaded archive files',
  check: 'Verify that there are no broken dependencies', list: 'List packages', search: 'Search in names and descriptions',
  show: 'Show details of packages', policy: 'Show where versions come from', depends: 'Show what a package needs',
}; // prettier-ignore

const help = (program: string, own: Readonly<Record<string, Command>>): string =>
  `Usage: ${program} [options] command\n       ${program} [options] install|remove pkg1 [pkg2 ...]\n\nMost used commands:\n${Object.keys(
    own,
  )
    .flatMap((name) => (Object.hasOwn(about, name) ? [`  ${name} - ${about[name] ?? ''}\n`] : []))
    .join('')}`;

const aptGet = family(commands, false);
const apt = family({ ...commands, ...queries }, true);
const { search, show, policy, depends } = queries;
const aptCache = family({ ...(search && show && policy && depends ? { search, show, policy, depends } : {}) }, false);

/** `apt-mark`: which packages count as asked for. */
const aptMark: Program = function* (process) {
  const system = new System(process, 0);
  const [action, ...names] = process.argv.slice(1);
  const automatic = readAutomatic(system.files);
  const there = [...system.installed.values()].filter(({ state }) => state === 'ii').map(({ name }) => name);
  const chosen = names.filter((name) => !name.startsWith('-'));
  switch (action) {
    case 'showauto':
    case 'showmanual':
      for (const name of there) if (automatic.has(name) === (action === 'showauto')) yield* system.write(`${name}\n`);
      return 0;
    case 'auto':
    case 'manual':
      for (const name of chosen) {
        if (!there.includes(name)) {
          yield* system.complain(
            `E: Can't select installed nor candidate version from package '${name}' as it has neither of them\nE: No packages found`,
          );
          return 100;
        }
        if (action === 'auto') automatic.add(name);
        else automatic.delete(name);
        yield* system.write(`${name} set to ${action === 'auto' ? 'automatically' : 'manually'} installed.\n`);
      }
      writeAutomatic(system.files, automatic, system.architecture);
      return 0;
    default:
      yield* system.complain(
        action === undefined || action.startsWith('-')
          ? 'Usage: apt-mark [options] {auto|manual} pkg1 [pkg2 ...]'
          : `apt-mark: not simulated: ${action}`,
      );
      return 100;
  }
};

/** `apt-key`: what it works with is not in Debian's images. */
const aptKey: Program = function* (process) {
  const system = new System(process, 0);
  yield* system.complain(
    'Warning: apt-key is deprecated. Manage keyring files in trusted.gpg.d instead (see apt-key(8)).',
  );
  if (system.files.exists('/usr/bin/gpg')) {
    yield* system.complain('apt-key: not simulated: keys of other repositories');
    return 1;
  }
  yield* system.complain(
    'E: gnupg, gnupg2 and gnupg1 do not seem to be installed, but one of them is required for this operation',
  );
  return 255;
};

/** A program that says that it is not simulated. */
const honest = (what: string): Program =>
  function* (process: Process) {
    const name = basename(process.argv[0] ?? '');
    yield* new System(process, 0).complain(`${name}: not simulated: ${what}`);
    return 1;
  };

/** The programs of APT by name. */
export const aptPrograms: Readonly<Record<string, Program>> = {
  'apt-get': aptGet,
  apt,
  'apt-cache': aptCache,
  'apt-mark': aptMark,
  'apt-key': aptKey,
  'add-apt-repository': honest('other repositories'),
  'apt-config': honest('settings of APT'),
  'apt-cdrom': honest('packages on discs'),
};
