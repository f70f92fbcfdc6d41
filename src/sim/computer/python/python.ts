// python3: the interpreter as a program. Options, where the program comes from, how it ends.
import type { Task } from '../../kernel/task.ts';
import type { Process, Program } from '../contract.ts';
import { failed, strerror } from '../filesystem/errno.ts';
import { findEnvironment } from '../packages/pip/environment.ts';
import { encodeText, decodeText, readAll } from '../programs/text.ts';
import './builtins/bytes-methods.ts';
import './builtins/class-methods.ts';
import './builtins/collection-methods.ts';
import './builtins/generator-methods.ts';
import './builtins/iterators.ts';
import './builtins/number-methods.ts';
import './builtins/text-methods.ts';
import { fillBuiltins } from './builtins/functions.ts';
import { libraries } from './lib/index.ts';
import { natives } from './modules/index.ts';
import { converse } from './interactive.ts';
import { fillSys, type Installation } from './modules/sys.ts';
import { isException } from './objects/exceptions.ts';
import { str } from './objects/text.ts';
import { dict, moduleType } from './objects/types.ts';
import { type PyDict, type PyException, type PyList, PyModule } from './objects/values.ts';
import { Frame, makeCells } from './run/frame.ts';
import { Interpreter } from './run/interpreter.ts';
import { runModule } from './run/run-module.ts';
import type { Thread } from './run/thread.ts';
import { formatException } from './run/traceback.ts';

/** The last patch of each series, for a Python that does not say which it is. */
const patches: Readonly<Record<string, string>> = {
  8: '3.8.20',
  9: '3.9.24',
  10: '3.10.19',
  11: '3.11.14',
  12: '3.12.12',
  13: '3.13.9',
  14: '3.14.0',
};

/** Resident bytes of an interpreter that has just started. */
const memory = 9_400_000;
/** ms of CPU that it takes to start. */
const startTime = 14;

interface Options {
  command?: string;
  module?: string;
  script?: string;
  rest: readonly string[];
  unbuffered: boolean;
  interactive: boolean;
  version: number;
  wrong?: string;
  help: boolean;
}

function parseOptions(args: readonly string[]): Options {
  const found: Options = { rest: [], unbuffered: false, interactive: false, version: 0, help: false };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '-' || !arg.startsWith('-')) return { ...found, script: arg, rest: args.slice(at + 1) };
    if (arg === '--version') found.version++;
    else if (arg === '--help') found.help = true;
    else if (arg.startsWith('--')) return { ...found, wrong: arg };
    else
      for (let letter = 1; letter < arg.length; letter++) {
        const option = arg[letter] ?? '';
        if (option === 'c' || option === 'm') {
          const value = arg.slice(letter + 1) || args[++at];
          if (value === undefined) return { ...found, wrong: `Argument expected for the -${option} option` };
          return { ...found, [option === 'c' ? 'command' : 'module']: value, rest: args.slice(at + 1) };
        }
        if (option === 'u') found.unbuffered = true;
        else if (option === 'i') found.interactive = true;
        else if (option === 'V') found.version++;
        else if (option === 'h' || option === '?') found.help = true;
        else if (option === 'W' || option === 'X') {
          if (letter === arg.length - 1) at++;
          break;
        } else if (!'bBdEIOPqRsSvx'.includes(option)) return { ...found, wrong: `Unknown option: -${option}` };
      }
  }
  return found;
}

const usage = (name: string): string => `usage: ${name} [option] ... [-c cmd | -m mod | file | -] [arg] ...`;

/** What is installed where the interpreter is. */
function installationOf(process: Process): Installation & { readonly library: string; readonly series: number } {
  const environment = findEnvironment(process, process.files, process.argv[0] ?? 'python3');
  const given = process.env.get('PYTHON_VERSION');
  const series = environment?.series ?? '3.12';
  const version = given?.startsWith(`${series}.`) ? given : (patches[series.slice(2)] ?? `${series}.0`);
  const executable = environment?.python ?? '/usr/bin/python3';
  const prefix = executable.replace(/\/bin\/[^/]*$/, '');
  const base = environment?.virtual
    ? (/^home = (.*)\/bin$/m.exec(readText(process, `${prefix}/pyvenv.cfg`))?.[1] ?? prefix)
    : prefix;
  const library = `${base === '' ? '/usr' : base}/lib/python${series}`;
  const zip = `${base}/lib/python${series.replace('.', '')}.zip`;
  const extra = (process.env.get('PYTHONPATH') ?? '').split(':').filter((one) => one !== '');
  return {
    version,
    build: `(main, Oct 10 2025, 09:00:00) [GCC ${series === '3.12' ? '13.3.0' : '12.2.0'}]`,
    executable,
    prefix,
    basePrefix: base,
    path: [...extra, zip, library, `${library}/lib-dynload`, ...(environment?.path ?? [])],
    library,
    series: Number(series.slice(2)),
  };
}

