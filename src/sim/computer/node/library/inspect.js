// util.inspect and util.format: values as text, laid out as Node.js 20 does it.
const { native } = require('internal/errors');

const custom = Symbol.for('nodejs.util.inspect.custom');
const defaults = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false,
};
const colors = {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], blink: [5, 25], inverse: [7, 27],
  hidden: [8, 28], strikethrough: [9, 29], doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39],
  yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39],
  redBright: [91, 39], greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39], magentaBright: [95, 39],
  cyanBright: [96, 39], whiteBright: [97, 39], bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49],
  bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49], bgGray: [100, 49],
}; // prettier-ignore
const styles = {
  special: 'cyan',
  number: 'yellow',
  bigint: 'yellow',
  boolean: 'yellow',
  undefined: 'grey',
  null: 'bold',
  string: 'green',
  symbol: 'green',
  date: 'magenta',
  regexp: 'red',
  module: 'underline',
};

const ansi = /\u001b\[[0-9;]*m/g;
const identifier = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
const { toString: tagOf } = Object.prototype;
const own = Object.prototype.hasOwnProperty;

const brand = (Type, probe) => (value) => {
  if (!(value instanceof Type)) return false;
  try {
    probe(value);
    return true;
  } catch {
    return false;
  }
};
const getter = (Type, name) => Object.getOwnPropertyDescriptor(Type.prototype, name).get;
const mapSize = getter(Map, 'size');
const setSize = getter(Set, 'size');
const isMap = brand(Map, (value) => mapSize.call(value));
const isSet = brand(Set, (value) => setSize.call(value));
const isDate = brand(Date, (value) => Date.prototype.getTime.call(value));
const isRegExp = brand(RegExp, (value) => RegExp.prototype.exec.call(value, '') || true);
const isPromise = brand(Promise, (value) => Promise.prototype.then.name && value);
const isError = (value) => value instanceof native.Error;

function escapeText(text) {
  let quote = "'";
  if (text.includes("'")) {
    if (!text.includes('"')) quote = '"';
    else if (!text.includes('`') && !text.includes('${')) quote = '`';
  }
  let result = '';
  for (const letter of text) {
    const code = letter.codePointAt(0);
    if (letter === quote && quote === "'") result += "\\'";
    else if (letter === '\\') result += '\\\\';
    else if (letter === '\n') result += '\\n';
    else if (letter === '\t') result += '\\t';
    else if (letter === '\r') result += '\\r';
    else if (letter === '\b') result += '\\b';
    else if (letter === '\f') result += '\\f';
    else if (letter === '\v') result += '\\v';
    else if (code < 32 || (code >= 127 && code < 160))
      result += '\\x' + code.toString(16).toUpperCase().padStart(2, '0');
    else if (code >= 0xd800 && code <= 0xdfff) result += '\\u' + code.toString(16).toUpperCase();
    else result += letter;
  }
  return quote + result + quote;
}

const stylizeNot = (text) => text;
function stylizeWith(text, style) {
  const [open, close] = colors[styles[style]] ?? [];
  return open === undefined ? text : `\u001b[${open}m${text}\u001b[${close}m`;
}

function numberText(context, value) {
  return context.stylize(Object.is(value, -0) ? '-0' : String(value), 'number');
}

function primitive(context, value) {
  switch (typeof value) {
    case 'string': {
      let text = value;
      let rest = '';
      if (text.length > context.maxStringLength) {
        const more = text.length - context.maxStringLength;
        text = text.slice(0, context.maxStringLength);
        rest = `... ${more} more character${more > 1 ? 's' : ''}`;
      }
      if (context.compact !== true && text.length > 16 && text.length > context.breakLength - context.indentation - 4)
        return (
          text
            .split(/(?<=\n)/)
            .map((line) => context.stylize(escapeText(line), 'string'))
            .join(` +\n${' '.repeat(context.indentation + 2)}`) + rest
        );
      return context.stylize(escapeText(text), 'string') + rest;
    }
    case 'number':
      return numberText(context, value);
    case 'bigint':
      return context.stylize(`${value}n`, 'bigint');
    case 'boolean':
      return context.stylize(String(value), 'boolean');
    case 'undefined':
      return context.stylize('undefined', 'undefined');
    default:
      return context.stylize(String(value), 'symbol');
  }
}

function formatValue(context, value, level) {
  if (value === null) return context.stylize('null', 'null');
  if (typeof value !== 'object' && typeof value !== 'function') return primitive(context, value);
  if (context.customInspect) {
    const make = value[custom];
    if (
      typeof make === 'function' &&
      make !== inspect &&
      !(value.constructor && value.constructor.prototype === value)
    ) {
      const depth = context.depth === null ? null : context.depth - level;
      const made = make.call(
        value,
        depth,
        { ...context.given, ...publicOf(context), stylize: context.stylize },
        inspect,
      );
      if (made !== value) {
        if (typeof made !== 'object') return String(made).replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
        return formatValue(context, made, level);
      }
    }
  }
  if (context.seen.includes(value)) {
    context.circular ??= new Map();
    let index = context.circular.get(value);
    if (index === undefined) context.circular.set(value, (index = context.circular.size + 1));
    return context.stylize(`[Circular *${index}]`, 'special');
  }
  return formatObject(context, value, level);
}

function publicOf(context) {
  const result = {};
  for (const name in defaults) result[name] = context[name];
  return result;
}

function constructorName(value) {
  for (let at = value; at; at = Object.getPrototypeOf(at)) {
    const descriptor = Object.getOwnPropertyDescriptor(at, 'constructor');
    if (descriptor !== undefined && typeof descriptor.value === 'function' && descriptor.value.name !== '') {
      let is;
      try {
        is = value instanceof descriptor.value;
      } catch {
        is = false;
      }
      if (is) return String(descriptor.value.name);
    }
  }
  return null;
}

function prefixOf(constructor, tag, fallback, size = '') {
  if (constructor === null)
    return tag !== '' && fallback !== tag
      ? `[${fallback}${size}: null prototype] [${tag}] `
      : `[${fallback}${size}: null prototype] `;
  return tag !== '' && constructor !== tag ? `${constructor}${size} [${tag}] ` : `${constructor}${size} `;
}

function keysOf(context, value) {
  const symbols = Object.getOwnPropertySymbols(value);
  if (context.showHidden) {
    const names = Object.getOwnPropertyNames(value);
    return symbols.length === 0 ? names : [...names, ...symbols];
  }
  let names;
  try {
    names = Object.keys(value);
  } catch {
    names = [];
  }
  const shown = symbols.filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
  return shown.length === 0 ? names : [...names, ...shown];
}

const isIndex = (key) => typeof key === 'string' && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 4294967295;

function functionBase(value, constructor, tag) {
  const text = Function.prototype.toString.call(value);
  if (text.startsWith('class') && text.endsWith('}')) {
    let result = own.call(value, 'name') && value.name ? `[class ${value.name}` : '[class (anonymous)';
    if (constructor !== 'Function' && constructor !== null) result += ` [${constructor}]`;
    if (tag !== '' && constructor !== tag) result += ` [${tag}]`;
    const parent = Object.getPrototypeOf(value);
    if (constructor === null) result += ' extends [null prototype]';
    else if (parent?.name) result += ` extends ${parent.name}`;
    return result + ']';
  }
  const tagged = tagOf.call(value).slice(8, -1);
  const type = /^(Async|Generator|AsyncGenerator)Function$/.test(tagged) ? tagged : 'Function';
  let result = `[${type}`;
  if (constructor === null) result += ' (null prototype)';
  result += value.name === '' || value.name === undefined ? ' (anonymous)' : `: ${String(value.name)}`;
  result += ']';
  if (constructor !== type && constructor !== null && constructor !== 'Function') result += ` ${constructor}`;
  if (tag !== '' && constructor !== tag) result += ` [${tag}]`;
  return result;
}

function improveStack(stack, constructor, name, tag) {
  let { length } = name;
  if (
    constructor === null ||
    (name.endsWith('Error') &&
      stack.startsWith(name) &&
      (stack.length === length || stack[length] === ':' || stack[length] === '\n'))
  ) {
    let fallback = 'Error';
    if (constructor === null) {
      const start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ?? /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
      fallback = start?.[1] ?? '';
      ({ length } = fallback);
      fallback = fallback || 'Error';
    }
    const prefix = prefixOf(constructor, tag, fallback).slice(0, -1);
    if (name !== prefix) {
      if (prefix.includes(name)) return length === 0 ? `${prefix}: ${stack}` : `${prefix}${stack.slice(length)}`;
      return `${prefix} [${name}]${stack.slice(length)}`;
    }
  }
  return stack;
}

function errorBase(context, error, constructor, tag, keys) {
  const name = error.name === undefined || error.name === null ? 'Error' : String(error.name);
  const raw = error.stack;
  let stack = raw ? String(raw) : Error.prototype.toString.call(error);
  if (!context.showHidden && keys.length !== 0)
    for (const key of ['name', 'message', 'stack']) {
      const at = keys.indexOf(key);
      if (at !== -1 && (typeof error[key] !== 'string' || stack.includes(error[key]))) keys.splice(at, 1);
    }
  if ('cause' in error && !keys.includes('cause')) keys.push('cause');
  if (Array.isArray(error.errors) && !keys.includes('errors')) keys.push('errors');
  stack = improveStack(stack, constructor, name, tag);
  const message = error.message ? stack.indexOf(error.message) : -1;
  const start = stack.indexOf('\n    at', message === -1 ? 0 : message + error.message.length);
  if (start === -1) stack = `[${stack}]`;
  else if (context.colors) {
    const lines = stack.slice(start + 1).split('\n');
    stack =
      stack.slice(0, start) +
      lines
        .map(
          (line) => '\n' + (/\(node:|^ {4}at (?:async )?node:/.test(line) ? context.stylize(line, 'undefined') : line),
        )
        .join('');
  }
  if (context.indentation !== 0) stack = stack.replaceAll('\n', `\n${' '.repeat(context.indentation)}`);
  return stack;
}

const typedName = (value) =>
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get.call(value);

function formatObject(context, value, level) {
  const constructor = constructorName(value);
  let tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || (tag !== '' && (own.call(value, Symbol.toStringTag) ? context.showHidden : false)))
    tag = '';
  if (tag !== '' && tag === constructor) tag = '';
  let keys;
  let base = '';
  let format = () => [];
  let braces;
  let kind = 'object';
  const name = typedName(value);
  if (Array.isArray(value)) {
    const prefix =
      constructor !== 'Array' || tag !== '' ? prefixOf(constructor, tag, 'Array', `(${value.length})`) : '';
    keys = keysOf(context, value).filter((key) => !isIndex(key));
    braces = [`${prefix}[`, ']'];
    if (value.length === 0 && keys.length === 0) return `${braces[0]}]`;
    kind = 'array';
    format = formatArray;
  } else if (isSet(value)) {
    keys = keysOf(context, value);
    const size = setSize.call(value);
    if (size === 0 && keys.length === 0) return `${prefixOf(constructor, tag, 'Set', '(0)')}{}`;
    braces = [`${prefixOf(constructor, tag, 'Set', `(${size})`)}{`, '}'];
    format = formatSet;
  } else if (isMap(value)) {
    keys = keysOf(context, value);
    const size = mapSize.call(value);
    if (size === 0 && keys.length === 0) return `${prefixOf(constructor, tag, 'Map', '(0)')}{}`;
    braces = [`${prefixOf(constructor, tag, 'Map', `(${size})`)}{`, '}'];
    format = formatMap;
  } else if (name !== undefined) {
    keys = keysOf(context, value).filter((key) => !isIndex(key));
    const prefix = prefixOf(constructor, tag === name ? '' : tag, name, `(${value.length})`);
    braces = [`${prefix}[`, ']'];
    if (value.length === 0 && keys.length === 0) return `${braces[0]}]`;
    kind = 'array';
    format = formatTyped;
  } else {
    keys = keysOf(context, value);
    braces = ['{', '}'];
    const tagged = tagOf.call(value);
    if (tagged === '[object Arguments]') {
      braces[0] = '[Arguments] {';
      if (keys.length === 0) return '[Arguments] {}';
    } else if (typeof value === 'function') {
      base = functionBase(value, constructor, tag);
      if (keys.length === 0) return context.stylize(base, 'special');
    } else if (isRegExp(value)) {
      base = RegExp.prototype.toString.call(value);
      const prefix = prefixOf(constructor, tag, 'RegExp');
      if (prefix !== 'RegExp ') base = `${prefix}${base}`;
      if (keys.length === 0 || level > depthOf(context)) return context.stylize(base, 'regexp');
    } else if (isDate(value)) {
      base = Number.isNaN(value.getTime()) ? 'Invalid Date' : Date.prototype.toISOString.call(value);
      const prefix = prefixOf(constructor, tag, 'Date');
      if (prefix !== 'Date ') base = `${prefix}${base}`;
      if (keys.length === 0) return context.stylize(base, 'date');
    } else if (isError(value)) {
      base = errorBase(context, value, constructor, tag, keys);
      if (keys.length === 0) return base;
    } else if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) {
      const prefix = prefixOf(constructor, tag, 'ArrayBuffer');
      braces[0] = `${prefix}{`;
      keys.unshift('byteLength');
      format = formatBuffer;
    } else if (value instanceof DataView) {
      braces[0] = `${prefixOf(constructor, tag, 'DataView')}{`;
      keys.unshift('byteLength', 'byteOffset', 'buffer');
    } else if (isPromise(value)) {
      braces[0] = `${prefixOf(constructor, tag, 'Promise')}{`;
      format = formatPromise;
    } else if (value instanceof WeakSet || value instanceof WeakMap) {
      braces[0] = `${prefixOf(constructor, tag, value instanceof WeakSet ? 'WeakSet' : 'WeakMap')}{`;
      format = () => [context.stylize('<items unknown>', 'special')];
    } else if (value instanceof WeakRef) {
      braces[0] = `${prefixOf(constructor, tag, 'WeakRef')}{`;
      format = () => [formatValue(context, value.deref(), level)];
    } else if (tagged === '[object Module]') {
      braces[0] = `${prefixOf(constructor, '', 'Module')}{`;
    } else if (
      value instanceof Number ||
      value instanceof String ||
      value instanceof Boolean ||
      value instanceof BigInt ||
      value instanceof Symbol
    ) {
      const inner = value.valueOf();
      const type =
        typeof inner === 'bigint' ? 'BigInt' : typeof inner[0] === 'undefined' ? constructorOf(inner) : 'String';
      if (typeof inner === 'string') keys = keys.filter((key) => !isIndex(key));
      base = `[${type}`;
      if (type !== constructor) base += constructor === null ? ' (null prototype)' : ` (${constructor})`;
      base += `: ${primitive({ ...context, stylize: stylizeNot }, inner)}]`;
      if (tag !== '' && tag !== constructor) base += ` [${tag}]`;
      if (keys.length !== 0 || context.stylize === stylizeNot) {
        if (keys.length === 0) return base;
      } else return context.stylize(base, typeof inner);
    } else if (constructor === 'Object') {
      if (tag !== '') braces[0] = `${prefixOf(constructor, tag, 'Object')}{`;
      if (keys.length === 0) return `${braces[0]}}`;
    } else {
      if (keys.length === 0) return `${prefixOf(constructor, tag, 'Object')}{}`;
      braces[0] = `${prefixOf(constructor, tag, 'Object')}{`;
    }
  }
  if (level > depthOf(context)) {
    const label = prefixOf(constructor, tag, Array.isArray(value) ? 'Array' : 'Object').slice(0, -1);
    return context.stylize(
      constructor !== null ? `[${label}]` : label.endsWith(']') && label.startsWith('[') ? label : `[${label}]`,
      'special',
    );
  }
  const next = level + 1;
  context.seen.push(value);
  context.currentDepth = next;
  let output = format(context, value, next);
  for (const key of keys) output.push(formatProperty(context, value, next, key, kind === 'array' ? 'extra' : 'object'));
  context.seen.pop();
  if (context.circular !== undefined) {
    const index = context.circular.get(value);
    if (index !== undefined) {
      const reference = context.stylize(`<ref *${index}>`, 'special');
      if (context.compact !== true) base = base === '' ? reference : `${reference} ${base}`;
      else braces[0] = `${reference} ${braces[0]}`;
    }
  }
  if (context.sorted && kind === 'object') output = output.sort(context.sorted === true ? undefined : context.sorted);
  return join(context, output, base, braces, kind, next, value);
}

