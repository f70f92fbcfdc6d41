// A container as the stage draws it, how much of it is shown at its width, and where its parts go.
import type { DrawnLayer } from './layer.ts';
import { mergeMiddle, type MergedLayers } from './layer-stack.ts';
import type { DrawnProcess } from './process-disc.ts';
import { fitText, textWidth } from './text-width.ts';

/** The seven states of a container, in Docker's words. */
export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
/** What the last probes said; absent where there is no health check. */
export type Health = 'starting' | 'healthy' | 'unhealthy';

/** What the drawing needs to know of a container. */
export interface DrawnContainer {
  name: string;
  /** Shown where there is room for little more. */
  shortName?: string;
  state: ContainerState;
  /** Shown instead of the state's (or the health's) own word. */
  word?: string;
  health?: Health;
  /** The image's reference, in a line of its own. */
  image?: string;
  /** Bottom first. */
  layers?: readonly DrawnLayer[];
  /** Size of the writable layer, in words; absent where none is drawn. */
  writable?: string;
  processes?: readonly DrawnProcess[];
  /** Exit status; stays in the empty room. */
  exit?: number;
  /** A sentence in the room, where there is no process. */
  roomNote?: string;
  /** Published ports in words (`8080→80`), shown where the container is too narrow for sockets to say it. */
  ports?: string;
  /** A place promised to a container that does not exist yet. */
  ghost?: boolean;
}

/** `full` from 150 px, `brief` (name, state, ports) from 96 px; narrower, or lower than a name with some air, a `line` with glyph and name. */
export type ContainerDetail = 'full' | 'brief' | 'line';
/** How much of a container is drawn in so much room. There is none in which it has no name. */
export const containerDetail = (width: number, height: number): ContainerDetail =>
  width < 96 || height < 27 ? 'line' : width >= 150 && height >= 70 ? 'full' : 'brief';

/** Where glyph and name of a container in one line begin, px from its left edge, and how its name is set. */
export const lineForm = { glyph: 6, name: 22, style: { size: 13.5, weight: 600 } } as const;

/** A rectangle in the drawing. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the parts of a container go. Absent parts are not drawn. */
export interface ContainerParts {
  detail: ContainerDetail;
  name: string;
  word: string;
  /** Left edge of the health's glyph. */
  healthX: number | undefined;
  /** The image's reference; empty where it has no room. */
  image: string;
  room: Box | undefined;
  writable: Box | undefined;
  /** Read-only strips, lowest first. */
  strips: readonly { y: number; layer: DrawnLayer | MergedLayers }[];
  /** As many processes as have room, and how many more there are. */
  processes: readonly { process: DrawnProcess; x: number; y: number; branchUp: number }[];
  more: number;
}

const nameStyle = { size: 14.5, weight: 680 };

const pad = 8;
const writableHeight = 19;
const processPitch = 22;
/** Height of a room for one process. */
const oneProcess = 22;

/** Words for the corner, the fullest first: the health where it says more than "running". */
export const containerWords = ({ word, state, health, ghost }: DrawnContainer): readonly [string, ...string[]] =>
  word !== undefined
    ? [word]
    : ghost
      ? ['not created yet', 'not yet']
      : [health !== undefined && state === 'running' ? health : state];

