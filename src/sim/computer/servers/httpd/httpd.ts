// httpd(8), the Apache HTTP server: a parent that reads the configuration and listens, children that answer.
import { sleep, spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Descriptor, Listener, Process, Program, Signal } from '../../contract.ts';
import { SignalQueue } from '../../processes/signal-queue.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { Options, parseOptions } from '../../programs/options.ts';
import { say, warn } from '../../programs/net/say.ts';
import { isProblem } from './configuration.ts';
import { logError } from './log.ts';
import { loadSite, type Site } from './site.ts';
import { phpVersion } from './php-handler.ts';
import { distributionOf, type Distribution } from './version.ts';
import { work, type Setup } from './worker.ts';

/** Numbers of what the two modules say. */
const event = {
  name: 'mpm_event',
  configured: 'AH00489',
  restart: 'AH00494',
  graceful: 'AH00493',
  winch: 'AH00492',
  term: 'AH00491',
};
const prefork = {
  name: 'mpm_prefork',
  configured: 'AH00163',
  restart: 'AH00173',
  graceful: 'AH00171',
  winch: 'AH00170',
  term: 'AH00169',
};

/** Children of the event module. */
const children = 3;
const parentMemory = 4_600_000;

/** `httpd` */
export const httpd: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1), { short: 'D:C:c:E:e:vVlLtTSMXh?k:n:f:d:' });
  const name = (process.argv[0] ?? '').replace(/^.*\//, '');
  const home = distributionOf(process);
  if (!(options instanceof Options)) {
    yield* warn(process, `${name}: illegal option -- ${options.option}\n${usage(name)}`);
    return 1;
  }
  if (options.has('v')) {
    yield* say(
      process,
      `Server version: Apache/${home.version} (${home.name})\nServer built:   Oct 21 2025 00:20:37\n`,
    );
    return 0;
  }
  if (options.has('h') || options.has('?')) {
    yield* say(process, usage(name));
    return 1;
  }
  const refused = ['V', 'l', 'L', 'C', 'c', 'E', 'e', 'n'].find((letter) => options.has(letter));
  if (refused !== undefined) {
    yield* warn(process, `drydock: httpd: not simulated: -${refused}\n`);
    return 1;
  }
  const root = options.value('d') ?? home.root;
  const given = options.value('f') ?? home.configuration;
  const path = given.startsWith('/') ? given : `${root}/${given}`;
  const site = loadSite(process, path, root, new Set(options.values('D')));
  if (isProblem(site)) {
    yield* warn(process, `${site.bare ? `${name}: ` : ''}${site.error}\n`);
    return 1;
  }
  if (site.main.name === undefined) yield* warn(process, unnamed(process, name));
  if (options.has('M')) {
    const modules = [...site.modules].map((one) => ` ${one} (shared)\n`).join('');
    yield* say(process, `Loaded Modules:\n core_module (static)\n so_module (static)\n http_module (static)\n log_config_module (static)\n unixd_module (static)\n${modules}`); // prettier-ignore
    return 0;
  }
  if (options.has('S')) {
    yield* say(process, describeHosts(site));
    return 0;
  }
  if (options.has('t')) {
    yield* warn(process, 'Syntax OK\n');
    return 0;
  }
  const order = options.value('k');
  if (order !== undefined && order !== 'start') return yield* tell(process, site, order, name);
  const reload = (): ReturnType<typeof loadSite> => loadSite(process, path, root, new Set(options.values('D')));
  if (options.values('D').includes('FOREGROUND') || options.has('X'))
    return yield* serve(process, site, name, home, reload);
  const running = process.files.readText(site.pidFile);
  if (!failed(running) && process.kill(Number(running), 0) === undefined) {
    yield* warn(process, `httpd (pid ${running.trim()}) already running\n`);
    return 0;
  }
  return yield* detach(process, (own) => serve(own, site, name, home, reload));
};

/** Runs a server behind the program that started it, which ends when the server listens or has failed. */
function* detach(process: Process, body: (own: Process) => Task<number>): Task<number> {
  const ready = new Trigger();
  let failure: number | undefined;
  const child = yield* process.fork(
    function* (own) {
      own.descriptors.get(0)?.release();
      own.descriptors.delete(0);
      const watch = yield* spawn('ready', (function* (): Task { yield* sleep(60); ready.fire(); })()); // prettier-ignore
      const status = yield* body(own);
      watch.cancel();
      failure = status;
      ready.fire();
      return status;
    },
    { group: 'new' },
  );
  if (typeof child === 'string') return 1;
  yield* ready.next();
  return failure ?? 0;
}

