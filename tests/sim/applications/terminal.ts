// A learner's terminal, and sessions as text: `$ ` a line that is typed, `> ` one that goes on with it, `|` a line that it prints.
import { createWorld, type World } from '../../../src/sim/world.ts';

/** A line that is typed, and what it prints. */
export interface Step {
  readonly line: string;
  readonly output: string;
}

/** Reads a session; lines that start with neither mark are remarks. */
export function readSession(text: string): Step[] {
  const steps: { line: string; output: string }[] = [];
  for (const row of text.split('\n')) {
    const step = steps.at(-1);
    if (row.startsWith('$ ')) steps.push({ line: row.slice(2), output: '' });
    else if (row.startsWith('> ') && step) step.line += `\n${row.slice(2)}`;
    else if (row.startsWith('|') && step) step.output += `${row.slice(1)}\n`;
  }
  return steps;
}

/** A text without identifiers and times, which depend on how long things took before. */
const timeless = (text: string): string =>
  text
    .replace(/\b(?:sha256:)?[0-9a-f]{64}\b/g, '<id>')
    .replace(/\d\d\/Jan\/2026 \d\d:\d\d:\d\d/g, '<time>')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[.,]\d{3}/g, '<time>')
    .replace(/(?:Mon|Tue), \d\d Jan 2026 \d\d:\d\d:\d\d GMT/g, '<date>')
    .replaceAll('\u001b', '<esc>');

/** A terminal in a world of its own. */
export class LearnerTerminal {
  readonly world: World = createWorld({ seed: 'applications', epoch: Date.UTC(2026, 0, 12, 9) });

  constructor() {
    this.world.openTerminal('terminal-1', 200, 40);
  }

  /** Types a line and waits until the prompt is back. What was printed, without prompt and echo. */
  async type(line: string): Promise<string> {
    const { log } = this.world.kernel;
    await this.world.settle(100);
    const from = log.length;
    this.world.type('terminal-1', `${line.replaceAll('\n', '\r')}\r`);
    let [begun, ended] = [-1, -1];
    for (let waited = 0; ended < 0 && waited < 1000; waited++) {
      await this.world.settle(1000);
      const entries = log.entries.slice(from);
      begun = entries.findIndex((entry) => entry.type === 'command');
      const command = entries[begun]?.id;
      ended = entries.findIndex(
        (entry) => entry.type === 'exit' && entry.command !== undefined && entry.command === command,
      );
    }
    const entries = log.entries.slice(from);
    const output = entries
      .slice(begun, ended)
      .map((entry) => (entry.type === 'output' ? entry.data : ''))
      .join('');
    return timeless(output.replaceAll('\r', ''));
  }
}
