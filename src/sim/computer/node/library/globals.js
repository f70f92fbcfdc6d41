// The globals of Node.js beyond the language. Those that few programs use are made when they are first asked for.
const timers = require('timers');
const { guard, nextTick, now } = require('internal/loop');
const { argumentType, codeError, native, fix } = require('internal/errors');
void nextTick;

function define(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}

function later(name, make) {
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: false,
    get() {
      const value = make();
      define(name, value);
      return value;
    },
    set(value) {
      define(name, value);
    },
  });
}

for (const name of ['Float16Array', 'Iterator']) delete globalThis[name];
delete Math.f16round;
for (const name of ['getFloat16', 'setFloat16']) delete DataView.prototype[name];

for (const name of ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'])
  Object.defineProperty(globalThis, name, {
    value: timers[name],
    writable: true,
    configurable: true,
    enumerable: true,
  });

const resolved = Promise.resolve();
Object.defineProperty(globalThis, 'queueMicrotask', {
  value: function queueMicrotask(callback) {
    if (typeof callback !== 'function') throw argumentType('callback', 'of type function', callback);
    resolved.then(() => guard(callback));
  },
  writable: true,
  configurable: true,
  enumerable: true,
});
Object.defineProperty(globalThis, 'structuredClone', {
  value: (value) => require('internal/clone').clone(value),
  writable: true,
  configurable: true,
  enumerable: true,
});
define('global', globalThis);
Object.defineProperty(globalThis, Symbol.toStringTag, { value: 'global', configurable: true });
later('Buffer', () => require('buffer').Buffer);
later('atob', () => require('buffer').atob);
later('btoa', () => require('buffer').btoa);
later('process', () => require('process'));
later('console', () => require('console'));
for (const name of ['URL', 'URLSearchParams']) later(name, () => require('url')[name]);
for (const name of ['TextEncoder', 'TextDecoder']) later(name, () => require('internal/encoding')[name]);
for (const name of ['AbortController', 'AbortSignal', 'Event', 'EventTarget', 'DOMException'])
  later(name, () => require('internal/abort')[name]);
for (const name of ['fetch', 'Headers', 'Request', 'Response', 'FormData', 'Blob'])
  later(name, () => require('internal/fetch')[name]);
later('crypto', () => require('crypto').webcrypto);
later('performance', () => require('perf_hooks').performance);
later('Intl', () => require('internal/intl').Intl);

const parse = JSON.parse;
const { parse: explained } = { parse: (text) => require('internal/json').explain(text) };
/** JSON.parse with V8's messages. */
function parseJson(text, reviver) {
  try {
    return parse(text, reviver);
  } catch (error) {
    if (
      !(error instanceof native.Error) ||
      error.stack === undefined ||
      Object.getOwnPropertyDescriptor(error, 'stack')?.get
    )
      throw error;
    throw new SyntaxError(explained(String(text)));
  }
}
Object.defineProperty(parseJson, 'name', { value: 'parse' });
Object.defineProperty(JSON, 'parse', { value: parseJson, writable: true, configurable: true, enumerable: false });

const stringify = JSON.stringify;
Object.defineProperty(JSON, 'stringify', {
  value: {
    stringify(value, replacer, space) {
      try {
        return stringify(value, replacer, space);
      } catch (error) {
        if (error instanceof native.Error && error.message === 'circular reference')
          throw new TypeError(require('internal/json').circle(value));
        throw fix(error);
      }
    },
  }.stringify,
  writable: true,
  configurable: true,
  enumerable: false,
});

// Numbers, dates and texts as the locale en-US writes them.
for (const [Type, make] of [
  [Number, (value, locale, options) => require('internal/intl').number(value, locale, options)],
  [BigInt, (value, locale, options) => require('internal/intl').number(value, locale, options)],
])
  Object.defineProperty(Type.prototype, 'toLocaleString', {
    value: function toLocaleString(locale, options) {
      return make(this.valueOf(), locale, options);
    },
    writable: true,
    configurable: true,
  });
for (const [name, defaults] of [
  ['toLocaleString', { date: true, time: true }],
  ['toLocaleDateString', { date: true }],
  ['toLocaleTimeString', { time: true }],
])
  Object.defineProperty(Date.prototype, name, {
    value: {
      [name](locale, options) {
        return require('internal/intl').date(this, locale, options, defaults);
      },
    }[name],
    writable: true,
    configurable: true,
  });
const dateText = Date.prototype.toString;
Object.defineProperty(Date.prototype, 'toString', {
  value: function toString() {
    const text = dateText.call(this);
    return text === 'Invalid Date' ? text : text + ' (Coordinated Universal Time)';
  },
  writable: true,
  configurable: true,
});
const timeText = Date.prototype.toTimeString;
Object.defineProperty(Date.prototype, 'toTimeString', {
  value: function toTimeString() {
    const text = timeText.call(this);
    return text === 'Invalid Date' ? text : text + ' (Coordinated Universal Time)';
  },
  writable: true,
  configurable: true,
});
Object.defineProperty(Date.prototype, Symbol.toPrimitive, {
  value: {
    [Symbol.toPrimitive](hint) {
      const order = hint === 'number' ? ['valueOf', 'toString'] : ['toString', 'valueOf'];
      for (const name of order) {
        const value = this[name]?.();
        if (typeof value !== 'object' || value === null) return value;
      }
      throw new TypeError('Cannot convert object to primitive value');
    },
  }[Symbol.toPrimitive],
  writable: false,
  configurable: true,
});
Object.defineProperty(String.prototype, 'localeCompare', {
  value: function localeCompare(other, locale, options) {
    return require('internal/intl').compare(String(this), String(other), options);
  },
  writable: true,
  configurable: true,
});

/** Math.random from a seed that the process is given. */
module.exports = {
  seed(numbers) {
    let [a, b, c, d] = numbers;
    const next = () => {
      const sum = (a + b + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (c << 21) | (c >>> 11);
      c = (c + sum) | 0;
      return sum >>> 0;
    };
    Object.defineProperty(Math, 'random', {
      value: function random() {
        return (next() * 2097152 + (next() >>> 11)) / 9007199254740992;
      },
      writable: true,
      configurable: true,
    });
  },
  now,
  codeError,
};
