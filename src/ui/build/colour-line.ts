// Colours of one line of a Dockerfile: a light reading for display, line by line.

/** A piece of a line with what it is. */
export interface Piece {
  readonly text: string;
  readonly kind: 'keyword' | 'flag' | 'string' | 'comment' | 'plain';
}

/** The pieces of a line; `continued`: the line before it ended in a backslash. */
export function colourLine(line: string, continued: boolean): Piece[] {
  if (/^\s*#/.test(line)) return [{ text: line, kind: 'comment' }];
  const pieces: Piece[] = [];
  const pattern = continued
    ? /("(?:[^"\\]|\\.)*")/g
    : /(^\s*[A-Za-z]+(?=\s|$))|(\s(?:AS|as)(?=\s))|(--[a-z][\w-]*)|("(?:[^"\\]|\\.)*")/g;
  let at = 0;
  for (const match of line.matchAll(pattern)) {
    if (match.index > at) pieces.push({ text: line.slice(at, match.index), kind: 'plain' });
    const [text] = match;
    const kind = text.startsWith('"') ? 'string' : text.startsWith('--') ? 'flag' : 'keyword';
    pieces.push({ text, kind });
    at = match.index + text.length;
  }
  if (at < line.length) pieces.push({ text: line.slice(at), kind: 'plain' });
  return pieces;
}

/** The pieces cut into rows of so many letters. */
export function cutPieces(pieces: readonly Piece[], columns: number): Piece[][] {
  const rows: Piece[][] = [[]];
  let used = 0;
  for (const { text, kind } of pieces)
    for (let at = 0; at < text.length;) {
      if (used === columns) {
        rows.push([]);
        used = 0;
      }
      const part = text.slice(at, at + columns - used);
      rows.at(-1)?.push({ text: part, kind });
      used += part.length;
      at += part.length;
    }
  return rows;
}
