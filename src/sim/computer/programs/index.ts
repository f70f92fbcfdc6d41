// The programs behind the names that binaries carry. Shells are at hand; the others are chunks, loaded when first run.
import { load, type Task } from '../../kernel/task.ts';
import type { Program } from '../contract.ts';
import { shells } from './shells.ts';

type Programs = Readonly<Record<string, Program>>;

/** Names in the chunk of network programs. */
const networkNames = new Set(['curl', 'nginx', 'nslookup', 'ping', 'wget']);

const loadBinaries = async (): Promise<Programs> => (await import('./binaries.ts')).binaries;
const loadNetworkPrograms = async (): Promise<Programs> => (await import('./network.ts')).networkPrograms;

/** The program of a name; loads it first if it has to be. Undefined for one that is not simulated. */
export function* findBuiltProgram(name: string): Task<Program | undefined> {
  if (Object.hasOwn(shells, name)) return shells[name];
  const programs = yield* load(networkNames.has(name) ? loadNetworkPrograms : loadBinaries);
  return Object.hasOwn(programs, name) ? programs[name] : undefined;
}
