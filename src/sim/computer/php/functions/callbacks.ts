// Functions that call something back, and calling itself.
import type { Task } from '../../../kernel/task.ts';
import { copied, PhpArray, Ref, type Key, type Value } from '../values.ts';
import { callable, Named, type Given } from '../run/calls.ts';
import { toBool, toCount, toStr } from '../run/convert.ts';
import type { Engine } from '../run/engine.ts';
import { iterate } from '../run/iterate.ts';
import { behind } from './arrays.ts';
import type { Library } from './native.ts';

/** Sorts with a comparison that may wait: merge sort, which is stable as PHP's is. */
function* mergeSort<T>(php: Engine, items: readonly T[], order: (one: T, two: T) => Task<number>): Task<T[]> {
  if (items.length < 2) return [...items];
  const middle = items.length >> 1;
  const left = yield* mergeSort(php, items.slice(0, middle), order);
  const right = yield* mergeSort(php, items.slice(middle), order);
  const made: T[] = [];
  let [one, two] = [0, 0];
  while (one < left.length && two < right.length) {
    if (--php.budget <= 0) yield* php.pause();
    const first = left[one] as T;
    const second = right[two] as T;
    if ((yield* order(first, second)) <= 0) {
      made.push(first);
      one++;
    } else {
      made.push(second);
      two++;
    }
  }
  return [...made, ...left.slice(one), ...right.slice(two)];
}

const held = (value: Value | Ref): Value => (value instanceof Ref ? value.value : value);

const userSort = (name: string, by: 'value' | 'key', keep: boolean) =>
  function* (php: Engine, [ref, fn]: [Ref, Value]): Task<Value> {
    const array = behind(php, name, ref);
    const sorted = yield* mergeSort(php, array.raw(), function* (one, two) {
      const args: [Value, Value] = by === 'key' ? [one[0], two[0]] : [held(one[1]), held(two[1])];
      return toCount(yield* php.call(fn, args));
    });
    const target = behind(php, name, ref);
    target.become(keep ? sorted : sorted.map(([, value], at): [Key, Value | Ref] => [at, value]));
    return true;
  };

/** array_udiff and its like: with a comparison given last. */
const compared = (wanted: 'diff' | 'intersect', by: 'value' | 'key' | 'assoc') =>
  function* (php: Engine, given: readonly Value[]): Task<Value> {
    const fn = given.at(-1) ?? null;
    const [first, ...others] = given.slice(0, -1).filter((one) => one instanceof PhpArray);
    const made = new PhpArray();
    for (const [key, value] of first?.entries() ?? []) {
      let inAll = true;
      let inAny = false;
      for (const other of others) {
        let found = false;
        for (const [otherKey, otherValue] of other.entries()) {
          if (by === 'assoc' && key !== otherKey) continue;
          const pair: [Value, Value] = by === 'key' ? [key, otherKey] : [value, otherValue];
          found = toCount(yield* php.call(fn, pair)) === 0;
          if (found) break;
        }
        inAny ||= found;
        inAll &&= found;
      }
      if (wanted === 'diff' ? !inAny : inAll) made.set(key, copied(value));
    }
    return made;
  };

function* map(php: Engine, [fn, first, ...others]: [Value, PhpArray, ...PhpArray[]]): Task<Value> {
  const made = new PhpArray();
  if (others.length === 0) {
    for (const [key, value] of first.entries())
      made.set(key, copied(fn === null ? value : yield* php.call(fn, [value])));
    return made;
  }
  const lists = [first, ...others].map((one) => one.values());
  for (let at = 0; at < Math.max(...lists.map(({ length }) => length)); at++) {
    const args = lists.map((list) => list[at] ?? null);
    made.push(fn === null ? PhpArray.list(args) : yield* php.call(fn, args));
  }
  return made;
}

function* walk(php: Engine, array: PhpArray, fn: Value, extra: readonly Value[], deep: boolean): Task {
  for (const key of array.keys()) {
    const value = array.get(key) ?? null;
    if (deep && value instanceof PhpArray) {
      const inner = array.ownArray(key);
      if (inner) yield* walk(php, inner, fn, extra, true);
      continue;
    }
    const was = array.isReference(key);
    const ref = new Ref(value);
    yield* php.call(fn, [ref, key, ...extra]);
    if (was || ref.value !== value) array.set(key, ref.value);
  }
}

