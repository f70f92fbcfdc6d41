// Methods of generators, coroutines and asynchronous generators.
import { isException } from '../objects/exceptions.ts';
import { asyncGeneratorType, builtinClass, coroutineType, generatorType, methods } from '../objects/types.ts';
import { type NativeCode, PyClass, PyTaskIterator, Raised, type Value } from '../objects/values.ts';
import { AsyncYield, type PyGenerator } from '../run/frame.ts';
import { iteratorMethods } from './iterators.ts';

const generatorMethods: Record<string, NativeCode> = {
  *send(thread, [self, value]) {
    const result = yield* thread.resume(self as PyGenerator, value);
    if (result.done) throw thread.error('StopIteration', ...(result.value === null ? [] : [result.value]));
    return result.value;
  },
  *throw(thread, [self, type, value]) {
    const made =
      type instanceof PyClass ? yield* thread.call(type, value === undefined || value === null ? [] : [value]) : type;
    const result = yield* thread.resume(self as PyGenerator, null, new Raised(made as never));
    if (result.done) throw thread.error('StopIteration', ...(result.value === null ? [] : [result.value]));
    return result.value;
  },
  *close(thread, [self]) {
    const generator = self as PyGenerator;
    if (generator.state === 'created') generator.state = 'closed';
    if (generator.state === 'closed') return null;
    try {
      const { done } = yield* thread.resume(generator, null, thread.error('GeneratorExit'));
      if (!done) throw thread.error('RuntimeError', 'generator ignored GeneratorExit');
    } catch (error) {
      if (
        !(error instanceof Raised) ||
        !(isException(error.exception, 'GeneratorExit') || isException(error.exception, 'StopIteration'))
      )
        throw error;
    }
    return null;
  },
};
methods(generatorType, {
  ...generatorMethods,
  __iter__: (_thread, [self]) => self,
  *__next__(thread, [self]) {
    const { done, value } = yield* thread.resume(self as PyGenerator, null);
    if (done) throw thread.error('StopIteration', ...(value === null ? [] : [value]));
    return value;
  },
});
methods(coroutineType, { ...generatorMethods, __await__: (_thread, [self]) => self });

/** What awaiting a step of an asynchronous generator does: values that it awaits go out, one that it yields ends the step. */
function stepOf(generator: PyGenerator, sent: Value, raised?: Raised): PyTaskIterator {
  let first = true;
  let ended = false;
  return new PyTaskIterator(asyncStepType, function* (thread) {
    if (ended) return undefined;
    const begin = first;
    first = false;
    const { done, value } = yield* thread.resume(generator, begin ? sent : null, begin ? raised : undefined);
    if (done) throw thread.error('StopAsyncIteration');
    if (!(value instanceof AsyncYield)) return value;
    ended = true;
    throw thread.error('StopIteration', value.value);
  });
}
const asyncStepType = builtinClass('async_generator_asend');
methods(asyncStepType, { ...iteratorMethods, __await__: (_thread, [self]) => self });
methods(asyncGeneratorType, {
  __aiter__: (_thread, [self]) => self,
  __anext__: (_thread, [self]) => stepOf(self as PyGenerator, null),
  asend: (_thread, [self, value]) => stepOf(self as PyGenerator, value),
  *athrow(thread, [self, type]) {
    const made = type instanceof PyClass ? yield* thread.call(type, []) : type;
    return stepOf(self as PyGenerator, null, new Raised(made as never));
  },
  aclose: (thread, [self]) => {
    const generator = self as PyGenerator;
    return new PyTaskIterator(asyncStepType, function* (inner) {
      if (generator.state === 'created') generator.state = 'closed';
      if (generator.state === 'closed') return undefined;
      try {
        const { done, value } = yield* inner.resume(generator, null, thread.error('GeneratorExit'));
        return done ? undefined : value;
      } catch (error) {
        if (
          error instanceof Raised &&
          (isException(error.exception, 'GeneratorExit') || isException(error.exception, 'StopAsyncIteration'))
        )
          return undefined;
        throw error;
      }
    });
  },
});
