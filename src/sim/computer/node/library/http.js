// http: servers and clients.
const net = require('net');
const EventEmitter = require('events');
const { Readable, Writable, Stream } = require('stream');
const { Buffer } = require('buffer');
const { MessageParser } = require('internal/message');
const { argumentType, codeError } = require('internal/errors');

const STATUS_CODES = {
  100: 'Continue', 101: 'Switching Protocols', 102: 'Processing', 103: 'Early Hints', 200: 'OK', 201: 'Created', 202: 'Accepted',
  203: 'Non-Authoritative Information', 204: 'No Content', 205: 'Reset Content', 206: 'Partial Content', 207: 'Multi-Status',
  208: 'Already Reported', 226: 'IM Used', 300: 'Multiple Choices', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other',
  304: 'Not Modified', 305: 'Use Proxy', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request',
  401: 'Unauthorized', 402: 'Payment Required', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed',
  406: 'Not Acceptable', 407: 'Proxy Authentication Required', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone',
  411: 'Length Required', 412: 'Precondition Failed', 413: 'Payload Too Large', 414: 'URI Too Long',
  415: 'Unsupported Media Type', 416: 'Range Not Satisfiable', 417: 'Expectation Failed', 418: "I'm a Teapot",
  421: 'Misdirected Request', 422: 'Unprocessable Entity', 423: 'Locked', 424: 'Failed Dependency', 425: 'Too Early',
  426: 'Upgrade Required', 428: 'Precondition Required', 429: 'Too Many Requests', 431: 'Request Header Fields Too Large',
  451: 'Unavailable For Legal Reasons', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway',
  503: 'Service Unavailable', 504: 'Gateway Timeout', 505: 'HTTP Version Not Supported', 506: 'Variant Also Negotiates',
  507: 'Insufficient Storage', 508: 'Loop Detected', 509: 'Bandwidth Limit Exceeded', 510: 'Not Extended',
  511: 'Network Authentication Required',
}; // prettier-ignore

const METHODS = [
  'ACL', 'BIND', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', 'GET', 'HEAD', 'LINK', 'LOCK', 'M-SEARCH', 'MERGE', 'MKACTIVITY',
  'MKCALENDAR', 'MKCOL', 'MOVE', 'NOTIFY', 'OPTIONS', 'PATCH', 'POST', 'PROPFIND', 'PROPPATCH', 'PURGE', 'PUT', 'REBIND',
  'REPORT', 'SEARCH', 'SOURCE', 'SUBSCRIBE', 'TRACE', 'UNBIND', 'UNLINK', 'UNLOCK', 'UNSUBSCRIBE',
]; // prettier-ignore

const single = new Set(
  'age authorization content-length content-type etag expires from host if-modified-since if-unmodified-since last-modified location max-forwards proxy-authorization referer retry-after server user-agent'.split(
    ' ',
  ),
);

const hide = (object, values) => {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });
};

function headersOf(raw) {
  const headers = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index].toLowerCase();
    const value = raw[index + 1];
    if (name === 'set-cookie') (headers[name] ??= []).push(value);
    else if (headers[name] === undefined) headers[name] = value;
    else if (!single.has(name)) headers[name] += (name === 'cookie' ? '; ' : ', ') + value;
  }
  return headers;
}

// Messages that come in

