// Where a client program connects to: its options, a connection string, the environment, ~/.pgpass.
import type { Process } from '../../contract.ts';
import { failed } from '../../filesystem/errno.ts';
import type { Target } from './client.ts';

/** What the command line says; undefined: nothing. */
export interface Wishes {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
  readonly user?: string | undefined;
  readonly database?: string | undefined;
  readonly password?: string | undefined;
  readonly application: string;
}

const usualSocket = '/var/run/postgresql';

/** The name of the user that a process runs as. */
export function userName(process: Process): string {
  const accounts = process.files.readText('/etc/passwd');
  const { uid } = process.credentials;
  const lines = failed(accounts) ? [] : accounts.split('\n');
  return lines.find((line) => Number(line.split(':')[2]) === uid)?.split(':')[0] ?? 'root';
}

/** Puts a target together; a connection string as the database counts for all that it names. */
export function targetOf(process: Process, wishes: Wishes): Target {
  const written = readString(wishes.database ?? '');
  const environment = (name: string): string | undefined => process.env.get(name) || undefined;
  const named = written ?? { database: wishes.database };
  const host = named.host ?? wishes.host ?? environment('PGHOST') ?? usualSocket;
  const port = Number(named.port ?? wishes.port ?? environment('PGPORT') ?? 5432);
  const user = named.user ?? wishes.user ?? environment('PGUSER') ?? userName(process);
  const database = named.database ?? environment('PGDATABASE') ?? user;
  const password =
    wishes.password ?? named.password ?? environment('PGPASSWORD') ?? fromFile(process, host, port, database, user);
  return { host, port, user, database, password, application: wishes.application };
}

interface Written {
  host?: string | undefined;
  port?: string | undefined;
  user?: string | undefined;
  database?: string | undefined;
  password?: string | undefined;
}

/** Reads `postgresql://user:password@host:port/database` or `host=… dbname=…`; undefined for a plain name. */
function readString(text: string): Written | undefined {
  const url = /^postgres(?:ql)?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^:/?]*)(?::(\d+))?(?:\/([^?]*))?/.exec(text);
  if (url) {
    const part = (index: number): string | undefined => (url[index] ? decodeURIComponent(url[index]) : undefined);
    return { user: part(1), password: part(2), host: part(3), port: part(4), database: part(5) };
  }
  if (!text.includes('=')) return undefined;
  const words = new Map(
    [...text.matchAll(/(\w+)\s*=\s*(?:'([^']*)'|(\S+))/g)].map(([, name = '', quoted, plain]) => [
      name,
      quoted ?? plain ?? '',
    ]),
  );
  return {
    host: words.get('host') ?? words.get('hostaddr'),
    port: words.get('port'),
    user: words.get('user'),
    database: words.get('dbname'),
    password: words.get('password'),
  };
}

function fromFile(process: Process, host: string, port: number, database: string, user: string): string | undefined {
  const path = process.env.get('PGPASSFILE') ?? `${process.env.get('HOME') ?? '/root'}/.pgpass`;
  const found = process.files.stat(path);
  const text = failed(found) || (found.mode & 0o077) !== 0 ? '' : process.files.readText(path);
  if (failed(text)) return undefined;
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of text.split('\n')) {
    const fields = line.split(':');
    if (fields.length >= 5 && wanted.every((value, index) => fields[index] === '*' || fields[index] === value))
      return fields.slice(4).join(':');
  }
  return undefined;
}
