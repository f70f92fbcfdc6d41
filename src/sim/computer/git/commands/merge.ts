// git merge where it is a fast-forward; also the second half of git pull.
import type { Task } from '../../../kernel/task.ts';
import { modeLines, statText } from '../diff-text.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { differences, readWorking, switchTree, withRenames } from '../working-tree.ts';

/** Moves the current branch on to a commit that descends from it. What has diverged is not simulated. */
export function* fastForward(session: Session, repository: Repository, target: string, quiet: boolean): Task<number> {
  const { head } = repository;
  if (repository.history(head.id).some(({ id }) => id === target)) {
    if (!quiet) yield* session.print('Already up to date.\n');
    return 0;
  }
  if (head.id !== undefined && !repository.history(target).some(({ id }) => id === head.id))
    return yield* session.notSimulated('merging what has diverged');
  const [before, after] = [repository.snapshot(head.id), repository.snapshot(target)];
  const changes = differences(before, after);
  const lost = changes.filter(({ path, old }) => readWorking(repository, path)?.id !== old?.id);
  if (head.id !== undefined && !quiet) yield* session.print(`Updating ${head.id.slice(0, 7)}..${target.slice(0, 7)}\n`);
  if (lost.length > 0) {
    const tracked = lost.filter(({ path }) => repository.index.has(path));
    const [what, how, rows] =
      tracked.length > 0
        ? ['Your local changes to the following files', 'commit your changes or stash them before you merge', tracked]
        : ['The following untracked working tree files', 'move or remove them before you merge', lost];
    yield* session.warn(
      `error: ${what} would be overwritten by merge:\n${rows.map(({ path }) => `\t${path}\n`).join('')}Please ${how}.\nAborting\n`,
    );
    return 1;
  }
  switchTree(repository, before, after);
  repository.advance(target);
  if (head.id === undefined || quiet) return 0;
  const contents = (id: string): Uint8Array => repository.read(id)?.body ?? new Uint8Array(0);
  const shown = withRenames(changes);
  yield* session.print(`Fast-forward\n${statText(shown, contents)}${modeLines(shown)}`);
  return 0;
}

/** `git merge` */
export function* merge(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const unknown = args.find((arg) => arg.startsWith('-') && !['--ff-only', '--ff', '-q', '--quiet'].includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git merge ${unknown}`);
  const [name, other] = args.filter((arg) => !arg.startsWith('-'));
  if (name === undefined || other !== undefined)
    return yield* session.notSimulated('git merge other than of one branch or commit');
  const target = repository.resolve(name);
  if (target === undefined) {
    yield* session.warn(`merge: ${name} - not something we can merge\n`);
    return 1;
  }
  return yield* fastForward(session, repository, target, args.includes('-q') || args.includes('--quiet'));
}
