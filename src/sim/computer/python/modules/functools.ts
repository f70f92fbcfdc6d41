// `_functools`: what functools has that is no Python.
import type { NativeModule } from '../run/interpreter.ts';
import { iterate, next } from '../run/containers.ts';
import { addFunctions } from './native.ts';

/** Fills `_functools`. */
export const functools: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    *reduce(thread, [func, source, initial]) {
      const items = yield* iterate(thread, source);
      let total = initial === undefined ? yield* next(thread, items) : initial;
      if (total === undefined) throw thread.error('TypeError', 'reduce() of empty iterable with no initial value');
      for (let item = yield* next(thread, items); item !== undefined; item = yield* next(thread, items))
        total = yield* thread.call(func, [total, item]);
      return total;
    },
  });
};
