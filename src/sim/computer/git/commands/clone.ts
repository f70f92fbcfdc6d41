// git init, git clone.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { absolute, basename, joinPath } from '../../filesystem/path.ts';
import { Options, parseOptions, type Syntax } from '../../programs/options.ts';
import { advertised, fetchObjects } from '../remote.ts';
import { Repository } from '../repository.ts';
import { misused } from '../misuse.ts';
import type { Session } from '../session.ts';
import { switchTree } from '../working-tree.ts';
import { detachedAdvice } from './checkout.ts';

const defaultBranchHint = `hint: Using 'master' as the name for the initial branch. This default branch name
hint: is subject to change. To configure the initial branch name to use in all
hint: of your new repositories, which will suppress this warning, call:
hint: 
hint: \tgit config --global init.defaultBranch <name>
hint: 
hint: Names commonly chosen instead of 'master' are 'main', 'trunk' and
hint: 'development'. The just-created branch can be renamed via this command:
hint: 
hint: \tgit branch -m <name>
`;

const initSyntax: Syntax = { short: 'qb:', long: { quiet: 'q', 'initial-branch': 'b:' } };

/** `git init` */
export function* init(session: Session, args: readonly string[]): Task<number> {
  const options = parseOptions(args, initSyntax);
  if (!(options instanceof Options)) return yield* misused(session, options, 'git init');
  const { files } = session.process;
  const root = absolute(options.operands[0] ?? '.', session.cwd);
  for (let at = root.indexOf('/', 1); at > 0; at = root.indexOf('/', at + 1)) files.mkdir(root.slice(0, at));
  files.mkdir(root);
  const quiet = options.has('q');
  const again = files.exists(joinPath(root, '.git/HEAD'));
  const chosen = options.value('b') ?? session.setting('init.defaultBranch', undefined);
  if (!again) {
    if (chosen === undefined && !quiet) yield* session.warn(defaultBranchHint);
    if (!Repository.create(files, root, chosen ?? 'master'))
      return yield* session.die(`cannot mkdir ${root}/.git: Permission denied`);
  }
  if (!quiet)
    yield* session.print(`${again ? 'Reinitialized existing' : 'Initialized empty'} Git repository in ${root}/.git/\n`);
  return 0;
}

const cloneSyntax: Syntax = {
  short: 'qvb:no:',
  long: { quiet: 'q', verbose: 'v', branch: 'b:', depth: 'depth:', 'single-branch': 'single', 'no-checkout': 'n', origin: 'o:', 'no-tags': 'no-tags' },
}; // prettier-ignore

