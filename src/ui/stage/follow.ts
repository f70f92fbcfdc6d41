// Follows what happens: which docker command the playhead is at, and so which view shows it best.
import type { Chapter } from '../words/narrative.ts';
import type { StageView } from './view.ts';

/** Options that stand before the command and take a value. */
const globalWithValue = new Set(['-H', '--host', '-c', '--context', '--config', '-l', '--log-level']);

/** What stands before a command in a line: the shell's own words, and variables for it alone. */
const beforeCommand = /^(?:sudo|time|if|while|until|do|then|else|[!{(]|\w+=\S*)$/;

/** The words of the first docker command in a line without `docker` and without options; undefined: there is none. */
export function dockerWords(line: string): readonly string[] | undefined {
  for (const part of line.split(/&&|\|\||[;|\n]/)) {
    const words = part.trim().split(/\s+/);
    while (words[0] !== undefined && beforeCommand.test(words[0])) words.shift();
    const program = words.shift();
    if (program === 'docker-compose') return ['compose', ...words.filter(isPlain)];
    if (program !== 'docker') continue;
    while (words[0]?.startsWith('-')) words.splice(0, globalWithValue.has(words[0]) ? 2 : 1);
    return words.filter(isPlain);
  }
  return undefined;
}

const isPlain = (word: string): boolean => !word.startsWith('-');

/** The docker command that the playhead is at or has passed last: its words; none when there was no such command. */
export function commandAt(chapters: readonly Chapter[], time: number): readonly string[] {
  for (let index = chapters.length - 1; index >= 0; index--) {
    const chapter = chapters[index];
    const words = chapter && chapter.t <= time ? dockerWords(chapter.line) : undefined;
    if (words) return words;
  }
  return [];
}

/** The view that shows a command best: the first that suits it, and the first of all where none does. */
export function viewFor(views: readonly StageView[], words: readonly string[]): string {
  const command = words.join(' ');
  return (views.find(({ suits }) => suits(command)) ?? views[0])?.id ?? '';
}
