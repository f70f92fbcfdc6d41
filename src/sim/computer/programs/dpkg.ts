// dpkg, dpkg-query and dpkg-deb (dpkg(1), dpkg-query(1)).
import type { Task } from '../../kernel/task.ts';
import type { Program } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { basename } from '../filesystem/path.ts';
import { packagesOf } from '../packages/debian/index.ts';
import { parseParagraphs } from '../packages/debian/paragraphs.ts';
import { planRemove } from '../packages/debian/plan.ts';
import { readFileList, type Installed } from '../packages/debian/status.ts';
import { suites } from '../packages/debian/suites.ts';
import { System } from '../packages/debian/system.ts';
import { installPackages, removePackages } from '../packages/debian/unpack.ts';
import { compareVersions } from '../packages/debian/versions.ts';

type Action = (system: System, words: readonly string[]) => Task<number>;

const usageHint = `
Type dpkg --help for help about installing and deinstalling packages [*];
Use 'apt' or 'aptitude' for user-friendly package management;
Type dpkg -Dhelp for a list of dpkg debug flag values;
Type dpkg --force-help for a list of forcing options;
Type dpkg-deb --help for help about manipulating *.deb files;

Options marked [*] produce a lot of output - pipe it through 'less' or 'more' !`;

const matches = (pattern: string, name: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(name);

const qualified = ({ name, architecture, paragraph }: Installed): string => {
  const section = paragraph.get('Section');
  return (section === 'libs' || section === 'libdevel') && architecture !== 'all' ? `${name}:${architecture}` : name;
};

/** `dpkg -l`: a table as wide as its cells need, or as the terminal lets it be. */
function* list(system: System, patterns: readonly string[]): Task<number> {
  const all = [...system.installed.values()];
  const rows = all.filter(({ name }) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, name)));
  const missing = patterns.filter((pattern) => !all.some(({ name }) => matches(pattern, name)));
  if (rows.length > 0) yield* system.write(table(rows, system.onTerminal ? system.width : 0));
  for (const pattern of missing) yield* system.complain(`dpkg-query: no packages found matching ${pattern}`);
  return missing.length > 0 ? 1 : 0;
}

function table(rows: readonly Installed[], width: number): string {
  const cells = rows.map((one) => [qualified(one), one.version, one.architecture, one.description]);
  const heads = ['Name', 'Version', 'Architecture', 'Description'];
  const least = [14, 12, 12, 33];
  const widths = heads.map((head, column) =>
    Math.max(head.length, least[column] ?? 0, ...cells.map((row) => row[column]?.length ?? 0)),
  );
  if (width > 0)
    widths[3] = Math.max(least[3] ?? 0, width - 4 - widths.slice(0, 3).reduce((sum, one) => sum + one + 1, 0) - 1);
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column === 3 ? cell.slice(0, widths[3]) : cell.padEnd(widths[column] ?? 0))).join(' ');
  const lines = [
    'Desired=Unknown/Install/Remove/Purge/Hold',
    '| Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend',
    '|/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)',
    `||/ ${line(heads)}`,
    `+++-${widths.map((one) => '='.repeat(one)).join('-')}`,
    ...rows.map((one, index) => `${one.state}  ${line(cells[index] ?? [])}`),
  ];
  return lines.map((text) => `${text}\n`).join('');
}

function* status(system: System, names: readonly string[]): Task<number> {
  const { installed } = system;
  let code = 0;
  for (const [index, name] of names.entries()) {
    const one = installed.get(name);
    if (!one) {
      yield* system.complain(
        `dpkg-query: package '${name}' is not installed and no information is available\nUse dpkg --info (= dpkg-deb --info) to examine archive files.`,
      );
      code = 1;
      continue;
    }
    yield* system.write(
      `${index > 0 ? '\n' : ''}${[...one.paragraph].map(([key, value]) => `${key}: ${value}\n`).join('')}`,
    );
  }
  return code;
}

function* listFiles(system: System, names: readonly string[]): Task<number> {
  const { installed } = system;
  let code = 0;
  for (const name of names) {
    const one = installed.get(name);
    if (!one) {
      yield* system.complain(
        `dpkg-query: package '${name}' is not installed\nUse dpkg --contents (= dpkg-deb --contents) to list archive files contents.`,
      );
      code = 1;
      continue;
    }
    for (const path of readFileList(system.files, one)) yield* system.write(`${path}\n`);
  }
  return code;
}

function* search(system: System, patterns: readonly string[]): Task<number> {
  let code = 0;
  const all = [...system.installed.values()];
  for (const pattern of patterns) {
    let found = false;
    for (const one of all)
      for (const path of readFileList(system.files, one)) {
        const hit =
          pattern.startsWith('/') && !/[*?]/.test(pattern)
            ? path === pattern
            : /[*?]/.test(pattern)
              ? matches(pattern, path)
              : path.includes(pattern);
        if (!hit) continue;
        found = true;
        yield* system.write(`${qualified(one)}: ${path}\n`);
      }
    if (found) continue;
    yield* system.complain(`dpkg-query: no path found matching pattern ${pattern}`);
    code = 1;
  }
  return code;
}

