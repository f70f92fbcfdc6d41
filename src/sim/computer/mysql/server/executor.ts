// Carries out the statements of one connection.
import { kindOf, type Kind, type Table } from '../dialect/column.ts';
import { defineTable, splitItems } from '../dialect/define-table.ts';
import { translate, type Context } from '../dialect/expression.ts';
import { notSimulated, Problem, syntaxProblem, translateFailure } from '../dialect/problem.ts';
import { literal, quoted, tokenize, type Token } from '../dialect/tokens.ts';
import type { Schema } from '../engine/instance.ts';
import type { Value } from '../engine/sqlite.ts';
import { changeAccounts } from './accounts.ts';
import { done, systemVariables, type Answer, type Connected, type Shared } from './answer.ts';
import { show } from './show.ts';

export class Executor implements Connected {
  readonly shared: Shared;
  readonly user: string;
  readonly host: string;
  readonly id: number;
  database: string | undefined;
  readonly variables = new Map<string, string | number | null>();
  #transaction = false;
  #autocommit = true;
  #saved: string[] = [];
  #rowCount = -1;

  constructor(shared: Shared, user: string, host: string, id: number) {
    this.shared = shared;
    this.user = user;
    this.host = host;
    this.id = id;
  }

  get inTransaction(): boolean {
    return this.#transaction;
  }

  /** Whether another connection's open transaction keeps this statement from running. */
  blocked(sql: string): boolean {
    const { writer } = this.shared;
    return (
      writer !== undefined &&
      writer !== this &&
      !/^\s*(?:show|set|use|select\s+(?:@@|1\b|version|database|user))/i.test(sql)
    );
  }

  /** Carries out one statement. */
  execute(sql: string): Answer | Problem {
    const tokens = tokenize(sql).filter(
      (token, index, all) => !(token.text === ';' && token.kind === 'sign' && index === all.length - 1),
    );
    const [first] = tokens;
    if (!first) return new Problem(1065, '42000', 'Query was empty');
    const answer = this.#dispatch(tokens, sql);
    this.#rowCount = answer instanceof Problem || answer.kind === 'rows' ? -1 : answer.affected;
    return answer;
  }

  /** Ends: what was not committed is undone. */
  end(): void {
    if (this.#transaction) this.#finish('ROLLBACK');
  }

  /** The schema that statements work on. */
  schema(): Schema | Problem {
    if (this.database === undefined) return new Problem(1046, '3D000', 'No database selected');
    const schema = this.shared.instance.schemas.get(this.database);
    if (schema) return schema;
    return /^(?:mysql|information_schema|performance_schema|sys)$/.test(this.database)
      ? notSimulated(`tables of the database ${this.database}`)
      : new Problem(1049, '42000', `Unknown database '${this.database}'`);
  }

  #dispatch(tokens: readonly Token[], sql: string): Answer | Problem {
    const words = tokens.map((token) => (token.kind === 'word' ? token.text.toLowerCase() : token.text));
    const [one = '', two = '', three = ''] = words;
    switch (one) {
      case 'use':
        return this.use(tokens[1]?.text ?? '');
      case 'show':
        return show(this, tokens, words, sql);
      case 'describe':
      case 'desc':
      case 'explain':
        return one === 'explain' && /^(?:select|update|delete|insert)$/.test(two)
          ? notSimulated('EXPLAIN of a statement')
          : show(this, tokens, ['show', 'columns', 'from', tokens[1]?.text ?? ''], sql);
      case 'set':
        return this.#set(tokens, words);
      case 'flush':
      case 'lock':
      case 'unlock':
      case 'analyze':
      case 'optimize':
        return done();
      case 'grant':
      case 'revoke':
        return changeAccounts(this, tokens, words, sql);
      case 'begin':
      case 'start':
        return this.#begin();
      case 'commit':
      case 'rollback':
        if (words.includes('to')) return this.#savepoint(`ROLLBACK TO ${quoted(tokens.at(-1)?.text ?? '')}`);
        return this.#finish(one.toUpperCase());
      case 'savepoint':
      case 'release':
        return this.#savepoint(`${one === 'release' ? 'RELEASE' : 'SAVEPOINT'} ${quoted(tokens.at(-1)?.text ?? '')}`);
      case 'create':
      case 'drop':
      case 'alter':
      case 'truncate':
      case 'rename':
        if (/^(?:user|role)$/.test(two)) return changeAccounts(this, tokens, words, sql);
        this.#finish('COMMIT');
        if (/^(?:database|schema)$/.test(two)) return this.#databaseStatement(tokens, words);
        if (one === 'create' && (two === 'table' || three === 'table')) return this.#createTable(tokens, words, sql);
        return this.#define(tokens, words, sql);
      case 'select':
      case 'with':
      case '(':
      case 'table':
        return this.#select(tokens, sql);
      case 'insert':
      case 'replace':
      case 'update':
      case 'delete':
        return this.#change(tokens, words, sql);
      default:
        return /^(?:call|load|handler|prepare|execute|deallocate|do|kill|check|repair|delimiter)$/.test(one)
          ? notSimulated(one.toUpperCase())
          : syntaxProblem(this.shared.product, sql, tokens[0]?.at ?? 0);
    }
  }

