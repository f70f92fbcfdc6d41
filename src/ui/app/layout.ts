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

/** Width of the lesson pane, px; `wished`: dragged to. On a tablet it is a drawer, on a phone the page itself. */
export function paneWidth(width: number, wished: number | undefined): number {
  const usual = width >= 1400 ? 384 : width >= 1280 ? 356 : 304;
  return Math.round(Math.min(Math.max(least.pane, width - least.stageWidth), Math.max(least.pane, wished ?? usual)));
}

/** Least sizes, px. */
export const least = {
  stage: 220,
  stageWidth: 560,
  terminalWidth: 320,
  terminalHeight: 120,
  words: 240,
  pane: 280,
  files: 360,
  /** Beside it the inspector leaves stage and terminal room to be read. */
  besideInspector: 1340,
};

/** Height of the keys below the terminal where there is no keyboard, px. */
const keys = 45;

/** Height of the bottom region with nothing but its bar, px; and where fingers touch it. */
const collapsed = { pointed: 44, touched: 48 };

/**
 * The layout for a window of this size; wishes (from dragged splitters) are kept within bounds. `enlarged`: the stage has the bottom's
 * room. `pane`: px that a lesson takes on the left. `touched`: by fingers, which get keys below the terminal.
 */
export function layoutFor(
  width: number,
  height: number,
  wishes: {
    bottom: number | undefined;
    terminal: number | undefined;
    enlarged: boolean;
    pane?: number;
    touched?: boolean;
  },
): Layout {
  const kind = width >= 1280 ? 'wide' : width >= 1000 ? 'medium' : width >= 720 ? 'tablet' : 'phone';
  const low = height < 820;
  const timeline = kind === 'phone' ? 58 : low || kind !== 'wide' ? 48 : 76;
  const usual = kind === 'phone' ? 200 : low ? 196 : 248;
  const below = wishes.touched === true ? keys : 0;
  const most = Math.max(least.terminalHeight + below, height - 44 - 38 - 36 - timeline - least.stage);
  // A phone has no splitter, and a wish made in a wide window is not one for it.
  const wished = kind === 'phone' ? usual + below : (wishes.bottom ?? usual + below);
  const bottom = wishes.enlarged
    ? collapsed[wishes.touched ? 'touched' : 'pointed']
    : Math.round(Math.min(most, Math.max(least.terminalHeight, wished)));
  const work = width - (wishes.pane ?? 0);
  const beside = kind === 'wide';
  const terminal = beside
    ? Math.round(Math.min(work - least.words, Math.max(least.terminalWidth, wishes.terminal ?? work * 0.62)))
    : undefined;
  return { kind, timeline, bottom, terminal };
}
