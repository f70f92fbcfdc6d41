// System calls on files.
import type { Task } from '../../../kernel/task.ts';

import type { Descriptor } from '../../contract.ts';
import { failed, type Errno, type Failure } from '../../filesystem/errno.ts';
import type { Stat } from '../../filesystem/file-system.ts';
import type { OpenFile, OpenFlags } from '../../filesystem/open-file.ts';
import { basename, dirname } from '../../filesystem/path.ts';
import { readAll } from '../../programs/text.ts';
import { numberOf, textOf, type Arguments, type Call, type NodeHost, type Outcome } from '../host.ts';

const encoder = new TextEncoder();

const bytesOf = (data: string | Uint8Array | undefined): Uint8Array =>
  typeof data === 'string' ? encoder.encode(data) : (data ?? new Uint8Array(0));

const outcome = (result: Failure | undefined): Outcome => (result ? { error: result.errno } : undefined);

const statOf = (stat: Stat | Failure): Outcome => (failed(stat) ? { error: stat.errno } : { json: stat });

/** Flags of open(2) as numbers. */
function flagsOf(flags: number): OpenFlags {
  const mode = flags & 3;
  return {
    read: mode !== 1,
    write: mode !== 0,
    append: (flags & 1024) !== 0,
    create: (flags & 64) !== 0,
    exclusive: (flags & 128) !== 0,
    truncate: (flags & 512) !== 0,
  };
}

