// What it takes to bring a file or a folder back after it is deleted.
import { failed } from '../../sim/computer/filesystem/errno.ts';
import type { FileSystem } from '../../sim/computer/filesystem/file-system.ts';
import { decodeText } from '../../sim/computer/programs/text.ts';
import type { FileChange } from '../../sim/kernel/log.ts';
import { isText, largestFile } from './text-file.ts';

/** The most names that are kept. */
const most = 500;

/** Changes that make it again; undefined when it is more than can be kept, or holds what the page cannot make. */
export function snapshotOf(files: FileSystem, path: string): FileChange[] | undefined {
  const changes: FileChange[] = [];
  let bytes = 0;
  const visit = (at: string): boolean => {
    const stat = files.lstat(at);
    if (failed(stat) || changes.length >= most) return false;
    if (stat.kind === 'directory') {
      changes.push({ action: 'make-directory', path: at });
      const names = files.readdir(at);
      return !failed(names) && names.every((name) => visit(`${at}/${name}`));
    }
    bytes += stat.size;
    if (stat.kind !== 'file' || bytes > largestFile) return false;
    const content = files.readFile(at);
    if (failed(content)) return false;
    const text = decodeText(content);
    changes.push({
      action: 'write',
      path: at,
      mode: stat.mode,
      ...(isText(text) ? { text } : { text: base64(content), encoding: 'base64' as const }),
    });
    return true;
  };
  return visit(path) ? changes : undefined;
}

/** Bytes in base64. */
export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