  use(name: string): Answer | Problem {
    if (!this.shared.instance.names.includes(name)) return new Problem(1049, '42000', `Unknown database '${name}'`);
    if (!this.may(name))
      return new Problem(1044, '42000', `Access denied for user '${this.user}'@'${this.host}' to database '${name}'`);
    this.database = name;
    return done();
  }

  /** Whether the account has any privilege on a database. */
  may(database: string): boolean {
    const account = this.shared.instance.accounts.find(({ name, host }) => name === this.user && host === this.host);
    const wanted = ['*.*', `\`${database}\`.*`];
    return (
      database === 'information_schema' ||
      Object.entries(account?.grants ?? {}).some(([on, what]) => wanted.includes(on) && what !== 'USAGE')
    );
  }

  #set(tokens: readonly Token[], words: readonly string[]): Answer | Problem {
    for (const [index, token] of tokens.entries()) {
      const value = tokens[index + 2];
      if (!/^:?=$/.test(tokens[index + 1]?.text ?? '')) continue;
      const name = token.text.replace(/^@@(?:session\.|global\.)?/, '').toLowerCase();
      if (token.kind === 'variable' && !token.text.startsWith('@@'))
        this.variables.set(
          token.text.toLowerCase(),
          value?.kind === 'number' ? Number(value.text) : (value?.text ?? null),
        );
      else this.variables.set(name, value?.text ?? '');
      if (name === 'autocommit') this.#autocommit = /^(?:1|on|true)$/i.test(value?.text ?? '');
    }
    return words.includes('password') ? notSimulated('SET PASSWORD') : done();
  }

  #begin(): Answer {
    this.#finish('COMMIT');
    this.#transaction = true;
    return done();
  }

  #finish(how: string): Answer {
    const { shared } = this;
    if (this.#transaction) {
      for (const name of this.#saved) {
        shared.instance.schemas.get(name)?.sqlite.run(how);
        shared.instance.save(name);
      }
      this.#saved = [];
      this.#transaction = false;
      if (shared.writer === this) shared.writer = undefined;
    }
    return done();
  }

  #savepoint(sql: string): Answer | Problem {
    const schema = this.schema();
    if (schema instanceof Problem) return schema;
    this.#prepareWrite();
    try {
      schema.sqlite.run(sql);
      return done();
    } catch {
      return new Problem(1305, '42000', `SAVEPOINT ${sql.split('"')[1] ?? ''} does not exist`);
    }
  }

  /** The first change of a transaction begins it in SQLite. */
  #prepareWrite(): void {
    if (!this.#autocommit) this.#transaction = true;
    const name = this.database;
    if (!this.#transaction || name === undefined || this.#saved.includes(name)) return;
    this.shared.instance.schemas.get(name)?.sqlite.run('BEGIN');
    this.#saved.push(name);
    this.shared.writer = this;
  }

  #databaseStatement(tokens: readonly Token[], words: readonly string[]): Answer | Problem {
    const { instance } = this.shared;
    const conditional = words.includes('exists');
    const name = tokens[conditional ? (words[0] === 'create' ? 5 : 4) : 2]?.text ?? '';
    if (words[0] === 'create') {
      if (instance.names.includes(name))
        return conditional ? done(1) : new Problem(1007, 'HY000', `Can't create database '${name}'; database exists`);
      if (!this.may(name))
        return new Problem(1044, '42000', `Access denied for user '${this.user}'@'${this.host}' to database '${name}'`);
      instance.create(name);
      return done(1);
    }
    if (words[0] !== 'drop') return notSimulated(`${words[0]?.toUpperCase() ?? ''} DATABASE`);
    const schema = instance.schemas.get(name);
    if (!schema)
      return conditional ? done() : new Problem(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`);
    const tables = schema.tables.size;
    instance.drop(name);
    if (this.database === name) this.database = undefined;
    return done(tables);
  }

  #createTable(tokens: readonly Token[], words: readonly string[], sql: string): Answer | Problem {
    const schema = this.schema();
    if (schema instanceof Problem) return schema;
    const open = tokens.findIndex((token) => token.kind === 'sign' && token.text === '(');
    if (words[1] === 'temporary') return notSimulated('CREATE TEMPORARY TABLE');
    if (open < 0 || words.includes('select') || words.includes('like'))
      return notSimulated('CREATE TABLE … SELECT and … LIKE');
    const name = tokens[open - 1]?.text ?? '';
    if (schema.tables.has(name) || schema.views.has(name))
      return words.slice(0, open).includes('exists')
        ? done()
        : new Problem(1050, '42S01', `Table '${name}' already exists`);
    const definition = defineTable(name, tokens, open, sql, this.shared.product);
    if (definition instanceof Problem) return definition;
    return this.#run(schema, definition.statements, sql, () => {
      schema.tables.set(name, definition.table);
    });
  }

  /** Other statements that define: on tables, indexes and views. */
  #define(tokens: readonly Token[], words: readonly string[], sql: string): Answer | Problem {
    const schema = this.schema();
    if (schema instanceof Problem) return schema;
    const [one = '', two = ''] = words;
    const name =
      tokens[words.includes('exists') ? (one === 'create' ? 5 : 4) : two === 'table' || one !== 'truncate' ? 2 : 1]
        ?.text ?? '';
    if (one === 'drop' && two === 'table') {
      const names = tokens.slice(words.includes('exists') ? 4 : 2).filter(({ text, kind }) => kind !== 'sign' && !/^(?:cascade|restrict)$/i.test(text)).map(({ text }) => text); // prettier-ignore
      const missing = names.filter((table) => !schema.tables.has(table));
      if (missing.length > 0 && !words.includes('exists'))
        return new Problem(
          1051,
          '42S02',
          `Unknown table '${missing.map((table) => `${this.database ?? ''}.${table}`).join(',')}'`,
        );
      const known = names.filter((table) => schema.tables.has(table));
      return this.#run(
        schema,
        known.map((table) => `DROP TABLE ${quoted(table)}`),
        sql,
        () => {
          for (const table of known) schema.tables.delete(table);
        },
      );
    }
    if (one === 'truncate') {
      if (!schema.tables.has(name))
        return new Problem(1146, '42S02', `Table '${this.database ?? ''}.${name}' doesn't exist`);
      const counted = schema.tables.get(name)?.columns.some(({ auto }) => auto);
      return this.#run(
        schema,
        [
          `DELETE FROM ${quoted(name)}`,
          ...(counted ? [`DELETE FROM sqlite_sequence WHERE name = ${literal(name)}`] : []),
        ],
        sql,
        () => undefined,
      );
    }
    const view = words.indexOf('view');
    if (one === 'create' && view > 0) {
      const body = tokens.findIndex((_, index) => words[index] === 'as' && index > view);
      const text = translate(tokens.slice(body + 1), this.#context());
      if (text instanceof Problem) return text;
      const named = tokens[view + 1]?.text ?? '';
      const before = words.includes('replace') ? [`DROP VIEW IF EXISTS ${quoted(named)}`] : [];
      return this.#run(schema, [...before, `CREATE VIEW ${quoted(named)} AS ${text}`], sql, () => {
        schema.views.set(named, sql.slice(tokens[body + 1]?.at ?? 0).replace(/;\s*$/, ''));
      });
    }
    if (one === 'drop' && two === 'view') {
      return this.#run(
        schema,
        [`DROP VIEW ${words.includes('exists') ? 'IF EXISTS ' : ''}${quoted(name)}`],
        sql,
        () => {
          schema.views.delete(name);
        },
      );
    }
    return this.#alter(schema, tokens, words, sql);
  }

  /** ALTER TABLE and CREATE or DROP INDEX. */
  #alter(schema: Schema, tokens: readonly Token[], words: readonly string[], sql: string): Answer | Problem {
    const { product } = this.shared;
    const index = words.indexOf('index');
    if (index > 0 && words[0] !== 'alter') {
      const name = tokens[index + 1]?.text ?? '';
      const on = tokens[words.indexOf('on') + 1]?.text ?? '';
      const table = schema.tables.get(on);
      if (!table) return new Problem(1146, '42S02', `Table '${this.database ?? ''}.${on}' doesn't exist`);
      if (words[0] === 'drop')
        return this.#run(schema, [`DROP INDEX ${quoted(`${on}.${name}`)}`], sql, () => {
          schema.tables.set(on, { ...table, keys: table.keys.filter((key) => key.name !== name) });
        });
      const open = tokens.findIndex(({ text, kind }) => kind === 'sign' && text === '(');
      const columns = splitItems(tokens, open).items.map(([part]) => part?.text ?? '');
      const unique = words[1] === 'unique';
      const statement = `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${quoted(`${on}.${name}`)} ON ${quoted(on)} (${columns.map(quoted).join(', ')})`;
      return this.#run(schema, [statement], sql, () => {
        schema.tables.set(on, { ...table, keys: [...table.keys, { name, columns, unique }] });
      });
    }
    const name = tokens[2]?.text ?? '';
    const table = schema.tables.get(name);
    if (words[0] !== 'alter' || words[1] !== 'table')
      return notSimulated(`${words[0]?.toUpperCase() ?? ''} ${words[1]?.toUpperCase() ?? ''}`);
    if (!table) return new Problem(1146, '42S02', `Table '${this.database ?? ''}.${name}' doesn't exist`);
    const at = words[4] === 'column' ? 5 : 4;
    if (
      words[3] === 'add' &&
      !/^(?:index|key|unique|primary|constraint|foreign|check|fulltext|\()$/.test(words[4] ?? '') &&
      !words.includes('after') &&
      !words.includes('first') &&
      !tokens
        .slice(at)
        .some(({ text, kind }, place) => kind === 'sign' && text === ',' && depthAt(tokens.slice(at), place) === 0)
    ) {
      const definition = defineTable(name, [{ kind: 'sign', text: '(', at: 0, end: 0 }, ...tokens.slice(at), { kind: 'sign', text: ')', at: sql.length, end: sql.length }], 0, sql, product); // prettier-ignore
      if (definition instanceof Problem) return definition;
      const [column] = definition.table.columns;
      const body = /\((.*)\)$/s.exec(definition.statements[0] ?? '')?.[1] ?? '';
      return this.#run(schema, [`ALTER TABLE ${quoted(name)} ADD COLUMN ${body}`], sql, () => {
        if (column) schema.tables.set(name, { ...table, columns: [...table.columns, column] });
      });
    }
    if (
      words[3] === 'drop' &&
      words.length <= at + 1 &&
      !/^(?:index|key|primary|foreign|constraint)$/.test(words[4] ?? '')
    ) {
      const column = tokens[at]?.text ?? '';
      if (!table.columns.some((known) => known.name === column))
        return new Problem(1091, '42000', `Can't DROP COLUMN \`${column}\`; check that it exists`);
      return this.#run(schema, [`ALTER TABLE ${quoted(name)} DROP COLUMN ${quoted(column)}`], sql, () => {
        schema.tables.set(name, { ...table, columns: table.columns.filter((known) => known.name !== column) });
      });
    }
    return notSimulated('this form of ALTER TABLE');
  }

  /** Runs defining statements; what is known of the tables changes when all have succeeded. */
  #run(schema: Schema, statements: readonly string[], sql: string, then: () => void): Answer | Problem {
    try {
      schema.sqlite.run('BEGIN');
      for (const statement of statements) schema.sqlite.run(statement);
      schema.sqlite.run('COMMIT');
    } catch (error) {
      schema.sqlite.run('ROLLBACK');
      return this.#problem(error, sql);
    }
    then();
    if (this.database !== undefined) this.shared.instance.save(this.database);
    return done();
  }

  #problem(error: unknown, sql: string): Problem {
    const message = error instanceof Error ? error.message : String(error);
    return translateFailure(this.shared.product, this.database ?? '', sql, message);
  }

  #context(): Context {
    return {
      database: this.database,
      databases: new Set(this.shared.instance.names),
      variable: (name) => this.variable(name),
      information: (name) => {
        if (name === 'database' || name === 'schema') return this.database ?? null;
        if (name === 'version') return this.shared.version;
        if (name === 'connection_id') return this.id;
        if (name === 'row_count') return this.#rowCount;
        return name === 'found_rows' ? 0 : `${this.user}@${this.host}`;
      },
    };
  }

  /** Value of `@name` or `@@name`; undefined for a system variable that does not exist. */
  variable(written: string): string | number | null | undefined {
    if (!written.startsWith('@@')) return this.variables.get(written.toLowerCase()) ?? null;
    const name = written.replace(/^@@(?:session\.|global\.)?/, '').toLowerCase();
    return this.variables.get(name) ?? systemVariables(this.shared)[name];
  }

  #select(tokens: readonly Token[], sql: string): Answer | Problem {
    const names = selectNames(tokens, sql);
    const text = translate(tokens, this.#context());
    if (text instanceof Problem) return text;
    const usesTables =
      tokens.some(({ kind, text: word }) => kind === 'word' && /^from$/i.test(word)) && !/from\s+dual/i.test(sql);
    const schema = usesTables || this.database !== undefined ? this.schema() : undefined;
    if (schema instanceof Problem && usesTables) return schema;
    const found = schema instanceof Problem || !schema ? this.shared.instance.scratch() : schema;
    try {
      const [result] = found.sqlite.exec(text);
      const bare = result ?? { columns: emptyColumns(found, text), values: [] };
      const single =
        bare.columns.length === names.length && !names.some(({ source }) => source.endsWith('*')) ? names : undefined;
      const kinds = bare.columns.map((column, index) =>
        kindIn(
          found.tables,
          single?.[index]?.source ?? column,
          bare.values.map((row) => row[index] ?? null),
        ),
      );
      return {
        kind: 'rows',
        columns: bare.columns.map((column, index) => ({
          name: single?.[index]?.header ?? column,
          numeric: kinds[index]?.numeric ?? false,
          code: kinds[index]?.code ?? 253,
        })),
        rows: bare.values.map((row) => row.map((value, index) => valueText(value, kinds[index]))),
      };
    } catch (error) {
      return this.#problem(error, sql);
    }
  }

  #change(tokens: readonly Token[], words: readonly string[], sql: string): Answer | Problem {
    const schema = this.schema();
    if (schema instanceof Problem) return schema;
    const ignore = words[1] === 'ignore';
    const update = words.indexOf('duplicate');
    const kept = tokens.filter((_, index) => !(ignore && index === 1) && !(update > 0 && index === update - 1));
    let text = translate(kept, this.#context());
    if (text instanceof Problem) return text;
    if (ignore) text = text.replace(/^insert/i, 'INSERT OR IGNORE');
    if (update > 0) text = text.replace(/\bduplicate\s+key\s+update\b/i, 'ON CONFLICT DO UPDATE SET');
    if (/^(?:insert|replace)\s+(?!into|or)/i.test(text)) text = text.replace(/^(\w+)/, '$1 INTO');
    if (words.includes('set') && /^(?:insert|replace)$/.test(words[0] ?? '') && update < 0)
      return notSimulated('INSERT … SET');
    if (words[0] === 'update' && words.includes('join')) return notSimulated('UPDATE with JOIN');
    this.#prepareWrite();
    try {
      const same = words[0] === 'update' ? this.#unchanged(schema, kept, words) : 0;
      schema.sqlite.run(text);
      const matched = schema.sqlite.getRowsModified();
      const [[identity]] = [schema.sqlite.exec('SELECT last_insert_rowid()')[0]?.values[0] ?? [0]];
      const inserted = words[0] === 'insert' && schema.tables.get(tokens.find((token, index) => index > 0 && !/^(?:into|ignore)$/i.test(token.text))?.text ?? '')?.columns.some(({ auto }) => auto); // prettier-ignore
      if (inserted) this.shared.lastInsertId = Number(identity) - matched + 1;
      if (!this.#transaction && this.database !== undefined) this.shared.instance.save(this.database);
      if (words[0] === 'update')
        return done(matched - same, 0, `Rows matched: ${matched}  Changed: ${matched - same}  Warnings: 0`);
      const several = /^(?:insert|replace)$/.test(words[0] ?? '') && matched > 1 && update < 0;
      return done(
        matched,
        inserted ? this.shared.lastInsertId : 0,
        several ? `Records: ${matched}  Duplicates: 0  Warnings: 0` : '',
      );
    } catch (error) {
      return this.#changeProblem(error, schema, tokens, words, sql);
    }
  }

  /** Rows that an UPDATE would leave as they are: MySQL does not count them. */
  #unchanged(schema: Schema, tokens: readonly Token[], words: readonly string[]): number {
    const set = words.indexOf('set');
    const where = words.indexOf('where');
    const end = where < 0 ? tokens.length : where;
    const assignments = splitItems(
      [
        { kind: 'sign', text: '(', at: 0, end: 0 },
        ...tokens.slice(set + 1, end),
        { kind: 'sign', text: ')', at: 0, end: 0 },
      ],
      0,
    ).items;
    const same = assignments.map((item) => {
      const equals = item.findIndex(({ text }) => text === '=');
      const [left, right] = [
        translate(item.slice(0, equals), this.#context()),
        translate(item.slice(equals + 1), this.#context()),
      ];
      return left instanceof Problem || right instanceof Problem ? '0' : `${left} IS (${right})`;
    });
    const condition = where < 0 ? '1' : translate(tokens.slice(where + 1), this.#context());
    if (condition instanceof Problem || words.includes('limit')) return 0;
    const [result] = schema.sqlite.exec(
      `SELECT count(*) FROM ${quoted(tokens[1]?.text ?? '')} WHERE (${condition}) AND ${same.join(' AND ')}`,
    );
    return Number(result?.values[0]?.[0] ?? 0);
  }

  #changeProblem(
    error: unknown,
    schema: Schema,
    tokens: readonly Token[],
    words: readonly string[],
    sql: string,
  ): Problem {
    const message = error instanceof Error ? error.message : String(error);
    const unique = /^UNIQUE constraint failed: (.+)$/.exec(message)?.[1];
    const check = /^CHECK constraint failed: (integer|decimal|double|length|enum|date|datetime):(.+)$/.exec(message);
    const missing = /^NOT NULL constraint failed: ([^.]+)\.(.+)$/.exec(message);
    const given = (table: string, column: string): string => insertedValue(tokens, schema.tables.get(table), column);
    if (unique !== undefined) {
      const parts = unique.split(', ').map((part) => part.split('.'));
      const table = parts[0]?.[0] ?? '';
      const columns = parts.map((part) => part[1] ?? '');
      const key =
        schema.tables.get(table)?.keys.find((known) => known.unique && known.columns.join() === columns.join())?.name ??
        'PRIMARY';
      const value = columns.map((column) => given(table, column)).join('-');
      return new Problem(
        1062,
        '23000',
        `Duplicate entry '${value}' for key '${this.shared.product === 'MySQL' ? `${table}.` : ''}${key}'`,
      );
    }
    if (check) {
      const [, kind = '', column = ''] = check;
      const table = tokens.find((token, index) => index > 0 && schema.tables.has(token.text))?.text ?? '';
      if (kind === 'length') return new Problem(1406, '22001', `Data too long for column '${column}' at row 1`);
      if (kind === 'enum') return new Problem(1265, '01000', `Data truncated for column '${column}' at row 1`);
      const incorrect = new Problem(
        kind.startsWith('date') ? 1292 : 1366,
        '22007',
        `Incorrect ${kind} value: '${given(table, column)}' for column \`${this.database ?? ''}\`.\`${table}\`.\`${column}\` at row 1`,
      );
      return this.shared.product === 'MariaDB'
        ? incorrect
        : new Problem(
            incorrect.number,
            kind.startsWith('date') ? '22007' : 'HY000',
            `Incorrect ${kind} value: '${given(table, column)}' for column '${column}' at row 1`,
          );
    }
    if (missing && words[0] === 'insert') {
      const open = tokens.findIndex(({ text, kind }) => kind === 'sign' && text === '(');
      const listed =
        open > 0 && words.indexOf('values') > open ? splitItems(tokens, open).items.map(([part]) => part?.text) : [];
      if (listed.length > 0 && !listed.includes(missing[2] ?? ''))
        return new Problem(1364, 'HY000', `Field '${missing[2] ?? ''}' doesn't have a default value`);
    }
    const counts = /has \d+ columns but \d+ values were supplied|(\d+) values for (\d+) columns/.exec(message);
    if (counts) return new Problem(1136, '21S01', "Column count doesn't match value count at row 1");
    return this.#problem(error, sql);
  }
}

const depthAt = (tokens: readonly Token[], place: number): number =>
  tokens
    .slice(0, place)
    .reduce(
      (depth, { kind, text }) => (kind === 'sign' ? depth + (text === '(' ? 1 : text === ')' ? -1 : 0) : depth),
      0,
    );

interface SelectItem {
  readonly header: string;
  readonly source: string;
}

/** Headers of a select list, as MySQL takes them from the text; none when a star makes their number unknown. */
function selectNames(tokens: readonly Token[], sql: string): SelectItem[] {
  const from = tokens.findIndex(
    ({ kind, text }, index) => kind === 'word' && /^(?:from|union|limit)$/i.test(text) && depthAt(tokens, index) === 0,
  );
  const start = tokens[0]?.text.toLowerCase() === 'select' ? (/^distinct$/i.test(tokens[1]?.text ?? '') ? 2 : 1) : -1;
  if (start < 0) return [];
  const list = [
    { kind: 'sign', text: '(', at: 0, end: 0 } as const,
    ...tokens.slice(start, from < 0 ? tokens.length : from),
    { kind: 'sign', text: ')', at: 0, end: 0 } as const,
  ];
  return splitItems(list, 0).items.map((item) => {
    const last = item.at(-1);
    const before = item.at(-2);
    const source = sql.slice(item[0]?.at ?? 0, last?.end ?? 0);
    const aliased =
      before !== undefined &&
      (/^as$/i.test(before.text) ||
        (last?.kind !== 'sign' &&
          before.kind !== 'sign' &&
          before.kind !== 'variable' &&
          !/^(?:not|and|or|is|like|in|div|null|end|between)$/i.test(before.text) &&
          last?.text.toLowerCase() !== 'end'));
    if (aliased)
      return {
        header: last?.text ?? '',
        source: sql.slice(item[0]?.at ?? 0, item.at(/^as$/i.test(before.text) ? -3 : -2)?.end ?? 0),
      };
    const plain = last !== undefined && (item.length === 1 || (item.length === 3 && before?.text === '.'));
    return { header: plain ? last.text : source, source };
  });
}

function emptyColumns(schema: Pick<Schema, 'sqlite'>, text: string): string[] {
  const [result] = schema.sqlite.exec(`SELECT * FROM (SELECT 1) LEFT JOIN (${text}) ON 1`);
  return [...(result?.columns ?? [])].slice(1);
}

/** How a result's values are shown: from the column that they come from, or from what the expression does. */
function kindIn(tables: ReadonlyMap<string, Table>, source: string, values: readonly Value[]): Kind {
  const find = (name: string): Kind | undefined => {
    const plain = name.replaceAll('`', '').split('.').at(-1)?.trim().toLowerCase();
    for (const table of tables.values()) {
      const known = table.columns.find((candidate) => candidate.name.toLowerCase() === plain);
      if (known) return kindOf(known.type);
    }
    return undefined;
  };
  const numeric =
    values.some((value) => typeof value === 'number') &&
    values.every((value) => value === null || typeof value === 'number');
  const call = /^(sum|avg|min|max|abs|round|coalesce|ifnull)\s*\(\s*(?:distinct\s+)?([\w.`]+)/i.exec(source);
  if (call) {
    const inner = find(call[2] ?? '');
    const name = call[1]?.toLowerCase();
    if (name === 'round') return { numeric: true, code: 246, scale: Number(/,\s*(\d+)\s*\)$/.exec(source)?.[1] ?? 0) };
    if (name === 'avg')
      return {
        numeric: true,
        code: 246,
        scale: inner && inner.scale === undefined && values.length > 0 ? 4 : (inner?.scale ?? 0) + 4,
      };
    if (inner)
      return name === 'sum' && inner.numeric && inner.code !== 4 && inner.code !== 5 ? { ...inner, code: 246 } : inner;
  }
  if (/^null$/i.test(source)) return { numeric: true, code: 6, scale: undefined };
  const own = find(source);
  if (own) return own;
  if (source.includes('/') && numeric) return { numeric, code: 246, scale: 4 };
  const places = [...source.matchAll(/(?<![\w.])\d+\.(\d+)/g)].map((match) => match[1]?.length ?? 0);
  const operands = [...source.matchAll(/[A-Za-z_`][\w.`]*/g)].map(([word]) => find(word)?.scale ?? 0);
  const scale = Math.max(0, ...places, ...operands);
  const whole = values.every((value) => value === null || Number.isInteger(value));
  const code = !numeric ? 253 : scale > 0 ? 246 : whole ? 8 : 5;
  return { numeric, code, scale: numeric && scale > 0 ? scale : undefined };
}

function valueText(value: Value, kind: Kind | undefined): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (typeof value === 'number' && kind?.scale !== undefined) return value.toFixed(kind.scale);
  return String(value);
}

/** The value that an INSERT gives for a column in its first row, as far as it is written there. */
function insertedValue(tokens: readonly Token[], table: Table | undefined, column: string): string {
  const values = tokens.findIndex(({ text, kind }) => kind === 'word' && /^values?$/i.test(text));
  const open = tokens.findIndex(({ text, kind }) => kind === 'sign' && text === '(');
  if (values < 0)
    return tokens.find((_, index) => tokens[index - 2]?.text === column && tokens[index - 1]?.text === '=')?.text ?? '';
  const names =
    open < values
      ? splitItems(tokens, open).items.map(([part]) => part?.text ?? '')
      : (table?.columns.map(({ name }) => name) ?? []);
  return (
    splitItems(tokens, values + 1)
      .items[names.indexOf(column)]?.map(({ text }) => text)
      .join('') ?? ''
  );
}
