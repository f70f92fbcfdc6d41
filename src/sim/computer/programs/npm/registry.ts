// Asking the registry: documents of packages and tarballs, kept in the cache; what npm says when they cannot be had.
import type { Task } from '../../../kernel/task.ts';
import { Downloader, type Fetched } from '../../packages/download.ts';
import { tarballUrl } from '../../packages/npm/project.ts';
import type { Placed } from '../../packages/npm/tree.ts';
import { filesOf, placeFile } from '../../packages/place-files.ts';
import type { Run } from './run.ts';
import { numbers } from './run.ts';

/** Asks the registry for a package. npm's exit status after a complaint when it is not there. */
export function* describe(run: Run, name: string, shared?: Downloader): Task<number | undefined> {
  const downloader = shared ?? new Downloader(run.process, `npm/${run.version}`);
  const url = `${run.registry}/${name.replace('/', '%2f')}`;
  const got = yield* downloader.get(url, 'text');
  if (!shared) downloader.close();
  if (!('status' in got)) return yield* unreachable(run, url, got);
  if (got.status === 404) return yield* notFound(run, name, '*');
  remember(run, `doc:${name}`, Math.max(got.size, 9000));
  return undefined;
}

/** Keeps what the registry answered. */
function remember(run: Run, key: string, size: number): void {
  const path = cachePath(run, key);
  const files = filesOf(run.process);
  if (files.exists(path)) return;
  placeFile(files, { kind: 'data', path, size });
  placeFile(files, { kind: 'data', path: path.replace('content-v2/sha512', 'index-v5'), size: 640 });
}

function cachePath(run: Run, key: string): string {
  let hash = 7;
  for (const character of key) hash = (Math.imul(hash, 31) + character.charCodeAt(0)) >>> 0;
  const name = hash.toString(16).padStart(8, '0').repeat(16);
  return `${run.cache}/_cacache/content-v2/sha512/${name.slice(0, 2)}/${name.slice(2, 4)}/${name.slice(4)}`;
}

export function* fetchTarball(
  run: Run,
  downloader: Downloader,
  registry: string,
  one: Placed,
): Task<number | undefined> {
  const key = `tar:${one.name}@${one.version}`;
  if (filesOf(run.process).exists(cachePath(run, key))) return undefined;
  const url = tarballUrl(registry, one);
  const got = yield* downloader.get(url);
  if (!('status' in got)) return yield* unreachable(run, url, got);
  if (got.status !== 200) return yield* notFound(run, one.name, one.version);
  remember(run, key, got.size);
  return undefined;
}

export function* notFound(run: Run, name: string, range: string): Task<number> {
  return yield* run.fail([
    'code E404',
    `404 Not Found - GET ${run.registry}/${name.replace('/', '%2f')} - Not found`,
    '404',
    `404  '${name}@${range}' is not in this registry.`,
    '404',
    '404 Note that you can also install from a',
    '404 tarball, folder, http url, or git folder.',
    `404 drydock: not simulated: ${name}, if there is such a package`,
  ]);
}

export function* noVersion(run: Run, name: string, range: string): Task<number> {
  return yield* run.fail([
    'code ETARGET',
    `notarget No matching version found for ${name}@${range}.`,
    'notarget In most cases you or one of your dependencies are requesting',
    "notarget a package version that doesn't exist.",
  ]);
}

function* unreachable(run: Run, url: string, got: Exclude<Fetched, { status: number }>): Task<number> {
  const host = url.replace(/^\w+:\/\//, '').replace(/\/.*$/, '');
  if (got.failure === 'scheme') {
    yield* run.tell('error', ['drydock: not simulated: TLS, use http://']);
    return 1;
  }
  const code =
    got.failure === 'resolve'
      ? got.unknown
        ? 'ENOTFOUND'
        : 'EAI_AGAIN'
      : got.failure === 'connect'
        ? got.errno
        : 'ECONNRESET';
  const names = got.failure === 'resolve';
  yield* run.process.compute(2000);
  return yield* run.fail([
    `code ${code}`,
    `syscall ${names ? 'getaddrinfo' : 'connect'}`,
    `errno ${code}`,
    `request to ${url} failed, reason: ${names ? `getaddrinfo ${code} ${host}` : `connect ${code} ${got.failure === 'connect' ? got.address : host}:80`}`,
    ...(code === 'ENOTFOUND' || code === 'ECONNREFUSED'
      ? [
          'This is a problem related to network connectivity.',
          'In most cases you are behind a proxy or have bad network settings.',
        ]
      : []),
  ]);
}

export function* denied(run: Run, refusal: string, path: string): Task<number> {
  const errno = refusal.split(':')[0] ?? 'EACCES';
  const syscall = /, (\w+) '/.exec(refusal)?.[1] ?? 'mkdir';
  return yield* run.fail(
    [
      `code ${errno}`,
      `syscall ${syscall}`,
      `path ${path}`,
      `errno ${numbers[errno] ?? -1}`,
      `Error: ${refusal}`,
      '',
      'The operation was rejected by your operating system.',
      'It is likely you do not have the permissions to access this file as the current user',
    ],
    243,
  );
}
