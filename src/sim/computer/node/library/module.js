// module: CommonJS modules, and what joins them with the modules of the language.
const { codeError, inside, fix, setStack, argumentType, loaderFrames } = require('internal/errors');

/** Modules of Node.js that are not simulated, and say so. */
const unsimulated = new Set(
  'async_hooks cluster dgram diagnostics_channel domain http2 inspector punycode repl sea sqlite test trace_events v8 vm wasi worker_threads tls'.split(
    ' ',
  ),
);

function Module(id, parent) {
  this.id = id;
  this.path = require('path').dirname(id);
  this.exports = {};
  this.filename = null;
  this.loaded = false;
  this.children = [];
  Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true, enumerable: false });
  if (parent) parent.children.push(this);
}
Module._cache = Object.create(null);
Module._extensions = Object.create(null);
Module._pathCache = Object.create(null);
Module.globalPaths = [];
Module.Module = Module;
Module.isBuiltin = (name) => isBuiltin(String(name).replace(/^node:/, ''));
Module.syncBuiltinESMExports = () => {};
Module.wrap = (script) => `(function (exports, require, module, __filename, __dirname) { ${script}\n});`;
Object.defineProperty(Module, 'builtinModules', {
  enumerable: true,
  get: () => [...new Set([...internal.names(), ...unsimulated])].sort(),
});

const isBuiltin = (name) => internal.has(name) || unsimulated.has(name);

