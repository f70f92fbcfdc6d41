// The master process: opens sockets and logs, starts workers, obeys signals (ngx_process_cycle.c).
import { sleep, type Task } from '../../../kernel/task.ts';
import type { Descriptor, Listener, Process } from '../../contract.ts';
import { failed, strerror, type Errno } from '../../filesystem/errno.ts';
import { SignalQueue } from '../../processes/signal-queue.ts';
import { exitCode, signalNumber } from '../../processes/signals.ts';
import { ruleOf, type Context } from './config/directives.ts';
import { check } from './config/check.ts';
import { errnoText, isConfigError, loadConfig, type ConfigError, type Loaded } from './config/load.ts';
import { prefixed } from './config/scope.ts';
import { parseAddress } from './config/pass-address.ts';
import { buildSite, listenText, type Site } from './config/site.ts';
import { ErrorLog, parseLevel } from './error-log.ts';
import { parseProxyPass } from './proxy.ts';
import { versionOf } from './reply.ts';
import { Upstreams } from './upstreams.ts';
import { work, type Setup } from './worker.ts';

const memory = 4_200_000;

/** Tries to bind, and ms between them, as nginx does. */
const bindTries = 5;
const bindPause = 500;

export interface Options {
  readonly config: string;
  /** Directives of `-g`. */
  readonly globals: string;
}

/** A configuration that holds, with the addresses of the hosts that it names. */
export interface Prepared {
  readonly loaded: Loaded;
  readonly site: Site;
  readonly upstreams: Upstreams;
}

/** Loads, understands and resolves a configuration. */
export function* prepare(process: Process, options: Options): Task<Prepared | ConfigError> {
  const loaded = loadConfig(process.files, options.config, options.globals);
  if (isConfigError(loaded)) return loaded;
  const wrong = check(loaded.directives);
  if (wrong) return wrong;
  const site = buildSite(loaded.directives);
  if (isConfigError(site)) return site;
  const addresses = new Map<string, readonly string[]>();
  for (const { host, at, portless } of hosts(site)) {
    if (addresses.has(host)) continue;
    const found = yield* process.network.resolve(host, process.files);
    if (typeof found === 'string') return { message: `host not found in upstream "${host}"${at}` };
    if (portless) return { message: `no port in upstream "${host}"${at}` };
    addresses.set(host, found);
  }
  return { loaded, site, upstreams: new Upstreams(site.upstreams, addresses) };
}

interface NamedHost {
  readonly host: string;
  /** Where it stands. */
  readonly at: string;
  /** A port had to be given, and was not. */
  readonly portless?: boolean;
}

/** Hosts that must resolve when the configuration is loaded: those of upstreams and of passing on without variables. */
function hosts(site: Site): NamedHost[] {
  const found: NamedHost[] = [...site.upstreams.values()].flatMap(({ peers }) =>
    peers.filter(({ host }) => !host.startsWith('unix:')).map(({ host, at }) => ({ host, at })),
  );
  const visit = (directives: Site['main']['directives']): void => {
    for (const { name, args, block, file, line } of directives) {
      const [url = ''] = args;
      const parts = name === 'proxy_pass' && !url.includes('$') ? parseProxyPass(url) : undefined;
      const at = ` in ${file}:${line}`;
      if (parts && !site.upstreams.has(parts.host)) found.push({ host: parts.host, at });
      const address = name === 'fastcgi_pass' && !url.includes('$') ? parseAddress(url) : '';
      if (typeof address !== 'string' && address.socket === undefined && !site.upstreams.has(address.host))
        found.push({ host: address.host, at, portless: address.port === undefined });
      if (block) visit(block);
    }
  };
  visit(site.main.directives);
  return found;
}

