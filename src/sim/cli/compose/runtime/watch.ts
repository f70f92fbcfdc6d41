// Watch mode: what is edited goes into the containers, or makes images and containers new.
import { dirname, isWithin, joinPath } from '../../../computer/filesystem/path.ts';
import { readContent } from '../../../computer/filesystem/content.ts';
import { failed } from '../../../computer/filesystem/errno.ts';
import { bytePipe } from '../../../kernel/pipe.ts';
import { sleep, type Task } from '../../../kernel/task.ts';
import type { TarEntry } from '../../../oci/tar-entry.ts';
import { writeTar } from '../../../oci/tar-write.ts';
import { isFailure, type Failure } from '../../failure.ts';
import type { Compose } from '../compose.ts';
import { selectServices, type Project } from '../model/project.ts';
import { isFault } from '../model/fault.ts';
import { buildServices } from './build.ts';
import { listContainers, type ProjectContainer } from './containers.ts';
import { createProject, plainCreate } from './create-project.ts';
import { Progress } from './progress.ts';
import { runCommand, startServices } from './start.ts';
import { WatchedFiles, watchRules, type Change } from './watch-rules.ts';

/** How often files are looked at, ms. */
const interval = 500;

/** Why there is nothing to watch. */
export const nothingToWatch: Failure = {
  error: "none of the selected services is configured for watch, consider setting a 'develop' section",
};

/** The same, as `up --watch` says it. */
export const nothingToWatchUp: Failure = {
  error:
    'none of the selected services is configured for watch, see https://docs.docker.com/compose/how-tos/file-watch/',
};

/** Whether a project says what to watch. */
export const isWatched = (project: Project): boolean => watchRules(project).length > 0;

/** What watch mode says when it begins. */
export const watchEnabled = 'Watch enabled';

/** Watches until it is interrupted. `mark` stands before each of its lines. */
export function* watchProject(compose: Compose, project: Project, mark: string, quietBuild: boolean): Task<Failure> {
  const { client } = compose;
  const rules = watchRules(project);
  if (rules.length === 0) return nothingToWatch;
  const watched = rules.map((rule) => new WatchedFiles(client.process.files, rule));
  const say = (text: string): Task => client.stdout.line(`${mark}${text}`);
  const first = watched.filter(({ rule }) => rule.initialSync).flatMap((one) => one.all());
  if (first.length > 0) yield* apply(compose, project, first, say, quietBuild);
  for (;;) {
    yield* sleep(interval);
    const changes = watched.flatMap((one) => one.changes());
    if (changes.length === 0) continue;
    const failure = yield* apply(compose, project, changes, say, quietBuild);
    if (failure) yield* client.stderr.line(failure.error);
  }
}

/** `["web" "api"]`, as Go prints a list of texts. */
const listed = (names: readonly string[]): string => `[${names.map((name) => JSON.stringify(name)).join(' ')}]`;

function* apply(
  compose: Compose,
  project: Project,
  changes: readonly Change[],
  say: (text: string) => Task,
  quietBuild: boolean,
): Task<Failure | undefined> {
  const services = (wanted: (action: string) => boolean): string[] => [
    ...new Set(changes.filter(({ rule }) => wanted(rule.action)).map(({ rule }) => rule.service)),
  ];
  const rebuilt = services((action) => action === 'rebuild');
  if (rebuilt.length > 0) return yield* rebuild(compose, project, rebuilt, say, quietBuild);
  for (const service of services((action) => action.startsWith('sync'))) {
    const own = changes.filter(({ rule }) => rule.service === service && rule.action.startsWith('sync'));
    yield* say(`Syncing service ${JSON.stringify(service)} after ${own.length} changes were detected`);
    const failure = yield* synchronize(compose, project, service, own);
    if (failure) return failure;
  }
  const restarted = services((action) => action.endsWith('restart'));
  if (restarted.length > 0) {
    const failure = yield* restart(compose, project, restarted);
    if (failure) return failure;
    yield* say(`service(s) ${listed(restarted)} restarted`);
  }
  return yield* runExecs(compose, project, changes);
}

