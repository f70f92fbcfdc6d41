// Which part of a log is the learner's: what prepared a lesson comes before.
import type { Entry, Log } from '../sim/kernel/log.ts';

/** The terminal in which a lesson is prepared: it is closed again, and what was typed there is not shown. */
export const preparationTerminal = 'preparation';

/** Whether this entry begins (true) or ends (false) the preparation of a lesson; undefined for all others. */
export function preparing(entry: Entry): boolean | undefined {
  if (entry.type !== 'input' || !('terminal' in entry.input)) return undefined;
  const { kind, terminal } = entry.input;
  if (terminal !== preparationTerminal || (kind !== 'open' && kind !== 'close')) return undefined;
  return kind === 'open';
}

/** The position in a log at which the learner came: 0 where nothing was prepared. */
export function arrivalIn({ entries }: Log): number {
  return entries.findIndex((entry) => preparing(entry) === false) + 1;
}
