// The machines of a world beside the learner's own: they come and go, and terminals are opened on them.
import type { ProgramTable, Terminal } from './computer/contract.ts';
import type { LinuxMachine } from './computer/machine.ts';
import type { Lan } from './computer/network/lan.ts';
import type {} from './computer/records.ts';
import type { RegistryDirectory } from './engine/engine.ts';
import type { Kernel } from './kernel/kernel.ts';
import type { MachineAccess, MachineChange } from './kernel/log.ts';
import { load, type Task } from './kernel/task.ts';

/** What they share with the learner's machine. */
interface Shared {
  readonly kernel: Kernel;
  readonly own: LinuxMachine;
  readonly programs: ProgramTable;
  readonly lan: Lan;
  readonly registries: RegistryDirectory;
}

/** More machines than this help nobody. */
export const mostMachines = 4;

const loadOther = async () => (await import('./other-machine.ts')).bootOtherMachine;

/** Kinds of records that belong to an engine, and to a machine: keyed by its name and a stroke. */
const kinds = [
  'container',
  'image',
  'layer',
  'network',
  'volume',
  'pull',
  'daemon',
  'client',
  'process',
  'namespaces',
] as const;

export class Neighbours {
  readonly #shared: Shared;
  readonly #machines = new Map<string, LinuxMachine>();
  /** Where terminals were opened that are not on the learner's machine. */
  readonly #terminals = new Map<string, LinuxMachine>();

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  get all(): ReadonlyMap<string, LinuxMachine> {
    return this.#machines;
  }

  /** Does what an input says. Nothing happens for a name that is taken, one that is not there, and where there are enough. */
  *change(change: MachineChange): Task {
    if (change.action === 'add') yield* this.#add(change.name, change.access);
    else yield* this.#remove(change.name);
  }

  /** The machine of this name; the learner's own when it is not given or not there. */
  at(name: string | undefined): LinuxMachine {
    return (name === undefined ? undefined : this.#machines.get(name)) ?? this.#shared.own;
  }

  /** Opens a terminal on a machine. */
  openTerminal(id: string, machine: string | undefined, columns: number, rows: number): void {
    const place = this.at(machine);
    if (place !== this.#shared.own) this.#terminals.set(id, place);
    place.openTerminal(id, columns, rows);
  }

  terminal(id: string): Terminal | undefined {
    return this.#placeOf(id).terminal(id);
  }

  closeTerminal(id: string): void {
    this.#placeOf(id).closeTerminal(id);
    this.#terminals.delete(id);
  }

  #placeOf(id: string): LinuxMachine {
    return this.#terminals.get(id) ?? this.#shared.own;
  }

  *#add(name: string, access: MachineAccess): Task {
    const { kernel, own, programs, lan, registries } = this.#shared;
    const boot = yield* load(loadOther);
    const taken = name === own.name || name === 'localhost' || this.#machines.has(name);
    if (taken || this.#machines.size >= mostMachines) return;
    const machine = boot({ kernel, programs, lan, registries, learnerFiles: own.learnerFiles }, name, access);
    for (const [command, complete] of own.completers) machine.completers.set(command, complete);
    this.#machines.set(name, machine);
    const { address } = machine.networks.uplink;
    kernel.store.put('machine', name, { name, address, access, state: 'on' });
  }

  /** Pulls the plug of the network first; then everything on the machine is stopped, and it is gone. */
  *#remove(name: string): Task {
    const { kernel, lan } = this.#shared;
    const machine = this.#machines.get(name);
    const record = kernel.store.get('machine', name);
    if (!machine || record?.state !== 'on') return;
    kernel.store.put('machine', name, { ...record, state: 'off' });
    lan.leave(record.address);
    kernel.setReachable(`daemon:${name}`, false);
    for (const [id, place] of [...this.#terminals]) if (place === machine) this.closeTerminal(id);
    yield* machine.units.get('docker')?.stop() ?? [];
    yield* machine.units.get('ssh')?.stop() ?? [];
    for (const process of machine.init.visible()) if (process !== machine.init) machine.signal(process, 'KILL');
    this.#machines.delete(name);
    const { store } = kernel;
    for (const kind of kinds) store.deleteBelow(kind, `${name}/`);
    store.delete('disk', name);
    store.delete('machine', name);
  }
}
