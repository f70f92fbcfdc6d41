// Where things go inside the host: rows from the top (ports, networks, containers, volumes, images).
import type { Box } from '../drawing/container-parts.ts';
import { textWidth } from '../drawing/text-width.ts';
import {
  areNamed,
  heightForOpen,
  haveSockets,
  heightForNames,
  layoutContainers,
  type ContainerLayout,
  type PlacedContainer,
  type PlacedGroup,
} from './container-layout.ts';
import { layoutLayers, type PlacedLayer, type PlacedTag } from './layer-layout.ts';
import { KeptList } from './keep.ts';
import type { Picture, PictureContainer, PictureLayer, PictureNetwork, PictureVolume } from './picture.ts';

export interface PlacedRail {
  readonly network: PictureNetwork;
  readonly y: number;
  /** Left edge of its name, above it. */
  readonly nameX: number;
  /** Whether no pipe of a port runs through its subnet, which stands behind the name. */
  readonly roomForSubnet: boolean;
  /** Left edge of its DNS, where no pipe of a port is. */
  readonly dnsX: number;
}
export interface PlacedVolume extends Box {
  readonly volume: PictureVolume;
}

export interface HostLayout {
  readonly inner: Box;
  readonly rails: readonly PlacedRail[];
  /** Networks beyond those that have room. */
  readonly moreNetworks: number;
  readonly containers: readonly PlacedContainer[];
  /** Several containers as one, where not all have room. */
  readonly groups: readonly PlacedGroup[];
  readonly moreContainers: number;
  readonly volumes: readonly PlacedVolume[];
  readonly moreVolumes: number;
  readonly moreImages: number;
  readonly layers: readonly PlacedLayer[];
  readonly tags: readonly PlacedTag[];
  /** y down to which an open group stands over volumes and images, which are not drawn there. 0: it stands over none. */
  readonly covered: number;
  /** Top edge of the images and their tags. */
  readonly imagesY: number;
  /** Whether the upper right corner of the images is free for words. */
  readonly roomForSummary: boolean;
}

/** From one network to the next, and the same in a low host; below the last there is always room for addresses. */
const lane = { usual: 28, low: 22 };

/** A host lower than this has its own name beside that of its first network, px. */
const lowBelow = 330;

/** y of the first network below the host's edge. */
const firstLane = { high: 52, low: 32 };
/** Width of the sign of a network that resolves names. */
const dnsWidth = 44;

const volumeWidth = 112;
const volumeGap = 12;
/** In a host narrower than this three stand beside each other, px. */
const narrow = 400;

/** Heights that volumes can have and leave above them for what leads to them, the fullest first. */
const volumeForms = [
  { height: 42, above: 22 },
  { height: 26, above: 18 },
] as const;
const noVolumes = { height: 0, above: 0 };
/** Of the line that tells what has no room. */
const noteHeight = 12;

/** Least heights: of a row of containers, and of all below the networks when volumes are to be among it, high ones or low ones. */
const least = { containers: 46, withVolumes: 170, withLowVolumes: 128 };

/**
 * Height that a row of containers is kept free before layers get words, and the share of the room that it may be: a larger one in a
 * host without volumes that is so low that there would be nothing in the containers else. For the names of all it may be a little more.
 */
const wanted = { containers: 96, share: 0.35, named: 0.45, low: { below: 172, share: 0.6 } };

