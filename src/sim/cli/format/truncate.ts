// How docker shortens texts in tables.

/** Cuts to a number of columns; the last one becomes `…` (docker's formatter.Ellipsis). Wide characters count double. */
export function ellipsis(text: string, columns: number): string {
  if (columns <= 0) return '';
  const characters = Array.from(text);
  if (columns === 1) return characters[0] ?? '';
  if (displayWidth(text) <= columns) return text;
  let used = 0;
  let shown = '';
  for (const character of characters) {
    if (used + widthOf(character) >= columns) break;
    used += widthOf(character);
    shown += character;
  }
  return `${shown}…`;
}

/** Columns that a text takes. Wide characters count double. */
export const displayWidth = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);

/** The 12 characters by which tables show an id, without `sha256:`. */
export const shortId = (id: string): string => id.slice(id.indexOf(':') + 1, id.indexOf(':') + 13);

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u;

const widthOf = (character: string): number => (wide.test(character) ? 2 : 1);
