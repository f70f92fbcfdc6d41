// What can be looked for on the stage at a moment, and which view shows it closely.
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';
import type { Log } from '../../sim/kernel/log.ts';
import { episodesOf } from '../player/episodes.ts';
import { zoomOf } from '../stage/zoom.ts';
import { stageViews } from '../stage/views.ts';

/** Something to find. */
export interface Findable {
  /** As the stage names it; of a command the message that its view opens about. */
  readonly id: string;
  readonly kind: 'container' | 'image' | 'network' | 'volume' | 'command' | 'view' | 'type' | 'do' | 'lesson';
  readonly name: string;
  /** What else it is known by: an id, an image, an address. */
  readonly detail: string;
  /** Id of the view that opens about it; undefined: the inspector shows it. */
  readonly view: string | undefined;
}

/** Commands that are offered. */
const latest = 30;

/** All that there is, objects before commands before views. */
export function findablesOf(view: View, log: Log): Findable[] {
  const objects: Findable[] = [
    ...view.all('container').map(({ engine, id, name, imageName, state, endpoints }) => ({
      id: recordKey(engine, id),
      kind: 'container' as const,
      name,
      detail: [state, imageName, ...endpoints.map(({ address }) => address), id.slice(0, 12)]
        .filter(Boolean)
        .join(', '),
    })),
    ...view.all('image').map(({ engine, id, tags }) => ({
      id: recordKey(engine, id),
      kind: 'image' as const,
      name: tags[0] ?? '<none>',
      detail: [...tags.slice(1), id.slice(7, 19)].join(', '),
    })),
    ...view.all('network').map(({ engine, id, name, subnet }) => ({
      id: recordKey(engine, id),
      kind: 'network' as const,
      name,
      detail: [subnet, id.slice(0, 12)].filter(Boolean).join(', '),
    })),
    ...view.all('volume').map(({ engine, name }) => ({
      id: recordKey(engine, name),
      kind: 'volume' as const,
      name,
      detail: '',
    })),
  ].map((found) => ({ ...found, view: zoomOf(view, found.id) }));
  const commands = episodesOf(log)
    .until(view.position)
    .filter(({ messages }) => (messages[0]?.id ?? Infinity) < view.position)
    .slice(-latest)
    .toReversed()
    .map(({ id, messages }): Findable => {
      const entry = log.entries[id];
      return {
        id: `message:${messages[0]?.id ?? id}`,
        kind: 'command',
        name: entry?.type === 'command' ? entry.line : '',
        detail: `${messages.length} messages`,
        view: 'messages',
      };
    });
  const views = stageViews.map(({ id, name, key }): Findable => ({
    id,
    kind: 'view',
    name,
    detail: `key ${key}`,
    view: id,
  }));
  return [...objects, ...commands, ...views];
}

/** Those that have all words of a query in their name, kind or detail; names that begin with it come first. */
export function matching(all: readonly Findable[], query: string): Findable[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(({ name, kind, detail }) => {
    const text = `${kind} ${name} ${detail}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const first = words[0] ?? '';
  const rank = ({ name }: Findable): number => (name.toLowerCase().startsWith(first) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b));
}
