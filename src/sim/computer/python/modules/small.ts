// Small modules behind larger ones: `_io`, `_traceback`, `_format_date`, `atexit`, `gc`, `_asyncio_wait`.
import { race, sleep, type Task } from '../../../kernel/task.ts';
import { Trigger } from '../../../kernel/trigger.ts';
import { binaryFileType, textFileType } from '../builtins/files.ts';
import { builtinClass, list } from '../objects/types.ts';
import {
  plainNumber,
  plainText,
  PyFloat,
  PyNativeObject,
  type PyClass,
  type PyException,
  type PyTuple,
  type TraceEntry,
} from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { formatException, formatOnly, formatTrace } from '../run/traceback.ts';
import { formatDate } from './format-date.ts';
import { addFunctions, addValues, define } from './native.ts';

/** Fills `_io`. */
export const io: NativeModule = (_interpreter, names) => {
  addValues(names, { TextIOWrapper: textFileType, BufferedReader: binaryFileType });
};

/** Fills `_traceback`. */
export const traceback: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    *format_exception_text(thread, [exception]) {
      return yield* formatException(thread, exception as PyException);
    },
    *format_only(thread, [exception]) {
      return yield* formatOnly(thread, exception as PyException);
    },
    format_trace: (thread, [trace]) =>
      list((trace as PyNativeObject<readonly TraceEntry[]>).native.map((entry) => formatTrace(thread, [entry]))),
  });
};

/** Fills `_format_date`. */
export const formatDates: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    format_date: (_thread, [format, fields, microsecond, offset, zone]) =>
      formatDate(plainText(format), {
        fields: (fields as PyTuple).items as number[],
        microsecond: Number(microsecond),
        offset: offset === null ? undefined : Number(offset),
        zone: plainText(zone),
      }),
  });
};

/** Fills `atexit`. */
export const atexit: NativeModule = (interpreter, names) => {
  addFunctions(names, {
    register: (_thread, [func, ...args], kw) => {
      interpreter.atExit.push({ func, args, kw });
      return func;
    },
    unregister: (_thread, [func]) => {
      for (let at = interpreter.atExit.length - 1; at >= 0; at--)
        if (interpreter.atExit[at]?.func === func) interpreter.atExit.splice(at, 1);
      return null;
    },
  });
};

/** Fills `gc`: memory is looked after by the page. */
export const gc: NativeModule = (_interpreter, names) => {
  addFunctions(names, {
    collect: () => 0,
    enable: () => null,
    disable: () => null,
    isenabled: () => true,
    get_count: () => list([0, 0, 0]),
    get_objects: () => list([]),
    freeze: () => null,
  });
};

interface Waker {
  readonly trigger: Trigger;
  woken: boolean;
}
const wakerType = builtinClass('Waker');
define(wakerType, '_asyncio_wait', {
  __new__: (_thread, [cls]) => new PyNativeObject<Waker>(cls as PyClass, { trigger: new Trigger(), woken: false }),
  wake: (_thread, [self]) => {
    const { native: waker } = self as PyNativeObject<Waker>;
    waker.woken = true;
    waker.trigger.fire();
    return null;
  },
  *wait(thread, [self, seconds]) {
    const { native: waker } = self as PyNativeObject<Waker>;
    const plain = plainNumber(seconds);
    const duration = plain === null ? undefined : (plain instanceof PyFloat ? plain.value : Number(plain)) * 1000;
    const until = duration === undefined ? undefined : thread.interpreter.process.machine.kernel.now + duration;
    function* woken(): Task {
      if (!waker.woken) yield* waker.trigger.next();
    }
    function* late(): Task {
      yield* sleep(Math.max(0, (until ?? 0) - thread.interpreter.process.machine.kernel.now));
    }
    yield* thread.interpreter.wait(thread, () => (until === undefined ? woken() : race([woken(), late()])));
    waker.woken = false;
    return null;
  },
});

/** Fills `_asyncio_wait`: what an event loop sleeps on. */
export const asyncioWait: NativeModule = (_interpreter, names) => {
  names.set('Waker', wakerType);
};