function IncomingMessage(socket) {
  Readable.call(this, { highWaterMark: 65536, read() {} });
  this.httpVersionMajor = 1;
  this.httpVersionMinor = 1;
  this.httpVersion = '1.1';
  this.complete = false;
  this.rawHeaders = [];
  this.rawTrailers = [];
  this.trailers = {};
  this.aborted = false;
  this.upgrade = false;
  this.url = '';
  this.method = null;
  this.statusCode = null;
  this.statusMessage = null;
  hide(this, { socket, connection: socket, client: socket, _headers: undefined });
}
Object.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
Object.setPrototypeOf(IncomingMessage, Readable);
Object.defineProperties(IncomingMessage.prototype, {
  headers: {
    configurable: true,
    get() {
      return (this._headers ??= headersOf(this.rawHeaders));
    },
    set(value) {
      this._headers = value;
    },
  },
  headersDistinct: {
    configurable: true,
    get() {
      const headers = {};
      for (let index = 0; index < this.rawHeaders.length; index += 2)
        (headers[this.rawHeaders[index].toLowerCase()] ??= []).push(this.rawHeaders[index + 1]);
      return headers;
    },
  },
  setTimeout: {
    configurable: true,
    value(ms, callback) {
      this.socket.setTimeout(ms, callback);
      return this;
    },
  },
  _destroy: {
    configurable: true,
    value(error, callback) {
      if (!this.complete && this.socket && !this.socket.destroyed && this._client) this.socket.destroy(error);
      callback(error);
    },
  },
});

function incoming(socket, head) {
  const message = new IncomingMessage(socket);
  message.httpVersion = head.version;
  message.httpVersionMinor = head.version === '1.1' ? 1 : 0;
  message.rawHeaders = head.rawHeaders;
  message.upgrade = head.upgrade;
  if (head.method !== undefined) {
    message.method = head.method;
    message.url = head.url;
  } else {
    message.statusCode = head.status;
    message.statusMessage = head.reason;
  }
  return message;
}

// Messages that go out

function OutgoingMessage() {
  Writable.call(this, { decodeStrings: false, emitClose: false, autoDestroy: false });
  hide(this, {
    _list: new Map(),
    headersSent: false,
    sendDate: true,
    shouldKeepAlive: true,
    _parts: [],
    chunkedEncoding: false,
    useChunkedEncodingByDefault: true,
    _contentLength: undefined,
    _hasBody: true,
    socket: null,
    _end: false,
  });
  this.finished = false;
}
Object.setPrototypeOf(OutgoingMessage.prototype, Writable.prototype);
Object.setPrototypeOf(OutgoingMessage, Writable);

