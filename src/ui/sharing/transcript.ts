// A session as Markdown: each command with what it printed and what happened, for notes, reports and issues.
import { browserTerminal, type Log } from '../../sim/kernel/log.ts';
import { preparationTerminal } from '../../lessons/preparation.ts';
import { PlainText } from '../terminal/plain-text.ts';
import type { Part } from '../words/sentence.ts';
import { Narrative, type Chapter } from '../words/narrative.ts';
import { Teller } from '../words/teller.ts';

/** Lines of output that are written for a command: the middle of more is left out, and said to be. */
const most = 120;

/** The transcript of a log up to a moment (virtual ms). */
export function transcriptOf(log: Log, until: number, title: string): string {
  const chapters = new Narrative(log, () => Teller).chapters.filter(({ id, t }) => id >= 0 && t <= until);
  const parts = chapters.map((chapter) => chapterText(log, chapter, until));
  return `${[`# ${title}`, ...(parts.length > 0 ? parts : ['No command was run.'])].join('\n\n')}\n`;
}

function chapterText(log: Log, { id, terminal, line, sentences, end }: Chapter, until: number): string {
  const output = shorten(outputOf(log, id, Math.min(until, end?.t ?? Infinity)));
  const body = [terminal === browserTerminal ? line : `$ ${line}`, ...output].join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...body.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const code = end && end.code !== 0 && end.t <= until ? `\n\nExit status ${end.code}.` : '';
  const told = sentences.filter(({ t }) => t <= until).map(({ parts }) => `- ${inMarkdown(parts)}`);
  return `${fence}console\n${body}\n${fence}${code}${told.length > 0 ? `\n\n${told.join('\n')}` : ''}`;
}

const inMarkdown = (parts: readonly Part[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : `\`${part.code}\``)).join('');

/** The lines that a command printed on its terminal. */
function outputOf({ entries }: Log, id: number, until: number): readonly string[] {
  const command = entries[id];
  if (command?.type !== 'command' || command.terminal === preparationTerminal) return [];
  const text = new PlainText();
  for (let index = id + 1; index < entries.length; index++) {
    const entry = entries[index];
    if (!entry || entry.t > until || (entry.type === 'exit' && entry.command === id)) break;
    if (entry.type === 'output' && entry.terminal === command.terminal) text.write(entry.data);
  }
  const lines = text.lines.map((each) => each.trimEnd());
  while (lines.at(-1) === '') lines.pop();
  while (lines[0] === '') lines.shift();
  return lines;
}

function shorten(lines: readonly string[]): readonly string[] {
  if (lines.length <= most) return lines;
  const half = most / 2;
  return [...lines.slice(0, half), `… ${lines.length - most} lines …`, ...lines.slice(-half)];
}
