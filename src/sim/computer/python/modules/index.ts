// The modules of the standard library that are written in TypeScript, loaded when first imported.
import type { NativeModule } from '../run/interpreter.ts';

/** What loads a module, by its name. */
export const natives: Readonly<Record<string, () => Promise<NativeModule>>> = {
  _collections: async () => (await import('./collections.ts')).collections,
  _functools: async () => (await import('./functools.ts')).functools,
  _json: async () => (await import('./json.ts')).json,
  _random: async () => (await import('./random.ts')).random,
  _signal: async () => (await import('./signal.ts')).signal,
  _thread: async () => (await import('./thread.ts')).thread,
  errno: async () => (await import('./errno.ts')).errnoModule,
  math: async () => (await import('./math.ts')).math,
  posix: async () => (await import('./posix.ts')).posix,
  time: async () => (await import('./time.ts')).time,
};
