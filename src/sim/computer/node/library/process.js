// process: what a program knows of its own process.
const EventEmitter = require('events');
const { argumentType, codeError, systemError } = require('internal/errors');
const loop = require('internal/loop');

const process = new EventEmitter();
Object.defineProperty(process, Symbol.toStringTag, { value: 'process', configurable: true });
Object.setPrototypeOf(
  process,
  Object.create(EventEmitter.prototype, {
    constructor: { value: function process() {}, writable: true, configurable: true },
  }),
);

const signals = {
  SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGIOT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9,
  SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGCHLD: 17, SIGSTKFLT: 16, SIGCONT: 18,
  SIGSTOP: 19, SIGTSTP: 20, SIGTTIN: 21, SIGTTOU: 22, SIGURG: 23, SIGXCPU: 24, SIGXFSZ: 25, SIGVTALRM: 26, SIGPROF: 27,
  SIGWINCH: 28, SIGIO: 29, SIGPOLL: 29, SIGPWR: 30, SIGSYS: 31,
}; // prettier-ignore

const handled = new Map();
process.on('newListener', (name) => {
  if (!Object.hasOwn(signals, name) || handled.has(name)) return;
  if (name === 'SIGKILL' || name === 'SIGSTOP') throw systemError('EINVAL', 'uv_signal_start');
  handled.set(
    name,
    loop.begin('signal', { signal: name.slice(3) }, () => process.emit(name, name, signals[name]), {
      lasting: true,
      ref: false,
    }),
  );
});
process.on('removeListener', (name) => {
  if (!handled.has(name) || process.listenerCount(name) > 0) return;
  loop.end(handled.get(name));
  handled.delete(name);
});

function exitCodeOf(code) {
  if (code === undefined || code === null) return undefined;
  const number = typeof code === 'string' && code !== '' ? Number(code) : code;
  if (!Number.isInteger(number)) throw argumentType('code', 'of type number', code);
  return number;
}

let exitCode;
let exiting = false;

Object.assign(process, {
  title: 'node',
  release: { name: 'node', lts: 'Iron' },
  exit: function exit(code) {
    if (code !== undefined) process.exitCode = code;
    if (!exiting) {
      exiting = true;
      process.emit('exit', Number(process.exitCode ?? 0));
    }
    sys('exit', { code: Number(process.exitCode ?? 0) });
  },
  reallyExit: (code) => sys('exit', { code }),
  abort() {
    sys('abort');
  },
  nextTick: loop.nextTick,
  cwd: () => sys('cwd'),
  chdir(directory) {
    const answer = sys('chdir', { path: directory });
    if (answer?.error) throw systemError(answer.error, 'chdir', process.cwd(), directory);
  },
  umask(mask) {
    return sys('umask', { mask: typeof mask === 'string' ? parseInt(mask, 8) : mask });
  },
  kill: function kill(pid, signal = 'SIGTERM') {
    if (typeof pid !== 'number') throw argumentType('pid', 'of type number', pid);
    const name = typeof signal === 'number' ? Object.keys(signals).find((one) => signals[one] === signal) : signal;
    if (signal !== 0 && !Object.hasOwn(signals, name ?? ''))
      throw codeError(TypeError, 'ERR_UNKNOWN_SIGNAL', `Unknown signal: ${signal}`);
    const answer = sys('kill', { pid, signal: signal === 0 ? 0 : name.slice(3) });
    if (answer?.error) {
      const error = systemError(answer.error, 'kill');
      error.message = `kill ${answer.error}`;
      throw error;
    }
    return true;
  },
  hrtime: Object.assign(
    function hrtime(before) {
      const time = loop.now() / 1000;
      let seconds = Math.floor(time);
      let nanoseconds = Math.round((time - seconds) * 1e9);
      if (before) {
        seconds -= before[0];
        nanoseconds -= before[1];
        if (nanoseconds < 0) {
          seconds--;
          nanoseconds += 1e9;
        }
      }
      return [seconds, nanoseconds];
    },
    { bigint: () => BigInt(Math.round(loop.now() * 1e6)) },
  ),
  uptime: () => loop.now() / 1000,
  memoryUsage: Object.assign(() => sys('memory'), { rss: () => sys('memory').rss }),
  cpuUsage(before) {
    const used = sys('cpu');
    return before ? { user: used.user - before.user, system: used.system - before.system } : used;
  },
  resourceUsage: () => ({
    userCPUTime: sys('cpu').user,
    systemCPUTime: sys('cpu').system,
    maxRSS: Math.round(sys('memory').rss / 1024),
  }),
  getuid: () => sys('identity').uid,
  geteuid: () => sys('identity').uid,
  getgid: () => sys('identity').gid,
  getegid: () => sys('identity').gid,
  getgroups: () => sys('identity').groups,
  emitWarning(warning, type = 'Warning', code) {
    const options = typeof type === 'object' && type !== null ? type : { type, code };
    const error = warning instanceof Error ? warning : new Error(warning);
    if (!(warning instanceof Error)) error.name = options.type ?? 'Warning';
    if (options.code) error.code = options.code;
    if (options.detail) error.detail = options.detail;
    if (error.name === 'DeprecationWarning' && process.noDeprecation) return;
    process.nextTick(() => process.emit('warning', error));
  },
  getActiveResourcesInfo: () => [],
  setUncaughtExceptionCaptureCallback(callback) {
    process.removeAllListeners('uncaughtException');
    if (callback) process.on('uncaughtException', callback);
  },
  hasUncaughtExceptionCaptureCallback: () => false,
  binding() {
    throw new Error('not simulated: process.binding');
  },
  config: { variables: {}, target_defaults: {} },
  features: { inspector: false, ipv6: true, tls: true },
  allowedNodeEnvironmentFlags: new Set(),
  report: {},
});
process.off = process.removeListener;