/** Whether a path leads to something that is no plain file: a device, a pipe, one of the process's own descriptors. */
function isSpecial({ process }: NodeHost, path: string): boolean {
  if (/^\/(?:dev|proc\/self\/fd)\//.test(path)) return true;
  const stat = process.files.stat(path);
  return !failed(stat) && (stat.kind === 'fifo' || stat.kind === 'character');
}

function* readFile(host: NodeHost, args: Arguments): Task<Outcome> {
  const { process } = host;
  if (args['fd'] !== undefined) {
    const file = host.files.get(numberOf(args, 'fd'));
    if (file) {
      const bytes = file.read();
      return failed(bytes) ? { error: bytes.errno } : bytes;
    }
    const descriptor = process.descriptors.get(numberOf(args, 'fd'));
    return descriptor ? yield* readAll(descriptor, process) : { error: 'EBADF' };
  }
  const path = textOf(args, 'path');
  if (!isSpecial(host, path)) {
    const bytes = process.files.readFile(path);
    return failed(bytes) ? { error: bytes.errno } : bytes;
  }
  const descriptor = yield* process.open(path, 'read');
  if (typeof descriptor === 'string') return { error: descriptor };
  try {
    return yield* readAll(descriptor, process);
  } finally {
    descriptor.release();
  }
}

function* writeFile(host: NodeHost, args: Arguments, data: string | Uint8Array | undefined): Task<Outcome> {
  const { process } = host;
  const bytes = bytesOf(data);
  if (args['fd'] !== undefined) {
    const file = host.files.get(numberOf(args, 'fd'));
    if (file) return outcome(file.write(bytes));
    const errno = yield* process.descriptors.get(numberOf(args, 'fd'))?.write(bytes) ?? none('EBADF');
    return errno ? { error: errno } : undefined;
  }
  const path = textOf(args, 'path');
  if (isSpecial(host, path)) {
    const descriptor = yield* process.open(path, 'append');
    if (typeof descriptor === 'string') return { error: descriptor };
    const errno = yield* descriptor.write(bytes);
    descriptor.release();
    return errno ? { error: errno } : undefined;
  }
  const file = process.files.open(path, flagsOf(numberOf(args, 'flags')), numberOf(args, 'mode'));
  if (failed(file)) return { error: file.errno };
  const failure = bytes.length === 0 ? undefined : file.write(bytes);
  file.close();
  return outcome(failure);
}

function* none(errno: Errno): Task<Errno> {
  return errno;
}

/** Writes to a descriptor at once: what programs print. */
function* write({ process }: NodeHost, args: Arguments, data: string | Uint8Array | undefined): Task<Outcome> {
  const errno = yield* process.descriptors.get(numberOf(args, 'fd'))?.write(bytesOf(data)) ?? none('EBADF');
  return errno ? { error: errno } : undefined;
}

function makeDirectories({ process }: NodeHost, path: string, mode: number): Outcome {
  const missing: string[] = [];
  for (let at = path.replace(/(.)\/+$/, '$1'); ; at = dirname(at)) {
    const stat = process.files.stat(at);
    if (!failed(stat)) {
      if (stat.kind !== 'directory') return { error: missing.length === 0 ? 'EEXIST' : 'ENOTDIR' };
      break;
    }
    if (stat.errno !== 'ENOENT') return { error: stat.errno };
    missing.unshift(at);
    if (dirname(at) === at) break;
  }
  for (const directory of missing) {
    const failure = process.files.mkdir(directory, mode);
    if (failure) return { error: failure.errno };
  }
  const first = missing[0];
  return first === undefined ? undefined : { text: first };
}

function readFd(host: NodeHost, args: Arguments): Outcome | Task<Outcome> {
  const file = host.files.get(numberOf(args, 'fd'));
  const length = numberOf(args, 'length');
  const position = numberOf(args, 'position');
  if (!file) {
    const descriptor = host.process.descriptors.get(numberOf(args, 'fd'));
    return descriptor ? readSome(descriptor, length) : { error: 'EBADF' };
  }
  const before = file.offset;
  if (position >= 0) file.offset = position;
  const bytes = file.read(length);
  if (position >= 0) file.offset = before;
  return failed(bytes) ? { error: bytes.errno } : bytes;
}

function* readSome(descriptor: Descriptor, length: number): Task<Outcome> {
  return (yield* descriptor.read(length)) ?? new Uint8Array(0);
}

function writeFd(host: NodeHost, args: Arguments, data: string | Uint8Array | undefined): Outcome | Task<Outcome> {
  const file = host.files.get(numberOf(args, 'fd'));
  if (!file) return write(host, args, data);
  const position = numberOf(args, 'position');
  const before = file.offset;
  if (position >= 0) file.offset = position;
  const failure = file.write(bytesOf(data));
  if (position >= 0) file.offset = before;
  return outcome(failure);
}

function onFile(host: NodeHost, args: Arguments, use: (file: OpenFile) => Outcome): Outcome {
  const file = host.files.get(numberOf(args, 'fd'));
  return file ? use(file) : { error: 'EBADF' };
}

/** Calls by name; what their arguments are stands in the library's `fs`. */
export const fileCalls: Readonly<Record<string, Call>> = {
  readFile,
  writeFile,
  write,
  readFd,
  writeFd,
  stat: ({ process }, args) =>
    statOf(args['link'] ? process.files.lstat(textOf(args, 'path')) : process.files.stat(textOf(args, 'path'))),
  fstat: (host, args) => {
    const fd = numberOf(args, 'fd');
    const file = host.files.get(fd);
    if (file) return statOf(host.process.files.stat(file.path));
    const kind = host.process.descriptors.get(fd)?.kind;
    if (!kind) return { error: 'EBADF' };
    const stat = {
      kind: kind === 'pipe' ? 'fifo' : kind === 'file' ? 'file' : 'character',
      mode: 0o600,
      uid: 0,
      gid: 0,
    };
    return { json: { ...stat, size: 0, mtime: host.clock(), nlink: 1, ino: fd, device: 0 } };
  },
  access: ({ process }, args) => outcome(process.files.access(textOf(args, 'path'), numberOf(args, 'mode'))),
  readdir: ({ process }, args) => {
    const path = textOf(args, 'path');
    const names = process.files.readdir(path);
    if (failed(names)) return { error: names.errno };
    return {
      json: names.map((name) => {
        const stat = process.files.lstat(`${path}/${name}`);
        return [name, failed(stat) ? 'file' : stat.kind];
      }),
    };
  },
  mkdir: (host, args) =>
    args['recursive']
      ? makeDirectories(host, textOf(args, 'path'), numberOf(args, 'mode'))
      : outcome(host.process.files.mkdir(textOf(args, 'path'), numberOf(args, 'mode'))),
  rmdir: ({ process }, args) => outcome(process.files.rmdir(textOf(args, 'path'))),
  unlink: ({ process }, args) => {
    const failure = process.files.unlink(textOf(args, 'path'));
    return failure ? { error: failure.errno === 'EISDIR' ? 'EPERM' : failure.errno } : undefined;
  },
  rename: ({ process }, args) => outcome(process.files.rename(textOf(args, 'from'), textOf(args, 'to'))),
  symlink: ({ process }, args) => outcome(process.files.symlink(textOf(args, 'from'), textOf(args, 'to'))),
  link: ({ process }, args) => outcome(process.files.link(textOf(args, 'from'), textOf(args, 'to'))),
  readlink: ({ process }, args) => {
    const target = process.files.readlink(textOf(args, 'path'));
    return failed(target) ? { error: target.errno } : { text: target };
  },
  realpath: ({ process }, args) => {
    const path = process.files.realpath(textOf(args, 'path'));
    return failed(path) ? { error: path.errno } : { text: path };
  },
  chmod: ({ process }, args) => outcome(process.files.chmod(textOf(args, 'path'), numberOf(args, 'mode'))),
  fchmod: (host, args) =>
    onFile(host, args, ({ path }) => outcome(host.process.files.chmod(path, numberOf(args, 'mode')))),
  chown: ({ process }, args) =>
    outcome(process.files.chown(textOf(args, 'path'), numberOf(args, 'uid'), numberOf(args, 'gid'), !args['link'])),
  utimes: ({ process }, args) => outcome(process.files.utimes(textOf(args, 'path'), numberOf(args, 'time'))),
  truncate: ({ process }, args) => outcome(process.files.truncate(textOf(args, 'path'), numberOf(args, 'length'))),
  ftruncate: (host, args) => onFile(host, args, (file) => outcome(file.truncate(numberOf(args, 'length')))),
  copyFile: ({ process }, args) => {
    const { files } = process;
    const to = textOf(args, 'to');
    if (args['exclusive'] && files.exists(to)) return { error: 'EEXIST' };
    const stat = files.stat(textOf(args, 'from'));
    const bytes = files.readFile(textOf(args, 'from'));
    if (failed(bytes)) return { error: bytes.errno };
    return outcome(files.writeFile(to, bytes, failed(stat) ? 0o666 : stat.mode));
  },
  open: (host, args) => {
    const file = host.process.files.open(
      textOf(args, 'path'),
      flagsOf(numberOf(args, 'flags')),
      numberOf(args, 'mode'),
    );
    if (failed(file)) return { error: file.errno };
    const fd = host.number();
    host.files.set(fd, file);
    return fd;
  },
  close: (host, args) =>
    onFile(host, args, (file) => {
      file.close();
      host.files.delete(numberOf(args, 'fd'));
      return undefined;
    }),
  statfs: ({ process }, args) => {
    const usage = process.files.statfs(textOf(args, 'path'));
    if (failed(usage)) return { error: usage.errno };
    const blocks = Math.ceil(usage.size / 4096);
    const free = Math.max(0, blocks - Math.ceil(usage.used / 4096));
    return { json: { type: 61267, bsize: 4096, blocks, bfree: free, bavail: free, files: usage.inodes, ffree: 0 } };
  },
  watchState: ({ process }, args) => {
    const path = textOf(args, 'path');
    const stat = process.files.stat(path);
    if (failed(stat)) return { json: null };
    if (stat.kind !== 'directory') return { json: { [basename(path)]: `${stat.ino}:${stat.mtime}:${stat.size}` } };
    const state: Record<string, string> = {};
    const walk = (directory: string, prefix: string, deep: boolean): void => {
      const names = process.files.readdir(directory);
      for (const name of failed(names) ? [] : names) {
        if (name === 'node_modules' || name === '.git') continue;
        const one = process.files.stat(`${directory}/${name}`);
        if (failed(one)) continue;
        state[prefix + name] = `${one.ino}:${one.mtime}:${one.kind === 'directory' ? '' : one.size}`;
        if (deep && one.kind === 'directory') walk(`${directory}/${name}`, `${prefix}${name}/`, deep);
      }
    };
    walk(path, '', Boolean(args['recursive']));
    return { json: state };
  },
};
