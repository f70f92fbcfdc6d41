// The commands of a log, each with the messages that it led to and the entry that ended it.
import { bisector } from 'd3-array';
import type { Log, MessageEntry } from '../../sim/kernel/log.ts';
import { commandIndexOf, type CommandIndex } from './command-index.ts';

/** A command and what was said because of it, in order. */
export interface Episode {
  /** Id of its `command` entry. */
  readonly id: number;
  /** All of them, also those after the playhead. */
  readonly messages: readonly MessageEntry[];
  /** Id of the entry that ended it; Infinity while it runs. */
  readonly end: number;
}

interface Growing extends Episode {
  readonly messages: MessageEntry[];
  end: number;
}

const byId = bisector<{ readonly id: number }, number>(({ id }) => id);

/** Keeps up with a log. */
export class Episodes {
  readonly #log: Log;
  readonly #index: CommandIndex;
  readonly #episodes: Growing[] = [];
  readonly #byCommand = new Map<number, Growing>();
  #read = 0;

  constructor(log: Log) {
    this.#log = log;
    this.#index = commandIndexOf(log);
  }

  /** Those that have begun within the first `position` entries, in order. */
  until(position: number): readonly Episode[] {
    this.#extend();
    return this.#episodes.slice(0, byId.left(this.#episodes, position));
  }

  /** The last one that has begun within the first `position` entries. */
  at(position: number): Episode | undefined {
    this.#extend();
    return this.#episodes[byId.left(this.#episodes, position) - 1];
  }

  #extend(): void {
    const { entries } = this.#log;
    for (let entry = entries[this.#read]; entry; entry = entries[++this.#read]) {
      if (entry.type === 'command') {
        const episode = { id: entry.id, messages: [], end: Infinity };
        this.#episodes.push(episode);
        this.#byCommand.set(entry.id, episode);
      } else if (entry.type === 'exit' && entry.command !== undefined) {
        const episode = this.#byCommand.get(entry.command);
        if (episode) episode.end = entry.id;
      } else if (entry.type === 'message') this.#byCommand.get(this.#index.of(entry))?.messages.push(entry);
    }
  }
}

/** What of an episode has been said within the first `position` entries. */
export const saidBefore = ({ messages }: Episode, position: number): readonly MessageEntry[] =>
  messages.slice(0, byId.left(messages, position));

const known = new WeakMap<Log, Episodes>();

/** The episodes of a log. All who follow the log share them. */
export function episodesOf(log: Log): Episodes {
  let episodes = known.get(log);
  if (!episodes) known.set(log, (episodes = new Episodes(log)));
  return episodes;
}
