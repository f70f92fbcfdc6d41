// unzip(1) of Info-ZIP, and busybox's.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { dirname } from '../../filesystem/path.ts';
import { formatTime } from '../calendar.ts';
import { applet, type Invocation } from '../invocation.ts';
import { patternToRegExp } from '../../shell/expand/pattern.ts';
import { LineReader } from '../text.ts';
import { readZip, savedPercent, unpackEntry, type ZipEntry } from './zip-file.ts';

/** `unzip` */
export const unzip = applet(
  {
    name: 'unzip',
    short: 'aCd:DjKlLnopqtvx:XZ',
    unsimulated: ['P', 'f', 'u', 'z', 'T', 'M', 'V', 'W'],
    usage: '[-opts[modifiers]] file[.zip] [list] [-x xlist] [-d exdir]',
    about: 'List, test and extract compressed files of a ZIP archive.',
    misuse: 10,
    busybox: { short: 'd:jlnopqtvx:K', misuse: 1, usage: '[-lnojpqK] FILE[.zip] [FILE]... [-x FILE]... [-d DIR]' },
    prepare: (args) => {
      const out: string[] = [];
      let list = false;
      for (const arg of args) {
        if (arg === '-x') list = true;
        else if (arg.startsWith('-')) {
          list = false;
          out.push(...(arg.startsWith('-Z') ? ['-Z'] : [arg]));
        } else if (list) out.push('-x', arg);
        else out.push(arg);
      }
      return out;
    },
  },
  function* (run) {
    const { options, process } = run;
    const [given, ...patterns] = run.operands;
    if (given === undefined) return yield* run.misuse('missing archive');
    const path = [given, `${given}.zip`, `${given}.ZIP`].find((name) => {
      const stat = process.files.stat(name);
      return !failed(stat) && stat.kind === 'file';
    });
    if (path === undefined) {
      if (!run.gnu) return yield* run.die(`can't open ${given}[.zip]`, 1);
      yield* run.warn(`unzip:  cannot find or open ${given}, ${given}.zip or ${given}.ZIP.`);
      return 9;
    }
    const bytes = process.files.readFile(path);
    if (failed(bytes)) return yield* run.die(`cannot open ${path}: Permission denied`, 9);
    yield* run.step(bytes.length * 0.000_01);
    const entries = readZip(bytes);
    const quiet = options.has('q');
    const prints = options.has('p');
    if (!prints && !options.has('Z') && (!quiet || !entries)) yield* run.print(`Archive:  ${path}\n`);
    if (!entries) {
      if (!run.gnu) return yield* run.die('short read', 1);
      yield* run.warn(
        `  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\nunzip:  cannot find zipfile directory in one of ${given} or\n        ${given}.zip, and cannot find ${given}.ZIP, period.`,
      );
      return 9;
    }
    const fits = (name: string, pattern: string): boolean => patternToRegExp(pattern).test(name);
    const chosen = entries.filter(
      ({ name }) =>
        (patterns.length === 0 || patterns.some((pattern) => fits(name, pattern))) &&
        !options.values('x').some((pattern) => fits(name, pattern)),
    );
    if (options.has('Z')) yield* run.print(chosen.map(({ name }) => `${name}\n`).join(''));
    else if (options.has('l') || options.has('v')) yield* list(run, chosen);
    else if (options.has('t')) return yield* check(run, path, chosen);
    else if (!(yield* extract(run, chosen))) return 1;
    const missing = patterns.filter((pattern) => !entries.some(({ name }) => fits(name, pattern)));
    if (run.gnu) for (const pattern of missing) yield* run.warn(`caution: filename not matched:  ${pattern}`);
    return missing.length > 0 && run.gnu ? 11 : 0;
  },
);

/** Sizes, times and names, with a sum; `-v` with methods and checksums, too. */
function* list(run: Invocation, entries: readonly ZipEntry[]): Task {
  const date = run.gnu ? '%Y-%m-%d %H:%M' : '%m-%d-%Y %H:%M';
  const count = `${entries.length} file${entries.length === 1 ? '' : 's'}`;
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const packed = entries.reduce((sum, each) => sum + each.packed.length, 0);
  if (run.options.has('v')) {
    yield* run.print(
      ` Length   Method    Size  Cmpr    Date    Time   CRC-32   Name\n--------  ------  ------- ---- ---------- ----- --------  ----\n`,
    );
    const share = (size: number, part: number): string => `${savedPercent(size, part)}%`.padStart(4);
    for (const each of entries)
      yield* run.print(
        `${String(each.size).padStart(8)}  ${each.stored ? 'Stored' : 'Defl:N'} ${String(each.packed.length).padStart(8)} ${share(each.size, each.packed.length)} ${formatTime(date, each.mtime)} ${each.crc.toString(16).padStart(8, '0')}  ${each.name}\n`,
      );
    yield* run.print(
      `--------          -------  ---                            -------\n${String(total).padStart(8)}         ${String(packed).padStart(8)} ${share(total, packed)}                            ${count}\n`,
    );
    return;
  }
  yield* run.print('  Length      Date    Time    Name\n---------  ---------- -----   ----\n');
  for (const { size, mtime, name } of entries)
    yield* run.print(`${String(size).padStart(9)}  ${formatTime(date, mtime)}   ${name}\n`);
  yield* run.print(
    `${run.gnu ? '---------' : ' --------'}                     -------\n${String(total).padStart(9)}                     ${count}\n`,
  );
}

