// mongod(1): starts, keeps its users, answers hello and ping. Documents are not simulated.
import { spawn, type Task } from '../../../kernel/task.ts';
import type { Connection, Listener, Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { say, warn } from '../../programs/net/say.ts';
import { isoTime, makeDirectories, onStop, textOf } from '../applications/site.ts';
import type { BsonDocument, BsonValue } from './bson.ts';
import { MongoReader, reply, type MongoMessage } from './wire.ts';

interface MongoSettings {
  readonly port: number;
  readonly address: string;
  readonly folder: string;
  readonly auth: boolean;
  readonly fork: boolean;
  readonly replicaSet: string | undefined;
}

const switches = new Set(
  '--auth --bind_ip_all --fork --quiet --ipv6 --shutdown --smallfiles --noauth --nojournal --journal --directoryperdb -v -vv'.split(
    ' ',
  ),
);
const valued = new Set(
  '--port --bind_ip --dbpath --logpath --pidfilepath --replSet --config -f --wiredTigerCacheSizeGB --oplogSize --storageEngine --keyFile --logappend --transitionToAuth --setParameter --profile --slowms --tlsMode'.split(
    ' ',
  ),
);

/** `mongod` */
export const mongod: Program = function* (process) {
  const words = process.argv.slice(1);
  const given = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const [name = '', value] = (words[at] ?? '').split(/=(.*)/s);
    if (switches.has(name)) given.set(name, 'true');
    else if (valued.has(name)) given.set(name, value ?? words[++at] ?? '');
    else if (name === '--version') {
      yield* say(process, `db version v${versionOf(process)}\n`);
      return 0;
    } else {
      yield* warn(
        process,
        `Error parsing command line: unrecognised option '${words[at] ?? ''}'\ntry 'mongod --help' for more information\n`,
      );
      return 2;
    }
  }
  if (given.has('--shutdown')) return yield* shutDown(process, given.get('--pidfilepath'));
  const settings: MongoSettings = {
    port: Number(given.get('--port') ?? 27_017),
    address: given.has('--bind_ip_all')
      ? '::'
      : (given.get('--bind_ip') ?? '127.0.0.1').split(',').includes('0.0.0.0')
        ? '::'
        : (given.get('--bind_ip') ?? '127.0.0.1').split(',')[0] === '*'
          ? '::'
          : '127.0.0.1',
    folder: given.get('--dbpath') ?? '/data/db',
    auth: given.has('--auth') || given.has('--keyFile'),
    fork: given.has('--fork'),
    replicaSet: given.get('--replSet'),
  };
  if (!settings.fork) return yield* serve(process, settings);
  yield* say(process, 'about to fork child process, waiting until server is ready for connections.\n');
  const child = yield* process.spawn({ argv: ['mongod', ...words.filter((word) => word !== '--fork')], group: 'new' });
  if (typeof child === 'string') return 1;
  yield* say(process, `forked process: ${child.pid}\n`);
  while (!child.exited.opened && !process.network.listening.some(({ local }) => local.port === settings.port))
    yield* process.compute(20);
  if (child.exited.opened) return 1;
  yield* say(process, 'child process started successfully, parent exiting\n');
  const file = given.get('--pidfilepath');
  if (file !== undefined) process.files.writeFile(file, `${child.pid}\n`);
  return 0;
};

const versionOf = (process: Process): string => process.env.get('MONGO_VERSION') ?? '8.2.1';

function* shutDown(process: Process, file: string | undefined): Task<number> {
  const pid = Number((file === undefined ? undefined : textOf(process, file)) ?? Number.NaN);
  if (!Number.isInteger(pid)) {
    yield* warn(process, "There doesn't seem to be a server running with dbpath: /data/db\n");
    return 1;
  }
  yield* say(process, `killing process with pid: ${pid}\n`);
  process.kill(pid, 'TERM');
  while (process.visible().some((other) => other.pid === pid && !other.exited.opened)) yield* process.compute(10);
  return 0;
}

