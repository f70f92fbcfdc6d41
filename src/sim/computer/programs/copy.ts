// cp(1), mv(1), and the copying that they share.
import type { Task } from '../../kernel/task.ts';
import { sizeOfContent } from '../filesystem/content.ts';
import { failed, type Failure } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { basename, dirname, isWithin, joinPath } from '../filesystem/path.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { remove } from './remove.ts';
import { shellQuoted } from './text.ts';

/** What is copied besides content. */
interface How {
  readonly recursive: boolean;
  /** Which symbolic links are followed. */
  readonly follow: 'all' | 'operands' | 'none';
  readonly preserve: { readonly mode: boolean; readonly times: boolean; readonly owner: boolean };
  readonly makes: 'copies' | 'links' | 'symlinks';
}

const msPerByte = 0.000_001;

/** `cp` */
export const cp = applet(
  {
    name: 'cp',
    short: 'adfHilLnPpRrst:Tuv',
    long: {
      archive: 'a',
      force: 'f',
      interactive: 'i',
      link: 'l',
      dereference: 'L',
      'no-clobber': 'n',
      'no-dereference': 'P',
      preserve: 'preserve::',
      'no-preserve': 'no-preserve:',
      recursive: 'r',
      'remove-destination': 'remove-destination',
      'symbolic-link': 's',
      'target-directory': 't:',
      'no-target-directory': 'T',
      update: 'u',
      verbose: 'v',
      reflink: 'reflink::',
      sparse: 'sparse:',
    },
    unsimulated: ['b', 'S', 'x', 'Z', 'backup', 'parents', 'one-file-system', 'attributes-only', 'suffix', 'context'],
    usage: '[OPTION]... [-T] SOURCE DEST\n[OPTION]... SOURCE... DIRECTORY\n[OPTION]... -t DIRECTORY SOURCE...',
    about: 'Copy SOURCE to DEST, or multiple SOURCE(s) to DIRECTORY.',
    busybox: {
      short: 'arRPLHpfinlsTut:vd',
      long: {},
      usage: '[-arPLHpfinlsTu] SOURCE DEST\nor: cp [-arPLHpfinlsu] SOURCE... { -t DIRECTORY | DIRECTORY }',
    },
  },
  function* (run) {
    const { options } = run;
    const archive = options.has('a');
    const recursive = archive || options.has('r') || options.has('R');
    const kept = options.given
      .filter(({ name }) => name === 'preserve')
      .flatMap(({ value }) => (value === '' ? ['mode', 'ownership', 'timestamps'] : value.split(',')));
    const lost = options.values('no-preserve').flatMap((value) => value.split(','));
    const keeps = (what: string): boolean =>
      (archive || options.has('p') || kept.includes(what) || kept.includes('all')) && !lost.includes(what);
    const last = options.last('L', 'P', 'H', 'd', 'a');
    const how: How = {
      recursive,
      follow: last === 'L' ? 'all' : last === 'H' ? 'operands' : last === undefined && !recursive ? 'all' : 'none',
      preserve: { mode: keeps('mode'), times: keeps('timestamps'), owner: keeps('ownership') },
      makes: options.has('l') ? 'links' : options.has('s') ? 'symlinks' : 'copies',
    };
    for (const { source, target } of yield* pairs(run)) yield* copyOperand(run, source, target, how);
    return run.status;
  },
);

/** Where each source goes: into a directory, or to one name. */
function* pairs(run: Invocation): Task<{ source: string; target: string }[]> {
  const { options, operands, process } = run;
  const into = options.value('t');
  const sources = into === undefined ? operands.slice(0, -1) : operands;
  const [first] = operands;
  if (first === undefined) return yield* run.misuse('missing file operand');
  const target = into ?? operands.at(-1) ?? '';
  if (sources.length === 0) return yield* run.misuse(`missing destination file operand after ${shellQuoted(first)}`);
  const stat = process.files.stat(target);
  const isDirectory = !failed(stat) && stat.kind === 'directory';
  if (options.has('T')) {
    const extra = operands[2];
    if (extra !== undefined) return yield* run.misuse(`extra operand ${shellQuoted(extra)}`);
    return [{ source: first, target }];
  }
  if (
    !isDirectory &&
    (into !== undefined ||
      sources.length > 1 ||
      (run.gnu && target.endsWith('/') && run.name === 'cp' && failed(stat) && !wantsDirectory(run, first)))
  ) {
    const why = failed(stat) ? reason(stat) : 'Not a directory';
    if (run.gnu) {
      const what = into === undefined ? 'target' : 'target directory';
      if (into === undefined && sources.length === 1)
        return yield* run.die(`cannot create regular file ${shellQuoted(target)}: Not a directory`);
      return yield* run.die(`${what} ${shellQuoted(target)}: ${why}`);
    }
  }
  if (!isDirectory && sources.length === 1) return [{ source: first, target }];
  return sources.map((source) => {
    const name = basename(source);
    return { source, target: name === '..' || name === '.' ? joinPath(target, name) : joinPath(target, name) };
  });
}

