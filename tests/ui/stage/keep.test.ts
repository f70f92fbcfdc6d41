// What is kept from one frame to the next: the same objects where nothing of what they are made from is another.
import { expect, test } from 'vitest';
import { KeptList, KeptWork } from '../../../src/ui/stage/keep.ts';

test('a list keeps the objects that say the same, and itself where all do', () => {
  const kept = new KeptList<{ id: string; at: readonly number[] }>(({ id }) => id);
  const first = kept.of([
    { id: 'a', at: [1] },
    { id: 'b', at: [2] },
  ]);
  expect(kept.of(first.map((one) => ({ ...one, at: [...one.at] })))).toBe(first);
  const later = [
    { id: 'b', at: [2] },
    { id: 'a', at: [3] },
  ];
  const second = kept.of(later);
  expect(second).toEqual(later);
  expect(second[0]).toBe(first[1]);
  expect(kept.of(later)).toBe(second);
});

test('work is done again when something that it is made from is another object', () => {
  const kept = new KeptWork<number>();
  const [a, b] = [{}, {}];
  let done = 0;
  const work = (): number => ++done;
  expect([kept.of([a, b], work), kept.of([a, b], work), kept.of([a, {}], work), kept.of([a, b], work)]).toEqual([
    1, 1, 2, 3,
  ]);
});

test('work that holds only now is not kept', () => {
  const kept = new KeptWork<number>();
  const from = [{}];
  const each = [5, 6, 7, 8].map((made) =>
    kept.of(
      from,
      () => made,
      (it) => it > 6,
    ),
  );
  expect(each).toEqual([5, 6, 7, 7]);
});
