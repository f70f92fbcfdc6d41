// Whole numbers and lengths of values.
import type { Task } from '../../../kernel/task.ts';
import { textLength } from '../objects/items.ts';
import { typeName, typeOf } from '../objects/types.ts';
import {
  isInt,
  plainNumber,
  PyBytes,
  PyDict,
  PyFunction,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  type Value,
} from '../objects/values.ts';
import type { Thread } from '../run/thread.ts';

/** `__index__`: a whole number, as a JavaScript one. */
export function whole(thread: Thread, value: Value): number {
  const plain = plainNumber(value);
  if (isInt(plain)) return Number(plain);
  const own = thread.sync(thread.callMethod(value, '__index__'));
  if (isInt(own)) return Number(own);
  throw thread.error('TypeError', `'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** `len(value)` */
export function* length(thread: Thread, value: Value): Task<number> {
  if (typeof value === 'string') return textLength(value);
  const own = typeOf(value).lookup('__len__');
  if (own instanceof PyFunction) return whole(thread, yield* thread.call(own, [value]));
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length;
  if (value instanceof PyDict || value instanceof PySet) return value.map.size;
  if (value instanceof PyBytes) return value.bytes.length;
  if (value instanceof PyRange) return value.length;
  if (own !== undefined) return (yield* thread.call(own, [value])) as number;
  throw thread.error('TypeError', `object of type '${typeName(value)}' has no len()`);
}
