// What programs ask of the page's editor: `code` shows a path; nano and vi hold a file until it is closed.
import type { Log } from '../../sim/kernel/log.ts';
import type { View } from '../../sim/kernel/view.ts';

export class Summons {
  #seen: number;

  /** From the end of the log: what was asked for in a session that has been restored is past. */
  constructor(log: Log) {
    this.#seen = log.length;
  }

  /** The paths that `code` was asked to show since the last look, up to the playhead. */
  look(log: Log, view: View): string[] {
    const paths: string[] = [];
    for (; this.#seen < view.position; this.#seen++) {
      const entry = log.entries[this.#seen];
      if (entry?.type === 'event' && entry.subject === 'editor') paths.push(entry.actor);
    }
    return paths;
  }
}

/** Whether a program has a file open in the editor at the moment that a view shows. */
export const isAwaited = (view: View): boolean => view.all('editor').length > 0;