function readText(process: Process, path: string): string {
  const found = process.files.readText(path);
  return failed(found) ? '' : found;
}

/** `python3 [options] [-c cmd | -m module | file | -] [arguments]` */
export const python: Program = function* (process) {
  const options = parseOptions(process.argv.slice(1));
  const name = process.argv[0] ?? 'python3';
  const installation = installationOf(process);
  const say = function* (text: string, number: number): Task {
    yield* process.descriptors.get(number)?.write(encodeText(`${text}\n`)) ?? [];
  };
  if (options.wrong !== undefined) {
    yield* say(`${options.wrong}\n${usage(name)}\nTry \`python -h' for more information.`, 2);
    return 2;
  }
  if (options.help) {
    yield* say(usage(name), 1);
    return 0;
  }
  if (options.version > 0) {
    yield* say(
      options.version > 1 ? `Python ${installation.version} ${installation.build}` : `Python ${installation.version}`,
      1,
    );
    return 0;
  }
  process.useMemory(memory);
  yield* process.compute(startTime);
  const argv = [
    options.command !== undefined ? '-c' : options.module !== undefined ? '-m' : (options.script ?? ''),
    ...options.rest,
  ];
  const unbuffered = options.unbuffered || (process.env.get('PYTHONUNBUFFERED') ?? '') !== '';
  return yield* runIn(process, installation, unbuffered, argv, (interpreter, main) =>
    start(interpreter, main, options, installation),
  );
};

/** Runs a program in an interpreter of its own: what it ends with. */
function* runIn(
  process: Process,
  installation: ReturnType<typeof installationOf>,
  unbuffered: boolean,
  argv: readonly string[],
  body: (interpreter: Interpreter, main: PyDict) => Task<number | undefined>,
): Task<number> {
  const interpreter = new Interpreter(
    process,
    { natives, libraries },
    installation.series,
    installation.library,
    unbuffered,
  );
  const thread = interpreter.main;
  interpreter.runForked = (child, run) =>
    runIn(child, installation, unbuffered, argv, function* (own) {
      const path = own.sys.get('path') as PyList;
      path.items.splice(0, path.items.length, ...(interpreter.sys.get('path') as PyList).items);
      yield* run(own);
      return undefined;
    });
  fillBuiltins(interpreter);
  fillSys(interpreter, thread, argv, installation);
  process.handle('PIPE', 'ignore');
  process.handle('INT', () => {
    interpreter.signal(2);
  });
  const main = dict();
  for (const [key, value] of Object.entries({
    __name__: '__main__',
    __doc__: null,
    __package__: null,
    __spec__: null,
    __builtins__: interpreter.modules.get('builtins'),
  }))
    main.set(key, value);
  interpreter.modules.set('__main__', new PyModule(moduleType, '__main__', main));
  const status = yield* runToEnd(interpreter, thread, () => body(interpreter, main));
  return yield* finish(interpreter, status);
}

/** Runs the program that the options name. */
function* start(
  interpreter: Interpreter,
  main: PyDict,
  options: Options,
  installation: Installation,
): Task<number | undefined> {
  const { process, main: thread } = interpreter;
  const path = interpreter.sys.get('path') as PyList;
  if (options.command !== undefined) {
    path.items.unshift('');
    yield* execute(interpreter, main, `${options.command}\n`, '<string>');
  } else if (options.module !== undefined) {
    path.items.unshift(process.cwd);
    return yield* runModule(thread, main, options.module, options.rest);
  } else if (options.script === undefined || options.script === '-') {
    path.items.unshift('');
    const input = process.descriptors.get(0);
    if (input?.terminal || options.interactive) return yield* converse(interpreter, main, installation);
    const source = input ? decodeText(yield* readAll(input, process)) : '';
    yield* execute(interpreter, main, source, '<stdin>');
  } else {
    const status = yield* runFile(interpreter, main, path, options.script);
    if (status !== undefined) return status;
  }
  return options.interactive ? yield* converse(interpreter, main, installation) : undefined;
}

