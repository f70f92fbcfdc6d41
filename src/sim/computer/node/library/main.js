// What runs first: the program that the command line names.
const { fix, uncaught, inside, codeError } = require('internal/errors');
const loop = require('internal/loop');

require('process');
require('console');
require('module');
require('util');
require('internal/standard');
require('stream');

/** Begins the process and tells the host what is to be run: a module of the language is the host's to run. */
function start() {
  const info = sys('info');
  internal.begin(info);
  require('internal/globals').seed(info.seed);
  try {
    for (const name of info.preload)
      internal.modules.loadFile(internal.modules.resolveName(name, undefined).file, null);
    run(info);
  } catch (error) {
    uncaught(fix(error), 'main');
  }
}

function run(info) {
  const { source, file } = info;
  if (source !== undefined && !info.repl) {
    const Module = require('module');
    const module = new Module(info.name);
    module.filename = process.cwd() + '/' + info.name;
    module.paths = Module._nodeModulePaths(process.cwd());
    Object.assign(globalThis, { module, exports: module.exports, __filename: info.name, __dirname: '.' });
    Object.defineProperty(globalThis, 'require', {
      value: internal.modules.makeRequire(module),
      writable: true,
      configurable: true,
    });
    lazyModules();
    const compiled = internal.systemCall('script', info.name, source);
    if (typeof compiled !== 'function') throw internal.modules.syntaxError(compiled, info.name, source, 'eval');
    const value = runEvaluated(compiled);
    if (info.print) console.log(value);
    return;
  }
  if (info.repl) return void require('internal/repl').start(info.version);
  if (file === undefined) return;
  const found = internal.modules.resolveName(require('path').resolve(file), undefined, true);
  if (info.check) {
    if (found.format === 'commonjs') internal.modules.check(found.file);
    return;
  }
  if (found.format === 'module') sys('main', { file: found.file });
  else internal.modules.loadFile(found.file, null, true);
}

function runEvaluated(compiled) {
  return compiled(fix);
}

/** Modules of Node.js as variables, which a script of the command line need not require. */
function lazyModules() {
  for (const name of internal.names()) {
    if (name.includes('/') || Object.hasOwn(globalThis, name)) continue;
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => require(name),
      set(value) {
        Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
      },
    });
  }
}

/** Nothing is left to do: the last words of the process, and whether that has given it something to do. */
function idle() {
  loop.guard(() => process.emit('beforeExit', Number(process.exitCode ?? 0)));
}

function finish(code) {
  if (code !== undefined && process.exitCode === undefined) process.exitCode = code;
  internal.ending();
  loop.guard(() => process.emit('exit', Number(process.exitCode ?? 0)));
  return Number(process.exitCode ?? 0);
}

/** The error for a module that another one names and that is not there. */
function missing({ kind, request, from, path }) {
  if (kind === 'package') {
    const error = codeError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find package '${request}' imported from ${from}`);
    return inside(
      error,
      esmFrames('packageResolve (node:internal/modules/esm/resolve:873:9)'),
      'node:internal/modules/esm/resolve:873\n  throw new ERR_MODULE_NOT_FOUND(packageName, fileURLToPath(base), null);\n        ^\n',
    );
  }
  if (kind === 'builtin') return codeError(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${request}`);
  if (kind === 'directory') {
    const error = codeError(
      Error,
      'ERR_UNSUPPORTED_DIR_IMPORT',
      `Directory import '${path}' is not supported resolving ES modules imported from ${from}`,
    );
    error.url = 'file://' + path;
    return inside(
      error,
      esmFrames('finalizeResolution (node:internal/modules/esm/resolve:262:11)'),
      'node:internal/modules/esm/resolve:262\n    throw new ERR_UNSUPPORTED_DIR_IMPORT(path, fileURLToPath(base), String(resolved));\n          ^\n',
    );
  }
  if (kind === 'exports')
    return codeError(
      Error,
      'ERR_PACKAGE_PATH_NOT_EXPORTED',
      `No "exports" main defined in ${path}/package.json imported from ${from}`,
    );
  const error = codeError(Error, 'ERR_MODULE_NOT_FOUND', `Cannot find module '${path}' imported from ${from}`);
  error.url = 'file://' + path;
  return inside(
    error,
    esmFrames('finalizeResolution (node:internal/modules/esm/resolve:283:11)'),
    'node:internal/modules/esm/resolve:283\n    throw new ERR_MODULE_NOT_FOUND(\n          ^\n',
  );
}
internal.missing = missing;
internal.lazyModules = lazyModules;

const esmFrames = (first) => [
  first,
  'moduleResolve (node:internal/modules/esm/resolve:952:10)',
  'defaultResolve (node:internal/modules/esm/resolve:1188:11)',
  'ModuleLoader.defaultResolve (node:internal/modules/esm/loader:708:12)',
  '#cachedDefaultResolve (node:internal/modules/esm/loader:657:25)',
  'ModuleLoader.resolve (node:internal/modules/esm/loader:640:38)',
  'ModuleLoader.getModuleJobForImport (node:internal/modules/esm/loader:264:38)',
  'ModuleJob._link (node:internal/modules/esm/module_job:168:49)',
];

module.exports = { start, idle, finish, namespace: (id) => internal.modules.builtin(id) };
