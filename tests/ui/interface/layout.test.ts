// Splitters, tooltips and rows of tabs: what keys and drags lead to.
import { describe, expect, test } from 'vitest';
import { draggedSize, keyedSize } from '../../../src/ui/interface/splitter-size.ts';
import { rowKey } from '../../../src/ui/interface/tab-keys.ts';
import { tooltipPlace } from '../../../src/ui/interface/tooltip-place.ts';

describe('a splitter', () => {
  const before = { min: 200, max: 600 };
  const after = { ...before, after: true };
  test.each([
    ['ArrowRight', 'vertical', before, 316],
    ['ArrowLeft', 'vertical', before, 284],
    ['ArrowRight', 'vertical', after, 284],
    ['ArrowUp', 'horizontal', after, 316],
    ['Home', 'horizontal', before, 200],
    ['End', 'horizontal', before, 600],
    ['ArrowUp', 'vertical', before, undefined],
  ] as const)('%s on a %s one', (key, orientation, range, size) => {
    expect(keyedSize(key, 300, orientation, range)).toBe(size);
  });
  test('stays within its range', () => {
    expect([draggedSize(300, -900, before), draggedSize(300, 900, before)]).toEqual([200, 600]);
    expect(draggedSize(300, 0, { min: 200, max: 100 })).toBe(200);
  });
});

test.each([
  ['ArrowRight', 2, 0],
  ['ArrowLeft', 0, 2],
  ['Home', 1, 0],
  ['End', 1, 2],
  ['a', 1, undefined],
])('%s on tab %i of three', (key, index, next) => {
  expect(rowKey(key, index, 3)).toBe(next);
});

describe('a tooltip', () => {
  const tip = { width: 80, height: 30 };
  const window = { width: 400, height: 300 };
  test.each([
    ['below and centred', { left: 100, top: 100, width: 40, height: 32 }, { left: 80, top: 138 }],
    ['above at the bottom of the window', { left: 100, top: 260, width: 40, height: 32 }, { left: 80, top: 224 }],
    ['inside the right edge', { left: 380, top: 10, width: 20, height: 20 }, { left: 316, top: 36 }],
    ['inside the left edge', { left: 0, top: 10, width: 20, height: 20 }, { left: 4, top: 36 }],
  ])('stands %s', (_, around, place) => {
    expect(tooltipPlace(around, tip, window)).toEqual(place);
  });
});
