// Where containers stand: rows of places, in the fullest form in which all of them have room, each with its name. Where there is none,
// those of one service or image stand together as a group that can be opened, and what is left over as one more.
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
  /** What is written in place of its name, where what all of its group begin with is written over them. */
  readonly short?: string;
}

/** Several containers as one. */
export interface PlacedGroup extends Placed {
  readonly id: string;
  /** The service or image. */
  readonly name: string;
  readonly members: readonly PictureContainer[];
  /** It fills the room of all containers, and its members stand in it. */
  readonly open: boolean;
  /** What has no place of its own, of whatever kind. */
  readonly isRest?: boolean;
}

export interface ContainerLayout {
  readonly containers: readonly PlacedContainer[];
  readonly groups: readonly PlacedGroup[];
  /** Containers that have no room. */
  readonly more: number;
}

const portPitch = 52;

interface Form {
  /** Least width and height, most height. */
  readonly width: number;
  readonly least: number;
  readonly most: number;
  /** What lies between two, and between rows. */
  readonly gap: number;
  readonly above: number;
}

/** A container with its name and one line of words, with its name and nothing else, and the same where there are many. */
const brief: Form = { width: 96, least: 46, most: 54, gap: 8, above: 16 };
const nameOnly: Form = { width: 96, least: 28, most: 32, gap: 8, above: 16 };
const line: Form = { width: 96, least: 22, most: 24, gap: 6, above: 6 };
/** For containers that are told apart by a number, where the rest of their names is written over them all. */
const numbered = (digits: number): Form => ({ width: 28 + 8 * digits, least: 20, most: 24, gap: 8, above: 7 });

/** Forms that a container can be drawn in, the fullest first. In each it has its name. */
const forms: readonly Form[] = [
  { width: 190, least: 76, most: 168, gap: 12, above: 12 },
  { width: 150, least: 76, most: 168, gap: 12, above: 12 },
  brief,
  nameOnly,
  line,
];

/** So many containers stand by themselves in the closest form; of more, groups are better. */
const fewEnough = 24;
/** Containers lower than this have no sockets. */
const socketsFrom = 28;

/** Room for the title of an open group, and inside its frame, px. */
const title = 30;
const inset = 10;
/** Room that an open group leaves for the line that says what is not drawn, px. */
const below = 14;

/** Puts containers into their places. `opened`: id of a group whose members are wanted. */
export function layoutContainers(containers: readonly PictureContainer[], box: Box, opened?: string): ContainerLayout {
  const alone = containers.map((container) => ({ place: container.place, members: [container], name: '' }));
  const slots = slotsIn(alone, box);
  const crowds = crowdsOf(containers);
  const isClose = slots !== undefined && slots.height < socketsFrom;
  if (!slots || (hasRoom(alone, slots) && !(isClose && alone.length > fewEnough && crowds.length < alone.length)))
    return placeAll(alone, slots);
  const crowded = slotsIn(crowds, box);
  const units = crowded ? withRest(crowds, capacity(crowded)) : crowds;
  const open = units.find((unit) => unit.members.length > 1 && groupId(unit) === opened);
  return open ? placeOpen(open, box) : placeAll(units, crowded);
}

/** Height in which all members of the group that is open have room with their names; 0 where none is open. */
export function heightForOpen(
  containers: readonly PictureContainer[],
  width: number,
  opened: string | undefined,
): number {
  const crowd = crowdsOf(containers).find((unit) => unit.members.length > 1 && groupId(unit) === opened);
  if (!crowd) return 0;
  const numbers = numbersOf(crowd.members);
  const { width: narrow, most, gap, above } = numbers ? numbered(longestOf(numbers)) : line;
  const places = crowd.members.reduce((last, { crowd: { within } }) => Math.max(last, within + 1), 0);
  const rows = Math.ceil(places / fitting(width - 2 * inset, narrow, gap));
  return title + rows * (most + above) - above + inset + below;
}

/** The frame of a group over the whole box, and its members in it. */
function placeOpen(unit: Unit, box: Box): ContainerLayout {
  const { members } = unit;
  const room = {
    x: box.x + inset,
    y: box.y + title,
    width: box.width - 2 * inset,
    height: box.height - below - title - inset,
  };
  const within = members.map((container, index) => ({
    place: unit.isRest ? index : container.crowd.within,
    members: [container],
    name: '',
  }));
  const usual = slotsIn(within, room);
  const numbers = usual && !hasRoom(within, usual) ? numbersOf(members) : undefined;
  const inside = placeAll(within, numbers ? slotsOf(numbered(longestOf(numbers)), within, room) : usual);
  const containers = inside.containers.map((placed) => {
    const short = numbers?.get(placed.container.id);
    return short === undefined ? placed : { ...placed, short };
  });
  const frame = {
    id: groupId(unit),
    name: unit.name,
    members,
    open: true,
    row: 0,
    ports: [],
    ...box,
    height: box.height - below,
  };
  return { ...inside, containers, groups: [frame] };
}

/** The numbers of up to three digits in which alone the names differ, by record key; undefined where they differ in more. */
function numbersOf(members: readonly PictureContainer[]): ReadonlyMap<string, string> | undefined {
  const parts = members.map(({ id, drawn }) => ({ id, match: /^(.*?)(\d{1,3})$/.exec(drawn.name) }));
  const [first] = parts;
  return parts.every(({ match }) => match !== null && match[1] === first?.match?.[1])
    ? new Map(parts.map(({ id, match }) => [id, match?.[2] ?? '']))
    : undefined;
}

const longestOf = (numbers: ReadonlyMap<string, string>): number =>
  Math.max(...[...numbers.values()].map(({ length }) => length));

