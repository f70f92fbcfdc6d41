// net: connections and listeners.
const EventEmitter = require('events');
const { Duplex } = require('stream');
const { argumentType, codeError, systemError, inside } = require('internal/errors');
const { exactly } = require('internal/text');
const loop = require('internal/loop');

const isIPv4 = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
const isIPv6 = (text) => typeof text === 'string' && text.includes(':') && /^[0-9a-fA-F:.]+(?:%\w+)?$/.test(text);
const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);

function socketError(code, call, address, port) {
  const { errno } = sys('strerror', { code });
  const error = new Error(
    `${call} ${code}${address === undefined ? '' : ` ${address}${port === undefined ? '' : `:${port}`}`}`,
  );
  error.errno = errno;
  error.code = code;
  error.syscall = call;
  if (address !== undefined) error.address = address;
  if (port !== undefined) error.port = port;
  return error;
}

function Socket(options = {}) {
  if (!(this instanceof Socket)) return new Socket(options);
  Duplex.call(this, { allowHalfOpen: options.allowHalfOpen ?? false, emitClose: false, highWaterMark: 65536 });
  this.connecting = false;
  this.bytesRead = 0;
  this.bytesWritten = 0;
  this.timeout = 0;
  for (const [name, value] of Object.entries({
    _number: undefined,
    _reading: undefined,
    _timer: undefined,
    _referenced: true,
    server: undefined,
    _host: undefined,
  }))
    Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: false });
  this.on('end', () => {
    if (!this.allowHalfOpen && !this.writableEnded) this.end();
  });
}
Object.setPrototypeOf(Socket.prototype, Duplex.prototype);
Object.setPrototypeOf(Socket, Duplex);

function adopt(socket, { socket: number, local, remote }) {
  socket._number = number;
  socket.connecting = false;
  Object.assign(socket, {
    localAddress: local.address,
    localPort: local.port,
    remoteAddress: remote.address,
    remotePort: remote.port,
    remoteFamily: isIPv6(remote.address) ? 'IPv6' : 'IPv4',
    localFamily: isIPv6(local.address) ? 'IPv6' : 'IPv4',
  });
  for (const name of ['localAddress', 'localPort', 'remoteAddress', 'remotePort', 'remoteFamily', 'localFamily'])
    Object.defineProperty(socket, name, { enumerable: false });
}

