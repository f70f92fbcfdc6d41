// fs: files, as calls at once, with callbacks and with promises.
const { argumentType, codeError, inside, systemError } = require('internal/errors');
const { exactly, encode } = require('internal/text');
const { Buffer, encodingOf } = require('buffer');
const loop = require('internal/loop');

const constants = {
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1, O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_EXCL: 128, O_TRUNC: 512,
  O_APPEND: 1024, O_DIRECTORY: 65536, O_NOFOLLOW: 131072, S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192,
  S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXU: 448,
  COPYFILE_EXCL: 1, COPYFILE_FICLONE: 2, COPYFILE_FICLONE_FORCE: 4,
}; // prettier-ignore

const flagNames = {
  r: 0, rs: 0, 'r+': 2, 'rs+': 2, w: 577, wx: 705, xw: 705, 'w+': 578, 'wx+': 706, a: 1089, ax: 1217, 'a+': 1090, 'ax+': 1218, as: 1089, 'as+': 1090,
}; // prettier-ignore

function flagsOf(flags = 'r') {
  if (typeof flags === 'number') return flags;
  const found = flagNames[flags];
  if (found === undefined)
    throw codeError(TypeError, 'ERR_INVALID_ARG_VALUE', `The argument 'flags' is invalid. Received '${flags}'`);
  return found;
}

function pathOf(path, name = 'path') {
  if (path instanceof Uint8Array) return Buffer.from(path).toString();
  if (typeof path === 'object' && path !== null && path.href !== undefined) return require('url').fileURLToPath(path);
  if (typeof path !== 'string') throw argumentType(name, 'of type string or an instance of Buffer or URL', path);
  if (path.includes('\0'))
    throw codeError(
      TypeError,
      'ERR_INVALID_ARG_VALUE',
      `The argument '${name}' must be a string, Uint8Array, or URL without null bytes. Received '${path}'`,
    );
  return path;
}

const modeOf = (mode, usual) =>
  mode === undefined || mode === null ? usual : typeof mode === 'string' ? parseInt(mode, 8) : mode;

/** A call of the system; throws what it fails with. */
function call(name, args, what, data) {
  const answer = sys(name, args, data);
  if (answer?.error) throw systemError(answer.error, what ?? name, args.from ?? args.path, args.to);
  return answer;
}

const encodingFrom = (options) => (typeof options === 'string' ? options : options?.encoding);

class Stats {
  constructor(info, big) {
    const number = big ? BigInt : (value) => value;
    const kinds = {
      file: 0o100000,
      directory: 0o40000,
      symlink: 0o120000,
      character: 0o20000,
      block: 0o60000,
      fifo: 0o10000,
      socket: 0o140000,
    };
    this.dev = number(info.device);
    this.mode = number(kinds[info.kind] | info.mode);
    this.nlink = number(info.nlink);
    this.uid = number(info.uid);
    this.gid = number(info.gid);
    this.rdev = number(0);
    this.blksize = number(4096);
    this.ino = number(info.ino);
    this.size = number(info.size);
    this.blocks = number(Math.ceil(info.size / 512));
    for (const name of ['atimeMs', 'mtimeMs', 'ctimeMs', 'birthtimeMs']) this[name] = number(info.mtime);
    for (const name of ['atime', 'mtime', 'ctime', 'birthtime']) this[name] = new Date(info.mtime);
    Object.defineProperty(this, 'kind', { value: info.kind, enumerable: false });
  }
  isFile() {
    return this.kind === 'file';
  }
  isDirectory() {
    return this.kind === 'directory';
  }
  isSymbolicLink() {
    return this.kind === 'symlink';
  }
  isFIFO() {
    return this.kind === 'fifo';
  }
  isSocket() {
    return this.kind === 'socket';
  }
  isCharacterDevice() {
    return this.kind === 'character';
  }
  isBlockDevice() {
    return this.kind === 'block';
  }
}

