// Subscripts of built-in collections: indices, slices and keys.
import type { Thread } from '../run/thread.ts';
import { hashKey } from './hash.ts';
import { bytes, list, tuple, typeName } from './types.ts';
import { isInt, PyBoxed, PyBytes, PyDict, PyList, PyRange, PySlice, PyTuple, type Value } from './values.ts';

/** Whether a text has characters beyond 16 bits, which JavaScript counts double. */
const wide = (text: string): boolean => /[\ud800-\udfff]/.test(text);

/** The characters of a text, by code points. */
export const characters = (text: string): readonly string[] | string => (wide(text) ? [...text] : text);

export const textLength = (text: string): number => (wide(text) ? [...text].length : text.length);

/** Start, stop, step of a slice for a length, as slice.indices() gives them. */
export function sliceIndices(
  thread: Thread,
  slice: PySlice,
  length: number,
): { start: number; stop: number; step: number; count: number } {
  const number = (value: Value): number | undefined => {
    if (value === null) return undefined;
    const plain = value instanceof PyBoxed ? value.value : typeof value === 'boolean' ? Number(value) : value;
    if (isInt(plain)) return Number(plain);
    throw thread.error('TypeError', 'slice indices must be integers or None or have an __index__ method');
  };
  const step = number(slice.step) ?? 1;
  if (step === 0) throw thread.error('ValueError', 'slice step cannot be zero');
  const clamp = (value: number | undefined, otherwise: number): number => {
    if (value === undefined) return otherwise;
    const from = value < 0 ? value + length : value;
    return step > 0 ? Math.min(Math.max(from, 0), length) : Math.min(Math.max(from, -1), length - 1);
  };
  const start = clamp(number(slice.start), step > 0 ? 0 : length - 1);
  const stop = clamp(number(slice.stop), step > 0 ? length : -1);
  return { start, stop, step, count: Math.max(0, Math.ceil((stop - start) / step)) };
}

function position(thread: Thread, index: Value, length: number, what: string, action = ''): number {
  const plain = index instanceof PyBoxed ? index.value : typeof index === 'boolean' ? Number(index) : index;
  if (!isInt(plain)) {
    const own = thread.sync(thread.callMethod(index, '__index__'));
    if (isInt(own)) return position(thread, own, length, what, action);
    throw thread.error(
      'TypeError',
      what === 'string'
        ? `string indices must be integers, not '${typeName(index)}'`
        : what === 'bytes'
          ? `byte indices must be integers or slices, not ${typeName(index)}`
          : `${what} indices must be integers or slices, not ${typeName(index)}`,
    );
  }
  const at = Number(plain) < 0 ? Number(plain) + length : Number(plain);
  if (at < 0 || at >= length)
    throw thread.error(
      'IndexError',
      `${what === 'bytes' ? 'index' : what === 'range' ? 'range object index' : `${what}${action} index`} out of range`,
    );
  return at;
}

function sliced<T>(thread: Thread, items: ArrayLike<T>, slice: PySlice): T[] {
  const { start, step, count } = sliceIndices(thread, slice, items.length);
  const result: T[] = [];
  for (let index = 0, at = start; index < count; index++, at += step) result.push(items[at] as T);
  return result;
}

/** An item of a built-in collection; undefined when it is none, or a dictionary without the key. */
export function getItemOf(thread: Thread, object: Value, index: Value): Value {
  if (object instanceof PyList || object instanceof PyTuple) {
    if (index instanceof PySlice) {
      const items = sliced(thread, object.items, index);
      return object instanceof PyList ? list(items) : tuple(items);
    }
    return object.items[position(thread, index, object.items.length, object instanceof PyList ? 'list' : 'tuple')];
  }
  if (object instanceof PyDict) return object.map.get(hashKey(thread, index, object.map))?.value;
  if (typeof object === 'string') {
    const chars = characters(object);
    if (index instanceof PySlice) {
      if (typeof chars === 'string') {
        const { start, stop, step } = sliceIndices(thread, index, chars.length);
        if (step === 1) return chars.slice(start, Math.max(start, stop));
      }
      return sliced(thread, chars, index).join('');
    }
    return chars[position(thread, index, chars.length, 'string')];
  }
  if (object instanceof PyBytes) {
    if (index instanceof PySlice) {
      const { start, stop, step } = sliceIndices(thread, index, object.bytes.length);
      const part =
        step === 1
          ? object.bytes.slice(start, Math.max(start, stop))
          : Uint8Array.from(sliced(thread, object.bytes, index));
      const made = bytes(part);
      made.cls = object.cls;
      return made;
    }
    return object.bytes[position(thread, index, object.bytes.length, object.cls.name)];
  }
  if (object instanceof PyRange) {
    if (index instanceof PySlice) {
      const { start, stop, step } = sliceIndices(thread, index, object.length);
      return new PyRange(
        object.cls,
        object.start + start * object.step,
        object.start + stop * object.step,
        object.step * step,
      );
    }
    return object.start + object.step * position(thread, index, object.length, 'range');
  }
  if (object instanceof PyBoxed) return getItemOf(thread, object.value, index);
  return undefined;
}

/** Sets an item (or, without a value, deletes it); false when the object is no collection of ours that changes. */
export function setItemOf(thread: Thread, object: Value, index: Value, value: Value): boolean {
  if (object instanceof PyList) {
    if (index instanceof PySlice) {
      const { start, stop, step, count } = sliceIndices(thread, index, object.items.length);
      const items = (value ?? []) as readonly Value[];
      if (step === 1) {
        object.items.splice(start, Math.max(0, stop - start), ...items);
        return true;
      }
      if (value === undefined) {
        const gone = new Set(Array.from({ length: count }, (_, at) => start + at * step));
        object.items = object.items.filter((_, at) => !gone.has(at));
        return true;
      }
      if (items.length !== count)
        throw thread.error(
          'ValueError',
          `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`,
        );
      items.forEach((item, at) => (object.items[start + at * step] = item));
      return true;
    }
    const at = position(thread, index, object.items.length, 'list', ' assignment');
    if (value === undefined) object.items.splice(at, 1);
    else object.items[at] = value;
    return true;
  }
  if (object instanceof PyDict) {
    const key = hashKey(thread, index, object.map);
    if (value === undefined) {
      if (!object.map.delete(key)) throw thread.error('KeyError', index);
      return true;
    }
    const entry = object.map.get(key);
    if (entry) entry.value = value;
    else object.map.set(key, { key: index, value });
    return true;
  }
  if (object instanceof PyBytes && object.cls.name === 'bytearray' && typeof value === 'number') {
    object.bytes[position(thread, index, object.bytes.length, 'bytearray')] = value;
    return true;
  }
  return false;
}