function wantsDirectory(run: Invocation, source: string): boolean {
  const stat = run.process.files.stat(source);
  return failed(stat) || stat.kind === 'directory';
}

function* copyOperand(run: Invocation, source: string, target: string, how: How): Task {
  const { files } = run.process;
  const stat = how.follow === 'none' ? files.lstat(source) : files.stat(source);
  if (failed(stat)) {
    yield* cannotStat(run, source, stat);
    return;
  }
  if (stat.kind === 'directory' && !how.recursive) {
    const text = run.gnu
      ? `-r not specified; omitting directory ${shellQuoted(source)}`
      : `omitting directory '${source}'`;
    yield* run.complain(text);
    return;
  }
  if (stat.kind === 'directory') {
    const [from, above] = [files.realpath(source), files.realpath(dirname(target))];
    if (typeof from === 'string' && typeof above === 'string' && isWithin(joinPath(above, basename(target)), from)) {
      const same = joinPath(above, basename(target)) === from;
      if (!same || files.exists(target)) {
        const quoted = `${shellQuoted(source)}, into itself, ${shellQuoted(target)}`;
        if (run.gnu) yield* run.complain(`cannot copy a directory, ${quoted}`);
        else yield* run.complain(`recursion detected, omitting directory '${source}'`);
        return;
      }
    }
  }
  yield* copyTree(run, source, target, stat, how);
}

function* cannotStat(run: Invocation, path: string, failure: Failure): Task {
  const text = run.gnu ? `cannot stat ${shellQuoted(path)}` : `can't stat '${path}'`;
  yield* run.complain(`${text}: ${reason(failure)}`);
}

/** Copies a file, or a directory with what is in it; false when something could not be copied. */
function* copyTree(run: Invocation, source: string, target: string, stat: Stat, how: How): Task<boolean> {
  const { files } = run.process;
  yield* run.step();
  const before = how.follow === 'none' && stat.kind === 'symlink' ? files.lstat(target) : files.stat(target);
  if (!run.gnu && failed(before) && before.errno === 'ENOTDIR') {
    yield* cannotStat(run, target, before);
    return false;
  }
  const there = failed(before) ? undefined : before;
  if (there?.ino === stat.ino && there.device === stat.device && stat.kind !== 'directory') {
    yield* run.complain(`${shellQuoted(source)} and ${shellQuoted(target)} are the same file`);
    return false;
  }
  if (stat.kind === 'directory') return yield* copyDirectory(run, source, target, stat, there, how);
  if (there?.kind === 'directory') {
    const text = run.gnu
      ? `cannot overwrite directory ${shellQuoted(target)} with non-directory`
      : `'${target}' is a directory`;
    yield* run.complain(text);
    return false;
  }
  if (there && !(yield* mayReplace(run, target, stat, there))) return true;
  const failure = yield* copyFile(run, source, target, stat, there, how);
  if (failure) {
    yield* run.complain(failure);
    return false;
  }
  keepAttributes(run, target, stat, how);
  if (run.options.has('v') && run.name === 'cp') yield* run.print(`${shellQuoted(source)} -> ${shellQuoted(target)}\n`);
  return true;
}

function* mayReplace(run: Invocation, target: string, stat: Stat, there: Stat): Task<boolean> {
  const last = run.options.last('f', 'i', 'n');
  if (run.options.has('n')) return false;
  if (run.options.has('u') && there.mtime >= stat.mtime) return false;
  if (last !== 'i') return true;
  return yield* run.ask(`${run.name}: overwrite ${shellQuoted(target)}? `);
}

