// Name patterns of describing commands: `*` and `?`, `schema.name`, quotation marks (psql's processSQLNamePattern).

/** Condition for a pattern, with AND before it. Without a schema in it only what is visible counts; empty: all that is. */
export function matches(
  pattern: string,
  schemaColumn: string | undefined,
  nameColumn: string,
  visible: string,
): string {
  if (pattern === '') return `AND ${visible}`;
  const parts = split(pattern);
  const name = parts.at(-1) ?? '';
  const schema = parts.length > 1 ? parts.at(-2) : undefined;
  const conditions = [condition(nameColumn, name)];
  if (schema !== undefined && schemaColumn !== undefined) conditions.push(condition(schemaColumn, schema));
  else conditions.push(visible);
  return conditions.map((text) => `AND ${text}`).join(' ');
}

/** Privileges on single columns, as `\dp` shows them. */
export const columnText = `(SELECT array_to_string(array_agg(attname || E':\\n  ' || array_to_string(attacl, E'\\n  ')), E'\\n')
 FROM pg_attribute a WHERE attrelid = c.oid AND NOT attisdropped AND attacl IS NOT NULL)`;

function condition(column: string, expression: string): string {
  return expression === '.*'
    ? 'true'
    : `${column} OPERATOR(pg_catalog.~) '^(${expression.replaceAll("'", "''")})$' COLLATE "C"`;
}

/** Regular expressions of the parts between dots. */
function split(pattern: string): string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (const character of pattern) {
    if (character === '"') quoted = !quoted;
    else if (character === '.' && !quoted) {
      parts.push(part);
      part = '';
    } else if (character === '*' && !quoted) part += '.*';
    else if (character === '?' && !quoted) part += '.';
    else part += (quoted ? character : character.toLowerCase()).replace(/[$^()[\]{}|+\\]/g, '\\$&');
  }
  return [...parts, part];
}
