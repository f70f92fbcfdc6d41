// Where containers stand: rows of places, in the fullest form in which all of them have room. Where that would be tiles without
// a name, those of one service or image stand together as a group that can be opened.
import type { Box } from '../drawing/container-parts.ts';
import type { PictureContainer, PicturePort } from './picture.ts';

export interface PlacedPort {
  readonly port: PicturePort;
  /** Middle of socket, pipe and plug. */
  readonly x: number;
}

interface Placed extends Box {
  /** 0 is the uppermost. */
  readonly row: number;
  /** Published ports that have room as sockets. */
  readonly ports: readonly PlacedPort[];
}

export interface PlacedContainer extends Placed {
  readonly container: PictureContainer;
}

/** Several containers as one. */
export interface PlacedGroup extends Placed {
  readonly id: string;
  /** The service or image. */
  readonly name: string;
  readonly members: readonly PictureContainer[];
  /** It fills the room of all containers, and its members stand in it. */
  readonly open: boolean;
}

export interface ContainerLayout {
  readonly containers: readonly PlacedContainer[];
  readonly groups: readonly PlacedGroup[];
  /** Containers that have no room. */
  readonly more: number;
}

const portPitch = 52;

/** A container with its name and nothing else. */
const nameOnly = { width: 96, least: 28, most: 32, gap: 8, above: 16 };

/** Forms that a container can be drawn in, the fullest first: least width and height, most height, what lies between two, and between rows. */
const forms = [
  { width: 190, least: 76, most: 168, gap: 12, above: 12 },
  { width: 150, least: 76, most: 168, gap: 12, above: 12 },
  { width: 96, least: 46, most: 54, gap: 8, above: 16 },
  nameOnly,
  { width: 34, least: 32, most: 34, gap: 12, above: 12 },
  { width: 20, least: 20, most: 20, gap: 8, above: 8 },
] as const;

/** Below this width a container has no name, and its ports are no sockets: groups are better. */
const nameFrom = nameOnly.width;

/** Room for the title of an open group, and inside its frame, px. */
const title = 30;
const inset = 10;
/** Room that an open group leaves for the line that says what is not drawn, px. */
const below = 14;

/** Puts containers into their places. `opened`: id of a group whose members are wanted. */
export function layoutContainers(containers: readonly PictureContainer[], box: Box, opened?: string): ContainerLayout {
  const alone = containers.map((container) => ({ place: container.place, members: [container] }));
  const slots = slotsIn(alone, box);
  const groups = crowdsOf(containers);
  if (!slots || slots.width >= nameFrom || groups.length === containers.length) return placeAll(alone, slots);
  const open = groups.find(({ members }) => members.length > 1 && groupId(members) === opened);
  if (!open) return placeAll(groups, slotsIn(groups, box));
  const { members } = open;
  const within = members.map((container) => ({ place: container.crowd.within, members: [container] }));
  const room = {
    x: box.x + inset,
    y: box.y + title,
    width: box.width - 2 * inset,
    height: box.height - below - title - inset,
  };
  const inside = placeAll(within, slotsIn(within, room));
  const frame = {
    id: groupId(members),
    name: open.name,
    members,
    open: true,
    row: 0,
    ports: [],
    ...box,
    height: box.height - below,
  };
  return { ...inside, groups: [frame] };
}

/** Whether each container, or the group that it is in, has room for its name. */
export const areNamed = ({ containers, groups, more }: ContainerLayout): boolean =>
  more === 0 && [...containers, ...groups].every(({ width }) => width >= nameFrom);

/** Height in which containers have room for their names, at most `most`: each for itself, or else as groups. */
export function heightForNames(containers: readonly PictureContainer[], width: number, most: number): number {
  const columns = Math.max(1, Math.floor((width + nameOnly.gap) / (nameOnly.width + nameOnly.gap)));
  const heights = [containers, crowdsOf(containers)].map(
    (units) => Math.ceil(placesOf(units) / columns) * (nameOnly.least + nameOnly.above) - nameOnly.above,
  );
  return heights.find((height) => height <= most) ?? most;
}

