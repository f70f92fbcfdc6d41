// Where a close look at one thing has its room in a view.

/** From this width (px) on it has a column of its own. */
const besideFrom = 1040;

/** Width of that column in a view of this width, px; 0: there is none, and it stands over the view while it is wanted. */
export const besideWidth = (width: number): number =>
  width < besideFrom ? 0 : Math.round(Math.min(360, width * 0.28));
