// redis-server(1): reads its configuration, loads what it saved, serves until it is told to end (main in server.c).
import { race, sleep, spawn, type Task } from '../../kernel/task.ts';
import { Trigger } from '../../kernel/trigger.ts';
import type { Listener, Process, Program } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { say, warn } from '../programs/net/say.ts';
import { commandTable, otherCommands } from './commands/table.ts';
import { ServerLog } from './log.ts';
import { logo } from './logo.ts';
import { Persistence } from './persistence.ts';
import { converse } from './session.ts';
import { Server } from './server.ts';
import { Settings } from './settings.ts';
import { isAtLeast, redisVersion } from './version.ts';

/** ms that it takes from its start until it could accept connections, loading not counted. */
const startup = 30;

/** ms until a failed save is tried again. */
const retry = 5000;

/** `redis-server [file] [--setting value …]` */
export const redisServer: Program = function* (process) {
  const [name = '', ...words] = process.argv;
  const version = redisVersion(process);
  const called = name.slice(name.lastIndexOf('/') + 1);
  if (called !== 'redis-server' || words.includes('--sentinel') || words.includes('--test-memory')) {
    yield* warn(process, `${called}: not simulated${called === 'redis-server' ? ': this mode' : ''}\n`);
    return 1;
  }
  if (words.length === 1 && ['-v', '--version'].includes(words[0] ?? '')) {
    yield* say(
      process,
      `Redis server v=${version} sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=61fd8d5ff4c2a7e1\n`,
    );
    return 0;
  }
  if (words.length === 1 && ['-h', '--help'].includes(words[0] ?? '')) {
    yield* warn(process, usage);
    return 1;
  }
  // The official image's build leaves protected mode off.
  const official = process.env.has('REDIS_DOWNLOAD_URL') || process.env.has('REDIS_VERSION');
  const settings = new Settings({ dir: process.cwd, 'protected-mode': official ? 'no' : 'yes' });
  const log = new ServerLog(process, settings, version);
  const file = words[0]?.startsWith('-') ? undefined : words[0];
  const text = file === undefined ? '' : process.files.readText(file);
  if (failed(text)) {
    log.add('#', `Fatal error, can't open config file '${absolute(process, file ?? '')}': ${strerror(text.errno)}`);
    yield* log.flush();
    return 1;
  }
  const lines = [...text.split('\n'), ...optionLines(file === undefined ? words : words.slice(1))];
  const problem = settings.readLines(lines);
  if (problem) {
    yield* warn(
      process,
      `\n*** FATAL CONFIG FILE ERROR (Redis ${version}) ***\nReading the configuration file, at line ${problem.line}\n>>> '${problem.text}'\n${problem.problem}\n`,
    );
    return 1;
  }
  settings.set('dir', absolute(process, settings.get('dir') ?? ''));
  return yield* start(process, settings, log, { version, configured: words.length > 0, file });
};

const absolute = (process: Process, path: string): string =>
  path.startsWith('/')
    ? path
    : `${process.cwd.replace(/\/$/, '')}/${path.replace(/^\.\/?/, '')}`.replace(/(.)\/$/, '$1');

/** Options of the command line as lines of a configuration. */
function optionLines(words: readonly string[]): string[] {
  const lines: string[] = [];
  for (const word of words) {
    if (word.startsWith('--')) lines.push(word.slice(2));
    else if (lines.length > 0) lines.push(`${lines.pop() ?? ''} "${word.replace(/["\\]/g, '\\$&')}"`);
    else lines.push(word);
  }
  return lines;
}

interface Circumstances {
  readonly version: string;
  /** Something was said on the command line. */
  readonly configured: boolean;
  readonly file: string | undefined;
}

