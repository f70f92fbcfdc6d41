// What is not the same at two moments: objects that came, went or changed, and in what.
import { humanSize } from '../../sim/cli/format/units.ts';
import { shortId } from '../../sim/cli/format/truncate.ts';
import { recordKey, type ContainerRecord, type ImageRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';

type ObjectKind = 'container' | 'image' | 'volume' | 'network';

/** One object that differs. */
export interface Difference {
  /** Record key. */
  readonly id: string;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly change: 'new' | 'gone' | 'changed';
  /** What changed, each with its value before and after; empty for what is new or gone. */
  readonly details: readonly { readonly what: string; readonly before: string; readonly after: string }[];
}

interface Facts {
  readonly id: string;
  readonly kind: ObjectKind;
  readonly name: string;
  readonly facts: Readonly<Record<string, string>>;
}

/** All that differs, in order of kind and name. */
export function differencesBetween(before: View, after: View): Difference[] {
  const old = factsOf(before);
  const now = factsOf(after);
  const differences: Difference[] = [];
  for (const object of [...old.values(), ...[...now.values()].filter(({ id }) => !old.has(id))]) {
    const then = old.get(object.id);
    const since = now.get(object.id);
    const { id, kind } = object;
    if (!then || !since) {
      differences.push({ id, kind, name: object.name, change: then ? 'gone' : 'new', details: [] });
      continue;
    }
    const details = Object.keys(then.facts)
      .map((what) => ({ what, before: then.facts[what] ?? '', after: since.facts[what] ?? '' }))
      .filter((detail) => detail.before !== detail.after);
    if (details.length > 0) differences.push({ id, kind, name: since.name, change: 'changed', details });
  }
  const kinds: readonly ObjectKind[] = ['container', 'image', 'volume', 'network'];
  return differences.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.name < b.name ? -1 : 1));
}

function factsOf(view: View): Map<string, Facts> {
  const all: Facts[] = [
    ...view.all('container').map(containerFacts),
    ...view.all('image').map(imageFacts),
    ...view.all('volume').map(({ engine, name, size }) => ({
      id: recordKey(engine, name),
      kind: 'volume' as const,
      name,
      facts: { size: humanSize(size) },
    })),
    ...view.all('network').map(({ engine, id, name, subnet, gateway }) => ({
      id: recordKey(engine, id),
      kind: 'network' as const,
      name,
      facts: { subnet, gateway },
    })),
  ];
  return new Map(all.map((facts) => [facts.id, facts]));
}

function containerFacts(record: ContainerRecord): Facts {
  const { engine, id, name, state, health, exitCode, endpoints, ports, mounts, writableSize, restartCount } = record;
  return {
    id: recordKey(engine, id),
    kind: 'container',
    name,
    facts: {
      name,
      state: state === 'exited' || state === 'dead' ? `${state} (${exitCode})` : state,
      health,
      restarts: String(restartCount),
      networks: listed(endpoints.map(({ networkName, address }) => `${networkName} ${address}`.trim())),
      ports: listed(ports.map(({ hostPort, containerPort, protocol }) => `${hostPort} → ${containerPort}/${protocol}`)),
      mounts: listed(
        mounts.map(({ type, source, name: volume, destination }) => `${volume || source || type} on ${destination}`),
      ),
      'written in it': humanSize(writableSize),
    },
  };
}

function imageFacts({ engine, id, tags, digests, size }: ImageRecord): Facts {
  return {
    id: recordKey(engine, id),
    kind: 'image',
    name: tags[0] ?? digests[0] ?? shortId(id),
    facts: { tags: listed(tags), digests: listed(digests), size: humanSize(size) },
  };
}

const listed = (parts: readonly string[]): string => [...new Set(parts)].join(', ') || 'none';
