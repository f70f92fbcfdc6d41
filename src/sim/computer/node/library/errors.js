// Errors as V8 words and lays them out: messages of the language, stacks with Node.js's own frames, and the end of a program
// that nobody catches an error of.
const native = {};
const marked = new WeakSet();
const sources = new Map();

/** The text of a program that runs, and what was put into it before it ran; undefined for one that is not known. */
function sourceOf(file) {
  if (file === undefined || file.startsWith('node:')) return undefined;
  if (!sources.has(file)) {
    const known = sys('source', { file });
    sources.set(
      file,
      known === undefined
        ? undefined
        : { text: known.text, insertions: known.insertions, lines: known.text.split('\n') },
    );
  }
  return sources.get(file);
}

/** A column of the source as it was written. */
function originalColumn(source, line, column) {
  let result = column;
  for (const [at, from, length] of source.insertions) if (at === line && column > from) result -= length;
  return Math.max(1, result);
}

function methodAt(frame) {
  const source = sourceOf(frame.file);
  if (!source) return undefined;
  source.methods ??= sys('methods', { file: frame.file }) ?? [];
  return source.methods.find((one) => one.name === frame.name && frame.line >= one.from && frame.line <= one.to);
}

/** Frames that Node.js shows below the code of a program, by the function of ours that called it. */
const ends = {
  main: [
    'Module._compile (node:internal/modules/cjs/loader:1521:14)',
    'Module._extensions..js (node:internal/modules/cjs/loader:1623:10)',
    'Module.load (node:internal/modules/cjs/loader:1266:32)',
    'Module._load (node:internal/modules/cjs/loader:1091:12)',
    'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
    'node:internal/main/run_main_module:28:49',
  ],
  required: [
    'Module._compile (node:internal/modules/cjs/loader:1521:14)',
    'Module._extensions..js (node:internal/modules/cjs/loader:1623:10)',
    'Module.load (node:internal/modules/cjs/loader:1266:32)',
    'Module._load (node:internal/modules/cjs/loader:1091:12)',
    'Module.require (node:internal/modules/cjs/loader:1289:19)',
    'require (node:internal/modules/helpers:182:18)',
  ],
  evaluated: [
    'runScriptInThisContext (node:internal/vm:209:10)',
    'node:internal/process/execution:118:14',
    '[eval]-wrapper:6:24',
    'runScript (node:internal/process/execution:101:62)',
    'evalScript (node:internal/process/execution:133:3)',
    'node:internal/main/eval_string:51:3',
  ],
  module: [
    'ModuleJob.run (node:internal/modules/esm/module_job:325:25)',
    'async ModuleLoader.import (node:internal/modules/esm/loader:606:24)',
    'async asyncRunEntryPointWithESMLoader (node:internal/modules/run_main:117:5)',
  ],
  timer: ['listOnTimeout (node:internal/timers:581:17)', 'process.processTimers (node:internal/timers:519:7)'],
  job: ['process.processTicksAndRejections (node:internal/process/task_queues:95:5)'],
};

const arrayMethods = new Set(
  'map forEach filter reduce reduceRight some every find findIndex findLast findLastIndex flatMap sort toSorted from'.split(
    ' ',
  ),
);

/** `    at name (file:line:column)` as QuickJS writes it, taken apart. */
function parseFrame(line) {
  let match = /^ {4}at (.*) \((.*):(\d+):(\d+)\)$/.exec(line);
  if (match) return { name: match[1], file: match[2], line: Number(match[3]), column: Number(match[4]) };
  match = /^ {4}at (.*) \((native|missing)\)$/.exec(line);
  if (match) return { name: match[1], native: true };
  match = /^ {4}at (.*):(\d+):(\d+)$/.exec(line);
  if (match) return { name: '', file: match[1], line: Number(match[2]), column: Number(match[3]) };
  return { name: line.trim().replace(/^at /, ''), native: true };
}