function builtin(name) {
  if (internal.has(name)) return require(name);
  if (unsimulated.has(name) || /^(?:worker_threads|fs|path)\//.test(name)) throw new Error(`not simulated: ${name}`);
  throw codeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: node:${name}`);
}

function requireStack(parent) {
  const stack = [];
  for (let at = parent; at; at = at.parent) stack.push(at.filename ?? at.id);
  return stack;
}

const place = 'node:internal/modules/cjs/loader:1210\n  throw err;\n  ^\n';

function notFound(request, parent, main) {
  const stack = requireStack(parent);
  let message = `Cannot find module '${request}'`;
  if (stack.length > 0) message += '\nRequire stack:\n- ' + stack.join('\n- ');
  const error = new Error(message);
  error.code = 'MODULE_NOT_FOUND';
  error.requireStack = stack;
  return inside(
    error,
    main
      ? [
          'Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)',
          'Module._load (node:internal/modules/cjs/loader:1038:27)',
          'Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)',
          'node:internal/main/run_main_module:28:49',
        ]
      : [
          'Module._resolveFilename (node:internal/modules/cjs/loader:1207:15)',
          'Module._load (node:internal/modules/cjs/loader:1038:27)',
          'Module.require (node:internal/modules/cjs/loader:1289:19)',
          'require (node:internal/modules/helpers:182:18)',
        ],
    place,
  );
}

function resolveName(request, parent, main) {
  if (typeof request !== 'string') throw argumentType('id', 'of type string', request);
  if (request === '')
    throw codeError(TypeError, 'ERR_INVALID_ARG_VALUE', "The argument 'id' must be a non-empty string. Received ''");
  const from = parent?.filename ?? process.cwd() + '/[eval]';
  const answer = sys('resolve', { name: request, from, way: 'require' });
  if (answer.file !== undefined || answer.builtin !== undefined) return answer;
  if (answer.missing === 'exports') {
    const { path, subpath } = answer;
    throw codeError(
      Error,
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      subpath === '.'
        ? `No "exports" main defined in ${path}/package.json`
        : `Package subpath '${subpath}' is not defined by "exports" in ${path}/package.json`,
    );
  }
  throw notFound(main ? answer.path : request, parent, main);
}

Module._resolveFilename = (request, parent) => {
  const found = resolveName(request, parent);
  return found.file ?? request;
};
Module._nodeModulePaths = (from) => {
  const parts = from.split('/').filter(Boolean);
  const paths = [];
  for (let count = parts.length; count >= 0; count--)
    if (parts[count - 1] !== 'node_modules')
      paths.push((count === 0 ? '' : '/' + parts.slice(0, count).join('/')) + '/node_modules');
  return paths;
};

Module._load = (request, parent) => load(request, parent);

function load(request, parent) {
  const found = resolveName(request, parent);
  if (found.builtin !== undefined) return builtin(found.builtin);
  return loadFile(found.file, parent).exports;
}

function loadFile(file, parent, main = false) {
  const known = Module._cache[file];
  if (known) {
    if (parent && !parent.children.includes(known)) parent.children.push(known);
    return known;
  }
  const module = new Module(main ? '.' : file, parent);
  module.filename = file;
  module.path = require('path').dirname(file);
  module.paths = Module._nodeModulePaths(module.path);
  Module._cache[file] = module;
  if (main) process.mainModule = module;
  let done = false;
  try {
    const extension = file.endsWith('.json') ? '.json' : file.endsWith('.node') ? '.node' : '.js';
    const custom = Module._extensions[/\.[^./]*$/.exec(file)?.[0] ?? '.js'] ?? Module._extensions[extension];
    if (custom === standard) runFile(module, file, main);
    else custom(module, file);
    module.loaded = true;
    done = true;
  } finally {
    if (!done) delete Module._cache[file];
  }
  return module;
}

function standard(module, file) {
  runFile(module, file, false);
}
Module._extensions['.js'] = standard;
Module._extensions['.json'] = (module, file) => {
  const text = require('fs').readFileSync(file, 'utf8');
  try {
    module.exports = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    error.message = `${file}: ${error.message}`;
    setStack(error, [], `SyntaxError: ${error.message}`);
    throw error;
  }
};
Module._extensions['.node'] = (module, file) => {
  throw new Error(`not simulated: ${file}`);
};

function runFile(module, file, main) {
  const format = sys('format', { path: file });
  const text = require('fs').readFileSync(file, 'utf8');
  if (format === 'module') {
    module.exports = internal.requireModule(file);
    return;
  }
  module._compile(text, file, main);
}

Module.prototype._compile = function (text, file, main = false) {
  const run = internal.compile(text.replace(/^\ufeff/, ''), file);
  if (typeof run !== 'function') throw syntaxError(run, file, text, main);
  const own = makeRequire(this);
  const args = [this.exports, own, this, file, require('path').dirname(file), fix];
  if (main) return runMain(run, this.exports, args);
  return runRequired(run, this.exports, args);
};
Module.prototype.require = function (name) {
  return load(name, this);
};

function runMain(run, self, args) {
  return run.apply(self, args);
}

function runRequired(run, self, args) {
  return run.apply(self, args);
}

/** What the engine says of a source that is no program, as V8 says it. */
function syntaxError(problem, file, text, main) {
  const { message, line, column, token } = sys(
    'explain',
    { file, message: String(problem.message), stack: String(problem.stack) },
    text,
  );
  const error = new SyntaxError(message);
  const place_ = `${file}:${line}\n${text.split('\n')[line - 1] ?? ''}\n${' '.repeat(Math.max(0, column - 1))}${'^'.repeat(Math.max(1, token))}\n`;
  if (/^Cannot use import statement|^Unexpected token 'export'|^await is only valid|import\.meta/.test(message))
    process.emitWarning('To load an ES module, set "type": "module" in the package.json or use the .mjs extension.');
  return inside(
    error,
    [
      'wrapSafe (node:internal/modules/cjs/loader:1464:18)',
      'Module._compile (node:internal/modules/cjs/loader:1495:20)',
      ...loaderFrames(main),
    ],
    place_,
  );
}

/** Throws what is wrong with a file that is no program. */
function check(file) {
  const text = require('fs').readFileSync(file, 'utf8');
  const run = internal.compile(text, file);
  if (typeof run !== 'function') throw syntaxError(run, file, text, true);
}

function makeRequire(module) {
  const own = function require(name) {
    return module.require(name);
  };
  own.resolve = (request, options) => {
    if (options?.paths) {
      for (const path of options.paths) {
        const answer = sys('resolve', { name: request, from: path + '/x', way: 'require' });
        if (answer.file) return answer.file;
      }
      throw notFound(request, module, false);
    }
    const found = resolveName(request, module);
    return found.file ?? request;
  };
  own.resolve.paths = () => module.paths;
  own.main = process.mainModule;
  own.cache = Module._cache;
  own.extensions = Module._extensions;
  return own;
}

Module.createRequire = (from) => {
  const file = typeof from === 'string' && !from.startsWith('file:') ? from : require('url').fileURLToPath(from);
  const module = new Module(file);
  module.filename = file;
  module.paths = Module._nodeModulePaths(require('path').dirname(file));
  return makeRequire(module);
};
Module.prototype.constructor = Module;

Object.defineProperties(Module, {
  runMain: { value: (file) => loadFile(file, null, true), enumerable: true, writable: true, configurable: true },
});

/** What modules of the language see of others: the glue that the host writes calls these. */
Object.defineProperty(globalThis, Symbol.for('drydock.module'), {
  enumerable: false,
  value: {
    builtin,
    fix,
    load: (file) => loadFile(file, null).exports,
    createRequire: Module.createRequire,
    missing: (problem) => internal.missing(problem),
  },
});

module.exports = Module;
Object.defineProperty(internal, 'modules', {
  value: { loadFile, resolveName, builtin, makeRequire, syntaxError, unsimulated, check },
});