/** `dpkg -i`: archives of the simulated repositories, known by how they begin, or by their names when only their size is known. */
function* installArchives(system: System, paths: readonly string[]): Task<number> {
  if (paths.length === 0) {
    yield* system.complain(`dpkg: error: --install needs at least one package archive file argument\n${usageHint}`);
    return 2;
  }
  for (const path of paths)
    if (!system.files.exists(path)) {
      yield* system.complain(`dpkg: error: cannot access archive '${path}': No such file or directory`);
      return 2;
    }
  const broken: string[] = [];
  for (const path of paths) {
    const found = knownArchive(system, path);
    if (found) {
      const failures = yield* installPackages(
        system,
        [found],
        path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.',
      );
      if (failures > 0) broken.push(path);
      const needs = found.depends.filter((name) => !system.installed.has(name));
      if (needs.length === 0) continue;
      yield* system.complain(
        `dpkg: dependency problems prevent configuration of ${found.name}:\n${needs.map((name) => ` ${found.name} depends on ${name}; however:\n  Package ${name} is not installed.\n`).join('')}\ndpkg: error processing package ${found.name} (--install):\n dependency problems - leaving unconfigured`,
      );
      broken.push(found.name);
      continue;
    }
    const text = system.files.readFile(path);
    const archive = !failed(text) && new TextDecoder().decode(text.subarray(0, 8)) === '!<arch>\n';
    yield* system.complain(
      archive
        ? `dpkg: error processing archive ${path} (--install):\n not simulated: archives that are not of the simulated repositories`
        : `dpkg-deb: error: '${path}' is not a Debian format archive\ndpkg: error processing archive ${path} (--install):\n dpkg-deb --control subprocess returned error exit status 2`,
    );
    broken.push(path);
  }
  if (broken.length === 0) return 0;
  yield* system.complain(`Errors were encountered while processing:\n${broken.map((name) => ` ${name}`).join('\n')}`);
  return 1;
}

function knownArchive({ files }: System, path: string) {
  const bytes = files.readFile(path);
  if (failed(bytes)) return undefined;
  const head = new TextDecoder().decode(bytes.subarray(0, 1024));
  const [fields] = head.startsWith('!<arch>') ? parseParagraphs(head.slice(head.indexOf('Package:'))) : [];
  const [, fileName = '', fileVersion = ''] = /^([^_]+)_([^_]+)_[^_]+\.deb$/.exec(basename(path)) ?? [];
  const zeros = bytes.length > 0 && bytes[0] === 0;
  const name = fields?.get('Package') ?? (zeros ? fileName : '');
  const version = fields?.get('Version') ?? fileVersion.replace('%3a', ':');
  for (const codename of Object.keys(suites)) {
    const found = packagesOf(codename)?.get(name);
    if (found?.version.replace(/^\d+:/, '') === version.replace(/^\d+:/, '')) return found;
  }
  return undefined;
}

const removing = (purge: boolean): Action =>
  function* (system, names) {
    const { installed } = system;
    let code = 0;
    for (const name of names) {
      const one = installed.get(name);
      if (!one || (one.state === 'rc' && !purge)) {
        yield* system.complain(`dpkg: warning: ignoring request to remove ${name} which isn't installed`);
        continue;
      }
      if (one.paragraph.get('Essential') === 'yes') {
        yield* system.complain(
          `dpkg: error processing package ${name} (--${purge ? 'purge' : 'remove'}):\n this is an essential package; it should not be removed\nErrors were encountered while processing:\n ${name}`,
        );
        code = 1;
        continue;
      }
      const users = planRemove([name], installed).filter((each) => each.name !== name && !names.includes(each.name));
      if (users.length > 0) {
        yield* system.complain(
          `dpkg: dependency problems prevent removal of ${name}:\n${users.map((user) => ` ${user.name} depends on ${name}.\n`).join('')}\ndpkg: error processing package ${name} (--${purge ? 'purge' : 'remove'}):\n dependency problems - not removing\nErrors were encountered while processing:\n ${name}`,
        );
        code = 1;
        continue;
      }
      yield* removePackages(system, [one], purge);
    }
    return code;
  };

const needsRoot = (action: Action): Action =>
  function* (system, words) {
    if (system.process.credentials.uid !== 0) {
      yield* system.complain('dpkg: error: requested operation requires superuser privilege');
      return 2;
    }
    return yield* action(system, words);
  };