/** `-S`: the virtual hosts by their ports. */
function describeHosts(site: Site): string {
  const lines = site.hosts
    .map((host) => `*:${host.port ?? 80}                   ${host.name ?? 'localhost'}\n`)
    .join('');
  return `VirtualHost configuration:\n${lines}ServerRoot: "${site.root}"\nMain DocumentRoot: "${site.main.documentRoot ?? ''}"\nMain ErrorLog: "${site.errorLog}"\nPidFile: "${site.pidFile}"\n`;
}

function unnamed(process: Process, name: string): string {
  const address = process.network.interfaces[1]?.address ?? '127.0.0.1';
  return `AH00558: ${name}: Could not reliably determine the server's fully qualified domain name, using ${address}. Set the 'ServerName' directive globally to suppress this message\n`;
}

/** `-k stop` and its like: a signal to the server whose number is in the file. */
function* tell(process: Process, site: Site, order: string, name: string): Task<number> {
  const signals: Readonly<Record<string, Signal>> = {
    stop: 'TERM',
    'graceful-stop': 'WINCH',
    restart: 'HUP',
    graceful: 'USR1',
  };
  const signal = signals[order];
  const text = process.files.readText(site.pidFile);
  if (!signal) {
    yield* warn(process, usage(name));
    return 1;
  }
  if (failed(text)) {
    yield* warn(process, `httpd (no pid file) not running\n`);
    return 1;
  }
  process.kill(Number(text), signal);
  return 0;
}

function* serve(
  process: Process,
  first: Site,
  name: string,
  home: Distribution,
  reload: () => ReturnType<typeof loadSite>,
): Task<number> {
  const signals = new SignalQueue(process, ['TERM', 'INT', 'HUP', 'USR1', 'WINCH', 'CHLD']);
  process.useMemory(parentMemory);
  yield* process.compute(12);
  let site = first;
  const listeners: Listener[] = [];
  for (const { address, port } of site.listens) {
    const listener = process.network.listen(port, address);
    if (typeof listener === 'string') {
      const shown = address === '::' ? `[::]:${port}` : `${address}:${port}`;
      const number = { EADDRINUSE: 98, EACCES: 13, EADDRNOTAVAIL: 99 }[listener as string] ?? 22;
      yield* warn(
        process,
        `(${number})${strerror(listener)}: AH00072: make_sock: could not bind to address ${shown}\nno listening sockets available, shutting down\nAH00015: Unable to open logs\n`,
      );
      return 1;
    }
    listeners.push(listener);
  }
  if (listeners.length === 0) {
    yield* warn(process, 'no listening sockets available, shutting down\nAH00015: Unable to open logs\n');
    return 1;
  }
  // It reads its configuration twice.
  if (site.main.name === undefined) yield* warn(process, unnamed(process, name));
  const errors = yield* openLog(process, site, site.errorLog);
  const log = (module: string, text: string): Task => logError(process, errors, module, text);
  process.files.writeFile(site.pidFile, `${process.pid}\n`);
  yield* sleep(40);
  const php = site.modules.has('php_module') ? ` PHP/${yield* phpVersion(process)}` : '';
  const server = `Apache/${home.version} (${home.name})`;
  const mpm = site.modules.has('mpm_prefork_module') ? prefork : event;
  const announce = function* (): Task {
    yield* log(`${mpm.name}:notice`, `${mpm.configured}: ${server}${php} configured -- resuming normal operations`);
    yield* log(
      'core:notice',
      `AH00094: Command line: '${process.argv.map((word) => word.replace(/^-D(?=.)/, '-D ')).join(' ')}'`,
    );
  };
  yield* announce();
  let workers = yield* startWorkers(process, { site, listeners, errors, logs: yield* openLogs(process, site), server });
  for (;;) {
    const signal = yield* signals.take();
    if (signal === 'CHLD') {
      const ended = process.children.find((child) => child.exited.opened);
      if (ended) yield* process.wait(ended);
      continue;
    }
    if (signal === 'HUP' || signal === 'USR1') {
      yield* log(
        `${mpm.name}:notice`,
        signal === 'HUP'
          ? `${mpm.restart}: SIGHUP received.  Attempting to restart`
          : `${mpm.graceful}: SIGUSR1 received.  Doing graceful restart`,
      );
      const next = reload();
      if (isProblem(next)) {
        yield* warn(process, `${next.bare ? `${name}: ` : ''}${next.error}\n`);
        yield* log(`${mpm.name}:alert`, 'AH00027: No running configuration, exiting');
        return 1;
      }
      site = next;
      for (const worker of workers) process.kill(worker.pid, 'TERM');
      yield* announce();
      workers = yield* startWorkers(process, { site, listeners, errors, logs: yield* openLogs(process, site), server });
      continue;
    }
    const graceful = signal === 'WINCH';
    for (const worker of workers) process.kill(worker.pid, 'TERM');
    while (process.children.length > 0) yield* process.wait();
    process.files.unlink(site.pidFile);
    yield* log(
      `${mpm.name}:notice`,
      graceful
        ? `${mpm.winch}: caught SIGWINCH, shutting down gracefully`
        : `${mpm.term}: caught SIGTERM, shutting down`,
    );
    return 0;
  }
}

