// `posix`: the system calls behind `os`.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { fail, failed, strerror, type Failure } from '../../filesystem/errno.ts';
import type { Stat } from '../../filesystem/file-system.ts';
import { signalNumber, signalOfNumber } from '../../processes/signals.ts';
import { recordClass } from '../objects/record-class.ts';
import { bytes, dict, float, list, set, tuple, typeName } from '../objects/types.ts';
import { PyBytes, PyDict, PyFloat, plainNumber, plainText, Raised, type Value } from '../objects/values.ts';
import { addTo, collect } from '../run/containers.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { errnoNumber, errnoOf } from './errno.ts';
import { addFunctions, addValues } from './native.ts';

const statResult = recordClass('os.stat_result', [
  'st_mode', 'st_ino', 'st_dev', 'st_nlink', 'st_uid', 'st_gid', 'st_size', 'st_atime', 'st_mtime', 'st_ctime',
]); // prettier-ignore
const terminalSize = recordClass('os.terminal_size', ['columns', 'lines']);
const unameResult = recordClass('posix.uname_result', ['sysname', 'nodename', 'release', 'version', 'machine']);
const timesResult = recordClass('posix.times_result', [
  'user',
  'system',
  'children_user',
  'children_system',
  'elapsed',
]);
const statvfsResult = recordClass('os.statvfs_result', [
  'f_bsize',
  'f_frsize',
  'f_blocks',
  'f_bfree',
  'f_bavail',
  'f_files',
  'f_ffree',
  'f_favail',
  'f_flag',
  'f_namemax',
]);

const kinds: Readonly<Record<string, number>> = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
};

/** A path that an argument must be: a text, bytes, or something with `__fspath__`. */
export function* pathOf(thread: Thread, value: Value): Task<string> {
  if (value instanceof PyBytes) return new TextDecoder().decode(value.bytes);
  const own = plainText(value, '\0');
  if (own !== '\0') return own;
  const path = yield* thread.callMethod(value, '__fspath__');
  if (typeof path === 'string') return path;
  throw thread.error('TypeError', `expected str, bytes or os.PathLike object, not ${typeName(value)}`);
}

function statValue(stat: Stat): Value {
  const time = float(Math.floor(stat.mtime) / 1000);
  return statResult.make(
    [
      stat.mode + (kinds[stat.kind] ?? 0),
      stat.ino,
      stat.device,
      stat.nlink,
      stat.uid,
      stat.gid,
      stat.size,
      Math.floor(stat.mtime / 1000),
      Math.floor(stat.mtime / 1000),
      Math.floor(stat.mtime / 1000),
    ],
    {
      st_atime: time,
      st_mtime: time,
      st_ctime: time,
      st_mtime_ns: Math.floor(stat.mtime) * 1_000_000,
      st_blksize: 4096,
      st_blocks: Math.ceil(stat.size / 512),
    },
  );
}

/** Raises for a call that failed. */
function check<T>(thread: Thread, result: T | Failure | undefined, ...paths: readonly Value[]): T {
  if (failed(result)) {
    const { errno } = result;
    const args = paths.length > 1 ? [paths[0], null, paths[1]] : paths;
    throw new Raised(thread.interpreter.exception('OSError', [errnoNumber(errno), strerror(errno), ...args]));
  }
  return result as T;
}

/** Runs a command line with /bin/sh and waits for it: its wait status. */
function* system(process: Process, command: string): Task<number> {
  const child = yield* process.spawn({ argv: ['sh', '-c', command], path: '/bin/sh' });
  if (typeof child === 'string') return 127 << 8;
  const result = yield* process.wait(child);
  if (typeof result === 'string') return 0;
  return 'code' in result.status ? result.status.code << 8 : signalNumber(result.status.signal);
}

