// What the log holds about running docker clients.

/** One `docker …` command at work. Key: `<machine>/<host pid>`. */
export interface ClientRecord {
  readonly machine: string;
  readonly hostPid: number;
  readonly argv: readonly string[];
  /** State of the client statechart (machines/client.ts). */
  readonly state: 'idle' | 'parsing' | 'waiting' | 'streaming' | 'done';
}

declare module '../kernel/store.ts' {
  interface Kinds {
    client: ClientRecord;
  }
}
