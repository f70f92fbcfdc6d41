// rm(1), unlink(1).
import type { Task } from '../../kernel/task.ts';
import { failed } from '../filesystem/errno.ts';
import type { Stat } from '../filesystem/file-system.ts';
import { basename, joinPath } from '../filesystem/path.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { shellQuoted } from './text.ts';

/** `rm` */
export const rm = applet(
  {
    name: 'rm',
    short: 'dfiIrRv',
    long: {
      dir: 'd',
      force: 'f',
      interactive: 'interactive::',
      recursive: 'r',
      verbose: 'v',
      'one-file-system': 'one-file-system',
      'preserve-root': 'preserve-root::',
      'no-preserve-root': 'no-preserve-root',
    },
    usage: '[OPTION]... [FILE]...',
    about: 'Remove (unlink) the FILE(s).',
    busybox: { short: 'firR', long: {}, usage: '[-irf] FILE...' },
  },
  function* (run) {
    const { options, operands } = run;
    const force = options.last('f', 'i') === 'f';
    if (operands.length === 0) return force ? 0 : yield* run.misuse('missing operand');
    const recursive = options.has('r') || options.has('R');
    const asks = options.last('f', 'i', 'interactive') === 'i' || options.value('interactive') === 'always';
    if (options.has('I') && (operands.length > 3 || recursive)) {
      const what = operands.length === 1 ? '1 argument' : `${operands.length} arguments`;
      if (!(yield* run.ask(`rm: remove ${what}${recursive ? ' recursively' : ''}? `))) return 0;
    }
    for (const path of operands) {
      const last = basename(path);
      if ((last === '.' || last === '..') && (recursive || !run.gnu)) {
        yield* run.complain(
          run.gnu
            ? `refusing to remove '.' or '..' directory: skipping ${shellQuoted(path)}`
            : "can't remove '.' or '..'",
        );
      } else if (run.gnu && recursive && run.process.files.realpath(path) === '/' && !options.has('no-preserve-root')) {
        yield* run.complain("it is dangerous to operate recursively on '/'");
        yield* run.complain('use --no-preserve-root to override this failsafe');
      } else yield* remove(run, path, { recursive, force, asks });
    }
    return run.status;
  },
);

interface How {
  readonly recursive: boolean;
  readonly force: boolean;
  readonly asks: boolean;
}

/** Removes a path and all below it; false when something stayed. */
export function* remove(run: Invocation, path: string, how: How): Task<boolean> {
  const { files } = run.process;
  yield* run.step();
  const stat = files.lstat(path);
  if (failed(stat)) {
    if (how.force && (stat.errno === 'ENOENT' || stat.errno === 'ENOTDIR')) return true;
    yield* cannot(run, path, reason(stat));
    return false;
  }
  if (stat.kind !== 'directory') {
    if (!(yield* confirmed(run, path, stat, how, 'remove'))) return false;
    return yield* report(run, path, files.unlink(path), `removed ${shellQuoted(path)}`);
  }
  if (!how.recursive) {
    const names = files.readdir(path);
    if (run.options.has('d') && run.gnu && !failed(names) && names.length === 0)
      return yield* report(run, path, files.rmdir(path), `removed directory ${shellQuoted(path)}`);
    const text = run.options.has('d') ? 'Directory not empty' : 'Is a directory';
    if (run.gnu) yield* cannot(run, path, text);
    else yield* run.complain(`'${path}' is a directory`);
    return false;
  }
  const names = files.readdir(path);
  let whole = true;
  if (failed(names)) {
    if (files.rmdir(path) === undefined) return true;
    yield* cannot(run, path, reason(names));
    return false;
  }
  if (names.length > 0 && !(yield* confirmed(run, path, stat, how, 'descend into'))) return false;
  for (const name of names) if (!(yield* remove(run, joinPath(path, name), how))) whole = false;
  if (!whole || !(yield* confirmed(run, path, stat, how, 'remove'))) return false;
  return yield* report(run, path, files.rmdir(path), `removed directory ${shellQuoted(path)}`);
}

function* cannot(run: Invocation, path: string, why: string): Task {
  yield* run.complain(run.gnu ? `cannot remove ${shellQuoted(path)}: ${why}` : `can't remove '${path}': ${why}`);
}

function* report(
  run: Invocation,
  path: string,
  failure: { readonly errno: Parameters<typeof reason>[0] } | undefined,
  done: string,
): Task<boolean> {
  if (failure) {
    yield* cannot(run, path, reason(failure.errno));
    return false;
  }
  if (run.options.has('v')) yield* run.print(`${done}\n`);
  return true;
}

const kindNames: Readonly<Record<Stat['kind'], string>> = {
  file: 'regular file',
  directory: 'directory',
  symlink: 'symbolic link',
  character: 'character special file',
  block: 'block special file',
  fifo: 'fifo',
  socket: 'socket',
};

/** What stat(1) and the questions of rm call a file. */
export const kindName = (stat: Pick<Stat, 'kind' | 'size'>): string =>
  stat.kind === 'file' && stat.size === 0 ? 'regular empty file' : kindNames[stat.kind];

/** Asks before removing, where it was asked to, or where a file is write-protected and someone is at the terminal. */
function* confirmed(run: Invocation, path: string, stat: Stat, how: How, verb: string): Task<boolean> {
  if (how.force) return true;
  const guarded =
    stat.kind !== 'symlink' &&
    run.process.descriptors.get(0)?.terminal !== undefined &&
    run.process.files.access(path, 2) !== undefined;
  if (!how.asks && !guarded) return true;
  if (!run.gnu) return yield* run.ask(`rm: ${verb === 'remove' ? 'remove' : 'descend into directory'} '${path}'? `);
  const what = verb === 'remove' ? kindName(stat) : 'directory';
  return yield* run.ask(`rm: ${verb} ${guarded ? 'write-protected ' : ''}${what} ${shellQuoted(path)}? `);
}

/** `unlink` */
export const unlink = applet(
  { name: 'unlink', short: '', usage: 'FILE', about: 'Call the unlink function to remove the specified FILE.' },
  function* (run) {
    const [path, extra] = run.operands;
    if (path === undefined) return yield* run.misuse('missing operand');
    if (extra !== undefined) return yield* run.misuse(`extra operand ${run.quote(extra)}`);
    const failure = run.process.files.unlink(path);
    if (!failure) return 0;
    const text = run.gnu ? `cannot unlink ${shellQuoted(path)}` : `can't remove file '${path}'`;
    return yield* run.die(`${text}: ${reason(failure)}`);
  },
);
