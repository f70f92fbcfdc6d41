// A statechart as a drawing needs it, read from its definition: outer states, transitions between them, what is inside.
import type { AnyStateMachine } from 'xstate';
import { leaves, next } from '../../sim/machines/next.ts';

/** A transition between two outer states, with the events that lead there. */
export interface ChartEdge {
  readonly from: string;
  readonly to: string;
  readonly events: readonly string[];
}

/** An outer state. */
export interface ChartNode {
  readonly name: string;
  readonly initial: boolean;
  readonly final: boolean;
  /** States inside it; none for most. */
  readonly inner: readonly string[];
  /** Transitions between those. */
  readonly innerEdges: readonly ChartEdge[];
  /** Events that are legal and leave it as it is. */
  readonly stays: readonly string[];
}

export interface Statechart {
  readonly nodes: readonly ChartNode[];
  readonly edges: readonly ChartEdge[];
}

const outer = (leaf: string): string => leaf.split('.')[0] ?? leaf;
const inner = (leaf: string): string => leaf.split('.').slice(1).join('.');

const charts = new WeakMap<AnyStateMachine, Statechart>();

/** Reads a machine; the states are in the order of its definition. */
export function statechartOf(machine: AnyStateMachine): Statechart {
  let chart = charts.get(machine);
  if (!chart) charts.set(machine, (chart = read(machine)));
  return chart;
}

function read(machine: AnyStateMachine): Statechart {
  const all = leaves(machine);
  const events = (machine.events as string[]).toSorted();
  const between = new Map<string, { from: string; to: string; events: Set<string> }>();
  const inside = new Map<string, { from: string; to: string; events: Set<string> }>();
  const stays = new Map<string, Set<string>>();
  for (const leaf of all)
    for (const event of events) {
      const target = next(machine, leaf, event);
      if (target === undefined) continue;
      const same = outer(target) === outer(leaf);
      if (target === leaf) {
        const known = stays.get(outer(leaf)) ?? new Set<string>();
        stays.set(outer(leaf), known.add(event));
      } else {
        const [from, to] = same ? [leaf, target] : [outer(leaf), outer(target)];
        const edges = same ? inside : between;
        const edge = edges.get(`${from} ${to}`) ?? { from, to, events: new Set<string>() };
        edge.events.add(event);
        edges.set(`${from} ${to}`, edge);
      }
    }
  const listed = (edges: typeof between): ChartEdge[] =>
    [...edges.values()].map(({ from, to, events: found }) => ({ from, to, events: [...found] }));
  const names = [...new Set(all.map(outer))];
  const edges = listed(between);
  const innerEdges = listed(inside);
  const { initial } = machine.config as { initial?: unknown };
  return {
    edges,
    nodes: names.map((name) => ({
      name,
      initial: name === initial,
      final: !edges.some(({ from }) => from === name) && !stays.has(name),
      inner: all.filter((leaf) => outer(leaf) === name && leaf !== name).map(inner),
      innerEdges: innerEdges
        .filter(({ from }) => outer(from) === name)
        .map((edge) => ({ ...edge, from: inner(edge.from), to: inner(edge.to) })),
      stays: [...(stays.get(name) ?? [])],
    })),
  };
}

/** An event in words: `exitAndRestart` is `exit and restart`. */
export const eventText = (event: string): string => event.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
