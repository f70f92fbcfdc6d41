// Layers stacked from the bottom up, with the middle of a long stack merged to one strip.

/** The middle layers of a stack that has more than can be told apart. */
export interface MergedLayers {
  more: number;
}

/** Layers, bottom first; more than `most` of them become the lowest, a strip for the middle, and the highest. */
export const mergeMiddle = <Layer>(layers: readonly Layer[], most = 12): readonly (Layer | MergedLayers)[] => {
  if (layers.length <= most) return layers;
  const below = Math.floor((most - 1) / 2);
  const above = most - 1 - below;
  return [...layers.slice(0, below), { more: layers.length - below - above }, ...layers.slice(layers.length - above)];
};

/** Top edges of slabs with these heights that stand on `bottom`, lowest first, and the top of it all. */
export const stackFrom = (
  bottom: number,
  heights: readonly number[],
  gap = 2,
): { ys: readonly number[]; top: number } => {
  let y = bottom;
  const ys = heights.map((height, i) => {
    y -= height + (i ? gap : 0);
    return y;
  });
  return { ys, top: y };
};
