// What a command that failed said last, and the pages that explain it.
import { explain } from '../../lessons/errors/explain.ts';
import type { Explained } from '../../lessons/errors/explanation.ts';
import type { Log } from '../../sim/kernel/log.ts';
import { namesIn } from './names.ts';
import { PlainText } from '../terminal/plain-text.ts';

/** More pages than this at a time would be a wall of text. */
const mostPages = 2;

/** The pages for what the terminal showed between two entries of the log, the last thing said first. */
export function explainOutput(log: Log, from: number, to: number): readonly Explained[] {
  const command = log.entries[from];
  if (command?.type !== 'command') return [];
  const text = new PlainText();
  for (const entry of log.entries.slice(from, to + 1))
    if (entry.type === 'output' && entry.terminal === command.terminal) text.write(entry.data);
  const names = namesIn(log);
  const lines = text.lines.map((line) => names.inText(line));
  const exit = log.entries[to];
  // The status alone says something where nobody printed anything of use.
  return pagesFor([...lines.reverse(), ...(exit?.type === 'exit' ? [`exit status ${exit.code}`] : [])]);
}

/** The pages for some lines, one for each error. */
export function pagesFor(lines: readonly string[]): readonly Explained[] {
  const pages = new Map<string, Explained>();
  for (const line of lines) {
    const explained = explain(line);
    if (explained && !pages.has(explained.code)) pages.set(explained.code, explained);
    if (pages.size === mostPages) break;
  }
  return [...pages.values()];
}
