import { Terminal } from '@xterm/headless';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PlainText } from '../../../src/ui/terminal/plain-text.ts';

const linesOf = (...chunks: readonly string[]): readonly string[] => {
  const text = new PlainText();
  for (const chunk of chunks) text.write(chunk);
  return text.lines;
};

describe('a terminal as plain lines', () => {
  test.each<[string, string[], string[]]>([
    ['plain lines', ['a\r\nb\r\n'], ['a', 'b', '']],
    ['a line written over', ['one\rtwo'], ['two']],
    ['a shorter one leaves the rest', ['three\rtwo'], ['twoee']],
    ['an erased one does not', ['three\r\u001b[Ktwo'], ['two']],
    ['progress that is redrawn', ['a: 1\r\nb: 1\r\n\u001b[2A\u001b[2K\ra: done\u001b[2B\r'], ['a: done', 'b: 1', '']],
    ['colours', ['\u001b[32mgreen\u001b[0m'], ['green']],
    ['a sequence cut in two', ['x\u001b[3', '2my'], ['xy']],
    ['a cleared screen', ['old\r\n\u001b[H\u001b[2Jnew'], ['new']],
    ['a backspace', ['ab\bc'], ['ac']],
    ['a title', ['\u001b]0;title\u0007text'], ['text']],
  ])('%s', (_, chunks, lines) => {
    expect(linesOf(...chunks)).toEqual(lines);
  });

  test('is what xterm shows, for text that stays within a screen', async () => {
    const piece = fc.constantFrom(
      'ab',
      'cde',
      '\r',
      '\r\n',
      '\u001b[1A',
      '\u001b[1B',
      '\u001b[K',
      '\u001b[2K',
      '\u001b[2C',
      '\b',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 20 }), async (pieces) => {
        // A cursor that is moved down stays on the lines that there are in one, and on the screen in the other.
        const text = pieces.filter((part, index) => part !== '\u001b[1B' || pieces[index - 1] === '\u001b[1A').join('');
        fc.pre(!text.replace(/[^\u001b\n]*$/, '').startsWith('\u001b[1A'));
        const xterm = new Terminal({ cols: 200, rows: 60, allowProposedApi: true });
        await new Promise<void>((resolve) => xterm.write(text, resolve));
        const shown = Array.from(
          { length: 60 },
          (_, row) => xterm.buffer.active.getLine(row)?.translateToString(true) ?? '',
        );
        const plain = linesOf(text).map((line) => line.trimEnd());
        expect(plain.join('\n').trimEnd()).toBe(shown.join('\n').trimEnd());
      }),
    );
  });
});