function* start(
  process: Process,
  settings: Settings,
  log: ServerLog,
  { version, configured, file }: Circumstances,
): Task<number> {
  const recent = isAtLeast(version, '7.2');
  const overcommit = process.files.readText('/proc/sys/vm/overcommit_memory');
  const careless = !failed(overcommit) && overcommit.trim() === '0';
  if (recent && careless) log.add('#', overcommitWarning(true));
  log.add('*', 'oO0OoO0OoO0Oo Redis is starting oO0OoO0OoO0Oo');
  log.add('*', `Redis version=${version}, bits=64, commit=00000000, modified=0, pid=${process.pid}, just started`);
  if (configured) log.add('*', 'Configuration loaded');
  else log.add('#', 'Warning: no config file specified, using the default config. In order to specify a config file use redis-server /path/to/redis.conf'); // prettier-ignore
  yield* process.compute(3);
  yield* sleep(startup);
  log.becomeServer();
  log.add('*', 'monotonic clock: POSIX clock_gettime');
  const listeners = listen(process, settings, log, recent);
  if (!listeners) {
    yield* log.flush();
    return 1;
  }
  const port = settings.get('port') ?? '';
  if (process.descriptors.get(1)?.terminal || settings.yes('always-show-logo'))
    log.addRaw(logo(version, port, process.pid)); // prettier-ignore
  else log.add('*', `Running mode=standalone, port=${port}.`);
  log.add('*', 'Server initialized');
  if (!recent && careless) log.add('#', overcommitWarning(false));
  const release = process.files.readText('/proc/sys/kernel/osrelease');
  const { kernel, memory } = process.machine;
  const persistence = new Persistence(process, kernel.clock);
  const server = new Server({
    version, settings, persistence, random: kernel.random('redis'), processId: process.pid,
    executable: absolute(process, process.argv[0] ?? ''), commands: commandTable, others: otherCommands,
    clock: () => kernel.clock, log: (level, text, pid) => { log.add(level, text, pid); }, flushLog: () => log.flush(),
    machineMemory: memory,
    machineRelease: failed(release) ? '' : release.trim(),
    configurationFile: file === undefined ? '' : absolute(process, file), cpuTime: () => process.info.cpuTime,
    isDirectory: (path) => { const stat = process.files.stat(path); return !failed(stat) && stat.kind === 'directory'; },
  }); // prettier-ignore
  persistence.attach(server);
  if (!(yield* persistence.load())) {
    yield* log.flush();
    return 1;
  }
  log.add('*', recent ? 'Ready to accept connections tcp' : 'Ready to accept connections');
  yield* log.flush();
  process.useMemory(server.residentMemory);
  const host = listeners[0]?.local.address ?? '';
  process.setTitle([`redis-server ${/^(?:0\.0\.0\.0|::)$/.test(host) ? '*' : host}:${port}`]);
  return yield* run(process, server, listeners, log);
}

const overcommitWarning = (recent: boolean): string =>
  `WARNING Memory overcommit must be enabled! Without it, a background save or replication may fail under low memory condition. Being disabled, it can ${recent ? '' : 'can '}also cause failures without low memory condition, see https://github.com/jemalloc/jemalloc/issues/1328. To fix this issue add 'vm.overcommit_memory = 1' to /etc/sysctl.conf and then reboot or run the command 'sysctl vm.overcommit_memory=1' for this to take effect.`;

/** Listens on what `bind` names; undefined (and a line in the log) when that fails. */
function listen(process: Process, settings: Settings, log: ServerLog, recent: boolean): Listener[] | undefined {
  const port = Number(settings.get('port'));
  const addresses = (settings.get('bind') ?? '').split(' ').filter(Boolean);
  const listeners: Listener[] = [];
  for (const text of addresses) {
    const optional = text.startsWith('-');
    const bare = optional ? text.slice(1) : text;
    // A socket for all addresses of IPv6 takes those of IPv4 too, unless both are asked for.
    if (bare === '::*' && addresses.includes('*')) continue;
    const address = bare === '*' || bare === '::*' ? '::' : bare === 'localhost' ? '127.0.0.1' : bare;
    const listener = process.network.listen(port, address);
    if (typeof listener !== 'string') listeners.push(listener);
    else if (!optional) {
      log.add(
        '#',
        `Warning: Could not create server TCP listening socket ${bare}:${port}: bind: ${strerror(listener)}`,
      );
      log.add('#', `Failed listening on port ${port} (${recent ? 'tcp' : 'TCP'}), aborting.`);
      return undefined;
    }
  }
  return listeners;
}

