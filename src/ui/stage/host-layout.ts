// Where things go inside the host: rows from the top (ports, networks, containers, volumes, images).
import type { Box } from '../drawing/container-parts.ts';
import { layoutContainers, type ContainerLayout, type PlacedContainer, type PlacedGroup } from './container-layout.ts';
import { layoutLayers, type PlacedLayer, type PlacedTag } from './layer-layout.ts';
import { KeptList } from './keep.ts';
import type { Picture, PictureContainer, PictureLayer, PictureNetwork, PictureVolume } from './picture.ts';

export interface PlacedRail {
  readonly network: PictureNetwork;
  readonly y: number;
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
  readonly layers: readonly PlacedLayer[];
  readonly tags: readonly PlacedTag[];
  /** Top edge of the images and their tags. */
  readonly imagesY: number;
  /** Whether the upper right corner of the images is free for words. */
  readonly roomForSummary: boolean;
}

const laneHeight = 28;
const volume = { width: 112, height: 42, gap: 12, above: 22 };

/** Least heights: of a row of containers, and of all below the networks when volumes are to be among it. */
const least = { containers: 46, withVolumes: 190 };

/** Height that a row of containers is kept free before layers get words, and the share of the room that it may be. */
const wanted = { containers: 96, share: 0.35 };

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
  #images:
    | { readonly of: readonly PictureLayer[]; readonly box: Box; readonly reserved: number; readonly placed: Images }
    | undefined;
  readonly #placed = new KeptList<PlacedContainer>(({ container }) => container.id);

  /** The layout of a picture in a box. The top 26 px are for the host's name and the sockets on its edge; `opened` is the group that was opened. */
  at(picture: Picture, inner: Box, opened?: string): HostLayout {
    const last = this.#last;
    if (last?.of === picture && last.opened === opened && sameBox(last.box, inner)) return last.layout;
    const layout = this.#make(picture, inner, opened);
    this.#last = { of: picture, box: inner, opened, layout };
    return layout;
  }

  #make(picture: Picture, inner: Box, opened: string | undefined): HostLayout {
    const bottom = inner.y + inner.height;
    const roomForLanes = Math.max(1, Math.floor(inner.height / 110));
    const rails = picture.networks
      .slice(0, roomForLanes)
      .map((network, index) => ({ network, y: inner.y + 52 + index * laneHeight }));
    const below = (rails.at(-1)?.y ?? inner.y + 28) + laneHeight;
    // Where all cannot have room, volumes go first; containers always keep a row.
    const scarce = bottom - below < least.withVolumes;
    const volumeRow = picture.volumes.length && !scarce ? volume.height + volume.above : 0;
    const row = Math.max(least.containers, Math.min(wanted.containers, (bottom - below) * wanted.share));
    const reserved = (picture.containers.length ? row + 10 : 0) + volumeRow;
    const images = this.#layers(picture.layers, { ...inner, y: below, height: bottom - below }, reserved);
    const containersBottom = images.top - 10 - volumeRow;
    const rows = this.#containers(picture.containers, { ...inner, y: below, height: containersBottom - below }, opened);
    const volumes = volumeRow ? layoutVolumes(picture.volumes, inner, containersBottom + volume.above - 4) : [];
    return {
      inner,
      rails,
      moreNetworks: picture.networks.length - rails.length,
      containers: rows.containers,
      groups: rows.groups,
      moreContainers: rows.more,
      volumes,
      moreVolumes: picture.volumes.length - volumes.length,
      layers: images.layers,
      tags: images.tags,
      imagesY: images.top,
      roomForSummary: isFree(inner.x + inner.width - 170, images.top, images),
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
    const last = this.#images;
    if (last?.of === of && last.reserved === reserved && sameBox(last.box, box)) return last.placed;
    const placed = layoutLayers(of, box, reserved);
    this.#images = { of, box, reserved, placed };
    return placed;
  }
}

type Images = ReturnType<typeof layoutLayers>;

const sameBox = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Whether nothing of the images reaches right of x and into the 20 px below y. */
const isFree = (
  x: number,
  y: number,
  { layers, tags }: { readonly layers: readonly PlacedLayer[]; readonly tags: readonly PlacedTag[] },
): boolean => [...layers, ...tags].every((part) => part.x + part.width < x || part.y > y + 20);

function layoutVolumes(volumes: readonly PictureVolume[], inner: Box, y: number): PlacedVolume[] {
  const pitch = volume.width + volume.gap;
  const most = Math.max(1, Math.floor((inner.width + volume.gap) / pitch));
  return volumes
    .filter(({ place }) => place < most)
    .map((it) => ({ volume: it, x: inner.x + it.place * pitch, y, width: volume.width, height: volume.height }));
}
