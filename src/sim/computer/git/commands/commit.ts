// git commit.
import type { Task } from '../../../kernel/task.ts';
import { Options, parseOptions, type Syntax } from '../../programs/options.ts';
import { modeLines, shortStat } from '../diff-text.ts';
import { misused } from '../misuse.ts';
import { readAuthor } from '../author.ts';
import { commitObject, writeTrees } from '../objects.ts';
import type { Session } from '../session.ts';
import { differences, readWorking, withRenames } from '../working-tree.ts';
import { longStatus } from './status.ts';

const syntax: Syntax = {
  short: 'am:q',
  long: { all: 'a', message: 'm:', quiet: 'q', amend: 'amend', 'allow-empty': 'empty', 'no-edit': 'no-edit' },
};

/** `git commit` */
export function* commit(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const options = parseOptions(args, syntax);
  if (!(options instanceof Options)) return yield* misused(session, options, 'git commit');
  if (options.operands.length > 0) return yield* session.notSimulated('git commit with paths');
  const { head } = repository;
  const index = repository.index;
  if (options.has('a')) {
    for (const path of [...index.keys()]) {
      const file = readWorking(repository, path);
      if (file) index.set(path, { mode: file.mode, id: repository.write({ kind: 'blob', body: file.bytes }) });
      else index.delete(path);
    }
    repository.index = index;
  }
  const last = head.id === undefined ? undefined : repository.commit(head.id);
  const amend = options.has('amend');
  if (amend && !last) return yield* session.die('You have nothing yet to amend.');
  const { text, staged } = longStatus(session, repository);
  const author = yield* identity(session, 'AUTHOR');
  const committer = yield* identity(session, 'COMMITTER');
  if (!staged && !amend && !options.has('empty')) {
    yield* session.print(text.replace('\nNo commits yet\n', '\nInitial commit\n'));
    return 1;
  }
  const messages = options.values('m');
  const message =
    messages.length > 0 ? `${messages.join('\n\n')}\n` : amend && options.has('no-edit') ? last?.message : undefined;
  if (message === undefined) return yield* session.notSimulated('an editor for the message: use git commit -m');
  if (message.trim() === '') {
    yield* session.warn('Aborting commit due to empty commit message.\n');
    return 1;
  }
  const parents = amend ? (last?.parents ?? []) : head.id === undefined ? [] : [head.id];
  const tree = writeTrees(index, (object) => repository.write(object));
  const id = repository.write(
    commitObject({ tree, parents, author: amend && last ? last.author : author, committer, message }),
  );
  repository.advance(id);
  if (options.has('q')) return 0;
  const changes = withRenames(differences(repository.snapshot(parents[0]), index));
  const where = `${head.branch ?? 'detached HEAD'}${parents.length === 0 && !amend ? ' (root-commit)' : ''}`;
  const contents = (blob: string): Uint8Array => repository.read(blob)?.body ?? new Uint8Array(0);
  yield* session.print(
    `[${where} ${id.slice(0, 7)}] ${message.split('\n')[0] ?? ''}\n${amend && last ? ` Date: ${readAuthor(last.author).date}\n` : ''}${shortStat(changes, contents)}${modeLines(changes)}`,
  );
  return 0;
}

/** `Name <email> seconds zone` of whoever writes or commits, now; ends the run when nobody said who. */
function* identity(session: Session, role: 'AUTHOR' | 'COMMITTER'): Task<string> {
  const { env, credentials, files, hostname, machine } = session.process;
  const name = env.get(`GIT_${role}_NAME`) ?? session.setting('user.name');
  const email = env.get(`GIT_${role}_EMAIL`) ?? session.setting('user.email') ?? env.get('EMAIL');
  const given = env.get(`GIT_${role}_DATE`);
  const seconds = given === undefined ? machine.kernel.clock / 1000 : secondsOf(given);
  if (seconds === undefined) return yield* session.die(`invalid date format: ${given ?? ''}`);
  if (name !== undefined && email !== undefined) return `${name} <${email}> ${Math.floor(seconds)} +0000`;
  const users = files.readText('/etc/passwd');
  const user =
    typeof users === 'string'
      ? (users
          .split('\n')
          .map((line) => line.split(':'))
          .find((parts) => Number(parts[2]) === credentials.uid)?.[0] ?? '')
      : '';
  const guessed = `${user}@${hostname}.(none)`;
  yield* session.warn(`Author identity unknown

*** Please tell me who you are.

Run

  git config --global user.email "you@example.com"
  git config --global user.name "Your Name"

to set your account's default identity.
Omit --global to set the identity only in this repository.

`);
  if (email !== undefined) return yield* session.die(`empty ident name (for <${email}>) not allowed`);
  return yield* session.die(`unable to auto-detect email address (got '${guessed}')`);
}

/** Seconds since 1970 of a date as git's variables have it; undefined when it is none. */
function secondsOf(date: string): number | undefined {
  const plain = /^@?(\d+)(?: [+-]\d{4})?$/.exec(date)?.[1];
  const seconds = plain === undefined ? Date.parse(date) / 1000 : Number(plain);
  return Number.isNaN(seconds) ? undefined : seconds;
}