/** What takes one place: a container, or several that stand together. */
interface Unit {
  readonly place: number;
  readonly members: readonly PictureContainer[];
}

/** Containers by what they have in common. */
export function crowdsOf(containers: readonly PictureContainer[]): (Unit & { readonly name: string })[] {
  const crowds = new Map<string, PictureContainer[]>();
  for (const container of containers) {
    const { crowd } = container.crowd;
    crowds.set(crowd, [...(crowds.get(crowd) ?? []), container]);
  }
  return [...crowds].map(([name, members]) => ({ name, members, place: members[0]?.crowd.place ?? 0 }));
}

/** Id of a group among all that is drawn. */
const groupId = ([first]: readonly PictureContainer[]): string =>
  first ? `group:${first.id.slice(0, first.id.indexOf('/') + 1)}${first.crowd.crowd}` : '';

/** Equal places in rows. */
interface Slots {
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly between: number;
  readonly above: number;
  readonly columns: number;
  readonly rows: number;
}

/** How many places there are up to the last one that is taken. */
const placesOf = (units: readonly { readonly place: number }[]): number =>
  units.reduce((most, { place }) => Math.max(most, place + 1), 0);

/** The places in the fullest form in which all units have room; undefined when there are none. */
function slotsIn(units: readonly Unit[], box: Box): Slots | undefined {
  const places = placesOf(units);
  const options = forms.map((form) => {
    const columns = Math.max(1, Math.floor((box.width + form.gap) / (form.width + form.gap)));
    const rows = Math.max(1, Math.floor((box.height + form.above) / (form.least + form.above)));
    return { form, columns, rows };
  });
  const chosen =
    options.find(({ form, columns, rows }) => form.least <= box.height && columns * rows >= places) ??
    options[forms.length - 1];
  if (!chosen || places === 0) return undefined;
  const { form, columns } = chosen;
  const { gap: between, above } = form;
  const rows = Math.min(chosen.rows, Math.ceil(places / columns));
  const height = Math.max(form.least, Math.min(form.most, (box.height - (rows - 1) * above) / rows));
  const stretched = (box.width - (columns - 1) * between) / columns;
  const width = form.width < nameFrom ? form.width : Math.min(stretched, 330);
  return { box, width, height, between, above, columns, rows: chosen.rows };
}

function placeAll(units: readonly Unit[], slots: Slots | undefined): ContainerLayout {
  if (!slots) return { containers: [], groups: [], more: 0 };
  const { box, width, height, between, above, columns } = slots;
  const containers: PlacedContainer[] = [];
  const groups: PlacedGroup[] = [];
  let more = 0;
  for (const { place, members } of units) {
    const [first] = members;
    if (place >= columns * slots.rows || !first) {
      more += members.length;
      continue;
    }
    const row = Math.floor(place / columns);
    const x = box.x + (place % columns) * (width + between);
    const all = members.flatMap(({ ports }) => ports);
    const placed = {
      row,
      x,
      y: box.y + row * (height + above),
      width,
      height,
      ports: width < nameFrom ? [] : placePorts(all, x, width, row),
    };
    if (members.length === 1) containers.push({ container: first, ...placed });
    else groups.push({ id: groupId(members), name: first.crowd.crowd, members, open: false, ...placed });
  }
  return { containers, groups, more };
}

/** Sockets from the right, clear of the cables and names on the left; a lower row's stand left of the upper row's. */
function placePorts(ports: readonly PicturePort[], x: number, width: number, row: number): PlacedPort[] {
  const room = Math.max(1, Math.floor((width - 60) / portPitch));
  const first = row * Math.min(ports.length, room);
  return ports
    .slice(0, room)
    .map((port, index) => ({ port, x: x + Math.max(38, width - 34 - (first + index) * portPitch) }));
}
