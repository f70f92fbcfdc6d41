// `apt-get install`: what is asked for is found, a plan is shown and agreed to, archives are fetched, dpkg does its work.
import type { Task } from '../../../kernel/task.ts';
import { LineReader } from '../../programs/text.ts';
import { isBeyond } from '../beyond.ts';
import { Downloader } from '../download.ts';
import { placeFile } from '../place-files.ts';
import { fetchItem, problemOf, summarise } from './fetch.ts';
import { planInstall, upgradable, type Plan } from './plan.ts';
import { archiveName, poolPath, readOffers, type Offer } from './sources.ts';
import { readAutomatic, writeAutomatic, type Installed } from './status.ts';
import { amount, type System } from './system.ts';
import { installPackages } from './unpack.ts';

/** How an installation is asked for. */
export interface Wish {
  readonly yes: boolean;
  readonly no: boolean;
  readonly recommends: boolean;
  readonly downloadOnly: boolean;
  readonly simulate: boolean;
  readonly reinstall: boolean;
  readonly onlyUpgrade: boolean;
  /** `apt-get` or `apt`: 3.0 of the latter shows its plan in another way. */
  readonly program: string;
  /** Version of APT. */
  readonly version: string;
}

export const archives = '/var/cache/apt/archives';

/** Names that no package has but some provide, and names that have been replaced. */
const virtual: Readonly<
  Record<string, { readonly provided?: readonly string[]; readonly replaced?: readonly string[] }>
> = {
  netcat: { provided: ['netcat-openbsd', 'netcat-traditional'] },
  awk: { provided: ['mawk', 'gawk'] },
  man: { provided: ['man-db'] },
  'mail-transport-agent': { provided: [] },
  python: { replaced: ['python-is-python3'] },
  'mysql-server': { replaced: ['mariadb-server'] },
  'mysql-client': { replaced: ['mariadb-client'] },
  'libgl1-mesa-glx': { replaced: [] },
};

/** Suites in which `python` is a package: Python 2. */
const withPythonTwo = /^(?:jessie|stretch|buster|trusty|xenial|bionic)/;

/** Finds what names stand for. Undefined after messages when one cannot be had. */
export function* findTargets(
  system: System,
  names: readonly string[],
  offers: ReadonlyMap<string, Offer>,
): Task<Offer[] | undefined> {
  const targets: Offer[] = [];
  const errors: string[] = [];
  const notes: string[] = [];
  const { installed } = system;
  const pythonTwo = [...offers.values()].some(({ source }) => withPythonTwo.test(source.suite));
  for (const word of names) {
    const [, plain = word, version] = /^([^=/]+)(?:[=/](.*))?$/.exec(word.replace(/:\w+$/, '')) ?? [];
    const name = plain.replace(/\+$/, (plus) => (offers.has(plain) ? plus : ''));
    const matching = /[*?]/.test(name) ? matchNames(name, offers) : [name];
    for (const one of matching) {
      const replaces = Object.hasOwn(virtual, one) && offers.size > 0 ? virtual[one] : undefined;
      const [only, second] = replaces?.provided ?? [];
      const chosen = second === undefined ? offers.get(only ?? '') : undefined;
      const offer = offers.get(one) ?? offerOf(installed.get(one)) ?? chosen;
      if (offer && offer === chosen) yield* system.say(`Note, selecting '${offer.name}' instead of '${one}'`);
      if (!offer) {
        const other = one === 'python' && pythonTwo ? undefined : replaces;
        if (other) notes.push(...virtualNote(one, other, offers));
        // Without lists nothing is found, and that is what has to be told.
        const beyond = !other && offers.size > 0 && (isBeyond(one) || one === 'python');
        if (beyond) errors.push(`not simulated: package ${one}`);
        else errors.push(other ? `Package '${one}' has no installation candidate` : `Unable to locate package ${one}`);
        if (!other && !beyond && one.includes('.')) errors.push(`Couldn't find any package by glob '${one}'`);
      } else if (version !== undefined && !fits(version, offer)) {
        errors.push(
          word.includes('/')
            ? `Release '${version}' for '${one}' was not found`
            : `Version '${version}' for '${one}' was not found`,
        );
      } else targets.push(offer);
    }
  }
  if (errors.length === 0) return targets;
  for (const note of notes) yield* system.say(note);
  for (const error of errors) yield* system.complain(`E: ${error}`);
  return undefined;
}

const fits = (version: string, offer: Offer): boolean =>
  version === offer.version ||
  version === offer.source.suite ||
  (version.endsWith('*') && offer.version.startsWith(version.slice(0, -1)));

function matchNames(pattern: string, offers: ReadonlyMap<string, Offer>): string[] {
  const expression = new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );
  const found = [...offers.keys()].filter((name) => expression.test(name));
  return found.length > 0 ? found : [pattern];
}

