// How wide a text will be, from tables instead of a browser, so that layout is the same everywhere.
import { glyphWidths, measuredLetters } from './glyph-widths.ts';

/** How a text is set: size in px, weight, and the face (`ui` for words, `code` for what can be typed). */
export interface TextStyle {
  size?: number;
  weight?: number;
  face?: 'ui' | 'code';
}

const indexOf = new Map([...measuredLetters].map((letter, i) => [letter, i]));
const unknownLetter = 600;

const advance = (letter: string, weight: number): number => {
  const i = indexOf.get(letter);
  if (i === undefined) return unknownLetter;
  const at = (w: 400 | 550 | 680): number => glyphWidths[w][i] ?? unknownLetter;
  if (weight <= 400) return at(400);
  if (weight <= 550) return at(400) + ((at(550) - at(400)) * (weight - 400)) / 150;
  return at(550) + ((at(680) - at(550)) * (Math.min(weight, 800) - 550)) / 130;
};

/** Width in px. The code face is exactly half an em a letter; letters outside Latin-1 count as 0.6 em in the UI face. */
export const textWidth = (text: string, { size = 13, weight = 400, face = 'ui' }: TextStyle = {}): number => {
  if (face === 'code') return [...text].length * size * 0.5;
  let thousandths = 0;
  for (const letter of text) thousandths += advance(letter, weight);
  return (thousandths * size) / 1000;
};

/** The text, cut with an ellipsis where it is wider than `room` px; empty where not even two letters would stay. */
export const fitText = (text: string, room: number, style: TextStyle = {}): string => {
  if (textWidth(text, style) <= room) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept >= 2; kept -= 1) {
    const cut = `${letters.slice(0, kept).join('').trimEnd()}…`;
    if (textWidth(cut, style) <= room) return cut;
  }
  return '';
};

/** The text in lines no wider than `room` px, broken between words; a single word may stand out. */
export const wrapText = (text: string, room: number, style: TextStyle = {}): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || textWidth(longer, style) > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
};
