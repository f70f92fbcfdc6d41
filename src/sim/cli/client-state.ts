// Keeps the record of a running client: where it stands in the client statechart.
import type { Process } from '../computer/contract.ts';
import { clientMachine, type ClientEvent } from '../machines/client.ts';
import { next } from '../machines/next.ts';
import type { ClientRecord } from './records.ts';

/** The `client` record of one process, from `run` until it is removed. */
export class ClientState {
  readonly #process: Process;
  readonly #key: string;
  #state: ClientRecord['state'] = 'idle';

  constructor(process: Process) {
    this.#process = process;
    this.#key = clientKey(process);
    this.#put();
  }

  /** Moves on by an event of the statechart; an event that means nothing here changes nothing. */
  on(event: ClientEvent): void {
    const state = next(clientMachine, this.#state, event) as ClientRecord['state'] | undefined;
    if (state === undefined || state === this.#state) return;
    this.#state = state;
    this.#put();
  }

  /** The process has ended: the record goes. */
  remove(): void {
    this.#process.machine.kernel.store.delete('client', this.#key);
  }

  #put(): void {
    const { machine, hostPid, argv } = this.#process;
    machine.kernel.store.put('client', this.#key, { machine: machine.name, hostPid, argv, state: this.#state });
  }
}

/** Key of a process's client record: `<machine>/<host pid>`. */
export const clientKey = (process: Process): string => `${process.machine.name}/${process.hostPid}`;
