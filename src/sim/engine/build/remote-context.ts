// A build context from an address: a repository, an archive, or a Dockerfile alone.
import type { Task } from '../../kernel/task.ts';
import { gunzip, isGzip } from '../../oci/gzip.ts';
import { readTar } from '../../oci/tar-read.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import type { Engine } from '../engine.ts';
import { fetchUrl } from './fetch-url.ts';
import { gitFiles, isGitUrl } from './git-source.ts';
import type { BuildProgress } from './status.ts';

/** What was at an address: files, or the text of a Dockerfile. */
export interface RemoteContext {
  readonly entries: readonly TarEntry[];
  readonly dockerfile?: string;
}

const copying = 'copy /context /';

/** Tells of an archive that came from the client and is unpacked. */
export function unpackedContext(progress: BuildProgress): void {
  progress.vertex('[internal] load remote build context').start().done();
  progress.vertex(copying).start().done();
}

/** Fetches it, telling of it; a text says why it cannot be had. */
export function* remoteContext(engine: Engine, address: string, progress: BuildProgress): Task<RemoteContext | string> {
  if (isGitUrl(address)) {
    const vertex = progress.vertex(`[internal] load git source ${address}`).start();
    const entries = yield* gitFiles(engine, address, vertex);
    if (typeof entries === 'string') {
      vertex.fail(entries);
      return `failed to read dockerfile: failed to load cache key: ${entries}`;
    }
    vertex.done();
    return { entries };
  }
  const vertex = progress.vertex('[internal] load remote build context').start();
  const file = yield* fetchUrl(engine, address);
  if (typeof file === 'string') {
    vertex.fail(file);
    return `failed to read downloaded context: failed to load cache key: ${file}`;
  }
  vertex.done();
  const bytes = isGzip(file.bytes) ? (gunzip(file.bytes) ?? file.bytes) : file.bytes;
  const archive = bytes.length >= 512 ? readTar(bytes) : undefined;
  if (!archive?.ok || archive.entries.length === 0) return { entries: [], dockerfile: new TextDecoder().decode(bytes) };
  progress.vertex(copying).start().done();
  return { entries: archive.entries };
}
