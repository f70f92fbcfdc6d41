// Getting wheels, from the index or from the cache.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import type { Downloader } from '../../packages/download.ts';
import { type Fetched } from '../../packages/download.ts';
import type { Chosen } from '../../packages/pip/resolve.ts';
import { filesOf, placeFile } from '../../packages/place-files.ts';
import type { Run } from './run.ts';
import { cachePath, size } from './run.ts';

/** Wheels from this size on show a bar of progress. */
const barFrom = 512_000;

export function* fetchWheel(
  run: Run,
  downloader: Downloader,
  index: string,
  { wheel }: Chosen,
  caches: boolean,
): Task<string | undefined> {
  const { process } = run;
  const files = filesOf(process);
  const path = cachePath(run, wheel);
  const kept = caches ? files.stat(path) : undefined;
  if (kept && !failed(kept)) {
    yield* run.say(`Using cached ${wheel} (${size(kept.size)})`);
    return undefined;
  }
  const since = process.machine.kernel.now;
  const got = yield* downloader.get(`${index.replace(/\/simple$/, '')}/files/${wheel}`);
  if (!('status' in got) || got.status !== 200)
    return `Could not install packages due to an OSError: ${networkText(got)}\n`;
  yield* run.say(`Downloading ${wheel} (${size(got.size)})`);
  if (got.size >= barFrom) {
    const seconds = Math.max(0.001, (process.machine.kernel.now - since) / 1000);
    const all = (got.size / 1e6).toFixed(1);
    yield* run.say(`   ${'━'.repeat(40)} ${all}/${all} MB ${(got.size / 1e6 / seconds).toFixed(1)} MB/s eta 0:00:00`);
  }
  if (caches) {
    placeFile(files, { kind: 'data', path, size: got.size });
    placeFile(files, { kind: 'data', path: path.replace(/\.body$/, ''), size: 1180 });
  }
  return undefined;
}

export function networkText(got: Fetched): string {
  if ('status' in got) return `HTTP error ${got.status}`;
  if (got.failure === 'resolve')
    return got.unknown ? '[Errno -2] Name or service not known' : '[Errno -3] Temporary failure in name resolution';
  if (got.failure === 'connect') {
    const words: Readonly<Record<string, string>> = {
      ECONNREFUSED: '[Errno 111] Connection refused',
      ENETUNREACH: '[Errno 101] Network is unreachable',
      EHOSTUNREACH: '[Errno 113] No route to host',
      ETIMEDOUT: '[Errno 110] Connection timed out',
    };
    return words[got.errno] ?? got.errno;
  }
  return got.failure === 'scheme' ? 'drydock: not simulated: TLS, use http://' : 'Connection broken';
}
