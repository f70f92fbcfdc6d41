// ln(1), readlink(1), realpath(1).
import type { Task } from '../../kernel/task.ts';
import { failed, type Failure } from '../filesystem/errno.ts';
import { absolute, basename, components, dirname, joinPath } from '../filesystem/path.ts';
import type { Process } from '../contract.ts';
import { applet, reason, type Invocation } from './invocation.ts';
import { shellQuoted } from './text.ts';

/** `ln` */
export const ln = applet(
  {
    name: 'ln',
    short: 'fiLnPrst:Tv',
    long: {
      force: 'f',
      interactive: 'i',
      logical: 'L',
      'no-dereference': 'n',
      physical: 'P',
      relative: 'r',
      symbolic: 's',
      'target-directory': 't:',
      'no-target-directory': 'T',
      verbose: 'v',
    },
    unsimulated: ['b', 'd', 'F', 'S', 'backup', 'directory', 'suffix'],
    usage: '[OPTION]... [-T] TARGET LINK_NAME\n[OPTION]... TARGET\n[OPTION]... TARGET... DIRECTORY',
    about: 'Create a link to TARGET with the name LINK_NAME.',
    busybox: { short: 'sfnbS:vTt:L', long: {}, usage: '[-sfnbtv] [-S SUF] TARGET... LINK|DIR' },
  },
  function* (run) {
    const { operands, options, process } = run;
    const into = options.value('t');
    const [first] = operands;
    if (first === undefined) return yield* run.misuse('missing file operand');
    if (into !== undefined) {
      for (const target of operands) yield* link(run, target, joinPath(into, basename(target)));
      return run.status;
    }
    if (operands.length === 1 && !options.has('T')) {
      yield* link(run, first, run.gnu ? `./${basename(first)}` : basename(first));
      return run.status;
    }
    const name = operands.at(-1) ?? '';
    const stat = options.has('n') || options.has('T') ? process.files.lstat(name) : process.files.stat(name);
    const isDirectory = !failed(stat) && stat.kind === 'directory' && !options.has('T');
    const targets = operands.slice(0, -1);
    if (!isDirectory && targets.length > 1)
      return yield* run.die(
        run.gnu
          ? `target ${shellQuoted(name)}: ${failed(stat) ? reason(stat) : 'Not a directory'}`
          : `target '${name}' is not a directory`,
      );
    for (const target of targets) yield* link(run, target, isDirectory ? joinPath(name, basename(target)) : name);
    return run.status;
  },
);

function* link(run: Invocation, written: string, name: string): Task {
  const { options, process } = run;
  const { files } = process;
  yield* run.step();
  const symbolic = options.has('s');
  const target = symbolic && options.has('r') ? relativePath(process, written, dirname(name)) : written;
  if (!symbolic && !run.process.files.exists(target) && failed(files.lstat(target))) {
    const why = reason(files.lstat(target) as Failure);
    yield* run.complain(run.gnu ? `failed to access ${shellQuoted(target)}: ${why}` : `${target}: ${why}`);
    return;
  }
  const isThere = !failed(files.lstat(name));
  if (isThere && (options.has('f') || (options.has('i') && (yield* run.ask(`ln: replace ${shellQuoted(name)}? `))))) {
    const [one, two] = [files.lstat(target), files.lstat(name)];
    if (!symbolic && !failed(one) && !failed(two) && one.ino === two.ino && one.device === two.device) {
      yield* run.complain(`${shellQuoted(target)} and ${shellQuoted(name)} are the same file`);
      return;
    }
    files.unlink(name);
  }
  const failure = symbolic ? files.symlink(target, name) : files.link(target, name);
  if (failure) {
    if (!run.gnu) yield* run.complain(`${name}: ${reason(failure)}`);
    else if (!symbolic && failure.errno === 'EPERM')
      yield* run.complain(`${target}: hard link not allowed for directory`);
    else {
      const arrow = !symbolic && failure.errno !== 'EEXIST' ? ` => ${shellQuoted(target)}` : '';
      yield* run.complain(
        `failed to create ${symbolic ? 'symbolic' : 'hard'} link ${shellQuoted(name)}${arrow}: ${reason(failure)}`,
      );
    }
    return;
  }
  if (options.has('v')) yield* run.print(`${shellQuoted(name)} ${symbolic ? '->' : '=>'} ${shellQuoted(target)}\n`);
}

