// `python -m module`: a module run as the program.
import type { Task } from '../../../kernel/task.ts';
import { load } from '../../../kernel/task.ts';
import type { PyDict, PyList } from '../objects/values.ts';
import { Frame, makeCells } from './frame.ts';
import { findSource, loadModule } from './imports.ts';
import type { Thread } from './thread.ts';

const loadPip = async () => (await import('../../programs/pip/pip.ts')).runPip;

/** Runs a module, or the `__main__` of a package; a status when it could not be found, or was a program of its own. */
export function* runModule(
  thread: Thread,
  main: PyDict,
  name: string,
  rest: readonly string[],
): Task<number | undefined> {
  const { interpreter } = thread;
  const { process } = interpreter;
  const argv = interpreter.sys.get('argv') as PyList;
  if (name === 'pip') {
    const runPip = yield* load(loadPip);
    return yield* runPip(process, process.argv[0] ?? 'python3', rest);
  }
  let whole = name;
  const outer = name.lastIndexOf('.');
  if (outer > 0) yield* loadModule(thread, name.slice(0, outer));
  let found = yield* findSource(thread, whole);
  if (found?.path) {
    yield* loadModule(thread, name);
    whole = `${name}.__main__`;
    found = yield* findSource(thread, whole);
    if (!found)
      return yield* complain(
        thread,
        `No module named ${whole}; '${name}' is a package and cannot be directly executed`,
      );
  }
  if (!found) return yield* complain(thread, `No module named ${name}`);
  argv.items[0] = found.file;
  main.set('__file__', found.file);
  main.set('__package__', whole.includes('.') ? whole.slice(0, whole.lastIndexOf('.')) : '');
  const code = interpreter.compile(thread, found.source, found.file, 'exec');
  yield* thread.run(new Frame(code, main, interpreter.builtins, [], makeCells(code, [])));
  return undefined;
}

function* complain(thread: Thread, text: string): Task<number> {
  const { interpreter } = thread;
  interpreter.stderr.add(`${String(interpreter.sys.get('executable'))}: ${text}\n`);
  yield* interpreter.stderr.flush();
  return 1;
}
