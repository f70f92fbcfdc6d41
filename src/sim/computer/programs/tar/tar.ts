// tar(1): archives made, listed and taken apart; with gzip's compression.
import { gzipSync } from 'fflate';
import { expandGzip } from '../../../kernel/expand.ts';
import type { Task } from '../../../kernel/task.ts';
import { readContent } from '../../filesystem/content.ts';
import { failed, type Failure } from '../../filesystem/errno.ts';
import type { Stat } from '../../filesystem/file-system.ts';
import { absolute, dirname, joinPath } from '../../filesystem/path.ts';
import { patternToRegExp } from '../../shell/expand/pattern.ts';
import { formatTime } from '../calendar.ts';
import { modeText } from '../file-mode.ts';
import { applet, reason, type Invocation } from '../invocation.ts';
import { concatBytes } from '../../../kernel/bytes.ts';
import { readStream } from '../text.ts';
import { findUser, groups, Names } from '../users.ts';
import { archiveEnd, decodeArchive, encodeEntry, type ArchiveEntry } from './archive.ts';

/** ms of CPU that compressing, or taking apart, a byte takes. */
const zipCost = 0.000_02;

const long = {
  create: 'c',
  extract: 'x',
  get: 'x',
  list: 't',
  append: 'r',
  file: 'f:',
  directory: 'C:',
  gzip: 'z',
  gunzip: 'z',
  verbose: 'v',
  exclude: 'exclude:',
  'files-from': 'T:',
  'exclude-from': 'X:',
  'keep-old-files': 'k',
  overwrite: 'overwrite',
  'preserve-permissions': 'p',
  'same-permissions': 'p',
  'same-owner': 'same-owner',
  'no-same-owner': 'o',
  'no-same-permissions': 'no-same-permissions',
  'numeric-owner': 'numeric-owner',
  'strip-components': 'strip-components:',
  'to-stdout': 'O',
  dereference: 'h',
  'absolute-names': 'P',
  touch: 'm',
  'auto-compress': 'a',
  wildcards: 'wildcards',
  owner: 'owner:',
  group: 'group:',
  mtime: 'mtime:',
};

/** `tar` */
export const tar = applet(
  {
    name: 'tar',
    short: 'cxtrf:C:zvT:X:kpoOhPma',
    long,
    unsimulated: [
      'j',
      'J',
      'Z',
      'u',
      'A',
      'd',
      'g',
      'W',
      'w',
      'bzip2',
      'xz',
      'zstd',
      'lzma',
      'transform',
      'update',
      'delete',
      'diff',
      'sparse',
      'xattrs',
      'acls',
      'format',
      'sort',
      'use-compress-program',
    ],
    usage: '[OPTION...] [FILE]...',
    about: "GNU 'tar' saves many files together into a single tape or disk archive.",
    version: 'GNU tar) 1.35',
    misuse: 64,
    tries: "'tar --help' or 'tar --usage'",
    busybox: {
      short: 'cxtf:C:zvT:X:kpoOhma',
      long,
      usage: 'c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [-T FILE] [-X FILE] [LONGOPT]... [FILE]...',
    },
    prepare: oldStyle,
  },
  function* (run) {
    const modes = ['c', 'x', 't', 'r'].filter((letter) => run.options.has(letter));
    const [mode] = modes;
    if (mode === undefined) {
      if (!run.gnu) return yield* run.misuse();
      return yield* run.misuse(
        "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options",
        undefined,
        2,
      );
    }
    if (modes.length > 1) {
      return yield* run.misuse(
        "You may not specify more than one '-Acdtrux', '--delete' or  '--test-label' option",
        undefined,
        2,
      );
    }
    if (mode === 'r') return yield* run.die('not simulated: -r', 2);
    const start = run.process.cwd;
    return mode === 'c' ? yield* create(run, start) : yield* take(run, mode, start);
  },
);

/** `tar xzf file`: the first argument without a dash is a bundle of letters, whose values follow in their order. */
function oldStyle(args: readonly string[]): readonly string[] {
  const [first, ...rest] = args;
  if (first === undefined || first.startsWith('-') || !/^[a-zA-Z]+$/.test(first)) return args;
  const values = [...rest];
  const options = [...first].map((letter) =>
    'fCTX'.includes(letter) ? [`-${letter}`, values.shift() ?? ''] : [`-${letter}`],
  );
  return [...options.flat(), ...values];
}