function* rebuild(
  compose: Compose,
  project: Project,
  names: readonly string[],
  say: (text: string) => Task,
  quiet: boolean,
): Task<Failure | undefined> {
  const { client } = compose;
  yield* say(`Rebuilding service(s) ${listed(names)} after changes were detected...`);
  const silent = new Progress(client, 'quiet', '');
  const failure = yield* buildServices(
    client,
    project,
    names,
    { noCache: false, pull: false, args: [], quiet },
    silent,
  );
  if (failure) {
    yield* say(`Failed to rebuild service(s) ${listed(names)} after update. Error: ${failure.error}`);
    return undefined;
  }
  yield* say(`service(s) ${listed(names)} successfully built`);
  const own = selectServices(project, names, 'without');
  if (isFault(own)) return own;
  const created = yield* createProject(
    compose,
    own,
    { ...plainCreate, services: names, recreate: 'force', ignoreOrphans: true },
    silent,
  );
  return created ?? (yield* startServices(client, own, silent));
}

const running = (compose: Compose, project: Project, services: readonly string[]): Task<ProjectContainer[] | Failure> =>
  listContainers(compose.client, project.name, { all: false, oneoff: 'exclude', services });

/** Copies what was written into the containers and removes what is gone. */
function* synchronize(
  compose: Compose,
  project: Project,
  service: string,
  changes: readonly Change[],
): Task<Failure | undefined> {
  const { client } = compose;
  const containers = yield* running(compose, project, [service]);
  if (isFailure(containers)) return containers;
  const entries: TarEntry[] = [];
  const folders = new Set<string>();
  const gone: string[] = [];
  for (const { rule, file, gone: removed } of changes) {
    const relative = file.slice(rule.path.length).replace(/^\//, '');
    const target = relative === '' ? rule.target : joinPath(rule.target, relative);
    if (removed) {
      gone.push(target);
      continue;
    }
    const stat = client.process.files.stat(file);
    const content = client.process.files.readFile(file);
    if (failed(stat) || failed(content)) continue;
    for (let folder = dirname(target); folder !== '/' && isWithin(folder, rule.target); folder = dirname(folder))
      folders.add(folder);
    const { mode, mtime } = stat;
    entries.push({ path: target.slice(1), type: 'file', mode, uid: 0, gid: 0, mtime, content: readContent(content) });
  }
  const mtime = client.process.machine.kernel.clock;
  const made = [...folders]
    .sort()
    .map((folder): TarEntry => ({ path: folder.slice(1), type: 'directory', mode: 0o755, uid: 0, gid: 0, mtime }));
  for (const { Id } of containers) {
    if (gone.length > 0) {
      const removed = yield* runCommand(client, Id, { command: ['rm', '-rf', ...gone] });
      if (isFailure(removed)) return removed;
    }
    if (entries.length === 0) continue;
    const upload = bytePipe();
    upload.offer(writeTar([...made, ...entries]));
    upload.close();
    const answer = yield* client.api.send('PUT', `/containers/${Id}/archive`, {
      query: { path: '/' },
      headers: { 'content-type': 'application/x-tar' },
      upload,
    });
    if (isFailure(answer)) return answer;
  }
  return undefined;
}

function* restart(compose: Compose, project: Project, services: readonly string[]): Task<Failure | undefined> {
  const containers = yield* running(compose, project, services);
  if (isFailure(containers)) return containers;
  for (const { Id } of containers) {
    const answer = yield* compose.client.api.post(`/containers/${Id}/restart`);
    if (isFailure(answer)) return answer;
  }
  return undefined;
}

/** `sync+exec`: a command in the containers after the files are there. */
function* runExecs(compose: Compose, project: Project, changes: readonly Change[]): Task<Failure | undefined> {
  const rules = new Set(changes.map(({ rule }) => rule).filter(({ action }) => action === 'sync+exec'));
  for (const rule of rules) {
    const containers = yield* running(compose, project, [rule.service]);
    if (isFailure(containers)) return containers;
    for (const { Id } of containers) {
      const code = yield* runCommand(compose.client, Id, rule.exec);
      if (isFailure(code)) return code;
    }
  }
  return undefined;
}
