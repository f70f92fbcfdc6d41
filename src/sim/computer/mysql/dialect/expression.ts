// Statements on data in MySQL's SQL, rewritten for SQLite: names, strings, operators, functions, LIMIT.
import { splitItems } from './define-table.ts';
import { notSimulated, Problem } from './problem.ts';
import { literal, quoted, type Token } from './tokens.ts';

/** What a statement may ask of the session. */
export interface Context {
  readonly database: string | undefined;
  readonly databases: ReadonlySet<string>;
  /** Values of `@@name` and `@name`; undefined for one that is not known. */
  variable(name: string): string | number | null | undefined;
  /** Value of a function of the session: DATABASE, USER, VERSION, … */
  information(name: string): string | number | null | undefined;
}

const renamed: Readonly<Record<string, string>> = {
  if: 'iif', greatest: 'max', least: 'min', char_length: 'length', character_length: 'length', ceiling: 'ceil', ucase: 'upper', lcase: 'lower',
  concat: 'my_concat', concat_ws: 'my_concat_ws', now: 'my_now', current_timestamp: 'my_now', localtime: 'my_now', sysdate: 'my_now',
  curdate: 'my_curdate', current_date: 'my_curdate', curtime: 'my_curtime', current_time: 'my_curtime', rand: 'my_rand', uuid: 'my_uuid',
  date_format: 'my_date_format', datediff: 'my_datediff', unix_timestamp: 'my_unix_timestamp', year: 'my_year', month: 'my_month',
  day: 'my_day', dayofmonth: 'my_day', hour: 'my_hour', minute: 'my_minute', second: 'my_second', left: 'my_left', right: 'my_right',
  lpad: 'my_lpad', rpad: 'my_rpad', repeat: 'my_repeat', reverse: 'my_reverse', md5: 'my_md5', sha1: 'my_sha1', last_insert_id: 'my_last_insert_id',
  mod: 'my_mod', locate: 'my_locate', format: 'my_format', date_add: 'my_date_add', date_sub: 'my_date_sub', substring_index: 'my_substring_index',
}; // prettier-ignore

/** Functions with any number of arguments are registered once for each number. */
const variadic = new Set(['my_concat', 'my_concat_ws']);

const sessionFunctions = new Set([
  'database',
  'schema',
  'user',
  'current_user',
  'session_user',
  'system_user',
  'version',
  'connection_id',
  'row_count',
  'found_rows',
]);
const dropped = new Set([
  'sql_no_cache',
  'sql_calc_found_rows',
  'straight_join',
  'low_priority',
  'high_priority',
  'delayed',
]);
const types: Readonly<Record<string, string>> = {
  signed: 'INTEGER',
  unsigned: 'INTEGER',
  char: 'TEXT',
  decimal: 'NUMERIC',
  datetime: 'TEXT',
};

