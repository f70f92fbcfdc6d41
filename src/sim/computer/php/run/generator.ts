// Generators: a function's body that stops at each yield. It runs as a part of the task of whoever asks for the next value.
import type { Suspension, Task } from '../../../kernel/task.ts';
import { Float, int, isInt, PhpObject, type Value } from '../values.ts';
import type { Completion } from '../compiler/code.ts';
import type { Engine } from './engine.ts';
import type { Frame } from './frame.ts';
import { Abandoned, type Thrown } from './signals.ts';

/** What a body hands out at a `yield`. It passes between the body and `advance` only, never further. */
export class Yielded {
  readonly key: Value | undefined;
  readonly value: Value;
  /** It comes from another generator: its key does not count for the keys that follow. */
  readonly foreign: boolean;

  constructor(key: Value | undefined, value: Value, foreign: boolean) {
    this.key = key;
    this.value = value;
    this.foreign = foreign;
  }
}

/** What an object of class Generator keeps. */
export interface GeneratorState {
  readonly frame: Frame;
  body: Task<Completion>;
  started: boolean;
  done: boolean;
  running: boolean;
  key: Value;
  value: Value;
  result: Value;
  nextKey: number;
}

function* noBody(): Task<Completion> {
  return undefined;
}

/** The object that a call of a generator function gives. */
export function makeGenerator(php: Engine, frame: Frame): PhpObject {
  const made = new PhpObject(php.needClass('Generator'), php.newId());
  const body = frame.info.body?.(frame) ?? noBody();
  made.native = {
    frame, body, started: false, done: false, running: false, key: null, value: null, result: null, nextKey: 0,
  } satisfies GeneratorState; // prettier-ignore
  return made;
}

export const stateOf = (object: PhpObject): GeneratorState => object.native as GeneratorState;

/** `yield`: hands a value out; what is sent back. */
export function* yieldValue(key: Value | undefined, value: Value, foreign = false): Task<Value> {
  return (yield new Yielded(key, value, foreign) as unknown as Suspension) as Value;
}

/** Runs until the next yield, or the end. */
export function* advance(
  php: Engine,
  state: GeneratorState,
  sent: { readonly value: Value } | { readonly thrown: Thrown },
): Task {
  if (state.running) throw php.error('Error', 'Cannot resume an already running generator');
  if (state.done) {
    if ('thrown' in sent) throw sent.thrown;
    return;
  }
  state.started = true;
  state.running = true;
  const { frame } = state;
  const outer = php.frame;
  Object.assign(frame, { parent: outer });
  php.frame = frame;
  try {
    let step = 'thrown' in sent ? state.body.throw(sent.thrown) : state.body.next(sent.value);
    while (!step.done) {
      const handed: unknown = step.value;
      if (handed instanceof Yielded) {
        take(state, handed);
        return;
      }
      let woken: unknown;
      try {
        woken = yield step.value;
      } catch (error) {
        step = state.body.throw(error);
        continue;
      }
      step = state.body.next(woken);
    }
    finish(state, step.value);
  } catch (error) {
    finish(state, undefined);
    throw error;
  } finally {
    state.running = false;
    php.frame = outer;
  }
}

/** Ends a generator that nobody will ask any more: its `finally` blocks run. */
export function* abandon(php: Engine, state: GeneratorState): Task {
  if (!state.started || state.done || state.running) return;
  const outer = php.frame;
  Object.assign(state.frame, { parent: outer });
  php.frame = state.frame;
  state.running = true;
  try {
    let step = state.body.throw(new Abandoned());
    while (!step.done && !((step.value as unknown) instanceof Yielded)) step = state.body.next(yield step.value);
  } catch (error) {
    if (!(error instanceof Abandoned)) throw error;
  } finally {
    finish(state, undefined);
    state.running = false;
    php.frame = outer;
  }
}

function finish(state: GeneratorState, completion: Completion): void {
  state.done = true;
  state.key = null;
  state.value = null;
  state.result = completion?.kind === 'return' ? completion.value : null;
}

function take(state: GeneratorState, { key, value, foreign }: Yielded): void {
  state.value = value;
  if (key === undefined) state.key = state.nextKey++;
  else {
    state.key = key;
    if (!foreign && isInt(key) && Number(key) >= state.nextKey) {
      const next = int(Number(key) + 1);
      if (!(next instanceof Float)) state.nextKey = Number(next);
    }
  }
}

/** Runs to the first yield if it has not begun. */
export function* begin(php: Engine, state: GeneratorState): Task {
  if (!state.started) yield* advance(php, state, { value: null });
}
