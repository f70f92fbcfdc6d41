// `eval`, `exec` and `compile`: source text that a program makes itself.
import type { Task } from '../../../kernel/task.ts';
import { builtinClass, dictType } from '../objects/types.ts';
import { type NativeCode, PyDict, PyInstance, PyObject, type Value } from '../objects/values.ts';
import { Frame, makeCells } from '../run/frame.ts';
import type { Thread } from '../run/thread.ts';

const codeType = builtinClass('code');

/** `eval` and `exec`: runs a text, or what `compile` made, in the caller's names or in those given. */
export function* evaluate(thread: Thread, mode: 'exec' | 'eval', args: readonly Value[]): Task<Value> {
  const { interpreter } = thread;
  const [source, globals = null, locals = null] = args;
  const frame = thread.frame as Frame;
  const space = globals instanceof PyDict ? globals : locals instanceof PyDict ? locals : new PyDict(dictType);
  if (!(globals instanceof PyDict)) {
    for (const [key, entry] of frame.globals.map) if (!space.map.has(key)) space.map.set(key, entry);
    for (const [at, name] of frame.code.locals.entries())
      if (frame.locals[at] !== undefined) space.set(name, frame.locals[at]);
  }
  const target = globals instanceof PyDict ? globals : frame.code.kind === 'module' ? frame.globals : space;
  if (locals instanceof PyDict && locals !== target)
    for (const { key, value } of locals.map.values()) target.set(key as string, value);
  const code =
    source instanceof PyObject && source.attrs?.has('\0code')
      ? (source.attrs.get('\0code') as Frame['code'])
      : interpreter.compile(thread, mode === 'eval' ? String(source).trim() : String(source), '<string>', mode);
  const value = yield* thread.run(new Frame(code, target, interpreter.builtins, [], makeCells(code, [])));
  return mode === 'eval' ? value : null;
}

/** `compile`: a code object for `eval` and `exec`. */
export const compileText: NativeCode = (thread, args, kw) => {
  const [source, file, mode] = ['source', 'filename', 'mode'].map((name, at) => args[at] ?? kw?.get(name));
  if (mode !== 'exec' && mode !== 'eval') {
    if (mode === 'single') throw thread.error('NotImplementedError', "not simulated: compile() with mode 'single'");
    throw thread.error('ValueError', "compile() mode must be 'exec', 'eval' or 'single'");
  }
  if (typeof source !== 'string')
    throw thread.error('NotImplementedError', 'not simulated: compile() of other than text');
  const text = mode === 'eval' ? source.trim() : source;
  const made = new PyInstance(codeType);
  made.attrs.set('\0code', thread.interpreter.compile(thread, text, String(file), mode));
  made.attrs.set('co_filename', file ?? null);
  return made;
};
