// mysqld(8) and mariadbd(8): lays out a data directory, or serves one.
import { load, spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Listener, Process, Program } from '../../contract.ts';
import { strerror } from '../../filesystem/errno.ts';
import { listenUnix } from '../../network/unix-sockets.ts';
import type { Product } from '../dialect/problem.ts';
import { Instance } from '../engine/instance.ts';
import { loadSqlite } from '../engine/sqlite.ts';
import type { Shared } from './answer.ts';
import { serveConnection, type ServerState } from './session.ts';

const memory = 180_000_000;

/** ms that starting and laying out take. */
const times = { start: 700, initialise: 1800, stop: 250 };

/** Which product an image holds, and its version: `8.4.7`, `11.8.5-MariaDB-ubu2404`. */
export function releaseOf(process: Process): { readonly product: Product; readonly version: string } {
  const mariadb = process.env.get('MARIADB_VERSION');
  const plain = (text: string | undefined, fallback: string): string =>
    /(?:^|:)(\d+\.\d+\.\d+)/.exec(text ?? '')?.[1] ?? fallback;
  if (mariadb !== undefined || process.files.exists('/usr/sbin/mariadbd'))
    return {
      product: 'MariaDB',
      version: `${plain(mariadb, '10.11.19')}-MariaDB${mariadb?.includes('ubu2404') ? '-ubu2404' : ''}`,
    };
  return { product: 'MySQL', version: plain(process.env.get('MYSQL_VERSION'), '8.4.7') };
}

function logLine(
  process: Process,
  product: Product,
  level: string,
  text: string,
  code = 'MY-010116',
  subsystem = 'Server',
): string {
  const time = new Date(process.machine.kernel.clock).toISOString();
  if (product === 'MySQL') return `${time.replace('Z', '000Z')} 0 [${level}] [${code}] [${subsystem}] ${text}\n`;
  return `${time.slice(0, 10)} ${time.slice(11, 19).replace(/^0/, ' ')} 0 [${level === 'System' ? 'Note' : level}] ${text}\n`;
}