const typeKey = Symbol('type');
class Dirent {
  constructor(name, path, kind) {
    this.name = name;
    this.parentPath = path;
    this.path = path;
    this[typeKey] = { file: 1, directory: 2, symlink: 3, fifo: 4, socket: 5, character: 6, block: 7 }[kind] ?? 0;
  }
  isFile() {
    return this[typeKey] === 1;
  }
  isDirectory() {
    return this[typeKey] === 2;
  }
  isSymbolicLink() {
    return this[typeKey] === 3;
  }
  isFIFO() {
    return this[typeKey] === 4;
  }
  isSocket() {
    return this[typeKey] === 5;
  }
  isCharacterDevice() {
    return this[typeKey] === 6;
  }
  isBlockDevice() {
    return this[typeKey] === 7;
  }
}

function bytesFor(data, options, name = 'data') {
  if (typeof data === 'string') {
    const encoding = encodingFrom(options);
    if (encoding && encodingOf(encoding) !== 'utf8') return exactly(Buffer.from(data, encoding));
    return data.includes('\0') ? encode(data) : data;
  }
  if (ArrayBuffer.isView(data)) return exactly(data);
  throw argumentType(name, 'of type string or an instance of Buffer, TypedArray, or DataView', data);
}

const utf8Place =
  'node:fs:448\n    return binding.readFileUtf8(path, stringToFlags(options.flag));\n                   ^\n';
const openPlace = 'node:fs:573\n  return binding.open(\n                 ^\n';

/** Reads a whole file; the error that it fails with says which function of Node.js was asked. */
function readAll(path, options, top) {
  const encoding = encodingFrom(options);
  if (encoding !== undefined && encoding !== null) encodingOf(encoding);
  const args = typeof path === 'number' ? { fd: path } : { path: pathOf(path) };
  const answer = sys('readFile', args);
  if (answer?.error) {
    const call_ = answer.error === 'EISDIR' ? 'read' : 'open';
    const error = systemError(answer.error, call_, call_ === 'read' ? undefined : args.path);
    if (top && call_ === 'open' && /^utf-?8$/i.test(encoding ?? ''))
      throw inside(error, ['Object.readFileSync (node:fs:448:20)'], utf8Place);
    if (top && call_ === 'open') throw inside(error, top, openPlace);
    throw error;
  }
  const buffer = Buffer.from(answer);
  return encoding ? buffer.toString(encoding) : buffer;
}

function list(path, options, prefix = '') {
  const names = call('readdir', { path }, 'scandir');
  const result = [];
  for (const [name, kind] of names) {
    result.push(options?.withFileTypes ? new Dirent(name, path, kind) : prefix + name);
    if (options?.recursive && kind === 'directory')
      result.push(...list(path.replace(/\/$/, '') + '/' + name, options, prefix + name + '/'));
  }
  return result;
}

function remove(path, { recursive = false, force = false } = {}) {
  const info = sys('stat', { path, link: true });
  if (info.error) {
    if (info.error === 'ENOENT' && force) return;
    throw systemError(info.error, 'rm', path);
  }
  if (info.kind !== 'directory') return void call('unlink', { path }, 'rm');
  if (!recursive) {
    const error = codeError(Error, 'ERR_FS_EISDIR', `Path is a directory: rm returned EISDIR (is a directory) ${path}`);
    throw Object.assign(error, { errno: 21, syscall: 'rm', path });
  }
  for (const [name] of call('readdir', { path }, 'scandir')) remove(path + '/' + name, { recursive, force });
  call('rmdir', { path }, 'rm');
}