/** Serves until an order or a signal ends it; its exit status. */
function* run(process: Process, server: Server, listeners: readonly Listener[], log: ServerLog): Task<number> {
  const stirred = new Trigger();
  let wakesAt = Infinity;
  server.stir = () => {
    if (server.orders.length > 0 || saveDue(server) < wakesAt) stirred.fire();
  };
  for (const signal of ['TERM', 'INT'] as const)
    process.handle(signal, () => {
      const seconds = Math.floor(server.now() / 1000);
      log.addRaw(`${process.pid}:signal-handler (${seconds}) Received SIG${signal} scheduling shutdown...\n`);
      server.end(undefined);
    });
  process.handle('HUP', 'ignore');
  process.handle('PIPE', 'ignore');
  for (const listener of listeners) yield* spawn('redis', accept(process, server, listener));
  for (;;) {
    const order = server.orders.shift();
    if (order === 'save' || order === 'rewrite') {
      server.parts.persistence.busy = order;
      yield* spawn(`redis ${order}`, inBackground(server, log, order));
    } else if (order) {
      if (yield* end(server, order.end.save, log)) return 0;
    } else if (saveDue(server) <= server.now()) {
      const { changes, seconds } = pointReached(server) ?? { changes: 0, seconds: 0 };
      log.add('*', `${changes} changes in ${seconds} seconds. Saving...`);
      server.orders.push('save');
    } else {
      wakesAt = saveDue(server);
      yield* wakesAt === Infinity ? stirred.next() : race([stirred.next(), sleep(wakesAt - server.now())]);
      wakesAt = Infinity;
    }
  }
}

/** The save point whose changes have happened and that is due first. */
function pointReached(server: Server): { readonly seconds: number; readonly changes: number } | undefined {
  return server.settings.savePoints
    .filter(({ changes }) => server.dirty >= changes)
    .sort((one, other) => one.seconds - other.seconds)[0];
}

/** When the next automatic save is due, ms. */
function saveDue(server: Server): number {
  const { persistence } = server.parts;
  const point = persistence.busy || server.orders.includes('save') ? undefined : pointReached(server);
  if (!point) return Infinity;
  const due = (persistence.lastSave + point.seconds) * 1000;
  return persistence.broken ? Math.max(due, persistence.triedAt + retry) : due;
}

function* inBackground(server: Server, log: ServerLog, what: 'save' | 'rewrite'): Task {
  const { persistence } = server.parts;
  yield* what === 'save' ? persistence.saveInBackground() : persistence.rewrite();
  yield* log.flush();
  server.stir();
}

/** Saves for the last time; false when that fails, and then it goes on. */
function* end(server: Server, save: boolean | undefined, log: ServerLog): Task<boolean> {
  const { persistence } = server.parts;
  log.add('*', 'User requested shutdown...');
  if (persistence.appends) {
    log.add('*', 'Calling fsync() on the AOF file.');
    persistence.flush();
  }
  if (save ?? server.settings.savePoints.length > 0) {
    log.add('*', 'Saving the final RDB snapshot before exiting.');
    if (!persistence.save()) {
      log.add('#', "Error trying to save the DB, can't exit.");
      log.add('#', 'Errors trying to shut down the server. Check the logs for more information.');
      yield* log.flush();
      return false;
    }
  }
  log.add('#', 'Redis is now ready to exit, bye bye...');
  yield* log.flush();
  return true;
}

function* accept(process: Process, server: Server, listener: Listener): Task {
  for (let connection = yield* listener.accept(); connection; connection = yield* listener.accept())
    yield* spawn('redis client', converse(process, server, connection));
}

const usage = `Usage: ./redis-server [/path/to/redis.conf] [options] [-]
       ./redis-server - (read config from stdin)
       ./redis-server -v or --version
       ./redis-server -h or --help
       ./redis-server --test-memory <megabytes>
       ./redis-server --check-system

Examples:
       ./redis-server (run the server with default conf)
       echo 'maxmemory 128mb' | ./redis-server -
       ./redis-server /etc/redis/6379.conf
       ./redis-server --port 7777
       ./redis-server --port 7777 --replicaof 127.0.0.1 8888
       ./redis-server /etc/myredis.conf --loglevel verbose -
       ./redis-server /etc/myredis.conf --loglevel verbose

Sentinel mode:
       ./redis-server /etc/sentinel.conf --sentinel
`;
