// `\d` and its like: lists of what a database holds. What one relation looks like is in describe-relation.ts.
import type { Task } from '../../../kernel/task.ts';
import { describeRelations } from './describe-relation.ts';
import { columnText, matches } from './pattern.ts';
import type { Outcome, Shell } from './shell.ts';

/** Letters of relation kinds, as `\dtvmsi` names them, in pg_class. */
const kinds: Readonly<Record<string, string>> = { t: "'r','p'", v: "'v'", m: "'m'", s: "'S'", i: "'i','I'", E: "'f'" };

const kindText = `CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index'
 WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table'
 WHEN 'I' THEN 'partitioned index' END`;

/** Runs a describing command (without its backslash); undefined when it is none. */
export function* describeCommand(shell: Shell, text: string): Task<Outcome | undefined> {
  const match = /^(d[A-Za-z]*|l|list|z)([S+]*)(?:\s+(.*?))?\s*;?\s*$/.exec(text);
  if (!match) return undefined;
  const [, letters = '', flags = '', pattern = ''] = match;
  const request = { shell, pattern, more: flags.includes('+'), system: flags.includes('S') || pattern !== '' };
  if (letters === 'd' && pattern !== '') return yield* describeRelations(shell, pattern, request.more);
  if (letters === 'd') return yield* relations(request, 'tvmsE');
  const list = lists[letters];
  if (list) return yield* list(request);
  if (/^d[tvmsiE]+$/.test(letters)) return yield* relations(request, letters.slice(1));
  if (!/^d(?:[abcCDeFgiLmoOPprRsTuvxyA]|d|dp|es|et|eu|ew|Fd|Fp|Ft|Pi|Pt|rds|Rp|Rs)$/.test(letters)) return undefined;
  yield* shell.complain(`not simulated: \\${letters}\n`);
  return 'failed';
}

interface Request {
  readonly shell: Shell;
  readonly pattern: string;
  readonly more: boolean;
  readonly system: boolean;
}

/** Asks, and shows the answer as a table; columns are the select list's. */
function* list(
  shell: Shell,
  title: string,
  columns: readonly (readonly [header: string, expression: string])[],
  rest: string,
  footers?: readonly string[],
): Task<Outcome> {
  const answer = yield* shell.ask(`SELECT ${columns.map(([, expression]) => expression).join(', ')} ${rest}`);
  if (typeof answer === 'string') {
    yield* shell.complain(shell.place + answer);
    return 'failed';
  }
  yield* shell.show({ title, headers: columns.map(([header]) => header), right: [], rows: answer, footers });
  return 'done';
}

function* relations({ shell, pattern, more, system }: Request, letters: string): Task<Outcome> {
  const wanted = [...letters].map((letter) => kinds[letter] ?? "''").join(',');
  const indexes = letters.includes('i');
  const hidden = system ? '' : "AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'";
  const rest = `FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_am am ON am.oid = c.relam
    LEFT JOIN pg_index x ON x.indexrelid = c.oid LEFT JOIN pg_class o ON o.oid = x.indrelid
    WHERE c.relkind IN (${wanted}) ${hidden} ${matches(pattern, 'n.nspname', 'c.relname', 'pg_table_is_visible(c.oid)')}
    ORDER BY n.nspname, c.relname`;
  const found = yield* shell.ask(`SELECT count(*) ${rest.replace(/ORDER BY[^()]*$/, '')}`);
  if (Array.isArray(found) && found[0]?.[0] === '0' && !shell.quiet) {
    const text = pattern === '' ? 'Did not find any relations.' : `Did not find any relation named "${pattern}".`;
    yield* shell.complain(`${text}\n`);
    return 'done';
  }
  return yield* list(
    shell,
    'List of relations',
    [
      ['Schema', 'n.nspname'],
      ['Name', 'c.relname'],
      ['Type', kindText],
      ['Owner', 'pg_get_userbyid(c.relowner)'],
      ...(indexes ? ([['Table', 'o.relname']] as const) : []),
      ...(more
        ? ([
            [
              'Persistence',
              "CASE c.relpersistence WHEN 'p' THEN 'permanent' WHEN 't' THEN 'temporary' ELSE 'unlogged' END",
            ],
            ['Access method', 'am.amname'],
            ['Size', 'pg_size_pretty(pg_table_size(c.oid))'],
            ['Description', "obj_description(c.oid, 'pg_class')"],
          ] as const)
        : []),
    ],
    rest,
  );
}

