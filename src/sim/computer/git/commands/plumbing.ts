// git rev-parse, ls-files.
import type { Task } from '../../../kernel/task.ts';
import type { Session } from '../session.ts';

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
  if (args.length > 0) return yield* session.notSimulated(`git ls-files ${args[0] ?? ''}`);
  const here = session.inside(repository, session.cwd) ?? '';
  for (const path of repository.index.keys())
    if (here === '' || path.startsWith(`${here}/`)) yield* session.print(`${session.shown(repository, path)}\n`);
  return 0;
}
