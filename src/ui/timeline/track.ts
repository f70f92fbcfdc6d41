// The track of the timeline: times to places, ticks of the ruler, the clock's digits, and what a block can show.
import { tickStep } from 'd3-array';
import { fitText } from '../drawing/text-width.ts';

/** What a command was, or is, at the playhead. */
export type BlockState = 'past' | 'current' | 'failed' | 'future';
/** A command as a block; x and width in px. The label has no `docker` in front. */
export interface Block {
  id: string;
  x: number;
  width: number;
  label: string;
  state: BlockState;
}
/** What happened: a triangle, a tall bar, a short bar, a cross. */
export type MarkKind = 'message' | 'change' | 'output' | 'error';
/** A mark below the blocks. */
export interface Mark {
  x: number;
  kind: MarkKind;
}
/** A branch that leaves at x and runs on for `width` px. */
export interface Branch {
  id: string;
  x: number;
  width: number;
  /** Its number, and what it is in words. */
  label: string;
  title: string;
}
/** A line of the ruler. */
export interface Tick {
  x: number;
  label: string;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** Virtual ms as the clock shows them: `0:23.420`, `1:02:03.004` from one hour on. */
export const clockText = (ms: number): string => {
  const t = Math.max(0, Math.floor(ms));
  const hours = Math.floor(t / 3_600_000);
  const minutes = Math.floor(t / 60_000) % 60;
  const rest = `${two(Math.floor(t / 1000) % 60)}.${String(t % 1000).padStart(3, '0')}`;
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
};

/** The clock without what is below a second, unless the ruler needs it. */
export const tickText = (ms: number, step: number): string => {
  const text = clockText(ms);
  return step >= 1000 ? text.slice(0, -4) : text.slice(0, step >= 100 ? -2 : text.length);
};

/** Virtual time per real time, in words; 0 shows only end states. */
export const speedText = (speed: number): string => (speed === 0 ? 'instant' : `${speed}×`);

/** The part of time that a track shows, over its width in px. */
export interface TrackRange {
  from: number;
  to: number;
  width: number;
}

/** Where a time stands on the track, in px; times outside the range lie outside the track. */
export const timeToX = (t: number, { from, to, width }: TrackRange): number =>
  to <= from ? 0 : ((t - from) / (to - from)) * width;
/** The time at a place on the track, kept within the range. */
export const xToTime = (x: number, { from, to, width }: TrackRange): number =>
  width <= 0 ? from : Math.min(to, Math.max(from, from + (x / width) * (to - from)));

const nice = [
  100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000,
  3_600_000,
];

/** Ticks at round times, at least `apart` px from one another. */
export const ticks = (range: TrackRange, apart = 90): readonly Tick[] => {
  const span = range.to - range.from;
  if (span <= 0 || range.width <= 0) return [];
  const least = (span * apart) / range.width;
  const step = nice.find((n) => n >= least) ?? tickStep(0, span, Math.max(1, range.width / apart));
  const first = Math.ceil(range.from / step) * step;
  const count = Math.floor((range.to - first) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => {
    const t = first + i * step;
    return { x: timeToX(t, range), label: tickText(t, step) };
  });
};

/** What of a command's label its block has room for; empty where it has none. */
export const blockLabel = ({ label, width }: Pick<Block, 'label' | 'width'>): string =>
  width < 30 ? '' : fitText(label, width - 11, { face: 'code' });
