// Which record an object of the stage is, by the id that the stage gives it.
import type { Kinds } from '../../sim/kernel/store.ts';
import type { View } from '../../sim/kernel/view.ts';

/** Kinds of records that the inspector shows. */
const plain = ['container', 'image', 'network', 'volume'] as const;

type InspectedKind = (typeof plain)[number] | 'layer' | 'process' | 'registry' | 'repository' | 'daemon';

/** A record with its kind and its key in the log. */
export type Inspected = {
  [Kind in InspectedKind]: { readonly kind: Kind; readonly key: string; readonly record: Kinds[Kind] };
}[InspectedKind];

/**
 * The record with an id: the key of a container, image, network or volume; `layer:` and a chain id or key; `process:` and a host pid;
 * `registry:` and a host; `repository:` and a key; `daemon:` and an engine. Undefined when it is not there at the view's moment.
 */
export function subjectOf(view: View, id: string): Inspected | undefined {
  for (const kind of plain) {
    const record = view.get(kind, id);
    if (record) return { kind, key: id, record } as Inspected;
  }
  const colon = id.indexOf(':');
  const name = id.slice(colon + 1);
  switch (id.slice(0, colon)) {
    case 'layer': {
      const record = view.get('layer', name) ?? view.all('layer').find(({ chainId }) => chainId === name);
      return record && { kind: 'layer', key: `${record.engine}/${record.chainId}`, record };
    }
    case 'process': {
      const record = view.all('process').find(({ hostPid }) => String(hostPid) === name);
      return record && { kind: 'process', key: `${record.machine}/${record.hostPid}`, record };
    }
    case 'registry': {
      const record = view.get('registry', name);
      return record && { kind: 'registry', key: name, record };
    }
    case 'repository': {
      const record = view.get('repository', name);
      return record && { kind: 'repository', key: name, record };
    }
    case 'daemon': {
      const key = `${name}/daemon`;
      const record = view.get('daemon', key);
      return record && { kind: 'daemon', key, record };
    }
  }
  return undefined;
}
