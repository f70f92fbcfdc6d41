// Options that all of MySQL's client programs share.
import type { Task } from '../../../kernel/task.ts';
import type { Process } from '../../contract.ts';
import { parseOptions, type Options } from '../../programs/options.ts';
import { askPassword } from '../../postgres/client/ask-password.ts';
import { releaseOf } from '../server/mysqld.ts';
import type { Target } from './client.ts';

const shared = {
  short: 'h:u:p::P:S:D:e:NBtEsfvVwA?r',
  long: {
    host: 'h:', user: 'u:', password: 'p::', port: 'P:', socket: 'S:', database: 'D:', execute: 'e:', 'skip-column-names': 'N', batch: 'B',
    table: 't', vertical: 'E', silent: 's', force: 'f', verbose: 'v', version: 'V', wait: 'w', protocol: 'protocol:', help: '?', raw: 'r',
    'no-auto-rehash': 'A', 'default-character-set': 'charset:', 'comments': 'comments', 'connect-timeout': 'timeout:', 'all-databases': 'all-databases',
    databases: 'databases', 'no-data': 'no-data', 'single-transaction': 'single-transaction', 'ssl-mode': 'ssl:', 'skip-ssl': 'skip-ssl',
    'defaults-extra-file': 'defaults:',
  },
} as const; // prettier-ignore

/** Reads a command line; a message when it is wrong. */
export function readOptions(process: Process, name: string): Options | string {
  const options = parseOptions(process.argv.slice(1), shared);
  if (!('kind' in options)) return options;
  const text = options.kind.includes('letter')
    ? `unknown option '-${options.option}'`
    : `unknown variable '${options.option}'`;
  return `${name}: ${text}\n`;
}

/** Puts a target together; asks for a password when `-p` has none. */
export function* targetOf(process: Process, options: Options, database: string | undefined): Task<Target> {
  const { product } = releaseOf(process);
  const host = options.value('h');
  const given = options.value('p');
  const password =
    options.has('p') && given === ''
      ? ((yield* askPassword(process, 'Enter password: ')) ?? '')
      : (given ?? process.env.get('MYSQL_PWD') ?? '');
  const local = options.value('protocol')?.toLowerCase() !== 'tcp' && (host === undefined || host === 'localhost');
  return {
    host: local ? undefined : (host ?? '127.0.0.1'),
    port: Number(options.value('P') ?? 3306),
    socket: options.value('S') ?? (product === 'MySQL' ? '/var/run/mysqld/mysqld.sock' : '/run/mysqld/mysqld.sock'),
    user: options.value('u') ?? (process.credentials.uid === 0 ? 'root' : 'mysql'),
    password,
    database,
  };
}
