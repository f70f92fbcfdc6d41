// Where things go inside the host: rows from the top (ports, networks, containers, volumes, images), layers as a tree.
import { hierarchy, partition, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { Box } from '../drawing/container-parts.ts';
import { tagHeight, tagWidth } from '../drawing/tag.ts';
import type { Picture, PictureContainer, PictureLayer, PictureNetwork, PictureVolume } from './picture.ts';

export interface PlacedContainer extends Box {
  readonly container: PictureContainer;
}
export interface PlacedLayer extends Box {
  readonly layer: PictureLayer;
}
export interface PlacedTag {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly name: string;
  readonly stringTo: number;
  readonly image: string | undefined;
  readonly pending: boolean;
}
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
  readonly moreContainers: number;
  readonly volumes: readonly PlacedVolume[];
  readonly layers: readonly PlacedLayer[];
  readonly tags: readonly PlacedTag[];
  /** Baseline of the heading over the images. */
  readonly imagesY: number;
}

const gap = 12;
const laneHeight = 28;
const layerGap = 3;
const slab = { usual: 22, least: 5 };
const volumeHeight = 34;

/** Lays the host's inside out in a box. The top 26 px are for its name and the sockets on its edge. */
export function layoutHost(picture: Picture, inner: Box): HostLayout {
  const bottom = inner.y + inner.height;
  const roomForLanes = Math.max(1, Math.floor(inner.height / 110));
  const rails = picture.networks
    .slice(0, roomForLanes)
    .map((network, index) => ({ network, y: inner.y + 56 + index * laneHeight }));
  const below = (rails.at(-1)?.y ?? inner.y + 28) + 30;
  const images = layoutLayers(picture.layers, { ...inner, y: below, height: bottom - below });
  const volumeRow = picture.volumes.length ? volumeHeight + 26 : 0;
  const containersBottom = images.top - 18 - volumeRow;
  const placed = layoutContainers(picture.containers, {
    x: inner.x,
    y: below,
    width: inner.width,
    height: containersBottom - below,
  });
  return {
    inner,
    rails,
    moreNetworks: picture.networks.length - rails.length,
    containers: placed.containers,
    moreContainers: placed.more,
    volumes: layoutVolumes(picture.volumes, inner, containersBottom + 22),
    layers: images.layers,
    tags: images.tags,
    imagesY: images.top - 2,
  };
}

/** Forms that a container can be drawn in, the fullest first: least and usual width, least height, most height. */
const forms = [
  { width: 150, pitch: 170, least: 76, most: 132 },
  { width: 96, pitch: 118, least: 46, most: 54 },
  { width: 34, pitch: 44, least: 32, most: 34 },
] as const;

/** Puts containers in rows, in the fullest form in which all have room. */
export function layoutContainers(
  containers: readonly PictureContainer[],
  box: Box,
): { containers: PlacedContainer[]; more: number } {
  const places = containers.reduce((most, { place }) => Math.max(most, place + 1), 0);
  if (places === 0) return { containers: [], more: 0 };
  const options = forms.map((form) => {
    const columns = Math.max(1, Math.floor((box.width + gap) / form.pitch));
    const rows = Math.max(1, Math.floor((box.height + gap) / (form.least + gap)));
    return { form, columns, rows };
  });
  const chosen = options.find(({ columns, rows }) => columns * rows >= places) ?? options[options.length - 1];
  if (!chosen) return { containers: [], more: containers.length };
  const { form, columns } = chosen;
  const rows = Math.min(chosen.rows, Math.ceil(places / columns));
  const height = Math.max(form.least, Math.min(form.most, (box.height - (rows - 1) * gap) / rows));
  const width = form === forms[0] ? (box.width - (columns - 1) * gap) / columns : form.pitch - gap;
  const shown = containers.filter(({ place }) => place < columns * chosen.rows);
  return {
    containers: shown.map((container) => ({
      container,
      x: box.x + (container.place % columns) * (width + gap),
      y: box.y + Math.floor(container.place / columns) * (height + gap),
      width: Math.min(width, 330),
      height,
    })),
    more: containers.length - shown.length,
  };
}

function layoutVolumes(volumes: readonly PictureVolume[], inner: Box, y: number): PlacedVolume[] {
  const width = 112;
  const most = Math.max(1, Math.floor((inner.width + gap) / (width + gap)));
  return volumes
    .filter(({ place }) => place < most)
    .map((volume) => ({ volume, x: inner.x + volume.place * (width + gap), y, width, height: volumeHeight }));
}

interface Branch {
  readonly layer: PictureLayer | undefined;
  readonly children: Branch[];
}

/** The tree of layers, root down: a layer is as wide as all that stands on it. Returns the top edge of it all. */
export function layoutLayers(
  layers: readonly PictureLayer[],
  box: Box,
): { layers: PlacedLayer[]; tags: PlacedTag[]; top: number } {
  const bottom = box.y + box.height;
  if (layers.length === 0) return { layers: [], tags: [], top: bottom - 24 };
  const root = partition<Branch>()(hierarchy(treeOf(layers), ({ children }) => children).count());
  const nodes = root.descendants().filter(({ data }) => data.layer !== undefined);
  const deepest = Math.max(...nodes.map(({ depth }) => depth));
  // Containers keep the upper part; of what is left, tags take a line.
  const room = Math.max(60, box.height * 0.55 - tagHeight - 10);
  const pitch = Math.min(slab.usual + layerGap, Math.max(slab.least + 1, room / deepest));
  const height = pitch - (pitch > 12 ? layerGap : 1);
  const placed = nodes.map((node) => placeLayer(node, box, bottom, pitch, height));
  const tops = placed.filter(({ layer }) => layer.tags.length > 0);
  const tags = tops.map((top) => placeTag(top));
  return { layers: placed, tags, top: Math.min(...tags.map(({ y }) => y), ...placed.map(({ y }) => y)) };
}

function placeLayer(
  node: HierarchyRectangularNode<Branch>,
  box: Box,
  bottom: number,
  pitch: number,
  height: number,
): PlacedLayer {
  const between = node.parent?.children?.at(-1) === node ? 0 : 4;
  return {
    layer: node.data.layer as PictureLayer,
    x: box.x + node.x0 * box.width,
    y: bottom - node.depth * pitch + (pitch - height),
    width: Math.max(8, (node.x1 - node.x0) * box.width - between),
    height,
  };
}

function placeTag(top: PlacedLayer): PlacedTag {
  const [first = '', ...rest] = top.layer.tags;
  const name = rest.length ? `${first} +${rest.length}` : first;
  return {
    x: top.x + 4,
    y: top.y - tagHeight - 7,
    width: Math.min(tagWidth(name), Math.max(44, top.width - 8)),
    name,
    stringTo: top.y,
    image: top.layer.image,
    pending: top.layer.pending,
  };
}

/** Families in order of their first image; within one, by that order too. */
function treeOf(layers: readonly PictureLayer[]): Branch {
  const branches = new Map(layers.map((layer): [string, Branch] => [layer.id, { layer, children: [] }]));
  const root: Branch = { layer: undefined, children: [] };
  for (const layer of [...layers].sort((a, b) => a.order - b.order)) {
    const branch = branches.get(layer.id);
    if (branch) (branches.get(layer.parent) ?? root).children.push(branch);
  }
  return root;
}
