// Keeps progress in the browser, in a database of its own, and asks the browser not to throw it away.
import { openDB } from 'idb';
import { noProgress, readProgress, type Progress } from '../../lessons/progress.ts';

const store = 'progress';
const mine = 'mine';

export interface ProgressStorage {
  load(): Promise<Progress>;
  /** Changes what is kept, which another tab may have changed meanwhile. Rejects when the browser refuses. */
  change(change: (kept: Progress) => Progress): Promise<void>;
}

/** Opens it; undefined when the browser keeps nothing (private window, blocked, full). */
export async function openProgressStorage(key = mine): Promise<ProgressStorage | undefined> {
  try {
    const database = await openDB('drydock-progress', 1, {
      upgrade(db) {
        db.createObjectStore(store);
      },
    });
    const read = (kept: unknown): Progress => {
      const progress = readProgress(kept);
      return 'problem' in progress ? noProgress : progress;
    };
    return {
      load: async () => read(await database.get(store, key)),
      change: async (change) => {
        const writing = database.transaction(store, 'readwrite');
        const kept = read(await writing.store.get(key));
        await Promise.all([writing.store.put(change(kept), key), writing.done]);
      },
    };
  } catch {
    return undefined;
  }
}

/** Asks that what is kept stays until the learner removes it: whether the browser promises so. */
export async function askToPersist(): Promise<boolean> {
  // Older browsers have no storage manager, whatever the types say.
  const storage = navigator.storage as StorageManager | undefined;
  try {
    return (await storage?.persisted()) === true || (await storage?.persist()) === true;
  } catch {
    return false;
  }
}
