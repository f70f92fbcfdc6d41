// A statechart in a row: states beside each other, transitions onward in lanes above them, transitions back in lanes below.
import { wrapText } from '../drawing/text-width.ts';
import { eventText, type ChartEdge, type ChartNode, type Statechart } from './statechart.ts';

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
  /** Its events in as many lines as they need: middle of the words, and the baseline of each. */
  readonly label: { readonly x: number; readonly lines: readonly { readonly text: string; readonly y: number }[] };
}

export interface ChartLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly height: number;
}

/** Distance of lanes and height of states where there is room, and the least; what a second line of words adds. */
const easy = { lane: 26, node: 46 };
const tight = { lane: 17, node: 36 };
const lineHeight = 14;
const margin = 14;
/** Above the words of the uppermost lane, below those of the lowest, and between a state and its first lane less a lane. */
const air = { above: 19, below: 22, first: 8 };
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

/** Lays a chart out in `width` px; where `height` is too little for easy lanes they are closer, as far as words allow. */
export function layoutChart(chart: Statechart, width: number, height = Infinity): ChartLayout {
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
  const onward = routes.filter(({ start, end }) => start < end);
  const back = routes.filter(({ start, end }) => start > end);
  const counts = [takeLanes(onward), takeLanes(back)] as const;
  const placed = routes.map((route) => {
    const x1 = portOf(route, route.start, routes, centre);
    const x2 = portOf(route, route.end, routes, centre);
    const words = route.edge.events.map(eventText).join(', ');
    return { route, x1, x2, words: wrapText(words, Math.abs(x2 - x1) - 4) };
  });
  /** How many lines the words of a lane take beyond one. */
  const further = (side: readonly Routed[], index: number): number =>
    Math.max(0, ...placed.filter(({ route }) => side.includes(route) && route.lane === index).map(moreThanOne));
  const moreLines = (side: readonly Routed[], upTo: number): number =>
    Array.from({ length: upTo }, (_, index) => further(side, index + 1)).reduce((sum, more) => sum + more, 0);
  const over = air.above + moreLines(onward, counts[0]) * lineHeight + air.first;
  const under = air.below + moreLines(back, counts[1]) * lineHeight + (counts[1] === 0 ? 0 : air.first);
  const share = Math.floor((height - over - under - easy.node) / Math.max(1, counts[0] + counts[1]));
  const lane = Math.max(tight.lane, Math.min(easy.lane, share));
  const nodeHeight = lane === tight.lane ? tight.node : easy.node;
  const top = over + counts[0] * lane;
  const bottom = top + nodeHeight;
  return {
    height: bottom + counts[1] * lane + under,
    nodes: chart.nodes.map((node, index) => ({
      node,
      x: centre(index) - wide / 2,
      y: top,
      width: wide,
      height: nodeHeight,
    })),
    edges: placed.map(({ route, x1, x2, words }) => {
      const isOnward = route.start < route.end;
      const away = air.first + route.lane * lane + moreLines(isOnward ? onward : back, route.lane - 1) * lineHeight;
      const y = isOnward ? top - away : bottom + away;
      const side = isOnward ? top : bottom;
      return {
        edge: route.edge,
        points: [
          [x1, side],
          [x1, y],
          [x2, y],
          [x2, side],
        ],
        label: {
          x: (x1 + x2) / 2,
          lines: words.map((text, index) => ({
            text,
            y: isOnward ? y - 5 - (words.length - 1 - index) * lineHeight : y + 15 + index * lineHeight,
          })),
        },
      };
    }),
  };
}

const moreThanOne = ({ words }: { readonly words: readonly string[] }): number => words.length - 1;

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
