// Which entry of a row the keyboard goes to: arrows go round, Home and End to the ends.

/** The index that a key leads to from `index` among `count` entries; undefined where the key is not one of the row's. */
export const rowKey = (key: string, index: number, count: number): number | undefined => {
  if (count === 0) return undefined;
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
};
