// Where the parts of the course stand in the dock: rows of blocks, each on those of the level below, and the stepped walls about them.
import type { Part } from '../../lessons/course.ts';

export interface PlacedPart {
  readonly part: Part;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface Dock {
  readonly blocks: readonly PlacedPart[];
  readonly height: number;
  /** Outline of the walls, from the left edge down and up to the right edge, as points of a path. */
  readonly walls: string;
  /** Left edges of the keel blocks that the lowest row rests on. */
  readonly keels: readonly number[];
  readonly floor: number;
}

/** Height of a block, and between two, px. */
export const blockHeight = 60;
const gap = 6;
/** Room between the walls and the blocks of the lowest row, and what a wall recedes at each step. */
const aside = 16;
const ledge = 24;
const top = 30;
const keel = 10;

/** Lays out parts in a drawing of `width` px. */
export function layDock(parts: readonly Part[], width: number): Dock {
  const levels = [...new Set(parts.map(({ level }) => level))].sort((a, b) => a - b);
  const steps = Math.min(3, Math.max(1, Math.ceil(levels.length / 2)));
  const inset = 40 + steps * ledge;
  const floor = top + levels.length * (blockHeight + gap) + keel + 4;
  const room = width - 2 * (inset + aside);
  const blocks = levels.flatMap((level, row) => {
    const inRow = parts.filter((part) => part.level === level);
    const usable = room - (inRow.length - 1) * gap;
    const weights = inRow.map(({ lessons }) => 4 + lessons.length);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    let x = inset + aside;
    return inRow.map((part, index) => {
      const wide = (usable * (weights[index] ?? 1)) / sum;
      const placed = { part, x, y: floor - keel - (row + 1) * (blockHeight + gap) + gap, width: wide };
      x += wide + gap;
      return placed;
    });
  });
  const points: [number, number][] = [[0, 14]];
  for (let step = 0; step <= steps; step++) {
    const x = 40 + step * ledge;
    points.push([x, step === 0 ? 14 : 14 + ((floor - 14) * step) / (steps + 1)]);
    points.push([x, step === steps ? floor : 14 + ((floor - 14) * (step + 1)) / (steps + 1)]);
  }
  const left = points.map(([x, y]) => `${x} ${y}`);
  const right = points.toReversed().map(([x, y]) => `${width - x} ${y}`);
  const keels = [0.06, 0.28, 0.5, 0.72, 0.94].map((share) => inset + aside + room * share - 22);
  return { blocks, height: floor + 34, walls: [...left, ...right].join('L'), keels, floor };
}