/** Runs as the master until it is told to end; its exit status. */
export function* runMaster(process: Process, options: Options, prepared: Prepared, first: ErrorLog): Task<number> {
  const title = process.argv.join(' ');
  process.setTitle([`nginx: master process ${title}`]);
  process.useMemory(memory);
  const signals = new SignalQueue(process, ['QUIT', 'TERM', 'INT', 'HUP', 'USR1', 'WINCH', 'CHLD']);
  const listeners = new Map<string, Listener>();
  let setup = yield* open(process, prepared, listeners, first);
  if (!setup) return 1;
  yield* announce(process, setup.errorLog);
  const pidPath = prefixed(prepared.site.main.value('pid') ?? '/run/nginx.pid');
  const unwritten = process.files.writeFile(pidPath, `${process.pid}\n`);
  if (unwritten) {
    yield* setup.errorLog.report(process, 'emerg', `open() "${pidPath}" failed ${errnoText(unwritten)}`);
    return 1;
  }
  let workers = yield* startWorkers(process, setup);
  for (;;) {
    const signal = yield* signals.take();
    const name = `signal ${signalNumber(signal)} (SIG${signal})`;
    const notice = (text: string): Task => (setup as Setup).errorLog.write(process, 'notice', text);
    if (signal === 'CHLD') {
      workers = yield* reap(process, setup, workers, true);
      continue;
    }
    if (signal === 'HUP') {
      yield* notice(`${name} received, reconfiguring`);
      yield* notice('reconfiguring');
      const next = yield* prepare(process, options);
      if (isConfigError(next)) {
        yield* setup.errorLog.report(process, 'emerg', next.message);
        continue;
      }
      const replaced: Setup | undefined = yield* open(process, next, listeners, setup.errorLog);
      if (!replaced) continue;
      setup = replaced;
      closeLogs(process, new Set([...setup.accessLogs.values(), ...setup.errorLog.outputs]));
      yield* setup.errorLog.write(process, 'notice', 'using the "epoll" event method');
      const fresh = yield* startWorkers(process, setup);
      for (const worker of workers) process.kill(worker.pid, 'QUIT');
      workers = fresh;
    } else if (signal === 'USR1') {
      yield* notice(`${name} received, reopening logs`);
      yield* notice('reopening logs');
    } else if (signal === 'WINCH') {
      yield* notice(`${name} received, shutting down workers`);
      for (const worker of workers) process.kill(worker.pid, 'QUIT');
      workers = [];
    } else {
      const graceful = signal === 'QUIT';
      yield* notice(`${name} received, ${graceful ? 'shutting down' : 'exiting'}`);
      for (const worker of workers) process.kill(worker.pid, graceful ? 'QUIT' : 'TERM');
      while (process.children.length > 0) yield* reap(process, setup, [], false);
      process.files.unlink(pidPath);
      yield* notice('exit');
      return 0;
    }
  }
}

/** Reaps ended workers; those that died are started again. */
function* reap(process: Process, setup: Setup, workers: readonly Process[], again: boolean): Task<readonly Process[]> {
  let left = workers;
  for (;;) {
    const ended = again ? process.children.find((child) => child.exited.opened) : process.children[0];
    if (!ended) return left;
    const result = yield* process.wait(ended);
    if (typeof result === 'string') return left;
    const notice = (text: string): Task => setup.errorLog.write(process, 'notice', text);
    yield* notice(`signal ${signalNumber('CHLD')} (SIGCHLD) received from ${ended.pid}`);
    const { status } = result;
    const how =
      'signal' in status ? `exited on signal ${signalNumber(status.signal)}` : `exited with code ${exitCode(status)}`;
    yield* setup.errorLog.write(process, 'signal' in status ? 'alert' : 'notice', `worker process ${ended.pid} ${how}`);
    if (!again) continue;
    if (left.includes(ended)) {
      left = left.filter((worker) => worker !== ended);
      const worker = yield* startWorker(process, setup);
      if (worker) left = [...left, worker];
    }
    yield* notice(`signal ${signalNumber('IO')} (SIGIO) received`);
  }
}

