// util: inspection, promises from callbacks, types.
const inspection = require('internal/inspect');
const { argumentType, codeError } = require('internal/errors');
const { inspect, format, formatWithOptions } = inspection;

const promisified = Symbol.for('nodejs.util.promisify.custom');

function promisify(original) {
  if (typeof original !== 'function') throw argumentType('original', 'of type function', original);
  if (original[promisified]) return original[promisified];
  function wrapped(...args) {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error, ...values) => {
        if (error) return reject(error);
        const names = original[Symbol.for('nodejs.util.promisify.args')];
        if (names && values.length > 1)
          return resolve(Object.fromEntries(names.map((name, index) => [name, values[index]])));
        return resolve(values[0]);
      });
    });
  }
  Object.setPrototypeOf(wrapped, Object.getPrototypeOf(original));
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = promisified;

function callbackify(original) {
  return function (...args) {
    const callback = args.pop();
    original.apply(this, args).then(
      (value) => process.nextTick(callback, null, value),
      (error) =>
        process.nextTick(
          callback,
          error ?? codeError(Error, 'ERR_FALSY_VALUE_REJECTION', 'Promise was rejected with falsy value'),
        ),
    );
  };
}

function inherits(constructor, parent) {
  Object.defineProperty(constructor, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
}

const warned = new Set();
function deprecate(func, message, code) {
  return function (...args) {
    if (!warned.has(code ?? message)) {
      warned.add(code ?? message);
      process.emitWarning(message, 'DeprecationWarning', code);
    }
    return new.target ? Reflect.construct(func, args, new.target) : func.apply(this, args);
  };
}

function isDeepStrictEqual(one, two) {
  return require('internal/compare').equal(one, two, true);
}

function styleText(styles, text) {
  let result = String(text);
  for (const style of [styles].flat()) {
    const codes = inspect.colors[style];
    if (!codes)
      throw argumentType(
        'format',
        `one of ${Object.keys(inspect.colors)
          .map((name) => `'${name}'`)
          .join(', ')}`,
        style,
      );
    result = `\u001b[${codes[0]}m${result}\u001b[${codes[1]}m`;
  }
  return result;
}

function debuglog(section) {
  const enabled = (process.env.NODE_DEBUG ?? '').toUpperCase().split(',').includes(section.toUpperCase());
  const log = (...args) => {
    if (enabled) process.stderr.write(`${section.toUpperCase()} ${process.pid}: ${format(...args)}\n`);
  };
  log.enabled = enabled;
  return log;
}

/** parseArgs, as far as options of type boolean and string go. */
function parseArgs({ args = process.argv.slice(2), options = {}, strict = true, allowPositionals = !strict } = {}) {
  const values = Object.create(null);
  const positionals = [];
  const set = (name, value) => {
    if (options[name]?.multiple) (values[name] ??= []).push(value);
    else values[name] = value;
  };
  const wrong = (name) => codeError(TypeError, 'ERR_PARSE_ARGS_UNKNOWN_OPTION', `Unknown option '${name}'`);
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === '--') {
      positionals.push(...args.slice(index + 1));
      break;
    }
    const long = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    const short = /^-([^-].*)$/s.exec(arg);
    if (!long && !short) {
      if (!allowPositionals)
        throw codeError(
          TypeError,
          'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL',
          `Unexpected argument '${arg}'. This command does not take positional arguments`,
        );
      positionals.push(arg);
      continue;
    }
    const names = long
      ? [long[1]]
      : [...short[1]].map((letter) => Object.keys(options).find((name) => options[name].short === letter) ?? letter);
    for (const name of names) {
      const option = options[name];
      if (!option && strict) throw wrong(long ? `--${name}` : `-${name}`);
      if (option?.type === 'string') {
        const value = long && long[2] !== undefined ? long[2] : args[++index];
        if (value === undefined)
          throw codeError(
            TypeError,
            'ERR_PARSE_ARGS_INVALID_OPTION_VALUE',
            `Option '--${name} <value>' argument missing`,
          );
        set(name, value);
      } else set(name, long?.[2] ?? true);
    }
  }
  for (const [name, option] of Object.entries(options))
    if (option.default !== undefined && !(name in values)) values[name] = option.default;
  return { values, positionals };
}

const tagOf = (value) => Object.prototype.toString.call(value).slice(8, -1);
const types = {
  isMap: inspection.isMap,
  isSet: inspection.isSet,
  isDate: inspection.isDate,
  isRegExp: inspection.isRegExp,
  isPromise: inspection.isPromise,
  isNativeError: inspection.isError,
  isTypedArray: (value) => ArrayBuffer.isView(value) && !(value instanceof DataView),
  isUint8Array: (value) => value instanceof Uint8Array,
  isArrayBuffer: (value) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value) => value instanceof ArrayBuffer || value instanceof SharedArrayBuffer,
  isArrayBufferView: ArrayBuffer.isView,
  isAsyncFunction: (value) => tagOf(value) === 'AsyncFunction' || tagOf(value) === 'AsyncGeneratorFunction',
  isGeneratorFunction: (value) => tagOf(value).endsWith('GeneratorFunction'),
  isGeneratorObject: (value) => tagOf(value) === 'Generator',
  isWeakMap: (value) => value instanceof WeakMap,
  isWeakSet: (value) => value instanceof WeakSet,
  isBoxedPrimitive: (value) =>
    typeof value === 'object' &&
    value !== null &&
    ['Number', 'String', 'Boolean', 'Symbol', 'BigInt'].includes(tagOf(value)),
  isProxy: () => false,
  isModuleNamespaceObject: (value) => tagOf(value) === 'Module',
};

module.exports = {
  inspect,
  format,
  formatWithOptions,
  promisify,
  callbackify,
  inherits,
  deprecate,
  debuglog,
  debug: debuglog,
  isDeepStrictEqual,
  styleText,
  parseArgs,
  stripVTControlCharacters: (text) => text.replace(/\u001b\[[0-9;?]*[a-zA-Z]/g, ''),
  toUSVString: (text) => String(text).toWellFormed?.() ?? String(text),
  types,
  isArray: Array.isArray,
  isBoolean: (value) => typeof value === 'boolean',
  isNull: (value) => value === null,
  isNullOrUndefined: (value) => value === null || value === undefined,
  isNumber: (value) => typeof value === 'number',
  isString: (value) => typeof value === 'string',
  isUndefined: (value) => value === undefined,
  isRegExp: types.isRegExp,
  isObject: (value) => value !== null && typeof value === 'object',
  isDate: types.isDate,
  isError: types.isNativeError,
  isFunction: (value) => typeof value === 'function',
  isPrimitive: (value) => value === null || (typeof value !== 'object' && typeof value !== 'function'),
  get TextEncoder() {
    return TextEncoder;
  },
  get TextDecoder() {
    return TextDecoder;
  },
};
