// mongosh(1): connects, logs in, and evaluates the commands that health checks and set-up scripts use; others it names.
import type { Task } from '../../../kernel/task.ts';
import type { Connection, Process, Program } from '../../contract.ts';
import { connectTo, nodeFailure } from '../../http/client.ts';
import { decodePercent } from '../../http/url.ts';
import { say, warn } from '../../programs/net/say.ts';
import { textOf } from '../applications/site.ts';
import type { BsonDocument } from './bson.ts';
import { command, MongoReader } from './wire.ts';

interface Session {
  readonly connection: Connection;
  readonly reader: MongoReader;
  readonly database: string;
}

/** `mongosh` */
export const mongosh: Program = function* (process) {
  const words = process.argv.slice(1);
  const given = new Map<string, string>();
  const evaluated: string[] = [];
  const rest: string[] = [];
  const valued: Readonly<Record<string, string>> = {
    '--host': 'host',
    '--port': 'port',
    '-u': 'user',
    '--username': 'user',
    '-p': 'password',
    '--password': 'password',
    '--authenticationDatabase': 'source',
    '--eval': 'eval',
    '--file': 'file',
    '-f': 'file',
  };
  for (let at = 0; at < words.length; at++) {
    const [name = '', value] = (words[at] ?? '').startsWith('--')
      ? (words[at] ?? '').split(/=(.*)/s)
      : [words[at] ?? ''];
    if (name === '--version') {
      yield* say(process, '2.5.9\n');
      return 0;
    }
    const key = Object.hasOwn(valued, name) ? valued[name] : undefined;
    if (key === 'eval') evaluated.push(value ?? words[++at] ?? '');
    else if (key !== undefined) given.set(key, value ?? words[++at] ?? '');
    else if (/^(--quiet|--norc|--nodb|--json.*)$/.test(name)) given.set(name, value ?? '');
    else if (name.startsWith('-')) {
      yield* warn(process, `Error parsing command line: unrecognized option: ${name}\n`);
      return 1;
    } else rest.push(name);
  }
  const place = placeOf(rest, given);
  const scripts: string[] = [];
  for (const file of [...place.files, ...(given.has('file') ? [given.get('file') ?? ''] : [])]) {
    const text = textOf(process, file.startsWith('/') ? file : `${process.cwd}/${file}`);
    if (text === undefined) {
      yield* warn(process, `MongoshRuntimeError: [COMMON-10001] Could not load file ${file}\n`);
      return 1;
    }
    scripts.push(text);
  }
  const reached = yield* connectTo(process, place.host, place.port);
  if ('failure' in reached) {
    yield* warn(process, `MongoNetworkError: ${nodeFailure(reached, place.host, place.port)}\n`);
    return 1;
  }
  const session = {
    connection: reached.connection,
    reader: new MongoReader(reached.connection),
    database: place.database,
  };
  try {
    if (place.user !== undefined) {
      const login = yield* ask(session, {
        drydockAuthenticate: 1,
        user: place.user,
        pwd: place.password ?? '',
        $db: place.source,
      });
      if (login['ok'] !== 1) {
        yield* warn(process, `MongoServerError: ${show(login['errmsg'])}\n`);
        return 1;
      }
    }
    const texts = [...scripts, ...evaluated];
    if (texts.length === 0) {
      yield* warn(process, 'drydock: mongosh: not simulated: a shell to type into; use --eval\n');
      return 1;
    }
    for (const [at, text] of texts.entries()) {
      const failed = yield* evaluate(process, session, text, at >= scripts.length && at === texts.length - 1);
      if (failed) return 1;
    }
    return 0;
  } finally {
    reached.connection.close();
  }
};

interface Place {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  readonly source: string;
  readonly files: readonly string[];
}

function placeOf(rest: readonly string[], given: ReadonlyMap<string, string>): Place {
  const [first = '', ...others] = rest;
  const isFile = (word: string): boolean => word.endsWith('.js');
  const address = isFile(first) ? '' : first;
  const url = /^mongodb:\/\/(?:([^:@/]*)(?::([^@]*))?@)?([^:/,]+)(?::(\d+))?[^/]*(?:\/([^?]*))?(?:\?(.*))?$/.exec(
    address,
  );
  const plain = url ? null : /^(?:([^:/]+)(?::(\d+))?\/)?([^/]*)$/.exec(address);
  const database = (url?.[5] ?? plain?.[3] ?? '') === '' ? 'test' : (url?.[5] ?? plain?.[3] ?? 'test');
  const user = given.get('user') ?? (url?.[1] === undefined || url[1] === '' ? undefined : decodePercent(url[1]));
  return {
    host: given.get('host') ?? url?.[3] ?? plain?.[1] ?? '127.0.0.1',
    port: Number(given.get('port') ?? url?.[4] ?? plain?.[2] ?? 27_017),
    database,
    user,
    password: given.get('password') ?? (url?.[2] === undefined ? undefined : decodePercent(url[2])),
    source:
      given.get('source') ??
      /authSource=([^&]+)/.exec(url?.[6] ?? '')?.[1] ??
      (database === 'test' ? 'admin' : database),
    files: [...(isFile(first) ? [first] : []), ...others.filter(isFile)],
  };
}

