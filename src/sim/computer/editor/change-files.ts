// Changes that the page makes to the learner's files, as system calls of the learner.
import type { FileChange } from '../../kernel/log.ts';
import { fail, failed, type Errno, type Failure } from '../filesystem/errno.ts';
import type { FileSystem } from '../filesystem/file-system.ts';
import { bytesOfBase64 } from '../programs/base64.ts';
import { decodeText, encodeText } from '../programs/text.ts';
import { withPart } from './text-part.ts';

/**
 * Makes a change; the errno when it is refused. EEXIST for a new name that is taken, ESTALE when the text is a part of another one than the
 * file holds.
 */
export function changeFiles(files: FileSystem, change: FileChange): Errno | undefined {
  return carryOut(files, change)?.errno;
}

function carryOut(files: FileSystem, change: FileChange): Failure | undefined {
  switch (change.action) {
    case 'write':
      return write(files, change);
    case 'make-directory':
      return files.mkdir(change.path);
    case 'rename':
      return failed(files.lstat(change.to)) ? files.rename(change.path, change.to) : fail('EEXIST');
    case 'remove':
      return remove(files, change.path);
  }
}

function write(files: FileSystem, change: FileChange & { readonly action: 'write' }): Failure | undefined {
  const { path, text, mode } = change;
  const isNew = !files.exists(path);
  const bytes = change.encoding ? fromBase64(text) : wholeText(files, path, text, change.part);
  if ('errno' in bytes) return bytes;
  const failure = files.writeFile(path, bytes);
  return failure ?? (isNew && mode !== undefined ? files.chmod(path, mode) : undefined);
}

function wholeText(
  files: FileSystem,
  path: string,
  text: string,
  part: (FileChange & { readonly action: 'write' })['part'],
): Uint8Array | Failure {
  if (!part) return encodeText(text);
  const before = files.readFile(path);
  if (failed(before)) return before;
  const whole = withPart(decodeText(before), text, part);
  return whole === undefined ? fail('ESTALE') : encodeText(whole);
}

function fromBase64(text: string): Uint8Array | Failure {
  const { bytes, valid } = bytesOfBase64(text);
  return valid ? bytes : fail('EINVAL');
}

function remove(files: FileSystem, path: string): Failure | undefined {
  const stat = files.lstat(path);
  if (failed(stat)) return stat;
  if (stat.kind !== 'directory') return files.unlink(path);
  const names = files.readdir(path);
  if (failed(names)) return names;
  for (const name of names) {
    const failure = remove(files, `${path}/${name}`);
    if (failure) return failure;
  }
  return files.rmdir(path);
}
