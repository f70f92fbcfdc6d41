// git remote, fetch, pull, push.
import type { Task } from '../../../kernel/task.ts';
import { advertised, fetchObjects } from '../remote.ts';
import type { Repository } from '../repository.ts';
import type { Session } from '../session.ts';
import { fastForward } from './merge.ts';

/** `git remote` */
export function* remote(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const { config } = repository;
  const [verb, name, url] = args;
  const names = config.subsections('remote').sort();
  if (verb === undefined || verb === '-v' || (verb === 'show' && name === undefined)) {
    for (const each of names) {
      const at = config.get(`remote.${each}.url`) ?? '';
      yield* session.print(verb === '-v' ? `${each}\t${at} (fetch)\n${each}\t${at} (push)\n` : `${each}\n`);
    }
    return 0;
  }
  if (!['add', 'remove', 'rm', 'get-url', 'set-url'].includes(verb))
    return yield* session.notSimulated(`git remote ${verb}`);
  if (name === undefined) return yield* session.notSimulated(`git remote ${verb} without a name`);
  if (verb === 'add') {
    if (url === undefined) return yield* session.notSimulated('git remote add without a URL');
    if (names.includes(name)) {
      yield* session.warn(`error: remote ${name} already exists.\n`);
      return 3;
    }
    const added = config
      .with(`remote.${name}.url`, url)
      .with(`remote.${name}.fetch`, `+refs/heads/*:refs/remotes/${name}/*`);
    repository.put('config', added.text);
    return 0;
  }
  if (!names.includes(name)) {
    yield* session.warn(`error: No such remote${verb.endsWith('url') ? '' : ':'} '${name}'\n`);
    return 2;
  }
  if (verb === 'get-url') yield* session.print(`${config.get(`remote.${name}.url`) ?? ''}\n`);
  else if (verb === 'set-url') repository.put('config', config.with(`remote.${name}.url`, url).text);
  else {
    repository.put('config', config.without(`remote.${name}`).text);
    for (const each of repository.refs(`refs/remotes/${name}`)) repository.drop(`refs/remotes/${name}/${each}`);
  }
  return 0;
}

/** Gets what a remote has that is not here; only one branch if `only` is given. */
function* fetchFrom(session: Session, repository: Repository, name: string, quiet: boolean, only?: string): Task {
  const url = repository.config.get(`remote.${name}.url`);
  if (url === undefined) {
    return yield* session.die(
      `'${name}' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.`,
    );
  }
  const { refs } = yield* advertised(session, url);
  const news = [...refs].filter(
    ([ref, id]) =>
      (only === undefined ? ref.startsWith('refs/heads/') : ref === `refs/heads/${only}`) &&
      repository.ref(ref.replace('refs/heads/', `refs/remotes/${name}/`)) !== id,
  );
  const kept = repository.text('shallow') === undefined ? news : [];
  if (only !== undefined && !refs.has(`refs/heads/${only}`))
    return yield* session.die(`couldn't find remote ref ${only}`);
  if (kept.length === 0 && only === undefined) return;
  const wants = kept.map(([, id]) => id);
  if (wants.length > 0)
    for (const object of yield* fetchObjects(session, url, wants, undefined)) repository.write(object);
  if (!quiet) yield* session.warn(`From ${url.replace(/\.git$/, '')}\n`);
  if (!quiet && only !== undefined) yield* session.warn(` * branch            ${only.padEnd(10)} -> FETCH_HEAD\n`);
  for (const [ref, id] of kept) {
    const short = ref.replace('refs/heads/', '');
    const known = repository.ref(`refs/remotes/${name}/${short}`);
    const what = known === undefined ? ' * [new branch]     ' : `   ${known.slice(0, 7)}..${id.slice(0, 7)} `;
    repository.put(`refs/remotes/${name}/${short}`, `${id}\n`);
    if (!quiet) yield* session.warn(`${what} ${short.padEnd(10)} -> ${name}/${short}\n`);
  }
}

/** `git fetch` */
export function* fetch(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const [given, only] = args.filter((arg) => !arg.startsWith('-'));
  const names = repository.config.subsections('remote');
  const quiet = args.includes('-q') || args.includes('--quiet');
  if (args.includes('--all')) for (const name of names) yield* fetchFrom(session, repository, name, quiet);
  else if (given !== undefined || names.length > 0)
    yield* fetchFrom(session, repository, given ?? 'origin', quiet, only);
  return 0;
}

/** `git pull`: fetches, and moves on where that is a fast-forward. */
export function* pull(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const [givenRemote, givenBranch] = args.filter((arg) => !arg.startsWith('-'));
  const { head, config } = repository;
  const name = givenRemote ?? (head.branch === undefined ? undefined : config.get(`branch.${head.branch}.remote`));
  const branch = givenBranch ?? config.get(`branch.${head.branch ?? ''}.merge`)?.replace('refs/heads/', '');
  if (name === undefined || branch === undefined) {
    yield* session.warn(
      `There is no tracking information for the current branch.\nPlease specify which branch you want to merge with.\nSee git-pull(1) for details.\n\n    git pull <remote> <branch>\n\nIf you wish to set tracking information for this branch you can do so with:\n\n    git branch --set-upstream-to=<remote>/<branch> ${head.branch ?? ''}\n\n`,
    );
    return 1;
  }
  const quiet = args.includes('-q') || args.includes('--quiet');
  yield* fetchFrom(session, repository, name, quiet, givenBranch);
  const theirs = repository.ref(`refs/remotes/${name}/${branch}`);
  if (theirs === undefined) return yield* session.die(`couldn't find remote ref ${branch}`);
  return yield* fastForward(session, repository, theirs, quiet);
}

/** `git push`: the hosts of the simulated outside world let nobody in. */
export function* push(session: Session, args: readonly string[]): Task<number> {
  const repository = yield* session.repository();
  const [given, refspec] = args.filter((arg) => !arg.startsWith('-'));
  const { head, config } = repository;
  const name = given ?? config.get(`branch.${head.branch ?? ''}.remote`) ?? 'origin';
  const url = config.get(`remote.${name}.url`) ?? (given?.includes('://') ? given : undefined);
  if (url === undefined) {
    if (given === undefined)
      return yield* session.die(
        'No configured push destination.\nEither specify the URL from the command-line or configure a remote repository using\n\n    git remote add <name> <url>\n\nand then push using the remote name\n\n    git push <name>\n',
      );
    return yield* session.die(
      `'${name}' does not appear to be a git repository\nfatal: Could not read from remote repository.\n\nPlease make sure you have the correct access rights\nand the repository exists.`,
    );
  }
  const source = refspec?.replace(/:.*$/, '');
  if (source !== undefined && repository.resolve(source) === undefined) {
    yield* session.warn(
      `error: src refspec ${source} does not match any\nerror: failed to push some refs to '${url}'\n`,
    );
    return 1;
  }
  yield* advertised(session, url, 'receive');
  return 0;
}
