// SHOW and DESCRIBE.
import type { Table } from '../dialect/column.ts';
import { notSimulated, Problem } from '../dialect/problem.ts';
import type { Token } from '../dialect/tokens.ts';
import { systemVariables, textRows, type Answer, type Connected } from './answer.ts';

/** Answers a SHOW statement. */
export function show(
  executor: Connected,
  tokens: readonly Token[],
  words: readonly string[],
  _sql: string,
): Answer | Problem {
  const { instance, product } = executor.shared;
  const plain = words.filter((word) => !/^(?:full|global|session|extended)$/.test(word));
  const [, what = '', third = ''] = plain;
  const like = words.indexOf('like');
  const pattern = like > 0 ? likePattern(tokens[like + 1]?.text ?? '') : /^/;
  const suffix = like > 0 ? ` (${tokens[like + 1]?.text ?? ''})` : '';
  const named = (word: string): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  switch (what) {
    case 'databases':
    case 'schemas':
      return textRows(
        [`Database${suffix}`],
        instance.names.filter((name) => pattern.test(name) && executor.may(name)).map((name) => [name]),
      );
    case 'tables': {
      const database = named('from') ?? named('in') ?? executor.database;
      if (database === undefined) return new Problem(1046, '3D000', 'No database selected');
      const schema = instance.schemas.get(database);
      if (!schema)
        return instance.names.includes(database)
          ? notSimulated(`tables of the database ${database}`)
          : new Problem(1049, '42000', `Unknown database '${database}'`);
      const full = words.includes('full');
      const entries = [
        ...[...schema.tables.keys()].map((name) => [name, 'BASE TABLE']),
        ...[...schema.views.keys()].map((name) => [name, 'VIEW']),
      ];
      const rows = entries
        .filter(([name = '']) => pattern.test(name))
        .sort(([left = ''], [right = '']) => (left < right ? -1 : 1));
      return textRows(
        [`Tables_in_${database}${suffix}`, ...(full ? ['Table_type'] : [])],
        full ? rows : rows.map(([name = '']) => [name]),
      );
    }
    case 'columns':
    case 'fields': {
      const table = find(
        executor,
        plain[3] === ''
          ? ''
          : (tokens.find((_, index) => /^(?:from|in)$/.test(words[index - 1] ?? ''))?.text ?? tokens[1]?.text ?? ''),
      );
      if (table instanceof Problem) return table;
      const rows = table.columns.map((column) => {
        const key = keyMark(table, column.name);
        const extra = column.auto
          ? 'auto_increment'
          : column.computed && product === 'MySQL'
            ? 'DEFAULT_GENERATED'
            : '';
        const fallback = column.fallback === 'NULL' ? null : (column.fallback ?? null);
        return [column.name, column.type, column.nullable ? 'YES' : 'NO', key, fallback, extra];
      });
      return textRows(['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'], rows);
    }
    case 'create': {
      if (third === 'database' || third === 'schema') {
        const name = tokens.at(-1)?.text ?? '';
        if (!instance.schemas.has(name)) return new Problem(1049, '42000', `Unknown database '${name}'`);
        const collation =
          product === 'MySQL' ? 'utf8mb4 COLLATE utf8mb4_0900_ai_ci' : 'utf8mb4 COLLATE utf8mb4_general_ci';
        return textRows(
          ['Database', 'Create Database'],
          [[name, `CREATE DATABASE \`${name}\` /*!40100 DEFAULT CHARACTER SET ${collation} */`]],
        );
      }
      if (third !== 'table') return notSimulated(`SHOW CREATE ${third.toUpperCase()}`);
      const table = find(executor, tokens.at(-1)?.text ?? '');
      return table instanceof Problem
        ? table
        : textRows(['Table', 'Create Table'], [[table.name, createTable(table, executor)]]);
    }
    case 'variables': {
      const all = Object.entries({ ...systemVariables(executor.shared), ...Object.fromEntries(executor.variables) });
      const rows = all
        .filter(([name]) => !name.startsWith('@') && pattern.test(name))
        .sort(([left], [right]) => (left < right ? -1 : 1));
      return textRows(
        ['Variable_name', 'Value'],
        rows.map(([name, value]) => [name, value === 1 && name === 'autocommit' ? 'ON' : String(value ?? '')]),
      );
    }
    case 'grants': {
      const at = words.indexOf('for');
      const name = at < 0 ? executor.user : (tokens[at + 1]?.text ?? '');
      const host =
        at < 0
          ? executor.host
          : words[at + 2]?.startsWith('@')
            ? words[at + 2]?.replace(/^@'?|'$/g, '') || (tokens[at + 3]?.text ?? '%')
            : '%';
      const account = instance.accounts.find((known) => known.name === name && known.host === host);
      if (!account)
        return new Problem(1141, '42000', `There is no such grant defined for user '${name}' on host '${host}'`);
      const quote = '`';
      const who = `${quote}${name}${quote}@${quote}${host}${quote}`;
      const secret =
        product === 'MariaDB' && account.secret !== ''
          ? ` IDENTIFIED BY PASSWORD '*${account.secret.toUpperCase()}'`
          : '';
      const entries = Object.entries(account.grants);
      const rows = (entries.some(([on]) => on === '*.*') ? entries : [['*.*', 'USAGE'] as const, ...entries]).map(
        ([on, privileges]) => {
          const [bare = '', option] = privileges.split(' WITH ');
          return [
            `GRANT ${bare} ON ${on} TO ${who}${on === '*.*' ? secret : ''}${option === undefined ? '' : ` WITH ${option}`}`,
          ];
        },
      );
      return textRows([`Grants for ${name}@${host}`], rows);
    }
    case 'warnings':
    case 'errors':
      return textRows(['Level', 'Code', 'Message'], []);
    case 'index':
    case 'indexes':
    case 'keys': {
      const table = find(executor, tokens.find((_, index) => /^(?:from|in)$/.test(words[index - 1] ?? ''))?.text ?? '');
      if (table instanceof Problem) return table;
      const rows = table.keys.flatMap((key) =>
        key.columns.map((column, index) => [
          table.name,
          key.unique ? '0' : '1',
          key.name,
          String(index + 1),
          column,
          'BTREE',
        ]),
      );
      return textRows(['Table', 'Non_unique', 'Key_name', 'Seq_in_index', 'Column_name', 'Index_type'], rows);
    }
    default:
      return notSimulated(`SHOW ${what.toUpperCase()}`);
  }
}