function copy(from, to, options = {}) {
  const info = call('stat', { path: from, link: !options.dereference }, 'cp');
  if (info.kind === 'directory') {
    if (!options.recursive)
      throw codeError(Error, 'ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${from}`);
    if (sys('stat', { path: to }).error) call('mkdir', { path: to, mode: info.mode, recursive: true });
    for (const [name] of call('readdir', { path: from }, 'scandir')) copy(from + '/' + name, to + '/' + name, options);
  } else if (info.kind === 'symlink') call('symlink', { from: call('readlink', { path: from }), to });
  else {
    if (options.errorOnExist && !options.force && !sys('stat', { path: to }).error)
      throw codeError(
        Error,
        'ERR_FS_CP_EEXIST',
        `Target already exists: cp returned EEXIST (${to} already exists) ${to}`,
      );
    call('copyFile', { from, to, exclusive: options.force === false }, 'copyfile');
  }
}

const time = (value) => (value instanceof Date ? value.getTime() : Number(value) * 1000);

/** Every call, as it is done at once; the others are made of these. */
const calls = {
  readFile: (path, options) => readAll(path, options),
  writeFile(path, data, options) {
    const args = typeof path === 'number' ? { fd: path } : { path: pathOf(path) };
    call(
      'writeFile',
      { ...args, flags: flagsOf(options?.flag ?? 'w'), mode: modeOf(options?.mode, 0o666) },
      'open',
      bytesFor(data, options),
    );
  },
  appendFile(path, data, options) {
    calls.writeFile(path, data, { flag: 'a', ...(typeof options === 'string' ? { encoding: options } : options) });
  },
  access(path, mode = 0) {
    call('access', { path: pathOf(path), mode });
  },
  stat(path, options) {
    const answer = sys('stat', { path: pathOf(path) });
    if (!answer.error) return new Stats(answer, options?.bigint);
    if (answer.error === 'ENOENT' && options?.throwIfNoEntry === false) return undefined;
    throw systemError(answer.error, 'stat', pathOf(path));
  },
  lstat(path, options) {
    const answer = sys('stat', { path: pathOf(path), link: true });
    if (!answer.error) return new Stats(answer, options?.bigint);
    if (answer.error === 'ENOENT' && options?.throwIfNoEntry === false) return undefined;
    throw systemError(answer.error, 'lstat', pathOf(path));
  },
  fstat: (fd, options) => new Stats(call('fstat', { fd }), options?.bigint),
  readdir(path, options) {
    return list(pathOf(path), typeof options === 'string' ? {} : options);
  },
  mkdir(path, options) {
    const settings = typeof options === 'object' && options !== null ? options : { mode: options };
    return (
      call('mkdir', {
        path: pathOf(path),
        mode: modeOf(settings.mode, 0o777),
        recursive: Boolean(settings.recursive),
      }) || undefined
    );
  },
  mkdtemp(prefix) {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
    let path = pathOf(prefix, 'prefix');
    for (let index = 0; index < 6; index++) path += letters[Math.floor(Math.random() * letters.length)];
    call('mkdir', { path, mode: 0o700 }, 'mkdtemp');
    return path;
  },
  rmdir(path, options) {
    if (options?.recursive) return remove(pathOf(path), { recursive: true });
    call('rmdir', { path: pathOf(path) });
  },
  rm(path, options) {
    remove(pathOf(path), options);
  },
  unlink(path) {
    call('unlink', { path: pathOf(path) });
  },
  rename(from, to) {
    call('rename', { from: pathOf(from, 'oldPath'), to: pathOf(to, 'newPath') });
  },
  copyFile(from, to, mode = 0) {
    call('copyFile', { from: pathOf(from, 'src'), to: pathOf(to, 'dest'), exclusive: (mode & 1) !== 0 }, 'copyfile');
  },
  cp(from, to, options) {
    copy(pathOf(from, 'src'), pathOf(to, 'dest'), options);
  },
  symlink(target, path) {
    call('symlink', { from: pathOf(target, 'target'), to: pathOf(path) });
  },
  link(existing, path) {
    call('link', { from: pathOf(existing), to: pathOf(path) });
  },
  readlink: (path) => call('readlink', { path: pathOf(path) }),
  realpath: (path) => call('realpath', { path: pathOf(path) }),
  chmod(path, mode) {
    call('chmod', { path: pathOf(path), mode: modeOf(mode) });
  },
  chown(path, uid, gid) {
    call('chown', { path: pathOf(path), uid, gid });
  },
  lchown(path, uid, gid) {
    call('chown', { path: pathOf(path), uid, gid, link: true }, 'lchown');
  },
  utimes(path, access, modified) {
    call('utimes', { path: pathOf(path), time: time(modified) }, 'utime');
  },
  truncate(path, length = 0) {
    call('truncate', { path: pathOf(path), length }, 'open');
  },
  ftruncate(fd, length = 0) {
    call('ftruncate', { fd, length });
  },
  open: (path, flags, mode) => call('open', { path: pathOf(path), flags: flagsOf(flags), mode: modeOf(mode, 0o666) }),
  close(fd) {
    call('close', { fd });
  },
  read(fd, buffer, offset, length, position) {
    if (typeof offset === 'object' && offset !== null) ({ offset, length, position } = offset);
    const from = offset ?? 0;
    const bytes = new Uint8Array(
      call('readFd', { fd, length: length ?? buffer.byteLength - from, position: position ?? -1 }, 'read'),
    );
    new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(bytes, from);
    return bytes.length;
  },
  write(fd, data, offset, length, position) {
    if (typeof data === 'string') {
      const bytes = Buffer.from(data, length);
      call('writeFd', { fd, position: typeof offset === 'number' ? offset : -1 }, 'write', exactly(bytes));
      return bytes.length;
    }
    const part = data.subarray(offset ?? 0, (offset ?? 0) + (length ?? data.length - (offset ?? 0)));
    call('writeFd', { fd, position: position ?? -1 }, 'write', exactly(part));
    return part.length;
  },
  fsync() {},
  fdatasync() {},
  fchmod(fd, mode) {
    call('fchmod', { fd, mode: modeOf(mode) });
  },
  statfs: (path) => call('statfs', { path: pathOf(path) }),
};

/** ms that a call through the pool of threads takes until its callback. */
const delays = { readFile: 0.9, writeFile: 0.6, appendFile: 0.6 };
/** What a callback gets besides the result. */
const extra = { read: (args) => args[1], write: (args) => args[1] };

const fs = { constants, Stats, Dirent };
const promises = { constants };

for (const [name, func] of Object.entries(calls)) {
  fs[`${name}Sync`] = { [`${name}Sync`]: (...args) => func(...args) }[`${name}Sync`];
  const withCallback = {
    [name](...args) {
      const callback = args.pop();
      if (typeof callback !== 'function') throw argumentType('cb', 'of type function', callback);
      let result;
      let failure;
      try {
        result = func(...args);
      } catch (error) {
        if (!error.syscall) throw error;
        Object.defineProperty(error, 'stack', {
          value: `${error.name}: ${error.message}`,
          writable: true,
          configurable: true,
        });
        failure = error;
      }
      loop.later(delays[name] ?? 0.3, () => {
        if (failure) callback(failure);
        else if (extra[name]) callback(null, result, extra[name](args));
        else if (result === undefined) callback(null);
        else callback(null, result);
      });
    },
  }[name];
  fs[name] = withCallback;
  promises[name] = {
    [name](...args) {
      return new Promise((resolve, reject) => {
        let settle;
        try {
          const value = func(
            ...(typeof args[0] === 'object' && args[0] instanceof FileHandle ? [args[0].fd, ...args.slice(1)] : args),
          );
          settle = () => resolve(value);
        } catch (error) {
          if (error.syscall)
            Object.defineProperty(error, 'stack', {
              value: `${error.name}: ${error.message}\n    at async open (node:internal/fs/promises:637:25)\n    at async Object.${name} (node:internal/fs/promises:1249:14)`,
              writable: true,
              configurable: true,
            });
          settle = () => reject(error);
        }
        loop.later(delays[name] ?? 0.3, settle);
      });
    },
  }[name];
}
fs.readFileSync = function readFileSync(path, options) {
  return readAll(path, options, ['Object.openSync (node:fs:573:18)', 'Object.readFileSync (node:fs:452:35)']);
};
fs.realpathSync.native = fs.realpathSync;
fs.realpath.native = fs.realpath;
Object.defineProperty(fs.read, Symbol.for('nodejs.util.promisify.args'), { value: ['bytesRead', 'buffer'] });
Object.defineProperty(fs.write, Symbol.for('nodejs.util.promisify.args'), { value: ['bytesWritten', 'buffer'] });

fs.existsSync = function existsSync(path) {
  try {
    return !sys('stat', { path: pathOf(path) }).error;
  } catch {
    return false;
  }
};
fs.exists = (path, callback) => {
  const found = fs.existsSync(path);
  loop.later(0.3, () => callback(found));
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: async (path) => fs.existsSync(path),
});
fs.opendirSync = () => {
  throw new Error('not simulated: fs.opendir');
};

