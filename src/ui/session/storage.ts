// Keeps the session in the browser (IndexedDB). Where that is refused, the page works all the same and says so.
import { openDB, type IDBPDatabase } from 'idb';
import type { Session } from '../../sim/session.ts';

export interface SessionStorage {
  load(): Promise<unknown>;
  save(session: Session): Promise<void>;
  clear(): Promise<void>;
}

/** Opens what is kept under a key; undefined when the browser refuses to keep anything (private window, blocked, full). */
export async function openStorage(key: string): Promise<SessionStorage | undefined> {
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
    save: async (session) => {
      await database.put('sessions', session, key);
    },
    clear: () => database.delete('sessions', key),
  };
}
