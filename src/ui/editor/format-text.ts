// Brings a text into its usual form without changing what it means.
import { parseDockerfile } from '../../sim/engine/build/dockerfile/parse.ts';
import { instructionNames } from '../../sim/engine/build/dockerfile/check.ts';
import { BuildError } from '../../sim/engine/build/dockerfile/node.ts';
import type { Language } from './languages.ts';

/** Languages that `formatted` knows. */
export const formats: ReadonlySet<Language> = new Set<Language>(['dockerfile', 'json']);

/** The text in its usual form, or why it has none. */
export function formatted(language: Language, text: string): { readonly text: string } | { readonly problem: string } {
  if (language === 'json') return formattedJson(text);
  return language === 'dockerfile' ? formattedDockerfile(text) : { text };
}

function formattedJson(text: string): ReturnType<typeof formatted> {
  try {
    return { text: `${JSON.stringify(JSON.parse(text), null, 2)}\n` };
  } catch (error) {
    return { problem: `Not formatted: ${error instanceof Error ? error.message : String(error)}.` };
  }
}

/** Instructions in capitals at the left edge, no blanks at the ends of lines, one empty line at most between them. */
function formattedDockerfile(text: string): ReturnType<typeof formatted> {
  const file = parseDockerfile(text);
  if (file instanceof BuildError) return { problem: `Not formatted: ${file.message}.` };
  const lines = [...file.lines];
  const kept = new Set<number>();
  for (const { name, written, range, heredocs } of file.instructions) {
    const at = range.start - 1;
    if (heredocs.length > 0) for (let line = range.start; line < range.end; line++) kept.add(line);
    if (instructionNames.includes(name)) lines[at] = (lines[at] ?? '').trimStart().replace(written, name);
  }
  const trimmed = lines.map((line, index) => (kept.has(index) ? line : line.trimEnd()));
  const result = trimmed.filter(
    (line, index) => line !== '' || kept.has(index) || (index > 0 && trimmed[index - 1] !== ''),
  );
  while (result.at(-1) === '') result.pop();
  return { text: `${result.join('\n')}\n` };
}
