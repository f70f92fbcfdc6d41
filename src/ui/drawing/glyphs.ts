// The glyphs of states, health and build steps as SVG path data on a 14 × 14 (steps: 16 × 16) grid.
import type { ContainerState, Health } from './container-parts.ts';

/** One path of a glyph: filled, or drawn as a line (`heavy`: a thicker one). */
export interface GlyphPath {
  d: string;
  style: 'fill' | 'open' | 'heavy';
  dash?: string;
}

/** A container's state as a glyph. */
export const stateGlyphs: Readonly<Record<ContainerState, readonly GlyphPath[]>> = {
  created: [{ d: 'M2.4 7a4.6 4.6 0 1 0 9.2 0a4.6 4.6 0 1 0 -9.2 0', style: 'open' }],
  running: [{ d: 'M3.4 2.2L12 7L3.4 11.8Z', style: 'fill' }],
  paused: [{ d: 'M2.6 2h3.2v10H2.6zM8.2 2h3.2v10H8.2z', style: 'fill' }],
  restarting: [
    { d: 'M11.6 7a4.6 4.6 0 1 1-1.5-3.4', style: 'open' },
    { d: 'M10.9 0.8v3.4H7.5Z', style: 'fill' },
  ],
  removing: [{ d: 'M2.4 4h9.2M5.4 4V2.4h3.2V4M3.6 4l.6 8h5.6l.6-8', style: 'open' }],
  exited: [{ d: 'M2.6 2.6h8.8v8.8H2.6z', style: 'fill' }],
  dead: [{ d: 'M3 3l8 8M11 3l-8 8', style: 'heavy' }],
};

/** The verdict of a health check as a glyph. */
export const healthGlyphs: Readonly<Record<Health, readonly GlyphPath[]>> = {
  starting: [{ d: 'M1 7h3l1.5-3 2 6 1.5-3h4', style: 'open', dash: '2 1.6' }],
  healthy: [{ d: 'M1 7h3l1.5-4.5 2.4 9L9.6 7h3.4', style: 'open' }],
  unhealthy: [{ d: 'M1 7h4.2M8.8 7h4.2M5.2 4.4l3.6 5.2M8.8 4.4l-3.6 5.2', style: 'open' }],
};

/** What became of a build step. */
export type StepState = 'cached' | 'miss' | 'running' | 'done' | 'waiting' | 'failed' | 'canceled';
const dot = (cx: number): string => `M${cx - 1.3} 8a1.3 1.3 0 1 0 2.6 0a1.3 1.3 0 1 0 -2.6 0`;
/** A build step's state as a mark. */
export const stepMarks: Readonly<Record<StepState, readonly GlyphPath[]>> = {
  cached: [
    { d: 'M3 8.5l3 3 7-7', style: 'open' },
    { d: 'M3 12.5h10', style: 'open' },
  ],
  done: [{ d: 'M3 8.5l3.2 3.2 6.8-7', style: 'open' }],
  running: [{ d: 'M5 3.5L12.5 8L5 12.5Z', style: 'fill' }],
  waiting: [{ d: dot(4) + dot(8) + dot(12), style: 'fill' }],
  miss: [{ d: 'M4 4l8 8M12 4l-8 8', style: 'open' }],
  failed: [{ d: 'M8 3v6.5M8 12v1', style: 'heavy' }],
  canceled: [{ d: 'M3 8h10', style: 'open' }],
};
