// `apt-get update`: the lists of all sources are fetched and kept.
import type { Task } from '../../../kernel/task.ts';
import { Downloader } from '../download.ts';
import { placeFile } from '../place-files.ts';
import { fetchItem, isTransient, pause, problemOf, summarise } from './fetch.ts';
import { listPath, packagesPath, readSources, type Source } from './sources.ts';
import { amount, type System } from './system.ts';

/** Times that APT tries again before it gives up. */
const retries = 3;

/** What an uncompressed list on disk takes up for a byte that is fetched: LZ4 is faster than XZ and packs less. */
const unpacked = 2.143;

/** Fetches all lists. APT's exit status: 0 even when the network is down, 100 when a source is wrong. */
export function* update(system: System, version: string): Task<number> {
  const { files, process } = system;
  const sources = readSources(files);
  const downloader = new Downloader(process, `Debian APT-HTTP/1.3 (${version})`);
  const since = process.machine.kernel.now;
  const { architecture } = system;
  const problems: string[] = [];
  const wrong: string[] = [];
  const refused: string[] = [];
  let bytes = 0;
  try {
    const open = new Set<Source>();
    let pending = sources.map((source, index) => ({ source, number: index + 1, problem: '' }));
    for (let attempt = 0; pending.length > 0; attempt++) {
      const again: typeof pending = [];
      for (const { source, number } of pending) {
        const url = `${source.uri}/dists/${source.suite}/InRelease`;
        const about = `${source.uri} ${source.suite} InRelease`;
        const old = files.exists(listPath(source, 'InRelease'));
        const got = yield* downloader.get(url);
        const problem = problemOf(url, got);
        if (problem === undefined && 'size' in got) {
          open.add(source);
          if (old) yield* system.say(`Hit:${number} ${about}`);
          else {
            bytes += got.size;
            yield* system.say(`Get:${number} ${about} [${amount(got.size)}]`);
            placeFile(files, { kind: 'data', path: listPath(source, 'InRelease'), size: got.size });
          }
        } else if (isTransient(got) && attempt < retries) {
          yield* system.say(`Ign:${number} ${about}`);
          again.push({ source, number, problem: problem ?? '' });
        } else {
          const missing = 'status' in got;
          const shown = missing ? about.replace('InRelease', 'Release') : about;
          if (missing) yield* system.say(`Ign:${number} ${about}`);
          yield* system.say(`Err:${missing ? sources.length + number : number} ${shown}`);
          yield* system.say(`  ${problem ?? ''}`);
          if (missing) wrong.push(shown);
          else if (isTransient(got)) problems.push(`${url}  ${problem ?? ''}`);
          else refused.push(`${url}  ${problem ?? ''}`);
        }
      }
      pending = again;
      if (pending.length > 0) yield* pause(attempt);
    }
    let number = sources.length;
    for (const source of open)
      for (const component of source.components) {
        const path = packagesPath(source, component, architecture);
        if (files.exists(path)) continue;
        const url = `${source.uri}/dists/${source.suite}/${component}/binary-${architecture}/Packages.xz`;
        const about = `${source.uri} ${source.suite}/${component} ${architecture} Packages`;
        const got = yield* fetchItem(system, downloader, { url, about, number: ++number });
        if (!('size' in got) || got.status !== 200) continue;
        bytes += got.size;
        yield* process.compute(got.size / 40_000);
        placeFile(files, { kind: 'data', path, size: Math.round(got.size * unpacked) });
      }
  } finally {
    downloader.close();
  }
  yield* summarise(system, bytes, since);
  yield* system.step('Reading package lists', 300);
  for (const text of refused) yield* system.complain(`E: Failed to fetch ${text}`);
  for (const text of wrong)
    yield* system.complain(
      `E: The repository '${text}' does not have a Release file.\nN: Updating from such a repository can't be done securely, and is therefore disabled by default.\nN: See apt-secure(8) manpage for repository creation and user configuration details.`,
    );
  for (const text of problems) yield* system.complain(`W: Failed to fetch ${text}`);
  if (problems.length > 0)
    yield* system.complain('W: Some index files failed to download. They have been ignored, or old ones used instead.');
  return wrong.length + refused.length > 0 ? 100 : 0;
}
