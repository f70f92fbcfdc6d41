// The objects whose states the six statecharts tell: which there are, in which state each is, and how it came there.
import type { AnyStateMachine } from 'xstate';
import { machines } from '../../sim/machines/index.ts';
import { next } from '../../sim/machines/next.ts';
import { recordKey, type ContainerRecord } from '../../sim/engine/records.ts';
import type { ChangeEntry, Log } from '../../sim/kernel/log.ts';
import type { Kinds } from '../../sim/kernel/store.ts';
import type { View } from '../../sim/kernel/view.ts';
import { causesOf, requestText } from '../player/causes.ts';
import { madeByText } from '../stage/picture.ts';

/** A statechart by name. */
export type ChartName = keyof typeof machines;

/** The charts in the order in which a command meets them. */
export const chartNames: readonly ChartName[] = ['client', 'daemon', 'container', 'image', 'layer', 'registry'];

export const machineOf = (name: ChartName): AnyStateMachine => machines[name];

/** Something that has a state. */
export interface Subject {
  /** Record key. */
  readonly key: string;
  readonly kind: keyof Kinds;
  readonly name: string;
  /** Path of the leaf state: `running.healthy`. */
  readonly state: string;
}

/** A change of state. */
export interface Passage {
  /** Id of the entry. */
  readonly id: number;
  /** Virtual ms. */
  readonly t: number;
  /** Undefined: it came to be. */
  readonly from: string | undefined;
  /** Undefined: it went. */
  readonly to: string | undefined;
  /** What the chart calls that; empty where it came or went. */
  readonly events: readonly string[];
  /** The request that led to it: `POST /containers/web/stop`. */
  readonly because: string;
  /** The learner's command line. */
  readonly command: string;
}

/** All that is in some state of a chart now, the latest last. */
export function subjectsOf(view: View, chart: ChartName): Subject[] {
  switch (chart) {
    case 'client':
      return view.all('client').map((it) => ({
        key: recordKey(it.machine, String(it.hostPid)),
        kind: 'client',
        name: it.argv.join(' '),
        state: it.state,
      }));
    case 'daemon':
      return view
        .all('daemon')
        .map((it) => ({ key: recordKey(it.engine, 'daemon'), kind: 'daemon', name: 'dockerd', state: it.state }));
    case 'registry':
      return view.all('registry').map((it) => ({ key: it.host, kind: 'registry', name: it.host, state: it.state }));
    case 'container':
      return view
        .all('container')
        .toSorted((a, b) => a.createdAt - b.createdAt)
        .map((it) => ({ key: recordKey(it.engine, it.id), kind: 'container', name: it.name, state: leafOf(it) }));
    case 'image':
      return imageSubjects(view);
    case 'layer':
      return view.all('layer').map((it) => ({
        key: recordKey(it.engine, it.chainId),
        kind: 'layer',
        name: `${(it.digest || it.diffId || it.chainId).slice(7, 19)} ${madeByText(it.createdBy)}`.trim(),
        state: it.state,
      }));
  }
}

/** Images that are pulled, and those that came in another way. */
function imageSubjects(view: View): Subject[] {
  const pulls = view.all('pull').map((it): Subject => ({
    key: recordKey(it.engine, it.reference),
    kind: 'pull',
    name: it.reference,
    state: it.state,
  }));
  const pulled = new Set(pulls.map(({ name }) => name));
  const others = view
    .all('image')
    .filter(({ tags }) => !tags.some((tag) => pulled.has(tag)))
    .map((it): Subject => ({
      key: recordKey(it.engine, it.id),
      kind: 'image',
      name: it.tags[0] ?? it.id.slice(7, 19),
      state: 'complete',
    }));
  return [...pulls, ...others];
}

const leafOf = ({ state, health }: ContainerRecord): string =>
  state === 'running' || state === 'paused' ? `${state}.${health}` : state;

/** The state that a record of a chart's kind is in. */
function stateOf(kind: keyof Kinds, record: unknown): string | undefined {
  if (record === undefined) return undefined;
  if (kind === 'container') return leafOf(record as ContainerRecord);
  if (kind === 'image') return 'complete';
  return (record as { readonly state: string }).state;
}

/** The passages of an object from one state to another within the first `position` entries, in order. */
export function historyOf(log: Log, position: number, chart: ChartName, { kind, key }: Subject): Passage[] {
  const machine = machineOf(chart);
  const passages: Passage[] = [];
  for (let index = 0; index < position; index++) {
    const entry = log.entries[index];
    if (entry?.type !== 'change' || entry.kind !== kind || entry.key !== key) continue;
    const from = stateOf(kind, entry.before);
    const to = stateOf(kind, entry.after);
    if (from === to) continue;
    passages.push({
      id: entry.id,
      t: entry.t,
      from,
      to,
      events: from === undefined || to === undefined ? [] : eventsBetween(machine, from, to),
      ...causeOf(log, entry),
    });
  }
  return passages;
}

const eventsBetween = (machine: AnyStateMachine, from: string, to: string): string[] =>
  (machine.events as string[]).filter((event) => next(machine, from, event) === to);

function causeOf(log: Log, entry: ChangeEntry): { readonly because: string; readonly command: string } {
  const { request, command } = causesOf(log, entry);
  return { because: request ? requestText(request) : '', command: command?.line ?? '' };
}
