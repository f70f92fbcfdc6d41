// timers: setTimeout, setInterval and setImmediate, and what they return.
const { Timer, addImmediate, arm, disarm } = require('internal/loop');
const { argumentType } = require('internal/errors');

const longest = 2 ** 31 - 1;
const custom = Symbol.for('nodejs.util.promisify.custom');

function check(callback) {
  if (typeof callback !== 'function') throw argumentType('callback', 'of type function', callback);
}

function delayOf(value, name) {
  const delay = value * 1;
  if (delay >= 1 && delay <= longest) return Math.trunc(delay);
  if (delay > longest)
    process.emitWarning(
      delay + ' does not fit into a 32-bit signed integer.\n' + name + ' duration was set to 1.',
      'TimeoutOverflowWarning',
    );
  return 1;
}

let ids = 0;
const known = new Map();

class Timeout extends Timer {
  constructor(callback, delay, repeat, args) {
    super(callback, delayOf(delay, 'Timeout'), repeat, args);
    for (const name of ['_active', '_ref', '_args', '_delay'])
      Object.defineProperty(this, name, { enumerable: false, writable: true });
  }
  ref() {
    this._ref = true;
    return this;
  }
  unref() {
    this._ref = false;
    return this;
  }
  hasRef() {
    return this._ref;
  }
  refresh() {
    disarm(this);
    arm(this);
    return this;
  }
  close() {
    clearTimeout(this);
    return this;
  }
  [Symbol.toPrimitive]() {
    if (this._id === undefined) {
      Object.defineProperty(this, '_id', { value: ++ids, enumerable: false });
      known.set(this._id, this);
    }
    return this._id;
  }
  [Symbol.dispose]() {
    clearTimeout(this);
  }
}

class Immediate {
  constructor(callback, args) {
    this._callback = callback;
    Object.defineProperty(this, '_args', { value: args, enumerable: false });
    Object.defineProperty(this, '_active', { value: true, writable: true, enumerable: false });
    Object.defineProperty(this, '_ref', { value: true, writable: true, enumerable: false });
  }
  ref() {
    this._ref = true;
    return this;
  }
  unref() {
    this._ref = false;
    return this;
  }
  hasRef() {
    return this._ref;
  }
}

function setTimeout(callback, delay, ...args) {
  check(callback);
  const timer = new Timeout(callback, delay, false, args);
  arm(timer);
  return timer;
}

function setInterval(callback, delay, ...args) {
  check(callback);
  const timer = new Timeout(callback, delay, true, args);
  arm(timer);
  return timer;
}

function setImmediate(callback, ...args) {
  check(callback);
  const immediate = new Immediate(callback, args);
  addImmediate(immediate);
  return immediate;
}

function clearTimeout(timer) {
  const found = timer instanceof Timeout ? timer : known.get(Number(timer));
  if (!found) return;
  found._destroyed = true;
  disarm(found);
}
Object.defineProperty(Timeout.prototype, '_destroyed', { value: false, writable: true });

function clearImmediate(immediate) {
  if (immediate instanceof Immediate) immediate._active = false;
}

function waiting(start, stop) {
  return (delay, value, { signal, ref = true } = {}) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(abortError(signal));
      const timer = start(() => resolve(value), delay);
      if (!ref) timer.unref();
      signal?.addEventListener('abort', () => {
        stop(timer);
        reject(abortError(signal));
      });
    });
}

const abortError = (signal) => require('internal/abort').abortError(signal.reason);

const promises = {
  setTimeout: waiting(setTimeout, clearTimeout),
  setImmediate: (value, options) => waiting((callback) => setImmediate(callback), clearImmediate)(0, value, options),
  async *setInterval(delay, value) {
    for (;;) {
      await promises.setTimeout(delay);
      yield value;
    }
  },
  scheduler: {
    wait: (delay, options) => promises.setTimeout(delay, undefined, options),
    yield: () => promises.setImmediate(),
  },
};

Object.defineProperty(setTimeout, custom, { value: promises.setTimeout });
Object.defineProperty(setImmediate, custom, { value: promises.setImmediate });

module.exports = {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval: clearTimeout,
  setImmediate,
  clearImmediate,
  promises,
};