const framesOf = (text) => text.split('\n').filter(Boolean).map(parseFrame);
const isInternal = (frame) => frame.file !== undefined && frame.file.startsWith('node:');

/** The call that a statement returns: the engine tells the place of the statement. */
function returned(text, from) {
  let depth = 0;
  let found;
  for (let at = from; at < text.length && !(depth === 0 && text[at] === ';'); at++) {
    if (text[at] === '(' && depth === 0) {
      const called = /([\w$]+)\s*$/.exec(text.slice(from, at));
      if (called && called[1] !== 'return') found = from + called.index + 1;
    }
    if ('([{'.includes(text[at])) depth++;
    if (')]}'.includes(text[at])) depth--;
  }
  return found;
}

/** Columns as V8 counts them: the name that is called or read, or `new`. */
function place(frame) {
  const source = sourceOf(frame.file);
  if (!source) return frame.column;
  const column = originalColumn(source, frame.line, frame.column);
  const text = source.lines[frame.line - 1] ?? '';
  const at = column - 1;
  if (text[at] === '.') return text[at + 1] === '?' ? column : column + 1;
  if (/^return\b/.test(text.slice(at))) return returned(text, at) ?? column;
  if (text[at] !== '(' && text[at] !== '`') return column;
  const before = text.slice(0, at);
  const called = /([\w$]+|#[\w$]+)\s*$/.exec(before);
  if (!called) return column;
  const made = /\bnew\s+(?:[\w$]+\.)*[\w$]+\s*$/.exec(before);
  return (made ? made.index : called.index) + 1;
}

function nameOf(frame, below) {
  const { name } = frame;
  if (name === '$module') return 'Object.<anonymous>';
  if (name === '<eval>' || name === '<module>' || name === '$eval') return '';
  const method = name === '' || name === '<anonymous>' ? undefined : methodAt(frame);
  if (method) return method.constructs ? 'new ' + name : method.owner === '' ? name : method.owner + '.' + name;
  if (below === 'timer')
    return name === '' || name === '<anonymous>' ? 'Timeout._onTimeout' : 'Timeout.' + name + ' [as _onTimeout]';
  if (below === 'emit')
    return name === '' || name === '<anonymous>' ? 'EventEmitter.<anonymous>' : 'EventEmitter.' + name;
  return name === '<anonymous>' ? '' : name;
}

/** The frames as V8 and Node.js would show them. */
function shown(frames) {
  const lines = [];
  for (let index = 0; index < frames.length; index++) {
    const frame = frames[index];
    if (frame.native) {
      if (arrayMethods.has(frame.name)) lines.push('Array.' + frame.name + ' (<anonymous>)');
      else if (frame.name === 'then' || frame.name === 'apply' || frame.name === 'call') continue;
      continue;
    }
    if (isInternal(frame)) {
      if (frame.name === 'emit') lines.push('EventEmitter.emit (node:events:524:28)');
      else if (frame.name === 'parseJson' || frame.name === 'parse') lines.push('JSON.parse (<anonymous>)');
      else if (frame.name === 'stringify') lines.push('JSON.stringify (<anonymous>)');
      else if (frame.name === 'listOnTimeout') return [...lines, ...ends.timer];
      else if (frame.name === 'runMain') return [...lines, ...ends.main];
      else if (frame.name === 'runRequired') lines.push(...ends.required);
      else if (frame.name === 'runEvaluated') return [...lines, ...ends.evaluated];
      else if (frame.name === 'turn') return lines;
      continue;
    }
    const next = frames[index + 1];
    const below = next && isInternal(next) ? { listOnTimeout: 'timer', emit: 'emit' }[next.name] : undefined;
    const where = frame.file + ':' + frame.line + ':' + place(frame);
    const name = nameOf(frame, below);
    lines.push(name === '' ? where : name + ' (' + where + ')');
  }
  const last = frames[frames.length - 1];
  if (last && !last.native && !isInternal(last))
    lines.push(...(last.name === '<module>' || last.name === '<eval>' ? ends.module : frames.ticked ? ends.job : []));
  return lines;
}

function format(header, frames, limit = Error.stackTraceLimit) {
  const lines = shown(frames).slice(0, typeof limit === 'number' ? limit : 10);
  return header + lines.map((line) => '\n    at ' + line).join('');
}

function headerOf(error) {
  try {
    const name = error.name === undefined ? 'Error' : String(error.name);
    const message = error.message === undefined ? '' : String(error.message);
    return name === '' ? message : message === '' ? name : name + ': ' + message;
  } catch {
    return 'Error';
  }
}

const raw = new WeakMap();

/** Whether what runs was set off by the queue of process.nextTick. */
let ticked = () => false;

/** Gives an error the property `stack` as it should be; it is worked out when it is read. */
function setStack(error, frames, given, top = []) {
  marked.add(error);
  raw.set(error, frames);
  if (frames.ticked === undefined) frames.ticked = ticked();
  let text;
  Object.defineProperty(error, 'stack', {
    configurable: true,
    enumerable: false,
    get() {
      if (text === undefined) {
        const header = given ?? headerOf(error);
        const all = format(header, frames).split('\n');
        const head = header.split('\n').length;
        text = [...all.slice(0, head), ...top.map((line) => '    at ' + line), ...all.slice(head)]
          .slice(0, head + (Error.stackTraceLimit ?? 10))
          .join('\n');
      }
      return text;
    },
    set(value) {
      Object.defineProperty(error, 'stack', { value, writable: true, configurable: true, enumerable: false });
    },
  });
}

const stackOf = Object.getOwnPropertyDescriptor(Error.prototype, 'stack');

function rawStack(error) {
  const own = Object.getOwnPropertyDescriptor(error, 'stack');
  return String((own ? own.value : stackOf?.get?.call(error)) ?? '');
}

/** A function of ours in place of one of the language: it is shown as that one. */
const isShown = (frame) => frame.file === 'node:internal/globals' && /^(?:parse|parseJson|stringify)$/.test(frame.name);

/** Drops the frames of ours, and of constructors, from the top. */
function above(frames, maker) {
  let from = 0;
  while (from < frames.length && (frames[from].native || isInternal(frames[from])) && !isShown(frames[from])) from++;
  if (maker && !isNative(maker))
    for (let index = from; index < Math.min(frames.length, from + 8); index++)
      if (frames[index].name === maker.name) return frames.slice(index + 1);
  return frames.slice(from);
}

const natives = new Set();
const isNative = (maker) => natives.has(maker);

function makerOf(Native, name) {
  function Maker(...args) {
    const maker = new.target ?? Maker;
    const error = Reflect.construct(Native, args, maker);
    setStack(error, above(framesOf(rawStack(error)), maker));
    return error;
  }
  Object.defineProperty(Maker, 'name', { value: name });
  Object.defineProperty(Maker, 'length', { value: Native.length });
  Object.defineProperty(Maker, 'prototype', { value: Native.prototype, writable: false, enumerable: false });
  Object.defineProperty(Native.prototype, 'constructor', {
    value: Maker,
    writable: true,
    configurable: true,
    enumerable: false,
  });
  Object.defineProperty(globalThis, name, { value: Maker, writable: true, configurable: true, enumerable: false });
  return Maker;
}

/** What V8 says where QuickJS says it in other words. */
function reworded(error, frames) {
  const { message } = error;
  let match;
  if ((match = /^cannot read property '(.*)' of (null|undefined)$/s.exec(message)))
    return match[1] === 'Symbol.iterator'
      ? match[2] + ' is not iterable'
      : `Cannot read properties of ${match[2]} (reading '${match[1]}')`;
  if ((match = /^cannot set property '(.*)' of (null|undefined)$/s.exec(message)))
    return `Cannot set properties of ${match[2]} (setting '${match[1]}')`;
  if ((match = /^'(.*)' is not defined$/.exec(message))) return match[1] + ' is not defined';
  if ((match = /^'(.*)' is read-only$/.exec(message)))
    return isConstant(match[1], frames)
      ? 'Assignment to constant variable.'
      : `Cannot assign to read only property '${match[1]}' of object '#<Object>'`;
  if ((match = /^(?:(.*) is not initialized|lexical variable is not initialized)$/.exec(message)))
    return `Cannot access '${match[1]?.replace(/^'|'$/g, '') ?? wordAt(frames)}' before initialization`;
  if (message === 'not a function' || message === 'not a constructor')
    return calledAt(frames) + (message === 'not a function' ? ' is not a function' : ' is not a constructor');
  if (message === 'value is not iterable' || message === 'object is not iterable') return iteratedAt(frames);
  if (message === 'expecting hex digit' || message === 'malformed UTF-8') return 'URI malformed';
  if (message === 'cannot convert symbol to string') return 'Cannot convert a Symbol value to a string';
  if (message === 'cannot convert symbol to number') return 'Cannot convert a Symbol value to a number';
  if (message === 'stack overflow') return 'Maximum call stack size exceeded';
  if (message === 'circular reference')
    return "Converting circular structure to JSON\n    --> starting at object with constructor 'Object'\n    --- property 'self' closes the circle";
  if (message === "class constructors must be invoked with 'new'")
    return `Class constructor ${calledAt(frames)} cannot be invoked without 'new'`;
  if (message === 'this is not initialized' || message === "'this' is not initialized")
    return "Must call super constructor in derived class before accessing 'this' or returning from derived constructor";
  if (message === 'invalid array length') return 'Invalid array length';
  if (message === 'object is not extensible') return 'Cannot add property, object is not extensible';
  if (message === "invalid 'in' operand") return "Cannot use 'in' operator to search in a value that is no object";
  if (message === "invalid 'instanceof' right operand") return "Right-hand side of 'instanceof' is not callable";
  if (message === 'cannot convert bigint to number' || message === 'BigInt and number are not allowed')
    return 'Cannot mix BigInt and other types, use explicit conversions';
  if ((match = /^cannot convert to BigInt/.exec(message)))
    return 'Cannot mix BigInt and other types, use explicit conversions';
  if (message === 'invalid date' || message === 'Date value is NaN') return 'Invalid time value';
  if ((match = /^invalid number of digits$/.exec(message)))
    return 'toFixed() digits argument must be between 0 and 100';
  if (message === 'invalid repeat count') return 'Invalid count value: -1';
  return message;
}

const lineAt = (frame) => {
  const source = frame && sourceOf(frame.file);
  return source
    ? { text: source.lines[frame.line - 1] ?? '', at: originalColumn(source, frame.line, frame.column) - 1 }
    : undefined;
};

function isConstant(name, frames) {
  const source = frames[0] && sourceOf(frames[0].file);
  return (
    !source || new RegExp('\\bconst\\b[^;]*\\b' + name.replace(/\$/g, '\\$') + '\\b|\\bimport\\b').test(source.text)
  );
}

/** What could not be gone through, as it stands in the source. */
function iteratedAt(frames) {
  const found = lineAt(frames.find((frame) => !frame.native));
  const loop = found && /^for\b.*?\bof\s+([\w$.]+)\s*\)/.exec(found.text.slice(found.at));
  if (loop) return `${loop[1]} is not iterable`;
  const places = [...(found?.text ?? '').matchAll(/\bof\s+([\w$.]+)\s*\)|\]\s*=\s*([\w$.]+)|\.\.\.([\w$.]+)/g)];
  const away = (match) => Math.abs(match.index - found.at);
  const [match] = places.sort((one, two) => away(one) - away(two));
  const name = match?.[1] ?? match?.[2] ?? match?.[3];
  return name ? `${name} is not iterable` : 'object is not iterable (cannot read property Symbol(Symbol.iterator))';
}

