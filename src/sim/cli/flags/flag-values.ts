// The flags of one command line after parsing: typed access for the commands, defaults included.
import type { CommandSpec, FlagSpec } from '../reference/reference.ts';
import type { MountOption } from './mount-option.ts';
import type { FileReference, GpuOption, NetworkOption, UlimitOption } from './option-list.ts';
import { readValue, type FlagValue } from './value.ts';

/** Flags that write into another one: two names of one option. */
const sameOption: Readonly<Record<string, string>> = {
  net: 'network',
  'net-alias': 'network-alias',
  'dns-opt': 'dns-option',
  time: 'timeout',
};

const truths = new Set(['bool']);
const lists = new Set([
  'list',
  'stringArray',
  'strings',
  'ipNetSlice',
  'scale',
  'port',
  'pref',
  'external-ca',
  'command',
]);
const maps = new Set(['map', 'stringToString']);
const numbers = new Set(['int', 'uint', 'uint16', 'uint32', 'float', 'decimal', 'bytes', 'duration']);
const texts = new Set(['string', 'pem-file', 'node-addr', 'credential-spec']);
const filterTypes = new Set(['filter']);
const mountTypes = new Set(['mount']);
const networkTypes = new Set(['network']);
const ulimitTypes = new Set(['ulimit']);
const gpuTypes = new Set(['gpu-request']);
const fileTypes = new Set(['config', 'secret']);
const nothing: readonly never[] = [];

/** Asking for a flag that the command does not have, or as another type, is a bug of the command and throws. */
export class FlagValues {
  readonly #spec: CommandSpec;
  readonly #flags: ReadonlyMap<string, FlagSpec>;
  readonly #values = new Map<string, FlagValue>();

  constructor(spec: CommandSpec) {
    this.#spec = spec;
    this.#flags = flagsByName(spec);
  }

  /** Stores a parsed value; used by the parser. */
  set(flag: FlagSpec, value: FlagValue): void {
    this.#values.set(sameOption[flag.name] ?? flag.name, value);
  }

  /** What was set so far, without defaults; used by the parser for flags that collect values. */
  before(flag: FlagSpec): FlagValue | undefined {
    return this.#values.get(sameOption[flag.name] ?? flag.name);
  }

  /** Whether the flag (or its other name) stands on the command line. */
  changed(name: string): boolean {
    this.#flag(name);
    return this.#values.has(name);
  }

  /** The names of all flags on the command line, in the order in which they first came. */
  names(): readonly string[] {
    return [...this.#values.keys()];
  }

  bool(name: string): boolean {
    return this.#get(name, truths, false);
  }

  string(name: string): string {
    return this.#get(name, texts, '');
  }

  /** Numbers; sizes in bytes, durations in nanoseconds, `--cpus` in billionths. */
  number(name: string): number {
    return this.#get(name, numbers, 0);
  }

  list(name: string): readonly string[] {
    return this.#get<readonly string[]>(name, lists, nothing);
  }

  map(name: string): Readonly<Record<string, string>> {
    return this.#get<Readonly<Record<string, string>>>(name, maps, {});
  }

  /** `--filter` values by name: the shape in which the Engine API takes them (as JSON). */
  filters(name = 'filter'): Readonly<Record<string, readonly string[]>> {
    return this.#get<Readonly<Record<string, readonly string[]>>>(name, filterTypes, {});
  }

  mounts(name = 'mount'): readonly MountOption[] {
    return this.#get<readonly MountOption[]>(name, mountTypes, nothing);
  }

  networks(name = 'network'): readonly NetworkOption[] {
    return this.#get<readonly NetworkOption[]>(name, networkTypes, nothing);
  }

  ulimits(name = 'ulimit'): readonly UlimitOption[] {
    return this.#get<readonly UlimitOption[]>(name, ulimitTypes, nothing);
  }

  gpus(name = 'gpus'): readonly GpuOption[] {
    return this.#get<readonly GpuOption[]>(name, gpuTypes, nothing);
  }

  /** `--config` and `--secret` of services. */
  files(name: string): readonly FileReference[] {
    return this.#get<readonly FileReference[]>(name, fileTypes, nothing);
  }

  #flag(name: string): FlagSpec {
    const flag = this.#flags.get(name);
    if (!flag) throw new Error(`docker ${this.#spec.name} has no flag --${name}`);
    return flag;
  }

  #get<T extends FlagValue>(name: string, types: ReadonlySet<string>, zero: T): T {
    const flag = this.#flag(name);
    if (!types.has(flag.type)) throw new Error(`--${name} of docker ${this.#spec.name} is of type ${flag.type}`);
    const value = this.#values.get(name) ?? defaultOf(flag, this.#spec.name);
    return (value as T | undefined) ?? zero;
  }
}

/** `docker run` asks for a hundred flags: each command's are indexed once. */
const indexes = new WeakMap<CommandSpec, ReadonlyMap<string, FlagSpec>>();

function flagsByName(spec: CommandSpec): ReadonlyMap<string, FlagSpec> {
  let index = indexes.get(spec);
  if (!index) indexes.set(spec, (index = new Map(spec.flags.map((flag) => [flag.name, flag]))));
  return index;
}

/** Defaults that have been read, since they are texts in the reference. */
const defaults = new WeakMap<FlagSpec, FlagValue>();

function defaultOf(flag: FlagSpec, command: string): FlagValue | undefined {
  if (flag.default === undefined || flag.default === '[]' || flag.default === 'map[]') return undefined;
  const known = defaults.get(flag);
  if (known !== undefined) return known;
  const parsed = readValue(flag.default, undefined, flag, command);
  if ('error' in parsed) throw new Error(`default of --${flag.name}: ${parsed.error}`);
  defaults.set(flag, parsed.value);
  return parsed.value;
}