/** An installed package that no list offers is its own candidate. */
function offerOf(installed: Installed | undefined): Offer | undefined {
  if (installed?.state !== 'ii') return undefined;
  return {
    name: installed.name,
    version: installed.version,
    forAll: installed.architecture === 'all',
    installedSize: installed.installedSize,
    size: 0,
    section: installed.paragraph.get('Section') ?? '',
    component: 'main',
    depends: installed.depends,
    recommends: [],
    description: installed.description,
    programs: [],
    source: { uri: '', suite: 'now', components: [] },
  };
}

function virtualNote(
  name: string,
  { provided, replaced }: { readonly provided?: readonly string[]; readonly replaced?: readonly string[] },
  offers: ReadonlyMap<string, Offer>,
): string[] {
  if (provided)
    return [
      `Package ${name} is a virtual package provided by:`,
      ...provided.flatMap((one) => {
        const offer = offers.get(one);
        return offer ? [`  ${one} ${offer.version}`] : [];
      }),
      'You should explicitly select one to install.',
      '',
    ];
  const others = (replaced ?? []).filter((one) => offers.has(one));
  return [
    `Package ${name} is not available, but is referred to by another package.`,
    'This may mean that the package is missing, has been obsoleted, or',
    'is only available from another source',
    ...(others.length > 0 ? ['However the following packages replace it:', `  ${others.join(' ')}`] : []),
    '',
  ];
}

/** Installs names. APT's exit status: 100 for an error, 1 when nobody agreed. */
export function* install(system: System, names: readonly string[], wish: Wish): Task<number> {
  const offers = readOffers(system.files, system.architecture);
  const targets = yield* findTargets(system, names, offers);
  if (!targets) return 100;
  const { installed } = system;
  const present = [...installed].filter(([, one]) => one.state === 'ii');
  const wanted = wish.onlyUpgrade ? targets.filter(({ name }) => installed.get(name)?.state === 'ii') : targets;
  const plan = planInstall(wanted, new Map(present), offers, wish.recommends);
  const automatic = readAutomatic(system.files);
  const again = wish.reinstall ? wanted.filter(({ name }) => plan.present.some((one) => one.name === name)) : [];
  if (!wish.reinstall)
    for (const { name, version } of plan.present) {
      yield* system.say(`${name} is already the newest version (${version}).`);
      if (automatic.delete(name)) yield* system.say(`${name} set to manually installed.`);
    }
  return yield* carryOut(system, plan, again, new Set(wanted.map(({ name }) => name)), automatic, wish);
}

/** Brings everything up to date. */
export function* upgrade(system: System, wish: Wish): Task<number> {
  const offers = readOffers(system.files, system.architecture);
  const { installed } = system;
  const plan = planInstall(upgradable(installed, offers), installed, offers, false);
  return yield* carryOut(system, { ...plan, skipped: [] }, [], new Set(), readAutomatic(system.files), wish);
}

function* carryOut(
  system: System,
  plan: Plan,
  again: readonly Offer[],
  named: ReadonlySet<string>,
  automatic: Set<string>,
  wish: Wish,
): Task<number> {
  const offers = readOffers(system.files, system.architecture);
  const all = [...plan.install, ...plan.upgrade, ...again];
  const { installed } = system;
  const extra = plan.install
    .filter(({ name }) => !named.has(name))
    .map(({ name }) => name)
    .sort();
  const left = upgradable(installed, offers).length - plan.upgrade.length;
  const bytes = all.reduce((sum, { size }) => sum + size, 0);
  const space =
    all.reduce((sum, { name, installedSize }) => sum + installedSize - (installed.get(name)?.installedSize ?? 0), 0) *
    1024;
  yield* system.list('The following additional packages will be installed:', extra);
  yield* system.list('Recommended packages:', plan.skipped);
  yield* system.list('The following NEW packages will be installed:', plan.install.map(({ name }) => name).sort());
  yield* system.list('The following packages will be upgraded:', plan.upgrade.map(({ name }) => name).sort());
  const reinstalled = again.length > 0 ? `${again.length} reinstalled, ` : '';
  yield* system.say(
    `${plan.upgrade.length} upgraded, ${plan.install.length} newly installed, ${reinstalled}0 to remove and ${Math.max(0, left)} not upgraded.`,
  );
  if (wish.simulate) {
    for (const { name, version } of all) yield* system.write(`Inst ${name} (${version})\n`);
    for (const { name, version } of all) yield* system.write(`Conf ${name} (${version})\n`);
    return 0;
  }
  if (all.length === 0) {
    writeAutomatic(system.files, automatic, system.architecture);
    return 0;
  }
  const cached = all
    .filter((one) => system.files.exists(cachePath(system, one)))
    .reduce((sum, { size }) => sum + size, 0);
  yield* system.say(`Need to get ${cached > 0 ? `${amount(bytes - cached)}/` : ''}${amount(bytes)} of archives.`);
  yield* system.say(
    `After this operation, ${amount(Math.abs(space))} ${space < 0 ? 'disk space will be freed' : 'of additional disk space will be used'}.`,
  );
  const asks = extra.length > 0 || plan.upgrade.some(({ name }) => !named.has(name));
  if (asks && !(yield* agrees(system, wish))) return 1;
  const fetched = yield* fetchArchives(system, all, wish.version);
  if (!fetched) return 100;
  if (wish.downloadOnly) {
    yield* system.say('Download complete and in download only mode');
    return 0;
  }
  const failures = yield* installPackages(system, all, fetched.folder);
  for (const name of extra) automatic.add(name);
  for (const name of named) automatic.delete(name);
  writeAutomatic(system.files, automatic, system.architecture);
  log(system, all);
  if (fetched.clean) for (const one of all) system.files.unlink(cachePath(system, one));
  if (failures === 0) return 0;
  yield* system.complain('E: Sub-process /usr/bin/dpkg returned an error code (1)');
  return 100;
}