function wordAt(frames) {
  const found = lineAt(frames[0]);
  return (found && /^[\w$]+/.exec(found.text.slice(found.at))?.[0]) ?? 'variable';
}

function calledAt(frames) {
  const found = lineAt(frames.find((frame) => !frame.native));
  if (!found) return 'object';
  const before = found.text.slice(0, found.at);
  const match = /((?:[\w$]+|\)|\])(?:\s*\?*\.\s*#?[\w$]+|\[[^\]]*\]|\(\))*)\s*$/.exec(before);
  if (!match) return 'object';
  return match[1].startsWith(')') ? '(intermediate value)' + match[1].slice(1) : match[1];
}

/** A module does not export what another one wants of it, or is not there at all. */
function unlinked(name, file) {
  if (file.startsWith('drydock:missing ')) return internal.missing(JSON.parse(file.slice('drydock:missing '.length)));
  const found = sys('importer', { name, file });
  const asked = found?.request ?? file;
  const error = new SyntaxError(
    found?.commonjs
      ? `Named export '${name}' not found. The requested module '${asked}' is a CommonJS module, which may not support all module.exports as named exports.\nCommonJS modules can always be imported via the default export, for example using:\n\nimport pkg from '${asked}';\nconst { ${name} } = pkg;\n`
      : `The requested module '${asked}' does not provide an export named '${name}'`,
  );
  const top = ['ModuleJob._instantiate (node:internal/modules/esm/module_job:213:21)', ...ends.module.slice(0)];
  top[1] = 'async ModuleJob.run (node:internal/modules/esm/module_job:320:5)';
  setStack(error, [], undefined, top);
  return found
    ? placeAt(
        error,
        `${found.file}:${found.line}\n${found.text}\n${' '.repeat(found.column - 1)}${'^'.repeat(name.length)}\n`,
      )
    : error;
}

