// The modules of the standard library that are written in TypeScript, loaded when first imported.
import type { NativeModule } from '../run/interpreter.ts';
import { errnoModule } from './errno.ts';

/** What loads a module, by its name. */
export const natives: Readonly<Record<string, () => Promise<NativeModule>>> = {
  _asyncio_wait: async () => (await import('./small.ts')).asyncioWait,
  _collections: async () => (await import('./collections.ts')).collections,
  _format_date: async () => (await import('./small.ts')).formatDates,
  _fork: async () => (await import('./fork.ts')).fork,
  _functools: async () => (await import('./functools.ts')).functools,
  _hashlib: async () => (await import('./hashlib.ts')).hashlib,
  _io: async () => (await import('./small.ts')).io,
  _json: async () => (await import('./json.ts')).json,
  _random: async () => (await import('./random.ts')).random,
  _re: async () => (await import('./regex.ts')).regex,
  _signal: async () => (await import('./signal.ts')).signal,
  _socket: async () => (await import('./socket.ts')).socket,
  _sqlite3: async () => (await import('./sqlite.ts')).sqlite,
  _struct: async () => (await import('./binary.ts')).struct,
  _subprocess: async () => (await import('./subprocess.ts')).subprocess,
  _thread: async () => (await import('./thread.ts')).thread,
  _traceback: async () => (await import('./small.ts')).traceback,
  _zlib: async () => (await import('./zlib.ts')).zlib,
  atexit: async () => (await import('./small.ts')).atexit,
  binascii: async () => (await import('./binary.ts')).binascii,
  errno: () => Promise.resolve(errnoModule),
  gc: async () => (await import('./small.ts')).gc,
  math: async () => (await import('./math.ts')).math,
  posix: async () => (await import('./posix.ts')).posix,
  time: async () => (await import('./time.ts')).time,
};