function* check(run: Invocation, path: string, entries: readonly ZipEntry[]): Task<number> {
  let bad = 0;
  for (const entry of entries) {
    const good = unpackEntry(entry) !== undefined;
    if (!good) bad++;
    if (!run.options.has('q')) yield* run.print(`    testing: ${entry.name.padEnd(22)}   ${good ? 'OK' : 'bad CRC'}\n`);
  }
  yield* run.print(
    bad === 0 ? `No errors detected in compressed data of ${path}.\n` : `At least one error was detected in ${path}.\n`,
  );
  return bad === 0 ? 0 : 2;
}

/** Writes the entries out; false when the rest was left out since nobody answered. */
function* extract(run: Invocation, entries: readonly ZipEntry[]): Task<boolean> {
  const { options, process } = run;
  const { files } = process;
  const directory = options.value('d');
  const base = directory === undefined ? '' : `${directory.replace(/\/+$/, '')}/`;
  const say = function* (text: string): Task {
    if (!options.has('q') && !options.has('p')) yield* run.print(text);
  };
  const makeAll = (path: string): void => {
    for (let at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) files.mkdir(path.slice(0, at));
  };
  const answers: { all?: 'A' | 'N' } = options.has('o') ? { all: 'A' } : options.has('n') ? { all: 'N' } : {};
  for (const entry of entries) {
    // Nothing is written outside of the directory.
    const inside = entry.name.replace(/^\/+/, '').split('/').filter((part) => part !== '..').join('/'); // prettier-ignore
    const name = options.has('j') ? inside.slice(inside.lastIndexOf('/') + 1) : inside;
    // busybox goes into the directory and tells names as the archive has them.
    const [path, shown] = [base + name, run.gnu ? base + name : name];
    if (entry.name.endsWith('/')) {
      if (options.has('j') || options.has('p')) continue;
      makeAll(path.slice(0, -1));
      if (files.exists(path.slice(0, -1))) continue;
      files.mkdir(path.slice(0, -1), entry.mode & 0o777);
      yield* say(`   creating: ${shown}\n`);
      continue;
    }
    const content = unpackEntry(entry);
    if (!content) {
      yield* run.complain(`bad CRC: ${entry.name}`);
      continue;
    }
    if (options.has('p')) {
      yield* run.output.writeBytes(content);
      continue;
    }
    if (files.exists(path) && answers.all !== 'A') {
      const answer = answers.all ?? (yield* askReplace(run, shown));
      if (answer === undefined) return false;
      if (answer === 'A' || answer === 'N') answers.all = answer;
      if (answer === 'n' || answer === 'N') continue;
    }
    makeAll(path);
    yield* say(
      run.gnu ? `${entry.stored ? ' extracting' : '  inflating'}: ${shown.padEnd(22)}  \n` : `  inflating: ${shown}\n`,
    );
    const link = (entry.mode & 0o170000) === 0o120000;
    files.unlink(path);
    const failure = link
      ? files.symlink(new TextDecoder().decode(content), path)
      : files.writeFile(path, content, entry.mode & 0o777);
    if (failure) {
      yield* run.complain(`cannot create ${path} (in ${dirname(path)})`, run.gnu ? 50 : 1);
      continue;
    }
    if (!link) {
      files.chmod(path, entry.mode & 0o777);
      files.utimes(path, entry.mtime);
    }
    yield* run.step(content.length * 0.000_01);
  }
  return true;
}

/** Asks what to do with a file that is there: y, n, A, N; undefined at the end of the input. */
function* askReplace(run: Invocation, path: string): Task<string | undefined> {
  yield* run.output.flush();
  const input = run.process.descriptors.get(0);
  const reader = input && new LineReader(input);
  const question = `replace ${path}? [y]es, [n]o, [A]ll, [N]one, [r]ename: `;
  for (;;) {
    if (run.gnu) yield* run.process.descriptors.get(2)?.write(new TextEncoder().encode(question)) ?? nothing();
    else yield* run.print(question);
    const answer = (yield* reader?.next() ?? nothing())?.text;
    if (answer === undefined) {
      if (!run.gnu) return yield* run.die("can't read standard input: File exists");
      yield* run.warn(' NULL\n(EOF or read error, treating as "[N]one" ...)');
      return undefined;
    }
    if (/^[ynAN]/.test(answer)) return answer.charAt(0);
    if (answer.startsWith('r')) return yield* run.die('not simulated: renaming while extracting');
    yield* run.warn(`error:  invalid response [${answer}]`);
  }
}

function* nothing(): Task<undefined> {
  return undefined;
}
