// git rev-parse, ls-files, describe.
import type { Task } from '../../../kernel/task.ts';
import type { Session } from '../session.ts';
import { differences, workingSnapshot } from '../working-tree.ts';

/** What is said of a revision that nothing has. */
export const unknownRevision = (name: string): string =>
  `ambiguous argument '${name}': unknown revision or path not in the working tree.\nUse '--' to separate paths from revisions, like this:\n'git <command> [<revision>...] -- [<file>...]'`;

/** `git rev-parse` */
export function* revParse(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  let [short, abbreviated] = [false, false];
  for (const arg of args) {
    if (arg === '--short') short = true;
    else if (arg === '--abbrev-ref') abbreviated = true;
    else if (arg === '--show-toplevel') yield* session.print(`${repository.root}\n`);
    else if (arg === '--git-dir')
      yield* session.print(`${session.cwd === repository.root ? '.git' : repository.directory}\n`);
    else if (arg === '--is-inside-work-tree') yield* session.print('true\n');
    else if (arg.startsWith('--') && arg !== '--verify') return yield* session.notSimulated(`git rev-parse ${arg}`);
    else if (arg !== '--verify') {
      const id = repository.resolve(arg);
      if (id === undefined) {
        if (!short) yield* session.print(`${arg}\n`);
        return yield* session.die(short ? 'Needed a single revision' : unknownRevision(arg));
      }
      const name = arg === 'HEAD' ? (repository.head.branch ?? 'HEAD') : arg;
      yield* session.print(`${abbreviated ? name : short ? id.slice(0, 7) : id}\n`);
    }
  }
  return 0;
}

/** `git ls-files` */
export function* lsFiles(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const staged = args.includes('-s') || args.includes('--stage');
  const unknown = args.find((arg) => arg !== '-s' && arg !== '--stage');
  if (unknown !== undefined) return yield* session.notSimulated(`git ls-files ${unknown}`);
  const here = session.inside(repository, session.cwd) ?? '';
  for (const [path, { mode, id }] of repository.index)
    if (here === '' || path.startsWith(`${here}/`))
      yield* session.print(`${staged ? `${mode} ${id} 0\t` : ''}${session.shown(repository, path)}\n`);
  return 0;
}

/** `git describe`: the nearest tag, and how far it is. */
export function* describe(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const unknown = args.find(
    (arg) => arg.startsWith('-') && !['--tags', '--always', '--dirty', '--abbrev=0'].includes(arg),
  );
  if (unknown !== undefined) return yield* session.notSimulated(`git describe ${unknown}`);
  const name = args.find((arg) => !arg.startsWith('-')) ?? 'HEAD';
  const id = repository.resolve(name);
  if (id === undefined) return yield* session.die(`Not a valid object name ${name}`);
  const history = repository.history(id);
  const tags = repository.refs('refs/tags');
  const tagged = (at: string): string | undefined => tags.find((tag) => repository.ref(`refs/tags/${tag}`) === at);
  const distance = args.includes('--tags') ? history.findIndex((each) => tagged(each.id) !== undefined) : -1;
  const tag = tagged(history[distance]?.id ?? '');
  if (tag === undefined && !args.includes('--always')) {
    if (tags.length === 0) return yield* session.die('No names found, cannot describe anything.');
    return yield* session.die(
      `No annotated tags can describe '${id}'.\nHowever, there were unannotated tags: try --tags.`,
    );
  }
  const short = id.slice(0, 7);
  const dirty =
    args.includes('--dirty') &&
    [
      ...differences(repository.snapshot(repository.head.id), repository.index),
      ...differences(repository.index, workingSnapshot(repository)),
    ].length > 0;
  const far = distance > 0 && !args.includes('--abbrev=0') ? `-${distance}-g${short}` : '';
  yield* session.print(`${tag === undefined ? short : `${tag}${far}`}${dirty ? '-dirty' : ''}\n`);
  return 0;
}
