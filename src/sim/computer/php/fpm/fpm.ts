// php-fpm(8): a master that reads its configuration, listens and starts children; they answer over FastCGI (fpm.c, fpm_children.c).
import { sleep, spawn, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import type { Descriptor, Listener, Process, Program } from '../../contract.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { listenUnix } from '../../network/unix-sockets.ts';
import { Options, parseOptions } from '../../programs/options.ts';
import { SignalQueue } from '../../processes/signal-queue.ts';
import { signalNumber } from '../../processes/signals.ts';
import { fromText, toBytes } from '../bytes.ts';
import { debianSeries, installationOf } from '../installation.ts';
import { modules } from '../php.ts';
import { work, type PoolState } from './child.ts';
import { readConfiguration, type FpmConfiguration, type FpmProblem, type Pool } from './configuration.ts';
import { logLine } from './log.ts';

const memory = 14_000_000;
/** ms of CPU that the master takes to start. */
const startTime = 25;
/** Status of a configuration that is wrong (EX_CONFIG). */
const configurationError = 78;

interface Running {
  readonly state: PoolState;
  readonly children: Map<Process, number>;
}

function* say(process: Process, text: string, number: 1 | 2): Task {
  yield* process.descriptors.get(number)?.write(toBytes(fromText(text))) ?? [];
}

/** Where the configuration stands, and where relative names in it begin. */
function usualPlace(process: Process): { readonly path: string; readonly prefix: string } {
  if (process.files.exists('/usr/local/etc/php-fpm.conf') || process.files.exists('/usr/local/etc/php'))
    return { path: '/usr/local/etc/php-fpm.conf', prefix: '/usr/local' };
  const series = debianSeries(process);
  if (series !== undefined) return { path: `/etc/php/${series}/fpm/php-fpm.conf`, prefix: '/usr' };
  const alpine = /(\d\d)$/.exec(process.argv[0] ?? '')?.[1] ?? '84';
  return { path: `/etc/php${alpine}/php-fpm.conf`, prefix: '/usr' };
}

/** `php-fpm` */
export const phpFpm: Program = function* (process) {
  const name = (process.argv[0] ?? 'php-fpm').replace(/^.*\//, '');
  const options = parseOptions(process.argv.slice(1), {
    short: 'nehimvtp:g:c:d:y:DFOR',
    long: { help: 'h', version: 'v', test: 't', nodaemonize: 'F', daemonize: 'D', 'force-stderr': 'O', 'allow-to-run-as-root': 'R', 'fpm-config': 'y:', prefix: 'p:', pid: 'g:' },
  }); // prettier-ignore
  if (!(options instanceof Options)) {
    yield* say(process, usage(name), 1);
    return 64;
  }
  const set = new Map(
    options.values('d').map((text): [string, string] => [text.replace(/=.*/, ''), text.replace(/^[^=]*=?/, '') || '1']),
  );
  const installation = installationOf(process, set, 'fpm');
  if (options.has('h')) {
    yield* say(process, usage(name), 1);
    return 0;
  }
  if (options.has('v')) {
    const { version } = installation;
    yield* say(process, `PHP ${version} (fpm-fcgi) (built: Oct 24 2025 00:03:12)\nCopyright (c) The PHP Group\n${version >= '8.4' ? 'Built by https://github.com/docker-library/php\n' : ''}Zend Engine v4.${version.split('.').slice(1).join('.')}, Copyright (c) Zend Technologies\n${installation.extensions.has('opcache') ? `    with Zend OPcache v${version}, Copyright (c), by Zend Technologies\n` : ''}`, 1); // prettier-ignore
    return 0;
  }
  if (options.has('m')) {
    yield* say(process, modules(installation.extensions).replace('Core\n', 'cgi-fcgi\nCore\n'), 1);
    return 0;
  }
  if (options.has('i')) {
    yield* say(process, `drydock: ${name}: not simulated: -i\n`, 2);
    return 1;
  }
  const place = usualPlace(process);
  const prefix = options.value('p') ?? place.prefix;
  const path = options.value('y') ?? place.path;
  process.useMemory(memory);
  yield* process.compute(startTime);
  const read = (): FpmConfiguration | FpmProblem => {
    const found = readConfiguration(process.files, path, prefix);
    if ('lines' in found) return found;
    for (const pool of found.pools) {
      const wrong = accountOf(process, pool);
      if (typeof wrong === 'string') return { lines: [`ERROR: [pool ${pool.name}] ${wrong}`] };
    }
    return found;
  };
  const configuration = read();
  const test = options.has('t');
  if ('lines' in configuration) return yield* giveUp(process, configuration.lines);
  if (test) {
    yield* logLine(process, process.descriptors.get(2), `NOTICE: configuration file ${path} test is successful`);
    yield* say(process, '\n', 2);
    return 0;
  }
  const foreground = options.has('F') || (!configuration.daemonize && !options.has('D'));
  const run = (own: Process): Task<number> => runMaster(own, configuration, path, read);
  if (foreground) return yield* run(process);
  const ready = new Trigger();
  const child = yield* process.fork(run, { group: 'new' });
  if (typeof child === 'string') return 1;
  yield* spawn('ready', (function* (): Task { yield* sleep(80); ready.fire(); })()); // prettier-ignore
  yield* ready.next();
  return child.exited.opened ? configurationError : 0;
};

function* giveUp(process: Process, lines: readonly string[]): Task<number> {
  for (const line of [...lines, 'ERROR: FPM initialization failed'])
    yield* logLine(process, process.descriptors.get(2), line);
  return configurationError;
}

/** Ids of a pool's account; what is wrong when there is none. */
function accountOf(process: Process, { user, group }: Pool): { readonly uid: number; readonly gid: number } | string {
  const row = (file: string, name: string): readonly string[] | undefined => {
    const text = process.files.readText(file);
    return failed(text)
      ? undefined
      : text
          .split('\n')
          .map((line) => line.split(':'))
          .find((fields) => fields[0] === name);
  };
  const account = row('/etc/passwd', user);
  const uid = /^\d+$/.test(user) ? user : account?.[2];
  if (uid === undefined) return `cannot get uid for user '${user}'`;
  const gid = group === user && account ? account[3] : /^\d+$/.test(group) ? group : row('/etc/group', group)?.[2];
  if (gid === undefined) return `cannot get gid for group '${group}'`;
  return { uid: Number(uid), gid: Number(gid) };
}

function listenFor(process: Process, pool: Pool): Listener | string {
  const { listen } = pool;
  if (listen.startsWith('/')) {
    process.files.unlink(listen);
    const listener = listenUnix(process, listen, pool.socketMode);
    if (typeof listener === 'string')
      return `ERROR: unable to bind listening socket for address '${listen}': ${strerror(listener)} (2)`;
    const owner = pool.socketOwner ?? pool.user;
    const account = accountOf(process, { ...pool, user: owner, group: owner });
    if (typeof account !== 'string') process.files.chown(listen, account.uid, account.gid);
    return listener;
  }
  const [, host = '', port = ''] = /^(?:(.*):)?(\d+)$/.exec(listen) ?? [];
  const bare = host.replace(/^\[|\]$/g, '');
  const listener = process.network.listen(Number(port), bare === '' ? '::' : bare);
  if (typeof listener !== 'string') return listener;
  const number = { EADDRINUSE: 98, EACCES: 13, EADDRNOTAVAIL: 99 }[listener as string] ?? 22;
  return `ERROR: unable to bind listening socket for address '${listen}': ${strerror(listener)} (${number})`;
}

function* openLog(process: Process, path: string): Task<Descriptor | undefined> {
  const output = yield* process.open(path, 'append', 0o600);
  if (typeof output === 'string') return undefined;
  let number = 3;
  while (process.descriptors.has(number)) number++;
  process.descriptors.set(number, output);
  return output;
}

function* runMaster(
  process: Process,
  first: FpmConfiguration,
  path: string,
  read: () => FpmConfiguration | FpmProblem,
): Task<number> {
  const signals = new SignalQueue(process, ['TERM', 'INT', 'QUIT', 'USR1', 'USR2', 'CHLD']);
  let configuration = first;
  process.setTitle([`php-fpm: master process (${path})`]);
  const errors = yield* openLog(process, configuration.errorLog);
  if (!errors)
    return yield* giveUp(process, [`ERROR: failed to open error_log (${configuration.errorLog}): No such file or directory (2)`]); // prettier-ignore
  const log = (text: string): Task => logLine(process, errors, text);
  if (process.credentials.uid !== 0)
    for (const pool of configuration.pools)
      for (const what of ['user', 'group'])
        yield* log(`NOTICE: [pool ${pool.name}] '${what}' directive is ignored when FPM is not running as root`);
  const listeners = new Map<string, Listener>();
  const running: Running[] = [];
  const start = function* (): Task<string | undefined> {
    for (const pool of configuration.pools) {
      const listener = listeners.get(pool.listen) ?? listenFor(process, pool);
      if (typeof listener === 'string') return listener;
      listeners.set(pool.listen, listener);
      const access = pool.accessLog === undefined ? undefined : yield* openLog(process, pool.accessLog);
      const state: PoolState = {
        pool, listener, errors, access, idle: 0, taken: new Trigger(), accepted: 0, startedAt: process.machine.kernel.clock,
      }; // prettier-ignore
      running.push({ state, children: new Map() });
    }
    yield* log(`NOTICE: fpm is running, pid ${process.pid}`);
    for (const each of running)
      for (let count = Math.max(1, each.state.pool.startServers); count > 0; count--) yield* startChild(process, each);
    yield* log('NOTICE: ready to handle connections');
    if (debianSeries(process) !== undefined && path.startsWith('/etc/php/'))
      yield* log('NOTICE: systemd monitor interval set to 10000ms');
    return undefined;
  };
  const wrong = yield* start();
  if (wrong !== undefined) return yield* giveUp(process, [wrong]);
  const { pidFile } = configuration;
  if (pidFile !== undefined) process.files.writeFile(pidFile, `${process.pid}`);
  const growing = yield* spawn('growing', growWhenBusy(process, running));
  const endChildren = function* (signal: 'QUIT' | 'TERM'): Task {
    const children = running.flatMap((each) => [...each.children.keys()]);
    for (const child of children) process.kill(child.pid, signal);
    for (const child of children) yield* process.wait(child);
    running.length = 0;
  };
  for (;;) {
    const signal = yield* signals.take();
    if (signal === 'CHLD') yield* reap(process, running);
    else if (signal === 'USR1') {
      yield* log('NOTICE: error log file re-opened');
      if (running.some(({ state }) => state.access)) yield* log('NOTICE: access log file re-opened');
    } else if (signal === 'USR2') {
      yield* log('NOTICE: Reloading in progress ...');
      yield* endChildren('QUIT');
      const program = process.argv.map((word) => `"${word}"`);
      yield* log(`NOTICE: reloading: execvp(${program[0] ?? ''}, {${program.join(', ')}})`);
      const next = read();
      if ('lines' in next) return yield* giveUp(process, next.lines);
      configuration = next;
      let number = 7;
      for (const listen of listeners.keys()) yield* log(`NOTICE: using inherited socket fd=${number++}, "${listen}"`);
      const failure = yield* start();
      if (failure !== undefined) return yield* giveUp(process, [failure]);
    } else {
      growing.cancel();
      yield* log(`NOTICE: ${signal === 'QUIT' ? 'Finishing' : 'Terminating'} ...`);
      yield* endChildren(signal === 'QUIT' ? 'QUIT' : 'TERM');
      if (pidFile !== undefined) process.files.unlink(pidFile);
      yield* log('NOTICE: exiting, bye-bye!');
      return 0;
    }
  }
}

function* startChild(process: Process, { state, children }: Running): Task<Process | undefined> {
  const account = accountOf(process, state.pool);
  const child = yield* process.fork((own) => work(own, state), {
    ...(typeof account === 'string' || process.credentials.uid !== 0
      ? {}
      : {
          credentials: { ...process.credentials, ...account, groups: [account.gid], capabilities: new Set() },
        }),
  });
  if (typeof child === 'string') return undefined;
  children.set(child, process.machine.kernel.clock);
  return child;
}

/** Children that have ended are started again, and it is said why they did. */
function* reap(process: Process, running: readonly Running[]): Task {
  for (
    let ended = process.children.find((child) => child.exited.opened);
    ended;
    ended = process.children.find((child) => child.exited.opened)
  ) {
    // prettier-ignore
    const result = yield* process.wait(ended);
    const pool = running.find(({ children }) => children.has(ended));
    if (typeof result === 'string' || !pool) continue;
    const { state, children } = pool;
    const lived = ((process.machine.kernel.clock - (children.get(ended) ?? 0)) / 1000).toFixed(6);
    children.delete(ended);
    const { status } = result;
    const how = 'signal' in status ? `on signal ${signalNumber(status.signal)} (SIG${status.signal})` : `with code ${status.code}`; // prettier-ignore
    const level = 'signal' in status ? 'WARNING' : 'NOTICE';
    yield* logLine(process, state.errors, `${level}: [pool ${state.pool.name}] child ${ended.pid} exited ${how} after ${lived} seconds from start`); // prettier-ignore
    const child = yield* startChild(process, pool);
    if (child) yield* logLine(process, state.errors, `NOTICE: [pool ${state.pool.name}] child ${child.pid} started`);
  }
}

/** Starts more children, once a second as long as too few are idle. */
function* growWhenBusy(process: Process, running: readonly Running[]): Task {
  const warned = new Set<string>();
  const watch = function* (each: Running): Task {
    const { state, children } = each;
    const { pool } = state;
    for (;;) {
      yield* state.taken.next();
      while (state.idle < pool.minSpare || (pool.manager === 'static' && state.idle === 0)) {
        yield* sleep(1000);
        if (state.idle >= Math.max(1, pool.minSpare)) break;
        if (children.size < pool.maxChildren) {
          yield* startChild(process, each);
          continue;
        }
        if (!warned.has(pool.name))
          yield* logLine(process, state.errors, `WARNING: [pool ${pool.name}] server reached pm.max_children setting (${pool.maxChildren}), consider raising it`); // prettier-ignore
        warned.add(pool.name);
        break;
      }
    }
  };
  for (const each of running) yield* spawn('watch', watch(each));
}

const usage = (
  name: string,
): string => `Usage: ${name} [-n] [-e] [-h] [-i] [-m] [-v] [-t] [-p <prefix>] [-g <pid>] [-c <file>] [-d foo[=bar]] [-y <file>] [-D] [-F [-O]]
  -c <path>|<file> Where php.ini is
  -n               No php.ini file is read
  -d foo[=bar]     Set foo to 'bar', as a line of php.ini would
  -e               More to know for debuggers
  -h               This text
  -i               What phpinfo() tells
  -m               Names of the modules that are compiled in
  -v               The version
  -p, --prefix <dir>
                   Where relative names begin (usually: /usr/local).
  -g, --pid <file>
                   The file for the number of the process.
  -y, --fpm-config <file>
                   The file with the configuration.
  -t, --test       Look at the configuration only
  -D, --daemonize  Run in the background, whatever the configuration says
  -F, --nodaemonize
                   Stay in the foreground, whatever the configuration says
  -O, --force-stderr
                   Write to standard error even where it is no terminal
  -R, --allow-to-run-as-root
                   Let a pool run as root
`;
