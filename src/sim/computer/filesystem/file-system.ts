// What a process sees of the files: the system calls on paths, over a mount table, with the rights of a caller.
import { may, mayRemove, owns, root, type Access, type Caller } from './credentials.ts';
import { empty, readContent, truncateContent, writeContent, type Content } from './content.ts';
import { fail, failed, type Failure } from './errno.ts';
import { sizeOfInode, type Inode, type InodeKind, type LeafBody, type NewInode } from './inode.ts';
import type { Located, MountTable, Place } from './mounts.ts';
import { OpenFile, type OpenFlags } from './open-file.ts';
import { isWithin } from './path.ts';

export type { Caller, Credentials } from './credentials.ts';
export type { OpenFlags } from './open-file.ts';

/** What stat(2) tells. */
export interface Stat {
  readonly kind: InodeKind;
  /** Permission bits, 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly size: number;
  /** ms since 1970-01-01T00:00Z. */
  readonly mtime: number;
  readonly nlink: number;
  readonly ino: number;
  /** Number of the mount. */
  readonly device: number;
  /** Of a device: its numbers. */
  readonly major: number;
  readonly minor: number;
  /** Of a file: the simulated program that it is. */
  readonly program: string | undefined;
}

/** What statfs(2) tells, in bytes and inodes; a size of 0: unbounded. */
export interface FileSystemUsage {
  readonly size: number;
  readonly used: number;
  readonly inodes: number;
}

/** Calls as root in `/`. */
const anybody: Caller = { pid: 0, cwd: '/', umask: 0o022, credentials: root };

const decoder = new TextDecoder();

/**
 * The files of a mount namespace as one caller sees them. `new FileSystem(mounts)` sees them as root; a process takes
 * `files.as(process)`, which reads its cwd, umask and credentials at each call. Relative paths start at its cwd.
 */
export class FileSystem {
  readonly mounts: MountTable;
  readonly #caller: Caller;

  constructor(mounts: MountTable, caller: Caller = anybody) {
    this.mounts = mounts;
    this.#caller = caller;
  }

  /** The same files for another caller. */
  as(caller: Caller): FileSystem {
    return new FileSystem(this.mounts, caller);
  }

  /** Attributes of a file, links followed. */
  stat(path: string): Stat | Failure {
    return this.#stat(this.mounts.locate(this.#caller, path));
  }

  /** Attributes of a file, or of the link itself. */
  lstat(path: string): Stat | Failure {
    return this.#stat(this.mounts.locate(this.#caller, path, false));
  }

