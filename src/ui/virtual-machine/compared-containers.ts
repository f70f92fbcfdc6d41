// The figures of containers that are set against those of virtual machines.
import { humanSize } from '../../sim/cli/format/units.ts';
import { recordKey } from '../../sim/engine/records.ts';
import type { View } from '../../sim/kernel/view.ts';

export interface ComparedContainer {
  readonly engine: string;
  readonly id: string;
  readonly name: string;
  readonly image: string;
  /** How long it took from the made container to the running program; undefined before it was started. */
  readonly started: string | undefined;
  /** Size of its image, which others share. */
  readonly size: string;
  /** Undefined while it does not run. */
  readonly memory: string | undefined;
}

/** All containers, the oldest first. */
export function comparedContainers(view: View): ComparedContainer[] {
  const usage = new Map(view.all('usage').map(({ container, memory }) => [container, memory]));
  return view
    .all('container')
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map(({ engine, id, name, image, imageName, state, createdAt, startedAt }) => {
      const memory = usage.get(id);
      const size = view.get('image', recordKey(engine, image))?.size;
      return {
        engine,
        id,
        name,
        image: imageName,
        started: startedAt > 0 ? duration(startedAt - createdAt) : undefined,
        size: size === undefined ? 'unknown' : humanSize(size),
        // What is too little to be noted is less than a step.
        memory: state !== 'running' ? undefined : memory === undefined ? 'under 1MB' : humanSize(memory),
      };
    });
}

const duration = (ms: number): string =>
  ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