/** A path as seen from a directory. */
export function relativePath(process: Process, path: string, directory: string): string {
  const resolve = (one: string): string[] =>
    components(resolvePath(process, one, 'missing') ?? absolute(one, process.cwd));
  const [to, from] = [resolve(path), resolve(directory)];
  let common = 0;
  while (common < to.length && common < from.length && to[common] === from[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/') || '.';
}

/**
 * The path without links and dots. What must exist: `all` of it, all but the `last` component, or nothing (`missing`).
 * Undefined when something is missing that must not be.
 */
export function resolvePath(process: Process, path: string, exists: 'all' | 'last' | 'missing'): string | undefined {
  const { files } = process;
  if (path === '') return undefined;
  const pending = components(path.startsWith('/') ? path : joinPath(process.cwd, path)).reverse();
  let at = '/';
  let links = 0;
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (name === '..') {
      at = dirname(at);
      continue;
    }
    const next = joinPath(at, name);
    const stat = files.lstat(next);
    if (failed(stat)) {
      if (exists === 'all' || (exists === 'last' && (pending.length > 0 || stat.errno !== 'ENOENT'))) return undefined;
      at = next;
      continue;
    }
    if (stat.kind !== 'symlink') {
      at = next;
      continue;
    }
    const target = files.readlink(next);
    if (failed(target) || ++links > 40) return undefined;
    if (target.startsWith('/')) at = '/';
    pending.push(...components(target).reverse());
  }
  return at;
}

const must = (run: Invocation): 'all' | 'last' | 'missing' => {
  const last = run.options.last('e', 'm', 'f');
  return last === 'e' ? 'all' : last === 'm' ? 'missing' : 'last';
};

/** `readlink` */
export const readlink = applet(
  {
    name: 'readlink',
    short: 'efmnqsvz',
    long: {
      canonicalize: 'f',
      'canonicalize-existing': 'e',
      'canonicalize-missing': 'm',
      'no-newline': 'n',
      quiet: 'q',
      silent: 's',
      verbose: 'v',
      zero: 'z',
    },
    usage: '[OPTION]... FILE...',
    about: 'Print value of a symbolic link or canonical file name.',
    busybox: { short: 'fnqsv', long: {}, usage: '[-fnv] FILE' },
  },
  function* (run) {
    const { options, process } = run;
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    const end = options.has('z') ? '\0' : options.has('n') && run.operands.length === 1 ? '' : '\n';
    for (const path of run.operands) {
      const canonical = options.last('e', 'm', 'f') !== undefined;
      const result = canonical ? resolvePath(process, path, must(run)) : process.files.readlink(path);
      if (typeof result === 'string') yield* run.print(result + end);
      else {
        run.status = 1;
        if (options.has('v')) yield* run.complain(`${path}: ${result ? reason(result) : reason('ENOENT')}`);
      }
    }
    return run.status;
  },
);

/** `realpath` */
export const realpath = applet(
  {
    name: 'realpath',
    short: 'eLmPqsz',
    long: {
      'canonicalize-existing': 'e',
      'canonicalize-missing': 'm',
      logical: 'L',
      physical: 'P',
      quiet: 'q',
      'relative-to': 'relative-to:',
      strip: 's',
      'no-symlinks': 's',
      zero: 'z',
    },
    unsimulated: ['relative-base'],
    usage: '[OPTION]... FILE...',
    about: 'Print the resolved absolute file name.',
    busybox: { short: '', long: {}, usage: 'FILE...' },
  },
  function* (run) {
    const { options, process } = run;
    if (run.operands.length === 0) return yield* run.misuse('missing operand');
    const base = options.value('relative-to');
    for (const path of run.operands) {
      let result = options.has('s') ? absolute(path, process.cwd) : resolvePath(process, path, must(run));
      if (result === undefined) {
        run.status = 1;
        const failure = process.files.stat(path);
        if (!options.has('q')) yield* run.complain(`${path}: ${failed(failure) ? reason(failure) : reason('ENOENT')}`);
        continue;
      }
      if (base !== undefined) result = relativePath(process, result, base);
      yield* run.print(result + (options.has('z') ? '\0' : '\n'));
    }
    return run.status;
  },
);
