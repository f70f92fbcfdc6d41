// git add, rm, mv.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { absolute, basename, joinPath } from '../../filesystem/path.ts';
import type { Session } from '../session.ts';
import { readWorking, removeWorking, scan } from '../working-tree.ts';

/** `git add` */
export function* add(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const all = args.some((arg) => ['-A', '--all', '-u', '--update'].includes(arg));
  const update = args.includes('-u') || args.includes('--update');
  const known = ['-A', '--all', '-u', '--update', '-v', '--verbose', '-f', '--force', '--'];
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git add ${unknown}`);
  const paths = args.filter((arg) => !arg.startsWith('-'));
  if (paths.length === 0 && !all) {
    yield* session.warn(
      'Nothing specified, nothing added.\nhint: Maybe you wanted to say \'git add .\'?\nhint: Turn this message off by running\nhint: "git config advice.addEmptyPathspec false"\n',
    );
    return 0;
  }
  const index = repository.index;
  const forced = args.includes('-f') || args.includes('--force');
  const candidates = [...new Set([...(update ? [] : scan(repository, forced)), ...index.keys()])];
  const chosen = yield* session.chosen(
    repository,
    paths.length > 0 ? paths : [repository.root],
    candidates,
    function* (arg) {
      const path = absolute(arg, session.cwd);
      const stat = session.process.files.stat(path);
      if (failed(stat)) yield* session.die(`pathspec '${arg}' did not match any files`);
      else if (stat.kind !== 'directory') {
        yield* session.warn(
          `The following paths are ignored by one of your .gitignore files:\n${arg}\nhint: Use -f if you really want to add them.\nhint: Turn this message off by running\nhint: "git config advice.addIgnoredFile false"\n`,
        );
        session.process.exit(1);
        yield* session.process.compute(1);
      }
    },
  );
  for (const path of chosen) {
    const file = readWorking(repository, path);
    if (file) {
      repository.write({ kind: 'blob', body: file.bytes });
      index.set(path, { mode: file.mode, id: file.id });
    } else index.delete(path);
  }
  repository.index = index;
  return 0;
}

/** `git rm` */
export function* rm(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const known = ['-r', '-f', '--force', '--cached', '-rf', '-q', '--quiet', '--'];
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git rm ${unknown}`);
  const cached = args.includes('--cached');
  const paths = args.filter((arg) => !arg.startsWith('-'));
  if (paths.length === 0) return yield* session.die('No pathspec was given. Which files should I remove?');
  const index = repository.index;
  for (const arg of paths) {
    const inside = session.inside(repository, arg);
    if (
      !args.includes('-r') &&
      !args.includes('-rf') &&
      [...index.keys()].some((path) => path.startsWith(`${inside ?? ''}/`))
    )
      return yield* session.die(`not removing '${arg}' recursively without -r`);
  }
  const chosen = yield* session.chosen(repository, paths, [...index.keys()], (arg) =>
    session.die(`pathspec '${arg}' did not match any files`),
  );
  for (const path of chosen) {
    index.delete(path);
    if (!cached) removeWorking(repository, path);
    if (!args.includes('-q') && !args.includes('--quiet')) yield* session.print(`rm '${path}'\n`);
  }
  repository.index = index;
  return 0;
}

/** `git mv` */
export function* mv(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const [from, to, extra] = args.filter((arg) => !arg.startsWith('-'));
  if (from === undefined || to === undefined || extra !== undefined)
    return yield* session.notSimulated('git mv other than of one name to another');
  const { files } = session.process;
  const stat = files.stat(absolute(to, session.cwd));
  const target = !failed(stat) && stat.kind === 'directory' ? joinPath(to, basename(from)) : to;
  const [source, goal] = [session.inside(repository, from), session.inside(repository, target)];
  const shown = `source=${source ?? from}, destination=${goal ?? target}`;
  if (source === undefined || goal === undefined || !files.exists(absolute(from, session.cwd)))
    return yield* session.die(`bad source, ${shown}`);
  const index = repository.index;
  const moved = [...index.keys()].filter((path) => path === source || path.startsWith(`${source}/`));
  if (moved.length === 0) return yield* session.die(`not under version control, ${shown}`);
  if (files.exists(absolute(target, session.cwd)) && !args.includes('-f'))
    return yield* session.die(`destination exists, ${shown}`);
  if (files.rename(absolute(from, session.cwd), absolute(target, session.cwd)))
    return yield* session.die(`renaming '${source}' failed: No such file or directory`);
  for (const path of moved) {
    const entry = index.get(path);
    index.delete(path);
    if (entry) index.set(goal + path.slice(source.length), entry);
  }
  repository.index = index;
  return 0;
}
