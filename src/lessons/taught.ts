// What a lesson teaches, read from its file without the readers of Markdown and YAML: terms that it introduces, commands that it runs.
import { dockerCommand } from './docker-command.ts';
import { splitFrontMatter } from './read-lesson.ts';

/** Terms of the glossary and docker commands, each as `dockerCommand` names it. */
export interface Taught {
  readonly title: string;
  readonly terms: readonly string[];
  readonly commands: readonly string[];
}

/** Reads the file of a lesson. */
export function taughtBy(text: string): Taught {
  const { head, body } = splitFrontMatter(text);
  const field = (name: string): string => new RegExp(`^${name}: *(.*)$`, 'm').exec(head)?.[1]?.trim() ?? '';
  const terms = /^\[(.*)\]$/.exec(field('terms'))?.[1]?.split(',') ?? [];
  const lines = [...body.matchAll(/^```sh[^\n]*\n(.*?)^```/gms)].flatMap(([, code = '']) => code.split('\n'));
  const commands = new Set(lines.flatMap((line) => dockerCommand(line) ?? []));
  return {
    title: field('title').replace(/^(['"])(.*)\1$/, '$2'),
    terms: terms.map((term) => term.trim().replace(/^(['"])(.*)\1$/, '$2')),
    commands: [...commands],
  };
}