class FileHandle extends require('events') {
  constructor(fd) {
    super();
    this.fd = fd;
  }
  read(buffer, offset, length, position) {
    if (!ArrayBuffer.isView(buffer)) ({ buffer = Buffer.alloc(16384), offset, length, position } = buffer ?? {});
    return promises.read(this.fd, buffer, offset, length, position).then((bytesRead) => ({ bytesRead, buffer }));
  }
  write(data, ...rest) {
    return promises.write(this.fd, data, ...rest).then((bytesWritten) => ({ bytesWritten, buffer: data }));
  }
  readFile(options) {
    return promises.readFile(this.fd, options);
  }
  writeFile(data, options) {
    return promises.writeFile(this.fd, data, options);
  }
  appendFile(data, options) {
    return promises.writeFile(this.fd, data, options);
  }
  stat(options) {
    return promises.fstat(this.fd, options);
  }
  truncate(length) {
    return promises.ftruncate(this.fd, length);
  }
  chmod(mode) {
    return promises.fchmod(this.fd, mode);
  }
  sync() {
    return Promise.resolve();
  }
  datasync() {
    return Promise.resolve();
  }
  async close() {
    if (this.fd === -1) return;
    const { fd } = this;
    this.fd = -1;
    await promises.close(fd);
    this.emit('close');
  }
  createReadStream(options) {
    return fs.createReadStream('', { ...options, fd: this.fd });
  }
  createWriteStream(options) {
    return fs.createWriteStream('', { ...options, fd: this.fd });
  }
  async *readLines() {
    yield* require('readline').createInterface({ input: this.createReadStream() });
  }
  [Symbol.asyncDispose]() {
    return this.close();
  }
}
const openFile = promises.open;
for (const name of ['close', 'read', 'write', 'fstat', 'ftruncate', 'fchmod', 'fsync', 'fdatasync'])
  Object.defineProperty(promises, name, { enumerable: false });
