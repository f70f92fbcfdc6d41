// Going through values one after the other: arrays, generators, iterators, the properties of objects.
import type { Task } from '../../../kernel/task.ts';
import { PhpArray, PhpObject, type Value } from '../values.ts';
import { callFunction } from './calls.ts';
import { accessible, type MethodInfo } from './class-info.ts';
import { toBool } from './convert.ts';
import type { Engine } from './engine.ts';
import { advance, begin, stateOf } from './generator.ts';

/** Where an iteration is. `next` moves on: false at the end. */
export interface Iteration {
  key: Value;
  value: Value;
  readonly next: () => Task<boolean>;
}

/** Goes through a value; undefined when it cannot be gone through. */
export function* iterate(php: Engine, value: Value): Task<Iteration | undefined> {
  if (value instanceof PhpArray) return over(value.copy().entries());
  if (!(value instanceof PhpObject)) return undefined;
  if (value.cls.name === 'Generator') return overGenerator(php, value);
  if (php.isInstance(value, 'Iterator')) return overIterator(php, value);
  if (php.isInstance(value, 'IteratorAggregate')) {
    const made = yield* call(php, value, 'getiterator');
    return yield* iterate(php, made);
  }
  const seen: [Value, Value][] = [];
  for (const name of value.props.keys()) {
    const property = value.cls.properties.get(name);
    if (!property || accessible(property.visibility, property.cls, php.frame?.scope))
      seen.push([name, value.get(name) ?? null]);
  }
  return over(seen);
}

function over(entries: readonly (readonly [Value, Value])[]): Iteration {
  let at = 0;
  const made: Iteration = {
    key: null,
    value: null,
    *next() {
      const entry = entries[at++];
      if (!entry) return false;
      [made.key, made.value] = entry;
      return true;
    },
  };
  return made;
}

function overGenerator(php: Engine, object: PhpObject): Iteration {
  const state = stateOf(object);
  let first = true;
  const made: Iteration = {
    key: null,
    value: null,
    *next() {
      if (first) yield* begin(php, state);
      else yield* advance(php, state, { value: null });
      first = false;
      if (state.done) return false;
      made.key = state.key;
      made.value = state.value;
      return true;
    },
  };
  return made;
}

function overIterator(php: Engine, object: PhpObject): Iteration {
  let first = true;
  const made: Iteration = {
    key: null,
    value: null,
    *next() {
      yield* call(php, object, first ? 'rewind' : 'next');
      first = false;
      if (!toBool(yield* call(php, object, 'valid'))) return false;
      made.value = yield* call(php, object, 'current');
      made.key = yield* call(php, object, 'key');
      return true;
    },
  };
  return made;
}

/** Calls a method of an object. */
export function* call(php: Engine, object: PhpObject, name: string, args: readonly Value[] = []): Task<Value> {
  const method: MethodInfo | undefined = php.findMethod(object.cls, name.toLowerCase());
  if (!method) throw php.error('Error', `Call to undefined method ${object.cls.name}::${name}()`);
  return yield* callFunction(php, { info: method.info, self: object, scope: method.cls, called: object.cls }, args);
}