/** Fills `posix`. */
export const posix: NativeModule = (interpreter, names) => {
  const { process } = interpreter;
  const { files } = process;
  const { kernel } = process.machine;
  /** A call on one path. */
  const onPath = (call: (path: string, args: readonly Value[]) => Failure | undefined) =>
    function* (thread: Thread, [path, ...args]: readonly Value[]): Task<Value> {
      check(thread, call(yield* pathOf(thread, path), args), path);
      return null;
    };
  const onTwo = (call: (from: string, to: string) => Failure | undefined) =>
    function* (thread: Thread, [from, to]: readonly Value[]): Task<Value> {
      check(thread, call(yield* pathOf(thread, from), yield* pathOf(thread, to)), from, to);
      return null;
    };
  const environ = dict();
  for (const [name, value] of process.env) environ.set(name, value);
  addValues(names, { environ, stat_result: statResult.cls, terminal_size: terminalSize.cls });
  addFunctions(names, {
    *stat(thread, [path], kw) {
      if (typeof path === 'number') return statValue(check(thread, files.stat(`/proc/self/fd/${path}`), path));
      const own = yield* pathOf(thread, path);
      return statValue(check(thread, kw?.get('follow_symlinks') === false ? files.lstat(own) : files.stat(own), path));
    },
    *lstat(thread, [path]) {
      return statValue(check(thread, files.lstat(yield* pathOf(thread, path)), path));
    },
    *listdir(thread, [path = '.']) {
      return list(
        [...check(thread, files.readdir(yield* pathOf(thread, path ?? '.')), path)].filter(
          (name) => name !== '.' && name !== '..',
        ),
      );
    },
    mkdir: onPath((path, [mode = 0o777]) => files.mkdir(path, Number(mode))),
    rmdir: onPath((path) => files.rmdir(path)),
    unlink: onPath((path) => {
      const stat = files.lstat(path);
      return !failed(stat) && stat.kind === 'directory' ? fail('EISDIR') : files.unlink(path);
    }),
    chmod: onPath((path, [mode]) => files.chmod(path, Number(mode))),
    chown: onPath((path, [uid, gid]) => files.chown(path, Number(uid), Number(gid))),
    truncate: onPath((path, [size]) => files.truncate(path, Number(size))),
    rename: onTwo((from, to) => files.rename(from, to)),
    replace: onTwo((from, to) => files.rename(from, to)),
    symlink: onTwo((from, to) => files.symlink(from, to)),
    link: onTwo((from, to) => files.link(from, to)),
    *readlink(thread, [path]) {
      return check(thread, files.readlink(yield* pathOf(thread, path)), path);
    },
    *utime(thread, [path, times = null], kw) {
      const given = times ?? kw?.get('times') ?? null;
      const parts = given === null ? [] : yield* collect(thread, given);
      const modified = plainNumber(parts[1]);
      const at =
        modified instanceof PyFloat
          ? modified.value * 1000
          : typeof modified === 'number'
            ? modified * 1000
            : kernel.clock;
      check(thread, files.utimes(yield* pathOf(thread, path), at), path);
      return null;
    },
    *access(thread, [path, mode]) {
      const own = yield* pathOf(thread, path);
      if (!files.exists(own)) return false;
      for (const bit of [4, 2, 1] as const) if (Number(mode) & bit && failed(files.access(own, bit))) return false;
      return true;
    },
    _realpath: (_thread, [path]) => {
      const own = plainText(path);
      const found = files.realpath(own);
      if (typeof found === 'string') return found;
      const slash = own.lastIndexOf('/');
      const parent = slash > 0 ? files.realpath(own.slice(0, slash)) : '/';
      return typeof parent === 'string' ? `${parent === '/' ? '' : parent}${own.slice(slash)}` : own;
    },
    getcwd: () => process.cwd,
    *chdir(thread, [path]) {
      const own = yield* pathOf(thread, path);
      const stat = check(thread, files.stat(own), path);
      if (stat.kind !== 'directory') check(thread, fail('ENOTDIR'), path);
      const real = files.realpath(own);
      if (typeof real === 'string') process.cwd = real;
      return null;
    },
    *statvfs(thread, [path]) {
      const usage = check(thread, files.statfs(yield* pathOf(thread, path)), path);
      const blocks = Math.floor(usage.size / 4096);
      const free = Math.floor((usage.size - usage.used) / 4096);
      return statvfsResult.make([4096, 4096, blocks, free, free, 0, 0, 0, 4096, 255]);
    },
    getpid: () => process.pid,
    getppid: () => process.parentPid,
    getpgrp: () => process.group,
    getpgid: () => process.group,
    getuid: () => process.credentials.uid,
    geteuid: () => process.credentials.uid,
    getgid: () => process.credentials.gid,
    getegid: () => process.credentials.gid,
    getgroups: () => list([...process.credentials.groups]),
    kill: (thread, [pid, number]) => {
      const signal = Number(plainNumber(number)) === 0 ? 0 : signalOfNumber(Number(plainNumber(number)));
      if (signal === undefined) check(thread, fail('EINVAL'));
      const errno = process.kill(Number(pid), signal ?? 0);
      if (errno) check(thread, fail(errno));
      interpreter.budget = Math.min(interpreter.budget, 1);
      return null;
    },
    urandom: (_thread, [count]) =>
      bytes(Uint8Array.from({ length: Number(count) }, () => Math.floor(kernel.random('urandom').next() * 256))),
    umask: (_thread, [mask]) => {
      const before = process.umask;
      process.umask = Number(mask);
      return before;
    },
    putenv: (_thread, [name, value]) => {
      process.env.set(plainText(name), plainText(value));
      return null;
    },
    unsetenv: (_thread, [name]) => {
      process.env.delete(plainText(name));
      return null;
    },
    cpu_count: () => process.machine.cpus,
    sched_getaffinity: (thread) => {
      const made = set();
      for (const one of process.processors) addTo(thread, made, one);
      return made;
    },
    times: () => timesResult.make([process.info.cpuTime / 1000, 0, 0, 0, kernel.now / 1000].map(float)),
    getloadavg: () => tuple([float(0), float(0), float(0)]),
    uname: () => {
      const release = files.readText('/proc/sys/kernel/osrelease');
      const version = files.readText('/proc/sys/kernel/version');
      const machine =
        files.exists('/lib/ld-musl-aarch64.so.1') || files.exists('/usr/lib/aarch64-linux-gnu') ? 'aarch64' : 'x86_64';
      return unameResult.make([
        'Linux',
        process.hostname,
        failed(release) ? '' : release.trim(),
        failed(version) ? '' : version.trim(),
        machine,
      ]);
    },
    strerror: (_thread, [number]) => strerrorOf(Number(number)),
    isatty: (_thread, [number]) => process.descriptors.get(Number(number))?.terminal !== undefined,
    ttyname: (_thread, [number]) => process.descriptors.get(Number(number))?.terminal?.path ?? null,
    get_terminal_size: (thread, [number = 1]) => {
      const terminal = process.descriptors.get(Number(number))?.terminal;
      if (!terminal) check(thread, fail('ENOTTY'));
      return terminalSize.make([terminal?.columns ?? 80, terminal?.rows ?? 24]);
    },
    *system(thread, [command]) {
      yield* thread.interpreter.flush();
      return yield* interpreter.wait(thread, () => system(process, plainText(command)));
    },
    _exit: (_thread, [status]) => {
      process.exit(Number(status) & 255);
      return null;
    },
    nice: () => 0,
    *write(thread, [number, data]) {
      const descriptor = process.descriptors.get(Number(number));
      if (!descriptor) check(thread, fail('EBADF'));
      const content = (data as PyBytes).bytes;
      const errno = yield* descriptor?.write(content) ?? nothing();
      if (errno) check(thread, fail(errno));
      return content.length;
    },
    *read(thread, [number, count]) {
      const descriptor = process.descriptors.get(Number(number));
      if (!descriptor) {
        check(thread, fail('EBADF'));
        return null;
      }
      return bytes((yield* interpreter.wait(thread, () => descriptor.read(Number(count)))) ?? new Uint8Array());
    },
    close: (_thread, [number]) => {
      process.descriptors.get(Number(number))?.release();
      process.descriptors.delete(Number(number));
      return null;
    },
    pipe: () => {
      const { reader, writer } = process.pipe();
      let number = 3;
      const place = (): number => {
        while (process.descriptors.has(number)) number++;
        return number;
      };
      const first = place();
      process.descriptors.set(first, reader);
      const second = place();
      process.descriptors.set(second, writer);
      return tuple([first, second]);
    },
    *execv(thread, [path, args]) {
      yield* interpreter.flush();
      const argv = (yield* collect(thread, args)).map((arg) => plainText(arg));
      check(thread, fail(yield* process.exec({ argv, path: yield* pathOf(thread, path) })), path);
      return null;
    },
    *execve(thread, [path, args, env]) {
      yield* interpreter.flush();
      const argv = (yield* collect(thread, args)).map((arg) => plainText(arg));
      const variables = new Map(
        env instanceof PyDict
          ? [...env.map.values()].map(({ key, value }) => [plainText(key), plainText(value)] as const)
          : [...process.env],
      );
      check(thread, fail(yield* process.exec({ argv, path: yield* pathOf(thread, path), env: variables })), path);
      return null;
    },
  });
};

function* nothing(): Task<undefined> {
  return undefined;
}

function strerrorOf(number: number): string {
  const errno = errnoOf(number);
  return errno ? strerror(errno) : `Unknown error ${number}`;
}
