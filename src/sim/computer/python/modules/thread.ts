// `_thread`: threads as tasks of the process, locks, and waiting for one another.
import { race, sleep, spawn, type Task } from '../../../kernel/task.ts';
import { Latch, Trigger } from '../../../kernel/trigger.ts';
import { isException } from '../objects/exceptions.ts';
import { builtinClass } from '../objects/types.ts';
import type { PyDict } from '../objects/values.ts';
import { plainNumber, PyFloat, PyNativeObject, type PyClass, type PyTuple, type Value } from '../objects/values.ts';
import type { NativeModule } from '../run/interpreter.ts';
import { Thread } from '../run/thread.ts';
import { addFunctions, define } from './native.ts';

interface Lock {
  locked: boolean;
  owner: Thread | undefined;
  depth: number;
  readonly released: Trigger;
}

/** ms of a timeout in seconds; undefined for none. */
const timeout = (value: Value): number | undefined => {
  const plain = plainNumber(value);
  const seconds = plain instanceof PyFloat ? plain.value : typeof plain === 'number' ? plain : -1;
  return seconds < 0 ? undefined : seconds * 1000;
};

/** Waits for a lock's release at most some time; false when it has not come. It may have come before this begins to run. */
function* within(lock: Lock, duration: number | undefined): Task<boolean> {
  function* fired(): Task<boolean> {
    if (lock.locked) yield* lock.released.next();
    return true;
  }
  function* late(): Task<boolean> {
    yield* sleep(duration ?? 0);
    return false;
  }
  return duration === undefined ? yield* fired() : yield* race([fired(), late()]);
}

const lockType = builtinClass('lock');
const reentrantType = builtinClass('RLock');
const lockOf = (value: Value): Lock => (value as PyNativeObject<Lock>).native;
const makeLock = (cls: PyClass): Value =>
  new PyNativeObject<Lock>(cls, { locked: false, owner: undefined, depth: 0, released: new Trigger() });

function* acquire(
  thread: Thread,
  self: Value,
  blocking: boolean,
  duration: number | undefined,
  reentrant: boolean,
): Task<boolean> {
  const lock = lockOf(self);
  const { kernel } = thread.interpreter.process.machine;
  const until = duration === undefined ? undefined : kernel.now + duration;
  while (lock.locked && !(reentrant && lock.owner === thread)) {
    if (!blocking || (until !== undefined && kernel.now >= until - 0.001)) return false;
    yield* thread.interpreter.wait(thread, () => within(lock, until === undefined ? undefined : until - kernel.now));
  }
  lock.locked = true;
  lock.owner = thread;
  lock.depth++;
  return true;
}

function release(thread: Thread, self: Value, reentrant: boolean): void {
  const lock = lockOf(self);
  if (!lock.locked)
    throw thread.error('RuntimeError', reentrant ? 'cannot release un-acquired lock' : 'release unlocked lock');
  if (reentrant && lock.owner !== thread) throw thread.error('RuntimeError', 'cannot release un-acquired lock');
  lock.depth = reentrant ? lock.depth - 1 : 0;
  if (lock.depth > 0) return;
  lock.locked = false;
  lock.owner = undefined;
  lock.released.fire();
}

for (const [cls, reentrant] of [
  [lockType, false],
  [reentrantType, true],
] as const)
  define(cls, '_thread', {
    __new__: (_thread, [own]) => makeLock(own as PyClass),
    *acquire(thread, [self, blocking = true, wait], kw) {
      const given = wait ?? kw?.get('timeout');
      return yield* acquire(
        thread,
        self,
        (kw?.get('blocking') ?? blocking) !== false,
        given === undefined ? undefined : timeout(given),
        reentrant,
      );
    },
    release: (thread, [self]) => {
      release(thread, self, reentrant);
      return null;
    },
    locked: (_thread, [self]) => lockOf(self).locked,
    *__enter__(thread, [self]) {
      return yield* acquire(thread, self, true, undefined, reentrant);
    },
    __exit__: (thread, [self]) => {
      release(thread, self, reentrant);
      return null;
    },
    _is_owned: (thread, [self]) => lockOf(self).owner === thread,
    __repr__: (thread, [self]) =>
      `<${lockOf(self).locked ? 'locked' : 'unlocked'} _thread.${cls.name} object at ${thread.interpreter.address(self as object)}>`,
  });

/** Fills `_thread`. */
export const thread: NativeModule = (interpreter, names) => {
  names.set('LockType', lockType);
  names.set('RLock', reentrantType);
  names.set('error', interpreter.exceptionClass('RuntimeError'));
  addFunctions(names, {
    allocate_lock: () => makeLock(lockType),
    get_ident: (inner) => inner.ident,
    get_native_id: (inner) =>
      inner === interpreter.main ? interpreter.process.pid : interpreter.process.pid + (inner.ident % 1000),
    *start(_inner, [func, args, kw, daemon, hook]) {
      const made = new Thread(interpreter);
      made.ident = interpreter.newIdent();
      const entry = { daemon: daemon === true, ended: new Latch() };
      interpreter.threads.add(entry);
      const keywords = new Map([...(kw as PyDict).map.values()].map(({ key, value }) => [key as string, value]));
      yield* spawn(
        'python thread',
        body(made, func, (args as PyTuple).items, keywords, hook, entry.ended, () => interpreter.threads.delete(entry)),
      );
      return made.ident;
    },
    daemonise: () => null,
  });
};

/** A thread from its start to its end. */
function* body(
  made: Thread,
  func: Value,
  args: readonly Value[],
  kw: Map<string, Value>,
  hook: Value,
  ended: Latch,
  done: () => void,
): Task {
  try {
    yield* made.call(func, args, kw);
  } catch (error) {
    const { exception } = made.asRaised(error);
    if (!isException(exception, 'SystemExit')) yield* made.call(hook, [exception]);
  } finally {
    done();
    ended.open();
  }
}
