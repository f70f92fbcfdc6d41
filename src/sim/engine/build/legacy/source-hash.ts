// How the builder before BuildKit names what is copied: the sum of a tar archive's headers and contents (moby's tarsum, version 1).
import { readContent } from '../../../computer/filesystem/content.ts';
import { failed } from '../../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../../computer/filesystem/file-system.ts';
import { joinPath } from '../../../computer/filesystem/path.ts';
import { sha256 } from '../../../oci/digest.ts';
import { concat } from '../../../oci/tar-write.ts';
import type { FoundSource } from '../copy-files.ts';

/** `file:`, `dir:` or `multi:` and the sum of all sources; links count as what they lead to. */
export function sourceHash(files: FileSystem, sources: readonly FoundSource[]): string {
  const hashes = sources.map(({ path, directory }) =>
    directory ? `dir:${hexOf(folderHashes(files, path).sort().join(','))}` : `file:${fileHash(files, path)}`,
  );
  return hashes.length === 1 ? (hashes[0] ?? '') : `multi:${hexOf(hashes.join(','))}`;
}

const hexOf = (content: string | Uint8Array): string => sha256(content).slice('sha256:'.length);

/** The folder itself, unless it is the root, and everything below; links within are not gone into. */
function folderHashes(files: FileSystem, path: string): string[] {
  const real = files.realpath(path);
  const top = failed(real) ? path : real;
  const hashes: string[] = top === '/' ? [] : [fileHash(files, top)];
  const names = files.readdir(top);
  for (const name of failed(names) ? [] : names) {
    const child = joinPath(top, name);
    const stat = files.lstat(child);
    if (!failed(stat) && stat.kind === 'directory') hashes.push(...folderHashes(files, child));
    else hashes.push(fileHash(files, child));
  }
  return hashes;
}

/** The sum of one header and content; of a link that leads nowhere the path itself. */
function fileHash(files: FileSystem, path: string): string {
  const real = files.realpath(path);
  const stat = failed(real) ? real : files.stat(real);
  if (failed(real) || failed(stat)) return path.slice(1);
  const content = stat.kind === 'file' ? files.readFile(real) : undefined;
  const bytes = content === undefined || failed(content) ? new Uint8Array() : readContent(content);
  const folder = stat.kind === 'directory';
  const header = [
    `name${real.slice(1)}${folder ? '/' : ''}`,
    `mode${stat.mode & 0o7777}`,
    `uid${stat.uid}`,
    `gid${stat.gid}`,
    `size${bytes.length}`,
    `typeflag${folder ? '5' : '0'}`,
    'linkname',
    'uname',
    'gname',
    'devmajor0',
    'devminor0',
  ].join('');
  return hexOf(concat([new TextEncoder().encode(header), bytes]));
}