const cachePath = (system: System, one: Offer): string => `${archives}/${archiveName(one, system.architecture, true)}`;

/** Asks whether to go on. */
export function* agrees(system: System, wish: Pick<Wish, 'yes' | 'no'>): Task<boolean> {
  if (wish.yes || system.quiet === 2) return true;
  yield* system.write('Do you want to continue? [Y/n] ');
  if (wish.no) yield* system.write('N\n');
  else {
    const input = system.process.descriptors.get(0);
    const answer = input ? yield* new LineReader(input).next() : undefined;
    if (answer && /^(?:y.*)?$/i.test(answer.text.trim())) return true;
  }
  yield* system.write('Abort.\n');
  return false;
}

/** Fetches archives into the cache. Undefined after messages when one could not be had. */
function* fetchArchives(
  system: System,
  offers: readonly Offer[],
  version: string,
): Task<{ readonly folder: string; readonly clean: boolean } | undefined> {
  const { process, files, architecture } = system;
  const since = process.machine.kernel.now;
  const downloader = new Downloader(process, `Debian APT-HTTP/1.3 (${version})`);
  const errors: string[] = [];
  let bytes = 0;
  let number = 0;
  try {
    for (const offer of offers) {
      if (files.exists(cachePath(system, offer)) || offer.source.uri === '') continue;
      const { uri, suite } = offer.source;
      const url = `${uri}/${poolPath(offer, architecture)}`;
      const kind = offer.forAll ? 'all' : architecture;
      const about = `${uri} ${suite}/${offer.component} ${architecture} ${offer.name} ${kind} ${offer.version}`;
      const item = { url, about, number: ++number };
      const got = yield* fetchItem(system, downloader, item);
      const problem = problemOf(url, got);
      if (problem !== undefined) {
        yield* system.say(`Err:${number} ${about}`);
        yield* system.say(`  ${problem}`);
        errors.push(`Failed to fetch ${url}  ${problem}`);
        continue;
      }
      bytes += offer.size;
      placeFile(files, { kind: 'data', path: cachePath(system, offer), size: offer.size });
    }
  } finally {
    downloader.close();
  }
  const delayed =
    errors.length === 0 && !system.installed.has('apt-utils') && process.env.get('DEBIAN_FRONTEND') !== 'teletype';
  const note = 'debconf: delaying package configuration, since apt-utils is not installed';
  if (delayed && !system.onTerminal) yield* system.complain(note);
  yield* summarise(system, bytes, since);
  if (delayed && system.onTerminal) yield* system.complain(note);
  if (errors.length === 0) return { folder: '...', clean: cleansCache(system) };
  for (const error of errors) yield* system.complain(`E: ${error}`);
  yield* system.complain('E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?');
  return undefined;
}

/** Whether archives go when they are unpacked, as official images are set up. */
const cleansCache = (system: System): boolean => system.files.exists('/etc/apt/apt.conf.d/docker-clean');

function log(system: System, offers: readonly Offer[]): void {
  const { files, process, architecture } = system;
  const stamp = new Date(process.machine.kernel.clock).toISOString().slice(0, 19).replace('T', ' ');
  const lines = offers.flatMap(({ name, version }) => [
    `${stamp} install ${name}:${architecture} <none> ${version}`,
    `${stamp} status installed ${name}:${architecture} ${version}`,
  ]);
  files.appendFile('/var/log/dpkg.log', lines.map((line) => `${line}\n`).join(''));
  files.appendFile(
    '/var/log/apt/history.log',
    `\nStart-Date: ${stamp}\nCommandline: ${process.argv.join(' ')}\nInstall: ${offers.map(({ name, version }) => `${name}:${architecture} (${version})`).join(', ')}\nEnd-Date: ${stamp}\n`,
  );
}