const methods = {
  connect(...args) {
    let options = args[0];
    const callback = typeof args.at(-1) === 'function' ? args.at(-1) : undefined;
    if (typeof options !== 'object' || options === null)
      options =
        typeof options === 'string' && !/^\d+$/.test(options)
          ? { path: options }
          : { port: options, host: typeof args[1] === 'string' ? args[1] : undefined };
    if (options.path !== undefined) throw new Error('not simulated: connections over sockets of the file system');
    const port = Number(options.port);
    if (!(port >= 0 && port < 65536))
      throw codeError(
        RangeError,
        'ERR_SOCKET_BAD_PORT',
        `Port should be >= 0 and < 65536. Received ${typeof options.port === 'string' ? `type string ('${options.port}')` : `type number (${options.port})`}.`,
      );
    const host = options.host ?? 'localhost';
    if (callback) this.once('connect', callback);
    this.connecting = true;
    this._host = host;
    const dial = (address) => {
      loop.begin('connect', { address, port }, (event) => {
        if (event.error)
          return this.destroy(
            inside(socketError(event.error, 'connect', address, port), [
              'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1611:16)',
            ]),
          );
        if (this.destroyed) return void sys('closeSocket', { socket: event.socket });
        adopt(this, event);
        this.emit('connect');
        this.emit('ready');
        this._waiting?.();
        this.read(0);
      });
    };
    if (isIP(host)) dial(host);
    else
      require('dns').lookup(host, { family: options.family }, (error, address, family) => {
        this.emit('lookup', error, address, family, host);
        if (error) return this.destroy(error);
        dial(address);
      });
    return this;
  },
  _read() {
    if (this._number === undefined || this._reading !== undefined) {
      if (this._number === undefined) this.once('connect', () => this._read());
      return;
    }
    this._reading = loop.begin(
      'receive',
      { socket: this._number },
      (event) => {
        this._reading = undefined;
        this._touch();
        if (this.destroyed) return;
        if (event.error) return this.destroy(socketError(event.error, 'read'));
        if (event.bytes === undefined) return void this.push(null);
        const bytes = Buffer.from(sys('bytes', { id: event.bytes }));
        this.bytesRead += bytes.length;
        this.push(bytes);
      },
      { ref: this._referenced },
    );
  },
  _write(chunk, encoding, callback) {
    if (this._number === undefined) {
      Object.defineProperty(this, '_waiting', {
        value: () => this._write(chunk, encoding, callback),
        writable: true,
        configurable: true,
        enumerable: false,
      });
      return;
    }
    this._touch();
    loop.begin(
      'send',
      { socket: this._number },
      (event) => {
        if (event.error) return callback(socketError(event.error, 'write'));
        this.bytesWritten += chunk.length;
        callback();
      },
      { data: exactly(chunk) },
    );
  },
  _final(callback) {
    if (this._number === undefined) {
      if (this.connecting) return void this.once('connect', () => this._final(callback));
      return callback();
    }
    sys('shutdown', { socket: this._number });
    callback();
  },
  _destroy(error, callback) {
    this.connecting = false;
    clearTimeout(this._timer);
    if (this._reading !== undefined) loop.end(this._reading);
    this._reading = undefined;
    if (this._number !== undefined) sys('closeSocket', { socket: this._number });
    this._number = undefined;
    callback(error);
    process.nextTick(() => {
      this.emit('close', Boolean(error));
      this.server?._closed(this);
    });
  },
  _touch() {
    if (this.timeout > 0) this._arm();
  },
  _arm() {
    clearTimeout(this._timer);
    if (this.timeout > 0) this._timer = setTimeout(() => this.emit('timeout'), this.timeout).unref();
  },
  setTimeout(ms, callback) {
    this.timeout = ms;
    if (callback) this.once('timeout', callback);
    this._arm();
    return this;
  },
  setNoDelay() {
    return this;
  },
  setKeepAlive() {
    return this;
  },
  ref() {
    this._referenced = true;
    if (this._reading !== undefined) loop.setRef(this._reading, true);
    return this;
  },
  unref() {
    this._referenced = false;
    if (this._reading !== undefined) loop.setRef(this._reading, false);
    return this;
  },
  address() {
    return this._number === undefined
      ? {}
      : { address: this.localAddress, family: this.localFamily, port: this.localPort };
  },
  destroySoon() {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  },
  resetAndDestroy() {
    return this.destroy();
  },
};
for (const [name, value] of Object.entries(methods))
  Object.defineProperty(Socket.prototype, name, { value, writable: true, configurable: true, enumerable: false });
Object.defineProperties(Socket.prototype, {
  pending: { get() { return this._number === undefined; }, configurable: true },
  readyState: {
    get() {
      if (this.connecting) return 'opening';
      return this.readable && this.writable ? 'open' : this.readable ? 'readOnly' : this.writable ? 'writeOnly' : 'closed';
    },
    configurable: true,
  },
}); // prettier-ignore

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  EventEmitter.call(this);
  if (typeof options === 'function') [options, listener] = [{}, options];
  if (listener) this.on('connection', listener);
  this._connections = 0;
  for (const [name, value] of Object.entries({
    _listener: undefined,
    _accepting: undefined,
    _options: options ?? {},
    _sockets: new Set(),
    _address: undefined,
    _referenced: true,
  }))
    Object.defineProperty(this, name, { value, writable: true, configurable: true, enumerable: false });
}
Object.setPrototypeOf(Server.prototype, EventEmitter.prototype);
Object.setPrototypeOf(Server, EventEmitter);

function listenArguments(args) {
  const callback = typeof args.at(-1) === 'function' ? args.at(-1) : undefined;
  const [first, second] = args;
  if (typeof first === 'object' && first !== null) return { ...first, callback };
  if (typeof first === 'string' && !/^\d+$/.test(first)) return { path: first, callback };
  return {
    port: first === undefined || typeof first === 'function' ? 0 : first,
    host: typeof second === 'string' ? second : undefined,
    callback,
  };
}