function* startWorkers(process: Process, setup: Setup): Task<readonly Process[]> {
  const workers: Process[] = [];
  const account = setup.site.user === undefined ? undefined : lookupUser(process, setup.site.user);
  for (let index = 0; index < children; index++) {
    const worker = yield* process.fork((child) => work(child, setup), {
      ...(account && process.credentials.uid === 0
        ? { credentials: { ...process.credentials, ...account, capabilities: new Set() } }
        : {}),
    });
    if (typeof worker !== 'string') workers.push(worker);
  }
  return workers;
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

/** Opens all logs of requests, by their paths. */
function* openLogs(process: Process, site: Site): Task<ReadonlyMap<string, Descriptor>> {
  const logs = new Map<string, Descriptor>();
  for (const host of [site.main, ...site.hosts])
    for (const [path] of host.customLogs) {
      if (logs.has(path)) continue;
      const output = yield* openLog(process, site, path);
      if (output) logs.set(path, output);
    }
  return logs;
}

function* openLog(process: Process, site: Site, path: string): Task<Descriptor | undefined> {
  const output = yield* process.open(path.startsWith('/') ? path : `${site.root}/${path}`, 'append', 0o644);
  if (typeof output === 'string') return process.descriptors.get(2);
  let number = 3;
  while (process.descriptors.has(number)) number++;
  process.descriptors.set(number, output);
  return output;
}

const usage = (name: string): string => {
  const blanks = ' '.repeat(`Usage: ${name}`.length);
  return `Usage: ${name} [-D name] [-d directory] [-f file]
${blanks} [-C "directive"] [-c "directive"]
${blanks} [-k start|restart|graceful|graceful-stop|stop]
${blanks} [-v] [-V] [-h] [-l] [-L] [-t] [-T] [-S] [-X]
Options:
  -D name            : define a name for use in <IfDefine name> directives
  -d directory       : specify an alternate initial ServerRoot
  -f file            : specify an alternate ServerConfigFile
  -C "directive"     : process directive before reading config files
  -c "directive"     : process directive after reading config files
  -e level           : show startup errors of level (see LogLevel)
  -E file            : log startup errors to file
  -v                 : show version number
  -V                 : show compile settings
  -h                 : list available command line options (this page)
  -l                 : list compiled in modules
  -L                 : list available configuration directives
  -t -D DUMP_VHOSTS  : show parsed vhost settings
  -t -D DUMP_RUN_CFG : show parsed run settings
  -S                 : a synonym for -t -D DUMP_VHOSTS -D DUMP_RUN_CFG
  -t -D DUMP_MODULES : show all loaded modules 
  -M                 : a synonym for -t -D DUMP_MODULES
  -t -D DUMP_INCLUDES: show all included configuration files
  -t                 : run syntax check for config files
  -T                 : start without DocumentRoot(s) check
  -X                 : debug mode (only one worker, do not detach)
`;
};
