// git checkout, switch, restore, branch, tag.
import type { Task } from '../../../kernel/task.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { checkOut, differences, removeWorking, readWorking, switchTree, workingSnapshot } from '../working-tree.ts';

/** What is said when HEAD leaves the branches. */
export const detachedAdvice = (name: string): string => `Note: switching to '${name}'.

You are in 'detached HEAD' state. You can look around, make experimental
changes and commit them, and you can discard any commits you make in this
state without impacting any branches by switching back to a branch.

If you want to create a new branch to retain commits you create, you may
do so (now or later) by using -c with the switch command. Example:

  git switch -c <new-branch-name>

Or undo this operation with:

  git switch -

Turn off this advice by setting config variable advice.detachedHead to false

`;

const subject = (message: string): string => message.split('\n')[0] ?? '';

/** The first line of a commit with its short id. */
export const described = (repository: Repository, id: string): string =>
  `${id.slice(0, 7)} ${subject(repository.commit(id)?.message ?? '')}`;

function* move(
  session: Session,
  repository: Repository,
  target: string,
  branch: string | undefined,
  quiet: boolean,
): Task {
  const { head } = repository;
  const [before, after] = [repository.snapshot(head.id), repository.snapshot(target)];
  const index = repository.index;
  const lost = differences(before, after)
    .map(({ path }) => path)
    .filter((path) => {
      const [was, staged, now] = [before.get(path), index.get(path), readWorking(repository, path)];
      return was?.id !== staged?.id || was?.id !== now?.id;
    });
  if (lost.length > 0) {
    yield* session.warn(
      `error: Your local changes to the following files would be overwritten by checkout:\n${lost.map((path) => `\t${path}\n`).join('')}Please commit your changes or stash them before you switch branches.\nAborting\n`,
    );
    return yield* exitWith(session, 1);
  }
  switchTree(repository, before, after);
  for (const { path, kind } of differences(after, workingSnapshot(repository)))
    if (!quiet && repository.index.has(path)) yield* session.print(`${kind}\t${path}\n`);
  if (!quiet && head.branch === undefined && head.id !== undefined && head.id !== target)
    yield* session.warn(`Previous HEAD position was ${described(repository, head.id)}\n`);
  repository.put('previous', `${head.branch ?? head.id ?? ''}\n`);
  repository.put('HEAD', branch === undefined ? `${target}\n` : `ref: refs/heads/${branch}\n`);
}

function* exitWith(session: Session, status: number): Task<never> {
  yield* session.flush();
  session.process.exit(status);
  for (;;) yield* session.process.compute(1);
}

/** `git checkout` and `git switch`. */
export function* checkout(session: Session, args: readonly string[], command: 'checkout' | 'switch'): Task<number> {
  const repository = yield* session.repository();
  const create = command === 'checkout' ? ['-b', '-B'] : ['-c', '-C', '--create'];
  const dashes = args.indexOf('--');
  const quiet = args.includes('-q') || args.includes('--quiet');
  const say = function* (text: string): Task {
    if (!quiet) yield* session.warn(text);
  };
  const detach = args.includes('--detach') || (command === 'switch' && args.includes('-d'));
  const rest = args.filter((arg) => arg !== '--detach' && arg !== '-q' && arg !== '--quiet' && arg !== '-d');
  const unknown = rest.find((arg) => arg.startsWith('-') && arg !== '-' && arg !== '--' && !create.includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git ${command} ${unknown}`);
  const { head } = repository;
  if (rest[0] !== undefined && create.includes(rest[0])) {
    const [option, name, start = 'HEAD'] = rest;
    if (name === undefined) {
      yield* session.warn(`error: switch \`${option.slice(1)}' requires a value\n`);
      return 129;
    }
    const forced = option === '-B' || option === '-C';
    if (!forced && repository.ref(`refs/heads/${name}`) !== undefined)
      return yield* session.die(`a branch named '${name}' already exists`);
    const id = repository.resolve(start);
    if (id === undefined && start !== 'HEAD')
      return yield* session.die(`'${start}' is not a commit and a branch '${name}' cannot be created from it`);
    if (id !== undefined) {
      repository.put(`refs/heads/${name}`, `${id}\n`);
      repository.put('previous', `${head.branch ?? head.id ?? ''}\n`);
      if (id === head.id) repository.put('HEAD', `ref: refs/heads/${name}\n`);
      else yield* move(session, repository, id, name, quiet);
    } else repository.put('HEAD', `ref: refs/heads/${name}\n`);
    yield* say(`Switched to a new branch '${name}'\n`);
    return 0;
  }
  if (command === 'checkout' && dashes >= 0)
    return yield* restorePaths(
      session,
      repository,
      rest.slice(0, rest.indexOf('--')),
      rest.slice(rest.indexOf('--') + 1),
      true,
    );
  const [given] = rest;
  if (given === undefined) return command === 'switch' ? yield* session.die('missing branch or commit argument') : 0;
  const target = given === '-' ? (repository.text('previous')?.trim() ?? '@{-1}') : given;
  const local = repository.ref(`refs/heads/${target}`);
  if (local !== undefined && !detach) {
    const same = head.branch === target;
    if (!same) yield* move(session, repository, local, target, quiet);
    yield* say(same ? `Already on '${target}'\n` : `Switched to branch '${target}'\n`);
    return 0;
  }
  const remote = repository.ref(`refs/remotes/origin/${target}`);
  if (remote !== undefined && repository.ref(`refs/tags/${target}`) === undefined) {
    repository.put(`refs/heads/${target}`, `${remote}\n`);
    const config = repository.config
      .with(`branch.${target}.remote`, 'origin')
      .with(`branch.${target}.merge`, `refs/heads/${target}`);
    repository.put('config', config.text);
    yield* move(session, repository, remote, target, quiet);
    yield* say(`Switched to a new branch '${target}'\n`);
    if (!quiet) yield* session.print(`branch '${target}' set up to track 'origin/${target}'.\n`);
    return 0;
  }
  const id = repository.resolve(target);
  if (command === 'checkout' && !detach && (target === 'HEAD' || target === '@')) return 0;
  if (id !== undefined) {
    if (command === 'switch' && !detach) return yield* session.die(`a branch is expected, got commit '${target}'`);
    const wasBranch = head.branch !== undefined;
    yield* move(session, repository, id, undefined, quiet);
    if (wasBranch && command === 'checkout' && !detach) yield* say(detachedAdvice(target));
    yield* say(`HEAD is now at ${described(repository, id)}\n`);
    return 0;
  }
  if (command === 'switch') return yield* session.die(`invalid reference: ${target}`);
  return yield* restorePaths(session, repository, [], rest, quiet);
}

