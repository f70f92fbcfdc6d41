// Which command each entry of the log belongs to, found by following its causes.
import type { Entry, Log } from '../../sim/kernel/log.ts';

/** Visits every entry of a log once, in order, with the command that led to it. */
export class CommandIndex {
  readonly #log: Log;
  readonly #commands: number[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Id of the `command` entry that led to an entry (itself, if it is one); -1 for none. */
  of(entry: Entry): number {
    const { entries } = this.#log;
    for (let index = this.#commands.length; index <= entry.id; index++) {
      const { type, cause } = entries[index] as Entry;
      this.#commands.push(type === 'command' ? index : cause === undefined ? -1 : (this.#commands[cause] ?? -1));
    }
    return this.#commands[entry.id] ?? -1;
  }
}

const indexes = new WeakMap<Log, CommandIndex>();

/** The index of a log. All who follow the log share it. */
export function commandIndexOf(log: Log): CommandIndex {
  let index = indexes.get(log);
  if (!index) indexes.set(log, (index = new CommandIndex(log)));
  return index;
}
