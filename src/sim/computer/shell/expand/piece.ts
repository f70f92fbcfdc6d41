// The pieces that a word's expansion is made of, and the fields that they give (POSIX XCU 2.6.5).
import { quotePattern } from './pattern.ts';

/**
 * A piece of text, or a `break` between two fields. `quoted`: it stands for itself and makes a field even when empty.
 * `split`: it came from an unquoted expansion and is cut at the characters of IFS. Unquoted text is pattern text.
 */
export type Piece = { readonly text: string; readonly quoted: boolean; readonly split: boolean } | 'break';

/** A field: its text as a pattern, in which quoted characters have a backslash. */
export type Field = string;

/** Several values as one, with the first character of IFS between them. */
export const joined = (values: readonly string[], ifs: string | undefined): string =>
  values.join(ifs === undefined ? ' ' : ifs.charAt(0));

/** The fields that pieces make, as patterns. */
export function fieldsOf(pieces: readonly Piece[], ifs = ' \t\n'): Field[] {
  const fields: Field[] = [];
  let current = '';
  let started = false;
  const push = (): void => {
    fields.push(current);
    current = '';
    started = false;
  };
  const isBlank = (character: string): boolean => ifs.includes(character) && /[ \t\n]/.test(character);
  for (const piece of pieces) {
    if (piece === 'break') {
      if (started) push();
    } else if (piece.quoted || !piece.split) {
      current += piece.quoted ? quotePattern(piece.text) : piece.text;
      started ||= piece.quoted || piece.text !== '';
    } else {
      const { text } = piece;
      for (let i = 0; i < text.length; i++) {
        const character = text.charAt(i);
        if (!ifs.includes(character)) {
          current += character === '\\' ? '\\\\' : character;
          started = true;
        } else if (isBlank(character)) {
          while (i + 1 < text.length && isBlank(text.charAt(i + 1))) i++;
          const next = text.charAt(i + 1);
          if (started && (next === '' || !ifs.includes(next))) push();
        } else {
          push();
          while (i + 1 < text.length && isBlank(text.charAt(i + 1))) i++;
        }
      }
    }
  }
  if (started) push();
  return fields;
}

/** The pieces as one text, when there is no splitting: an assignment, a `case` word. Breaks become blanks. */
export const textOfPieces = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece === 'break' ? ' ' : piece.text)).join('');

/** The pieces as one pattern: quoted text matches itself. */
export const patternOfPieces = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => (piece === 'break' ? ' ' : piece.quoted ? quotePattern(piece.text) : piece.text)).join('');
