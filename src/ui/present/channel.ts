// What the window of the class and the presenter's window tell each other (BroadcastChannel). Both are this page; what comes is looked at all
// the same, since another version of it may be open.

/** What the presenter's window shows. */
export interface Report {
  readonly kind: 'report';
  readonly title: string;
  readonly done: number;
  readonly total: number;
  readonly step: string;
  readonly notes: readonly string[];
  /** The commands that come, at most five. */
  readonly next: readonly string[];
  /** The caption under the stage. */
  readonly caption: string;
  /** The last lines of the terminal as it really is. */
  readonly lines: readonly string[];
  /** Ms since 1970 at which the demo began. */
  readonly began: number;
  readonly frozen: boolean;
  readonly problem: string;
}

/** What the presenter's window asks for. */
export type Wish =
  | { readonly kind: 'hello' | 'forward' | 'back' | 'freeze' | 'restart' }
  | { readonly kind: 'line' | 'queue'; readonly text: string };

const name = 'drydock-present';

/** Opens a side of the channel. */
export function openChannel<Out, In>(
  read: (value: unknown) => In | undefined,
  onmessage: (message: In) => void,
): { readonly send: (message: Out) => void; readonly close: () => void } {
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }) => {
    const message = read(data);
    if (message) onmessage(message);
  };
  return {
    send: (message) => {
      channel.postMessage(message);
    },
    close: () => {
      channel.close();
    },
  };
}

/** Reads a wish; undefined: it is none. */
export function readWish(value: unknown): Wish | undefined {
  const { kind, text } = (value ?? {}) as { kind?: unknown; text?: unknown };
  if (kind === 'hello' || kind === 'forward' || kind === 'back' || kind === 'freeze' || kind === 'restart')
    return { kind };
  if ((kind === 'line' || kind === 'queue') && typeof text === 'string' && text.length < 200_000) return { kind, text };
  return undefined;
}

/** Reads a report; undefined: it is none. */
export function readReport(value: unknown): Report | undefined {
  const report = (value ?? {}) as Partial<Record<keyof Report, unknown>>;
  const fits =
    report.kind === 'report' &&
    [report.title, report.step, report.caption, report.problem].every((text) => typeof text === 'string') &&
    [report.done, report.total, report.began].every((number) => typeof number === 'number') &&
    [report.notes, report.next, report.lines].every((list) => Array.isArray(list));
  return fits ? (value as Report) : undefined;
}
