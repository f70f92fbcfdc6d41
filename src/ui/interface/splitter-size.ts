// What a splitter makes of a key or a drag: the size of the region that it bounds.

/** What a splitter bounds: the region before it (left, above) or after it (right, below), in px. */
export interface SplitterRange {
  min: number;
  max: number;
  /** The region lies after the splitter, so moving on makes it smaller. */
  after?: boolean | undefined;
}

/** How far an arrow key moves it, in px. */
export const splitterStep = 16;

/** The nearest size within the range; a range turned inside out yields its least. */
export const clampSize = (size: number, { min, max }: SplitterRange): number => Math.max(min, Math.min(size, max));

/** The size after moving the splitter by `delta` px to the right or down. */
export const draggedSize = (size: number, delta: number, range: SplitterRange): number =>
  clampSize(size + (range.after ? -delta : delta), range);

/** The size that a key leads to; undefined where the key is not one of the splitter's. */
export const keyedSize = (
  key: string,
  size: number,
  orientation: 'vertical' | 'horizontal',
  range: SplitterRange,
): number | undefined => {
  const [back, on] = orientation === 'vertical' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  if (key === back) return draggedSize(size, -splitterStep, range);
  if (key === on) return draggedSize(size, splitterStep, range);
  if (key === 'Home') return range.min;
  if (key === 'End') return Math.max(range.min, range.max);
  return undefined;
};