function* restorePaths(
  session: Session,
  repository: Repository,
  from: readonly string[],
  paths: readonly string[],
  quiet: boolean,
): Task<number> {
  const [revision] = from;
  const id = revision === undefined ? undefined : repository.resolve(revision);
  if (revision !== undefined && id === undefined) return yield* session.die(`invalid reference: ${revision}`);
  const source = id === undefined ? repository.index : new Map(repository.snapshot(id));
  const chosen = yield* session.chosen(repository, paths, [...source.keys()], (arg) =>
    session.error(`pathspec '${arg}' did not match any file(s) known to git`),
  );
  const index = repository.index;
  let changed = 0;
  for (const path of chosen) {
    const entry = source.get(path);
    if (!entry) continue;
    if (readWorking(repository, path)?.id !== entry.id) changed++;
    checkOut(repository, path, entry);
    index.set(path, entry);
  }
  repository.index = index;
  const where = id === undefined ? 'the index' : id.slice(0, 7);
  if (!quiet) yield* session.warn(`Updated ${changed} path${changed === 1 ? '' : 's'} from ${where}\n`);
  return 0;
}

/** `git restore` */
export function* restore(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const staged = args.includes('--staged') || args.includes('-S');
  const paths = args.filter((arg) => !['--staged', '-S', '--worktree', '-W', '--'].includes(arg));
  const unknown = paths.find((arg) => arg.startsWith('-'));
  if (unknown !== undefined) return yield* session.notSimulated(`git restore ${unknown}`);
  if (paths.length === 0) return yield* session.die('you must specify path(s) to restore');
  const source = staged ? repository.snapshot(repository.head.id) : repository.index;
  const index = repository.index;
  const known = [...new Set([...source.keys(), ...(staged ? index.keys() : [])])];
  const chosen = yield* session.chosen(repository, paths, known, (arg) =>
    session.error(`pathspec '${arg}' did not match any file(s) known to git`),
  );
  for (const path of chosen) {
    const entry = source.get(path);
    if (!staged && entry) checkOut(repository, path, entry);
    else if (staged && entry) index.set(path, entry);
    else if (staged) index.delete(path);
  }
  repository.index = index;
  return 0;
}

/** `git reset`: unstages, or with --hard makes all as it was in a commit. */
export function* reset(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const modes = args.filter((arg) => ['--hard', '--soft', '--mixed'].includes(arg));
  const unknown = args.find(
    (arg) => arg.startsWith('-') && !modes.includes(arg) && !['--', '-q', '--quiet'].includes(arg),
  );
  if (unknown !== undefined) return yield* session.notSimulated(`git reset ${unknown}`);
  const names = args.filter((arg) => !arg.startsWith('-'));
  const id = repository.resolve(names[0] ?? 'HEAD');
  if (names.length > 0 && id === undefined) return yield* restore(session, ['--staged', ...names]);
  const mode = modes[0] ?? '--mixed';
  const after = repository.snapshot(id);
  if (mode === '--hard') {
    for (const path of repository.index.keys()) if (!after.has(path)) removeWorking(repository, path);
    for (const [path, entry] of after)
      if (readWorking(repository, path)?.id !== entry.id) checkOut(repository, path, entry);
  }
  if (mode !== '--soft') repository.index = after;
  if (id !== undefined) repository.advance(id);
  const quiet = args.includes('-q') || args.includes('--quiet');
  if (mode === '--hard' && id !== undefined && !quiet)
    yield* session.print(`HEAD is now at ${described(repository, id)}\n`);
  const left = mode === '--mixed' ? differences(after, workingSnapshot(repository)) : [];
  if (left.length > 0 && !quiet)
    yield* session.print(
      `Unstaged changes after reset:\n${left.map(({ kind, path }) => `${kind}\t${path}\n`).join('')}`,
    );
  return 0;
}
