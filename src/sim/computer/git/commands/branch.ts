// git branch, git tag.
import type { Task } from '../../../kernel/task.ts';
import type { Session } from '../session.ts';
import { described } from './checkout.ts';

/** `git branch` */
export function* branch(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const { head } = repository;
  const [option = '', name, other] = args;
  if (option === '--show-current') {
    yield* session.print(head.branch === undefined ? '' : `${head.branch}\n`);
    return 0;
  }
  if (option === '-d' || option === '-D') {
    const id = name === undefined ? undefined : repository.ref(`refs/heads/${name}`);
    if (name === undefined) return yield* session.die('branch name required');
    if (id === undefined) return yield* session.error(`branch '${name}' not found.`);
    if (head.branch === name)
      return yield* session.error(`Cannot delete branch '${name}' checked out at '${repository.root}'`);
    if (option === '-d' && !repository.history(head.id).some((each) => each.id === id))
      return yield* session.error(
        `The branch '${name}' is not fully merged.\nIf you are sure you want to delete it, run 'git branch -D ${name}'.`,
      );
    repository.drop(`refs/heads/${name}`);
    yield* session.print(`Deleted branch ${name} (was ${id.slice(0, 7)}).\n`);
    return 0;
  }
  if (option === '-m' || option === '-M') {
    const from = other === undefined ? head.branch : name;
    const to = other ?? name;
    if (from === undefined || to === undefined) return yield* session.die('branch name required');
    const id = repository.ref(`refs/heads/${from}`);
    if (id === undefined && from !== head.branch) return yield* session.die(`no branch named '${from}'`);
    if (option === '-m' && repository.ref(`refs/heads/${to}`) !== undefined && to !== from)
      return yield* session.die(`a branch named '${to}' already exists`);
    if (id !== undefined) {
      repository.drop(`refs/heads/${from}`);
      repository.put(`refs/heads/${to}`, `${id}\n`);
    }
    if (from === head.branch) repository.put('HEAD', `ref: refs/heads/${to}\n`);
    return 0;
  }
  const listing = ['-a', '-r', '-v', '-vv', '--all', '--list', '-l', '-av'];
  if (option !== '' && !option.startsWith('-')) {
    const id = repository.resolve(name ?? 'HEAD');
    if (repository.ref(`refs/heads/${option}`) !== undefined)
      return yield* session.die(`a branch named '${option}' already exists`);
    if (id === undefined) return yield* session.die(`not a valid object name: '${name ?? head.branch ?? 'HEAD'}'`);
    repository.put(`refs/heads/${option}`, `${id}\n`);
    return 0;
  }
  const unknown = args.find((arg) => !listing.includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git branch ${unknown}`);
  const has = (...names: string[]): boolean => names.some((each) => args.includes(each));
  const rows: { mark: string; name: string; id: string; target?: string }[] = [];
  if (head.branch === undefined && head.id !== undefined && !has('-r'))
    rows.push({ mark: '*', name: `(HEAD detached at ${head.id.slice(0, 7)})`, id: head.id });
  if (!has('-r'))
    for (const each of repository.refs('refs/heads'))
      rows.push({ mark: each === head.branch ? '*' : ' ', name: each, id: repository.ref(`refs/heads/${each}`) ?? '' });
  if (has('-a', '-r', '--all', '-av'))
    for (const each of repository.refs('refs/remotes')) {
      const target = /^ref: refs\/remotes\/(.+)/.exec(repository.text(`refs/remotes/${each}`) ?? '')?.[1];
      rows.push({
        mark: ' ',
        name: has('-r') ? each : `remotes/${each}`,
        id: repository.ref(`refs/remotes/${each}`) ?? '',
        ...(target === undefined ? {} : { target }),
      });
    }
  const width = Math.max(0, ...rows.map((row) => row.name.length));
  for (const { mark, name: shown, id, target } of rows) {
    const verbose = has('-v', '-vv', '-av');
    const rest = target === undefined ? (verbose ? ` ${described(repository, id)}` : '') : ` -> ${target}`;
    yield* session.print(`${mark} ${verbose ? shown.padEnd(width) : shown}${rest}\n`);
  }
  return 0;
}

/** `git tag` (lightweight tags) */
export function* tag(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const [first, second] = args;
  if (first === undefined || first === '-l' || first === '--list') {
    for (const name of repository.refs('refs/tags')) yield* session.print(`${name}\n`);
    return 0;
  }
  if (first === '-d') {
    const id = repository.ref(`refs/tags/${second ?? ''}`);
    if (second === undefined || id === undefined) return yield* session.error(`tag '${second ?? ''}' not found.`);
    repository.drop(`refs/tags/${second}`);
    yield* session.print(`Deleted tag '${second}' (was ${id.slice(0, 7)})\n`);
    return 0;
  }
  if (first.startsWith('-')) return yield* session.notSimulated(`git tag ${first}`);
  if (repository.ref(`refs/tags/${first}`) !== undefined) return yield* session.die(`tag '${first}' already exists`);
  const id = repository.resolve(second ?? 'HEAD');
  if (id === undefined) return yield* session.die(`Failed to resolve '${second ?? 'HEAD'}' as a valid ref.`);
  repository.put(`refs/tags/${first}`, `${id}\n`);
  return 0;
}
