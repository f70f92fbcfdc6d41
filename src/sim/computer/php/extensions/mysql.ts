// The connections that mysqli and PDO work with: our MySQL client over the simulated network.
import type { Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { Client } from '../../mysql/client/client.ts';
import { Problem } from '../../mysql/dialect/problem.ts';
import { fromText, toText } from '../bytes.ts';
import { Float, PhpArray, PhpObject, type Value } from '../values.ts';
import type { Engine } from '../run/engine.ts';
import type { Library } from '../functions/native.ts';

const defaultSocket = '/tmp/mysql.sock';

/** What a connection's resource keeps. */
const clientOf = (value: Value): Client => (value as PhpObject).native as Client;

/** A problem as PHP gives it: number, SQL state, text. */
const told = (php: Engine, { number, state, text: message }: Problem, connecting: boolean, host: string): PhpArray => {
  const texts: Readonly<Record<number, string>> = {
    2005: `php_network_getaddresses: getaddrinfo for ${host} failed: Name or service not known`,
    2006: 'MySQL server has gone away',
    2013: 'MySQL server has gone away',
  };
  if (connecting && number === 2005)
    php.warn(`${(php.kept.get('connecting') as string | undefined) ?? 'mysqli::__construct'}(): ${texts[2005] ?? ''}`);
  const refused = /\((\d+)\)$/.exec(message)?.[1];
  const text =
    number === 2002
      ? message.includes('socket') ? 'No such file or directory' : refused === '111' ? 'Connection refused' : refused === '113' ? 'No route to host' : 'Connection timed out'
      : (texts[number] ?? fromText(message)); // prettier-ignore
  return PhpArray.of([['errno', number === 2005 ? 2002 : number], ['state', state], ['error', text]]); // prettier-ignore
};

function* connect(
  php: Engine,
  host: string,
  port: number,
  user: string,
  password: string,
  database: string,
): Task<Value> {
  const local = host === 'localhost' || host === '';
  const socket =
    ['/var/run/mysqld/mysqld.sock', '/run/mysqld/mysqld.sock'].find((path) => !failed(php.process.files.stat(path))) ??
    defaultSocket;
  const found = yield* php.wait(
    Client.connect(php.process, {
      host: local ? undefined : toText(host), port, socket, user: toText(user), password: toText(password),
      database: database === '' ? undefined : toText(database),
    }), // prettier-ignore
  );
  if (found instanceof Problem) return told(php, found, true, host);
  const made = new PhpObject(php.needClass('__Resource'), php.newId());
  made.native = found;
  return made;
}

/** A column's text as the type that a prepared statement gives. */
function typed(text: string | null, code: number): Value {
  if (text === null) return null;
  if ([1, 2, 3, 8, 9, 13].includes(code) && /^-?\d+$/.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : text;
  }
  return code === 4 || code === 5 ? new Float(Number(text)) : fromText(text);
}

export const mysqlFunctions: Library = {
  *'_mysql_connect(string $host, int $port, string $user, string $password, string $database)'(
    php,
    args: [string, number, string, string, string],
  ) {
    return yield* connect(php, ...args);
  },
  *'_mysql_query(mixed $connection, string $sql, bool $native)'(
    php,
    [connection, sql, native]: [Value, string, boolean],
  ) {
    const answer = yield* php.wait(clientOf(connection).query(toText(sql)));
    if (answer instanceof Problem) return told(php, answer, false, '');
    if (answer.kind === 'done') return PhpArray.of([['affected', answer.affected], ['id', answer.insertId], ['info', fromText(answer.info)]]); // prettier-ignore
    const { columns, rows } = answer;
    return PhpArray.of([
      ['columns', PhpArray.list(columns.map(({ name }) => fromText(name)))],
      ['codes', PhpArray.list(columns.map(({ code }) => code))],
      [
        'rows',
        PhpArray.list(
          rows.map((row) =>
            PhpArray.list(
              row.map((text, at) =>
                native ? typed(text, columns[at]?.code ?? 253) : text === null ? null : fromText(text),
              ),
            ),
          ),
        ),
      ],
    ] as [string, Value][]);
  },
  *'_mysql_close(mixed $connection)'(php, [connection]: [Value]) {
    yield* php.wait(clientOf(connection).close());
    return null;
  },
  '_mysql_version(mixed $connection)': (_php, [connection]: [Value]) => clientOf(connection).version,
  '_mysql_id(mixed $connection)': (_php, [connection]: [Value]) => clientOf(connection).id,
  '_mysql_connecting(string $name)': (php, [name]: [string]) => {
    php.kept.set('connecting', name);
    return null;
  },
  '_not_simulated(string $what)': (php, [what]: [string]) => {
    throw php.notSimulated(what);
  },
  '_warn(string $text)': (php, [text]: [string]) => {
    php.warn(text);
    return null;
  },
  *'mysqli_connect(?string $hostname = null, ?string $username = null, ?string $password = null, ?string $database = null, ?int $port = null, ?string $socket = null)'(
    php,
    args: Value[],
  ) {
    return yield* procedural(php, '_mysqli_connect', args);
  },
};

/** The functions of mysqli are the methods of its classes: a class of ours has them. */
function* procedural(php: Engine, name: string, args: readonly Value[]): Task<Value> {
  php.needClass('mysqli');
  return yield* php.call(`_mysqli_functions::${name}`, args);
}

for (const [name, params] of Object.entries({
  mysqli_connect_errno: '',
  mysqli_connect_error: '',
  mysqli_report: 'int $flags',
  mysqli_init: '',
  mysqli_query: 'mysqli $mysql, string $query, int $result_mode = 0',
  mysqli_real_escape_string: 'mysqli $mysql, string $string',
  mysqli_escape_string: 'mysqli $mysql, string $string',
  mysqli_close: 'mysqli $mysql',
  mysqli_error: 'mysqli $mysql',
  mysqli_errno: 'mysqli $mysql',
  mysqli_sqlstate: 'mysqli $mysql',
  mysqli_insert_id: 'mysqli $mysql',
  mysqli_affected_rows: 'mysqli $mysql',
  mysqli_select_db: 'mysqli $mysql, string $database',
  mysqli_set_charset: 'mysqli $mysql, string $charset',
  mysqli_ping: 'mysqli $mysql',
  mysqli_multi_query: 'mysqli $mysql, string $query',
  mysqli_get_server_info: 'mysqli $mysql',
  mysqli_get_host_info: 'mysqli $mysql',
  mysqli_get_client_info: 'mixed $mysql = null',
  mysqli_begin_transaction: 'mysqli $mysql',
  mysqli_commit: 'mysqli $mysql',
  mysqli_rollback: 'mysqli $mysql',
  mysqli_autocommit: 'mysqli $mysql, bool $enable',
  mysqli_prepare: 'mysqli $mysql, string $query',
  mysqli_stmt_execute: 'mysqli_stmt $statement, ?array $params = null',
  mysqli_stmt_get_result: 'mysqli_stmt $statement',
  mysqli_stmt_close: 'mysqli_stmt $statement',
  mysqli_stmt_error: 'mysqli_stmt $statement',
  mysqli_fetch_assoc: 'mysqli_result $result',
  mysqli_fetch_array: 'mysqli_result $result, int $mode = 3',
  mysqli_fetch_row: 'mysqli_result $result',
  mysqli_fetch_object: 'mysqli_result $result',
  mysqli_fetch_all: 'mysqli_result $result, int $mode = 2',
  mysqli_num_rows: 'mysqli_result $result',
  mysqli_num_fields: 'mysqli_result $result',
  mysqli_free_result: 'mysqli_result $result',
  mysqli_data_seek: 'mysqli_result $result, int $offset',
}))
  // prettier-ignore
  (mysqlFunctions as Record<string, Library[string]>)[`${name}(${params})`] = function* (php: Engine, args: readonly Value[]): Task<Value> { return yield* procedural(php, `_${name}`, args); };
