// A learner at a terminal of a fresh world: types, and sees what is shown and which Engine API messages went out.
import { createWorld, type World } from '../../../src/sim/world.ts';

/** Ids differ from world to world in nothing but the seed; in expectations they are called by what they are. */
const named = (text: string): string => text.replace(/[0-9a-f]{64}/g, '<id>');

export class TerminalSession {
  readonly world: World = createWorld({ seed: 'client', epoch: Date.UTC(2026, 0, 12, 9, 0, 0) });
  #read = 0;

  /** A terminal at its first prompt. */
  static async open(): Promise<TerminalSession> {
    const session = new TerminalSession();
    session.world.openTerminal('t1', 120, 30);
    await session.world.settle(1000);
    session.#read = session.world.kernel.log.length;
    return session;
  }

  /** Types text (`\r` is Enter) and lets time pass until nothing happens any more, or for `limit` ms. */
  async type(text: string, limit = 60_000): Promise<void> {
    this.world.type('t1', text);
    await this.world.settle(limit);
  }

  /** What was shown since the last look, without control sequences, one `\n` a line, ids named. */
  shown(): string {
    const text = this.#news().flatMap((entry) => (entry.type === 'output' ? [entry.data] : []));

    return named(
      text
        .join('')
        .replace(/\x1b\[[?\d;]*[A-Za-z]/g, '')
        .replaceAll('\r', ''),
    );
  }

  /** Runs a command line: its messages to the daemon as `POST /path → status`, without the version of the API, in the order in which they were sent. */
  async messages(line: string, limit?: number): Promise<string[]> {
    this.#news();
    await this.type(`${line}\r`, limit);
    return this.newMessages();
  }

  /** The messages to the daemon since the last look. */
  newMessages(): string[] {
    const entries = this.#news().flatMap((entry) =>
      entry.type === 'message' && entry.protocol === 'engine' ? [entry] : [],
    );
    return entries
      .filter(({ role }) => role === 'request')
      .map(({ method = '', path = '', exchange }) => {
        const answer = entries.find((entry) => entry.role === 'response' && entry.exchange === exchange);
        return named(`${method} ${path.replace(/^\/v1\.51(?=\/)/, '')} → ${answer?.status ?? 'abandoned'}`);
      });
  }

  /** The states that client records went through since the last look. */
  clientStates(): string[] {
    return this.#news().flatMap((entry) =>
      entry.type === 'change' && entry.kind === 'client'
        ? [(entry.after as { state: string } | undefined)?.state ?? 'gone']
        : [],
    );
  }

  #news() {
    const { log } = this.world.kernel;
    const news = log.entries.slice(this.#read);
    this.#read = log.length;
    return news;
  }
}