/** Whether each container has a place of its own, or one in a group of its kind. */
export const areNamed = ({ groups, more }: ContainerLayout): boolean =>
  more === 0 && groups.every(({ isRest }) => isRest !== true);

/** Whether each container is high enough for words under its name and for its ports. */
export const haveSockets = ({ containers }: ContainerLayout): boolean =>
  containers.every(({ height }) => height >= brief.least);

/** Height in which containers have room for their names, at most `most`: each for itself and with a line of words, or else as groups. */
export function heightForNames(containers: readonly PictureContainer[], width: number, most: number): number {
  const heights = [
    heightOfRows(containers, width, brief),
    heightOfRows(containers, width, nameOnly),
    heightOfRows(crowdsOf(containers), width, nameOnly),
  ];
  return heights.find((height) => height <= most) ?? most;
}

function heightOfRows(
  units: readonly { readonly place: number }[],
  width: number,
  { width: narrow, least, gap, above }: Form,
): number {
  const columns = Math.max(1, Math.floor((width + gap) / (narrow + gap)));
  return Math.ceil(placesOf(units) / columns) * (least + above) - above;
}

/** What takes one place: a container, or several that stand together. */
interface Unit {
  readonly place: number;
  readonly members: readonly PictureContainer[];
  /** What its members have in common; empty for a container alone. */
  readonly name: string;
  /** What has no place of its own. */
  readonly isRest?: boolean;
}

const known = new WeakMap<readonly PictureContainer[], readonly Unit[]>();

/** Containers by what they have in common. A layout tries them in several rooms. */
export function crowdsOf(containers: readonly PictureContainer[]): readonly Unit[] {
  let crowds = known.get(containers);
  if (!crowds) known.set(containers, (crowds = makeCrowds(containers)));
  return crowds;
}

function makeCrowds(containers: readonly PictureContainer[]): Unit[] {
  const crowds = new Map<string, PictureContainer[]>();
  for (const container of containers) {
    const { crowd } = container.crowd;
    const others = crowds.get(crowd);
    if (others) others.push(container);
    else crowds.set(crowd, [container]);
  }
  return [...crowds].map(([name, members]) => ({ name, members, place: members[0]?.crowd.place ?? 0 }));
}

/** The units that have a place among so many, and all others together in the last one. */
function withRest(units: readonly Unit[], places: number): readonly Unit[] {
  if (placesOf(units) <= places) return units;
  const rest = units.filter(({ place }) => place >= places - 1);
  const [only, second] = rest;
  const others = { members: rest.flatMap(({ members }) => members), name: 'others', isRest: true };
  return [
    ...units.filter(({ place }) => place < places - 1),
    { ...(only && !second ? only : others), place: places - 1 },
  ];
}

/** Id of a group among all that is drawn. */
const groupId = ({ members: [first], name }: Unit): string =>
  first ? `group:${first.id.slice(0, first.id.indexOf('/') + 1)}${name}` : '';

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

const capacity = ({ columns, rows }: Slots): number => columns * rows;
const hasRoom = (units: readonly Unit[], slots: Slots): boolean => placesOf(units) <= capacity(slots);
const fitting = (room: number, least: number, gap: number): number =>
  Math.max(1, Math.floor((room + gap) / (least + gap)));

/** The places in the fullest form in which all units have room, or else in the closest; undefined for no units. */
function slotsIn(units: readonly Unit[], box: Box): Slots | undefined {
  const fits = forms.find((form) => {
    const slots = slotsOf(form, units, box);
    return form.least <= box.height && slots !== undefined && hasRoom(units, slots);
  });
  return slotsOf(fits ?? line, units, box);
}

/** Places in one form; undefined for no units. */
function slotsOf(
  { width: narrow, least, most, gap, above }: Form,
  units: readonly Unit[],
  box: Box,
): Slots | undefined {
  const places = placesOf(units);
  if (places === 0) return undefined;
  const columns = fitting(box.width, narrow, gap);
  const rows = fitting(box.height, least, above);
  const used = Math.min(rows, Math.ceil(places / columns));
  const height = Math.max(least, Math.min(most, (box.height - (used - 1) * above) / used));
  const width = Math.min((box.width - (columns - 1) * gap) / columns, 330);
  return { box, width, height, between: gap, above, columns, rows };
}

function placeAll(units: readonly Unit[], slots: Slots | undefined): ContainerLayout {
  if (!slots) return { containers: [], groups: [], more: 0 };
  const { box, width, height, between, above, columns } = slots;
  const containers: PlacedContainer[] = [];
  const groups: PlacedGroup[] = [];
  let more = 0;
  for (const unit of units) {
    const { place, members } = unit;
    const [first] = members;
    if (place >= capacity(slots) || !first) {
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
      ports: height < socketsFrom ? [] : placePorts(all, x, width, row),
    };
    if (members.length === 1) containers.push({ container: first, ...placed });
    else
      groups.push({
        id: groupId(unit),
        name: unit.name,
        members,
        open: false,
        ...(unit.isRest ? { isRest: true } : {}),
        ...placed,
      });
  }
  return { containers, groups, more };
}

/**
 * Sockets from the right, clear of the cables and names on the left; a lower row's stand left of the upper row's, where there is
 * room for them.
 */
function placePorts(ports: readonly PicturePort[], x: number, width: number, row: number): PlacedPort[] {
  const room = Math.max(1, Math.floor((width - 60) / portPitch));
  const first = row * Math.min(ports.length, room);
  return ports.slice(0, room).flatMap((port, index) => {
    const away = width - 34 - (first + index) * portPitch;
    return away < 38 && first + index > 0 ? [] : [{ port, x: x + Math.max(38, away) }];
  });
}
