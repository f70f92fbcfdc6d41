// Channels, and who listens to them.
import type { Client } from './client.ts';
import { globTest } from './glob.ts';

export class PubSub {
  readonly channels = new Map<string, Set<Client>>();
  readonly patterns = new Map<string, Set<Client>>();

  /** Client `client` listens to a channel or a pattern from now on. */
  join(client: Client, kind: 'channels' | 'patterns', name: string): void {
    client[kind].add(name);
    const listeners = this[kind].get(name) ?? new Set();
    this[kind].set(name, listeners.add(client));
  }

  leave(client: Client, kind: 'channels' | 'patterns', name: string): void {
    client[kind].delete(name);
    const listeners = this[kind].get(name);
    listeners?.delete(client);
    if (listeners?.size === 0) this[kind].delete(name);
  }

  /** Takes a client off all lists. */
  forget(client: Client): void {
    for (const kind of ['channels', 'patterns'] as const)
      for (const name of [...client[kind]]) this.leave(client, kind, name);
  }

  /** Sends a message; how many got it. */
  publish(channel: string, message: string): number {
    let count = 0;
    for (const client of this.channels.get(channel) ?? []) {
      client.push(['message', channel, message]);
      count++;
    }
    for (const [pattern, listeners] of this.patterns) {
      if (!globTest(pattern)(channel)) continue;
      for (const client of listeners) {
        client.push(['pmessage', pattern, channel, message]);
        count++;
      }
    }
    return count;
  }
}