function* copyDirectory(
  run: Invocation,
  source: string,
  target: string,
  stat: Stat,
  there: Stat | undefined,
  how: How,
): Task<boolean> {
  const { files } = run.process;
  if (there && there.kind !== 'directory') {
    const text = run.gnu
      ? `cannot overwrite non-directory ${shellQuoted(target)} with directory ${shellQuoted(source)}`
      : `target '${target}' is not a directory`;
    yield* run.complain(text);
    return false;
  }
  if (!there) {
    const failure = files.mkdir(target, 0o700 | stat.mode);
    if (failure) {
      const text = run.gnu ? `cannot create directory ${shellQuoted(target)}` : `can't create directory '${target}'`;
      yield* run.complain(`${text}: ${reason(failure)}`);
      return false;
    }
    if (run.options.has('v') && run.name === 'cp')
      yield* run.print(`${shellQuoted(source)} -> ${shellQuoted(target)}\n`);
  }
  const names = files.readdir(source);
  if (failed(names)) {
    const text = run.gnu ? `cannot access ${shellQuoted(source)}` : `can't open '${source}'`;
    yield* run.complain(`${text}: ${reason(names)}`);
    return false;
  }
  let whole = true;
  for (const name of names) {
    const below = joinPath(source, name);
    const inner = how.follow === 'all' ? files.stat(below) : files.lstat(below);
    if (failed(inner)) {
      yield* cannotStat(run, below, inner);
      whole = false;
    } else if (
      !(yield* copyTree(run, below, joinPath(target, name), inner, {
        ...how,
        follow: how.follow === 'all' ? 'all' : 'none',
      }))
    )
      whole = false;
  }
  if (!there) {
    files.chmod(target, how.preserve.mode ? stat.mode : stat.mode & ~run.process.umask);
    keepAttributes(run, target, stat, how);
  }
  return whole;
}

/** Copies what is no directory; the complaint when that fails. */
function* copyFile(
  run: Invocation,
  source: string,
  target: string,
  stat: Stat,
  there: Stat | undefined,
  how: How,
): Task<string | undefined> {
  const { files } = run.process;
  const cannot = (what: string, failure: Failure): string =>
    run.gnu
      ? `cannot create ${what} ${shellQuoted(target)}: ${reason(failure)}`
      : `can't create ${what === 'regular file' ? '' : `${what} `}'${target}': ${reason(failure)}`;
  if (how.makes !== 'copies') {
    if (there && run.options.has('f')) files.unlink(target);
    const failure = how.makes === 'links' ? files.link(source, target) : files.symlink(source, target);
    return failure && cannot(how.makes === 'links' ? 'hard link' : 'symbolic link', failure);
  }
  if (
    there &&
    (run.options.has('remove-destination') || run.options.has('f')) &&
    (run.options.has('remove-destination') || files.access(target, 2))
  ) {
    files.unlink(target);
    return yield* copyFile(run, source, target, stat, undefined, how);
  }
  switch (stat.kind) {
    case 'symlink': {
      const link = files.readlink(source);
      if (failed(link)) return cannot('symbolic link', link);
      if (there) files.unlink(target);
      const failure = files.symlink(link, target);
      return failure && cannot('symbolic link', failure);
    }
    case 'file':
      if (!there || there.kind === 'file') return yield* copyContent(run, source, target, stat, there, cannot);
      return yield* pour(run, source, target);
    case 'directory':
      return undefined;
    default: {
      if (!how.recursive) return yield* pour(run, source, target);
      const { kind, major, minor } = stat;
      const body = kind === 'character' || kind === 'block' ? { kind, major, minor } : { kind };
      const failure = files.mknod(target, body, stat.mode);
      return failure && cannot('special file', failure);
    }
  }
}

function* copyContent(
  run: Invocation,
  source: string,
  target: string,
  stat: Stat,
  there: Stat | undefined,
  cannot: (what: string, failure: Failure) => string,
): Task<string | undefined> {
  const { files } = run.process;
  const file = files.open(source, { read: true });
  if (failed(file))
    return run.gnu
      ? `cannot open ${shellQuoted(source)} for reading: ${reason(file)}`
      : `can't open '${source}': ${reason(file)}`;
  const { inode } = file;
  file.close();
  if (inode?.kind !== 'file') return cannot('regular file', { errno: 'EIO' });
  yield* run.step(sizeOfContent(inode.content) * msPerByte);
  const mode = stat.mode & 0o777;
  if (inode.program !== undefined) {
    if (there) {
      const failure = files.access(target, 2) ?? files.unlink(target);
      if (failure) return cannot('regular file', failure);
    }
    const { content, program } = inode;
    const failure = files.mknod(target, { kind: 'file', content, program }, there?.mode ?? mode);
    return failure && cannot('regular file', failure);
  }
  const failure = files.writeFile(target, inode.content, mode);
  return failure && cannot('regular file', failure);
}

/** Copies through descriptors: devices, pipes. */
function* pour(run: Invocation, source: string, target: string): Task<string | undefined> {
  const from = yield* run.process.open(source, 'read');
  if (typeof from === 'string') return `cannot open ${shellQuoted(source)} for reading: ${reason(from)}`;
  const to = yield* run.process.open(target, 'write');
  if (typeof to === 'string') {
    from.release();
    return `cannot create regular file ${shellQuoted(target)}: ${reason(to)}`;
  }
  try {
    for (let bytes = yield* from.read(); bytes; bytes = yield* from.read()) {
      const errno = yield* to.write(bytes);
      if (errno) return `error writing ${shellQuoted(target)}: ${reason(errno)}`;
    }
    return undefined;
  } finally {
    from.release();
    to.release();
  }
}

