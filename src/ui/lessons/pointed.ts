// The objects that a lesson points at, by name, as they are on the stage now.
import type { Cue } from '../../lessons/lesson.ts';
import { imageNamed } from '../../lessons/goals/evidence.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';

/** Record keys of those that are there. */
export function keysOf(view: View, point: Cue['point']): string[] {
  return point.flatMap(({ kind, name }) => {
    if (kind === 'image') {
      const image = imageNamed(view, name);
      return image ? [recordKey(image.engine, image.id)] : [];
    }
    const found = (kind === 'container' ? view.all('container') : kind === 'network' ? view.all('network') : []).find(
      (record) => record.name === name,
    );
    if (found) return [recordKey(found.engine, found.id)];
    const volume = kind === 'volume' ? view.all('volume').find((record) => record.name === name) : undefined;
    return volume ? [recordKey(volume.engine, volume.name)] : [];
  });
}
