// Where the tags, manifests and blobs of a repository stand: three columns, what is referred to at the right.
import { tagWidth } from '../drawing/tag.ts';
import type { HeldBlob, HeldManifest, HeldRepository } from './holdings.ts';

export interface Shelf {
  readonly tags: readonly { readonly name: string; readonly x: number; readonly y: number; readonly width: number }[];
  readonly manifests: readonly {
    readonly manifest: HeldManifest;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  readonly blobs: readonly {
    readonly blob: HeldBlob;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    /** Where the words on it begin: beside it where there is room, else below. */
    readonly note: { readonly x: number; readonly y: number; readonly width: number };
  }[];
  readonly lines: readonly { readonly id: string; readonly path: string }[];
  readonly height: number;
}

const sheet = { height: 58, gap: 14 };
const slab = { height: 22, pitch: 42, besideEachOther: 27, words: 170 };
const top = 36;

/** Lays a repository out in `width` px. */
export function layoutShelf({ tags, manifests, blobs }: HeldRepository, width: number): Shelf {
  const narrow = width < 560;
  const pad = narrow ? 10 : 16;
  const tagRoom = narrow ? 84 : Math.min(180, width * 0.2);
  const sheetWidth = narrow ? 92 : Math.min(190, Math.max(130, width * 0.22));
  const between = narrow ? 18 : Math.max(30, Math.min(90, (width - 2 * pad - tagRoom - sheetWidth - 260) / 3));
  const sheetX = pad + tagRoom + between;
  const indexed = manifests.some(({ isIndex }) => isIndex) && !narrow;
  // Where an index leads to manifests, those stand a step further right.
  const step = indexed ? Math.min(70, between) : 0;
  const blobX = sheetX + sheetWidth + step + between;
  const room = width - pad - blobX;
  const beside = room >= 180 + slab.words;
  const blobWidth = Math.max(90, Math.min(320, beside ? room - slab.words : room));
  const pitch = beside ? slab.besideEachOther : slab.pitch;
  const placedManifests = manifests.map((manifest, index) => ({
    manifest,
    x: sheetX + (manifest.isIndex ? 0 : step),
    y: top + index * (sheet.height + sheet.gap),
    width: sheetWidth,
    height: sheet.height,
  }));
  const placedBlobs = blobs.map((blob, index) => {
    const y = top + index * pitch;
    const note = beside
      ? { x: blobX + blobWidth + 10, y: y + 15.5, width: room - blobWidth - 10 }
      : { x: blobX, y: y + 36, width: blobWidth };
    return { blob, x: blobX, y, width: blobWidth, note };
  });
  const at = new Map(placedManifests.map((placed) => [placed.manifest.digest, placed]));
  const used = new Map<string, number>();
  const placedTags = tags.map(({ name, digest }, index) => {
    const order = used.get(digest) ?? 0;
    used.set(digest, order + 1);
    const target = at.get(digest);
    return {
      name,
      digest,
      x: pad,
      y: target ? target.y + 6 + order * 26 : top + index * 26,
      width: Math.min(tagRoom, tagWidth(name)),
    };
  });
  const lines = [
    ...placedTags.flatMap(({ name, digest, x, y, width: w }) => {
      const target = at.get(digest);
      return target ? [{ id: `tag ${name}`, path: curve(x + w, y + 10.5, target.x, target.y + 16.5) }] : [];
    }),
    ...placedManifests.flatMap(({ manifest, x, y, width: w, height }) =>
      manifest.refersTo.flatMap((digest) => {
        const child = at.get(digest);
        const blob = placedBlobs.find((placed) => placed.blob.digest === digest);
        const id = `${manifest.digest} ${digest}`;
        if (child) return [{ id, path: drop(x + 22, y + height, child.x, child.y + child.height / 2) }];
        return blob ? [{ id, path: curve(x + w, y + height / 2, blob.x, blob.y + slab.height / 2) }] : [];
      }),
    ),
  ];
  const bottom = Math.max(
    0,
    ...placedManifests.map(({ y, height }) => y + height),
    ...placedBlobs.map(({ y }) => y + pitch),
    ...placedTags.map(({ y }) => y + 26),
  );
  return { tags: placedTags, manifests: placedManifests, blobs: placedBlobs, lines, height: bottom + 16 };
}

const curve = (x1: number, y1: number, x2: number, y2: number): string => {
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
};

const drop = (x1: number, y1: number, x2: number, y2: number): string => `M${x1} ${y1}V${y2}H${x2}`;
