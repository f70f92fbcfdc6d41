// The places of the whole stage in a window: client, host and registry beside each other, or on a phone above each other.
import type { Box } from '../drawing/container-parts.ts';

export interface StageLayout {
  readonly small: boolean;
  readonly client: Box;
  readonly host: Box;
  readonly registry: Box;
  /** Inside of the host, right of the daemon. */
  readonly inner: Box;
  readonly daemonWidth: number;
}

/** Below this width places stand above each other. */
export const uprightBelow = 640;

/** Between machines that stand one below the other, and the height of one that is only told of in a few words. */
const between = 12;
const brief = 78;

/** Least height of a machine that is drawn with all that is in it. */
export const wholeFrom = 150;

/** Boxes of several machines in the place of one: the learner's first, then `others`. Two share it alike; more are told of in brief. */
export function oneBelowTheOther(box: Box, others: number): { readonly own: Box; readonly others: readonly Box[] } {
  if (others === 0) return { own: box, others: [] };
  const half = (box.height - between) / 2;
  const each = others === 1 && half >= wholeFrom ? half : brief;
  const own = { ...box, height: box.height - others * (each + between) };
  return {
    own,
    others: Array.from({ length: others }, (_, index) => ({
      ...box,
      y: own.y + own.height + between + index * (each + between),
      height: each,
    })),
  };
}

/** From this width on client, registry and what they say to the daemon have all the room that they like. */
const roomyFrom = 1400;
/** A projector's stage: less wide, or lower, than this. */
const projected = { width: 860, height: 300 };

/**
 * Side by side: left asks, right holds. Where there is little room the registry has none unless it takes part in what happens
 * (`withRegistry`): then its box is empty, at the right edge.
 */
export function besideEachOther(width: number, height: number, withRegistry = true): StageLayout {
  const small = width < 1000;
  const close = width < projected.width;
  const roomy = width >= roomyFrom;
  const margin = small ? 11 : 16;
  const low = height < projected.height;
  const top = low ? 22 : 26;
  const tall = height - top - (low ? 10 : 16);
  const client = close ? 86 : small ? 108 : roomy ? 150 : 136;
  const asking = close ? 132 : Math.round(Math.min(236, Math.max(132, width * (small ? 0.17 : roomy ? 0.16 : 0.138))));
  const shown = withRegistry || !small;
  const registry = !shown ? 0 : close ? 82 : small ? 92 : roomy ? 140 : 128;
  const fetching = !shown
    ? 0
    : close
      ? 128
      : Math.round(Math.min(190, Math.max(96, width * (small ? 0.13 : roomy ? 0.14 : 0.103))));
  const hostX = margin + client + asking;
  const hostWidth = width - 2 * margin - client - registry - asking - fetching;
  const pad = small ? 10 : 14;
  return {
    small,
    client: { x: margin, y: top, width: client, height: tall },
    host: { x: hostX, y: top, width: hostWidth, height: tall },
    registry: { x: width - margin - registry, y: top, width: registry, height: tall },
    inner: { x: hostX + 30 + pad, y: top, width: hostWidth - 30 - 2 * pad, height: tall - 10 },
    daemonWidth: 30,
  };
}
