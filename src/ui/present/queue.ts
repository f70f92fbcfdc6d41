// The prepared commands of a demo: from a lesson, or pasted, a command a line.
import { keyCharacters } from '../../lessons/fence.ts';
import type { Act, Lesson } from '../../lessons/lesson.ts';
import { textsOf } from '../../lessons/lesson-text.ts';
import { plainText } from '../../lessons/plain-text.ts';
import { fileTyping } from '../../lessons/play.ts';

/** Something that one key press types. */
export interface Prepared {
  /** What the class is told is next. */
  readonly label: string;
  /** Characters that are typed one by one, then Enter where `enter` says so. */
  readonly keys: string;
  readonly enter: boolean;
  /** Typed to the program that runs, not to the prompt. */
  readonly inside: boolean;
  /** Typed at once when the program that the line starts has begun. */
  readonly text: string | undefined;
  /** Number of the terminal, from 1. */
  readonly terminal: number;
  /** Title of the step; empty for none. */
  readonly step: string;
  /** For the one who speaks. */
  readonly notes: readonly string[];
}

/** Lines of a pasted queue that are taken, and characters of one. */
const most = { lines: 500, characters: 4000 };

/** The queue of a lesson: all that it types, with the presenter's notes before the first of each step. */
export function queueOfLesson({ steps }: Lesson): readonly Prepared[] {
  return steps.flatMap((step) => {
    const notes = step.notes.map((blocks) => blocks.flatMap(textsOf).map(plainText).join(' '));
    return step.acts.flatMap(preparedOf).map((prepared, index) => ({
      ...prepared,
      step: step.title,
      notes: index === 0 ? notes : [],
    }));
  });
}

function preparedOf(act: Act): readonly Prepared[] {
  const plain = { enter: true, inside: false, text: undefined, terminal: act.terminal, step: '', notes: [] };
  if (act.kind === 'keys')
    return [
      { ...plain, label: act.keys.join(' '), keys: act.keys.map(keyCharacters).join(''), enter: false, inside: true },
    ];
  if (act.kind === 'commands')
    return act.commands.map(({ line }) => ({
      ...plain,
      label: line,
      keys: line.replaceAll('\n', '\r'),
      inside: act.inside,
    }));
  const { folder, opening, content } = fileTyping(act.path, act.text);
  const write = { ...plain, label: opening, keys: opening, text: content };
  return folder === undefined ? [write] : [{ ...plain, label: folder, keys: folder }, write];
}

/** The queue of a text: a command a line; lines that begin with `#` are notes to the next one. */
export function queueOfText(text: string): readonly Prepared[] {
  const queue: Prepared[] = [];
  let notes: string[] = [];
  for (const raw of text.split('\n').slice(0, most.lines)) {
    // What a terminal would take as a key is none here.
    const line = raw
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, most.characters);
    if (line.startsWith('#')) notes.push(line.replace(/^#+\s*/, ''));
    else if (line !== '') {
      const command = line.replace(/^\$\s+/, '');
      queue.push({
        label: command,
        keys: command,
        enter: true,
        inside: false,
        text: undefined,
        terminal: 1,
        step: '',
        notes,
      });
      notes = [];
    }
  }
  return queue;
}