function find(executor: Connected, name: string): Table | Problem {
  const schema = executor.schema();
  if (schema instanceof Problem) return schema;
  return (
    schema.tables.get(name) ??
    (schema.views.has(name)
      ? notSimulated('columns of a view')
      : new Problem(1146, '42S02', `Table '${executor.database ?? ''}.${name}' doesn't exist`))
  );
}

function keyMark(table: Table, column: string): string {
  for (const key of table.keys) {
    if (key.columns[0] !== column && key.name !== 'PRIMARY') continue;
    if (!key.columns.includes(column)) continue;
    if (key.name === 'PRIMARY') return 'PRI';
    return key.unique && key.columns.length === 1 ? 'UNI' : 'MUL';
  }
  return '';
}

function likePattern(text: string): RegExp {
  const source = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${source}$`, 'i');
}

/** The statement that would make a table, as SHOW CREATE TABLE prints it. */
export function createTable(table: Table, executor: Connected): string {
  const { product } = executor.shared;
  const number = (type: string): boolean =>
    /^(?:tinyint|smallint|mediumint|int|bigint|decimal|double|float)/.test(type);
  const lines = table.columns.map((column) => {
    const fallback =
      column.fallback !== undefined && column.fallback !== 'NULL'
        ? ` DEFAULT ${column.computed || (product === 'MariaDB' && number(column.type)) ? column.fallback : `'${column.fallback}'`}`
        : column.nullable && !(product === 'MySQL' && /text|blob/.test(column.type))
          ? ' DEFAULT NULL'
          : '';
    const nulls = column.nullable ? (column.type.startsWith('timestamp') ? ' NULL' : '') : ' NOT NULL';
    return `  \`${column.name}\` ${column.type}${nulls}${column.auto ? ' AUTO_INCREMENT' : fallback}`;
  });
  const list = (columns: readonly string[]): string => columns.map((column) => `\`${column}\``).join(',');
  for (const key of table.keys)
    lines.push(
      key.name === 'PRIMARY'
        ? `  PRIMARY KEY (${list(key.columns)})`
        : `  ${key.unique ? 'UNIQUE ' : ''}KEY \`${key.name}\` (${list(key.columns)})`,
    );
  for (const constraint of table.constraints) lines.push(`  ${constraint}`);
  const automatic = table.columns.some(({ auto }) => auto);
  const [result] = automatic
    ? (executor.shared.instance.schemas
        .get(executor.database ?? '')
        ?.sqlite.exec(`SELECT seq FROM sqlite_sequence WHERE name = '${table.name.replaceAll("'", "''")}'`) ?? [])
    : [];
  const next = Number(result?.values[0]?.[0] ?? 0) + 1;
  const collate = product === 'MySQL' ? 'utf8mb4_0900_ai_ci' : 'utf8mb4_general_ci';
  return `CREATE TABLE \`${table.name}\` (\n${lines.join(',\n')}\n) ENGINE=InnoDB${next > 1 ? ` AUTO_INCREMENT=${next}` : ''} DEFAULT CHARSET=utf8mb4 COLLATE=${collate}`;
}
