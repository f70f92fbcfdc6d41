// include, require and eval: other source in the variables of where they stand.
import type { Task } from '../../../kernel/task.ts';
import { failed, strerror } from '../../filesystem/errno.ts';
import { fromBytes, fromText } from '../bytes.ts';
import type { Value } from '../values.ts';
import type { Engine } from './engine.ts';
import { Frame } from './frame.ts';
import { noFunction } from './objects.ts';
import { Fatal } from './signals.ts';

/** A file that was compiled: what it declares at once, and its statements. */
export interface Unit {
  readonly hoist: (frame: Frame) => void;
  readonly run: (frame: Frame) => Task<Value>;
}

/** Where an include finds its file. */
function resolve(php: Engine, path: string, from: string): string | undefined {
  const { files } = php.process;
  if (path.startsWith('/')) return path;
  const folders = /^\.{1,2}\//.test(path)
    ? ['.']
    : [...(php.ini.get('include_path') ?? '.').split(':'), from.replace(/\/[^/]*$/, '')];
  for (const folder of folders) {
    const full = php.path(folder === '.' ? path : `${folder}/${path}`);
    if (files.exists(full)) return full;
  }
  return undefined;
}

/** Runs a file: what it returns, 1 when it returns nothing. */
export function* evaluateFile(
  frame: Frame,
  given: string,
  { once, required }: { readonly once: boolean; readonly required: boolean },
): Task<Value> {
  const php = frame.engine;
  const { files } = php.process;
  const verb = `${required ? 'require' : 'include'}${once ? '_once' : ''}`;
  const found = resolve(php, given, frame.file);
  const real = found === undefined ? undefined : files.realpath(found);
  const path = typeof real === 'string' ? fromText(real) : (found ?? given);
  if (once && php.included.has(path)) return true;
  const bytes = found === undefined ? files.readFile(php.path(given)) : files.readFile(found);
  if (failed(bytes)) {
    php.warn(`${verb}(${given}): Failed to open stream: ${strerror(bytes.errno)}`);
    const where = `(include_path='${php.ini.get('include_path') ?? ''}')`;
    if (required) throw php.error('Error', `Failed opening required '${given}' ${where}`);
    php.warn(`${verb}(): Failed opening '${given}' for inclusion ${where}`);
    return false;
  }
  php.included.add(path);
  const unit = php.compile(fromBytes(bytes), path);
  return yield* evaluateUnit(frame, unit, path, verb, [path]);
}

/** `eval` */
export function* evaluateText(frame: Frame, source: string): Task<Value> {
  const php = frame.engine;
  const file = `${frame.file}(${frame.line}) : eval()'d code`;
  const unit = parsed(php, `<?php ${source}`, file);
  const result = yield* evaluateUnit(frame, unit, file, 'eval', []);
  return result === 1 ? null : result;
}

function parsed(php: Engine, source: string, file: string): Unit {
  try {
    return php.compile(source, file);
  } catch (error) {
    if (!(error instanceof Fatal) || error.kind !== 'Parse error') throw error;
    const thrown = php.error('ParseError', error.message);
    thrown.object.set('file', file);
    thrown.object.set('line', error.line ?? 1);
    throw thrown;
  }
}

function* evaluateUnit(frame: Frame, unit: Unit, file: string, name: string, args: readonly Value[]): Task<Value> {
  const php = frame.engine;
  const inner = new Frame(
    php,
    { ...noFunction, name, file, statics: new Map() },
    { self: frame.self, scope: frame.scope, called: frame.called, vars: frame.vars },
  );
  inner.file = file;
  inner.args = args;
  php.enter(inner);
  try {
    unit.hoist(inner);
    return yield* unit.run(inner);
  } finally {
    php.leave(inner);
  }
}
