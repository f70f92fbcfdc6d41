// A session as rows of a few characters, for links: `[ms, kind, …]`, and `[ms, text]` for what is typed into the first terminal. Nothing
// is lost: what has no short row is written whole.
import { sessionVersion, type Session, type TimedInput } from '../sim/session.ts';

type Row = readonly unknown[];

/** The session as plain data for JSON: version, seed, epoch, until, rows. */
export function toLean({ seed, epoch, until, inputs }: Session): Row {
  return [seed, epoch, until, inputs.map(rowOf)];
}

/** What rows say: something that `parseSession` has to look at. Undefined: these are none. */
export function fromLean(value: unknown): unknown {
  if (!Array.isArray(value)) return undefined;
  const [seed, epoch, until, rows] = value as readonly unknown[];
  if (!Array.isArray(rows)) return undefined;
  return { version: sessionVersion, seed, epoch, until, inputs: rows.map(inputOf) };
}

const usual = /^terminal-(\d)$/;

/** A terminal is its number when it is the learner's. */
const nameOf = (terminal: string): string | number => {
  const number = usual.exec(terminal)?.[1];
  return number === undefined ? terminal : Number(number);
};
const terminalOf = (name: unknown): unknown => (typeof name === 'number' ? `terminal-${name}` : name);

function rowOf(input: TimedInput): Row {
  const { t } = input;
  switch (input.kind) {
    case 'type':
      return input.terminal === 'terminal-1' ? [t, input.data] : [t, 't', nameOf(input.terminal), input.data];
    case 'open':
      return input.machine !== undefined ? [input] : [t, 'o', nameOf(input.terminal), input.columns, input.rows];
    case 'resize':
      return [t, 'z', nameOf(input.terminal), input.columns, input.rows];
    case 'close':
      return [t, 'c', nameOf(input.terminal)];
    case 'editor':
      return input.action === 'offer' ? [t, 'e', 'o'] : [input];
    default:
      return [input];
  }
}

function inputOf(row: unknown): unknown {
  if (!Array.isArray(row)) return undefined;
  const [t, kind, third, fourth, fifth] = row as readonly unknown[];
  if (row.length === 1) return t;
  if (row.length === 2) return { t, kind: 'type', terminal: 'terminal-1', data: kind };
  const terminal = terminalOf(third);
  if (kind === 't') return { t, kind: 'type', terminal, data: fourth };
  if (kind === 'o' || kind === 'z')
    return { t, kind: kind === 'o' ? 'open' : 'resize', terminal, columns: fourth, rows: fifth };
  if (kind === 'c') return { t, kind: 'close', terminal };
  return kind === 'e' && third === 'o' ? { t, kind: 'editor', action: 'offer' } : undefined;
}
