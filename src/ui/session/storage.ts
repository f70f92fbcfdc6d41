// Keeps the session in the browser (IndexedDB). Where that is refused, the page works all the same and says so.
import { openDB, type IDBPDatabase } from 'idb';

export interface SessionStorage<T> {
  /** What was saved, by whatever version of the page. */
  load(): Promise<unknown>;
  save(value: T): Promise<void>;
  clear(): Promise<void>;
}

/** Opens what is kept under a key; undefined when the browser refuses to keep anything (private window, blocked, full). */
export async function openStorage<T>(key: string): Promise<SessionStorage<T> | undefined> {
  let database: IDBPDatabase;
  try {
    database = await openDB('drydock', 1, {
      upgrade(db) {
        db.createObjectStore('sessions');
      },
    });
  } catch {
    return undefined;
  }
  return {
    load: () => database.get('sessions', key),
    save: async (value) => {
      const writing = database.transaction('sessions', 'readwrite');
      const put = writing.store.put(value, key);
      // A page that is going away does not live to see the put succeed, after which it would be committed by itself.
      writing.commit();
      await Promise.all([put, writing.done]);
    },
    clear: () => database.delete('sessions', key),
  };
}

/** Ms to wait for a page that is just going away. */
const patience = 700;

/**
 * Claims a session for this page, so that two pages do not write over each other. Gives what ends the claim, which the end of the page
 * does too; undefined when another page has it.
 */
export async function claim(key: string): Promise<(() => void) | undefined> {
  // Without a secure address there are no locks, whatever the types say.
  const locks = navigator.locks as LockManager | undefined;
  if (!locks) return () => undefined;
  return new Promise((resolve) => {
    const held = (): Promise<void> => new Promise((release) => resolve(release));
    locks.request(`drydock:${key}`, { signal: AbortSignal.timeout(patience) }, held).catch(() => resolve(undefined));
  });
}
