// Outlines of the drawn objects as SVG path data: pure functions of place and size.

/** A tag: a label with its point cut to the left. */
export const tagOutline = (x: number, y: number, width: number, height = 21): string =>
  `M${x + 7} ${y}H${x + width - 2}a2 2 0 0 1 2 2V${y + height - 2}a2 2 0 0 1 -2 2H${x + 7}L${x} ${y + height / 2 + 4}V${y + height / 2 - 4}Z`;

/** The string from a tag's hole to the corner of what it names. */
export const tagString = (x: number, y: number, to: number, height = 21): string => {
  const hole = y + height / 2;
  const bend = to >= hole ? -6 : 6;
  return `M${x + 8} ${hole}C${x + 2} ${hole - bend * 0.66} ${x + 3} ${to + bend} ${x + 3} ${to}`;
};

/** A drum: a volume. */
export const drumOutline = (x: number, y: number, width: number, height: number, lip = 5): string =>
  `M${x} ${y + lip}a${width / 2} ${lip} 0 0 1 ${width} 0V${y + height - lip}a${width / 2} ${lip} 0 0 1 ${-width} 0Z`;
/** The near edge of a drum's lid. */
export const drumLip = (x: number, y: number, width: number, lip = 5): string =>
  `M${x} ${y + lip}a${width / 2} ${lip} 0 0 0 ${width} 0`;

/** A folder with its tab: files of the host. */
export const folderOutline = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y + 3}a2 2 0 0 1 2 -2H${x + 24}l5 6H${x + width - 2}a2 2 0 0 1 2 2V${y + height - 2}a2 2 0 0 1 -2 2H${x + 2}a2 2 0 0 1 -2 -2Z`;

/** A sheet of paper with a folded corner. */
export const sheetOutline = (x: number, y: number, width: number, height: number): string =>
  `M${x} ${y}H${x + width - 9}L${x + width} ${y + 9}V${y + height}H${x}Z`;
/** The fold of a sheet's corner. */
export const sheetFold = (x: number, y: number, width: number): string =>
  `M${x + width - 9} ${y}V${y + 9}H${x + width}`;

/** A line that runs down, across at `mid` (half-way), and down again, with round corners. */
export const mountLine = (x1: number, y1: number, x2: number, y2: number, mid = (y1 + y2) / 2): string => {
  if (Math.abs(x1 - x2) < 1) return `M${x1} ${y1}V${y2}`;
  const round = Math.min(5, mid - y1, y2 - mid);
  const bend = Math.sign(x2 - x1) * Math.min(round, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}V${mid - round}Q${x1} ${mid} ${x1 + bend} ${mid}H${x2 - bend}Q${x2} ${mid} ${x2} ${mid + round}V${y2}`;
};

/** Which way an arrow head points. */
export type Heading = 'right' | 'left' | 'up' | 'down';
/** An arrow head with its point at x, y. */
export const arrowHead = (x: number, y: number, heading: Heading): string =>
  ({
    right: `M${x - 7} ${y - 4}L${x} ${y}L${x - 7} ${y + 4}Z`,
    left: `M${x + 7} ${y - 4}L${x} ${y}L${x + 7} ${y + 4}Z`,
    up: `M${x - 4} ${y + 7}L${x} ${y}L${x + 4} ${y + 7}Z`,
    down: `M${x - 4} ${y - 7}L${x} ${y}L${x + 4} ${y - 7}Z`,
  })[heading];

/** A cross with its centre at x, y: refused, cut, failed. */
export const crossLines = (x: number, y: number, reach = 6): string =>
  `M${x - reach} ${y - reach}l${2 * reach} ${2 * reach}m0 ${-2 * reach}l${-2 * reach} ${2 * reach}`;

/** An arc from the top, clockwise, over a share (0 to 1) of the circle; a whole turn is two halves, none is empty. */
export const arcPath = (x: number, y: number, radius: number, share: number): string => {
  const part = Math.min(1, Math.max(0, share));
  if (part === 0) return '';
  const half = `a${radius} ${radius} 0 0 1 0 `;
  if (part === 1) return `M${x} ${y - radius}${half}${2 * radius}${half}${-2 * radius}`;
  const angle = part * 2 * Math.PI;
  const round = (n: number): number => Math.round(n * 100) / 100;
  const end = `${round(x + radius * Math.sin(angle))} ${round(y - radius * Math.cos(angle))}`;
  return `M${x} ${y - radius}A${radius} ${radius} 0 ${part > 0.5 ? 1 : 0} 1 ${end}`;
};
