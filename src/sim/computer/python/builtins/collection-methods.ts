// Methods of list, tuple, dict, set and frozenset.
import type { Task } from '../../../kernel/task.ts';
import { hashKey, same } from '../objects/hash.ts';
import { getItemOf } from '../objects/items.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import { repr } from '../objects/text.ts';
import {
  builtinClass,
  classmethodType,
  dict,
  dictType,
  frozensetType,
  list,
  listType,
  methods,
  native,
  set,
  setType,
  tuple,
  tupleType,
  typeName,
  typeOf,
} from '../objects/types.ts';
import {
  isInt,
  type NativeCode,
  notImplemented,
  type PyClass,
  PyDict,
  PyList,
  PyNativeObject,
  PySet,
  PyTuple,
  PyWrapper,
  type Value,
} from '../objects/values.ts';
import { addTo, collect, contains, dictIterator, getItem, iterateFast, put, setItem } from '../run/containers.ts';
import type { Thread } from '../run/thread.ts';
import { sorted } from './sort.ts';

const items = (value: Value): Value[] => (value as PyList).items;
const count: NativeCode = (thread, [self, item]) => items(self).filter((one) => same(thread, one, item)).length;
const index: NativeCode = (thread, [self, item, from = 0, to]) => {
  const all = items(self);
  const end = to === undefined ? all.length : Number(to);
  for (
    let at = Number(from) < 0 ? Math.max(0, Number(from) + all.length) : Number(from);
    at < Math.min(end, all.length);
    at++
  )
    if (same(thread, all[at], item)) return at;
  if (self instanceof PyTuple) throw thread.error('ValueError', 'tuple.index(x): x not in tuple');
  const shown = thread.sync(repr(thread, item));
  throw thread.error('ValueError', `${shown} is not in list`);
};
const repeat =
  (make: (items: Value[]) => Value): NativeCode =>
  (thread, [self, times]) => {
    if (!isInt(times) && typeof times !== 'boolean')
      throw thread.error('TypeError', `can't multiply sequence by non-int of type '${typeName(times)}'`);
    const out: Value[] = [];
    for (let turn = 0; turn < Number(times); turn++) for (const item of items(self)) out.push(item);
    return make(out);
  };

const iterates: NativeCode = (_thread, [self]) => iterateFast(self);
const common: Record<string, NativeCode> = {
  *__getitem__(thread, [self, at]) {
    const found = getItemOf(thread, self, at);
    if (found !== undefined) return found;
    const missing = yield* thread.callMethod(self, '__missing__', at);
    if (missing !== undefined) return missing;
    throw thread.error('KeyError', at);
  },
  *__contains__(thread, [self, item]): Task<Value> {
    if (self instanceof PyDict || self instanceof PySet) return self.map.has(hashKey(thread, item, self.map));
    return yield* contains(thread, tuple(items(self)), item);
  },
  __len__: (_thread, [self]) => (self instanceof PyDict || self instanceof PySet ? self.map.size : items(self).length),
};

methods(tupleType, {
  ...common,
  *__new__(thread, [cls, source]): Task<Value> {
    const made = source === undefined ? [] : yield* collect(thread, source);
    return source instanceof PyTuple && cls === tupleType && source.cls === tupleType
      ? source
      : new PyTuple(cls as PyClass, made);
  },
  __iter__: iterates,
  __add__: (_thread, [self, other]) =>
    other instanceof PyTuple ? tuple([...items(self), ...other.items]) : notImplemented,
  __mul__: repeat(tuple),
  __rmul__: repeat(tuple),
  count,
  index,
});