const excluded = (run: Invocation): ((path: string) => boolean) => {
  const patterns = run.options.values('exclude');
  for (const file of run.options.values('X')) {
    const text = run.process.files.readText(file);
    if (!failed(text)) patterns.push(...text.split('\n').filter((line) => line !== ''));
  }
  const tests = patterns.map((pattern) => patternToRegExp(pattern.replace(/\/+$/, '')));
  // A pattern fits the whole path, or what follows any slash.
  return (path) => {
    const parts = path.replace(/^\.\//, '').replace(/\/+$/, '').split('/');
    return tests.some((test) => test.test(path) || parts.some((_, index) => test.test(parts.slice(index).join('/'))));
  };
};

/** Whether the archive is compressed: as asked, or as its name says. */
const zips = (run: Invocation): boolean =>
  run.options.has('z') || (run.options.has('a') && /\.(?:t?gz)$/.test(run.options.value('f') ?? ''));

function* create(run: Invocation, start: string): Task<number> {
  const { options, process } = run;
  const { files } = process;
  const paths: { path: string; base: string }[] = [];
  let base = start;
  // -C counts for the names after it.
  const directories = options.values('C');
  for (const directory of directories) base = absolute(directory, base);
  for (const path of run.operands) paths.push({ path, base });
  for (const list of options.values('T')) {
    const text = files.readText(absolute(list, start));
    if (failed(text)) return yield* run.die(`${list}: Cannot open: ${reason(text)}`, 2);
    for (const path of text.split('\n')) if (path !== '') paths.push({ path, base });
  }
  if (paths.length === 0) {
    if (!run.gnu) return yield* run.die('empty archive');
    return yield* run.misuse('Cowardly refusing to create an empty archive', undefined, 2);
  }
  const target = options.value('f') ?? '-';
  const toStdout = target === '-';
  const output = toStdout
    ? process.descriptors.get(1)?.retain()
    : yield* process.open(absolute(target, start), 'write');
  if (output === undefined || typeof output === 'string') {
    if (!run.gnu) return yield* run.die(`can't open '${target}': ${reason(output ?? 'EBADF')}`);
    yield* run.complain(`${target}: Cannot open: ${reason(output ?? 'EBADF')}`, 2);
    return yield* run.die('Error is not recoverable: exiting now', 2);
  }
  const maker = new Maker(
    run,
    toStdout ? undefined : files.realpath(absolute(target, start)),
    toStdout ? 'error' : 'output',
  );
  for (const { path, base: from } of paths) yield* maker.add(path, from);
  const parts = [...maker.parts];
  parts.push(archiveEnd(parts.reduce((sum, part) => sum + part.length, 0)));
  let bytes = concatBytes(parts);
  if (zips(run)) {
    yield* run.step(bytes.length * zipCost);
    bytes = gzipSync(bytes, { mtime: process.machine.kernel.clock });
  }
  const errno = yield* output.write(bytes);
  output.release();
  if (errno) return yield* run.die(`${target}: Cannot write: ${reason(errno)}`, 2);
  if (run.status === 2 && run.gnu) yield* run.complain('Exiting with failure status due to previous errors', 2);
  if (run.status !== 0 && !run.gnu) yield* run.complain('error exit delayed from previous errors');
  return run.status;
}

/** Collects the entries of a new archive. */
class Maker {
  readonly parts: Uint8Array[] = [];
  readonly #run: Invocation;
  readonly #own: string | Failure | undefined;
  readonly #verbose: 'output' | 'error';
  readonly #names: Names;
  readonly #seen = new Map<string, string>();
  readonly #excluded: (path: string) => boolean;
  #stripped = false;

  constructor(run: Invocation, own: string | Failure | undefined, verbose: 'output' | 'error') {
    this.#run = run;
    this.#own = own;
    this.#verbose = verbose;
    this.#names = new Names(run.process.files);
    this.#excluded = excluded(run);
  }

  *add(path: string, base: string): Task {
    const run = this.#run;
    const { files } = run.process;
    const full = absolute(path, base);
    yield* run.step(0.01);
    if (this.#excluded(path)) return;
    const stat = run.options.has('h') ? files.stat(full) : files.lstat(full);
    if (failed(stat)) {
      yield* run.complain(
        run.gnu ? `${path}: Cannot stat: ${reason(stat)}` : `${path}: ${reason(stat)}`,
        run.gnu ? 2 : 1,
      );
      return;
    }
    if (files.realpath(full) === this.#own) {
      if (run.gnu) yield* run.complain(`${path}: archive cannot contain itself; not dumped`, Math.max(run.status, 0));
      return;
    }
    if (stat.kind === 'socket') return;
    const name = yield* this.#member(path);
    const content = stat.kind === 'file' ? this.#content(full) : new Uint8Array(0);
    if (failed(content)) {
      yield* run.complain(
        run.gnu ? `${path}: Cannot open: ${reason(content)}` : `can't open '${path}': ${reason(content)}`,
        run.gnu ? 2 : 1,
      );
      return;
    }
    const entry = this.#entry(name, full, stat, content);
    yield* run.step(content.length * 0.000_002);
    this.parts.push(encodeEntry(entry));
    if (run.options.has('v'))
      yield* say(
        run,
        listLine(run, entry, run.options.given.filter(({ name: one }) => one === 'v').length > 1),
        this.#verbose,
      );
    if (stat.kind !== 'directory') return;
    const below = files.readdir(full);
    if (failed(below)) {
      yield* run.complain(`${path}: Cannot open: ${reason(below)}`, 2);
      return;
    }
    for (const child of below) yield* this.add(joinPath(path, child), base);
  }

  /** The name in the archive: without what leads out of the place where it is taken apart. */
  *#member(path: string): Task<string> {
    const run = this.#run;
    if (run.options.has('P') || !/^\/|^(.*\/)?\.\.(\/|$)/.test(path)) return path;
    const match = /^(?:\/+|(?:.*\/)?\.\.(?:\/+|$))+/.exec(path)?.[0] ?? '';
    if (!this.#stripped) {
      this.#stripped = true;
      yield* run.complain(
        run.gnu ? `Removing leading \`${match}' from member names` : `removing leading '${match}' from member names`,
        run.status,
      );
    }
    return path.slice(match.length) || './';
  }

  #content(full: string): Uint8Array | Failure {
    const file = this.#run.process.files.open(full, { read: true });
    if (failed(file)) return file;
    const { inode } = file;
    file.close();
    return inode?.kind === 'file' ? readContent(inode.content) : new Uint8Array(0);
  }

  #entry(name: string, full: string, stat: Stat, content: Uint8Array): ArchiveEntry {
    const { files } = this.#run.process;
    const target = stat.kind === 'symlink' ? files.readlink(full) : '';
    const key = `${stat.device}:${stat.ino}`;
    const first = stat.kind !== 'directory' && stat.nlink > 1 ? this.#seen.get(key) : undefined;
    if (first === undefined && stat.nlink > 1 && stat.kind !== 'directory') this.#seen.set(key, name);
    return {
      path: stat.kind === 'directory' ? `${name.replace(/\/+$/, '')}/` : name,
      type: first === undefined ? (stat.kind === 'socket' ? 'file' : stat.kind) : 'hardlink',
      mode: stat.mode,
      uid: stat.uid,
      gid: stat.gid,
      user: this.#run.options.has('numeric-owner') ? '' : nameOr(this.#names.user(stat.uid)),
      group: this.#run.options.has('numeric-owner') ? '' : nameOr(this.#names.group(stat.gid)),
      mtime: stat.mtime,
      linkTarget: first ?? (failed(target) ? '' : target),
      major: stat.major,
      minor: stat.minor,
      content: first === undefined ? content : new Uint8Array(0),
    };
  }
}

