// One process of Node.js: its program, then its event loop until nothing is left to do.
import { load, type Task } from '../../kernel/task.ts';
import type { Process } from '../contract.ts';
import { failed } from '../filesystem/errno.ts';
import { childCalls } from './calls/children.ts';
import { cryptoCalls } from './calls/crypto.ts';
import { zlibCalls } from './calls/zlib.ts';
import { fileCalls } from './calls/files.ts';
import { networkCalls } from './calls/network.ts';
import { operations } from './calls/operations.ts';
import { processCalls } from './calls/process.ts';
import { sourceCalls } from './calls/source.ts';
import { Engine, type Value } from './engine/engine.ts';
import { NodeHost, type Call } from './host.ts';
import { builtins } from './library.ts';
import { loadModule, resolveModule, urlOf } from './modules.ts';
import { loadRuntime } from './runtime.ts';

/** What the library is told of the program that it runs (`info`). */
export interface Program {
  /** A file, or a text with the name that it has in stacks. */
  readonly file?: string;
  readonly source?: string;
  readonly name?: string;
  /** Reads what is typed, and prints what it comes to. */
  readonly repl?: boolean;
  /** Only looks whether the file is a program. */
  readonly check?: boolean;
  /** Prints the value of the text. */
  readonly print?: boolean;
  readonly preload: readonly string[];
  readonly args: readonly string[];
  readonly execArgv: readonly string[];
  readonly version: string;
  readonly warnings: boolean;
  readonly noDeprecation: boolean;
}

/** ms of CPU that starting takes. */
const startCost = 38;

/** ms from the end of a program's first run to the first turn of its event loop. */
const firstTurn = 1;

/** Runs a program; its exit status. */
export function* runProgram(process: Process, program: Program): Task<number> {
  const { module, snapshot } = yield* load(loadRuntime);
  yield* process.compute(startCost);
  process.handle('PIPE', 'ignore');
  const calls: Readonly<Record<string, Call>> = {
    ...fileCalls,
    ...processCalls,
    ...networkCalls,
    ...cryptoCalls,
    ...zlibCalls,
    ...childCalls,
    ...sourceCalls(builtins),
    info: (host) => ({ json: infoOf(host, program) }),
  };
  const host = new NodeHost(process, { calls, operations });
  host.printsValue = program.print ?? false;
  const engine = Engine.restore(module, host, snapshot);
  host.engine = engine;
  const entry = (name: string): Value => {
    const value = snapshot.values[name];
    if (!value) throw new Error(`the library has no ${name}`);
    return value;
  };
  host.moduleResolver = (name, from) => resolveModule(host, name, from, builtins);
  host.moduleLoader = (name) =>
    loadModule(host, name, (builtin) => {
      const outcome = engine.callAtOnce(entry('names'), engine.text(builtin));
      return 'value' in outcome ? engine.readText(outcome.value).split(',').filter(isName) : [];
    });
  try {
    return yield* new Loop(host, entry).run();
  } catch (error) {
    if (!isExhausted(error)) throw error;
    const text = 'node: not simulated: a program that nests this deep\n';
    yield* process.descriptors.get(2)?.write(new TextEncoder().encode(text)) ?? [];
    return 134;
  } finally {
    const terminal = process.descriptors.get(0)?.terminal;
    if (terminal?.mode === 'raw') {
      terminal.mode = 'cooked';
      terminal.echo = true;
    }
  }
}

const isName = (name: string): boolean => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && name !== 'default';

/** Whether the engine has run out of the stack that it runs on. */
const isExhausted = (error: unknown): boolean => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof RangeError || (cause instanceof Error && cause.constructor.name === 'RuntimeError');
};

class Loop {
  readonly #host: NodeHost;
  readonly #engine: Engine;
  readonly #entry: (name: string) => Value;

  constructor(host: NodeHost, entry: (name: string) => Value) {
    this.#host = host;
    this.#engine = host.engine;
    this.#entry = entry;
  }

