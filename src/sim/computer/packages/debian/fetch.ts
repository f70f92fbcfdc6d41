// APT's downloads: numbered lines for what is got, what failed, and the sum at the end.
import { sleep, type Task } from '../../../kernel/task.ts';
import { strerror } from '../../filesystem/errno.ts';
import type { Downloader, Fetched } from '../download.ts';
import { parseUrl } from '../../http/url.ts';
import { amount, type System } from './system.ts';

/** Something to fetch: its URL and how APT describes it in a line. */
export interface Item {
  readonly url: string;
  readonly about: string;
  /** The number in front; items of one source share it in retries. */
  readonly number: number;
}

/** Why a fetch failed, in APT's words. */
export function problemOf(url: string, got: Fetched): string | undefined {
  const { host = '', port = 80 } = parseUrl(url) ?? {};
  if ('status' in got) return got.status === 200 ? undefined : `${got.status}  Not Found`;
  switch (got.failure) {
    case 'resolve':
      return got.unknown ? `Could not resolve '${host}'` : `Temporary failure resolving '${host}'`;
    case 'connect':
      return `Could not connect to ${host}:${port} (${got.address}). - connect (${{ ECONNREFUSED: 111, ENETUNREACH: 101, EHOSTUNREACH: 113 }[got.errno as string] ?? 110}: ${strerror(got.errno)})`;
    case 'scheme':
      return 'drydock: not simulated: TLS, use http://';
    case 'broken':
      return `Error reading from server. Remote end closed connection [IP: ${host} ${port}]`;
  }
}

/** Whether trying again may help. */
export const isTransient = (got: Fetched): boolean => !('status' in got) && got.failure !== 'scheme';

/** Gets one item; prints its line when it came. */
export function* fetchItem(system: System, downloader: Downloader, item: Item): Task<Fetched> {
  const got = yield* downloader.get(item.url);
  if ('status' in got && got.status === 200)
    yield* system.say(`Get:${item.number} ${item.about} [${amount(got.size)}]`);
  return got;
}

/** The line that sums the downloads up. */
export function* summarise(system: System, bytes: number, since: number): Task {
  const ms = system.process.machine.kernel.now - since;
  const seconds = Math.round(ms / 1000);
  const rate = ms > 0 ? Math.round((bytes / ms) * 1000) : bytes;
  if (bytes > 0) yield* system.say(`Fetched ${amount(bytes)} in ${seconds}s (${amount(rate)}/s)`);
}

/** How long APT waits before it tries again for the n-th time, in ms. */
export function* pause(attempt: number): Task {
  yield* sleep(1000 * 2 ** attempt);
}
