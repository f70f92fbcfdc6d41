// The one log that everything is read from: what happened, when (virtual time), and because of what.
import type { Kinds } from './store.ts';

/** Who sends and receives messages: a kind and an id, for instance `daemon:drydock` or `registry:docker.io`. */
export type Endpoint = `${'client' | 'daemon' | 'registry' | 'container' | 'machine' | 'outside'}:${string}`;

interface Common {
  /** Position in the log. */
  readonly id: number;
  /** Virtual time in ms. */
  readonly t: number;
  /** The entry that led to this one; undefined for what the world does by itself. */
  readonly cause: number | undefined;
}

/** Bytes that the learner typed into a terminal, or another act from outside (`control`). */
export interface InputEntry extends Common {
  readonly type: 'input';
  readonly input: Input;
}

/** What comes from outside the simulation; a session is the list of these. */
export type Input =
  | { readonly kind: 'type'; readonly terminal: string; readonly data: string }
  | { readonly kind: 'resize'; readonly terminal: string; readonly columns: number; readonly rows: number }
  | {
      readonly kind: 'open';
      readonly terminal: string;
      readonly columns: number;
      readonly rows: number;
      /** Name of the machine; the learner's own when left out. */
      readonly machine?: string;
    }
  | { readonly kind: 'close'; readonly terminal: string }
  | { readonly kind: 'daemon'; readonly action: 'start' | 'stop' | 'restart' }
  | ({ readonly kind: 'machine' } & MachineChange)
  | ({ readonly kind: 'registry' } & RegistryChange)
  | ({ readonly kind: 'files' } & FileChange)
  | ({ readonly kind: 'editor' } & EditorAct)
  | ({ readonly kind: 'browser' } & BrowserAct);

/** A text that replaces the characters from `start` to `end` of what was there, whose checksum is `check`. */
export interface TextPart {
  readonly start: number;
  readonly end: number;
  readonly check: number;
}

/**
 * The page changes a file of the learner's machine, as the learner. Paths are absolute. `write` replaces the content, or the `part` of it;
 * a new file has mode 0644 unless `mode` says otherwise. `rename` replaces nothing; `remove` takes what is below along.
 */
export type FileChange =
  | {
      readonly action: 'write';
      readonly path: string;
      readonly text: string;
      readonly encoding?: 'base64';
      readonly mode?: number;
      readonly part?: TextPart;
    }
  | { readonly action: 'rename'; readonly path: string; readonly to: string }
  | { readonly action: 'make-directory' | 'remove'; readonly path: string };

/**
 * What the page's editor does: it is there (`offer`), and it saves the text of a program that opened a file in it, or gives that program
 * its terminal back (`close`). `editor` is the key of the program's record.
 */
export type EditorAct =
  | { readonly action: 'offer' }
  | { readonly action: 'save'; readonly editor: string; readonly text: string; readonly part?: TextPart }
  | { readonly action: 'close'; readonly editor: string };

/**
 * What the learner does with the browser of their machine. `visit` opens an address as it was typed, or a link of the page (`linked`), or
 * sends a form; `go` moves along the pages that were visited.
 */
export type BrowserAct =
  | { readonly action: 'visit'; readonly url: string; readonly linked?: true; readonly form?: SentForm }
  | { readonly action: 'go'; readonly by: number }
  | { readonly action: 'reload' | 'stop' };

/** The body of a form that is sent with POST, and its media type. */
export interface SentForm {
  readonly type: string;
  readonly body: string;
}

/** Stands for the terminal in `command` entries of pages that the browser asks for; `line` is the request: `GET http://localhost:8080/`. */
export const browserTerminal = 'browser';

/**
 * How others get at a machine's engine: only through `ssh`, also at port 2375 without TLS (`tcp`), also at port 2376 with TLS and with
 * certificates that lie in the learner's `~/certs/<name>`.
 */
export type MachineAccess = 'ssh' | 'tcp' | 'tls';

/** Another machine comes into the world, or is switched off and taken away. */
export type MachineChange =
  | { readonly action: 'add'; readonly name: string; readonly access: MachineAccess }
  | { readonly action: 'remove'; readonly name: string };

/**
 * What happens to a registry (by host) from outside: `limit` and `recover` switch the limit of anonymous pulls, `cut` and
 * `restore` its being reached, `tamper` and `mend` change one bit of a blob that it holds and change it back.
 */
