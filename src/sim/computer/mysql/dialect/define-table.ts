// CREATE TABLE of MySQL: what it defines, and what SQLite is told.
import { columnSql, kindOf, typeText, type Column, type Key, type Table } from './column.ts';
import { notSimulated, Problem, syntaxProblem, type Product } from './problem.ts';
import { quoted, type Token } from './tokens.ts';

/** A table, and the statements that make it. */
export interface Definition {
  readonly table: Table;
  readonly statements: readonly string[];
}

const isWord = (token: Token | undefined, ...words: string[]): boolean =>
  token?.kind === 'word' && words.includes(token.text.toLowerCase());

/** Items between the outer parentheses that begin at `open`, cut at commas, and where they end. */
export function splitItems(
  tokens: readonly Token[],
  open: number,
): { readonly items: Token[][]; readonly end: number } {
  const items: Token[][] = [[]];
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const sign = token.kind === 'sign' ? token.text : '';
    if (sign === ')' && --depth === 0) return { items, end: at };
    if (sign === ',' && depth === 1) items.push([]);
    else if (depth > 0) items.at(-1)?.push(token);
    if (sign === '(') depth++;
  }
  return { items, end: tokens.length };
}

/** Reads the definition of a table; `open` is where its parenthesis stands. */
export function defineTable(
  name: string,
  tokens: readonly Token[],
  open: number,
  sql: string,
  product: Product,
): Definition | Problem {
  const columns: Column[] = [];
  const keys: Key[] = [];
  const constraints: string[] = [];
  const foreign: string[] = [];
  for (const item of splitItems(tokens, open).items) {
    const [first] = item;
    if (!first) return syntaxProblem(product, sql, tokens[open + 1]?.at ?? sql.length);
    let at = 0;
    let named: string | undefined;
    if (isWord(first, 'constraint')) {
      named = isWord(item[1], 'primary', 'unique', 'foreign', 'check') ? undefined : item[1]?.text;
      at = named === undefined ? 1 : 2;
    }
    const head = item[at];
    if (isWord(head, 'primary', 'unique', 'key', 'index', 'fulltext')) {
      const begin = item.findIndex((token) => token.kind === 'sign' && token.text === '(');
      const parts = splitItems(item, begin).items.map(([part]) => part?.text ?? '');
      const before = item[begin - 1];
      const given = before && !isWord(before, 'key', 'index', 'unique') ? before.text : undefined;
      const primary = isWord(head, 'primary');
      keys.push({
        name: primary ? 'PRIMARY' : (given ?? named ?? freeName(keys, parts[0] ?? '')),
        columns: parts,
        unique: primary || isWord(head, 'unique'),
      });
    } else if (isWord(head, 'foreign')) {
      const text = sql.slice(item[at]?.at ?? 0, item.at(-1)?.end ?? 0);
      const match = /foreign\s+key\s*[`\w]*\s*\(([^)]*)\)\s*references\s+`?(\w+)`?\s*\(([^)]*)\)([\s\S]*)$/i.exec(text);
      if (!match) return syntaxProblem(product, sql, first.at);
      const list = (part: string | undefined, quote: (text: string) => string): string =>
        (part ?? '')
          .split(',')
          .map((word) => quote(word.trim().replaceAll('`', '')))
          .join(', ');
      const back = (word: string): string => `\`${word}\``;
      const action = (match[4] ?? '').trim();
      foreign.push(
        `FOREIGN KEY (${list(match[1], quoted)}) REFERENCES ${quoted(match[2] ?? '')} (${list(match[3], quoted)}) ${action}`,
      );
      const label = named ?? `${name}_ibfk_${foreign.length}`;
      constraints.push(
        `CONSTRAINT \`${label}\` FOREIGN KEY (${list(match[1], back)}) REFERENCES \`${match[2] ?? ''}\` (${list(match[3], back)})${action === '' ? '' : ` ${action.toUpperCase()}`}`,
      );
      if (!keys.some((key) => key.columns[0] === (match[1] ?? '').trim().replaceAll('`', '')))
        keys.push({
          name: label,
          columns: (match[1] ?? '').split(',').map((word) => word.trim().replaceAll('`', '')),
          unique: false,
        });
    } else if (isWord(head, 'check')) {
      const text = sql.slice(item[at + 1]?.at ?? 0, item.at(-1)?.end ?? 0);
      const label = named ?? `CONSTRAINT_${constraints.length + 1}`;
      foreign.push(`CONSTRAINT ${quoted(label)} CHECK ${text.replaceAll('`', '"')}`);
      constraints.push(`CONSTRAINT \`${label}\` CHECK ${text}`);
    } else {
      const column = readColumn(item, sql, product, keys);
      if (column instanceof Problem) return column;
      columns.push(column);
    }
  }
  const primary = keys.find((key) => key.name === 'PRIMARY');
  const final = columns.map((column) =>
    primary?.columns.includes(column.name) ? { ...column, nullable: false } : column,
  );
  const automatic = final.find(({ auto }) => auto);
  if (automatic && !keys.some((key) => key.columns[0] === automatic.name))
    return new Problem(
      1075,
      '42000',
      'Incorrect table definition; there can be only one auto column and it must be defined as a key',
    );
  const body = [
    ...final.map(columnSql),
    ...(primary && !automatic ? [`PRIMARY KEY (${primary.columns.map(quoted).join(', ')})`] : []),
    ...foreign,
  ];
  const indexes = keys
    .filter((key) => key.name !== 'PRIMARY')
    .map(
      (key) =>
        `CREATE ${key.unique ? 'UNIQUE ' : ''}INDEX ${quoted(`${name}.${key.name}`)} ON ${quoted(name)} (${key.columns.map(quoted).join(', ')})`,
    );
  return {
    table: { name, columns: final, keys: [...keys].sort((left, right) => rank(left) - rank(right)), constraints },
    statements: [`CREATE TABLE ${quoted(name)} (${body.join(', ')})`, ...indexes],
  };
}

const rank = (key: Key): number => (key.name === 'PRIMARY' ? 0 : key.unique ? 1 : 2);

function freeName(keys: readonly Key[], column: string): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? column : `${column}_${number}`;
    if (!keys.some((key) => key.name === name)) return name;
  }
}

