// The state of a world as one text: every record, with files by path, and the clock.
import type { World } from '../../src/sim/world.ts';

/** Two worlds with the same text are in the same state, byte for byte. */
export function stateOf({ kernel }: World): string {
  const state = new Map<string, unknown>();
  for (const entry of kernel.log.entries)
    if (entry.type === 'change') {
      if (entry.after === undefined) state.delete(`${entry.kind}/${entry.key}`);
      else state.set(`${entry.kind}/${entry.key}`, entry.after);
    }
  return JSON.stringify([kernel.now, [...state]], replacer);
}

const replacer = (_: string, value: unknown): unknown => {
  if (value instanceof Map) return [...value];
  if (value instanceof Set) return [...value];
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return typeof value === 'bigint' ? String(value) : value;
};
