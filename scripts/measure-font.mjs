// Writes src/ui/drawing/glyph-widths.ts: how wide each letter of the interface's typeface is, in three weights.
// Layout reads that table, so a drawing comes out the same in a browser, in Node and in a test.
// Usage: node scripts/measure-font.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { format, resolveConfig } from 'prettier';
import { findChromium } from './chromium.mjs';

const font = readFileSync(
  new URL('../public/fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2', import.meta.url),
);
const target = new URL('../src/ui/drawing/glyph-widths.ts', import.meta.url);
const weights = [400, 550, 680];
/** @param {number} from @param {number} to both included */
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i));
const letters = [...range(0x20, 0x7e), ...range(0xa1, 0xac), ...range(0xae, 0xff), ...'–—‘’“”•…×'];

const executablePath = await findChromium();
if (!executablePath) throw new Error('There is no Chromium; `npm test` installs one.');
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage();
const table = await page.evaluate(
  async ({ data, weights, letters }) => {
    const face = new FontFace('measured', `url(data:font/woff2;base64,${data})`, { weight: '200 800' });
    document.fonts.add(await face.load());
    const pen = document.createElement('canvas').getContext('2d');
    if (!pen) throw new Error('The browser cannot draw.');
    pen.fontKerning = 'none';
    return weights.map((weight) => {
      pen.font = `${weight} 1000px measured`;
      return letters.map((letter) => Math.round(pen.measureText(letter).width));
    });
  },
  { data: font.toString('base64'), weights, letters },
);
await browser.close();

const unique = [...new Set(letters)];
const rows = weights.map(
  (weight, i) => `  ${weight}: [${unique.map((l) => table[i]?.[letters.indexOf(l)]).join(', ')}],`,
);
const source = `// Advance widths of Atkinson Hyperlegible Next, in thousandths of an em. Written by scripts/measure-font.mjs; do not edit.

/** The letters that the rows of \`glyphWidths\` measure, in order. */
export const measuredLetters = ${JSON.stringify(unique.join(''))};

/** Widths by weight, one for each letter of \`measuredLetters\`. */
export const glyphWidths: Readonly<Record<${weights.join(' | ')}, readonly number[]>> = {
${rows.join('\n')}
};
`;
writeFileSync(target, await format(source, { ...(await resolveConfig(target)), parser: 'typescript' }));
