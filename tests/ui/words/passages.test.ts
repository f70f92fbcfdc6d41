// A chapter cut into passages: they hold all of it, in order, and one that stands as it stood is the same object.
import { expect, test } from 'vitest';
import { passageLength, Passages } from '../../../src/ui/words/passages.ts';
import type { Sentence } from '../../../src/ui/words/sentence.ts';

const sentences = (count: number): Sentence[] =>
  Array.from({ length: count }, (_, id) => ({ id, t: id, parts: [`${id}`], bad: false, aside: false }));

test.each([
  [0, []],
  [1, [1]],
  [passageLength, [passageLength]],
  [passageLength * 2 + 3, [passageLength, passageLength, 3]],
])('%i sentences', (count, lengths) => {
  const all = sentences(count);
  const passages = new Passages({ id: 7, sentences: all }).of(count, count);
  expect(passages.map((passage) => passage.sentences.length)).toEqual(lengths);
  expect(passages.flatMap((passage) => passage.sentences)).toEqual(all);
});

test('a full passage is the same object while the chapter grows', () => {
  const all = sentences(passageLength + 1);
  const passages = new Passages({ id: 7, sentences: all });
  const [first, second] = passages.of(all.length, 3);
  all.push(...sentences(passageLength * 2));
  const later = passages.of(all.length, 3);
  expect(later[0]).toBe(first);
  expect(later[1]).not.toBe(second);
  expect(later.flatMap((passage) => passage.sentences)).toEqual(all);
  expect(passages.of(3, 3).map((passage) => passage.sentences)).toEqual([all.slice(0, 3)]);
});

test.each([
  [0, ['0 - near', '0 - near', '0 -', '0 -']],
  [1, ['1 now 0 near', '0 - near', '0 -', '0 -']],
  [passageLength, ['16 now 15 near', '0 - near', '0 -', '0 -']],
  [passageLength + 5, ['16 - near', '5 now 4 near', '0 - near', '0 -']],
  [passageLength * 3 + 2, ['16 -', '16 -', '16 - near', '2 now 1 near']],
])('when %i lines have been told', (told, expected) => {
  const passages = new Passages({ id: 7, sentences: sentences(passageLength * 3 + 2) });
  const all = passages.of(passageLength * 3 + 2, told);
  expect(all.map((it) => `${it.told} ${it.now < 0 ? '-' : `now ${it.now}`}${it.near ? ' near' : ''}`)).toEqual(
    expected,
  );
});

test('only those that the playhead leaves or comes to are other objects', () => {
  const passages = new Passages({ id: 7, sentences: sentences(passageLength * 6) });
  const before = passages.of(passageLength * 6, passageLength + 2);
  const after = passages.of(passageLength * 6, passageLength * 2 + 2);
  expect(after.map((passage, index) => passage === before[index])).toEqual([false, false, false, false, true, true]);
});