export type RegistryChange =
  | { readonly host: string; readonly action: 'limit' | 'recover' | 'cut' | 'restore' }
  | { readonly host: string; readonly action: 'tamper' | 'mend'; readonly digest: string };

/** A shell of the learner began to run a command line, or their browser to open a page. Its `exit` entry refers to it. */
export interface CommandEntry extends Common {
  readonly type: 'command';
  readonly terminal: string;
  /** The line as it was entered. */
  readonly line: string;
}

/** A command line, or a process, ended. */
export interface ExitEntry extends Common {
  readonly type: 'exit';
  /** Id of the `command` entry, when a command line ended. */
  readonly command?: number;
  /** Process id on its machine, when a process ended. */
  readonly pid?: number;
  /** Exit status 0…255. */
  readonly code: number;
}

/** A message between endpoints, drawn from `t` (sent) to `received`. */
export interface MessageEntry extends Common {
  readonly type: 'message';
  /** `end` closes a streamed response or aborts an exchange. */
  readonly role: 'request' | 'response' | 'end';
  /** Entry id of the request that this message belongs to (its own id for a request). */
  readonly exchange: number;
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** `engine`: Docker Engine API; `distribution`: OCI Distribution API; `http`, `tcp`, `dns`: traffic between programs. */
  readonly protocol: 'engine' | 'distribution' | 'http' | 'tcp' | 'udp' | 'dns';
  readonly method?: string;
  /** Path with its query. */
  readonly path?: string;
  readonly status?: number;
  /** Names in lower case; left out when there are none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON body, or text, as sent; binary bodies are left out. */
  readonly body?: unknown;
  /** Bytes on the wire, where that matters. */
  readonly size?: number;
  /** True when the answer stays open and data goes on flowing until its `end`. */
  readonly streaming?: boolean;
  /** Virtual time in ms when the last byte arrives. */
  readonly received: number;
}

/** A record of the store was made, changed or removed. */
export interface ChangeEntry<K extends keyof Kinds = keyof Kinds> extends Common {
  readonly type: 'change';
  readonly kind: K;
  readonly key: string;
  readonly before: Kinds[K] | undefined;
  readonly after: Kinds[K] | undefined;
}

/** Something worth telling that no record holds: Docker's own events among them (`docker events`). */
export interface EventEntry extends Common {
  readonly type: 'event';
  /** Who reports it, for instance `daemon:drydock`. */
  readonly source: Endpoint;
  /** What it concerns: `container`, `image`, `network`, `volume`, `daemon`, `file`, … */
  readonly subject: string;
  /** What happened: `create`, `start`, `copy-up`, … */
  readonly action: string;
  /** Id of the object concerned. */
  readonly actor: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Bytes that a terminal shows, as text. */
export interface OutputEntry extends Common {
  readonly type: 'output';
  readonly terminal: string;
  readonly data: string;
}

export type Entry = InputEntry | CommandEntry | ExitEntry | MessageEntry | ChangeEntry | EventEntry | OutputEntry;

/** Whether an entry is a command line of a shell, and not a page of the browser. */
export const isCommandLine = (entry: Entry): entry is CommandEntry =>
  entry.type === 'command' && entry.terminal !== browserTerminal;

type Draft<E> = E extends Entry ? Omit<E, 'id' | 't' | 'cause'> & { readonly cause?: number | undefined } : never;
/** An entry before the log gives it its place, time and (unless it has one) cause. */
export type EntryDraft = Draft<Entry>;

/** Append-only. Entries are in order of time; readers keep positions into `entries`. */
export class Log {
  readonly #entries: Entry[] = [];
  readonly #now: () => number;
  readonly #cause: () => number | undefined;

  constructor(now: () => number, cause: () => number | undefined) {
    this.#now = now;
    this.#cause = cause;
  }

  get entries(): readonly Entry[] {
    return this.#entries;
  }

  get length(): number {
    return this.#entries.length;
  }

  /**
   * Adds an entry now; returns its id. Its cause is the running task's unless the draft names one. The draft becomes the
   * entry: it must be an object of its own.
   */
  append(draft: EntryDraft): number {
    const entry = draft as unknown as { -readonly [K in keyof Common]: Common[K] };
    entry.id = this.#entries.length;
    entry.t = this.#now();
    if (!('cause' in draft)) entry.cause = this.#cause();
    this.#entries.push(draft as Entry);
    return entry.id;
  }

  /** How many entries have happened by virtual time `t` (ms): the position of the first one after it. */
  position(t: number): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const entry = this.#entries[middle];
      if (entry && entry.t <= t) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
