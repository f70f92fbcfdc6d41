// Layers as one tree, root down: a layer is one slab as wide as all that stands on it.
import { hierarchy, partition, type HierarchyNode, type HierarchyRectangularNode } from 'd3-hierarchy';
import type { Box } from '../drawing/container-parts.ts';
import { tagHeight, tagWidth } from '../drawing/tag.ts';
import type { PictureLayer } from './picture.ts';

export interface PlacedLayer extends Box {
  readonly layer: PictureLayer;
}
export interface PlacedTag {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly name: string;
  readonly stringTo: number;
  /** Right edge of the slab that it stands beside; undefined where it stands above it. */
  readonly beside: number | undefined;
  readonly image: string | undefined;
  readonly pending: boolean;
  /** Chain id of the layer that it names. */
  readonly layer: string;
}

interface Branch {
  /** Undefined for the root, and for the column that an image has to itself beside those that stand on it. */
  readonly layer: PictureLayer | undefined;
  readonly children: Branch[];
}
type Node = HierarchyRectangularNode<Branch>;
/** A family with the number of columns that its images take. */
type Counted = HierarchyNode<Branch>;

/** Heights of a slab with words and of one without, and the gaps above them. */
interface Measure {
  readonly full: number;
  readonly small: number;
  readonly gap: number;
}

const tightest: Measure = { full: 3, small: 3, gap: 1 };

/** From roomy to tight; in the last ones, small layers go without words. */
const measures: readonly Measure[] = [
  { full: 22, small: 22, gap: 3 },
  { full: 20, small: 20, gap: 3 },
  { full: 18, small: 18, gap: 2 },
  { full: 16, small: 16, gap: 2 },
  { full: 20, small: 7, gap: 2 },
  { full: 16, small: 7, gap: 2 },
  { full: 16, small: 4, gap: 1 },
  { full: 16, small: 2, gap: 1 },
  { full: 7, small: 5, gap: 2 },
  { full: 4, small: 4, gap: 1 },
  tightest,
];

/** The room that images take at least, and the share of the box that they may take at most. */
const usual = { height: 134, share: 0.5, generous: 0.42 };

/** In a box lower than this tags stand beside their images, where these stay at least so wide; and what lies between the two. */
const tagsBeside = { below: 200, width: 90, gap: 14 };

/** Width of an image's column below which families are laid in bands, and the one that they then have. */
const columnWidth = { least: 60, wanted: 72 };
/** Height of a band of families with its tags, and the air above it. */
const bandHeight = { least: 60, easy: 84, most: 110, gap: 8 };

/**
 * Lays the tree out, its roots on the floor of the box, and leaves `reserved` px of its height to others where it can.
 * `top` is the top edge of it all. Where not all images have room with their names, the newest have it; `more`: how many others there are.
 */
export function layoutLayers(
  layers: readonly PictureLayer[],
  box: Box,
  reserved = 0,
): {
  readonly layers: readonly PlacedLayer[];
  readonly tags: readonly PlacedTag[];
  readonly top: number;
  readonly more: number;
} {
  const bottom = box.y + box.height;
  if (layers.length === 0) return { layers: [], tags: [], top: bottom - 24, more: 0 };
  const most = Math.floor((box.height - reserved) / bandHeight.least);
  const { bands, more } = newestInBands(treeOf(layers), box.width, most);
  const columns = Math.max(...bands.map(columnsOf));
  const beside =
    bands.length === 1 && box.height < tagsBeside.below && hasRoomBeside(bands.flat(), box.width / columns);
  const overSlabs = beside ? 0 : tagHeight + 7;
  const whole = Math.min(box.height - reserved, bands.length * bandHeight.most);
  const room =
    bands.length > 1
      ? whole / bands.length - tagHeight - 7 - bandHeight.gap
      : Math.min(
          box.height * usual.share,
          Math.max(usual.height, box.height * usual.generous),
          box.height - reserved - overSlabs,
        );
  const placed: PlacedLayer[] = [];
  const tags: PlacedTag[] = [];
  for (const [index, families] of bands.entries()) {
    const share = columnsOf(families) / columns;
    const floor = bottom - index * (room + tagHeight + 7 + bandHeight.gap);
    const band = layoutBand(families, { ...box, width: box.width * share, height: floor - box.y }, room, beside);
    placed.push(...band.layers);
    tags.push(...band.tags);
  }
  return {
    layers: placed,
    tags: widened(tags, placed, box),
    top: Math.min(...tags.map(({ y }) => y), ...placed.map(({ y }) => y)),
    more,
  };
}

