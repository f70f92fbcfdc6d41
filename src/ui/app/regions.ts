// F6 leads from region to region, Shift F6 back: every region of the page in the order in which it is read.

/** Marks a region's element: `data-region="stage"`. */
export const regionAttribute = 'data-region';

/** Where one types comes before what stands around it. */
const controls = ['textarea, [contenteditable="true"]', 'button, [tabindex="0"], input, a[href]'];

/**
 * Moves the focus to the next (1) or previous (-1) region, to its text field or its first control that takes it; regions without one are
 * passed over. Returns false when there is none.
 */
export function moveRegion(root: ParentNode, direction: 1 | -1): boolean {
  const regions = [...root.querySelectorAll<HTMLElement>(`[${regionAttribute}]`)].filter(
    (region) => region.offsetParent !== null,
  );
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  for (let step = 1; step <= regions.length; step++) {
    const next = regions[(here + direction * step + regions.length * 2) % regions.length];
    for (const control of controls.flatMap((some) => [...(next?.querySelectorAll<HTMLElement>(some) ?? [])])) {
      control.focus();
      if (document.activeElement === control) return true;
    }
  }
  return false;
}
