// The end of a terminal's output makes the same screen as all of it.
import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastScreen } from '../../../src/ui/terminal/last-screen.ts';

const rows = 4;

/** What a terminal shows after a text: its lines with their colours, and where the cursor stands. */
async function screenOf(text: string): Promise<unknown> {
  const terminal = new Terminal({ cols: 20, rows, scrollback: 1000, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { baseY, cursorX, cursorY, type } = terminal.buffer.active;
  const lines = Array.from({ length: rows }, (_, row) => {
    const line = terminal.buffer.active.getLine(baseY + row);
    const colours = Array.from({ length: 20 }, (_, column) => line?.getCell(column)?.getFgColor());
    return [line?.translateToString(true), colours];
  });
  terminal.dispose();
  return { lines, cursorX, cursorY, type };
}

const words = fc.string({ maxLength: 30, unit: fc.constantFrom('a', 'b', ' ', 'é', '日') });
const line = fc.constantFrom('\r\n', 'one\r\n', 'two\r\n');
const within = fc.constantFrom('\r', '\b', '\t', '\u001b[32mgreen\u001b[0m', '\u001b[K', '\u001b[3D', '\u001b[2C', '\u001b[P', '\u001b[?2004h'); // prettier-ignore
const further = fc.constantFrom('\u001b[31m', '\u001b[m', '\n', '\u001b[H\u001b[2J', '\u001b[2A', '\u001bM', '\u001b[2;4r', '\u001b[4h', '\u001b[?1049h', '\u001b[?1049l', '\u001b(0'); // prettier-ignore
const plain = fc.oneof(words, line, line, within);

test('the screen is the same', async () => {
  const text = fc
    .tuple(
      fc.array(fc.oneof(plain, further), { maxLength: 6 }),
      fc.array(plain, { maxLength: 30 }),
      further,
      fc.nat(40),
    )
    .map(([before, after, last, at]) => [...before, ...after.toSpliced(at, 0, at < 8 ? last : '')].join(''));
  await fc.assert(
    fc.asyncProperty(text, async (all) => {
      expect(await screenOf(lastScreen(all, rows))).toEqual(await screenOf(all));
    }),
    { numRuns: 200 },
  );
});

const lines = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index}\r\n`).join('');

test.each([
  ['a long text', lines(1000), 'line 996\r\n'],
  ['a coloured prompt', `${lines(100)}\u001b[32mlearner\u001b[0m$ ls\r\n${lines(50)}`, 'line 46\r\n'],
  ['a screen cleared long ago', `\u001b[H\u001b[2J${lines(100)}`, 'line 96\r\n'],
  ['a short text', 'one\r\ntwo\r\n', 'one\r\n'],
  ['progress that is drawn again', `${lines(100)}\u001b[3Adone\r\n`, 'line 0\r\n'],
  ['a colour that is not taken off', `\u001b[31m${lines(100)}`, '\u001b[31mline 0\r\n'],
  ['an editor on another screen', `\u001b[?1049h${lines(100)}`, '\u001b[?1049hline 0\r\n'],
])('%s', (_, text, first) => {
  expect(lastScreen(text, rows).startsWith(first)).toBe(true);
});