const nameOr = (name: string): string => (/^\d+$/.test(name) ? '' : name);

function* say(run: Invocation, text: string, where: 'output' | 'error'): Task {
  if (where === 'output') yield* run.print(text);
  else yield* run.process.descriptors.get(2)?.write(new TextEncoder().encode(text)) ?? [];
}

const kinds = {
  file: 'file',
  hardlink: 'file',
  symlink: 'symlink',
  directory: 'directory',
  character: 'character',
  block: 'block',
  fifo: 'fifo',
} as const;

function listLine(run: Invocation, entry: ArchiveEntry, full: boolean): string {
  if (!full) return `${entry.path}\n`;
  const numeric = run.options.has('numeric-owner');
  const owner = `${numeric || entry.user === '' ? entry.uid : entry.user}/${numeric || entry.group === '' ? entry.gid : entry.group}`;
  const device = entry.type === 'character' || entry.type === 'block';
  const size = device ? `${entry.major},${entry.minor}` : String(entry.type === 'file' ? entry.content.length : 0);
  const mode = modeText({ kind: kinds[entry.type], mode: entry.mode }).replace(/^./, (letter) =>
    entry.type === 'hardlink' ? 'h' : letter,
  );
  const arrow =
    entry.type === 'symlink'
      ? ` -> ${entry.linkTarget}`
      : entry.type === 'hardlink'
        ? ` link to ${entry.linkTarget}`
        : '';
  if (!run.gnu)
    return `${mode} ${owner} ${size.padStart(9)} ${formatTime('%Y-%m-%d %H:%M:%S', entry.mtime)} ${entry.path}${arrow}\n`;
  return `${mode} ${owner} ${size.padStart(Math.max(1, 18 - owner.length))} ${formatTime('%Y-%m-%d %H:%M', entry.mtime)} ${entry.path}${arrow}\n`;
}

