// What a layer looks like, from its digest alone: the same digest has the same hue and dots wherever it is drawn.

const hexOf = (digest: string): string => digest.replace(/^[a-z0-9]+:/, '');

/** Hue 1 to 10 of a digest (`sha256:…` or bare hex): its first 32 bits modulo 10, plus 1. */
export const hueOf = (digest: string): number => {
  const bits = Number.parseInt(hexOf(digest).slice(0, 8), 16);
  return Number.isNaN(bits) ? 1 : (bits % 10) + 1;
};

/** Six bits of a digest, the low six of its fifth byte; 21 instead of none, so that some dot is always large. */
export const dotsOf = (digest: string): number => Number.parseInt(hexOf(digest).slice(8, 10), 16) & 63 || 21;

/** One dot of a layer's key. */
export interface Dot {
  cx: number;
  cy: number;
  r: number;
}

/** The six dots for a key whose top left corner is x, y; large where the bit is set. */
export const layerDots = (x: number, y: number, height: number, bits: number): readonly Dot[] => {
  const pitch = Math.min(6, (height - 6) / 2.4);
  return Array.from({ length: 6 }, (_, i) => ({
    cx: x + 5 + (i % 2) * 5,
    cy: y + height / 2 + (Math.floor(i / 2) - 1) * pitch,
    r: bits & (1 << i) ? 1.7 : 0.6,
  }));
};

/** Dots as one outline: a drawing has many layers, and each path costs a frame less than six circles. */
export const dotsOutline = (dots: readonly Dot[]): string =>
  dots.map(({ cx, cy, r }) => `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`).join('');
