// `_sqlite3`: SQLite over a file of the container. A database is in memory; what is committed is written to its file, and what
// others have written there is read before the next statement.
import { load } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import type { FileSystem } from '../../filesystem/file-system.ts';
import { loadSqlite, type Sqlite, type SqliteDatabase, type Value as SqlValue } from '../../mysql/engine/sqlite.ts';
import { builtinClass, bytes, float, list, tuple } from '../objects/types.ts';
import {
  normal,
  plainNumber,
  plainText,
  PyBytes,
  PyDict,
  PyFloat,
  PyList,
  PyNativeObject,
  PyTuple,
  type Value,
} from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { addFunctions, define } from './native.ts';

/** ms of CPU for a statement. */
const statementTime = 0.1;

/** Places for values, and what must not be taken for one: texts, names, comments. */
const placePattern = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?(?:\*\/|$)|\?\d*|[:@$]\w+|;/g;

class Store {
  readonly #sqlite: Sqlite;
  readonly #files: FileSystem;
  readonly #path: string | undefined;
  /** Settings that a database forgets when it is read again. */
  readonly #pragmas: string[] = [];
  #seen = '';
  database: SqliteDatabase;

  constructor(sqlite: Sqlite, files: FileSystem, path: string | undefined) {
    this.#sqlite = sqlite;
    this.#files = files;
    this.#path = path;
    this.database = this.#read();
  }

  #read(): SqliteDatabase {
    const content = this.#path === undefined ? new Uint8Array() : this.#files.readFile(this.#path);
    this.#seen = this.#mark();
    const database = new this.#sqlite.Database(failed(content) || content.length === 0 ? undefined : content);
    for (const pragma of this.#pragmas) database.run(pragma);
    return database;
  }

  /** Tells one state of the file from another. */
  #mark(): string {
    const stat = this.#path === undefined ? undefined : this.#files.stat(this.#path);
    return stat === undefined || failed(stat) ? '' : `${stat.ino} ${stat.mtime} ${stat.size}`;
  }

  get isStale(): boolean {
    return this.#mark() !== this.#seen;
  }

  refresh(): void {
    if (!this.isStale) return;
    this.database.close();
    this.database = this.#read();
  }

  keep(pragma: string): void {
    this.#pragmas.push(pragma);
  }

  /** Writes what is committed; SQLite's message when that fails. */
  save(): string | undefined {
    if (this.#path === undefined) return undefined;
    if (this.isStale) return 'database is locked';
    const written = this.#files.writeFile(this.#path, this.database.export(), 0o644);
    for (const pragma of this.#pragmas) this.database.run(pragma);
    this.#seen = this.#mark();
    return written && failed(written) ? 'attempt to write a readonly database' : undefined;
  }
}

const connectionType = builtinClass('_Database');
const storeOf = (value: Value): Store => (value as PyNativeObject<Store>).native;

/** SQLite's binding of JavaScript numbers knows neither whole numbers beyond 32 bits nor that 2.0 is no whole number. */
function toSql(value: Value): { readonly value: SqlValue; readonly around: readonly [string, string] } {
  const plain = plainNumber(value);
  if (plain instanceof PyFloat)
    return { value: plain.value, around: Number.isInteger(plain.value) ? ['(', '+0.0)'] : ['', ''] };
  if (typeof plain === 'boolean') return { value: Number(plain), around: ['', ''] };
  if (typeof plain === 'number' && plain === (plain | 0)) return { value: plain, around: ['', ''] };
  if (typeof plain === 'number' || typeof plain === 'bigint')
    return { value: String(plain), around: ['CAST(', ' AS INTEGER)'] };
  if (value instanceof PyBytes) return { value: value.bytes, around: ['', ''] };
  return { value: value === null ? null : plainText(value), around: ['', ''] };
}

function toPython(value: SqlValue | bigint): Value {
  if (typeof value === 'bigint') return normal(value);
  if (typeof value === 'number') return float(value);
  return value instanceof Uint8Array ? bytes(value) : value;
}

/** The places of a statement, in order; `rest`: another statement follows. */
function placesOf(sql: string): {
  readonly places: readonly { readonly name: string; readonly at: number }[];
  readonly rest: boolean;
} {
  const places: { name: string; at: number }[] = [];
  for (const found of sql.matchAll(placePattern)) {
    const [text] = found;
    if (text === ';') {
      const after = sql.slice(found.index + 1).replaceAll(/--[^\n]*|\/\*[^]*?(?:\*\/|$)|[\s;]/g, '');
      if (after !== '') return { places, rest: true };
    } else if (/^[?:@$]/.test(text)) places.push({ name: text, at: found.index });
  }
  return { places, rest: false };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

define(connectionType, '_sqlite3', {
  refresh: (_thread, [self]) => {
    storeOf(self).refresh();
    return null;
  },
  save: (_thread, [self]) => storeOf(self).save() ?? null,
  keep: (_thread, [self, pragma]) => {
    storeOf(self).keep(plainText(pragma));
    return null;
  },
  /** Runs one statement: `(columns or None, rows, changes, last row's id)`, or SQLite's message. */
  *run(thread, [self, text, values]) {
    yield* thread.interpreter.process.compute(statementTime);
    const { database } = storeOf(self);
    const { places } = placesOf(plainText(text));
    const named = values instanceof PyDict;
    const items = values instanceof PyTuple || values instanceof PyList ? values.items : [];
    let sql = '';
    let from = 0;
    const bound: Record<string, SqlValue> = {};
    const ordered: SqlValue[] = [];
    for (const [index, { name, at }] of places.entries()) {
      const { value, around } = toSql(named ? values.get(name.slice(1)) : items[index]);
      if (named) bound[name] = value;
      else ordered.push(value);
      sql += plainText(text).slice(from, at) + around[0] + name + around[1];
      from = at + name.length;
    }
    sql += plainText(text).slice(from);
    try {
      const statement = database.prepare(sql);
      try {
        statement.bind(named ? bound : ordered);
        const rows: Value[] = [];
        while (statement.step()) rows.push(tuple(statement.get(null, { useBigInt: true }).map(toPython)));
        const columns = statement.getColumnNames();
        const changes = database.getRowsModified();
        const [last] = database.exec('SELECT last_insert_rowid()');
        return tuple([
          columns.length > 0 ? tuple(columns) : null,
          list(rows),
          changes,
          Number(last?.values[0]?.[0] ?? 0),
        ]);
      } finally {
        statement.free();
      }
    } catch (error) {
      return messageOf(error);
    }
  },
  /** Runs any number of statements; SQLite's message or None. */
  *script(thread, [self, text]) {
    yield* thread.interpreter.process.compute(statementTime);
    try {
      storeOf(self).database.exec(plainText(text));
      return null;
    } catch (error) {
      return messageOf(error);
    }
  },
  close: (_thread, [self]) => {
    storeOf(self).database.close();
    return null;
  },
});

/** Fills `_sqlite3`. */
export const sqlite: NativeModule = (interpreter, names) => {
  addFunctions(names, {
    *open(_thread, [path]) {
      const engine = yield* load(loadSqlite);
      return new PyNativeObject(
        connectionType,
        new Store(engine, interpreter.process.files, path === null ? undefined : plainText(path)),
      );
    },
    /** `(names of the places, whether another statement follows)`. */
    places: (_thread, [text]) => {
      const { places, rest } = placesOf(plainText(text));
      return tuple([tuple(places.map(({ name }) => name)), rest]);
    },
  });
};