const arrayBehind = (ref: Ref): PhpArray => (ref.value instanceof PhpArray ? ref.value : new PhpArray());

const found = (wanted: 'value' | 'key' | 'any' | 'all') =>
  function* (php: Engine, [array, fn]: [PhpArray, Value]): Task<Value> {
    for (const [key, value] of array.entries()) {
      const holds = toBool(yield* php.call(fn, [value, key]));
      if (wanted === 'all' ? !holds : holds)
        return wanted === 'value' ? value : wanted === 'key' ? key : wanted === 'any';
    }
    return wanted === 'any' ? false : wanted === 'all' ? true : null;
  };

function spread(args: PhpArray): Given[] {
  return args.raw().map(([key, value]) => (typeof key === 'string' ? new Named(key, value) : value));
}

export const callbacks: Library = {
  *'array_map(?callable $callback, array $array, array ...$arrays)'(php, args: [Value, PhpArray, ...PhpArray[]]) {
    return yield* map(php, args);
  },
  *'array_filter(array $array, ?callable $callback = null, int $mode = 0)'(
    php,
    [array, fn = null, mode = 0]: [PhpArray, Value?, number?],
  ) {
    const made = new PhpArray();
    for (const [key, value] of array.entries()) {
      const args = mode === 2 ? [key] : mode === 1 ? [value, key] : [value];
      if (toBool(fn === null ? value : yield* php.call(fn, args))) made.set(key, copied(value));
    }
    return made;
  },
  *'array_reduce(array $array, callable $callback, mixed $initial = null)'(
    php,
    [array, fn, initial = null]: [PhpArray, Value, Value?],
  ) {
    let carry = initial;
    for (const value of array.values()) carry = yield* php.call(fn, [carry, value]);
    return carry;
  },
  *'array_walk(&$array, callable $callback, mixed $arg = null)'(php, [ref, fn, ...extra]: [Ref, Value, ...Value[]]) {
    yield* walk(php, arrayBehind(ref), fn, extra, false);
    return true;
  },
  *'array_walk_recursive(&$array, callable $callback, mixed $arg = null)'(
    php,
    [ref, fn, ...extra]: [Ref, Value, ...Value[]],
  ) {
    yield* walk(php, arrayBehind(ref), fn, extra, true);
    return true;
  },
  *'array_find(array $array, callable $callback)'(php, args: [PhpArray, Value]) {
    return yield* found('value')(php, args);
  },
  *'array_find_key(array $array, callable $callback)'(php, args: [PhpArray, Value]) {
    return yield* found('key')(php, args);
  },
  *'array_any(array $array, callable $callback)'(php, args: [PhpArray, Value]) {
    return yield* found('any')(php, args);
  },
  *'array_all(array $array, callable $callback)'(php, args: [PhpArray, Value]) {
    return yield* found('all')(php, args);
  },
  'usort(&$array, callable $callback)': userSort('usort', 'value', false),
  'uasort(&$array, callable $callback)': userSort('uasort', 'value', true),
  'uksort(&$array, callable $callback)': userSort('uksort', 'key', true),
  'array_udiff(array $array, mixed ...$rest)': compared('diff', 'value'),
  'array_diff_ukey(array $array, mixed ...$rest)': compared('diff', 'key'),
  'array_udiff_assoc(array $array, mixed ...$rest)': compared('diff', 'assoc'),
  'array_uintersect(array $array, mixed ...$rest)': compared('intersect', 'value'),
  'array_intersect_ukey(array $array, mixed ...$rest)': compared('intersect', 'key'),
  *'call_user_func(callable $callback, mixed ...$args)'(php, [fn, ...args]: [Value, ...Value[]]) {
    return yield* php.call(fn, args);
  },
  *'call_user_func_array(callable $callback, array $args)'(php, [fn, args]: [Value, PhpArray]) {
    return yield* php.call(fn, spread(args));
  },
  *'forward_static_call(callable $callback, mixed ...$args)'(php, [fn, ...args]: [Value, ...Value[]]) {
    return yield* php.call(fn, args);
  },
  *'iterator_to_array(Traversable|array $iterator, bool $preserve_keys = true)'(
    php,
    [from, keep = true]: [Value, boolean?],
  ) {
    const made = new PhpArray();
    const iteration = yield* iterate(php, from);
    while (iteration && (yield* iteration.next())) {
      const { key } = iteration;
      if (keep && (typeof key === 'string' || typeof key === 'number')) made.set(key, copied(iteration.value));
      else made.push(copied(iteration.value));
    }
    return made;
  },
  *'iterator_count(Traversable|array $iterator)'(php, [from]: [Value]) {
    let count = 0;
    const iteration = yield* iterate(php, from);
    while (iteration && (yield* iteration.next())) count++;
    return count;
  },
  *'iterator_apply(Traversable $iterator, callable $callback, ?array $args = null)'(
    php,
    [from, fn, args]: [Value, Value, (PhpArray | null)?],
  ) {
    let count = 0;
    const iteration = yield* iterate(php, from);
    while (iteration && (yield* iteration.next())) {
      count++;
      if ((yield* php.call(fn, args ? spread(args) : [])) !== true) break;
    }
    return count;
  },
  'is_callable(mixed $value, bool $syntax_only = false, &$callable_name = null)': (php, [value]: [Value]) =>
    callable(php, value) !== undefined,
  'func_get_args()': (_php, _args: readonly Value[], frame) => PhpArray.list(frame?.args.map(copied) ?? []),
  'func_num_args()': (_php, _args: readonly Value[], frame) => frame?.args.length ?? 0,
  'func_get_arg(int $position)': (_php, [at]: [number], frame) => frame?.args[at] ?? null,
  'function_exists(string $function)': (php, [name]: [string]) =>
    php.functionNamed(name.replace(/^\\/, '')) !== undefined,
  'register_shutdown_function(callable $callback, mixed ...$args)': (php, [fn, ...args]: [Value, ...Value[]]) => {
    php.shutdown.push({ fn, args });
    return null;
  },
  'spl_autoload_register(?callable $callback = null, bool $throw = true, bool $prepend = false)': (
    php,
    [fn = null, , first = false]: [Value?, boolean?, boolean?],
  ) => {
    if (fn === null) throw php.notSimulated('spl_autoload()');
    if (first) php.autoloaders.unshift(fn);
    else php.autoloaders.push(fn);
    return true;
  },
  'spl_autoload_functions()': (php) => PhpArray.list(php.autoloaders),
  'set_error_handler(?callable $callback, int $error_levels = 32767)': (php, [fn]: [Value]) => {
    const before = php.errorHandler;
    php.errorHandler = fn;
    return before;
  },
  'restore_error_handler()': (php) => {
    php.errorHandler = null;
    return true;
  },
  'set_exception_handler(?callable $callback)': (php, [fn]: [Value]) => {
    const before = php.exceptionHandler;
    php.exceptionHandler = fn;
    return before;
  },
  'restore_exception_handler()': (php) => {
    php.exceptionHandler = null;
    return true;
  },
  'trigger_error(string $message, int $error_level = 1024)': (php, [message, level = 1024]: [string, number?]) => {
    if (level === 256) throw php.fatalError(message);
    php.warn(message, level === 512 ? 'Warning' : level === 1024 ? 'Notice' : 'Deprecated');
    return true;
  },
  'user_error(string $message, int $error_level = 1024)': (php, [message, level = 1024]: [string, number?]) => {
    if (level === 256) throw php.fatalError(message);
    php.warn(message, level === 512 ? 'Warning' : level === 1024 ? 'Notice' : 'Deprecated');
    return true;
  },
  'ob_start(mixed $callback = null, int $chunk_size = 0, int $flags = 112)': (php, [fn = null]: [Value?]) => {
    php.output.buffers.push({
      text: '',
      filter: fn === null ? undefined : (text) => toStr(php, php.callNow(fn, [text, 8])),
    });
    return true;
  },
};