const constructorOf = (value) =>
  ({ number: 'Number', string: 'String', boolean: 'Boolean', symbol: 'Symbol', bigint: 'BigInt' })[typeof value];
const depthOf = (context) => (context.depth === null ? Infinity : context.depth);

const more = (count) => `... ${count} more item${count > 1 ? 's' : ''}`;

function formatArray(context, value, level) {
  const output = [];
  const { length } = value;
  const limit = Math.min(Math.max(0, context.maxArrayLength ?? Infinity), length);
  let index = 0;
  let shown = 0;
  for (; index < length && shown < limit; shown++) {
    if (own.call(value, index)) {
      output.push(formatProperty(context, value, level, index, 'array'));
      index++;
      continue;
    }
    const from = index;
    while (index < length && !own.call(value, index)) index++;
    const count = index - from;
    output.push(context.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined'));
  }
  if (index < length) output.push(more(length - index));
  return output;
}

function formatTyped(context, value) {
  const { length } = value;
  const limit = Math.min(Math.max(0, context.maxArrayLength ?? Infinity), length);
  const output = [];
  for (let index = 0; index < limit; index++)
    output.push(
      typeof value[index] === 'bigint'
        ? context.stylize(`${value[index]}n`, 'bigint')
        : numberText(context, value[index]),
    );
  if (length > limit) output.push(more(length - limit));
  return output;
}

function formatSet(context, value, level) {
  const size = setSize.call(value);
  const limit = Math.min(Math.max(0, context.maxArrayLength ?? Infinity), size);
  const output = [];
  context.indentation += 2;
  let index = 0;
  for (const one of Set.prototype.values.call(value)) {
    if (index++ >= limit) break;
    output.push(formatValue(context, one, level));
  }
  if (size > limit) output.push(more(size - limit));
  context.indentation -= 2;
  return output;
}

function formatMap(context, value, level) {
  const size = mapSize.call(value);
  const limit = Math.min(Math.max(0, context.maxArrayLength ?? Infinity), size);
  const output = [];
  context.indentation += 2;
  let index = 0;
  for (const [key, one] of Map.prototype.entries.call(value)) {
    if (index++ >= limit) break;
    output.push(`${formatValue(context, key, level)} => ${formatValue(context, one, level)}`);
  }
  if (size > limit) output.push(more(size - limit));
  context.indentation -= 2;
  return output;
}

function formatBuffer(context, value) {
  const bytes = new Uint8Array(value);
  const limit = Math.min(Math.max(0, context.maxArrayLength ?? Infinity), bytes.length);
  const parts = [];
  for (let index = 0; index < limit; index++) parts.push(bytes[index].toString(16).padStart(2, '0'));
  let text = parts.join(' ');
  if (bytes.length > limit) text += ` ... ${bytes.length - limit} more byte${bytes.length - limit > 1 ? 's' : ''}`;
  return [`${context.stylize('[Uint8Contents]', 'special')}: <${text}>`];
}

function formatPromise(context, value, level) {
  const state = internal.systemCall('promiseState', '', value);
  if (state === 0) return [context.stylize('<pending>', 'special')];
  context.indentation += 2;
  const text = formatValue(context, internal.systemCall('promiseResult', '', value), level);
  context.indentation -= 2;
  return [state === 2 ? `${context.stylize('<rejected>', 'special')} ${text}` : text];
}

function formatProperty(context, value, level, key, kind) {
  const descriptor = Object.getOwnPropertyDescriptor(value, key) ?? {
    value: value[key],
    configurable: true,
    enumerable: true,
  };
  let text;
  if (descriptor.value !== undefined || (descriptor.get === undefined && descriptor.set === undefined)) {
    context.indentation += 2;
    text = formatValue(context, descriptor.value, level);
    context.indentation -= 2;
  } else if (descriptor.get !== undefined) {
    const label = descriptor.set === undefined ? 'Getter' : 'Getter/Setter';
    text = context.stylize(`[${label}]`, 'special');
    if (context.getters === true) {
      context.indentation += 2;
      text = `${context.stylize(`[${label}:`, 'special')} ${formatValue(context, value[key], level)}${context.stylize(']', 'special')}`;
      context.indentation -= 2;
    }
  } else text = context.stylize('[Setter]', 'special');
  if (kind === 'array') return text;
  let name;
  if (typeof key === 'symbol') name = `[${context.stylize(String(key), 'symbol')}]`;
  else if (key === '__proto__') name = "['__proto__']";
  else if (descriptor.enumerable === false) name = `[${key}]`;
  else if (identifier.test(key)) name = context.stylize(key, 'name');
  else name = context.stylize(escapeText(key), 'string');
  return `${name}: ${text}`;
}

const lengthOf = (context, text) => (context.colors ? text.replace(ansi, '').length : text.length);

function grouped(context, output, value) {
  let total = 0;
  let longest = 0;
  const hasMore = value !== undefined && (context.maxArrayLength ?? Infinity) < output.length;
  const count = hasMore ? output.length - 1 : output.length;
  const lengths = [];
  for (let index = 0; index < count; index++) {
    const length = lengthOf(context, output[index]);
    lengths.push(length);
    total += length + 2;
    longest = Math.max(longest, length);
  }
  const widest = longest + 2;
  if (!(widest * 3 + context.indentation < context.breakLength && (total / widest > 5 || longest <= 6))) return output;
  const bias = Math.sqrt(widest - total / output.length);
  const biased = Math.max(widest - 3 - bias, 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((context.breakLength - context.indentation) / widest),
    context.compact * 4,
    15,
  );
  if (columns <= 1) return output;
  const widths = [];
  for (let column = 0; column < columns; column++) {
    let width = 0;
    for (let index = column; index < count; index += columns) width = Math.max(width, lengths[index]);
    widths.push(width + 2);
  }
  const numeric =
    value === undefined ||
    output.every((_, index) => typeof value[index] === 'number' || typeof value[index] === 'bigint');
  const rows = [];
  for (let from = 0; from < count; from += columns) {
    const to = Math.min(from + columns, count);
    let row = '';
    let index = from;
    for (; index < to - 1; index++) {
      const width = widths[index - from] + output[index].length - lengths[index];
      row += numeric ? `${output[index]}, `.padStart(width) : `${output[index]}, `.padEnd(width);
    }
    row += numeric
      ? output[index].padStart(widths[index - from] + output[index].length - lengths[index] - 2)
      : output[index];
    rows.push(row);
  }
  if (hasMore) rows.push(output[count]);
  return rows;
}

function join(context, output, base, braces, kind, level, value) {
  const head = base === '' ? '' : `${base} `;
  if (context.compact !== true) {
    if (typeof context.compact === 'number' && context.compact >= 1) {
      const entries = output.length;
      if (kind === 'array' && entries > 6) output = grouped(context, output, value);
      if (context.currentDepth - level < context.compact && entries === output.length) {
        const start = output.length + context.indentation + braces[0].length + base.length + 10;
        let total = output.length + start;
        let fits = total + output.length <= context.breakLength;
        for (const one of fits ? output : []) {
          total += lengthOf(context, one);
          if (total > context.breakLength) fits = false;
        }
        if (fits && (base === '' || !base.includes('\n'))) {
          const joined = output.join(', ');
          if (!joined.includes('\n')) return `${head}${braces[0]} ${joined} ${braces[1]}`;
        }
      }
    }
    const indentation = `\n${' '.repeat(context.indentation)}`;
    return `${head}${braces[0]}${indentation}  ${output.join(`,${indentation}  `)}${indentation}${braces[1]}`;
  }
  const start = output.length + context.indentation + braces[0].length + base.length + 10;
  const joined = output.join(', ');
  if (start + joined.length <= context.breakLength && !joined.includes('\n'))
    return `${braces[0]}${base === '' ? '' : ` ${base}`} ${joined} ${braces[1]}`;
  const indentation = `\n${' '.repeat(context.indentation)}`;
  const line =
    base === '' && braces[0].length === 1 ? ' ' : `${base === '' ? '' : ` ${base}`}\n${indentation.slice(1)}  `;
  return `${braces[0]}${line}${output.join(`,${indentation}  `)} ${braces[1]}`;
}

function inspect(value, options, ...old) {
  const context = {
    ...defaults,
    ...inspect.defaultOptions,
    given: undefined,
    seen: [],
    indentation: 0,
    currentDepth: 0,
    circular: undefined,
    stylize: stylizeNot,
  };
  if (typeof options === 'boolean') {
    context.showHidden = options;
    if (old[0] !== undefined) context.depth = old[0];
    if (old[1] !== undefined) context.colors = old[1];
  } else if (options) {
    context.given = options;
    for (const key of Object.keys(options)) if (own.call(defaults, key)) context[key] = options[key];
  }
  if (context.colors) context.stylize = stylizeWith;
  if (context.maxArrayLength === null) context.maxArrayLength = Infinity;
  if (context.maxStringLength === null) context.maxStringLength = Infinity;
  return formatValue(context, value, 0);
}
inspect.custom = custom;
inspect.colors = colors;
inspect.styles = styles;
inspect.defaultOptions = { ...defaults };
Object.defineProperty(inspect, 'replDefaults', { enumerable: false, value: { ...defaults } });

function hasOwnToString(value) {
  if (typeof value.toString !== 'function') return false;
  if (own.call(value, 'toString')) return true;
  for (let at = Object.getPrototypeOf(value); at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    if (own.call(at, 'toString')) return ![Array, Map, Set, Function, RegExp].includes(at.constructor);
  return false;
}

function formatWithOptions(options, ...args) {
  const [first] = args;
  let at = 0;
  let text = '';
  let space = '';
  if (typeof first === 'string') {
    if (args.length === 1) return first;
    let used = 0;
    for (let index = 0; index < first.length - 1; index++) {
      if (first[index] !== '%') continue;
      const letter = first[index + 1];
      if (letter === '%') {
        text += first.slice(used, index) + '%';
        used = index + 2;
        index++;
        continue;
      }
      if (at + 1 === args.length) continue;
      const value = args[at + 1];
      let made;
      switch (letter) {
        case 's':
          if (typeof value === 'number') made = numberText({ stylize: stylizeNot }, value);
          else if (typeof value === 'bigint') made = `${value}n`;
          else if (
            typeof value !== 'object' ||
            value === null ||
            (hasOwnToString(value) && !isDate(value) && !isError(value))
          )
            made = String(value);
          else if (isError(value) || isDate(value))
            made =
              isError(value) && !own.call(value, 'toString')
                ? String(value.stack ?? value)
                : String(value.toISOString?.() ?? value);
          else made = inspect(value, { ...options, depth: 0, colors: false, compact: 3 });
          break;
        case 'j':
          try {
            made = JSON.stringify(value);
          } catch (error) {
            if (!String(error.message).includes('circular')) throw error;
            made = '[Circular]';
          }
          break;
        case 'd':
          made =
            typeof value === 'bigint'
              ? `${value}n`
              : typeof value === 'symbol'
                ? 'NaN'
                : numberText({ stylize: stylizeNot }, Number(value));
          break;
        case 'i':
          made =
            typeof value === 'bigint'
              ? `${value}n`
              : typeof value === 'symbol'
                ? 'NaN'
                : numberText({ stylize: stylizeNot }, parseInt(value, 10));
          break;
        case 'f':
          made = typeof value === 'symbol' ? 'NaN' : numberText({ stylize: stylizeNot }, parseFloat(value));
          break;
        case 'O':
          made = inspect(value, options);
          break;
        case 'o':
          made = inspect(value, { ...options, showHidden: true, showProxy: true, depth: 4 });
          break;
        case 'c':
          made = '';
          break;
        default:
          continue;
      }
      text += first.slice(used, index) + made;
      used = index + 2;
      index++;
      at++;
    }
    if (used !== 0) {
      at++;
      space = ' ';
      if (used < first.length) text += first.slice(used);
    }
  }
  for (; at < args.length; at++) {
    const value = args[at];
    text += space + (typeof value === 'string' ? value : inspect(value, { ...options, compact: 3 }));
    space = ' ';
  }
  return text;
}

module.exports = {
  inspect,
  formatWithOptions,
  format: (...args) => formatWithOptions(undefined, ...args),
  escapeText,
  isMap,
  isSet,
  isDate,
  isRegExp,
  isPromise,
  isError,
};
