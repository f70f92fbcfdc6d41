// F6 leads from region to region, Shift F6 back: every region of the page in the order in which it is read.

/** Marks a region's element: `data-region="stage"`. */
export const regionAttribute = 'data-region';

/** Moves the focus to the next (1) or previous (-1) region, to its first control. Returns false when there is none. */
export function moveRegion(root: ParentNode, direction: 1 | -1): boolean {
  const regions = [...root.querySelectorAll<HTMLElement>(`[${regionAttribute}]`)].filter(
    (region) => region.offsetParent !== null,
  );
  if (regions.length === 0) return false;
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(here + direction + regions.length) % regions.length];
  const control = next?.querySelector<HTMLElement>('textarea, button, [tabindex="0"], input, a[href]');
  control?.focus();
  return control !== undefined && control !== null;
}
