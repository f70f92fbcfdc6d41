// The databases and users of one server, and how they lie in its data directory.
import type { FileSystem } from '../../filesystem/file-system.ts';
import { failed } from '../../filesystem/errno.ts';
import type { Table } from '../dialect/column.ts';
import { addFunctions, type World } from './functions.ts';
import type { Sqlite, SqliteDatabase } from './sqlite.ts';

/** One database (schema). */
export interface Schema {
  readonly sqlite: SqliteDatabase;
  readonly tables: Map<string, Table>;
  readonly views: Map<string, string>;
}

/** An account `'name'@'host'`: its password's digest, and what it may. */
export interface Account {
  readonly name: string;
  readonly host: string;
  /** Hexadecimal SHA1(SHA1(password)); empty for none. */
  readonly secret: string;
  /** Privileges by what they are on: `*.*`, `` `app`.* ``. */
  readonly grants: Readonly<Record<string, string>>;
}

const systemSchemas = ['information_schema', 'mysql', 'performance_schema', 'sys'];

export class Instance {
  readonly schemas = new Map<string, Schema>();
  accounts: readonly Account[] = [];
  readonly #sqlite: Sqlite;
  readonly #files: FileSystem;
  readonly #directory: string;
  readonly #world: World;
  #scratch: Schema | undefined;

  constructor(sqlite: Sqlite, files: FileSystem, directory: string, world: World) {
    this.#sqlite = sqlite;
    this.#files = files;
    this.#directory = directory;
    this.#world = world;
  }

  /** Names of all databases, those of the system included, in order. */
  get names(): readonly string[] {
    return [...this.schemas.keys(), ...systemSchemas].sort();
  }

  /** A place for statements that need no database. */
  scratch(): Schema {
    this.#scratch ??= { sqlite: this.#open(), tables: new Map(), views: new Map() };
    return this.#scratch;
  }

  /** Lays out an empty data directory: users in `mysql`, and nothing else. */
  initialise(): void {
    this.#files.mkdir(`${this.#directory}/mysql`, 0o700);
    for (const name of ['ibdata1', 'ib_logfile0'])
      this.#files.writeFile(`${this.#directory}/${name}`, { size: 12_582_912 }, 0o660);
    this.accounts = [
      { name: 'root', host: 'localhost', secret: '', grants: { '*.*': 'ALL PRIVILEGES WITH GRANT OPTION' } },
    ];
    this.saveAccounts();
  }

  /** Reads what is there. */
  load(): void {
    const users = this.#files.readText(`${this.#directory}/mysql/users.json`);
    this.accounts = failed(users) ? [] : (JSON.parse(users) as Account[]);
    const names = this.#files.readdir(this.#directory);
    if (failed(names)) return;
    for (const name of names) {
      const bytes = this.#files.readFile(`${this.#directory}/${name}/data.sqlite`);
      const text = this.#files.readText(`${this.#directory}/${name}/tables.json`);
      if (failed(bytes) || failed(text)) continue;
      const { tables, views } = JSON.parse(text) as { tables: Table[]; views: [string, string][] };
      this.schemas.set(name, {
        sqlite: this.#open(bytes),
        tables: new Map(tables.map((table) => [table.name, table])),
        views: new Map(views),
      });
    }
  }

  create(name: string): void {
    this.#files.mkdir(`${this.#directory}/${name}`, 0o700);
    this.schemas.set(name, { sqlite: this.#open(), tables: new Map(), views: new Map() });
    this.save(name);
  }

  drop(name: string): void {
    this.schemas.get(name)?.sqlite.close();
    this.schemas.delete(name);
    for (const file of ['data.sqlite', 'tables.json']) this.#files.unlink(`${this.#directory}/${name}/${file}`);
    this.#files.rmdir(`${this.#directory}/${name}`);
  }

  /** Writes a database to its files. */
  save(name: string): void {
    const schema = this.schemas.get(name);
    if (!schema) return;
    // Exporting opens the database anew, without what was set on it.
    this.#files.writeFile(`${this.#directory}/${name}/data.sqlite`, schema.sqlite.export(), 0o660);
    this.#prepare(schema.sqlite);
    const text = JSON.stringify({ tables: [...schema.tables.values()], views: [...schema.views] });
    this.#files.writeFile(`${this.#directory}/${name}/tables.json`, text, 0o660);
  }

  saveAccounts(): void {
    this.#files.writeFile(`${this.#directory}/mysql/users.json`, JSON.stringify(this.accounts), 0o660);
  }

  #open(bytes?: Uint8Array): SqliteDatabase {
    const database = new this.#sqlite.Database(bytes);
    this.#prepare(database);
    return database;
  }

  #prepare(database: SqliteDatabase): void {
    database.run('PRAGMA foreign_keys = ON');
    addFunctions(database, this.#world);
  }
}
