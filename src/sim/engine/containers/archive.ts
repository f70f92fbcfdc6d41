// GET, HEAD and PUT /containers/{id}/archive (`docker cp`), GET /containers/{id}/export
import { root } from '../../computer/filesystem/credentials.ts';
import { failed } from '../../computer/filesystem/errno.ts';
import type { FileSystem } from '../../computer/filesystem/file-system.ts';
import { sizeOfInode, type Inode } from '../../computer/filesystem/inode.ts';
import { absolute, basename, dirname, joinPath } from '../../computer/filesystem/path.ts';
import type { Request, Response } from '../../kernel/message.ts';
import { sleep, type Task } from '../../kernel/task.ts';
import { readTar } from '../../oci/tar-read.ts';
import { concat, writeTar } from '../../oci/tar-write.ts';
import type { TarEntry } from '../../oci/tar-entry.ts';
import { gunzip, isGzip } from '../../oci/gzip.ts';
import { encodeBase64 } from '../../kernel/base64.ts';
import type { Engine } from '../engine.ts';
import { ApiError, errorResponse, errors } from '../errors.ts';
import { boolean } from '../query.ts';
import { timestamp } from '../times.ts';
import type { Container } from './container.ts';
import { filesAtRest, overlayOf } from './root-files.ts';
import { FileSystem as Files } from '../../computer/filesystem/file-system.ts';

const caller = { pid: 0, cwd: '/', umask: 0, credentials: root };

/** Bytes a ms that archives travel with. */
const speed = 500_000;

/** The files at a path as a tar archive; its stat in a header. */
export function* getArchive(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const found = locate(engine, params.id, message);
  if (found instanceof ApiError) return errorResponse(found);
  const { container, files, path, inode } = found;
  const headers = { 'x-docker-container-path-stat': statHeader(files, path, inode) };
  if (message.method === 'HEAD') return { status: 200, headers };
  const bytes = writeTar(entriesAt(files, path, archiveName(message.query['path'] ?? '')));
  container.emit('archive-path');
  yield* sleep(bytes.length / speed);
  return { status: 200, headers: { ...headers, 'content-type': 'application/x-tar' }, body: bytes };
}

/** The first part of all names: the last part of the path that was asked for, `.` for `dir/.`, `/` for the root. */
function archiveName(asked: string): string {
  if (asked === '.' || asked.endsWith('/.')) return absolute(asked) === '/' && asked === '.' ? '/' : '.';
  const path = absolute(asked);
  return path === '/' ? '/' : basename(path);
}

function locate(
  engine: Engine,
  id: string,
  { query }: Request,
): { container: Container; files: FileSystem; path: string; inode: Inode } | ApiError {
  const { path: asked = '' } = query;
  const container = engine.containers.find(id);
  if (container instanceof ApiError) return container;
  if (asked === '') return errors.emptyPath();
  const files = filesAtRest(container);
  if (files instanceof ApiError) return files;
  const path = absolute(asked);
  // A slash or `/.` at the end follows a link.
  const follow = asked.endsWith('/') || asked.endsWith('/.');
  const at = files.mounts.locate(caller, path, follow);
  if (failed(at)) return errors.noFile(asked, id);
  if (follow && at.inode.kind !== 'directory') return errors.notADirectory(asked);
  return { container, files, path: at.path, inode: at.inode };
}

const modeBits = {
  directory: 2 ** 31,
  symlink: 2 ** 27,
  character: 2 ** 26 + 2 ** 21,
  block: 2 ** 26,
  fifo: 2 ** 25,
  socket: 2 ** 24,
  file: 0,
};

/** Where a link leads in the end; one step of it when nothing is there. */
function linkEnd(files: FileSystem, path: string): string {
  const real = files.realpath(path);
  if (!failed(real)) return real;
  const next = files.readlink(path);
  return failed(next) ? '' : absolute(next, dirname(path));
}

/** Name, size, Go's mode, time and link target, as JSON in base64. */
function statHeader(files: FileSystem, path: string, inode: Inode): string {
  const target = inode.kind === 'symlink' ? linkEnd(files, path) : '';
  const stat = {
    name: path === '/' ? '/' : basename(path),
    size: sizeOfInode(inode),
    mode: modeBits[inode.kind] + (inode.mode & 0o777) + (inode.mode & 0o1000 ? 2 ** 20 : 0),
    mtime: timestamp(inode.mtime || 1),
    linkTarget: target,
  };
  return encodeBase64(new TextEncoder().encode(JSON.stringify(stat)));
}

/** Everything at and below a path as tar entries under another name. Synthetic files are left out. */
export function entriesAt(files: FileSystem, path: string, name: string): TarEntry[] {
  const entries: TarEntry[] = [];
  const visit = (at: string, as: string): void => {
    const found = files.mounts.locate(caller, at, false);
    if (failed(found)) return;
    // The root's own name is only the slash that marks a directory.
    const entry = entryOf(found.inode, as === '/' ? '' : as);
    if (entry && as !== '') entries.push(entry);
    if (found.inode.kind !== 'directory') return;
    for (const child of found.node.names(caller))
      visit(joinPath(at, child), as === '' || as === '/' ? as + child : `${as}/${child}`);
  };
  visit(path, name);
  return entries;
}

