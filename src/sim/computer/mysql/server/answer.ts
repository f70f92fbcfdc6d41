// What statements answer, and what those that do not touch tables see of their connection.
import type { Problem, Product } from '../dialect/problem.ts';
import type { Instance, Schema } from '../engine/instance.ts';

/** What a statement gave. */
export type Answer =
  | {
      readonly kind: 'rows';
      readonly columns: readonly ResultColumn[];
      readonly rows: readonly (readonly (string | null)[])[];
    }
  | { readonly kind: 'done'; readonly affected: number; readonly insertId: number; readonly info: string };

export interface ResultColumn {
  readonly name: string;
  readonly numeric: boolean;
  /** Its type by the number in the protocol. */
  readonly code: number;
}

/** Rows of texts. */
export const textRows = (names: readonly string[], rows: readonly (readonly (string | null)[])[]): Answer => ({
  kind: 'rows',
  columns: names.map((name) => ({ name, numeric: false, code: 253 })),
  rows,
});

export const done = (affected = 0, insertId = 0, info = ''): Answer => ({ kind: 'done', affected, insertId, info });

/** What all connections share. */
export interface Shared {
  readonly instance: Instance;
  readonly product: Product;
  readonly version: string;
  /** The connection whose transaction is open. */
  writer: object | undefined;
  lastInsertId: number;
}

/** A connection, as statements on users and SHOW see it. */
export interface Connected {
  readonly shared: Shared;
  readonly user: string;
  readonly host: string;
  readonly database: string | undefined;
  readonly variables: ReadonlyMap<string, string | number | null>;
  /** Whether the account has any privilege on a database. */
  may(database: string): boolean;
  /** The schema that statements work on. */
  schema(): Schema | Problem;
}

/** Values of system variables that programs ask for. */
export function systemVariables({ version, product }: Shared): Readonly<Record<string, string | number>> {
  return {
    version, version_comment: product === 'MySQL' ? 'MySQL Community Server - GPL' : 'mariadb.org binary distribution', autocommit: 1,
    character_set_server: 'utf8mb4', collation_server: product === 'MySQL' ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci', max_connections: 151,
    character_set_client: 'utf8mb4', character_set_connection: 'utf8mb4', character_set_results: 'utf8mb4', port: 3306, datadir: '/var/lib/mysql/',
    sql_mode: 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', time_zone: 'SYSTEM', system_time_zone: 'UTC',
    max_allowed_packet: 16_777_216, lower_case_table_names: 0, wait_timeout: 28_800, interactive_timeout: 28_800, init_connect: '', license: 'GPL',
    transaction_isolation: 'REPEATABLE-READ', tx_isolation: 'REPEATABLE-READ', auto_increment_increment: 1, net_write_timeout: 60, read_only: 0,
  }; // prettier-ignore
}