function checkName(name) {
  if (typeof name !== 'string' || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name))
    throw codeError(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
}
function checkValue(name, value) {
  if (value === undefined)
    throw codeError(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`);
  if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value)))
    throw codeError(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
}
const sent = (what) =>
  codeError(Error, 'ERR_HTTP_HEADERS_SENT', `Cannot ${what} headers after they are sent to the client`);

const outgoing = {
  setHeader(name, value) {
    if (this.headersSent) throw sent('set');
    checkName(name);
    for (const one of [value].flat()) checkValue(name, one);
    this._list.set(name.toLowerCase(), { name, value });
    return this;
  },
  setHeaders(headers) {
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  },
  appendHeader(name, value) {
    const known = this._list.get(name.toLowerCase());
    return this.setHeader(name, known ? [known.value, value].flat() : value);
  },
  getHeader(name) {
    return this._list.get(String(name).toLowerCase())?.value;
  },
  getHeaders() {
    const headers = Object.create(null);
    for (const [name, { value }] of this._list) headers[name] = value;
    return headers;
  },
  getHeaderNames() {
    return [...this._list.keys()];
  },
  getRawHeaderNames() {
    return [...this._list.values()].map(({ name }) => name);
  },
  hasHeader(name) {
    return this._list.has(String(name).toLowerCase());
  },
  removeHeader(name) {
    if (this.headersSent) throw sent('remove');
    this._list.delete(String(name).toLowerCase());
  },
  flushHeaders() {
    if (!this.headersSent) this._sendHead();
    this._raw('');
  },
  addTrailers() {},
  setTimeout(ms, callback) {
    if (callback) this.once('timeout', callback);
    this.socket?.setTimeout(ms);
    return this;
  },
  /** Header lines, with those that a message gets by itself. */
  _sendHead(whole) {
    this.headersSent = true;
    const lines = [this._firstLine()];
    for (const { name, value } of this._list.values())
      for (const one of Array.isArray(value) && name.toLowerCase() !== 'set-cookie' && name.toLowerCase() !== 'cookie'
        ? value
        : [value].flat())
        lines.push(`${name}: ${one}`);
    if (this.sendDate && this._date && !this._list.has('date')) lines.push(`Date: ${new Date().toUTCString()}`);
    const connection = this._list.get('connection')?.value;
    if (connection !== undefined) this.shouldKeepAlive = !/close/i.test(String(connection));
    if (connection === undefined) {
      lines.push(`Connection: ${this.shouldKeepAlive ? 'keep-alive' : 'close'}`);
      if (this.shouldKeepAlive && this._keepAliveHint) lines.push(`Keep-Alive: timeout=${this._keepAliveHint}`);
    }
    const noBody = !this._hasBody && !this._list.has('content-length') && !this._list.has('transfer-encoding');
    if (this._list.has('transfer-encoding'))
      this.chunkedEncoding = /chunked/i.test(String(this._list.get('transfer-encoding').value));
    else if (!this._list.has('content-length') && !(noBody && this._bodyless)) {
      if (whole !== undefined && (whole > 0 || this._alwaysLength)) lines.push(`Content-Length: ${whole}`);
      else if (whole === undefined && this.useChunkedEncodingByDefault && this._hasBody) {
        this.chunkedEncoding = true;
        lines.push('Transfer-Encoding: chunked');
      } else if (whole === undefined && !this._server && this._hasBody && !this.useChunkedEncodingByDefault) {
        this.chunkedEncoding = true;
        lines.push('Transfer-Encoding: chunked');
      }
    }
    hide(this, { _head: `${lines.join('\r\n')}\r\n\r\n` });
  },
  /** Sends text or bytes; the head goes with the first of them. */
  _raw(data, callback) {
    if (this._head) {
      const head = this._head;
      this._head = undefined;
      data = typeof data === 'string' ? head + data : Buffer.concat([Buffer.from(head), data]);
    }
    if (this.socket && this._ready) {
      if (this.socket.destroyed || this.socket.writableEnded) {
        if (callback) process.nextTick(callback);
        return false;
      }
      return this.socket.write(data, callback);
    }
    this._parts.push([data, callback]);
    return false;
  },
  /** The connection is there, and it is this message's turn. */
  _flush() {
    this._ready = true;
    const parts = this._parts.splice(0);
    if (parts.length > 1 && parts.every(([data]) => typeof data === 'string')) {
      this._raw(parts.map(([data]) => data).join(''), () => parts.forEach(([, callback]) => callback?.()));
      return;
    }
    for (const [data, callback] of parts) this._raw(data, callback);
  },
  write(chunk, encoding, callback) {
    if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (chunk === null || chunk === undefined)
      throw codeError(TypeError, 'ERR_STREAM_NULL_VALUES', 'May not write null values to stream');
    if (typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))
      throw argumentType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
    if (this.finished) {
      const error = codeError(Error, 'ERR_STREAM_WRITE_AFTER_END', 'write after end');
      process.nextTick(() => {
        callback?.(error);
        this.emit('error', error);
      });
      return false;
    }
    if (!this.headersSent) this._sendHead();
    if (!this._hasBody) return true;
    const bytes =
      typeof chunk === 'string'
        ? Buffer.from(chunk, encoding)
        : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (bytes.length === 0) return true;
    if (this.chunkedEncoding)
      return this._raw(
        Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]),
        callback,
      );
    return this._raw(bytes, callback);
  },
  end(chunk, encoding, callback) {
    if (typeof chunk === 'function') [chunk, encoding, callback] = [undefined, undefined, chunk];
    else if (typeof encoding === 'function') [encoding, callback] = [undefined, encoding];
    if (this.finished) {
      if (callback) process.nextTick(callback);
      return this;
    }
    if (callback) this.once('finish', callback);
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'string' && !ArrayBuffer.isView(chunk))
      throw argumentType('chunk', 'of type string or an instance of Buffer or Uint8Array', chunk);
    const bytes =
      chunk === undefined || chunk === null
        ? Buffer.alloc(0)
        : typeof chunk === 'string'
          ? Buffer.from(chunk, encoding)
          : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (!this.headersSent)
      this._sendHead(this._hasBody || bytes.length > 0 ? bytes.length : this._alwaysLength ? 0 : undefined);
    if (bytes.length > 0) this.write(bytes);
    this.finished = true;
    this._writableState.ending = true;
    const done = () => {
      this._writableState.finished = true;
      this.emit('finish');
      this._done();
    };
    if (this.chunkedEncoding && this._hasBody) this._raw('0\r\n\r\n', done);
    else if (this._parts.length > 0 || !this._ready || this._head) this._raw('', done);
    else process.nextTick(done);
    return this;
  },
  destroy(error) {
    if (this.destroyed) return this;
    this._writableState.destroyed = true;
    if (this.socket) this.socket.destroy(error);
    else
      process.nextTick(() => {
        if (error) this.emit('error', error);
        this.emit('close');
      });
    return this;
  },
  pipe() {
    throw codeError(Error, 'ERR_STREAM_CANNOT_PIPE', 'Cannot pipe, not readable');
  },
  cork() {},
  uncork() {},
};
for (const [name, value] of Object.entries(outgoing))
  Object.defineProperty(OutgoingMessage.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });
Object.defineProperty(OutgoingMessage.prototype, 'connection', {
  configurable: true,
  get() {
    return this.socket;
  },
});

function ServerResponse(request) {
  OutgoingMessage.call(this);
  this.statusCode = 200;
  this.statusMessage = undefined;
  hide(this, {
    req: request,
    _server: true,
    _date: true,
    _alwaysLength: true,
    _keepAliveHint: undefined,
    _ready: false,
  });
  if (request.method === 'HEAD') this._hasBody = false;
  if (request.httpVersion === '1.0') {
    this.useChunkedEncodingByDefault = false;
    this.shouldKeepAlive = false;
  }
}
Object.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ServerResponse, OutgoingMessage);
const serverResponse = {
  _firstLine() {
    const { statusCode } = this;
    if (statusCode === 204 || statusCode === 304 || (statusCode >= 100 && statusCode < 200)) {
      this._hasBody = false;
      hide(this, { _bodyless: true });
    }
    return `HTTP/1.1 ${statusCode} ${this.statusMessage ?? STATUS_CODES[statusCode] ?? 'unknown'}`;
  },
  writeHead(statusCode, reason, headers) {
    if (this.headersSent) throw sent('write');
    const code = Number(statusCode) | 0;
    if (code < 100 || code > 999)
      throw codeError(RangeError, 'ERR_HTTP_INVALID_STATUS_CODE', `Invalid status code: ${statusCode}`);
    if (typeof reason === 'string') this.statusMessage = reason;
    else headers = reason;
    this.statusCode = code;
    if (Array.isArray(headers))
      for (let index = 0; index < headers.length; index += 2) this.setHeader(headers[index], headers[index + 1]);
    else
      for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value);
    this._sendHead();
    return this;
  },
  writeContinue() {
    this._raw('HTTP/1.1 100 Continue\r\n\r\n');
  },
  writeEarlyHints() {},
  writeProcessing() {},
  assignSocket(socket) {
    this.socket = socket;
  },
  detachSocket() {
    this.socket = null;
  },
  _done() {
    this._finished?.();
  },
};
for (const [name, value] of Object.entries(serverResponse))
  Object.defineProperty(ServerResponse.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });

function Server(options, listener) {
  if (!(this instanceof Server)) return new Server(options, listener);
  if (typeof options === 'function') [options, listener] = [{}, options];
  net.Server.call(this, { allowHalfOpen: true });
  if (listener) this.on('request', listener);
  this.timeout = 0;
  this.keepAliveTimeout = options?.keepAliveTimeout ?? 5000;
  this.maxHeadersCount = null;
  this.headersTimeout = options?.headersTimeout ?? 60000;
  this.requestTimeout = options?.requestTimeout ?? 300000;
  this.maxRequestsPerSocket = 0;
  this.on('connection', serve);
}
Object.setPrototypeOf(Server.prototype, net.Server.prototype);
Object.setPrototypeOf(Server, net.Server);
const serverMethods = {
  setTimeout(ms, callback) {
    this.timeout = ms;
    if (callback) this.on('timeout', callback);
    return this;
  },
  closeAllConnections() {
    for (const socket of this._sockets) socket.destroy();
  },
  closeIdleConnections() {
    for (const socket of this._sockets) if (socket._idle) socket.destroy();
  },
  close(callback) {
    net.Server.prototype.close.call(this, callback);
    this.closeIdleConnections();
    return this;
  },
};
for (const [name, value] of Object.entries(serverMethods))
  Object.defineProperty(Server.prototype, name, { value, writable: true, configurable: true, enumerable: false });

/** Serves the requests of a connection, one after the other. */
function serve(socket) {
  const server = this;
  const waiting = [];
  let current;
  hide(socket, { _idle: true, _keepAliveTimer: undefined });
  const turn = () => {
    const response = waiting[0];
    if (response && !response._ready) response._flush();
  };
  const parser = new MessageParser('request', {
    head(head) {
      socket._idle = false;
      clearTimeout(socket._keepAliveTimer);
      const request = (current = incoming(socket, head));
      const response = new ServerResponse(request);
      response.socket = socket;
      if (!head.keepAlive) response.shouldKeepAlive = false;
      else if (server.keepAliveTimeout >= 1000) response._keepAliveHint = Math.floor(server.keepAliveTimeout / 1000);
      if (head.upgrade && server.listenerCount('upgrade') > 0) {
        parser.state = 'stopped';
        socket.removeAllListeners('data');
        server.emit('upgrade', request, socket, parser.rest);
        return 'no-body';
      }
      waiting.push(response);
      hide(response, {
        _finished() {
          waiting.shift();
          if (
            !response.shouldKeepAlive ||
            (!response.chunkedEncoding &&
              response.useChunkedEncodingByDefault === false &&
              !response.hasHeader('content-length') &&
              response._hasBody &&
              !response._alwaysLength)
          )
            socket.destroySoon();
          else if (!request.complete) request.resume();
          response._writableState.closed = true;
          response.emit('close');
          if (waiting.length === 0 && response.shouldKeepAlive) {
            socket._idle = true;
            if (server._closing || !server.listening) socket.destroySoon();
            else if (server.keepAliveTimeout > 0)
              socket._keepAliveTimer = setTimeout(() => socket.destroySoon(), server.keepAliveTimeout + 1000).unref();
          }
          turn();
        },
      });
      turn();
      const expects = request.headers.expect;
      if (expects !== undefined && /100-continue/i.test(expects)) {
        if (server.listenerCount('checkContinue') > 0) {
          server.emit('checkContinue', request, response);
          return undefined;
        }
        socket.write('HTTP/1.1 100 Continue\r\n\r\n');
      }
      server.emit('request', request, response);
      return undefined;
    },
    body(bytes) {
      current.push(Buffer.from(bytes));
    },
    end() {
      current.complete = true;
      current.push(null);
    },
  });
  socket.on('data', (bytes) => {
    const error = parser.take(bytes);
    if (!error) return;
    if (server.listenerCount('clientError') > 0) server.emit('clientError', error, socket);
    else {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
      socket.destroySoon();
    }
  });
  socket.on('end', () => {
    if (waiting.length === 0) socket.destroySoon();
  });
  socket.on('error', (error) => {
    if (server.listenerCount('clientError') > 0) server.emit('clientError', error, socket);
    else socket.destroy();
  });
  socket.on('close', () => {
    clearTimeout(socket._keepAliveTimer);
    for (const response of waiting.splice(0)) {
      if (!response.finished || !response._writableState.finished) {
        const { req } = response;
        if (!req.complete) {
          req.aborted = true;
          req.emit('aborted');
          if (req.listenerCount('error') > 0) req.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
        }
      }
      response._writableState.destroyed = true;
      response.emit('close');
    }
  });
}

// Clients

class Agent extends EventEmitter {
  constructor(options = {}) {
    super();
    this.options = { ...options, noDelay: true, path: null };
    this.keepAlive = options.keepAlive ?? false;
    this.maxSockets = options.maxSockets ?? Infinity;
    this.maxFreeSockets = options.maxFreeSockets ?? 256;
    this.requests = {};
    this.sockets = {};
    this.freeSockets = {};
    this.defaultPort = 80;
    this.protocol = 'http:';
  }
  destroy() {}
}
const globalAgent = new Agent({ keepAlive: true });

function optionsOf(input, options) {
  const url = typeof input === 'string' ? new URL(input) : input instanceof URL ? input : undefined;
  return url ? { ...require('url').urlToHttpOptions(url), ...options } : { ...input };
}

function ClientRequest(input, options, callback) {
  OutgoingMessage.call(this);
  if (typeof options === 'function') [options, callback] = [{}, options];
  const settings = optionsOf(input, options);
  const protocol = settings.protocol ?? settings.agent?.protocol ?? 'http:';
  const expected = settings._defaultProtocol ?? 'http:';
  if (protocol !== expected)
    throw codeError(TypeError, 'ERR_INVALID_PROTOCOL', `Protocol "${protocol}" not supported. Expected "${expected}"`);
  if (settings.path && /[ \n\r]/.test(settings.path))
    throw codeError(TypeError, 'ERR_UNESCAPED_CHARACTERS', 'Request path contains unescaped characters');
  this.method = (settings.method ?? 'GET').toUpperCase();
  this.path = settings.path || '/';
  this.host = settings.hostname ?? settings.host ?? 'localhost';
  this.protocol = protocol;
  this.aborted = false;
  this.reusedSocket = false;
  const port = Number(settings.port || settings.defaultPort || 80);
  hide(this, { _date: false, _ready: false, agent: settings.agent ?? globalAgent, res: null, sendDate: false });
  this.useChunkedEncodingByDefault = !['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT'].includes(this.method);
  this._hasBody = true;
  hide(this, { _alwaysLength: this.useChunkedEncodingByDefault });
  if (Array.isArray(settings.headers))
    for (let index = 0; index < settings.headers.length; index += 2)
      this.setHeader(settings.headers[index], settings.headers[index + 1]);
  else
    for (const [name, value] of Object.entries(settings.headers ?? {}))
      if (value !== undefined) this.setHeader(name, value);
  if (!this.hasHeader('host')) {
    const shown = net.isIPv6(this.host) ? `[${this.host}]` : this.host;
    this.setHeader('Host', shown + (port === 80 ? '' : `:${port}`));
  }
  if (settings.auth && !this.hasHeader('authorization'))
    this.setHeader('Authorization', `Basic ${Buffer.from(settings.auth).toString('base64')}`);
  if (settings.agent === false || (settings.agent && !settings.agent.keepAlive)) this.shouldKeepAlive = false;
  if (callback) this.once('response', callback);
  settings.signal?.addEventListener('abort', () =>
    this.destroy(require('internal/abort').abortError(settings.signal.reason)),
  );
  hide(this, {
    errorFrames: [
      'emitErrorEvent (node:_http_client:101:11)',
      'Socket.socketErrorListener (node:_http_client:504:5)',
      'Socket.emit (node:events:524:28)',
      'emitErrorNT (node:internal/streams/destroy:169:8)',
      'emitErrorCloseNT (node:internal/streams/destroy:128:3)',
      'process.processTicksAndRejections (node:internal/process/task_queues:82:21)',
    ]
      .map((line) => `\n    at ${line}`)
      .join(''),
  });
  const socket = net.connect({ host: this.host, port, family: settings.family });
  this.socket = socket;
  converse(this, socket);
  if (settings.timeout) this.setTimeout(settings.timeout);
  process.nextTick(() => this.emit('socket', socket));
}
Object.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
Object.setPrototypeOf(ClientRequest, OutgoingMessage);
const clientMethods = {
  _firstLine() {
    return `${this.method} ${this.path} HTTP/1.1`;
  },
  abort() {
    this.aborted = true;
    process.nextTick(() => this.emit('abort'));
    this.destroy();
  },
  destroy(error) {
    if (this.destroyed) return this;
    this._writableState.destroyed = true;
    const failure =
      error ?? (this.res ? undefined : Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }));
    hide(this, { _failure: failure });
    this.socket.destroy(failure);
    return this;
  },
  setNoDelay() {},
  setSocketKeepAlive() {},
  setTimeout(ms, callback) {
    if (callback) this.once('timeout', callback);
    this.socket.setTimeout(ms);
    return this;
  },
  _done() {},
};
for (const [name, value] of Object.entries(clientMethods))
  Object.defineProperty(ClientRequest.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });

/** Sends a request over its connection and reads what is answered. */
function converse(request, socket) {
  let response;
  socket.on('connect', () => request._flush());
  socket.on('timeout', () => request.emit('timeout'));
  const parser = new MessageParser('response', {
    head(head) {
      if (head.status === 100) {
        request.emit('continue');
        return 'no-body';
      }
      if (head.status > 100 && head.status < 200 && head.status !== 101) {
        request.emit('information', { statusCode: head.status });
        return 'no-body';
      }
      response = request.res = incoming(socket, head);
      hide(response, { req: request, _client: true });
      if (head.status === 101) {
        parser.state = 'stopped';
        socket.removeAllListeners('data');
        request.emit('upgrade', response, socket, parser.rest);
        return 'no-body';
      }
      if (!request.emit('response', response)) response.resume();
      return request.method === 'HEAD' ? 'no-body' : undefined;
    },
    body(bytes) {
      response.push(Buffer.from(bytes));
    },
    end() {
      if (!response) return;
      response.complete = true;
      response.push(null);
      response.once('end', () => process.nextTick(() => request.emit('close')));
      socket.destroySoon();
    },
  });
  socket.on('data', (bytes) => {
    const error = parser.take(bytes);
    if (error) socket.destroy(error);
  });
  const hangUp = () => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  let failed = false;
  const fail = (error) => {
    if (failed) return;
    failed = true;
    request._writableState.destroyed = true;
    request.emit('error', error);
    request.emit('close');
  };
  socket.on('error', (error) => {
    if (response && !response.complete) response.destroy(error);
    else if (!response) fail(error);
  });
  const over = () => {
    if (response?.complete) return;
    if (response) {
      if (parser.end() === 'whole') return;
      response.aborted = true;
      response.emit('aborted');
      response.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' }));
    } else if (!request._failure || request._failure.message === 'socket hang up') fail(request._failure ?? hangUp());
  };
  socket.on('end', over);
  socket.on('close', over);
}

const request = (...args) => new ClientRequest(...args);
function get(...args) {
  const made = request(...args);
  made.end();
  return made;
}

void Stream;
module.exports = {
  METHODS,
  STATUS_CODES,
  Agent,
  ClientRequest,
  IncomingMessage,
  OutgoingMessage,
  Server,
  ServerResponse,
  createServer: (options, listener) => new Server(options, listener),
  request,
  get,
  globalAgent,
  maxHeaderSize: 16384,
  validateHeaderName: checkName,
  validateHeaderValue: checkValue,
  setMaxIdleHTTPParsers() {},
};