Object.defineProperty(process, 'exitCode', {
  enumerable: true,
  configurable: true,
  get: () => exitCode,
  set(code) {
    exitCode = exitCodeOf(code);
  },
});

let hinted = false;
function showWarning(warning) {
  const code = warning.code ? `[${warning.code}] ` : '';
  let text = `(node:${process.pid}) ${code}${warning.name}: ${warning.message}\n`;
  if (warning.detail) text += `${warning.detail}\n`;
  if (!hinted) {
    hinted = true;
    text += `(Use \`node --trace-${warning.name === 'DeprecationWarning' ? 'deprecation' : 'warnings'} ...\` to show where the warning was created)\n`;
  }
  process.stderr.write(text);
}

for (const [name, fd] of [
  ['stdin', 0],
  ['stdout', 1],
  ['stderr', 2],
])
  Object.defineProperty(process, name, {
    configurable: true,
    enumerable: true,
    get() {
      const stream = require('internal/standard').open(fd);
      Object.defineProperty(process, name, { value: stream, configurable: true, enumerable: true, writable: true });
      return stream;
    },
  });

/** Variables of the environment: their values are texts, whatever is put in. */
function environment(values) {
  return new Proxy(values, {
    set(target, key, value) {
      if (typeof key === 'symbol' || typeof value === 'symbol')
        throw new TypeError('Cannot convert a Symbol value to a string');
      target[key] = String(value);
      sys('setenv', { name: key, value: String(value) });
      return true;
    },
    deleteProperty(target, key) {
      delete target[key];
      if (typeof key === 'string') sys('setenv', { name: key });
      return true;
    },
  });
}

/** What the language has learnt since: each version of Node.js knows what its V8 knew. */
const since = {
  21: [
    [Object, 'groupBy'],
    [Map, 'groupBy'],
    [ArrayBuffer.prototype, 'transfer'],
    [ArrayBuffer.prototype, 'transferToFixedLength'],
  ],
  22: [
    [Promise, 'withResolvers'],
    [Array, 'fromAsync'],
    ...[
      'union',
      'intersection',
      'difference',
      'symmetricDifference',
      'isSubsetOf',
      'isSupersetOf',
      'isDisjointFrom',
    ].map((name) => [Set.prototype, name]),
  ],
  24: [
    [Promise, 'try'],
    [RegExp, 'escape'],
    [Error, 'isError'],
  ],
};
function forget(major) {
  for (const [version, list] of Object.entries(since))
    if (major < Number(version)) for (const [owner, name] of list) delete owner[name];
}

module.exports = process;
Object.defineProperty(internal, 'begin', {
  value(info) {
    process.version = info.version;
    process.versions = { node: info.version.slice(1), ...info.versions };
    process.arch = info.arch;
    process.platform = 'linux';
    process.release.lts = info.lts;
    if (!info.lts) delete process.release.lts;
    process.argv = info.argv;
    process.argv0 = info.argv0;
    process.execArgv = info.execArgv;
    process.execPath = info.execPath;
    process.env = environment(info.env);
    process.pid = info.pid;
    process.ppid = info.ppid;
    process.debugPort = 9229;
    process.noDeprecation = info.noDeprecation;
    if (info.warnings) process.on('warning', showWarning);
    forget(Number(info.version.slice(1).split('.')[0]));
  },
});
Object.defineProperty(internal, 'ending', {
  value() {
    exiting = true;
  },
});
