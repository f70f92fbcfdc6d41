// The programs behind the names that binaries carry. Large ones are chunks of their own, loaded when first run.
import { external, type Task } from '../../kernel/task.ts';
import type { Program } from '../contract.ts';
import { applets } from './applets.ts';
import { busybox } from './busybox.ts';
import { asGnu } from './flavour.ts';
import { networkPrograms } from './network.ts';

const present: Readonly<Record<string, Program>> = {
  ...Object.fromEntries(Object.entries(applets).map(([name, applet]) => [name, asGnu(applet)])),
  ...networkPrograms,
  busybox,
};

/** Programs in chunks of their own. A name is always here or always among those present, so that replays agree. */
const loadable: Readonly<Record<string, () => Promise<Program>>> = {};

/** The program of a name; loads it first if it has to be. Undefined for one that is not simulated. */
export function* findBuiltProgram(name: string): Task<Program | undefined> {
  if (Object.hasOwn(present, name)) return present[name];
  const load = Object.hasOwn(loadable, name) ? loadable[name] : undefined;
  return load && (yield* external(load()));
}
