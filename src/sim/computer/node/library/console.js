// console: lines to standard output and error.
const { formatWithOptions, inspect } = require('internal/inspect');

const optionsOf = Symbol('options');

function makeConsole(out, err, settings = {}) {
  let indentation = '';
  const counts = new Map();
  const timers = new Map();
  const groupSize = settings.groupIndentation ?? 2;

  const coloured = (stream) =>
    settings.colorMode === undefined || settings.colorMode === 'auto'
      ? stream.isTTY === true && stream.getColorDepth?.() > 2
      : settings.colorMode;

  function print(stream, args) {
    const target = stream();
    let text = formatWithOptions({ colors: coloured(target), ...settings.inspectOptions }, ...args);
    if (indentation !== '') text = indentation + text.replaceAll('\n', `\n${indentation}`);
    target.write(text + '\n');
  }

  const elapsed = (label, from) => {
    const ms = require('internal/loop').now() - from;
    let text;
    if (ms >= 1000) {
      let seconds = ms / 1000;
      if (seconds >= 60) {
        const minutes = Math.floor(seconds / 60);
        seconds %= 60;
        text = `${minutes}:${seconds.toFixed(3).padStart(6, '0')} (m:ss.mmm)`;
      } else text = `${seconds.toFixed(3)}s`;
    } else text = `${Number(ms.toFixed(3))}ms`;
    return `${label}: ${text}`;
  };

  const console = {
    log(...args) {
      print(out, args);
    },
    warn(...args) {
      print(err, args);
    },
    dir(object, options) {
      print(out, [inspect(object, { customInspect: false, colors: coloured(out()), ...options })]);
    },
    time(label = 'default') {
      label = `${label}`;
      if (timers.has(label)) process.emitWarning(`Label '${label}' already exists for console.time()`);
      else timers.set(label, require('internal/loop').now());
    },
    timeEnd(label = 'default') {
      label = `${label}`;
      if (!timers.has(label)) return process.emitWarning(`No such label '${label}' for console.timeEnd()`);
      print(out, ['%s', elapsed(label, timers.get(label))]);
      timers.delete(label);
    },
    timeLog(label = 'default', ...data) {
      label = `${label}`;
      if (!timers.has(label)) return process.emitWarning(`No such label '${label}' for console.timeLog()`);
      print(out, [elapsed(label, timers.get(label)), ...data]);
    },
    trace(...args) {
      const error = new Error();
      error.name = 'Trace';
      const lines = String(error.stack).split('\n').slice(1);
      const text = formatWithOptions({}, ...args);
      print(err, [['Trace' + (text === '' ? '' : ': ' + text), ...lines].join('\n')]);
    },
    assert(condition, ...args) {
      if (condition) return;
      if (typeof args[0] === 'string') args[0] = `Assertion failed: ${args[0]}`;
      else args.unshift('Assertion failed');
      console.warn(...args);
    },
    clear() {
      const stream = out();
      if (stream.isTTY && process.env.TERM !== 'dumb') stream.write('\u001b[1;1H\u001b[0J');
    },
    count(label = 'default') {
      label = `${label}`;
      const count = (counts.get(label) ?? 0) + 1;
      counts.set(label, count);
      console.log(`${label}: ${count}`);
    },
    countReset(label = 'default') {
      if (!counts.delete(`${label}`)) process.emitWarning(`Count for '${label}' does not exist`);
    },
    group(...args) {
      if (args.length > 0) console.log(...args);
      indentation += ' '.repeat(groupSize);
    },
    groupEnd() {
      indentation = indentation.slice(0, indentation.length - groupSize);
    },
    table(data, properties) {
      if (data === null || typeof data !== 'object') return console.log(data);
      console.log(require('internal/table').table(data, properties));
    },
  };
  console.debug = console.log;
  console.info = console.log;
  console.dirxml = console.log;
  console.error = console.warn;
  console.groupCollapsed = console.group;
  for (const name of ['log', 'warn', 'error', 'debug', 'info'])
    Object.defineProperty(console[name], 'name', { value: name });
  return console;
}

function Console(stdout, stderr) {
  const options = typeof stdout.write === 'function' ? { stdout, stderr: stderr ?? stdout } : stdout;
  const made = makeConsole(
    () => options.stdout,
    () => options.stderr ?? options.stdout,
    options,
  );
  return Object.assign(Object.create(Console.prototype), made);
}

const standard = makeConsole(
  () => process.stdout,
  () => process.stderr,
);
standard.Console = Console;
Object.defineProperty(standard, Symbol.toStringTag, { value: 'console', configurable: true });
void optionsOf;
module.exports = standard;