/** The server's program. */
export const mysqld: Program = function* (process) {
  const { product, version } = releaseOf(process);
  const say = function* (text: string, to = 2): Task {
    yield* process.descriptors.get(to)?.write(new TextEncoder().encode(text)) ?? [];
  };
  const options = new Map<string, string>();
  for (const arg of process.argv.slice(1)) {
    const [name = '', ...value] = arg.replace(/^--/, '').split('=');
    options.set(name.replaceAll('_', '-'), value.join('='));
  }
  const name = process.argv[0]?.split('/').at(-1) ?? 'mysqld';
  if (options.has('version') || options.has('-V')) {
    yield* say(
      `${process.argv[0] ?? name}  Ver ${version} for ${product === 'MySQL' ? 'Linux on x86_64 (MySQL Community Server - GPL)' : 'debian-linux-gnu on x86_64 (mariadb.org binary distribution)'}\n`,
      1,
    );
    return 0;
  }
  const directory = options.get('datadir') ?? '/var/lib/mysql';
  if (options.has('initialize-insecure') || options.has('initialize')) return yield* initialise(process, directory);
  if (process.credentials.uid === 0 && options.get('user') === undefined) {
    yield* say(
      logLine(
        process,
        product,
        'ERROR',
        product === 'MySQL'
          ? 'Fatal error: Please read "Security" section of the manual to find out how to run mysqld as root!'
          : 'Please consult the Knowledge Base to find out how to run mysqld as root!',
        'MY-010123',
      ),
    );
    yield* say(logLine(process, product, 'ERROR', 'Aborting', 'MY-010119'));
    return 1;
  }
  process.useMemory(memory);
  const program = process.argv[0] ?? name;
  yield* say(
    logLine(
      process,
      product,
      'System',
      product === 'MySQL'
        ? `${program} (mysqld ${version}) starting as process ${process.pid}`
        : `Starting MariaDB ${version} source revision  server_uid  as process ${process.pid}`,
    ),
  );
  if (!process.files.exists(`${directory}/mysql`)) {
    yield* say(
      logLine(
        process,
        product,
        'ERROR',
        product === 'MySQL'
          ? 'Data Dictionary initialization failed.'
          : "Fatal error: Can't open and lock privilege tables: Table 'mysql.db' doesn't exist",
        'MY-010020',
      ),
    );
    yield* say(logLine(process, product, 'ERROR', 'Aborting', 'MY-010119'));
    return 1;
  }
  const sqlite = yield* load(loadSqlite);
  yield* process.compute(times.start);
  const { kernel } = process.machine;
  const shared: { -readonly [Field in keyof Shared]: Shared[Field] } = {
    instance: undefined as never,
    product,
    version,
    writer: undefined,
    lastInsertId: 0,
  };
  const world = { clock: () => kernel.clock, random: kernel.random('mysql'), lastInsertId: () => shared.lastInsertId };
  shared.instance = new Instance(sqlite, process.files, directory, world);
  shared.instance.load();
  const port = Number(options.get('port') ?? 3306);
  const socket =
    options.get('socket') ?? (product === 'MySQL' ? '/var/run/mysqld/mysqld.sock' : '/run/mysqld/mysqld.sock');
  const listeners: Listener[] = [];
  if (!options.has('skip-networking')) {
    const listener = process.network.listen(
      port,
      options.get('bind-address') === '127.0.0.1' ? '127.0.0.1' : '0.0.0.0',
    );
    if (typeof listener === 'string') {
      yield* say(
        logLine(
          process,
          product,
          'ERROR',
          `Can't start server: Bind on TCP/IP port: ${strerror(listener)}`,
          'MY-010262',
        ),
      );
      return 1;
    }
    listeners.push(listener);
  }
  process.files.unlink(socket);
  const local = listenUnix(process, socket);
  if (typeof local === 'string') {
    yield* say(
      logLine(process, product, 'ERROR', `Can't start server : Bind on unix socket: ${strerror(local)}`, 'MY-010267'),
    );
    return 1;
  }
  listeners.push(local);
  const told = new Trigger();
  let order: 'serve' | 'stop' = 'serve';
  for (const signal of ['TERM', 'QUIT'] as const)
    process.handle(signal, () => {
      order = 'stop';
      told.fire();
    });
  process.handle('INT', 'ignore');
  const server: ServerState = { shared, freed: new Trigger(), nextId: 8 };
  for (const listener of listeners) yield* spawn('accept', accept(process, listener, server));
  const where = options.has('skip-networking') ? 0 : port;
  yield* say(
    logLine(
      process,
      product,
      'System',
      product === 'MySQL'
        ? `${program}: ready for connections. Version: '${version}'  socket: '${socket}'  port: ${where}  MySQL Community Server - GPL.`
        : `${name}: ready for connections.`,
      'MY-010931',
    ),
  );
  if (product === 'MariaDB')
    yield* say(`Version: '${version}'  socket: '${socket}'  port: ${where}  mariadb.org binary distribution\n`);
  while (orderIs(order, 'serve')) yield* told.next();
  yield* say(
    logLine(
      process,
      product,
      'System',
      product === 'MySQL'
        ? `Received SHUTDOWN from user <via user signal>. Shutting down mysqld (Version: ${version}).`
        : `${name} (initiated by: unknown): Normal shutdown`,
      'MY-013172',
    ),
  );
  for (const listener of listeners) listener.close();
  yield* process.compute(times.stop);
  process.files.unlink(socket);
  yield* say(
    logLine(
      process,
      product,
      'System',
      product === 'MySQL'
        ? `${program}: Shutdown complete (mysqld ${version})  MySQL Community Server - GPL.`
        : `${name}: Shutdown complete`,
      'MY-010910',
    ),
  );
  return 0;
};

// The compiler does not know that a signal handler changes the order.
const orderIs = (order: string, wanted: string): boolean => order === wanted;

function* accept(process: Process, listener: Listener, server: ServerState): Task {
  for (;;) {
    const connection = yield* listener.accept();
    if (!connection) return;
    yield* spawn('connection', serveConnection(process, connection, server));
  }
}

function* initialise(process: Process, directory: string): Task<number> {
  const sqlite = yield* load(loadSqlite);
  if (!process.files.exists(directory)) process.files.mkdir(directory, 0o755);
  const { kernel } = process.machine;
  yield* process.compute(times.initialise);
  new Instance(sqlite, process.files, directory, {
    clock: () => kernel.clock,
    random: kernel.random('mysql'),
    lastInsertId: () => 0,
  }).initialise();
  return 0;
}

/** mariadb-install-db(1). */
export const installDb: Program = function* (process) {
  const directory =
    process.argv.map((arg) => /^--(?:datadir|ldata)=(.*)$/.exec(arg)?.[1]).find((found) => found !== undefined) ??
    '/var/lib/mysql';
  return yield* initialise(process, directory);
};
