// What the screen shows after keys have been typed at a prompt, as a real terminal emulator draws it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drawFresh } from '../../../../src/sim/computer/terminal/draw-line.ts';
import { lineText, newLine, textBefore, type EditorState } from '../../../../src/sim/computer/terminal/edit-line.ts';
import { KeyParser, type Key } from '../../../../src/sim/computer/terminal/keys.ts';
import { press } from '../../../../src/sim/computer/terminal/line-editor.ts';
import { show } from './screen.ts';

const history = ['echo first', 'ls -l /tmp', 'docker ps -a', 'echo last'];

/** Types bytes in chunks at a prompt `$ `; the state in the end and all that was written. */
function type(
  chunks: readonly string[],
  columns = 40,
  prompt = '$ ',
): { state: EditorState; output: string; effects: string[] } {
  const parser = new KeyParser();
  let state = newLine(prompt, history);
  let output = drawFresh(state, columns);
  const effects: string[] = [];
  for (const chunk of chunks) {
    parser.feed(new TextEncoder().encode(chunk));
    for (let key = parser.next(); key; key = parser.next()) {
      const pressed = press(state, key, columns);
      ({ state } = pressed);
      output += pressed.output;
      if (pressed.effect && pressed.effect !== 'bell') effects.push(pressed.effect);
    }
  }
  return { state, output, effects };
}

const esc = '\u001b';
const ctrl = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) & 31);
const up = `${esc}[A`;
const down = `${esc}[B`;
const left = `${esc}[D`;

describe('editing', () => {
  test.each<[string, string[], string, number]>([
    ['typing', ['ls -l'], '$ ls -l', 7],
    ['in the middle', ['lsX', left, ' '], '$ ls X', 5],
    ['Home and End', ['abc', `${esc}[H`, '1', `${esc}[F`, '2'], '$ 1abc2', 7],
    ['^A and ^E', ['abc', ctrl('a'), '1', ctrl('e'), '2'], '$ 1abc2', 7],
    ['^B and ^F', ['abc', ctrl('b'), ctrl('b'), ctrl('f'), 'X'], '$ abXc', 5],
    ['backspace', ['abc', '\u007f'], '$ ab', 4],
    ['backspace at the beginning', ['\u007f', 'a'], '$ a', 3],
    ['Delete', ['abc', `${esc}[H`, `${esc}[3~`], '$ bc', 2],
    ['^D deletes', ['abc', `${esc}[H`, ctrl('d')], '$ bc', 2],
    ['^U', ['one two', ctrl('u'), 'x'], '$ x', 3],
    ['^K', ['one two', ctrl('a'), `${esc}f`, ctrl('k')], '$ one', 5],
    ['^W takes a blank-separated word', ['ls /usr/bin', ctrl('w')], '$ ls ', 5],
    ['Alt-Backspace takes a word', ['ls /usr/bin', `${esc}\u007f`], '$ ls /usr/', 10],
    ['Alt-B and Alt-F', ['one two', `${esc}b`, 'X', `${esc}f`, 'Y'], '$ one XtwoY', 11],
    ['Alt-D', ['one two', ctrl('a'), `${esc}d`], '$  two', 2],
    ['^W ^W ^Y puts both back', ['a b c', ctrl('w'), ctrl('w'), ctrl('y')], '$ a b c', 7],
    ['^T', ['sl', ctrl('t')], '$ ls', 4],
    ['^T in the middle', ['abcd', left, left, ctrl('t')], '$ acbd', 5],
    ['a wide character', ['a漢b', left, '\u007f'], '$ ab', 3],
    ['a combining mark', ['e\u0301x', left, '\u007f'], '$ x', 2],
    ['an emoji in two chunks', ['a\ud83d\ude00b'], '$ a😀b', 5],
    ['history', [up], '$ echo last', 11],
    ['history twice and back', [up, up, down], '$ echo last', 11],
    ['history and back to what was typed', ['new', up, down], '$ new', 5],
    ['^P and ^N', [ctrl('p'), ctrl('p'), ctrl('n')], '$ echo last', 11],
    ['a changed line is kept while looking around', [up, 'X', up, down], '$ echo lastX', 12],
    ['an arrow split over chunks', ['ab', esc, '[', 'D', 'X'], '$ aXb', 4],
    ['^L', ['abc', ctrl('l')], '$ abc', 5],
    ['an unknown sequence does nothing', ['ab', `${esc}[24~`], '$ ab', 4],
    ['Ctrl-Left', ['one two', `${esc}[1;5D`, 'X'], '$ one Xtwo', 7],
    ['Alt-.', [`${esc}.`], '$ last', 6],
  ])('%s', async (_, chunks, text, column) => {
    const { output } = type(chunks);
    const screen = await show(output);
    expect([screen.text.padEnd(text.length), screen.column]).toEqual([text, column]);
  });
});