function* readArchive(run: Invocation, start: string): Task<Uint8Array> {
  const path = run.options.value('f') ?? '-';
  const input =
    path === '-' ? run.process.descriptors.get(0)?.retain() : yield* run.process.open(absolute(path, start), 'read');
  if (input === undefined || typeof input === 'string') {
    if (!run.gnu) return yield* run.die(`can't open '${path}': ${reason(input ?? 'EBADF')}`);
    yield* run.complain(`${path}: Cannot open: ${reason(input ?? 'EBADF')}`, 2);
    return yield* run.die('Error is not recoverable: exiting now', 2);
  }
  let bytes = yield* readStream(input, run.process);
  input.release();
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (run.options.has('z') && !isZipped) {
    if (!run.gnu) return yield* run.die('invalid magic');
    const error = run.process.descriptors.get(2);
    if (error) yield* error.write(new TextEncoder().encode('\ngzip: stdin: not in gzip format\n'));
    yield* run.complain('Child returned status 1', 2);
    return yield* run.die('Error is not recoverable: exiting now', 2);
  }
  if (isZipped) {
    yield* run.step(bytes.length * zipCost);
    const content = expandGzip(bytes);
    if (content === 'too large') return yield* run.die('not simulated: an archive of more than 256 MiB');
    if (typeof content === 'string')
      return yield* run.die(run.gnu ? 'Unexpected EOF in archive' : 'corrupted data', run.gnu ? 2 : 1);
    bytes = content;
  }
  return bytes;
}

/** Ends the program when the directory that -C names is none. */
function* checkDirectory(run: Invocation): Task {
  const directory = run.options.value('C');
  if (directory === undefined) return;
  const stat = run.process.files.stat(directory);
  if (!failed(stat) && stat.kind === 'directory') return;
  const why = failed(stat) ? reason(stat) : 'Not a directory';
  if (!run.gnu) yield* run.die(`can't change directory to '${directory}': ${why}`);
  yield* run.complain(`${directory}: Cannot open: ${why}`, 2);
  yield* run.die('Error is not recoverable: exiting now', 2);
}

function* take(run: Invocation, mode: string, start: string): Task<number> {
  const { options } = run;
  const bytes = yield* readArchive(run, start);
  yield* checkDirectory(run);
  const base = options.values('C').reduce((at, directory) => absolute(directory, at), start);
  const wanted = run.operands.map((name) => ({
    name: name.replace(/\/+$/, ''),
    glob: options.has('wildcards') || !run.gnu ? patternToRegExp(name) : undefined,
    found: 0,
  }));
  const skips = excluded(run);
  const strip = Number(options.value('strip-components') ?? 0);
  const full = options.given.filter(({ name }) => name === 'v').length > (mode === 't' ? 0 : 1);
  const extractor = new Extractor(run, base);
  const entries = decodeArchive(bytes);
  for (let next = entries.next(); ; next = entries.next()) {
    if (next.done) {
      if (next.value === 'damaged') {
        if (!run.gnu) return yield* run.die(bytes.length < 512 ? 'short read' : 'invalid tar magic');
        yield* run.complain('This does not look like a tar archive', 2);
      } else if (next.value === 'cut off')
        yield* run.complain(run.gnu ? 'Unexpected EOF in archive' : 'short read', run.gnu ? 2 : 1);
      break;
    }
    const entry = next.value;
    yield* run.step(0.005);
    const plain = entry.path.replace(/\/+$/, '');
    const match = wanted.find(
      ({ name, glob }) => plain === name || plain.startsWith(`${name}/`) || glob?.test(plain) === true,
    );
    if (wanted.length > 0 && !match) continue;
    if (match) match.found++;
    if (skips(entry.path)) continue;
    if (mode === 't') {
      yield* run.print(listLine(run, entry, full));
      continue;
    }
    const parts = entry.path.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.length <= strip && strip > 0) continue;
    if (options.has('v')) yield* say(run, listLine(run, entry, full), options.has('O') ? 'error' : 'output');
    if (options.has('O')) {
      yield* run.output.writeBytes(entry.content);
      continue;
    }
    yield* extractor.extract(strip > 0 ? { ...entry, path: parts.slice(strip).join('/') } : entry);
  }
  extractor.finish();
  for (const { name, found } of wanted)
    if (found === 0)
      yield* run.complain(run.gnu ? `${name}: Not found in archive` : `${name}: not found in archive`, run.gnu ? 2 : 1);
  if (run.status === 2 && run.gnu) yield* run.complain('Exiting with failure status due to previous errors', 2);
  return run.status;
}

