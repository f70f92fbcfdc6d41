// Sessions as text: containers, what is typed in them, and what comes back.
import { createWorld, type World } from '../../../../src/sim/world.ts';

/** One line typed in a container. `container`: options and image of `docker run`. */
export interface Step {
  readonly container: string;
  readonly line: string;
  readonly output: string;
}

/** Reads a file of sessions. */
export function readSteps(text: string): Step[] {
  const steps: { container: string; line: string; output: string }[] = [];
  let container = '';
  for (const row of text.replace(/\n$/, '').split('\n')) {
    if (row.startsWith('# ') && steps.length === 0) continue;
    if (row.startsWith('@ ')) container = row.slice(2);
    else if (row.startsWith('$ ')) steps.push({ container, line: row.slice(2), output: '' });
    else {
      const step = steps.at(-1);
      if (step) step.output += `${row.slice(1)}\n`;
    }
  }
  return steps;
}

/** A text without what depends on how long things took before it: durations, speeds, times. */
const timeless = (text: string): string =>
  text
    .replace(/ in \d+(?:ms|s|m)\b/g, ' in <time>')
    .replace(/\([\d.]+ [kM]?B\/s\)/g, '(<speed>)')
    .replace(/[\d.]+ MB\/s eta/g, '<speed> eta')
    .replace(/\(2026\d{4}\.\d{6}\)/g, '(<time>)')
    .replace(/2026-[\dT_-]+Z-debug/g, '<time>-debug')
    .replace(/\bJan 12 \d\d:\d\d/g, 'Jan 12 <time>')
    .replace(/Done in [\d.]+s/g, 'Done in <time>');

/** A learner's terminal in a world of its own. */
export class LearnerTerminal {
  readonly world: World;

  constructor() {
    this.world = createWorld({ seed: 'packages', epoch: Date.UTC(2026, 0, 12, 9) });
    this.world.openTerminal('terminal-1', 200, 40);
  }

  /** Types a line and waits until the prompt is back. What was printed, without prompt and echo. */
  async type(line: string): Promise<string> {
    const { log } = this.world.kernel;
    await this.world.settle(100);
    const from = log.length;
    this.world.type('terminal-1', `${line}\r`);
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
    return entries
      .slice(begun, ended)
      .map((entry) => (entry.type === 'output' ? entry.data : ''))
      .join('')
      .replaceAll('\r\n', '\n');
  }

  /** Runs a line in a new container. */
  async inContainer(container: string, line: string): Promise<string> {
    return timeless(await this.type(`docker run --rm ${container} sh -c '${line.replaceAll("'", "'\\''")}' 2>&1`));
  }
}

/** Image of a container's options: their last word. */
export const imageOf = (container: string): string => container.split(' ').at(-1) ?? '';
