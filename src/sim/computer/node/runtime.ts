// The engine ready to run: compiled once, and a picture of its memory with the library in it, from which each process begins.
import { keepFramesSmall, readAsset } from './asset.ts';
import { Engine, type Host, type Snapshot, type Value } from './engine/engine.ts';
import { exportTable } from './engine/wasm.ts';
import { parts, readLibrary } from './library.ts';
import type { Task } from '../../kernel/task.ts';

const program = new URL(
  '../../../../node_modules/@jitl/quickjs-wasmfile-release-asyncify/dist/emscripten-module.wasm',
  import.meta.url,
);

/** What a process begins with. */
export interface Runtime {
  readonly module: WebAssembly.Module;
  readonly snapshot: Snapshot;
}

/** Functions of the library that the host calls. */
export const entries = [
  'start',
  'turn',
  'ticks',
  'rejected',
  'failed',
  'idle',
  'finish',
  'moduleFailed',
  'names',
] as const;

let made: Promise<Runtime> | undefined;

/** Loads and prepares the engine, once in a page. */
export function loadRuntime(): Promise<Runtime> {
  made ??= makeRuntime();
  return made;
}

async function makeRuntime(): Promise<Runtime> {
  keepFramesSmall();
  const [bytes, library] = await Promise.all([readAsset(program), readLibrary()]);
  const module = await WebAssembly.compile(exportTable(bytes));
  const engine = Engine.create(module, preparation);
  const boot = valueOf(engine, engine.evaluate(library.get('boot') ?? '', 'node:internal/boot'));
  const begun = valueOf(engine, finish(engine.call(boot, engine.systemCall())));
  const define = engine.property(begun, 'define');
  for (const [name, text] of library) {
    if (name === 'boot') continue;
    add(name, text);
  }
  for (const [name, [whole, property]] of Object.entries(parts))
    add(name, `module.exports = require('${whole}').${property};`);
  valueOf(engine, finish(engine.call(engine.property(begun, 'prepare'))));
  finish(engine.runJobs());
  const values: Record<string, Value> = {};
  for (const name of entries) values[name] = engine.property(begun, name);
  return { module, snapshot: engine.snapshot(values) };

  function add(name: string, text: string): void {
    const code = `(function(module,exports,require,sys,internal){${text}\n})`;
    const definition = valueOf(engine, engine.evaluate(code, `node:${name}`));
    valueOf(engine, finish(engine.call(define, engine.text(name), definition)));
  }
}

/** While the library is prepared there is no process: its calls find nothing. */
const preparation: Host = {
  *call(): Task<undefined> {
    return undefined;
  },
  *slice(): Task {
    // Nobody else waits for the engine yet.
  },
  clock: () => 0,
  grown: () => undefined,
  resolveModule: (name) => name,
  loadModule: () => '',
};

function valueOf(engine: Engine, outcome: { readonly value: Value } | { readonly thrown: Value }): Value {
  if ('value' in outcome) return outcome.value;
  const { thrown } = outcome;
  throw new Error(`the library: ${engine.readText(thrown)}\n${engine.readText(engine.property(thrown, 'stack'))}`);
}

/** Runs a task that has nothing to wait for. */
function finish<T>(task: Task<T>): T {
  for (let step = task.next(); ; step = task.next()) if (step.done) return step.value;
}
