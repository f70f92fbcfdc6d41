// Lazy iterators that are classes: enumerate, zip, map, filter, reversed; and the protocol of all iterators.
import type { Task } from '../../../kernel/task.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import { builtinClass, methods, tuple, typeName, typeOf } from '../objects/types.ts';
import {
  type NativeCode,
  type PyClass,
  PyIterator,
  PyList,
  PyObject,
  PyTaskIterator,
  type Value,
} from '../objects/values.ts';
import { collect, getItem, iterate, iterateFast, next } from '../run/containers.ts';
import type { Thread } from '../run/thread.ts';
import { truth } from '../run/truth.ts';
import { length } from './length.ts';

/** Lazy iterators that are classes. */
function iteratorClass(
  cls: PyClass,
  make: (
    thread: Thread,
    sources: readonly Value[],
    args: readonly Value[],
    kw: ReadonlyMap<string, Value> | undefined,
  ) => (thread: Thread) => Task<Value>,
  iterates: (args: readonly Value[]) => readonly Value[],
): void {
  methods(cls, {
    *__new__(thread, [, ...args], kw) {
      const sources: Value[] = [];
      for (const source of iterates(args)) sources.push(yield* iterate(thread, source));
      return new PyTaskIterator(cls, make(thread, sources, args, kw));
    },
  });
}
/** What every iterator can do. */
export const iteratorMethods: Record<string, NativeCode> = {
  __iter__: (_thread, [self]) => self,
  *__next__(thread, [self]) {
    const value = yield* next(thread, self);
    if (value === undefined) throw thread.error('StopIteration');
    return value;
  },
};
for (const cls of Object.values(iteratorClasses)) methods(cls, iteratorMethods);

iteratorClass(
  iteratorClasses.enumerate,
  (_thread, [source], args, kw) => {
    let at = Number(args[1] ?? kw?.get('start') ?? 0);
    return function* (thread) {
      const item = yield* next(thread, source);
      return item === undefined ? undefined : tuple([at++, item]);
    };
  },
  (args) => [args[0]],
);
iteratorClass(
  iteratorClasses.zip,
  (_thread, sources, _args, kw) => {
    const strict = kw?.get('strict') === true;
    return function* (thread) {
      const items: Value[] = [];
      for (const [at, source] of sources.entries()) {
        const item = yield* next(thread, source);
        if (item === undefined) {
          if (strict && at > 0)
            throw thread.error(
              'ValueError',
              `zip() argument ${at + 1} is shorter than argument${at > 1 ? `s 1-${at}` : ' 1'}`,
            );
          if (strict)
            for (const [other, rest] of sources.entries())
              if (other > 0 && (yield* next(thread, rest)) !== undefined)
                throw thread.error(
                  'ValueError',
                  `zip() argument ${other + 1} is longer than argument${other > 1 ? `s 1-${other}` : ' 1'}`,
                );
          return undefined;
        }
        items.push(item);
      }
      return items.length === 0 ? undefined : tuple(items);
    };
  },
  (args) => args,
);
iteratorClass(
  iteratorClasses.map,
  (_thread, sources, [func]) =>
    function* (thread) {
      const items: Value[] = [];
      for (const source of sources) {
        const item = yield* next(thread, source);
        if (item === undefined) return undefined;
        items.push(item);
      }
      return yield* thread.call(func, items);
    },
  (args) => args.slice(1),
);
iteratorClass(
  iteratorClasses.filter,
  (_thread, [source], [func]) =>
    function* (thread) {
      for (let item = yield* next(thread, source); item !== undefined; item = yield* next(thread, source))
        if (yield* truth(thread, func === null ? item : yield* thread.call(func, [item]))) return item;
      return undefined;
    },
  (args) => [args[1]],
);
methods(iteratorClasses.reversed, {
  *__new__(thread, [, source]): Task<Value> {
    const own = yield* thread.callMethod(source, '__reversed__');
    if (own !== undefined) return own;
    const items =
      typeof source === 'string' || source instanceof PyObject
        ? iterateFast(source)
          ? yield* collect(thread, source)
          : yield* bySequence(thread, source)
        : yield* bySequence(thread, source);
    items.reverse();
    let at = 0;
    return new PyIterator(source instanceof PyList ? reversedList : iteratorClasses.reversed, () => items[at++]);
  },
});
const reversedList = builtinClass('list_reverseiterator');
methods(reversedList, iteratorMethods);

function* bySequence(thread: Thread, source: Value): Task<Value[]> {
  if (typeOf(source).lookup('__len__') === undefined)
    throw thread.error('TypeError', `'${typeName(source)}' object is not reversible`);
  const items: Value[] = [];
  const count = yield* length(thread, source);
  for (let at = 0; at < count; at++) items.push(yield* getItem(thread, source, at));
  return items;
}
