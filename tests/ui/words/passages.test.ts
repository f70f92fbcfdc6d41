// A chapter cut into passages: they hold all of it, in order, and one that is full stays the same object as the chapter grows.
import { expect, test } from 'vitest';
import { passageLength, Passages, toldIn } from '../../../src/ui/words/passages.ts';
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
  const passages = new Passages(all).of(count);
  expect(passages.map(({ length }) => length)).toEqual(lengths);
  expect(passages.flat()).toEqual(all);
});

test('a full passage is the same object while the chapter grows', () => {
  const all = sentences(passageLength + 1);
  const passages = new Passages(all);
  const [first, second] = passages.of(all.length);
  all.push(...sentences(passageLength * 2));
  const later = passages.of(all.length);
  expect(later[0]).toBe(first);
  expect(later[1]).not.toBe(second);
  expect(later.flat()).toEqual(all);
  expect(passages.of(3)).toEqual([all.slice(0, 3)]);
});

test.each([
  [0, 0, 0],
  [0, 5, 5],
  [0, passageLength + 5, passageLength],
  [1, 5, 0],
  [1, passageLength + 5, 5],
  [1, passageLength * 3, passageLength],
])('of the passage at %i, when %i lines have been told, %i have', (index, told, expected) => {
  expect(toldIn(index, told)).toBe(expected);
});