/** Lays out one container in its frame. */
export const containerParts = (frame: Box, container: DrawnContainer, strip = 4): ContainerParts => {
  const { x, y, width } = frame;
  const detail = containerDetail(width, frame.height);
  const style = detail === 'line' ? lineForm.style : nameStyle;
  const nameX = x + (detail === 'line' ? lineForm.name : 30);
  const health = container.health && detail === 'full' ? 19 : 0;
  const wordStart = (word: string): number => x + width - 10 - (word ? textWidth(word, { weight: 520 }) : 0) - health;
  const nameRoom = (word: string): number => wordStart(word) - 6 - nameX;
  const { name: whole, shortName = whole } = container;
  const words = containerWords(container);
  const beside = (text: string): string | undefined => words.find((word) => textWidth(text, style) <= nameRoom(word));
  // Where there is little room, short in all of one form, whether or not it would fit in some: beside each other they are compared.
  const wanted = detail === 'full' && beside(whole) !== undefined ? whole : shortName;
  // The name comes before the word: frame and glyph tell the state as well.
  const fullest = beside(wanted) ?? '';
  const shown = {
    detail,
    name: fitText(wanted, fullest ? nameRoom(fullest) : x + width - (detail === 'line' ? 4 : 8) - nameX, style),
    word: fullest,
    healthX: health ? wordStart(fullest) : undefined,
  };
  if (detail !== 'full')
    return { ...shown, image: '', room: undefined, writable: undefined, strips: [], processes: [], more: 0 };

  const rowsFor = (most: number, image: boolean, writable = true): Rows =>
    partsFrom(frame, container, strip, most, image, writable);
  const roomWanted = (container.processes ?? []).length > 0 || container.exit !== undefined ? oneProcess : 6;
  // Where room is scarce the strips are merged first, then the image's name goes, then the writable layer: processes are what a
  // container is for.
  const rows =
    [rowsFor(12, true), rowsFor(4, true), rowsFor(4, false), rowsFor(2, false), rowsFor(2, false, false)].find(
      ({ room }) => room && room.height >= roomWanted,
    ) ?? rowsFor(4, false);
  const { strips, writable, room, image } = rows;
  const roomTop = room?.y ?? y;
  const all = container.processes ?? [];
  const places = room && room.height >= oneProcess ? 1 + Math.floor((room.height - oneProcess) / processPitch) : 0;
  const some = all.slice(0, places);
  const processes = some.map((process, i) => ({
    process,
    x: x + pad + 7 + (process.depth ?? 0) * 17,
    y: roomTop + 3 + i * processPitch,
    branchUp: branchRows(some, i),
  }));
  return { ...shown, image, room, writable, strips, processes, more: all.length - some.length };
};

type Rows = Pick<ContainerParts, 'image' | 'room' | 'writable' | 'strips'>;

/** The parts below the name with at most `most` strips, with or without the image's name and the writable layer. */
const partsFrom = (
  { x, y, width, height }: Box,
  container: DrawnContainer,
  strip: number,
  most: number,
  withImage: boolean,
  withWritable: boolean,
): Rows => {
  const image = withImage && container.image ? container.image : '';
  const merged = mergeMiddle(container.layers ?? [], most);
  const strips = merged.map((layer, i) => ({ layer, y: y + height - pad - (i + 1) * (strip + 1) + 1 }));
  const floor = y + height - pad - merged.length * (strip + 1);
  const writable =
    container.writable === undefined || !withWritable
      ? undefined
      : { x: x + pad, y: floor - writableHeight - 1, width: width - 2 * pad, height: writableHeight };
  const roomTop = y + (image ? 44 : 29);
  const roomHeight = floor - (writable ? writableHeight : 0) - 4 - roomTop;
  const room = roomHeight < 6 ? undefined : { x: x + pad, y: roomTop, width: width - 2 * pad, height: roomHeight };
  return { image, room, writable, strips };
};

/** How many rows up the parent of process `i` stands; the branch to it is that long. */
const branchRows = (processes: readonly DrawnProcess[], i: number): number => {
  const depth = processes[i]?.depth ?? 0;
  for (let above = i - 1; above >= 0; above -= 1) if ((processes[above]?.depth ?? 0) < depth) return i - above;
  return 1;
};

/** A container in words, for who does not see the drawing. */
export const containerInWords = (container: DrawnContainer): string =>
  [
    container.name,
    'container',
    container.ghost ? 'not created yet' : container.state,
    container.health,
    container.exit === undefined ? undefined : `exit status ${container.exit}`,
    container.image,
    container.ports,
  ]
    .filter(Boolean)
    .join(', ');
