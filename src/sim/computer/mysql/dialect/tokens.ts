// Words of MySQL's SQL, and statements in a script.

export interface Token {
  readonly kind: 'word' | 'name' | 'string' | 'number' | 'variable' | 'sign';
  /** As written; without quotation marks for names and strings. */
  readonly text: string;
  /** Where it begins and ends. */
  readonly at: number;
  readonly end: number;
}

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /(?:\s+|--(?:[ \t][^\n]*|(?=\n|$))|#[^\n]*|\/\*(?!!)[\s\S]*?\*\/|\/\*!\d*|\*\/)/y],
  ['string', /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"/y],
  ['name', /`(?:[^`]|``)*`/y],
  ['variable', /@@?(?:'[^']*'|[\w.$]+)?/y],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w$])/y],
  ['word', /[\w$\u0080-\uffff]+/y],
  ['sign', /<=>|<=|>=|<>|!=|:=|\|\||&&|<<|>>|[\s\S]/y],
];

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0', b: '\b', Z: '\u001a' };

/** The words of a statement; comments are left out. */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < sql.length;) {
    for (const [kind, pattern] of patterns) {
      pattern.lastIndex = at;
      const match = pattern.exec(sql)?.[0];
      if (match === undefined) continue;
      if (kind !== 'space') tokens.push({ kind, text: plain(kind, match), at, end: at + match.length });
      at += match.length;
      break;
    }
  }
  return tokens;
}

function plain(kind: Token['kind'], text: string): string {
  if (kind === 'name') return text.slice(1, -1).replaceAll('``', '`');
  if (kind !== 'string') return text;
  const quote = text.charAt(0);
  return text
    .slice(1, -1)
    .replace(/\\([\s\S])|''|""/g, (all: string, escaped: string | undefined) =>
      escaped === undefined
        ? all === quote + quote
          ? quote
          : all
        : (escapes[escaped] ?? (/[%_]/.test(escaped) ? all : escaped)),
    );
}

/** A text as SQLite writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as SQLite writes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