/** An error that the engine made by itself gets V8's words and stack. Everything else is returned as it is. */
function fix(error) {
  if (typeof error !== 'object' || error === null || marked.has(error) || !(error instanceof native.Error))
    return error;
  const linked = /^Could not find export '(.*)' in module '(.*)'$/s.exec(error.message);
  if (linked) return unlinked(linked[1], linked[2]);
  const frames = framesOf(rawStack(error));
  const message = reworded(error, frames);
  if (message !== error.message)
    Object.defineProperty(error, 'message', { value: message, writable: true, configurable: true, enumerable: false });
  for (const name of ['fileName', 'lineNumber', 'columnNumber']) delete error[name];
  if (error instanceof native.InternalError) Object.setPrototypeOf(error, RangeError.prototype);
  let from = 0;
  while (from < frames.length && frames[from].native) from++;
  setStack(error, frames.slice(from));
  return error;
}

for (const name of [
  'Error',
  'EvalError',
  'RangeError',
  'ReferenceError',
  'SyntaxError',
  'TypeError',
  'URIError',
  'AggregateError',
])
  makerOf((native[name] = globalThis[name]), name);
native.InternalError = globalThis.InternalError;
delete globalThis.InternalError;
for (const name of Object.keys(native)) {
  natives.add(globalThis[name]);
  if (name !== 'Error' && name !== 'InternalError') Object.setPrototypeOf(globalThis[name], globalThis.Error);
}

