// One script from its start to its end: uncaught exceptions, shutdown functions, destructors, what is left of the output.
import type { Task } from '../../kernel/task.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { fromBytes, fromText } from './bytes.ts';
import { closeSession } from './functions/web.ts';
import { PhpArray, Ref, type Value } from './values.ts';
import type { Engine } from './run/engine.ts';
import { Frame } from './run/frame.ts';
import type { Unit } from './run/include.ts';
import { noFunction } from './run/objects.ts';
import { Exit, Fatal } from './run/signals.ts';
import { uncaught } from './run/trace.ts';

/** Runs a part of a script; the status that it ends with, undefined when it came to its end. */
function* guarded(php: Engine, part: () => Task<unknown>): Task<number | undefined> {
  try {
    yield* part();
    return undefined;
  } catch (error) {
    if (error instanceof Exit) return error.status;
    const thrown = php.asThrown(error);
    if (thrown) {
      php.native = undefined;
      if (php.exceptionHandler !== null) {
        const handler = php.exceptionHandler;
        php.exceptionHandler = null;
        php.frame = undefined;
        return (yield* guarded(php, () => php.call(handler, [thrown.object]))) ?? 255;
      }
      const { object } = thrown;
      const [file, line] = [object.get('file') as string, object.get('line') as number];
      const isParse = object.cls.name === 'ParseError';
      php.fatal(
        isParse
          ? new Fatal(object.get('message') as string, { file, line, kind: 'Parse error' })
          : new Fatal(uncaught(object), { file, line }),
      );
      return 255;
    }
    if (!(error instanceof Fatal)) throw error;
    php.fatal(error);
    return 255;
  }
}

/** Runs compiled source as the main script: the status of the process. */
export function* runUnit(php: Engine, compiled: () => Unit, file: string): Task<number> {
  php.script = file;
  const main = new Frame(php, { ...noFunction, file, statics: new Map<string, Ref>() }, { vars: php.globals });
  main.file = file;
  let status = yield* guarded(php, function* () {
    const unit = compiled();
    php.frame = main;
    unit.hoist(main);
    php.kept.set('result', yield* unit.run(main));
  });
  for (let next = php.shutdown.shift(); next; next = php.shutdown.shift()) {
    const { fn, args } = next;
    php.frame = undefined;
    status = (yield* guarded(php, () => php.call(fn, args))) ?? status;
  }
  if (status !== 255) {
    php.frame = main;
    status =
      (yield* guarded(php, function* () {
        for (const object of [...php.destructible]) php.destroy(object);
        yield* php.flush();
      })) ?? status;
  }
  php.output.end();
  closeSession(php);
  yield* php.flush();
  return status ?? 0;
}

/** Runs a file; undefined when it cannot be read, after what PHP says then. */
export function* runFile(php: Engine, path: string, shown = path): Task<number | undefined> {
  const bytes = php.process.files.readFile(path);
  if (failed(bytes)) {
    const where = `(include_path='${php.ini.get('include_path') ?? ''}')`;
    php.script = 'Unknown';
    php.warn(`Failed to open stream: ${strerror(bytes.errno)}`, 'Warning', { file: 'Unknown', line: 0 });
    php.fatal(new Fatal(`Failed opening required '${shown}' ${where}`, { file: 'Unknown', line: 0 }));
    return undefined;
  }
  const file = fromText(path);
  php.included.add(file);
  return yield* runUnit(php, () => php.compile(fromBytes(bytes), file), file);
}

/** $_ENV, and the variables that every script has. */
export function fillSuperglobals(php: Engine, values: Readonly<Record<string, Value>>): void {
  for (const [name, value] of Object.entries(values)) php.superglobals.set(name, new Ref(value));
  php.superglobals.set('_ENV', new Ref(new PhpArray()));
}
