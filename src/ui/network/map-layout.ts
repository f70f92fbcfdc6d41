// Where rails, name tables and containers of the network map go.
import { textWidth } from '../drawing/text-width.ts';
import type { MapContainer, MapNetwork, NetworkMap } from './network-map.ts';

/** A container in its place, or several that hang on the same networks, as one. */
export interface MapBox {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** 0 is the uppermost; behind it pass the cables of those below. */
  readonly row: number;
  /** One for a container; more for a group. */
  readonly members: readonly [MapContainer, ...MapContainer[]];
}

export interface MapRail {
  readonly network: MapNetwork;
  readonly y: number;
  /** Height of its name table, and how many names have room in it. */
  readonly table: { readonly y: number; readonly height: number; readonly names: number };
}

export interface MapLayout {
  readonly width: number;
  readonly height: number;
  /** The host's edge. */
  readonly edge: number;
  /** Names stand at the left of the rails, tables at their right: where there is room for them. */
  readonly wide: boolean;
  readonly left: number;
  readonly x1: number;
  readonly x2: number;
  readonly tableX: number;
  readonly tableWidth: number;
  readonly rails: readonly MapRail[];
  readonly boxes: readonly MapBox[];
  readonly boxesY: number;
  readonly boxHeight: number;
}

const gap = 12;
/** The host's edge, from there to the first rail, and what is below containers; in the lowest maps there is less of each, px. */
const frames = {
  usual: { edge: 40, first: 58, below: 28, pitch: 41 },
  low: { edge: 40, first: 46, below: 28, pitch: 38 },
  lowest: { edge: 30, first: 40, below: 20, pitch: 36 },
};
const box = { usual: 150, least: 96, small: 96, height: 102, low: 86 };
const pitchMost = 96;
/** Of a name table: its head, a name, and what is kept free below it, px. */
const tableHead = 27;
const nameHeight = 19;
const belowTable = 9;
/** Least air over the containers, px. */
const aboveBoxes = 4;

/** Rows of containers in a map that is not wide, which can be scrolled, and what lies between two, px. */
const mostRows = 4;
const betweenRows = 16;

/** In a map lower than this containers are lower, too, px. */
const lowBelow = 380;
const lowestBelow = 300;