Object.defineProperty(Error, 'stackTraceLimit', { value: 10, writable: true, configurable: true, enumerable: true });
Object.defineProperty(Error, 'captureStackTrace', {
  configurable: true,
  writable: true,
  enumerable: false,
  value: function captureStackTrace(target, above_) {
    const probe = new native.Error();
    setStack(target, above(framesOf(rawStack(probe)), typeof above_ === 'function' ? above_ : undefined));
  },
});

const any = Promise.any;
Object.defineProperty(Promise, 'any', {
  configurable: true,
  writable: true,
  enumerable: false,
  value: {
    any(promises) {
      return any.call(this, promises).catch((error) => {
        if (error instanceof native.AggregateError && error.message === '')
          error.message = 'All promises were rejected';
        throw error;
      });
    },
  }.any,
});

const then = Promise.prototype.then;
Object.defineProperty(Promise.prototype, 'then', {
  configurable: true,
  writable: true,
  enumerable: false,
  value: {
    then(fulfilled, rejected) {
      return then.call(this, fulfilled, typeof rejected === 'function' ? (error) => rejected(fix(error)) : rejected);
    },
  }.then,
});

const failedImports = new Set();

/** What `import(…)` gives: programs call this instead, so that it is known which of two promises theirs is. */
fix.dynamic = (promise) =>
  then.call(promise, undefined, (error) => {
    failedImports.add(error);
    throw error;
  });