/** `expression AS "Name"` of the attributes of a role, in psql's words. */
const roleAttributes = `concat_ws(', ', CASE WHEN rolsuper THEN 'Superuser' END, CASE WHEN NOT rolinherit THEN 'No inheritance' END,
  CASE WHEN rolcreaterole THEN 'Create role' END, CASE WHEN rolcreatedb THEN 'Create DB' END,
  CASE WHEN NOT rolcanlogin THEN 'Cannot login' END, CASE WHEN rolreplication THEN 'Replication' END,
  CASE WHEN rolbypassrls THEN 'Bypass RLS' END)
  || CASE WHEN rolconnlimit >= 0 THEN E'\\n' || rolconnlimit || ' connection' || CASE rolconnlimit WHEN 1 THEN '' ELSE 's' END ELSE '' END
  || CASE WHEN rolvaliduntil IS NOT NULL THEN E'\\nPassword valid until ' || rolvaliduntil ELSE '' END`;

function* roles({ shell, pattern, more, system }: Request): Task<Outcome> {
  const member = `ARRAY(SELECT b.rolname FROM pg_auth_members m JOIN pg_roles b ON m.roleid = b.oid WHERE m.member = r.oid ORDER BY 1)`;
  return yield* list(
    shell,
    'List of roles',
    [
      ['Role name', 'r.rolname'],
      ['Attributes', roleAttributes],
      ...(majorOf(shell) < 16 ? ([['Member of', member]] as const) : []),
      ...(more ? ([['Description', "shobj_description(r.oid, 'pg_authid')"]] as const) : []),
    ],
    `FROM pg_roles r WHERE ${system ? 'true' : "r.rolname !~ '^pg_'"} ${matches(pattern, undefined, 'r.rolname', 'true')} ORDER BY 1`,
    [],
  );
}

const majorOf = (shell: Shell): number => Number.parseInt(shell.client?.parameters.get('server_version') ?? '17', 10);

function* databases({ shell, pattern, more }: Request): Task<Outcome> {
  const provider = "CASE d.datlocprovider WHEN 'c' THEN 'libc' WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' END";
  const collate = ['Collate', 'd.datcollate'] as const;
  const ctype = ['Ctype', 'd.datctype'] as const;
  const major = majorOf(shell);
  const locale =
    major < 15
      ? [collate, ctype]
      : major === 15
        ? [collate, ctype, ['ICU Locale', 'd.datlocale'] as const, ['Locale Provider', provider] as const]
        : [
            ['Locale Provider', provider] as const,
            collate,
            ctype,
            [major === 16 ? 'ICU Locale' : 'Locale', 'd.datlocale'] as const,
            ['ICU Rules', 'd.daticurules'] as const,
          ];
  return yield* list(
    shell,
    'List of databases',
    [
      ['Name', 'd.datname'],
      ['Owner', 'pg_get_userbyid(d.datdba)'],
      ['Encoding', 'pg_encoding_to_char(d.encoding)'],
      ...locale,
      ['Access privileges', privileges(shell, 'd.datacl')],
      ...(more
        ? ([
            [
              'Size',
              "CASE WHEN has_database_privilege(d.datname, 'CONNECT') THEN pg_size_pretty(pg_database_size(d.datname)) ELSE 'No Access' END",
            ],
            ['Tablespace', '(SELECT spcname FROM pg_tablespace t WHERE t.oid = d.dattablespace)'],
            ['Description', "shobj_description(d.oid, 'pg_database')"],
          ] as const)
        : []),
    ],
    `FROM pg_database d WHERE true ${matches(pattern, undefined, 'd.datname', 'true')} ORDER BY 1`,
  );
}

/** Privileges, one a line; releases before 17 know no MAINTAIN. */
function privileges(shell: Shell, column: string): string {
  const lines = `array_to_string(${column}, E'\\n')`;
  if (majorOf(shell) < 17) return `regexp_replace(${lines}, '=([a-zA-Z*]*)m([a-zA-Z*]*)/', '=\\1\\2/', 'g')`;
  return majorOf(shell) < 18 ? lines : `CASE WHEN array_length(${column}, 1) = 0 THEN '(none)' ELSE ${lines} END`;
}

