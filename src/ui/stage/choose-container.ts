// Which container a view is about: the one that was asked for, else the one that the current command names, else the latest.
import { recordKey, type ContainerRecord } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';

/** What may say which container is meant, the strongest first. */
export interface Wish {
  /** Record keys: chosen in the view; what another view opened it about; shown in the inspector. */
  readonly wanted: string | undefined;
  readonly about: string | undefined;
  readonly selected: string | undefined;
  /** Words of the current docker command, without options. */
  readonly words: readonly string[];
}

/** All containers in order of name. */
export const containersOf = (view: View): readonly ContainerRecord[] =>
  view.all('container').toSorted((a, b) => (a.name < b.name ? -1 : 1));

/** The record key of a container. */
export const keyOf = ({ engine, id }: ContainerRecord): string => recordKey(engine, id);

/** The container that is meant; undefined when there is none at all. */
export function chooseContainer(containers: readonly ContainerRecord[], wish: Wish): ContainerRecord | undefined {
  for (const key of [wish.wanted, wish.about, wish.selected]) {
    const found = key === undefined ? undefined : containers.find((container) => keyOf(container) === key);
    if (found) return found;
  }
  const named = containers.find(({ name, id }) =>
    wish.words.some(
      (word) => word === name || word.startsWith(`${name}:`) || (word.length >= 4 && id.startsWith(word)),
    ),
  );
  // One that runs says more than one that has ended, the latest more than older ones.
  const rank = ({ state, createdAt }: ContainerRecord): number => (state === 'running' ? 1e15 : 0) + createdAt;
  return named ?? containers.toSorted((a, b) => rank(b) - rank(a))[0];
}
