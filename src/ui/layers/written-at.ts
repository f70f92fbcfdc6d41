// When a container first wrote to a path.
import { failed } from '../../sim/computer/filesystem/errno.ts';
import { lookup } from '../../sim/computer/filesystem/lookup.ts';
import type { ContainerRecord } from '../../sim/engine/records.ts';
import type { Log } from '../../sim/kernel/log.ts';

/** Virtual time (ms) at which the writable layer of a container (record key) got the path; undefined: it has not. */
export function writtenAt(log: Log, id: string, path: string): number | undefined {
  for (const entry of log.entries)
    if (entry.type === 'change' && entry.kind === 'container' && entry.key === id && entry.after) {
      const { writable } = entry.after as ContainerRecord;
      if (!failed(lookup(writable, path, false))) return entry.t;
    }
  return undefined;
}
