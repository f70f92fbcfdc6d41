// Sizes of the regions for a window, by the breakpoints of the design guide.

export type LayoutKind = 'wide' | 'medium' | 'tablet' | 'phone';

export interface Layout {
  readonly kind: LayoutKind;
  /** Heights in px. */
  readonly timeline: number;
  readonly bottom: number;
  /** Width in px of the terminal beside "In words"; undefined: "In words" is a tab of the bottom region. */
  readonly terminal: number | undefined;
}

/** Least sizes, px. */
export const least = { stage: 220, terminalWidth: 320, terminalHeight: 120, words: 240 };

/** The layout for a window of this size; wishes (from dragged splitters) are kept within bounds. */
export function layoutFor(
  width: number,
  height: number,
  wishes: { bottom: number | undefined; terminal: number | undefined },
): Layout {
  const kind = width >= 1280 ? 'wide' : width >= 1000 ? 'medium' : width >= 720 ? 'tablet' : 'phone';
  const low = height < 820;
  const timeline = kind === 'phone' ? 58 : low || kind !== 'wide' ? 48 : 76;
  const usual = kind === 'phone' ? Math.round(height * 0.38) : low ? 196 : 248;
  const most = Math.max(least.terminalHeight, height - 44 - 38 - 36 - timeline - least.stage);
  const bottom = Math.round(Math.min(most, Math.max(least.terminalHeight, wishes.bottom ?? usual)));
  const beside = kind === 'wide';
  const terminal = beside
    ? Math.round(Math.min(width - least.words, Math.max(least.terminalWidth, wishes.terminal ?? width * 0.62)))
    : undefined;
  return { kind, timeline, bottom, terminal };
}
