// Motion as pure functions of virtual time: how far along, and where something stands that comes or goes.
// Durations are virtual milliseconds at speed 1.
import { easeCubicInOut, easeCubicOut } from 'd3-ease';

/** How long an object takes to come to, or leave, its place. */
export const placeTime = 320;

/** 0 before `start`, 1 from `start + duration` on, linear between: travel, meters, countdowns. */
export const progress = (now: number, start: number, duration: number): number =>
  duration <= 0 ? (now >= start ? 1 : 0) : Math.min(1, Math.max(0, (now - start) / duration));

/** The side that something comes from or leaves to. */
export type Side = 'above' | 'below' | 'left' | 'right' | 'nowhere';
/** Shift and opacity to draw something with. */
export interface Presence {
  dx: number;
  dy: number;
  opacity: number;
}

const distance = 8;
const away: Readonly<Record<Side, readonly [number, number]>> = {
  above: [0, -distance],
  below: [0, distance],
  left: [-distance, 0],
  right: [distance, 0],
  nowhere: [0, 0],
};

/** Something that comes at `start`: fades in and moves 8 px from the side it came from. */
export const arriving = (now: number, start: number, from: Side, duration = placeTime): Presence => {
  const t = easeCubicOut(progress(now, start, duration));
  const [dx, dy] = away[from];
  return { dx: dx * (1 - t) || 0, dy: dy * (1 - t) || 0, opacity: t };
};

/** Something that leaves at `start`; the mirror of `arriving`. */
export const leaving = (now: number, start: number, to: Side, duration = placeTime): Presence => {
  const t = easeCubicOut(progress(now, start, duration));
  const [dx, dy] = away[to];
  return { dx: dx * t || 0, dy: dy * t || 0, opacity: 1 - t };
};

/** A value on its way from one place to another, for what slides: a family of images, the camera. */
export const sliding = (now: number, start: number, from: number, to: number, duration = placeTime): number =>
  from + (to - from) * easeCubicInOut(progress(now, start, duration));
