// What a process does about signals: its handlers, and what follows from them for a signal that arrives (signal(7)).
import type { Signal } from '../contract.ts';
import { defaultAction } from './signals.ts';

export type Handler = (signal: Signal) => void;

/** What becomes of a signal. */
export type Reaction =
  { readonly kind: 'nothing' | 'stop' | 'terminate' } | { readonly kind: 'call'; readonly handler: Handler };

/** Whom a signal meets: `init` is PID 1 of a container, `machine` that of the machine itself. */
export interface Recipient {
  readonly role: 'ordinary' | 'init' | 'machine';
  /** Where the signal comes from: the recipient's own PID namespace (or its terminal), or outside of it. */
  readonly from: 'inside' | 'outside';
}

export class SignalActions {
  readonly #handlers = new Map<Signal, 'ignore' | Handler>();

  constructor(ignored: readonly Signal[]) {
    for (const signal of ignored) this.#handlers.set(signal, 'ignore');
  }

  /** Signals that are ignored: children ignore them too. */
  get ignored(): readonly Signal[] {
    return [...this.#handlers].filter(([, action]) => action === 'ignore').map(([signal]) => signal);
  }

  ignores(signal: Signal): boolean {
    return this.#handlers.get(signal) === 'ignore';
  }

  /** See `Process.handle`. */
  handle(signal: Signal, action: 'default' | 'ignore' | Handler): void {
    if (signal === 'KILL' || signal === 'STOP') return;
    if (action === 'default') this.#handlers.delete(signal);
    else this.#handlers.set(signal, action);
  }

  /** Another program begins: handlers are gone, what is ignored stays so. */
  forgetHandlers(): void {
    for (const [signal, action] of this.#handlers) if (action !== 'ignore') this.#handlers.delete(signal);
  }

  /**
   * What a signal leads to. From inside its namespace nothing ends or stops PID 1 that it does not handle itself; from outside
   * KILL and STOP do (pid_namespaces(7)).
   */
  react(signal: Signal, { role, from }: Recipient): Reaction {
    const shielded = role === 'machine' || (role === 'init' && from === 'inside');
    if (signal === 'KILL') return { kind: shielded ? 'nothing' : 'terminate' };
    const handler = this.#handlers.get(signal);
    if (handler === 'ignore') return { kind: 'nothing' };
    if (handler) return { kind: 'call', handler };
    const action = defaultAction(signal);
    if (action === 'ignore' || action === 'continue') return { kind: 'nothing' };
    if (signal === 'STOP') return { kind: shielded ? 'nothing' : 'stop' };
    return { kind: role === 'ordinary' ? action : 'nothing' };
  }
}
