// Carrying changes out: archives are fetched, files come and go, the database and the world are written, triggers run.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { strerror, type Failure } from '../../filesystem/errno.ts';
import type { Downloader } from '../download.ts';
import { filesOf, placeFile, removeFiles } from '../place-files.ts';
import { entryOf, readInstalled, writeInstalled, writeWorld, type Installed } from './database.ts';
import { problemOf } from './repositories.ts';
import type { Change, Offered } from './select.ts';

/** What `commit` prints with, and on whose behalf it works. */
export interface Site {
  readonly process: Process;
  readonly downloader: Downloader;
  readonly architecture: string;
  readonly quiet: boolean;
  readonly say: (line: string) => Task;
  readonly complain: (line: string) => Task;
}

/** ms of CPU for a byte that is unpacked. */
const costPerByte = 0.000_01;

/** Makes the changes and writes the world. The number of errors, which is apk's exit status. */
export function* commit(site: Site, changes: readonly Change[], world: readonly string[]): Task<number> {
  const { process, say } = site;
  const files = filesOf(process);
  let installed = readInstalled(files);
  let errors = 0;
  const fail = function* (subject: string, failure: Failure | string): Task {
    errors++;
    yield* site.complain(`${subject}: ${typeof failure === 'string' ? failure : strerror(failure)}`);
  };
  for (const [index, change] of changes.entries()) {
    const place = `(${index + 1}/${changes.length})`;
    yield* say(`${place} ${change.verb} ${describe(change)}`);
    if (change.verb === 'Purging') {
      const { from } = change;
      yield* process.compute(3 + from.files.length * 0.05);
      const failure = removeFiles(
        files,
        from.files.map((path) => `/${path}`),
      );
      if (failure) yield* fail(from.name, failure);
      installed = installed.filter(({ name }) => name !== from.name);
      continue;
    }
    const { to } = change;
    const problem = yield* unpack(site, to);
    if (problem !== undefined) {
      yield* fail(`${to.name}-${to.version}`, problem);
      continue;
    }
    const entry = entryOf(to, site.architecture);
    const at = installed.findIndex(({ name }) => name === to.name);
    installed = at < 0 ? [...installed, entry] : installed.with(at, entry);
  }
  const failure = writeInstalled(files, installed) ?? writeWorld(files, world);
  if (failure) yield* fail('Failed to write database', failure);
  yield* trigger(site, installed, changes);
  yield* say(summary(installed, errors));
  return errors;
}

const describe = (change: Change): string =>
  change.verb === 'Purging'
    ? `${change.from.name} (${change.from.version})`
    : change.verb === 'Installing' || change.verb === 'Reinstalling'
      ? `${change.to.name} (${change.to.version})`
      : `${change.to.name} (${change.from.version} -> ${change.to.version})`;

/** Packages that make users and directories before they are unpacked. */
const withScripts = new Set(['apache2', 'docker-engine', 'mariadb', 'nginx', 'postgresql17', 'redis', 'tor']);

/** `OK: 12 MiB in 25 packages`, or how many errors there were. */
export function summary(installed: readonly Installed[], errors: number): string {
  const bytes = installed.reduce((sum, { installedSize }) => sum + installedSize, 0);
  const start = errors === 0 ? 'OK:' : `${errors} error${errors === 1 ? '' : 's'};`;
  return `${start} ${Math.floor(bytes / 1024 ** 2)} MiB in ${installed.length} packages`;
}

function* unpack({ process, downloader, architecture, say }: Site, to: Offered): Task<string | undefined> {
  const files = filesOf(process);
  // A virtual package has no archive.
  if (to.url !== '') {
    const got = yield* downloader.get(`${to.url}/${architecture}/${to.name}-${to.version}.apk`);
    const problem = problemOf(got);
    if (problem !== undefined) return problem;
  }
  yield* process.compute(4 + to.installedSize * costPerByte);
  if (withScripts.has(to.name)) yield* say(`Executing ${to.name}-${to.version}.pre-install`);
  for (const file of to.files) {
    const failure = placeFile(files, file);
    if (failure) return `Failed to create ${file.path.slice(1)}: ${strerror(failure)}`;
  }
  return undefined;
}

/** Scripts that packages want run when others have changed something. */
function* trigger({ process, say }: Site, installed: readonly Installed[], changes: readonly Change[]): Task {
  const busybox = installed.find(({ name }) => name === 'busybox');
  const certificates = installed.find(({ name }) => name === 'ca-certificates');
  const touches = (name: string): boolean =>
    changes.some((change) => (change.verb === 'Purging' ? change.from.name : change.to.name) === name);
  if (busybox && changes.length > 0) {
    yield* say(`Executing busybox-${busybox.version}.trigger`);
    yield* process.compute(20);
  }
  if (certificates && touches('ca-certificates')) {
    yield* say(`Executing ca-certificates-${certificates.version}.trigger`);
    yield* process.compute(120);
  }
}