function* startWorkers(process: Process, setup: Setup): Task<readonly Process[]> {
  yield* setup.errorLog.write(process, 'notice', 'start worker processes');
  const wanted = setup.site.main.value('worker_processes') ?? '1';
  const count = wanted === 'auto' ? process.machine.cpus : Math.max(1, Number(wanted) || 1);
  const workers: Process[] = [];
  for (let index = 0; index < count; index++) {
    const worker = yield* startWorker(process, setup);
    if (worker) workers.push(worker);
  }
  return workers;
}

function* startWorker(process: Process, setup: Setup): Task<Process | undefined> {
  const user = setup.site.main.value('user');
  const identity = user === undefined || process.credentials.uid !== 0 ? undefined : lookupUser(process, user);
  const worker = yield* process.fork((child) => work(child, setup), {
    credentials: identity ? { ...process.credentials, ...identity, capabilities: new Set() } : process.credentials,
  });
  if (typeof worker === 'string') {
    yield* setup.errorLog.write(process, 'alert', `fork() failed (11: ${strerror(worker)})`);
    return undefined;
  }
  yield* setup.errorLog.write(process, 'notice', `start worker process ${worker.pid}`);
  return worker;
}

function lookupUser(process: Process, name: string): { uid: number; gid: number; groups: number[] } | undefined {
  const text = process.files.readText('/etc/passwd');
  const fields = failed(text)
    ? undefined
    : text
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':');
  if (!fields) return undefined;
  const gid = Number(fields[3]);
  return { uid: Number(fields[2]), gid, groups: [gid] };
}

function* announce(process: Process, log: ErrorLog): Task {
  const release = process.files.readText('/proc/sys/kernel/osrelease');
  for (const text of [
    'using the "epoll" event method',
    `nginx/${versionOf(process.env)}`,
    'built by gcc 14.2.0 (Debian 14.2.0-19) ',
    `OS: Linux ${failed(release) ? '6.12.54' : release.trim()}`,
    'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
  ])
    yield* log.write(process, 'notice', text);
}

/** Opens logs and sockets for a configuration; undefined (said on standard error) if that fails. */
function* open(
  process: Process,
  { site, upstreams }: Prepared,
  listeners: Map<string, Listener>,
  before: ErrorLog,
): Task<Setup | undefined> {
  const missing = makeTemporaryPaths(process, site);
  if (missing !== undefined) {
    yield* before.report(process, 'emerg', missing);
    return undefined;
  }
  const errorLog = yield* openErrorLog(process, site);
  if (typeof errorLog === 'string') {
    yield* before.report(process, 'emerg', errorLog);
    return undefined;
  }
  for (const warning of [...site.warnings, ...notSimulated(site)]) yield* errorLog.report(process, 'warn', warning);
  const accessLogs = new Map<string, Descriptor>();
  for (const path of accessPaths(site)) {
    const output = yield* openLog(process, path);
    if (typeof output === 'string') {
      yield* errorLog.report(process, 'emerg', `open() "${prefixed(path)}" failed ${errnoText(output)}`);
      return undefined;
    }
    accessLogs.set(path, output);
  }
  const wanted = new Map(
    site.servers.flatMap(({ listens }) => listens.map((listen) => [listenText(listen), listen] as const)),
  );
  for (const [text, listener] of listeners)
    if (!wanted.has(text)) {
      listener.close();
      listeners.delete(text);
    }
  for (let attempt = 0; ; attempt++) {
    let taken = false;
    for (const [text, { address, port }] of wanted) {
      if (listeners.has(text)) continue;
      const listener = process.network.listen(port, address);
      if (typeof listener !== 'string') {
        listeners.set(text, listener);
        continue;
      }
      const number = listener === 'EADDRINUSE' ? 98 : listener === 'EACCES' ? 13 : 99;
      yield* errorLog.report(process, 'emerg', `bind() to ${text} failed (${number}: ${strerror(listener)})`);
      if (listener !== 'EADDRINUSE') return undefined;
      taken = true;
    }
    if (!taken) break;
    if (attempt === bindTries - 1) {
      yield* errorLog.report(process, 'emerg', 'still could not bind()');
      return undefined;
    }
    yield* sleep(bindPause);
  }
  const counters = { active: 0, accepted: 0, requests: 0 };
  return { site, listeners: [...listeners.values()], upstreams, errorLog, accessLogs, counters, serial: { next: 1 } };
}

