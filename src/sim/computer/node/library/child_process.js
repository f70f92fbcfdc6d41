// child_process: other programs of the computer.
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const { Buffer } = require('buffer');
const { argumentType, systemError } = require('internal/errors');
const { exactly } = require('internal/text');
const loop = require('internal/loop');

function stdioOf(stdio) {
  const list = typeof stdio === 'string' ? [stdio, stdio, stdio] : (stdio ?? []);
  return [0, 1, 2].map((index) => {
    const one = list[index] ?? 'pipe';
    if (one === 'inherit') return index;
    if (one === 'ignore' || one === 'pipe' || one === 'overlapped') return one === 'overlapped' ? 'pipe' : one;
    if (typeof one === 'number') return one;
    return typeof one.fd === 'number' ? one.fd : 'pipe';
  });
}

function commandOf(file, args, options) {
  if (typeof file !== 'string') throw argumentType('file', 'of type string', file);
  const list = args.map(String);
  if (!options.shell) return { file, argv: [options.argv0 ?? file, ...list] };
  const shell = typeof options.shell === 'string' ? options.shell : '/bin/sh';
  return { file: shell, argv: [shell, '-c', [file, ...list].join(' ')] };
}

const settingsOf = (command, options) => ({
  ...command,
  cwd:
    options.cwd === undefined
      ? undefined
      : String(options.cwd instanceof URL ? require('url').fileURLToPath(options.cwd) : options.cwd),
  env:
    options.env &&
    Object.fromEntries(
      Object.entries(options.env)
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => [name, String(value)]),
    ),
  stdio: stdioOf(options.stdio),
  detached: Boolean(options.detached),
});

function spawnError(code, file, args) {
  const error = new Error(`spawn ${file} ${code}`);
  Object.defineProperty(error, 'stack', {
    value: `Error: ${error.message}\n    at ChildProcess._handle.onexit (node:internal/child_process:285:19)\n    at onErrorNT (node:internal/child_process:483:16)\n    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)`,
    writable: true,
    configurable: true,
  });
  return Object.assign(error, {
    errno: sys('strerror', { code }).errno,
    code,
    syscall: `spawn ${file}`,
    path: file,
    spawnargs: args,
  });
}

function pipeReader(pipe, over) {
  const stream = new Readable({
    read() {
      loop.begin('readPipe', { pipe }, (event) => {
        if (event.bytes === undefined) {
          sys('closePipe', { pipe });
          stream.push(null);
        } else stream.push(Buffer.from(sys('bytes', { id: event.bytes })));
      });
    },
  });
  stream.on('close', over);
  return stream;
}

function pipeWriter(pipe) {
  return new Writable({
    write(chunk, encoding, done) {
      loop.begin('writePipe', { pipe }, (event) => done(event.error ? systemError(event.error, 'write') : undefined), {
        data: exactly(chunk),
      });
    },
    final(done) {
      sys('closePipe', { pipe });
      done();
    },
  });
}

class ChildProcess extends EventEmitter {
  constructor() {
    super();
    this.exitCode = null;
    this.signalCode = null;
    this.killed = false;
    this.connected = false;
    this.stdin = this.stdout = this.stderr = null;
    this.stdio = [null, null, null];
    Object.defineProperty(this, 'open_', { value: 0, writable: true, enumerable: false });
  }
  start_(file, args, options) {
    const command = commandOf(file, args, options);
    this.spawnfile = command.file;
    this.spawnargs = command.argv;
    const settings = settingsOf(command, options);
    const answer = sys('spawn', settings);
    if (answer.error) {
      const error = spawnError(answer.error, command.file, command.argv.slice(1));
      this.stdin = settings.stdio[0] === 'pipe' ? new Writable({ write: (chunk, encoding, done) => done() }) : null;
      for (const [index, name] of [
        [1, 'stdout'],
        [2, 'stderr'],
      ])
        if (settings.stdio[index] === 'pipe') (this[name] = new Readable({ read() {} })).push(null);
      process.nextTick(() => {
        this.exitCode = error.errno;
        this.emit('error', error);
        this.emit('close', error.errno, null);
      });
      return;
    }
    this.pid = answer.pid;
    if (answer.pipes[0] !== undefined && answer.pipes[0] !== null) this.stdin = pipeWriter(answer.pipes[0]);
    const over = () => {
      this.open_--;
      this.closed_();
    };
    for (const [index, name] of [
      [1, 'stdout'],
      [2, 'stderr'],
    ]) {
      const pipe = answer.pipes[index];
      if (pipe === undefined || pipe === null) continue;
      this.open_++;
      this[name] = pipeReader(pipe, over);
    }
    this.stdio = [this.stdin, this.stdout, this.stderr];
    process.nextTick(() => this.emit('spawn'));
    const operation = loop.begin('waitChild', { pid: answer.pid }, (event) => {
      this.ended_ = true;
      this.exitCode = event.signal ? null : event.code;
      this.signalCode = event.signal ? `SIG${event.signal}` : null;
      this.stdin?.destroy();
      this.emit('exit', this.exitCode, this.signalCode);
      for (const stream of [this.stdout, this.stderr])
        if (stream && stream.readableFlowing === null && stream.listenerCount('readable') === 0) stream.resume();
      this.closed_();
    });
    Object.defineProperty(this, 'operation_', { value: operation, enumerable: false });
  }
  closed_() {
    if (this.ended_ && this.open_ === 0) process.nextTick(() => this.emit('close', this.exitCode, this.signalCode));
  }
  kill(signal = 'SIGTERM') {
    if (this.pid === undefined || this.exitCode !== null || this.signalCode !== null) return false;
    this.killed = true;
    try {
      return process.kill(this.pid, signal);
    } catch {
      return false;
    }
  }
  ref() {
    loop.setRef(this.operation_, true);
  }
  unref() {
    loop.setRef(this.operation_, false);
  }
  send() {
    throw new Error('not simulated: messages between processes');
  }
  disconnect() {}
}
Object.defineProperty(ChildProcess.prototype, 'ended_', { value: false, writable: true, enumerable: false });