/** Lays the map out. `places` are the places of containers by record key; those of `alone` (record keys) join no group. */
export function layoutMap(
  map: NetworkMap,
  places: ReadonlyMap<string, number>,
  alone: readonly (string | undefined)[],
  width: number,
  height: number,
): MapLayout {
  const wide = width >= 760;
  const left = wide ? 30 : 14;
  const x1 = wide ? left + 136 : left;
  const tableWidth = wide ? Math.round(Math.min(200, width * 0.2)) : 0;
  const tableX = width - (wide ? 30 : 14) - tableWidth;
  const x2 = tableX;
  const inside = x1 + (wide ? 14 : 0);
  const free = (wide ? x2 - 16 : width - 14) - inside;
  const placed = wide
    ? placeBoxes(map.containers, places, alone, inside, free, width - 30 - inside)
    : placeInRows(map.containers, places, alone, inside, free);
  // Then the last table ends above them.
  const under = placed.some((one) => one.x + one.width > inside + free);
  const boxHeight = height < lowBelow ? box.low : box.height;
  const rows = Math.max(0, ...placed.map(({ row }) => row)) + 1;
  const allRows = rows * (boxHeight + betweenRows) - betweenRows;
  const count = Math.max(1, map.networks.length);
  const { edge, below, pitch, ...frame } =
    height < lowestBelow ? frames.lowest : height < lowBelow || !wide ? frames.low : frames.usual;
  const first = edge + frame.first;
  const room = height - below - allRows - first - aboveBoxes;
  const steps = stepsOf(map.networks, room, pitch);
  const tallest = (index: number): number =>
    index === count - 1 && !under
      ? Math.max(steps[index] ?? 0, height - below - first - sumOf(steps.slice(0, index)))
      : (steps[index] ?? 0);
  const rails = map.networks.map((network, index): MapRail => {
    const y = first + sumOf(steps.slice(0, index));
    const lines = Math.max(0, Math.floor((tallest(index) - tableHead - belowTable + 4) / nameHeight));
    // One line of several says less than the head can say by itself.
    const names = lines < Math.min(2, network.names?.length ?? 0) ? 0 : lines;
    const shown = Math.min(names, Math.max(1, network.names?.length ?? 0));
    const tableHeight = network.names && names > 0 ? tableHead + shown * nameHeight : 26;
    return { network, y, table: { y: y - 18, height: tableHeight, names } };
  });
  const boxesY = Math.max(first + sumOf(steps) + aboveBoxes, height - below - allRows);
  return {
    width,
    height: Math.max(height, boxesY + allRows + below),
    edge,
    wide,
    left,
    x1,
    x2,
    tableX,
    tableWidth,
    rails,
    boxes: placed.map((one) => ({ ...one, y: boxesY + one.row * (boxHeight + betweenRows) })),
    boxesY,
    boxHeight,
  };
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const capacityOf = (span: number, least: number): number => Math.max(1, Math.floor((span + gap) / (least + gap)));

/** The distance from each rail to the next: what its names need, as far as the room allows, and alike what is left. */
function stepsOf(networks: readonly MapNetwork[], room: number, least: number): readonly number[] {
  const needs = networks.map(({ names }) =>
    Math.max(least, tableHead + belowTable + (names?.length ?? 0) * nameHeight),
  );
  const spare = room - needs.length * least;
  if (spare <= 0) return needs.map(() => least);
  const missing = room - sumOf(needs);
  if (missing >= 0) return needs.map((need) => Math.max(need, Math.min(pitchMost, need + missing / needs.length)));
  // The most that a rail may have, so that those that need little get all of it.
  let most = room;
  while (sumOf(needs.map((need) => Math.min(need, most))) > room) most--;
  return needs.map((need) => Math.max(least, Math.min(need, most)));
}

/** Whether something leads to a container that would run through the tables if it stood under them. */
const isAttached = ({ members }: Grouped): boolean =>
  members.some(({ cables, ports, mode }) => cables.length > 0 || ports.length > 0 || mode === 'host');

type PlacedBox = Omit<MapBox, 'y'>;

/** `free` is the room up to the tables, `whole` that of containers without cables, which may stand under them. */
function placeBoxes(
  containers: readonly MapContainer[],
  places: ReadonlyMap<string, number>,
  alone: readonly (string | undefined)[],
  x: number,
  free: number,
  whole: number,
): PlacedBox[] {
  // Places are kept as long as all of them are in sight.
  const slots = containers.map(({ id }, index) => places.get(id) ?? index);
  const last = Math.max(0, ...slots);
  if (last < capacityOf(free, box.least)) {
    const width = Math.min(box.usual, (free - last * gap) / (last + 1));
    return containers.map((container, index) => ({
      id: container.id,
      members: [container],
      width,
      row: 0,
      x: x + (slots[index] ?? index) * (width + gap),
    }));
  }
  for (let most = Math.min(containers.length, capacityOf(whole, box.least)); ; most--) {
    const groups = grouped(containers, alone, most).toSorted((a, b) => Number(isAttached(b)) - Number(isAttached(a)));
    const attached = groups.filter(isAttached).length;
    const width = Math.min(
      box.usual,
      attached > 0 ? (free - (attached - 1) * gap) / attached : whole,
      (whole - (groups.length - 1) * gap) / groups.length,
    );
    if (width >= box.least || most <= 1)
      return groups.map(({ id, members }, index) => ({ id, members, width, row: 0, x: x + index * (width + gap) }));
  }
}

/** In as many rows as there may be; where all are in sight, each in its place. */
function placeInRows(
  containers: readonly MapContainer[],
  places: ReadonlyMap<string, number>,
  alone: readonly (string | undefined)[],
  x: number,
  free: number,
): PlacedBox[] {
  const columns = capacityOf(free, box.least);
  const slots = containers.map(({ id }, index) => places.get(id) ?? index);
  const isEach = slots.every((slot) => slot < columns * mostRows);
  const groups: readonly Grouped[] = isEach
    ? containers.map((container) => ({ id: container.id, members: [container] }))
    : grouped(containers, alone, columns * mostRows);
  const slotOf = (index: number): number => (isEach ? slots[index] : undefined) ?? index;
  const used = Math.min(columns, Math.max(0, ...groups.map((_, index) => slotOf(index))) + 1);
  const width = Math.min(box.usual, (free - (used - 1) * gap) / used);
  return groups.map(({ id, members }, index) => ({
    id,
    members,
    width,
    row: Math.floor(slotOf(index) / columns),
    x: x + (slotOf(index) % columns) * (width + gap),
  }));
}

interface Grouped {
  readonly id: string;
  readonly members: readonly [MapContainer, ...MapContainer[]];
}

/**
 * At most `most` groups: containers of one image on the same networks become one where there are too many, the largest group first.
 * Those that publish a port, and those of `alone`, stay by themselves as long as that is possible.
 */
function grouped(
  containers: readonly MapContainer[],
  alone: readonly (string | undefined)[],
  most: number,
): readonly Grouped[] {
  let result: readonly Grouped[] = containers.map((container) => ({ id: container.id, members: [container] }));
  const kinds = new Map<string, MapContainer[]>();
  for (const container of containers) {
    if (container.ports.length > 0 || alone.includes(container.id)) continue;
    const networks = container.cables.map(({ network }) => network).sort();
    const kind = [container.image, container.mode, ...networks].join(' ');
    kinds.set(kind, [...(kinds.get(kind) ?? []), container]);
  }
  for (const [kind, members] of [...kinds].sort(([, a], [, b]) => b.length - a.length)) {
    if (result.length <= most || members.length < 2) break;
    result = joined(result, `group:${kind}`, members);
  }
  if (result.length <= most) return result;
  const others = result.filter(({ members: [head] }) => !alone.includes(head.id));
  const rest = others.slice(Math.max(0, most - 1 - (result.length - others.length)));
  return joined(
    result,
    'group:rest',
    rest.flatMap(({ members }) => members),
  );
}

/** The same with some containers as one group, in the place of the first of them. */
function joined(groups: readonly Grouped[], id: string, members: readonly MapContainer[]): readonly Grouped[] {
  const [head, ...tail] = members;
  if (!head) return groups;
  const inside = new Set(members);
  return groups.flatMap((group) =>
    group.members.includes(head)
      ? [{ id, members: [head, ...tail] as const }]
      : group.members.some((member) => inside.has(member))
        ? []
        : [group],
  );
}

/** x of a cable of a box. Those of a lower row run beside those of the row that they pass behind. */
export const cableX = ({ x, width, row }: MapBox, index: number): number =>
  x + Math.min(20, width / 4) + index * 22 + row * 5;

/** x of a published port of a box. */
export const portX = ({ x, width }: MapBox, index: number): number => x + width - 30 - index * 50;

/** Cables that all members of a box have, that of the highest rail first, so that none crosses another's address. */
export const cablesOf = (
  { members: [first, ...others] }: MapBox,
  railY: ReadonlyMap<string, number>,
): MapContainer['cables'] =>
  first.cables
    .filter(({ network }) => others.every(({ cables }) => cables.some((cable) => cable.network === network)))
    .sort((a, b) => (railY.get(a.network) ?? 0) - (railY.get(b.network) ?? 0));

/** Whether a cable's address has room beside it: neither a pipe nor the next container's cable runs through it. */
export function hasRoomForAddress(box: MapBox, index: number, address: string): boolean {
  const pipes = Math.min(2, box.members[0].ports.length);
  const limit = pipes > 0 ? portX(box, pipes - 1) - 10 : box.x + box.width + gap + Math.min(20, box.width / 4) - 6;
  return (
    box.row === 0 && box.members.length === 1 && cableX(box, index) + 9 + textWidth(address, { face: 'code' }) <= limit
  );
}

/** A group in words: what its names have in common, and how many they are. */
export function groupName(members: readonly MapContainer[]): string {
  const [first = '', ...others] = members.map(({ name }) => name);
  let common = first;
  for (const name of others) while (!name.startsWith(common)) common = common.slice(0, -1);
  const stem = common.replace(/[-_.\d]+$/, '');
  return stem.length > 1 ? `${stem} × ${members.length}` : `${members.length} containers`;
}