methods(listType, {
  ...common,
  __new__: (_thread, [cls]) => new PyList(cls as PyClass, []),
  *__init__(thread, [self, source]) {
    (self as PyList).items = source === undefined ? [] : yield* collect(thread, source);
    return null;
  },
  __iter__: iterates,
  *__setitem__(thread, [self, at, value]) {
    const plain = list([]);
    plain.items = items(self);
    yield* setItem(thread, plain, at, value);
    (self as PyList).items = plain.items;
    return null;
  },
  *__delitem__(thread, [self, at]) {
    const plain = list([]);
    plain.items = items(self);
    yield* setItem(thread, plain, at, undefined);
    (self as PyList).items = plain.items;
    return null;
  },
  __add__: (_thread, [self, other]) =>
    other instanceof PyList ? list([...items(self), ...other.items]) : notImplemented,
  *__iadd__(thread, [self, other]) {
    for (const item of yield* collect(thread, other)) items(self).push(item);
    return self;
  },
  __mul__: repeat(list),
  __rmul__: repeat(list),
  append: (_thread, [self, item]) => {
    items(self).push(item);
    return null;
  },
  *extend(thread, [self, other]) {
    for (const item of yield* collect(thread, other)) items(self).push(item);
    return null;
  },
  insert: (_thread, [self, at, item]) => {
    const all = items(self);
    const place = Number(at) < 0 ? Math.max(0, Number(at) + all.length) : Number(at);
    all.splice(place, 0, item);
    return null;
  },
  pop: (thread, [self, at = -1]) => {
    const all = items(self);
    if (all.length === 0) throw thread.error('IndexError', 'pop from empty list');
    const place = Number(at) < 0 ? Number(at) + all.length : Number(at);
    if (place < 0 || place >= all.length) throw thread.error('IndexError', 'pop index out of range');
    return all.splice(place, 1)[0];
  },
  remove: (thread, [self, item]) => {
    const at = items(self).findIndex((one) => same(thread, one, item));
    if (at < 0) throw thread.error('ValueError', 'list.remove(x): x not in list');
    items(self).splice(at, 1);
    return null;
  },
  clear: (_thread, [self]) => {
    (self as PyList).items = [];
    return null;
  },
  copy: (_thread, [self]) => list([...items(self)]),
  reverse: (_thread, [self]) => {
    items(self).reverse();
    return null;
  },
  *sort(thread, [self], kw) {
    (self as PyList).items = yield* sorted(thread, items(self), kw);
    return null;
  },
  count,
  index,
});

/** Views of dictionaries: the dictionary, and what is picked of each entry. */
interface View {
  readonly of: PyDict;
  readonly pick: (entry: { key: Value; value: Value }) => Value;
}
const viewClass = (name: string, pick: View['pick'], iterator: PyClass): ((of: PyDict) => Value) => {
  const cls = builtinClass(name);
  const all = (self: Value): Value[] => [...(self as PyNativeObject<View>).native.of.map.values()].map(pick);
  const asSet = (thread: Thread, source: readonly Value[]): PySet => {
    const made = set();
    for (const item of source) addTo(thread, made, item);
    return made;
  };
  methods(cls, {
    __iter__: (_thread, [self]) => dictIterator((self as PyNativeObject<View>).native.of, iterator, pick),
    __len__: (_thread, [self]) => (self as PyNativeObject<View>).native.of.map.size,
    *__repr__(thread, [self]) {
      return `${name}(${yield* repr(thread, list(all(self)))})`;
    },
    __reversed__: (_thread, [self]) => iterateFast(list(all(self).reverse())),
    *__contains__(thread, [self, item]) {
      return yield* contains(thread, list(all(self)), item);
    },
    *__and__(thread, [self, other]) {
      const right = asSet(thread, yield* collect(thread, other));
      return asSet(
        thread,
        all(self).filter((item) => right.map.has(hashKey(thread, item, right.map))),
      );
    },
    *__or__(thread, [self, other]) {
      return asSet(thread, [...all(self), ...(yield* collect(thread, other))]);
    },
    *__sub__(thread, [self, other]) {
      const right = asSet(thread, yield* collect(thread, other));
      return asSet(
        thread,
        all(self).filter((item) => !right.map.has(hashKey(thread, item, right.map))),
      );
    },
    *__eq__(thread, [self, other]) {
      const left = asSet(thread, all(self));
      const right = asSet(thread, yield* collect(thread, other));
      return left.map.size === right.map.size && [...left.map.keys()].every((key) => right.map.has(key));
    },
  });
  return (of) => new PyNativeObject<View>(cls, { of, pick });
};
const keysView = viewClass('dict_keys', ({ key }) => key, iteratorClasses.dict);
const valuesView = viewClass('dict_values', ({ value }) => value, iteratorClasses.values);
const itemsView = viewClass('dict_items', ({ key, value }) => tuple([key, value]), iteratorClasses.items);

