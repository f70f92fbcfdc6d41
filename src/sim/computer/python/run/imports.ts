// `import`: modules of ours, then files on sys.path (the import system chapter of Python's reference).
import { load, type Task } from '../../../kernel/task.ts';
import { failed } from '../../filesystem/errno.ts';
import { standardModules } from '../modules/standard.ts';
import { dict, list, moduleType } from '../objects/types.ts';
import { type PyDict, PyList, PyModule, Raised, type Value } from '../objects/values.ts';
import { findAttribute } from './attributes.ts';
import { collect } from './containers.ts';
import { Frame, makeCells, skipPush } from './frame.ts';
import type { Thread } from './thread.ts';

/** `import module` and `from module import …`: the module that the statement names first, or the one at the end of the path. */
export function* importModule(
  thread: Thread,
  globals: PyDict,
  module: string,
  level: number,
  top: boolean,
  from?: readonly string[],
): Task<Value> {
  let name = module;
  if (level > 0) {
    const known = globals.get('__package__') ?? globals.get('__name__');
    if (typeof known !== 'string' || known === '' || known === '__main__')
      throw thread.error('ImportError', 'attempted relative import with no known parent package');
    const parts = known.split('.');
    if (level > parts.length) throw thread.error('ImportError', 'attempted relative import beyond top-level package');
    name = [...parts.slice(0, parts.length - level + 1), ...(module ? [module] : [])].join('.');
  }
  const found = yield* loadModule(thread, name);
  if (from) {
    for (const item of from) {
      if (item === '*' || !(found instanceof PyModule) || found.dict.map.has(item) || !found.dict.map.has('__path__'))
        continue;
      try {
        yield* loadModule(thread, `${name}.${item}`);
      } catch (error) {
        if (!(error instanceof Raised) || error.exception.attrs.get('name') !== `${name}.${item}`) throw error;
      }
    }
    return found;
  }
  return top ? yield* loadModule(thread, name.split('.')[0] ?? name) : found;
}

/** A module by its full name, with those around it. */
export function* loadModule(thread: Thread, name: string): Task<Value> {
  const { modules } = thread.interpreter;
  const known = modules.get(name);
  if (known !== undefined && known !== null) return known;
  const dot = name.lastIndexOf('.');
  let parent: Value;
  if (dot > 0) {
    parent = yield* loadModule(thread, name.slice(0, dot));
    const again = modules.get(name);
    if (again !== undefined) return again;
  }
  const made = yield* find(thread, name, parent);
  if (parent instanceof PyModule) parent.dict.set(name.slice(dot + 1), modules.get(name) ?? made);
  return modules.get(name) ?? made;
}

/** A module's source, and where it is; `path`: it is a package. */
interface Source {
  readonly source: string;
  readonly file: string;
  readonly path: string[] | undefined;
}

/**
 * Where the source of a module is; undefined when there is none. Packages around it are loaded already. The files of the standard
 * library in an image have no content: its modules are those that are written here.
 */