describe('searching', () => {
  test.each<[string, string[], string]>([
    ['^R alone', [ctrl('r')], "(reverse-i-search)`': "],
    ['^R and a part', [ctrl('r'), 'ec'], "(reverse-i-search)`ec': echo last"],
    ['^R again finds an older one', [ctrl('r'), 'ec', ctrl('r')], "(reverse-i-search)`ec': echo first"],
    ['not found', [ctrl('r'), 'ecz'], "(failed reverse-i-search)`ecz': echo last"],
    ['backspace', [ctrl('r'), 'ecz', '\u007f'], "(reverse-i-search)`ec': echo last"],
    ['^G gives up', ['abc', ctrl('r'), 'do', ctrl('g')], '$ abc'],
    ['a movement accepts', [ctrl('r'), 'dock', ctrl('a'), 'X'], '$ Xdocker ps -a'],
    ['^S goes forward', [ctrl('r'), 'ec', ctrl('r'), ctrl('s')], "(i-search)`ec': echo last"],
  ])('%s', async (_, chunks, text) => {
    const screen = await show(type(chunks).output, 60);
    expect(screen.text.padEnd(text.length)).toBe(text);
  });

  test('Enter runs what was found', () => {
    const { state, effects } = type([ctrl('r'), 'tmp', '\r']);
    expect([lineText(state), effects]).toEqual(['ls -l /tmp', ['submit']]);
  });
});

test.each<[string, string, string[]]>([
  ['Enter', 'ls\r', ['submit']],
  ['^C', `ls${ctrl('c')}`, ['interrupt']],
  ['^D on an empty line', ctrl('d'), ['end']],
  ['Tab', 'l\t', ['complete']],
])('%s', (_, keys, effects) => {
  expect(type([keys]).effects).toEqual(effects);
});

test('a line longer than the screen wraps, and stays right when it is changed in the middle', async () => {
  const long = 'abcdefghij'.repeat(3);
  const { output } = type([long, ctrl('a'), 'X', ctrl('e'), 'Y'], 12);
  const screen = await show(output, 12);
  expect(screen.rows.slice(0, 3)).toEqual(['$ Xabcdefghi', 'jabcdefghija', 'bcdefghijY']);
  expect([screen.row, screen.column]).toEqual([2, 10]);
});

test('a prompt of two rows with colours', async () => {
  const { output } = type(['ab', left, 'X'], 20, '\u001b[32mtop\u001b[0m\n\u001b[1m> \u001b[0m');
  const screen = await show(output, 20);
  expect(screen.rows).toEqual(['top', '> aXb']);
  expect(screen.column).toBe(4);
});

const keys: fc.Arbitrary<Key> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom('a', 'b', ' ', '/', 'é', 'e\u0301', '漢', '字', '😀', 'word word', '0123456789')
      .map((text): Key => ({ kind: 'text', text })),
  },
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(
        'left',
        'right',
        'up',
        'down',
        'home',
        'end',
        'backspace',
        'delete',
        'ctrl-u',
        'ctrl-k',
        'ctrl-w',
        'ctrl-y',
        'ctrl-t',
        'ctrl-l',
        'alt-b',
        'alt-f',
        'alt-d',
        'alt-backspace',
        'ctrl-r',
        'ctrl-g',
        'escape',
      )
      .map((name): Key => ({ kind: 'key', name })),
  },
);

test('after any keys the screen shows the line, and the cursor stands where it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(keys, { maxLength: 40 }), fc.integer({ min: 5, max: 50 }), async (sequence, columns) => {
      let state = newLine('$ ', history);
      let output = drawFresh(state, columns);
      for (const key of [
        ...sequence,
        { kind: 'key', name: 'escape' } as const,
        { kind: 'key', name: 'ctrl-g' } as const,
      ]) {
        const pressed = press(state, key, columns);
        ({ state } = pressed);
        output += pressed.output;
      }
      const screen = await show(output, columns, 60);
      const squeeze = (text: string): string => text.replace(/ /g, '');
      // A row's last cell stays blank when a wide character does not fit in, so blanks are compared only by the cursor.
      expect(squeeze(screen.text)).toBe(squeeze(`$ ${lineText(state)}`));
      expect(squeeze(screen.text.slice(0, screen.position))).toBe(squeeze(`$ ${textBefore(state)}`));
    }),
    { numRuns: 300, seed: 7 },
  );
});
