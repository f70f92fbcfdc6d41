// git log, show, diff.
import type { Task } from '../../../kernel/task.ts';
import { diffText, statText } from '../diff-text.ts';
import type { Commit } from '../objects.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { differences, workingSnapshot, type Difference } from '../working-tree.ts';
import { unknownRevision } from './plumbing.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Author {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

function readAuthor(text: string): Author {
  const [, name = '', email = '', seconds = '0'] = /^(.*) <(.*)> (\d+) /.exec(text) ?? [];
  const at = new Date(Number(seconds) * 1000);
  const clock = at.toISOString().slice(11, 19);
  const date = `${days[at.getUTCDay()] ?? ''} ${months[at.getUTCMonth()] ?? ''} ${at.getUTCDate()} ${clock} ${at.getUTCFullYear()} +0000`;
  return { name, email, date };
}

/** Names of references at a commit, in brackets: ` (HEAD -> main, tag: v1, origin/main)`; empty if none. */
function decoration(repository: Repository, id: string): string {
  const { head } = repository;
  const names: string[] = [];
  const at = (directory: string): string[] =>
    repository.refs(directory).filter((name) => repository.ref(`${directory}/${name}`) === id);
  if (head.id === id) names.push(head.branch === undefined ? 'HEAD' : `HEAD -> ${head.branch}`);
  names.push(...at('refs/tags').map((name) => `tag: ${name}`), ...at('refs/remotes'));
  names.push(...at('refs/heads').filter((name) => name !== head.branch));
  return names.length === 0 ? '' : ` (${names.join(', ')})`;
}

function headText(repository: Repository, id: string, commit: Commit, names: boolean): string {
  const { name, email, date } = readAuthor(commit.author);
  const message = commit.message
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '\n' : `    ${line}\n`));
  return `commit ${id}${names ? decoration(repository, id) : ''}\nAuthor: ${name} <${email}>\nDate:   ${date}\n\n${message.join('')}`;
}

function formatted(format: string, id: string, { author, message, parents, tree }: Commit): string {
  const { name, email, date } = readAuthor(author);
  const values: Readonly<Record<string, string>> = {
    H: id,
    h: id.slice(0, 7),
    an: name,
    ae: email,
    ad: date,
    cd: date,
    s: message.split('\n')[0] ?? '',
    P: parents.join(' '),
    T: tree,
    n: '\n',
  };
  return format.replace(/%(an|ae|ad|cd|[HhsPTn])/g, (_, key: string) => values[key] ?? '');
}

const reader = (repository: Repository) => {
  const working = new Map([...workingSnapshot(repository).values()].map(({ id, bytes }) => [id, bytes]));
  return (id: string): Uint8Array => repository.read(id)?.body ?? working.get(id) ?? new Uint8Array(0);
};

const changesOf = (repository: Repository, id: string, commit: Commit): Difference[] =>
  differences(repository.snapshot(commit.parents[0]), repository.snapshot(id));

/** `git log` */
export function* log(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  let [oneLine, stat, patch, limit] = [false, false, false, Infinity];
  let format: string | undefined;
  let revision = 'HEAD';
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const count = /^(?:-n?|--max-count=)(\d+)$/.exec(arg)?.[1] ?? (arg === '-n' ? args[++at] : undefined);
    if (count !== undefined) limit = Number(count);
    else if (arg === '--oneline') oneLine = true;
    else if (arg === '--stat') stat = true;
    else if (arg === '-p' || arg === '--patch') patch = true;
    else if (/^--(?:pretty=)?format[:=]/.test(arg)) format = arg.replace(/^--(?:pretty=)?format[:=]/, '');
    else if (arg.startsWith('-') && arg !== '--decorate' && arg !== '--graph')
      return yield* session.notSimulated(`git log ${arg}`);
    else if (arg === '--graph') return yield* session.notSimulated('git log --graph');
    else if (!arg.startsWith('-')) revision = arg;
  }
  const id = repository.resolve(revision);
  if (id === undefined) {
    if (revision === 'HEAD')
      return yield* session.die(`your current branch '${repository.head.branch ?? ''}' does not have any commits yet`);
    return yield* session.die(unknownRevision(revision));
  }
  const names = session.process.descriptors.get(1)?.terminal !== undefined || args.includes('--decorate');
  const contents = reader(repository);
  let first = true;
  for (const { id: at, commit } of repository.history(id).slice(0, limit)) {
    const changes = stat || patch ? changesOf(repository, at, commit) : [];
    if (format !== undefined) yield* session.print(`${formatted(format, at, commit)}\n`);
    else if (oneLine)
      yield* session.print(
        `${at.slice(0, 7)}${names ? decoration(repository, at) : ''} ${commit.message.split('\n')[0] ?? ''}\n`,
      );
    else yield* session.print(`${first ? '' : '\n'}${headText(repository, at, commit, names)}`);
    const gap = oneLine ? '' : '\n';
    if (stat) yield* session.print(`${gap}${statText(changes, contents)}`);
    if (patch) yield* session.print(`${gap}${changes.map((each) => diffText(each, contents)).join('')}`);
    first = false;
  }
  return 0;
}

