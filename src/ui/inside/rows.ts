// How many rows of each room have room, where all of a container is to be seen at once.
import type { Inside } from './inside.ts';

/** Rows that are shown of each list; what is beyond opens. */
export interface Rows {
  readonly processes: number;
  readonly layers: number;
  readonly changes: number;
  readonly mounts: number;
  readonly ports: number;
  readonly identity: number;
  readonly environment: number;
}

/** Everything, where the view scrolls. */
export const allRows: Rows = {
  processes: Infinity,
  layers: Infinity,
  changes: 12,
  mounts: Infinity,
  ports: Infinity,
  identity: Infinity,
  environment: Infinity,
};

/** Heights in px as the view sets them where it is low: a room's frame with its title, rows, a label, what lies between rooms. */
export const lowHeights = { room: 35, row: 20, layer: 24, label: 19, between: 6 };
/** Bar of the view, frames and paddings, and the line about the kernel. */
const around = 112;
const identityRows = 3;
const gauges = 3;

/** So many rows of each list fit a view `height` px high, beside each other in columns. */
export function rowsIn({ mounts, container, listening, changes }: Inside, height: number): Rows {
  const column = height - around;
  const fit = (room: number, most = Infinity): number => Math.max(1, Math.min(most, Math.floor(room / lowHeights.row)));
  const { room, row, layer, label, between } = lowHeights;
  const mounted = Math.min(mounts.length, 2);
  const own =
    column - (2 * room + between + gauges * row + container.endpoints.length * row) - (listening.length > 0 ? row : 0);
  return {
    processes: fit(column - room - label),
    layers: Math.max(2, Math.floor((column - room - layer) / layer)),
    changes: fit(column - room - label - (changes.length > 0 ? row : 0) - (mounted > 0 ? label + mounted * row : 0)),
    mounts: mounted,
    ports: fit(own),
    identity: identityRows,
    environment: fit(column - 2 * room - between - identityRows * row),
  };
}

/** The first of a list that have room: all, or one row less than `most`, which then tells of the others. */
export function someOf<T>(list: readonly T[], most: number): readonly T[] {
  return list.length <= most ? list : list.slice(0, Math.max(0, most - 1));
}