/** A line of the log, in its JSON (structured logging, version 4.4 and later). */
function line(
  process: Process,
  component: string,
  id: number,
  message: string,
  attributes?: unknown,
  level = 'I',
): string {
  const time = isoTime(process).replace('Z', '+00:00');
  const rest = attributes === undefined ? '' : `,"attr":${JSON.stringify(attributes)}`;
  return `{"t":{"$date":"${time}"},"s":"${level}",  "c":${`"${component}",`.padEnd(11)} "id":${`${id},`.padEnd(9)}"ctx":"initandlisten","msg":${JSON.stringify(message)}${rest}}\n`;
}

function* serve(process: Process, { port, address, folder, auth, replicaSet }: MongoSettings): Task<number> {
  const log = (component: string, id: number, message: string, attributes?: unknown, level = 'I'): Task =>
    say(process, line(process, component, id, message, attributes, level));
  yield* log('CONTROL', 4_615_611, 'MongoDB starting', {
    pid: process.pid,
    port,
    dbPath: folder,
    architecture: '64-bit',
    host: process.hostname,
  });
  yield* log('CONTROL', 23_403, 'Build Info', {
    buildInfo: {
      version: versionOf(process),
      modules: [],
      allocator: 'tcmalloc-google',
      environment: { distmod: 'ubuntu2404', distarch: 'x86_64', target_arch: 'x86_64' },
    },
  });
  if (!process.files.exists(folder)) {
    yield* log(
      'CONTROL',
      20_557,
      'DBException in initAndListen, terminating',
      {
        error: `NonExistentPath: Data directory ${folder} not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.`,
      },
      'E',
    );
    return 100;
  }
  const denied = process.files.writeFile(`${folder}/mongod.lock`, `${process.pid}\n`);
  if (denied) {
    yield* log(
      'CONTROL',
      20_557,
      'DBException in initAndListen, terminating',
      { error: `IllegalOperation: Attempted to create a lock file on a read-only directory: ${folder}` },
      'E',
    );
    return 100;
  }
  yield* log('STORAGE', 22_315, 'Opening WiredTiger', {
    config: 'create,cache_size=512M,session_max=33000,eviction=(threads_min=4,threads_max=4)',
  });
  yield* process.compute(500);
  makeDirectories(process, `${folder}/diagnostic.data`);
  for (const name of ['WiredTiger', 'WiredTiger.wt', 'storage.bson'])
    if (!process.files.exists(`${folder}/${name}`)) process.files.writeFile(`${folder}/${name}`, `${name}\n`, 0o600);
  if (!auth)
    yield* log(
      'CONTROL',
      22_120,
      'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted',
      undefined,
      'W',
    );
  const listener = process.network.listen(port, address);
  if (typeof listener === 'string') {
    yield* log(
      'CONTROL',
      20_568,
      'Error setting up listener',
      {
        error: {
          code: 9001,
          codeName: 'SocketException',
          errmsg: `${address === '::' ? '0.0.0.0' : address}:${port} :: caused by :: setup bind :: caused by :: ${strerror(listener)}`,
        },
      },
      'E',
    );
    return 48;
  }
  process.useMemory(148_000_000);
  yield* log('NETWORK', 23_015, 'Listening on', { address: '/tmp/mongodb-27017.sock' });
  yield* log('NETWORK', 23_015, 'Listening on', { address: address === '::' ? '0.0.0.0' : address });
  yield* log('NETWORK', 23_016, 'Waiting for connections', { port, ssl: 'off' });
  onStop(
    process,
    0,
    () =>
      line(process, 'CONTROL', 23_377, 'Received signal', { signal: 15, error: 'Terminated' }) +
      line(process, 'CONTROL', 23_138, 'Shutting down', { exitCode: 0 }),
  );
  yield* listen(process, listener, { folder, auth, replicaSet });
  return 0;
}

