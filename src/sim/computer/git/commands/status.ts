// git status.
import type { Task } from '../../../kernel/task.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { differences, scan, withRenames, workingSnapshot } from '../working-tree.ts';

/** Files that are not tracked; a directory without tracked files is one entry that ends in a slash. */
export function untracked(repository: Repository): string[] {
  const tracked = [...repository.index.keys()];
  const shown = scan(repository)
    .filter((path) => !tracked.includes(path))
    .map((path) => {
      const parts = path.split('/');
      for (let count = 1; count < parts.length; count++) {
        const directory = `${parts.slice(0, count).join('/')}/`;
        if (!tracked.some((each) => each.startsWith(directory))) return directory;
      }
      return path;
    });
  return [...new Set(shown)].sort();
}

/** What `git status` says in its long form; also what a commit without anything to commit says. */
export function longStatus(session: Session, repository: Repository): { text: string; staged: boolean } {
  const { head } = repository;
  const staged = withRenames(differences(repository.snapshot(head.id), repository.index));
  const changed = differences(repository.index, workingSnapshot(repository));
  const others = untracked(repository);
  const first = head.id === undefined;
  let text =
    head.branch === undefined ? `HEAD detached at ${head.id?.slice(0, 7) ?? ''}\n` : `On branch ${head.branch}\n`;
  text += tracking(repository);
  if (first) text += '\nNo commits yet\n\n';
  const words = { A: 'new file:   ', D: 'deleted:    ', M: 'modified:   ', R: 'renamed:    ' } as const;
  const list = (rows: typeof staged): string =>
    rows
      .map(({ kind, path, from }) => {
        const name = session.shown(repository, path);
        return `\t${words[kind]}${from === undefined ? name : `${session.shown(repository, from)} -> ${name}`}\n`;
      })
      .join('');
  if (staged.length > 0)
    text += `Changes to be committed:\n  (use "git ${first ? 'rm --cached' : 'restore --staged'} <file>..." to unstage)\n${list(staged)}\n`;
  if (changed.length > 0) {
    const adding = changed.some(({ kind }) => kind === 'D') ? 'add/rm' : 'add';
    text += `Changes not staged for commit:\n  (use "git ${adding} <file>..." to update what will be committed)\n  (use "git restore <file>..." to discard changes in working directory)\n${list(changed)}\n`;
  }
  if (others.length > 0)
    text += `Untracked files:\n  (use "git add <file>..." to include in what will be committed)\n${others.map((path) => `\t${session.shown(repository, path)}\n`).join('')}\n`;
  if (staged.length === 0) {
    if (changed.length > 0) text += 'no changes added to commit (use "git add" and/or "git commit -a")\n';
    else if (others.length > 0)
      text += 'nothing added to commit but untracked files present (use "git add" to track)\n';
    else if (first) text += 'nothing to commit (create/copy files and use "git add" to track)\n';
    else text += 'nothing to commit, working tree clean\n';
  }
  return { text, staged: staged.length > 0 };
}

function tracking(repository: Repository): string {
  const { head, config } = repository;
  const remote = head.branch === undefined ? undefined : config.get(`branch.${head.branch}.remote`);
  if (remote === undefined || head.branch === undefined) return '';
  const name = `${remote}/${(config.get(`branch.${head.branch}.merge`) ?? '').replace('refs/heads/', '')}`;
  const theirs = repository.ref(`refs/remotes/${name}`);
  if (theirs === undefined || head.id === undefined) return '';
  const ahead = repository.history(head.id).findIndex(({ id }) => id === theirs);
  if (ahead === 0) return `Your branch is up to date with '${name}'.\n\n`;
  const behind = repository.history(theirs).findIndex(({ id }) => id === head.id);
  if (ahead > 0)
    return `Your branch is ahead of '${name}' by ${ahead} commit${ahead === 1 ? '' : 's'}.\n  (use "git push" to publish your local commits)\n\n`;
  if (behind > 0)
    return `Your branch is behind '${name}' by ${behind} commit${behind === 1 ? '' : 's'}, and can be fast-forwarded.\n  (use "git pull" to update your local branch)\n\n`;
  return '';
}

/** `git status` */
export function* status(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const short = ['-s', '--short', '--porcelain', '-sb', '-b', '--branch'];
  const unknown = args.find((arg) => !short.includes(arg) && arg !== '--long');
  if (unknown !== undefined) return yield* session.notSimulated(`git status ${unknown}`);
  if (!args.some((arg) => short.includes(arg) && arg !== '-b' && arg !== '--branch')) {
    yield* session.print(longStatus(session, repository).text);
    return 0;
  }
  const { head } = repository;
  if (args.includes('-sb') || args.includes('-b') || args.includes('--branch'))
    yield* session.print(
      `## ${head.id === undefined ? 'No commits yet on ' : ''}${head.branch ?? 'HEAD (no branch)'}\n`,
    );
  const all = withRenames(differences(repository.snapshot(head.id), repository.index));
  const staged = new Map(all.map(({ path, kind }) => [path, kind]));
  const former = new Map(all.map(({ path, from }) => [path, from]));
  const changed = new Map(
    differences(repository.index, workingSnapshot(repository)).map(({ path, kind }) => [path, kind]),
  );
  const show = (path: string): string => {
    const name = args.includes('--porcelain') ? path : session.shown(repository, path);
    return name.includes(' ') ? `"${name}"` : name;
  };
  const renamed = (path: string): string => {
    const from = former.get(path);
    return from === undefined ? '' : `${show(from)} -> `;
  };
  for (const path of [...new Set([...staged.keys(), ...changed.keys()])].sort())
    yield* session.print(`${staged.get(path) ?? ' '}${changed.get(path) ?? ' '} ${renamed(path)}${show(path)}\n`);
  for (const path of untracked(repository)) yield* session.print(`?? ${show(path)}\n`);
  return 0;
}