export function* findSource(thread: Thread, name: string): Task<Source | undefined> {
  const { interpreter } = thread;
  const { libraries, natives } = interpreter.standard;
  const library = Object.hasOwn(libraries, name) ? libraries[name] : undefined;
  if (library) {
    const source = yield* load(library);
    const isPackage = Object.keys({ ...libraries, ...natives }).some((other) => other.startsWith(`${name}.`));
    return {
      source,
      file: `${interpreter.libraryPath}/${name.replaceAll('.', '/')}${isPackage ? '/__init__' : ''}.py`,
      path: isPackage ? [] : undefined,
    };
  }
  const parent = interpreter.modules.get(name.slice(0, Math.max(0, name.lastIndexOf('.'))));
  const searched = parent instanceof PyModule ? parent.dict.get('__path__') : interpreter.sys.get('path');
  const last = name.slice(name.lastIndexOf('.') + 1);
  const { files, cwd } = interpreter.process;
  for (const entry of searched instanceof PyList ? searched.items : []) {
    if (entry === interpreter.libraryPath) continue;
    const folder = `${entry === '' ? cwd : String(entry)}/${last}`.replace(/^\/\//, '/');
    const inside = files.readText(`${folder}/__init__.py`);
    if (!failed(inside)) return { source: inside, file: `${folder}/__init__.py`, path: [folder] };
    const source = files.readText(`${folder}.py`);
    if (!failed(source)) return { source, file: `${folder}.py`, path: undefined };
  }
  return undefined;
}

function* find(thread: Thread, name: string, parent: Value): Task<Value> {
  const { interpreter } = thread;
  const { modules } = interpreter;
  const { natives } = interpreter.standard;
  const native = Object.hasOwn(natives, name) ? natives[name] : undefined;
  if (native) {
    const fill = yield* load(native);
    const module = new PyModule(moduleType, name, dict());
    module.dict.set('__name__', name);
    modules.set(name, module);
    fill(interpreter, module.dict);
    return module;
  }
  if (parent instanceof PyModule && !parent.dict.map.has('__path__'))
    throw missing(thread, name, `No module named '${name}'; '${parent.name}' is not a package`);
  const searched = parent instanceof PyModule ? parent.dict.get('__path__') : interpreter.sys.get('path');
  const last = name.slice(name.lastIndexOf('.') + 1);
  const { files } = interpreter.process;
  const found = yield* findSource(thread, name);
  if (found) return yield* execute(thread, name, found.source, found.file, found.path);
  for (const entry of searched instanceof PyList ? searched.items : []) {
    if (entry === interpreter.libraryPath) continue;
    const folder = `${entry === '' ? interpreter.process.cwd : String(entry)}/${last}`.replace(/^\/\//, '/');
    const stat = files.stat(folder);
    if (failed(stat) || stat.kind !== 'directory') continue;
    const module = new PyModule(moduleType, name, dict());
    module.dict.set('__name__', name);
    module.dict.set('__path__', list([folder]));
    modules.set(name, module);
    return module;
  }
  if (standardModules.has(name.split('.')[0] ?? name)) throw missing(thread, name, `not simulated: module '${name}'`);
  throw missing(thread, name, `No module named '${name}'`);
}

function missing(thread: Thread, name: string, text: string): Raised {
  const raised = thread.error('ModuleNotFoundError', text);
  raised.exception.attrs.set('name', name);
  return raised;
}

/** Runs a module's source. */
function* execute(
  thread: Thread,
  name: string,
  source: string,
  file: string,
  path: string[] | undefined,
): Task<PyModule> {
  const { interpreter } = thread;
  const module = new PyModule(moduleType, name, dict());
  const space = module.dict;
  space.set('__name__', name);
  space.set('__file__', file);
  space.set('__doc__', null);
  space.set('__package__', path ? name : name.split('.').slice(0, -1).join('.'));
  if (path) space.set('__path__', list(path));
  interpreter.modules.set(name, module);
  try {
    const code = interpreter.compile(thread, source, file, 'exec');
    yield* thread.run(new Frame(code, space, interpreter.builtins, [], makeCells(code, [])));
  } catch (error) {
    interpreter.modules.delete(name);
    throw error;
  }
  return module;
}

/** `from module import name` */
export function* importFrom(thread: Thread, module: Value, name: string): Task<Value> {
  const found = yield* findAttribute(thread, module, name);
  if (found !== undefined) return found;
  if (module instanceof PyModule) {
    const inner = thread.interpreter.modules.get(`${module.name}.${name}`);
    if (inner !== undefined) return inner;
    const file = module.dict.get('__file__');
    const raised = thread.error(
      'ImportError',
      `cannot import name '${name}' from '${module.name}' (${typeof file === 'string' ? file : 'unknown location'})`,
    );
    raised.exception.attrs.set('name', module.name);
    throw raised;
  }
  throw thread.error('ImportError', `cannot import name '${name}'`);
}

/** `from module import *` */
export function* importStar(thread: Thread, frame: Frame, module: Value): Task<Value> {
  if (!(module instanceof PyModule)) return skipPush;
  const all = module.dict.get('__all__');
  const names =
    all === undefined
      ? [...module.dict.map.keys()].filter((name) => !String(name).startsWith('_'))
      : yield* collect(thread, all);
  for (const name of names) {
    const value = module.dict.get(name as string);
    if (value !== undefined) frame.globals.set(name as string, value);
  }
  return skipPush;
}