/** `git clone` */
export function* clone(session: Session, args: readonly string[]): Task<number> {
  const options = parseOptions(args, cloneSyntax);
  if (!(options instanceof Options)) return yield* misused(session, options, 'git clone');
  const [url, directory, extra] = options.operands;
  if (url === undefined) return yield* session.die('You must specify a repository to clone.');
  if (extra !== undefined) return yield* session.die('Too many arguments.');
  const { files } = session.process;
  const remote = /^[a-z][a-z0-9+.-]*:\/\//.test(url) || /^[^/]+:/.test(url);
  if (!remote) {
    if (files.exists(absolute(url, session.cwd)))
      return yield* session.notSimulated('clone of a directory; use an https:// URL');
    return yield* session.die(`repository '${url}' does not exist`);
  }
  const given = options.value('depth');
  const depth = given === undefined ? undefined : Number(given);
  if (depth !== undefined && !(Number.isInteger(depth) && depth > 0))
    return yield* session.die(`depth ${given ?? ''} is not a positive number`);
  const name =
    directory ??
    basename(url)
      .replace(/\.git$/, '')
      .replace(/^.*:/, '');
  const root = absolute(name, session.cwd);
  const present = files.readdir(root);
  const fresh = failed(present);
  if (files.exists(root) && (fresh || present.length > 0))
    return yield* session.die(`destination path '${name}' already exists and is not an empty directory.`);
  for (let at = root.indexOf('/', 1); at > 0; at = root.indexOf('/', at + 1)) files.mkdir(root.slice(0, at));
  if (fresh && files.mkdir(root)) {
    return yield* session.die(`could not create work tree dir '${name}': Permission denied`);
  }
  const quiet = options.has('q');
  if (!quiet) yield* session.warn(`Cloning into '${name}'...\n`);
  // Whatever ends the run before all is there takes the new directory away again, as git does.
  const keep = session.process.whenEnded(() => fresh && files.rmdir(root));
  const { head, refs } = yield* advertised(session, url);
  const wanted = options.value('b');
  const branches = [...refs].filter(([ref]) => ref.startsWith('refs/heads/'));
  const tags = [...refs].filter(([ref]) => ref.startsWith('refs/tags/'));
  const branch = wanted ?? (head ?? 'refs/heads/main').replace('refs/heads/', '');
  const tag = refs.has(`refs/heads/${branch}`) ? undefined : refs.get(`refs/tags/${branch}`);
  const id = tag ?? refs.get(`refs/heads/${branch}`);
  const origin = options.value('o') ?? 'origin';
  if (id === undefined) {
    yield* session.warn(`warning: Could not find remote branch ${branch} to clone.\n`);
    return yield* session.die(`Remote branch ${branch} not found in upstream ${origin}`);
  }
  const single = options.has('single') || depth !== undefined;
  const tracked = single ? branches.filter(([ref]) => tag === undefined && ref === `refs/heads/${branch}`) : branches;
  const keptTags =
    tag === undefined && (single || options.has('no-tags')) ? [] : single ? tags.filter(([, at]) => at === tag) : tags;
  const objects = yield* fetchObjects(
    session,
    url,
    [...new Set([id, ...[...tracked, ...keptTags].map(([, at]) => at)])],
    depth,
  );
  if (session.process.descriptors.get(2)?.terminal && !quiet) yield* session.warn(progress(objects.length));
  keep();
  const repository = Repository.create(files, root, branch);
  if (!repository) return yield* session.die(`cannot mkdir ${root}/.git: Permission denied`);
  for (const object of objects) repository.write(object);
  for (const [ref, at] of tracked) repository.put(ref.replace('refs/heads/', `refs/remotes/${origin}/`), `${at}\n`);
  for (const [ref, at] of keptTags) repository.put(ref, `${at}\n`);
  let config = repository.config
    .with(`remote.${origin}.url`, url)
    .with(
      `remote.${origin}.fetch`,
      single ? `+refs/heads/${branch}:refs/remotes/${origin}/${branch}` : `+refs/heads/*:refs/remotes/${origin}/*`,
    );
  if (tag === undefined) {
    config = config.with(`branch.${branch}.remote`, origin).with(`branch.${branch}.merge`, `refs/heads/${branch}`);
    repository.put(`refs/heads/${branch}`, `${id}\n`);
    if (head !== undefined && tracked.some(([ref]) => ref === head))
      repository.put(`refs/remotes/${origin}/HEAD`, `ref: ${head.replace('refs/heads/', `refs/remotes/${origin}/`)}\n`);
  } else {
    repository.put('HEAD', `${id}\n`);
    if (!quiet) yield* session.warn(detachedAdvice(id));
  }
  repository.put('config', config.text);
  if (depth !== undefined) {
    const cut = repository.history(id).at(-1);
    if (cut && cut.commit.parents.length > 0) repository.put('shallow', `${cut.id}\n`);
  }
  if (!options.has('n')) switchTree(repository, new Map(), repository.snapshot(id));
  return 0;
}

const progress = (count: number): string =>
  `remote: Enumerating objects: ${count}, done.
remote: Counting objects: 100% (${count}/${count}), done.
remote: Total ${count} (delta 0), reused ${count} (delta 0), pack-reused 0
Receiving objects: 100% (${count}/${count}), done.
`;
