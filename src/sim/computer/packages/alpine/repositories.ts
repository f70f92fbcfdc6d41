// The repositories that a system names, and their indexes: from the cache on disk, or fetched (apk-repositories(5)).
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import type { Downloader, Fetched } from '../download.ts';
import { filesOf } from '../place-files.ts';
import { indexSize, packagesOf, repositoryOf } from './index.ts';
import type { Offered } from './select.ts';

export const cacheFolder = '/var/cache/apk';

/** ms that an index in the cache is good for. */
const fresh = 4 * 3_600_000;

/** How indexes are come by. */
export interface Access {
  readonly noCache: boolean;
  /** Fetches even when the cached ones are fresh. */
  readonly update: boolean;
  /** Takes what is in the cache, fetching nothing. */
  readonly cachedOnly: boolean;
  readonly extra: readonly string[];
  /** The words of warnings differ before apk-tools 2.13. */
  readonly old: boolean;
}

/** What came of it: the packages on offer, and the repositories whose index could not be had. */
export interface Indexes {
  readonly offered: ReadonlyMap<string, Offered>;
  readonly open: readonly string[];
  readonly missing: readonly string[];
}

/** The URLs of /etc/apk/repositories; a tag in front of one is left out. */
export function repositoryUrls(process: Process): string[] {
  const text = process.files.readText('/etc/apk/repositories');
  if (failed(text)) return [];
  return text
    .split('\n')
    .map((line) =>
      line
        .replace(/#.*/, '')
        .trim()
        .replace(/^@\S+\s+/, '')
        .replace(/\/+$/, ''),
    )
    .filter((line) => line !== '');
}

/** Name of a repository's index in the cache: apk takes four bytes of the URL's SHA-1, any hash of it serves here. */
function cacheName(url: string): string {
  let hash = 0x811c9dc5;
  for (const character of url) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
  return `${cacheFolder}/APKINDEX.${hash.toString(16).padStart(8, '0')}.tar.gz`;
}

/** Opens all repositories. `say` prints a line, `warn` one that begins with WARNING. */
export function* openRepositories(
  process: Process,
  downloader: Downloader,
  access: Access,
  architecture: string,
  say: (line: string) => Task,
  warn: (line: string) => Task,
): Task<Indexes> {
  const files = filesOf(process);
  const offered = new Map<string, Offered>();
  const open: string[] = [];
  const missing: string[] = [];
  for (const url of new Set([...repositoryUrls(process), ...access.extra])) {
    const path = cacheName(url);
    const cached = files.stat(path);
    const age = failed(cached) ? Infinity : process.machine.kernel.clock - cached.mtime;
    let usable = !failed(cached) && !access.noCache;
    if (access.cachedOnly || (usable && age < fresh && !access.update)) {
      if (!usable) yield* warn(`${access.old ? 'Ignoring' : 'opening from cache'} ${url}: No such file or directory`);
    } else {
      yield* say(`fetch ${url}/${architecture}/APKINDEX.tar.gz`);
      const got = yield* downloader.get(`${url}/${architecture}/APKINDEX.tar.gz`);
      const problem = problemOf(got);
      if (problem !== undefined) {
        const doing = access.old ? 'Ignoring' : access.noCache ? 'fetching' : 'updating and opening';
        yield* warn(`${doing} ${url}: ${problem}`);
      } else {
        usable = true;
        if (!access.noCache && 'size' in got) {
          if (!failed(cached)) files.unlink(path);
          files.mknod(path, { kind: 'file', content: { size: got.size } }, 0o644);
        }
      }
    }
    const repository = usable ? repositoryOf(url) : undefined;
    if (!repository) {
      missing.push(url);
      continue;
    }
    yield* process.compute(2 + indexSize(repository) / 50_000);
    open.push(url);
    for (const [name, found] of packagesOf(repository)) if (!offered.has(name)) offered.set(name, { ...found, url });
  }
  return { offered, open, missing };
}

/** apk's words for a fetch that failed. */
export function problemOf(got: Fetched): string | undefined {
  if ('status' in got)
    return got.status === 200
      ? undefined
      : got.status === 404
        ? 'No such file or directory'
        : "remote server returned error (try 'apk update')";
  switch (got.failure) {
    case 'resolve':
      return got.unknown ? 'DNS lookup error' : 'temporary error (try again later)';
    case 'connect':
      return got.errno === 'ENETUNREACH'
        ? 'network error (check Internet connection and firewall)'
        : strerror(got.errno);
    case 'scheme':
      return 'drydock: not simulated: TLS, use http://';
    case 'broken':
      return 'network error (check Internet connection and firewall)';
  }
}