/** An error with a code, as Node.js makes them. */
function codeError(Base, code, message) {
  const error = new Base(message);
  Object.defineProperty(error, 'code', { value: code, writable: true, configurable: true, enumerable: true });
  const header = `${error.name} [${code}]: ${message}`;
  Object.defineProperty(error, codeHeader, { value: header, enumerable: false });
  setStack(error, above(raw.get(error) ?? []), header);
  return error;
}

function described(value) {
  if (value === undefined || value === null) return ' Received ' + value;
  if (typeof value === 'function') return ' Received function ' + value.name;
  if (typeof value === 'object')
    return value.constructor?.name
      ? ' Received an instance of ' + value.constructor.name
      : ' Received ' + require('util').inspect(value, { depth: -1 });
  const text = require('util').inspect(value, { colors: false });
  return ` Received type ${typeof value} (${text.length > 28 ? text.slice(0, 25) + '...' : text})`;
}

const argumentType = (name, expected, value) =>
  codeError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    `The ${name.includes('.') ? 'property' : name.includes(' ') ? '' : `"${name}"`.replace('""', '')}${name.includes('.') ? ` "${name}"` : name.includes(' ') ? name : ' argument'} must be ${expected}.${described(value)}`,
  );

/** Where the code that made or threw an error stands: what Node.js shows above an uncaught one. */
function excerpt(error, kind) {
  const isObject = typeof error === 'object' && error !== null;
  const again = isObject && kind !== 'rejection' ? thrownAt.get(error) : undefined;
  const inner = isObject && !again ? error[internalPlace] : undefined;
  // What an emitter says stands where it throws; a promise only knows where the error was made.
  if (inner && !(kind === 'rejection' && inner.startsWith('node:events'))) return inner;
  const frame = again ?? (isObject ? raw.get(error) : undefined)?.find((one) => !one.native && !isInternal(one));
  const source = frame && sourceOf(frame.file);
  if (!source) return undefined;
  const text = source.lines[frame.line - 1] ?? '';
  let column = place(frame) - 1;
  const thrown = again ? /.*\b(?=throw\b)/.exec(text.slice(0, column + 5)) : /\bthrow\s+$/.exec(text.slice(0, column));
  if (thrown && kind !== 'rejection') column = again ? thrown[0].length : thrown.index;
  return `${frame.file}:${frame.line}\n${text}\n${text.slice(0, column).replace(/[^\t]/g, ' ')}^\n`;
}

/** Where errors that were made elsewhere are thrown, as `throw error;` is compiled. */
const thrownAt = new WeakMap();
fix.thrown = (error) => {
  if (error instanceof native.Error) {
    const frame = framesOf(rawStack(new native.Error())).find((one) => !one.native && !isInternal(one));
    if (frame) thrownAt.set(error, frame);
  }
  return error;
};

const internalPlace = Symbol('place');
const codeHeader = Symbol('header');

/** An error inside Node.js: the frames and the place that it shows. */
function inside(error, top, at) {
  const own = raw.get(error) ?? [];
  setStack(error, own, error[codeHeader], top);
  return at ? placeAt(error, at) : error;
}

/** An error whose place is inside Node.js. */
function placeAt(error, at) {
  Object.defineProperty(error, internalPlace, { value: at, enumerable: false, configurable: true });
  return error;
}

