// Whether a value counts as true.
import type { Task } from '../../../kernel/task.ts';
import { typeName } from '../objects/types.ts';
import {
  PyBoxed,
  PyBytes,
  PyDict,
  PyFloat,
  PyList,
  PyObject,
  PyRange,
  PySet,
  PyTuple,
  type Value,
} from '../objects/values.ts';
import type { Thread } from './thread.ts';

/** Whether a value counts as true, if that can be told without calling anything. */
export function truthFast(value: Value): boolean | undefined {
  if (value === null || value === undefined) return false;
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return value !== 0;
    case 'bigint':
      return true;
    case 'string':
      return value !== '';
    default:
  }
  if (value instanceof PyFloat) return value.value !== 0;
  if (
    value instanceof PyObject &&
    value.cls.heap &&
    (value.cls.lookup('__bool__') !== undefined || value.cls.lookup('__len__') !== undefined)
  )
    return undefined;
  if (value instanceof PyList || value instanceof PyTuple) return value.items.length > 0;
  if (value instanceof PyDict || value instanceof PySet) return value.map.size > 0;
  if (value instanceof PyBytes) return value.bytes.length > 0;
  if (value instanceof PyRange) return value.length > 0;
  if (value instanceof PyBoxed) return truthFast(value.value);
  if (
    value instanceof PyObject &&
    (value.cls.lookup('__bool__') !== undefined || value.cls.lookup('__len__') !== undefined)
  )
    return undefined;
  return true;
}

export function* truth(thread: Thread, value: Value): Task<boolean> {
  const quick = truthFast(value);
  if (quick !== undefined) return quick;
  const answer = yield* thread.callMethod(value, '__bool__');
  if (typeof answer === 'boolean') return answer;
  if (answer !== undefined)
    throw thread.error('TypeError', `__bool__ should return bool, returned ${typeName(answer)}`);
  return (yield* thread.callMethod(value, '__len__')) !== 0;
}