  /** Whether the path leads to something, links followed. */
  exists(path: string): boolean {
    return !failed(this.mounts.locate(this.#caller, path));
  }

  /** Whether the caller may do all of `access` (4 read, 2 write, 1 execute); 0 asks only that it exists. EACCES, EROFS. */
  access(path: string, access: Access): Failure | undefined {
    const at = this.mounts.locate(this.#caller, path);
    if (failed(at)) return at;
    // Devices, pipes and sockets hand on what is written: nothing of it stays in the file system (access(2)).
    const keeps = at.inode.kind === 'file' || at.inode.kind === 'directory';
    if ((access & 2) !== 0 && at.mount.readOnly && keeps) return fail('EROFS');
    return may(this.#caller.credentials, at.inode, access) ? undefined : fail('EACCES');
  }

  /** Whether the caller may execute a file with these attributes, or go through a directory. */
  mayExecute(stat: Stat): boolean {
    return may(this.#caller.credentials, stat, 1);
  }

  /** All bytes of a file. EISDIR, EACCES, and what path resolution answers. */
  readFile(path: string): Uint8Array | Failure {
    const at = this.mounts.locate(this.#caller, path);
    if (failed(at)) return at;
    if (at.inode.kind === 'directory') return fail('EISDIR');
    if (!may(this.#caller.credentials, at.inode, 4)) return fail('EACCES');
    if (at.inode.kind === 'file') return readContent(at.inode.content);
    return at.inode.kind === 'character' && at.inode.major === 1 ? readContent(empty) : fail('EINVAL');
  }

  /** A file's bytes as UTF-8 text. */
  readText(path: string): string | Failure {
    const bytes = this.readFile(path);
    return failed(bytes) ? bytes : decoder.decode(bytes);
  }

  /** Replaces a file's content, or makes the file with mode `0666 & ~umask`. */
  writeFile(path: string, content: Content | string, mode = 0o666): Failure | undefined {
    return this.#write(path, mode, () => (typeof content === 'string' ? new TextEncoder().encode(content) : content));
  }

  /** Adds to the end of a file, or makes it. */
  appendFile(path: string, content: Uint8Array | string): Failure | undefined {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    return this.#write(path, 0o666, (before) =>
      writeContent(before, before instanceof Uint8Array ? before.length : before.size, bytes),
    );
  }

  /** Cuts or extends a file with zeros; ENOENT if there is none. */
  truncate(path: string, size: number): Failure | undefined {
    const at = this.mounts.locate(this.#caller, path);
    if (failed(at)) return at;
    return this.#write(path, 0, (before) => truncateContent(before, size));
  }

  /** Opens a file. A directory can only be opened for reading. */
  open(path: string, flags: OpenFlags, mode = 0o666): OpenFile | Failure {
    const writes = Boolean(flags.write || flags.append);
    const place = this.mounts.place(this.#caller, path, !flags.noFollow && !flags.exclusive);
    if (failed(place)) return place;
    const opened = (at: Located): OpenFile => new OpenFile(at.node, at.path, flags, this.#caller, this.mounts.clock);
    if (!place.found) {
      if (!flags.create) return fail('ENOENT');
      if (place.slash) return fail('EISDIR');
      const made = this.#create(place, { kind: 'file', content: empty }, mode & ~this.#caller.umask);
      return failed(made) ? made : opened(made);
    }
    const at = place.found;
    if (flags.create && flags.exclusive) return fail('EEXIST');
    if (place.slash && at.inode.kind !== 'directory') return fail('ENOTDIR');
    if (at.inode.kind === 'symlink') return fail('ELOOP');
    if (flags.directory && at.inode.kind !== 'directory') return fail('ENOTDIR');
    if (at.inode.kind === 'directory' && (writes || flags.create)) return fail('EISDIR');
    if (!may(this.#caller.credentials, at.inode, (flags.read ? 4 : 0) | (writes ? 2 : 0))) return fail('EACCES');
    if (at.inode.kind === 'socket') return fail('ENXIO');
    if (writes && at.inode.kind === 'file') {
      if (at.mount.readOnly) return fail('EROFS');
      const failure =
        at.node.prepareWrite() ??
        (flags.truncate
          ? at.node.change({ content: truncateContent(at.inode.content, 0), mtime: this.mounts.clock() })
          : undefined);
      if (failure) return failure;
    }
    return opened(at);
  }

  /** The names in a directory, in order, without `.` and `..`. */
  readdir(path: string): string[] | Failure {
    const at = this.mounts.locate(this.#caller, path);
    if (failed(at)) return at;
    if (at.inode.kind !== 'directory') return fail('ENOTDIR');
    if (!may(this.#caller.credentials, at.inode, 4)) return fail('EACCES');
    return [...at.node.names(this.#caller)];
  }

  /** Makes a directory with mode `mode & ~umask`. */
  mkdir(path: string, mode = 0o777): Failure | undefined {
    const place = this.mounts.place(this.#caller, path);
    if (failed(place)) return place;
    const made = this.#create(place, { kind: 'directory' }, mode & 0o1777 & ~this.#caller.umask);
    return failed(made) ? made : undefined;
  }

  /** Makes a device, fifo or socket. EPERM for a device without CAP_MKNOD. */
  mknod(path: string, body: Exclude<LeafBody, { kind: 'symlink' }>, mode = 0o666): Failure | undefined {
    const device = body.kind === 'character' || body.kind === 'block';
    if (device && !this.#caller.credentials.capabilities.has('CAP_MKNOD')) return fail('EPERM');
    const place = this.mounts.place(this.#caller, path);
    if (failed(place)) return place;
    if (place.slash) return fail('ENOENT');
    const made = this.#create(place, body, mode & ~this.#caller.umask);
    return failed(made) ? made : undefined;
  }

  /** Makes a symbolic link at `path` that says `target`. */
  symlink(target: string, path: string): Failure | undefined {
    if (target === '') return fail('ENOENT');
    const place = this.mounts.place(this.#caller, path);
    if (failed(place)) return place;
    if (place.slash && !place.found) return fail('ENOENT');
    const made = this.#create(place, { kind: 'symlink', target }, 0o777);
    return failed(made) ? made : undefined;
  }

  /** Gives an existing file one more name. EXDEV between mounts, EPERM for a directory. */
  link(existing: string, path: string): Failure | undefined {
    const source = this.mounts.locate(this.#caller, existing, false);
    if (failed(source)) return source;
    const place = this.mounts.place(this.#caller, path);
    if (failed(place)) return place;
    if (place.found) return fail('EEXIST');
    if (place.slash) return fail('ENOENT');
    if (place.directory.mount !== source.mount) return fail('EXDEV');
    if (source.inode.kind === 'directory') return fail('EPERM');
    const refusal = this.#mayChange(place.directory);
    return refusal ?? place.directory.node.link(place.name, source.node, this.mounts.clock());
  }

  /** What a symbolic link says. EINVAL if it is none. */
  readlink(path: string): string | Failure {
    const at = this.mounts.locate(this.#caller, path, false);
    if (failed(at)) return at;
    return at.inode.kind === 'symlink' ? at.inode.target : fail('EINVAL');
  }

  /** Removes a name of what is no directory. EISDIR, EBUSY for a mount point, EPERM in a sticky directory. */
  unlink(path: string): Failure | undefined {
    const place = this.#removable(path);
    if (failed(place)) return place;
    if (place.found.inode.kind === 'directory') return fail('EISDIR');
    if (place.slash) return fail('ENOTDIR');
    return place.directory.node.unlink(place.name, this.mounts.clock());
  }

  /** Removes an empty directory. ENOTDIR, ENOTEMPTY, EBUSY, EINVAL for `.`. */
  rmdir(path: string): Failure | undefined {
    if (/(^|\/)\.$/.test(path)) return fail('EINVAL');
    if (/(^|\/)\.\.$/.test(path)) return fail('ENOTEMPTY');
    const place = this.#removable(path);
    if (failed(place)) return place;
    if (place.found.inode.kind !== 'directory') return fail('ENOTDIR');
    return place.directory.node.rmdir(place.name, this.mounts.clock());
  }

  /** Renames; what stood under the new name is replaced if it fits. EXDEV between mounts. */
  rename(path: string, newPath: string): Failure | undefined {
    const from = this.#removable(path);
    if (failed(from)) return from;
    const to = this.mounts.place(this.#caller, newPath);
    if (failed(to)) return to;
    const isDirectory = from.found.inode.kind === 'directory';
    if (to.slash && !isDirectory) return fail(to.found ? 'ENOTDIR' : 'ENOENT');
    if (to.directory.mount !== from.directory.mount) return fail('EXDEV');
    if (to.found && this.mounts.isBusy(to.found.path)) return fail('EBUSY');
    if (isDirectory && isWithin(to.directory.path, from.found.path)) return fail('EINVAL');
    const refusal = this.#mayChange(to.directory);
    if (refusal) return refusal;
    if (to.found && !mayRemove(this.#caller.credentials, to.directory.inode, to.found.inode)) return fail('EPERM');
    return from.directory.node.rename(from.name, to.directory.node, to.name, this.mounts.clock());
  }

  /** Changes the permission bits. EPERM for another's file. */
  chmod(path: string, mode: number): Failure | undefined {
    const at = this.mounts.locate(this.#caller, path);
    if (failed(at)) return at;
    if (at.mount.readOnly) return fail('EROFS');
    if (!owns(this.#caller.credentials, at.inode)) return fail('EPERM');
    return at.node.change({ mode: mode & 0o7777 });
  }

  /** Changes owner and group (-1: as it was). Only with CAP_CHOWN, but for an owner who gives it to a group of theirs. */
  chown(path: string, uid: number, gid: number, follow = true): Failure | undefined {
    const at = this.mounts.locate(this.#caller, path, follow);
    if (failed(at)) return at;
    if (at.mount.readOnly) return fail('EROFS');
    const { credentials } = this.#caller;
    const newUid = uid < 0 ? at.inode.uid : uid;
    const newGid = gid < 0 ? at.inode.gid : gid;
    const own = credentials.uid === at.inode.uid;
    const groupIsTheirs = own && (newGid === credentials.gid || credentials.groups.includes(newGid));
    const allowed = newUid === at.inode.uid && (newGid === at.inode.gid ? own : groupIsTheirs);
    if (!allowed && !credentials.capabilities.has('CAP_CHOWN')) return fail('EPERM');
    const mode = at.inode.kind === 'directory' ? at.inode.mode : at.inode.mode & 0o1777;
    return at.node.change({ uid: newUid, gid: newGid, mode });
  }

  /** Sets the time of the last change, ms since 1970-01-01T00:00Z; now if left out. */
  utimes(path: string, mtime?: number, follow = true): Failure | undefined {
    const at = this.mounts.locate(this.#caller, path, follow);
    if (failed(at)) return at;
    if (at.mount.readOnly) return fail('EROFS');
    const { credentials } = this.#caller;
    if (!owns(credentials, at.inode) && !(mtime === undefined && may(credentials, at.inode, 2)))
      return fail(mtime === undefined ? 'EACCES' : 'EPERM');
    return at.node.change({ mtime: mtime ?? this.mounts.clock() });
  }

  /** The path without links, `.` and `..`; everything on it must exist. */
  realpath(path: string): string | Failure {
    const at = this.mounts.locate(this.#caller, path);
    return failed(at) ? at : at.path;
  }

  /** Use of the file system that a path is on. */
  statfs(path: string): (FileSystemUsage & Pick<Located, 'mount'>) | Failure {
    const at = this.mounts.locate(this.#caller, path);
    if (failed(at)) return at;
    const disk = at.mount.node.disk;
    const used = disk?.tree.bytes ?? 0;
    return { mount: at.mount, size: disk?.capacity ?? 0, used, inodes: disk?.tree.count ?? 0 };
  }

  #stat(at: Located | Failure): Stat | Failure {
    if (failed(at)) return at;
    const { inode } = at;
    const device = inode.kind === 'character' || inode.kind === 'block';
    return {
      kind: inode.kind,
      mode: inode.mode,
      uid: inode.uid,
      gid: inode.gid,
      size: this.#size(at),
      mtime: inode.mtime,
      nlink: inode.nlink,
      ino: at.node.id,
      device: this.mounts.device(at.mount),
      major: device ? inode.major : 0,
      minor: device ? inode.minor : 0,
      program: inode.kind === 'file' ? inode.program : undefined,
    };
  }

  #size({ inode, node, mount }: Located): number {
    if (inode.kind === 'file' && !node.disk) return 0;
    // tmpfs counts twenty bytes an entry, `.` and `..` among them.
    if (inode.kind === 'directory' && mount.type === 'tmpfs') return 20 * (2 + [...node.names(this.#caller)].length);
    return sizeOfInode(inode);
  }

  #write(path: string, mode: number, next: (before: Content) => Content | Failure): Failure | undefined {
    const place = this.mounts.place(this.#caller, path, true);
    if (failed(place)) return place;
    const mtime = this.mounts.clock();
    if (!place.found) {
      if (place.slash) return fail('EISDIR');
      const content = next(empty);
      if ('errno' in content) return content;
      const made = this.#create(place, { kind: 'file', content }, mode & ~this.#caller.umask);
      return failed(made) ? made : undefined;
    }
    const { inode, node, mount } = place.found;
    if (inode.kind === 'directory') return fail('EISDIR');
    if (!may(this.#caller.credentials, inode, 2)) return fail('EACCES');
    if (inode.kind === 'character' && inode.major === 1) return inode.minor === 7 ? fail('ENOSPC') : undefined;
    if (inode.kind !== 'file') return fail('EINVAL');
    if (mount.readOnly) return fail('EROFS');
    const content = next(inode.content);
    return 'errno' in content ? content : node.change({ content, mtime });
  }

  #create(place: Place, body: LeafBody | { kind: 'directory' }, mode: number): Located | Failure {
    if (place.found) return fail('EEXIST');
    const refusal = this.#mayChange(place.directory);
    if (refusal) return refusal;
    const { inode: parent, mount, path, node } = place.directory;
    const inherits = (parent.mode & 0o2000) !== 0;
    const inode: NewInode = {
      mode: inherits && body.kind === 'directory' ? mode | 0o2000 : mode,
      uid: this.#caller.credentials.uid,
      gid: inherits ? parent.gid : this.#caller.credentials.gid,
      mtime: this.mounts.clock(),
      ...body,
    };
    const made = node.create(place.name, inode, inode.mtime);
    if ('errno' in made) return made;
    const now: Inode | undefined = made.inode(this.#caller);
    return now
      ? { mount, node: made, inode: now, path: path === '/' ? `/${place.name}` : `${path}/${place.name}` }
      : fail('ESTALE');
  }

  #mayChange(directory: Located): Failure | undefined {
    if (directory.mount.readOnly) return fail('EROFS');
    return may(this.#caller.credentials, directory.inode, 3) ? undefined : fail('EACCES');
  }

  #removable(path: string): (Place & { found: Located }) | Failure {
    const place = this.mounts.place(this.#caller, path);
    if (failed(place)) return place;
    if (!place.found) return fail('ENOENT');
    if (place.found.path === '/' || this.mounts.isBusy(place.found.path)) return fail('EBUSY');
    const refusal = this.#mayChange(place.directory);
    if (refusal) return refusal;
    if (!mayRemove(this.#caller.credentials, place.directory.inode, place.found.inode)) return fail('EPERM');
    return { ...place, found: place.found };
  }
}