/** The height in which the names of all images can be read in a box so wide, px: the least one, and an easy one. */
export function heightForImages(layers: readonly PictureLayer[], width: number): { least: number; easy: number } {
  if (layers.length === 0) return { least: 0, easy: 0 };
  const families = hierarchy(treeOf(layers), ({ children }) => children).count().children ?? [];
  const bands = inBands(families, width, Infinity).length;
  return bands > 1 ? { least: bands * bandHeight.least, easy: bands * bandHeight.easy } : { least: 70, easy: 150 };
}

/** A row of families, standing on the floor of the box. Each is as roomy as its height allows, so that a tall one does not take words from others. */
function layoutBand(
  families: readonly Counted[],
  box: Box,
  room: number,
  beside: boolean,
): { readonly layers: readonly PlacedLayer[]; readonly tags: readonly PlacedTag[] } {
  const row: Branch = { layer: undefined, children: families.map(({ data }) => data) };
  const root = partition<Branch>()(hierarchy(row, ({ children }) => children).count());
  const placed: PlacedLayer[] = [];
  const tags: PlacedTag[] = [];
  const place = (node: Node, floor: number, measure: Measure): void => {
    const { layer } = node.data;
    const top = layer ? floor - heightOf(layer, measure) - measure.gap : floor;
    if (layer) {
      const forTag = beside ? roomForTag(node) : 0;
      const slab = {
        layer,
        x: box.x + node.x0 * box.width,
        y: top + measure.gap,
        width: Math.max(8, (node.x1 - node.x0) * box.width - (node.x1 > 0.9999 ? 0 : 4) - forTag),
        height: floor - top - measure.gap,
      };
      placed.push(slab);
      if (layer.tags.length > 0)
        tags.push(forTag > 0 ? placeTagBeside(slab, box) : placeTag(slab, ownColumn(node), box));
    }
    for (const child of node.children ?? []) place(child, top, measure);
  };
  for (const family of root.children ?? [])
    place(family, box.y + box.height, measures.find((candidate) => highest(family, candidate) <= room) ?? tightest);
  return { layers: placed, tags };
}

/** Families in rows one above the other, the first on the floor, where columns beside each other would be too narrow for names. */
function inBands(families: readonly Counted[], width: number, most: number): readonly (readonly Counted[])[] {
  const columns = columnsOf(families);
  if (columns * columnWidth.least <= width || most < 2) return [families];
  const capacity = Math.max(Math.floor(width / columnWidth.wanted), Math.ceil(columns / most), 1);
  const bands: Counted[][] = [];
  for (const family of families) {
    const last = bands.at(-1);
    if (last && columnsOf([...last, family]) <= capacity) last.push(family);
    else if (last && bands.length >= most) last.push(family);
    else bands.push([family]);
  }
  return bands;
}

const columnsOf = (families: readonly Counted[]): number => families.reduce((sum, { value = 0 }) => sum + value, 0);

const heightOf = (layer: PictureLayer, { full, small }: Measure): number => (layer.small ? small : full);

const highest = ({ data, children = [] }: Node, measure: Measure): number =>
  (data.layer ? heightOf(data.layer, measure) + measure.gap : 0) +
  Math.max(0, ...children.map((child) => highest(child, measure)));

/** The part of a slab's width on which nothing stands. */
const ownColumn = (node: Node): { readonly x0: number; readonly x1: number } =>
  node.children?.find(({ data }) => data.layer === undefined) ?? node;

/** Width that the layers of one image alone leave to its tag. */
function roomForTag(node: Counted): number {
  const [leaf] = node.leaves();
  if (node.value !== 1 || !leaf?.data.layer) return 0;
  const name = tagName(leaf.data.layer);
  return name ? tagWidth(name) + tagsBeside.gap : 0;
}

/** Whether each image that ends a branch stays wide enough with its tag beside it, in a column so wide. */
const hasRoomBeside = (families: readonly Counted[], column: number): boolean =>
  families.every((family) => family.leaves().every((leaf) => column - roomForTag(leaf) >= tagsBeside.width));