function* ask({ connection, reader }: Session, document: BsonDocument): Task<BsonDocument> {
  yield* connection.write(command(document));
  const answer = yield* reader.next();
  return typeof answer === 'string' ? { ok: 0, errmsg: 'connection closed' } : answer.document;
}

/** Runs one text, which is a few statements; true when one failed. */
function* evaluate(process: Process, session: Session, text: string, shows: boolean): Task<boolean> {
  let database = session.database;
  const statements = text
    .split(/;\s*(?:\n|$)|;\s+(?=\w)|\n(?=\w)/)
    .map((part) => part.trim().replace(/;$/, ''))
    .filter((part) => part !== '' && !part.startsWith('//'));
  for (const [at, statement] of statements.entries()) {
    const other = /^(?:db\s*=\s*db\.getSiblingDB\(\s*|use\s+)["']?([\w-]+)["']?\)?$/.exec(statement)?.[1];
    if (other !== undefined) {
      database = other;
      continue;
    }
    const called = readCommand(statement, database);
    if (!called) {
      yield* warn(process, `drydock: mongosh: not simulated: ${statement.split('\n')[0] ?? ''}\n`);
      return true;
    }
    const answer = yield* ask(session, called.document);
    if (answer['ok'] !== 1) {
      yield* warn(process, `MongoServerError: ${show(answer['errmsg'])}\n`);
      return true;
    }
    if (called.printed || (shows && at === statements.length - 1))
      yield* say(process, `${called.field === undefined ? show(answer) : show(answer[called.field])}\n`);
  }
  return false;
}

interface Called {
  readonly document: BsonDocument;
  /** The field of the answer that is asked for. */
  readonly field: string | undefined;
  readonly printed: boolean;
}

/** `db.runCommand('ping').ok`, `db.adminCommand({ ping: 1 })`, `db.createUser({…})`, `db.version()`, in print() or quit() or bare. */
function readCommand(statement: string, database: string): Called | undefined {
  const printed = /^print(?:json)?\((.*)\)$/s.exec(statement);
  const text = (printed?.[1] ?? statement).trim();
  const sibling = /^db\.getSiblingDB\(\s*["']([\w-]+)["']\s*\)\s*\.(.*)$/s.exec(text);
  const $db = sibling?.[1] ?? database;
  const called = sibling ? `db.${sibling[2] ?? ''}` : text;
  const done = (document: BsonDocument, field?: string): Called => ({ document, field, printed: printed !== null });
  const run =
    /^db\.(runCommand|adminCommand)\(\s*(?:["'](\w+)["']|\{\s*["']?(\w+)["']?\s*:\s*(?:1|true)\s*\})\s*\)(?:\.(\w+))?$/.exec(
      called,
    );
  if (run) return done({ [run[2] ?? run[3] ?? '']: 1, $db: run[1] === 'adminCommand' ? 'admin' : $db }, run[4]);
  if (/^db\.version\(\)$/.test(called)) return done({ buildInfo: 1, $db }, 'version');
  if (/^db\.(?:hello|isMaster)\(\)(?:\.\w+)?$/.test(called))
    return done({ hello: 1, $db }, /\)\.(\w+)$/.exec(called)?.[1]);
  const user = /^db\.createUser\((\{.*\})\)$/s.exec(called)?.[1];
  const name = user && field(user, 'user');
  const password = user && field(user, 'pwd');
  if (name !== undefined && password !== undefined) return done({ createUser: name, pwd: password, $db });
  return undefined;
}

const field = (text: string, name: string): string | undefined =>
  new RegExp(`["']?\\b${name}["']?\\s*:\\s*(["'])(.*?)\\1`).exec(text)?.[2];

const show = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? `{ ${Object.entries(value)
        .map(([name, inner]) => `${name}: ${typeof inner === 'string' ? `'${inner}'` : String(inner)}`)
        .join(', ')} }`
    : String(value);