/** Fills a dictionary as `dict(…)` and `update` do. */
export function* update(thread: Thread, to: PyDict, source: Value, kw: ReadonlyMap<string, Value> | undefined): Task {
  if (source instanceof PyDict) for (const { key, value } of source.map.values()) put(thread, to, key, value);
  else if (source !== undefined) {
    if (typeOf(source).lookup('keys') !== undefined)
      for (const key of yield* collect(thread, yield* thread.callMethod(source, 'keys')))
        put(thread, to, key, yield* getItem(thread, source, key));
    else
      for (const [at, pair] of (yield* collect(thread, source)).entries()) {
        const parts = yield* collect(thread, pair);
        if (parts.length !== 2)
          throw thread.error(
            'ValueError',
            `dictionary update sequence element #${at} has length ${parts.length}; 2 is required`,
          );
        put(thread, to, parts[0], parts[1]);
      }
  }
  if (kw) for (const [name, value] of kw) put(thread, to, name, value);
}

const entries = (value: Value): PyDict['map'] => (value as PyDict).map;
const copyDict = (value: Value): PyDict => {
  const made = dict();
  for (const [hash, entry] of entries(value)) made.map.set(hash, { ...entry });
  return made;
};

methods(dictType, {
  ...common,
  __new__: (_thread, [cls]) => new PyDict(cls as PyClass),
  *__init__(thread, [self, source], kw) {
    yield* update(thread, self as PyDict, source, kw);
    return null;
  },
  __iter__: iterates,
  __reversed__: (_thread, [self]) => iterateFast(list([...entries(self).values()].map(({ key }) => key).reverse())),
  __setitem__: (thread, [self, key, value]) => {
    put(thread, self as PyDict, key, value);
    return null;
  },
  __delitem__: (thread, [self, key]) => {
    if (!entries(self).delete(hashKey(thread, key, entries(self)))) throw thread.error('KeyError', key);
    return null;
  },
  *__or__(thread, [self, other]): Task<Value> {
    if (!(other instanceof PyDict)) return notImplemented;
    const made = copyDict(self);
    yield* update(thread, made, other, undefined);
    return made;
  },
  *__ior__(thread, [self, other]) {
    yield* update(thread, self as PyDict, other, undefined);
    return self;
  },
  get: (thread, [self, key, otherwise = null]) => {
    const entry = entries(self).get(hashKey(thread, key, entries(self)));
    return entry ? entry.value : otherwise;
  },
  keys: (_thread, [self]) => keysView(self as PyDict),
  values: (_thread, [self]) => valuesView(self as PyDict),
  items: (_thread, [self]) => itemsView(self as PyDict),
  pop: (thread, [self, key, otherwise]) => {
    const hash = hashKey(thread, key, entries(self));
    const entry = entries(self).get(hash);
    if (!entry) {
      if (otherwise === undefined) throw thread.error('KeyError', key);
      return otherwise;
    }
    const { value } = entry;
    entries(self).delete(hash);
    return value;
  },
  popitem: (thread, [self]) => {
    const last = [...entries(self)].at(-1);
    if (!last) throw thread.error('KeyError', 'popitem(): dictionary is empty');
    entries(self).delete(last[0]);
    return tuple([last[1].key, last[1].value]);
  },
  setdefault: (thread, [self, key, value = null]) => {
    const hash = hashKey(thread, key, entries(self));
    const entry = entries(self).get(hash);
    if (entry) return entry.value;
    entries(self).set(hash, { key, value });
    return value;
  },
  *update(thread, [self, source], kw) {
    yield* update(thread, self as PyDict, source, kw);
    return null;
  },
  clear: (_thread, [self]) => {
    entries(self).clear();
    return null;
  },
  copy: (_thread, [self]) => copyDict(self),
});
dictType.set(
  'fromkeys',
  new PyWrapper(
    classmethodType,
    native('fromkeys', function* (thread, [cls, keys, value = null]): Task<Value> {
      const made = (yield* thread.call(cls, [])) as PyDict;
      for (const key of yield* collect(thread, keys)) yield* setItem(thread, made, key, value);
      return made;
    }),
  ),
);