/** Runs a file, or the `__main__.py` of a folder. */
function* runFile(interpreter: Interpreter, main: PyDict, path: PyList, script: string): Task<number | undefined> {
  const { process } = interpreter;
  const stat = process.files.stat(script);
  const absolute = script.startsWith('/')
    ? script
    : `${process.cwd === '/' ? '' : process.cwd}/${script}`.replace(/\/\.\//g, '/');
  const isFolder = !failed(stat) && stat.kind === 'directory';
  const file = isFolder ? `${script.replace(/\/$/, '')}/__main__.py` : script;
  const source = process.files.readText(file);
  if (failed(source)) {
    const { argv } = process;
    const number = { ENOENT: 2, EACCES: 13, EISDIR: 21, ENOTDIR: 20 }[source.errno as string] ?? 5;
    const text = isFolder
      ? `${argv[0]}: can't find '__main__' module in '${absolute}'`
      : `${argv[0]}: can't open file '${absolute}': [Errno ${number}] ${strerror(source)}`;
    yield* process.descriptors.get(2)?.write(encodeText(`${text}\n`)) ?? [];
    return isFolder ? 1 : 2;
  }
  path.items.unshift(isFolder ? absolute.replace(/\/$/, '') : absolute.replace(/\/[^/]*$/, '') || '/');
  const real = process.files.realpath(file);
  if (typeof real === 'string' && !isFolder) path.items[0] = real.replace(/\/[^/]*$/, '') || '/';
  main.set('__file__', interpreter.series >= 9 ? (file.startsWith('/') ? file : absolute) : file);
  yield* execute(
    interpreter,
    main,
    source,
    interpreter.series >= 9 ? (isFolder ? `${absolute}/__main__.py` : absolute) : file,
  );
  return undefined;
}

function* execute(interpreter: Interpreter, main: PyDict, source: string, file: string): Task {
  const { main: thread } = interpreter;
  const code = interpreter.compile(thread, source, file, 'exec');
  yield* thread.run(new Frame(code, main, interpreter.builtins, [], makeCells(code, [])));
}

/** The status that a program ends with, after what an unhandled exception prints. */
function* runToEnd(
  interpreter: Interpreter,
  thread: Thread,
  body: () => Task<number | undefined>,
): Task<number | 'interrupted'> {
  try {
    return (yield* body()) ?? 0;
  } catch (error) {
    return yield* report(interpreter, thread, thread.asRaised(error).exception);
  }
}

/** Prints what an exception prints that nobody has handled; the status it ends the program with. */
function* report(interpreter: Interpreter, thread: Thread, exception: PyException): Task<number | 'interrupted'> {
  yield* interpreter.stdout.flush();
  if (isException(exception, 'SystemExit')) {
    const code = exception.attrs.get('code') ?? null;
    if (code === null) return 0;
    if (typeof code === 'number') return code & 255;
    if (typeof code === 'boolean') return Number(code);
    interpreter.stderr.add(`${yield* str(thread, code)}\n`);
    yield* interpreter.stderr.flush();
    return 1;
  }
  const hook = interpreter.sys.get('excepthook');
  try {
    if (hook !== interpreter.sys.get('__excepthook__'))
      yield* thread.call(hook, [exception.cls, exception, interpreter.traceback(exception)]);
    else interpreter.stderr.add(yield* formatException(thread, exception));
  } catch (error) {
    interpreter.stderr.add(
      `Error in sys.excepthook:\n${yield* formatException(thread, thread.asRaised(error).exception)}`,
    );
  }
  yield* interpreter.stderr.flush();
  return isException(exception, 'KeyboardInterrupt') ? 'interrupted' : 1;
}

/** Waits for threads, runs what was registered for the end, and writes what is left. */
function* finish(interpreter: Interpreter, status: number | 'interrupted'): Task<number> {
  const { main: thread, process } = interpreter;
  let result = status;
  const waited = yield* runToEnd(interpreter, thread, function* () {
    yield* interpreter.joinThreads();
    return undefined;
  });
  if (waited !== 0) result = waited;
  for (let entry = interpreter.atExit.pop(); entry; entry = interpreter.atExit.pop()) {
    const { func, args, kw } = entry;
    yield* runToEnd(interpreter, thread, function* () {
      yield* thread.call(func, args, kw);
      return undefined;
    });
  }
  for (const close of interpreter.open) yield* close();
  const failure = yield* interpreter.stdout.flush();
  if (failure !== undefined && result === 0) {
    interpreter.stderr.add(
      `Exception ignored in: <_io.TextIOWrapper name='<stdout>' mode='w' encoding='utf-8'>\nBrokenPipeError: [Errno 32] Broken pipe\n`,
    );
    result = 120;
  }
  yield* interpreter.stderr.flush();
  if (result !== 'interrupted') return result;
  process.handle('INT', 'default');
  process.kill(process.pid, 'INT');
  return 130;
}
