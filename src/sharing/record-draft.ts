// A session as the draft of a lesson: each command that changed something ends a step, and what it changed is the step's goal.
import { arrivalIn } from '../lessons/preparation.ts';
import { isCommandLine, type CommandEntry, type Entry, type Log } from '../sim/kernel/log.ts';

/** A lesson has so many steps at most: what follows is in the last one. */
const mostSteps = 9;

interface Recorded {
  readonly line: string;
  readonly exit: number | undefined;
  /** Goals as the lines of a `goals` block. */
  readonly goals: readonly string[];
}

/** The text of a `lesson.md`. */
export function recordDraft(log: Log, title: string): string {
  const commands = recorded(log);
  const steps: Recorded[][] = [[]];
  for (const command of commands) {
    steps.at(-1)?.push(command);
    if (command.goals.length > 0 && steps.length < mostSteps) steps.push([]);
  }
  if (steps.length > 1 && steps.at(-1)?.every(({ goals }) => goals.length === 0)) {
    const rest = steps.pop() ?? [];
    steps.at(-1)?.push(...rest);
  }
  const written = steps.filter((step) => step.length > 0).map((step, index) => stepText(step, index + 1));
  return `---
title: ${JSON.stringify(title)}
summary: Say in one sentence what one learns.
minutes: 8
---

Say what it is about.

${written.join('\n\n')}
`;
}

function stepText(step: readonly Recorded[], number: number): string {
  const blocks = step.map(({ line, exit }) => {
    const words = exit === undefined ? ' stays' : exit === 0 ? '' : ` exit=${exit}`;
    return `Say what to expect.\n\n\`\`\`sh${words}\n${line}\n\`\`\``;
  });
  const last = step.at(-1)?.line ?? '';
  const goals = step.flatMap((command) => command.goals);
  const typed = `${JSON.stringify(`You ran \`${last}\``)}:\n  typed: ${JSON.stringify(`^\\s*${last.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`)}`;
  const block = (goals.length > 0 ? goals : [typed]).join('\n');
  return [`## Step ${number}`, ...blocks, `\`\`\`goals\n${block}\n\`\`\``].join('\n\n');
}

function recorded(log: Log): readonly Recorded[] {
  const entries = log.entries.slice(arrivalIn(log));
  const commandOf = new Map<number, number>();
  const changes = new Map<number, Entry[]>();
  const exits = new Map<number, number>();
  const commands: CommandEntry[] = [];
  for (const entry of entries) {
    const command =
      entry.type === 'command' ? entry.id : entry.cause === undefined ? undefined : commandOf.get(entry.cause);
    if (command === undefined) continue;
    commandOf.set(entry.id, command);
    if (isCommandLine(entry)) commands.push(entry);
    else if (entry.type === 'change') changes.set(command, [...(changes.get(command) ?? []), entry]);
    else if (entry.type === 'exit' && entry.command === command) exits.set(command, entry.code);
  }
  return commands.map(({ id, line }) => ({ line, exit: exits.get(id), goals: goalsOf(changes.get(id) ?? []) }));
}

/** What a command left behind, as goals: containers by name and state, images by tag, volumes and networks by name. */
function goalsOf(changes: readonly Entry[]): readonly string[] {
  const goals = new Map<string, string>();
  const made = new Set<string>();
  for (const entry of changes) {
    if (entry.type !== 'change') continue;
    const { kind, before, after } = entry;
    const key = `${kind} ${entry.key}`;
    const { name, state, tags } = (after ?? before) as { name?: string; state?: string; tags?: readonly string[] };
    const called = kind === 'image' ? tags?.[0] : name;
    if (called === undefined || !counted.has(kind)) continue;
    if (before === undefined) made.add(key);
    const there = `${kind}: ${JSON.stringify(called)}`;
    if (after !== undefined) {
      const words =
        state !== undefined && kind === 'container' ? `\`${called}\` is ${state}` : `There is a ${kind} \`${called}\``;
      const more = kind === 'container' && state !== undefined ? [`state: ${JSON.stringify(state)}`] : [];
      goals.set(key, goal(words, [there, ...more]));
    } else if (made.has(key)) goals.delete(key);
    else goals.set(key, goal(`The ${kind} \`${called}\` is gone`, ['not:', `  ${there}`]));
  }
  return [...goals.values()];
}

const counted = new Set<string>(['container', 'image', 'volume', 'network']);

const goal = (words: string, lines: readonly string[]): string =>
  [`${JSON.stringify(words)}:`, ...lines.map((line) => `  ${line}`)].join('\n');
