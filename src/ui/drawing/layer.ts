// A layer as the stage draws it, and where the parts of its slab go.
import { fitText, textWidth } from './text-width.ts';

/** How far a layer has come. `waiting` is known from a manifest only; `ghost` is a place kept for it. */
export type LayerState = 'ghost' | 'waiting' | 'downloading' | 'downloaded' | 'verifying' | 'extracting' | 'present';

/** What the drawing needs to know of a layer. */
export interface DrawnLayer {
  /** `sha256:…` or bare hex; gives hue and dots. */
  digest: string;
  /** What made it, or a short digest. */
  name?: string;
  /** Its size, or how far it has come, in words. */
  note?: string;
  state?: LayerState;
  /** 0 to 1 while downloading or extracting. */
  done?: number;
}

/** Slabs lower than this carry no text. */
export const thinBelow = 14;

/** Where the parts of a slab of this size go. Widths in px from its left edge. */
export interface SlabParts {
  /** Filled with the layer's colour, from the left. */
  filled: number;
  /** Hatched, because it is still a compressed archive: from, width. */
  packed: { from: number; width: number } | undefined;
  /** Where unpacking has come to. */
  front: number | undefined;
  key: number;
  name: string;
  note: string;
}

const clamp = (part: number): number => Math.min(1, Math.max(0, part));

/** Lays out one slab; the name gives way to the note, and is cut where both do not fit. */
export const slabParts = (
  layer: DrawnLayer,
  { width, height, key = 15 }: { width: number; height: number; key?: number },
): SlabParts => {
  const state = layer.state ?? 'present';
  const done = clamp(layer.done ?? (state === 'extracting' ? 0 : 1));
  const share = state === 'ghost' || state === 'waiting' ? 0 : state === 'downloading' ? done : 1;
  const filled = width * share;
  const packed =
    state === 'extracting'
      ? { from: width * done, width: width * (1 - done) }
      : state === 'downloading' || state === 'downloaded' || state === 'verifying'
        ? { from: 0, width: filled }
        : undefined;
  const thin = height < thinBelow;
  const room = width - key - 14;
  // Half a number says nothing.
  const note = thin || !layer.note || textWidth(layer.note, { size: 12 }) > room ? '' : layer.note;
  const nameRoom = room - (note ? textWidth(note, { size: 12 }) + 8 : 0);
  return {
    filled,
    packed: packed && packed.width > 0 ? packed : undefined,
    front: state === 'extracting' ? width * done : undefined,
    key: thin ? 6 : key,
    name: thin || !layer.name ? '' : fitText(layer.name, nameRoom, { face: 'code' }),
    note,
  };
};

/** A layer in words, for who does not see the drawing. */
export const layerInWords = (layer: DrawnLayer): string => {
  const state = layer.state ?? 'present';
  const done =
    state === 'downloading' || state === 'extracting' ? ` ${Math.round(clamp(layer.done ?? 0) * 100)} %` : '';
  return ['layer', layer.name, layer.note, state === 'present' ? undefined : `${state}${done}`]
    .filter(Boolean)
    .join(', ');
};