/** Lays the inside of one host out, again and again. What has not changed keeps its object. */
export class HostLayouts {
  #last:
    | { readonly of: Picture; readonly box: Box; readonly opened: string | undefined; readonly layout: HostLayout }
    | undefined;
  #rows:
    | {
        readonly of: readonly PictureContainer[];
        readonly box: Box;
        readonly opened: string | undefined;
        readonly placed: ContainerLayout;
      }
    | undefined;
  /** The last few, because the room for volumes is tried out. */
  #images: {
    readonly of: readonly PictureLayer[];
    readonly box: Box;
    readonly reserved: number;
    readonly placed: Images;
  }[] = [];
  readonly #placed = new KeptList<PlacedContainer>(({ container }) => container.id);

  /**
   * The layout of a picture in a box. The top 26 px are for the host's name and the sockets on its edge; where the name's width is told,
   * something may stand beside it. `opened` is the group that was opened.
   */
  at(picture: Picture, inner: Box, opened?: string, titleWidth = Infinity): HostLayout {
    const last = this.#last;
    if (last?.of === picture && last.opened === opened && sameBox(last.box, inner)) return last.layout;
    const layout = this.#make(picture, inner, opened, titleWidth);
    this.#last = { of: picture, box: inner, opened, layout };
    return layout;
  }

  #make(picture: Picture, inner: Box, opened: string | undefined, titleWidth: number): HostLayout {
    const bottom = inner.y + inner.height;
    const low = inner.height < lowBelow && titleWidth < inner.width / 3;
    const laneHeight = low ? lane.low : lane.usual;
    const roomForLanes = Math.max(1, Math.floor(inner.height / (low ? 76 : 95)));
    const firstY = inner.y + (low ? firstLane.low : firstLane.high);
    const networks = picture.networks.slice(0, roomForLanes);
    const below = firstY + Math.max(0, networks.length - 1) * laneHeight + (networks.length ? lane.usual : 4);
    const room = bottom - below;
    const share = room < wanted.low.below && picture.volumes.length === 0 ? wanted.low.share : wanted.share;
    const row = Math.max(
      least.containers,
      Math.min(wanted.containers, room * share),
      heightForNames(picture.containers, inner.width, room * wanted.named),
    );
    const split = (form: VolumeForm): Split => {
      // What is not drawn is told in a line over the images.
      const told = networks.length < picture.networks.length || (form.height === 0 && picture.volumes.length > 0);
      const volumeRow = form.height + form.above + (told ? noteHeight : 0);
      const reserved = (picture.containers.length ? row + 10 : 0) + volumeRow;
      const images = this.#layers(picture.layers, { ...inner, y: below, height: room }, reserved);
      const containersBottom = images.top - 10 - volumeRow - (images.more > 0 && !told ? noteHeight : 0);
      return { form, images, containersBottom, box: { ...inner, y: below, height: containersBottom - below } };
    };
    // Where all cannot have room, volumes get less and then none; containers always keep a row, with their names if they can.
    const volumeRows = volumeForms.filter(
      (_, index) => room >= (index === 0 ? least.withVolumes : least.withLowVolumes),
    );
    const forms = picture.volumes.length ? [...volumeRows, noVolumes] : [noVolumes];
    const chosen = chooseSplit(forms.map(split), picture.containers, room < least.withVolumes);
    const { form, images, containersBottom } = chosen;
    // An open group stands over what is below it, so that nothing else moves.
    const wantedHeight = heightForOpen(picture.containers, inner.width, opened);
    const box = {
      ...chosen.box,
      height: Math.max(chosen.box.height, Math.min(wantedHeight, bottom - chosen.box.y)),
    };
    const rows = this.#containers(picture.containers, box, opened);
    const covered = box.height > chosen.box.height ? box.y + box.height : 0;
    const volumes = form.height
      ? layoutVolumes(picture.volumes, inner, containersBottom + form.above - 4, form.height)
      : [];
    const pipes = rows.containers.flatMap(({ ports }) => ports.map(({ x }) => x));
    const rails = networks.map((network, index) => {
      const nameWidth = textWidth(network.name, { weight: 600 });
      const nameX = besidePipes(pipes, inner.x + (low && index === 0 ? titleWidth + 14 : 0), nameWidth);
      const end = nameX + textWidth(`${network.name}  `, { weight: 600 }) + textWidth(network.subnet, { face: 'code' });
      return {
        network,
        y: firstY + index * laneHeight,
        nameX,
        roomForSubnet: pipes.every((x) => x < nameX || x > end + 8),
        dnsX: freeOf(pipes, inner.x + inner.width - dnsWidth, inner.x + inner.width / 2),
      };
    });
    return {
      inner,
      rails,
      moreNetworks: picture.networks.length - rails.length,
      containers: rows.containers,
      groups: rows.groups,
      moreContainers: rows.more,
      volumes,
      moreVolumes: covered > 0 ? 0 : picture.volumes.length - volumes.length,
      moreImages: images.more,
      layers: images.layers,
      tags: images.tags,
      covered,
      imagesY: Math.max(images.top, covered + 2),
      roomForSummary: images.top >= covered && isFree(inner.x + inner.width - 170, images.top, images),
    };
  }

  #containers(of: readonly PictureContainer[], box: Box, opened: string | undefined): ContainerLayout {
    const last = this.#rows;
    if (last?.of === of && last.opened === opened && sameBox(last.box, box)) return last.placed;
    const rows = layoutContainers(of, box, opened);
    const placed = { ...rows, containers: this.#placed.of(rows.containers) };
    this.#rows = { of, box, opened, placed };
    return placed;
  }

  #layers(of: readonly PictureLayer[], box: Box, reserved: number): Images {
    const known = this.#images.find((it) => it.of === of && it.reserved === reserved && sameBox(it.box, box));
    if (known) return known.placed;
    const placed = layoutLayers(of, box, reserved);
    this.#images = [{ of, box, reserved, placed }, ...this.#images.slice(0, volumeForms.length)];
    return placed;
  }
}

