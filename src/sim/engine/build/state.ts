// What a stage is while its instructions are carried out, and the variables that they see.
import type { ContainerConfig, HistoryEntry } from '../../oci/image-config.ts';
import type { Snapshot } from './snapshot.ts';
import { BuildError, type Instruction } from './dockerfile/node.ts';
import { expandWord, expandWords, type Expansion } from './dockerfile/expand.ts';

/** A declared ARG and its value. */
export interface Argument {
  readonly name: string;
  readonly value: string | undefined;
}

/** A stage under construction. */
export interface StageState {
  snapshot: Snapshot;
  /** Cache key of the snapshot. */
  key: string;
  /** The image that it stands on, as steps name it; empty for scratch. */
  base: string;
  /** The last step that made a layer, of this stage or of one below; `ran`: anew. */
  below: { readonly step: string; readonly ran: boolean } | undefined;
  config: ContainerConfig;
  history: HistoryEntry[];
  args: Argument[];
  shell: readonly string[];
  created: string | undefined;
  author: string | undefined;
  architecture: string;
  os: string;
  variant: string | undefined;
  /** Whether this stage itself has set CMD. */
  commandSet: boolean;
}

/** The environment as a map; ENV over ARG. */
export function variables(state: StageState): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, value } of state.args) if (value !== undefined) found.set(name, value);
  for (const entry of state.config.Env ?? []) {
    const equals = entry.indexOf('=');
    found.set(entry.slice(0, equals), entry.slice(equals + 1));
  }
  return found;
}

/** Expands words of one stage's instructions. */
export class Words {
  readonly #how: Expansion;
  readonly #range: Instruction['range'];

  constructor(
    values: ReadonlyMap<string, string>,
    escape: string,
    instruction: Instruction,
    onUnset?: (name: string) => void,
  ) {
    this.#how = { escape, lookup: (name) => values.get(name), ...(onUnset ? { onUnset } : {}) };
    this.#range = instruction.range;
  }

  /** One word, quotes removed. */
  one(text: string): string | BuildError {
    const expanded = expandWord(text, this.#how);
    return 'word' in expanded ? expanded.word : new BuildError(expanded.problem, this.#range);
  }

  /** Split at blanks after expansion. */
  many(text: string): string[] | BuildError {
    const expanded = expandWords(text, this.#how);
    return 'words' in expanded ? expanded.words : new BuildError(expanded.problem, this.#range);
  }

  /** Each word expanded by itself. */
  each(texts: readonly string[]): string[] | BuildError {
    const words: string[] = [];
    for (const text of texts) {
      const word = this.one(text);
      if (word instanceof BuildError) return word;
      words.push(word);
    }
    return words;
  }

  /** A step's name; quotes may stay, and variables that are not set. `hidden`: what is shown in place of values. */
  shown(
    text: string,
    keep: { readonly quotes?: boolean; readonly unset?: boolean },
    hidden: ReadonlyMap<string, string> = new Map(),
  ): string {
    const expanded = expandWord(text, {
      escape: this.#how.escape,
      lookup: (name) => hidden.get(name) ?? this.#how.lookup(name),
      rawQuotes: keep.quotes ?? false,
      skipUnset: keep.unset ?? false,
    });
    return 'word' in expanded ? expanded.word : text;
  }
}
