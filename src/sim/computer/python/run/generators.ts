// What `await` and `yield from` stand on: sending into it, and throwing.
import type { Task } from '../../../kernel/task.ts';
import { isException } from '../objects/exceptions.ts';
import { coroutineType, typeName, typeOf } from '../objects/types.ts';
import { PyIterator, PyTaskIterator, Raised, type Value } from '../objects/values.ts';
import { next } from './containers.ts';
import { type Frame, PyGenerator } from './frame.ts';
import type { Thread } from './thread.ts';

/** Sends into what an `await` or `yield from` stands on. */
export function* delegate(thread: Thread, frame: Frame, receiver: Value, sent: Value): Task<Value> {
  const result = yield* sendInto(thread, receiver, sent);
  if (!result.done) return result.value;
  frame.stack.pop();
  frame.pc += 2;
  return result.value;
}

export function* sendInto(thread: Thread, receiver: Value, sent: Value): Task<{ done: boolean; value: Value }> {
  if (receiver instanceof PyGenerator) return yield* thread.resume(receiver, sent);
  try {
    if (sent !== null && typeOf(receiver).lookup('send') !== undefined)
      return { done: false, value: yield* thread.callMethod(receiver, 'send', sent) };
    if (receiver instanceof PyIterator || receiver instanceof PyTaskIterator) {
      const value = yield* next(thread, receiver);
      return value === undefined ? { done: true, value: null } : { done: false, value };
    }
    return { done: false, value: yield* thread.callMethod(receiver, '__next__') };
  } catch (error) {
    if (error instanceof Raised && isException(error.exception, 'StopIteration'))
      return { done: true, value: error.exception.args[0] ?? null };
    throw error;
  }
}

export function* throwInto(thread: Thread, receiver: Value, raised: Raised): Task<{ done: boolean; value: Value }> {
  if (receiver instanceof PyGenerator) return yield* thread.resume(receiver, null, raised);
  try {
    const value = yield* thread.callMethod(receiver, 'throw', raised.exception);
    if (value === undefined) throw raised;
    return { done: false, value };
  } catch (error) {
    if (error instanceof Raised && isException(error.exception, 'StopIteration'))
      return { done: true, value: error.exception.args[0] ?? null };
    throw error;
  }
}

/** What `await` stands on. */
export function* awaitable(thread: Thread, value: Value): Task<Value> {
  if (value instanceof PyGenerator && (value.cls === coroutineType || value.frame.code.coroutine)) return value;
  const own = typeOf(value).lookup('__await__');
  if (own === undefined)
    throw thread.error('TypeError', `object ${typeName(value)} can't be used in 'await' expression`);
  return yield* thread.call(own, [value]);
}
