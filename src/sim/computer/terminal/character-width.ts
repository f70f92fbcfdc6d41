// How many cells a character takes on the screen: 0, 1 or 2, by the tables of Unicode 6 that xterm.js uses by default.

type Range = readonly [first: number, last: number];

const combining: readonly Range[] = [
  [0x0300, 0x036f], [0x0483, 0x0486], [0x0488, 0x0489], [0x0591, 0x05bd], [0x05bf, 0x05bf], [0x05c1, 0x05c2],
  [0x05c4, 0x05c5], [0x05c7, 0x05c7], [0x0600, 0x0603], [0x0610, 0x0615], [0x064b, 0x065e], [0x0670, 0x0670],
  [0x06d6, 0x06e4], [0x06e7, 0x06e8], [0x06ea, 0x06ed], [0x070f, 0x070f], [0x0711, 0x0711], [0x0730, 0x074a],
  [0x07a6, 0x07b0], [0x07eb, 0x07f3], [0x0901, 0x0902], [0x093c, 0x093c], [0x0941, 0x0948], [0x094d, 0x094d],
  [0x0951, 0x0954], [0x0962, 0x0963], [0x0e31, 0x0e31], [0x0e34, 0x0e3a], [0x0e47, 0x0e4e], [0x1160, 0x11ff],
  [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x2063], [0x206a, 0x206f], [0x20d0, 0x20ef], [0x302a, 0x302f],
  [0x3099, 0x309a], [0xfb1e, 0xfb1e], [0xfe00, 0xfe0f], [0xfe20, 0xfe23], [0xfeff, 0xfeff], [0xfff9, 0xfffb],
]; // prettier-ignore

const wide: readonly Range[] = [
  [0x1100, 0x115f], [0x2329, 0x232a], [0x2e80, 0x303e], [0x3040, 0xa4cf], [0xac00, 0xd7a3], [0xf900, 0xfaff],
  [0xfe10, 0xfe19], [0xfe30, 0xfe6f], [0xff00, 0xff60], [0xffe0, 0xffe6], [0x20000, 0x2fffd], [0x30000, 0x3fffd],
]; // prettier-ignore

const within = (ranges: readonly Range[], code: number): boolean =>
  ranges.some(([first, last]) => code >= first && code <= last);

/** Cells that a code point takes. */
export function widthOfCode(code: number): 0 | 1 | 2 {
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return 0;
  if (code < 0x300) return 1;
  if (within(combining, code)) return 0;
  return within(wide, code) ? 2 : 1;
}

/** Cells that a text without control characters takes. */
export function widthOfText(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCode(character.codePointAt(0) ?? 0);
  return width;
}

/** Splits a text into what the cursor moves over in one step: a character with the marks that combine with it. */
export function clusters(text: string): string[] {
  const result: string[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (result.length > 0 && code >= 0x300 && widthOfCode(code) === 0) result.push((result.pop() ?? '') + character);
    else result.push(character);
  }
  return result;
}
