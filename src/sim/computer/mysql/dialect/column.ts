// Column types of MySQL: how they are shown, and how SQLite keeps and checks them.
import type { Product } from './problem.ts';
import { literal, quoted } from './tokens.ts';

/** A column as CREATE TABLE defined it. */
export interface Column {
  readonly name: string;
  /** As SHOW COLUMNS prints it: `int(11)`, `varchar(50)`. */
  readonly type: string;
  readonly nullable: boolean;
  /** As SHOW COLUMNS prints it; undefined: none. */
  readonly fallback: string | undefined;
  /** The default is an expression, not a text. */
  readonly computed: boolean;
  readonly auto: boolean;
}

/** A key; the primary one is named PRIMARY. */
export interface Key {
  readonly name: string;
  readonly columns: readonly string[];
  readonly unique: boolean;
}

/** What is known of a table beyond SQLite's own. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly keys: readonly Key[];
  /** Foreign keys and checks, as SHOW CREATE TABLE prints them. */
  readonly constraints: readonly string[];
}

/** How values of a column are shown: digits after the point for decimals, and whether it is a number. */
export interface Kind {
  readonly numeric: boolean;
  /** The type by its number in the protocol. */
  readonly code: number;
  readonly scale: number | undefined;
}

const integers: Readonly<Record<string, string>> = {
  tinyint: '4',
  smallint: '6',
  mediumint: '9',
  int: '11',
  bigint: '20',
};
const others: Readonly<Record<string, string>> = {
  integer: 'int', bool: 'tinyint(1)', boolean: 'tinyint(1)', numeric: 'decimal', dec: 'decimal', real: 'double', character: 'char',
  int1: 'tinyint', int2: 'smallint', int4: 'int', int8: 'bigint',
}; // prettier-ignore

/** The type as it is shown; undefined for one that does not exist. */
export function typeText(name: string, argument: string, unsigned: boolean, product: Product): string | undefined {
  const lower = name.toLowerCase();
  const plain = others[lower] ?? lower;
  const sign = unsigned ? ' unsigned' : '';
  if (plain === 'tinyint(1)') return plain;
  if (integers[plain] !== undefined) {
    const width = Number(integers[plain]) - (unsigned && plain !== 'bigint' ? 1 : 0);
    if (product === 'MySQL') return (argument === '1' && plain === 'tinyint' ? 'tinyint(1)' : plain) + sign;
    return `${plain}(${argument === '' ? width : argument})${sign}`;
  }
  if (plain === 'decimal')
    return `decimal(${argument === '' ? '10,0' : argument.includes(',') ? argument : `${argument},0`})${sign}`;
  if (plain === 'char' || plain === 'binary') return `${plain}(${argument === '' ? '1' : argument})`;
  if (plain === 'year') return product === 'MySQL' ? 'year' : 'year(4)';
  if (plain === 'json') return product === 'MySQL' ? 'json' : 'longtext';
  if (/^(?:varchar|varbinary|enum|set)$/.test(plain)) return argument === '' ? undefined : `${plain}(${argument})`;
  if (/^(?:datetime|timestamp|time)$/.test(plain)) return argument === '' ? plain : `${plain}(${argument})`;
  return /^(?:date|double|float|text|tinytext|mediumtext|longtext|blob|tinyblob|mediumblob|longblob)$/.test(plain)
    ? plain + sign
    : undefined;
}

const codes: Readonly<Record<string, number>> = {
  tinyint: 1, smallint: 2, int: 3, float: 4, double: 5, timestamp: 7, bigint: 8, mediumint: 9, date: 10, time: 11, datetime: 12, year: 13,
  bit: 16, json: 245, decimal: 246, tinyblob: 252, blob: 252, mediumblob: 252, longblob: 252, tinytext: 252, text: 252, mediumtext: 252,
  longtext: 252, varchar: 253, varbinary: 253, char: 254, binary: 254, enum: 254, set: 254,
}; // prettier-ignore

/** The numbers in the protocol of types that are numbers. */
export const numericCodes: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 8, 9, 13, 16, 246]);

export function kindOf(type: string): Kind {
  const scale = /^decimal\(\d+,(\d+)\)/.exec(type)?.[1];
  return {
    code: codes[/^[a-z]*/.exec(type)?.[0] ?? ''] ?? 253,
    numeric: /^(?:tinyint|smallint|mediumint|int|bigint|decimal|double|float|year)/.test(type),
    scale: scale === undefined ? undefined : Number(scale),
  };
}

/** The column in SQLite's CREATE TABLE. Its checks are named by what they check. */
export function columnSql(column: Column): string {
  const { name, type } = column;
  const id = quoted(name);
  const parts = [id];
  if (column.auto) return `${id} INTEGER PRIMARY KEY AUTOINCREMENT`;
  const check = (kind: string, condition: string): string =>
    `CONSTRAINT ${quoted(`${kind}:${name}`)} CHECK (${condition})`;
  if (/^(?:tinyint|smallint|mediumint|int|bigint|year)/.test(type))
    parts.push('INTEGER', check('integer', `${id} IS NULL OR typeof(${id}) = 'integer'`));
  else if (type.startsWith('decimal'))
    parts.push('NUMERIC', check('decimal', `${id} IS NULL OR typeof(${id}) IN ('integer', 'real')`));
  else if (/^(?:double|float)/.test(type))
    parts.push('REAL', check('double', `${id} IS NULL OR typeof(${id}) = 'real'`));
  else if (/blob|binary/.test(type)) parts.push('BLOB');
  else {
    parts.push('TEXT COLLATE NOCASE');
    const length = /^(?:var)?char\((\d+)\)/.exec(type)?.[1];
    if (length !== undefined) parts.push(check('length', `length(${id}) <= ${length}`));
    const members = /^enum\((.*)\)$/.exec(type)?.[1];
    if (members !== undefined) parts.push(check('enum', `${id} IN (${members})`));
    if (type === 'date') parts.push(check('date', `${id} IS NULL OR date(${id}) IS NOT NULL`));
    if (/^(?:datetime|timestamp)/.test(type))
      parts.push(check('datetime', `${id} IS NULL OR datetime(${id}) IS NOT NULL`));
  }
  if (!column.nullable) parts.push('NOT NULL');
  if (column.fallback !== undefined && column.fallback !== 'NULL')
    parts.push(
      `DEFAULT ${column.computed ? `(${column.fallback.replace(/current_timestamp(?:\(\d*\))?/i, 'my_now()')})` : literal(column.fallback)}`,
    );
  return parts.join(' ');
}