function normal(args, options) {
  return Array.isArray(args) ? [args, options ?? {}] : [[], args ?? {}];
}

function spawn(file, args, options) {
  const [list, settings] = normal(args, options);
  const child = new ChildProcess();
  child.start_(file, list, settings);
  settings.signal?.addEventListener('abort', () => {
    child.kill(settings.killSignal);
    child.emit('error', require('internal/abort').abortError(settings.signal.reason));
  });
  if (settings.timeout > 0) {
    const timer = setTimeout(() => child.kill(settings.killSignal), settings.timeout);
    child.once('exit', () => clearTimeout(timer));
  }
  return child;
}

function collect(child, options, shown, callback) {
  const { encoding = 'utf8' } = options;
  const parts = { stdout: [], stderr: [] };
  for (const name of ['stdout', 'stderr']) child[name]?.on('data', (part) => parts[name].push(part));
  let failure;
  let timer;
  child.on('error', (error) => (failure = error));
  if (options.timeout > 0) timer = setTimeout(() => child.kill(options.killSignal), options.timeout);
  child.on('close', (code, signal) => {
    clearTimeout(timer);
    const text = (name) =>
      encoding === 'buffer' || encoding === null
        ? Buffer.concat(parts[name])
        : Buffer.concat(parts[name]).toString(encoding);
    const [stdout, stderr] = [text('stdout'), text('stderr')];
    if (!callback) return;
    if (!failure && (code !== 0 || signal)) {
      failure = new Error(`Command failed: ${shown}\n${stderr}`);
      failure.code = code ?? undefined;
      Object.assign(failure, { killed: child.killed, code: signal ? null : code, signal, cmd: shown });
    }
    if (failure) callback(Object.assign(failure, { stdout, stderr }), stdout, stderr);
    else callback(null, stdout, stderr);
  });
  return child;
}

function execFile(file, args, options, callback) {
  if (typeof args === 'function') [args, options, callback] = [[], {}, args];
  else if (typeof options === 'function') [options, callback] = [Array.isArray(args) ? {} : args, options];
  const [list, settings] = normal(Array.isArray(args) ? args : [], options);
  return collect(spawn(file, list, { ...settings, timeout: 0 }), settings, [file, ...list].join(' '), callback);
}

function exec(command, options, callback) {
  if (typeof options === 'function') [options, callback] = [{}, options];
  const settings = options ?? {};
  return collect(
    spawn(command, [], { ...settings, timeout: 0, shell: settings.shell ?? true }),
    settings,
    command,
    callback,
  );
}

const custom = Symbol.for('nodejs.util.promisify.custom');
for (const func of [exec, execFile])
  Object.defineProperty(func, custom, {
    enumerable: false,
    value: (...args) => {
      let child;
      const promise = new Promise((resolve, reject) => {
        child = func(...args, (error, stdout, stderr) => (error ? reject(error) : resolve({ stdout, stderr })));
      });
      return Object.assign(promise, { child });
    },
  });

function spawnSync(file, args, options) {
  const [list, settings] = normal(args, options);
  const command = commandOf(file, list, settings);
  const { input } = settings;
  const answer = sys(
    'spawnSync',
    { ...settingsOf(command, settings), timeout: settings.timeout, killSignal: settings.killSignal },
    input === undefined ? undefined : typeof input === 'string' ? exactly(Buffer.from(input)) : exactly(input),
  );
  const encoding = settings.encoding && settings.encoding !== 'buffer' ? settings.encoding : undefined;
  const take = (id) => {
    if (id === undefined || id === null) return null;
    const bytes = Buffer.from(sys('bytes', { id }));
    return encoding ? bytes.toString(encoding) : bytes;
  };
  if (answer.error) {
    const error = new Error(`spawnSync ${command.file} ${answer.error}`);
    Object.assign(error, {
      errno: sys('strerror', { code: answer.error }).errno,
      code: answer.error,
      syscall: `spawnSync ${command.file}`,
      path: command.file,
      spawnargs: command.argv.slice(1),
    });
    return { error, status: null, signal: null, output: null, pid: 0, stdout: null, stderr: null };
  }
  const stdout = take(answer.stdout);
  const stderr = take(answer.stderr);
  return {
    pid: answer.pid,
    output: [null, stdout, stderr],
    stdout,
    stderr,
    status: answer.code ?? null,
    signal: answer.signal ? `SIG${answer.signal}` : null,
  };
}

function checked(result, shown, options) {
  if (result.error) throw Object.assign(result.error, result);
  if (options.stdio === undefined && result.stderr && result.stderr.length > 0) process.stderr.write(result.stderr);
  if (result.status === 0) return result.stdout;
  let message = `Command failed: ${shown}`;
  if (result.stderr && result.stderr.length > 0) message += `\n${result.stderr.toString()}`;
  throw Object.assign(new Error(message), result);
}

const execFileSync = (file, args, options) => {
  const [list, settings] = normal(args, options);
  return checked(spawnSync(file, list, settings), [file, ...list].join(' '), settings);
};
const execSync = (command, options = {}) =>
  checked(spawnSync(command, [], { ...options, shell: options.shell ?? true }), command, options);

module.exports = {
  ChildProcess,
  exec,
  execFile,
  execFileSync,
  execSync,
  fork() {
    throw new Error('not simulated: child_process.fork');
  },
  spawn,
  spawnSync,
};
