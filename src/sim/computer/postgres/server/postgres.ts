// postgres(1): the server. Its first process listens, keeps the others, and stops them.
import { load, sleep, spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Listener, Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { listenUnix } from '../../network/unix-sockets.ts';
import { Backend } from '../engine/backend.ts';
import { ClusterFiles } from '../engine/cluster-files.ts';
import { loadEngine } from '../engine/engine.ts';
import { banner, releaseOf } from '../release.ts';
import { Cluster } from './cluster.ts';
import { log, logTime } from './log.ts';
import { Session, type ServerState } from './session.ts';
import { readSettings, type Settings } from './settings.ts';

interface CommandLine {
  readonly data: string | undefined;
  readonly settings: readonly (readonly [string, string])[];
}

const memory = 26_000_000;
const childMemory = 9_000_000;

/** ms that the parts of starting take. */
const times = { read: 12, recover: 45, stop: 30 };

/** Settings that the engine is given; the others are not its business, or would cost the page memory. */
const engineSettings =
  /^(?:work_mem|maintenance_work_mem|max_connections|timezone|datestyle|statement_timeout|lock_timeout|default_transaction_isolation|search_path|log_statement|random_page_cost|effective_cache_size|wal_level|max_wal_senders|max_replication_slots)$/;

/** The `postgres` command. */
export const postgres: Program = function* (process) {
  const complain = function* (text: string): Task<number> {
    yield* process.descriptors.get(2)?.write(new TextEncoder().encode(text)) ?? [];
    return 1;
  };
  const release = releaseOf(process);
  const line = parse(process.argv.slice(1));
  if (line === 'version') {
    yield* process.descriptors.get(1)?.write(new TextEncoder().encode(`postgres (PostgreSQL) ${release.text}\n`)) ?? [];
    return 0;
  }
  if (typeof line === 'string') return yield* complain(`${line}\n`);
  if (process.credentials.uid === 0) return yield* complain(rootRefusal);
  const data = line.data ?? process.env.get('PGDATA');
  if (data === undefined) return yield* complain(noDirectory);
  if (failed(process.files.readdir(data)))
    return yield* complain(
      `postgres: could not access directory "${data}": No such file or directory\nRun initdb or pg_basebackup to initialize a PostgreSQL data directory.\n`,
    );
  const settings = readSettings(process.files, data, line.settings);
  return yield* serve(process, data, settings, line.settings, release);
};

const rootRefusal = `"root" execution of the PostgreSQL server is not permitted.
The server must be started under an unprivileged user ID to prevent
possible system security compromise.  See the documentation for
more information on how to properly start the server.
`;
const noDirectory = `postgres does not know where to find the server configuration file.
You must specify the --config-file or -D invocation option or set the PGDATA environment variable.
`;

function parse(args: readonly string[]): CommandLine | string {
  let data: string | undefined;
  const settings: [string, string][] = [];
  for (let index = 0; index < args.length; index++) {
    const word = args[index] ?? '';
    const value = (): string => (word.length > 2 ? word.slice(2) : (args[++index] ?? ''));
    if (word === '--version' || word === '-V') return 'version';
    if (word.startsWith('--')) {
      const [name = '', ...rest] = word.slice(2).split('=');
      if (rest.length === 0) return `--${name} requires a value`;
      settings.push([name, rest.join('=')]);
    } else if (word.startsWith('-D')) data = value();
    else if (word.startsWith('-p')) settings.push(['port', value()]);
    else if (word.startsWith('-h')) settings.push(['listen_addresses', value()]);
    else if (word.startsWith('-k')) settings.push(['unix_socket_directories', value()]);
    else if (word.startsWith('-N')) settings.push(['max_connections', value()]);
    else if (word.startsWith('-B')) settings.push(['shared_buffers', value()]);
    else if (word.startsWith('-d')) value();
    else if (word === '-F' || word === '-i') continue;
    else if (word.startsWith('-c')) {
      const setting = value();
      const [name = '', ...rest] = setting.split('=');
      if (rest.length === 0) return `postgres: -c ${setting} requires a value`;
      settings.push([name, rest.join('=')]);
    } else if (word.startsWith('-')) return `postgres: not simulated: option ${word}`;
    else return `postgres: invalid argument: "${word}"\nTry "postgres --help" for more information.`;
  }
  return { data, settings };
}

function* serve(
  process: Process,
  data: string,
  settings: Settings,
  given: CommandLine['settings'],
  release: ServerState['release'],
): Task<number> {
  process.useMemory(memory);
  const version = process.files.readText(`${data}/PG_VERSION`);
  if (failed(version)) {
    yield* log(process, 'FATAL', `"${data}" is not a valid data directory`);
    yield* log(process, 'DETAIL', `File "${data}/PG_VERSION" is missing.`);
    return 1;
  }
  if (version.trim() !== release.major) {
    yield* log(process, 'FATAL', 'database files are incompatible with server');
    yield* log(
      process,
      'DETAIL',
      `The data directory was initialized by PostgreSQL version ${version.trim()}, which is not compatible with this version ${release.text}.`,
    );
    return 1;
  }
  const told = new Trigger();
  let order: 'none' | 'smart' | 'fast' | 'immediate' = 'none';
  for (const [signal, mode] of [
    ['TERM', 'smart'],
    ['INT', 'fast'],
    ['QUIT', 'immediate'],
  ] as const)
    process.handle(signal, () => {
      order = mode;
      told.fire();
    });
  process.handle('HUP', () => undefined);
  yield* process.compute(times.read);
  yield* log(process, 'LOG', `starting ${banner(release)}`);
  const listeners = yield* listen(process, settings);
  if (!listeners) {
    yield* log(process, 'LOG', 'database system is shut down');
    return 1;
  }
  const lock = `${data}/postmaster.pid`;
  writeLock(process, lock, data, settings);
  const helpers: Process[] = [];
  const engine = yield* load(loadEngine);
  const { kernel } = process.machine;
  const files = new ClusterFiles(process.files, data, release.major);
  const surroundings = { clock: () => kernel.clock, random: kernel.random('postgres') };
  const known = given
    .map(([name, value]) => [name.toLowerCase().replaceAll('-', '_'), value] as const)
    .filter(([name]) => engineSettings.test(name));
  const cluster = new Cluster((database) =>
    Backend.start(engine, files, database, surroundings, [...known, ['drydock.version', banner(release)]]),
  );
  helpers.push(...(yield* startHelper(process, 'checkpointer', (helper) => lastCheckpoint(helper, cluster))));
  helpers.push(...(yield* startHelper(process, 'background writer')));
  const server: ServerState = { cluster, settings, release, data, sessions: new Set(), phase: 'starting' };
  for (const listener of listeners) yield* spawn('accept', accept(process, listener, server));
  const ready = yield* startUp(process, server, data);
  if (!ready) return 1;
  for (const name of ['walwriter', 'autovacuum launcher', 'logical replication launcher'])
    helpers.push(...(yield* startHelper(process, name)));
  server.phase = 'running';
  yield* log(process, 'LOG', 'database system is ready to accept connections');
  while (orderIs(order, 'none') || (orderIs(order, 'smart') && server.sessions.size > 0))
    if (orderIs(order, 'none')) yield* told.next();
    else yield* sleep(50);
  yield* stop(process, server, listeners, order, helpers);
  process.files.unlink(lock);
  return 0;
}

// The compiler does not know that a signal handler changes the order.
const orderIs = (order: string, wanted: string): boolean => order === wanted;

/** Recovers what a crash has left, or says when the system was shut down. */
function* startUp(process: Process, server: ServerState, data: string): Task<boolean> {
  const control = process.files.stat(`${data}/global/pg_control`);
  const state = process.files.readFile(`${data}/global/pg_control`);
  const clean = !failed(state) && state[16] === 1;
  const since = failed(control) ? process.machine.kernel.clock : control.mtime;
  const outcome = { started: false };
  const child = yield* process.fork(function* (startup) {
    startup.setTitle(['postgres: startup']);
    const text = clean ? 'database system was shut down at' : 'database system was interrupted; last known up at';
    yield* log(startup, 'LOG', `${text} ${logTime(since).replace(/\.\d+/, '')}`);
    if (!clean)
      yield* log(startup, 'LOG', 'database system was not properly shut down; automatic recovery in progress');
    yield* startup.compute(clean ? times.recover : times.recover * 3);
    outcome.started = yield* server.cluster.start();
    return 0;
  });
  if (typeof child === 'string') return false;
  yield* process.wait(child);
  if (!outcome.started)
    yield* log(process, 'FATAL', 'not simulated: the data directory is damaged and cannot be opened');
  return outcome.started;
}

function* listen(process: Process, settings: Settings): Task<Listener[] | undefined> {
  const port = Number(settings.get('port'));
  const listeners: Listener[] = [];
  const addresses = (settings.get('listen_addresses') ?? '').split(',').map((address) => address.trim());
  for (const name of addresses.filter((address) => address !== '')) {
    const address = name === '*' ? '0.0.0.0' : name === 'localhost' ? '127.0.0.1' : name;
    const listener = process.network.listen(port, address);
    if (typeof listener === 'string') {
      yield* log(process, 'LOG', `could not bind IPv4 address "${address}": ${strerror(listener)}`);
      if (listener === 'EADDRINUSE')
        yield* log(
          process,
          'HINT',
          `Is another postmaster already running on port ${port}? If not, wait a few seconds and retry.`,
        );
      yield* log(process, 'WARNING', `could not create listen socket for "${name}"`);
      yield* log(process, 'FATAL', 'could not create any TCP/IP sockets');
      return undefined;
    }
    listeners.push(listener);
    yield* log(process, 'LOG', `listening on IPv4 address "${address}", port ${port}`);
    if (name === '*') yield* log(process, 'LOG', `listening on IPv6 address "::", port ${port}`);
  }
  for (const directory of (settings.get('unix_socket_directories') ?? '').split(',')) {
    if (directory.trim() === '') continue;
    const path = `${directory.trim()}/.s.PGSQL.${port}`;
    process.files.unlink(path);
    const listener = listenUnix(process, path);
    if (typeof listener === 'string') {
      yield* log(process, 'FATAL', `could not create lock file "${path}.lock": ${strerror(listener)}`);
      return undefined;
    }
    listeners.push(listener);
    yield* log(process, 'LOG', `listening on Unix socket "${path}"`);
  }
  return listeners;
}

function writeLock(process: Process, path: string, data: string, settings: Settings): void {
  const { clock } = process.machine.kernel;
  const [socket = ''] = (settings.get('unix_socket_directories') ?? '').split(',');
  const [address = ''] = (settings.get('listen_addresses') ?? '').split(',');
  const lines = [
    process.pid,
    data,
    Math.floor(clock / 1000),
    settings.get('port'),
    socket,
    address,
    '  2294192         5',
    'ready   ',
  ];
  process.files.writeFile(path, `${lines.join('\n')}\n`, 0o600);
}

function* startHelper(process: Process, name: string, atEnd?: (helper: Process) => Task): Task<Process[]> {
  const child = yield* process.fork(function* (helper) {
    helper.setTitle([`postgres: ${name}`]);
    helper.useMemory(childMemory);
    const ended = new Trigger();
    helper.handle('TERM', () => {
      ended.fire();
    });
    helper.handle('INT', 'ignore');
    yield* ended.next();
    if (atEnd) yield* atEnd(helper);
    return name.startsWith('logical') ? 1 : 0;
  });
  return typeof child === 'string' ? [] : [child];
}

function* accept(process: Process, listener: Listener, server: ServerState): Task {
  for (;;) {
    const connection = yield* listener.accept();
    if (!connection) return;
    const child = yield* process.fork(function* (backend) {
      backend.setTitle(['postgres: startup']);
      backend.useMemory(childMemory);
      backend.handle('INT', 'ignore');
      yield* new Session(backend, connection, server).serve();
      return 0;
    });
    if (typeof child === 'string') connection.close();
    else yield* spawn('reap', reap(process, child));
  }
}

function* reap(process: Process, child: Process): Task {
  yield* process.wait(child);
}

function* stop(
  process: Process,
  server: ServerState,
  listeners: readonly Listener[],
  mode: string,
  helpers: readonly Process[],
): Task {
  server.phase = 'stopping';
  yield* log(process, 'LOG', `received ${mode} shutdown request`);
  if (mode === 'fast') yield* log(process, 'LOG', 'aborting any active transactions');
  for (const listener of listeners) listener.close();
  for (const session of [...server.sessions]) yield* session.dismiss();
  if (mode === 'immediate') return;
  const launcher = helpers.at(-1);
  for (const helper of helpers.slice(1)) {
    process.kill(helper.pid, 'TERM');
    yield* process.wait(helper);
  }
  if (launcher)
    yield* log(
      process,
      'LOG',
      `background worker "logical replication launcher" (PID ${launcher.pid}) exited with exit code 1`,
    );
  const [checkpointer] = helpers;
  if (checkpointer) {
    process.kill(checkpointer.pid, 'TERM');
    yield* process.wait(checkpointer);
  }
  yield* log(process, 'LOG', 'database system is shut down');
}

/** What the checkpointer does at the end. */
function* lastCheckpoint(checkpointer: Process, cluster: Cluster): Task {
  yield* log(checkpointer, 'LOG', 'shutting down');
  yield* log(checkpointer, 'LOG', 'checkpoint starting: shutdown immediate');
  yield* cluster.stop();
  yield* checkpointer.compute(times.stop);
  const seconds = (times.stop / 1000).toFixed(3);
  yield* log(
    checkpointer,
    'LOG',
    `checkpoint complete: wrote 3 buffers (0.0%); 0 WAL file(s) added, 0 removed, 0 recycled; write=0.009 s, sync=0.004 s, total=${seconds} s; sync files=2, longest=0.004 s, average=0.002 s; distance=0 kB, estimate=0 kB`,
  );
}
