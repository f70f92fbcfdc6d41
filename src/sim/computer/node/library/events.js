// events: EventEmitter, once, on.
const { argumentType, codeError, native, placeAt } = require('internal/errors');

const captureRejections = Symbol.for('nodejs.rejection');
const shapeMode = Symbol('shapeMode');
const kCapture = Symbol('kCapture');
let defaultMaxListeners = 10;

function check(listener) {
  if (typeof listener !== 'function') throw argumentType('listener', 'of type function', listener);
}

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}
EventEmitter.prototype._events = undefined;
EventEmitter.prototype._eventsCount = 0;
EventEmitter.prototype._maxListeners = undefined;

EventEmitter.init = function () {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners ?? undefined;
  this[shapeMode] = false;
  this[kCapture] = false;
};

function listenersOf(emitter, name) {
  const found = emitter._events?.[name];
  return found === undefined ? [] : typeof found === 'function' ? [found] : found;
}

function add(emitter, name, listener, first) {
  check(listener);
  if (emitter._events === undefined) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (emitter._events.newListener !== undefined)
    emitter.emit('newListener', name, listener.listener ?? listener);
  const events = emitter._events;
  const known = events[name];
  if (known === undefined) {
    events[name] = listener;
    emitter._eventsCount++;
    return emitter;
  }
  const list = typeof known === 'function' ? [known] : known;
  if (first) list.unshift(listener);
  else list.push(listener);
  events[name] = list;
  const most = emitter.getMaxListeners();
  if (most > 0 && list.length > most && !list.warned) {
    Object.defineProperty(list, 'warned', { value: true });
    process.emitWarning(
      `Possible EventEmitter memory leak detected. ${list.length} ${String(name)} listeners added to ${require('util').inspect(emitter, { depth: -1 })}. MaxListeners is ${most}. Use emitter.setMaxListeners() to increase limit`,
      'MaxListenersExceededWarning',
    );
  }
  return emitter;
}

function wrapOnce(emitter, name, listener) {
  check(listener);
  let fired = false;
  function wrapped(...args) {
    if (fired) return undefined;
    fired = true;
    emitter.removeListener(name, wrapped);
    return listener.apply(emitter, args);
  }
  wrapped.listener = listener;
  return wrapped;
}

function define(methods) {
  for (const [name, value] of Object.entries(methods))
    Object.defineProperty(EventEmitter.prototype, name, {
      value,
      writable: true,
      configurable: true,
      enumerable: true,
    });
}

define({
  setMaxListeners: function setMaxListeners(count) {
    this._maxListeners = count;
    return this;
  },
  getMaxListeners: function getMaxListeners() {
    return this._maxListeners ?? defaultMaxListeners;
  },
  emit: function emit(name, ...args) {
    const handler = this._events?.[name];
    if (handler === undefined) {
      if (name === 'error') throw unhandledError(this, args[0]);
      return false;
    }
    if (typeof handler === 'function') handler.apply(this, args);
    else for (const listener of [...handler]) listener.apply(this, args);
    return true;
  },
  addListener: function addListener(name, listener) {
    return add(this, name, listener, false);
  },
  on: function on(name, listener) {
    return add(this, name, listener, false);
  },
  prependListener: function prependListener(name, listener) {
    return add(this, name, listener, true);
  },
  once: function once(name, listener) {
    return this.on(name, wrapOnce(this, name, listener));
  },
  prependOnceListener: function prependOnceListener(name, listener) {
    return this.prependListener(name, wrapOnce(this, name, listener));
  },
  removeListener: function removeListener(name, listener) {
    check(listener);
    const list = listenersOf(this, name);
    const at = list.findLastIndex((one) => one === listener || one.listener === listener);
    if (at < 0) return this;
    const rest = list.filter((_, index) => index !== at);
    if (rest.length === 0) {
      delete this._events[name];
      this._eventsCount--;
    } else this._events[name] = rest.length === 1 ? rest[0] : rest;
    if (this._events.removeListener !== undefined) this.emit('removeListener', name, list[at].listener ?? listener);
    return this;
  },
  removeAllListeners: function removeAllListeners(name) {
    if (this._events === undefined) return this;
    if (name === undefined) {
      this._events = Object.create(null);
      this._eventsCount = 0;
    } else if (this._events[name] !== undefined) {
      delete this._events[name];
      this._eventsCount--;
    }
    return this;
  },
  listeners: function listeners(name) {
    return listenersOf(this, name).map((one) => one.listener ?? one);
  },
  rawListeners: function rawListeners(name) {
    return [...listenersOf(this, name)];
  },
  listenerCount: function listenerCount(name) {
    return listenersOf(this, name).length;
  },
  eventNames: function eventNames() {
    return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
  },
});
EventEmitter.prototype.off = EventEmitter.prototype.removeListener;