/** What is written on the tag of a layer; empty where it has none. */
const tagName = ({ tags: [first = '', ...rest] }: PictureLayer): string =>
  rest.length ? `${first} +${rest.length}` : first;

function placeTagBeside(slab: PlacedLayer, box: Box): PlacedTag {
  const { layer, x, y, width } = slab;
  const name = tagName(layer);
  return {
    x: x + width + tagsBeside.gap,
    y: Math.min(y, box.y + box.height - tagHeight),
    width: tagWidth(name),
    name,
    stringTo: y,
    beside: x + width,
    image: layer.image,
    pending: layer.pending,
    layer: layer.id,
  };
}

function placeTag(slab: PlacedLayer, { x0, x1 }: { readonly x0: number; readonly x1: number }, box: Box): PlacedTag {
  const { layer } = slab;
  const name = tagName(layer);
  return {
    x: box.x + x0 * box.width + 4,
    y: slab.y - tagHeight - 7,
    width: Math.min(tagWidth(name), Math.max(44, (x1 - x0) * box.width - 12)),
    name,
    stringTo: slab.y,
    beside: undefined,
    image: layer.image,
    pending: layer.pending,
    layer: layer.id,
  };
}

/** Each tag as wide as its name needs, where what stands to its right leaves the room. */
function widened(tags: readonly PlacedTag[], slabs: readonly PlacedLayer[], box: Box): PlacedTag[] {
  const placed = [...tags];
  for (const [index, tag] of placed.entries()) {
    const beside = [...slabs, ...placed].filter(
      (other) => other.x > tag.x && other.y < tag.y + tagHeight + 3 && bottomOf(other) > tag.y - 3,
    );
    const room = Math.min(box.x + box.width, ...beside.map(({ x }) => x - 6)) - tag.x;
    placed[index] = { ...tag, width: Math.max(tag.width, Math.min(tagWidth(tag.name), room)) };
  }
  return placed;
}

const bottomOf = (part: PlacedTag | PlacedLayer): number => part.y + ('height' in part ? part.height : tagHeight);

/** The families in bands, without the oldest images of a band in which not all can be named; `more`: how many those are. */
function newestInBands(
  root: Branch,
  width: number,
  most: number,
): { readonly bands: readonly (readonly Counted[])[]; readonly more: number } {
  const named = Math.max(1, Math.floor(width / columnWidth.least));
  const left = new Set<Branch>();
  for (;;) {
    const tree = hierarchy(without(left, root) ?? root, ({ children }) => children).count();
    const bands = inBands(tree.children ?? [], width, most);
    const crowded = bands.find((families) => columnsOf(families) > named);
    if (!crowded) return { bands, more: left.size };
    const columns = crowded.flatMap((family) => family.leaves()).toSorted((a, b) => ageOf(a) - ageOf(b));
    for (const { data } of columns.slice(0, columns.length - named)) left.add(data);
  }
}

const ageOf = ({ data, parent }: Counted): number => (data.layer ?? parent?.data.layer)?.order ?? 0;

/** A branch without some columns, and without the layers that only they need; undefined when nothing is left of it. */
function without(left: ReadonlySet<Branch>, branch: Branch): Branch | undefined {
  if (left.has(branch)) return undefined;
  if (left.size === 0 || branch.children.length === 0) return branch;
  const { layer } = branch;
  const children = branch.children.flatMap((child) => without(left, child) ?? []);
  if (layer && children.length === 0) return undefined;
  // What others stand on has its name in a column of its own.
  const isNamed = children.some((child) => child.layer === undefined);
  return layer && layer.tags.length > 0 && !isNamed ? { layer: { ...layer, tags: [] }, children } : { layer, children };
}

/** Families in order of their first image; within one, by that order too. */
function treeOf(layers: readonly PictureLayer[]): Branch {
  const branches = new Map(layers.map((layer): [string, Branch] => [layer.id, { layer, children: [] }]));
  const root: Branch = { layer: undefined, children: [] };
  for (const layer of layers.toSorted((a, b) => a.order - b.order)) {
    const branch = branches.get(layer.id);
    if (branch) (branches.get(layer.parent) ?? root).children.push(branch);
  }
  for (const { layer, children } of branches.values())
    if (layer && layer.tags.length > 0 && children.length > 0) children.push({ layer: undefined, children: [] });
  return root;
}
