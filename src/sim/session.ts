// A session: all that is needed to make a world again. Saved, shared, undone and graded in this form.
import type { Input } from './kernel/log.ts';

/** The version of the format that is written. */
export const sessionVersion = 1;

/** What came from outside, and when (virtual ms). */
export type TimedInput = { readonly t: number } & Input;

export interface Session {
  readonly version: typeof sessionVersion;
  readonly seed: string;
  /** Wall-clock time at virtual time 0, ms since 1970-01-01T00:00Z. */
  readonly epoch: number;
  readonly inputs: readonly TimedInput[];
  /** Virtual time (ms) that had been reached. */
  readonly until: number;
}

/** Bounds on what a session from elsewhere may hold, so that none can keep the page busy for long. */
const most = { inputs: 100_000, characters: 2_000_000, until: 30 * 24 * 3_600_000 };

/** Checks a value that claims to be a session. Returns it, or in one sentence why it is none. */
export function parseSession(value: unknown): Session | { readonly problem: string } {
  if (typeof value !== 'object' || value === null) return { problem: 'This is not a Drydock session.' };
  const { version, seed, epoch, inputs, until } = value as Partial<Record<keyof Session, unknown>>;
  if (typeof version !== 'number') return { problem: 'This is not a Drydock session.' };
  if (version !== sessionVersion)
    return { problem: `This session has version ${version}; version ${sessionVersion} can be read.` };
  if (typeof seed !== 'string' || seed.length > 200) return { problem: 'The session has no valid seed.' };
  if (typeof epoch !== 'number' || !Number.isFinite(epoch)) return { problem: 'The session has no valid start time.' };
  if (typeof until !== 'number' || !(until >= 0 && until <= most.until))
    return { problem: 'The session has no valid end time.' };
  if (!Array.isArray(inputs) || inputs.length > most.inputs)
    return { problem: 'The session has no valid list of inputs.' };
  const checked: TimedInput[] = [];
  let last = 0;
  let characters = 0;
  for (const candidate of inputs as unknown[]) {
    const input = parseInput(candidate);
    if (!input || input.t < last || input.t > until)
      return { problem: `Input ${checked.length + 1} of the session is not valid.` };
    last = input.t;
    if (input.kind === 'type') characters += input.data.length;
    checked.push(input);
  }
  if (characters > most.characters) return { problem: 'The session holds more text than can be replayed.' };
  return { version, seed, epoch, inputs: checked, until };
}

function parseInput(value: unknown): TimedInput | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { t, kind, terminal, data, columns, rows, action, host, digest } = value as Record<string, unknown>;
  if (typeof t !== 'number' || !(t >= 0)) return undefined;
  if (kind === 'daemon')
    return action === 'start' || action === 'stop' || action === 'restart' ? { t, kind, action } : undefined;
  if (kind === 'registry') {
    if (typeof host !== 'string' || host.length > 200) return undefined;
    if (action === 'limit' || action === 'recover' || action === 'cut' || action === 'restore')
      return { t, kind, host, action };
    const changes = action === 'tamper' || action === 'mend';
    return changes && typeof digest === 'string' && digest.length < 200 ? { t, kind, host, action, digest } : undefined;
  }
  if (typeof terminal !== 'string' || !/^[\w-]{1,40}$/.test(terminal)) return undefined;
  if (kind === 'type') return typeof data === 'string' ? { t, kind, terminal, data } : undefined;
  if (kind === 'close') return { t, kind, terminal };
  if (kind !== 'open' && kind !== 'resize') return undefined;
  return isSize(columns) && isSize(rows) ? { t, kind, terminal, columns, rows } : undefined;
}

const isSize = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 1000;