function report(error, place_, kind) {
  const { inspect } = require('util');
  const colors = false;
  const isError = error instanceof native.Error;
  const at = place_ ?? excerpt(error, kind);
  let text = '';
  if (at) text += at + (isError ? '\n' : '');
  else if (!isError) text += 'node:internal/process/execution:160\n        throw err;\n        ^\n\n';
  if (isError) text += inspect(error, { colors });
  else if (at) text += inspect(error);
  else
    text +=
      'Uncaught:\n' + inspect(error) + '\n(Use `node --trace-uncaught ...` to show where the exception was thrown)';
  return `${text}\n\nNode.js ${process.version}\n`;
}

let ending = false;

/** Nobody has caught an error. `kind`: main, callback, or rejection. */
function uncaught(given, kind, place_) {
  const error = fix(given);
  const { listenerCount, emit } = process;
  const origin = kind === 'rejection' ? 'unhandledRejection' : 'uncaughtException';
  if (!ending && listenerCount.call(process, 'uncaughtException') > 0) {
    try {
      emit.call(process, 'uncaughtException', error, origin);
      return;
    } catch (second) {
      sys('write', { fd: 2 }, report(fix(second)));
      sys('exit', { code: 7 });
    }
  }
  sys('write', { fd: 2 }, report(error, place_, kind));
  if (!ending) {
    ending = true;
    process.exitCode = 1;
    try {
      emit.call(process, 'exit', 1);
    } catch {
      sys('exit', { code: 7 });
    }
  }
  sys('exit', { code: Number(process.exitCode ?? 1) });
}

/** A promise was rejected and nobody has asked for its outcome. */
function unhandled(given, promise) {
  // The engine keeps a promise of its own for a module that could not be run.
  if (failedImports.delete(given)) return;
  const reason = fix(given);
  if (process.listenerCount('unhandledRejection') > 0) {
    require('internal/loop').guard(() => process.emit('unhandledRejection', reason, promise));
    return;
  }
  if (reason instanceof native.Error) return uncaught(reason, 'rejection');
  const { inspect } = require('util');
  const error = codeError(
    Error,
    'ERR_UNHANDLED_REJECTION',
    'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason ' +
      (typeof reason === 'object'
        ? '"' +
          inspect(reason, { depth: 0 })
            .split('\n')[0]
            .replace(/^\{.*$/s, '#<Object>') +
          '"'
        : '"' + String(reason) + '"') +
      '.',
  );
  Object.defineProperty(error, 'name', {
    value: 'UnhandledPromiseRejection',
    configurable: true,
    enumerable: false,
    writable: true,
  });
  setStack(error, [], 'UnhandledPromiseRejection: ' + error.message, [
    'throwUnhandledRejectionsMode (node:internal/process/promises:389:7)',
    'processPromiseRejections (node:internal/process/promises:470:17)',
    'process.processTicksAndRejections (node:internal/process/task_queues:96:32)',
  ]);
  uncaught(
    error,
    'rejection',
    'node:internal/process/promises:389\n      new UnhandledPromiseRejection(reason);\n      ^\n',
  );
}

/** Frames of the loader below a source that could not be read. */
const loaderFrames = (main) => (main === 'eval' ? ends.evaluated : main ? ends.main.slice(1) : ends.required.slice(1));

/** An error of the operating system, as libuv names it. */
function systemError(code, call, path, dest) {
  const { errno, message } = sys('strerror', { code });
  let text = `${code}: ${message}, ${call}`;
  if (path !== undefined) text += ` '${path}'`;
  if (dest !== undefined) text += ` -> '${dest}'`;
  const error = new Error(text);
  error.errno = errno;
  error.code = code;
  error.syscall = call;
  if (path !== undefined) error.path = path;
  if (dest !== undefined) error.dest = dest;
  return error;
}

module.exports = {
  native,
  fix,
  codeError,
  argumentType,
  systemError,
  inside,
  placeAt,
  uncaught,
  unhandled,
  loaderFrames,
  report,
  setStack,
  described,
  rawFrames: (error) => raw.get(error),
  whenTicked(func) {
    ticked = func;
  },
};