promises.open = async (path, flags, mode) => new FileHandle(await openFile(path, flags, mode));
promises.watch = (path, options) => require('internal/watch').iterate(path, options);

const { Readable, Writable } = require('stream');

function ReadStream(path, options = {}) {
  const settings = typeof options === 'string' ? { encoding: options } : (options ?? {});
  const start = settings.start ?? 0;
  let at = start;
  let fd = settings.fd === undefined ? undefined : (settings.fd.fd ?? settings.fd);
  const close = (error, done) => {
    if (fd === undefined || settings.autoClose === false) return done(error);
    const number = fd;
    fd = undefined;
    fs.close(number, (problem) => done(error ?? problem));
  };
  const stream = new Readable({
    highWaterMark: settings.highWaterMark ?? 65536,
    encoding: settings.encoding,
    signal: settings.signal,
    read(size) {
      const go = () => {
        const most =
          settings.end === undefined || settings.end === Infinity ? size : Math.min(size, settings.end - at + 1);
        const buffer = Buffer.alloc(Math.max(0, most));
        if (most <= 0) return stream.push(null);
        fs.read(
          fd,
          buffer,
          0,
          most,
          settings.start === undefined && settings.fd !== undefined ? null : at,
          (error, count) => {
            if (error) return stream.destroy(error);
            at += count;
            stream.bytesRead += count;
            stream.push(count === 0 ? null : buffer.subarray(0, count));
          },
        );
      };
      if (fd !== undefined) return go();
      fs.open(path, settings.flags ?? 'r', settings.mode, (error, number) => {
        if (error) return stream.destroy(error);
        fd = number;
        stream.fd = number;
        stream.pending = false;
        stream.emit('open', number);
        stream.emit('ready');
        go();
      });
    },
    destroy: close,
  });
  Object.setPrototypeOf(stream, ReadStream.prototype);
  Object.assign(stream, {
    path: typeof path === 'string' ? path : pathOf(path),
    bytesRead: 0,
    fd: fd ?? null,
    pending: fd === undefined,
    flags: 'r',
  });
  stream.close = (callback) => {
    if (callback) stream.once('close', callback);
    stream.destroy();
  };
  return stream;
}
Object.setPrototypeOf(ReadStream.prototype, Readable.prototype);
Object.setPrototypeOf(ReadStream, Readable);