/** Reads one column; keys that it declares itself are added to `keys`. */
export function readColumn(item: readonly Token[], sql: string, product: Product, keys: Key[]): Column | Problem {
  const [named, typed] = item;
  if (!named || typed?.kind !== 'word') return syntaxProblem(product, sql, (typed ?? named)?.at ?? sql.length);
  let at = 2;
  let argument = '';
  if (item[at]?.kind === 'sign' && item[at]?.text === '(') {
    const { end } = splitItems(item, at);
    argument = sql.slice(item[at]?.end ?? 0, item[end]?.at ?? 0).replace(/\s*,\s*/g, ',');
    at = end + 1;
  }
  const rest = item.slice(at);
  const has = (word: string): number => rest.findIndex((token) => isWord(token, word));
  const type = typeText(typed.text, argument, has('unsigned') >= 0, product);
  if (type === undefined) return new Problem(4161, 'HY000', `Unknown data type: '${typed.text}'`);
  const name = named.text;
  const nulls = has('null');
  let fallback: string | undefined;
  let computed = false;
  const begin = has('default');
  if (begin >= 0) {
    const value = rest[begin + 1];
    const open = rest[begin + 2]?.text === '(' ? splitItems(rest, begin + 2).end : begin + 1;
    fallback =
      value?.kind === 'string' || value?.kind === 'number'
        ? value.text
        : sql.slice(value?.at ?? 0, rest[open]?.end ?? value?.end ?? 0);
    if (value?.kind === 'sign' && value.text === '-') fallback = `-${rest[begin + 2]?.text ?? ''}`;
    computed = value?.kind === 'word' && !/^(?:null|true|false)$/i.test(fallback);
    if (/^null$/i.test(fallback)) fallback = 'NULL';
    if (/^(?:true|false)$/i.test(fallback)) fallback = /^true$/i.test(fallback) ? '1' : '0';
    if (computed && /^(?:now|current_timestamp)/i.test(fallback))
      fallback = product === 'MySQL' ? 'CURRENT_TIMESTAMP' : 'current_timestamp()';
    else if (computed) return notSimulated(`DEFAULT ${fallback}`);
  }
  const scale = kindOf(type).scale;
  if (scale !== undefined && fallback !== undefined && fallback !== 'NULL') fallback = Number(fallback).toFixed(scale);
  const primary = has('primary') >= 0;
  if (primary) keys.push({ name: 'PRIMARY', columns: [name], unique: true });
  if (has('unique') >= 0) keys.push({ name, columns: [name], unique: true });
  if (has('references') >= 0 || has('check') >= 0 || has('generated') >= 0 || has('on') >= 0) {
    const which = ['references', 'check', 'generated', 'on'].find((word) => has(word) >= 0) ?? '';
    return notSimulated(`${which.toUpperCase()} in a column's definition`);
  }
  const nullable = !(nulls > 0 && isWord(rest[nulls - 1], 'not')) && !primary;
  return { name, type, nullable, fallback, computed, auto: has('auto_increment') >= 0 };
}
