// What stands at a path in a container: the header by which the daemon answers about archives.
import type { Task } from '../../kernel/task.ts';
import type { Answer } from '../api/connection.ts';
import { fromBase64 } from '../base64.ts';
import type { Client } from '../client.ts';
import { isFailure } from '../failure.ts';
import { absolute } from '../../computer/filesystem/path.ts';
import { splitPath } from './paths.ts';

/** A path's description; `mode` has the bits of Go's os.FileMode. */
export interface PathStat {
  readonly name: string;
  readonly size: number;
  readonly mode: number;
  readonly mtime: string;
  readonly linkTarget: string;
}

/** Bits of Go's os.FileMode. */
const directoryBit = 2 ** 31;
const symlinkBit = 2 ** 27;

export const isDirectory = ({ mode }: PathStat): boolean => Math.floor(mode / directoryBit) % 2 === 1;

export const isSymlink = ({ mode }: PathStat): boolean => Math.floor(mode / symlinkBit) % 2 === 1;

/** The description that an answer carries; undefined without one. */
export function statOf({ headers }: Answer): PathStat | undefined {
  const text = fromBase64(headers['x-docker-container-path-stat'] ?? '');
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as PathStat);
}

/** Asks what stands at a path; undefined when nothing does. */
export function* statPath(client: Client, container: string, path: string): Task<PathStat | undefined> {
  const answer = yield* client.api.send('HEAD', `/containers/${container}/archive`, { query: { path } });
  return isFailure(answer) ? undefined : statOf(answer);
}

/** Where a symbolic link at a path leads, one step. */
export function linkDestination(path: string, { linkTarget }: PathStat): string {
  return linkTarget.startsWith('/') ? linkTarget : absolute(linkTarget, `/${splitPath(path).directory}`);
}