  *run(): Task<number> {
    yield* this.#call('start');
    if (this.#host.main !== undefined) yield* this.#runModule(this.#host.main);
    yield* this.#drain();
    // A timer of no time comes before an immediate, since a program takes its time to begin.
    yield* this.#host.process.compute(firstTurn);
    for (;;) {
      const rest = yield* this.#call('turn');
      if (rest === 0) yield* this.#drain();
      else if (rest > -2) yield* this.#host.wait(rest < 0 ? undefined : rest);
      else {
        yield* this.#call('idle');
        yield* this.#drain();
        const again = yield* this.#call('turn');
        if (again === -2) break;
        if (again === 0) yield* this.#drain();
        else yield* this.#host.wait(again < 0 ? undefined : again);
      }
    }
    return yield* this.#call('finish', ...(this.#unsettled() ? [this.#engine.number(13)] : []));
  }

  #main: Value | undefined;

  #unsettled(): boolean {
    return this.#main !== undefined && this.#engine.promiseState(this.#main) === 'pending';
  }

  *#runModule(path: string): Task {
    const engine = this.#engine;
    const name = urlOf(path);
    const outcome = yield* engine.runModule(this.#host.loadModule(name), name);
    if ('value' in outcome) this.#main = outcome.value;
    else yield* this.#call('failed', outcome.thrown, engine.text('module'));
  }

  /** Runs what process.nextTick and promises have put aside, then tells of promises that nobody has asked about. */
  *#drain(): Task {
    const engine = this.#engine;
    for (;;) {
      const ticks = yield* this.#call('ticks');
      const hadJobs = engine.jobsPending;
      yield* engine.runJobs();
      if (ticks > 0 || hadJobs) continue;
      const rejections = engine.takeRejections();
      if (rejections.length === 0) return;
      for (const { promise, reason } of rejections) yield* this.#call('rejected', reason, promise);
    }
  }

  *#call(name: string, ...values: readonly Value[]): Task<number> {
    const outcome = yield* this.#engine.call(this.#entry(name), ...values);
    for (const value of values) this.#engine.release(value);
    if ('thrown' in outcome)
      throw new Error(
        `the library of node: ${this.#engine.readText(outcome.thrown)}\n${this.#engine.readText(this.#engine.property(outcome.thrown, 'stack'))}`,
      );
    const number = this.#engine.readNumber(outcome.value);
    this.#engine.release(outcome.value);
    return Number.isNaN(number) ? 0 : number;
  }
}

function infoOf(host: NodeHost, program: Program): unknown {
  const { process } = host;
  const random = process.machine.kernel.random('node');
  const path = process.argv[0] ?? 'node';
  const { file, source, name = '[eval]', print, preload, args, execArgv, version, warnings, noDeprecation } = program;
  const executable = process.files.realpath('/proc/self/exe');
  const [major = ''] = version.slice(1).split('.');
  return {
    source,
    repl: program.repl,
    check: program.check,
    file,
    name,
    print,
    preload,
    argv: [failed(executable) ? path : executable, ...(file === undefined ? [] : [resolvedPath(host, file)]), ...args],
    argv0: path,
    execArgv,
    execPath: failed(executable) ? path : executable,
    version,
    versions: { v8: '11.3.244.8-node.33', uv: '1.46.0', modules: '115', openssl: '3.0.17' },
    lts: { 18: 'Hydrogen', 20: 'Iron', 22: 'Jod', 24: 'Krypton' }[major],
    arch: 'x64',
    env: Object.fromEntries(process.env),
    pid: process.pid,
    ppid: process.parentPid,
    seed: [0, 1, 2, 3].map(() => random.integer(2 ** 32) | 0),
    warnings,
    noDeprecation,
  };
}

/** The program's file as process.argv names it. */
function resolvedPath({ process }: NodeHost, file: string): string {
  const path = file.startsWith('/') ? file : `${process.cwd === '/' ? '' : process.cwd}/${file}`;
  for (const candidate of [path, `${path}.js`]) {
    const stat = process.files.stat(candidate);
    if (!failed(stat) && stat.kind === 'file') {
      const real = process.files.realpath(candidate);
      return failed(real) ? candidate : real;
    }
  }
  const real = process.files.realpath(path);
  return failed(real) ? path : real;
}
