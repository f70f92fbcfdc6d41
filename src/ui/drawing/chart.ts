// A statechart drawn small: states at given places, transitions along given corners. The container's is here.
import type { Heading } from './outlines.ts';

/** A state: 23 px high, at this place. */
export interface ChartState {
  name: string;
  x: number;
  y: number;
  width: number;
}

/** A transition and the corners of its route; the arrow stands on the last one. */
export interface ChartTransition {
  from: string;
  to: string;
  points: readonly (readonly [number, number])[];
}

/** The route as path data. */
export const routePath = (points: ChartTransition['points']): string =>
  points.map(([x, y], i) => `${i ? 'L' : 'M'}${x} ${y}`).join('');

/** Place and heading of the arrow at a route's end. */
export const routeHead = (points: ChartTransition['points']): { x: number; y: number; heading: Heading } => {
  const [x, y] = points.at(-1) ?? [0, 0];
  const [px, py] = points.at(-2) ?? [x - 1, y];
  const heading = Math.abs(x - px) >= Math.abs(y - py) ? (x >= px ? 'right' : 'left') : y >= py ? 'down' : 'up';
  return { x, y, heading };
};

/** The seven states of a container, on 312 × 92 px. */
export const containerChart: { states: readonly ChartState[]; transitions: readonly ChartTransition[] } = {
  states: [
    { name: 'created', x: 0.5, y: 6, width: 58 },
    { name: 'running', x: 84, y: 6, width: 64 },
    { name: 'paused', x: 186, y: 6, width: 58 },
    { name: 'dead', x: 258, y: 6, width: 46 },
    { name: 'restarting', x: 54, y: 62, width: 78 },
    { name: 'exited', x: 174, y: 62, width: 52 },
    { name: 'removing', x: 247.5, y: 62, width: 64 },
  ],
  transitions: [
    {
      from: 'created',
      to: 'running',
      points: [
        [58, 17.5],
        [84, 17.5],
      ],
    },
    {
      from: 'running',
      to: 'paused',
      points: [
        [148, 13],
        [186, 13],
      ],
    },
    {
      from: 'paused',
      to: 'running',
      points: [
        [186, 22],
        [148, 22],
      ],
    },
    {
      from: 'running',
      to: 'restarting',
      points: [
        [96, 29],
        [96, 62],
      ],
    },
    {
      from: 'restarting',
      to: 'running',
      points: [
        [116, 62],
        [116, 29],
      ],
    },
    {
      from: 'running',
      to: 'exited',
      points: [
        [138, 29],
        [138, 73.5],
        [174, 73.5],
      ],
    },
    {
      from: 'exited',
      to: 'running',
      points: [
        [200, 62],
        [200, 46],
        [145, 46],
        [145, 29],
      ],
    },
    {
      from: 'exited',
      to: 'removing',
      points: [
        [226, 73.5],
        [247, 73.5],
      ],
    },
    {
      from: 'removing',
      to: 'dead',
      points: [
        [280, 62],
        [280, 29],
      ],
    },
  ],
};