function keepAttributes(run: Invocation, target: string, stat: Stat, { preserve }: How): void {
  const { files } = run.process;
  const link = stat.kind === 'symlink';
  if (preserve.owner) files.chown(target, stat.uid, stat.gid, !link);
  if (preserve.mode && !link) files.chmod(target, stat.mode);
  if (preserve.times) files.utimes(target, stat.mtime, !link);
}

/** `mv` */
export const mv = applet(
  {
    name: 'mv',
    short: 'finvt:Tu',
    long: {
      force: 'f',
      interactive: 'i',
      'no-clobber': 'n',
      'target-directory': 't:',
      'no-target-directory': 'T',
      update: 'u',
      verbose: 'v',
    },
    unsimulated: ['b', 'S', 'Z', 'backup', 'suffix', 'strip-trailing-slashes', 'exchange', 'context'],
    usage: '[OPTION]... [-T] SOURCE DEST\n[OPTION]... SOURCE... DIRECTORY\n[OPTION]... -t DIRECTORY SOURCE...',
    about: 'Rename SOURCE to DEST, or move SOURCE(s) to DIRECTORY.',
    busybox: {
      short: 'finTt:u',
      long: {},
      usage: '[-finT] SOURCE DEST\nor: mv [-fin] SOURCE... { -t DIRECTORY | DIRECTORY }',
    },
  },
  function* (run) {
    for (const { source, target } of yield* pairs(run)) yield* move(run, source, target);
    return run.status;
  },
);

function* move(run: Invocation, source: string, target: string): Task {
  const { files } = run.process;
  yield* run.step();
  const stat = files.lstat(source);
  if (failed(stat)) {
    if (run.gnu) yield* cannotStat(run, source, stat);
    else yield* run.complain(`can't rename '${source}': ${reason(stat)}`);
    return;
  }
  const found = files.lstat(target);
  const there = failed(found) ? undefined : found;
  if (there) {
    if (there.ino === stat.ino && there.device === stat.device) {
      if (run.gnu) yield* run.complain(`${shellQuoted(source)} and ${shellQuoted(target)} are the same file`);
      return;
    }
    if (there.kind === 'directory' && stat.kind !== 'directory') {
      yield* run.complain(
        run.gnu
          ? `cannot overwrite directory ${shellQuoted(target)} with non-directory`
          : `can't rename '${source}': Is a directory`,
      );
      return;
    }
    if (stat.kind === 'directory' && there.kind !== 'directory') {
      yield* run.complain(
        run.gnu
          ? `cannot overwrite non-directory ${shellQuoted(target)} with directory ${shellQuoted(source)}`
          : `can't rename '${source}': Not a directory`,
      );
      return;
    }
    if (!(yield* mayReplace(run, target, stat, there))) return;
  }
  const failure = files.rename(source, target);
  if (failure?.errno === 'EXDEV') {
    yield* moveAcross(run, source, target, stat, there);
    return;
  }
  if (failure) {
    if (!run.gnu) yield* run.complain(`can't rename '${source}': ${reason(failure)}`);
    else if (failure.errno === 'EINVAL')
      yield* run.complain(`cannot move ${shellQuoted(source)} to a subdirectory of itself, ${shellQuoted(target)}`);
    else if (failure.errno === 'ENOTEMPTY')
      yield* run.complain(`cannot overwrite ${shellQuoted(target)}: ${reason(failure)}`);
    else yield* run.complain(`cannot move ${shellQuoted(source)} to ${shellQuoted(target)}: ${reason(failure)}`);
    return;
  }
  if (run.options.has('v')) yield* run.print(`renamed ${shellQuoted(source)} -> ${shellQuoted(target)}\n`);
}

/** To another file system: a copy with all attributes, then the original goes. */
function* moveAcross(run: Invocation, source: string, target: string, stat: Stat, there: Stat | undefined): Task {
  const { files } = run.process;
  if (there && stat.kind !== 'directory') files.unlink(target);
  const how: How = {
    recursive: true,
    follow: 'none',
    preserve: { mode: true, times: true, owner: true },
    makes: 'copies',
  };
  if (!(yield* copyTree(run, source, target, stat, how))) return;
  if (!(yield* remove(run, source, { recursive: true, force: true, asks: false }))) return;
  if (run.options.has('v')) yield* run.print(`renamed ${shellQuoted(source)} -> ${shellQuoted(target)}\n`);
}
