// Where rails, name tables and containers of the network map go.
import type { MapContainer, MapNetwork, NetworkMap } from './network-map.ts';

/** A container in its place, or several that hang on the same networks, as one. */
export interface MapBox {
  readonly id: string;
  readonly x: number;
  readonly width: number;
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

const gap = 14;
const edge = 40;
const box = { usual: 150, least: 102, small: 98, height: 102 };
const pitch = { least: 36, most: 96 };

/** Lays the map out. `places` are the places of containers by record key. */
export function layoutMap(
  map: NetworkMap,
  places: ReadonlyMap<string, number>,
  width: number,
  height: number,
): MapLayout {
  const wide = width >= 760;
  const left = wide ? 30 : 14;
  const x1 = wide ? left + 136 : left;
  const tableWidth = wide ? Math.round(Math.min(200, width * 0.2)) : 44;
  const tableX = width - (wide ? 30 : 14) - tableWidth;
  const x2 = tableX;
  const span = (wide ? x2 - 16 : width - 14) - x1;
  const count = Math.max(1, map.networks.length);
  const first = edge + (wide ? 58 : 46);
  const room = height - 28 - box.height - first;
  const step = Math.min(pitch.most, Math.max(pitch.least, room / count));
  const rails = map.networks.map((network, index): MapRail => {
    const y = first + index * step;
    // Below the last rail there is nothing at the right but the host's floor.
    const below = index === count - 1 ? Math.max(step, room + box.height - index * step) : step;
    const names = Math.max(0, Math.floor((below - 32) / 19));
    const shown = Math.min(names, Math.max(1, network.names?.length ?? 0));
    return { network, y, table: { y: y - 18, height: network.names && names > 0 ? 27 + shown * 19 : 26, names } };
  });
  const boxesY = Math.max(first + count * step + 4, height - 28 - box.height);
  return {
    width,
    height: Math.max(height, boxesY + box.height + 28),
    edge,
    wide,
    left,
    x1,
    x2,
    tableX,
    tableWidth,
    rails,
    boxes: placeBoxes(map.containers, places, x1 + (wide ? 14 : 0), span - (wide ? 14 : 0), wide),
    boxesY,
    boxHeight: box.height,
  };
}

function placeBoxes(
  containers: readonly MapContainer[],
  places: ReadonlyMap<string, number>,
  x: number,
  span: number,
  wide: boolean,
): MapBox[] {
  const capacity = (least: number): number => Math.max(1, Math.floor((span + gap) / (least + gap)));
  const least = wide ? box.least : box.small;
  const groups = grouped(containers, capacity(least));
  const slots = groups.map(({ members }, index) =>
    members.length === 1 ? (places.get(members[0].id) ?? index) : index,
  );
  // Places are kept as long as all of them are in sight.
  const kept = groups.length === containers.length && Math.max(0, ...slots) < capacity(least);
  const used = kept ? Math.max(0, ...slots) + 1 : groups.length;
  const width =
    used <= capacity(box.usual) ? Math.min(box.usual, span) : Math.min(span, (span - (used - 1) * gap) / used);
  return groups.map(({ id, members }, index) => ({
    id,
    members,
    width,
    x: x + (kept ? (slots[index] ?? index) : index) * (width + gap),
  }));
}

interface Grouped {
  readonly id: string;
  readonly members: readonly [MapContainer, ...MapContainer[]];
}

/** At most `most` groups: those that hang on the same networks become one where there are too many, the largest first. */
function grouped(containers: readonly MapContainer[], most: number): Grouped[] {
  const alone = containers.map((container): Grouped => ({ id: container.id, members: [container] }));
  if (alone.length <= most) return alone;
  const kinds = new Map<string, MapContainer[]>();
  for (const container of containers) {
    const kind = [container.mode, ...container.cables.map(({ network }) => network).sort()].join(' ');
    kinds.set(kind, [...(kinds.get(kind) ?? []), container]);
  }
  const bySize = [...kinds].filter(([, members]) => members.length > 1).sort(([, a], [, b]) => b.length - a.length);
  let result: Grouped[] = alone;
  for (const [kind, members] of bySize) {
    const inside = new Set(members);
    const [firstOne] = members;
    if (!firstOne) continue;
    const at = result.findIndex(({ members: [head] }) => head === firstOne);
    result = result.filter(({ members: [head] }) => !inside.has(head) || head === firstOne);
    result[at] = { id: `group:${kind}`, members: members as [MapContainer, ...MapContainer[]] };
    if (result.length <= most) return result;
  }
  const rest = result.slice(most - 1).flatMap(({ members }) => members);
  const [head, ...tail] = rest;
  return head ? [...result.slice(0, most - 1), { id: 'group:rest', members: [head, ...tail] }] : result;
}

/** x of a cable of a box. */
export const cableX = ({ x, width }: MapBox, index: number): number => x + Math.min(20, width / 4) + index * 22;

/** x of a published port of a box. */
export const portX = ({ x, width }: MapBox, index: number): number => x + width - 30 - index * 50;

/** Cables that all members of a box have. */
export const cablesOf = ({ members: [first, ...others] }: MapBox): MapContainer['cables'] =>
  first.cables.filter(({ network }) => others.every(({ cables }) => cables.some((cable) => cable.network === network)));

/** A group in words: what its names have in common, and how many they are. */
export function groupName(members: readonly MapContainer[]): string {
  const [first = '', ...others] = members.map(({ name }) => name);
  let common = first;
  for (const name of others) while (!name.startsWith(common)) common = common.slice(0, -1);
  const stem = common.replace(/[-_.\d]+$/, '');
  return stem.length > 1 ? `${stem} × ${members.length}` : `${members.length} containers`;
}