const values = (value: Value): Map<Value, Value> => (value as PySet).map;
const like = (self: Value, content: Iterable<readonly [Value, Value]>): PySet => {
  const made = new PySet(
    (self as PySet).cls.heap
      ? (self as PySet).cls.isSubclass(setType)
        ? setType
        : frozensetType
      : (self as PySet).cls,
  );
  made.map = new Map(content);
  return made;
};
function* toSet(thread: Thread, source: Value): Task<PySet> {
  if (source instanceof PySet) return source;
  const made = set();
  for (const item of yield* collect(thread, source)) addTo(thread, made, item);
  return made;
}
const and = (a: Value, b: Value): PySet =>
  like(
    a,
    [...values(a)].filter(([key]) => values(b).has(key)),
  );
const or = (a: Value, b: Value): PySet =>
  like(a, [...values(a), ...[...values(b)].filter(([key]) => !values(a).has(key))]);
const minus = (a: Value, b: Value): PySet =>
  like(
    a,
    [...values(a)].filter(([key]) => !values(b).has(key)),
  );
const either = (a: Value, b: Value): PySet => or(minus(a, b), minus(b, a));
const operator =
  (combine: (a: Value, b: Value) => PySet): NativeCode =>
  (_thread, [self, other]) =>
    other instanceof PySet ? combine(self, other) : notImplemented;
const named = (combine: (a: Value, b: Value) => PySet): NativeCode =>
  function* (thread, [self, ...others]) {
    let made = like(self, values(self));
    for (const other of others) made = combine(made, yield* toSet(thread, other));
    return made;
  };
const inPlace = (combine: (a: Value, b: Value) => PySet, gives: boolean): NativeCode =>
  function* (thread, [self, ...others]) {
    for (const other of others) (self as PySet).map = combine(self, yield* toSet(thread, other)).map;
    return gives ? self : null;
  };
const within = (a: Value, b: Value): boolean => [...values(a).keys()].every((key) => values(b).has(key));

const setMethods: Record<string, NativeCode> = {
  __contains__: common['__contains__'] as NativeCode,
  __len__: common['__len__'] as NativeCode,
  __iter__: iterates,
  __and__: operator(and),
  __or__: operator(or),
  __sub__: operator(minus),
  __xor__: operator(either),
  intersection: named(and),
  union: named(or),
  difference: named(minus),
  symmetric_difference: named(either),
  *issubset(thread, [self, other]) {
    return within(self, yield* toSet(thread, other));
  },
  *issuperset(thread, [self, other]) {
    return within(yield* toSet(thread, other), self);
  },
  *isdisjoint(thread, [self, other]) {
    return and(self, yield* toSet(thread, other)).map.size === 0;
  },
  copy: (_thread, [self]) => like(self, values(self)),
};
methods(setType, {
  ...setMethods,
  __new__: (_thread, [cls]) => new PySet(cls as PyClass),
  *__init__(thread, [self, source]) {
    if (source !== undefined) for (const item of yield* collect(thread, source)) addTo(thread, self as PySet, item);
    return null;
  },
  __iand__: inPlace(and, true),
  __ior__: inPlace(or, true),
  __isub__: inPlace(minus, true),
  __ixor__: inPlace(either, true),
  update: inPlace(or, false),
  intersection_update: inPlace(and, false),
  difference_update: inPlace(minus, false),
  symmetric_difference_update: inPlace(either, false),
  add: (thread, [self, item]) => {
    addTo(thread, self as PySet, item);
    return null;
  },
  discard: (thread, [self, item]) => {
    values(self).delete(hashKey(thread, item, values(self)));
    return null;
  },
  remove: (thread, [self, item]) => {
    if (!values(self).delete(hashKey(thread, item, values(self)))) throw thread.error('KeyError', item);
    return null;
  },
  pop: (thread, [self]) => {
    const [first] = values(self);
    if (!first) throw thread.error('KeyError', 'pop from an empty set');
    values(self).delete(first[0]);
    return first[1];
  },
  clear: (_thread, [self]) => {
    values(self).clear();
    return null;
  },
});
methods(frozensetType, {
  ...setMethods,
  *__new__(thread, [cls, source]) {
    const made = new PySet(cls as PyClass);
    if (source !== undefined) for (const item of yield* collect(thread, source)) addTo(thread, made, item);
    return made;
  },
});