class Extractor {
  readonly #run: Invocation;
  readonly #base: string;
  /** Directories get their times and modes when all is inside. */
  readonly #directories: { path: string; entry: ArchiveEntry }[] = [];
  #warned = false;

  constructor(run: Invocation, base: string) {
    this.#run = run;
    this.#base = base;
  }

  *extract(entry: ArchiveEntry): Task {
    const run = this.#run;
    const { files, credentials } = run.process;
    const name = run.options.has('P') ? entry.path : entry.path.replace(/^(?:\/+|(?:.*\/)?\.\.(?:\/+|$))+/, '');
    if (name !== entry.path && !this.#warned) {
      this.#warned = true;
      const removed = entry.path.slice(0, entry.path.length - name.length);
      yield* run.complain(
        run.gnu
          ? `Removing leading \`${removed}' from member names`
          : `removing leading '${removed}' from member names`,
        run.status,
      );
    }
    const path = absolute(name, this.#base);
    this.#makeParents(path);
    yield* run.step(entry.content.length * 0.000_002);
    const before = files.lstat(path);
    if (!failed(before)) {
      if (run.options.has('k') && before.kind !== 'directory') {
        yield* run.complain(`${entry.path}: Cannot open: File exists`, 2);
        return;
      }
      if (before.kind !== 'directory') files.unlink(path);
      else if (entry.type !== 'directory') files.rmdir(path);
    }
    const failure = this.#make(path, entry);
    if (failure) {
      yield* run.complain(
        run.gnu
          ? `${entry.path}: Cannot ${entry.type === 'directory' ? 'mkdir' : 'open'}: ${reason(failure)}`
          : `can't open '${entry.path}': ${reason(failure)}`,
        run.gnu ? 2 : 1,
      );
      return;
    }
    if (entry.type === 'hardlink') return;
    if (credentials.uid === 0 && !run.options.has('o')) {
      const numeric = run.options.has('numeric-owner');
      const uid = numeric || entry.user === '' ? entry.uid : (findUser(files, entry.user)?.uid ?? entry.uid);
      const gid =
        numeric || entry.group === ''
          ? entry.gid
          : (groups(files).find((one) => one.name === entry.group)?.gid ?? entry.gid);
      files.chown(path, uid, gid, false);
    }
    if (entry.type === 'directory') this.#directories.push({ path, entry });
    else this.#attributes(path, entry);
  }

  /** Gives the directories what they are to have. */
  finish(): void {
    for (const { path, entry } of this.#directories.reverse()) this.#attributes(path, entry);
  }

  #attributes(path: string, entry: ArchiveEntry): void {
    const { files, credentials, umask } = this.#run.process;
    const keeps = credentials.uid === 0 || this.#run.options.has('p');
    if (entry.type !== 'symlink') files.chmod(path, keeps ? entry.mode : entry.mode & 0o777 & ~umask);
    if (!this.#run.options.has('m')) files.utimes(path, entry.mtime, false);
  }

  #makeParents(path: string): void {
    const { files } = this.#run.process;
    const above = dirname(path);
    if (files.exists(above)) return;
    this.#makeParents(above);
    files.mkdir(above);
  }

  #make(path: string, entry: ArchiveEntry): Failure | undefined {
    const { files } = this.#run.process;
    switch (entry.type) {
      case 'directory':
        return files.exists(path) ? undefined : files.mkdir(path, 0o700);
      case 'symlink':
        return files.symlink(entry.linkTarget, path);
      case 'hardlink':
        return files.link(absolute(entry.linkTarget, this.#base), path);
      case 'file':
        return files.writeFile(path, entry.content, 0o600);
      case 'fifo':
        return files.mknod(path, { kind: 'fifo' });
      default:
        return files.mknod(path, { kind: entry.type, major: entry.major, minor: entry.minor });
    }
  }
}