/** `git show` of a commit. */
export function* show(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const unknown = args.find((arg) => arg.startsWith('-') && arg !== '--stat' && arg !== '-s');
  if (unknown !== undefined) return yield* session.notSimulated(`git show ${unknown}`);
  const revision = args.find((arg) => !arg.startsWith('-')) ?? 'HEAD';
  const [name = '', path] = revision.split(':');
  const id = repository.resolve(name);
  const commit = id === undefined ? undefined : repository.commit(id);
  if (id === undefined || !commit) {
    if (revision === 'HEAD')
      return yield* session.die(`your current branch '${repository.head.branch ?? ''}' does not have any commits yet`);
    return yield* session.die(unknownRevision(revision));
  }
  const contents = reader(repository);
  if (path !== undefined) {
    const entry = repository.snapshot(id).get(path);
    if (!entry) return yield* session.die(`path '${path}' does not exist in '${name}'`);
    yield* session.print(new TextDecoder().decode(contents(entry.id)));
    return 0;
  }
  const names = session.process.descriptors.get(1)?.terminal !== undefined;
  yield* session.print(headText(repository, id, commit, names));
  if (args.includes('-s')) return 0;
  const changes = changesOf(repository, id, commit);
  if (changes.length > 0) yield* session.print('\n');
  yield* session.print(
    args.includes('--stat') ? statText(changes, contents) : changes.map((each) => diffText(each, contents)).join(''),
  );
  return 0;
}

/** `git diff` of the working tree, the index (`--staged`), or commits. */
export function* diff(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const known = ['--staged', '--cached', '--stat', '--name-only', '--name-status', '--'];
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg));
  if (unknown !== undefined) return yield* session.notSimulated(`git diff ${unknown}`);
  const words = args
    .filter((arg) => !arg.startsWith('-'))
    .flatMap((arg) => (/^[^.].*\.\.[^/]/.test(arg) ? arg.split('..') : [arg]));
  const ids: string[] = [];
  const paths: string[] = [];
  for (const word of words) {
    const id = paths.length === 0 ? repository.resolve(word) : undefined;
    if (id !== undefined) ids.push(id);
    else if (session.process.files.exists(`${session.cwd}/${word}`) || args.includes('--')) paths.push(word);
    else return yield* session.die(unknownRevision(word));
  }
  const [one, two] = ids;
  const staged = args.includes('--staged') || args.includes('--cached');
  const before =
    one !== undefined ? repository.snapshot(one) : staged ? repository.snapshot(repository.head.id) : repository.index;
  const after = two !== undefined ? repository.snapshot(two) : staged ? repository.index : workingSnapshot(repository);
  const all = differences(before, after);
  const every = [...new Set([...before.keys(), ...after.keys()])];
  const chosen = new Set(
    yield* session.chosen(repository, paths, every, function* () {
      // A path without anything tracked is no mistake.
    }),
  );
  const changes = paths.length === 0 ? all : all.filter(({ path }) => chosen.has(path));
  const contents = reader(repository);
  if (args.includes('--stat')) yield* session.print(statText(changes, contents));
  else if (args.includes('--name-only')) yield* session.print(changes.map(({ path }) => `${path}\n`).join(''));
  else if (args.includes('--name-status'))
    yield* session.print(changes.map(({ kind, path }) => `${kind}\t${path}\n`).join(''));
  else yield* session.print(changes.map((each) => diffText(each, contents)).join(''));
  return 0;
}