function* show(system: System, patterns: readonly string[], format = '${binary:Package}\t${Version}\n'): Task<number> {
  const all = [...system.installed.values()];
  let code = 0;
  for (const one of all)
    if (patterns.length === 0 || patterns.some((pattern) => matches(pattern, one.name)))
      yield* system.write(fill(format, one));
  for (const pattern of patterns)
    if (!all.some(({ name }) => matches(pattern, name))) {
      yield* system.complain(`dpkg-query: no packages found matching ${pattern}`);
      code = 1;
    }
  return code;
}

const fill = (format: string, one: Installed): string =>
  format
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t')
    .replace(/\$\{([^};]+)(?:;(-?\d+))?\}/g, (_, name: string, width?: string) => {
      const text =
        name === 'binary:Package'
          ? qualified(one)
          : name === 'db:Status-Abbrev'
            ? `${one.state} `
            : name === 'binary:Summary'
              ? one.description
              : (one.paragraph.get(name) ?? '');
      const size = Number(width ?? 0);
      return size < 0 ? text.padEnd(-size) : text.padStart(size);
    });

function* compare(system: System, words: readonly string[]): Task<number> {
  const [one = '', relation = '', two = ''] = words;
  const order = compareVersions(one, two);
  const test: Readonly<Record<string, boolean>> = {
    lt: order < 0, le: order <= 0, eq: order === 0, ne: order !== 0, ge: order >= 0, gt: order > 0,
    '<<': order < 0, '<=': order <= 0, '=': order === 0, '>=': order >= 0, '>>': order > 0,
  }; // prettier-ignore
  if (Object.hasOwn(test, relation)) return test[relation] ? 0 : 1;
  yield* system.complain(`dpkg: error: --compare-versions bad relation\n${usageHint}`);
  return 2;
}

function* architecture(system: System): Task<number> {
  yield* system.write(`${system.architecture}\n`);
  return 0;
}

const succeed: Action = function* () {
  return 0;
};

const actions: Readonly<Record<string, Action>> = {
  l: list, list, s: status, status, L: listFiles, listfiles: listFiles, S: search, search, W: show, show,
  i: needsRoot(installArchives), install: needsRoot(installArchives), r: needsRoot(removing(false)), remove: needsRoot(removing(false)),
  P: needsRoot(removing(true)), purge: needsRoot(removing(true)), 'print-architecture': architecture,
  'compare-versions': compare, configure: succeed, C: succeed, audit: succeed, 'print-foreign-architectures': succeed,
  *'get-selections'(system, patterns) {
    return yield* show(system, patterns, '${binary:Package}\t\t\t\t\tinstall\n');
  },
}; // prettier-ignore

const unsimulated = new Set(
  'unpack add-architecture remove-architecture set-selections verify build contents info extract field control fsys-tarfile x X c I e b V A'.split(
    ' ',
  ),
);

const versionText = (program: string, version: string): string =>
  `Debian '${program}' ${program === 'dpkg-query' ? 'package management program query tool' : 'package management program'} version ${version}.\nThis is free software; see the GNU General Public License version 2 or\nlater for copying conditions. There is NO warranty.\n`;

const dpkg: Program = function* (process) {
  const system = new System(process, 0);
  const program = basename(process.argv[0] ?? 'dpkg');
  let action: string | undefined;
  let format: string | undefined;
  const words: string[] = [];
  const rest = process.argv.slice(1);
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word.startsWith('--showformat=')) format = word.slice(13);
    else if (word === '-f' && program === 'dpkg-query') format = rest.shift();
    else if (word.startsWith('-f') && program === 'dpkg-query') format = word.slice(2).replace(/^=/, '');
    else if (/^--force-|^--no-|^--refuse-|^--(?:recursive|skip-same-version|no-pager)$|^-[EGBR]$/.test(word)) continue;
    else if (word === '--version') {
      const version = system.installed.get('dpkg')?.version ?? '1.21.22';
      yield* system.write(versionText(program, `${version} (${system.architecture})`));
      return 0;
    } else if (word.startsWith('-') && word.length > 1) action = word.replace(/^--?/, '');
    else words.push(word);
  }
  if (action === undefined) {
    yield* system.complain(`${program}: error: need an action option\n${usageHint}`);
    return 2;
  }
  if (action === 'help' || action === '?') {
    yield* system.write(`Usage: ${program} [<option>...] <command>\n`);
    return 0;
  }
  const run = Object.hasOwn(actions, action) ? actions[action] : undefined;
  const dashes = action.length > 1 ? '--' : '-';
  if (!run) {
    yield* system.complain(
      unsimulated.has(action) || program === 'dpkg-deb'
        ? `${program}: not simulated: ${dashes}${action}`
        : `${program}: error: unknown option ${dashes}${action}\n${usageHint}`,
    );
    return 2;
  }
  if (run === actions['show']) return yield* show(system, words, format);
  return yield* run(system, words);
};

/** The programs of dpkg by name. */
export const dpkgPrograms: Readonly<Record<string, Program>> = { dpkg, 'dpkg-query': dpkg, 'dpkg-deb': dpkg };