interface Store {
  readonly folder: string;
  readonly auth: boolean;
  readonly replicaSet: string | undefined;
}

function* listen(process: Process, listener: Listener, store: Store): Task {
  let count = 0;
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept()) {
    count++;
    const { address, port } = connection.remote;
    yield* say(
      process,
      line(process, 'NETWORK', 22_943, 'Connection accepted', {
        remote: `${address}:${port}`,
        connectionId: count,
        connectionCount: count,
      }),
    );
    yield* spawn('mongod client', converse(process, connection, store));
  }
}

function* converse(process: Process, connection: Connection, store: Store): Task {
  const reader = new MongoReader(connection);
  let user: string | undefined;
  try {
    for (;;) {
      const message = yield* reader.next();
      if (typeof message === 'string') {
        // Browsers and curl are told so.
        if (message === 'malformed')
          yield* connection.write(
            new TextEncoder().encode(
              'HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 85\r\n\r\nIt looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n',
            ),
          );
        return;
      }
      yield* process.compute(0.1);
      const answer = obey(process, message, store, user);
      if (typeof answer['drydockUser'] === 'string') user = answer['drydockUser'];
      yield* connection.write(reply(message, answer));
    }
  } finally {
    connection.close();
  }
}

interface StoredUser {
  readonly db: string;
  readonly user: string;
  readonly pwd: string;
}

const usersFile = (folder: string): string => `${folder}/users.json`;
const usersOf = (process: Process, folder: string): readonly StoredUser[] =>
  JSON.parse(textOf(process, usersFile(folder)) ?? '[]') as readonly StoredUser[];

const refusal = (code: number, codeName: string, errmsg: string): BsonDocument => ({ ok: 0, errmsg, code, codeName });

function obey(
  process: Process,
  { document }: MongoMessage,
  { folder, auth, replicaSet }: Store,
  user: string | undefined,
): BsonDocument {
  const [name = ''] = Object.keys(document);
  const database = textOfValue(document['$db']) ?? 'admin';
  switch (name.toLowerCase()) {
    case 'hello':
    case 'ismaster':
      return {
        isWritablePrimary: replicaSet === undefined,
        ismaster: replicaSet === undefined,
        maxBsonObjectSize: 16_777_216,
        maxMessageSizeBytes: 48_000_000,
        maxWriteBatchSize: 100_000,
        minWireVersion: 0,
        maxWireVersion: 27,
        readOnly: false,
        ok: 1,
      };
    case 'ping':
      return { ok: 1 };
    case 'buildinfo':
      return { version: versionOf(process), ok: 1 };
    // Names and passwords in clear text are a way of our own: drivers' ways of proving a password are not simulated.
    case 'drydockauthenticate': {
      const known = usersOf(process, folder).find(
        (one) => one.user === document['user'] && one.db === database && one.pwd === document['pwd'],
      );
      return known ? { ok: 1, drydockUser: known.user } : refusal(18, 'AuthenticationFailed', 'Authentication failed.');
    }
    case 'createuser': {
      const users = usersOf(process, folder);
      if (auth && user === undefined && users.length > 0)
        return refusal(13, 'Unauthorized', 'Command createUser requires authentication');
      const created = textOfValue(document['createUser']) ?? '';
      if (users.some((one) => one.user === created && one.db === database))
        return refusal(51_003, 'Location51003', `User "${created}@${database}" already exists`);
      const stored = [...users, { db: database, user: created, pwd: textOfValue(document['pwd']) ?? '' }];
      process.files.writeFile(usersFile(folder), JSON.stringify(stored), 0o600);
      return { ok: 1 };
    }
    default:
      if (auth && user === undefined) return refusal(13, 'Unauthorized', `Command ${name} requires authentication`);
      return refusal(59, 'CommandNotFound', `not simulated: ${name}`);
  }
}

const textOfValue = (value: BsonValue | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
