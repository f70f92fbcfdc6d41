// The graph of a build: one row for a line of the Dockerfile, one column for a stage. Pure geometry.
import type { ShownBuild, ShownState, ShownStep } from './shown-build.ts';
import { stageName } from './build-words.ts';

/** Height of a line, px; the least where the whole file is to be seen, and then that of an empty line. */
const lineHeight = { usual: 24, least: 19, empty: 5 };

/** Where a line of the Dockerfile stands: its top, in how many lines it is set, and how high each of them is. */
export interface PlacedLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly y: number;
  readonly lines: readonly string[];
  readonly row: number;
}

/** Lines of a text, set in `columns` letters: longer ones go on in the next row. They are closer where `room` (px) needs it. */
export function placeLines(
  text: string,
  columns: number,
  room = Infinity,
): { readonly lines: readonly PlacedLine[]; readonly height: number } {
  const pieces = text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const set: string[] = [];
      for (let at = 0; at === 0 || at < line.length; at += columns) set.push(line.slice(at, at + columns));
      return { line, set };
    });
  const empty = pieces.filter(({ line }) => line.trim() === '').length;
  const rows = pieces.reduce((sum, { set }) => sum + set.length, 0) - empty;
  const close = (rows + empty) * lineHeight.usual > room;
  const row = close
    ? Math.min(
        lineHeight.usual,
        Math.max(lineHeight.least, Math.floor((room - empty * lineHeight.empty) / Math.max(1, rows))),
      )
    : lineHeight.usual;
  let y = 0;
  const lines = pieces.map(({ line, set }, index) => {
    const own = close && line.trim() === '' ? lineHeight.empty : row;
    const placed = { number: index + 1, text: line, y, lines: set, row: own };
    y += set.length * own;
    return placed;
  });
  return { lines, height: y };
}

export interface GraphStep {
  readonly step: ShownStep;
  readonly x: number;
  /** Middle of its row. */
  readonly y: number;
  /** Bottom of its last row, from the top of its first; and the height of one row. */
  readonly height: number;
  readonly row: number;
}

export interface GraphStage {
  readonly index: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly needed: boolean;
}

export interface GraphEdge {
  readonly id: string;
  readonly d: string;
  /** What leads through it: reused, done anew, not yet, or nothing at all; `from`: files are copied. */
  readonly kind: 'hit' | 'run' | 'later' | 'none' | 'from';
}

export interface Graph {
  readonly steps: readonly GraphStep[];
  readonly stages: readonly GraphStage[];
  readonly edges: readonly GraphEdge[];
  /** Where the words beside the steps begin. */
  readonly wordsX: number;
}

/** Lays out the graph. `lines` as they are placed beside it; `room`: px for the columns of stages. */
export function buildGraph(build: ShownBuild, lines: readonly PlacedLine[], room: number): Graph {
  const count = Math.max(1, build.stages.length);
  const pitch = Math.min(36, Math.max(12, room / count));
  const columnAt = (stage: number): number => 26 + stage * pitch;
  const rowAt = (line: number): number => lines[line - 1]?.row ?? lineHeight.usual;
  const middle = (line: number): number => (lines[line - 1]?.y ?? 0) + rowAt(line) / 2;
  const taken = new Set<number>();
  const steps: GraphStep[] = [];
  for (const step of build.steps) {
    // Triggers of a base stand on the line of FROM, all in one place.
    const y = middle(step.range.start);
    if (taken.has(y)) continue;
    taken.add(y);
    const end = lines[step.range.end - 1];
    const row = rowAt(step.range.start);
    const bottom = end ? end.y + end.lines.length * end.row : y + row / 2;
    steps.push({ step, x: columnAt(step.stage), y, height: bottom - y + row / 2, row });
  }
  const stages = build.stages.map(({ index, needed, range }) => ({
    index,
    name: stageName(build, index),
    x: columnAt(index),
    y: middle(range.start),
    needed,
  }));
  const wordsX = columnAt(count - 1) + 20;
  return { steps, stages, edges: edgesOf(build, steps, stages), wordsX };
}

const kindOf = (state: ShownState): GraphEdge['kind'] =>
  state === 'cached'
    ? 'hit'
    : state === 'unneeded' || state === 'cancelled'
      ? 'none'
      : state === 'waiting' || state === 'perhaps'
        ? 'later'
        : 'run';

function edgesOf(build: ShownBuild, steps: readonly GraphStep[], stages: readonly GraphStage[]): GraphEdge[] {
  const edges: GraphEdge[] = [];
  const ofStage = (index: number): GraphStep[] => steps.filter(({ step }) => step.stage === index);
  const r = 8;
  for (const stage of stages) {
    const own = ofStage(stage.index);
    let y = stage.y;
    let before: GraphEdge['kind'] = stage.needed ? 'hit' : 'none';
    for (const { step, x, y: to } of own) {
      if (to === stage.y) continue;
      const kind: GraphEdge['kind'] = step.kind === 'metadata' ? (stage.needed ? before : 'none') : kindOf(step.state);
      edges.push({ id: step.id, d: `M${x} ${y}V${to}`, kind });
      y = to;
      before = kind;
    }
    const below = build.stages[stage.index]?.below;
    const base = below === undefined ? undefined : stages[below];
    if (base) {
      const from = ofStage(base.index).at(-1)?.y ?? base.y;
      const turn = Math.min(r, stage.x - base.x);
      const first = own.find(({ step }) => step.kind === 'layer');
      edges.push({
        id: `below ${stage.index}`,
        d: `M${base.x} ${from}V${stage.y - turn - 3}q0 ${turn} ${turn} ${turn}H${stage.x - turn}q${turn} 0 ${turn} ${turn}`,
        kind: first ? kindOf(first.step.state) : stage.needed ? 'hit' : 'none',
      });
    }
  }
  for (const { step, x, y } of steps)
    for (const from of step.from) {
      const source = stages[from];
      if (!source) continue;
      const start = ofStage(from).at(-1)?.y ?? source.y;
      const turn = Math.min(r, (x - source.x) / 2);
      edges.push({
        id: `from ${from} ${step.id}`,
        d: `M${source.x + 4} ${start + 9}V${y - turn}q0 ${turn} ${turn} ${turn}H${x - 11}`,
        kind: step.state === 'unneeded' ? 'none' : 'from',
      });
    }
  return edges;
}
