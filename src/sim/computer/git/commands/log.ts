// git log, show, diff.
import type { Task } from '../../../kernel/task.ts';
import { absolute } from '../../filesystem/path.ts';
import { readAuthor } from '../author.ts';
import { diffText, shortStat, statText } from '../diff-text.ts';
import type { Commit } from '../objects.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { differences, withRenames, workingSnapshot, type Difference } from '../working-tree.ts';
import { unknownRevision } from './plumbing.ts';

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
  withRenames(differences(repository.snapshot(commit.parents[0]), repository.snapshot(id)));

interface LogOptions {
  readonly oneLine: boolean;
  /** Ids in full, as `--pretty=oneline` has them. */
  readonly whole: boolean;
  readonly stat: boolean;
  readonly patch: boolean;
  readonly graph: boolean;
  readonly decorate: boolean;
  readonly limit: number;
  readonly format: string | undefined;
  /** `format:` puts a newline between commits, `tformat:` after each. */
  readonly between: boolean;
  /** What is no option: a revision, paths. */
  readonly words: readonly string[];
}

/** Reads the arguments of `git log`; a text is the one that is not simulated. */
function readLogOptions(args: readonly string[]): LogOptions | string {
  const found = {
    oneLine: false,
    whole: false,
    stat: false,
    patch: false,
    graph: false,
    decorate: false,
    between: false,
  };
  let limit = Infinity;
  let format: string | undefined;
  const words: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const count = /^(?:-n?|--max-count=)(\d+)$/.exec(arg)?.[1] ?? (arg === '-n' ? args[++at] : undefined);
    const [, kind, given] = /^--(?:pretty=)?(t?format)[:=](.*)$/s.exec(arg) ?? [];
    if (count !== undefined) limit = Number(count);
    else if (arg === '--oneline') found.oneLine = true;
    else if (arg === '--pretty=oneline') found.oneLine = found.whole = true;
    else if (arg === '--stat') found.stat = true;
    else if (arg === '-p' || arg === '--patch') found.patch = true;
    else if (arg === '--graph') found.graph = true;
    else if (arg === '--decorate') found.decorate = true;
    else if (arg === '--') {
      words.push(...args.slice(at));
      break;
    } else if (given !== undefined) {
      format = given;
      found.between = kind === 'format' && arg.startsWith('--pretty=');
    } else if (arg.startsWith('-')) return arg;
    else words.push(arg);
  }
  return { ...found, limit, format, words };
}

/** Lines after the mark of their commit; the line to the next one runs on below it. Histories are one line here. */
function graphed(text: string, last: boolean): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return `${lines.map((line, at) => `${at === 0 ? '* ' : last ? '  ' : '| '}${line}`).join('\n')}\n`;
}

/** `git log` */
export function* log(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const options = readLogOptions(args);
  if (typeof options === 'string') return yield* session.notSimulated(`git log ${options}`);
  const { words, format } = options;
  const dashes = words.indexOf('--');
  const named = words[0] !== undefined && dashes !== 0 && repository.resolve(words[0]) !== undefined;
  const revision = named ? (words[0] ?? 'HEAD') : 'HEAD';
  const paths = (named ? words.slice(1) : words).filter((word) => word !== '--');
  for (const path of dashes >= 0 ? [] : paths)
    if (!session.process.files.exists(absolute(path, session.cwd))) return yield* session.die(unknownRevision(path));
  const id = repository.resolve(revision);
  if (id === undefined)
    return yield* session.die(`your current branch '${repository.head.branch ?? ''}' does not have any commits yet`);
  const names = session.process.descriptors.get(1)?.terminal !== undefined || options.decorate;
  const contents = reader(repository);
  const inside = paths.map((path) => session.inside(repository, path) ?? path);
  const touches = ({ path }: Difference): boolean =>
    inside.length === 0 || inside.some((each) => each === '' || path === each || path.startsWith(`${each}/`));
  const shown = repository
    .history(id)
    .map((each) => ({ ...each, changes: () => changesOf(repository, each.id, each.commit).filter(touches) }))
    .filter(({ changes }) => inside.length === 0 || changes().length > 0)
    .slice(0, options.limit);
  for (const [at, { id: each, commit, changes }] of shown.entries()) {
    const last = at === shown.length - 1;
    const title = commit.message.split('\n')[0] ?? '';
    let text: string;
    if (format !== undefined) text = `${formatted(format, each, commit)}${options.between && last ? '' : '\n'}`;
    else if (options.oneLine)
      text = `${options.whole ? each : each.slice(0, 7)}${names ? decoration(repository, each) : ''} ${title}\n`;
    else text = headText(repository, each, commit, names);
    const gap = options.oneLine || format !== undefined ? '' : '\n';
    if (options.stat) text += `${gap}${statText(changes(), contents)}`;
    if (options.patch)
      text += `${gap}${changes()
        .map((change) => diffText(change, contents))
        .join('')}`;
    if (gap !== '' && !last) text += '\n';
    yield* session.print(options.graph ? graphed(text, last) : text);
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
  const known = ['--staged', '--cached', '--stat', '--shortstat', '--name-only', '--name-status', '--'];
  const unknown = args.find((arg) => arg.startsWith('-') && !known.includes(arg) && !/^-U\d+$/.test(arg));
  const context = Number(args.findLast((arg) => arg.startsWith('-U'))?.slice(2) ?? 3);
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
  const changes = withRenames(paths.length === 0 ? all : all.filter(({ path }) => chosen.has(path)));
  const contents = reader(repository);
  if (args.includes('--stat')) yield* session.print(statText(changes, contents));
  else if (args.includes('--shortstat')) yield* session.print(shortStat(changes, contents));
  else if (args.includes('--name-only')) yield* session.print(changes.map(({ path }) => `${path}\n`).join(''));
  else if (args.includes('--name-status'))
    yield* session.print(
      changes.map(({ kind, path, from }) => `${kind === 'R' ? `R100\t${from ?? ''}` : kind}\t${path}\n`).join(''),
    );
  else yield* session.print(changes.map((each) => diffText(each, contents, context)).join(''));
  return 0;
}
