// The modules of the standard library that are written in TypeScript, loaded when first imported.
import type { NativeModule } from '../run/interpreter.ts';

/** What loads a module, by its name. */
export const natives: Readonly<Record<string, () => Promise<NativeModule>>> = {
  time: async () => (await import('./time.ts')).time,
};