function WriteStream(path, options = {}) {
  const settings = typeof options === 'string' ? { encoding: options } : (options ?? {});
  let fd = settings.fd === undefined ? undefined : (settings.fd.fd ?? settings.fd);
  let at = settings.start ?? -1;
  let waiting;
  const opened = (next, failed) => {
    if (fd !== undefined) return next();
    if (waiting) return waiting.push({ next, failed });
    waiting = [{ next, failed }];
    fs.open(path, settings.flags ?? 'w', settings.mode, (error, number) => {
      const all = waiting;
      waiting = undefined;
      if (!error) {
        fd = number;
        stream.fd = number;
        stream.pending = false;
        stream.emit('open', number);
        stream.emit('ready');
      }
      for (const one of all) {
        if (error) one.failed(error);
        else one.next();
      }
    });
  };
  const stream = new Writable({
    highWaterMark: settings.highWaterMark ?? 16384,
    defaultEncoding: settings.encoding ?? 'utf8',
    signal: settings.signal,
    write(chunk, encoding, done) {
      opened(
        () =>
          fs.write(fd, chunk, 0, chunk.length, at, (error, count) => {
            if (error) return done(error);
            stream.bytesWritten += count;
            if (at >= 0) at += count;
            done();
          }),
        done,
      );
    },
    final(done) {
      opened(done, done);
    },
    destroy(error, done) {
      if (fd === undefined || settings.autoClose === false) return done(error);
      const number = fd;
      fd = undefined;
      fs.close(number, (problem) => done(error ?? problem));
    },
  });
  Object.setPrototypeOf(stream, WriteStream.prototype);
  Object.assign(stream, {
    path: typeof path === 'string' ? path : pathOf(path),
    bytesWritten: 0,
    fd: fd ?? null,
    pending: fd === undefined,
    flags: 'w',
  });
  stream.close = (callback) => {
    if (callback) stream.once('close', callback);
    stream.end();
  };
  if (fd === undefined)
    process.nextTick(() =>
      opened(
        () => {},
        (error) => stream.destroy(error),
      ),
    );
  return stream;
}
Object.setPrototypeOf(WriteStream.prototype, Writable.prototype);
Object.setPrototypeOf(WriteStream, Writable);

Object.assign(fs, {
  promises,
  ReadStream,
  WriteStream,
  createReadStream: (path, options) => new ReadStream(path, options),
  createWriteStream: (path, options) => new WriteStream(path, options),
  watch: (path, options, listener) => require('internal/watch').watch(path, options, listener),
  watchFile: (path, options, listener) => require('internal/watch').watchFile(path, options, listener),
  unwatchFile: (path, listener) => require('internal/watch').unwatchFile(path, listener),
  ...constantsAtTop(),
});
function constantsAtTop() {
  const { F_OK, R_OK, W_OK, X_OK } = constants;
  return { F_OK, R_OK, W_OK, X_OK };
}

module.exports = fs;