const serverMethods = {
  listen(...args) {
    if (this._listener !== undefined)
      throw codeError(
        Error,
        'ERR_SERVER_ALREADY_LISTEN',
        'Listen method has been called more than once without closing.',
      );
    const { port = 0, host, path, callback } = listenArguments(args);
    if (path !== undefined) throw new Error('not simulated: servers on sockets of the file system');
    const number = Number(port ?? 0);
    if (!(Number.isInteger(number) && number >= 0 && number < 65536))
      throw codeError(
        RangeError,
        'ERR_SOCKET_BAD_PORT',
        `options.port should be >= 0 and < 65536. Received ${typeof port === 'string' ? `type string ('${port}')` : `type number (${port})`}.`,
      );
    if (callback) this.once('listening', callback);
    const open = (address) => {
      const answer = sys('listen', { port: number, address });
      if (answer.error) {
        const shown = address === '' ? '::' : address;
        const { errno, message } = sys('strerror', { code: answer.error });
        const error = new Error(`listen ${answer.error}: ${message} ${shown}:${number}`);
        Object.assign(error, { code: answer.error, errno, syscall: 'listen', address: shown, port: number });
        inside(error, [
          `Server.setupListenHandle [as _listen2] (node:net:${answer.error === 'EADDRINUSE' ? '1908:16' : '1886:21'})`,
          'listenInCluster (node:net:1965:12)',
          ...(host === undefined
            ? ['Server.listen (node:net:2067:7)']
            : [
                'doListen (node:net:2139:7)',
                'process.processTicksAndRejections (node:internal/process/task_queues:83:21)',
              ]),
        ]);
        Object.defineProperty(this, 'errorFrames', {
          value:
            '\n    at emitErrorNT (node:net:1944:8)\n    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
          configurable: true,
          enumerable: false,
        });
        process.nextTick(() => this.emit('error', error));
        return;
      }
      this._listener = answer.listener;
      this._address = {
        address: address === '' ? '::' : answer.local.address,
        family: address === '' || isIPv6(address) ? 'IPv6' : 'IPv4',
        port: answer.local.port,
      };
      this._accepting = loop.begin(
        'accept',
        { listener: answer.listener },
        (event) => {
          const socket = new Socket({ allowHalfOpen: this._options.allowHalfOpen });
          adopt(socket, event);
          socket.server = this;
          Object.defineProperty(socket, 'server', { enumerable: false });
          this._sockets.add(socket);
          this._connections++;
          this.emit('connection', socket);
          if (!this._options.pauseOnConnect) socket.read(0);
        },
        { lasting: true, ref: this._referenced },
      );
      process.nextTick(() => this.emit('listening'));
    };
    if (host === undefined || host === '::' || isIP(host)) open(host === undefined || host === '::' ? '' : host);
    else
      require('dns').lookup(host, (error, address) => {
        if (error) this.emit('error', error);
        else open(address);
      });
    return this;
  },
  get listening() {
    return this._listener !== undefined;
  },
  address() {
    return this._address ?? null;
  },
  close(callback) {
    if (callback) {
      if (this._listener === undefined)
        this.once('close', () => callback(codeError(Error, 'ERR_SERVER_NOT_RUNNING', 'Server is not running.')));
      else this.once('close', callback);
    }
    if (this._listener !== undefined) {
      loop.end(this._accepting);
      sys('unlisten', { listener: this._listener });
      this._listener = undefined;
      this._address = undefined;
    }
    this._closing = true;
    Object.defineProperty(this, '_closing', { enumerable: false, writable: true });
    this._maybeClosed();
    return this;
  },
  _closed(socket) {
    if (!this._sockets.delete(socket)) return;
    this._connections--;
    this._maybeClosed();
  },
  _maybeClosed() {
    if (!this._closing || this._sockets.size > 0) return;
    this._closing = false;
    process.nextTick(() => this.emit('close'));
  },
  getConnections(callback) {
    process.nextTick(callback, null, this._connections);
  },
  ref() {
    this._referenced = true;
    if (this._accepting !== undefined) loop.setRef(this._accepting, true);
    return this;
  },
  unref() {
    this._referenced = false;
    if (this._accepting !== undefined) loop.setRef(this._accepting, false);
    return this;
  },
  [Symbol.asyncDispose]() {
    return new Promise((resolve) => this.close(resolve));
  },
};
const descriptors = Object.getOwnPropertyDescriptors(serverMethods);
for (const key of Reflect.ownKeys(descriptors)) descriptors[key].enumerable = false;
Object.defineProperties(Server.prototype, descriptors);

const connect = (...args) => new Socket(typeof args[0] === 'object' ? args[0] : {}).connect(...args);
void argumentType;
void systemError;

module.exports = {
  Socket,
  Stream: Socket,
  Server,
  createServer: (options, listener) => new Server(options, listener),
  connect,
  createConnection: connect,
  isIP,
  isIPv4: (text) => isIPv4(text),
  isIPv6: (text) => isIPv6(text),
  socketError,
};
Object.defineProperty(module.exports, 'socketError', { enumerable: false });
