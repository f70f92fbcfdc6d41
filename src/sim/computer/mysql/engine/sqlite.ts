// What is used of sql.js (SQLite compiled to WebAssembly): typed here, because the package brings no types of its own.
import { readAsset } from '../../node/asset.ts';

/** A value as SQLite knows it. */
export type Value = number | string | Uint8Array | null;

/** A result of one statement. */
export interface ResultSet {
  readonly columns: readonly string[];
  readonly values: readonly (readonly Value[])[];
}

/** A statement with places for values. Failures are thrown, with SQLite's message. */
export interface SqliteStatement {
  bind(values: readonly Value[] | Readonly<Record<string, Value>>): boolean;
  step(): boolean;
  /** The row that `step` came to; whole numbers of SQLite as `bigint`. */
  get(values: null, options: { readonly useBigInt: true }): readonly (Value | bigint)[];
  getColumnNames(): readonly string[];
  free(): boolean;
}

/** One database in memory. Failures are thrown, with SQLite's message. */
export interface SqliteDatabase {
  exec(sql: string): ResultSet[];
  prepare(sql: string): SqliteStatement;
  run(sql: string, values?: readonly Value[]): unknown;
  export(): Uint8Array;
  close(): void;
  getRowsModified(): number;
  create_function(name: string, body: (...values: never[]) => Value): unknown;
}

export interface Sqlite {
  readonly Database: new (bytes?: Uint8Array) => SqliteDatabase;
}

/** Loads SQLite: about 350 KiB, once a page. */
export async function loadSqlite(): Promise<Sqlite> {
  const [{ default: start }, wasmBinary] = await Promise.all([
    import('sql.js'),
    readAsset(new URL('../../../../../node_modules/sql.js/dist/sql-wasm.wasm', import.meta.url)),
  ]);
  return (await start({ wasmBinary })) as Sqlite;
}
