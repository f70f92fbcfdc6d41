// `_collections`: the double-ended queue.
import { same } from '../objects/hash.ts';
import { iteratorClasses } from '../objects/iterator-classes.ts';
import { repr } from '../objects/text.ts';
import { builtinClass, list, typeName } from '../objects/types.ts';
import { notImplemented, PyIterator, PyNativeObject, type PyClass, type Value } from '../objects/values.ts';
import { collect } from '../run/containers.ts';
import type { NativeModule } from '../run/interpreter.ts';
import type { Thread } from '../run/thread.ts';
import { define } from './native.ts';

interface Deque {
  items: Value[];
  limit: number | undefined;
}

const dequeType = builtinClass('deque');
const inside = (value: Value): Deque => (value as PyNativeObject<Deque>).native;
const isDeque = (value: Value): value is PyNativeObject<Deque> =>
  value instanceof PyNativeObject && value.cls.isSubclass(dequeType);
const made = (cls: PyClass, items: Value[], limit: number | undefined): Value =>
  new PyNativeObject<Deque>(cls, { items, limit });

function push(deque: Deque, item: Value): void {
  deque.items.push(item);
  if (deque.limit !== undefined && deque.items.length > deque.limit) deque.items.shift();
}

function unshift(deque: Deque, item: Value): void {
  deque.items.unshift(item);
  if (deque.limit !== undefined && deque.items.length > deque.limit) deque.items.pop();
}

function place(thread: Thread, deque: Deque, index: Value): number {
  if (typeof index !== 'number')
    throw thread.error('TypeError', `sequence index must be integer, not '${typeName(index)}'`);
  const at = index < 0 ? index + deque.items.length : index;
  if (at < 0 || at >= deque.items.length) throw thread.error('IndexError', 'deque index out of range');
  return at;
}

define(dequeType, 'collections', {
  __new__: (_thread, [cls]) => made(cls as PyClass, [], undefined),
  *__init__(thread, [self, source, maxlen], kw) {
    const deque = inside(self);
    const limit = maxlen ?? kw?.get('maxlen') ?? null;
    if (limit !== null && Number(limit) < 0) throw thread.error('ValueError', 'maxlen must be non-negative');
    deque.limit = limit === null ? undefined : Number(limit);
    deque.items = [];
    const items = source ?? kw?.get('iterable');
    if (items !== undefined) for (const item of yield* collect(thread, items)) push(deque, item);
    (self as PyNativeObject).attrs.set('maxlen', limit);
    return null;
  },
  append: (_thread, [self, item]) => {
    push(inside(self), item);
    return null;
  },
  appendleft: (_thread, [self, item]) => {
    unshift(inside(self), item);
    return null;
  },
  *extend(thread, [self, items]) {
    for (const item of yield* collect(thread, items)) push(inside(self), item);
    return null;
  },
  *extendleft(thread, [self, items]) {
    for (const item of yield* collect(thread, items)) unshift(inside(self), item);
    return null;
  },
  pop: (thread, [self]) => {
    const { items } = inside(self);
    if (items.length === 0) throw thread.error('IndexError', 'pop from an empty deque');
    return items.pop();
  },
  popleft: (thread, [self]) => {
    const { items } = inside(self);
    if (items.length === 0) throw thread.error('IndexError', 'pop from an empty deque');
    return items.shift();
  },
  rotate: (_thread, [self, by = 1]) => {
    const { items } = inside(self);
    if (items.length === 0) return null;
    const turn = ((Number(by) % items.length) + items.length) % items.length;
    items.unshift(...items.splice(items.length - turn, turn));
    return null;
  },
  clear: (_thread, [self]) => {
    inside(self).items.length = 0;
    return null;
  },
  copy: (_thread, [self]) => made((self as PyNativeObject).cls, [...inside(self).items], inside(self).limit),
  __copy__: (_thread, [self]) => made((self as PyNativeObject).cls, [...inside(self).items], inside(self).limit),
  count: (thread, [self, item]) => inside(self).items.filter((one) => same(thread, one, item)).length,
  index: (thread, [self, item]) => {
    const at = inside(self).items.findIndex((one) => same(thread, one, item));
    if (at < 0) throw thread.error('ValueError', `${thread.sync(repr(thread, item))} is not in deque`);
    return at;
  },
  insert: (_thread, [self, at, item]) => {
    inside(self).items.splice(Number(at), 0, item);
    return null;
  },
  remove: (thread, [self, item]) => {
    const { items } = inside(self);
    const at = items.findIndex((one) => same(thread, one, item));
    if (at < 0) throw thread.error('ValueError', 'deque.remove(x): x not in deque');
    items.splice(at, 1);
    return null;
  },
  reverse: (_thread, [self]) => {
    inside(self).items.reverse();
    return null;
  },
  __len__: (_thread, [self]) => inside(self).items.length,
  __contains__: (thread, [self, item]) => inside(self).items.some((one) => same(thread, one, item)),
  __getitem__: (thread, [self, index]) => inside(self).items[place(thread, inside(self), index)],
  __setitem__: (thread, [self, index, value]) => {
    inside(self).items[place(thread, inside(self), index)] = value;
    return null;
  },
  __delitem__: (thread, [self, index]) => {
    inside(self).items.splice(place(thread, inside(self), index), 1);
    return null;
  },
  __iter__: (_thread, [self]) => {
    const deque = inside(self);
    const count = deque.items.length;
    let at = 0;
    return new PyIterator(iteratorClasses.list, (thread) => {
      if (deque.items.length !== count) throw thread.error('RuntimeError', 'deque mutated during iteration');
      return deque.items[at++];
    });
  },
  __reversed__: (_thread, [self]) => {
    const items = [...inside(self).items].reverse();
    let at = 0;
    return new PyIterator(iteratorClasses.list, () => items[at++]);
  },
  *__repr__(thread, [self]) {
    const { items, limit } = inside(self);
    return `deque(${yield* repr(thread, list([...items]))}${limit === undefined ? '' : `, maxlen=${limit}`})`;
  },
  __eq__: (thread, [self, other]) =>
    isDeque(other)
      ? inside(self).items.length === inside(other).items.length &&
        inside(self).items.every((item, at) => same(thread, item, inside(other).items[at]))
      : notImplemented,
  __add__: (_thread, [self, other]) =>
    isDeque(other)
      ? made((self as PyNativeObject).cls, [...inside(self).items, ...inside(other).items], inside(self).limit)
      : notImplemented,
  *__iadd__(thread, [self, other]) {
    for (const item of yield* collect(thread, other)) push(inside(self), item);
    return self;
  },
});
dequeType.set('__hash__', null);

/** Fills `_collections`. */
export const collections: NativeModule = (_interpreter, names) => {
  names.set('deque', dequeType);
};
