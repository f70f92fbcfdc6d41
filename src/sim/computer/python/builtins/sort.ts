// A stable sort whose comparisons may call Python code.
import type { Task } from '../../../kernel/task.ts';
import { type Keywords, PyFloat, type Value } from '../objects/values.ts';
import { compareText } from '../run/fast.ts';
import { compareOp } from '../run/operators.ts';
import type { Thread } from '../run/thread.ts';
import { truth } from '../run/truth.ts';

/** A sorted copy; `key` and `reverse` as list.sort() takes them. */
export function* sorted(thread: Thread, items: readonly Value[], kw: Keywords): Task<Value[]> {
  const key = kw?.get('key') ?? null;
  const reverse = yield* truth(thread, kw?.get('reverse') ?? false);
  let pairs: { key: Value; item: Value }[] = [];
  for (const item of items) pairs.push({ key: key === null ? item : yield* thread.call(key, [item]), item });
  if (reverse) pairs.reverse();
  if (pairs.every((pair) => typeof pair.key === 'number')) pairs.sort((a, b) => (a.key as number) - (b.key as number));
  else if (pairs.every((pair) => typeof pair.key === 'string'))
    pairs.sort((a, b) => compareText(a.key as string, b.key as string));
  else if (pairs.every((pair) => pair.key instanceof PyFloat || typeof pair.key === 'number'))
    pairs.sort((a, b) => number(a.key) - number(b.key));
  else pairs = yield* merge(thread, pairs);
  if (reverse) pairs.reverse();
  return pairs.map(({ item }) => item);
}

const number = (value: Value): number => (value instanceof PyFloat ? value.value : (value as number));

function* merge(thread: Thread, pairs: { key: Value; item: Value }[]): Task<{ key: Value; item: Value }[]> {
  if (pairs.length < 2) return pairs;
  const middle = pairs.length >> 1;
  const left = yield* merge(thread, pairs.slice(0, middle));
  const right = yield* merge(thread, pairs.slice(middle));
  const out: { key: Value; item: Value }[] = [];
  let a = 0;
  let b = 0;
  while (a < left.length && b < right.length) {
    const less = yield* truth(thread, yield* compareOp(thread, 2, right[b]?.key, left[a]?.key));
    const pair = less ? right[b++] : left[a++];
    if (pair) out.push(pair);
  }
  return [...out, ...left.slice(a), ...right.slice(b)];
}