/** Makes the directories for bodies too large for memory, as the user of the workers; a message when one cannot be made. */
function makeTemporaryPaths(process: Process, { main, http }: Site): string | undefined {
  const usual = '/var/cache/nginx';
  for (const name of http ? ['client', 'proxy', 'fastcgi', 'uwsgi', 'scgi'] : []) {
    const wanted = http?.value(`${name === 'client' ? 'client_body' : name}_temp_path`);
    // A distribution's own nginx has these elsewhere, below a directory that its package brings.
    if (wanted === undefined && !process.files.exists(usual)) continue;
    const path = prefixed(wanted ?? `${usual}/${name}_temp`);
    const failure = process.files.mkdir(path, 0o700);
    if (failure && failure.errno !== 'EEXIST') return `mkdir() "${path}" failed ${errnoText(failure)}`;
    const owner = process.credentials.uid === 0 ? lookupUser(process, main.value('user') ?? 'nginx') : undefined;
    const stat = process.files.stat(path);
    if (!owner || failed(stat) || stat.uid === owner.uid) continue;
    const refused = process.files.chown(path, owner.uid, -1);
    if (refused) return `chown("${path}", ${owner.uid}) failed ${errnoText(refused)}`;
  }
  return undefined;
}

/** The main error log; a message when it cannot be opened. */
export function* openErrorLog(process: Process, site: Site | undefined): Task<ErrorLog | string> {
  const [path = '/var/log/nginx/error.log', level = 'error'] = (site?.http ?? site?.main)?.args('error_log') ?? [];
  if (path === 'stderr') return new ErrorLog(process.descriptors.get(2), parseLevel(level) ?? 'error');
  if (path === '/dev/null') return new ErrorLog(undefined, 'error');
  const output = yield* openLog(process, path);
  if (typeof output === 'string') return `open() "${prefixed(path)}" failed ${errnoText(output)}`;
  return new ErrorLog(output, parseLevel(level) ?? 'error');
}

/** Opens a log as one of the process's descriptors, so that it closes with it. A log that is open already is taken again. */
function* openLog(process: Process, path: string): Task<Descriptor | Errno> {
  const output = yield* process.open(prefixed(path), 'append', 0o644);
  if (typeof output === 'string') return output;
  let number = 3;
  for (; process.descriptors.has(number); number++) {
    if (process.descriptors.get(number) !== output) continue;
    output.release();
    return output;
  }
  process.descriptors.set(number, output);
  return output;
}

/** Closes the logs of a configuration that has been replaced. */
function closeLogs(process: Process, kept: ReadonlySet<Descriptor>): void {
  for (const [number, descriptor] of process.descriptors) {
    if (number < 3 || kept.has(descriptor)) continue;
    process.descriptors.delete(number);
    descriptor.release();
  }
}

function accessPaths(site: Site): ReadonlySet<string> {
  const paths = new Set<string>();
  const visit = (directives: Site['main']['directives']): void => {
    for (const { name, args, block } of directives) {
      const [path = ''] = args;
      if (name === 'access_log' && path !== 'off') paths.add(path);
      if (block) visit(block);
    }
  };
  visit(site.main.directives);
  return paths;
}

function notSimulated(site: Site): readonly string[] {
  const warnings: string[] = [];
  const visit = (directives: Site['main']['directives'], context: Context): void => {
    for (const { name, args, block, file, line } of directives) {
      if (ruleOf(name, context)?.effect === 'none' && args[0] !== 'off')
        warnings.push(`drydock: "${name}" is not simulated in ${file}:${line}`);
      if (block && name !== 'types' && name !== 'map') visit(block, context);
    }
  };
  visit(site.main.directives, 'main');
  return warnings;
}