function unhandledError(emitter, error) {
  const at = "node:events:502\n      throw er; // Unhandled 'error' event\n      ^\n";
  if (error instanceof native.Error) {
    const own = String(error.stack);
    const probe = {};
    Error.captureStackTrace(probe);
    const calls = String(probe.stack)
      .split('\n    at ')
      .slice(1)
      .map((line) => `\n    at ${line}`)
      .join('');
    const { name } = emitter.constructor ?? {};
    const kind = name && name !== 'EventEmitter' ? ` on ${name} instance` : '';
    const frames =
      emitter.errorFrames ??
      (calls || '\n    at process.processTicksAndRejections (node:internal/process/task_queues:82:21)');
    Object.defineProperty(error, 'stack', {
      value: `${own}\nEmitted 'error' event${kind} at:${frames}`,
      writable: true,
      configurable: true,
    });
    return placeAt(error, at);
  }
  const made = codeError(
    Error,
    'ERR_UNHANDLED_ERROR',
    `Unhandled error. (${typeof error === 'string' ? `'${error}'` : require('util').inspect(error)})`,
  );
  made.context = error;
  return made;
}

function once(emitter, name, { signal } = {}) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(require('internal/abort').abortError(signal.reason));
    const done = (...args) => {
      emitter.removeListener?.('error', failed);
      resolve(args);
    };
    const failed = (error) => {
      emitter.removeListener(name, done);
      reject(error);
    };
    if (typeof emitter.addEventListener === 'function') {
      emitter.addEventListener(name, (event) => resolve([event]), { once: true });
      return;
    }
    emitter.once(name, done);
    if (name !== 'error') emitter.once('error', failed);
    signal?.addEventListener('abort', () => {
      emitter.removeListener(name, done);
      emitter.removeListener('error', failed);
      reject(require('internal/abort').abortError(signal.reason));
    });
  });
}

function on(emitter, name, { signal } = {}) {
  const values = [];
  const waiting = [];
  let failure;
  let over = false;
  emitter.on(name, (...args) => {
    const first = waiting.shift();
    if (first) first.resolve({ value: args, done: false });
    else values.push(args);
  });
  const fail = (error) => {
    const first = waiting.shift();
    if (first) first.reject(error);
    else failure = error;
  };
  if (name !== 'error') emitter.on('error', fail);
  signal?.addEventListener('abort', () => fail(require('internal/abort').abortError(signal.reason)));
  return {
    next() {
      if (values.length > 0) return Promise.resolve({ value: values.shift(), done: false });
      if (failure) {
        const error = failure;
        failure = undefined;
        return Promise.reject(error);
      }
      if (over) return Promise.resolve({ value: undefined, done: true });
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    return() {
      over = true;
      for (const one of waiting.splice(0)) one.resolve({ value: undefined, done: true });
      return Promise.resolve({ value: undefined, done: true });
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

module.exports = EventEmitter;
Object.assign(EventEmitter, {
  EventEmitter,
  once,
  on,
  captureRejectionSymbol: captureRejections,
  errorMonitor: Symbol('events.errorMonitor'),
  listenerCount: (emitter, name) => emitter.listenerCount(name),
  getEventListeners: (emitter, name) => emitter.listeners(name),
  setMaxListeners(count, ...emitters) {
    if (emitters.length === 0) defaultMaxListeners = count;
    for (const emitter of emitters) emitter.setMaxListeners?.(count);
  },
});
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  enumerable: true,
  get: () => defaultMaxListeners,
  set(count) {
    defaultMaxListeners = count;
  },
});