function entryOf(inode: Inode, path: string): TarEntry | undefined {
  // Archives of the API hold whole seconds.
  const mtime = Math.floor(inode.mtime / 1000) * 1000;
  const common = { path, mode: inode.mode, uid: inode.uid, gid: inode.gid, mtime };
  switch (inode.kind) {
    case 'file':
      return {
        ...common,
        type: 'file',
        ...(inode.content instanceof Uint8Array ? { content: inode.content } : { declaredSize: inode.content.size }),
        ...(inode.program === undefined ? {} : { program: inode.program }),
      };
    case 'directory':
      return { ...common, type: 'directory' };
    case 'symlink':
      return { ...common, type: 'symlink', linkTarget: inode.target };
    case 'character':
    case 'block':
      return { ...common, type: inode.kind, device: { major: inode.major, minor: inode.minor } };
    case 'fifo':
      return { ...common, type: 'fifo' };
    case 'socket':
      return undefined;
  }
}

/** The bytes of a request: its body, or all that it uploads. */
export function* receive(message: Request): Task<Uint8Array> {
  const parts: Uint8Array[] = message.body instanceof Uint8Array ? [message.body] : [];
  const { upload } = message;
  if (upload) for (let part = yield* upload.read(); part !== undefined; part = yield* upload.read()) parts.push(part);
  const bytes = concat(parts);
  return isGzip(bytes) ? (gunzip(bytes) ?? bytes) : bytes;
}

/** Unpacks an archive into a directory of the container. */
export function* putArchive(engine: Engine, params: { id: string }, message: Request): Task<Response> {
  const { path: asked = '' } = message.query;
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  if (asked === '') return errorResponse(errors.emptyPath());
  const bytes = yield* receive(message);
  const files = filesAtRest(container);
  if (files instanceof ApiError) return errorResponse(files);
  const at = files.mounts.locate(caller, absolute(asked));
  if (failed(at)) return errorResponse(errors.noFile(asked, params.id));
  if (at.inode.kind !== 'directory') return errorResponse(errors.extractionPoint());
  if (container.record.hostConfig.ReadonlyRootfs && at.mount.target === '/')
    return errorResponse(errors.readOnlyRoot());
  if (at.mount.readOnly) return errorResponse(errors.readOnlyVolume());
  const reading = readTar(bytes);
  if (!reading.ok) return errorResponse(errors.tarRubbish(reading.message));
  yield* sleep(bytes.length / speed);
  const failure = unpackInto(files, at.path, reading.entries, !boolean(message.query['copyUIDGID']));
  if (failure) return errorResponse(failure);
  container.flush();
  container.emit('extract-to-dir');
  return { status: 200, headers: {} };
}

function unpackInto(
  files: FileSystem,
  directory: string,
  entries: readonly TarEntry[],
  keepsOwner: boolean,
): ApiError | undefined {
  for (const entry of entries) {
    if (entry.path === '') continue;
    const path = joinPath(directory, entry.path);
    const there = files.lstat(path);
    if (!failed(there) && there.kind === 'directory' && entry.type !== 'directory')
      return errors.tarRubbish(`cannot overwrite directory "${path}" with non-directory`);
    if (!failed(there) && there.kind !== 'directory') {
      if (entry.type === 'directory')
        return errors.tarRubbish(`cannot overwrite non-directory "${path}" with directory "${path}"`);
      files.unlink(path);
    }
    if (failed(files.stat(dirname(path)))) makePath(files, dirname(path));
    place(files, path, entry, failed(there));
    if (keepsOwner) files.chown(path, entry.uid, entry.gid, false);
    if (entry.type !== 'symlink') {
      files.chmod(path, entry.mode);
      files.utimes(path, entry.mtime);
    }
  }
  return undefined;
}

function makePath(files: FileSystem, path: string): void {
  if (!failed(files.stat(path))) return;
  makePath(files, dirname(path));
  files.mkdir(path, 0o755);
}

function place(files: FileSystem, path: string, entry: TarEntry, isNew: boolean): void {
  switch (entry.type) {
    case 'directory':
      if (isNew) files.mkdir(path, entry.mode);
      break;
    case 'symlink':
      files.symlink(entry.linkTarget ?? '', path);
      break;
    case 'hardlink':
      files.link(joinPath('/', entry.linkTarget ?? ''), path);
      break;
    case 'fifo':
      files.mknod(path, { kind: 'fifo' }, entry.mode);
      break;
    case 'file':
      files.writeFile(path, entry.content ?? { size: entry.declaredSize ?? 0 }, entry.mode);
      break;
    default:
      files.mknod(path, { kind: entry.type, ...(entry.device ?? { major: 0, minor: 0 }) }, entry.mode);
  }
}

/** The whole root file system, without volumes, as a tar archive. */
export function* exportContainer(engine: Engine, params: { id: string }): Task<Response> {
  const container = engine.containers.find(params.id);
  if (container instanceof ApiError) return errorResponse(container);
  const bytes = writeTar(entriesAt(new Files(overlayOf(container)), '/', ''));
  container.emit('export');
  yield* sleep(container.lower.bytes / speed);
  return { status: 200, headers: { 'content-type': 'application/x-tar' }, body: bytes };
}
