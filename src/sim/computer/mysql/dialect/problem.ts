// What the server answers when something fails: number, state and text, as MySQL and MariaDB word it.

/** An error: `ERROR 1064 (42000): …`. */
export class Problem {
  readonly number: number;
  readonly state: string;
  readonly text: string;

  constructor(number: number, state: string, text: string) {
    this.number = number;
    this.state = state;
    this.text = text;
  }
}

/** Something that the real server can do and this one cannot. */
export const notSimulated = (what: string): Problem => new Problem(1235, '42000', `not simulated: ${what}`);

/** A statement that cannot be read; `rest` is the statement from where it goes wrong. */
export function syntaxProblem(product: Product, sql: string, at: number): Problem {
  const line = sql.slice(0, at).split('\n').length;
  const near = sql.slice(at).replace(/;\s*$/, '').slice(0, 80);
  return new Problem(
    1064,
    '42000',
    `You have an error in your SQL syntax; check the manual that corresponds to your ${product} server version for the right syntax to use near '${near}' at line ${line}`,
  );
}

export type Product = 'MySQL' | 'MariaDB';

/** Where SQLite's messages lead. `clause` says where an unknown column stood. */
export function translateFailure(product: Product, database: string, sql: string, message: string): Problem {
  const table = /^no such table: (?:\w+\.)?(.+)$/.exec(message)?.[1];
  if (table !== undefined) return new Problem(1146, '42S02', `Table '${database}.${table}' doesn't exist`);
  const column = /^no such column: (.+)$/.exec(message)?.[1] ?? /has no column named (.+)$/.exec(message)?.[1];
  if (column !== undefined) {
    const plain = column.replaceAll('"', '');
    const where = clauseName(clauseOf(sql, plain.split('.').at(-1) ?? plain), product);
    return new Problem(1054, '42S22', `Unknown column '${plain}' in '${where}'`);
  }
  const ambiguous = /^ambiguous column name: (.+)$/.exec(message)?.[1];
  if (ambiguous !== undefined)
    return new Problem(1052, '23000', `Column '${ambiguous}' in ${clauseName('field list', product)} is ambiguous`);
  const missing = /^NOT NULL constraint failed: .*?\.([^.]+)$/.exec(message)?.[1];
  if (missing !== undefined) return new Problem(1048, '23000', `Column '${missing}' cannot be null`);
  if (message.startsWith('FOREIGN KEY constraint failed'))
    return /^\s*(?:delete|drop)/i.test(sql)
      ? new Problem(1451, '23000', 'Cannot delete or update a parent row: a foreign key constraint fails')
      : new Problem(1452, '23000', 'Cannot add or update a child row: a foreign key constraint fails');
  const check = /^CHECK constraint failed: (.*)$/.exec(message)?.[1];
  if (check !== undefined)
    return product === 'MySQL'
      ? new Problem(3819, 'HY000', `Check constraint '${check}' is violated.`)
      : new Problem(4025, '23000', `CONSTRAINT \`${check}\` failed for \`${database}\``);
  const near = /near "([\s\S]*)": syntax error$/.exec(message)?.[1];
  if (near !== undefined) {
    const at = sql.toLowerCase().indexOf(near.toLowerCase());
    return syntaxProblem(product, sql, at < 0 ? sql.length : at);
  }
  if (message === 'incomplete input') return syntaxProblem(product, sql, sql.length);
  const fn = /^no such function: (.*)$/.exec(message)?.[1];
  if (fn !== undefined) return notSimulated(`function ${fn.toUpperCase()}()`);
  return new Problem(1105, 'HY000', `not simulated: ${message}`);
}

const clauseWords: Readonly<Record<string, string>> = {
  'field list': 'SELECT',
  'where clause': 'WHERE',
  'on clause': 'ON',
  'order clause': 'ORDER BY',
  'group statement': 'GROUP BY',
};

/** Newer releases of MariaDB name a clause by its word. */
const clauseName = (name: string, product: Product): string =>
  product === 'MariaDB' ? (clauseWords[name] ?? name) : name;

function clauseOf(sql: string, column: string): string {
  const at = sql.search(new RegExp(`\\b${column.replace(/\W/g, '\\$&')}\\b`, 'i'));
  const before = sql.slice(0, at < 0 ? 0 : at).toLowerCase();
  if (/\border\s+by\b[^()]*$/.test(before)) return 'order clause';
  if (/\bgroup\s+by\b[^()]*$/.test(before)) return 'group statement';
  if (/\bwhere\b[\s\S]*$/.test(before)) return 'where clause';
  return /\bon\b[^()]*$/.test(before) ? 'on clause' : 'field list';
}
