// Keeps progress in the browser, in a database of its own, and asks the browser not to throw it away.
import { openDB } from 'idb';
import { noProgress, readProgress, type Progress } from '../../lessons/progress.ts';

const store = 'progress';
const mine = 'mine';

export interface ProgressStorage {
  load(): Promise<Progress>;
  /** Rejects when the browser refuses. */
  save(progress: Progress): Promise<void>;
}

/** Opens it; undefined when the browser keeps nothing (private window, blocked, full). */
export async function openProgressStorage(key = mine): Promise<ProgressStorage | undefined> {
  try {
    const database = await openDB('drydock-progress', 1, {
      upgrade(db) {
        db.createObjectStore(store);
      },
    });
    return {
      load: async () => {
        const progress = readProgress(await database.get(store, key));
        return 'problem' in progress ? noProgress : progress;
      },
      save: async (progress) => {
        await database.put(store, progress, key);
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