/** The left edge nearest to `x`, but right of `least`, at which no pipe runs through a DNS; where there is none, `x`. */
function freeOf(pipes: readonly number[], x: number, least: number): number {
  let free = x;
  for (;;) {
    const inTheWay = pipes.filter((pipe) => pipe > free - 8 && pipe < free + dnsWidth + 8);
    if (inTheWay.length === 0) return free;
    free = Math.min(...inTheWay) - 9 - dnsWidth;
    if (free < least) return x;
  }
}

/** The left edge at or right of `x` at which no pipe runs through a name so wide. */
function besidePipes(pipes: readonly number[], x: number, width: number): number {
  const inTheWay = pipes.filter((pipe) => pipe > x - 8 && pipe < x + width + 8);
  return inTheWay.length === 0 ? x : besidePipes(pipes, Math.max(...inTheWay) + 9, width);
}

/**
 * The first split in which all containers have room with their names, best each by itself. Of those with volumes one in which containers
 * have more than their names comes first; those that leave volumes out come last, but in a `low` host before containers lose their ports.
 */
function chooseSplit(splits: readonly Split[], containers: readonly PictureContainer[], low: boolean): Split {
  const tried = splits.map((split) => ({ split, rows: layoutContainers(containers, split.box) }));
  const named = tried.filter(({ rows }) => areNamed(rows));
  const alone = named.filter(({ rows }) => rows.groups.length === 0);
  const withVolumes = alone.filter(({ split }) => split.form.height > 0);
  const sockets = (low ? alone : withVolumes).find(({ rows }) => haveSockets(rows));
  return (sockets ?? withVolumes[0] ?? named[0] ?? tried[0])?.split as Split;
}

type Images = ReturnType<typeof layoutLayers>;
type VolumeForm = (typeof volumeForms)[number] | typeof noVolumes;

/** How containers, volumes and images share what is below the networks. */
interface Split {
  readonly form: VolumeForm;
  readonly images: Images;
  /** Room of the containers. */
  readonly box: Box;
  readonly containersBottom: number;
}

const sameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Whether nothing of the images reaches right of x and into the 20 px below y. */
const isFree = (
  x: number,
  y: number,
  { layers, tags }: { readonly layers: readonly PlacedLayer[]; readonly tags: readonly PlacedTag[] },
): boolean => [...layers, ...tags].every((part) => part.x + part.width < x || part.y > y + 20);

function layoutVolumes(volumes: readonly PictureVolume[], inner: Box, y: number, height: number): PlacedVolume[] {
  const width = inner.width < narrow ? (inner.width - 2 * volumeGap) / 3 : volumeWidth;
  const pitch = width + volumeGap;
  const most = Math.max(1, Math.floor((inner.width + volumeGap + 1) / pitch));
  return volumes
    .filter(({ place }) => place < most)
    .map((volume) => ({ volume, x: inner.x + volume.place * pitch, y, width, height }));
}
