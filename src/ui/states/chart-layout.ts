// A statechart in a row: states beside each other, transitions onward in lanes above them, transitions back in lanes below.
import type { ChartEdge, ChartNode, Statechart } from './statechart.ts';

export interface PlacedNode {
  readonly node: ChartNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge {
  readonly edge: ChartEdge;
  /** Corners; the arrow stands on the last. */
  readonly points: readonly (readonly [number, number])[];
  /** Middle of the words, and their baseline, and how wide they may be. */
  readonly label: { readonly x: number; readonly y: number; readonly room: number };
}

export interface ChartLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly height: number;
}

const lane = 26;
const nodeHeight = 46;
const margin = 14;
/** Px between two ends of transitions at a state. */
const portPitch = 9;

interface Routed {
  readonly edge: ChartEdge;
  readonly start: number;
  readonly end: number;
  readonly low: number;
  readonly high: number;
  lane: number;
}

/** Least width of a chart with so many states, px. */
export const leastWidth = (chart: Statechart): number => chart.nodes.length * 96;

/** Lays a chart out in `width` px. */
export function layoutChart(chart: Statechart, width: number): ChartLayout {
  const count = Math.max(1, chart.nodes.length);
  const pitch = (width - 2 * margin) / count;
  const wide = Math.min(112, pitch - 14);
  const centre = (index: number): number => margin + (index + 0.5) * pitch;
  const indexOf = new Map(chart.nodes.map(({ name }, index) => [name, index]));
  const routes = chart.edges.map((edge): Routed => {
    const start = indexOf.get(edge.from) ?? 0;
    const end = indexOf.get(edge.to) ?? 0;
    return { edge, start, end, low: Math.min(start, end), high: Math.max(start, end), lane: 0 };
  });
  const above = takeLanes(routes.filter(({ start, end }) => start < end));
  const below = takeLanes(routes.filter(({ start, end }) => start > end));
  const top = margin + above * lane + 8;
  const bottom = top + nodeHeight;
  return {
    height: bottom + below * lane + 26,
    nodes: chart.nodes.map((node, index) => ({
      node,
      x: centre(index) - wide / 2,
      y: top,
      width: wide,
      height: nodeHeight,
    })),
    edges: routes.map((route) => {
      const onward = route.start < route.end;
      const y = onward ? top - 8 - route.lane * lane : bottom + 8 + route.lane * lane;
      const side = onward ? top : bottom;
      const [x1, x2] = [portOf(route, route.start, routes, centre), portOf(route, route.end, routes, centre)];
      return {
        edge: route.edge,
        points: [
          [x1, side],
          [x1, y],
          [x2, y],
          [x2, side],
        ],
        label: { x: (x1 + x2) / 2, y: onward ? y - 5 : y + 15, room: Math.abs(x2 - x1) - 6 },
      };
    }),
  };
}

/** Gives each transition the lowest lane that is free over its way, the shortest first; how many lanes there are. */
function takeLanes(routes: readonly Routed[]): number {
  const taken: Routed[] = [];
  let lanes = 0;
  for (const route of routes.toSorted((a, b) => a.high - a.low - (b.high - b.low) || a.low - b.low)) {
    let free = 1;
    while (taken.some((other) => other.lane === free && other.low < route.high && route.low < other.high)) free++;
    route.lane = free;
    lanes = Math.max(lanes, free);
    taken.push(route);
  }
  return lanes;
}

/**
 * Where a transition meets a state: those from and to the left on its left half, the others on its right half, and higher lanes
 * nearer the middle, so that no way crosses a lane that it could pass beside.
 */
function portOf(route: Routed, node: number, routes: readonly Routed[], centre: (index: number) => number): number {
  const onward = route.start < route.end;
  const toLeft = node === route.high;
  const beside = routes
    .filter((other) => other.start < other.end === onward && (toLeft ? other.high === node : other.low === node))
    .toSorted((a, b) => b.lane - a.lane);
  const away = (beside.indexOf(route) + 0.7) * portPitch;
  return centre(node) + (toLeft ? -away : away);
}