const lists: Readonly<Record<string, (request: Request) => Task<Outcome>>> = {
  l: databases,
  list: databases,
  du: roles,
  dg: roles,
  *dn({ shell, pattern, more, system }) {
    const hidden = system ? 'true' : "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";
    return yield* list(
      shell,
      'List of schemas',
      [
        ['Name', 'n.nspname'],
        ['Owner', 'pg_get_userbyid(n.nspowner)'],
        ...(more
          ? ([
              ['Access privileges', privileges(shell, 'n.nspacl')],
              ['Description', "obj_description(n.oid, 'pg_namespace')"],
            ] as const)
          : []),
      ],
      `FROM pg_namespace n WHERE ${hidden} ${matches(pattern, undefined, 'n.nspname', 'true')} ORDER BY 1`,
    );
  },
  *df({ shell, pattern, system }) {
    const hidden = system ? 'true' : "n.nspname NOT IN ('pg_catalog', 'information_schema')";
    return yield* list(
      shell,
      'List of functions',
      [
        ['Schema', 'n.nspname'],
        ['Name', 'p.proname'],
        ['Result data type', 'pg_get_function_result(p.oid)'],
        ['Argument data types', 'pg_get_function_arguments(p.oid)'],
        ['Type', "CASE p.prokind WHEN 'a' THEN 'agg' WHEN 'w' THEN 'window' WHEN 'p' THEN 'proc' ELSE 'func' END"],
      ],
      `FROM pg_proc p LEFT JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE ${hidden} ${matches(pattern, 'n.nspname', 'p.proname', 'pg_function_is_visible(p.oid)')} ORDER BY 1, 2, 4`,
    );
  },
  *dx({ shell, pattern }) {
    const major = majorOf(shell);
    return yield* list(
      shell,
      'List of installed extensions',
      [
        ['Name', 'e.extname'],
        ['Version', 'e.extversion'],
        ...(major >= 18 ? ([['Default version', 'e.extversion']] as const) : []),
        ['Schema', 'n.nspname'],
        ['Description', "obj_description(e.oid, 'pg_extension')"],
      ],
      `FROM pg_extension e LEFT JOIN pg_namespace n ON n.oid = e.extnamespace
       WHERE true ${matches(pattern, undefined, 'e.extname', 'true')} ORDER BY 1`,
    );
  },
  *dT({ shell, pattern, system }) {
    const hidden = system ? 'true' : "n.nspname NOT IN ('pg_catalog', 'information_schema')";
    return yield* list(
      shell,
      'List of data types',
      [
        ['Schema', 'n.nspname'],
        ['Name', 'format_type(t.oid, NULL)'],
        ['Description', "obj_description(t.oid, 'pg_type')"],
      ],
      `FROM pg_type t LEFT JOIN pg_namespace n ON n.oid = t.typnamespace
       WHERE (t.typrelid = 0 OR (SELECT c.relkind = 'c' FROM pg_class c WHERE c.oid = t.typrelid))
       AND NOT EXISTS (SELECT 1 FROM pg_type el WHERE el.oid = t.typelem AND el.typarray = t.oid)
       AND ${hidden} ${matches(pattern, 'n.nspname', 't.typname', 'pg_type_is_visible(t.oid)')} ORDER BY 1, 2`,
    );
  },
  dp: accessPrivileges,
  z: accessPrivileges,
};

function* accessPrivileges({ shell, pattern }: Request): Task<Outcome> {
  const hidden = pattern === '' ? "AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'" : '';
  return yield* list(
    shell,
    'Access privileges',
    [
      ['Schema', 'n.nspname'],
      ['Name', 'c.relname'],
      ['Type', kindText],
      ['Access privileges', privileges(shell, 'c.relacl')],
      ['Column privileges', columnText],
      ['Policies', "''"],
    ],
    `FROM pg_class c LEFT JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r','v','m','S','f','p')
     ${hidden} ${matches(pattern, 'n.nspname', 'c.relname', 'pg_table_is_visible(c.oid)')} ORDER BY 1, 2`,
  );
}
