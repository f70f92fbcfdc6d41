// Debian's control files: paragraphs of fields, a line that begins with a blank continues the field above (deb822(5)).

/** Fields by name, in order. */
export type Paragraph = ReadonlyMap<string, string>;

/** The paragraphs of a text. Comments are left out. */
export function parseParagraphs(text: string): Paragraph[] {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map(parseParagraph)
    .filter((paragraph) => paragraph.size > 0);
}

function parseParagraph(text: string): Paragraph {
  const fields = new Map<string, string>();
  let last = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    if (/^[ \t]/.test(line)) {
      fields.set(last, `${fields.get(last) ?? ''}\n${line}`);
      continue;
    }
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    last = line.slice(0, colon);
    fields.set(last, line.slice(colon + 1).trim());
  }
  return fields;
}

/** The paragraphs as text, with an empty line after each. */
export const formatParagraphs = (paragraphs: readonly Paragraph[]): string =>
  paragraphs.map((paragraph) => `${[...paragraph].map(([name, value]) => `${name}: ${value}\n`).join('')}\n`).join('');