/** The statement for SQLite. */
export function translate(tokens: readonly Token[], context: Context): string | Problem {
  const out: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const next = tokens[at + 1];
    const calls = next?.kind === 'sign' && next.text === '(';
    const lower = token.text.toLowerCase();
    switch (token.kind) {
      case 'string':
        out.push(literal(token.text));
        continue;
      case 'name':
        if (isSchema(tokens, at, context)) {
          at++;
          continue;
        }
        out.push(quoted(token.text));
        continue;
      case 'variable': {
        const value = context.variable(token.text);
        if (value === undefined)
          return new Problem(
            1193,
            'HY000',
            `Unknown system variable '${token.text.replace(/^@@(?:global\.|session\.)?/, '')}'`,
          );
        out.push(value === null ? 'NULL' : typeof value === 'number' ? String(value) : literal(value));
        continue;
      }
      case 'sign':
        if (token.text === '&&') out.push('AND');
        else if (token.text === '||') out.push('OR');
        else if (token.text === '<=>') out.push('IS');
        else if (token.text === '/') out.push('* 1.0 /');
        else if (token.text === ':=') return notSimulated(':= in an expression');
        else out.push(token.text);
        continue;
      case 'number':
        out.push(token.text);
        continue;
      case 'word':
        break;
    }
    if (isSchema(tokens, at, context)) {
      at++;
      continue;
    }
    if (/^as$/i.test(tokens[at - 1]?.text ?? '') && !calls && !/^(?:select|with)$/.test(lower)) {
      out.push(quoted(token.text));
      continue;
    }
    if (dropped.has(lower)) continue;
    if (lower === 'from' && next?.text.toLowerCase() === 'dual') {
      at++;
      continue;
    }
    if (lower === 'for' && next?.text.toLowerCase() === 'update') break;
    if (lower === 'div' || lower === 'xor') return notSimulated(lower.toUpperCase());
    if (lower === 'rlike') out.push('REGEXP');
    else if (lower === 'mod' && !calls) out.push('%');
    else if (lower === 'limit' && tokens[at + 2]?.text === ',') {
      out.push('LIMIT', tokens[at + 3]?.text ?? '', 'OFFSET', next?.text ?? '');
      at += 3;
    } else if (lower === 'as' && next && types[next.text.toLowerCase()] !== undefined && isCast(tokens, at)) {
      out.push('AS', types[next.text.toLowerCase()] ?? '');
      at++;
      if (tokens[at + 1]?.text === '(') at = splitItems(tokens, at + 1).end;
    } else if (lower === 'separator') {
      out.push(',');
    } else if (lower === 'interval') {
      const unit = tokens[at + 2];
      const inside = /my_date_(?:add|sub)/.test(out.findLast((word) => word.startsWith('my_')) ?? '');
      if (!inside || !unit || !next) return notSimulated('INTERVAL outside of DATE_ADD and DATE_SUB');
      out.push(next.kind === 'string' ? literal(next.text) : next.text, ',', literal(unit.text.toLowerCase()));
      at += 2;
    } else if (sessionFunctions.has(lower) && (calls || lower === 'current_user')) {
      const value = context.information(lower);
      out.push(
        value === null || value === undefined ? 'NULL' : typeof value === 'number' ? String(value) : literal(value),
      );
      if (calls) at += 2;
    } else if (calls && renamed[lower] !== undefined) {
      const name = renamed[lower];
      const { items } = splitItems(tokens, at + 1);
      const count = items.length === 1 && items[0]?.length === 0 ? 0 : items.length;
      out.push(
        variadic.has(name) ? `${name}_${count}` : lower === 'unix_timestamp' && count === 0 ? 'my_unix_time' : name,
      );
    } else if (!calls && /^current_(?:timestamp|date|time)$/.test(lower)) out.push(`${renamed[lower] ?? ''}()`);
    else if (calls && lower === 'values' && isUpdate(tokens, at)) {
      out.push(`excluded.${quoted(tokens[at + 2]?.text ?? '')}`);
      at += 3;
    } else out.push(token.text);
  }
  return out
    .join(' ')
    .replace(/ \. /g, '.')
    .replace(/\b(my_\w+|[A-Za-z_]\w*) \(/g, '$1(');
}

/** Whether a word names the database of what follows; the current one may be left out. */
function isSchema(tokens: readonly Token[], at: number, context: Context): boolean {
  const token = tokens[at];
  const before = tokens[at - 1];
  return (
    tokens[at + 1]?.text === '.' &&
    before?.text !== '.' &&
    token?.text === context.database &&
    /^(?:from|join|into|update|table|,|ignore|exists|on)$/i.test(before?.text ?? '')
  );
}

const isCast = (tokens: readonly Token[], at: number): boolean =>
  tokens.slice(0, at).findLast((token) => /^(?:cast|convert)$/i.test(token.text)) !== undefined;

const isUpdate = (tokens: readonly Token[], at: number): boolean =>
  tokens
    .slice(0, at)
    .some((token, index) => /^duplicate$/i.test(token.text) && /^key$/i.test(tokens[index + 1]?.text ?? ''));
