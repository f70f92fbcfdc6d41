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
