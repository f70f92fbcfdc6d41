// zip(1) of Info-ZIP.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { patternToRegExp } from '../../shell/expand/pattern.ts';
import { applet, type Invocation } from '../invocation.ts';
import { readStream } from '../text.ts';
import { packEntry, readZip, savedPercent, writeZip, type ZipEntry } from './zip-file.ts';

const kinds: Readonly<Record<string, number>> = { file: 0o100000, directory: 0o40000, symlink: 0o120000 };

/** Names of the files that arguments name, directories with what is below them if `-r` is given. */
function* namesOf(run: Invocation, paths: readonly string[]): Task<string[]> {
  const { files } = run.process;
  const found: string[] = [];
  const visit = (path: string): void => {
    const stat = run.options.has('y') ? files.lstat(path) : files.stat(path);
    if (failed(stat)) return;
    const name = path.replace(/^(\.?\/)+/, '');
    if (stat.kind !== 'directory') {
      found.push(name);
      return;
    }
    if (name !== '' && name !== '.' && !run.options.has('D')) found.push(`${name}/`);
    if (!run.options.has('r')) return;
    const names = files.readdir(path);
    if (!failed(names)) for (const inner of names) visit(path === '.' ? inner : `${path}/${inner}`);
  };
  for (const path of paths) {
    if (files.exists(path) || !failed(files.lstat(path))) visit(path.replace(/(?<=.)\/+$/, ''));
    else yield* run.print(`\tzip warning: name not matched: ${path}\n`);
    yield* run.step();
  }
  return found;
}

/** Patterns of -x and -i; `*` fits slashes, too. */
function chosen(run: Invocation, name: string, paths: readonly string[]): boolean {
  const fits = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => patternToRegExp(pattern).test(name) || paths.includes(pattern));
  const [out, within] = [run.options.values('x'), run.options.values('i')];
  return !fits(out) && (within.length === 0 || fits(within));
}

/** `zip` */
export const zip = applet(
  {
    name: 'zip',
    short: '0123456789Ddi:jqrux:y',
    long: {
      'recurse-paths': 'r', 'junk-paths': 'j', quiet: 'q', delete: 'd', exclude: 'x:', include: 'i:', symlinks: 'y', update: 'u',
      'no-dir-entries': 'D',
    },
    unsimulated: ['e', 'P', 'm', 'f', 'F', 'FS', 's', 'T', 'v', 'z', 'g', 'k', 'l', 'o', 't', 'encrypt', 'password', 'move', 'freshen', 'split-size', 'test'],
    usage: '[-options] [zipfile list]',
    about: 'Package and compress files.',
    misuse: 16,
    // -x and -i take all words up to the next option.
    prepare: (args) => {
      const out: string[] = [];
      let list: string | undefined;
      for (const arg of args) {
        if (arg === '-x' || arg === '-i') list = arg;
        else if (arg.startsWith('-') || arg === '@') {
          list = undefined;
          if (arg !== '@') out.push(arg);
        } else if (list !== undefined) out.push(list, arg);
        else out.push(arg);
      }
      return out;
    },
  },
  function* (run) {
    const { options, process } = run;
    const [given, ...paths] = run.operands;
    if (given === undefined) return yield* run.misuse('not simulated: an archive on standard output of standard input');
    const toOutput = given === '-';
    const archive = toOutput || /\.[^/]*$/.test(given) ? given : `${given}.zip`;
    const say = function* (text: string): Task {
      if (!options.has('q') && !toOutput) yield* run.print(text);
    };
    const old = toOutput ? undefined : process.files.readFile(archive);
    const before = old === undefined || failed(old) ? [] : readZip(old);
    if (!before) {
      yield* run.warn(`zip error: Zip file structure invalid (${archive})`);
      return 3;
    }
    if (options.has('d')) return yield* remove(run, archive, before, paths, say);
    const names = (yield* namesOf(run, paths)).filter((name) => chosen(run, name, paths) && name !== archive);
    if (names.length === 0) {
      yield* run.print(`\nzip error: Nothing to do! (${archive})\n`);
      return 12;
    }
    const entries = new Map(before.map((entry) => [entry.name, entry]));
    const level = Number(options.last(...'0123456789') ?? 6);
    for (const name of names) {
      if (options.has('j') && name.endsWith('/')) continue;
      const shown = options.has('j') ? name.slice(name.lastIndexOf('/') + 1) : name;
      const known = entries.get(shown);
      const entry = yield* entryOf(run, name, shown, level);
      if (!entry || (options.has('u') && known && known.mtime >= entry.mtime)) continue;
      entries.set(shown, entry);
      const how = entry.stored ? 'stored 0%' : `deflated ${savedPercent(entry.size, entry.packed.length)}%`;
      yield* say(`${known ? 'updating' : '  adding'}: ${shown} (${how})\n`);
    }
    const bytes = writeZip([...entries.values()]);
    if (toOutput) yield* run.output.writeBytes(bytes);
    else if (process.files.writeFile(archive, bytes)) {
      yield* run.warn(`zip I/O error: No such file or directory\nzip error: Could not create output file (${archive})`);
      return 15;
    }
    return paths.some((path) => failed(process.files.lstat(path))) ? 18 : 0;
  },
); // prettier-ignore

function* entryOf(run: Invocation, path: string, name: string, level: number): Task<ZipEntry | undefined> {
  const { files } = run.process;
  const stat = run.options.has('y') ? files.lstat(path) : files.stat(path);
  if (failed(stat)) return undefined;
  const mode = (kinds[stat.kind] ?? 0o100000) | stat.mode;
  if (stat.kind === 'directory') return packEntry(name, mode, stat.mtime, new Uint8Array(0), 0);
  if (stat.kind === 'symlink') {
    const target = files.readlink(path);
    return packEntry(name, mode, stat.mtime, new TextEncoder().encode(failed(target) ? '' : target), 0);
  }
  const input = yield* run.open(path);
  if (!input) return undefined;
  const content = yield* readStream(input, run.process);
  input.release();
  yield* run.step(content.length * 0.000_02);
  return packEntry(name, mode, stat.mtime, content, level);
}

function* remove(
  run: Invocation,
  archive: string,
  before: readonly ZipEntry[],
  patterns: readonly string[],
  say: (text: string) => Task,
): Task<number> {
  const gone = before.filter(({ name }) => patterns.some((pattern) => patternToRegExp(pattern).test(name)));
  if (gone.length === 0) {
    for (const pattern of patterns) yield* run.print(`\tzip warning: name not matched: ${pattern}\n`);
    yield* run.print(`\nzip error: Nothing to do! (${archive})\n`);
    return 12;
  }
  for (const { name } of gone) yield* say(`deleting: ${name}\n`);
  const left = before.filter((entry) => !gone.includes(entry));
  if (left.length > 0) run.process.files.writeFile(archive, writeZip(left));
  else {
    run.process.files.unlink(archive);
    yield* say('\tzip warning: zip file empty\n');
  }
  return 0;
}
