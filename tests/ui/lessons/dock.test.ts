// The dock: each level fills its row, stands on the one below, and stays between the walls.
import { expect, test } from 'vitest';
import type { Part } from '../../../src/lessons/course.ts';
import { blockHeight, layDock } from '../../../src/ui/lessons/dock.ts';

const part = (id: string, level: number, lessons: number): Part => ({
  id,
  title: id,
  summary: '',
  level,
  number: 1,
  lessons: Array.from({ length: lessons }, (_, index) => `${id}/${index}`),
});
const parts = [part('a', 1, 9), part('b', 2, 3), part('c', 2, 6), part('d', 4, 12)];

test.each([900, 1296])('at %i px', (width) => {
  const { blocks, floor, height } = layDock(parts, width);
  const at = Object.fromEntries(blocks.map((block) => [block.part.id, block]));
  const { a, b, c, d } = at;
  if (!a || !b || !c || !d) throw new Error('a part is missing');
  expect(a.y + blockHeight).toBeLessThan(floor);
  expect(floor).toBeLessThan(height);
  expect([a.y - b.y, b.y - c.y, c.y - d.y]).toEqual([blockHeight + 6, 0, blockHeight + 6]);
  expect(b.x + b.width + 6).toBeCloseTo(c.x);
  expect(c.x + c.width).toBeCloseTo(a.x + a.width);
  expect(c.width).toBeGreaterThan(b.width);
  expect(a.x + a.width).toBeCloseTo(width - a.x);
});
